//! Questions over HTTP: entering, the docket, files. The hearing itself goes over the socket.

use gloo::net::http::{Request, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Session;

/// Why a question got no answer, as the app has words for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
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
    NoMediaHere,
    Malformed,
    TooLarge,
    HashDiffers,
    TooManyPixels,
    StorageFull,
    QuotaUsed,
    UnreadablePicture,
    TooMany,
    Unavailable,
    NoSuchPlace,
    /// No answer at all.
    #[serde(skip)]
    Unreachable,
}

#[derive(Deserialize)]
struct Fault {
    error: Trouble,
}

pub async fn get<T: DeserializeOwned>(session: Session, path: &str) -> Result<T, Trouble> {
    let request = with_pass(session, Request::get(path)).build();
    read(request.map_err(|_| Trouble::Malformed)?.send().await).await
}

/// `session` is absent at the door, before there is one.
pub async fn post<T: DeserializeOwned>(
    session: Option<Session>,
    path: &str,
    body: &impl Serialize,
) -> Result<T, Trouble> {
    let mut request = Request::post(path);
    if let Some(session) = session {
        request = with_pass(session, request);
    }
    let request = request.json(body).map_err(|_| Trouble::Malformed)?;
    read(request.send().await).await
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

fn with_pass(session: Session, request: RequestBuilder) -> RequestBuilder {
    match session.bearer() {
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
