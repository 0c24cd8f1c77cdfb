//! Whether the devices that were tested are these: a check may be days old and of another phone.

use gloo::storage::{LocalStorage, Storage as _};
use leptos::prelude::*;

use super::this_browser::ThisBrowser;
use crate::session::{Session, use_session};
use crate::text::devices;
use crate::ui::Icon;

fn key(session: Session) -> Option<String> {
    let pass = session.pass().get_untracked()?;
    Some(format!("kaiting.tested/{}/{}", pass.hearing, pass.seat))
}

/// This browser remembers that it was tested for this seat.
pub fn keep(session: Session) {
    let kept = key(session).map(|key| LocalStorage::set(key, true));
    if kept.is_some_and(|kept| kept.is_err()) {
        gloo::console::warn!("this browser keeps nothing: it will ask to be tested again");
    }
}

fn was_here(session: Session) -> bool {
    key(session).is_some_and(|key| LocalStorage::get(key).unwrap_or(false))
}

/// A word of advice, never a bar: the check on record was made elsewhere. `test` leads there, where one is elsewhere.
#[component]
pub fn TestedElsewhere(#[prop(optional)] test: Option<Callback<()>>) -> impl IntoView {
    let session = use_session();
    let here = ThisBrowser::here();
    let elsewhere = session.mine(move |_, seat| {
        let report = seat.check_in.devices.as_ref();
        report.is_some_and(|report| {
            let families = (report.found.browser, report.found.system);
            families != (Some(here.browser), Some(here.system)) || !was_here(session)
        })
    });
    view! {
        <Show when=move || elsewhere.get() == Some(true)>
            <div class="elsewhere" data-hint="tested-elsewhere">
                <Icon name="laptop" />
                <p>{devices::other_device}</p>
                {test.map(|test| view! {
                    <button type="button" class="press press--dense" data-act="test-here" on:click=move |_| test.run(())>
                        {devices::test_here}
                    </button>
                })}
            </div>
        </Show>
    }
}
