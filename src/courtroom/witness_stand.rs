//! 证人席: who is heard now, or who will be called next. Until then he knows nothing of the room, and it hears nothing of him.

use hearing::{Command, Phase, Role, Zone};
use leptos::prelude::*;

use super::seat::{Desk, Seat};
use crate::session::use_session;
use crate::text::{Word as _, courtroom as words};
use crate::ui::Press;

#[component]
pub fn WitnessStand() -> impl IntoView {
    let session = use_session();
    // Who stands there; else the first who is still to be heard.
    let heard = session.select(|h| {
        let called = || {
            h.seats
                .iter()
                .filter(|s| s.role.is_called() && s.removed.is_none())
        };
        let now = called().find(|s| s.zone == Zone::Courtroom);
        now.or_else(|| called().find(|s| s.is_here()))
            .or_else(|| called().next())
            .map(|s| s.id.clone())
    });
    let target = move || heard.get_untracked();
    let leads = session.mine(|h, me| {
        let leads = matches!(me.role, Role::PresidingJudge | Role::Clerk);
        let running = h.phase == Phase::InSession;
        let witness = |s: &&hearing::Seat| s.role.is_called();
        let inside = h
            .seats
            .iter()
            .filter(witness)
            .any(|s| s.zone == Zone::Courtroom);
        let waiting = h
            .seats
            .iter()
            .filter(witness)
            .any(|s| s.zone != Zone::Courtroom && s.is_here());
        leads.then_some((running, inside, waiting))
    });
    let acts = move || {
        leads.get().flatten().filter(|(running, _, _)| *running).map(|(_, inside, waiting)| {
            if inside {
                view! {
                    <Press act="dismiss-witness" class="press--dense" label=words::dismiss_witness.text()
                        command=move || target().map(|seat| Command::DismissWitness { seat }) />
                }
                .into_any()
            } else {
                view! {
                    <Press act="call-witness" class="press--dense" icon="admit" label=words::call_witness.text()
                        disabled=!waiting
                        command=move || target().map(|seat| Command::CallWitness { seat }) />
                }
                .into_any()
            }
        })
    };
    view! {
        {move || match heard.get() {
            Some(seat) => view! { <Seat seat desk=Desk::Stand /> }.into_any(),
            None => view! {
                <article class="seat seat--desk seat--stand" data-state="empty">
                    <div class="seat-video"></div>
                    <div class="seat-plate">
                        <p class="seat-who"><b class="seat-role">{words::witness_stand}</b></p>
                        <p class="seat-state"><span class="state"><span>{words::stand_empty}</span></span></p>
                    </div>
                </article>
            }.into_any(),
        }}
        <div class="stand-acts">{acts}</div>
    }
}
