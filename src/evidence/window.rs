//! Of a long list only what is in view is in the page: a thousand exhibits cost no more than forty.

use std::collections::HashMap;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use crate::ui::once_drawn;

/// Rows kept above and below what is in view.
const MARGIN: usize = 8;

/// Scrolled so far (px), the rows are chosen anew; less than the rows kept beyond the edge take.
const STEP: f64 = 192.0;

/// Which rows are in the page, and how much room the others take (px).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub from: usize,
    pub to: usize,
    pub above: f64,
    pub below: f64,
}

impl Window {
    /// `starts` is where each row begins, and behind the last where the list ends; `top` how far the list has been scrolled
    /// past the upper edge of what is in view.
    pub fn at(starts: &[f64], top: f64, view: f64) -> Self {
        let rows = starts.len().saturating_sub(1);
        let start = |at: usize| starts.get(at).copied().unwrap_or(0.0);
        let first = starts.partition_point(|y| *y <= top).saturating_sub(1);
        let last = starts.partition_point(|y| *y < top + view);
        let from = first.min(rows.saturating_sub(1)).saturating_sub(MARGIN);
        let to = (last + MARGIN).min(rows);
        Self {
            from,
            to,
            above: start(from),
            below: start(rows) - start(to),
        }
    }
}

fn starts(keys: &[String], known: &HashMap<String, f64>, guess: f64) -> Vec<f64> {
    let mut y = 0.0;
    let heights = keys
        .iter()
        .map(|key| known.get(key).copied().unwrap_or(guess));
    let ends = heights.map(|height| {
        y += height;
        y
    });
    std::iter::once(0.0).chain(ends).collect()
}

/// Follows the scrolling of whatever holds the list, and measures its rows (`data-row`).
#[derive(Clone, Copy)]
pub struct Recycler {
    pub window: Memo<Window>,
}

impl Recycler {
    /// `list` is the element whose rows are recycled.
    pub fn new(keys: Memo<Vec<String>>, list: NodeRef<leptos::html::Table>, guess: f64) -> Self {
        let view = RwSignal::new((0.0, 900.0));
        let heights = RwSignal::new(HashMap::<String, f64>::new());
        let starts =
            Memo::new(move |_| keys.with(|keys| heights.with(|known| starts(keys, known, guess))));
        let window = Memo::new(move |_| {
            let (top, height) = view.get();
            starts.with(|starts| Window::at(starts, top, height))
        });
        let look = move || {
            let Some(Some(table)) = list.try_get_untracked() else {
                return;
            };
            let top = -table.get_bounding_client_rect().top();
            let height = gloo::utils::window()
                .inner_height()
                .ok()
                .and_then(|height| height.as_f64())
                .unwrap_or(900.0);
            // In steps, so that a pixel more is not another list.
            let top = (top.max(0.0) / STEP).floor() * STEP;
            if view.try_get_untracked() != Some((top, height)) {
                let _ = view.try_set((top, height));
            }
        };
        // Whatever scrolls, the window hears of it on the way down.
        let hear = Closure::<dyn FnMut()>::new(look);
        let target = gloo::utils::window();
        let function = hear.as_ref().unchecked_ref::<js_sys::Function>().clone();
        for event in ["scroll", "resize"] {
            let _ = target.add_event_listener_with_callback_and_bool(event, &function, true);
        }
        let held = StoredValue::new_local(Some(hear));
        on_cleanup(move || {
            let target = gloo::utils::window();
            held.update_value(|hear| {
                if let Some(hear) = hear.take() {
                    let function = hear.as_ref().unchecked_ref::<js_sys::Function>();
                    for event in ["scroll", "resize"] {
                        let _ = target
                            .remove_event_listener_with_callback_and_bool(event, function, true);
                    }
                }
            });
        });
        // Measured once they are drawn; then the page is as long as it says it is.
        Effect::new(move |_| {
            window.track();
            keys.track();
            once_drawn(move || {
                let Some(table) = list.get_untracked() else {
                    return;
                };
                let found = measure(&table);
                let differs = heights.try_with_untracked(|known| {
                    found
                        .iter()
                        .any(|(key, height)| known.get(key) != Some(height))
                });
                if differs == Some(true) {
                    heights.update(|known| known.extend(found));
                }
                look();
            });
        });
        Self { window }
    }
}

fn measure(table: &web_sys::Element) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    let Ok(rows) = table.query_selector_all("[data-row]") else {
        return found;
    };
    for at in 0..rows.length() {
        let row = rows
            .item(at)
            .and_then(|row| row.dyn_into::<web_sys::Element>().ok());
        if let Some(row) = row
            && let Some(key) = row.get_attribute("data-row")
        {
            found.push((key, row.get_bounding_client_rect().height()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_page_is_as_long_as_all_rows_whatever_is_in_it() {
        let keys: Vec<String> = (0..1_000).map(|n| n.to_string()).collect();
        let all = starts(&keys, &HashMap::new(), 64.0);
        for top in [0.0, 30_000.0, 63_500.0, 90_000.0] {
            let window = Window::at(&all, top, 700.0);
            let shown = (window.to - window.from) as f64 * 64.0;
            assert_eq!(window.above + shown + window.below, 64_000.0);
            assert!(window.to - window.from < 40);
        }
        let none = Window::at(&starts(&[], &HashMap::new(), 64.0), 0.0, 700.0);
        assert_eq!((none.from, none.to), (0, 0));
    }
}
