//! 证人席: who is heard now, or who will be called next. Until then he knows nothing of the room, and it hears nothing of him.

use hearing::transcript::Speaker;
use hearing::{Command, Hearing, Phase, Role, Seat as Person, SeatId, Zone};
use leptos::prelude::*;

use super::next_witness::NextWitness;
use super::seat::{Desk, Seat};
use crate::session::use_session;
use crate::text::courtroom as words;
use crate::text::terms::{self, Tribunal};
use crate::ui::Press;

/// Who may stand there, and is not on his way out.
pub fn called(h: &Hearing) -> impl Iterator<Item = &Person> {
    h.seats
        .iter()
        .filter(|s| s.role.is_called() && s.removed.is_none())
}

pub fn on_stand(h: &Hearing) -> Option<&Person> {
    called(h).find(|s| s.zone == Zone::Courtroom)
}

/// Whether he can be called now: he sits in his room and waits.
pub fn waits(seat: &Person) -> bool {
    seat.zone != Zone::Courtroom && seat.is_here()
}

/// Whether he has been in the room: his words are on the record, or his camera or microphone was open there.
pub fn was_heard(h: &Hearing, seat: &Person) -> bool {
    let own = Speaker::Seat(seat.id.clone());
    seat.camera_on || seat.microphone_on || h.transcript.lines.iter().any(|l| l.speaker == own)
}

/// Who stands there; else whom the court has chosen; else the first who waits and has not been in the room; and before
/// anybody waits, the first who is still to come.
fn shown(h: &Hearing, chosen: Option<&SeatId>) -> Option<SeatId> {
    let fresh = |s: &&Person| !was_heard(h, s);
    on_stand(h)
        .or_else(|| called(h).find(|s| Some(&s.id) == chosen))
        .or_else(|| called(h).find(|s| waits(s) && fresh(s)))
        .or_else(|| called(h).find(fresh))
        .or_else(|| called(h).find(|s| waits(s)))
        .or_else(|| called(h).next())
        .map(|s| s.id.clone())
}

#[component]
pub fn WitnessStand() -> impl IntoView {
    let session = use_session();
    let chosen = RwSignal::new(None::<SeatId>);
    let heard = Memo::new(move |_| chosen.with(|c| session.with(|h| shown(h, c.as_ref()))));
    // The choice was for the next call; after that the order of the list counts again.
    let inside = session.select(|h| on_stand(h).is_some());
    Effect::new(move |_| {
        if inside.get() {
            chosen.set(None);
        }
    });
    view! {
        {move || match heard.get() {
            Some(seat) => view! { <Seat seat desk=Desk::Stand /> }.into_any(),
            None => view! { <Empty /> }.into_any(),
        }}
        <Acts heard chosen />
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <article class="seat seat--desk seat--stand" data-state="empty">
            <div class="seat-video"></div>
            <div class="seat-plate">
                <p class="seat-who"><b class="seat-role">{words::witness_stand}</b></p>
                <p class="seat-state"><span class="state"><span>{words::stand_empty}</span></span></p>
            </div>
        </article>
    }
}

/// For those who lead: call him in, or let him go, by what he is.
#[component]
fn Acts(heard: Memo<Option<SeatId>>, chosen: RwSignal<Option<SeatId>>) -> impl IntoView {
    let session = use_session();
    let leads = session.mine(|h, me| {
        let leads = matches!(me.role, Role::PresidingJudge | Role::Clerk);
        leads && h.phase == Phase::InSession
    });
    let inside = session.select(|h| on_stand(h).is_some());
    let who = Memo::new(move |_| {
        let heard = heard.get()?;
        session.with(|h| {
            let seat = h.seat(&heard)?;
            Some((seat.role, seat.side, Tribunal::of(h)?, waits(seat)))
        })
    });
    let named = move || {
        let role = who.get();
        let role = role.map(|(role, side, t, _)| terms::role(role, side, t));
        role.unwrap_or_default()
    };
    let witness = move || who.get().is_some_and(|(role, ..)| role == Role::Witness);
    let target = move || heard.get_untracked();
    let acts = move || {
        if inside.get() {
            view! {
                <Press act="dismiss-witness" class="press--dense" label=Signal::derive(move || words::dismiss(named()))
                    command=move || target().map(|seat| Command::DismissWitness { seat }) />
            }
            .into_any()
        } else {
            view! {
                <NextWitness heard chosen />
                <Press act="call-witness" class="press--dense" icon="admit" label=Signal::derive(move || words::call_in(witness()))
                    disabled=Signal::derive(move || !who.get().is_some_and(|(.., waits)| waits))
                    command=move || target().map(|seat| Command::CallWitness { seat }) />
            }
            .into_any()
        }
    };
    view! {
        <div class="stand-acts">
            {move || (leads.get() == Some(true) && heard.with(Option::is_some)).then(acts)}
        </div>
    }
}
