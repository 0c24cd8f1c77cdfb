//! The clerk's page: speaker keys above, the lines, the line being typed, phrases below. Hands stay on the keyboard.

use hearing::transcript::{LineKind, Speaker};
use hearing::{Command, ExhibitId, LineId};
use leptos::html::Textarea;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::lines::Lines;
use super::phrases::{Phrases, expanded};
use super::speaker_keys::{KEYS, SpeakerKeys, people};
use crate::session::{Sent, Session, drawer, new_id, use_session};
use crate::text::{refusals, transcript as words};
use crate::ui::use_toasts;

/// While an input method is composing, browsers report this key code and nothing else can be trusted.
const COMPOSING: u32 = 229;

#[component]
pub fn Editor() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let people = people();
    let speaker = RwSignal::new(Speaker::Nobody);
    let text = RwSignal::new(String::new());
    let composing = RwSignal::new(false);
    let line_box = NodeRef::<Textarea>::new();
    let sent = RwSignal::new(Vec::<(String, ArcRwSignal<Sent>)>::new());
    keep_draft(session, text);
    // Who has the floor is who speaks, until the clerk says otherwise.
    let floor = session.select(|h| h.floor.clone());
    Effect::new(move |_| {
        if let Some(seat) = floor.get() {
            speaker.set(Speaker::Seat(seat));
        }
    });
    // A line that was not taken comes back into the box, so that no word is typed twice.
    Effect::new(move |_| {
        let mut refused = Vec::new();
        sent.with(|sent| {
            for (line, state) in sent {
                if let Sent::Refused(refusal) = state.get() {
                    refused.push((line.clone(), refusal));
                }
            }
        });
        if sent.with(|sent| sent.iter().any(|(_, state)| state.get() != Sent::Pending)) {
            sent.update(|sent| sent.retain(|(_, state)| state.get_untracked() == Sent::Pending));
        }
        for (line, refusal) in refused {
            toasts.say(refusals::refusal(&refusal));
            text.update(|text| text.insert_str(0, &line));
        }
    });
    let enter = move || {
        let typed = text.with_untracked(|t| t.trim().to_owned());
        if typed.is_empty() {
            return;
        }
        let command = line(session, &typed, speaker.get_untracked());
        let state = session.send(command);
        sent.update(|sent| sent.push((typed, state)));
        text.set(String::new());
        if let Some(line_box) = line_box.get_untracked() {
            let _ = line_box.focus();
        }
    };
    let pressed = move |event: web_sys::KeyboardEvent| {
        if event.is_composing() || composing.get_untracked() || event.key_code() == COMPOSING {
            return;
        }
        let key = event.key();
        if key == "Enter" && !event.shift_key() {
            event.prevent_default();
            enter();
        } else if key == "F10" {
            event.prevent_default();
            speaker.set(Speaker::Nobody);
        } else if let Some(at) = KEYS.iter().position(|known| *known == key)
            && let Some((seat, ..)) = people.get_untracked().get(at)
        {
            event.prevent_default();
            speaker.set(Speaker::Seat(seat.clone()));
        }
    };
    let typed = move |value: String| {
        let whole = Some(&value)
            .filter(|_| !composing.get_untracked())
            .and_then(|v| expanded(v));
        text.set(whole.unwrap_or(value));
    };
    view! {
        <SpeakerKeys people speaker />
        <Lines edit=true corrections=false />
        <form class="compose" on:submit=move |event: web_sys::SubmitEvent| { event.prevent_default(); enter(); }>
            <textarea
                class="compose-text"
                data-editor=""
                data-ready=""
                rows="2"
                maxlength="4000"
                aria-label=words::typing_here
                placeholder=words::typing_here
                node_ref=line_box
                prop:value=move || text.get()
                on:input:target=move |event| typed(event.target().value())
                on:compositionstart=move |_| composing.set(true)
                on:compositionend:target=move |event| { composing.set(false); typed(event.target().value()); }
                on:keydown=pressed
            ></textarea>
            <p class="compose-acts">
                <button type="submit" class="press press--now press--dense" data-act="write-line">{words::enter}</button>
                <kbd>"Enter"</kbd>
            </p>
        </form>
        <Phrases text />
    }
}

/// The line as it goes to the record, with the exhibit it speaks of while that is on show.
fn line(session: Session, typed: &str, speaker: Speaker) -> Command {
    let exhibit: Option<(ExhibitId, u32)> = session.peek(|h| {
        let shown = h.presentation.as_ref()?;
        typed
            .contains(shown.exhibit.as_str())
            .then(|| (shown.exhibit.clone(), shown.view.page))
    });
    let kind = match speaker {
        Speaker::Seat(_) => LineKind::Speech,
        Speaker::Nobody => LineKind::Act,
    };
    Command::WriteLine {
        line: LineId::new(new_id().0),
        after: None,
        speaker,
        kind,
        text: typed.to_owned(),
        exhibit,
    }
}

/// What is being typed outlives a closed tab (R60).
fn keep_draft(session: Session, text: RwSignal<String>) {
    let Some(pass) = session.pass().get_untracked() else {
        return;
    };
    let name = format!("draft/{}/{}", pass.hearing, pass.seat);
    let taken_up = RwSignal::new(false);
    {
        let name = name.clone();
        spawn_local(async move {
            let found = drawer::kept(&name).await.into_iter().next();
            if let Some((_, kept)) =
                found.filter(|_| text.try_with_untracked(String::is_empty) == Some(true))
            {
                text.set(kept);
            }
            let _ = taken_up.try_set(true);
        });
    }
    Effect::new(move |_| {
        let now = text.get();
        if !taken_up.get() {
            return;
        }
        let name = name.clone();
        spawn_local(async move {
            if now.is_empty() {
                drawer::drop(&name).await;
            } else if let Err(error) = drawer::keep(&name, &now).await {
                gloo::console::warn!("the line being typed could not be kept", error);
            }
        });
    });
}
