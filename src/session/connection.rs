//! Keeps a line to the backend: opens it, notices that it is dead, opens it again, folds what it says.

use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use hearing::Refusal;
use hearing::wire::{FromClient, FromServer, Glance, Goodbye};
use hearing_sync::Heard;
use leptos::prelude::*;

use super::line::Line;
use super::{Link, Session, outbox};

/// The server beats every 5 s; a line silent for this long is dead (ms).
const DEAD_AFTER: f64 = 15_000.0;
const FIRST_RETRY: u32 = 250;
const LONGEST_RETRY: u32 = 4_000;

thread_local! {
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
        if silent && session.link.with_untracked(|link| *link == Link::Live) {
            lost(session);
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
        }
    });
    back.forget();
}

fn open(session: Session) {
    let Some(bearer) = session.bearer() else {
        return;
    };
    LAST_HEARD.set(js_sys::Date::now());
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
    let line = Line::open(
        &url,
        move || {
            let hello = outbox::with_member(session, |member| member.hello(&bearer));
            send_frame(session, &hello);
        },
        move |text| heard(session, &text),
        move || lost(session),
    );
    match line {
        Ok(line) => session.line.set_value(Some(line)),
        Err(_) => lost(session),
    }
}

/// The line is gone: say since when, and try again, each time a little later.
fn lost(session: Session) {
    // Dropped outside of its own callback.
    let gone = session.line.try_update_value(Option::take).flatten();
    Timeout::new(0, move || drop(gone)).forget();
    outbox::with_member(session, hearing_sync::Member::line_lost);
    let retry = session.link.with_untracked(|link| match link {
        Link::Connecting | Link::Live | Link::Lost { .. } => true,
        Link::Out | Link::Ended(_) => false,
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
            // A newer backend than this page: a reload brings the page that knows it.
            gloo::console::error!("a frame was not understood", error.to_string());
            return;
        }
    };
    match &frame {
        FromServer::Beat { beat, now } => {
            set_clock(session, *now);
            send_frame(session, &FromClient::Pong { beat: *beat });
            return;
        }
        FromServer::Glance { from, glance } => {
            session.pointer.set(Some((from.clone(), *glance)));
            return;
        }
        FromServer::Goodbye { reason } => {
            goodbye(session, *reason);
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
            session.me.set(me);
            live(session);
        }
        Heard::Resumed { now } => {
            set_clock(session, now);
            live(session);
        }
        Heard::Apply(recorded) => session.hearing.update(|h| h.apply(&recorded)),
        Heard::Answered { id, answer } => outbox::answered(session, id, answer),
        Heard::Gap => lost(session),
        Heard::Nothing => {}
    }
}

fn live(session: Session) {
    session.tries.set_value(0);
    if session.link.with_untracked(|link| *link != Link::Live) {
        session.link.set(Link::Live);
    }
    outbox::send_again(session);
}

fn goodbye(session: Session, reason: Goodbye) {
    match reason {
        Goodbye::Resync | Goodbye::ShuttingDown | Goodbye::TooMany | Goodbye::Malformed => {
            lost(session)
        }
        Goodbye::TakenOver | Goodbye::NoSession | Goodbye::Removed => {
            session.link.set(Link::Ended(reason));
            if reason == Goodbye::NoSession {
                super::Pass::forget();
            }
            lost(session);
        }
    }
}

fn set_clock(session: Session, now: u64) {
    session.clock_offset.set(now as f64 - js_sys::Date::now());
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
