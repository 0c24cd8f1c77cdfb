//! Questions over HTTP: entering, the docket, files. The hearing itself goes over the socket.

use gloo::net::http::{Request, RequestBuilder, Response};
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use serde::{Deserialize, Serialize};

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::Session;

/// Why a question got no answer, as the app has words for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    UnknownLink,
    UnknownCode,
    MistypedCode,
    Expired,
    Used,
    Withdrawn,
    Removed,
    HearingOver,
    TooManyTries,
    NoSession,
    SeatHeld,
    ForeignOrigin,
    NotPermitted,
    NoSuchHearing,
    NoSuchExhibit,
    NotYet,
    NoMediaHere,
    Malformed,
    TooSlow,
    TooLarge,
    HashDiffers,
    TooManyPixels,
    StorageFull,
    MayNotObserve,
    MinorNotPermitted,
    AlreadyRegistered,
    QueueFull,
    QuotaUsed,
    UnreadablePicture,
    OfficeFile,
    UndertakingWanted,
    NothingFiled,
    FileLost,
    FileAltered,
    NotOnTape,
    WrongOffset,
    TooMany,
    Unavailable,
    NoSuchPlace,
    /// No answer at all. Not the court's word, but the browser's.
    Unreachable,
}

impl Trouble {
    /// From the court's word for it.
    pub fn named(word: &str) -> Self {
        let word: StrDeserializer<'_, serde::de::value::Error> = word.into_deserializer();
        Self::deserialize(word).unwrap_or(Self::Unavailable)
    }
}

#[derive(Deserialize)]
struct Fault {
    error: Trouble,
}

pub async fn get<T: DeserializeOwned>(session: Session, path: &str) -> Result<T, Trouble> {
    get_as(session.bearer().as_deref(), path).await
}

/// `bearer`: of another seat than the one this tab sits in, or of none where nobody is asked who he is.
pub async fn get_as<T: DeserializeOwned>(bearer: Option<&str>, path: &str) -> Result<T, Trouble> {
    let request = bearing(bearer, Request::get(path)).build();
    read(request.map_err(|_| Trouble::Malformed)?.send().await).await
}

pub async fn post<T: DeserializeOwned>(
    session: Session,
    path: &str,
    body: &impl Serialize,
) -> Result<T, Trouble> {
    post_as(session.bearer().as_deref(), path, body).await
}

/// `bearer`: none where nobody is asked who he is.
pub async fn post_as<T: DeserializeOwned>(
    bearer: Option<&str>,
    path: &str,
    body: &impl Serialize,
) -> Result<T, Trouble> {
    let request = bearing(bearer, Request::post(path)).json(body);
    read(request.map_err(|_| Trouble::Malformed)?.send().await).await
}

/// The bytes of a file.
pub async fn bytes(session: Session, path: &str) -> Result<Vec<u8>, Trouble> {
    let request = with_pass(session, Request::get(path)).build();
    let response = request.map_err(|_| Trouble::Malformed)?.send().await;
    let response = response.map_err(|_| Trouble::Unreachable)?;
    if response.ok() {
        response.binary().await.map_err(|_| Trouble::Unreachable)
    } else {
        Err(fault(response).await)
    }
}

/// A file of any size, which the browser keeps and not this program's memory.
pub async fn blob(session: Session, path: &str) -> Result<web_sys::Blob, Trouble> {
    let request = with_pass(session, Request::get(path)).build();
    let response = request.map_err(|_| Trouble::Malformed)?.send().await;
    let response = response.map_err(|_| Trouble::Unreachable)?;
    if !response.ok() {
        return Err(fault(response).await);
    }
    let raw: web_sys::Response = response.into();
    let blob = raw.blob().map_err(|_| Trouble::Unreachable)?;
    let blob = JsFuture::from(blob).await;
    blob.map(JsCast::unchecked_into)
        .map_err(|_| Trouble::Unreachable)
}

fn with_pass(session: Session, request: RequestBuilder) -> RequestBuilder {
    bearing(session.bearer().as_deref(), request)
}

fn bearing(bearer: Option<&str>, request: RequestBuilder) -> RequestBuilder {
    match bearer {
        Some(bearer) => request.header("authorization", &format!("Bearer {bearer}")),
        None => request,
    }
}

async fn read<T: DeserializeOwned>(
    answer: Result<Response, gloo::net::Error>,
) -> Result<T, Trouble> {
    let response = answer.map_err(|_| Trouble::Unreachable)?;
    if response.ok() {
        response.json().await.map_err(|_| Trouble::Unavailable)
    } else {
        Err(fault(response).await)
    }
}

async fn fault(response: Response) -> Trouble {
    response
        .json::<Fault>()
        .await
        .map_or(Trouble::Unavailable, |fault| fault.error)
}
