//! The table an exhibit lies on, in the browser's own terms: viewer.js does the painting.

use hearing::exhibit::{FileKind, PageView};
use hearing::presenting::{Displayed, Playback};
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::facts::Item;
use crate::session::Trouble;

#[wasm_bindgen(module = "/src/evidence/viewer.js")]
extern "C" {
    type Reader;
    #[wasm_bindgen(constructor)]
    fn new(mat: &HtmlElement, sheet: &HtmlElement, face: &HtmlElement, said: &JsValue) -> Reader;
    #[wasm_bindgen(method)]
    fn show(this: &Reader, wanted: &str);
    #[wasm_bindgen(method)]
    fn again(this: &Reader);
    #[wasm_bindgen(method)]
    fn whole(this: &Reader) -> f64;
    #[wasm_bindgen(method)]
    fn unlock(this: &Reader);
    #[wasm_bindgen(method)]
    fn clear(this: &Reader);
    #[wasm_bindgen(method)]
    fn close(this: &Reader);

    #[wasm_bindgen(js_name = warmUp)]
    pub fn warm_up();
    #[wasm_bindgen(js_name = download, catch)]
    async fn js_download(
        exhibit: &str,
        sha256: &str,
        bearer: &str,
        name: &str,
    ) -> Result<(), JsValue>;
}

/// What the table says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    Opening,
    /// Width by height.
    Shown(f64),
    /// What is written on this page; nothing where it is a picture.
    Words(u32, String),
    /// It has stood on this screen, and could be seen.
    Painted(Displayed),
    /// Milliseconds of sound or film.
    Length(u64),
    /// The browser plays nothing before a press.
    Blocked,
    Fault(Fault),
    /// Upper left of what is seen, in ten-thousandths of the page.
    Scrolled(u16, u16),
    /// In ten-thousandths of the page; none when it left.
    Pointed(Option<(u16, u16)>),
}

/// Why an exhibit cannot be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    Trouble(Trouble),
    /// The file cannot be read, or keeps the reader busy too long.
    Damaged,
    /// It asks for a password.
    Protected,
    /// Not the bytes that were filed (R43).
    Differs,
    NoSuchPage,
}

impl Fault {
    pub(super) fn of(code: &str) -> Self {
        match code {
            "damaged" => Self::Damaged,
            "protected" => Self::Protected,
            // The first is what this browser found, the second the court.
            "differs" | "file_altered" => Self::Differs,
            "no_such_page" => Self::NoSuchPage,
            other => Self::Trouble(trouble(other)),
        }
    }
}

/// The court's own word for what is wrong, or that no answer came.
pub fn trouble(code: &str) -> Trouble {
    match code {
        "unreachable" => Trouble::Unreachable,
        other => serde_json::from_value(other.into()).unwrap_or(Trouble::Unavailable),
    }
}

/// What is wanted on the table.
#[derive(Serialize)]
pub struct Wanted<'a> {
    pub exhibit: &'a str,
    pub kind: &'static str,
    pub sha256: &'a str,
    /// bytes
    pub size: u64,
    /// As the court has counted them.
    pub pages: u32,
    pub label: &'a str,
    pub bearer: &'a str,
    pub view: PageView,
    /// The page is moved by this person's own hand: its echo does not move it again.
    pub own: bool,
    /// The pointer is told.
    pub points: bool,
    /// Sound and film are moved by the presenter alone, as they stand in `playback`.
    pub stepped: bool,
    pub playback: Option<Playback>,
    /// Server time minus browser time, in milliseconds.
    pub offset: f64,
}

/// What viewer.js makes of a kind; none for what no browser shows.
pub fn kind_name(kind: &FileKind) -> Option<&'static str> {
    match kind {
        FileKind::Pdf => Some("pdf"),
        FileKind::Png => Some("image/png"),
        FileKind::Jpeg => Some("image/jpeg"),
        FileKind::Webp => Some("image/webp"),
        FileKind::Audio => Some("audio"),
        FileKind::Video => Some("video"),
        FileKind::Unknown => None,
    }
}

struct Rig {
    reader: Reader,
    _said: Closure<dyn FnMut(String, f64, f64)>,
}

/// A handle on the table; cheap to copy.
#[derive(Clone, Copy)]
pub struct Table(StoredValue<Option<Rig>, LocalStorage>);

impl Table {
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// The page has gone; another may be set up.
    pub fn close(self) {
        if let Some(rig) = self.0.try_update_value(Option::take).flatten() {
            rig.reader.close();
        }
    }

    pub fn set_up(
        self,
        (mat, sheet, face): (&HtmlElement, &HtmlElement, &HtmlElement),
        hears: impl Fn(Said) + 'static,
    ) {
        if self.0.with_value(Option::is_some) {
            return;
        }
        let said =
            Closure::<dyn FnMut(String, f64, f64)>::new(move |what: String, a: f64, b: f64| {
                let painted = what.strip_prefix("painted/");
                if let Some(painted) = painted.and_then(|p| serde_json::from_str(p).ok()) {
                    hears(Said::Painted(painted));
                    return;
                }
                if let Some(words) = what.strip_prefix("words/") {
                    hears(Said::Words(a as u32, words.to_owned()));
                    return;
                }
                let said = match what.as_str() {
                    "opening" => Said::Opening,
                    "shown" => Said::Shown(a / b.max(1.0)),
                    "length" => Said::Length(a.max(0.0) as u64),
                    "blocked" => Said::Blocked,
                    "scrolled" => Said::Scrolled(a as u16, b as u16),
                    "pointed" => Said::Pointed((a >= 0.0).then_some((a as u16, b as u16))),
                    other => Said::Fault(Fault::of(other.trim_start_matches("fault/"))),
                };
                hears(said);
            });
        let reader = Reader::new(mat, sheet, face, said.as_ref());
        self.0.set_value(Some(Rig {
            reader,
            _said: said,
        }));
    }

    pub fn show(self, wanted: &Wanted) {
        if let Ok(text) = serde_json::to_string(wanted) {
            self.with(|reader| reader.show(&text));
        }
    }

    /// Tries what failed once more.
    pub fn again(self) {
        self.with(Reader::again);
    }

    /// Called from a press: what the browser has held back may play.
    pub fn unlock(self) {
        self.with(Reader::unlock);
    }

    pub fn clear(self) {
        self.with(Reader::clear);
    }

    /// The zoom, in hundredths, at which the whole page is seen on this screen.
    pub fn whole_page(self) -> u16 {
        let zoom = self
            .0
            .with_value(|rig| rig.as_ref().map(|rig| rig.reader.whole()));
        zoom.unwrap_or(100.0).clamp(25.0, 800.0) as u16
    }

    fn with(self, act: impl FnOnce(&Reader)) {
        self.0.with_value(|rig| {
            if let Some(rig) = rig {
                act(&rig.reader);
            }
        });
    }
}

/// # Errors
/// The file did not come, or is not the one that was filed.
pub async fn download(item: &Item, bearer: &str) -> Result<(), Fault> {
    let name = format!("{}-{}", item.id, item.title);
    js_download(item.id.as_str(), &item.file.sha256, bearer, &name)
        .await
        .map_err(|error| {
            let code = js_sys::Reflect::get(&error, &"code".into());
            Fault::of(
                &code
                    .ok()
                    .and_then(|code| code.as_string())
                    .unwrap_or_default(),
            )
        })
}
