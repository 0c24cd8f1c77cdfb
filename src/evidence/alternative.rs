//! 文字说明 (R52): what a picture shows, in words, to be changed by who filed it until the hearing opens.

use hearing::{Command, ExhibitId};
use leptos::prelude::*;

use super::question::{Question, Words};
use crate::session::use_session;
use crate::text::proof;
use crate::ui::doing;

#[component]
pub fn AlternativePress(id: ExhibitId) -> impl IntoView {
    let session = use_session();
    let id = StoredValue::new(id);
    let text = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let doing = doing();
    let describe = move |text_alternative: String| Command::DescribeExhibit {
        exhibit: id.get_value(),
        text_alternative,
    };
    // A text that nobody has written: asked only whether one may.
    let may = session.accepts(move || Some(describe("\u{2060}".to_owned())));
    let ask = move |_| {
        let known = session.peek(|h| {
            h.exhibit(&id.get_value())
                .map(|e| e.text_alternative.clone())
        });
        text.set(known.unwrap_or_default());
        doing.ask(open);
    };
    view! {
        <Show when=move || may.get()>
            <button type="button" class="press press--dense" data-act="describe-exhibit" data-of=id.get_value().to_string()
                aria-busy=move || doing.busy() on:click=ask>
                {move || doing.word(proof::alternative_edit)}
            </button>
        </Show>
        <Question open title=Signal::derive(|| proof::alternative_title().to_owned()) words=proof::alternative_words answer=proof::save
            ready=Signal::derive(|| true) yes=Callback::new(move |()| doing.start(describe(text.get_untracked())))>
            <Words field="text-alternative" label=proof::alternative value=text rows=4 note=proof::alternative_note />
        </Question>
    }
}
