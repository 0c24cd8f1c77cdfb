//! The clerk's page: speaker keys above, the lines, the box, phrases below. Hands stay on the keyboard.

use gloo::timers::callback::Interval;
use hearing::Millis;
use leptos::prelude::*;

use super::desk::{Desk, Mode};
use super::editor_keys::{KeyList, pressed};
use super::heard::Heard;
use super::import::Import;
use super::interpreted::InterpretedKey;
use super::kept::keep_box;
use super::lines::Lines;
use super::mode_bar::ModeBar;
use super::not_taken::NotTaken;
use super::phrases::{Phrases, bank, expand};
use super::speaker_keys::{SpeakerKeys, people};
use super::tools::{Tool, Tools};
use crate::session::use_session;
use crate::text::{editor, record_import, transcript as words};

/// How often it is said that a line is still open (ms); the court lets go of it after eight seconds.
const STILL_OPEN: u32 = 3_000;

#[component]
pub fn Editor() -> impl IntoView {
    let session = use_session();
    let people = people();
    let desk = Desk::new(session);
    provide_context(desk);
    let tool = RwSignal::new(Tool::None);
    let keys_open = RwSignal::new(false);
    let import_open = RwSignal::new(false);
    let versions_open = use_context::<super::versions::VersionsOpen>();
    // When the first letter of what is being typed came: then it is being said.
    let begun = StoredValue::new(None::<Millis>);
    keep_box(desk);
    hold_line(desk);
    // Who has the floor is who speaks, until the clerk says otherwise; a line that is being mended has its speaker.
    let floor = session.select(|h| h.floor.clone());
    Effect::new(move |_| {
        if let Some(seat) = floor.get()
            && desk
                .mode
                .with_untracked(|mode| !matches!(mode, Mode::Mending(_) | Mode::Taking(_)))
        {
            desk.speaks(seat);
        }
    });
    let bank = bank(session);
    let typed = move |value: String| {
        if value.is_empty() {
            begun.set_value(None);
        } else if begun.get_value().is_none() {
            begun.set_value(Some(session.now()));
        }
        // What an input method has not finished is nobody's text yet, and must not be touched.
        if desk.composing.get_untracked() {
            return;
        }
        let (caret, _) = desk.caret();
        match bank.with_untracked(|bank| expand(&value, caret, bank)) {
            Some(whole) => desk.fill(&whole.text, Some(whole.caret)),
            None => desk.text.set(value),
        }
    };
    let enter = move || {
        let since = begun.get_value();
        begun.set_value(None);
        desk.enter(since);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if desk.composing.get_untracked() {
            return;
        }
        let places = (tool, keys_open, versions_open);
        if pressed(desk, &event, people, places, &enter) {
            event.prevent_default();
        }
    };
    let speaker = desk.speaker;
    view! {
        <SpeakerKeys people speaker />
        <Tools desk tool />
        <Lines edit=true corrections=false />
        <Heard desk />
        <NotTaken />
        <form class="compose" class:compose--mending=move || desk.mode.with(|mode| *mode != Mode::Writing)
            on:submit=move |event: web_sys::SubmitEvent| { event.prevent_default(); enter(); }>
            <ModeBar desk />
            <textarea
                class="compose-text"
                data-editor=""
                data-ready=""
                rows="2"
                maxlength="4000"
                aria-label=words::typing_here
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Control+Enter Alt+Enter Alt+J Alt+K Alt+L Alt+Y Control+Z Control+F Control+H Control+G Control+Slash"
                placeholder=words::typing_here
                node_ref=desk.line_box
                prop:value=move || desk.text.get()
                on:input:target=move |event| typed(event.target().value())
                on:compositionstart=move |_| desk.composing.set(true)
                on:compositionend:target=move |event| { desk.composing.set(false); typed(event.target().value()); }
                on:keydown=on_key
            ></textarea>
            <p class="compose-acts">
                <button type="submit" class="press press--now press--dense" data-act="write-line">
                    {move || if desk.mode.with(|mode| matches!(mode, Mode::Mending(_))) { words::save() } else { words::enter() }}
                </button>
                <kbd>"Enter"</kbd>
                <InterpretedKey desk />
            </p>
        </form>
        <p class="compose-said" role="status" data-said="">{move || desk.said.get().map(|words| words())}</p>
        <p class="editor-import">
            <button type="button" class="phrases-group" data-act="import-record" aria-expanded=move || import_open.get().to_string()
                on:click=move |_| import_open.update(|open| *open = !*open)>{record_import::import}</button>
        </p>
        <Phrases desk bank />
        <p class="editor-foot">
            <button type="button" class="press press--quiet press--dense" data-act="editor-keys" aria-expanded=move || keys_open.get().to_string()
                on:click=move |_| keys_open.update(|open| *open = !*open)>
                <kbd>"Ctrl /"</kbd><span>{editor::keys}</span>
            </button>
        </p>
        <Show when=move || keys_open.get()><KeyList open=keys_open desk /></Show>
        <Show when=move || import_open.get()><Import desk open=import_open /></Show>
    }
}

/// While a line is open, the others who type are told of it.
fn hold_line(desk: Desk) {
    let session = desk.session;
    let open = Memo::new(move |_| {
        desk.mode.with(|mode| match mode {
            Mode::Mending(base) => Some(base.id.clone()),
            Mode::Writing | Mode::Inserting(_) | Mode::Taking(_) => None,
        })
    });
    let beat = StoredValue::new_local(None::<Interval>);
    Effect::new(move |before: Option<bool>| {
        let line = open.get();
        let has = line.is_some();
        if has || before == Some(true) {
            session.writing(line.clone());
        }
        let again =
            line.map(|line| Interval::new(STILL_OPEN, move || session.writing(Some(line.clone()))));
        beat.set_value(again);
        has
    });
    on_cleanup(move || {
        let _ = beat.try_update_value(Option::take);
        session.writing(None);
    });
}
