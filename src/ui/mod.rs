//! Small pieces that every place uses.

mod ask;
mod doing;
mod icon;
mod preferences;
mod press;
mod time;
mod toast;

pub use ask::{Ask, AskReason, Frame};
pub use doing::{Doing, doing, doing_quietly, doing_then, provide_doings};
pub use icon::Icon;
pub use preferences::{PreferenceKeys, Preferences, provide_preferences};
pub use press::Press;
pub use time::{clock_time, day_and_time};
pub use toast::{ToastList, provide_toasts, use_toasts};
