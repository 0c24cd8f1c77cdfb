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

/// Not one that is left out where there is room for a few lines only: it has no place on the screen.
fn stands(row: &web_sys::Element) -> bool {
    row.get_bounding_client_rect().height() > 0.0
}

/// From the top of each row to the top of the next; nothing for one that is left out. Of the last one only when nothing
/// comes behind it (`to_end`). None at all when these are not the rows in the page.
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
    // Folded away, no row has a place.
    let folded = list
        .parent_element()
        .is_none_or(|scroller| scroller.client_height() == 0);
    if folded || !all || !named(rows.first(), &first) || !named(rows.last(), &last) {
        return Vec::new();
    }
    let each = (0..children.length()).filter_map(|at| children.item(at));
    let each: Vec<web_sys::Element> = each.collect();
    let end = each.iter().rposition(stands);
    let bottom = |row: &web_sys::Element| row.get_bounding_client_rect().bottom();
    let mut next = end.and_then(|at| each.get(at)).map_or(0.0, bottom);
    let mut heights: Vec<f64> = each
        .iter()
        .rev()
        .map(|row| {
            let top = if stands(row) { top_of(row) } else { next };
            let height = next - top;
            next = top;
            height
        })
        .collect();
    heights.reverse();
    if !to_end {
        heights.truncate(end.unwrap_or(each.len()));
    }
    heights
}

/// Where the lines stand that are in view; the first of them is about the row `first` of those in the page.
pub fn places(scroller: &web_sys::Element, list: &web_sys::Element, first: usize) -> Vec<Place> {
    let edge = top_of(scroller);
    let children = list.children();
    let first = u32::try_from(first).unwrap_or(0);
    let rows = (first..first + REMEMBERED).filter_map(|at| children.item(at));
    rows.filter(stands)
        .filter_map(|row| Some((row.get_attribute("data-line")?, top_of(&row) - edge)))
        .collect()
}

/// Scrolls so that the first of these that is still in the page stands where it stood.
pub fn put_back(scroller: &web_sys::Element, list: &web_sys::Element, read: &[Place]) {
    let found = read
        .iter()
        .filter_map(|(line, top)| Some((row_of(list, &LineId::new(line.clone()))?, top)))
        .find(|(row, _)| stands(row));
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::sequence::Slot;
    use super::super::typed::Typed;
    use super::*;
    use hearing::transcript::{LineKind, Speaker, TranscriptLine};
    use hearing::{Hearing, SeatId, Stage};
    use wasm_bindgen_test::wasm_bindgen_test;

    /// Rows as high as this (px); those of no height are left out.
    fn drawn(heights: &[f64]) -> (web_sys::Element, Vec<Row>) {
        let document = web_sys::window().and_then(|w| w.document()).unwrap();
        let make = |name: &str| document.create_element(name).unwrap();
        let (scroller, list) = (make("div"), make("ol"));
        let mut h = Hearing::default();
        for (at, height) in heights.iter().enumerate() {
            let row = make("li");
            let style = match height {
                0.0 => "display: none".to_owned(),
                _ => format!("display: block; height: {height}px"),
            };
            row.set_attribute("style", &style).unwrap();
            row.set_attribute("data-line", &format!("l{at}")).unwrap();
            list.append_child(&row).unwrap();
            h.transcript.lines.push(TranscriptLine {
                id: LineId::new(format!("l{at}")),
                stage: Stage::Opening,
                speaker: Speaker::Nobody,
                kind: LineKind::Speech,
                text: String::new(),
                at: 0,
                rev: 0,
                exhibit: None,
                said: None,
                proposed: None,
            });
        }
        scroller.set_attribute("style", "height: 200px").unwrap();
        scroller.append_child(&list).unwrap();
        document.body().unwrap().append_child(&scroller).unwrap();
        let slots: Vec<Slot> = (0..heights.len())
            .map(|at| Slot::Line(at, at + 1))
            .collect();
        let rows = super::super::rows::drawn(&h, &SeatId::new("judge"), &slots, &Typed::default());
        (list, rows)
    }

    #[wasm_bindgen_test]
    fn rows_that_are_left_out_take_no_room_and_the_others_theirs() {
        for (heights, measured) in [
            (vec![20.0, 0.0, 30.0, 0.0], 2),
            (vec![0.0, 0.0, 40.0, 25.0], 3),
            (vec![0.0, 0.0], 2),
        ] {
            let (list, rows) = drawn(&heights);
            assert_eq!(heights_of(&list, &rows, true), heights);
            assert_eq!(heights_of(&list, &rows, false), heights[..measured]);
            let scroller = list.parent_element().unwrap();
            let places = places(&scroller, &list, 0);
            let standing = heights.iter().filter(|height| **height > 0.0).count();
            assert_eq!(places.len(), standing);
            scroller.remove();
        }
    }
}
