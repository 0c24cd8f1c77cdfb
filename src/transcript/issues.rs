//! 争议焦点 (R29): pinned above the lines; where a screen has no room for them there, a key at the head of the record opens them.

use leptos::prelude::*;

use crate::courtroom::IssuesAnswers;
use crate::session::use_session;
use crate::text::{Word as _, courtroom as words};
use crate::ui::Frame;

fn issues() -> Memo<Vec<String>> {
    use_session().select(|h| h.issues.clone())
}

#[component]
fn List() -> impl IntoView {
    let issues = issues();
    view! {
        <ol>{move || issues.get().into_iter().map(|issue| view! { <li>{issue}</li> }).collect_view()}</ol>
        <IssuesAnswers />
    }
}

#[component]
pub fn Issues(#[prop(optional)] folded: bool) -> impl IntoView {
    let issues = issues();
    view! {
        <Show when=move || issues.with(|i| !i.is_empty())>
            <details class="issues" open=!folded>
                <summary>{words::issues}</summary>
                <List />
            </details>
        </Show>
    }
}

#[component]
pub fn IssuesKey() -> impl IntoView {
    let issues = issues();
    let open = RwSignal::new(false);
    view! {
        <Show when=move || issues.with(|i| !i.is_empty())>
            <button type="button" class="press press--dense press--quiet issues-key" data-act="issues" aria-haspopup="dialog"
                on:click=move |_| open.set(true)>
                {words::issues}
            </button>
        </Show>
        <Frame open title=words::issues.text() words=words::issues_pinned.text()>
            <div class="issues-shown"><List /></div>
            <div class="panel-acts">
                <button type="button" class="press" data-act="issues-close" on:click=move |_| open.set(false)>{crate::text::common::close}</button>
            </div>
        </Frame>
    }
}
