//! 出示时的笔录: what was said while a page of this exhibit lay before everybody. Each leads to its line.

use std::collections::BTreeMap;

use hearing::transcript::{LineKind, Speaker};
use hearing::{ExhibitId, Hearing, LineId, SeatId};
use leptos::prelude::*;

use super::interpreted::InterpretedMark;
use super::rows::{Name, named};
use crate::links::use_links;
use crate::session::use_session;
use crate::text::{common, presenting, terms, transcript as words};
use crate::ui::{clock_time, hearing_time};
use crate::view::use_view;

/// Lines that are listed of one page; all of them stand in the record.
const LISTED: usize = 100;
/// Of each line so much as one knows it by, in characters.
const KNOWN_BY: usize = 60;

#[derive(Clone, PartialEq)]
struct Said {
    line: LineId,
    when: String,
    who: Option<Name>,
    text: String,
    kind: LineKind,
}

/// `page`: the one that is being looked at.
#[component]
pub fn SaidBefore(exhibit: ExhibitId, #[prop(into)] page: Signal<Option<u32>>) -> impl IntoView {
    let session = use_session();
    let me = session.me();
    let pages = Memo::new(move |_| {
        let me = me.get()?;
        Some(session.with(|h| said_before(h, &me, &exhibit)))
    });
    let of_page = move |(number, said): (u32, Vec<Said>)| {
        let more = said.len().saturating_sub(LISTED);
        let count = said.len();
        view! {
            <details class="said-page" data-said-page=number.to_string()
                prop:open=move || page.get().is_none_or(|page| page == number)>
                <summary>{move || presenting::on_page(number)}" "<span class="note">{move || words::lines_here(count)}</span></summary>
                <ol>{said.into_iter().take(LISTED).map(|said| view! { <SaidLine said /> }).collect_view()}</ol>
                {(more > 0).then(|| view! { <p class="note">{move || words::lines_more(more)}</p> })}
            </details>
        }
    };
    view! {
        <h3>{words::said_before}</h3>
        <div class="said" data-said="">
            {move || match pages.get().filter(|pages| !pages.is_empty()) {
                Some(pages) => pages.into_iter().map(of_page).collect_view().into_any(),
                None => view! { <p class="note">{words::nothing_said_before}</p> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn SaidLine(said: Said) -> impl IntoView {
    let links = use_links();
    let place = use_view();
    let Said {
        line,
        when,
        who,
        text,
        kind,
    } = said;
    let id = line.to_string();
    view! {
        <li>
            <button type="button" class="said-line" data-act="to-line" data-of=id
                on:click=move |_| links.to_line(place, line.clone())>
                <span class="num">{when}</span>
                <span>
                    {who.map(|(role, side, tribunal, _)| view! { <b>{move || terms::role(role, side, tribunal)}{common::colon}</b> })}
                    {text}<InterpretedMark kind />
                </span>
            </button>
        </li>
    }
}

/// By page, in the order of the record.
fn said_before(h: &Hearing, me: &SeatId, exhibit: &ExhibitId) -> BTreeMap<u32, Vec<Said>> {
    let mut pages = BTreeMap::<u32, Vec<Said>>::new();
    for line in h.part_for(me) {
        for (_, page) in line.pages().iter().filter(|(id, _)| id == exhibit) {
            let offset = line.said.as_ref().and_then(|said| said.offset);
            let known: String = line.text.chars().take(KNOWN_BY).collect();
            let cut = known.len() < line.text.len();
            pages.entry(*page).or_default().push(Said {
                line: line.id.clone(),
                when: offset.map_or_else(|| clock_time(line.said_at()), hearing_time),
                who: match &line.speaker {
                    Speaker::Seat(seat) => named(h, seat),
                    Speaker::Nobody => None,
                },
                text: if cut { known + "……" } else { known },
                kind: line.kind,
            });
        }
    }
    pages
}
