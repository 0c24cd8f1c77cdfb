//! 异地主持庭审: who judges says from where he sits, and under what number the president of the court has agreed (R35).

use hearing::Command;
use leptos::prelude::*;

use super::panel::{Panel, PanelHead, use_panel};
use crate::session::use_session;
use crate::text::{Word as _, bench as words};
use crate::ui::{Press, doing};

/// For who judges and has no orders of his own; the presiding judge finds it among his orders.
#[component]
pub fn ElsewhereKey() -> impl IntoView {
    let panel = use_panel();
    view! {
        <button type="button" class="press" data-act="elsewhere" aria-haspopup="dialog"
            aria-expanded=move || panel.is(&Panel::Elsewhere).to_string() on:click=move |_| panel.toggle(Panel::Elsewhere)>
            {words::elsewhere}
        </button>
    }
}

#[component]
pub fn Elsewhere() -> impl IntoView {
    let session = use_session();
    let own = session.mine(|_, me| me.elsewhere.clone());
    view! {
        <section class="panel guard" role="dialog" aria-labelledby="elsewhere-title" data-panel="elsewhere">
            <PanelHead title=words::elsewhere_title.text() id="elsewhere-title" />
            {move || match own.get().flatten() {
                Some(sat) => view! {
                    <dl class="facts" data-elsewhere="">
                        <dt>{words::elsewhere_place}</dt><dd>{sat.place}</dd>
                        <dt>{words::elsewhere_reason}</dt><dd>{sat.reason}</dd>
                        <dt>{words::approval}</dt><dd>{sat.approval}</dd>
                    </dl>
                    <div class="panel-acts">
                        <Press act="sit-in-courtroom" label=words::sit_in_courtroom.text() command=|| Some(Command::SitInCourtroom) />
                    </div>
                }
                .into_any(),
                None => view! { <Form /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Form() -> impl IntoView {
    let place = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let approval = RwSignal::new(String::new());
    let doing = doing();
    let missing = move || {
        [place, reason, approval]
            .iter()
            .any(|one| one.with(|text| text.trim().is_empty()))
    };
    let sit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        doing.start(Command::SitElsewhere {
            place: place.get_untracked(),
            reason: reason.get_untracked(),
            approval: approval.get_untracked(),
        });
    };
    let field = move |name: &'static str,
                      label: fn() -> &'static str,
                      limit: &'static str,
                      value: RwSignal<String>| {
        view! {
            <label class="field">
                <span>{label}</span>
                <input type="text" maxlength=limit data-field=name on:input:target=move |event| value.set(event.target().value()) />
            </label>
        }
    };
    view! {
        <form on:submit=sit>
            <p class="guard-note">{words::elsewhere_note}</p>
            {field("elsewhere-place", words::elsewhere_place, "100", place)}
            {field("elsewhere-reason", words::elsewhere_reason, "1000", reason)}
            {field("elsewhere-approval", words::approval, "100", approval)}
            <div class="panel-acts">
                <button type="submit" class="press press--now" data-act="sit-elsewhere" disabled=missing aria-busy=move || doing.busy()>
                    {move || doing.word(words::sit_elsewhere)}
                </button>
            </div>
        </form>
    }
}
