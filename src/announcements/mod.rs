//! 开庭公告 (R84): what is public, for everybody, without a code; and from there to a seat in the gallery (R85).

mod notice;
mod notices;
mod register;
mod registered;

use hearing::{Announcement, HearingId};
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;

use crate::check_in::page_title;
use crate::session::{Trouble, request};
use crate::text::{announcements, check_in};
use crate::ui::{ElderKey, PreferenceKeys};
use notices::Notices;
use register::Register;
use registered::Registered;

/// What registering gives; shown once.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Place {
    token: String,
    code: Option<String>,
    hearing: HearingId,
    waiting: Option<u16>,
}

#[derive(Clone, PartialEq)]
enum Page {
    List,
    Register(Announcement),
    Registered(Announcement, Place),
}

/// The list as it was last fetched, and where in this place one is. A context of its own.
#[derive(Clone, Copy)]
struct Board {
    list: RwSignal<Option<Vec<Announcement>>>,
    trouble: RwSignal<Option<Trouble>>,
    page: RwSignal<Page>,
    wanted: RwSignal<String>,
}

impl Board {
    fn fetch(self) {
        spawn_local(async move {
            match request::get_as(None, "/api/announcements").await {
                Ok(list) => {
                    self.trouble.try_set(None);
                    self.list.try_set(Some(list));
                }
                Err(trouble) => _ = self.trouble.try_set(Some(trouble)),
            }
        });
    }
}

#[component]
pub fn Announcements() -> impl IntoView {
    let board = Board {
        list: RwSignal::new(None),
        trouble: RwSignal::new(None),
        page: RwSignal::new(Page::List),
        wanted: RwSignal::new(String::new()),
    };
    provide_context(board);
    page_title(|| announcements::title().to_owned());
    // Fetched anew whenever the list is shown: seats go while one reads.
    let listing = Memo::new(move |_| board.page.with(|page| *page == Page::List));
    Effect::new(move |_| {
        if listing.get() {
            board.fetch();
        }
    });
    view! {
        <a class="skip" href="#step">{announcements::skip}</a>
        <div class="ante" data-place="announcements">
            <header class="lintel">
                <p class="case-title">{check_in::house}</p>
                <p class="lintel-tools"><ElderKey /><PreferenceKeys /></p>
            </header>
            <div class="rail rail--bare" aria-hidden="true"></div>
            {move || match board.page.get() {
                Page::List => view! { <Notices /> }.into_any(),
                Page::Register(about) => view! { <Register about /> }.into_any(),
                Page::Registered(about, place) => view! { <Registered about place /> }.into_any(),
            }}
        </div>
    }
}
