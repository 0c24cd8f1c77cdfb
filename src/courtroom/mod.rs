//! 法庭: the room. Court on top, sides left and right, the matter in the middle, the record at the side.

mod bar;
mod bench;
mod discipline;
mod guard;
mod leave;
mod next_witness;
mod now;
mod orders;
mod own_devices;
mod panel;
mod party_keys;
mod plate;
mod rail;
mod seat;
mod seat_acts;
mod secure;
mod side;
mod speaker;
mod turn;
mod witness_stand;

use hearing::{Role, Side};
use leptos::prelude::*;

use crate::evidence::Well;
use crate::session::use_session;
use crate::text::common;
use crate::transcript::RecordPanel;
use panel::provide_panel;

#[component]
pub fn Courtroom() -> impl IntoView {
    let session = use_session();
    provide_panel();
    let watches = session.mine(|_, seat| seat.role.only_watches());
    let kind = session.mine(|_, seat| kind_of(seat.role));
    // The stylesheet lays the room out for whoever sits in it.
    Effect::new(move |_| {
        let root = gloo::utils::document().document_element();
        if let (Some(root), Some(kind)) = (root, kind.get()) {
            let _ = root.set_attribute("data-seat", kind);
        }
    });
    view! {
        <a class="skip" href="#well">{common::to_main}</a>
        <div class="room" data-place="courtroom">
            <div class="court">
                <bench::Bench />
                <rail::Rail />
            </div>
            <now::Now />
            <side::SideOfRoom side=Side::Plaintiff />
            {move || if watches.get() == Some(true) {
                view! { <speaker::Speaker /> }.into_any()
            } else {
                view! { <Well /> }.into_any()
            }}
            <side::SideOfRoom side=Side::Defendant />
            <RecordPanel />
            <bar::Bar />
            <panel::Panels />
        </div>
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
