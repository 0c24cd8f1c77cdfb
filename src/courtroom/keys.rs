//! One key for each act that the bench needs all the time: it presses the control that is on the screen, so that a key
//! does what the control does, or nothing. F6 goes from region to region, F2 to the bar, for everybody.

use gloo::events::{EventListener, EventListenerOptions};
use hearing::Role;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::panel::{Panel, use_panel};
use crate::session::use_session;
use crate::text::bench as words;

/// A key, the controls that it presses (the first that is there), and what the list says of it.
pub struct Key {
    pub key: &'static str,
    acts: &'static [&'static str],
    pub word: fn() -> &'static str,
}

pub const KEYS: [Key; 10] = [
    Key {
        key: "g",
        acts: &["give-floor-next"],
        word: words::key_next_speaker,
    },
    Key {
        key: "t",
        acts: &["take-floor"],
        word: words::key_take_floor,
    },
    Key {
        key: "o",
        acts: &["mute-others"],
        word: words::key_mute_others,
    },
    Key {
        key: "m",
        acts: &["mute-all"],
        word: words::key_mute_all,
    },
    Key {
        key: "y",
        acts: &["sustain"],
        word: words::key_sustain,
    },
    Key {
        key: "n",
        acts: &["overrule"],
        word: words::key_overrule,
    },
    Key {
        key: "s",
        acts: &["next-stage"],
        word: words::key_stage,
    },
    Key {
        key: "b",
        acts: &["adjourn", "resume"],
        word: words::key_break,
    },
    Key {
        key: "r",
        acts: &["recusals"],
        word: words::key_requests,
    },
    Key {
        key: "k",
        acts: &["orders"],
        word: words::key_orders,
    },
];

/// In the order of the page, which is that of LOOK.
const REGIONS: &str = ".room header.bench, .room nav.rail, .room .now, .room .side, .room main, .room .speaker, .room aside.record, .room footer.bar";
const CONTROLS: &str = "button:not(:disabled), select, input, [tabindex='0']";

/// Whether single keys work in this tab; who uses speech or shakes may switch them off.
#[derive(Clone, Copy)]
pub struct SingleKeys(pub RwSignal<bool>);

pub fn listen_for_keys() {
    let session = use_session();
    let panel = use_panel();
    let on = RwSignal::new(true);
    provide_context(SingleKeys(on));
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let options = EventListenerOptions::enable_prevent_default();
    let document = gloo::utils::document();
    let listener = EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let combined = event.ctrl_key() || event.alt_key() || event.meta_key();
        if event.default_prevented() || event.is_composing() || event.repeat() || combined || asks()
        {
            return;
        }
        let done = match event.key().as_str() {
            "F6" => {
                next_region(event.shift_key());
                true
            }
            "F2" => to_bar(),
            _ if judge.get_untracked() != Some(true) || !on.get_untracked() || types(event) => {
                false
            }
            "?" => {
                panel.toggle(Panel::Keys);
                true
            }
            key => press(&key.to_lowercase()),
        };
        if done {
            event.prevent_default();
        }
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || drop(listener.try_update_value(Option::take)));
}

/// A question stands over the room: nothing behind it is pressed.
fn asks() -> bool {
    let document = gloo::utils::document();
    document
        .query_selector("dialog[open]")
        .is_ok_and(|open| open.is_some())
}

fn types(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target
            .closest("input, textarea, select, [contenteditable='true']")
            .is_ok_and(|field| field.is_some())
    })
}

fn press(key: &str) -> bool {
    let Some(key) = KEYS.iter().find(|known| known.key == key) else {
        return false;
    };
    let control = key.acts.iter().find_map(|act| {
        let selector = format!(".room [data-act='{act}']:not(:disabled)");
        find(&selector).into_iter().next()
    });
    match control {
        Some(control) => {
            control.click();
            true
        }
        None => false,
    }
}

fn find(selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = gloo::utils::document().query_selector_all(selector) else {
        return Vec::new();
    };
    let found = (0..found.length()).filter_map(|n| found.get(n)?.dyn_into::<HtmlElement>().ok());
    // What is not drawn is not reached.
    found
        .filter(|element| element.client_height() > 0)
        .collect()
}

fn next_region(back: bool) {
    let regions = find(REGIONS);
    let document = gloo::utils::document();
    let here = document.active_element();
    let at = here.and_then(|here| regions.iter().position(|r| r.contains(Some(&here))));
    let count = regions.len();
    if count == 0 {
        return;
    }
    let next = match (at, back) {
        (None, false) => 0,
        (None, true) => count - 1,
        (Some(at), false) => (at + 1) % count,
        (Some(at), true) => (at + count - 1) % count,
    };
    if let Some(region) = regions.get(next) {
        go_to(region);
    }
}

fn to_bar() -> bool {
    let Some(bar) = find(".room footer.bar").into_iter().next() else {
        return false;
    };
    // The clerk's speaker keys have this one while he types.
    let first = bar.query_selector(CONTROLS).ok().flatten();
    match first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        Some(first) => first.focus().is_ok(),
        None => false,
    }
}

fn go_to(region: &HtmlElement) {
    if !region.has_attribute("tabindex") {
        let _ = region.set_attribute("tabindex", "-1");
    }
    let _ = region.focus();
}
