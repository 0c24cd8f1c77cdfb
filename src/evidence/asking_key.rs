//! A key on an exhibit that asks its question before something enters the record.

use hearing::ExhibitId;
use leptos::prelude::*;

use super::question::Question;
use crate::ui::Doing;

/// There for whom the rules would let do it (`may`). The children are the fields of its question.
#[component]
pub fn AskingKey(
    act: &'static str,
    exhibit: StoredValue<ExhibitId>,
    key: fn() -> &'static str,
    may: Memo<bool>,
    doing: Doing,
    #[prop(into)] title: Signal<String>,
    words: fn() -> &'static str,
    answer: fn() -> &'static str,
    #[prop(into)] ready: Signal<bool>,
    #[prop(into)] yes: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Show when=move || may.get()>
            <button type="button" class="press press--dense" data-act=act data-of=exhibit.get_value().to_string()
                aria-busy=move || doing.busy() on:click=move |_| doing.ask(open)>
                {move || doing.word(key)}
            </button>
        </Show>
        <Question open title words answer ready yes>{children()}</Question>
    }
}
