//! Which camera, microphone or speaker: asked only where there is more than one, and kept for the courtroom.

use leptos::prelude::*;

use super::use_bench;
use crate::media::DeviceKind;
use crate::text::devices;

#[component]
pub fn Choice(kind: DeviceKind, label: fn() -> &'static str) -> impl IntoView {
    let bench = use_bench();
    let choices = Memo::new(move |_| {
        bench.choices.with(|all| {
            let of_kind = all.iter().filter(|(of, _, _)| *of == kind);
            of_kind
                .map(|(_, id, label)| (id.clone(), label.clone()))
                .collect::<Vec<_>>()
        })
    });
    let name = move || match kind {
        DeviceKind::Camera => devices::camera(),
        DeviceKind::Microphone => devices::microphone(),
        DeviceKind::Speaker => devices::speaker(),
    };
    let options = move || {
        let chosen = bench.chosen.with(|chosen| chosen.of(kind).to_owned());
        let is_there = choices.with(|all| all.iter().any(|(id, _)| *id == chosen));
        let listed = (1_usize..).zip(choices.get()).map(|(n, (id, label))| {
            let label = if label.is_empty() {
                devices::unnamed(name(), n)
            } else {
                label
            };
            let selected = id == chosen;
            view! { <option value=id selected=selected>{label}</option> }
        });
        view! {
            <option value="" selected=!is_there>{devices::by_itself()}</option>
            {listed.collect_view()}
        }
    };
    let field = kind.name();
    view! {
        <Show when=move || { bench.is_started() && choices.with(Vec::len) > 1 }>
            <label class="check-choice">
                <span>{label}</span>
                <select data-field=format!("device-{field}") on:change=move |event| bench.choose(kind, event_target_value(&event))>
                    {options}
                </select>
            </label>
        </Show>
    }
}
