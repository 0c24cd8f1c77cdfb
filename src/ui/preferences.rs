//! What each person sets for himself: language, light or dark, type size. Kept in this browser.

use leptos::prelude::*;

use super::Icon;
use crate::text::{Language, Speech, common};

#[derive(Clone, Copy)]
pub struct Preferences {
    language: RwSignal<Language>,
    dark: RwSignal<bool>,
    pub elder: RwSignal<bool>,
    /// Whether screens are read aloud; for this visit only.
    pub spoken: RwSignal<bool>,
}

impl Preferences {
    /// The key for it is one of large text, and goes with it.
    pub fn is_spoken(self) -> bool {
        self.spoken.get() && self.elder.get()
    }

    /// Another window of this person has changed one.
    pub fn read_again(self) {
        if let Some(tag) = kept("kaiting.language") {
            self.language.set(if tag == "en" {
                Language::English
            } else {
                Language::Chinese
            });
        }
        if let Some(theme) = kept("kaiting.theme") {
            self.dark.set(theme == "dark");
        }
        self.elder
            .set(kept("kaiting.elder").as_deref() == Some("1"));
    }
}

/// In quotes, as it has always been kept; `src/front.js` reads it too.
pub fn kept(name: &str) -> Option<String> {
    let value = store()?.get_item(name).ok()??;
    Some(value.trim_matches('"').to_owned())
}

pub fn keep(name: &str, value: &str) {
    if store().is_none_or(|store| store.set_item(name, &format!("\"{value}\"")).is_err()) {
        gloo::console::warn!("this browser keeps no preferences");
    }
}

fn store() -> Option<web_sys::Storage> {
    gloo::utils::window().local_storage().ok()?
}

pub fn provide_preferences() -> Preferences {
    let window = gloo::utils::window();
    let asked = window.location().search().unwrap_or_default();
    let language = match kept("kaiting.language").as_deref() {
        _ if asked.contains("lang=en") => Language::English,
        _ if asked.contains("lang=zh") => Language::Chinese,
        Some("en") => Language::English,
        Some(_) => Language::Chinese,
        None => first_of(
            window
                .navigator()
                .languages()
                .iter()
                .filter_map(|tag| tag.as_string()),
        ),
    };
    let dark = match kept("kaiting.theme").as_deref() {
        _ if asked.contains("theme=dark") => true,
        _ if asked.contains("theme=light") => false,
        Some(theme) => theme == "dark",
        None => window
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches()),
    };
    // A language asked for in the address outlives the address, which entering clears.
    if asked.contains("lang=") {
        keep("kaiting.language", language.tag());
    }
    let preferences = Preferences {
        language: RwSignal::new(language),
        dark: RwSignal::new(dark),
        elder: RwSignal::new(kept("kaiting.elder").as_deref() == Some("1")),
        spoken: RwSignal::new(false),
    };
    provide_context(preferences);
    Speech(preferences.language).provide();
    Effect::new(move |_| {
        let Some(root) = gloo::utils::document().document_element() else {
            return;
        };
        let theme = if preferences.dark.get() {
            "dark"
        } else {
            "light"
        };
        let _ = root.set_attribute("lang", preferences.language.get().tag());
        let _ = root.set_attribute("data-theme", theme);
        if preferences.elder.get() {
            let _ = root.set_attribute("data-elder", "");
        } else {
            let _ = root.remove_attribute("data-elder");
        }
    });
    preferences
}

/// The first of the reader's languages that the app has; the court's own where it has none of them.
fn first_of(tags: impl IntoIterator<Item = String>) -> Language {
    let known = tags.into_iter().find_map(|tag| {
        match tag
            .split('-')
            .next()
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            Some("zh") => Some(Language::Chinese),
            Some("en") => Some(Language::English),
            Some(_) | None => None,
        }
    });
    known.unwrap_or(Language::Chinese)
}

/// Large type, fewer things on a screen, spoken prompts (R14): for who arrives.
#[component]
pub fn ElderKey() -> impl IntoView {
    let preferences = expect_context::<Preferences>();
    let turn = move |_| {
        preferences.elder.update(|elder| *elder = !*elder);
        let elder = preferences.elder.get_untracked();
        keep("kaiting.elder", if elder { "1" } else { "0" });
    };
    view! {
        <button
            type="button"
            class="press press--quiet press--dense"
            data-act="large-text"
            aria-pressed=move || if preferences.elder.get() { "true" } else { "false" }
            on:click=turn
        >
            {common::large_text}
        </button>
    }
}

/// The two keys that every place has in a corner.
#[component]
pub fn PreferenceKeys() -> impl IntoView {
    let preferences = expect_context::<Preferences>();
    let turn_language = move |_| {
        let other = match preferences.language.get_untracked() {
            Language::Chinese => Language::English,
            Language::English => Language::Chinese,
        };
        preferences.language.set(other);
        keep("kaiting.language", other.tag());
    };
    let turn_theme = move |_| {
        let dark = !preferences.dark.get_untracked();
        preferences.dark.set(dark);
        keep("kaiting.theme", if dark { "dark" } else { "light" });
    };
    view! {
        <button type="button" class="press press--quiet press--dense" data-act="language" on:click=turn_language>
            {common::language_name}
        </button>
        <button
            type="button"
            class="press press--quiet press--dense press--square"
            data-act="theme"
            aria-label=common::light_or_dark
            on:click=turn_theme
        >
            <Icon name="settings" />
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_reader_has_the_first_of_his_languages_that_is_here() {
        for (tags, language) in [
            (&["en-GB"][..], Language::English),
            (&["EN-us", "zh-CN"], Language::English),
            (&["zh-TW", "en"], Language::Chinese),
            (&["fr-FR", "en"], Language::English),
            (&["ug", "kk-Cyrl-KZ"], Language::Chinese),
            (&[], Language::Chinese),
        ] {
            let told = first_of(tags.iter().map(|tag| (*tag).to_owned()));
            assert_eq!(told, language, "{tags:?}");
        }
    }
}
