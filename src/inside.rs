//! Behind the door: which place of the hearing a person is in. It follows from the hearing itself; there are no addresses to get lost in.

use hearing::wire::Goodbye;
use hearing::{Phase, Role, Seat, Zone};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{FocusOptions, HtmlElement};

use crate::aloud::Aloud;
use crate::announcements::Announcements;
use crate::app::Opening;
use crate::away::{AccountStrip, DutyStrip, Prompted, report_own};
use crate::check_in::{
    Called, CheckIn, Door, Entrance, NewNotice, Summons, Waiting, listen_for_notices,
    provide_called,
};
use crate::docket::Docket;
use crate::links::provide_links;
use crate::listening::provide_listening;
use crate::media::provide_media;
use crate::parts::{Room, use_parts, while_reading};
use crate::readiness::{CallsStrip, Readiness, listen_for_calls, provide_in_hand};
use crate::seat::{Claimed, Held, Outdated, Over};
use crate::session::{Link, Session, Slip, is_second_window, use_session};
use crate::text::common;
use crate::ui::{ToastList, once_drawn, provide_doings, provide_toasts};
use crate::view::{View, use_view};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Door,
    Opening,
    Held,
    CheckIn,
    Waiting,
    Readiness,
    Courtroom,
    Evidence,
    Record,
    Docket,
    Announcements,
    Verify,
    Over(Goodbye),
    Outdated,
}

/// Stays for as long as the page does; who leaves and comes in again finds it here.
#[component]
pub fn Inside(slip: Option<Slip>) -> impl IntoView {
    provide_toasts();
    let view = use_view();
    let session = Session::new();
    provide_context(session);
    provide_doings();
    provide_links();
    provide_listening();
    if is_second_window() {
        return view! { <SecondWindow slip /> }.into_any();
    }
    provide_media();
    provide_called();
    listen_for_notices();
    provide_in_hand();
    listen_for_calls();
    report_own();
    let come_in = move |slip: Slip| match slip.read() {
        Some(pass) => session.sit_down(pass),
        None => session.leave(),
    };
    provide_context(Entrance(Callback::new(move |slip| {
        view.back();
        come_in(slip);
    })));
    if let Some(slip) = slip {
        come_in(slip);
    }
    let parts = use_parts();
    while_reading(move || parts.bring_room_ahead());
    let own = session.mine(|h, seat| place_of(h.phase, seat));
    let court = session.mine(|_, seat| seat.role.is_court());
    // When the hearing moves a person on, where he had turned to is past. What it says first, after a reload, moves nobody.
    Effect::new(move |was: Option<Option<Place>>| {
        let now = own.get();
        if was.flatten().is_some_and(|was| Some(was) != now) {
            view.back();
        }
        now
    });
    let place = Memo::new(move |_| match (session.link().get(), own.get()) {
        // For everybody, also for who has no seat anywhere.
        (Link::Out, _) if view.get() == Some(View::Announcements) => Place::Announcements,
        (Link::Out, _) if view.get() == Some(View::Verify) => Place::Verify,
        (Link::Out, _) => Place::Door,
        (Link::Ended(reason), _) => Place::Over(reason),
        (Link::Outdated, _) => Place::Outdated,
        (Link::Held { .. }, _) => Place::Held,
        (Link::Connecting | Link::Live | Link::Lost { .. }, None) => Place::Opening,
        (Link::Connecting | Link::Live | Link::Lost { .. }, Some(own)) => {
            turned(own, view.get(), court.get() == Some(true))
        }
    });
    // What he had in hand went with the place he left.
    Effect::new(move |was: Option<Place>| {
        let now = place.get();
        if was != Some(now) {
            once_drawn(focus_main);
        }
        now
    });
    view! {
        // The room says it in its own line, where it covers nobody.
        <Show when=move || place.get() != Place::Courtroom><LostLine /></Show>
        <Aloud />
        <Summons />
        // The room has a foot for them.
        <Show when=move || place.get() != Place::Courtroom>
            <Called />
            <Prompted />
            <AccountStrip />
            <DutyStrip />
        </Show>
        // Board and room say it in their own lines.
        <Show when=move || !matches!(place.get(), Place::Courtroom | Place::Readiness)><CallsStrip /></Show>
        <Show when=move || place.get() == Place::CheckIn><NewNotice /></Show>
        {move || match place.get() {
            Place::Door => view! { <Door /> }.into_any(),
            Place::Opening => view! { <Opening /> }.into_any(),
            Place::Held => view! { <Held /> }.into_any(),
            Place::CheckIn => view! { <CheckIn /> }.into_any(),
            Place::Waiting => view! { <Waiting /> }.into_any(),
            Place::Readiness => view! { <Readiness /> }.into_any(),
            Place::Courtroom => in_room(|room| room.courtroom),
            Place::Evidence => in_room(|room| room.evidence),
            Place::Record => in_room(|room| room.record),
            Place::Docket => view! { <Docket /> }.into_any(),
            Place::Verify => verifying(),
            Place::Announcements => view! { <Announcements /> }.into_any(),
            Place::Over(reason) => view! { <Over reason /> }.into_any(),
            Place::Outdated => view! { <Outdated /> }.into_any(),
        }}
        <Claimed />
        <ToastList />
    }
    .into_any()
}

/// Who goes by keys or listens begins at the new place, not at the top of the page; who has something in hand keeps it.
fn focus_main() {
    let document = gloo::utils::document();
    let idle = document
        .active_element()
        .is_none_or(|active| active.tag_name() == "BODY");
    let main = document.query_selector("main").ok().flatten();
    if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok())
        && idle
    {
        if !main.has_attribute("tabindex") {
            main.set_tab_index(-1);
        }
        // What the place itself scrolls to stays in sight.
        let still = FocusOptions::new();
        still.set_prevent_scroll(true);
        let _ = main.focus_with_options(&still);
    }
}

/// The window that the exhibits have to themselves: no place of the hearing, and no seat.
#[component]
fn SecondWindow(slip: Option<Slip>) -> impl IntoView {
    let session = use_session();
    let parts = use_parts();
    parts.bring_room();
    if let Some(pass) = slip.and_then(|slip| slip.read()) {
        session.look_on(pass);
    }
    view! {
        {in_room(|room| room.second)}
        <ToastList />
    }
}

/// A place of the part that is loaded last.
fn in_room(place: fn(Room) -> fn() -> AnyView) -> AnyView {
    let parts = use_parts();
    let here = Memo::new(move |_| parts.room.with(|room| room.here().is_some()));
    (move || match (here.get(), parts.room.get_untracked().here()) {
        (true, Some(room)) => place(room)(),
        (_, _) => view! { <Opening room=true /> }.into_any(),
    })
    .into_any()
}

/// Of a part of its own.
fn verifying() -> AnyView {
    let parts = use_parts();
    let here = Memo::new(move |_| parts.verifying.with(|part| part.here().is_some()));
    (move || match (here.get(), parts.verifying.get_untracked().here()) {
        (true, Some(place)) => place(),
        (_, _) => view! { <Opening verifying=true /> }.into_any(),
    })
    .into_any()
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
        Some(View::Verify) if court || own == Place::Record => Place::Verify,
        Some(View::Docket) if court => Place::Docket,
        Some(View::Readiness) if court => Place::Readiness,
        Some(View::Courtroom) if court => Place::Courtroom,
        Some(View::Record) if court => Place::Record,
        Some(View::Evidence) if in_room => Place::Evidence,
        Some(
            View::Announcements
            | View::Verify
            | View::Docket
            | View::Readiness
            | View::Courtroom
            | View::Record
            | View::Evidence,
        )
        | None => own,
    }
}

/// Said as long as it is so: what was sent is kept.
#[component]
fn LostLine() -> impl IntoView {
    let session = use_session();
    let lost = session.lost();
    view! {
        <Show when=move || lost.get()>
            <p class="lost-line" role="status" data-lost="">{common::reconnecting}</p>
        </Show>
    }
}
