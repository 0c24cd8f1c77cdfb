//! Over the exhibit: its number and title, who shows it, and the tools.

use hearing::Command;
use leptos::prelude::*;

use super::described::DescriptionKey;
use super::facts::{Item, Person};
use super::lead::Lead;
use super::reader::Table;
use super::second::{OnlyThereKey, SecondKey, SecondWord};
use super::tools::PageTools;
use super::turning::Turning;
use super::whose::Whose;
use crate::media::SmallWindowKey;
use crate::session::{is_second_window, use_session};
use crate::text::{evidence, presenting};
use crate::ui::{Icon, Press};
use crate::view::{View, use_view};

#[component]
pub fn Head(
    table: Table,
    #[prop(into)] item: Signal<Option<Item>>,
    large: RwSignal<bool>,
    described: RwSignal<bool>,
    #[prop(into)] blocked: Signal<bool>,
    #[prop(into)] length: Signal<u64>,
    /// Whether the whole file was compared with its hash on this computer.
    #[prop(into)]
    checked: Signal<Option<bool>>,
) -> impl IntoView {
    let session = use_session();
    let place = use_view();
    let turning = expect_context::<Turning>();
    let by = session.select(|h| {
        let on_show = h.presentation.as_ref()?;
        Person::of(h, &on_show.by)
    });
    let shown_by = move || by.with(|p| p.as_ref().map(|p| evidence::shown_by(&p.words())));
    let checked_words = move || {
        checked.get().map(|checked| {
            if checked {
                presenting::checked_here()
            } else {
                presenting::by_ranges()
            }
        })
    };
    let second = is_second_window();
    let may_list = session.mine(move |_, me| !second && !me.role.is_called());
    view! {
        <div class="exhibit-head">
            <b class="exhibit-no">{move || item.with(|i| i.as_ref().map(|i| i.id.to_string()))}</b>
            <div class="exhibit-title">
                <h2>{move || item.with(|i| i.as_ref().map(|i| i.title.clone()))}</h2>
                <p class="exhibit-by">
                    {shown_by}
                    <span class="exhibit-checked" data-checked=move || checked.get().map(|c| c.to_string())>{checked_words}</span>
                </p>
            </div>
            <div class="exhibit-tools" role="toolbar" aria-label=evidence::tools>
                <Show when=move || item.with(|i| i.as_ref().is_some_and(Item::is_sheet))>
                    <Whose
                        hand=Signal::derive(move || turning.hand())
                        presents=turning.presents
                        common_page=Signal::derive(move || turning.common_page())
                        browse=Callback::new(move |()| turning.browse())
                        back=Callback::new(move |()| turning.back())
                    />
                </Show>
                <button
                    type="button"
                    class="press press--dense press--enlarge"
                    data-act="enlarge"
                    aria-pressed=move || if large.get() { "true" } else { "false" }
                    on:click=move |_| large.update(|large| *large = !*large)
                >
                    {move || if large.get() { evidence::put_back() } else { evidence::enlarge() }}
                </button>
                <PageTools
                    table
                    item
                    view=Signal::derive(move || turning.view())
                    busy=Signal::derive(move || turning.pending())
                    turn=Callback::new(move |view| turning.turn(view))
                />
                <Show when=move || turning.leads.get()>
                    <Press
                        act="stop-presenting"
                        label=Signal::derive(|| evidence::stop_presenting().to_owned())
                        command=|| Some(Command::StopPresenting)
                        class="press--dense"
                    />
                </Show>
                <DescriptionKey item open=described />
                <OnlyThereKey />
                <SecondKey />
                <SmallWindowKey />
                <Show when=move || may_list.get() == Some(true)>
                    <button
                        type="button"
                        class="press press--dense press--list"
                        data-act="exhibit-list"
                        aria-label=evidence::list
                        on:click=move |_| place.to(View::Evidence)
                    >
                        <Icon name="folder" />
                        <span>{evidence::list}</span>
                    </button>
                </Show>
            </div>
            <SecondWord />
            <Lead table item blocked length />
        </div>
    }
}
