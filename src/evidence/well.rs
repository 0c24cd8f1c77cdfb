//! `main.well`: the exhibit on show, or what the room is about when there is none.

use hearing::Side;
use hearing::wire::Glance;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::empty::NothingOnShow;
use super::examination::Foot;
use super::facts::Item;
use super::head::Head;
use super::pointer::PointerMark;
use super::reader::{Said, Table, warm_up};
use super::turning::{Hand, provide_turning};
use super::viewer::Viewer;
use crate::session::use_session;
use crate::text::evidence;

#[component]
pub fn Well() -> impl IntoView {
    let session = use_session();
    let turning = provide_turning();
    let table = Table::new();
    warm_up();
    let floor = session.select(|h| {
        let side = h.floor.as_ref().and_then(|id| h.seat(id)).map(|s| s.side);
        match side {
            Some(Side::Plaintiff) => Some("plaintiff"),
            Some(Side::Defendant) => Some("defendant"),
            Some(Side::ThirdParty) => Some("third-party"),
            Some(Side::Court) => Some("court"),
            Some(Side::None) | None => None,
        }
    });
    let item = session.select(|h| {
        let on_show = h.presentation.as_ref()?;
        h.exhibit(&on_show.exhibit).map(Item::of)
    });
    let view = Signal::derive(move || turning.view());
    let hears = Callback::new(move |said| match said {
        Said::Scrolled(left, top) => turning.scrolled(left, top),
        Said::Pointed(at) => session.glance(Glance::Pointer { at }),
        Said::Opening | Said::Shown | Said::Fault(_) => {}
    });
    // On a phone, the page over the whole screen until the person puts it back.
    let large = RwSignal::new(false);
    let on_show = Memo::new(move |_| item.with(Option::is_some));
    let label = move || {
        if on_show.get() {
            evidence::well()
        } else {
            evidence::well_empty()
        }
    };
    view! {
        <main
            class="well"
            id="well"
            class:well--large=move || large.get() && on_show.get()
            data-floor=move || floor.get()
            data-hand=move || match turning.hand() {
                Hand::Leads => "leads",
                Hand::Follows => "follows",
                Hand::Free => "free",
            }
            aria-label=label
            on:keydown=move |event| turn_by_key(&event)
        >
            <Show when=move || on_show.get() fallback=NothingOnShow>
                <Head table item large />
                <Viewer
                    table
                    item
                    view
                    own=Signal::derive(move || turning.own())
                    points=Signal::derive(move || turning.presents.get() && turning.hand() == Hand::Leads)
                    hears
                >
                    <PointerMark />
                </Viewer>
                <Foot />
            </Show>
        </main>
    }
}

/// Page keys press the page tools, so that a key can do nothing that a tool does not.
pub fn turn_by_key(event: &web_sys::KeyboardEvent) {
    let act = match event.key().as_str() {
        "PageUp" | "ArrowLeft" => "previous-page",
        "PageDown" | "ArrowRight" => "next-page",
        "+" | "=" => "zoom-in",
        "-" => "zoom-out",
        _ => return,
    };
    let on = |target: &web_sys::EventTarget| target.clone().dyn_into::<web_sys::Element>().ok();
    let writes = event.target().and_then(|t| on(&t)).is_some_and(|element| {
        matches!(
            element.tag_name().as_str(),
            "INPUT" | "SELECT" | "TEXTAREA" | "VIDEO" | "AUDIO"
        )
    });
    let combined = event.ctrl_key() || event.alt_key() || event.meta_key();
    let within = event.current_target().and_then(|t| on(&t));
    let tool = within.and_then(|el| {
        el.query_selector(&format!("[data-act={act}]"))
            .ok()
            .flatten()
    });
    if let Some(tool) = tool.filter(|_| !writes && !combined)
        && let Some(tool) = tool.dyn_ref::<web_sys::HtmlElement>()
    {
        event.prevent_default();
        tool.click();
    }
}
