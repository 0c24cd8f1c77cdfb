//! 登记好了: the place, and the keys to it, shown this once.

use hearing::Announcement;
use leptos::html::Main;
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Board, Page, Place};
use crate::calendar::{AddToCalendar, Entry};
use crate::check_in::{Entrance, TroubleLine};
use crate::session::{Trouble, enter_with_link};
use crate::text::{announcements, calendar, check_in, common, refusals};
use crate::ui::{Icon, ReadAloud};
use crate::view::use_view;

#[component]
pub fn Registered(about: Announcement, place: Place) -> impl IntoView {
    let board = expect_context::<Board>();
    let Entrance(come_in) = expect_context();
    let view = use_view();
    let pending = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    let token = StoredValue::new(place.token.clone());
    keep_in_address(&place.token);
    let enter = move |_| {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        spawn_local(async move {
            match enter_with_link(&token.get_value()).await {
                Ok(slip) => {
                    view.back();
                    come_in.run(slip);
                }
                Err(why) => {
                    pending.try_set(false);
                    trouble.try_set(Some(why));
                }
            }
        });
    };
    let title = about.title.clone();
    let due = about.due_at();
    let entry = Signal::derive(move || {
        Some(Entry {
            uid: about.hearing.to_string(),
            at: due,
            summary: calendar::watch(&about.title),
            place: format!("{} {}", about.court, about.courtroom),
            words: calendar::how_watch().to_owned(),
        })
    });
    let waiting = place.waiting;
    let more = move || match waiting {
        Some(_) => announcements::moves_up(),
        None => announcements::has_seat_more(),
    };
    let said = Signal::derive(move || {
        let why = trouble.get()?;
        Some(refusals::trouble(&why).to_owned())
    });
    let main = NodeRef::<Main>::new();
    Effect::new(move |_| {
        if let Some(main) = main.get() {
            let _ = main.focus();
        }
    });
    view! {
        <main class="step" id="step" tabindex="0" node_ref=main>
            <div class="step-body step-cols" data-page="registered" data-waiting=waiting.unwrap_or(0).to_string()>
                <section>
                    <h1>{announcements::done_title}</h1>
                    <p>{title}" "<span class="num whole">{move || check_in::day_and_hour(due)}</span></p>
                    <p class="lead" role="status">{move || announcements::place(waiting)}</p>
                    <p class="step-note">{more}</p>
                </section>
                <Keys place />
                <TroubleLine words=said />
            </div>
        </main>
        <footer class="stepbar" aria-label=announcements::acts>
            <div class="stepbar-tools">
                <button
                    type="button"
                    class="tool"
                    data-act="to-list"
                    on:click=move |_| board.page.set(Page::List)
                >
                    <Icon name="prev" /><span>{announcements::to_list}</span>
                </button>
                <AddToCalendar entry />
                <ReadAloud />
            </div>
            <button
                type="button"
                class="press press--now stepbar-go"
                data-act="enter-gallery"
                aria-busy=move || pending.get().then_some("true")
                on:click=enter
            >
                {move || if pending.get() { common::connecting() } else { announcements::enter() }}
            </button>
        </footer>
    }
}

/// Code and link, to be kept by the person: the court does not show them again.
#[component]
fn Keys(place: Place) -> impl IntoView {
    let origin = gloo::utils::window().location().origin();
    let link = format!("{}/#seat={}", origin.unwrap_or_default(), place.token);
    let copied = RwSignal::new(false);
    let to_copy = StoredValue::new(link.clone());
    let copy = move |_| {
        let clipboard = gloo::utils::window().navigator().clipboard();
        // There is none on a page that is not secure.
        if clipboard.is_undefined() {
            return;
        }
        spawn_local(async move {
            let written = JsFuture::from(clipboard.write_text(&to_copy.get_value())).await;
            copied.try_set(written.is_ok());
        });
    };
    let code = place.code.map(|code| {
        let (a, rest) = code.split_at_checked(3).unwrap_or((&code, ""));
        let (b, c) = rest.split_at_checked(3).unwrap_or((rest, ""));
        format!("{a} {b} {c}")
    });
    view! {
        <section class="sheet-note entry-keys">
            <h2>{announcements::keep_title}</h2>
            <dl>
                {code.map(|code| view! { <div><dt>{announcements::code}</dt><dd class="num keys-code" data-code="">{code}</dd></div> })}
                <div>
                    <dt>{announcements::link}</dt>
                    <dd>
                        <span class="keys-link" data-link="">{link}</span>
                        <button type="button" class="press press--dense" data-act="copy-link" on:click=copy>
                            {move || if copied.get() { announcements::copied() } else { announcements::copy() }}
                        </button>
                    </dd>
                </div>
            </dl>
            <p class="step-note">{announcements::link_words}</p>
        </section>
    }
}

/// A reload by mistake leads to the door of this seat, and not to nothing.
fn keep_in_address(token: &str) {
    if let Ok(history) = gloo::utils::window().history() {
        let address = format!("/#seat={token}");
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
}
