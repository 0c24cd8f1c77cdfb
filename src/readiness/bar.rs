//! The acts that concern the whole room before the hearing: admit all who are ready, report, go in.

use hearing::{Command, Role};
use leptos::prelude::*;

use super::delay::DelayPress;
use super::facts::{admissible, checked_in_count};
use super::messages::MessageKey;
use super::report_ready::ReportReady;
use crate::session::use_session;
use crate::text::{common, readiness};
use crate::ui::{Icon, doing};
use crate::view::{View, use_view};

#[component]
pub fn Bar(testing: RwSignal<bool>) -> impl IntoView {
    let view = use_view();
    view! {
        <footer class="bar" aria-label=readiness::acts>
            <div class="bar-group">
                <button type="button" class="tool" data-act="docket" data-ready="" on:click=move |_| view.to(View::Docket)>
                    <Icon name="calendar" /><span>{readiness::docket}</span>
                </button>
                <button type="button" class="tool" data-act="to-courtroom" on:click=move |_| view.to(View::Courtroom)>
                    <Icon name="gavel" /><span>{readiness::to_courtroom}</span>
                </button>
                <button type="button" class="tool" data-act="test-devices" on:click=move |_| testing.set(true)>
                    <Icon name="settings" /><span>{readiness::own_devices}</span>
                </button>
                <MessageKey />
            </div>
            <Facts />
            <div class="bar-group bar-orders">
                <DelayPress />
                <AdmitAll />
                <ReportReady />
            </div>
        </footer>
    }
}

#[component]
fn Facts() -> impl IntoView {
    let session = use_session();
    let counts = session.select(|h| {
        let (checked_in, needed) = checked_in_count(h);
        let watching = h
            .seats
            .iter()
            .filter(|s| s.role == Role::Observer && s.is_here())
            .count();
        (checked_in, needed, watching)
    });
    view! {
        <p class="bar-facts">
            <span>{readiness::checked_in}" "<b class="num">{move || counts.get().0}"/"{move || counts.get().1}</b></span>
            <span>{readiness::gallery}" "<b class="num">{move || counts.get().2}</b></span>
        </p>
    }
}

/// One order for each who may come in now.
#[component]
fn AdmitAll() -> impl IntoView {
    let session = use_session();
    let who = session.mine(|h, me| admissible(h, &me.id));
    let who = Memo::new(move |_| who.get().unwrap_or_default());
    let doing = doing();
    let admit = move |_| {
        let seats = who.get_untracked().into_iter();
        doing.start_all(seats.map(|seat| Command::Admit { seat }));
    };
    view! {
        <Show when=move || who.with(|w| !w.is_empty()) || doing.pending()>
            <button
                type="button"
                class="press"
                data-act="admit-all"
                aria-busy=move || doing.busy()
                on:click=admit
            >
                <Icon name="admit" />
                <span>{move || if doing.pending() { common::pending().to_owned() } else { readiness::admit_all(who.with(Vec::len)) }}</span>
            </button>
        </Show>
    }
}
