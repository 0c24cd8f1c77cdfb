//! What the person has entered, beside the act of verifying it; and what the court has sent him.

use hearing::Seat;
use hearing::waiting::Notice;
use leptos::prelude::*;

use super::authority_paper::AuthorityPaper;
use super::invitation::Invitation;
use super::on_file::{AgainstFileLine, OnFileKey};
use crate::text::check_in::{self, short_time};
use crate::text::{devices, readiness, terms, waiting};
use crate::ui::Icon;

#[component]
pub fn Entry(seat: Memo<Option<Seat>>) -> impl IntoView {
    let lines = move || {
        let lines = seat.with(|s| s.as_ref().map(entry_lines));
        let lines = lines.unwrap_or_default().into_iter();
        lines
            .map(|(label, words)| view! { <div><dt>{label}</dt><dd>{words}</dd></div> })
            .collect_view()
    };
    let doubt = move || {
        seat.with(|s| {
            let identity = s.as_ref()?.check_in.identity.as_ref()?;
            identity.doubt.clone()
        })
    };
    let guest = Memo::new(move |_| seat.with(|s| s.as_ref().map(|s| s.id.clone())));
    let guest = move || guest.get();
    let paper = Memo::new(move |_| {
        seat.with(|s| {
            let seat = s.as_ref()?;
            let authority = seat.check_in.authority.as_ref()?;
            authority.paper.as_ref().map(|_| seat.id.clone())
        })
    });
    let paper = move || paper.get();
    view! {
        <dl class="entry">
            {lines}
            <AgainstFileLine seat />
            {move || doubt().map(|doubt| view! {
                <div>
                    <dt>{waiting::differs}</dt>
                    <dd class="bad"><Icon name="warn" /><b>{waiting::doubt(doubt.why)}</b>" "<time class="num">{short_time(doubt.at)}</time></dd>
                </div>
            })}
        </dl>
        {move || paper().map(|of| view! { <AuthorityPaper of /> })}
        {move || guest().map(|seat| view! {
            <div class="paper-keys"><OnFileKey seat=seat.clone() /><Invitation seat /></div>
        })}
    }
}

fn entry_lines(seat: &Seat) -> Vec<(&'static str, String)> {
    let own = &seat.check_in;
    let mut lines = Vec::new();
    match &own.identity {
        Some(identity) => {
            let document = terms::document(identity.document);
            lines.push((readiness::entry_name(), identity.name.clone()));
            lines.push((
                readiness::entry_document(),
                format!("{document} …{}", identity.last_four),
            ));
        }
        None => lines.push((readiness::entry_name(), readiness::not_stated().to_owned())),
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
    if let Some(authority) = &own.authority {
        let powers = authority.powers.iter().map(|p| check_in::special_power(*p));
        let mut parts = vec![check_in::scope(authority.scope)];
        parts.extend(powers);
        if authority.paper.is_none() {
            parts.push(readiness::paper_to_come());
        }
        lines.push((readiness::entry_authority(), parts.join(" · ")));
    }
    if let Some(report) = &own.devices {
        let mut parts = vec![devices::in_words(report)];
        parts.extend(devices::figures(&report.found));
        lines.push((readiness::equipment(), parts.join(" · ")));
    }
    lines
}

/// Notices to this person, the newest first, with the mark that he has read them.
#[component]
pub fn Sent(seat: Memo<Option<Seat>>) -> impl IntoView {
    let notices = Memo::new(move |_| {
        let all = seat.with(|s| s.as_ref().map(|s| s.check_in.notices.clone()));
        let all = all.unwrap_or_default().into_iter().enumerate().rev();
        all.collect::<Vec<_>>()
    });
    let row = |notice: Notice| {
        let read = notice.read_at;
        view! {
            <li data-read=read.map(|_| "")>
                <time class="num">{short_time(notice.at)}</time>
                <span>{notice.text}</span>
                <span class="num">{move || read.map_or_else(|| waiting::unread().to_owned(), waiting::read_at)}</span>
            </li>
        }
    };
    view! {
        <Show when=move || notices.with(|n| !n.is_empty())>
            <section class="sent">
                <h3>{waiting::notices_sent}</h3>
                <ul>
                    <For each=move || notices.get() key=|(n, notice)| (*n, notice.read_at) let((_, notice))>{row(notice)}</For>
                </ul>
            </section>
        </Show>
    }
}
