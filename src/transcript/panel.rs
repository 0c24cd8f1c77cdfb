//! The side of the room where the record is written and read.

use hearing::Role;
use leptos::prelude::*;

use super::draft::DraftLater;
use super::editor::Editor;
use super::issues::{Issues, IssuesKey};
use super::lines::Lines;
use super::notice::Notice;
use super::read_tools::{ReadKey, ReadTools};
use super::rows;
use super::sift::provide_sift;
use super::versions::{Versions, VersionsKey, provide_versions};
use super::witness::WitnessPanel;
use crate::links::use_links;
use crate::session::use_session;
use crate::text::{editor, terms, transcript as words};
use crate::ui::Icon;

/// `aside.record`: the live transcript; for the clerk with the editor; for who is heard, his own part of it; for who only
/// watches, the rules of the gallery.
#[component]
pub fn RecordPanel() -> impl IntoView {
    let session = use_session();
    let role = session.role();
    view! {
        {move || match role.get() {
            None => ().into_any(),
            Some(role) if role.only_watches() => view! { <Notice /> }.into_any(),
            Some(role) if role.is_called() => view! { <WitnessPanel /> }.into_any(),
            Some(Role::Clerk) => view! { <ClerksRecord /> }.into_any(),
            Some(_) => view! { <ReadersRecord /> }.into_any(),
        }}
    }
}

#[component]
fn ReadersRecord() -> impl IntoView {
    let open = RwSignal::new(false);
    let versions = provide_versions();
    let sift = provide_sift();
    // On a phone the record is folded: it opens for a line, and makes way for a page.
    let links = use_links();
    Effect::new(move |before: Option<u32>| {
        let now = links.asked();
        if before.is_some() || links.waits() {
            open.set(links.wants_line());
        }
        now
    });
    view! {
        <aside class="record" class:record--open=move || open.get() aria-label=words::transcript
            data-read-size=move || sift.size.get().to_string()>
            <Head><VersionsKey /><ReadKey /></Head>
            <ReadTools />
            <Issues />
            <Lines edit=false corrections=false />
            <Show when=move || versions.0.get()><Versions /></Show>
            <button
                type="button"
                class="press press--quiet record-open"
                data-act="unfold-record"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon name=Signal::derive(move || if open.get() { "down" } else { "up" }) />
                <span>{move || if open.get() { words::fold() } else { words::unfold() }}</span>
            </button>
        </aside>
    }
}

#[component]
fn ClerksRecord() -> impl IntoView {
    let session = use_session();
    let unsaved = Memo::new(move |_| rows::unsaved(session));
    let saved = session.select(|h| h.transcript.lines.len());
    let versions = provide_versions();
    let unkept = session.is_unkept();
    view! {
        <aside class="record record--editor" aria-label=words::editor>
            <Head>
                <p class="saved" role="status">
                    {move || match unsaved.get() {
                        0 => view! { <span>{move || words::saved_to(saved.get())}</span> }.into_any(),
                        count => view! { <b class="saved-open" data-unsaved=count>{move || words::lines_unsaved(count)}</b> }.into_any(),
                    }}
                </p>
                <VersionsKey />
            </Head>
            <Show when=move || unkept.get()>
                <p class="not-kept" role="alert" data-not-kept="">{editor::not_kept}</p>
            </Show>
            <Issues folded=true />
            <Editor />
            <Show when=move || versions.0.get()><Versions /></Show>
        </aside>
    }
}

#[component]
fn Head(#[prop(optional)] children: Option<Children>) -> impl IntoView {
    let session = use_session();
    let kind = session.select(|h| h.record_kind);
    view! {
        <header class="record-head">
            <h2 class="record-title" data-record-kind="">{move || terms::record_kind(kind.get())}</h2>
            <p class="draft">{words::draft}</p>
            <IssuesKey />
            {children.map(|children| children())}
        </header>
        <DraftLater />
    }
}
