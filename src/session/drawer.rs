//! What must outlive a closed tab: typed lines that the server has not acknowledged yet (R60).

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/session/drawer.js")]
extern "C" {
    #[wasm_bindgen(js_name = keep, catch)]
    async fn js_keep(name: &str, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = drop, catch)]
    async fn js_drop(name: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = kept, catch)]
    async fn js_kept(prefix: &str) -> Result<JsValue, JsValue>;
}

/// # Errors
/// The browser keeps nothing: a full disk, or a private window.
pub async fn keep(name: &str, text: &str) -> Result<(), JsValue> {
    js_keep(name, text).await
}

pub async fn drop(name: &str) {
    if let Err(error) = js_drop(name).await {
        gloo::console::warn!("not dropped", error);
    }
}

/// Name and text of all that is kept under a prefix, in the order of the names.
pub async fn kept(prefix: &str) -> Vec<(String, String)> {
    let found = match js_kept(prefix).await {
        Ok(found) => js_sys::Array::from(&found),
        Err(error) => {
            gloo::console::warn!("nothing can be kept in this browser", error);
            return Vec::new();
        }
    };
    found
        .iter()
        .filter_map(|pair| {
            let pair = js_sys::Array::from(&pair);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .collect()
}
