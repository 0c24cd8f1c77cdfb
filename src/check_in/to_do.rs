//! 开庭前要做的事: what is still to do, each a way to it; what is done, muted below.

use hearing::Seat;
use hearing::check_in::CheckInStep;
use leptos::prelude::*;

use super::flow::use_flow;
use crate::session::use_session;
use crate::text::{check_in, risks, terms};
use crate::ui::Icon;

/// A step of check-in, or the sheet of risks, which is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Step(CheckInStep),
    Risks,
}

impl Item {
    fn name(self) -> &'static str {
        match self {
            Item::Step(step) => terms::check_in_step(step),
            Item::Risks => risks::title(),
        }
    }

    fn gist(self) -> &'static str {
        match self {
            // The one that may be done days before.
            Item::Step(CheckInStep::Devices) => check_in::devices_any_time(),
            Item::Step(step) => check_in::step_gist(step),
            Item::Risks => risks::optional(),
        }
    }

    fn done(self, seat: &Seat) -> bool {
        match self {
            Item::Step(step) => seat.has_done(step),
            Item::Risks => seat.check_in.risks_read_at.is_some(),
        }
    }

    fn key(self) -> String {
        match self {
            Item::Step(step) => format!("{step:?}"),
            Item::Risks => "risks".to_owned(),
        }
    }
}

#[component]
pub fn ToDo() -> impl IntoView {
    let session = use_session();
    let flow = use_flow();
    let items = session.mine(|h, seat| {
        let steps = seat.check_in_steps().iter().map(|step| Item::Step(*step));
        let sheet = h.has_risk_sheet(seat).then_some(Item::Risks);
        let all = steps.chain(sheet);
        all.map(|item| (item, item.done(seat))).collect::<Vec<_>>()
    });
    let items = Memo::new(move |_| items.get().unwrap_or_default());
    let of = move |wanted: bool| {
        let all = items.get().into_iter();
        all.filter(move |(_, done)| *done == wanted)
            .map(|(item, _)| item)
            .collect::<Vec<_>>()
    };
    let turn = move |item: Item| match item {
        Item::Step(step) => flow.turn_to(step),
        Item::Risks => flow.to_risks(),
    };
    // Nothing waits for the sheet: it is on the list, and none of those to be done.
    let left = move || {
        let steps = of(false).into_iter().filter(|item| *item != Item::Risks);
        check_in::left_to_do(steps.count())
    };
    view! {
        <h2><span>{check_in::before_title}</span>" "<span class="h2-n" role="status">{left}</span></h2>
        <ol class="todo">
            <For each=move || of(false) key=|item| item.key() let(item)>
                <li data-todo=item.key()>
                    <button type="button" data-act="to-do" data-of=item.key() on:click=move |_| turn(item)>
                        <b>{move || item.name()}</b><span>{move || item.gist()}</span><Icon name="next" />
                    </button>
                </li>
            </For>
            <For each=move || of(true) key=|item| item.key() let(item)>
                <li data-done=item.key()>
                    <Icon name="check" /><b>{move || item.name()}</b><span>{check_in::done}</span>
                </li>
            </For>
        </ol>
    }
}
