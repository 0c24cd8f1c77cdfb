//! Small drawings of where to look, in the hand of our signs. The words beside them say all that they show.

use leptos::prelude::*;

use crate::text::remedies::Sketch;

#[component]
pub fn SketchView(sketch: Sketch) -> impl IntoView {
    let drawing = match sketch {
        Sketch::LeftOfAddress => view! { <LeftOfAddress /> }.into_any(),
        Sketch::PhoneSettings => view! { <PhoneSettings /> }.into_any(),
        Sketch::MessengerMenu => view! { <MessengerMenu /> }.into_any(),
        Sketch::SystemSettings => view! { <SystemSettings /> }.into_any(),
        Sketch::MicrophoneHole => view! { <MicrophoneHole /> }.into_any(),
    };
    view! {
        <svg class="sketch" viewBox="0 0 160 104" aria-hidden="true">{drawing}</svg>
    }
}

/// The address line; the sign at its left in a frame; below it the list with its switch.
#[component]
fn LeftOfAddress() -> impl IntoView {
    view! {
        <rect class="sketch-page" x="1" y="1" width="158" height="102" />
        <rect class="sketch-line" x="10" y="12" width="140" height="28" />
        <path class="sketch-ink" d="M22 22h8M34 22h4M22 31h4M30 31h8" />
        <circle class="sketch-ink" cx="32" cy="22" r="2.5" />
        <circle class="sketch-ink" cx="27" cy="31" r="2.5" />
        <rect class="sketch-here" x="14" y="15" width="30" height="22" />
        <path class="sketch-dim" d="M54 26h72" />
        <path class="sketch-here" d="M29 37v12h16" />
        <rect class="sketch-line" x="45" y="48" width="105" height="44" />
        <path class="sketch-dim" d="M56 61h44M56 79h44" />
        <rect class="sketch-on" x="116" y="54" width="26" height="14" rx="7" />
        <circle class="sketch-knob" cx="135" cy="61" r="5" />
        <rect class="sketch-on" x="116" y="72" width="26" height="14" rx="7" />
        <circle class="sketch-knob" cx="135" cy="79" r="5" />
    }
}

#[component]
fn PhoneSettings() -> impl IntoView {
    view! {
        <rect class="sketch-page" x="50" y="1" width="60" height="102" rx="8" />
        <path class="sketch-dim" d="M60 18h26" />
        <path class="sketch-dim" d="M60 36h22M60 54h22" />
        <rect class="sketch-on" x="80" y="66" width="22" height="12" rx="6" />
        <circle class="sketch-knob" cx="96" cy="72" r="4" />
        <rect class="sketch-on" x="80" y="84" width="22" height="12" rx="6" />
        <circle class="sketch-knob" cx="96" cy="90" r="4" />
        <path class="sketch-ink" d="M60 72h12M60 90h12" />
        <rect class="sketch-here" x="54" y="62" width="52" height="38" />
    }
}

#[component]
fn MessengerMenu() -> impl IntoView {
    view! {
        <rect class="sketch-page" x="42" y="1" width="76" height="102" rx="8" />
        <path class="sketch-dim" d="M52 17h34" />
        <circle class="sketch-dot" cx="97" cy="17" r="2" />
        <circle class="sketch-dot" cx="103" cy="17" r="2" />
        <circle class="sketch-dot" cx="109" cy="17" r="2" />
        <rect class="sketch-here" x="91" y="9" width="24" height="16" />
        <path class="sketch-here" d="M103 25v40" />
        <rect class="sketch-line" x="48" y="65" width="64" height="32" />
        <circle class="sketch-ink" cx="60" cy="81" r="7" />
        <path class="sketch-ink" d="M53 81h14M60 74c-4 4-4 10 0 14M60 74c4 4 4 10 0 14" />
        <path class="sketch-ink" d="M74 81h30" />
    }
}

#[component]
fn SystemSettings() -> impl IntoView {
    view! {
        <rect class="sketch-page" x="1" y="1" width="158" height="102" />
        <path class="sketch-dim" d="M12 18h26M12 34h26M12 50h26M12 66h26" />
        <path class="sketch-dim" d="M50 1v102" />
        <path class="sketch-ink" d="M62 30h48M62 66h48" />
        <rect class="sketch-on" x="122" y="23" width="26" height="14" rx="7" />
        <circle class="sketch-knob" cx="141" cy="30" r="5" />
        <rect class="sketch-on" x="122" y="59" width="26" height="14" rx="7" />
        <circle class="sketch-knob" cx="141" cy="66" r="5" />
        <rect class="sketch-here" x="56" y="16" width="98" height="64" />
    }
}

#[component]
fn MicrophoneHole() -> impl IntoView {
    view! {
        <rect class="sketch-page" x="50" y="-40" width="60" height="130" rx="8" />
        <path class="sketch-dim" d="M60 12h40M60 26h40M60 40h28" />
        <path class="sketch-ink" d="M74 83h12" />
        <circle class="sketch-dot" cx="64" cy="83" r="2.5" />
        <circle class="sketch-here" cx="64" cy="83" r="8" />
        <path class="sketch-here" d="M30 99h28M52 95l6 4-6 4" />
    }
}
