//! The app that runs in the browser.

mod aloud;
mod announcements;
mod app;
mod away;
mod calendar;
mod check_in;
mod courtroom;
mod docket;
mod evidence;
mod frame;
mod in_person;
mod inside;
mod links;
mod listening;
mod media;
mod parts;
mod progress;
mod readiness;
mod record;
mod seat;
mod session;
mod text;
mod transcript;
mod ui;
mod verify;
mod view;

use gloo::timers::callback::Timeout;

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

fn main() {
    console_error_panic_hook::set_once();
    // The browser has just been busy with the app itself: what is pressed or typed meanwhile comes first.
    Timeout::new(0, || {
        leptos::mount::mount_to_body(app::App);
    })
    .forget();
}
