//! 核对签名: the transcript as it is read, corrected and signed; the file.

mod board;
mod correction_key;
mod corrections;
mod drawing;
mod file;
mod place;
mod sign;

pub use correction_key::CorrectionKey;
pub use place::RecordPlace;
