//! A file handed to the browser, to be kept where it keeps what is downloaded.

use wasm_bindgen::JsCast as _;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// The browser reads it after the press, and not at once (ms).
const READ: u32 = 60_000;

/// None: this browser cannot.
pub fn hand_over(file: &Blob, name: &str) -> Option<()> {
    let url = Url::create_object_url_with_blob(file).ok()?;
    hand_over_at(&url, name)?;
    gloo::timers::callback::Timeout::new(READ, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}

pub fn hand_over_text(text: &str, kind: &str, name: &str) -> Option<()> {
    let parts = js_sys::Array::of1(&text.into());
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let file = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    hand_over(&file, name)
}

/// By the browser itself: a film of three hours goes to the disk, and not through the page's memory. Without a name it has that of
/// the address.
pub fn hand_over_at(url: &str, name: &str) -> Option<()> {
    let link = gloo::utils::document().create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_href(url);
    link.set_download(name);
    link.click();
    Some(())
}
