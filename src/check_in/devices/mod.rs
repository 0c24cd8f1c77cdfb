//! 设备检测 (R7): a picture, a spoken sentence played back, three tones, the way to the court. Each failure says what to
//! do, in this browser and on this system. Nothing here needs the eye alone: each result is said as well.

mod bench;
mod camera;
mod choice;
mod line;
mod microphone;
mod mirror;
mod network;
mod remedy;
mod rig;
mod row;
mod sketch;
mod speaker;
mod tested_here;
mod this_browser;
mod trouble;

pub use tested_here::TestedElsewhere;
pub use this_browser::ThisBrowser;
pub use trouble::{DeviceTrouble, LineNews};

use hearing::Command;
use leptos::prelude::*;

use super::step_page::{Confirm, StepPage};
use crate::session::use_session;
use crate::text::devices;
use bench::Bench;
use camera::CameraRow;
use microphone::MicrophoneRow;
use mirror::Mirror;
use network::NetworkRow;
use speaker::SpeakerRow;

#[component]
pub fn DeviceStep() -> impl IntoView {
    let session = use_session();
    let bench = Bench::new(session);
    provide_context(bench);
    let reported = session.mine(|_, seat| seat.check_in.devices.is_some());
    let settled = Memo::new(move |_| bench.all_work());
    let kept = move || !bench.is_started() && reported.get() == Some(true);
    let commands = move |()| {
        if untrack(kept) {
            return Vec::new();
        }
        tested_here::keep(session);
        vec![Command::ReportDevices(bench.findings())]
    };
    let label = move || {
        if settled.get() || kept() {
            devices::done()
        } else if bench.any_trouble() {
            devices::skip()
        } else {
            devices::skip_for_now()
        }
    };
    let confirm = Confirm {
        needed: Signal::derive(move || !settled.get() && !kept()),
        title: devices::skip_title,
        words: devices::skip_words,
        answer: devices::skip_yes,
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
                <h1>{devices::title}</h1>
                <Mirror />
                <Show when=move || !bench.is_started()>
                    <p>{devices::intro}</p>
                    <TestedElsewhere />
                </Show>
                <button
                    type="button"
                    class="press"
                    class:press--now=move || !bench.is_started()
                    data-act="devices-start"
                    on:click=move |_| bench.start()
                >
                    {move || if bench.is_started() { devices::again() } else { devices::start() }}
                </button>
            </section>
            <section class="checks" data-sounds=move || bench.needs_quiet().then_some("")>
                <CameraRow />
                <MicrophoneRow />
                <SpeakerRow />
                <NetworkRow />
            </section>
        </StepPage>
    }
}

fn use_bench() -> Bench {
    expect_context::<Bench>()
}
