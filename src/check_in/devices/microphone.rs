//! The microphone's row: a sentence to say, how loud it is, and the person's own words played back.

use leptos::prelude::*;

use super::bench::Words;
use super::choice::Choice;
use super::remedy::Remedy;
use super::row::{Row, YesOrNo};
use super::trouble::{DeviceTrouble, Finding};
use super::use_bench;
use crate::media::DeviceKind;
use crate::text::devices;

/// Loudness that lights all eight lamps (root mean square).
const LOUD: f64 = 0.15;

#[component]
pub fn MicrophoneRow() -> impl IntoView {
    let bench = use_bench();
    let listens = Memo::new(move |_| match bench.microphone.get() {
        Finding::Testing | Finding::Trouble(DeviceTrouble::Silent) => match bench.words.get() {
            Words::Awaited | Words::Recording => true,
            Words::Opening | Words::Playing | Words::Kept | Words::Unrecorded => false,
        },
        Finding::Untested | Finding::Works | Finding::Trouble(_) => false,
    });
    let asks = Memo::new(move |_| match bench.words.get() {
        Words::Playing | Words::Kept => true,
        Words::Opening | Words::Awaited | Words::Recording | Words::Unrecorded => false,
    });
    let now = move || match bench.words.get() {
        Words::Opening => devices::opening(),
        Words::Awaited => devices::listens(),
        Words::Recording => devices::listening(),
        Words::Playing => devices::playing(),
        Words::Kept => devices::please_answer(),
        Words::Unrecorded => devices::testing(),
    };
    let aloud = move || match bench.words.get() {
        Words::Awaited if bench.is_started() => Some(devices::speak()),
        Words::Kept if bench.heard_self.get().is_none() => Some(devices::heard_self_ask()),
        Words::Opening
        | Words::Awaited
        | Words::Kept
        | Words::Recording
        | Words::Playing
        | Words::Unrecorded => None,
    };
    let good = move || match bench.heard_self.get() {
        Some(_) => devices::microphone_good(),
        None => devices::microphone_level_only(),
    };
    // One cause, one remedy: it stands at the camera.
    let as_above = move || match bench.microphone.get() {
        Finding::Trouble(trouble) => {
            trouble.is_of_the_page() && bench.camera.get() == bench.microphone.get()
        }
        Finding::Untested | Finding::Testing | Finding::Works => false,
    };
    view! {
        <Row
            name="microphone"
            icon="mic"
            label=devices::microphone
            finding=bench.microphone
            good=Signal::derive(move || good().to_owned())
            now=Signal::derive(now)
            asks=Signal::derive(aloud)
        >
            <Show when=move || listens.get()>
                <p class="spoken">{devices::please_say}<b>{devices::speak}</b></p>
                <Level />
            </Show>
            <Show when=move || asks.get()>
                <YesOrNo
                    act="devices-heard-self"
                    ask=devices::heard_self_ask
                    answer=bench.heard_self
                    given=Callback::new(move |heard| bench.answer_self(heard))
                    again=devices::play_again
                    replay=Callback::new(move |()| bench.replay())
                />
            </Show>
            <Show when=move || !as_above() fallback=|| view! { <p>{devices::as_above}</p> }>
                <Remedy finding=bench.microphone />
            </Show>
            <Choice kind=DeviceKind::Microphone label=devices::choose_microphone />
        </Row>
    }
}

/// Eight lamps, in steps of equal loudness to the ear.
#[component]
fn Level() -> impl IntoView {
    let bench = use_bench();
    let lit = Memo::new(move |_| {
        let loudness = (bench.level.get() / LOUD).clamp(0.0, 1.0);
        (loudness.sqrt() * 8.0).round() as u32
    });
    view! {
        <div class="level" role="meter" aria-label=devices::level aria-valuemin="0" aria-valuemax="8" aria-valuenow=move || lit.get().to_string()>
            {(0..8_u32).map(|lamp| view! { <i data-lit=move || (lit.get() > lamp).then_some("")></i> }).collect_view()}
            <span>{move || if lit.get() == 0 { devices::quiet() } else { "" }}</span>
        </div>
    }
}
