//! 设备检测 (R7): a picture, a spoken sentence, three tones, the way to the court. Each failure says what to do.

use gloo::timers::callback::Timeout;
use hearing::Command;
use hearing::check_in::DeviceState;
use leptos::html::Video;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::device_rows::{CameraRow, MicrophoneRow, Mirror, NetworkRow, SpeakerRow};
use super::rig::{DeviceTrouble, Devices};
use super::step_page::{Confirm, StepPage};
use crate::session::use_session;
use crate::text::check_in;

/// As loud as a voice at arm's length (root mean square, 0 to 1), for this many tenths of a second.
const VOICE: f64 = 0.012;
const VOICE_TENTHS: u32 = 3;
/// So long without a sound, and the remedies are shown (ms).
const SILENCE: u32 = 9_000;

/// What is known of one device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    Untested,
    Testing,
    Works,
    Trouble(DeviceTrouble),
}

impl Finding {
    fn state(self) -> DeviceState {
        match self {
            Finding::Works => DeviceState::Works,
            Finding::Trouble(_) => DeviceState::Fails,
            Finding::Untested | Finding::Testing => DeviceState::Skipped,
        }
    }
}

/// The test as it stands. A context of its own.
#[derive(Clone, Copy)]
pub struct Bench {
    pub camera: RwSignal<Finding>,
    pub microphone: RwSignal<Finding>,
    pub speaker: RwSignal<Finding>,
    pub network: RwSignal<Finding>,
    /// Round trip in milliseconds
    pub latency: RwSignal<Option<u32>>,
    /// Loudness now, 0 to 1
    pub level: RwSignal<f64>,
    pub dark: RwSignal<bool>,
    pub picture: NodeRef<Video>,
    devices: Devices,
}

impl Bench {
    fn new() -> Self {
        let finding = || RwSignal::new(Finding::Untested);
        let (microphone, level) = (finding(), RwSignal::new(0.0));
        let mut spoken = 0;
        let devices = Devices::new(move |loudness| {
            level.try_set(loudness);
            spoken += u32::from(loudness > VOICE);
            if spoken >= VOICE_TENTHS && microphone.try_get_untracked() != Some(Finding::Works) {
                microphone.try_set(Finding::Works);
            }
        });
        Self {
            camera: finding(),
            microphone,
            speaker: finding(),
            network: finding(),
            latency: RwSignal::new(None),
            level,
            dark: RwSignal::new(false),
            picture: NodeRef::new(),
            devices,
        }
    }

    pub fn is_started(self) -> bool {
        self.camera.get() != Finding::Untested
    }

    fn all_work(self) -> bool {
        [self.camera, self.microphone, self.speaker]
            .iter()
            .all(|f| f.get() == Finding::Works)
    }

    /// Everything from the beginning.
    pub fn start(self) {
        for finding in [self.camera, self.microphone, self.speaker, self.network] {
            finding.set(Finding::Testing);
        }
        spawn_local(async move {
            let picture = self.picture.get_untracked();
            let [camera, microphone] = self.devices.open(picture).await;
            self.camera
                .try_set(camera.map_or(Finding::Works, Finding::Trouble));
            match microphone {
                Some(trouble) => _ = self.microphone.try_set(Finding::Trouble(trouble)),
                None => self.wait_for_a_voice(),
            }
            self.look_at_light();
            self.play();
        });
        spawn_local(async move {
            let latency = self.devices.latency().await;
            self.latency.try_set(latency);
            let trouble = Finding::Trouble(DeviceTrouble::Missing);
            self.network
                .try_set(latency.map_or(trouble, |_| Finding::Works));
        });
    }

    pub fn play(self) {
        spawn_local(async move {
            if let Err(trouble) = self.devices.tones().await {
                self.speaker.try_set(Finding::Trouble(trouble));
            }
        });
    }

    fn wait_for_a_voice(self) {
        Timeout::new(SILENCE, move || {
            if self.microphone.try_get_untracked() == Some(Finding::Testing) {
                self.microphone.set(Finding::Trouble(DeviceTrouble::Silent));
            }
        })
        .forget();
    }

    fn look_at_light(self) {
        // The first pictures of a camera are dark: it has to find the light.
        Timeout::new(1_500, move || {
            let picture = self.picture.try_get_untracked().flatten();
            if let Some(dark) = picture.and_then(|picture| self.devices.is_dark(&picture)) {
                self.dark.try_set(dark);
            }
        })
        .forget();
    }
}

#[component]
pub fn DeviceStep() -> impl IntoView {
    let session = use_session();
    let bench = Bench::new();
    provide_context(bench);
    let reported = session.mine(|_, seat| seat.check_in.devices.is_some());
    let settled = Memo::new(move |_| bench.all_work());
    let again = move || !bench.is_started() && reported.get() == Some(true);
    let commands = move |()| {
        if untrack(again) {
            return Vec::new();
        }
        vec![Command::ReportDevices {
            camera: bench.camera.get_untracked().state(),
            microphone: bench.microphone.get_untracked().state(),
            speaker: bench.speaker.get_untracked().state(),
            latency_ms: bench.latency.get_untracked(),
        }]
    };
    let label = move || {
        if settled.get() || again() {
            check_in::devices_done()
        } else {
            check_in::devices_skip()
        }
    };
    let confirm = Confirm {
        needed: Signal::derive(move || !settled.get() && !again()),
        title: check_in::devices_skip_title,
        words: check_in::devices_skip_words,
        answer: check_in::devices_skip_yes,
    };
    view! {
        <StepPage
            act="report-devices"
            label=Signal::derive(move || label().to_owned())
            missing=Signal::derive(|| None)
            commands
            confirm
            plain=Signal::derive(move || !settled.get())
            cols=true
        >
            <section>
                <h1>{check_in::devices_title}</h1>
                <Mirror />
                <Show when=move || !bench.is_started()>
                    <p>{check_in::devices_intro}</p>
                </Show>
                <button
                    type="button"
                    class="press"
                    class:press--now=move || !bench.is_started()
                    data-act="devices-start"
                    on:click=move |_| bench.start()
                >
                    {move || if bench.is_started() { check_in::devices_again() } else { check_in::devices_start() }}
                </button>
            </section>
            <section class="checks">
                <CameraRow />
                <MicrophoneRow />
                <SpeakerRow />
                <NetworkRow />
            </section>
        </StepPage>
    }
}
