//! A second exhibit beside the one on show; its pages too are turned by the presenter.

use hearing::Command;
use hearing::exhibit::PageView;
use hearing::presenting::Beside;
use leptos::prelude::*;

use super::described::{Description, DescriptionKey};
use super::facts::Item;
use super::reader::{Said, Table};
use super::screens::{Ticks, report_painted};
use super::tools::PageTools;
use super::turning::Turning;
use super::viewer::Viewer;
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
    let view = Memo::new(move |_| beside.get().map(|b| b.view).unwrap_or_default());
    let turn = Callback::new(move |view: PageView| {
        if let Some(Beside { exhibit, .. }) = beside.get_untracked() {
            let beside = Some(Beside { exhibit, view });
            doing.add(Command::ShowBeside { beside });
        }
    });
    let described = RwSignal::new(false);
    let painted = RwSignal::new(None);
    report_painted(painted.into(), true);
    let hears = Callback::new(move |said| {
        if let Said::Painted(said) = said {
            painted.set(Some(said));
        }
    });
    view! {
        <section class="beside" aria-label=presenting::beside data-beside-table="">
            <div class="beside-head">
                <b class="exhibit-no">{move || item.with(|i| i.as_ref().map(|i| i.id.to_string()))}</b>
                <span class="beside-title">{move || item.with(|i| i.as_ref().map(|i| i.title.clone()))}</span>
                <DescriptionKey item open=described />
                <Show when=move || turning.leads.get()><Ticks beside=true /></Show>
                <Show
                    when=move || turning.leads.get()
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
                own=Signal::derive(|| false)
                points=Signal::derive(|| false)
                hears
            />
            <Description item open=described />
        </section>
    }
}
