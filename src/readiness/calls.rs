//! 叫书记员, heard wherever the court is: who calls, since when, the way to him, the answer.

use hearing::{Act, Command, Grant, Millis, Role, SeatId, permitted};
use leptos::prelude::*;

use super::InHand;
use super::facts::calling;
use super::offer::Offer;
use crate::check_in::chime;
use crate::session::use_session;
use crate::text::check_in::short_time;
use crate::text::readiness;
use crate::ui::Icon;
use crate::view::{View, use_view};

/// Whether somebody calls whom this seat may answer.
fn somebody_calls() -> Memo<bool> {
    let session = use_session();
    let calls = session.mine(|h, me| {
        permitted(me.role, Act::AnswerHelp) == Grant::Yes && !h.calls_for_help().is_empty()
    });
    Memo::new(move |_| calls.get() == Some(true))
}

/// In the courtroom's own line.
#[component]
pub fn CallsCell() -> impl IntoView {
    let shown = somebody_calls();
    view! {
        <Show when=move || shown.get()>
            <div class="now-cell now-cell--asks" data-calls="">
                <span class="now-label"><Icon name="bell" />{readiness::calls_clerk}</span>
                <Calls />
            </div>
        </Show>
    }
}

/// Above the other places in which the court is.
#[component]
pub fn CallsStrip() -> impl IntoView {
    let shown = somebody_calls();
    view! {
        <Show when=move || shown.get()>
            <section class="summons summons--notice account" role="alert" data-calls="" aria-label=readiness::calls_clerk>
                <b>{readiness::calls_clerk}</b>
                <Calls />
            </section>
        </Show>
    }
}

#[component]
fn Calls() -> impl IntoView {
    let calls = use_session().select(calling);
    view! {
        <ul class="now-text now-asks">
            <For each=move || calls.get() key=|call| call.clone() let((seat, name, since))>
                <Call seat name since />
            </For>
        </ul>
    }
}

#[component]
fn Call(seat: SeatId, name: String, since: Millis) -> impl IntoView {
    let of = seat.0.clone();
    let answer = Command::AnswerHelp { seat: seat.clone() };
    view! {
        <li data-call=of.clone()>
            <ComeKey seat name />
            <time class="num">{short_time(since)}</time>
            <Offer act="answer-help" label=readiness::answer_help of=of.clone() command=answer class="press--dense" />
        </li>
    }
}

/// To the board with this person in hand, where he can be rung, written to and looked at.
#[component]
fn ComeKey(seat: SeatId, name: String) -> impl IntoView {
    let InHand(chosen) = expect_context::<InHand>();
    let view = use_view();
    let of = seat.0.clone();
    let come = move |_| {
        chosen.set(Some(seat.clone()));
        view.to(View::Readiness);
    };
    view! {
        <button type="button" class="press press--dense press--quiet" data-act="come-to-call" data-of=of title=readiness::come_to_call on:click=come>
            <b>{name}</b>
        </button>
    }
}

/// One soft tone for the clerk with each new call, wherever he has turned to.
pub fn listen_for_calls() {
    let session = use_session();
    let calls = session.mine(|h, me| {
        if me.role == Role::Clerk {
            calling(h)
        } else {
            Vec::new()
        }
    });
    Effect::new(move |before: Option<Vec<(SeatId, String, _)>>| {
        let now = calls.get().unwrap_or_default();
        if now
            .iter()
            .any(|call| !before.iter().flatten().any(|known| known == call))
        {
            chime();
        }
        now
    });
}
