//! The doors besides the hearing socket.

pub mod docket;
pub mod enter;
pub mod error;
pub mod exhibits;
pub mod file;
pub mod health;
pub mod media;
pub mod origin;
pub mod record;
pub mod site;
pub mod visitor;

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{get, post, put};

use crate::app::App;
use crate::socket;

pub fn router(app: Arc<App>) -> Router {
    let api = Router::new()
        .route("/api/hearing", get(socket::upgrade))
        .route("/api/enter", post(enter::enter))
        .route("/api/docket", get(docket::docket))
        .route("/api/docket/open", post(docket::open))
        .route("/api/exhibits", put(exhibits::upload))
        .route("/api/exhibits/{exhibit}", get(exhibits::download))
        .route("/api/file", get(file::export))
        .route("/api/record.pdf", get(record::transcript))
        .route("/api/media", post(media::grant))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(site::serve)
        .with_state(Arc::clone(&app));
    api.merge(app.zones.router()).layer(map_response(harden))
}

/// What no answer of ours goes without.
async fn harden(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
