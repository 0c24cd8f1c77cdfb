//! One line: what happens, what comes next, when it is your turn (R102).

use hearing::{Command, Mute, Role};
use leptos::prelude::*;

use super::turn::{Turn, may_examine, on_show, turn};
use crate::media::use_media;
use crate::session::use_session;
use crate::text::courtroom as words;
use crate::ui::Press;

#[component]
pub fn Now() -> impl IntoView {
    let session = use_session();
    let turn = session.select(turn);
    let role = session.role();
    let judge = move || role.get() == Some(Role::PresidingJudge);
    let court = move || role.get().is_some_and(Role::is_court);
    let next_seat = Memo::new(move |_| {
        let next = turn.with(|t| t.next.clone());
        next.map(|next| (next.seat, next.who.name))
    });
    view! {
        <section class="now" aria-label=words::what_happens role="status" aria-live="polite">
            <div class=move || if court() { "now-row" } else { "now-row now-row--plain" }>
                <div class="now-cell now-cell--now">
                    <span class="now-label">{words::now}</span>
                    <div class="now-text"><span data-now="">{move || turn.with(Turn::now)}</span></div>
                </div>
                <div class="now-cell">
                    <span class="now-label">{words::next}</span>
                    <div class="now-text">
                        <span>{move || turn.with(Turn::next)}</span>
                        {move || next_seat.get().filter(|_| judge()).map(|(seat, name)| {
                            let of = seat.0.clone();
                            view! {
                                <Press act="give-floor-next" class="press--dense press--now" seat=of
                                    label=Signal::derive(move || words::ask_to_speak(&name))
                                    command=move || Some(Command::GiveFloor { seat: seat.clone() }) />
                            }
                        })}
                    </div>
                </div>
                {move || match role.get() {
                    None => ().into_any(),
                    Some(role) if role.is_court() => view! { <Hands /> }.into_any(),
                    Some(role) if role.only_watches() => view! {
                        <div class="now-cell">
                            <span class="now-label">{words::gallery}</span>
                            <div class="now-text"><span>{words::gallery_rule}</span></div>
                        </div>
                    }.into_any(),
                    Some(_) => view! { <YourTurn /> }.into_any(),
                }}
            </div>
        </section>
    }
}

#[component]
fn Hands() -> impl IntoView {
    let session = use_session();
    let hands = session.select(|h| {
        let hands = h.hands.iter().filter_map(|hand| h.seat(hand));
        hands
            .map(|s| (s.id.clone(), s.name.clone()))
            .collect::<Vec<_>>()
    });
    view! {
        <Show when=move || hands.with(|hands| !hands.is_empty())>
            <div class="now-cell">
                <span class="now-label">{words::hands}</span>
                <div class="now-text">
                    <For each=move || hands.get() key=|(seat, _)| seat.clone() let((seat, name))>
                        <Press act="lower-hand" class="press--dense press--quiet" icon="hand" seat=seat.0.clone()
                            label=Signal::derive({ let name = name.clone(); move || name.clone() })
                            command=move || Some(Command::LowerHand { seat: seat.clone() }) />
                    </For>
                </div>
            </div>
        </Show>
    }
}

#[component]
fn YourTurn() -> impl IntoView {
    let session = use_session();
    let media = use_media();
    let mine = session.mine(|h, me| {
        let has_floor = h.floor.as_ref() == Some(&me.id);
        let examine = on_show(h).is_some_and(|exhibit| may_examine(me, exhibit));
        (has_floor, examine, me.mute, me.microphone_on)
    });
    let line = move || match mine.get() {
        Some((true, _, _, true)) => words::speak_now(),
        Some((true, _, _, false)) => words::speak_muted(),
        Some((false, true, _, _)) => words::say_three(),
        Some((false, false, _, _)) | None => words::wait_floor(),
    };
    let open = move || matches!(mine.get(), Some((true, _, Mute::Free | Mute::Muted, false)));
    view! {
        <div class="now-cell" class:now-cell--now=move || mine.get().is_some_and(|(floor, ..)| floor)>
            <span class="now-label">{words::your_turn}</span>
            <div class="now-text">
                <span>{line}</span>
                <Show when=open>
                    <button type="button" class="press press--dense press--now" data-act="open-microphone"
                        on:click=move |_| media.microphone(true)>
                        {words::open_microphone}
                    </button>
                </Show>
            </div>
        </div>
    }
}
