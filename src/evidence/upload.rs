//! Bringing a file to the court: hashed in this browser, checked by the court (R43).

use hearing::exhibit::ExhibitFile;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::reader::trouble;
use crate::session::Trouble;

/// The largest file the court takes (bytes; R39).
pub const LARGEST: f64 = 200.0 * 1024.0 * 1024.0;

#[wasm_bindgen(module = "/src/evidence/upload.js")]
extern "C" {
    type Upload;
    #[wasm_bindgen(constructor)]
    fn new() -> Upload;
    #[wasm_bindgen(method, catch)]
    async fn hash(this: &Upload, file: &web_sys::File) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn send(
        this: &Upload,
        file: &web_sys::File,
        sha256: &str,
        bearer: &str,
        progress: &Closure<dyn FnMut(f64)>,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    fn stop(this: &Upload);
}

/// Where a file is on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    Resting,
    Hashing,
    /// Per cent.
    Sending(u8),
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
    /// Hashes are only computed on a page that came over TLS.
    Insecure,
    Empty,
}

/// One file under way; a context-free handle, cheap to copy.
#[derive(Clone, Copy)]
pub struct Carrier {
    upload: StoredValue<Option<std::rc::Rc<Upload>>, LocalStorage>,
    pub way: RwSignal<Way>,
}

impl Carrier {
    pub fn new() -> Self {
        let carrier = Self {
            upload: StoredValue::new_local(None),
            way: RwSignal::new(Way::Resting),
        };
        on_cleanup(move || carrier.stop());
        carrier
    }

    pub fn is_under_way(self) -> bool {
        self.way.with(|way| match way {
            Way::Hashing | Way::Sending(_) | Way::Checking => true,
            Way::Resting | Way::Stopped | Way::Failed(_) => false,
        })
    }

    pub fn stop(self) {
        if let Some(upload) = self.upload.try_update_value(Option::take).flatten() {
            upload.stop();
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
                    "insecure" => Way::Failed(Problem::Insecure),
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
        way.set(Way::Hashing);
        let sha256 = upload.hash(file).await?.as_string().unwrap_or_default();
        way.try_set(Way::Sending(0));
        let progress = Closure::<dyn FnMut(f64)>::new(move |share: f64| {
            let per_cent = (share * 100.0).clamp(0.0, 100.0) as u8;
            let now = if per_cent == 100 {
                Way::Checking
            } else {
                Way::Sending(per_cent)
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

fn unfit(file: &web_sys::File) -> Option<Problem> {
    if file.size() == 0.0 {
        Some(Problem::Empty)
    } else if file.size() > LARGEST {
        Some(Problem::Trouble(Trouble::TooLarge))
    } else {
        None
    }
}
