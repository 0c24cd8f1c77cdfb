//! 常用语: typed as ；1 … ；6 in the line, or pressed.

use leptos::prelude::*;

use crate::text::transcript as words;

/// The line with a phrase in place of the sign just typed at its end; none when there is no sign.
pub fn expanded(text: &str) -> Option<String> {
    let digit = text.chars().last()?.to_digit(10)?;
    let phrase = words::PHRASES.get(usize::try_from(digit).ok()?.checked_sub(1)?)?;
    let before = text.get(..text.len() - 1)?;
    let start = before
        .strip_suffix('；')
        .or_else(|| before.strip_suffix(';'))?;
    Some(format!("{start}{phrase}"))
}

#[component]
pub fn Phrases(text: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="phrases">
            <h3>{words::phrases}</h3>
            <ul>
                {words::PHRASES.into_iter().enumerate().map(|(at, phrase)| view! {
                    <li>
                        <button type="button" class="phrase" data-act="phrase" on:click=move |_| text.update(|t| t.push_str(phrase))>
                            <kbd>{format!("；{}", at + 1)}</kbd><span>{phrase}</span>
                        </button>
                    </li>
                }).collect_view()}
            </ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::expanded;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_sign_at_the_end_becomes_its_phrase() {
        assert_eq!(expanded("以上；1").as_deref(), Some("以上记录在案。"));
        assert_eq!(expanded(";2").as_deref(), Some("无异议。"));
        for text in ["", "；", "；0", "；9", "共2", "；1。"] {
            assert_eq!(expanded(text), None, "{text}");
        }
    }
}
