//! The clerk mends a line: its words, and who said them. When somebody else was quicker, both texts are shown and nothing
//! is overwritten unseen.

use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use hearing::{Command, LineId};
use leptos::prelude::*;

use super::speaker_choice::SpeakerChoice;
use crate::session::use_session;
use crate::text::{Word as _, common, refusals, transcript as words};
use crate::ui::{Frame, doing_quietly, use_toasts};

#[component]
pub fn EditLine(line: RwSignal<Option<LineId>>) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let base = RwSignal::new(None::<TranscriptLine>);
    let text = RwSignal::new(String::new());
    // None: as the line has it, whoever changes it meanwhile.
    let chosen = RwSignal::new(None::<Speaker>);
    let trouble = RwSignal::new(None::<String>);
    // While an answer is under way the question may be closed, or be about another line by then.
    let saving = StoredValue::new(None::<LineId>);
    let still_open = move || {
        let line = base.with_untracked(|base| base.as_ref().map(|line| line.id.clone()));
        open.get_untracked() && line == saving.get_value()
    };
    let doing = doing_quietly(move || {
        if still_open() {
            open.set(false);
        }
    });
    Effect::new(move |_| {
        if let Some(words) = doing.refused().map(|refusal| refusals::refusal(&refusal)) {
            if still_open() {
                trouble.set(Some(words));
            } else {
                toasts.say(words);
            }
        }
    });
    Effect::new(move |_| {
        if let Some(id) = line.get() {
            let found = session.peek(|h| h.line(&id).cloned());
            text.set(found.as_ref().map(|l| l.text.clone()).unwrap_or_default());
            base.set(found);
            chosen.set(None);
            trouble.set(None);
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            line.set(None);
        }
    });
    // The line as it is now, when that is not what the edit began with.
    let newer = Memo::new(move |_| {
        let base = base.get()?;
        session.with(|h| h.line(&base.id).filter(|now| now.rev != base.rev).cloned())
    });
    let speaker = Signal::derive(move || {
        let of_line = || newer.get().or_else(|| base.get()).map(|line| line.speaker);
        chosen.get().or_else(of_line).unwrap_or(Speaker::Nobody)
    });
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(from) = newer.get_untracked().or_else(|| base.get_untracked()) else {
            return;
        };
        if untrack(|| doing.pending()) && still_open() {
            return;
        }
        saving.set_value(Some(from.id.clone()));
        base.set(Some(from.clone()));
        trouble.set(None);
        let speaker = untrack(|| speaker.get());
        doing.add(Command::EditLine {
            line: from.id,
            base_rev: from.rev,
            kind: kind_for(from.kind, &speaker),
            speaker,
            text: text.get_untracked(),
        });
    };
    view! {
        <Frame open title=words::edit_line.text() words=Signal::stored(String::new())>
            <form on:submit=save>
                <SpeakerChoice speaker choose=Callback::new(move |speaker| chosen.set(Some(speaker))) />
                <label class="field">
                    <span>{words::edit}</span>
                    <textarea rows="4" maxlength="4000" data-field="line-text" prop:value=move || text.get()
                        on:input:target=move |event| text.set(event.target().value())></textarea>
                </label>
                {move || newer.get().map(|now| view! { <p class="guard-note" role="alert">{words::changed_meanwhile} " " {now.text}</p> })}
                {move || trouble.get().map(|words| view! { <p class="guard-note" role="alert">{words}</p> })}
                <div class="panel-acts">
                    <button type="button" class="press" data-act="ask-no" on:click=move |_| open.set(false)>{common::cancel}</button>
                    <button type="submit" class="press press--now" data-act="save-line" aria-busy=move || doing.busy()>
                        {move || doing.word(words::save)}
                    </button>
                </div>
            </form>
        </Frame>
    }
}

/// What somebody says is speech, what nobody says is an act; a ruling, an exhibit or an incident stays what it is.
fn kind_for(kind: LineKind, speaker: &Speaker) -> LineKind {
    match (kind, speaker) {
        (LineKind::Speech | LineKind::Interpreted, Speaker::Nobody) => LineKind::Act,
        (LineKind::Act, Speaker::Seat(_)) => LineKind::Speech,
        (
            LineKind::Speech
            | LineKind::Interpreted
            | LineKind::Act
            | LineKind::Ruling
            | LineKind::Exhibit
            | LineKind::Incident
            | LineKind::Heading,
            Speaker::Seat(_) | Speaker::Nobody,
        ) => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearing::SeatId;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_kind_follows_who_speaks() {
        let seat = Speaker::Seat(SeatId::new("defendant"));
        assert_eq!(kind_for(LineKind::Act, &seat), LineKind::Speech);
        assert_eq!(kind_for(LineKind::Speech, &Speaker::Nobody), LineKind::Act);
        assert_eq!(kind_for(LineKind::Ruling, &seat), LineKind::Ruling);
        assert_eq!(
            kind_for(LineKind::Interpreted, &seat),
            LineKind::Interpreted
        );
    }
}
