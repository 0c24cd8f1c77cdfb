//! 提示、警告: the court wants somebody back who has left its page. It rings, and stands there until he looks.

use hearing::PromptKind;
use leptos::prelude::*;

use crate::check_in::ringing;
use crate::session::use_session;
use crate::text::away as words;
use crate::ui::Icon;

#[component]
pub fn Prompted() -> impl IntoView {
    let session = use_session();
    // Of how many prompts, and of what kind the last one is.
    let prompt = session.mine(|_, me| {
        let absence = me.open_absence().filter(|a| a.is_away() && me.is_here())?;
        let last = absence.prompts.last()?;
        Some((absence.prompts.len(), last.kind))
    });
    let prompt = Memo::new(move |_| prompt.get().flatten());
    move || prompt.get().map(|(_, kind)| view! { <Call kind /> })
}

#[component]
fn Call(kind: PromptKind) -> impl IntoView {
    let silence = StoredValue::new_local(ringing(untrack(words::come_back)));
    on_cleanup(move || {
        silence.try_with_value(|silence| silence.call0(&wasm_bindgen::JsValue::NULL).is_ok());
    });
    view! {
        <section class="summons" role="alert" data-prompted="">
            <Icon name="bell" />
            <p>
                <b>{words::come_back}</b>
                <span>{move || words::prompt_words(kind)}</span>
            </p>
        </section>
    }
}
