//! 告知: what the court has just decided about this person himself, until he has said that he has read it. It covers nothing.

use gloo::storage::{SessionStorage, Storage as _};
use hearing::recusal::RecusalState;
use hearing::sanction::Sanction;
use hearing::{Admonition, Happening, Hearing, Millis, Seat, SeatId};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::told as words;

/// Under which name this tab keeps up to when a seat's person has read: a reload does not tell it all again.
fn read_as(seat: Option<SeatId>) -> String {
    format!(
        "kaiting.told.{}",
        seat.map(|seat| seat.0).unwrap_or_default()
    )
}

#[derive(Clone, Debug, PartialEq)]
struct Told {
    at: Millis,
    what: Ruling,
    reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ruling {
    Admonished(Admonition),
    Sanctioned(Sanction),
    Recusal(RecusalState),
}

#[component]
pub fn ToldStrip() -> impl IntoView {
    let session = use_session();
    let kept_as = move || read_as(session.me().get_untracked());
    let read = RwSignal::new(SessionStorage::get::<Millis>(kept_as()).unwrap_or_default());
    let all = session.mine(rulings_on);
    // The oldest first: each is read by itself.
    let told = Memo::new(move |_| {
        let read = read.get();
        let all = all.get().unwrap_or_default();
        all.into_iter()
            .filter(|told| told.at > read)
            .min_by_key(|t| t.at)
    });
    let done = move |at: Millis| {
        // Without a storage it is told once more after a reload.
        let _ = SessionStorage::set(kept_as(), at);
        read.set(at);
    };
    move || {
        told.get().map(|Told { at, what, reason }| {
            view! {
                <section class="summons summons--notice account" role="status" data-told-me="" aria-label=words::from_the_court>
                    <p>
                        <b>{move || words::ruling(what)}</b>
                        <span>{reason}" "{move || words::remedy(what)}</span>
                    </p>
                    <div class="account-keys">
                        <button type="button" class="press" data-act="told" on:click=move |_| done(at)>{words::read}</button>
                    </div>
                </section>
            }
        })
    }
}

/// How his objection was ruled on stands beside the key; what he has withdrawn himself nobody need tell him.
fn rulings_on(h: &Hearing, me: &Seat) -> Vec<Told> {
    let incidents = h.incidents.iter().filter_map(|incident| {
        let (what, reason) = match &incident.what {
            Happening::Admonished {
                seat,
                measure,
                words,
            } if *seat == me.id => (Ruling::Admonished(*measure), words.clone()),
            Happening::Sanctioned {
                seat,
                sanction,
                words,
                ..
            } if *seat == me.id => (Ruling::Sanctioned(*sanction), words.clone()),
            Happening::Admonished { .. }
            | Happening::Sanctioned { .. }
            | Happening::Adjourned { .. }
            | Happening::RecordingPaused { .. }
            | Happening::RecordingGap { .. }
            | Happening::GuardOverridden { .. }
            | Happening::DeviceOff { .. } => return None,
        };
        let at = incident.at;
        Some(Told { at, what, reason })
    });
    let recusals = h.recusals.iter().filter(|r| r.by == me.id);
    let recusals = recusals.filter_map(|recusal| {
        let decision = recusal.decisions.last()?;
        recusal.withdrawn_at.is_none().then(|| Told {
            at: decision.at,
            what: Ruling::Recusal(recusal.state()),
            reason: decision.reason.clone(),
        })
    });
    incidents.chain(recusals).collect()
}
