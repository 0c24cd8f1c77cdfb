//! Commands under way: kept until they are answered, typed lines even across a closed tab (R60).

use gloo::timers::callback::Timeout;
use hearing::wire::FromClient;
use hearing::{Command, CommandId};
use hearing_sync::{Answer, Member};
use leptos::prelude::*;
use std::collections::{BTreeMap, VecDeque};
use wasm_bindgen_futures::spawn_local;

use super::connection::send_frame;
use super::returned::{self, Returned};
use super::{Sent, Session, drawer};

/// The server takes 20 commands a second and 40 at once, and of a clerk, who may have typed without a line, 1,000; staying
/// below, nobody is ever sent away (ms).
const BURST: u32 = 30;
const TYPED_BURST: u32 = 900;
/// How long answers are gathered before the page follows them (ms).
const STIRS: u32 = 30;
const REFILL: u32 = 60;

#[derive(Default)]
pub struct Outbox {
    member: Member,
    waiting: BTreeMap<CommandId, ArcRwSignal<Sent>>,
    /// Name in the drawer of what was put there.
    kept: BTreeMap<CommandId, String>,
    /// What was typed, until it is answered: refused, it goes back to who typed it.
    typed: BTreeMap<CommandId, Command>,
    /// By which the names of this page's life begin; none before the first.
    life: Option<f64>,
    count: u32,
    queue: VecDeque<FromClient>,
    in_window: u32,
    pacing: bool,
    stirring: bool,
}

/// UUIDv7: two tabs never make the same one.
pub fn new_id() -> CommandId {
    let ms = js_sys::Date::now().max(0.0) as u64;
    let nanos = u32::try_from(ms % 1_000).unwrap_or(0) * 1_000_000;
    let now = uuid::Timestamp::from_unix(uuid::NoContext, ms / 1_000, nanos);
    CommandId::new(uuid::Uuid::new_v7(now).to_string())
}

pub fn with_member<T>(session: Session, look: impl FnOnce(&mut Member) -> T) -> T {
    let mut outbox = session.outbox.write_value();
    look(&mut outbox.member)
}

/// What a person typed and would have to type again.
fn is_typed(command: &Command) -> bool {
    matches!(
        command,
        Command::WriteLine { .. }
            | Command::AcceptProposal { .. }
            | Command::EditLine { .. }
            | Command::SplitLine { .. }
            | Command::JoinLines { .. }
            | Command::StrikeLine { .. }
            | Command::RestoreLine { .. }
    )
}

fn drawer_prefix(session: Session) -> String {
    session.pass.with_untracked(|pass| {
        pass.as_ref()
            .map(|pass| drawer::place("typed", pass))
            .unwrap_or_default()
    })
}

pub fn send(session: Session, id: CommandId, command: Command) -> ArcRwSignal<Sent> {
    let sent = ArcRwSignal::new(Sent::Pending);
    let keep_as = is_typed(&command).then(|| {
        let mut outbox = session.outbox.write_value();
        outbox.count += 1;
        // Names sort in the order of typing, also when the clock is set while one types.
        let life = *outbox.life.get_or_insert_with(js_sys::Date::now);
        let name = format!("{}{life:015.0}-{:06}", drawer_prefix(session), outbox.count);
        outbox.kept.insert(id.clone(), name.clone());
        outbox.typed.insert(id.clone(), command.clone());
        name
    });
    session
        .outbox
        .write_value()
        .waiting
        .insert(id.clone(), sent.clone());
    match keep_as.zip(serde_json::to_string(&(&id, &command)).ok()) {
        None => ask(session, id, command),
        Some((name, text)) => {
            // Sent at once: the drawer is for the case that no answer comes.
            ask(session, id.clone(), command);
            spawn_local(async move {
                let kept = drawer::keep(&name, &text).await;
                let _ = session.unkept.try_set(kept.is_err());
                if let Err(error) = kept {
                    gloo::console::warn!("a typed line could not be kept in this browser", error);
                }
                let answered = !session
                    .outbox
                    .with_value(|outbox| outbox.kept.contains_key(&id));
                if answered {
                    drawer::drop(&name).await;
                }
            });
        }
    }
    sent
}

fn ask(session: Session, id: CommandId, command: Command) {
    if let Some(frame) = with_member(session, |member| member.ask(id, command)) {
        session.outbox.write_value().queue.push_back(frame);
        drain(session);
    }
    session.stirred.update(|count| *count += 1);
}

/// Takes up what an earlier life of this tab, or another one, typed and got no answer for.
pub fn take_up(session: Session) {
    let prefix = drawer_prefix(session);
    spawn_local(async move {
        for (name, text) in drawer::kept(&prefix).await {
            live_after(session, name.strip_prefix(&prefix));
            let Ok((id, command)) = serde_json::from_str::<(CommandId, Command)>(&text) else {
                // Of another version of the app, which may come back: it stays until the record is signed.
                continue;
            };
            let known = session
                .outbox
                .with_value(|outbox| outbox.waiting.contains_key(&id));
            if !known {
                let mut outbox = session.outbox.write_value();
                outbox.kept.insert(id.clone(), name);
                outbox.typed.insert(id.clone(), command.clone());
                outbox
                    .waiting
                    .insert(id.clone(), ArcRwSignal::new(Sent::Pending));
                drop(outbox);
                ask(session, id, command);
            }
        }
    });
}

/// What this page's life keeps comes after what an earlier one kept, whatever the clock says by now.
fn live_after(session: Session, name: Option<&str>) {
    let earlier = name.and_then(|name| name.split('-').next()?.parse::<f64>().ok());
    if let Some(earlier) = earlier {
        session.outbox.update_value(|outbox| {
            let life = outbox.life.unwrap_or_else(js_sys::Date::now);
            outbox.life = Some(life.max(earlier + 1.0));
        });
    }
}

/// The record is signed by all: nothing of it stays in this browser.
pub fn purge(session: Session) {
    let Some(pass) = session.pass.get_untracked() else {
        return;
    };
    spawn_local(async move {
        for kind in ["typed", drawer::DRAFT, drawer::MENDED, returned::KIND] {
            for (name, _) in drawer::kept(&drawer::place(kind, &pass)).await {
                drawer::drop(&name).await;
            }
        }
    });
}

/// The line is good again: everything unanswered goes out once more, under its old ids.
pub fn send_again(session: Session) {
    let frames = with_member(session, |member| member.again());
    let mut outbox = session.outbox.write_value();
    outbox.queue = frames.into();
    drop(outbox);
    drain(session);
}

fn drain(session: Session) {
    let burst = if session.types() { TYPED_BURST } else { BURST };
    loop {
        let next = {
            let mut outbox = session.outbox.write_value();
            if outbox.in_window >= burst {
                None
            } else {
                let next = outbox.queue.pop_front();
                outbox.in_window += u32::from(next.is_some());
                next
            }
        };
        let Some(frame) = next else { break };
        if !send_frame(session, &frame) {
            // Not lost: the member holds it, and it goes out on the next line.
            session.outbox.write_value().queue.clear();
            break;
        }
    }
    pace(session);
}

fn pace(session: Session) {
    let mut outbox = session.outbox.write_value();
    if outbox.pacing || outbox.in_window == 0 {
        return;
    }
    outbox.pacing = true;
    drop(outbox);
    Timeout::new(REFILL, move || {
        let mut outbox = session.outbox.write_value();
        outbox.pacing = false;
        outbox.in_window = outbox.in_window.saturating_sub(1);
        drop(outbox);
        drain(session);
    })
    .forget();
}

/// Once for many answers: what half an hour of typing brings back is not painted line by line.
fn stir(session: Session) {
    let mut outbox = session.outbox.write_value();
    if outbox.stirring {
        return;
    }
    outbox.stirring = true;
    drop(outbox);
    Timeout::new(STIRS, move || {
        session
            .outbox
            .update_value(|outbox| outbox.stirring = false);
        session.stirred.update(|count| *count += 1);
    })
    .forget();
}

pub fn answered(session: Session, id: CommandId, answer: Answer) {
    let mut outbox = session.outbox.write_value();
    let sent = outbox.waiting.remove(&id);
    let kept = outbox.kept.remove(&id);
    let typed = outbox.typed.remove(&id);
    drop(outbox);
    stir(session);
    let returned = match (typed, &answer) {
        (Some(typed), Answer::Refused(why)) => {
            returned::words_of(typed, why).map(|words| Returned {
                words,
                why: why.clone(),
            })
        }
        (Some(_) | None, Answer::Acknowledged) | (None, Answer::Refused(_)) => None,
    };
    if let Some(name) = kept {
        spawn_local(async move {
            match returned {
                Some(returned) => returned::keep(session, &name, returned).await,
                None => drawer::drop(&name).await,
            }
        });
    }
    if let Some(sent) = sent {
        sent.set(match answer {
            Answer::Acknowledged => Sent::Acknowledged,
            Answer::Refused(refusal) => Sent::Refused(refusal),
        });
    }
}

pub fn unanswered<T>(session: Session, pick: impl Fn(&CommandId, &Command) -> Option<T>) -> Vec<T> {
    session.outbox.with_value(|outbox| {
        outbox
            .member
            .unanswered()
            .filter_map(|(id, command)| pick(id, command))
            .collect()
    })
}
