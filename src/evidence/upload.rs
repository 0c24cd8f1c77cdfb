//! Bringing a file to the court: hashed in this browser, checked by the court (R43).

use hearing::exhibit::ExhibitFile;
use leptos::prelude::*;
use sha2::{Digest as _, Sha256};
use wasm_bindgen::prelude::*;

use super::reader::trouble;
use crate::session::Trouble;

/// Hashed at a time, so that the page goes on meanwhile.
const SLICE: f64 = 1024.0 * 1024.0;

/// The largest file the court takes (bytes; R39).
pub const LARGEST: f64 = 200.0 * 1024.0 * 1024.0;

#[wasm_bindgen(module = "/src/evidence/upload.js")]
extern "C" {
    type Upload;
    #[wasm_bindgen(constructor)]
    fn new() -> Upload;
    #[wasm_bindgen(method, catch)]
    async fn slice(
        this: &Upload,
        file: &web_sys::File,
        from: f64,
        to: f64,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn send(
        this: &Upload,
        file: &web_sys::File,
        sha256: &str,
        bearer: &str,
        progress: &Closure<dyn FnMut(f64, bool)>,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    fn leave(this: &Upload);
    #[wasm_bindgen(method)]
    fn stop(this: &Upload, sha256: &str, bearer: &str);
}

/// Where a file is on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    Resting,
    /// Per cent.
    Hashing(u8),
    /// Per cent.
    Sending(u8),
    /// The line is lost; it goes on from what has come. Per cent.
    Waiting(u8),
    /// All is there; the court compares the hash.
    Checking,
    Stopped,
    Failed(Problem),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    Trouble(Trouble),
    /// The file has gone or changed on this computer.
    Unreadable,
    Empty,
}

/// One file under way; a context-free handle, cheap to copy.
#[derive(Clone, Copy)]
pub struct Carrier {
    upload: StoredValue<Option<std::rc::Rc<Upload>>, LocalStorage>,
    /// The hash under which it goes, and the pass it goes with.
    going: StoredValue<(String, String)>,
    pub way: RwSignal<Way>,
}

impl Carrier {
    pub fn new() -> Self {
        let carrier = Self {
            upload: StoredValue::new_local(None),
            going: StoredValue::new((String::new(), String::new())),
            way: RwSignal::new(Way::Resting),
        };
        // Who leaves the page has not given the file up.
        on_cleanup(move || {
            if let Some(upload) = carrier.upload.try_update_value(Option::take).flatten() {
                upload.leave();
            }
        });
        carrier
    }

    pub fn is_under_way(self) -> bool {
        self.way.with(|way| match way {
            Way::Hashing(_) | Way::Sending(_) | Way::Waiting(_) | Way::Checking => true,
            Way::Resting | Way::Stopped | Way::Failed(_) => false,
        })
    }

    pub fn stop(self) {
        if let Some(upload) = self.upload.try_update_value(Option::take).flatten() {
            let (sha256, bearer) = self.going.try_get_value().unwrap_or_default();
            upload.stop(&sha256, &bearer);
        }
    }

    /// What the court found the file to be; none when it was stopped or failed, and `way` says which.
    pub async fn bring(self, file: web_sys::File, bearer: &str) -> Option<ExhibitFile> {
        if let Some(problem) = unfit(&file) {
            self.way.set(Way::Failed(problem));
            return None;
        }
        let upload = std::rc::Rc::new(Upload::new());
        self.upload.set_value(Some(upload.clone()));
        let answer = self.carry(&upload, &file, bearer).await;
        self.upload.try_update_value(|upload| *upload = None);
        match answer {
            Ok(found) => Some(found),
            Err(error) => {
                let code = error.as_string().unwrap_or_default();
                self.way.try_set(match code.as_str() {
                    "stopped" => Way::Stopped,
                    "unreadable" => Way::Failed(Problem::Unreadable),
                    other => Way::Failed(Problem::Trouble(trouble(other))),
                });
                None
            }
        }
    }

    async fn carry(
        self,
        upload: &Upload,
        file: &web_sys::File,
        bearer: &str,
    ) -> Result<ExhibitFile, JsValue> {
        let way = self.way;
        way.set(Way::Hashing(0));
        self.going.set_value((String::new(), bearer.to_owned()));
        let sha256 = hash(way, upload, file).await?;
        self.going.set_value((sha256.clone(), bearer.to_owned()));
        way.try_set(Way::Sending(0));
        let mut known = 0;
        let progress = Closure::<dyn FnMut(f64, bool)>::new(move |share: f64, waits: bool| {
            let now = if waits {
                Way::Waiting(known)
            } else {
                known = (share * 100.0).clamp(0.0, 100.0) as u8;
                match known {
                    100 => Way::Checking,
                    _ => Way::Sending(known),
                }
            };
            if way.try_with_untracked(|known| *known != now) == Some(true) {
                way.set(now);
            }
        });
        let answer = upload.send(file, &sha256, bearer, &progress).await?;
        let found = answer.as_string().unwrap_or_default();
        serde_json::from_str(&found).map_err(|_| JsValue::from_str("unavailable"))
    }
}

/// SHA-256 of the file, lower-case hex: slice by slice, so that neither page nor memory is filled by it.
async fn hash(
    way: RwSignal<Way>,
    upload: &Upload,
    file: &web_sys::File,
) -> Result<String, JsValue> {
    let size = file.size();
    let mut hash = Sha256::new();
    let mut from = 0.0;
    while from < size {
        let to = (from + SLICE).min(size);
        let bytes = upload.slice(file, from, to).await?;
        hash.update(js_sys::Uint8Array::from(bytes).to_vec());
        from = to;
        let now = Way::Hashing((from / size * 100.0) as u8);
        if way.try_with_untracked(|known| *known != now) == Some(true) {
            way.set(now);
        }
    }
    let hash = hash.finalize();
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn unfit(file: &web_sys::File) -> Option<Problem> {
    if file.size() == 0.0 {
        Some(Problem::Empty)
    } else if file.size() > LARGEST {
        Some(Problem::Trouble(Trouble::TooLarge))
    } else {
        None
    }
}
