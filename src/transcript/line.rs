//! One row of the record.

use hearing::LineId;
use hearing::transcript::LineKind;
use leptos::prelude::*;

use super::rows::{Line, Row};
use crate::record::CorrectionKey;
use crate::text::{terms, transcript as words};
use crate::ui::{Icon, clock_time};

/// `editing` is where the clerk's choice of a line to edit goes.
#[component]
pub fn RowView(
    row: Row,
    editing: Option<RwSignal<Option<LineId>>>,
    corrections: bool,
) -> impl IntoView {
    match row {
        Row::Heading(stage, _) => {
            view! { <li class="line line--stage"><h3>{move || terms::stage(stage)}</h3></li> }
                .into_any()
        }
        Row::Line(line) => view! { <LineView line editing corrections /> }.into_any(),
    }
}

#[component]
fn LineView(
    line: Line,
    editing: Option<RwSignal<Option<LineId>>>,
    corrections: bool,
) -> impl IntoView {
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
    let edit = editing.filter(|_| line.saved).map(|editing| {
        let id = id.clone();
        view! {
            <button
                type="button"
                class="press press--quiet press--dense press--square line-edit"
                data-act="edit-line"
                data-of=id.0.clone()
                aria-label=words::edit_line
                on:click=move |_| editing.set(Some(id.clone()))
            >
                <Icon name="pen" />
            </button>
        }
    });
    view! {
        <li class=class data-line=line.id.0.clone() data-line-state=if line.saved { "saved" } else { "unsaved" }>
            {editing.map(|_| view! { <span class="line-no num">{line.number}</span> })}
            <time class="num">{time}</time>
            <p>
                {who.map(|(role, side, tribunal, _)| view! {
                    <b class="line-who">{move || terms::role(role, side, tribunal)}</b>
                    <span class="line-colon">"："</span>
                })}
                <span>{line.text.clone()}</span>
                {line.exhibit.clone().map(|exhibit| view! { <b class="ref">{exhibit}</b> })}
            </p>
            {(!line.saved).then(|| view! { <span class="line-tag">{words::unsaved}</span> })}
            {edit}
            {corrections.then(|| view! { <CorrectionKey line=id.clone() text=line.text.clone() /> })}
        </li>
    }
}
