//! What must outlive a closed tab: typed lines that the server has not acknowledged yet (R60).

use wasm_bindgen::prelude::*;

use super::Pass;

#[wasm_bindgen(module = "/src/session/drawer.js")]
extern "C" {
    #[wasm_bindgen(js_name = keep, catch)]
    async fn js_keep(name: &str, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = drop, catch)]
    async fn js_drop(name: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = kept, catch)]
    async fn js_kept(prefix: &str) -> Result<JsValue, JsValue>;
}

/// What is being typed, and what is being mended.
pub const DRAFT: &str = "draft";
pub const MENDED: &str = "mended";

/// Where one seat's own is kept; no other seat's name begins so.
pub fn place(kind: &str, pass: &Pass) -> String {
    format!("{kind}/{}/{}/", pass.hearing, pass.seat)
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

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn what_is_kept_comes_back_in_the_order_of_the_names() {
        for (name, text) in [
            ("order/2", "第二行"),
            ("order/1", "第一行"),
            ("other/1", "x"),
        ] {
            assert_eq!(keep(name, text).await, Ok(()));
        }
        let found = kept("order/").await;
        let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["第一行", "第二行"]);
        for (name, _) in found {
            drop(&name).await;
        }
        assert!(kept("order/").await.is_empty());
    }

    #[wasm_bindgen_test]
    async fn a_line_dropped_right_after_it_was_kept_is_gone() {
        for round in 0..20 {
            let name = format!("race/{round}");
            let (kept_it, ()) = futures::join!(keep(&name, "一行笔录"), drop(&name));
            assert_eq!(kept_it, Ok(()));
        }
        assert!(kept("race/").await.is_empty());
    }
}
