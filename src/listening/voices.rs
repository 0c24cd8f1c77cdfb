//! Several voices as one sound.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/listening/voices.js")]
extern "C" {
    #[wasm_bindgen(js_name = Voices)]
    pub type JsVoices;
    #[wasm_bindgen(constructor, js_class = "Voices")]
    fn new(voices: &str, from: f64, tell: &JsValue) -> JsVoices;
    #[wasm_bindgen(method)]
    pub fn now(this: &JsVoices) -> f64;
    #[wasm_bindgen(method)]
    pub fn play(this: &JsVoices);
    #[wasm_bindgen(method)]
    pub fn pause(this: &JsVoices);
    #[wasm_bindgen(method)]
    pub fn by(this: &JsVoices, seconds: f64);
    #[wasm_bindgen(method)]
    pub fn alone(this: &JsVoices, yes: bool);
    #[wasm_bindgen(method)]
    fn close(this: &JsVoices);
}

/// Silent once it is dropped.
pub struct Voices {
    pub js: JsVoices,
    /// Called for as long as it lives.
    _tell: Closure<dyn FnMut(String)>,
}

impl Voices {
    pub fn play(voices: &str, from: u64, tell: impl FnMut(String) + 'static) -> Self {
        let tell = Closure::<dyn FnMut(String)>::new(tell);
        #[allow(clippy::cast_precision_loss, reason = "milliseconds since 1970")]
        let js = JsVoices::new(voices, from as f64, tell.as_ref());
        Self { js, _tell: tell }
    }
}

impl Drop for Voices {
    fn drop(&mut self) {
        self.js.close();
    }
}
