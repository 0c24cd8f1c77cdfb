//! 语音识别: the voices of the courtroom, each by itself, to the provider that this court has set, and what it takes them for,
//! to those who type. Nothing leaves this house by any other way, and without a provider nothing leaves it at all.

mod desk;
mod ear;
mod funasr;
mod line;
mod provider;
mod voice;

pub use desk::Desk;
pub use ear::Ear;
pub use provider::{Provider, ProviderFile};

use hearing::SeatId;
use hearing::speech::{Sentence, SpeechState};

/// What the room is told.
#[derive(Debug)]
pub enum News {
    State {
        state: SpeechState,
        /// Of voices that nobody has heard (s).
        missed: u32,
    },
    Partial {
        seat: SeatId,
        text: String,
    },
    Sentence {
        seat: SeatId,
        sentence: Sentence,
    },
}
