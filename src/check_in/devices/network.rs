//! The network's row: what the line is good for, in words; the figures after.

use leptos::prelude::*;

use super::remedy::Remedy;
use super::row::Row;
use super::trouble::Finding;
use super::use_bench;
use crate::text::devices;
use crate::ui::Icon;

#[component]
pub fn NetworkRow() -> impl IntoView {
    let bench = use_bench();
    let good = move || {
        let grade = bench.line.with(|line| line.line());
        grade.map(devices::line_grade).unwrap_or_default()
    };
    let fails = move || match bench.network.get() {
        Finding::Trouble(_) => true,
        Finding::Untested | Finding::Testing | Finding::Works => false,
    };
    view! {
        <Row
            name="network"
            icon="net-4"
            label=devices::network
            finding=bench.network
            good=Signal::derive(move || good().to_owned())
            now=Signal::derive(devices::measuring)
        >
            {move || bench.line.with(devices::figures).map(|figures| view! {
                <p class="check-fine num" data-figures="">{figures}</p>
            })}
            <Remedy finding=bench.network />
            <Show when=fails>
                <p class="check-acts">
                    <button type="button" class="press press--dense" data-act="devices-measure" on:click=move |_| bench.measure()>
                        <Icon name="reconnect" /><span>{devices::again}</span>
                    </button>
                </p>
            </Show>
        </Row>
    }
}
