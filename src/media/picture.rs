//! A person's picture on his seat; a drawn figure where there is none.

use hearing::SeatId;
use leptos::html::Video;
use leptos::prelude::*;

use super::{room, use_media};
use crate::session::use_session;
use crate::text::courtroom as words;

#[component]
pub fn Picture(seat: SeatId) -> impl IntoView {
    let media = use_media();
    let session = use_session();
    let video = NodeRef::<Video>::new();
    let person = media.person(seat.clone());
    let own = {
        let seat = seat.clone();
        Memo::new(move |_| session.me().get().as_ref() == Some(&seat))
    };
    let sent = Memo::new(move |_| person.get().is_some_and(|p| p.camera));
    // Left out for the sake of the line, or by choice: that is no closed camera, and says so.
    let left_out = Memo::new(move |_| sent.get() && !own.get() && media.without_pictures());
    let shown = Memo::new(move |_| sent.get() && !left_out.get());
    let name = seat.0.clone();
    let watched = StoredValue::new_local(None::<web_sys::HtmlVideoElement>);
    {
        let name = name.clone();
        Effect::new(move |_| {
            if let Some(element) = video.get() {
                // Set as a property too: the attribute alone does not silence an element made by script.
                element.set_muted(true);
                room::watch(&name, &element);
                watched.set_value(Some(element));
            }
        });
    }
    let gone = name.clone();
    on_cleanup(move || {
        if let Some(element) = watched.try_update_value(Option::take).flatten() {
            room::unwatch(&gone, &element);
        }
    });
    view! {
        <video
            node_ref=video
            class="seat-picture"
            class:seat-picture--own=move || own.get()
            class:seat-picture--none=move || !shown.get()
            data-seat-video=name
            autoplay
            playsinline
            muted
            tabindex="-1"
            aria-hidden="true"
        ></video>
        <Show when=move || !shown.get()>
            <svg class="seat-figure" viewBox="0 0 160 90" aria-hidden="true">
                <path d="M80 18a17 17 0 1 0 0 34 17 17 0 0 0 0-34zM40 90c2-22 18-32 40-32s38 10 40 32z" />
            </svg>
        </Show>
        <Show when=move || left_out.get()>
            <span class="seat-left-out" data-left-out="">{words::sound_only}</span>
        </Show>
    }
}
