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
    /// Nine digits of which one is wrong.
    MistypedCode,
    Expired,
    /// A link for one use, and it was used.
    Used,
    /// The key is right, and its person has withdrawn his registration to watch.
    Withdrawn,
    /// The key is right, and its person was removed from the hearing.
    Removed,
    /// The key is right, and the hearing is closed.
    HearingOver,
    TooManyTries,
    NoSession,
    /// Another device sits there: it is to be asked first.
    SeatHeld,
    ForeignOrigin,
    NotPermitted,
    NoSuchHearing,
    NoSuchExhibit,
    NotYet,
    /// One waits, or is sequestered: there is nobody to see and hear.
    NoMediaHere,
    Malformed,
    /// It came so slowly that nobody waits for the rest.
    TooSlow,
    TooLarge,
    HashDiffers,
    /// A picture with more points than any screen or printer has use for.
    TooManyPixels,
    /// A picture that does not say how large it is.
    UnreadablePicture,
    /// Docx and the like: to be exported as PDF.
    OfficeFile,
    /// The confidentiality undertaking comes first (R48).
    UndertakingWanted,
    NothingFiled,
    /// On record, and not in the evidence store any more.
    FileLost,
    /// In the evidence store it is not what was filed (R43).
    FileAltered,
    /// Nothing of that moment was recorded.
    NotOnTape,
    /// A part of an upload does not follow on what has come.
    WrongOffset,
    /// The seat has brought all the evidence that it may.
    QuotaUsed,
    /// At once; a moment later there is room again.
    TooMany,
    StorageFull,
    /// Somebody of the case, or shown out of it before (R18).
    MayNotObserve,
    MinorNotPermitted,
    AlreadyRegistered,
    QueueFull,
    Unavailable,
    NoSuchPlace,
}

impl Fault {
    fn status(self) -> StatusCode {
        match self {
            Self::UnknownLink
            | Self::UnknownCode
            | Self::MistypedCode
            | Self::Expired
            | Self::Used
            | Self::Withdrawn
            | Self::Removed
            | Self::NoSession => StatusCode::UNAUTHORIZED,
            Self::HearingOver | Self::FileLost | Self::FileAltered => StatusCode::GONE,
            Self::TooManyTries | Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::ForeignOrigin
            | Self::NotPermitted
            | Self::MayNotObserve
            | Self::MinorNotPermitted
            | Self::UndertakingWanted => StatusCode::FORBIDDEN,
            Self::NoSuchHearing
            | Self::NoSuchExhibit
            | Self::NoSuchPlace
            | Self::NothingFiled
            | Self::NotOnTape => StatusCode::NOT_FOUND,
            Self::SeatHeld
            | Self::NotYet
            | Self::WrongOffset
            | Self::NoMediaHere
            | Self::AlreadyRegistered
            | Self::QueueFull => StatusCode::CONFLICT,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge | Self::QuotaUsed => StatusCode::PAYLOAD_TOO_LARGE,
            Self::HashDiffers
            | Self::TooManyPixels
            | Self::UnreadablePicture
            | Self::OfficeFile => StatusCode::UNPROCESSABLE_ENTITY,
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
