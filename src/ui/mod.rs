//! Small pieces that every place uses.

mod ask;
mod back_key;
mod doing;
mod file_key;
mod fresh;
mod hand_over;
mod icon;
mod later;
mod once_drawn;
mod only_words;
mod preferences;
mod press;
mod press_reason;
mod qr;
mod read_aloud;
mod time;
mod toast;
mod whole;

pub use ask::{Ask, AskReason, Frame};
pub use back_key::on_back;
pub use doing::{Doing, doing, doing_quietly, doing_then, provide_doings};
pub use file_key::FileKey;
pub use fresh::fresh;
pub use hand_over::{hand_over, hand_over_at, hand_over_text};
pub use icon::{Icon, IconSet};
pub use later::Later;
pub use once_drawn::once_drawn;
pub use only_words::OnlyWords;
pub use preferences::{ElderKey, PreferenceKeys, Preferences, keep, kept, provide_preferences};
pub use press::Press;
pub use press_reason::PressReason;
pub use qr::QrPicture;
pub use read_aloud::{ReadAloud, SayKey, say_if_spoken};
pub use time::{clock_time, day_and_time, day_number, hearing_time, monday_of, noon_of};
pub use toast::{ToastList, Toasts, provide_toasts, use_toasts};
pub use whole::whole;
