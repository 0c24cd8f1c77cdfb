//! Under the head of the exhibit: what its presenter and the court do with it, and whose screen it stands on.

use hearing::exhibit::PageView;
use hearing::presenting::Beside;
use hearing::{Actor, Command, ExhibitId, Role, SeatId};
use leptos::prelude::*;

use super::draw::{Drawing, Pen};
use super::facts::{Item, Person};
use super::marks::MarkTools;
use super::playback::Player;
use super::reader::Table;
use super::screens::Ticks;
use super::turning::{Hand, Turning};
use crate::session::use_session;
use crate::text::presenting;
use crate::ui::{Press, doing};

#[component]
pub fn Lead(
    table: Table,
    #[prop(into)] item: Signal<Option<Item>>,
    #[prop(into)] blocked: Signal<bool>,
    #[prop(into)] length: Signal<u64>,
) -> impl IntoView {
    let turning = expect_context::<Turning>();
    let sheet = Memo::new(move |_| item.with(|i| i.as_ref().is_some_and(Item::is_sheet)));
    let plays = Memo::new(move |_| item.with(|i| i.as_ref().is_some_and(Item::plays)));
    view! {
        <div class="exhibit-lead" role="group" aria-label=presenting::lead>
            <Show when=move || plays.get()><Player table blocked length /></Show>
            <Show when=move || turning.leads.get()>
                <Show when=move || sheet.get()><HighlightKey /></Show>
                <Show when=move || sheet.get()><Compare /></Show>
                <HandOver />
            </Show>
            <Show when=move || sheet.get()><MarkTools item /></Show>
            <Show when=move || turning.leads.get()><Ticks /></Show>
        </div>
    }
}

/// Draws a frame around what is spoken of, or takes it away.
#[component]
fn HighlightKey() -> impl IntoView {
    let turning = expect_context::<Turning>();
    let drawing = expect_context::<Drawing>();
    let stands = Memo::new(move |_| turning.view().highlight.is_some());
    let draws = move || drawing.pen.get() == Some(Pen::Highlight);
    let press = move |_| {
        if stands.get_untracked() {
            turning.highlight(None);
        } else {
            drawing.pen.update(|pen| {
                *pen = (*pen != Some(Pen::Highlight)).then_some(Pen::Highlight);
            });
        }
    };
    view! {
        <Show when=move || turning.hand() == Hand::Leads>
            <button
                type="button"
                class="press press--dense"
                data-act="highlight"
                aria-pressed=move || if draws() { "true" } else { "false" }
                on:click=press
            >
                {move || if stands.get() { presenting::highlight_off() } else { presenting::highlight() }}
            </button>
        </Show>
    }
}

/// Puts the pages into another seat's hand; the court takes them back.
#[component]
fn HandOver() -> impl IntoView {
    let session = use_session();
    let doing = doing();
    let others = session.mine(|h, me| {
        let by = h.presentation.as_ref().map(|p| p.by.clone());
        h.seats
            .iter()
            .filter(|s| s.id != me.id && Some(&s.id) != by.as_ref() && h.may_be_handed(s))
            .filter_map(|s| Some((s.id.clone(), Person::of(h, &s.id)?)))
            .collect::<Vec<_>>()
    });
    let others = Memo::new(move |_| others.get().unwrap_or_default());
    let taken = session.mine(|h, me| {
        let court = matches!(me.role, Role::PresidingJudge | Role::Clerk);
        let by_other = h.presentation.as_ref().is_some_and(|p| p.by != me.id);
        (court && by_other).then(|| me.id.clone())
    });
    let taken = Memo::new(move |_| taken.get().flatten());
    view! {
        <Show when=move || taken.with(Option::is_some)>
            <Press
                act="take-presenting"
                label=Signal::derive(|| presenting::take_back().to_owned())
                command=move || taken.get_untracked().map(|seat| Command::HandPresenting { seat })
                class="press--dense"
            />
        </Show>
        <Show when=move || !others.with(Vec::is_empty)>
            <select
                class="lead-choice"
                data-field="hand-to"
                aria-label=presenting::hand_to
                aria-busy=move || doing.busy()
                prop:value=""
                on:change:target=move |event| {
                    let seat = SeatId::new(event.target().value());
                    event.target().set_value("");
                    doing.start(Command::HandPresenting { seat });
                }
            >
                <option value="">{move || doing.word(presenting::hand_to)}</option>
                <For each=move || others.get() key=|one| one.0.clone() let((id, person))>
                    <option value=id.to_string()>{move || person.words()}</option>
                </For>
            </select>
        </Show>
    }
}

/// Lays a second exhibit beside the first, or takes it away.
#[component]
fn Compare() -> impl IntoView {
    let session = use_session();
    let turning = expect_context::<Turning>();
    let doing = doing();
    let lies = Memo::new(move |_| {
        turning
            .shown
            .with(|p| p.as_ref().is_some_and(|p| p.beside.is_some()))
    });
    let ready = session.mine(|h, me| {
        let may = |id: &ExhibitId| {
            let beside = Some(Beside {
                exhibit: id.clone(),
                view: PageView::default(),
            });
            let ask = Command::ShowBeside { beside };
            h.decide(&Actor::Seat(me.id.clone()), &ask, 0).is_ok()
        };
        h.in_examination_order()
            .into_iter()
            .filter(|e| may(&e.id))
            .map(|e| (e.id.clone(), e.title.clone()))
            .collect::<Vec<_>>()
    });
    let ready = Memo::new(move |_| ready.get().unwrap_or_default());
    view! {
        <Show when=move || lies.get()>
            <Press
                act="compare-end"
                label=Signal::derive(|| presenting::compare_end().to_owned())
                command=|| Some(Command::ShowBeside { beside: None })
                class="press--dense"
                icon="compare"
            />
        </Show>
        <Show when=move || !lies.get() && !ready.with(Vec::is_empty)>
                <select
                    class="lead-choice"
                    data-field="compare-with"
                    aria-label=presenting::compare
                    aria-busy=move || doing.busy()
                    prop:value=""
                    on:change:target=move |event| {
                        let exhibit = ExhibitId::new(event.target().value());
                        event.target().set_value("");
                        let view = PageView::default();
                        doing.start(Command::ShowBeside { beside: Some(Beside { exhibit, view }) });
                    }
                >
                    <option value="">{move || doing.word(presenting::compare)}</option>
                    <For each=move || ready.get() key=|one| one.clone() let((id, title))>
                        <option value=id.to_string()>{presenting::compare_with(id.as_str(), &title)}</option>
                    </For>
                </select>
        </Show>
    }
}
