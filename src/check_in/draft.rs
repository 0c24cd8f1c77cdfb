//! What was typed and not sent yet: kept by this tab over a reload, gone when it is sent or the tab is closed.

use gloo::storage::{SessionStorage, Storage as _};
use leptos::prelude::*;

use crate::session::use_session;

/// One field of a form.
pub type Field = RwSignal<String>;

fn key(name: &str) -> Option<String> {
    let pass = use_session().pass().get_untracked()?;
    Some(format!(
        "kaiting.draft/{}/{}/{name}",
        pass.hearing, pass.seat
    ))
}

/// A field that begins with what was typed before a reload, else with what is on record.
pub fn field(name: &str, on_record: impl Into<String>) -> Field {
    let Some(key) = key(name) else {
        return RwSignal::new(on_record.into());
    };
    let on_record = on_record.into();
    let typed: Option<String> = SessionStorage::get(&key).ok();
    let field = RwSignal::new(typed.unwrap_or_else(|| on_record.clone()));
    Effect::new(move |_| {
        let text = field.get();
        if text == on_record {
            SessionStorage::delete(&key);
        } else if SessionStorage::set(&key, &text).is_err() {
            gloo::console::warn!("this browser keeps nothing: a reload would lose what is typed");
        }
    });
    field
}

/// It is on record now: the browser needs not keep it any more.
pub fn sent(names: &[&str]) {
    for key in names.iter().filter_map(|name| key(name)) {
        SessionStorage::delete(&key);
    }
}

/// Whether this tab has been past the first screen.
pub fn started() -> RwSignal<bool> {
    let key = key("started");
    let before = key
        .as_ref()
        .is_some_and(|key| SessionStorage::get::<bool>(key).unwrap_or(false));
    let started = RwSignal::new(before);
    Effect::new(move |_| {
        if started.get()
            && let Some(key) = &key
            && SessionStorage::set(key, true).is_err()
        {
            gloo::console::warn!("this browser keeps nothing");
        }
    });
    started
}
