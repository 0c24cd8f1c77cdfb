//! What is in the clerk's box outlives a closed tab and a killed browser (R60): the line being typed, and the one being mended with
//! what he had seen of it. It stands in the box again as he left it; nothing of it is on record before he says so.

use hearing::Refusal;
use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use super::as_typed::as_typed;
use super::desk::{Desk, Mode};
use crate::session::{Session, Words, drawer};

/// A line as it lies open, with what was changed in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Mended {
    pub base: TranscriptLine,
    pub speaker: Speaker,
    pub interpreted: bool,
    pub text: String,
}

pub(super) fn keep_box(desk: Desk) {
    let Some(pass) = desk.session.pass().get_untracked() else {
        return;
    };
    let draft = drawer::place(drawer::DRAFT, &pass);
    let mended = drawer::place(drawer::MENDED, &pass);
    let taken_up = RwSignal::new(false);
    let is_kept = StoredValue::new(false);
    keep_draft(desk, draft.clone(), taken_up);
    keep_mended(desk, mended.clone(), taken_up, is_kept);
    spawn_local(async move {
        let typed = first(&draft).await;
        let left_open = first(&mended).await;
        // The page may have gone meanwhile; from here on nothing is waited for.
        let Some(empty) = desk.text.try_with_untracked(String::is_empty) else {
            return;
        };
        if let Some(typed) = typed.filter(|_| empty) {
            desk.text.set(typed);
        }
        if let Some(left_open) = left_open.and_then(|text| serde_json::from_str(&text).ok()) {
            is_kept.set_value(true);
            take_up(desk, left_open);
        }
        taken_up.set(true);
    });
}

async fn first(place: &str) -> Option<String> {
    let found = drawer::kept(place).await.into_iter().next();
    found.map(|(_, text)| text)
}

/// Into the box, if there still is such a line and it does not read so by now; what has no place any more waits with the words that
/// were not taken.
fn take_up(desk: Desk, mended: Mended) {
    let session = desk.session;
    let frozen = session.peek(|h| h.transcript.sign_off.is_some());
    let now = as_typed(session, &mended.base.id).filter(|_| !frozen);
    let is_done = now.as_ref().is_some_and(|now| {
        let marked = now.kind == LineKind::Interpreted;
        now.text == mended.text.trim()
            && now.speaker == mended.speaker
            && marked == mended.interpreted
    });
    let writing = desk.mode.with_untracked(|mode| *mode == Mode::Writing);
    match now {
        Some(_) if is_done => {}
        Some(_) if writing => desk.open_again(mended),
        Some(_) => give_back(session, mended, Refusal::AlreadyDone),
        None if frozen => give_back(session, mended, Refusal::Frozen),
        None => give_back(session, mended, Refusal::NoSuchLine),
    }
}

fn give_back(session: Session, mended: Mended, why: Refusal) {
    let Mended { base, text, .. } = mended;
    let line = base.id;
    session.give_back(Words::Change { line, text }, why);
}

/// Where nobody types any more: what was left open goes to the words that were not taken.
pub(super) fn give_back_what_lay_open(session: Session) {
    let frozen = session.select(|h| h.transcript.sign_off.is_some());
    Effect::new(move |_| {
        let Some(pass) = session.pass().get_untracked().filter(|_| frozen.get()) else {
            return;
        };
        let place = drawer::place(drawer::MENDED, &pass);
        spawn_local(async move {
            let Some(text) = first(&place).await else {
                return;
            };
            if let Ok(mended) = serde_json::from_str(&text) {
                give_back(session, mended, Refusal::Frozen);
            }
            drawer::drop(&place).await;
        });
    });
}

fn keep_draft(desk: Desk, name: String, taken_up: RwSignal<bool>) {
    Effect::new(move |_| {
        let now = desk.text.get();
        let another = desk
            .mode
            .with(|mode| matches!(mode, Mode::Mending(_) | Mode::Taking(_)));
        if another || !taken_up.get() {
            return;
        }
        let now = (!now.is_empty()).then_some(now);
        spawn_local(keep(name.clone(), now));
    });
}

fn keep_mended(desk: Desk, name: String, taken_up: RwSignal<bool>, is_kept: StoredValue<bool>) {
    Effect::new(move |_| {
        let mended = desk.lies_open();
        if !taken_up.get() {
            return;
        }
        let text = mended.and_then(|mended| serde_json::to_string(&mended).ok());
        // A line that is only looked at is not written to the disk, nor dropped with every letter of another.
        if text.is_some() || is_kept.get_value() {
            is_kept.set_value(text.is_some());
            spawn_local(keep(name.clone(), text));
        }
    });
}

async fn keep(name: String, text: Option<String>) {
    match text {
        None => drawer::drop(&name).await,
        Some(text) => {
            if let Err(error) = drawer::keep(&name, &text).await {
                gloo::console::warn!("what is in the box could not be kept", error);
            }
        }
    }
}

impl Desk {
    /// The line that is open, if something has been changed in it.
    fn lies_open(self) -> Option<Mended> {
        let base = self.mode.with(|mode| match mode {
            Mode::Mending(base) => Some((**base).clone()),
            Mode::Writing | Mode::Inserting(_) | Mode::Taking(_) => None,
        })?;
        let (text, speaker) = (self.text.get(), self.speaker.get());
        let interpreted = self.interpreted();
        let marked = base.kind == LineKind::Interpreted;
        let same = base.text == text && base.speaker == speaker && marked == interpreted;
        (!same).then_some(Mended {
            base,
            speaker,
            interpreted,
            text,
        })
    }
}
