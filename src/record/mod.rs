//! 核对签名: the transcript as it is read, corrected and signed; the file.

mod access_log;
mod assist;
mod board;
mod correction_key;
mod corrections;
mod drawing;
mod file;
mod gap;
mod overlay;
mod place;
mod receipt_code;
mod recordings;
mod sign;
mod who_spoke;

pub use correction_key::CorrectionKey;
pub use file::Download;
pub use place::RecordPlace;
pub use receipt_code::ReceiptCode;
