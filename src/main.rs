//! The app that runs in the browser.

mod app;
mod check_in;
mod courtroom;
mod docket;
mod evidence;
mod media;
mod readiness;
mod record;
mod session;
mod text;
mod transcript;
mod ui;
mod view;

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
