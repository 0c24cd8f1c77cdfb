//! 报告庭前准备就绪 (R18). It never blocks; while something is open, that is named first, and reported all the same only
//! when the answer is yes. Until the hearing opens it can be taken back.

use hearing::{Command, Hearing};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word, readiness};
use crate::ui::{Frame, Press, doing};

#[component]
pub fn ReportReady() -> impl IntoView {
    let session = use_session();
    let shown = session.accepts(|| Some(Command::ReportReady));
    let reported = session.accepts(|| Some(Command::WithdrawReady));
    let open = session.select(Hearing::open_things);
    let is_open = move || open.with(|open| !open.is_empty());
    let asking = RwSignal::new(false);
    let doing = doing();
    let report = move || doing.start(Command::ReportReady);
    let press = move |_| {
        if untrack(is_open) {
            doing.ask(asking);
        } else {
            report();
        }
    };
    let confirm = move |_| {
        asking.set(false);
        report();
    };
    // Somebody else of the court may have reported meanwhile.
    Effect::new(move |_| {
        if !shown.get() {
            asking.set(false);
        }
    });
    view! {
        <Show when=move || shown.get()>
            <Show when=is_open>
                <span class="rail-guard">{move || readiness::things_open(open.with(Vec::len))}</span>
            </Show>
            <button
                type="button"
                class="press"
                class:press--now=move || !is_open()
                data-act="report-ready"
                aria-busy=move || doing.busy()
                on:click=press
            >
                {move || doing.word(readiness::report_ready)}
            </button>
        </Show>
        <Show when=move || reported.get()>
            <Press
                act="withdraw-ready"
                label=readiness::withdraw_ready.text()
                command=|| Some(Command::WithdrawReady)
            />
        </Show>
        <Frame open=asking title=readiness::report_open_title.text() words=readiness::report_open_words.text()>
            <ul class="open-things" data-open-list="" tabindex="0" aria-label=readiness::report_open_list>
                {move || open.get().iter().map(|thing| view! { <li>{readiness::open_thing(thing)}</li> }).collect_view()}
            </ul>
            <div class="panel-acts">
                <button type="button" class="press press--now" data-act="ask-no" on:click=move |_| asking.set(false)>
                    {readiness::report_not_yet}
                </button>
                <button type="button" class="press" data-act="ask-yes" on:click=confirm>{readiness::report_anyway}</button>
            </div>
        </Frame>
    }
}
