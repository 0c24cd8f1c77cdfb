//! 小窗: who has the floor, in the browser's own small window, for somebody who reads elsewhere. Where a browser has none, nothing
//! is said of it.

use hearing::{Hearing, SeatId, Zone};
use leptos::html::Video;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlVideoElement;

use super::room;
use crate::session::{is_second_window, use_session};
use crate::text::courtroom as words;
use crate::ui::Icon;

#[wasm_bindgen(module = "/src/media/small_window.js")]
extern "C" {
    #[wasm_bindgen(js_name = hasSmallWindow)]
    fn has_small_window() -> bool;
    #[wasm_bindgen(js_name = openSmall, catch)]
    async fn open_small(element: &HtmlVideoElement) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = closeSmall, catch)]
    async fn close_small(element: &HtmlVideoElement) -> Result<(), JsValue>;
}

#[derive(Clone, Copy)]
struct SmallWindow {
    wanted: RwSignal<bool>,
    /// Whom it shows, or would.
    of: Memo<Option<SeatId>>,
}

/// The picture that goes into it. Part of the room, so that it outlasts the exhibit.
#[component]
pub fn SmallPicture() -> impl IntoView {
    let session = use_session();
    let me = session.me();
    let of = session.select(move |h| whom(h, me.get().as_ref()));
    let wanted = RwSignal::new(false);
    provide_context(SmallWindow { wanted, of });
    let video = NodeRef::<Video>::new();
    let on = move || Some((video.get()?, of.get().filter(|_| wanted.get())?));
    Effect::new(move |before: Option<Option<(HtmlVideoElement, SeatId)>>| {
        let before = before.flatten();
        let now = on();
        match (&before, &now) {
            (None, Some((element, seat))) => {
                element.set_muted(true);
                room::watch(&seat.0, element);
                let element = element.clone();
                spawn_local(async move {
                    if open_small(&element).await.is_err() {
                        wanted.try_set(false);
                    }
                });
            }
            (Some((_, was)), Some((element, seat))) if was != seat => {
                room::rewatch(&was.0, &seat.0, element);
            }
            (Some((element, was)), None) => put_away(element.clone(), was.clone()),
            (Some(_), Some(_)) | (None, None) => {}
        }
        now
    });
    let kept = StoredValue::new_local(None);
    Effect::new(move |_| kept.set_value(video.get().zip(of.get())));
    on_cleanup(move || {
        if let Some((element, seat)) = kept.try_update_value(Option::take).flatten() {
            put_away(element, seat);
        }
    });
    view! {
        <video node_ref=video class="vh" data-small-picture=move || of.get().map(|seat| seat.0) autoplay playsinline muted tabindex="-1"
            aria-hidden="true" on:leavepictureinpicture=move |_: web_sys::Event| wanted.set(false)></video>
    }
}

fn put_away(element: HtmlVideoElement, seat: SeatId) {
    spawn_local(async move {
        // Closed by hand, it is closed already.
        let _ = close_small(&element).await;
        room::unwatch(&seat.0, &element);
    });
}

/// Who has the floor, else who presides, else whoever else is seen.
fn whom(h: &Hearing, me: Option<&SeatId>) -> Option<SeatId> {
    let seen = |id: &SeatId| {
        let seat = h.seat(id);
        Some(id) != me && seat.is_some_and(|s| s.camera_on && s.zone == Zone::Courtroom)
    };
    let presiding = h.presiding().map(|seat| &seat.id);
    let first = h.floor.as_ref().into_iter().chain(presiding);
    let mut all = first.chain(h.seats.iter().map(|seat| &seat.id));
    all.find(|id| seen(id)).cloned()
}

#[component]
pub fn SmallWindowKey() -> impl IntoView {
    let small = use_context::<SmallWindow>().filter(|_| has_small_window() && !is_second_window());
    small.map(|SmallWindow { wanted, of }| {
        let word = move || {
            if wanted.get() {
                words::small_window_end()
            } else {
                words::small_window()
            }
        };
        view! {
            <Show when=move || wanted.get() || of.with(Option::is_some)>
                <button type="button" class="press press--dense press--small-window" data-act="small-window" aria-label=word title=word
                    aria-pressed=move || wanted.get().to_string() on:click=move |_| wanted.update(|on| *on = !*on)>
                    <Icon name="small-window" />
                    <span>{word}</span>
                </button>
            </Show>
        }
    })
}
