//! The line to the court, measured over the way that pictures and voices take (R7).

use hearing::check_in::{DeviceFindings, Transport};
use wasm_bindgen::prelude::*;

use crate::media;
use crate::session::Session;

#[wasm_bindgen(module = "/src/check_in/devices/line.js")]
extern "C" {
    #[wasm_bindgen(js_name = latency, catch)]
    async fn js_latency() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = down, catch)]
    async fn js_down(bearer: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = up, catch)]
    async fn js_up(bearer: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = room, catch)]
    async fn js_room(bearer: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = media, catch)]
    async fn js_media(kit: &JsValue, url: &str, token: &str) -> Result<JsValue, JsValue>;
}

/// One after another, so that none slows the next. Of the findings those of the line alone are filled in; nothing is
/// when the court cannot be reached.
pub async fn measure(session: Session) -> DeviceFindings {
    let mut found = DeviceFindings::default();
    let Some(ms) = figure(js_latency().await) else {
        return found;
    };
    found.latency_ms = Some(ms);
    let bearer = session.bearer().unwrap_or_default();
    if media_way(&bearer, &mut found).await {
        found.down_kbps = figure(js_down(&bearer).await);
        found.up_kbps = figure(js_up(&bearer).await);
    }
    // The line may have gone meanwhile: then the court did not refuse, and no way is blocked.
    let lost = found.down_kbps.is_none() && found.up_kbps.is_none();
    if lost && js_latency().await.is_err() {
        return DeviceFindings::default();
    }
    found
}

/// False where nothing answers any more, or too much was asked: there is nothing more to measure.
async fn media_way(bearer: &str, found: &mut DeviceFindings) -> bool {
    let Ok(room) = js_room(bearer).await else {
        return false;
    };
    let room = room.dyn_into::<js_sys::Array>().ok();
    let text = |at| room.as_ref().and_then(|room| room.get(at).as_string());
    let (Some(url), Some(token)) = (text(0), text(1)) else {
        return true;
    };
    let Ok(kit) = media::kit().await else {
        return true;
    };
    let Ok(told) = js_media(&kit, &url, &token).await else {
        found.transport = Some(Transport::Blocked);
        return true;
    };
    let told = js_sys::Array::from(&told);
    found.transport = Some(if told.get(0).as_string().as_deref() == Some("tcp") {
        Transport::Tcp
    } else {
        Transport::Udp
    });
    // Pictures go their own way: its round trip counts, not that of the pages.
    found.latency_ms = number(&told.get(1)).or(found.latency_ms);
    found.loss_percent = number(&told.get(2)).and_then(|percent| u8::try_from(percent).ok());
    true
}

fn figure(answer: Result<JsValue, JsValue>) -> Option<u32> {
    number(&answer.ok()?)
}

fn number(value: &JsValue) -> Option<u32> {
    let number = value.as_f64().filter(|number| number.is_finite())?;
    Some(number.round().clamp(0.0, f64::from(u32::MAX)) as u32)
}
