//! Camera, microphone and speaker of this device, held for as long as they are tested.

use hearing::check_in::Light;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlVideoElement;

use super::trouble::DeviceTrouble;
use crate::media::{Chosen, DeviceKind};

#[wasm_bindgen(module = "/src/check_in/devices/rig.js")]
extern "C" {
    #[derive(Clone)]
    type Rig;
    #[wasm_bindgen(constructor)]
    fn new() -> Rig;
    #[wasm_bindgen(method, catch)]
    async fn open(
        this: &Rig,
        camera: &str,
        microphone: &str,
        asked: &JsValue,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn change(this: &Rig, kind: &str, id: &str, asked: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn devices(this: &Rig, tell: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn show(this: &Rig, element: &HtmlVideoElement) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn brightness(this: &Rig, element: &HtmlVideoElement) -> Vec<f64>;
    #[wasm_bindgen(method, catch)]
    async fn listen(this: &Rig, heard: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn words(this: &Rig, ms: f64) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn replay(this: &Rig) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn tones(this: &Rig) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn speaker(this: &Rig, id: &str);
    #[wasm_bindgen(method)]
    fn stop(this: &Rig);
}

/// Below this mean brightness (0 to 1) a face is not known any more.
const DARK: f64 = 0.16;
/// A middle this dark before an edge this bright: a window or a lamp behind the person.
const BEHIND: (f64, f64) = (0.25, 0.5);

/// The devices under test; when this goes, they are let go.
struct Held {
    rig: Rig,
    heard: Closure<dyn FnMut(f64)>,
    found: Closure<dyn FnMut(String)>,
    asked: Closure<dyn FnMut()>,
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
    /// `heard` is told the loudness of the microphone ten times a second: root mean square, 0 to 1. `found` is told what
    /// there is to choose from: kind, identifier and label of each. `asked` is told while the browser waits for a yes or no.
    pub fn new(
        heard: impl FnMut(f64) + 'static,
        mut found: impl FnMut(Vec<(DeviceKind, String, String)>) + 'static,
        asked: impl FnMut() + 'static,
    ) -> Self {
        Self(StoredValue::new_local(Held {
            rig: Rig::new(),
            heard: Closure::new(heard),
            found: Closure::new(move |list: String| {
                if let Ok(list) = serde_json::from_str(&list) {
                    found(list);
                }
            }),
            asked: Closure::new(asked),
        }))
    }

    fn rig(self) -> Option<Rig> {
        self.0.try_with_value(|held| held.rig.clone())
    }

    /// Asks for camera and microphone, shows the picture, begins to listen. What is wrong with each, if anything.
    pub async fn open(
        self,
        chosen: &Chosen,
        picture: Option<HtmlVideoElement>,
    ) -> [Option<DeviceTrouble>; 2] {
        let broken = [Some(DeviceTrouble::Taken); 2];
        let Some(rig) = self.rig() else { return broken };
        rig.speaker(&chosen.speaker);
        let Some(asked) = self.asked() else {
            return broken;
        };
        let answer = rig.open(&chosen.camera, &chosen.microphone, &asked).await;
        let Ok(answer) = answer else { return broken };
        let answer = js_sys::Array::from(&answer);
        let [camera, microphone] =
            [0, 1].map(|at| DeviceTrouble::named(&answer.get(at).as_string().unwrap_or_default()));
        self.list().await;
        [
            self.show(camera, picture).await,
            self.listen(microphone).await,
        ]
    }

    /// Another camera or microphone instead of the one in use.
    pub async fn change(
        self,
        kind: DeviceKind,
        id: &str,
        picture: Option<HtmlVideoElement>,
    ) -> Option<DeviceTrouble> {
        let rig = self.rig()?;
        if kind == DeviceKind::Speaker {
            rig.speaker(id);
            return None;
        }
        let asked = self.asked()?;
        let Ok(answer) = rig.change(kind.name(), id, &asked).await else {
            return Some(DeviceTrouble::Taken);
        };
        let trouble = DeviceTrouble::named(&answer.as_string().unwrap_or_default());
        match kind {
            DeviceKind::Camera => self.show(trouble, picture).await,
            DeviceKind::Microphone | DeviceKind::Speaker => self.listen(trouble).await,
        }
    }

    fn asked(self) -> Option<JsValue> {
        let asked = |held: &Held| held.asked.as_ref().clone();
        self.0.try_with_value(asked)
    }

    async fn list(self) {
        let tell = self.0.try_with_value(|held| held.found.as_ref().clone());
        if let (Some(rig), Some(tell)) = (self.rig(), tell) {
            let _ = rig.devices(&tell).await;
        }
    }

    async fn show(
        self,
        trouble: Option<DeviceTrouble>,
        picture: Option<HtmlVideoElement>,
    ) -> Option<DeviceTrouble> {
        let (None, Some(picture), Some(rig)) = (trouble, picture, self.rig()) else {
            return trouble;
        };
        let shown = rig.show(&picture).await;
        shown.err().map(|error| match name(&error).as_deref() {
            Some("Stuck") => DeviceTrouble::Stuck,
            Some(_) | None => DeviceTrouble::Taken,
        })
    }

    async fn listen(self, trouble: Option<DeviceTrouble>) -> Option<DeviceTrouble> {
        // The closure outlives the wait: it goes only with the rig, which then hears nothing more.
        let heard = self.0.try_with_value(|held| held.heard.as_ref().clone());
        let (None, Some(heard), Some(rig)) = (trouble, heard, self.rig()) else {
            return trouble;
        };
        let listens = rig.listen(&heard).await;
        listens.is_err().then_some(DeviceTrouble::Taken)
    }

    /// How the light falls; none before there is a picture.
    pub fn light(self, picture: &HtmlVideoElement) -> Option<Light> {
        let brightness = self.rig()?.brightness(picture);
        let [middle, edge] = brightness.as_slice() else {
            return None;
        };
        Some(if *middle < BEHIND.0 && *edge > BEHIND.1 {
            Light::Behind
        } else if middle.max(*edge) < DARK {
            Light::Dark
        } else {
            Light::Good
        })
    }

    /// Records what is said for so long (ms) and then no more. False where this browser cannot record.
    pub async fn words(self, ms: u32) -> bool {
        match self.rig() {
            Some(rig) => rig.words(f64::from(ms)).await.is_ok(),
            None => false,
        }
    }

    /// Plays what was said.
    ///
    /// # Errors
    /// There is no loudspeaker, or the browser plays nothing.
    pub async fn replay(self) -> Result<(), DeviceTrouble> {
        let rig = self.rig().ok_or(DeviceTrouble::Unsupported)?;
        rig.replay().await.map_err(mute)
    }

    /// Three tones on the speaker.
    ///
    /// # Errors
    /// There is no loudspeaker, or the browser plays nothing.
    pub async fn tones(self) -> Result<(), DeviceTrouble> {
        let rig = self.rig().ok_or(DeviceTrouble::Unsupported)?;
        rig.tones().await.map_err(mute)
    }
}

fn name(error: &JsValue) -> Option<String> {
    let name = js_sys::Reflect::get(error, &"name".into());
    name.ok().and_then(|name| name.as_string())
}

fn mute(error: JsValue) -> DeviceTrouble {
    if name(&error).as_deref() == Some("NotFoundError") {
        DeviceTrouble::Missing
    } else {
        DeviceTrouble::Unsupported
    }
}
