//! The lines, of which only those in view are in the page: ten thousand cost no more than forty.

use std::sync::Arc;

use hearing::{LineId, SeatId};
use leptos::html::{Div, Ol};
use leptos::prelude::*;

use super::desk::Desk;
use super::heights::Window;
use super::in_view::{Place, heights_of, on_resize, places, put_back, row_of};
use super::line::RowView;
use super::page::Page;
use super::rows;
use super::sequence::Asked;
use super::sift::Sift;
use super::tools::Needle;
use super::typed::{self, Typed};
use super::wanted::Wanted;
use crate::links::use_links;
use crate::session::use_session;
use crate::text::transcript as words;
use crate::ui::{Icon, once_drawn};

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
    let me = session.me();
    let typed = Memo::new(move |_| Arc::new(typed::typed(session)));
    let wanted = Memo::new(move |_| Wanted {
        words: needle.with(|needle| needle.trim().to_owned()),
        speaker: sift.and_then(|sift| sift.speaker.get()),
        kind: sift.and_then(|sift| sift.kind.get()),
    });
    // Each change of a line makes one of them longer or shorter.
    let record = session.select(|h| {
        let record = &h.transcript;
        (
            record.lines.len(),
            record.struck.len(),
            record.history.len(),
        )
    });
    let page = StoredValue::new(Page::default());
    // Only that it is another page, and of how many rows: a hundred thousand of them are not handed about.
    let turned = Memo::new(move |was: Option<&Turned>| {
        record.track();
        let now = Turned {
            by: (wanted.get(), me.get(), session.views()),
            typed: typed.get(),
            times: was.map_or(0, |was| was.times.wrapping_add(1)),
            rows: 0,
        };
        let afresh = was.is_none_or(|was| {
            was.by != now.by || was.typed != now.typed && !now.by.0.is_everything()
        });
        let rows = page.try_update_value(|page| {
            let (typed, wanted) = (&*now.typed, &now.by.0);
            if let Some(me) = &now.by.1 {
                session.peek(|h| page.turn(h, &Asked { me, typed, wanted }, afresh));
            }
            page.slots().len()
        });
        Turned {
            rows: rows.unwrap_or_default(),
            ..now
        }
    });
    let count = move || turned.with(|turned| turned.rows);
    let scroller = NodeRef::<Div>::new();
    let list = NodeRef::<Ol>::new();
    let spaces = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    let scroll = RwSignal::new((0.0, 800.0));
    // Counts what was measured anew.
    let measured = RwSignal::new(0_u32);
    let following = RwSignal::new(at_end.is_none());
    let seen = RwSignal::new(0_usize);
    // When a hand last moved the page.
    let hand = StoredValue::new(0.0);
    let touched = move || hand.set_value(js_sys::Date::now());
    let desk = use_context::<Desk>().filter(|_| edit);
    let in_part = move || !needle.with(String::is_empty) || sift.is_some_and(Sift::is_on);
    if let Some(sift) = sift {
        // What comes to be seen by another choice is not new.
        Effect::new(move |_| {
            sift.speaker.track();
            sift.kind.track();
            seen.set(untrack(count));
        });
    }

    let window = Memo::new(move |_| {
        turned.track();
        measured.track();
        let (top, view) = scroll.get();
        page.with_value(|page| page.window(top, view))
    });
    let shown = Memo::new(move |_| {
        let Window { from, to, .. } = window.get();
        let typed = turned.with(|turned| turned.typed.clone());
        let Some(me) = me.get() else {
            return Vec::new();
        };
        page.with_value(|page| {
            let slots = page.slots().get(from..to).unwrap_or_default();
            session.with(|h| rows::drawn(h, &me, slots, &typed))
        })
    });
    // What is read, and where on the screen: it stays there, whatever comes to stand before it.
    let read = StoredValue::new(Vec::<Place>::new());
    let look = move || {
        // A page that has gone may still be told that it was scrolled.
        let (Some(Some(element)), Some(Some(list))) =
            (scroller.try_get_untracked(), list.try_get_untracked())
        else {
            return;
        };
        let (top, view) = (
            f64::from(element.scroll_top()),
            f64::from(element.client_height()),
        );
        let end = f64::from(element.scroll_height()) - top - view <= NEAR;
        let first = page.with_value(|page| page.row_at(top));
        let first = first.saturating_sub(window.with_untracked(|window| window.from));
        read.set_value(places(&element, &list, first));
        if scroll.get_untracked() != (top, view) {
            scroll.set((top, view));
        }
        // A page that grows has not been turned back: only a hand does that.
        let by_hand = js_sys::Date::now() - hand.get_value() < BY_HAND;
        if at_end.is_none() && (end || by_hand) {
            following.set(end);
        }
        if end {
            seen.set(untrack(count));
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
    // How much of the page is above a line, as far as is known.
    let above = move |line: &LineId| {
        let typed = turned.with_untracked(|turned| turned.typed.clone());
        session.peek(|h| page.with_value(|page| page.above(h, &typed, line)))
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
        if above(&line).is_none() {
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
            if above(&line).is_none() {
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
            let y = above(&line).unwrap_or_default();
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
    let settle = move || {
        let (Some(Some(element)), Some(Some(list))) =
            (scroller.try_get_untracked(), list.try_get_untracked())
        else {
            return;
        };
        let Window { from, to, .. } = window.get_untracked();
        let news = shown.with_untracked(|rows| {
            let found = heights_of(&list, rows, to == untrack(count));
            page.try_update_value(|page| page.measured(from, rows, &found))
        });
        let news = news == Some(true);
        if news {
            // In the same picture, so that nobody sees it move.
            let Window { above, below, .. } = page.with_value(|page| page.between(from, to));
            for (space, px) in [(spaces.0, above), (spaces.1, below)] {
                if let Some(space) = space.get_untracked() {
                    let space: &web_sys::HtmlElement = &space;
                    let _ = space.style().set_property("height", &format!("{px}px"));
                }
            }
            measured.update(|times| *times = times.wrapping_add(1));
        }
        // A scroll that was under way may have said meanwhile that the page is at its end: who seeks follows nothing.
        let seeks = sought.with_untracked(Option::is_some);
        if seeks {
            following.set(false);
            seek(&list, !news);
        } else if following.get_untracked() {
            to_end();
        } else if f64::from(element.scroll_top()) == scroll.get_untracked().0 {
            // Nobody has moved it since it was looked at.
            read.with_value(|read| put_back(&element, &list, read));
        }
        look();
    };
    Effect::new(move |_| {
        window.track();
        shown.track();
        sought.track();
        once_drawn(settle);
    });
    // With other letters, or in another width, they are as high as they never were.
    on_resize(scroller, list, move || request_animation_frame(settle));
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
        let count = count().saturating_sub(seen.get());
        (!following.get() && at_end.is_none() && count > 0).then_some(count)
    };
    view! {
        {tools.is_none().then(|| view! { <Find needle /> })}
        <div class="lines" class:lines--edit=edit role="log" aria-live="off" tabindex="0" aria-label=words::transcript
            data-reading="" node_ref=scroller on:scroll=move |_| look()
            on:wheel=move |_| touched() on:touchmove=move |_| touched() on:keydown=move |_| touched()
            on:pointerdown=move |_| hand.set_value(js_sys::Date::now() + DRAG) on:pointerup=move |_| touched()>
            <Show when=move || count() == 0>
                <p class="lines-empty">
                    {move || match (!in_part(), own.get()) {
                        (false, _) => words::nothing_found(),
                        (true, Some(true)) => words::no_own_lines(),
                        (true, Some(false) | None) => words::no_lines(),
                    }}
                </p>
            </Show>
            <div class="lines-space" node_ref=spaces.0 style:height=move || format!("{}px", window.get().above)></div>
            <ol node_ref=list>
                <For each=move || shown.get() key=move |row| row.key(edit) let(row)>
                    <RowView row desk corrections />
                </For>
            </ol>
            <div class="lines-space" node_ref=spaces.1 style:height=move || format!("{}px", window.get().below)></div>
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

/// What the page was turned by, and how often.
#[derive(Clone, PartialEq)]
struct Turned {
    /// What is wanted, who reads, which view of the hearing.
    by: (Wanted, Option<SeatId>, u32),
    typed: Arc<Typed>,
    times: u32,
    rows: usize,
}
