//! 改动: what was changed in the record, by whom, when and why (R58).

use std::collections::BTreeMap;

use hearing::transcript::{Correction, TranscriptLine, Why};
use hearing::{Actor, Hearing, LineId, Millis};
use leptos::prelude::*;

use super::compare::{Compare, Diff, Reads};
use crate::links::use_links;
use crate::session::use_session;
use crate::text::{common, editor as words};
use crate::ui::clock_time;
use crate::view::use_view;

/// Changes that are listed; all of them stand in the file.
pub(super) const LISTED: usize = 200;

/// Whether the changes are open, for who has a key to them.
#[derive(Clone, Copy)]
pub struct VersionsOpen(pub RwSignal<bool>);

pub fn provide_versions() -> VersionsOpen {
    let open = VersionsOpen(RwSignal::new(false));
    provide_context(open);
    open
}

/// There is something to compare once something was changed.
#[component]
pub fn VersionsKey() -> impl IntoView {
    let VersionsOpen(open) = expect_context::<VersionsOpen>();
    let session = use_session();
    let changed = session.select(|h| h.transcript.history.len() + put_in(h).count());
    view! {
        <Show when=move || { changed.get() > 0 }>
            <button type="button" class="press press--quiet press--dense versions-key" data-act="versions" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>
                <span>{words::versions}</span><span class="num">{move || changed.get()}</span>
            </button>
        </Show>
    }
}

#[derive(Clone, PartialEq)]
struct Change {
    line: LineId,
    number: Option<usize>,
    at: Millis,
    by: String,
    why: Why,
    was: Reads,
    reads: Reads,
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
    let mut next = BTreeMap::<&LineId, Reads>::new();
    let struck = transcript.struck.iter().map(|s| &s.line);
    for line in transcript.lines.iter().chain(struck) {
        next.insert(&line.id, Reads::of(&line.speaker, line.kind, &line.text));
    }
    let mut changes: Vec<Change> = put_in(h)
        .filter_map(|(line, c)| {
            let decision = c.decision.as_ref()?;
            // What was changed of it since stands among the rest.
            let first = transcript.revisions(&line.id).next();
            let reads = match first {
                Some(was) => Reads::of(&was.speaker, was.kind, &was.text),
                None => Reads::of(&line.speaker, line.kind, &line.text),
            };
            let by = h.seat(&decision.by);
            Some(Change {
                line: line.id.clone(),
                number: numbers.get(&line.id).copied(),
                at: line.at,
                by: by.map(|s| s.name.clone()).unwrap_or_default(),
                why: Why::Corrected(c.id.clone()),
                was: Reads::default(),
                reads,
            })
        })
        .collect();
    for was in transcript.history.iter().rev() {
        let read = Reads::of(&was.speaker, was.kind, &was.text);
        let reads = next.insert(&was.line, read.clone()).unwrap_or_default();
        let by = match &was.by {
            Actor::Seat(seat) => h.seat(seat).map(|s| s.name.clone()).unwrap_or_default(),
            Actor::System => String::new(),
        };
        let (read, reads) = match was.why {
            Why::Struck => (read, Reads::default()),
            Why::Restored => (Reads::default(), read),
            Why::Mended
            | Why::Replaced
            | Why::Undone
            | Why::Split
            | Why::Joined
            | Why::Corrected(_) => (read, reads),
        };
        changes.push(Change {
            line: was.line.clone(),
            number: numbers.get(&was.line).copied(),
            at: was.until,
            by,
            why: was.why.clone(),
            was: read,
            reads,
        });
        if changes.len() >= LISTED {
            break;
        }
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.at));
    changes
}

/// 补记: the lines that granted corrections have put in.
pub(super) fn put_in(h: &Hearing) -> impl Iterator<Item = (&TranscriptLine, &Correction)> {
    let granted = h.transcript.corrections.iter().filter(|c| c.is_granted());
    granted.filter_map(|c| Some((h.transcript.line(&c.put_in()?)?, c)))
}
