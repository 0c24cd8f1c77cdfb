//! What is said at once to who listens instead of looking: five things, and no others. All else is polite, or silent.

use hearing::{Mute, Recording, Zone};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::aloud as words;

/// What of one's own standing is told at once when it changes.
#[derive(Clone, PartialEq)]
struct Standing {
    floor: bool,
    mute: Mute,
    zone: Zone,
    /// Ordered by the court, and done by a recorder that runs.
    recorded: bool,
}

#[component]
pub fn Aloud() -> impl IntoView {
    let session = use_session();
    let standing = session.mine(|h, me| Standing {
        floor: h.floor.as_ref() == Some(&me.id),
        mute: me.mute,
        zone: me.zone.clone(),
        recorded: h.recording == Recording::On && h.recorder,
    });
    let said = RwSignal::new(Vec::<fn() -> &'static str>::new());
    // Of what was so before one came in, the page itself speaks.
    Effect::new(move |was: Option<Option<Standing>>| {
        let now = standing.get();
        if let (Some(Some(was)), Some(now)) = (&was, &now) {
            let changed = changes(was, now);
            if !changed.is_empty() {
                said.set(changed);
            }
        }
        now
    });
    view! {
        <p class="vh" role="alert" data-aloud="">
            {move || said.get().into_iter().map(|word| word()).collect::<Vec<_>>().join(" ")}
        </p>
    }
}

fn changes(was: &Standing, now: &Standing) -> Vec<fn() -> &'static str> {
    let mut told: Vec<fn() -> &'static str> = Vec::new();
    if was.zone != now.zone {
        told.push(moved(&now.zone));
    }
    if !was.floor && now.floor {
        told.push(words::floor);
    }
    if was.mute != now.mute {
        told.push(match now.mute {
            Mute::Free => words::released,
            Mute::Muted => words::muted,
            Mute::Locked => words::locked,
        });
    }
    if was.recorded != now.recorded {
        told.push(if now.recorded {
            words::recording
        } else {
            words::recording_stopped
        });
    }
    told
}

fn moved(to: &Zone) -> fn() -> &'static str {
    match to {
        Zone::Courtroom => words::to_courtroom,
        Zone::Gallery => words::to_gallery,
        Zone::Lobby => words::to_lobby,
        Zone::WitnessRoom(_) => words::to_witness_room,
        Zone::SideRoom(_) => words::to_side_room,
        Zone::Deliberation => words::to_deliberation,
        Zone::Inspection => words::to_inspection,
    }
}
