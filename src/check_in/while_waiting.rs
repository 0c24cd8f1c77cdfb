//! What somebody reads in the place of the waiting room. The court sees him here as it does there.

use leptos::prelude::*;

use super::lintel::Lintel;
use super::own_picture::MirrorStrip;
use super::waiting::WaitingRail;
use crate::ui::on_back;

#[component]
pub fn WhileWaiting(close: Callback<()>, children: Children) -> impl IntoView {
    on_back(move || close.run(()));
    view! {
        <SeenByCourt>
            <div class="ante" data-place="waiting">
                <Lintel />
                <WaitingRail />
                {children()}
            </div>
        </SeenByCourt>
    }
}

/// He sees that he is looked at, too.
#[component]
pub fn SeenByCourt(children: Children) -> impl IntoView {
    let seen = RwSignal::new(false);
    view! {
        <div class="own-answers" class:own-answers--seen=move || seen.get()>
            <MirrorStrip wanted=seen />
            {children()}
        </div>
    }
}
