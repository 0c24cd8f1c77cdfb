//! 第二屏: the exhibits in a window of their own. A seat has one session and one line, and the second window has neither: it hears of
//! the hearing through the window that opened it, in the frames of the hearing socket, and says through it what it has to say. So no
//! seat is taken over, both windows stand at the same event, and the second one is dumb when the first has gone.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use gloo::utils::{document, window};
use hearing::wire::{Cursor, FromClient, FromServer};
use hearing::{CommandId, Recorded};
use hearing_sync::Answer;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, MessageEvent, Window};

use super::{Link, Pass, Session, Shown, new_id};

const PLACE: &str = "#second-screen";
const MEASURES: &str = "popup,width=1100,height=860";
/// What the two windows say to each other begins with this: a browser’s extensions say things too.
const MARK: &str = "kaiting-second ";
const GONE: &str = "gone";
const IN_SIGHT: &str = "in-sight";
const COVERED: &str = "covered";
/// How often one looks whether the other is still there (ms).
const LOOK: u32 = 500;
/// So many looks without an answer, and one asks again.
const PATIENCE: u32 = 3;

/// The second window, as the first knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Second {
    None,
    /// The browser has held it back.
    Blocked,
    /// It has not said a word yet.
    Opening,
    Open {
        in_sight: bool,
        /// The person wants the exhibit in the first window too.
        also_here: bool,
    },
}

impl Second {
    /// Whether the exhibit lies there and not here.
    pub fn has_the_exhibit(self) -> bool {
        match self {
            Second::Open { also_here, .. } => !also_here,
            Second::None | Second::Blocked | Second::Opening => false,
        }
    }

    pub fn is_in_sight(self) -> bool {
        match self {
            Second::Open { in_sight, .. } => in_sight,
            Second::None | Second::Blocked | Second::Opening => false,
        }
    }
}

/// The other window, and how much it has been told.
pub struct Other {
    window: Window,
    at: Cursor,
}

/// Whether this is the second window.
pub fn is_here() -> bool {
    window().location().hash().is_ok_and(|hash| hash == PLACE)
}

/// The first window, seen from the second, while it is there.
pub fn opener() -> Option<Window> {
    let opener = window().opener().ok().filter(JsValue::is_object)?;
    // Not `dyn_into`: it is no window of this page's own kind.
    let opener: Window = opener.unchecked_into();
    (!opener.closed().unwrap_or(true)).then_some(opener)
}

fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

fn post(to: &Window, text: &str) -> bool {
    let text = JsValue::from_str(&format!("{MARK}{text}"));
    to.post_message(&text, &origin()).is_ok()
}

/// What was said in this window, by whom; by nobody, when who said it has been unloaded since.
fn said(event: &Event) -> Option<(JsValue, String)> {
    let event: &MessageEvent = event.dyn_ref()?;
    let text = event.data().as_string()?;
    let text = text.strip_prefix(MARK)?.to_owned();
    let by = event.source().map_or(JsValue::NULL, JsValue::from);
    (event.origin() == origin()).then_some((by, text))
}

// ---- in the first window

/// Listens for a second one, for as long as the page lives.
pub fn attend(session: Session) {
    let ears = EventListener::new(&window(), "message", move |event| {
        if let Some((from, text)) = said(event) {
            heard(session, &from, &text);
        }
    });
    ears.forget();
    let look = Interval::new(LOOK, move || {
        let shut = session.other.with_value(|other| {
            other
                .as_ref()
                .is_some_and(|o| o.window.closed() == Ok(true))
        });
        if shut {
            gone(session);
        }
    });
    look.forget();
    let leaving = EventListener::new(&window(), "pagehide", move |_| say(session, GONE));
    leaving.forget();
}

/// From a press: else the browser holds it back.
pub fn open(session: Session) {
    let Some(Pass { hearing, seat, .. }) = session.pass.get_untracked() else {
        return;
    };
    let name = format!("kaiting/{hearing}/{seat}");
    let opened =
        window().open_with_url_and_target_and_features(&format!("/{PLACE}"), &name, MEASURES);
    match opened {
        Ok(Some(opened)) => {
            session.other.set_value(Some(Other {
                window: opened,
                at: start(),
            }));
            session.second.set(Second::Opening);
        }
        Ok(None) | Err(_) => session.second.set(Second::Blocked),
    }
}

pub fn close(session: Session) {
    if let Some(Some(other)) = session.other.try_update_value(Option::take) {
        let _ = other.window.close();
    }
    gone(session);
}

pub fn show_here_too(session: Session, too: bool) {
    session.second.update(|second| {
        if let Second::Open { also_here, .. } = second {
            *also_here = too;
        }
    });
}

fn gone(session: Session) {
    session.other.set_value(None);
    session.second.set(Second::None);
}

fn start() -> Cursor {
    Cursor {
        run: new_id().0,
        view: 0,
        n: 0,
    }
}

fn heard(session: Session, from: &JsValue, text: &str) {
    let known = session.other.with_value(|other| {
        other
            .as_ref()
            .is_some_and(|o| &JsValue::from(&o.window) == from)
    });
    match text {
        GONE if known => gone(session),
        IN_SIGHT | COVERED if known => session.second.update(|second| {
            if let Second::Open { in_sight, .. } = second {
                *in_sight = text == IN_SIGHT;
            }
        }),
        GONE | IN_SIGHT | COVERED => {}
        frame => match serde_json::from_str(frame) {
            // One that is opened anew, or whose first window has been: known by the session that both have.
            Ok(FromClient::Hello { session: own, .. })
                if session.bearer().as_ref() == Some(&own) =>
            {
                session.other.set_value(Some(Other {
                    window: from.clone().unchecked_into(),
                    at: start(),
                }));
                session.second.set(Second::Opening);
                if session.link.with_untracked(|link| *link == Link::Live) {
                    anew(session);
                }
            }
            Ok(FromClient::Command { id, body }) if known => {
                let _ = session.send_as(id, body);
            }
            Ok(FromClient::Glance(glance)) if known => session.glance(glance),
            Ok(FromClient::Displayed(displayed)) if known => session.displayed(displayed),
            Ok(
                FromClient::Hello { .. }
                | FromClient::Command { .. }
                | FromClient::Glance(_)
                | FromClient::Displayed(_)
                | FromClient::Writing { .. }
                | FromClient::DismissProposal { .. }
                | FromClient::Pong { .. }
                | FromClient::Ping
                | FromClient::AnswerClaim { .. },
            )
            | Err(_) => {}
        },
    }
}

fn say(session: Session, text: &str) {
    session.other.with_value(|other| {
        if let Some(other) = other {
            post(&other.window, text);
        }
    });
}

fn tell(session: Session, frame: &impl Serialize) {
    if session.other.with_value(Option::is_none) {
        return;
    }
    if let Ok(text) = serde_json::to_string(frame) {
        say(session, &text);
    }
}

/// The view as it stands, when the second window comes, and whenever the first one’s line is good again.
pub fn anew(session: Session) {
    let at = session.other.try_update_value(|other| {
        other.as_mut().map(|other| {
            other.at.view += 1;
            other.at.n = 0;
            other.at.clone()
        })
    });
    let (Some(Some(at)), Some(me)) = (at, session.me.get_untracked()) else {
        return;
    };
    tell(
        session,
        &FromServer::Snapshot {
            me,
            now: session.now(),
            at,
            hearing: Box::new(session.peek(Clone::clone)),
        },
    );
    let Shown { main, beside } = session.showing.get_untracked();
    tell(
        session,
        &FromServer::Showing {
            showing: main,
            beside,
        },
    );
    session.second.update(|second| {
        if !matches!(second, Second::Open { .. }) {
            *second = Second::Open {
                in_sight: true,
                also_here: false,
            };
        }
    });
}

pub fn applied(session: Session, recorded: &Recorded) {
    let at = session.other.try_update_value(|other| {
        let other = other.as_mut().filter(|other| other.at.view > 0)?;
        other.at.n += 1;
        Some(other.at.clone())
    });
    if let Some(Some(at)) = at {
        let recorded = Box::new(recorded.clone());
        tell(
            session,
            &FromServer::Event {
                at,
                cause: None,
                recorded,
            },
        );
    }
}

/// A frame that means the same there.
pub fn pass_on(session: Session, frame: &FromServer) {
    tell(session, frame);
}

pub fn answered(session: Session, id: &CommandId, answer: &Answer) {
    let id = id.clone();
    let frame = match answer.clone() {
        Answer::Acknowledged => FromServer::Acknowledged { id },
        Answer::Refused(refusal) => FromServer::Refused { id, refusal },
    };
    tell(session, &frame);
}

/// The first window’s own line is gone: what the second shows stands still, and it says so.
pub fn line_lost(session: Session) {
    say(session, GONE);
}

// ---- in the second window

/// The way to the first window, in place of a line to the court.
pub struct Through {
    opener: Window,
    _heard: EventListener,
    _seen: EventListener,
    _leaving: EventListener,
    _look: Interval,
}

impl Through {
    pub fn open(
        opened: impl FnOnce() + 'static,
        mut heard: impl FnMut(String) + 'static,
        closed: impl Fn() + Clone + 'static,
    ) -> Option<Self> {
        let opener = opener()?;
        let first = JsValue::from(&opener);
        let lost = closed.clone();
        // A first window that is being loaded anew has heard nothing: it is asked again.
        let answered = Rc::new(Cell::new(false));
        let (known, mut waited) = (Rc::clone(&answered), 0);
        let ears = EventListener::new(&window(), "message", move |event| match said(event) {
            Some((from, text)) if text == GONE && (from == first || from.is_null()) => lost(),
            Some((from, text)) if from == first => {
                known.set(true);
                heard(text);
            }
            Some(_) | None => {}
        });
        let tell_seen = move |to: &Window| {
            post(
                to,
                if document().hidden() {
                    COVERED
                } else {
                    IN_SIGHT
                },
            );
        };
        let seen_by = opener.clone();
        let seen = EventListener::new(&document(), "visibilitychange", move |_| {
            tell_seen(&seen_by);
        });
        let left = opener.clone();
        let leaving = EventListener::new(&window(), "pagehide", move |_| {
            post(&left, GONE);
        });
        let look = Interval::new(LOOK, move || {
            waited += 1;
            let unheard = waited == PATIENCE && !answered.get();
            if self::opener().is_none() || unheard {
                closed();
            }
        });
        // Said on a way that stands.
        Timeout::new(0, opened).forget();
        Some(Self {
            opener,
            _heard: ears,
            _seen: seen,
            _leaving: leaving,
            _look: look,
        })
    }

    pub fn send(&self, text: &str) -> bool {
        post(&self.opener, text)
    }
}
