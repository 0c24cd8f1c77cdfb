//! What the browser knows of the rows: how high they are drawn, where on the screen they stand, when that may have changed.

use hearing::LineId;
use leptos::html::{Div, Ol};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::rows::Row;

/// A line, and how far below the upper edge of what is in view it begins (px).
pub type Place = (String, f64);

/// So many of the lines in view are remembered: one of them may be taken out of the record.
const REMEMBERED: u32 = 4;

fn top_of(row: &web_sys::Element) -> f64 {
    row.get_bounding_client_rect().top()
}

/// From the top of each row to the top of the next. Of the last one only when nothing comes behind it (`to_end`). None at
/// all when these are not the rows in the page.
pub fn heights_of(list: &web_sys::Element, rows: &[Row], to_end: bool) -> Vec<f64> {
    let children = list.children();
    let (Some(first), Some(last)) = (children.item(0), list.last_element_child()) else {
        return Vec::new();
    };
    let all = children.length() as usize == rows.len();
    let named = |row: Option<&Row>, element: &web_sys::Element| match row {
        Some(Row::Line(line)) => {
            element.get_attribute("data-line").as_deref() == Some(line.id.as_str())
        }
        Some(Row::Heading(..)) => !element.has_attribute("data-line"),
        None => false,
    };
    if !all || !named(rows.first(), &first) || !named(rows.last(), &last) {
        return Vec::new();
    }
    let each = (0..children.length()).filter_map(|at| children.item(at));
    let mut tops: Vec<f64> = each.map(|row| top_of(&row)).collect();
    if to_end {
        tops.push(last.get_bounding_client_rect().bottom());
    }
    tops.iter()
        .zip(tops.iter().skip(1))
        .map(|(top, next)| next - top)
        .collect()
}

/// Where the lines stand that are in view; the first of them is about the row `first` of those in the page.
pub fn places(scroller: &web_sys::Element, list: &web_sys::Element, first: usize) -> Vec<Place> {
    let edge = top_of(scroller);
    let children = list.children();
    let first = u32::try_from(first).unwrap_or(0);
    let rows = (first..first + REMEMBERED).filter_map(|at| children.item(at));
    rows.filter_map(|row| Some((row.get_attribute("data-line")?, top_of(&row) - edge)))
        .collect()
}

/// Scrolls so that the first of these that is still in the page stands where it stood.
pub fn put_back(scroller: &web_sys::Element, list: &web_sys::Element, read: &[Place]) {
    let found = read
        .iter()
        .find_map(|(line, top)| Some((row_of(list, &LineId::new(line.clone()))?, top)));
    if let Some((row, top)) = found {
        let moved = top_of(&row) - top_of(scroller) - top;
        if moved.abs() >= 1.0 {
            scroller.set_scroll_top(scroller.scroll_top() + moved.round() as i32);
        }
    }
}

/// The row of this line, if it is in the page. Names of lines are a browser's own: they are compared, never made a selector of.
pub fn row_of(list: &web_sys::Element, line: &LineId) -> Option<web_sys::HtmlElement> {
    let rows = list.children();
    (0..rows.length())
        .filter_map(|at| rows.item(at))
        .find(|row| row.get_attribute("data-line").as_deref() == Some(line.as_str()))
        .and_then(|row| row.dyn_into().ok())
}

/// Tells when the list or what it scrolls in has another size. Its first word is the size that they have.
pub fn on_resize(scroller: NodeRef<Div>, list: NodeRef<Ol>, then: impl Fn() + 'static) {
    let hear = Closure::<dyn FnMut()>::new(then);
    let Ok(observer) = web_sys::ResizeObserver::new(hear.as_ref().unchecked_ref()) else {
        return;
    };
    let held = StoredValue::new_local(Some((observer, hear)));
    Effect::new(move |_| {
        if let (Some(scroller), Some(list)) = (scroller.get(), list.get()) {
            held.with_value(|held| {
                if let Some((observer, _)) = held {
                    observer.observe(&scroller);
                    observer.observe(&list);
                }
            });
        }
    });
    on_cleanup(move || {
        held.update_value(|held| {
            if let Some((observer, _hear)) = held.take() {
                observer.disconnect();
            }
        });
    });
}
