//! The board: a seat is a row, a step a column.

use leptos::prelude::*;

use super::facts::groups;
use super::gallery::GalleryRow;
use super::row::SeatRow;
use crate::session::use_session;
use crate::text::readiness;

#[component]
pub fn Board() -> impl IntoView {
    let session = use_session();
    let groups = session.select(groups);
    view! {
        <table class="board">
            <caption>{readiness::board}</caption>
            <thead>
                <tr>
                    <th scope="col">{readiness::seat}</th>
                    <th scope="col">{readiness::identity}</th>
                    <th scope="col">{readiness::attends}</th>
                    <th scope="col">{readiness::rules}</th>
                    <th scope="col">{readiness::place}</th>
                    <th scope="col">{readiness::equipment}</th>
                    <th scope="col">{readiness::state}</th>
                </tr>
            </thead>
            <For each=move || groups.get() key=|group| group.clone() let(group)>
                <tbody>
                    {group.into_iter().map(|id| view! { <SeatRow id /> }).collect_view()}
                </tbody>
            </For>
            <GalleryRow />
        </table>
    }
}
