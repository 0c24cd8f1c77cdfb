//! 诉讼风险提示 (R92): a page of the court to read and to print. That it was read goes on record; nothing waits for it.

use hearing::Command;
use leptos::prelude::*;

use super::lintel::page_title;
use super::step_page::StepMain;
use crate::session::use_session;
use crate::text::{check_in, risks};
use crate::ui::{Icon, Press, ReadAloud};

#[component]
pub fn RiskSheet(close: Callback<()>) -> impl IntoView {
    let session = use_session();
    let read = session.mine(|_, seat| seat.check_in.risks_read_at);
    let read = Memo::new(move |_| read.get().flatten());
    // On record: back to what is still to do.
    Effect::new(move |before: Option<bool>| {
        let now = read.get().is_some();
        if before == Some(false) && now {
            close.run(());
        }
        now
    });
    page_title(|| risks::title().to_owned());
    let print = move |_| {
        if gloo::utils::window().print().is_err() {
            gloo::console::warn!("this browser does not print");
        }
    };
    view! {
        <StepMain>
            <div class="step-body step-one risks" data-sheet="risks">
                <h1>{risks::title}</h1>
                <p class="lead">{risks::lead}</p>
                <div class="sheet-note">
                    <ol class="articles">
                        {move || risks::articles().map(|(risk, words)| view! { <li><b>{risk}</b>{words}</li> }).collect_view()}
                    </ol>
                </div>
                <p>{risks::foot}" "{risks::not_asked}</p>
                <p class="step-note">{risks::source}" "{move || read.get().map(risks::read_at)}</p>
            </div>
        </StepMain>
        <footer class="stepbar" aria-label=check_in::acts>
            <div class="stepbar-tools">
                <button type="button" class="tool" data-act="close-risks" on:click=move |_| close.run(())>
                    <Icon name="prev" /><span>{risks::back}</span>
                </button>
                <button type="button" class="tool" data-act="print" on:click=print>
                    <Icon name="print" /><span>{risks::print}</span>
                </button>
                <ReadAloud />
            </div>
            <Show
                when=move || read.get().is_none()
                fallback=move || view! {
                    <button type="button" data-act="risks-done" class="press stepbar-go" on:click=move |_| close.run(())>{risks::back}</button>
                }
            >
                <Press
                    act="acknowledge-risks"
                    class="press--now stepbar-go"
                    label=Signal::derive(|| risks::acknowledge().to_owned())
                    command=|| Some(Command::AcknowledgeRisks)
                />
            </Show>
        </footer>
    }
}
