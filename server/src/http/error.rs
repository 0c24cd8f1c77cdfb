//! What went wrong, as a code that the app has words for.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    UnknownLink,
    UnknownCode,
    Expired,
    TooManyTries,
    NoSession,
    ForeignOrigin,
    NotPermitted,
    NoSuchHearing,
    NoSuchExhibit,
    NotYet,
    /// One waits, or is sequestered: there is nobody to see and hear.
    NoMediaHere,
    Malformed,
    TooLarge,
    HashDiffers,
    /// A picture with more points than any screen or printer has use for.
    TooManyPixels,
    /// A picture that does not say how large it is.
    UnreadablePicture,
    /// The seat has brought all the evidence that it may.
    QuotaUsed,
    /// At once; a moment later there is room again.
    TooMany,
    StorageFull,
    Unavailable,
    NoSuchPlace,
}

impl Fault {
    fn status(self) -> StatusCode {
        match self {
            Self::UnknownLink | Self::UnknownCode | Self::Expired | Self::NoSession => {
                StatusCode::UNAUTHORIZED
            }
            Self::TooManyTries | Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::ForeignOrigin | Self::NotPermitted => StatusCode::FORBIDDEN,
            Self::NoSuchHearing | Self::NoSuchExhibit | Self::NoSuchPlace => StatusCode::NOT_FOUND,
            Self::NotYet | Self::NoMediaHere => StatusCode::CONFLICT,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooLarge | Self::QuotaUsed => StatusCode::PAYLOAD_TOO_LARGE,
            Self::HashDiffers | Self::TooManyPixels | Self::UnreadablePicture => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// For the operator's eyes, not the client's.
    pub fn unavailable(error: impl std::fmt::Display) -> Self {
        tracing::error!(%error, "a request could not be served");
        Self::Unavailable
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Body {
            error: Fault,
        }
        let mut response = (self.status(), Json(Body { error: self })).into_response();
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
