//! What the page shows before the app runs (index.html). Whoever was quick and typed already loses nothing.

use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlInputElement};

const FRAME: &str = "frame";
const EARLY_CODE: &str = "early-code";
const CODE: &str = "code";

/// What was typed into it; nothing once it is gone.
pub fn typed() -> String {
    element::<HtmlInputElement>(EARLY_CODE).map_or(String::new(), |input| input.value())
}

/// The app stands in its place, the caret where it was.
pub fn remove() {
    let typing = gloo::utils::document()
        .active_element()
        .is_some_and(|element| element.id() == EARLY_CODE);
    if let Some(frame) = element::<HtmlElement>(FRAME) {
        frame.remove();
    }
    if typing && let Some(input) = element::<HtmlElement>(CODE) {
        let _ = input.focus();
    }
}

fn element<T: wasm_bindgen::JsCast>(id: &str) -> Option<T> {
    gloo::utils::document()
        .get_element_by_id(id)?
        .dyn_into()
        .ok()
}
