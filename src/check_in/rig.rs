//! Camera, microphone and speaker of this device, held for as long as they are tested.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlVideoElement;

#[wasm_bindgen(module = "/src/check_in/devices.js")]
extern "C" {
    #[derive(Clone)]
    type Rig;
    #[wasm_bindgen(constructor)]
    fn new() -> Rig;
    #[wasm_bindgen(method, catch)]
    async fn open(this: &Rig) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn show(this: &Rig, element: &HtmlVideoElement) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn brightness(this: &Rig, element: &HtmlVideoElement) -> f64;
    #[wasm_bindgen(method, catch)]
    async fn listen(this: &Rig, heard: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn tones(this: &Rig) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn latency(this: &Rig) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    fn stop(this: &Rig);
}

/// Why a device does not do its work, as the app has remedies for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceTrouble {
    /// The person or the system does not let the page have it.
    Denied,
    /// There is none.
    Missing,
    /// Another program holds it, or it does not start.
    Taken,
    /// This browser has no way to it: too old, inside a messenger, or not over a safe line.
    Unsupported,
    /// The microphone is there and hears nothing.
    Silent,
    /// The person did not hear the tones.
    NotHeard,
}

impl DeviceTrouble {
    /// From the name of the error that the browser gave; none for no error.
    fn named(error: &str) -> Option<Self> {
        match error {
            "" => None,
            "NotAllowedError" | "SecurityError" => Some(Self::Denied),
            "NotFoundError" | "OverconstrainedError" => Some(Self::Missing),
            "Unsupported" | "TypeError" => Some(Self::Unsupported),
            _ => Some(Self::Taken),
        }
    }
}

/// The devices under test; when this goes, they are let go.
struct Held {
    rig: Rig,
    heard: Closure<dyn FnMut(f64)>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.rig.stop();
    }
}

/// A handle to the devices; they are let go when the screen goes.
#[derive(Clone, Copy)]
pub struct Devices(StoredValue<Held, LocalStorage>);

impl Devices {
    /// `heard` is told the loudness of the microphone ten times a second: root mean square, 0 to 1.
    pub fn new(heard: impl FnMut(f64) + 'static) -> Self {
        let heard = Closure::<dyn FnMut(f64)>::new(heard);
        Self(StoredValue::new_local(Held {
            rig: Rig::new(),
            heard,
        }))
    }

    fn rig(self) -> Option<Rig> {
        self.0.try_with_value(|held| held.rig.clone())
    }

    /// Asks for camera and microphone, shows the picture, begins to listen. What is wrong with each, if anything.
    pub async fn open(self, picture: Option<HtmlVideoElement>) -> [Option<DeviceTrouble>; 2] {
        let broken = [Some(DeviceTrouble::Taken); 2];
        let Some(rig) = self.rig() else { return broken };
        let Ok(answer) = rig.open().await else {
            return broken;
        };
        let answer = js_sys::Array::from(&answer);
        let [mut camera, mut microphone] =
            [0, 1].map(|at| DeviceTrouble::named(&answer.get(at).as_string().unwrap_or_default()));
        if let Some(picture) = picture.filter(|_| camera.is_none())
            && rig.show(&picture).await.is_err()
        {
            camera = Some(DeviceTrouble::Taken);
        }
        // The closure outlives the wait: it goes only with the rig, which then hears nothing more.
        let heard = self.0.try_with_value(|held| held.heard.as_ref().clone());
        if let Some(heard) = heard
            && microphone.is_none()
            && rig.listen(&heard).await.is_err()
        {
            microphone = Some(DeviceTrouble::Taken);
        }
        [camera, microphone]
    }

    /// Whether the picture is too dark to know a face; none before there is a picture.
    pub fn is_dark(self, picture: &HtmlVideoElement) -> Option<bool> {
        let brightness = self.rig()?.brightness(picture);
        (brightness >= 0.0).then_some(brightness < 0.16)
    }

    /// Three tones on the speaker.
    ///
    /// # Errors
    /// The browser plays nothing.
    pub async fn tones(self) -> Result<(), DeviceTrouble> {
        match self.rig() {
            Some(rig) => rig.tones().await.map_err(|_| DeviceTrouble::Unsupported),
            None => Err(DeviceTrouble::Unsupported),
        }
    }

    /// Round trip to the court in milliseconds; none when it cannot be reached.
    pub async fn latency(self) -> Option<u32> {
        let ms = self.rig()?.latency().await.ok()?.as_f64()?;
        Some(ms.round().clamp(0.0, 600_000.0) as u32)
    }
}
