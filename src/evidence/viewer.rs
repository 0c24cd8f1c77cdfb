//! One exhibit on a table: its page, or in words why there is none.

use hearing::exhibit::PageView;
use hearing::presenting::Playback;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::facts::Item;
use super::reader::{Fault, Said, Table, Wanted, download, kind_name};
use crate::session::use_session;
use crate::text::{common, evidence};
use crate::ui::{Icon, use_toasts};

#[derive(Clone, Debug, PartialEq)]
enum State {
    Opening,
    Shown,
    Fault(Fault),
    /// For other programs; may be taken home.
    Foreign,
}

/// `own`: this person moves the page himself. `hears`: his scrolling and pointing.
#[component]
pub fn Viewer(
    table: Table,
    #[prop(into)] item: Signal<Option<Item>>,
    #[prop(into)] view: Signal<PageView>,
    #[prop(into)] own: Signal<bool>,
    #[prop(into)] points: Signal<bool>,
    hears: Callback<Said>,
    /// Sound and film go as the presenter has put them.
    #[prop(optional)]
    stepped: bool,
    #[prop(optional, into)] playback: Signal<Option<Playback>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let session = use_session();
    let state = RwSignal::new(State::Opening);
    let (mat, sheet, face) = (
        NodeRef::<Div>::new(),
        NodeRef::<Div>::new(),
        NodeRef::<Div>::new(),
    );
    let words = RwSignal::new(None::<(u32, String)>);
    let heard = move |said: Said| match said {
        Said::Opening => {
            words.set(None);
            state.set(State::Opening);
        }
        Said::Words(page, text) => words.set(Some((page, text))),
        Said::Shown(_) => {
            state.set(State::Shown);
            hears.run(said);
        }
        Said::Fault(fault) => state.set(State::Fault(fault)),
        Said::Scrolled(..)
        | Said::Pointed(_)
        | Said::Painted(_)
        | Said::Length(_)
        | Said::Blocked => hears.run(said),
    };
    on_cleanup(move || table.close());
    Effect::new(move |_| {
        let (Some(mat), Some(sheet), Some(face)) = (mat.get(), sheet.get(), face.get()) else {
            return;
        };
        // Nothing is set up for a page that is going: this may run once more after it has gone.
        let Some((item, bearer)) = item.get().zip(session.bearer()) else {
            table.clear();
            return;
        };
        let as_html =
            |element: &web_sys::HtmlDivElement| element.unchecked_ref::<HtmlElement>().clone();
        table.set_up((&as_html(&mat), &as_html(&sheet), &as_html(&face)), heard);
        let Some(kind) = kind_name(&item.file.kind) else {
            table.clear();
            state.set(State::Foreign);
            return;
        };
        table.show(&Wanted {
            exhibit: item.id.as_str(),
            kind,
            sha256: &item.file.sha256,
            size: item.file.size,
            pages: item.file.pages,
            label: &item.title,
            bearer: &bearer,
            view: view.get(),
            own: own.get(),
            points: points.get(),
            stepped,
            playback: playback.get(),
            offset: if stepped && !item.is_sheet() {
                session.clock_offset().get()
            } else {
                0.0
            },
        });
    });
    let is_sheet = move || item.with(|i| i.as_ref().is_some_and(Item::is_sheet));
    let label = move || {
        item.with(|item| {
            item.as_ref().map_or_else(String::new, |i| {
                evidence::page_of(i.id.as_str(), &i.title, view.get().page, i.file.pages)
            })
        })
    };
    let described = Memo::new(move |_| {
        item.with(|i| {
            let i = i.as_ref().filter(|i| i.is_sheet())?;
            Some((format!("shows-{}", i.id), i.described()?))
        })
    });
    view! {
        <div
            class="exhibit-mat"
            node_ref=mat
            tabindex="0"
            role="group"
            aria-label=evidence::table
            aria-busy=move || (state.get() == State::Opening).then_some("true")
            data-viewer=""
        >
            <div class="sheet page" node_ref=sheet>
                <div
                    class="sheet-face"
                    node_ref=face
                    role=move || is_sheet().then_some("img")
                    aria-label=move || is_sheet().then(label)
                    aria-describedby=move || described.with(|d| d.as_ref().map(|(id, _)| id.clone()))
                ></div>
                {children.map(|children| children())}
            </div>
            <Word state item table />
            {move || described.get().map(|(id, words)| view! { <p hidden id=id>{words}</p> })}
            <PageWords words page=Signal::derive(move || view.get().page) />
        </div>
    }
}

/// What is written on the page that lies there, for who does not see it (R52).
#[component]
fn PageWords(words: RwSignal<Option<(u32, String)>>, page: Signal<u32>) -> impl IntoView {
    move || {
        let (_, text) = words.get().filter(|(of, _)| *of == page.get())?;
        let bare = text.is_empty();
        Some(view! {
            <div class="vh" role="group" data-page-words=page.get() aria-label=evidence::words_on_page>
                {bare.then(|| view! { <p>{evidence::page_without_words}</p> })}
                <p class="description-words" lang="zh-CN">{text}</p>
            </div>
        })
    }
}

/// What is said instead of a page.
#[component]
fn Word(state: RwSignal<State>, item: Signal<Option<Item>>, table: Table) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let take_home = move |_| {
        let Some((item, bearer)) = item.get_untracked().zip(session.bearer()) else {
            return;
        };
        spawn_local(async move {
            if let Err(fault) = download(&item, &bearer).await {
                toasts.say(move || evidence::fault(&fault));
            }
        });
    };
    move || {
        match state.get() {
        State::Shown => ().into_any(),
        State::Opening => view! { <p class="viewer-word" role="status">{evidence::opening}</p> }.into_any(),
        State::Foreign => view! {
            <div class="viewer-word">
                <p role="status">{evidence::foreign}</p>
                <button type="button" class="press" data-act="download-exhibit" on:click=take_home>
                    <Icon name="download" />
                    <span>{evidence::download}</span>
                </button>
            </div>
        }
        .into_any(),
        State::Fault(fault) => view! {
            <div class="viewer-word" data-fault=item.with_untracked(|i| i.as_ref().map(|i| i.id.to_string()))>
                <p role="alert" class="sharp"><Icon name="warn" /><span>{move || evidence::fault(&fault)}</span></p>
                <button type="button" class="press" data-act="open-again" on:click=move |_| table.again()>
                    {common::try_again}
                </button>
            </div>
        }
        .into_any(),
    }
    }
}
