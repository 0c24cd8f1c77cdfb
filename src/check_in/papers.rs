//! 我方材料: the exhibits of one's own side, within reach while one waits (R16).

use hearing::ExhibitId;
use hearing::exhibit::FileKind;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::call::save_file;
use super::step_page::TroubleLine;
use crate::session::{Trouble, request, use_session};
use crate::text::{check_in, refusals};

#[derive(Clone, PartialEq)]
struct Paper {
    id: ExhibitId,
    title: String,
    pages: u32,
    kind: FileKind,
}

#[component]
pub fn Papers() -> impl IntoView {
    let session = use_session();
    let papers = session.select(|h| {
        let filed = h.exhibits.iter().filter(|e| e.withdrawn.is_none());
        let papers = filed.map(|e| Paper {
            id: e.id.clone(),
            title: e.title.clone(),
            pages: e.file.pages,
            kind: e.file.kind.clone(),
        });
        papers.collect::<Vec<_>>()
    });
    view! {
        <div class="papers">
            <h2>{check_in::papers}</h2>
            <Show
                when=move || papers.with(|p| !p.is_empty())
                fallback=|| view! { <p class="step-note">{check_in::no_papers}</p> }
            >
                <ul>
                    <For each=move || papers.get() key=|p| p.id.clone() let(paper)>
                        <PaperRow paper />
                    </For>
                </ul>
            </Show>
        </div>
    }
}

#[component]
fn PaperRow(paper: Paper) -> impl IntoView {
    let session = use_session();
    let trouble = RwSignal::new(None::<Trouble>);
    let pending = RwSignal::new(false);
    let kind = paper.kind.clone();
    let path = format!("/api/exhibits/{}", paper.id);
    let name = format!("{} {}", paper.id, paper.title);
    let open = move |_| {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        trouble.set(None);
        let (path, name, kind) = (path.clone(), name.clone(), kind.clone());
        spawn_local(async move {
            match request::bytes(session, &path).await {
                Ok(bytes) => save_file(&bytes, &name, &kind),
                Err(why) => _ = trouble.try_set(Some(why)),
            }
            pending.try_set(false);
        });
    };
    view! {
        <li data-exhibit=paper.id.to_string()>
            <button
                type="button"
                class="paper"
                data-act="download"
                data-of=paper.id.to_string()
                aria-busy=move || pending.get().then_some("true")
                on:click=open
            >
                <b class="exhibit-tag">{paper.id.to_string()}</b>
                <span>{paper.title}</span>
                <span class="papers-fine">{move || check_in::pages(paper.pages)}" · "{check_in::download}</span>
            </button>
            <TroubleLine words=Signal::derive(move || trouble.get().map(|t| refusals::trouble(&t).to_owned())) />
        </li>
    }
}
