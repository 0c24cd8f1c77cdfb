//! 开庭公告 (R84): what is public, for everybody, without a code; and from there to a seat in the gallery (R85).

mod notice;
mod notices;
mod register;
mod registered;

use hearing::{Announcement, HearingId};
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;

use crate::check_in::{draft, page_title};
use crate::session::{Trouble, request};
use crate::text::{announcements, check_in};
use crate::ui::{ElderKey, PreferenceKeys, on_back};
use crate::view::use_view;
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
    /// For which hearing somebody is registering: after a reload he is there again.
    registering: draft::Field,
}

impl Board {
    fn fetch(self) {
        spawn_local(async move {
            match request::get_as::<Vec<Announcement>>(None, "/api/announcements").await {
                Ok(list) => {
                    self.trouble.try_set(None);
                    self.come_back(&list);
                    self.list.try_set(Some(list));
                }
                Err(trouble) => _ = self.trouble.try_set(Some(trouble)),
            }
        });
    }
}

impl Board {
    /// To the form that was open before a reload, while its hearing is announced.
    fn come_back(self, list: &[Announcement]) {
        let Some(of) = self.registering.try_get_untracked() else {
            return;
        };
        let about = list.iter().find(|a| a.hearing.to_string() == of);
        match about {
            Some(about) => _ = self.page.try_set(Page::Register(about.clone())),
            None => _ = self.registering.try_set(String::new()),
        }
    }

    fn register(self, about: Announcement) {
        self.registering.set(about.hearing.to_string());
        self.page.set(Page::Register(about));
    }

    fn to_list(self) {
        self.registering.set(String::new());
        self.page.set(Page::List);
    }

    fn registered(self, about: Announcement, place: Place) {
        draft::public_sent(&register::DRAFTS);
        self.registering.try_set(String::new());
        self.page.try_set(Page::Registered(about, place));
    }
}

#[component]
pub fn Announcements() -> impl IntoView {
    let board = Board {
        list: RwSignal::new(None),
        trouble: RwSignal::new(None),
        page: RwSignal::new(Page::List),
        wanted: RwSignal::new(String::new()),
        registering: draft::public_field("register", ""),
    };
    provide_context(board);
    let view = use_view();
    on_back(move || match board.page.get_untracked() {
        Page::List => view.back(),
        Page::Register(_) => board.to_list(),
        // The keys are shown once: a slip of the thumb does not take them away.
        Page::Registered(..) => {}
    });
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
            <header class="lintel lintel--bare">
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
