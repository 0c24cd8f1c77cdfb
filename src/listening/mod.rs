//! From a line of the record to its sound (R50, R57): what is asked for, and the player that plays it.

mod play_key;
mod player;
mod voices;

pub use play_key::PlayKey;
pub use player::Player;

use hearing::LineId;
use leptos::prelude::*;

/// What is listened to.
#[derive(Clone, Copy)]
pub struct Listening {
    line: RwSignal<Option<LineId>>,
    /// Counts the presses, so that the same line can be played again.
    asked: RwSignal<u32>,
}

pub fn provide_listening() {
    provide_context(Listening {
        line: RwSignal::new(None),
        asked: RwSignal::new(0),
    });
}

fn use_listening() -> Listening {
    expect_context::<Listening>()
}

impl Listening {
    fn to(self, line: LineId) {
        self.line.set(Some(line));
        self.asked.update(|n| *n += 1);
    }

    fn end(self) {
        self.line.set(None);
    }
}
