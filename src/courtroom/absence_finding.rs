//! The judge finds what an absence was. The grave finding wants two prompts before it, or a reason that is written down.

use hearing::{AbsenceFinding, Command, Millis, SeatId, TOLD_BEFORE_EXIT};
use leptos::prelude::*;

use crate::text::{Word as _, away as words, terms};
use crate::ui::{AskReason, Press, doing};

const FINDINGS: [AbsenceFinding; 5] = [
    AbsenceFinding::NetworkFailure,
    AbsenceFinding::DeviceFailure,
    AbsenceFinding::PowerCut,
    AbsenceFinding::ForceMajeure,
    AbsenceFinding::UnauthorisedExit,
];

#[component]
pub fn FindingKeys(
    seat: SeatId,
    from: Millis,
    told: usize,
    found: Option<AbsenceFinding>,
) -> impl IntoView {
    let target = StoredValue::new(seat);
    let asked = RwSignal::new(None::<AbsenceFinding>);
    let asking = RwSignal::new(false);
    let doing = doing();
    let find = move |finding, reason| Command::ClassifyAbsence {
        seat: target.get_value(),
        from,
        finding,
        reason,
    };
    let wants_reason = move |finding| {
        found.is_some() || (finding == AbsenceFinding::UnauthorisedExit && told < TOLD_BEFORE_EXIT)
    };
    let with_reason = Callback::new(move |reason| {
        if let Some(finding) = asked.get_untracked() {
            doing.start(find(finding, reason));
        }
    });
    let title = Signal::derive(move || {
        asked
            .get()
            .map(terms::absence_finding)
            .unwrap_or_default()
            .to_owned()
    });
    let why = if found.is_some() {
        words::change_reason
    } else {
        words::exit_reason
    };
    view! {
        <div class="panel-acts panel-acts--tight">
            {FINDINGS.into_iter().filter(|finding| Some(*finding) != found).map(|finding| {
                let grave = finding == AbsenceFinding::UnauthorisedExit;
                let class = if grave { "press--dense press--grave" } else { "press--dense" };
                let label = Signal::derive(move || terms::absence_finding(finding).to_owned());
                if wants_reason(finding) {
                    view! {
                        <button type="button" class=format!("press {class}") data-act="classify-absence" data-of=format!("{finding:?}")
                            aria-busy=move || doing.busy()
                            on:click=move |_| { asked.set(Some(finding)); doing.ask(asking); }>
                            {move || label.get()}"…"
                        </button>
                    }.into_any()
                } else {
                    view! {
                        <Press act="classify-absence" class=class seat=format!("{finding:?}") label
                            command=move || Some(find(finding, String::new())) />
                    }.into_any()
                }
            }).collect_view()}
        </div>
        <AskReason open=asking title words=why.text() answer=words::finding.text() yes=with_reason />
    }
}
