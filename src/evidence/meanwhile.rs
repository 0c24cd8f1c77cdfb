//! What the hearing does while one looks at the exhibits for oneself (R102): one line, and the way back in when it is one's turn.

use hearing::Phase;
use leptos::prelude::*;

use crate::courtroom::{Turn, is_to_examine, on_show, turn};
use crate::session::use_session;
use crate::text::{courtroom as words, evidence};
use crate::ui::whole;
use crate::view::use_view;

#[component]
pub fn Meanwhile() -> impl IntoView {
    let session = use_session();
    let view = use_view();
    let runs = session.select(|h| matches!(h.phase, Phase::InSession | Phase::Adjourned));
    let turn = session.select(turn);
    let mine = session.mine(|h, me| {
        let has_floor = h.phase == Phase::InSession && h.floor.as_ref() == Some(&me.id);
        let examines = on_show(h).is_some_and(|exhibit| is_to_examine(me, exhibit));
        (has_floor, examines)
    });
    let called = move || match mine.get() {
        Some((true, _)) => Some(words::speak_now()),
        Some((false, true)) => Some(words::say_three()),
        Some((false, false)) | None => None,
    };
    view! {
        <Show when=move || runs.get()>
            <section class="meanwhile" role="status" aria-label=words::what_happens data-meanwhile="">
                <p>
                    <span class="meanwhile-label">{words::now}</span>
                    <b>{move || whole(&turn.with(Turn::now))}</b>
                </p>
                {move || called().map(|called| view! {
                    <p data-my-turn="">
                        <span class="meanwhile-label">{words::your_turn}</span>
                        <b>{called}</b>
                    </p>
                    <button type="button" class="press press--dense press--now" data-act="to-my-turn" on:click=move |_| view.back()>
                        {evidence::back_to_room}
                    </button>
                })}
            </section>
        </Show>
    }
}
