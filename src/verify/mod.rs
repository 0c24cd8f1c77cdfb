//! 核验电子卷宗: whether a hearing's file is whole, for everybody. It is read in this browser, and sent nowhere.

mod chosen;
mod documents;
mod first_bad;
mod key;
mod receipts;
mod whole;

use std::sync::Arc;

use kaiting_journal::bundle::{FirstBad, Verified};
use leptos::prelude::*;

use crate::check_in::page_title;
use crate::text::{check_in, verify as words};
use crate::ui::{ElderKey, Icon, PreferenceKeys};
use crate::view::use_view;
use chosen::Choose;
use documents::Documents;
use first_bad::Bad;
use receipts::Receipts;
use whole::Whole;

/// A file as it was looked at.
#[derive(Clone)]
struct Looked {
    name: String,
    found: Arc<Result<Verified, FirstBad>>,
}

/// A document that was put beside it.
#[derive(Clone, PartialEq)]
struct Document {
    name: String,
    /// Lower-case hex; none while it is worked out, or where the file could not be read.
    sha256: Option<Result<String, ()>>,
    /// Out of a bundle: it has to be the one of its own name.
    packed: bool,
}

/// What lies on this page. A context of its own.
#[derive(Clone, Copy)]
struct Desk {
    /// The name of the file that is being read.
    reading: RwSignal<Option<String>>,
    looked: RwSignal<Option<Looked>>,
    unread: RwSignal<bool>,
    /// A bundle that is not as it was exported.
    damaged: RwSignal<bool>,
    /// What a bundle's list names, and the bundle does not have.
    lacking: RwSignal<Vec<String>>,
    documents: RwSignal<Vec<Document>>,
    /// Codes from receipts, one to a line.
    codes: RwSignal<String>,
}

#[component]
pub fn VerifyPlace() -> impl IntoView {
    let desk = Desk {
        reading: RwSignal::new(None),
        looked: RwSignal::new(None),
        unread: RwSignal::new(false),
        damaged: RwSignal::new(false),
        lacking: RwSignal::new(Vec::new()),
        documents: RwSignal::new(Vec::new()),
        codes: RwSignal::new(String::new()),
    };
    provide_context(desk);
    page_title(|| words::title().to_owned());
    let view = use_view();
    view! {
        <a class="skip" href="#step">{words::skip}</a>
        <div class="ante" data-place="verify">
            <header class="lintel lintel--bare">
                <p class="case-title">{check_in::house}</p>
                <p class="lintel-tools"><ElderKey /><PreferenceKeys /></p>
            </header>
            <div class="rail rail--bare" aria-hidden="true"></div>
            <main class="step" id="step" tabindex="0">
                <div class="step-body verify-page">
                    <header>
                        <h1>{words::title}</h1>
                        <p class="lead">{words::lead}</p>
                    </header>
                    <Choose />
                    <section aria-live="polite" class="verify-found">
                        {move || desk.reading.get().map(|name| view! { <p role="status">{move || words::reading(&name)}</p> })}
                        <Show when=move || desk.unread.get()>
                            <p class="trouble" role="alert">{words::unread}</p>
                        </Show>
                        <Show when=move || desk.damaged.get()>
                            <p class="trouble" role="alert" data-verdict="damaged">{words::damaged}</p>
                        </Show>
                        {move || desk.looked.get().map(|looked| {
                            let bad = looked.found.as_ref().as_ref().err().cloned();
                            match bad {
                                None => view! { <Whole looked /> }.into_any(),
                                Some(bad) => view! { <Bad name=looked.name bad /> }.into_any(),
                            }
                        })}
                    </section>
                    <Receipts />
                    <Documents />
                    <details class="verify-more">
                        <summary>{words::more}</summary>
                        <p>{words::more_words}</p>
                        <p class="verify-order"><code>"kaiting verify FILE --key KEY --checkpoint CODE"</code></p>
                    </details>
                </div>
            </main>
            <footer class="stepbar" aria-label=words::acts>
                <div class="stepbar-tools stepbar-tools--wide">
                    <button type="button" class="tool" data-act="leave-verify" data-ready="" on:click=move |_| view.back()>
                        <Icon name="door" /><span>{words::back}</span>
                    </button>
                </div>
            </footer>
        </div>
    }
}
