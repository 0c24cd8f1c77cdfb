//! The reports themselves: the page covered, a device gone, the way back. Each is sent when what the browser sees differs
//! from what stands in the hearing, so that none is lost with a line and none is sent twice.

use gloo::events::EventListener;
use hearing::{Actor, Command, Millis, OwnSignal};
use leptos::prelude::*;

use crate::media::use_media;
use crate::session::{Link, Session, use_session};

pub fn report_own() {
    let session = use_session();
    let media = use_media();
    let document = gloo::utils::document();
    let hidden = RwSignal::new(document.hidden());
    // These live as long as the page.
    EventListener::new(&document, "visibilitychange", move |_| {
        hidden.set(gloo::utils::document().hidden());
    })
    .forget();
    // Who looks at the exhibits' own window has not turned away.
    let covered = Signal::derive(move || hidden.get() && !session.second().get().is_in_sight());
    report(session, OwnSignal::PageHidden, covered);
    let lost = move |of: fn((bool, bool)) -> bool| Signal::derive(move || of(media.lost.get()));
    report(session, OwnSignal::CameraLost, lost(|(camera, _)| camera));
    report(
        session,
        OwnSignal::MicrophoneLost,
        lost(|(_, microphone)| microphone),
    );
    report_return(session);
    tell_what_arrived(session);
}

fn report(session: Session, signal: OwnSignal, so: Signal<bool>) {
    let stands = session.mine(move |h, me| (h.is_watched(me), me.reports(signal)));
    Effect::new(move |_| {
        let so = so.get();
        let (Some((watched, stands)), Link::Live) = (stands.get(), session.link().get()) else {
            return;
        };
        let over = match (so, stands) {
            (true, false) if watched => false,
            (false, true) => true,
            (true, _) | (false, false) => return,
        };
        let on_its_way = session.unanswered(|_, command| {
            matches!(command, Command::ReportSignal { signal: known, .. } if *known == signal)
                .then_some(())
        });
        if on_its_way.is_empty() {
            let said_at = session.now();
            send_if_taken(
                session,
                Command::ReportSignal {
                    signal,
                    over,
                    said_at,
                },
            );
        }
    });
}

/// How the line came back. Sent once the hearing shows the absence that has ended with it: who was away learns of that last.
fn report_return(session: Session) {
    let offline = StoredValue::new(false);
    EventListener::new(&gloo::utils::window(), "offline", move |_| {
        offline.set_value(true);
    })
    .forget();
    let say = move || {
        let (tries, since) = session.way_back().get()?;
        Some(Command::ReportReturn {
            tries,
            offline: offline.get_value(),
            since,
        })
    };
    let taken = Memo::new(move |_| {
        let (Some(command), Some(me)) = (say(), session.me().get()) else {
            return false;
        };
        let (me, now) = (Actor::Seat(me), session.now());
        session.with(|h| h.decide(&me, &command, now).is_ok())
    });
    Effect::new(move |_| {
        if let Some(command) = say().filter(|_| taken.get()) {
            session.forget_way_back();
            offline.set_value(false);
            let _ = session.send(command);
        }
    });
}

/// Each prompt that has come to this device is said to have come.
fn tell_what_arrived(session: Session) {
    let new = session.mine(|_, me| {
        let mut new: Vec<(Millis, u32)> = Vec::new();
        for absence in &me.absences {
            let numbered = (0_u32..).zip(&absence.prompts);
            let open = numbered.filter(|(_, prompt)| prompt.reached.is_none());
            new.extend(open.map(|(number, _)| (absence.from, number)));
        }
        new
    });
    Effect::new(move |_| {
        let on_its_way = session.unanswered(|_, command| {
            let Command::PromptReached { from, number } = command else {
                return None;
            };
            Some((*from, *number))
        });
        for (from, number) in new.get().unwrap_or_default() {
            if !on_its_way.contains(&(from, number)) {
                send_if_taken(session, Command::PromptReached { from, number });
            }
        }
    });
}

/// What the rules would refuse is not asked: the hearing has moved on meanwhile.
fn send_if_taken(session: Session, command: Command) {
    let Some(me) = session.me().get_untracked() else {
        return;
    };
    let actor = Actor::Seat(me);
    if session.peek(|h| h.decide(&actor, &command, 0).is_ok()) {
        let _ = session.send(command);
    }
}
