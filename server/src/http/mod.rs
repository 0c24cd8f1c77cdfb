//! The doors besides the hearing socket.

pub mod absences;
pub mod announcements;
pub mod assets;
pub mod bundle;
pub mod docket;
pub mod enter;
pub mod error;
pub mod exhibit_parts;
pub mod exhibits;
pub mod file;
pub mod given;
pub mod health;
pub mod invitations;
pub mod line;
pub mod media;
pub mod origin;
pub mod papers;
pub mod pictures;
pub mod receipt;
pub mod record;
pub mod recording;
pub mod settings;
pub mod site;
pub mod uploads;
pub mod visitor;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn, map_response_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post, put};

use self::error::Fault;
use crate::app::App;
use crate::socket;

pub fn router(app: Arc<App>) -> Router {
    let tls = app.config.tls.is_some();
    // Doors that take a word or a small picture: whoever brings more, or brings it slowly, holds the house's memory.
    let words = Router::new()
        .route("/api/enter", post(enter::enter))
        .route("/api/handover", post(invitations::hand_over))
        .route("/api/announcements/register", post(announcements::register))
        .route("/api/docket/open", post(docket::open))
        .route("/api/media", post(media::grant))
        .route("/api/uploads", post(uploads::begin))
        .route("/api/line/room", post(line::room))
        .route("/api/recording/moment", post(recording::moment))
        .route("/api/recording/file", post(recording::file))
        .layer(DefaultBodyLimit::max(A_WORD))
        .route(
            "/api/exhibits/{exhibit}/parts",
            post(exhibit_parts::parts).layer(DefaultBodyLimit::max(exhibit_parts::LONGEST_LIST)),
        )
        .route("/api/picture", put(pictures::send).delete(pictures::none))
        .layer(from_fn(at_once));
    let api = words
        .route("/api/hearing", get(socket::upgrade))
        .route("/api/invitations/{seat}", get(invitations::invitation))
        .route("/api/announcements", get(announcements::announcements))
        .route("/api/docket", get(docket::docket))
        .route("/api/exhibits", put(exhibits::upload))
        .route(
            "/api/uploads/{sha256}",
            put(uploads::append).delete(uploads::give_up),
        )
        .route("/api/exhibits/{exhibit}", get(exhibits::download))
        .route("/api/papers/{seat}", get(papers::download))
        .route("/api/pictures/{seat}", get(pictures::look))
        .route("/api/file", get(file::export))
        .route("/api/receipt.pdf", get(receipt::receipt))
        .route("/api/receipt-code", get(given::code))
        .route("/api/key", get(given::key))
        .route("/api/absences/{seat}", get(absences::pack))
        .route("/api/absences/{seat}/page", get(absences::page))
        .route("/api/recording/play/{ticket}", get(recording::play))
        .route("/api/record.pdf", get(record::pdf))
        .route("/api/record.docx", get(record::docx))
        .route("/api/record.txt", get(record::text))
        .route("/api/record.vtt", get(record::captions))
        .route("/api/file.zip", get(bundle::take))
        .route("/api/settings", get(settings::settings))
        .route("/api/line/down", get(line::down))
        .route("/api/line/up", put(line::up))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(site::serve)
        .with_state(Arc::clone(&app));
    api.merge(app.zones.router())
        .layer(map_response_with_state(tls, harden))
}

/// What a link, a registration or the name of a hearing takes, several times over (bytes).
const A_WORD: usize = 4 * 1024;
/// How long a small request may take to arrive and be answered.
const AT_ONCE: Duration = Duration::from_secs(10);

async fn at_once(request: Request, next: Next) -> Response {
    let answered = tokio::time::timeout(AT_ONCE, next.run(request)).await;
    answered.unwrap_or_else(|_| Fault::TooSlow.into_response())
}

/// What no answer of ours goes without.
async fn harden(State(tls): State<bool>, mut response: Response) -> Response {
    if tls {
        // Once seen by TLS, never by anything else.
        response.headers_mut().insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
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
