//! Who has to be seen or heard and is not, is told so by his own page, before the court has to (R23).

use hearing::DutyDevice;
use leptos::prelude::*;

use crate::media::{State, use_media};
use crate::session::use_session;
use crate::text::away as words;
use crate::ui::Icon;

/// What of his own has to be on and is not. While one comes in, nothing is on yet, and that is nobody's fault.
pub fn missed() -> Memo<Option<DutyDevice>> {
    let session = use_session();
    let media = use_media();
    let missed = session.mine(|h, me| {
        if h.must_be_seen(me) && !me.camera_on {
            Some(DutyDevice::Camera)
        } else {
            (h.must_be_heard(me) && !me.microphone_on).then_some(DutyDevice::Microphone)
        }
    });
    Memo::new(move |_| {
        let on = media.state.get() == State::On;
        missed.get().flatten().filter(|_| on)
    })
}

#[component]
pub fn DutyStrip() -> impl IntoView {
    let session = use_session();
    let media = use_media();
    let missed = missed();
    let grace = session.select(|h| h.absence_settings.devices_ms / 1_000);
    let open = move |device| match device {
        DutyDevice::Camera => media.camera(true),
        DutyDevice::Microphone => media.microphone(true),
    };
    move || {
        missed.get().map(|device| view! {
            <p class="duty" role="status" data-duty=format!("{device:?}")>
                <Icon name="warn" />
                <span>{move || words::duty(device)}" "<span class="duty-more">{move || words::duty_missed(device, grace.get())}</span></span>
                <button type="button" class="press press--dense" data-act="open-duty" on:click=move |_| open(device)>
                    {move || words::open_device(device)}
                </button>
            </p>
        })
    }
}
