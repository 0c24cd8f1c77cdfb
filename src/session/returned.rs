//! Words that were typed and not taken: they stay, over a closed tab too, until who typed them has decided (R60).

use std::collections::BTreeMap;

use hearing::transcript::Speaker;
use hearing::{Command, LineId, Phase, Refusal};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use super::{Pass, Session, drawer};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Returned {
    pub words: Words,
    pub why: Refusal,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Words {
    /// Meant as a line of its own.
    New {
        text: String,
        speaker: Speaker,
        /// The line it was to stand behind.
        after: Option<LineId>,
    },
    /// Meant for a line that stands.
    Change { line: LineId, text: String },
}

/// By the names under which they were typed, which sort in the order of typing.
pub type AllReturned = BTreeMap<String, Returned>;

pub const KIND: &str = "returned";

fn place(session: Session) -> Option<String> {
    session
        .pass
        .with_untracked(|pass| pass.as_ref().map(|pass: &Pass| drawer::place(KIND, pass)))
}

/// What of a refused command would have to be typed again; that it says nothing new is no loss.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "of all that is asked of a court, these carry words of the record"
)]
pub fn words_of(command: Command, why: &Refusal) -> Option<Words> {
    let words = match command {
        Command::WriteLine {
            text,
            speaker,
            after,
            ..
        }
        | Command::AcceptProposal {
            text,
            speaker,
            after,
            ..
        } => Words::New {
            text,
            speaker,
            after,
        },
        Command::EditLine { line, text, .. } | Command::JoinLines { line, text, .. } => {
            Words::Change { line, text }
        }
        Command::SplitLine {
            line, head, tail, ..
        } => Words::Change {
            line,
            text: head + &tail,
        },
        _ => return None,
    };
    let said_already = matches!(words, Words::Change { .. }) && *why == Refusal::AlreadyDone;
    (!said_already).then_some(words)
}

/// `name`: in the drawer, as typed. What was typed is dropped only when what was returned is kept.
pub async fn keep(session: Session, name: &str, returned: Returned) {
    let typed = drawer::place(
        "typed",
        &match session.pass.get_untracked() {
            Some(pass) => pass,
            None => return,
        },
    );
    let Some(order) = name.strip_prefix(&typed).map(str::to_owned) else {
        return;
    };
    let text = serde_json::to_string(&returned);
    session
        .returned
        .update(|all| _ = all.insert(order.clone(), returned));
    // Who was away when the last one signed is told what came too late, and nothing of it stays in this browser.
    if is_signed(session) {
        drawer::drop(name).await;
    } else if let Some((place, text)) = place(session).zip(text.ok())
        && drawer::keep(&format!("{place}{order}"), &text)
            .await
            .is_ok()
    {
        drawer::drop(name).await;
    }
}

fn is_signed(session: Session) -> bool {
    session.peek(|h| h.phase == Phase::Finished)
}

/// Words that nobody sent, and that have no place any more.
pub fn give_back(session: Session, returned: Returned) {
    let order = format!("{:015.0}-mended", js_sys::Date::now());
    let text = serde_json::to_string(&returned);
    session
        .returned
        .update(|all| _ = all.insert(order.clone(), returned));
    if let Some((place, text)) = place(session).zip(text.ok())
        && !is_signed(session)
    {
        spawn_local(async move {
            if let Err(error) = drawer::keep(&format!("{place}{order}"), &text).await {
                gloo::console::warn!("words that were not taken could not be kept", error);
            }
        });
    }
}

/// What an earlier life of this tab, or another one, got back and nobody has decided about.
pub fn take_up(session: Session) {
    let Some(place) = place(session) else { return };
    spawn_local(async move {
        let kept = drawer::kept(&place).await;
        let found: AllReturned = kept
            .iter()
            .filter_map(|(name, text)| {
                let order = name.strip_prefix(&place)?;
                Some((order.to_owned(), serde_json::from_str(text).ok()?))
            })
            .collect();
        if !found.is_empty() {
            let _ = session.returned.try_update(|all| all.extend(found));
        }
    });
}

/// He has decided: taken up again, or let go.
pub fn let_go(session: Session, order: &str) {
    session.returned.update(|all| _ = all.remove(order));
    if let Some(place) = place(session) {
        let name = format!("{place}{order}");
        spawn_local(async move { drawer::drop(&name).await });
    }
}
