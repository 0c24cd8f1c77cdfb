//! The keys of the clerk's box, and the list of them. None is one that a browser keeps for itself, none is a letter that
//! an input method would take, and while it composes none does anything.

use hearing::transcript::Speaker;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::desk::{Desk, Mode};
use super::speaker_keys::{Person, at_key};
use super::tools::Tool;
use super::versions::VersionsOpen;
use crate::text::{common, editor as words};

/// While an input method is composing, browsers report this key code and nothing else can be trusted.
const COMPOSING: u32 = 229;

pub type Places = (RwSignal<Tool>, RwSignal<bool>, Option<VersionsOpen>);

/// Whether the key was ours.
pub fn pressed(
    desk: Desk,
    event: &KeyboardEvent,
    people: Memo<Vec<Person>>,
    (tool, list, versions): Places,
    enter: &impl Fn(),
) -> bool {
    if event.is_composing() || event.key_code() == COMPOSING {
        return false;
    }
    let (key, code) = (event.key(), event.code());
    // ⌘ where there is one.
    let (ctrl, alt) = (event.ctrl_key() || event.meta_key(), event.alt_key());
    let mending = desk
        .mode
        .with_untracked(|mode| matches!(mode, Mode::Mending(_)));
    let inserting = desk
        .mode
        .with_untracked(|mode| matches!(mode, Mode::Inserting(_) | Mode::Taking(_)));
    let (from, to) = desk.caret();
    let length = desk.text.with_untracked(|text| text.chars().count());
    match (key.as_str(), ctrl, alt) {
        ("Enter", true, false) if mending => desk.split(),
        ("Enter", false, true) => {
            let behind = desk
                .base()
                .map(|line| line.id)
                .or_else(|| desk.beside(true));
            if let Some(behind) = behind {
                desk.insert_behind(behind);
            }
        }
        ("Enter", false, false) if !event.shift_key() => enter(),
        ("ArrowUp", false, true) => desk.go(true),
        ("ArrowDown", false, true) => desk.go(false),
        ("Escape", false, false) if mending || inserting => desk.close(),
        ("Escape", false, false) if list.get_untracked() => list.set(false),
        ("Backspace", false, false) if mending && (from, to) == (0, 0) && length > 0 => {
            desk.join(true);
        }
        ("Delete", false, false) if mending && from == to && to == length && length > 0 => {
            desk.join(false);
        }
        ("F10", false, false) => desk.speaker.set(Speaker::Nobody),
        (_, true, false) => match code.as_str() {
            // A box with something of its own in it takes that back by itself.
            "KeyZ" if !event.shift_key() && nothing_typed(desk) => desk.undo(),
            "KeyF" => tool.set(Tool::Find),
            "KeyH" => tool.set(Tool::Replace),
            "KeyG" => tool.set(Tool::Jump),
            "KeyS" => super::phrases::keep(desk),
            "Slash" => list.update(|open| *open = !*open),
            _ => return false,
        },
        (_, false, true) if code == "KeyJ" => desk.accept(None),
        (_, false, true) if code == "KeyL" => desk.accept_changed(None),
        (_, false, true) if code == "KeyK" => desk.dismiss(None),
        (_, false, true) if code == "KeyY" => desk.turn_interpreted(),
        (_, false, true) if code == "KeyV" => match versions {
            Some(VersionsOpen(open)) => open.update(|open| *open = !*open),
            None => return false,
        },
        (key, false, false) => {
            let seat = at_key(key, event.shift_key()).and_then(|at| {
                people.with_untracked(|people| people.get(at).map(|(seat, ..)| seat.clone()))
            });
            match seat {
                Some(seat) => desk.speaks(seat),
                None => return false,
            }
        }
        _ => return false,
    }
    true
}

/// The box is empty, or reads as the line that is open.
fn nothing_typed(desk: Desk) -> bool {
    match desk.base() {
        Some(_) => !desk.is_changed(),
        None => desk.text.with_untracked(String::is_empty),
    }
}

type Shortcut = (&'static str, fn() -> &'static str);

const LIST: [Shortcut; 23] = [
    ("(⇧) F1 … F4, F7 … F9", words::key_speaker),
    ("F10", words::key_nobody),
    ("Alt Y", words::key_interpreted),
    ("Enter", words::key_enter),
    ("Shift Enter", words::key_newline),
    ("Alt ↑ ↓", words::key_go),
    ("Alt Enter", words::key_insert),
    ("Ctrl Enter", words::key_split),
    ("Backspace", words::key_join_up),
    ("Delete", words::key_join_down),
    ("Esc", words::key_leave),
    ("Alt J", words::key_accept),
    ("Alt L", words::key_accept_changed),
    ("Alt K", words::key_dismiss),
    ("Ctrl Z", words::key_undo),
    ("；1 ；；1 ；001", words::key_phrase),
    ("Ctrl S", words::key_keep_phrase),
    ("Ctrl F", words::key_find),
    ("Ctrl F Enter", words::key_open_found),
    ("Ctrl H", words::key_replace),
    ("Ctrl G", words::key_jump),
    ("Ctrl G Ctrl Enter", words::key_open_there),
    ("Alt V", words::key_versions),
];

#[component]
pub fn KeyList(open: RwSignal<bool>, desk: Desk) -> impl IntoView {
    let close = move || {
        open.set(false);
        desk.focus();
    };
    view! {
        <section class="editor-keys" role="dialog" aria-label=words::keys data-panel="editor-keys"
            on:keydown=move |event| if event.key() == "Escape" { close() }>
            <header>
                <h3>{words::keys}</h3>
                <button type="button" class="press press--quiet press--dense" data-act="close-keys" on:click=move |_| close()>
                    <kbd>"Esc"</kbd><span>{common::close}</span>
                </button>
            </header>
            <dl>
                {LIST.iter().map(|(key, word)| view! { <dt><kbd>{*key}</kbd></dt><dd>{*word}</dd> }).collect_view()}
            </dl>
        </section>
    }
}
