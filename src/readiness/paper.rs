//! The paper beside the board: the one matter in hand, or, when all is well, the sentence that will go on record.

use hearing::check_in::VerificationMethod;
use hearing::{Command, Hearing, Seat};
use leptos::prelude::*;

use super::InHand;
use super::facts::{clash, first_open, is_ready, takes_part};
use super::offer::Offer;
use crate::session::use_session;
use crate::text::check_in::short_time;
use crate::text::terms::Tribunal;
use crate::text::{readiness, terms};
use crate::ui::Icon;

#[component]
pub fn Paper() -> impl IntoView {
    let session = use_session();
    let InHand(chosen) = expect_context::<InHand>();
    let first = session.select(|h| first_open(h).map(|s| s.id.clone()));
    let at = Memo::new(move |_| chosen.get().or_else(|| first.get()));
    let seat = Memo::new(move |_| {
        at.get()
            .and_then(|id| session.with(|h| h.seat(&id).cloned()))
    });
    let title = move || {
        if seat.with(Option::is_some) {
            readiness::matter_in_hand()
        } else {
            readiness::report()
        }
    };
    view! {
        <aside class="record" aria-label=title>
            <header class="record-head">
                <h2 class="record-title">{title}</h2>
                <Show when=move || chosen.with(Option::is_some)>
                    <button type="button" class="press press--quiet press--dense" data-act="close-entry" on:click=move |_| chosen.set(None)>
                        {crate::text::common::close}
                    </button>
                </Show>
            </header>
            <div class="verify">
                {move || match seat.get() {
                    Some(seat) => view! { <Entry seat /> }.into_any(),
                    None => view! { <Report /> }.into_any(),
                }}
            </div>
        </aside>
    }
}

/// What the person has entered, beside the act of verifying it.
#[component]
fn Entry(seat: Seat) -> impl IntoView {
    let of = seat.id.to_string();
    let verify = Command::VerifyIdentity {
        seat: seat.id.clone(),
        how: VerificationMethod::Offline,
    };
    let stated = seat.check_in.identity.as_ref().map(|i| i.stated_at);
    let (plate, name) = (seat.clone(), seat.name.clone());
    let lines = move || {
        let lines = entry_lines(&seat).into_iter();
        lines
            .map(|(label, words)| view! { <div><dt>{label}</dt><dd>{words}</dd></div> })
            .collect_view()
    };
    view! {
        <p class="desk"><span class="desk-plate desk-plate--set"><Role seat=plate />" "<span>{name}</span></span></p>
        <dl class="entry">
            {lines}
            {stated.map(|at| view! {
                <div>
                    <dt>{readiness::entry_case}</dt>
                    <dd class="entry-ok"><Icon name="check" /><span>{readiness::entry_matches}</span><time class="num">{short_time(at)}</time></dd>
                </div>
            })}
        </dl>
        <p class="verify-ask">{readiness::verify_ask}</p>
        <div class="verify-acts">
            <Offer act="verify-offline" label=readiness::verify_offline command=verify of class="verify-off" />
        </div>
        <p class="verify-note">{readiness::verify_note}</p>
    }
}

fn entry_lines(seat: &Seat) -> Vec<(&'static str, String)> {
    let own = &seat.check_in;
    let mut lines = Vec::new();
    if let Some(identity) = &own.identity {
        let document = terms::document(identity.document);
        lines.push((readiness::entry_name(), identity.name.clone()));
        lines.push((
            readiness::entry_document(),
            format!("{document} …{}", identity.last_four),
        ));
    }
    if let Some(note) = &seat.note {
        lines.push((readiness::entry_note(), note.clone()));
    }
    if let Some(place) = &own.place {
        let others = place
            .others
            .iter()
            .map(|o| format!("{}（{}）", o.who, o.why));
        let mut parts = vec![
            place.region.clone(),
            terms::place_kind(place.kind).to_owned(),
        ];
        parts.extend(others);
        lines.push((readiness::entry_place(), parts.join(" · ")));
    }
    if let Some(suitability) = &own.suitability {
        let help = suitability.help.iter().map(|a| terms::adjustment(*a));
        let bars = suitability.bars.iter().map(|b| terms::suitability_bar(*b));
        for (label, words) in [
            (readiness::entry_needs(), help.collect::<Vec<_>>()),
            (readiness::entry_bars(), bars.collect::<Vec<_>>()),
        ] {
            if !words.is_empty() {
                lines.push((label, words.join(" · ")));
            }
        }
    }
    lines
}

#[component]
fn Role(seat: Seat) -> impl IntoView {
    let tribunal = use_session().select(Tribunal::of);
    view! { <b>{move || tribunal.get().map(|t| terms::role(seat.role, seat.side, t))}</b> }
}

/// 庭前报告, and what it rests on.
#[component]
fn Report() -> impl IntoView {
    let session = use_session();
    let sentence = move || session.with(said);
    let clash = session.select(clash);
    view! {
        <p class="report" data-report="">{sentence}</p>
        <ul class="basis">
            <li>
                <Icon name=Signal::derive(move || if clash.get() { "warn" } else { "check" }) />
                <span>{move || if clash.get() { readiness::clash() } else { readiness::no_clash() }}</span>
            </li>
        </ul>
        <p class="verify-note">{readiness::report_note}</p>
    }
}

fn said(hearing: &Hearing) -> String {
    let tribunal = Tribunal::of(hearing);
    let named = |s: &Seat| {
        let role = tribunal.map_or("", |t| terms::role(s.role, s.side, t));
        format!("{role}{}", s.name)
    };
    let needed = || {
        hearing
            .seats
            .iter()
            .filter(|s| takes_part(s) && s.removed.is_none())
    };
    let present: Vec<_> = needed()
        .filter(|s| is_ready(s) && !s.role.is_called())
        .map(named)
        .collect();
    let missing: Vec<_> = needed().filter(|s| !is_ready(s)).map(named).collect();
    let on_call = needed()
        .filter(|s| is_ready(s) && s.role.is_called())
        .count();
    readiness::report_sentence(terms::is_panel(hearing), &present, on_call, &missing)
}
