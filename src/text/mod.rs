//! Every string a person reads, in zh-CN and en, one file per place. Nothing keys behaviour on one of them.

use leptos::prelude::*;
use std::cell::Cell;

pub mod aloud;
pub mod announcements;
pub mod away;
pub mod bench;
pub mod calendar;
pub mod check_in;
pub mod common;
pub mod courtroom;
pub mod devices;
pub mod docket;
pub mod editor;
pub mod evidence;
pub mod import;
pub mod phrases;
pub mod presenting;
pub mod progress;
pub mod proof;
pub mod readiness;
pub mod record;
pub mod record_import;
pub mod recording;
pub mod refusals;
pub mod remedies;
pub mod risks;
pub mod terms;
pub mod told;
pub mod transcript;
pub mod verify;
pub mod waiting;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Chinese,
    English,
}

impl Language {
    pub fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }
}

/// The language on screen, in a context of its own.
#[derive(Clone, Copy)]
pub struct Speech(pub RwSignal<Language>);

thread_local! {
    /// For where there is no context: in the answer to a press or to a request.
    static ANYWHERE: Cell<Option<Speech>> = const { Cell::new(None) };
}

impl Speech {
    pub fn provide(self) {
        ANYWHERE.set(Some(self));
        provide_context(self);
    }
}

/// Reads the language, so that what is shown changes with it.
pub fn language() -> Language {
    match use_context::<Speech>() {
        Some(speech) => speech.0.get(),
        None => ANYWHERE
            .get()
            .and_then(|speech| speech.0.try_get_untracked())
            .unwrap_or(Language::Chinese),
    }
}

/// `words! { open_hearing: "宣布开庭", "Open the hearing"; }` makes `pub fn open_hearing() -> &'static str`.
/// Call it inside a closure (`move || open_hearing()`) where it must follow a change of language.
macro_rules! words {
    ($($name:ident: $zh:expr, $en:expr;)*) => {$(
        pub fn $name() -> &'static str {
            match $crate::text::language() {
                $crate::text::Language::Chinese => $zh,
                $crate::text::Language::English => $en,
            }
        }
    )*};
}
pub(crate) use words;

/// A word that follows the language: `label=words::adjourn.text()`.
pub trait Word {
    fn text(self) -> Signal<String>;
}

impl<F: Fn() -> &'static str + Send + Sync + 'static> Word for F {
    fn text(self) -> Signal<String> {
        Signal::derive(move || self().to_owned())
    }
}
