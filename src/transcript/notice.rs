//! 旁听须知: what stands where the record would be, for those who may not read it.

use leptos::prelude::*;

use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::transcript as words;
use crate::ui::clock_time;

#[component]
pub fn Notice() -> impl IntoView {
    let session = use_session();
    let court = session.select(|h| {
        let tribunal = Tribunal::of(h);
        let court = h.seats.iter().filter(|s| s.role.is_court());
        let court = court.filter_map(|s| Some((s.role, s.side, tribunal?, s.name.clone())));
        (court.collect::<Vec<_>>(), h.opened_at)
    });
    let opened = move || match court.get().1 {
        Some(at) => clock_time(at),
        None => words::not_yet().to_owned(),
    };
    view! {
        <aside class="record record--notice" aria-label=words::for_observers>
            <header class="record-head"><h2 class="record-title">{words::for_observers}</h2></header>
            <ol class="rules">
                <li>{words::rule_stop}</li>
                <li>{words::rule_recording}</li>
                <li>{words::rule_silence}</li>
                <li>{words::rule_witness}</li>
            </ol>
            <dl class="notice-facts">
                {move || court.get().0.into_iter().map(|(role, side, tribunal, name)| view! {
                    <dt>{move || terms::role(role, side, tribunal)}</dt><dd>{name}</dd>
                }).collect_view()}
                <dt>{words::opened}</dt><dd class="num">{opened}</dd>
            </dl>
        </aside>
    }
}
