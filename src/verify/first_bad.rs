//! The first altered record of a file: its number, its time, its words.

use kaiting_journal::bundle::{FirstBad, Told};
use leptos::prelude::*;
use serde_json::Value;

use crate::text::verify as words;
use crate::ui::{Icon, day_and_time};

#[component]
pub fn Bad(name: String, bad: FirstBad) -> impl IntoView {
    let FirstBad {
        seq,
        fault,
        stands,
        before,
    } = bad;
    view! {
        <div class="verdict verdict--bad" data-verdict="bad" data-record=seq.map(|seq| seq.to_string())>
            <h2 class="verdict-word"><Icon name="warn" /><span>{words::altered}</span></h2>
            <p class="verdict-first">
                {move || match seq {
                    Some(seq) => words::first_altered(seq),
                    None => words::elsewhere().to_owned(),
                }}
                " "{move || words::fault(&fault)}
            </p>
            <dl class="verdict-facts">
                <div><dt>{words::file}</dt><dd>{name}</dd></div>
                {stands.map(|told| view! { <Record told word=words::stands what="stands" /> })}
                {before.map(|told| view! { <Record told word=words::before what="before" /> })}
            </dl>
            <p class="step-note">{words::altered_next}</p>
        </div>
    }
}

#[component]
fn Record(told: Told, word: fn() -> &'static str, what: &'static str) -> impl IntoView {
    let said = said(&told.body);
    view! {
        <div data-told=what>
            <dt>{word}</dt>
            <dd>
                <time class="num">{day_and_time(told.at_ms)}</time>
                {said.map(|said| view! { <q class="verdict-said">{said}</q> })}
                <details>
                    <summary>{words::as_it_stands}</summary>
                    <pre class="verdict-raw">{told.body}</pre>
                </details>
            </dd>
        </div>
    }
}

/// What somebody wrote or said in it: the longest of its texts that is in words.
fn said(body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    let mut longest = String::new();
    gather(body.get("event")?, &mut longest);
    (!longest.is_empty()).then_some(longest)
}

fn gather(value: &Value, longest: &mut String) {
    match value {
        Value::String(text) if in_words(text) && text.len() > longest.len() => {
            longest.clone_from(text);
        }
        Value::Array(all) => all.iter().for_each(|one| gather(one, longest)),
        Value::Object(all) => all.values().for_each(|one| gather(one, longest)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Not a hash, an id or the name of a variant.
fn in_words(text: &str) -> bool {
    text.chars()
        .any(|letter| !letter.is_ascii() || letter == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_words_of_a_record_are_found() {
        let body = r#"{"at":1,"by":"court","event":{"line_written":{"line":"0f3a","text":"只收到十八万元","kind":"speech","hash":"ffffffffffffffffffffffffffffffffffffffff"}}}"#;
        assert_eq!(said(body).as_deref(), Some("只收到十八万元"));
        assert_eq!(said(r#"{"event":"session_resumed"}"#), None);
        assert_eq!(said("no json"), None);
    }
}
