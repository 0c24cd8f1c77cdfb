//! The person as the court will see him, with his plate.

use leptos::prelude::*;

use super::trouble::Finding;
use super::use_bench;
use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{check_in, devices};

#[component]
pub fn Mirror() -> impl IntoView {
    let bench = use_bench();
    let session = use_session();
    let seat = session.mine(|h, seat| (seat.role, seat.side, Tribunal::of(h), seat.name.clone()));
    let has_picture = move || bench.camera.get() == Finding::Works;
    view! {
        <article class="seat mirror" aria-label=devices::court_sees>
            <div class="seat-video">
                <video class="seat-figure mirror-picture" node_ref=bench.picture muted playsinline autoplay></video>
                <Show when=move || !has_picture()><p class="mirror-none">{devices::no_picture}</p></Show>
            </div>
            <div class="seat-plate">
                <p class="seat-who">
                    {move || seat.get().map(|(role, side, tribunal, name)| view! {
                        <b class="seat-role">{tribunal.map(|t| terms::role(role, side, t))}</b>
                        " "<span class="seat-name">{name}</span>
                        " "<span class="seat-you">{check_in::you()}</span>
                    })}
                </p>
                <p class="seat-state">{devices::court_sees}</p>
            </div>
        </article>
    }
}
