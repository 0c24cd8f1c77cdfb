//! The speaker's row: three tones, and whether they were heard.

use leptos::prelude::*;

use super::bench::Tones;
use super::choice::Choice;
use super::remedy::Remedy;
use super::row::{Row, YesOrNo};
use super::trouble::{DeviceTrouble, Finding};
use super::use_bench;
use crate::media::DeviceKind;
use crate::text::devices;
use crate::ui::Icon;

#[component]
pub fn SpeakerRow() -> impl IntoView {
    let bench = use_bench();
    let answer = move || match bench.speaker.get() {
        Finding::Works => Some(true),
        Finding::Trouble(DeviceTrouble::NotHeard) => Some(false),
        Finding::Untested | Finding::Testing | Finding::Trouble(_) => None,
    };
    // Where nothing plays there is nothing to ask.
    let is_mute = move || match bench.speaker.get() {
        Finding::Trouble(DeviceTrouble::NotHeard) => false,
        Finding::Trouble(_) => true,
        Finding::Untested | Finding::Testing | Finding::Works => false,
    };
    let now = move || match bench.tones.get() {
        Tones::Later => devices::comes_later(),
        Tones::Playing => devices::tones_play(),
        Tones::Played => devices::please_answer(),
    };
    let aloud = move || {
        let asks = bench.tones.get() == Tones::Played && answer().is_none();
        asks.then(devices::heard_ask)
    };
    let asks = move || bench.tones.get() != Tones::Later && !is_mute();
    view! {
        <Row
            name="speaker"
            icon="sound"
            label=devices::speaker
            finding=bench.speaker
            good=Signal::derive(|| devices::speaker_good().to_owned())
            now=Signal::derive(now)
            asks=Signal::derive(aloud)
        >
            <Show when=asks>
                <YesOrNo
                    act="devices-heard"
                    ask=devices::heard_ask
                    answer=Signal::derive(answer)
                    given=Callback::new(move |heard| bench.answer_tones(heard))
                    again=devices::tone_again
                    replay=Callback::new(move |()| bench.play_tones())
                />
            </Show>
            // While the browser asks for the others this one need not wait.
            <Show when=move || bench.is_asking() && bench.tones.get() == Tones::Later>
                <p class="check-acts">
                    <button type="button" class="press press--dense" data-act="devices-play" on:click=move |_| bench.play_tones()>
                        <Icon name="play" /><span>{devices::tones_first}</span>
                    </button>
                </p>
            </Show>
            <Remedy finding=bench.speaker />
            <Choice kind=DeviceKind::Speaker label=devices::choose_speaker />
        </Row>
    }
}
