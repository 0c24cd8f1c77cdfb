//! For those who watch over the machine.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use super::error::Fault;
use crate::app::App;

pub async fn live() -> &'static str {
    "ok\n"
}

/// Ready means that the journal can write: tried, not assumed.
pub async fn ready(State(app): State<Arc<App>>) -> Result<&'static str, Fault> {
    if app.journal_writes().await {
        Ok("ok\n")
    } else {
        Err(Fault::Unavailable)
    }
}

pub async fn metrics(State(app): State<Arc<App>>) -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (kind, app.metrics.text(app.rooms().count()))
}
