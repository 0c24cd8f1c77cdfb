//! Of a long list only what is in view is in the page: a thousand exhibits cost no more than forty.

use std::collections::HashMap;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use crate::ui::once_drawn;

/// Rows kept above and below what is in view.
const MARGIN: usize = 6;

/// Where most rows in view are new ones, they are drawn first, and of the others so many with each picture: no picture is late.
const GROWTH: usize = 2;

/// Scrolled so far (px), the rows are chosen anew.
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
    /// `starts` is where each row begins, and behind the last where the list ends; `view` what of the list is in view;
    /// `margin` how many rows are kept beyond it.
    pub fn at(starts: &[f64], view: (f64, f64), margin: usize) -> Self {
        let rows = starts.len().saturating_sub(1);
        let start = |at: usize| starts.get(at).copied().unwrap_or(0.0);
        let first = starts.partition_point(|y| *y <= view.0).saturating_sub(1);
        let last = starts.partition_point(|y| *y < view.1);
        let from = first.min(rows.saturating_sub(1)).saturating_sub(margin);
        let to = (last + margin).min(rows);
        Self {
            from,
            to,
            above: start(from),
            below: start(rows) - start(to),
        }
    }
}

/// How high rows are (px): each that has been measured, and the others as most of them.
#[derive(Clone, Debug, PartialEq)]
struct Heights {
    known: HashMap<String, f64>,
    usual: f64,
}

impl Heights {
    fn starts(&self, keys: &[String]) -> Vec<f64> {
        let mut y = 0.0;
        let heights = keys
            .iter()
            .map(|key| self.known.get(key).copied().unwrap_or(self.usual));
        let ends = heights.map(|height| {
            y += height;
            y
        });
        std::iter::once(0.0).chain(ends).collect()
    }

    /// The first that are measured stand for those to come: with every other guess the whole list would move anew.
    fn learn(&mut self, found: Vec<(String, f64)>) {
        if self.known.is_empty() {
            let mut all: Vec<f64> = found.iter().map(|(_, height)| *height).collect();
            all.sort_by(f64::total_cmp);
            self.usual = all.get(all.len() / 2).copied().unwrap_or(self.usual);
        }
        self.known.extend(found);
    }
}

/// What stands in the page, and why it is so much.
#[derive(Clone, Debug, PartialEq)]
struct Drawn {
    window: Window,
    keys: Vec<String>,
    margin: usize,
    grown: u32,
}

impl Drawn {
    /// After `was`; `grown` counts how often there was time to draw more.
    fn next(
        was: Option<&Drawn>,
        (keys, starts): (&[String], &[f64]),
        view: (f64, f64),
        grown: u32,
    ) -> Self {
        let rows = |window: &Window| keys.get(window.from..window.to).unwrap_or_default();
        let bare = Window::at(starts, view, 0);
        let is_new = |key: &&String| was.is_none_or(|was| !was.keys.contains(key));
        let new = rows(&bare).iter().filter(is_new).count();
        let kept = was.filter(|_| new * 2 <= bare.to - bare.from);
        let more = was.filter(|was| was.grown != grown).map_or(0, |_| GROWTH);
        let margin = (kept.map_or(0, |was| was.margin) + more).min(MARGIN);
        let window = Window::at(starts, view, margin);
        Self {
            keys: rows(&window).to_vec(),
            window,
            margin,
            grown,
        }
    }
}

/// Follows the scrolling of whatever holds the list, and measures its rows (`data-row`).
#[derive(Clone, Copy)]
pub struct Recycler {
    pub window: Memo<Window>,
}

impl Recycler {
    /// `list` is the element whose rows are recycled.
    pub fn new(keys: Memo<Vec<String>>, list: NodeRef<leptos::html::Table>, guess: f64) -> Self {
        // Above a list there is a head; how high, is seen once both are drawn.
        let view = RwSignal::new((0.0, height_of_window() / 2.0));
        let grown = RwSignal::new(0);
        let heights = RwSignal::new(Heights {
            known: HashMap::new(),
            usual: guess,
        });
        let starts = Memo::new(move |_| keys.with(|keys| heights.with(|known| known.starts(keys))));
        let drawn = Memo::new(move |was: Option<&Drawn>| {
            let (view, grown) = (view.get(), grown.get());
            keys.with(|keys| starts.with(|starts| Drawn::next(was, (keys, starts), view, grown)))
        });
        let window = Memo::new(move |_| drawn.with(|drawn| drawn.window));
        let look = move || {
            let Some(Some(table)) = list.try_get_untracked() else {
                return;
            };
            let top = -table.get_bounding_client_rect().top();
            // In steps, so that a pixel more is not another list.
            let from = (top.max(0.0) / STEP).floor() * STEP;
            let to = ((top + height_of_window()) / STEP).ceil() * STEP;
            if view.try_get_untracked() != Some((from, to)) {
                let _ = view.try_set((from, to));
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
            drawn.track();
            once_drawn(move || {
                let Some(table) = list.get_untracked() else {
                    return;
                };
                let found = measure(&table);
                let differs = heights.try_with_untracked(|heights| {
                    found
                        .iter()
                        .any(|(key, height)| heights.known.get(key) != Some(height))
                });
                if differs == Some(true) {
                    heights.update(|heights| heights.learn(found));
                }
                if drawn.with_untracked(|drawn| drawn.margin < MARGIN) {
                    grown.update(|times| *times += 1);
                }
                look();
            });
        });
        Self { window }
    }
}

fn height_of_window() -> f64 {
    let height = gloo::utils::window().inner_height().ok();
    height.and_then(|height| height.as_f64()).unwrap_or(900.0)
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

    fn heights(usual: f64) -> Heights {
        Heights {
            known: HashMap::new(),
            usual,
        }
    }

    fn thousand() -> Vec<String> {
        (0..1_000).map(|n| n.to_string()).collect()
    }

    #[wasm_bindgen_test]
    fn the_page_is_as_long_as_all_rows_whatever_is_in_it() {
        let all = heights(64.0).starts(&thousand());
        for (top, margin) in [(0.0, 0), (30_000.0, 8), (63_500.0, 2), (90_000.0, 8)] {
            let window = Window::at(&all, (top, top + 700.0), margin);
            let shown = (window.to - window.from) as f64 * 64.0;
            assert_eq!(window.above + shown + window.below, 64_000.0);
            assert!(window.to - window.from < 40);
        }
        let none = Window::at(&heights(64.0).starts(&[]), (0.0, 700.0), MARGIN);
        assert_eq!((none.from, none.to), (0, 0));
    }

    #[wasm_bindgen_test]
    fn what_is_new_in_view_is_drawn_before_what_is_not_in_view() {
        let keys = thousand();
        let starts = heights(50.0).starts(&keys);
        let next = |was: Option<&Drawn>, keys: &[String], top: f64, grown| {
            Drawn::next(was, (keys, &starts), (top, top + 700.0), grown)
        };
        let mut drawn = next(None, &keys, 10_000.0, 0);
        assert!(drawn.window.above <= 10_000.0 && 50_000.0 - drawn.window.below >= 10_700.0);
        assert_eq!((drawn.margin, drawn.keys.len()), (0, 14));
        for (grown, rows) in [(1, 18), (2, 22), (3, 26), (4, 26)] {
            drawn = next(Some(&drawn), &keys, 10_000.0, grown);
            assert_eq!(drawn.keys.len(), rows);
        }
        // Scrolled a little, the margin stays; a jump, or another choice of rows, begins anew.
        assert_eq!(next(Some(&drawn), &keys, 10_200.0, 4).margin, MARGIN);
        assert_eq!(next(Some(&drawn), &keys, 30_000.0, 4).margin, 0);
        let others: Vec<String> = keys.iter().map(|key| format!("D{key}")).collect();
        assert_eq!(next(Some(&drawn), &others, 10_000.0, 4).margin, 0);
    }

    #[wasm_bindgen_test]
    fn rows_that_are_as_high_as_most_change_nothing_when_they_are_measured() {
        let row = |n: usize, height| (n.to_string(), height);
        let mut rows = heights(64.0);
        rows.learn(vec![row(0, 31.0), row(1, 57.0), row(2, 57.0)]);
        let before = rows.starts(&thousand());
        assert_eq!(before.last(), Some(&(31.0 + 999.0 * 57.0)));
        rows.learn(vec![row(500, 57.0), row(501, 57.0)]);
        assert_eq!(rows.starts(&thousand()), before);
        rows.learn(vec![row(502, 80.0)]);
        assert_eq!(rows.usual, 57.0);
    }
}
