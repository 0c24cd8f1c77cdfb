//! Page, zoom and rotation: the same tools for who presents and for who looks by himself.

use hearing::exhibit::PageView;
use leptos::prelude::*;

use super::facts::Item;
use super::reader::Table;
use crate::text::evidence;
use crate::ui::Icon;

/// Steps of the zoom, in hundredths of the width.
const ZOOMS: [u16; 11] = [25, 50, 75, 100, 125, 150, 200, 300, 400, 600, 800];

#[component]
pub fn PageTools(
    table: Table,
    #[prop(into)] item: Signal<Option<Item>>,
    #[prop(into)] view: Signal<PageView>,
    #[prop(into)] busy: Signal<bool>,
    turn: Callback<PageView>,
) -> impl IntoView {
    let pages = Memo::new(move |_| item.with(|i| i.as_ref().map_or(1, |i| i.file.pages)));
    let paged = move || item.with(|i| i.as_ref().is_some_and(Item::has_pages));
    let sheet = move || item.with(|i| i.as_ref().is_some_and(Item::is_sheet));
    let to_page = move |page: u32| {
        let page = page.clamp(1, pages.get_untracked());
        let (left, top) = (0, 0);
        turn.run(PageView {
            page,
            left,
            top,
            // What was pointed out was on the page before.
            highlight: None,
            ..view.get_untracked()
        });
    };
    let to_zoom = move |zoom: u16| {
        turn.run(PageView {
            zoom,
            ..view.get_untracked()
        })
    };
    let rotate = move |_| {
        let was = view.get_untracked();
        turn.run(PageView {
            rotation: (was.rotation + 90) % 360,
            left: 0,
            top: 0,
            ..was
        });
    };
    let fit = move |_| {
        let whole = table.whole_page();
        to_zoom(if view.get_untracked().zoom == whole {
            100
        } else {
            whole
        });
    };
    let narrower = move |_| {
        to_zoom(
            ZOOMS
                .into_iter()
                .rev()
                .find(|z| *z < view.get_untracked().zoom)
                .unwrap_or(25),
        )
    };
    let wider = move |_| {
        to_zoom(
            ZOOMS
                .into_iter()
                .find(|z| *z > view.get_untracked().zoom)
                .unwrap_or(800),
        )
    };
    view! {
        <Show when=paged>
            <span class="stepper" aria-busy=move || busy.get().then_some("true")>
                <Tool act="previous-page" icon="prev" label=evidence::page_back
                    off=Signal::derive(move || view.get().page <= 1)
                    press=Callback::new(move |()| to_page(view.get_untracked().page.saturating_sub(1))) />
                <span class="num stepper-value">
                    <input
                        class="page-number"
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        data-field="page"
                        aria-label=evidence::page_number
                        prop:value=move || view.get().page.to_string()
                        on:change:target=move |event| {
                            match event.target().value().trim().parse::<u32>() {
                                Ok(page) => to_page(page),
                                Err(_) => event.target().set_value(&view.get_untracked().page.to_string()),
                            }
                        }
                    />
                    "/ "{move || pages.get()}
                </span>
                <Tool act="next-page" icon="next" label=evidence::page_on
                    off=Signal::derive(move || view.get().page >= pages.get())
                    press=Callback::new(move |()| to_page(view.get_untracked().page + 1)) />
            </span>
        </Show>
        <Show when=sheet>
            <span class="stepper stepper--zoom">
                <Tool act="zoom-out" icon="minus" label=evidence::zoom_out
                    off=Signal::derive(move || view.get().zoom <= 25) press=Callback::new(move |()| narrower(())) />
                <span class="num stepper-value stepper-zoom">{move || view.get().zoom}"%"</span>
                <Tool act="zoom-in" icon="plus" label=evidence::zoom_in
                    off=Signal::derive(move || view.get().zoom >= 800) press=Callback::new(move |()| wider(())) />
                <Tool act="fit-page" icon="fit" label=evidence::fit_page press=Callback::new(move |()| fit(())) />
                <button type="button" class="press press--dense press--word" data-act="rotate" on:click=rotate>
                    {evidence::rotate}
                </button>
            </span>
        </Show>
    }
}

#[component]
fn Tool(
    act: &'static str,
    icon: &'static str,
    label: fn() -> &'static str,
    #[prop(optional)] off: Signal<bool>,
    press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="press press--dense press--square"
            data-act=act
            aria-label=label
            title=label
            disabled=move || off.get()
            on:click=move |_| press.run(())
        >
            <Icon name=icon />
        </button>
    }
}
