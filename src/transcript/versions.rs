//! 改动: what was changed in the record, by whom, when and why; and two versions of it beside each other (R58).

use std::collections::{BTreeMap, BTreeSet};

use hearing::transcript::{Transcript, Why};
use hearing::{Actor, Hearing, LineId, Millis};
use leptos::prelude::*;

use crate::links::use_links;
use crate::session::use_session;
use crate::text::{common, editor as words};
use crate::ui::clock_time;
use crate::view::use_view;

/// Changes that are listed; all of them stand in the file.
const LISTED: usize = 200;

/// Whether the changes are open, for who has a key to them.
#[derive(Clone, Copy)]
pub struct VersionsOpen(pub RwSignal<bool>);

pub fn provide_versions() -> VersionsOpen {
    let open = VersionsOpen(RwSignal::new(false));
    provide_context(open);
    open
}

#[derive(Clone, PartialEq)]
struct Change {
    line: LineId,
    number: Option<usize>,
    at: Millis,
    by: String,
    why: Why,
    was: String,
    reads: String,
}

#[component]
pub fn Versions() -> impl IntoView {
    let VersionsOpen(open) = expect_context::<VersionsOpen>();
    let session = use_session();
    let changes = session.select(changes);
    let close = move || {
        open.set(false);
        if let Some(desk) = use_context::<super::desk::Desk>() {
            desk.focus();
        }
    };
    view! {
        <section class="versions" role="dialog" aria-label=words::versions data-panel="versions" tabindex="-1"
            on:keydown=move |event| if event.key() == "Escape" { close() }>
            <header>
                <h3>{words::versions}</h3>
                <button type="button" class="press press--quiet press--dense" data-act="close-versions" on:click=move |_| close()>
                    <kbd>"Esc"</kbd><span>{common::close}</span>
                </button>
            </header>
            <p class="note">{words::versions_note}</p>
            <Compare />
            <Show when=move || changes.with(Vec::is_empty)><p class="note">{words::versions_none}</p></Show>
            <ol class="changes">
                {move || changes.get().into_iter().map(|change| view! { <ChangeRow change /> }).collect_view()}
            </ol>
        </section>
    }
}

#[component]
fn ChangeRow(change: Change) -> impl IntoView {
    let links = use_links();
    let place = use_view();
    let Change {
        line,
        number,
        at,
        by,
        why,
        was,
        reads,
    } = change;
    let id = line.to_string();
    view! {
        <li data-change=id>
            <p class="changes-head">
                <time class="num">{clock_time(at)}</time>
                <span>{by}</span>
                <b>{move || words::why(&why)}</b>
                {number.map(|number| view! {
                    <button type="button" class="press press--quiet press--dense" data-act="change-line"
                        on:click=move |_| links.to_line(place, line.clone())>{move || words::line_number(number)}</button>
                })}
            </p>
            <Diff was reads />
        </li>
    }
}

#[component]
fn Diff(was: String, reads: String) -> impl IntoView {
    let (head, gone, come, tail) = diff(&was, &reads);
    view! {
        <p class="diff">
            <span>{head}</span>
            {(!gone.is_empty()).then(|| view! { <del>{gone}</del> })}
            {(!come.is_empty()).then(|| view! { <ins>{come}</ins> })}
            <span>{tail}</span>
        </p>
    }
}

/// Two versions of the whole: of each line that differs, what it read at the one time and at the other.
#[component]
fn Compare() -> impl IntoView {
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

/// The newest first.
fn changes(h: &Hearing) -> Vec<Change> {
    let transcript = &h.transcript;
    let numbers: BTreeMap<&LineId, usize> = transcript
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| (&line.id, at + 1))
        .collect();
    // Of each line what it read next: the next revision, or what it reads now.
    let mut next = BTreeMap::<&LineId, &str>::new();
    let struck = transcript.struck.iter().map(|s| &s.line);
    for line in transcript.lines.iter().chain(struck) {
        next.insert(&line.id, &line.text);
    }
    let mut changes = Vec::new();
    for was in transcript.history.iter().rev() {
        let reads = next.insert(&was.line, &was.text).unwrap_or_default();
        let by = match &was.by {
            Actor::Seat(seat) => h.seat(seat).map(|s| s.name.clone()).unwrap_or_default(),
            Actor::System => String::new(),
        };
        let (was_text, reads) = match was.why {
            Why::Struck => (was.text.clone(), String::new()),
            Why::Restored => (String::new(), was.text.clone()),
            Why::Mended
            | Why::Replaced
            | Why::Undone
            | Why::Split
            | Why::Joined
            | Why::Corrected(_) => (was.text.clone(), reads.to_owned()),
        };
        changes.push(Change {
            line: was.line.clone(),
            number: numbers.get(&was.line).copied(),
            at: was.until,
            by,
            why: was.why.clone(),
            was: was_text,
            reads,
        });
        if changes.len() >= LISTED {
            break;
        }
    }
    changes
}

/// Before and after each change there was another version.
fn moments(h: &Hearing) -> Vec<Millis> {
    let opened = h.transcript.sign_off.as_ref().map(|s| s.opened_at);
    let first = h.transcript.lines.iter().map(|line| line.at).min();
    let changed: BTreeSet<Millis> = h.transcript.history.iter().map(|was| was.until).collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let all: BTreeSet<Millis> = changed.into_iter().chain(opened).chain(first).collect();
    let skip = all.len().saturating_sub(LISTED);
    all.into_iter().skip(skip).collect()
}

/// What a line read at a time; none where it was not there.
fn read_at(transcript: &Transcript, at: Millis) -> BTreeMap<LineId, String> {
    let mut read = BTreeMap::new();
    for line in transcript.lines.iter().filter(|line| line.at <= at) {
        read.insert(line.id.clone(), line.text.clone());
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
                    read.insert(was.line.clone(), was.text.clone());
                }
            }
        }
    }
    read
}

type Differs = (LineId, Option<String>, Option<String>);

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
