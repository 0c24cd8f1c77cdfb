//! What a whole file says of itself.

use kaiting_journal::bundle::Verified;
use leptos::prelude::*;
use serde_json::Value;

use super::Looked;
use super::key::Key;
use crate::text::verify as words;
use crate::ui::{Icon, day_and_time};

#[component]
pub fn Whole(looked: Looked) -> impl IntoView {
    let Looked { name, found } = looked;
    let file = found.as_ref().as_ref().ok()?;
    let (case, title) = case_of(file);
    let hearing = file.hearing.clone();
    let span = file.entries.first().zip(file.entries.last());
    let span = span.map(|(first, last)| (day_and_time(first.at_ms), day_and_time(last.at_ms)));
    let count = file.entries.len();
    let sealed = file.checkpoints.last().map(|seal| day_and_time(seal.at));
    let documents = file.documents.len();
    let id = file.key_id.clone();
    Some(view! {
        <div class="verdict verdict--whole" data-verdict="whole">
            <h2 class="verdict-word"><Icon name="check" /><span>{words::whole}</span></h2>
            <dl class="verdict-facts">
                <div><dt>{words::file}</dt><dd>{name}</dd></div>
                {case.map(|case| view! { <div><dt>{words::case}</dt><dd>{case}" "{title}</dd></div> })}
                <div><dt>{words::hearing}</dt><dd>{hearing}</dd></div>
                <div>
                    <dt>{words::records}</dt>
                    <dd>
                        <span class="num" data-records="">{count}</span>
                        {span.map(|(first, last)| view! { <span class="verdict-span num">{first}" – "{last}</span> })}
                    </dd>
                </div>
                <div><dt>{words::sealed}</dt><dd class="num">{sealed}</dd></div>
                <div><dt>{words::listed}</dt><dd class="num">{documents}</dd></div>
            </dl>
            <Key id />
        </div>
    })
}

/// The case as the first record has it.
fn case_of(file: &Verified) -> (Option<String>, Option<String>) {
    let first = file.entries.first();
    let body = first.and_then(|entry| serde_json::from_str::<Value>(&entry.body).ok());
    let case = body
        .as_ref()
        .and_then(|body| body.pointer("/event/hearing_scheduled/matter/case"));
    let word = |name: &str| Some(case?.get(name)?.as_str()?.to_owned());
    (word("number"), word("title"))
}
