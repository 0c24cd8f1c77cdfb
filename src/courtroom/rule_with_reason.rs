//! An objection answered with its reason: one press further than the answer alone (R33).

use hearing::{Command, SeatId};
use leptos::prelude::*;

use crate::text::{Word as _, bench as words, common};
use crate::ui::{Frame, doing};

#[component]
pub fn RuleWithReason(seat: SeatId) -> impl IntoView {
    let asking = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let doing = doing();
    let of = seat.0.clone();
    let seat = StoredValue::new(seat);
    let missing = move || reason.with(|r| r.trim().is_empty());
    let rule = move |sustained| {
        asking.set(false);
        doing.start(Command::RuleOnObjection {
            seat: seat.get_value(),
            sustained,
            reason: reason.get_untracked(),
        });
    };
    let key = move |act: &'static str, word: fn() -> &'static str, sustained| {
        view! {
            <button type="button" class="press" data-act=act disabled=missing on:click=move |_| rule(sustained)>{word}</button>
        }
    };
    view! {
        <button type="button" class="press press--dense" data-act="rule-with-reason" data-of=of
            aria-busy=move || doing.busy() on:click=move |_| { reason.set(String::new()); doing.ask(asking); }>
            {move || doing.word(words::rule_with_reason)}
        </button>
        <Frame open=asking title=words::rule_with_reason_title.text() words=words::rule_with_reason_words.text()>
            <label class="field">
                <span>{common::reason}</span>
                <input type="text" data-field="reason" maxlength="1000" prop:value=move || reason.get()
                    on:input:target=move |event| reason.set(event.target().value()) />
            </label>
            <div class="panel-acts">
                <button type="button" class="press" data-act="ask-no" on:click=move |_| asking.set(false)>{common::cancel}</button>
                {key("sustain-with-reason", words::sustain, true)}
                {key("overrule-with-reason", words::overrule, false)}
            </div>
        </Frame>
    }
}
