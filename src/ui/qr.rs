//! A picture to scan, black on white in every theme: cameras want it so.

use leptos::prelude::*;

/// `svg`: as the backend draws it.
#[component]
pub fn QrPicture(svg: String, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let encoded = js_sys::encode_uri_component(&svg);
    let source = format!("data:image/svg+xml,{encoded}");
    view! { <img class="qr" src=source alt=move || name.get() width="240" height="240" /> }
}
