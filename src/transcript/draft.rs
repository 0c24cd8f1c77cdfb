//! 草稿: that it is one; and by how much it comes later to parties, where this court has set that (R55, R98).

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use crate::session::{request, use_session};
use crate::text::transcript as words;

#[derive(Deserialize)]
struct Settings {
    /// 0: live
    draft_delay_seconds: u64,
}

/// For clerk and bench, who have it at once, that others do not.
#[component]
pub fn DraftLater() -> impl IntoView {
    let session = use_session();
    let later = RwSignal::new(0_u64);
    spawn_local(async move {
        // A court that has no such setting shows the draft as it is written.
        if let Ok(settings) = request::get::<Settings>(session, "/api/settings").await {
            let _ = later.try_set(settings.draft_delay_seconds);
        }
    });
    let court = session.mine(|_, me| me.role.is_court());
    let words = move || words::draft_later(later.get(), court.get() == Some(true));
    view! {
        <Show when=move || { later.get() > 0 }>
            <p class="draft-later" data-draft-later=move || later.get().to_string()>{words}</p>
        </Show>
    }
}
