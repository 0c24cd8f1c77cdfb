//! 更多: on a phone the keys that one seldom needs stand in a second row, which this key opens.

use leptos::prelude::*;

use crate::text::courtroom as words;
use crate::ui::Icon;

/// Which keys are rare is said by their class, where the row goes by the stylesheet.
#[component]
pub fn MoreKey() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <button type="button" class="tool tool--more" data-act="more-keys" aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)>
            <Icon name="more" />
            <span class="tool-label">{words::more_keys}</span>
        </button>
    }
}
