//! The lines, of which only those in view are in the page: ten thousand cost no more than forty.

use std::collections::HashMap;
use std::sync::Arc;

use hearing::LineId;
use leptos::html::{Div, Ol};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::desk::Desk;
use super::line::RowView;
use super::rows::{self, Row};
use super::sift::Sift;
use super::tools::Needle;
use crate::links::use_links;
use crate::session::use_session;
use crate::text::transcript as words;
use crate::ui::{Icon, once_drawn};

/// Before a row has been measured (px).
const GUESS: f64 = 60.0;
/// Rows kept above and below what is in view.
const MARGIN: usize = 8;
/// A hand that moved the page within this time moves it still, with what the page has of momentum (ms).
const BY_HAND: f64 = 800.0;
/// The longest that a scroll bar is held; of its letting go a page hears nothing (ms).
const DRAG: f64 = 5_000.0;
/// How often a line that was asked for is looked for, while rows are measured on the way to it.
const LOOKS: u8 = 8;
/// The reader is at the end when no more than this is below (px).
const NEAR: f64 = 32.0;

/// `edit` gives the clerk a pen on each line, `corrections` a reader the way to ask for one. `at_end` is set once the
/// last row has been in view.
#[component]
pub fn Lines(
    edit: bool,
    corrections: bool,
    #[prop(optional)] at_end: Option<RwSignal<bool>>,
) -> impl IntoView {
    let session = use_session();
    // The clerk looks from among his tools.
    let tools = use_context::<Needle>().filter(|_| edit);
    let needle = tools.map_or_else(|| RwSignal::new(String::new()), |Needle(needle)| needle);
    let own = session.mine(|_, me| me.role.is_called());
    let sift = use_context::<Sift>().filter(|_| !edit);
    let all = Memo::new(move |_| {
        let rows = rows::rows(session, needle.get().trim());
        Arc::new(match sift {
            Some(sift) => sift.kept(rows),
            None => rows,
        })
    });
    let scroller = NodeRef::<Div>::new();
    let list = NodeRef::<Ol>::new();
    let scroll = RwSignal::new((0.0, 800.0));
    let heights = RwSignal::new(HashMap::<String, f64>::new());
    let following = RwSignal::new(at_end.is_none());
    let seen = RwSignal::new(0_usize);
    // When a hand last moved the page.
    let hand = StoredValue::new(0.0);
    let touched = move || hand.set_value(js_sys::Date::now());
    let desk = use_context::<Desk>().filter(|_| edit);
    let in_part = move || !needle.with(String::is_empty) || sift.is_some_and(Sift::is_on);
    if let Some(sift) = sift {
        // What was measured in another size is measured again.
        Effect::new(move |_| {
            sift.size.track();
            heights.update(HashMap::clear);
        });
        // What comes to be seen by another choice is not new.
        Effect::new(move |_| {
            sift.speaker.track();
            sift.kind.track();
            seen.set(all.with_untracked(|rows| rows.len()));
        });
    }

    let window = Memo::new(move |_| {
        let (top, view) = scroll.get();
        all.with(|rows| heights.with(|heights| Window::at(rows, heights, top, view)))
    });
    let look = move || {
        // A page that has gone may still be told that it was scrolled.
        let Some(Some(element)) = scroller.try_get_untracked() else {
            return;
        };
        let (top, view) = (
            f64::from(element.scroll_top()),
            f64::from(element.client_height()),
        );
        let end = f64::from(element.scroll_height()) - top - view <= NEAR;
        if scroll.get_untracked() != (top, view) {
            scroll.set((top, view));
        }
        // A page that grows has not been turned back: only a hand does that.
        let by_hand = js_sys::Date::now() - hand.get_value() < BY_HAND;
        if at_end.is_none() && (end || by_hand) {
            following.set(end);
        }
        if end {
            seen.set(all.with_untracked(|rows| rows.len()));
            // The end of a part is not the end.
            let whole = !untrack(in_part) && view > 0.0 && seen.get_untracked() > 0;
            if let Some(at_end) = at_end.filter(|_| whole) {
                at_end.set(true);
            }
        }
    };
    let to_end = move || {
        if let Some(element) = scroller.get_untracked() {
            element.set_scroll_top(element.scroll_height());
        }
    };
    // A line that somebody came for from elsewhere.
    let links = use_links();
    // With it how often it is still looked for, and whether it takes the focus.
    let sought = RwSignal::new(None::<(LineId, u8, bool)>);
    Effect::new(move |_| {
        links.asked();
        let Some(line) = links.take_line() else {
            return;
        };
        // It need not be among those that were looked for.
        if !all.with_untracked(|rows| rows.iter().any(|row| row.is(&line))) {
            needle.set(String::new());
            if let Some(sift) = sift {
                sift.clear();
            }
        }
        following.set(false);
        sought.set(Some((line, LOOKS, true)));
    });
    // The line that the clerk has come to: his hands stay in the box.
    if let Some(desk) = desk {
        Effect::new(move |_| {
            let Some((line, _)) = desk.seek.get() else {
                return;
            };
            if !all.with_untracked(|rows| rows.iter().any(|row| row.is(&line))) {
                needle.set(String::new());
            }
            following.set(false);
            sought.set(Some((line, LOOKS, false)));
        });
    }
    // As near to it as is known, then exactly, once it is drawn and measured.
    let seek = move |list: &web_sys::Element, settled: bool| {
        let Some((line, looks, focus)) = sought.get_untracked() else {
            return;
        };
        let found = row_of(list, &line);
        if let Some(row) = &found {
            let place = web_sys::ScrollIntoViewOptions::new();
            place.set_block(web_sys::ScrollLogicalPosition::Center);
            row.scroll_into_view_with_scroll_into_view_options(&place);
            if focus {
                let _ = row.focus();
            }
        } else if let Some(scroller) = scroller.get_untracked() {
            let (_, view) = scroll.get_untracked();
            let y = all.with_untracked(|rows| {
                heights.with_untracked(|heights| height_above(rows, heights, &line))
            });
            scroller.set_scroll_top((y - view / 3.0).max(0.0) as i32);
        }
        let there = found.is_some() && settled;
        sought.set(
            looks
                .checked_sub(1)
                .filter(|_| !there)
                .map(|left| (line, left, focus)),
        );
    };
    // Measured once they are drawn; then the page is as long as it says it is.
    Effect::new(move |_| {
        window.track();
        all.track();
        sought.track();
        once_drawn(move || {
            let Some(list) = list.get_untracked() else {
                return;
            };
            let found = measure(&list);
            let differs = heights.with_untracked(|known| {
                found
                    .iter()
                    .any(|(place, height)| known.get(place) != Some(height))
            });
            if differs {
                heights.update(|known| known.extend(found));
            }
            // A scroll that was under way may have said meanwhile that the page is at its end: who seeks follows nothing.
            let seeks = sought.with_untracked(Option::is_some);
            if seeks {
                following.set(false);
            }
            seek(&list, !differs);
            if !seeks && following.get_untracked() {
                to_end();
            }
            look();
        });
    });
    // Who types wants to see what he has typed.
    if edit {
        let own_new = Memo::new(move |_| rows::unsaved(session));
        Effect::new(move |before: Option<usize>| {
            let now = own_new.get();
            if before.is_some_and(|before| now > before) {
                following.set(true);
            }
            now
        });
    }
    let new_below = move || {
        let count = all.with(|rows| rows.len()).saturating_sub(seen.get());
        (!following.get() && at_end.is_none() && count > 0).then_some(count)
    };
    let shown = move || {
        let Window { from, to, .. } = window.get();
        all.with(|rows| rows.get(from..to).unwrap_or_default().to_vec())
    };
    view! {
        {tools.is_none().then(|| view! { <Find needle /> })}
        <div class="lines" class:lines--edit=edit role="log" aria-live="off" tabindex="0" aria-label=words::transcript
            data-reading="" node_ref=scroller on:scroll=move |_| look()
            on:wheel=move |_| touched() on:touchmove=move |_| touched() on:keydown=move |_| touched()
            on:pointerdown=move |_| hand.set_value(js_sys::Date::now() + DRAG) on:pointerup=move |_| touched()>
            <Show when=move || all.with(|rows| rows.is_empty())>
                <p class="lines-empty">
                    {move || match (!in_part(), own.get()) {
                        (false, _) => words::nothing_found(),
                        (true, Some(true)) => words::no_own_lines(),
                        (true, Some(false) | None) => words::no_lines(),
                    }}
                </p>
            </Show>
            <div class="lines-space" style:height=move || format!("{}px", window.get().above)></div>
            <ol node_ref=list>
                <For each=shown key=Row::key let(row)>
                    <RowView row desk corrections />
                </For>
            </ol>
            <div class="lines-space" style:height=move || format!("{}px", window.get().below)></div>
        </div>
        {move || new_below().map(|count| view! {
            <button type="button" class="press press--soft press--dense lines-new" data-act="to-newest"
                on:click=move |_| { following.set(true); to_end(); }>
                <Icon name="down" /><span>{move || words::new_lines(count)}</span>
            </button>
        })}
    }
}

#[component]
fn Find(needle: RwSignal<String>) -> impl IntoView {
    view! {
        <label class="lines-find">
            <Icon name="search" />
            <input type="search" data-field="find" aria-label=words::find placeholder=words::find
                prop:value=move || needle.get() on:input:target=move |event| needle.set(event.target().value()) />
        </label>
    }
}

/// Which rows are in the page, and how much room the others take.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Window {
    from: usize,
    to: usize,
    above: f64,
    below: f64,
}

impl Window {
    fn at(rows: &[Row], heights: &HashMap<String, f64>, top: f64, view: f64) -> Self {
        let height = |row: &Row| heights.get(&row.place()).copied().unwrap_or(GUESS);
        let mut y = 0.0;
        let mut first = rows.len();
        let mut last = rows.len();
        let mut starts = Vec::with_capacity(rows.len() + 1);
        for (at, row) in rows.iter().enumerate() {
            starts.push(y);
            y += height(row);
            if first == rows.len() && y > top {
                first = at;
            }
            if y >= top + view {
                last = at + 1;
                break;
            }
        }
        if first == rows.len() {
            first = rows.len().saturating_sub(1);
        }
        let from = first.saturating_sub(MARGIN);
        let to = (last + MARGIN).min(rows.len());
        let above = starts.get(from).copied().unwrap_or(0.0);
        let below = rows.get(to..).unwrap_or_default().iter().map(height).sum();
        Self {
            from,
            to,
            above,
            below,
        }
    }
}

/// How much of the page lies above the row of this line, as far as is known.
fn height_above(rows: &[Row], heights: &HashMap<String, f64>, line: &LineId) -> f64 {
    let before = rows.iter().take_while(|row| !row.is(line));
    let height = |row: &Row| heights.get(&row.place()).copied().unwrap_or(GUESS);
    before.map(height).sum()
}

/// The row of this line, if it is in the page. Names of lines are a browser's own: they are compared, never made a selector of.
fn row_of(list: &web_sys::Element, line: &LineId) -> Option<web_sys::HtmlElement> {
    let rows = list.children();
    (0..rows.length())
        .filter_map(|at| rows.item(at))
        .find(|row| row.get_attribute("data-line").as_deref() == Some(line.as_str()))
        .and_then(|row| row.dyn_into().ok())
}

/// The heights of the rows in the page, by their places.
fn measure(list: &web_sys::Element) -> Vec<(String, f64)> {
    let children = list.children();
    let mut found = Vec::new();
    let mut heading_of = None::<usize>;
    for at in 0..children.length() {
        let Some(child) = children.item(at) else {
            continue;
        };
        let height = child.get_bounding_client_rect().height() + 4.0;
        let line = child
            .unchecked_ref::<web_sys::Element>()
            .get_attribute("data-line");
        match line {
            Some(line) => {
                if let Some(heading) = heading_of.take().and_then(|at| found.get_mut(at)) {
                    let heading: &mut (String, f64) = heading;
                    heading.0 = format!("h{line}");
                }
                found.push((line, height));
            }
            None => {
                heading_of = Some(found.len());
                found.push((String::new(), height + 16.0));
            }
        }
    }
    found.retain(|(place, _)| !place.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearing::Stage;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_page_is_as_long_as_all_rows_whatever_is_in_it() {
        let rows: Vec<Row> = (0..1_000)
            .map(|at| Row::Heading(Stage::Opening, LineId::new(at.to_string())))
            .collect();
        let heights = HashMap::new();
        for top in [0.0, 30_000.0, 59_500.0] {
            let window = Window::at(&rows, &heights, top, 500.0);
            let shown = (window.to - window.from) as f64 * GUESS;
            assert_eq!(window.above + shown + window.below, 60_000.0);
            assert!(window.to - window.from < 40);
            assert!(window.above <= top);
        }
        let line = LineId::new("500");
        assert_eq!(height_above(&rows, &heights, &line), 60_000.0);
        let none = Window::at(&[], &heights, 0.0, 500.0);
        assert_eq!((none.from, none.to), (0, 0));
    }
}
