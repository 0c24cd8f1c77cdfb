//! A file on its way to the court.

use hearing::Refusal;
use leptos::prelude::*;

use super::upload::{Carrier, Way};
use crate::text::{evidence, refusals};
use crate::ui::Doing;

/// How far it is, in words and as a bar, with a way to stop; afterwards what went wrong.
#[component]
pub fn OnItsWay(carrier: Carrier, doing: Doing) -> impl IntoView {
    let words = move || {
        if doing.pending() {
            return Some(evidence::registering().to_owned());
        }
        match doing.refused() {
            Some(Refusal::AlreadyDone) => Some(evidence::number_taken().to_owned()),
            Some(refusal) => Some(refusals::refusal(&refusal)),
            None => evidence::way(&carrier.way.get()),
        }
    };
    let share = move || match carrier.way.get() {
        Way::Hashing(per_cent) | Way::Sending(per_cent) | Way::Waiting(per_cent) => Some(per_cent),
        Way::Checking => Some(100),
        Way::Resting | Way::Stopped | Way::Failed(_) => None,
    };
    view! {
        <div class="up" data-way=move || carrier.way.with(evidence::way_name)>
            <div class="up-line">
                <p role="status">{words}</p>
                <Show when=move || carrier.is_under_way()>
                    <button type="button" class="press press--dense" data-act="stop-upload" on:click=move |_| carrier.stop()>
                        {evidence::stop_upload}
                    </button>
                </Show>
            </div>
            <Show when=move || share().is_some()>
                <progress max="100" value=share aria-label=evidence::uploading></progress>
            </Show>
        </div>
    }
}
