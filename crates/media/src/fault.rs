//! Faults of this program: they may cost one person's media, never the whole court's.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does this; `None` when it met a fault. What it left half done is up to the caller: to send away
/// whom it concerned.
pub fn caught<T>(act: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(act)).ok()
}
