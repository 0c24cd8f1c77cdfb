//! The server's clock: the only place that reads it.

use std::time::{SystemTime, UNIX_EPOCH};

use hearing::Millis;

pub fn now() -> Millis {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map(|since| Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX))
        .unwrap_or(0)
}
