//! 是否适宜在线: what the judge has said to what he named, told where the person is (R12).

use leptos::prelude::*;

use crate::session::use_session;
use crate::text::check_in;
use crate::ui::Icon;

#[component]
pub fn SuitabilityDecided() -> impl IntoView {
    let session = use_session();
    let waits = session.mine(|_, seat| seat.waits_for_suitability());
    // An answer to what he has not named any more says nothing to him.
    let decided = session.mine(|_, seat| {
        let considered = seat.check_in.considered.as_ref();
        let of_these = considered.filter(|c| !c.bars.is_empty() && c.bars == seat.bars());
        of_these
            .filter(|_| seat.in_person().is_none())
            .map(|c| c.reason.clone())
    });
    let word = move || match decided.get().flatten() {
        Some(reason) => Some(("check", check_in::goes_on_online(&reason))),
        None if waits.get() == Some(true) => {
            Some(("clock", check_in::suitability_waits().to_owned()))
        }
        None => None,
    };
    view! {
        <div role="status" data-suitability-decided="">
            {move || word().map(|(icon, words)| view! {
                <p class="help-state"><Icon name=icon /><span>{words}</span></p>
            })}
        </div>
    }
}
