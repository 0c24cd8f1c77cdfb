//! The way from the key of a screen to what it still wants: what carries `data-wanted` has no answer yet.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The first such thing comes before his eyes and under his hand, once what is wrong stands on the screen.
pub fn lead_to_wanted(form: &Element) {
    let Ok(Some(wanted)) = form.query_selector("[data-wanted]") else {
        return;
    };
    request_animation_frame(move || {
        let field = wanted.query_selector("input, select, textarea");
        if let Some(field) = field.ok().flatten()
            && let Some(field) = field.dyn_ref::<HtmlElement>()
        {
            let _ = field.focus();
        }
        let from_its_top = ScrollIntoViewOptions::new();
        from_its_top.set_block(ScrollLogicalPosition::Start);
        wanted.scroll_into_view_with_scroll_into_view_options(&from_its_top);
    });
}
