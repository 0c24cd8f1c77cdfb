//! The page's one LiveKit room, through its own client library.

use std::collections::BTreeMap;

use hearing::SeatId;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::ladder::Measure;
use super::{Chosen, DeviceKind, Heard};
use crate::session::there;

#[wasm_bindgen(module = "/src/media/room.js")]
extern "C" {
    #[wasm_bindgen(js_name = load, catch)]
    async fn js_load() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = join, catch)]
    async fn js_join(
        url: &str,
        token: &str,
        microphone: bool,
        camera: bool,
        chosen: &str,
        court_is_there: &JsValue,
        tell: &JsValue,
    ) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = leave, catch)]
    async fn js_leave() -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = microphone, catch)]
    async fn js_microphone(on: bool) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = camera, catch)]
    async fn js_camera(on: bool) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = hear, catch)]
    async fn js_hear() -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = listDevices, catch)]
    async fn js_devices() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = change, catch)]
    async fn js_change(kind: &str, id: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = carry, catch)]
    async fn js_carry(pictures: bool, small: bool) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = watch)]
    pub fn watch(seat: &str, element: &web_sys::HtmlVideoElement);
    /// The same element shows another person, without being empty between.
    #[wasm_bindgen(js_name = rewatch)]
    pub fn rewatch(from: &str, to: &str, element: &web_sys::HtmlVideoElement);
    #[wasm_bindgen(js_name = unwatch)]
    pub fn unwatch(seat: &str, element: &web_sys::HtmlVideoElement);
}

pub enum Told {
    On,
    Off,
    Reconnecting,
    People(BTreeMap<SeatId, Heard>),
    Sound {
        blocked: bool,
    },
    /// Whether a device of one's own broke off while it was on, and is not back.
    Lost {
        camera: bool,
        microphone: bool,
    },
    /// How the line was since the last look at it.
    Line(Measure),
    /// Nothing comes and nobody answers: the way is dead, whatever the connection says.
    Doubt,
    /// The name of the browser's error: NotAllowedError, NotFoundError, NotReadableError.
    Trouble(String),
}

#[derive(Deserialize)]
struct Person {
    seat: SeatId,
    #[serde(flatten)]
    heard: Heard,
}

/// Lives as long as the page: a room tells of its end after the next one has begun.
pub fn listen(told: impl Fn(Told) + 'static) -> JsValue {
    Closure::<dyn Fn(String, String)>::new(move |what: String, detail: String| {
        let told_now = match (what.as_str(), detail.as_str()) {
            ("state", "on") => Told::On,
            ("state", "reconnecting") => Told::Reconnecting,
            ("state", _) => Told::Off,
            ("sound", state) => Told::Sound {
                blocked: state == "blocked",
            },
            ("people", list) => match serde_json::from_str::<Vec<Person>>(list) {
                Ok(list) => Told::People(list.into_iter().map(|p| (p.seat, p.heard)).collect()),
                Err(_) => return,
            },
            ("lost", which) => Told::Lost {
                camera: which.contains("camera"),
                microphone: which.contains("microphone"),
            },
            ("line", measure) => match serde_json::from_str(measure) {
                Ok(measure) => Told::Line(measure),
                Err(_) => return,
            },
            ("doubt", _) => Told::Doubt,
            (_, name) => Told::Trouble(name.to_owned()),
        };
        told(told_now);
    })
    .into_js_value()
}

/// LiveKit's own client, fetched when it is first asked for.
pub async fn load() -> Result<JsValue, JsValue> {
    js_load().await
}

/// `own`: whether microphone and camera are opened at once.
pub async fn join(url: &str, token: &str, own: (bool, bool), tell: &JsValue) {
    let chosen = serde_json::to_string(&Chosen::kept()).unwrap_or_default();
    let there = there::asks();
    if let Err(error) = js_join(url, token, own.0, own.1, &chosen, &there, tell).await {
        gloo::console::warn!("the media room was not joined", error);
    }
}

pub async fn leave() {
    let _ = js_leave().await;
}

pub async fn hear() {
    let _ = js_hear().await;
}

pub async fn microphone(on: bool) -> Result<(), String> {
    js_microphone(on).await.map_err(name)
}

pub async fn camera(on: bool) -> Result<(), String> {
    js_camera(on).await.map_err(name)
}

/// Whether the others' pictures come at all, and whether all pictures are small.
pub async fn carry(pictures: bool, small: bool) {
    if let Err(error) = js_carry(pictures, small).await {
        gloo::console::warn!("the line was not relieved", error);
    }
}

pub async fn devices() -> Vec<(DeviceKind, String, String)> {
    let listed = js_devices().await.ok().and_then(|list| list.as_string());
    listed
        .and_then(|list| serde_json::from_str(&list).ok())
        .unwrap_or_default()
}

pub async fn switch(kind: DeviceKind, id: &str) -> Result<(), String> {
    js_change(kind.name(), id).await.map_err(name)
}

fn name(error: JsValue) -> String {
    js_sys::Reflect::get(&error, &"name".into())
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| "Error".to_owned())
}
