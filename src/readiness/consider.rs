//! 是否适宜在线: the judge says why somebody is heard online all the same, with a reason to begin with (R12).

use hearing::check_in::SuitabilityBar;
use hearing::{Command, SeatId};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, readiness};
use crate::ui::PressReason;

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
    let suggestion = {
        let bars = bars.clone();
        Signal::derive(move || readiness::consider_suggestion(&bars).to_owned())
    };
    let words = Signal::derive(move || readiness::consider_words(&name, &bars));
    view! {
        <PressReason
            act="consider-suitability"
            seat=of
            class
            shown
            label=readiness::consider.text()
            title=readiness::consider_title.text()
            words
            answer=readiness::consider_answer.text()
            suggestion
            field=readiness::consider_reason.text()
            command
        />
    }
}
