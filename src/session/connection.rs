//! Keeps a line to the backend: opens it, notices that it is dead, opens it again, folds what it says.

use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use hearing::wire::{FromClient, FromServer, Glance, Goodbye};
use hearing::{Millis, Refusal};
use hearing_sync::Heard;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::line::{Line, Socket};
use super::second::{self, Through};
use super::{Link, Session, Shown, Speech, Waiting, outbox, there};

/// The server beats every 5 s; a line silent for this long is dead (ms).
const DEAD_AFTER: f64 = 15_000.0;
/// What was asked over a line is answered within this time, or the line is dead (ms).
const ANSWERED_WITHIN: u32 = 1_000;
/// A try that has not been answered for so long is given up where the court is there (ms).
const STUCK_AFTER: f64 = 1_500.0;
const FIRST_RETRY: u32 = 250;
const LONGEST_RETRY: u32 = 4_000;

/// Words of the clock that are compared: a minute of beats.
const OFFSETS_KEPT: usize = 12;
/// A jump of a clock rather than a slow line (ms).
const CLOCK_WAS_SET: f64 = 5_000.0;

thread_local! {
    static OFFSETS: std::cell::RefCell<std::collections::VecDeque<f64>> = const { std::cell::RefCell::new(std::collections::VecDeque::new()) };
    static LAST_HEARD: std::cell::Cell<f64> = const { std::cell::Cell::new(0.0) };
}

/// Opens a line whenever there is a pass, and looks after it.
pub fn watch(session: Session) {
    Effect::new(move |_| {
        if session.pass.with(Option::is_some) {
            session.tries.set_value(0);
            open(session);
        }
    });
    let look = Interval::new(1_000, move || {
        let silent = js_sys::Date::now() - LAST_HEARD.get() > DEAD_AFTER;
        // Also one that opened and was never answered: the other end need not have noticed anything.
        if silent && session.line.with_value(Option::is_some) {
            lost(session);
        }
        if !second::is_here() && is_lost(session) {
            come_back_at_once(session);
        }
    });
    // The app lives as long as its page.
    look.forget();
    let back = EventListener::new(&gloo::utils::window(), "online", move |_| {
        if session
            .link
            .with_untracked(|link| matches!(link, Link::Lost { .. }))
        {
            session.tries.set_value(0);
            open(session);
        } else {
            feel(session);
        }
    });
    back.forget();
    if !second::is_here() {
        second::attend(session);
    }
}

fn is_lost(session: Session) -> bool {
    let lost = session
        .link
        .try_with_untracked(|link| matches!(link, Link::Lost { .. }));
    lost == Some(true)
}

/// A way that is there again is taken, whatever the tries before still wait for: one that began in a tunnel asks again ever more
/// rarely by itself.
fn come_back_at_once(session: Session) {
    let since = LAST_HEARD.get();
    spawn_local(async move {
        let begun = js_sys::Date::now();
        let stuck = || LAST_HEARD.get() <= since && begun - since > STUCK_AFTER;
        if there::court_is_there().await && is_lost(session) {
            let idle = session.line.with_value(Option::is_none);
            if idle || stuck() {
                session.tries.set_value(0);
                open(session);
            }
        }
    });
}

/// Somebody has reason to think that the way to the court has changed: whether this line still leads there is asked of it.
pub fn feel(session: Session) {
    let asked = js_sys::Date::now();
    // The other window's line is no way through a network.
    if second::is_here() || !send_frame(session, &FromClient::Ping) {
        return;
    }
    Timeout::new(ANSWERED_WITHIN, move || {
        let live = session.link.try_with_untracked(|link| *link == Link::Live);
        if live == Some(true) && LAST_HEARD.get() < asked {
            lost(session);
        }
    })
    .forget();
}

fn open(session: Session) {
    let Some(bearer) = session.bearer() else {
        return;
    };
    LAST_HEARD.set(js_sys::Date::now());
    session.showing.set(Shown::default());
    session.held.set(Vec::new());
    session.speech.set(Speech::default());
    session.proposals.set(Waiting::default());
    let location = gloo::utils::window().location();
    let scheme = if location.protocol().is_ok_and(|p| p == "https:") {
        "wss"
    } else {
        "ws"
    };
    let url = format!(
        "{scheme}://{}/api/hearing",
        location.host().unwrap_or_default()
    );
    let say_hello = move || {
        let hello = outbox::with_member(session, |member| member.hello(&bearer));
        send_frame(session, &hello);
    };
    let hear = move |text: String| heard(session, &text);
    let close = move || lost(session);
    let line = if second::is_here() {
        Through::open(say_hello, hear, close).map(Line::FirstWindow)
    } else {
        Socket::open(&url, say_hello, hear, close)
            .ok()
            .map(Line::Court)
    };
    match line {
        Some(line) => session.line.set_value(Some(line)),
        None => lost(session),
    }
}

/// The line is gone: say since when, and try again, each time a little later.
fn lost(session: Session) {
    second::line_lost(session);
    // Dropped outside of its own callback.
    let gone = session.line.try_update_value(Option::take).flatten();
    Timeout::new(0, move || drop(gone)).forget();
    outbox::with_member(session, hearing_sync::Member::line_lost);
    let retry = session.link.with_untracked(|link| match link {
        Link::Connecting | Link::Live | Link::Held { .. } | Link::Lost { .. } => true,
        Link::Out | Link::Ended(_) | Link::Outdated => false,
    });
    if !retry {
        return;
    }
    if !session
        .link
        .with_untracked(|link| matches!(link, Link::Lost { .. }))
    {
        session.link.set(Link::Lost {
            since: session.now(),
        });
    }
    let tries = session.tries.get_value();
    session.tries.set_value(tries + 1);
    let wait = (FIRST_RETRY << tries.min(4)).min(LONGEST_RETRY);
    // Spread, so that a whole court does not come back in the same instant.
    let wait = wait / 2 + (js_sys::Math::random() * f64::from(wait) / 2.0) as u32;
    Timeout::new(wait, move || {
        let wanted = session
            .link
            .with_untracked(|link| matches!(link, Link::Lost { .. }));
        if wanted && session.line.with_value(Option::is_none) {
            open(session);
        }
    })
    .forget();
}

fn heard(session: Session, text: &str) {
    LAST_HEARD.set(js_sys::Date::now());
    let frame: FromServer = match serde_json::from_str(text) {
        Ok(frame) => frame,
        Err(error) => {
            gloo::console::error!("a frame was not understood", error.to_string());
            outdated(session);
            return;
        }
    };
    match &frame {
        FromServer::Beat { beat, now } => {
            set_clock(session, *now);
            send_frame(session, &FromClient::Pong { beat: *beat });
            second::pass_on(session, &frame);
            return;
        }
        FromServer::Glance { from, glance } => {
            session.pointer.set(Some((from.clone(), *glance)));
            second::pass_on(session, &frame);
            return;
        }
        FromServer::Showing { showing, beside } => {
            session.showing.set(Shown {
                main: showing.clone(),
                beside: beside.clone(),
            });
            second::pass_on(session, &frame);
            return;
        }
        FromServer::Writing { held } => {
            session.held.set(held.clone());
            return;
        }
        FromServer::Speech {
            state,
            missed_seconds,
            partials,
        } => {
            session.speech.set(Speech {
                state: *state,
                missed: *missed_seconds,
                partials: partials.clone(),
            });
            return;
        }
        FromServer::Proposals { waiting, dropped } => {
            session.proposals.set(Waiting {
                waiting: waiting.clone(),
                dropped: *dropped,
            });
            return;
        }
        FromServer::Goodbye { reason } => {
            goodbye(session, *reason);
            return;
        }
        FromServer::SeatClaimed { claim, until } => {
            claimed(session, *claim, *until);
            return;
        }
        FromServer::SeatHeld { now, until } => {
            set_clock(session, *now);
            session.link.set(Link::Held { until: *until });
            return;
        }
        FromServer::Refused {
            refusal: Refusal::NotRecorded | Refusal::TooMany,
            ..
        } => {
            Timeout::new(1_000, move || outbox::send_again(session)).forget();
            return;
        }
        FromServer::Snapshot { .. }
        | FromServer::Resumed { .. }
        | FromServer::Event { .. }
        | FromServer::Acknowledged { .. }
        | FromServer::Refused { .. } => {}
    }
    match outbox::with_member(session, |member| member.hear(frame)) {
        Heard::Anew { now, hearing } => {
            set_clock(session, now);
            let me = outbox::with_member(session, |member| member.me().cloned());
            session.hearing.set(*hearing);
            session.views.update(|views| *views = views.wrapping_add(1));
            session.me.set(me);
            live(session);
        }
        Heard::Resumed { now } => {
            set_clock(session, now);
            live(session);
        }
        Heard::Apply(recorded) => {
            session.hearing.update(|h| h.apply(&recorded));
            second::applied(session, &recorded);
        }
        Heard::Answered { id, answer } => {
            second::answered(session, &id, &answer);
            outbox::answered(session, id, answer);
        }
        Heard::Gap => lost(session),
        Heard::Nothing => {}
    }
}

/// Asked as long as an answer counts.
fn claimed(session: Session, claim: u64, until: Millis) {
    session.claim.set(Some((claim, until)));
    let left = u32::try_from(until.saturating_sub(session.now())).unwrap_or(u32::MAX);
    Timeout::new(left, move || {
        if session.claim.try_get_untracked() == Some(Some((claim, until))) {
            session.claim.set(None);
        }
    })
    .forget();
}

fn live(session: Session) {
    let since = match session.link.get_untracked() {
        Link::Lost { since } => Some(since),
        Link::Out
        | Link::Connecting
        | Link::Live
        | Link::Held { .. }
        | Link::Ended(_)
        | Link::Outdated => None,
    };
    if session.link.with_untracked(|link| *link != Link::Live) {
        let tries = session.tries.get_value().max(1);
        session.way_back.set(Some((tries, since)));
    }
    session.tries.set_value(0);
    if session.link.with_untracked(|link| *link != Link::Live) {
        session.link.set(Link::Live);
    }
    second::anew(session);
    outbox::send_again(session);
}

/// Coming back with the same cursor would bring the same frame again.
fn outdated(session: Session) {
    session.claim.set(None);
    second::close(session);
    session.link.set(Link::Outdated);
    lost(session);
}

fn goodbye(session: Session, reason: Goodbye) {
    match reason {
        Goodbye::Resync | Goodbye::ShuttingDown | Goodbye::TooMany | Goodbye::Malformed => {
            lost(session)
        }
        Goodbye::TakenOver
        | Goodbye::SeatKept
        | Goodbye::NoSession
        | Goodbye::Removed
        | Goodbye::Withdrawn => {
            session.claim.set(None);
            second::close(session);
            session.link.set(Link::Ended(reason));
            if reason == Goodbye::NoSession {
                super::Pass::forget();
            }
            lost(session);
        }
    }
}

/// Each word of the server's clock is late by its way here: of the last ones, the one that was least late tells best.
fn set_clock(session: Session, now: u64) {
    let heard = now as f64 - js_sys::Date::now();
    let best = OFFSETS.with_borrow_mut(|heard_before| {
        heard_before.push_back(heard);
        if heard_before.len() > OFFSETS_KEPT {
            heard_before.pop_front();
        }
        heard_before.iter().copied().fold(f64::MIN, f64::max)
    });
    // A clock that was set meanwhile makes all that came before worthless.
    let best = if best - heard > CLOCK_WAS_SET {
        OFFSETS.with_borrow_mut(std::collections::VecDeque::clear);
        heard
    } else {
        best
    };
    if (session.clock_offset.get_untracked() - best).abs() > 1.0 {
        session.clock_offset.set(best);
    }
}

pub fn send_frame(session: Session, frame: &FromClient) -> bool {
    let Ok(text) = serde_json::to_string(frame) else {
        return false;
    };
    session
        .line
        .with_value(|line| line.as_ref().is_some_and(|line| line.send(&text)))
}

pub fn glance(session: Session, glance: Glance) {
    send_frame(session, &FromClient::Glance(glance));
}
