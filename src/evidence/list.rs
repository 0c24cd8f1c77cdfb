//! The exhibit list with every column of R39: a table where there is room, cards where there is not.

use hearing::{ExhibitId, Side};
use leptos::prelude::*;

use super::facts::{in_order, procedure};
use super::row::Row;
use crate::session::use_session;
use crate::text::{evidence, terms};

#[component]
pub fn ExhibitList() -> impl IntoView {
    let session = use_session();
    let groups = session.select(|h| {
        let mut groups: Vec<(Side, Vec<ExhibitId>)> = Vec::new();
        for exhibit in in_order(h) {
            match groups.last_mut() {
                Some((side, ids)) if *side == exhibit.side => ids.push(exhibit.id.clone()),
                Some(_) | None => groups.push((exhibit.side, vec![exhibit.id.clone()])),
            }
        }
        groups
    });
    let sides =
        Memo::new(move |_| groups.with(|g| g.iter().map(|(side, _)| *side).collect::<Vec<_>>()));
    let ids = move |side: Side| {
        groups.with(|g| {
            let found = g.iter().find(|(s, _)| *s == side);
            found.map(|(_, ids)| ids.clone()).unwrap_or_default()
        })
    };
    view! {
        <h1 class="vh">{evidence::list}</h1>
        <Show
            when=move || !sides.with(Vec::is_empty)
            fallback=|| view! { <p class="lead list-empty">{evidence::list_empty}</p> }
        >
            <table class="exhibits" role="table">
                <caption class="vh">{evidence::list}</caption>
                <Columns />
                <For each=move || sides.get() key=|side| *side let(side)>
                    <tbody role="rowgroup">
                        <tr role="row" class="x-group">
                            <th role="rowheader" scope="rowgroup" colspan="7">
                                <SideName side />
                                " "
                                <span class="sub">{move || evidence::items(ids(side).len())}</span>
                            </th>
                        </tr>
                        <For each=move || ids(side) key=|id| id.clone() let(id)>
                            <Row id />
                        </For>
                    </tbody>
                </For>
            </table>
        </Show>
    }
}

#[component]
fn SideName(side: Side) -> impl IntoView {
    let session = use_session();
    let procedure = session.select(procedure);
    view! { <span>{move || terms::side(side, procedure.get())}</span> }
}

#[component]
fn Columns() -> impl IntoView {
    type Word = fn() -> &'static str;
    let columns: [(Word, Option<Word>); 7] = [
        (evidence::col_number, None),
        (evidence::col_exhibit, Some(evidence::col_exhibit_sub)),
        (evidence::col_purpose, None),
        (evidence::col_source, Some(evidence::col_source_sub)),
        (evidence::col_by, Some(evidence::col_by_sub)),
        (evidence::col_hash, Some(evidence::col_hash_sub)),
        (evidence::col_state, None),
    ];
    let cells = columns
        .map(|(word, sub)| {
            view! {
                <th role="columnheader" scope="col">
                    <span>{word}</span>
                    {sub.map(|sub| view! { " "<span class="sub">{sub}</span> })}
                </th>
            }
        })
        .into_iter()
        .collect_view();
    view! { <thead role="rowgroup"><tr role="row">{cells}</tr></thead> }
}
