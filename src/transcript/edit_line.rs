//! The clerk mends a line. When somebody else was quicker, both texts are shown and nothing is overwritten.

use hearing::transcript::TranscriptLine;
use hearing::{Command, LineId};
use leptos::prelude::*;

use crate::session::{Sent, use_session};
use crate::text::{Word as _, common, refusals, transcript as words};
use crate::ui::Frame;

#[component]
pub fn EditLine(line: RwSignal<Option<LineId>>) -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let base = RwSignal::new(None::<TranscriptLine>);
    let text = RwSignal::new(String::new());
    let under_way = RwSignal::new(None::<ArcRwSignal<Sent>>);
    let trouble = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if let Some(id) = line.get() {
            let found = session.peek(|h| h.line(&id).cloned());
            text.set(found.as_ref().map(|l| l.text.clone()).unwrap_or_default());
            base.set(found);
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
    Effect::new(move |_| match under_way.get().map(|sent| sent.get()) {
        Some(Sent::Acknowledged) => {
            under_way.set(None);
            open.set(false);
        }
        Some(Sent::Refused(refusal)) => {
            under_way.set(None);
            trouble.set(Some(refusals::refusal(&refusal)));
        }
        Some(Sent::Pending) | None => {}
    });
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(from) = newer.get_untracked().or_else(|| base.get_untracked()) else {
            return;
        };
        base.set(Some(from.clone()));
        under_way.set(Some(session.send(Command::EditLine {
            line: from.id,
            base_rev: from.rev,
            speaker: from.speaker,
            kind: from.kind,
            text: text.get_untracked(),
        })));
    };
    view! {
        <Frame open title=words::edit_line.text() words=Signal::stored(String::new())>
            <form on:submit=save>
                <label class="field">
                    <span>{words::edit}</span>
                    <textarea rows="4" maxlength="4000" data-field="line-text" prop:value=move || text.get()
                        on:input:target=move |event| text.set(event.target().value())></textarea>
                </label>
                {move || newer.get().map(|now| view! { <p class="guard-note" role="alert">{words::changed_meanwhile} " " {now.text}</p> })}
                {move || trouble.get().map(|words| view! { <p class="guard-note" role="alert">{words}</p> })}
                <div class="panel-acts">
                    <button type="button" class="press" data-act="ask-no" on:click=move |_| open.set(false)>{common::cancel}</button>
                    <button type="submit" class="press press--now" data-act="save-line">{words::save}</button>
                </div>
            </form>
        </Frame>
    }
}
