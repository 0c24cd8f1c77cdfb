//! One row of the record.

use hearing::transcript::LineKind;
use leptos::prelude::*;

use super::desk::Desk;
use super::interpreted::InterpretedMark;
use super::page_key::PageKey;
use super::rows::{Line, Row};
use crate::listening::PlayKey;
use crate::record::CorrectionKey;
use crate::text::editor::held_by;
use crate::text::{common, terms, transcript as words};
use crate::ui::{Icon, clock_time};

/// `desk`: the clerk's, where a line is opened.
#[component]
pub fn RowView(row: Row, desk: Option<Desk>, corrections: bool) -> impl IntoView {
    match row {
        Row::Heading(stage, _) => {
            view! { <li class="line line--stage"><h3>{move || terms::stage(stage)}</h3></li> }
                .into_any()
        }
        Row::Line(line) => view! { <LineView line desk corrections /> }.into_any(),
    }
}

#[component]
fn LineView(line: Line, desk: Option<Desk>, corrections: bool) -> impl IntoView {
    let class = match (line.kind, line.saved) {
        (_, false) => "line line--unsaved",
        (LineKind::Ruling, true) => "line line--act line--ruling",
        (LineKind::Act | LineKind::Exhibit | LineKind::Incident | LineKind::Heading, true) => {
            "line line--act"
        }
        (LineKind::Speech | LineKind::Interpreted, true) => "line",
    };
    let time = line
        .at
        .map(|at| clock_time(at).chars().take(5).collect::<String>());
    let who = line.who.clone();
    let id = line.id.clone();
    let edit = desk.filter(|_| line.saved).map(|desk| {
        let id = id.clone();
        view! {
            <button
                type="button"
                class="press press--quiet press--dense press--square line-edit"
                data-act="edit-line"
                data-of=id.0.clone()
                aria-label=words::edit_line
                on:click=move |_| { desk.open(&id); }
            >
                <Icon name="pen" />
            </button>
        }
    });
    // Whether it is in one's own hand, or in whose else.
    let open = {
        let id = id.clone();
        move || desk.is_some_and(|desk| desk.mode.with(|mode| mode.is_of(&id)))
    };
    let held = desk.map(|desk| {
        let id = id.clone();
        move || {
            let held = desk.session.held().get();
            let by = held.into_iter().find(|(line, _)| *line == id);
            by.map(|(_, by)| view! { <span class="line-tag" data-held="">{held_by(&desk.name_of(&by))}</span> })
        }
    });
    view! {
        <li class=class class:line--open=open tabindex="-1" data-line=line.id.0.clone() data-line-state=if line.saved { "saved" } else { "unsaved" }>
            {desk.map(|_| view! { <span class="line-no num">{line.number}</span> })}
            <time class="num">{time}</time>
            <p>
                {who.map(|(role, side, tribunal, _)| view! {
                    <b class="line-who">{move || terms::role(role, side, tribunal)}</b>
                    <span class="line-colon">{common::colon}</span>
                })}
                <span>{line.text.clone()}</span>
                <InterpretedMark kind=line.kind />
                {line.exhibit.clone().map(|exhibit| view! { <b class="ref">{exhibit}</b> })}
                {line.pages.iter().cloned().map(|(exhibit, page)| view! {
                    " "<PageKey exhibit page offset=line.offset />
                }).collect_view()}
                {line.proposed.clone().map(|was| {
                    let of_machine = move || if was.is_empty() { words::proposed().to_owned() } else { words::proposed_as(&was) };
                    view! { " "<small class="line-heard" data-proposed="" title=of_machine>{words::proposed_short}</small> }
                })}
                {line.sound.then(|| view! { " "<PlayKey line=id.clone() /> })}
            </p>
            {(!line.saved).then(|| view! { <span class="line-tag">{words::unsaved}</span> })}
            {held}
            {edit}
            {corrections.then(|| view! { <CorrectionKey line=id.clone() text=line.text.clone() /> })}
        </li>
    }
}
