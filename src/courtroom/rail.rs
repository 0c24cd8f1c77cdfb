//! 庭审阶段: where the hearing is in its procedure, and the way to the next stage.

use hearing::{Phase, Role};
use leptos::prelude::*;

use super::captions::CaptionsSwitch;
use super::panel::{Panel, use_panel};
use crate::session::use_session;
use crate::text::{courtroom as words, terms};
use crate::ui::Icon;

#[component]
pub fn Rail() -> impl IntoView {
    let session = use_session();
    let steps = session.select(|h| {
        let stages = h.matter.as_ref().map_or(&[][..], |m| m.procedure.stages());
        let now = h
            .stage
            .and_then(|s| stages.iter().position(|known| *known == s))
            .unwrap_or(0);
        let steps = stages.iter().enumerate().map(|(at, stage)| {
            let step = match at.cmp(&now) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "later",
            };
            (*stage, step)
        });
        (steps.collect::<Vec<_>>(), now + 1)
    });
    let leads = session.mine(|h, seat| {
        let goes_on = match h.phase {
            Phase::Before | Phase::InSession => true,
            Phase::Adjourned | Phase::Closed | Phase::Finished => false,
        };
        seat.role == Role::PresidingJudge && goes_on
    });
    let leads = move || leads.get() == Some(true);
    view! {
        <nav class="rail" class:rail--leads=leads aria-label=words::stages>
            <p class="rail-count">
                <span class="num">{move || steps.get().1}</span>"／"
                <span class="num">{move || steps.get().0.len()}</span>
            </p>
            <ol class="rail-steps">
                {move || steps.get().0.into_iter().map(|(stage, step)| view! {
                    <li class="rail-step" data-step=step data-stage=format!("{stage:?}") aria-current=(step == "now").then_some("step")>
                        {(step == "done").then(|| view! { <Icon name="check" /> })}
                        <span>{move || terms::stage(stage)}</span>
                    </li>
                }).collect_view()}
            </ol>
            <CaptionsSwitch phone=true />
            <Show when=leads><NextStage /></Show>
        </nav>
    }
}

/// The way on, for the presiding judge. It opens the guard and enters nothing by itself.
#[component]
fn NextStage() -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let next = session.select(|h| {
        let next = h
            .matter
            .as_ref()
            .zip(h.stage)
            .and_then(|(m, stage)| m.procedure.next(stage));
        (h.phase, next, h.open_items().len())
    });
    let label = move || match next.get() {
        (Phase::Before, _, _) => words::open_court().to_owned(),
        (_, Some(stage), _) => words::enter_stage(terms::stage(stage)),
        (_, None, _) => words::other_stages().to_owned(),
    };
    let open = move || Some(next.get().2).filter(|count| *count > 0);
    view! {
        <div class="rail-next">
            <button
                type="button"
                class="rail-go"
                data-act="next-stage"
                aria-haspopup="dialog"
                aria-expanded=move || panel.is(&Panel::Guard).to_string()
                on:click=move |_| panel.toggle(Panel::Guard)
            >
                <span>{label}</span>
                {move || open().map(|count| view! { <span class="rail-guard">{move || words::open_items(count)}</span> })}
                <Icon name="down" />
            </button>
        </div>
    }
}
