//! The exhibit list with every column of R39: a table where there is room, cards where there is not.

use hearing::{ExhibitId, Side};
use leptos::html::Table;
use leptos::prelude::*;

use super::facts::procedure;
use super::place::Desk;
use super::row::Row;
use super::sift::{Order, SiftBar};
use super::window::{Recycler, Window};
use crate::session::use_session;
use crate::text::{evidence, proof, terms};

/// Before a row has been measured (px).
const GUESS: f64 = 64.0;

/// One row: a heading with the number of its exhibits, or an exhibit with its place in the whole list.
#[derive(Clone, Debug, PartialEq)]
enum Entry {
    Side(Side, usize),
    Exhibit(ExhibitId, usize),
}

/// Where a row stands among all rows of the table, for who hears it read, and its number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stands {
    pub at: usize,
    pub number: usize,
}

impl Entry {
    fn key(&self) -> String {
        match self {
            Entry::Side(side, _) => format!("side-{side:?}"),
            Entry::Exhibit(id, _) => id.0.clone(),
        }
    }

    fn number(&self) -> usize {
        match self {
            Entry::Side(_, number) | Entry::Exhibit(_, number) => *number,
        }
    }
}

#[component]
pub fn ExhibitList() -> impl IntoView {
    let session = use_session();
    let sift = expect_context::<Desk>().sift;
    let entries = Memo::new(move |_| {
        session.with(|h| {
            let all = sift.pass(h);
            let by_side = sift.order.get() == Order::Law;
            let mut entries = Vec::with_capacity(all.len() + 4);
            let mut side = None;
            for (ordinal, exhibit) in &all {
                if by_side && side != Some(exhibit.side) {
                    side = Some(exhibit.side);
                    let count = all.iter().filter(|(_, e)| e.side == exhibit.side).count();
                    entries.push(Entry::Side(exhibit.side, count));
                }
                entries.push(Entry::Exhibit(exhibit.id.clone(), *ordinal));
            }
            entries
        })
    });
    let total = session.select(|h| h.exhibits.len());
    let shown = Memo::new(move |_| {
        let exhibits = |all: &Vec<Entry>| {
            let is_exhibit = |entry: &&Entry| matches!(entry, Entry::Exhibit(..));
            all.iter().filter(is_exhibit).count()
        };
        (entries.with(exhibits), total.get())
    });
    let keys = Memo::new(move |_| entries.with(|all| all.iter().map(Entry::key).collect()));
    let table = NodeRef::<Table>::new();
    let Recycler { window } = Recycler::new(keys, table, GUESS);
    let rows = move || {
        let Window { from, to, .. } = window.get();
        let some = entries.with(|all| all.get(from..to).map(<[_]>::to_vec));
        some.unwrap_or_default()
    };
    // A row stays what it is when one is put in before it.
    let stands = move |entry: &Entry| {
        let key = entry.key();
        Memo::new(move |was: Option<&Stands>| {
            let at = keys.with(|all: &Vec<String>| all.iter().position(|known| *known == key));
            let number = at.and_then(|at| entries.with(|all| all.get(at).map(Entry::number)));
            at.zip(number)
                .map(|(at, number)| Stands { at: at + 2, number })
                .or(was.copied())
                .unwrap_or_default()
        })
    };
    view! {
        <h1 class="vh">{evidence::list}</h1>
        <Show
            when=move || total.get() != 0
            fallback=|| view! { <p class="lead list-empty">{evidence::list_empty}</p> }
        >
            <SiftBar sift shown />
            <Show when=move || shown.get().0 == 0>
                <p class="lead list-empty">
                    <span>{proof::nothing_found}</span>
                    " "
                    <button type="button" class="press press--dense" data-act="show-all" on:click=move |_| sift.clear()>{proof::show_all}</button>
                </p>
            </Show>
            <table node_ref=table class="exhibits" role="table" aria-rowcount=move || entries.with(Vec::len) + 1>
                <caption class="vh">{evidence::list}</caption>
                <Columns />
                <tbody role="rowgroup">
                    <Space height=Signal::derive(move || window.get().above) />
                    <For each=rows key=Entry::key let(entry)>
                        {{
                            let stands = stands(&entry);
                            match entry {
                                Entry::Side(side, _) => view! { <SideRow side stands /> }.into_any(),
                                Entry::Exhibit(id, _) => view! { <Row id stands /> }.into_any(),
                            }
                        }}
                    </For>
                    <Space height=Signal::derive(move || window.get().below) />
                </tbody>
            </table>
        </Show>
    }
}

/// The room that rows out of view would take.
#[component]
pub fn Space(height: Signal<f64>) -> impl IntoView {
    view! {
        <Show when=move || height.get().is_sign_positive() && height.get() != 0.0>
            <tr class="x-space" aria-hidden="true" style:block-size=move || format!("{}px", height.get())></tr>
        </Show>
    }
}

#[component]
fn SideRow(side: Side, stands: Memo<Stands>) -> impl IntoView {
    let session = use_session();
    let procedure = session.select(procedure);
    view! {
        <tr role="row" class="x-group" data-row=format!("side-{side:?}") aria-rowindex=move || stands.get().at>
            <th role="rowheader" scope="rowgroup" colspan="7">
                <span>{move || terms::party(side, procedure.get())}</span>
                " "
                <span class="sub">{move || evidence::items(stands.get().number)}</span>
            </th>
        </tr>
    }
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
    view! { <thead role="rowgroup"><tr role="row" aria-rowindex="1">{cells}</tr></thead> }
}
