//! `main.well`: the exhibit on show, or what the room is about when there is none.

use hearing::Side;
use hearing::presenting::{Area, Displayed};
use hearing::wire::Glance;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::beside::BesideTable;
use super::described::Description;
use super::draw::{DrawLayer, Drawing, Pen};
use super::empty::NothingOnShow;
use super::examination::Foot;
use super::facts::Item;
use super::head::Head;
use super::marks::{Layers, MarksLayer, provide_layers};
use super::overlay::Highlight;
use super::pointer::PointerMark;
use super::reader::{Said, Table, warm_up};
use super::screens::report_painted;
use super::second::SecondStrip;
use super::turning::{Hand, provide_turning};
use super::viewer::Viewer;
use crate::links::use_links;
use crate::session::use_session;
use crate::text::evidence;

#[component]
pub fn Well() -> impl IntoView {
    let session = use_session();
    let turning = provide_turning();
    let table = Table::new();
    let drawing = Drawing {
        pen: RwSignal::new(None),
        aspect: RwSignal::new(1.0),
    };
    provide_context(drawing);
    provide_layers();
    let layers = expect_context::<Layers>();
    let (length, blocked) = (RwSignal::new(0), RwSignal::new(false));
    let painted = RwSignal::new(None);
    report_painted(painted.into(), false);
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
        Said::Shown(aspect) => drawing.aspect.set(aspect),
        Said::Painted(said) => painted.set(Some(said)),
        Said::Length(ms) => length.set(ms),
        Said::Blocked => blocked.set(true),
        Said::Opening | Said::Words(..) | Said::Fault(_) => {}
    });
    // Another exhibit: nothing of it has been seen yet.
    let known = Memo::new(move |_| item.with(|i| i.as_ref().map(|i| i.file.sha256.clone())));
    Effect::new(move |_| {
        known.track();
        length.set(0);
        blocked.set(false);
        drawing.pen.set(None);
    });
    let rotation = Signal::derive(move || turning.view().rotation);
    let drawn = Callback::new(move |(pen, from, to)| match pen {
        Pen::Highlight => {
            drawing.pen.set(None);
            turning.highlight(Some(Area::between(from, to)));
        }
        Pen::Mark(shape) => {
            let page = untrack(|| turning.view().page);
            if let Some(item) = item.get_untracked() {
                layers.draw(item.id, page, shape, [from, to]);
            }
        }
    });
    let playback =
        Signal::derive(move || turning.shown.with(|p| p.as_ref().and_then(|p| p.playback)));
    let beside = Memo::new(move |_| {
        turning
            .shown
            .with(|p| p.as_ref().is_some_and(|p| p.beside.is_some()))
    });
    // On a phone, the page over the whole screen until the person puts it back.
    let large = RwSignal::new(false);
    // What it shows in words lies beside it as long as the person wants it, whichever exhibit is on show.
    let described = RwSignal::new(false);
    let on_show = Memo::new(move |_| item.with(Option::is_some));
    let there = Memo::new(move |_| session.second().get().has_the_exhibit());
    // What was painted here is not here any more.
    Effect::new(move |_| {
        if there.get() {
            painted.set(None);
        }
    });
    // A page that a line of the record leads to.
    let links = use_links();
    links.well_is_here();
    Effect::new(move |_| {
        links.asked();
        let sheet =
            item.with_untracked(|i| i.as_ref().filter(|i| i.is_sheet()).map(|i| i.id.clone()));
        if let Some((_, page)) = links.take_page(|exhibit| Some(exhibit) == sheet.as_ref()) {
            turning.browse_at(page);
            large.set(on_phone());
        }
    });
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
            <Show when=move || on_show.get() && there.get()>
                <SecondStrip table item />
            </Show>
            <Show when=move || !on_show.get()><NothingOnShow /></Show>
            <Show when=move || on_show.get() && !there.get()>
                <Head table item large described blocked length checked=Signal::derive(move || painted.with(|p| p.as_ref().map(|p: &Displayed| p.checked))) />
                <div class="exhibit-tables" data-two=move || beside.get().then_some("")>
                    <Viewer
                        table
                        item
                        view
                        own=Signal::derive(move || turning.own())
                        points=Signal::derive(move || turning.presents.get() && turning.hand() == Hand::Leads)
                        hears
                        stepped=true
                        playback
                    >
                        <Highlight />
                        <MarksLayer item />
                        <PointerMark />
                        <DrawLayer rotation drawn />
                    </Viewer>
                    <Show when=move || beside.get()><BesideTable /></Show>
                    <Description item open=described />
                </div>
                <Foot />
            </Show>
        </main>
    }
}

/// Where a page beside everything else is too small to read.
fn on_phone() -> bool {
    let narrow = gloo::utils::window().match_media("(max-width: 600px)");
    narrow.ok().flatten().is_some_and(|query| query.matches())
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
