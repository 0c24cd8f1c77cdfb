//! Another camera, microphone or loudspeaker, without leaving the room; and how one is seen by the others.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::media::{Chosen, DeviceKind, Picture, State, use_media};
use crate::session::use_session;
use crate::text::{Word as _, courtroom as words, devices};
use crate::ui::{Frame, Icon};

#[component]
pub fn DevicesKey() -> impl IntoView {
    let media = use_media();
    let open = RwSignal::new(false);
    view! {
        <button type="button" class="tool tool--devices tool--rare" data-act="devices" aria-haspopup="dialog"
            disabled=move || media.state.get() != State::On
            on:click=move |_| open.set(true)>
            <Icon name="settings" />
            <span class="tool-label">{words::devices}</span>
        </button>
        <Frame open title=words::devices.text() words=words::devices_words.text()>
            <Choices />
            <div class="panel-acts">
                <button type="button" class="press press--now" data-act="devices-done" on:click=move |_| open.set(false)>
                    {words::devices_done}
                </button>
            </div>
        </Frame>
    }
}

#[component]
fn Choices() -> impl IntoView {
    let session = use_session();
    let media = use_media();
    let listed = RwSignal::new(Vec::<(DeviceKind, String, String)>::new());
    let chosen = RwSignal::new(Chosen::kept());
    spawn_local(async move {
        let _ = listed.try_set(media.devices().await);
    });
    let choose = move |kind: DeviceKind, id: String| {
        chosen.update(|chosen| chosen.choose(kind, id.clone()));
        media.switch(kind, id);
    };
    let me = session.me();
    view! {
        <div class="self-view" aria-label=words::self_view role="img">
            {move || me.get().map(|seat| view! { <Picture seat /> })}
        </div>
        {[DeviceKind::Camera, DeviceKind::Microphone, DeviceKind::Speaker].into_iter().map(|kind| view! {
            <label class="field">
                <span>{move || name(kind)}</span>
                <select data-field=format!("room-{}", kind.name()) on:change=move |event| choose(kind, event_target_value(&event))>
                    {move || options(kind, &listed.get(), &chosen.get())}
                </select>
            </label>
        }).collect_view()}
        <label class="field field--row">
            <input type="checkbox" data-field="sound-only" prop:checked=move || media.sound_only().get()
                on:change:target=move |event| media.choose_sound_only(event.target().checked()) />
            <span>{words::sound_only_choice}</span>
        </label>
        <p class="guard-note">{words::sound_only_words}</p>
    }
}

fn name(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Camera => devices::camera(),
        DeviceKind::Microphone => devices::microphone(),
        DeviceKind::Speaker => devices::speaker(),
    }
}

fn options(
    kind: DeviceKind,
    listed: &[(DeviceKind, String, String)],
    chosen: &Chosen,
) -> impl IntoView + use<> {
    let of_kind: Vec<_> = listed
        .iter()
        .filter(|(of, ..)| *of == kind)
        .cloned()
        .collect();
    let chosen = chosen.of(kind).to_owned();
    let is_there = of_kind.iter().any(|(_, id, _)| *id == chosen);
    let rows = (1_usize..).zip(of_kind).map(move |(n, (_, id, label))| {
        let selected = id == chosen;
        let label = if label.is_empty() {
            devices::unnamed(name(kind), n)
        } else {
            label
        };
        view! { <option value=id selected=selected>{label}</option> }
    });
    view! {
        <option value="" selected=!is_there>{devices::by_itself()}</option>
        {rows.collect_view()}
    }
}
