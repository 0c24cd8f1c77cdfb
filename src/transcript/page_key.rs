//! From a line to the page that it was said before: small, at the end of the words.

use hearing::ExhibitId;
use leptos::prelude::*;

use crate::links::use_links;
use crate::session::use_session;
use crate::text::transcript as words;
use crate::view::use_view;

#[component]
pub fn PageKey(exhibit: ExhibitId, page: u32, offset: Option<u64>) -> impl IntoView {
    let session = use_session();
    let place = use_view();
    let links = use_links();
    let id = exhibit.to_string();
    let (short, full, act) = (id.clone(), id.clone(), id.clone());
    view! {
        <button
            type="button"
            class="line-page"
            data-act="line-to-page"
            data-of=id
            data-page=page.to_string()
            aria-label=move || words::open_page(&act, page, offset)
            on:click=move |_| links.to_page(session, place, exhibit.clone(), page)
        >
            <span class="num">{move || words::page_mark(&short, page)}</span>
            <span class="line-page-full num" aria-hidden="true">{move || words::page_and_time(&full, page, offset)}</span>
        </button>
    }
}
