//! The person's own picture while he waits. The court sees it when it looks, he sees that it does, and he can switch it
//! off; no sound is taken at all.

use hearing::Role;
use hearing::check_in::DeviceState;
use hearing::waiting::RingReason;
use leptos::html::{Article, Video};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlVideoElement;

use super::minute;
use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{check_in, devices, waiting};
use crate::ui::{Icon, once_drawn};

#[wasm_bindgen(module = "/src/check_in/own_picture.js")]
extern "C" {
    #[derive(Clone)]
    type OwnPicture;
    #[wasm_bindgen(constructor)]
    fn new() -> OwnPicture;
    #[wasm_bindgen(method)]
    fn open(this: &OwnPicture, element: &HtmlVideoElement, told: &JsValue);
    #[wasm_bindgen(method)]
    fn close(this: &OwnPicture);
    #[wasm_bindgen(method)]
    fn fails(this: &OwnPicture);
    #[wasm_bindgen(method)]
    fn show(this: &OwnPicture, bearer: &str);
    #[wasm_bindgen(method)]
    fn hide(this: &OwnPicture);
}

/// Whether he has his picture on or off, once he has said so: it holds for every page that he turns to while he waits. A
/// context of its own.
#[derive(Clone, Copy)]
pub struct PictureChoice(RwSignal<Option<bool>>);

impl PictureChoice {
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// He has it off.
    Off,
    Opening,
    On,
    /// The camera does not give any.
    Fails,
}

impl Stand {
    fn name(self) -> &'static str {
        match self {
            Stand::Off => "off",
            Stand::Opening => "opening",
            Stand::On => "on",
            Stand::Fails => "fails",
        }
    }

    /// How it is when the page opens. Where the camera has passed its check it is on: the browser asks nothing more. Where
    /// it has not, that is said, and not that he has it off.
    fn at_first(chosen: Option<bool>, checked: Option<DeviceState>) -> Self {
        match (chosen, checked) {
            (Some(true), _) | (None, Some(DeviceState::Works)) => Stand::Opening,
            (None, Some(DeviceState::Fails)) => Stand::Fails,
            (Some(false), _) | (None, Some(DeviceState::Skipped) | None) => Stand::Off,
        }
    }
}

/// Lets the camera go with the page: the courtroom opens it anew.
struct Held {
    picture: OwnPicture,
    told: Closure<dyn FnMut(String)>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.picture.hide();
        self.picture.close();
    }
}

/// `strip`: above another page, as small as it can be.
#[component]
pub fn Mirror(#[prop(optional)] strip: bool) -> impl IntoView {
    let session = use_session();
    let PictureChoice(choice) = expect_context();
    let video = NodeRef::<Video>::new();
    let checked = session.peek(|h| {
        let me = session.me().get_untracked();
        let seat = me.and_then(|me| h.seat(&me));
        seat.and_then(|s| s.check_in.devices.as_ref())
            .map(|d| d.found.camera)
    });
    let stand = RwSignal::new(Stand::at_first(choice.get_untracked(), checked));
    let held = StoredValue::new_local(Held {
        picture: OwnPicture::new(),
        told: Closure::new(move |word: String| {
            stand.try_set(match word.as_str() {
                "on" => Stand::On,
                "opening" => Stand::Opening,
                _ => Stand::Fails,
            });
        }),
    });
    let watches = session.mine(|_, seat| seat.role.only_watches());
    let look = look();
    let open = move || {
        let element = video.try_get_untracked().flatten();
        if let Some(element) = element {
            element.set_muted(true);
            held.try_with_value(|h| h.picture.open(&element, h.told.as_ref()));
        }
    };
    Effect::new(move |_| {
        if video.get().is_none() {
            return;
        }
        match stand.get_untracked() {
            Stand::Opening | Stand::On => open(),
            Stand::Fails => _ = held.try_with_value(|h| h.picture.fails()),
            Stand::Off => {}
        }
    });
    let press = move |_| match stand.get_untracked() {
        Stand::Opening | Stand::On => {
            choice.set(Some(false));
            stand.set(Stand::Off);
            held.try_with_value(|h| h.picture.close());
        }
        Stand::Off | Stand::Fails => {
            choice.set(Some(true));
            open();
        }
    };
    Effect::new(move |_| {
        let looked_at = look.get().is_some();
        held.try_with_value(|held| match session.bearer().filter(|_| looked_at) {
            Some(bearer) => held.picture.show(&bearer),
            None => held.picture.hide(),
        });
    });
    // He may have read further down: what the court sees comes before his eyes.
    let frame = NodeRef::<Article>::new();
    Effect::new(move |_| {
        if !strip
            && look.get().is_some()
            && let Some(frame) = frame.get()
        {
            once_drawn(move || frame.scroll_into_view_with_bool(false));
        }
    });
    let small = move || strip || look.get().is_none();
    let shown = move || stand.get() == Stand::On;
    let state = move || match (stand.get(), look.get()) {
        (Stand::Off, _) => waiting::picture_off(),
        (Stand::Opening, _) => waiting::picture_opens(),
        (Stand::Fails, _) => waiting::picture_fails(),
        (Stand::On, Some(by)) => waiting::looked_at(by),
        (Stand::On, None) => waiting::seen_by_court(),
    };
    let label = move || match stand.get() {
        Stand::Off => waiting::turn_on(),
        Stand::Fails => devices::again(),
        Stand::Opening | Stand::On => waiting::turn_off(),
    };
    view! {
        <article
            node_ref=frame
            class="seat mirror own-picture"
            class:mirror--small=small
            data-own-picture=move || stand.get().name()
            data-looked-at=move || look.get().map(|_| "")
            aria-label=waiting::own_picture
        >
            <div class="seat-video">
                <video class="seat-figure mirror-picture" node_ref=video muted playsinline autoplay></video>
            </div>
            <div class="seat-plate">
                <Who />
                <p class="seat-state" role="status">
                    <span class="state">
                        <Icon name=Signal::derive(move || if look.get().is_some() { "eye" } else { "lock" }) />
                        <span>{state}</span>
                    </span>
                </p>
                <button
                    type="button"
                    class="press mirror-act"
                    class:press--dense=move || look.get().is_none() || shown()
                    class:press--now=move || look.get().is_some() && !shown()
                    data-act="own-picture"
                    on:click=press
                >
                    {label}
                </button>
            </div>
        </article>
        <Show when=move || look.get().is_some()>
            <p class="looked-at" role="status">
                <b>{waiting::looked_at_title}</b>
                <span>{waiting::hold_document}</span>
            </p>
        </Show>
        // Who watches has no device check, which switches it on for others.
        <Show when=move || stand.get() == Stand::Off && watches.get() == Some(true)>
            <p class="step-note" data-why-off="">{waiting::picture_why_off}</p>
        </Show>
        <Show when=move || stand.get() == Stand::Fails><p class="step-note">{waiting::picture_trouble}</p></Show>
    }
}

/// Who of the court looks at him now. A look ends by the clock, too.
fn look() -> Memo<Option<Role>> {
    let session = use_session();
    let now = minute();
    let look = session.mine(|_, seat| seat.check_in.look.clone());
    Memo::new(move |_| {
        let now = now.get().max(session.now());
        let look = look.get().flatten().filter(|look| now < look.until);
        look.map(|look| look.by)
    })
}

/// The mirror above his own answers, which he reads or mends while he waits: from the moment that the court looks at him or
/// rings to see him, for as long as he stays there.
#[component]
pub fn MirrorStrip(wanted: RwSignal<bool>) -> impl IntoView {
    let look = look();
    let rung = use_session().mine(|_, seat| {
        let ring = seat.check_in.ring.as_ref();
        ring.is_some_and(|r| r.answered_at.is_none() && r.why == RingReason::Identity)
    });
    Effect::new(move |_| {
        if look.get().is_some() || rung.get() == Some(true) {
            wanted.set(true);
        }
    });
    view! {
        <Show when=move || wanted.get()>
            <div class="own-strip" role="region" aria-label=waiting::looked_at_region><Mirror strip=true /></div>
        </Show>
    }
}

#[component]
fn Who() -> impl IntoView {
    let session = use_session();
    let seat = session.mine(|h, seat| (seat.role, seat.side, Tribunal::of(h), seat.name.clone()));
    view! {
        <p class="seat-who">
            {move || seat.get().map(|(role, side, tribunal, name)| view! {
                <b class="seat-role">{tribunal.map(|t| terms::role(role, side, t))}</b>
                " "<span class="seat-name">{name}</span>
                " "<span class="seat-you">{check_in::you()}</span>
            })}
        </p>
    }
}
