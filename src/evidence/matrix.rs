//! 质证总表: every exhibit and every side's opinion on its three properties and its purpose, on one screen (R41).

use hearing::exhibit::Stance;
use hearing::{ExhibitId, Side};
use leptos::html::Table;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::demand::original_word;
use super::facts::procedure;
use super::list::Space;
use super::place::Desk;
use super::window::Recycler;
use crate::session::use_session;
use crate::text::{evidence, proof, terms};
use crate::ui::Icon;

const GUESS: f64 = 51.0;

#[component]
pub fn Matrix() -> impl IntoView {
    let session = use_session();
    let procedure = session.select(procedure);
    let sides = session.select(|h| h.examining_sides(Side::None));
    let ids = session.select(|h| {
        let all = h.in_examination_order().into_iter();
        all.map(|e| e.id.clone()).collect::<Vec<_>>()
    });
    let keys = Memo::new(move |_| ids.with(|ids| ids.iter().map(|id| id.0.clone()).collect()));
    let table = NodeRef::<Table>::new();
    let Recycler { window } = Recycler::new(keys, table, GUESS);
    let rows = move || {
        let window = window.get();
        let some = ids.with(|ids| ids.get(window.from..window.to).map(<[_]>::to_vec));
        let some = some.unwrap_or_default().into_iter().enumerate();
        some.map(|(at, id)| (window.from + at, id))
            .collect::<Vec<_>>()
    };
    let next = session.select(|h| h.next_to_examine());
    let next_words = move || match next.get() {
        Some((id, side)) => proof::next_is(id.as_str(), terms::party(side, procedure.get())),
        None => proof::all_heard().to_owned(),
    };
    let heads = move || {
        let all = sides.get().into_iter();
        all.map(|side| {
            view! { <th scope="colgroup" role="columnheader" colspan="4" class="m-h-party"><b>{move || terms::party(side, procedure.get())}</b></th> }
        })
        .collect_view()
    };
    let subs = move || {
        let all = sides.get().into_iter();
        all.flat_map(|_| evidence::properties())
            .map(|property| view! { <th scope="col" role="columnheader" class="m-sub">{property}</th> })
            .collect_view()
    };
    view! {
        <div class="matrix-head">
            <h1>{proof::matrix}</h1>
            <p class="matrix-next" role="status" data-next=move || next.get().map(|(id, _)| id.to_string())>
                <span class="cell-label">{proof::next_up}</span>" "<b>{next_words}</b>
            </p>
            <p class="note">{proof::matrix_hint}</p>
        </div>
        <table node_ref=table class="matrix" role="grid" aria-rowcount=move || ids.with(Vec::len) + 2 on:keydown=move |event| walk(&event)>
            <caption class="vh">{proof::matrix_caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader" rowspan="2" class="m-h-item">{proof::matrix_item}</th>
                    {heads}
                    <th scope="col" role="columnheader" rowspan="2">{proof::matrix_original}</th>
                    <th scope="col" role="columnheader" rowspan="2">{proof::matrix_ruling}</th>
                </tr>
                <tr role="row">{subs}</tr>
            </thead>
            <tbody role="rowgroup">
                <Space height=Signal::derive(move || window.get().above) />
                <For each=rows key=|(at, id)| format!("{at} {id}") let((at, id))>
                    <MatrixRow id at sides />
                </For>
                <Space height=Signal::derive(move || window.get().below) />
            </tbody>
        </table>
    }
}

/// What one side has said, or why nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cell {
    Own,
    /// Withdrawn, or late and not taken.
    Out,
    Awaited,
    Said([Stance; 4]),
}

#[component]
fn MatrixRow(id: ExhibitId, at: usize, sides: Memo<Vec<Side>>) -> impl IntoView {
    let session = use_session();
    let desk = expect_context::<Desk>();
    let procedure = session.select(procedure);
    let id = StoredValue::new(id);
    let facts = session.select(move |h| {
        let e = h.exhibit(&id.get_value())?;
        let cells: Vec<(Side, Cell)> = sides
            .get()
            .into_iter()
            .map(|side| {
                let of_side = e
                    .opinions
                    .iter()
                    .rfind(|o| h.seat(&o.by).is_some_and(|s| s.side == side));
                let cell = match of_side {
                    _ if e.side == side => Cell::Own,
                    Some(o) => Cell::Said([o.authenticity, o.legality, o.relevance, o.purpose]),
                    None if e.is_examined() => Cell::Awaited,
                    None => Cell::Out,
                };
                (side, cell)
            })
            .collect();
        let ruled = e.ruling.as_ref().map(|r| r.admitted);
        let shown = h.presentation.as_ref().is_some_and(|p| p.exhibit == e.id);
        Some((
            e.title.clone(),
            cells,
            (e.original, e.category),
            ruled,
            shown,
        ))
    });
    let opens = move |_| desk.open(id.get_value());
    let cells = move || {
        let (_, cells, ..) = facts.get()?;
        let all = cells.into_iter().enumerate();
        Some(
            all.map(|(nth, (side, cell))| {
                let side_name = move || terms::party(side, procedure.get());
                match cell {
                    Cell::Own => view! {
                        <td role="gridcell" class="m-own" colspan="4"><span class="cell-label">{side_name}</span><span>{proof::matrix_own}</span></td>
                    }
                    .into_any(),
                    Cell::Out => view! {
                        <td role="gridcell" class="m-none" colspan="4"><span class="cell-label">{side_name}</span><span>{proof::matrix_out}</span></td>
                    }
                    .into_any(),
                    Cell::Awaited => view! {
                        <td role="gridcell" class="m-none" colspan="4">
                            <button type="button" class="m m--n" tabindex="-1" data-cell=format!("{at}:{}", nth * 4 + 1) data-stance="awaited" on:click=opens>
                                <span class="vh">{id.get_value().to_string()}" "{side_name}" "</span>{proof::matrix_none}
                            </button>
                        </td>
                    }
                    .into_any(),
                    Cell::Said(stances) => stances
                        .into_iter()
                        .enumerate()
                        .map(|(property, stance)| {
                            let column = nth * 4 + property + 1;
                            let (class, name) = match stance {
                                Stance::Accepted => ("m m--a", "accepted"),
                                Stance::Disputed => ("m m--x", "disputed"),
                                Stance::Reserved => ("m m--r", "reserved"),
                            };
                            let property = move || evidence::properties().get(property).copied();
                            view! {
                                <td role="gridcell" class="m-cell">
                                    <button type="button" class=class tabindex="-1" data-cell=format!("{at}:{column}") data-stance=name on:click=opens>
                                        <span class="vh">{id.get_value().to_string()}" "{side_name}" "{property}" "</span>
                                        <span class="m-prop" aria-hidden="true">{property}</span>
                                        {(stance == Stance::Accepted).then(|| view! { <Icon name="check" /> })}
                                        <span class:m-word=stance == Stance::Accepted>{move || terms::stance(stance)}</span>
                                    </button>
                                </td>
                            }
                        })
                        .collect_view()
                        .into_any(),
                }
            })
            .collect_view(),
        )
    };
    let original = move || facts.with(|f| f.as_ref().map(|(_, _, original, ..)| *original));
    let ruled = move || facts.with(|f| f.as_ref().and_then(|(_, _, _, ruled, _)| *ruled));
    let shown = move || facts.with(|f| f.as_ref().is_some_and(|(.., shown)| *shown));
    view! {
        <tr role="row" data-row=id.get_value().to_string() data-exhibit=id.get_value().to_string() aria-rowindex=at + 3
            data-now=move || shown().then_some("") aria-current=move || shown().then_some("true")>
            <th role="rowheader" scope="row" class="m-item">
                <button type="button" class="m-open" tabindex=if at == 0 { "0" } else { "-1" } data-cell=format!("{at}:0") data-act="open-exhibit" data-of=id.get_value().to_string() on:click=opens>
                    <span class="plate-no" class:plate-no--now=shown>{id.get_value().to_string()}</span>
                    <span class="m-name">{move || facts.with(|f| f.as_ref().map(|(title, ..)| title.clone()))}</span>
                </button>
            </th>
            {cells}
            <td role="gridcell" class="m-org"><span class="cell-label">{proof::matrix_original}</span>{move || original().map(|(state, category)| original_word(state, category))}</td>
            <td role="gridcell" class="m-org"><span class="cell-label">{proof::matrix_ruling}</span>{move || ruled().map_or("—", evidence::ruled)}</td>
        </tr>
    }
}

/// Arrows go to the next cell there is in that direction; Home and End to the ends of a row.
fn walk(event: &web_sys::KeyboardEvent) {
    let Some(from) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.get_attribute("data-cell"))
    else {
        return;
    };
    let Some((row, column)) = parse(&from) else {
        return;
    };
    let key = event.key();
    let Some(table) = event
        .current_target()
        .and_then(|table| table.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let Ok(found) = table.query_selector_all("[data-cell]") else {
        return;
    };
    let cells: Vec<((i32, i32), web_sys::HtmlElement)> = (0..found.length())
        .filter_map(|at| {
            let cell = found.item(at)?.dyn_into::<web_sys::HtmlElement>().ok()?;
            let place = parse(&cell.get_attribute("data-cell")?)?;
            Some((place, cell))
        })
        .collect();
    let in_row = |wanted: i32| cells.iter().filter(move |((row, _), _)| *row == wanted);
    let near = |(place, _): &&((i32, i32), web_sys::HtmlElement)| (place.1 - column).abs();
    let to = match key.as_str() {
        "ArrowRight" => in_row(row).find(|((_, c), _)| *c > column),
        "ArrowLeft" => in_row(row).rfind(|((_, c), _)| *c < column),
        "ArrowDown" => in_row(row + 1).min_by_key(near),
        "ArrowUp" => in_row(row - 1).min_by_key(near),
        "Home" => in_row(row).next(),
        "End" => in_row(row).next_back(),
        _ => return,
    };
    event.prevent_default();
    if let Some((_, cell)) = to {
        // One stop of the Tab key: where one was last.
        for (_, other) in &cells {
            other.set_tab_index(-1);
        }
        cell.set_tab_index(0);
        let _ = cell.focus();
    }
}

fn parse(place: &str) -> Option<(i32, i32)> {
    let (row, column) = place.split_once(':')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}
