//! 法庭: the room. Court on top, sides left and right, the matter in the middle, the record at the side.

mod absence_finding;
mod absence_pack;
mod absences;
mod bar;
mod bench;
mod bench_notices;
mod break_reminder;
mod camera_leave;
mod captions;
mod cleared;
mod device_choice;
mod discipline;
mod elsewhere;
mod floor_and_mute;
mod floor_time;
mod guard;
mod hands;
mod issues_asked;
mod keys;
mod keys_help;
mod leave;
mod more_key;
mod next_witness;
mod now;
mod object_key;
mod objections;
mod orders;
mod own_devices;
mod panel;
mod party_keys;
mod plate;
mod rail;
mod record_kind;
mod recorder_strip;
mod recusals;
mod requests;
mod rule_with_reason;
mod sanction;
mod seat;
mod seat_acts;
mod secure;
mod secured_ground;
mod side;
mod speaker;
mod spotlight_key;
mod tick;
mod to_in_person;
mod told;
mod turn;
mod witness_stand;

use hearing::{Hearing, Role, Side};
use leptos::prelude::*;

use crate::away::{AccountStrip, DutyStrip, Prompted};
use crate::check_in::Called;
use crate::evidence::Well;
use crate::listening::Player;
use crate::media::SmallPicture;
use crate::session::use_session;
use crate::text::common;
use crate::transcript::RecordPanel;
use captions::{Captions, provide_captions};
pub use issues_asked::IssuesAnswers;
use panel::provide_panel;
use recorder_strip::RecorderStrip;
pub use told::Ruling;
pub use turn::{Turn, is_to_examine, on_show, turn};

#[component]
pub fn Courtroom() -> impl IntoView {
    let session = use_session();
    provide_panel();
    keys::listen_for_keys();
    let captions = provide_captions();
    let most = session.select(most_on_a_side);
    // Who watches never sees an exhibit; the others see large whom the judge wants, while none is shown.
    let person = session.mine(|h, seat| {
        seat.role.only_watches() || (h.spotlight.is_some() && h.presentation.is_none())
    });
    let kind = session.mine(|_, seat| kind_of(seat.role));
    // The exhibit lies in a window of its own: the room is for the people.
    let apart = Memo::new(move |_| {
        session.with(|h| h.presentation.is_some()) && session.second().get().has_the_exhibit()
    });
    // The stylesheet lays the room out for whoever sits in it.
    Effect::new(move |_| {
        let root = gloo::utils::document().document_element();
        if let (Some(root), Some(kind)) = (root, kind.get()) {
            let _ = root.set_attribute("data-seat", kind);
        }
    });
    view! {
        <a class="skip" href="#well">{common::to_main}</a>
        <div class="room" data-place="courtroom" data-rows=move || rows(most.get()) data-apart=move || apart.get().then_some("") data-captioned=move || captions.get().then_some("")>
            <div class="court">
                <bench::Bench />
                <rail::Rail />
            </div>
            <now::Now />
            <side::SideOfRoom side=Side::Plaintiff />
            {move || if person.get() == Some(true) {
                view! { <speaker::Speaker /> }.into_any()
            } else {
                view! { <Well /> }.into_any()
            }}
            <side::SideOfRoom side=Side::Defendant />
            <Captions />
            <RecordPanel />
            <div class="foot">
                <RecorderStrip />
                <Player />
                <told::ToldStrip />
                <AccountStrip />
                <DutyStrip />
                <Called />
                <Prompted />
                <bar::Bar />
            </div>
            <panel::Panels />
            <SmallPicture />
        </div>
    }
}

/// How many sit on the fuller side: the more, the less of a picture each has.
fn most_on_a_side(h: &Hearing) -> usize {
    let count = |left: bool| {
        let sits =
            |s: &&hearing::Seat| s.role.is_participant() && (s.side == Side::Plaintiff) == left;
        h.seats.iter().filter(sits).count()
    };
    count(true).max(count(false))
}

/// Two desks stand below each other; three do on a high screen; more are rows, more than four are rows without acts, and more
/// than six are plates without pictures.
fn rows(most: usize) -> Option<&'static str> {
    match most {
        0..=2 => None,
        3 => Some("three"),
        4 => Some("four"),
        5 | 6 => Some("many"),
        _ => Some("crowd"),
    }
}

fn kind_of(role: Role) -> &'static str {
    match role {
        Role::PresidingJudge => "judge",
        Role::Clerk => "clerk",
        Role::PanelJudge
        | Role::Assessor
        | Role::JudgeAssistant
        | Role::Party
        | Role::Representative
        | Role::Prosecutor
        | Role::Defender
        | Role::Witness
        | Role::ForensicExpert
        | Role::ExpertAssistant
        | Role::Interpreter
        | Role::Guardian => "party",
        Role::Observer | Role::Inspector | Role::Technician | Role::Administrator => "observer",
    }
}
