//! Which place of the hearing a person is in. It follows from the hearing itself; there are no addresses to get lost in.

use hearing::wire::Goodbye;
use hearing::{Phase, Role, Seat, Zone};
use leptos::prelude::*;

use crate::check_in::{CheckIn, Door, Waiting};
use crate::courtroom::Courtroom;
use crate::docket::Docket;
use crate::evidence::EvidencePlace;
use crate::media::provide_media;
use crate::readiness::Readiness;
use crate::record::RecordPlace;
use crate::session::{Link, Pass, Session, use_session};
use crate::text::common;
use crate::ui::{ToastList, provide_doings, provide_preferences, provide_toasts};
use crate::view::{View, provide_view};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Door,
    Opening,
    CheckIn,
    Waiting,
    Readiness,
    Courtroom,
    Evidence,
    Record,
    Docket,
    Over(Goodbye),
}

#[component]
pub fn App() -> impl IntoView {
    provide_preferences();
    provide_toasts();
    let view = provide_view();
    let session = Session::new();
    provide_context(session);
    provide_doings();
    provide_media();
    if let Some(pass) = Pass::kept().filter(|_| crate::session::link_token().is_none()) {
        session.sit_down(pass);
    }
    let own = session.mine(|h, seat| place_of(h.phase, seat));
    let court = session.mine(|_, seat| seat.role.is_court());
    // When the hearing moves a person on, where he had turned to is past.
    Effect::new(move |was: Option<Option<Place>>| {
        let now = own.get();
        if was.is_some_and(|was| was != now) {
            view.back();
        }
        now
    });
    let place = Memo::new(move |_| match (session.link().get(), own.get()) {
        (Link::Out, _) => Place::Door,
        (Link::Ended(reason), _) => Place::Over(reason),
        (Link::Connecting | Link::Live | Link::Lost { .. }, None) => Place::Opening,
        (Link::Connecting | Link::Live | Link::Lost { .. }, Some(own)) => {
            turned(own, view.get(), court.get() == Some(true))
        }
    });
    view! {
        <LostLine />
        {move || match place.get() {
            Place::Door => view! { <Door /> }.into_any(),
            Place::Opening => view! { <p class="opening" role="status">{common::connecting}</p> }.into_any(),
            Place::CheckIn => view! { <CheckIn /> }.into_any(),
            Place::Waiting => view! { <Waiting /> }.into_any(),
            Place::Readiness => view! { <Readiness /> }.into_any(),
            Place::Courtroom => view! { <Courtroom /> }.into_any(),
            Place::Evidence => view! { <EvidencePlace /> }.into_any(),
            Place::Record => view! { <RecordPlace /> }.into_any(),
            Place::Docket => view! { <Docket /> }.into_any(),
            Place::Over(reason) => view! { <Over reason /> }.into_any(),
        }}
        <ToastList />
    }
}

/// Where the hearing puts a person.
fn place_of(phase: Phase, seat: &Seat) -> Place {
    let closed = matches!(phase, Phase::Closed | Phase::Finished);
    if seat.role.is_court() {
        return match phase {
            Phase::Before if seat.role == Role::Clerk => Place::Readiness,
            Phase::Before | Phase::InSession | Phase::Adjourned => Place::Courtroom,
            Phase::Closed | Phase::Finished => Place::Record,
        };
    }
    if closed {
        return Place::Record;
    }
    if seat.next_step().is_some() {
        return Place::CheckIn;
    }
    match seat.zone {
        Zone::Lobby | Zone::WitnessRoom(_) | Zone::SideRoom(_) => Place::Waiting,
        Zone::Courtroom | Zone::Gallery | Zone::Deliberation | Zone::Inspection => Place::Courtroom,
    }
}

/// Where he turned to, if he may.
fn turned(own: Place, view: Option<View>, court: bool) -> Place {
    let in_room = matches!(own, Place::Courtroom | Place::Readiness | Place::Record);
    match view {
        Some(View::Docket) if court => Place::Docket,
        Some(View::Readiness) if court => Place::Readiness,
        Some(View::Courtroom) if court => Place::Courtroom,
        Some(View::Record) if court => Place::Record,
        Some(View::Evidence) if in_room => Place::Evidence,
        Some(View::Docket | View::Readiness | View::Courtroom | View::Record | View::Evidence)
        | None => own,
    }
}

/// Said in every place as long as it is so: what was sent is kept.
#[component]
fn LostLine() -> impl IntoView {
    let session = use_session();
    let lost = Memo::new(move |_| matches!(session.link().get(), Link::Lost { .. }));
    view! {
        <Show when=move || lost.get()>
            <p class="lost-line" role="status">{common::reconnecting}</p>
        </Show>
    }
}

#[component]
fn Over(reason: Goodbye) -> impl IntoView {
    let session = use_session();
    let words = move || match reason {
        Goodbye::TakenOver => common::taken_over(),
        Goodbye::Removed => common::removed(),
        Goodbye::NoSession
        | Goodbye::Resync
        | Goodbye::TooMany
        | Goodbye::Malformed
        | Goodbye::ShuttingDown => common::session_over(),
    };
    let again = move |_| {
        if let Some(pass) = session.pass().get_untracked() {
            session.sit_down(pass);
        }
    };
    view! {
        <main class="over">
            <h1 class="vh">{common::kaiting}</h1>
            <p role="alert">{words}</p>
            <Show when=move || reason == Goodbye::TakenOver>
                <button type="button" class="press press--now" data-act="use-here" on:click=again>
                    {common::use_here}
                </button>
            </Show>
            <button type="button" class="press" data-act="leave" on:click=move |_| session.leave()>
                {common::back_to_door}
            </button>
        </main>
    }
}
