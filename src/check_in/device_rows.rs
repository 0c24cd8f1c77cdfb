//! The findings of the device check, one row each, and the picture as the court will see it.

use leptos::prelude::*;

use super::device_check::{Bench, Finding};
use super::rig::DeviceTrouble;
use crate::session::use_session;
use crate::text::check_in;
use crate::text::terms::{self, Tribunal};
use crate::ui::Icon;

/// A round trip that nobody notices in speech (ms).
const QUICK: u32 = 300;
/// Loudness that lights all eight lamps (root mean square).
const LOUD: f64 = 0.15;

fn bench() -> Bench {
    expect_context::<Bench>()
}

/// One row: its sign and name, what was found, and below it what to do.
#[component]
fn Row(
    name: &'static str,
    icon: &'static str,
    label: fn() -> &'static str,
    finding: Signal<Finding>,
    good: Signal<String>,
    #[prop(optional)] children: Option<ChildrenFn>,
) -> impl IntoView {
    let result = move || match finding.get() {
        Finding::Untested => "",
        Finding::Testing => "testing",
        Finding::Works => "good",
        Finding::Trouble(_) => "fail",
    };
    let word = move || match finding.get() {
        Finding::Untested => check_in::not_tested().to_owned(),
        Finding::Testing => check_in::testing().to_owned(),
        Finding::Works => good.get(),
        Finding::Trouble(trouble) => check_in::device_trouble(trouble).to_owned(),
    };
    let sign = move || match finding.get() {
        Finding::Works => Some("check"),
        Finding::Trouble(_) => Some("warn"),
        Finding::Untested | Finding::Testing => None,
    };
    view! {
        <div class="check" data-check=name data-result=result>
            <h2><Icon name=icon /><span>{label}</span></h2>
            <p class="check-word" role="status">
                {move || sign().map(|name| view! { <Icon name=name /> })}
                <span>{word}</span>
            </p>
            {children.map(|children| view! { <div class="check-more">{children()}</div> })}
        </div>
    }
}

/// What to do, while there is something to do.
#[component]
fn Remedy(#[prop(into)] finding: Signal<Finding>) -> impl IntoView {
    move || match finding.get() {
        Finding::Trouble(trouble) => Some(view! {
            <ol class="remedy">
                {check_in::remedies(trouble).map(|words| view! { <li>{words}</li> })}
            </ol>
        }),
        Finding::Untested | Finding::Testing | Finding::Works => None,
    }
}

#[component]
pub fn CameraRow() -> impl IntoView {
    let bench = bench();
    let good = move || {
        if bench.dark.get() {
            check_in::camera_dark()
        } else {
            check_in::camera_good()
        }
    };
    view! {
        <Row name="camera" icon="cam" label=check_in::camera finding=bench.camera.into() good=Signal::derive(move || good().to_owned())>
            <Remedy finding=bench.camera />
        </Row>
    }
}

#[component]
pub fn MicrophoneRow() -> impl IntoView {
    let bench = bench();
    let listens = move || match bench.microphone.get() {
        Finding::Testing | Finding::Works | Finding::Trouble(DeviceTrouble::Silent) => true,
        Finding::Untested | Finding::Trouble(_) => false,
    };
    view! {
        <Row
            name="microphone"
            icon="mic"
            label=check_in::microphone
            finding=bench.microphone.into()
            good=Signal::derive(|| check_in::microphone_good().to_owned())
        >
            <Show when=listens>
                <p class="spoken">{check_in::speak}</p>
                <Level />
            </Show>
            <Remedy finding=bench.microphone />
        </Row>
    }
}

/// Eight lamps, in steps of equal loudness to the ear.
#[component]
fn Level() -> impl IntoView {
    let bench = bench();
    let lit = Memo::new(move |_| {
        let loudness = (bench.level.get() / LOUD).clamp(0.0, 1.0);
        (loudness.sqrt() * 8.0).round() as u32
    });
    view! {
        <div class="level" role="meter" aria-label=check_in::level aria-valuemin="0" aria-valuemax="8" aria-valuenow=move || lit.get().to_string()>
            {(0..8_u32).map(|lamp| view! { <i data-lit=move || (lit.get() > lamp).then_some("")></i> }).collect_view()}
            <span>{move || if lit.get() == 0 { check_in::microphone_quiet() } else { "" }}</span>
        </div>
    }
}

#[component]
pub fn SpeakerRow() -> impl IntoView {
    let bench = bench();
    let answer = move |finding| bench.speaker.set(finding);
    view! {
        <Row
            name="speaker"
            icon="sound"
            label=check_in::speaker
            finding=bench.speaker.into()
            good=Signal::derive(|| check_in::speaker_good().to_owned())
        >
            <Show when=move || bench.is_started()>
                <p>{check_in::speaker_ask}</p>
                <div class="check-acts">
                    <button
                        type="button"
                        class="press"
                        data-act="devices-heard"
                        aria-pressed=move || if bench.speaker.get() == Finding::Works { "true" } else { "false" }
                        on:click=move |_| answer(Finding::Works)
                    >
                        {check_in::heard}
                    </button>
                    <button
                        type="button"
                        class="press"
                        data-act="devices-not-heard"
                        on:click=move |_| answer(Finding::Trouble(DeviceTrouble::NotHeard))
                    >
                        {check_in::not_heard}
                    </button>
                    <button type="button" class="press press--quiet" data-act="devices-tone" on:click=move |_| bench.play()>
                        <Icon name="play" /><span>{check_in::tone_again}</span>
                    </button>
                </div>
            </Show>
            <Remedy finding=bench.speaker />
        </Row>
    }
}

#[component]
pub fn NetworkRow() -> impl IntoView {
    let bench = bench();
    let good = move || match bench.latency.get() {
        Some(ms) if ms > QUICK => format!(
            "{} · {}",
            check_in::network_slow(),
            check_in::round_trip(ms)
        ),
        Some(ms) => format!(
            "{} · {}",
            check_in::network_good(),
            check_in::round_trip(ms)
        ),
        None => String::new(),
    };
    let lost = move || matches!(bench.network.get(), Finding::Trouble(_));
    view! {
        <Row name="network" icon="net-4" label=check_in::network finding=bench.network.into() good=Signal::derive(good)>
            <Show when=lost><p>{check_in::network_bad}</p></Show>
        </Row>
    }
}

/// The person as the court will see him, with his plate.
#[component]
pub fn Mirror() -> impl IntoView {
    let bench = bench();
    let session = use_session();
    let seat = session.mine(|h, seat| (seat.role, seat.side, Tribunal::of(h), seat.name.clone()));
    let has_picture = move || bench.camera.get() == Finding::Works;
    view! {
        <article class="seat mirror" aria-label=check_in::court_sees>
            <div class="seat-video">
                <video class="seat-figure mirror-picture" node_ref=bench.picture muted playsinline autoplay></video>
                <Show when=move || !has_picture()><p class="mirror-none">{check_in::no_picture}</p></Show>
            </div>
            <div class="seat-plate">
                <p class="seat-who">
                    {move || seat.get().map(|(role, side, tribunal, name)| view! {
                        <b class="seat-role">{tribunal.map(|t| terms::role(role, side, t))}</b>
                        " "<span class="seat-name">{name}</span>
                        " "<span class="seat-you">{check_in::you()}</span>
                    })}
                </p>
                <p class="seat-state">{check_in::court_sees}</p>
            </div>
        </article>
    }
}
