//! Documents beside the file: whether they are the ones that its list has.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{Desk, Document};
use crate::text::verify as words;
use crate::ui::Icon;

/// What is found of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    Working,
    Unread,
    /// The list has its digest under this name.
    Listed(String),
    Foreign,
}

#[component]
pub fn Documents() -> impl IntoView {
    let desk = expect_context::<Desk>();
    // The list of a file that is not whole is worth nothing.
    let listed = move || {
        desk.looked.with(|looked| {
            let found = looked.as_ref().and_then(|l| l.found.as_ref().as_ref().ok());
            found.map(|file| file.documents.clone())
        })
    };
    let any = move || desk.documents.with(|all| !all.is_empty());
    view! {
        <section class="verify-part">
            <h2>{words::documents}</h2>
            <p class="step-note">{words::documents_words}</p>
            {move || (any() && listed().is_none()).then(|| view! { <p role="status">{words::whole_first}</p> })}
            {move || desk.lacking.get().into_iter().map(|name| view! {
                <p class="trouble" data-document="lacking"><Icon name="warn" /><span>{move || words::lacking(&name)}</span></p>
            }).collect_view()}
            <ul class="verify-documents" aria-live="polite">
                {move || listed().map(|listed| {
                    desk.documents.get().into_iter().map(|one| {
                        let found = found(&one, &listed);
                        view! { <Row name=one.name found /> }
                    }).collect_view()
                })}
            </ul>
        </section>
    }
}

#[component]
fn Row(name: String, found: Found) -> impl IntoView {
    let (state, good) = match &found {
        Found::Working => ("working", None),
        Found::Unread => ("unread", Some(false)),
        Found::Listed(_) => ("listed", Some(true)),
        Found::Foreign => ("foreign", Some(false)),
    };
    view! {
        <li data-document=state>
            {good.map(|good| view! { <Icon name=if good { "check" } else { "warn" } /> })}
            <span class="verify-name">{name}</span>
            <span class=match good { Some(true) => "verify-good", Some(false) => "verify-bad", None => "" }>
                {move || match &found {
                    Found::Working => words::document_working().to_owned(),
                    Found::Unread => words::document_unread().to_owned(),
                    Found::Listed(as_name) => words::document_listed(as_name),
                    Found::Foreign => words::document_foreign().to_owned(),
                }}
            </span>
        </li>
    }
}

fn found(one: &Document, listed: &BTreeMap<String, [u8; 32]>) -> Found {
    let sha256 = match &one.sha256 {
        None => return Found::Working,
        Some(Err(())) => return Found::Unread,
        Some(Ok(sha256)) => sha256,
    };
    let hex = |digest: &[u8; 32]| {
        digest
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect::<String>()
    };
    if one.packed && listed.get(&one.name).map(hex).as_ref() != Some(sha256) {
        return Found::Foreign;
    }
    let name = listed.iter().find(|(_, digest)| hex(digest) == *sha256);
    name.map_or(Found::Foreign, |(name, _)| Found::Listed(name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_document_is_known_by_its_digest_and_by_nothing_else() {
        let listed = BTreeMap::from([("P1".to_owned(), [0xab; 32])]);
        let one = |sha256| Document {
            name: "P1".to_owned(),
            sha256,
            packed: false,
        };
        assert_eq!(found(&one(None), &listed), Found::Working);
        assert_eq!(
            found(&one(Some(Ok("ab".repeat(32)))), &listed),
            Found::Listed("P1".to_owned())
        );
        assert_eq!(
            found(&one(Some(Ok("cd".repeat(32)))), &listed),
            Found::Foreign
        );
        // In a bundle, not even under the name of another.
        let renamed = Document {
            name: "P2".to_owned(),
            sha256: Some(Ok("ab".repeat(32))),
            packed: true,
        };
        assert_eq!(found(&renamed, &listed), Found::Foreign);
        assert_eq!(found(&one(Some(Err(()))), &listed), Found::Unread);
    }
}
