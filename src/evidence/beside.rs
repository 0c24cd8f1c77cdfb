//! A second exhibit beside the one on show; its pages too are turned by the presenter, or browsed by each for himself.

use hearing::Command;
use hearing::exhibit::PageView;
use hearing::presenting::Beside;
use leptos::prelude::*;

use super::described::{Description, DescriptionKey};
use super::facts::Item;
use super::reader::{Said, Table};
use super::screens::{Ticks, report_painted};
use super::tools::PageTools;
use super::turning::{Hand, Turning};
use super::viewer::Viewer;
use super::whose::Whose;
use crate::session::use_session;
use crate::text::{evidence, presenting};
use crate::ui::doing;

#[component]
pub fn BesideTable() -> impl IntoView {
    let session = use_session();
    let turning = expect_context::<Turning>();
    let doing = doing();
    let table = Table::new();
    let beside = Memo::new(move |_| {
        turning
            .shown
            .with(|p| p.as_ref().and_then(|p| p.beside.clone()))
    });
    let item = Memo::new(move |_| {
        let beside = beside.get()?;
        session.with(|h| h.exhibit(&beside.exhibit).map(Item::of))
    });
    let common = Memo::new(move |_| beside.get().map(|b| b.view).unwrap_or_default());
    // Where this person browses in it for himself.
    let free = RwSignal::new(None::<PageView>);
    let exhibit = Memo::new(move |_| beside.with(|b| b.as_ref().map(|b| b.exhibit.clone())));
    Effect::new(move |_| {
        exhibit.track();
        free.set(None);
    });
    let view = Memo::new(move |_| free.get().unwrap_or_else(|| common.get()));
    let hand = Memo::new(
        move |_| match (free.with(Option::is_some), turning.leads.get()) {
            (true, _) => Hand::Free,
            (false, true) => Hand::Leads,
            (false, false) => Hand::Follows,
        },
    );
    let turn = Callback::new(move |view: PageView| {
        if hand.get_untracked() == Hand::Free {
            free.set(Some(view));
        } else if let Some(Beside { exhibit, .. }) = beside.get_untracked() {
            let beside = Some(Beside { exhibit, view });
            doing.add(Command::ShowBeside { beside });
        }
    });
    let described = RwSignal::new(false);
    let painted = RwSignal::new(None);
    report_painted(painted.into(), true);
    let hears = Callback::new(move |said| match said {
        Said::Painted(said) => painted.set(Some(said)),
        Said::Scrolled(left, top) => free.update(|view| {
            if let Some(view) = view {
                (view.left, view.top) = (left, top);
            }
        }),
        Said::Opening
        | Said::Shown(_)
        | Said::Words(..)
        | Said::Pointed(_)
        | Said::Length(_)
        | Said::Blocked
        | Said::Fault(_) => {}
    });
    let sheet = Memo::new(move |_| item.with(|i| i.as_ref().is_some_and(Item::is_sheet)));
    view! {
        <section class="beside" aria-label=presenting::beside data-beside-table="">
            <div class="beside-head">
                <b class="exhibit-no">{move || item.with(|i| i.as_ref().map(|i| i.id.to_string()))}</b>
                <span class="beside-title">{move || item.with(|i| i.as_ref().map(|i| i.title.clone()))}</span>
                <DescriptionKey item open=described />
                <Show when=move || turning.leads.get()><Ticks beside=true /></Show>
                <Show when=move || sheet.get()>
                    <Whose
                        hand
                        presents=turning.presents
                        common_page=Signal::derive(move || common.get().page)
                        browse=Callback::new(move |()| free.set(Some(common.get_untracked())))
                        back=Callback::new(move |()| free.set(None))
                        of="beside"
                    />
                </Show>
                <Show
                    when=move || hand.get() != Hand::Follows
                    fallback=move || {
                        let page = move || item.with(|i| i.as_ref().map(|i| evidence::page_words(view.get().page, i.file.pages)));
                        view! { <span class="num beside-page">{page}</span> }
                    }
                >
                    <PageTools table item view busy=Signal::derive(move || doing.pending()) turn />
                </Show>
            </div>
            <Viewer
                table
                item
                view
                own=Signal::derive(move || hand.get() == Hand::Free)
                points=Signal::derive(|| false)
                hears
            />
            <Description item open=described />
        </section>
    }
}
