//! One's own microphone and camera. What the court has locked stays locked.

use hearing::Mute;
use leptos::prelude::*;

use super::device_choice::DevicesKey;
use crate::media::{Media, Rung, State, use_media};
use crate::session::use_session;
use crate::text::courtroom as words;
use crate::ui::{Icon, Toasts, use_toasts};

#[component]
pub fn OwnDevices() -> impl IntoView {
    let session = use_session();
    let media = use_media();
    let toasts = use_toasts();
    let me = Memo::new(move |_| session.me().get());
    let own = Memo::new(move |_| {
        me.get()
            .and_then(|seat| media.person(seat).get())
            .unwrap_or_default()
    });
    let locked = session.mine(|_, seat| seat.mute == Mute::Locked);
    let ready = move || media.state.get() == State::On;
    // A broken device is said once, with what to do about it.
    Effect::new(move |_| {
        if let Some(name) = media.trouble.get() {
            media.trouble.set(None);
            toasts.say(match name.as_str() {
                "NotAllowedError" => words::device_denied,
                "NotFoundError" => words::device_missing,
                "NotReadableError" => words::device_busy,
                _ => words::device_failed,
            });
        }
    });
    tell_of_the_line(media, toasts);
    let microphone = move || own.get().microphone;
    let camera = move || own.get().camera;
    let microphone_word = move || match (locked.get(), microphone()) {
        (Some(true), _) => words::locked_by_court(),
        (_, true) => words::microphone_on(),
        (_, false) => words::microphone_off(),
    };
    let microphone_icon = move || match (locked.get(), microphone()) {
        (Some(true), _) => "mic-lock",
        (_, true) => "mic-on",
        (_, false) => "mic-off",
    };
    view! {
        <div class="bar-group bar-own" role="group" aria-label=words::controls>
            <button
                type="button"
                class="tool"
                data-act="microphone"
                aria-pressed=move || microphone().to_string()
                title=move || if microphone() { words::close_microphone() } else { words::open_microphone() }
                disabled=move || locked.get() == Some(true) || !ready()
                on:click=move |_| media.microphone(!microphone())
            >
                <Icon name=Signal::derive(microphone_icon) />
                <span class="tool-label">{microphone_word}</span>
            </button>
            <button
                type="button"
                class="tool tool--cam"
                data-act="camera"
                aria-pressed=move || camera().to_string()
                title=move || if camera() { words::close_camera() } else { words::open_camera() }
                disabled=move || !ready()
                on:click=move |_| media.camera(!camera())
            >
                <Icon name=Signal::derive(move || if camera() { "cam-on" } else { "cam-off" }) />
                <span class="tool-label">{move || if camera() { words::camera_on() } else { words::camera_off() }}</span>
            </button>
            <DevicesKey />
        </div>
    }
}

/// What a weak line costs is said at each step down, and that all is back; the newest word takes the place of the one before.
fn tell_of_the_line(media: Media, toasts: Toasts) {
    let rung = media.rung();
    let said = StoredValue::new(None);
    Effect::new(move |before: Option<Rung>| {
        let now = rung.get();
        let before = before.unwrap_or_default();
        let words = match (before, now) {
            (Rung::Everything, Rung::Small) => Some(words::line_small as fn() -> &'static str),
            (Rung::Everything | Rung::Small, Rung::NoOthers) => Some(words::line_no_others as _),
            (Rung::Small | Rung::NoOthers, Rung::Everything) => Some(words::line_good as _),
            (Rung::NoOthers, Rung::Small)
            | (Rung::Everything, Rung::Everything)
            | (Rung::Small, Rung::Small)
            | (Rung::NoOthers, Rung::NoOthers) => None,
        };
        if let Some(words) = words {
            said.set_value(Some(toasts.instead(said.get_value(), words)));
        }
        now
    });
}
