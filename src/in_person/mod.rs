//! 转为线下审理 (R27): in the courtroom for one or for all, on the readiness board for one.

mod form;
mod key;
mod return_online;

pub use form::InPersonForm;
pub use key::InPersonKey;
pub use return_online::ReturnOnline;
