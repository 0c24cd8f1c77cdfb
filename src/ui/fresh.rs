//! Whether a control has only just come to be what it is.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Two presses by one hand are not farther apart (ms).
const ONE_HAND: u32 = 500;

/// True for a moment from now on, and after each change of what `of` reads. While it is, a control takes no pointer
/// (`[data-fresh]`): who presses twice has pressed what he saw.
pub fn fresh(of: impl Fn() + 'static) -> RwSignal<bool> {
    let fresh = RwSignal::new(true);
    Effect::new(move |timer: Option<Option<Timeout>>| {
        // The one before runs no more.
        drop(timer);
        of();
        fresh.set(true);
        Some(Timeout::new(ONE_HAND, move || {
            // The page may have gone.
            let _ = fresh.try_set(false);
        }))
    });
    fresh
}
