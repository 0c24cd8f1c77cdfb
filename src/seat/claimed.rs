//! Another device asks for this seat: the person here is asked first (R2).

use leptos::prelude::*;

use super::left::Left;
use crate::session::use_session;
use crate::text::{Word, common};
use crate::ui::Frame;

#[component]
pub fn Claimed() -> impl IntoView {
    let session = use_session();
    let until = session.claimed_until();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(until.get().is_some()));
    let until = Signal::derive(move || until.get().unwrap_or_default());
    // Closed by Escape, or by its time, it says nothing: the court decides when the time is up.
    let answer = move |give_up: bool| {
        session.answer_claim(give_up);
        open.set(false);
    };
    view! {
        <Frame open title=common::claimed_title.text() words=common::claimed_words.text()>
            <Left until words=common::claimed_left />
            <div class="panel-acts claimed" data-claimed="">
                <button type="button" class="press" data-act="keep-seat" on:click=move |_| answer(false)>
                    {common::keep_seat}
                </button>
                <button type="button" class="press" data-act="give-up-seat" on:click=move |_| answer(true)>
                    {common::give_up_seat}
                </button>
            </div>
        </Frame>
    }
}
