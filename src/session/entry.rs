//! From a link or a nine-digit hearing code to a pass of this tab.

use gloo::utils::window;
use hearing::{HearingId, SeatId};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::Storage;

use super::Trouble;

const KEPT_AS: &str = "kaiting.pass";

#[wasm_bindgen(module = "/src/session/entry.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn enter(kind: &str, secret: &str) -> Result<JsValue, JsValue>;
}

/// A pass as the court wrote it. The door hands it on unread: what reads it is not loaded yet.
#[derive(Clone)]
pub struct Slip(String);

/// What entering gives: valid for this tab, gone when it is closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pass {
    pub session: String,
    pub hearing: HearingId,
    pub seat: SeatId,
}

impl Slip {
    /// What this tab had before a reload.
    pub fn kept() -> Option<Self> {
        tab()?.get_item(KEPT_AS).ok()?.map(Self)
    }

    pub fn keep(&self) {
        if tab().is_none_or(|tab| tab.set_item(KEPT_AS, &self.0).is_err()) {
            gloo::console::warn!(
                "this browser keeps nothing: a reload will ask for the link again"
            );
        }
    }

    /// Nothing where somebody else wrote it.
    pub fn read(&self) -> Option<Pass> {
        serde_json::from_str(&self.0).ok()
    }
}

impl Pass {
    pub(super) fn keep(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            Slip(text).keep();
        }
    }

    pub(super) fn forget() {
        if let Some(tab) = tab() {
            let _ = tab.remove_item(KEPT_AS);
        }
    }
}

/// What the browser keeps for this tab.
fn tab() -> Option<Storage> {
    window().session_storage().ok()?
}

/// The token of a seat link. It stays in the address until it has been used, so that a reload does not lose it.
pub fn link_token() -> Option<String> {
    let fragment = window().location().hash().ok()?;
    fragment
        .strip_prefix("#seat=")
        .filter(|token| !token.is_empty())
        .map(str::to_owned)
}

/// # Errors
/// The link is unknown or has expired, or the court cannot be reached.
pub async fn enter_with_link(token: &str) -> Result<Slip, Trouble> {
    ask("token", token).await
}

/// # Errors
/// The code is unknown or has expired, or the court cannot be reached.
pub async fn enter_with_code(code: &str) -> Result<Slip, Trouble> {
    ask("code", code).await
}

async fn ask(kind: &str, secret: &str) -> Result<Slip, Trouble> {
    let slip = enter(kind, secret)
        .await
        .map_err(|word| Trouble::named(&word.as_string().unwrap_or_default()))?;
    // A link goes out of the address bar and the history, also when a code was used instead: nobody reads it over a shoulder.
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some("/"));
    }
    Ok(Slip(slip.as_string().unwrap_or_default()))
}
