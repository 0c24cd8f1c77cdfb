//! The app comes in parts: the door alone at first, what is behind it while one reads. The build takes the app apart at
//! the functions of this file (`xtask/src/app.rs`); what only they reach is in a file of its own.

use gloo::timers::callback::Timeout;
use js_sys::Promise;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use std::future::Future;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::session::Slip;

/// How long the browser has for what is on screen before it fetches what comes next (ms).
const WHILE_READING: u32 = 150;

#[wasm_bindgen(module = "/src/parts.js")]
extern "C" {
    /// Resolves when JavaScript and sheets of what is behind the door are there.
    #[wasm_bindgen(js_name = bringBeside)]
    fn bring_beside() -> Promise;
}

/// Everything behind the door but the room.
/// Given the pass that somebody comes in with, if he has one.
pub type Inside = fn(Option<Slip>) -> AnyView;

/// The room, and what lies on its tables.
#[derive(Clone, Copy)]
pub struct Room {
    pub courtroom: fn() -> AnyView,
    pub evidence: fn() -> AnyView,
    pub record: fn() -> AnyView,
    /// In a window of its own.
    pub second: fn() -> AnyView,
}

/// Where a file is checked: few come here, and it brings the reckoning of signatures along.
pub type Verifying = fn() -> AnyView;

/// It could not be loaded. Asking again may help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// `part! { room: fn room() -> Room { … } }` is an async function that first loads the part. The app's own tests are in
/// one piece.
macro_rules! part {
    ($part:ident: fn $name:ident() -> $gives:ty $what:block) => {
        #[cfg(not(test))]
        #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn $name() -> Result<$gives, Missing> {
            Ok($what)
        }
        #[cfg(test)]
        async fn $name() -> Result<$gives, Missing> {
            Ok($what)
        }
    };
}

part! { inside: fn inside() -> Inside {
    |slip| view! { <crate::inside::Inside slip /> }.into_any()
} }

part! { room: fn room() -> Room {
    Room {
        courtroom: || view! { <crate::courtroom::Courtroom /> }.into_any(),
        evidence: || view! { <crate::evidence::EvidencePlace /> }.into_any(),
        record: || view! { <crate::record::RecordPlace /> }.into_any(),
        second: || view! { <crate::evidence::SecondScreen /> }.into_any(),
    }
} }

part! { verifying: fn verifying() -> Verifying {
    || view! { <crate::verify::VerifyPlace /> }.into_any()
} }

#[derive(Clone, Copy)]
pub enum Part<T> {
    /// Not asked for yet.
    Away,
    OnItsWay,
    Here(T),
    Missing,
}

impl<T> Part<T> {
    pub fn here(self) -> Option<T> {
        match self {
            Part::Here(what) => Some(what),
            Part::Away | Part::OnItsWay | Part::Missing => None,
        }
    }

    pub fn is_missing(&self) -> bool {
        matches!(self, Part::Missing)
    }
}

/// What has been loaded. A context, provided once.
#[derive(Clone, Copy)]
pub struct Parts {
    pub inside: RwSignal<Part<Inside>>,
    pub room: RwSignal<Part<Room>>,
    pub verifying: RwSignal<Part<Verifying>>,
}

pub fn provide_parts() -> Parts {
    let parts = Parts {
        inside: RwSignal::new(Part::Away),
        room: RwSignal::new(Part::Away),
        verifying: RwSignal::new(Part::Away),
    };
    provide_context(parts);
    parts
}

pub fn use_parts() -> Parts {
    expect_context::<Parts>()
}

impl Parts {
    pub fn bring_inside(self) {
        bring(self.inside, async {
            let beside = bring_beside();
            let inside = inside().await?;
            JsFuture::from(beside).await.map_err(|_| Missing)?;
            Ok(inside)
        });
    }

    /// Ahead of need. What did not arrive is asked for again only by who needs it.
    pub fn bring_inside_ahead(self) {
        if self
            .inside
            .with_untracked(|inside| matches!(inside, Part::Away))
        {
            self.bring_inside();
        }
    }

    pub fn bring_room(self) {
        bring(self.room, room());
    }

    pub fn bring_verifying(self) {
        bring(self.verifying, verifying());
    }

    /// As [`Self::bring_inside_ahead`].
    pub fn bring_room_ahead(self) {
        if self.room.with_untracked(|room| matches!(room, Part::Away)) {
            self.bring_room();
        }
    }
}

/// Loads it, unless that was done or is under way.
fn bring<T>(part: RwSignal<Part<T>>, load: impl Future<Output = Result<T, Missing>> + 'static)
where
    T: Send + Sync + 'static,
{
    if part.with_untracked(|part| matches!(part, Part::OnItsWay | Part::Here(_))) {
        return;
    }
    part.set(Part::OnItsWay);
    spawn_local(async move {
        part.set(match load.await {
            Ok(here) => Part::Here(here),
            Err(Missing) => Part::Missing,
        });
    });
}

/// Once what is on screen has been painted and can be used.
pub fn while_reading(next: impl FnOnce() + 'static) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            Timeout::new(WHILE_READING, next).forget();
        });
    });
}
