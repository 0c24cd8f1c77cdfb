//! 版本比较: two versions of the record beside each other (R58): who is on record as the speaker, and what he said.

use std::collections::{BTreeMap, BTreeSet};

use hearing::transcript::{LineKind, Speaker, Transcript, Why};
use hearing::{Hearing, LineId, Millis};
use leptos::prelude::*;

use super::rows::named;
use super::versions::{LISTED, put_in};
use crate::session::use_session;
use crate::text::{editor as words, terms, transcript};
use crate::ui::clock_time;

/// What a line says at one time: whose words, and which. Nothing where it was not on the record.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reads {
    who: Option<Speaker>,
    interpreted: bool,
    text: String,
}

impl Reads {
    pub(super) fn of(who: &Speaker, kind: LineKind, text: &str) -> Self {
        Self {
            who: Some(who.clone()),
            interpreted: kind == LineKind::Interpreted,
            text: text.to_owned(),
        }
    }
}

#[component]
pub(super) fn Diff(was: Reads, reads: Reads) -> impl IntoView {
    let (head, gone, come, tail) = diff(&was.text, &reads.text);
    // Words moved to another's mouth are the gravest change of all, and no letter of them differs.
    let moved = was.who != reads.who && was.who.is_some() && reads.who.is_some();
    let both = was.who.is_some() && reads.who.is_some();
    let mark = match (was.interpreted, reads.interpreted) {
        (true, false) if both => view! { <del>{transcript::interpreted_mark}</del> }.into_any(),
        (false, true) if both => view! { <ins>{transcript::interpreted_mark}</ins> }.into_any(),
        (false, false) => ().into_any(),
        (true, _) | (_, true) => view! { <span>{transcript::interpreted_mark}</span> }.into_any(),
    };
    let (before, after) = (was.who.clone(), reads.who.clone().or(was.who));
    view! {
        <p class="diff-who" data-moved=moved.then_some("")>
            {moved.then(|| view! { <del><SpeakerName who=before /></del>" " })}
            {if moved {
                view! { <ins><SpeakerName who=after /></ins> }.into_any()
            } else {
                view! { <SpeakerName who=after /> }.into_any()
            }}
        </p>
        <p class="diff">
            <span>{head}</span>
            {(!gone.is_empty()).then(|| view! { <del>{gone}</del> })}
            {(!come.is_empty()).then(|| view! { <ins>{come}</ins> })}
            <span>{tail}</span>
            {mark}
        </p>
    }
}

#[component]
fn SpeakerName(who: Option<Speaker>) -> impl IntoView {
    let session = use_session();
    move || match &who {
        Some(Speaker::Seat(seat)) => {
            let named = session.with(|h| named(h, seat));
            named.map(|(role, side, tribunal, name)| {
                format!("{} {name}", terms::role(role, side, tribunal))
            })
        }
        Some(Speaker::Nobody) => Some(words::nobody_speaks().to_owned()),
        None => None,
    }
}

/// Two versions of the whole: of each line that differs, what it read at the one time and at the other.
#[component]
pub(super) fn Compare() -> impl IntoView {
    let session = use_session();
    let times = session.select(moments);
    let from = RwSignal::new(None::<Millis>);
    let to = RwSignal::new(None::<Millis>);
    let differs = Memo::new(move |_| {
        let from = from.get()?;
        let to = to.get().unwrap_or(Millis::MAX);
        Some(session.with(|h| compare(&h.transcript, from, to)))
    });
    let options = move |chosen: RwSignal<Option<Millis>>| {
        move || {
            times
                .get()
                .into_iter()
                .rev()
                .map(|at| {
                    view! { <option value=at.to_string() selected=move || chosen.get() == Some(at)>{clock_time(at)}</option> }
                })
                .collect_view()
        }
    };
    view! {
        <Show when=move || times.with(|times| !times.is_empty())>
            <p class="compare">
                <label><span>{words::version_from}</span>
                    <select data-field="version-from" on:change:target=move |event| from.set(event.target().value().parse().ok())>
                        <option value="">"—"</option>
                        {options(from)}
                    </select>
                </label>
                <label><span>{words::version_to}</span>
                    <select data-field="version-to" on:change:target=move |event| to.set(event.target().value().parse().ok())>
                        <option value="">{words::version_now}</option>
                        {options(to)}
                    </select>
                </label>
            </p>
            {move || differs.get().map(|differs| if differs.is_empty() {
                view! { <p class="note" data-same="">{words::version_same}</p> }.into_any()
            } else {
                differs.into_iter().map(|(line, was, reads)| {
                    let word = match (&was, &reads) {
                        (None, _) => Some(words::version_added()),
                        (_, None) => Some(words::version_gone()),
                        (Some(_), Some(_)) => None,
                    };
                    view! {
                        <div class="compared" data-compared=line.to_string()>
                            {word.map(|word| view! { <b class="note">{word}</b> })}
                            <Diff was=was.unwrap_or_default() reads=reads.unwrap_or_default() />
                        </div>
                    }
                }).collect_view().into_any()
            })}
        </Show>
    }
}

/// Before and after each change there was another version.
fn moments(h: &Hearing) -> Vec<Millis> {
    let opened = h.transcript.sign_off.as_ref().map(|s| s.opened_at);
    let first = h.transcript.lines.iter().map(|line| line.at).min();
    let changed: BTreeSet<Millis> = h.transcript.history.iter().map(|was| was.until).collect();
    let put_in = put_in(h).map(|(line, _)| line.at);
    let changed: BTreeSet<Millis> = changed.into_iter().chain(put_in).collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let all: BTreeSet<Millis> = changed.into_iter().chain(opened).chain(first).collect();
    let skip = all.len().saturating_sub(LISTED);
    all.into_iter().skip(skip).collect()
}

/// What a line read at a time; none where it was not there.
fn read_at(transcript: &Transcript, at: Millis) -> BTreeMap<LineId, Reads> {
    let mut read = BTreeMap::new();
    for line in transcript.lines.iter().filter(|line| line.at <= at) {
        read.insert(
            line.id.clone(),
            Reads::of(&line.speaker, line.kind, &line.text),
        );
    }
    // Backwards from now: each change that came later is taken back.
    for was in transcript.history.iter().rev().filter(|was| was.until > at) {
        match was.why {
            Why::Restored => {
                read.remove(&was.line);
            }
            Why::Mended
            | Why::Replaced
            | Why::Undone
            | Why::Split
            | Why::Joined
            | Why::Struck
            | Why::Corrected(_) => {
                let begun = transcript.line(&was.line).map(|l| l.at);
                let begun = begun.or_else(|| transcript.struck(&was.line).map(|s| s.line.at));
                if begun.is_some_and(|begun| begun <= at) {
                    read.insert(
                        was.line.clone(),
                        Reads::of(&was.speaker, was.kind, &was.text),
                    );
                }
            }
        }
    }
    read
}

type Differs = (LineId, Option<Reads>, Option<Reads>);

fn compare(transcript: &Transcript, from: Millis, to: Millis) -> Vec<Differs> {
    let (was, reads) = (read_at(transcript, from), read_at(transcript, to));
    let order = transcript.lines.iter().map(|l| &l.id);
    let order = order.chain(transcript.struck.iter().map(|s| &s.line.id));
    order
        .filter(|id| was.get(id) != reads.get(id))
        .map(|id| (id.clone(), was.get(id).cloned(), reads.get(id).cloned()))
        .collect()
}

/// What both begin with, what is gone, what has come, what both end with.
fn diff(was: &str, reads: &str) -> (String, String, String, String) {
    let (was, reads): (Vec<char>, Vec<char>) = (was.chars().collect(), reads.chars().collect());
    let same = |(a, b): &(&char, &char)| a == b;
    let head = was.iter().zip(&reads).take_while(same).count();
    let rest = was.len().min(reads.len()) - head;
    let ends = was.iter().rev().zip(reads.iter().rev());
    let tail = ends.take(rest).take_while(same).count();
    let part = |of: &[char], from: usize, to: usize| -> String {
        of.get(from..to).unwrap_or_default().iter().collect()
    };
    (
        part(&was, 0, head),
        part(&was, head, was.len() - tail),
        part(&reads, head, reads.len() - tail),
        part(&was, was.len() - tail, was.len()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn words_that_were_moved_to_another_are_a_difference() {
        let seat = |id: &str| Speaker::Seat(hearing::SeatId::new(id));
        let text = "我收到了十八万元。";
        let mut transcript = Transcript::default();
        transcript.lines.push(hearing::transcript::TranscriptLine {
            id: LineId::new("l1"),
            stage: hearing::Stage::Investigation,
            speaker: seat("defendant"),
            kind: LineKind::Speech,
            text: text.to_owned(),
            at: 10,
            rev: 2,
            exhibit: None,
            said: None,
            proposed: None,
        });
        transcript.history.push(hearing::transcript::Revision {
            line: LineId::new("l1"),
            rev: 1,
            speaker: seat("plaintiff"),
            kind: LineKind::Speech,
            text: text.to_owned(),
            by: hearing::Actor::System,
            until: 20,
            why: Why::Mended,
        });
        let moved = (
            LineId::new("l1"),
            Some(Reads::of(&seat("plaintiff"), LineKind::Speech, text)),
            Some(Reads::of(&seat("defendant"), LineKind::Speech, text)),
        );
        assert_eq!(compare(&transcript, 15, 25), [moved]);
        assert_eq!(compare(&transcript, 21, 25), []);
    }

    #[wasm_bindgen_test]
    fn what_differs_is_what_was_changed() {
        let of = |was, reads| {
            let (head, gone, come, tail) = diff(was, reads);
            [head, gone, come, tail].join("|")
        };
        assert_eq!(
            of("收到十八万元。", "收到十八万八千元。"),
            "收到十八万||八千|元。"
        );
        assert_eq!(of("同", "同"), "同|||");
        assert_eq!(of("", "新"), "||新|");
        assert_eq!(of("啊啊", "啊"), "啊|啊||");
    }
}
