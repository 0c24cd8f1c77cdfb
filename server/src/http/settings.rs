//! What this court has set that its own pages go by (R98).

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::enter::secret;
use crate::app::{App, Caller};

#[derive(Serialize)]
struct Settings {
    break_minutes: u16,
    draft_delay_seconds: u64,
}

pub async fn settings(State(app): State<Arc<App>>, _: Caller) -> Response {
    secret(Settings {
        break_minutes: app.config.break_minutes,
        draft_delay_seconds: app.config.draft_delay.as_secs(),
    })
}
