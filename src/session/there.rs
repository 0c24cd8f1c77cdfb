//! Whether the court can be reached just now, whatever the line does.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/session/there.js")]
extern "C" {
    #[wasm_bindgen(js_name = courtIsThere, catch)]
    async fn js_court_is_there() -> Result<JsValue, JsValue>;
}

pub async fn court_is_there() -> bool {
    js_court_is_there()
        .await
        .is_ok_and(|there| there.is_truthy())
}

/// The same for a script, which is given it.
pub fn asks() -> JsValue {
    Closure::<dyn Fn() -> js_sys::Promise>::new(|| {
        wasm_bindgen_futures::future_to_promise(async { Ok(court_is_there().await.into()) })
    })
    .into_js_value()
}
