//! 是否适宜在线: the judge says why somebody is heard online all the same, with a reason to begin with (R12).

use hearing::check_in::SuitabilityBar;
use hearing::{Command, SeatId};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, readiness};
use crate::ui::{AskReason, doing};

/// Shown to who may consider it, as long as these circumstances wait.
#[component]
pub fn ConsiderKey(
    seat: SeatId,
    name: String,
    bars: Vec<SuitabilityBar>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let of = seat.to_string();
    let command = {
        let bars = bars.clone();
        move |reason: String| Command::ConsiderSuitability {
            seat: seat.clone(),
            bars: bars.clone(),
            reason,
        }
    };
    // With any reason: whether the act as such is open to this seat.
    let shown = {
        let command = command.clone();
        use_session().accepts(move || Some(command("-".to_owned())))
    };
    let doing = doing();
    let asking = RwSignal::new(false);
    let suggestion = {
        let bars = bars.clone();
        Signal::derive(move || readiness::consider_suggestion(&bars).to_owned())
    };
    let words = Signal::derive(move || readiness::consider_words(&name, &bars));
    let yes = Callback::new(move |reason: String| doing.start(command(reason)));
    view! {
        <Show when=move || shown.get()>
            <button
                type="button"
                class=format!("press {class}")
                data-act="consider-suitability"
                data-of=of.clone()
                aria-busy=move || doing.busy()
                on:click=move |_| doing.ask(asking)
            >
                {move || doing.word(readiness::consider)}
            </button>
        </Show>
        <AskReason
            open=asking
            title=readiness::consider_title.text()
            words
            answer=readiness::consider_answer.text()
            suggestion
            label=readiness::consider_reason.text()
            yes
        />
    }
}
