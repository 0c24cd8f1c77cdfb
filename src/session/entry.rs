//! From a link or a nine-digit hearing code to a pass of this tab.

use gloo::storage::{SessionStorage, Storage as _};
use hearing::{HearingId, SeatId};
use serde::{Deserialize, Serialize};

use super::Trouble;
use super::request;

const KEPT_AS: &str = "kaiting.pass";

/// What entering gives: valid for this tab, gone when it is closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pass {
    pub session: String,
    pub hearing: HearingId,
    pub seat: SeatId,
}

impl Pass {
    /// The pass this tab had before a reload.
    pub fn kept() -> Option<Self> {
        SessionStorage::get(KEPT_AS).ok()
    }

    pub(super) fn keep(&self) {
        if SessionStorage::set(KEPT_AS, self).is_err() {
            gloo::console::warn!(
                "this browser keeps nothing: a reload will ask for the link again"
            );
        }
    }

    pub(super) fn forget() {
        SessionStorage::delete(KEPT_AS);
    }
}

/// The token of a seat link. It stays in the address until it has been used, so that a reload does not lose it.
pub fn link_token() -> Option<String> {
    let fragment = gloo::utils::window().location().hash().ok()?;
    fragment
        .strip_prefix("#seat=")
        .filter(|token| !token.is_empty())
        .map(str::to_owned)
}

/// # Errors
/// The link is unknown or has expired, or the court cannot be reached.
pub async fn enter_with_link(token: &str) -> Result<Pass, Trouble> {
    let pass = enter("token", token).await?;
    // Out of the address bar and the history: nobody reads it over a shoulder.
    if let Ok(history) = gloo::utils::window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("/"));
    }
    Ok(pass)
}

/// # Errors
/// The code is unknown or has expired, or the court cannot be reached.
pub async fn enter_with_code(code: &str) -> Result<Pass, Trouble> {
    enter("code", code).await
}

async fn enter(kind: &str, secret: &str) -> Result<Pass, Trouble> {
    let body = serde_json::json!({ kind: secret });
    request::post(None, "/api/enter", &body).await
}
