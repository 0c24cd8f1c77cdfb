//! One exhibit of the list.

use hearing::ExhibitId;
use hearing::exhibit::{Exhibit, ExhibitCategory, OriginalState, Secrecy};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::list::Stands;
use super::place::Desk;
use crate::session::use_session;
use crate::text::{evidence, proof, terms};
use crate::ui::{Icon, day_and_time, use_toasts};

#[wasm_bindgen(module = "/src/evidence/copy.js")]
extern "C" {
    #[wasm_bindgen(js_name = copyText, catch)]
    async fn copy_text(text: &str) -> Result<(), JsValue>;
}

#[component]
pub fn Row(
    id: ExhibitId,
    /// With its 序号 in the whole list.
    stands: Memo<Stands>,
) -> impl IntoView {
    let session = use_session();
    let desk = expect_context::<Desk>();
    let known = id.clone();
    let exhibit = session.select(move |h| h.exhibit(&known).cloned());
    let known = id.clone();
    // Who has filed it stays who he is.
    let by = session.peek(move |h| {
        let seat = h.seat(&h.exhibit(&known)?.submitted_by)?;
        Some(seat.name.clone())
    });
    let by = StoredValue::new(by);
    let known = id.clone();
    let page = session.select(move |h| {
        let on_show = h.presentation.as_ref().filter(|p| p.exhibit == known)?;
        Some(on_show.view.page)
    });
    let number = id.to_string();
    let (named, row) = (number.clone(), number.clone());
    let opens = StoredValue::new(id);
    // All of it at once and nothing by itself: rows come and go by the dozen with each turn of the wheel.
    let cells = move |e: Exhibit| {
        let pictured = e.file.kind.is_picture();
        let described = !e.text_alternative.is_empty();
        let alternative = e.text_alternative.clone();
        view! {
            <th role="rowheader" scope="row" class="x-name">
                <button type="button" class="x-open" data-act="open-exhibit" data-of=e.id.to_string()
                    on:click=move |_| desk.open(opens.get_value())>
                    {e.title.clone()}
                </button>
                <span class="sub">
                    {terms::exhibit_category(e.category)}<span aria-hidden="true">" · "</span>{proof::copies_of(e.copies)}
                    <span aria-hidden="true">" · "</span>{evidence::pages_and_size(&e.file)}
                </span>
                {described.then(|| view! { <span class="sub x-alt"><span class="vh">{proof::alternative()}" "</span>{alternative}</span> })}
                {(pictured && !described).then(|| view! { <span class="sub open-word">{proof::alternative_missing()}</span> })}
            </th>
            <td role="cell" class="x-proves"><span class="cell-label">{evidence::proves()}</span><span>{e.purpose.clone()}</span></td>
            <td role="cell" class="x-source">
                <span class="cell-label">{evidence::source()}</span>
                <span class="x-two"><span>{e.source.clone()}</span>{original(e.original, e.category)}</span>
            </td>
            <td role="cell" class="x-by">
                <span class="cell-label">{evidence::submitted()}</span>
                <span class="x-two">
                    <span>{by.get_value()}</span>
                    <time class="num sub">{day_and_time(e.submitted_at)}</time>
                </span>
            </td>
            <td role="cell" class="x-hash">
                <span class="cell-label">"SHA-256"</span>
                <span class="x-two"><CopyHash id=e.id.clone() sha256=e.file.sha256.clone() />{tier(e.secrecy)}</span>
            </td>
            <td role="cell" class="x-state">{state(&e, page.get())}</td>
        }
    };
    view! {
        <tr
            role="row"
            data-exhibit=named
            data-row=row
            aria-rowindex=move || stands.get().at
            data-now=move || page.get().map(|_| "")
            aria-current=move || page.get().map(|_| "true")
            data-withdrawn=move || exhibit.with(|e| e.as_ref().is_some_and(|e| e.withdrawn.is_some())).then_some("")
        >
            <td role="cell" class="x-no">
                <span class="plate-no" class:plate-no--now=move || page.get().is_some()>{number}</span>
                <span class="sub num x-ordinal"><span class="vh">{proof::ordinal}" "</span>{move || stands.get().number}</span>
            </td>
            {move || exhibit.get().map(cells)}
        </tr>
    }
}

fn original(state: OriginalState, category: ExhibitCategory) -> impl IntoView {
    let class = match state {
        OriginalState::Matches => "ok",
        OriginalState::ToCheck | OriginalState::Demanded => "open-word",
        OriginalState::Differs => "bad",
        OriginalState::None => "",
    };
    let checked = state == OriginalState::Matches;
    view! {
        <span class=class>
            {checked.then(|| view! { <Icon name="check" /> })}
            <span>{terms::original(state, category)}</span>
        </span>
    }
}

fn tier(secrecy: Secrecy) -> impl IntoView {
    let closed = secrecy > Secrecy::Open;
    view! {
        <span class="sub">
            {closed.then(|| view! { <Icon name="lock" /> })}
            <span>{terms::secrecy(secrecy)}</span>
        </span>
    }
}

/// What has become of it: on show, withdrawn, ruled on, examined, still to come.
fn state(exhibit: &Exhibit, page: Option<u32>) -> impl IntoView + use<> {
    let opinions = exhibit.opinions.len();
    let withdrawn = exhibit.withdrawn.is_some();
    let admitted = exhibit.ruling.as_ref().map(|ruling| ruling.admitted);
    let main = match (withdrawn, page, admitted, opinions) {
        (true, ..) => evidence::withdrawn(),
        (false, Some(_), ..) => evidence::on_show(),
        (false, None, Some(true), _) => evidence::admitted(),
        (false, None, Some(false), _) => evidence::not_admitted(),
        (false, None, None, 0) => evidence::to_come(),
        (false, None, None, _) => evidence::examined(),
    };
    let second = match (page, opinions) {
        (Some(page), _) => Some(evidence::page_words(page, exhibit.file.pages)),
        (None, 0) => None,
        (None, n) => Some(evidence::opinion_count(n)),
    };
    let late = exhibit.late.as_ref().map(|late| {
        let ruled = late.ruling.as_ref().map(|ruling| ruling.outcome);
        ruled.map_or_else(proof::late_undecided, proof::late_outcome)
    });
    view! {
        <span class="x-two">
            <b class:state-now=page.is_some() && !withdrawn>{main}</b>
            <span class="sub">{second}</span>
            {late.map(|late| view! { <span class="late" data-late="">{proof::late()}" "{late}</span> })}
        </span>
    }
}

/// The hash, short; pressed, the whole of it goes to the clipboard.
#[component]
pub fn CopyHash(
    id: ExhibitId,
    sha256: String,
    /// Beside the whole hash a word is enough.
    #[prop(optional)]
    word: bool,
) -> impl IntoView {
    let toasts = use_toasts();
    let short = format!(
        "{} {} … {}",
        sha256.get(..4).unwrap_or_default(),
        sha256.get(4..8).unwrap_or_default(),
        sha256.get(60..).unwrap_or_default()
    );
    let of = id.to_string();
    let name = of.clone();
    let whole = sha256.clone();
    let copy = move |_| {
        let whole = whole.clone();
        spawn_local(async move {
            match copy_text(&whole).await {
                Ok(_) => toasts.say(evidence::copied),
                Err(_) => toasts.say(evidence::not_copied),
            }
        });
    };
    view! {
        <button
            type="button"
            class="hash hash-copy"
            data-act="copy-hash"
            data-of=of
            title=sha256
            on:click=copy
        >
            <span class="vh">{move || evidence::copy_hash(&name)}" "</span>
            {move || if word { evidence::copy().to_owned() } else { short.clone() }}
        </button>
    }
}
