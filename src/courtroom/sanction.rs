//! 罚款、拘留: what the president of the court has approved, recorded for one person (R26). One step behind, in words.

use hearing::sanction::Sanction;
use hearing::{Command, Hearing, SeatId};
use leptos::prelude::*;

use super::panel::use_panel;
use crate::session::use_session;
use crate::text::{Word as _, bench as words};
use crate::ui::{Ask, doing_then};

#[component]
pub fn SanctionForm(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let highest = session.select(Hearing::highest_fine);
    let id = seat.clone();
    let name = session.select(move |h| h.seat(&id).map(|s| s.name.clone()).unwrap_or_default());
    let detains = RwSignal::new(false);
    let amount = RwSignal::new(String::new());
    let approval = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let asking = RwSignal::new(false);
    let doing = doing_then(move || panel.close());
    let sanction = move || {
        let amount = amount.get();
        let amount = amount.trim();
        if detains.get() {
            amount.parse().ok().map(|days| Sanction::Detention { days })
        } else {
            amount.parse().ok().map(|yuan| Sanction::Fine { yuan })
        }
    };
    let empty = |text: &String| text.trim().is_empty();
    let missing = move || sanction().is_none() || approval.with(empty) || said.with(empty);
    let sentence = Signal::derive(move || {
        sanction()
            .map(|s| words::sanction_words(&name.get(), s, approval.get().trim()))
            .unwrap_or_default()
    });
    let target = StoredValue::new(seat);
    let record = Callback::new(move |()| {
        if let Some(sanction) = untrack(sanction) {
            doing.start(Command::RecordSanction {
                seat: target.get_value(),
                sanction,
                approval: approval.get_untracked(),
                words: said.get_untracked(),
            });
        }
    });
    view! {
        <details class="panel-more" data-more="sanction">
            <summary>{words::sanction}</summary>
            <p class="guard-note">{words::sanction_note}</p>
            <div class="field field--row">
                <label>
                    <input type="radio" name="sanction" checked=true data-field="fine" on:change=move |_| detains.set(false) />
                    <span>{words::fine_yuan}</span>
                </label>
                <label>
                    <input type="radio" name="sanction" data-field="detention" on:change=move |_| detains.set(true) />
                    <span>{words::detention_days}</span>
                </label>
            </div>
            <label class="field">
                <span>{move || if detains.get() { words::detention_days().to_owned() } else { words::highest_fine(highest.get()) }}</span>
                <input type="text" inputmode="numeric" maxlength="6" data-field="sanction-amount"
                    on:input:target=move |event| amount.set(event.target().value()) />
            </label>
            <label class="field">
                <span>{words::approval}</span>
                <input type="text" maxlength="100" data-field="approval" on:input:target=move |event| approval.set(event.target().value()) />
            </label>
            <label class="field">
                <span>{words::facts_and_ground}</span>
                <input type="text" maxlength="1000" data-field="sanction-words" on:input:target=move |event| said.set(event.target().value()) />
            </label>
            <div class="panel-acts">
                <button type="button" class="press" data-act="record-sanction" disabled=missing aria-busy=move || doing.busy()
                    on:click=move |_| doing.ask(asking)>
                    {move || doing.word(words::record_sanction)}
                </button>
            </div>
            <Ask open=asking grave=true title=words::sanction.text() words=sentence answer=words::record_sanction_yes.text() yes=record />
        </details>
    }
}
