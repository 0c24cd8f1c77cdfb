//! The paper beside the board: the one matter in hand, or, when all is well, the sentence to report with.

use hearing::check_in::Identity;
use hearing::{Seat, SeatId};
use leptos::prelude::*;

use super::InHand;
use super::answers::Answers;
use super::entry::{Entry, Sent};
use super::facts::first_open;
use super::look::{Picture, Seen};
use super::report::Report;
use crate::in_person::InPersonKey;
use crate::session::use_session;
use crate::text::{readiness, waiting};

#[component]
pub fn Paper() -> impl IntoView {
    let session = use_session();
    let InHand(chosen) = expect_context::<InHand>();
    let first = session.select(|h| first_open(h).map(|s| s.id.clone()));
    let at = Memo::new(move |_| chosen.get().or_else(|| first.get()));
    let seat = Memo::new(move |_| {
        at.get()
            .and_then(|id| session.with(|h| h.seat(&id).cloned()))
    });
    let title = move || {
        if seat.with(Option::is_some) {
            waiting::look_title()
        } else {
            readiness::report()
        }
    };
    let mark = move || seat.with(|s| s.as_ref().map(|s| mark_of(s.check_in.identity.as_ref())));
    view! {
        <aside class="record" aria-label=title>
            <header class="record-head">
                <h2 class="record-title">{title}</h2>
                {move || mark().map(|(mark, open)| view! { <p class:draft=open>{mark}</p> })}
                <Show when=move || chosen.with(Option::is_some)>
                    <button type="button" class="press press--quiet press--dense" data-act="close-entry" on:click=move |_| chosen.set(None)>
                        {crate::text::common::close}
                    </button>
                </Show>
            </header>
            // Another person is another paper; what changes on this one leaves the picture where it is.
            {move || match at.get() {
                Some(id) => view! { <Person id seat /> }.into_any(),
                None => view! { <div class="verify"><Report /></div> }.into_any(),
            }}
        </aside>
    }
}

/// And whether it is still open.
fn mark_of(identity: Option<&Identity>) -> (String, bool) {
    match identity {
        Some(Identity {
            verified: Some(_), ..
        }) => (readiness::identity_checked().to_owned(), false),
        Some(Identity {
            doubt: Some(doubt), ..
        }) => (waiting::doubted_at(doubt.at), true),
        Some(_) | None => (waiting::not_verified().to_owned(), true),
    }
}

/// Picture, document and entry beside one another, with the three answers.
#[component]
fn Person(id: SeatId, seat: Memo<Option<Seat>>) -> impl IntoView {
    let seen = RwSignal::new(Seen::Nothing);
    let shown = untrack(|| seat.get());
    let of = id.to_string();
    view! {
        <div class="verify" data-person=of>
            {shown.map(|seat| view! { <Picture seat seen /> })}
            <Entry seat />
            <Answers id=id.clone() seen />
            <InPersonKey seat=id />
            <Sent seat />
        </div>
    }
}
