//! What was typed and not sent yet: kept by this tab over a reload, gone when it is sent or the tab is closed.

use gloo::storage::{SessionStorage, Storage as _};
use hearing::id_number::last_four;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::identity::kind_named;
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

/// Where somebody has no seat yet.
fn public_key(name: &str) -> String {
    format!("kaiting.draft/{name}")
}

/// A field that begins with what was typed before a reload, else with what is on record.
pub fn field(name: &str, on_record: impl Into<String>) -> Field {
    kept(key(name), on_record.into(), Some)
}

/// The number of a document: of it no more is kept than what is sent, its last four.
pub fn number(name: &str, document: Field) -> Field {
    kept(key(name), String::new(), four_of(document))
}

pub fn public_field(name: &str, first: &str) -> Field {
    kept(Some(public_key(name)), first.to_owned(), Some)
}

pub fn public_number(name: &str, document: Field) -> Field {
    kept(Some(public_key(name)), String::new(), four_of(document))
}

fn four_of(document: Field) -> impl Fn(String) -> Option<String> + 'static {
    move |typed| last_four(kind_named(&document.get()), &typed).ok()
}

/// `keeps`: what of the text may lie in the browser.
fn kept(
    key: Option<String>,
    on_record: String,
    keeps: impl Fn(String) -> Option<String> + 'static,
) -> Field {
    let Some(key) = key else {
        return RwSignal::new(on_record);
    };
    let typed: Option<String> = SessionStorage::get(&key).ok();
    let field = RwSignal::new(typed.unwrap_or_else(|| on_record.clone()));
    Effect::new(move |_| {
        let text = keeps(field.get()).filter(|text| *text != on_record);
        put(&key, text.as_ref());
    });
    field
}

fn put<T: Serialize>(key: &str, value: Option<&T>) {
    match value {
        None => SessionStorage::delete(key),
        Some(value) if SessionStorage::set(key, value).is_err() => {
            gloo::console::warn!("this browser keeps nothing: a reload would lose what is typed");
        }
        Some(_) => {}
    }
}

/// Where within its place a page stands, for as long as it is shown: over a reload, not over leaving the place.
pub fn turned<T>(name: &'static str) -> RwSignal<Option<T>>
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let Some(key) = key(name) else {
        return RwSignal::new(None);
    };
    let turned = RwSignal::new(SessionStorage::get(&key).ok());
    let left = key.clone();
    Effect::new(move |_| turned.with(|turned: &Option<T>| put(&key, turned.as_ref())));
    on_cleanup(move || SessionStorage::delete(&left));
    turned
}

/// It is on record now: the browser needs not keep it any more.
pub fn sent(names: &[&str]) {
    for key in names.iter().filter_map(|name| key(name)) {
        SessionStorage::delete(&key);
    }
}

pub fn public_sent(names: &[&str]) {
    for name in names {
        SessionStorage::delete(public_key(name));
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
