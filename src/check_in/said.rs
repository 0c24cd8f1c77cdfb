//! 签到记录: the paper at the side, with each answer as it went on record.

use hearing::check_in::{CheckInStep, Consent, DISCIPLINE_RULES};
use hearing::reading::told_one_by_one;
use hearing::{Millis, Seat};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{check_in, devices, terms};
use crate::ui::Icon;

#[component]
pub fn Said() -> impl IntoView {
    let session = use_session();
    let own = session.mine(|_, seat| seat.clone());
    let lines = move || own.get().map(|own| lines(&own)).unwrap_or_default();
    view! {
        <aside class="record" aria-label=check_in::record_title>
            <header class="record-head">
                <h2 class="record-title">{check_in::record_title}</h2>
                <p class="kept"><Icon name="check" /><span>{check_in::record_kept}</span></p>
            </header>
            <ol class="lines" tabindex="0" aria-label=check_in::record_lines>
                {move || {
                    lines()
                        .into_iter()
                        .map(|(_, at, words)| {
                            view! {
                                <li class="line">
                                    <time class="num">{at.map(check_in::short_time)}</time>
                                    <p>{words}</p>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ol>
        </aside>
    }
}

/// In the order in which they are asked; each with its step, and with the time where the record keeps it.
pub fn lines(seat: &Seat) -> Vec<(CheckInStep, Option<Millis>, String)> {
    let own = &seat.check_in;
    let mut lines = Vec::new();
    if let Some(identity) = &own.identity {
        let document = terms::document(identity.document);
        lines.push((
            CheckInStep::Identity,
            Some(identity.stated_at),
            format!("{} · {document} …{}", identity.name, identity.last_four),
        ));
    }
    if let Some(authority) = &own.authority {
        let powers = authority.powers.iter().map(|p| check_in::special_power(*p));
        let mut words = vec![check_in::scope(authority.scope)];
        words.extend(powers);
        let at = Some(authority.at);
        lines.push((CheckInStep::Authority, at, words.join(" · ")));
    }
    for (stage, consent) in &own.consents {
        let words =
            check_in::consent_line(terms::consent_stage(*stage), *consent == Consent::Agreed);
        lines.push((CheckInStep::Consent, None, words));
    }
    if let Some(suitability) = &own.suitability {
        let help = suitability.help.iter().map(|a| terms::adjustment(*a));
        let bars = suitability.bars.iter().map(|b| terms::suitability_bar(*b));
        let named: Vec<_> = help.chain(bars).collect();
        let words = if named.is_empty() {
            check_in::nothing_named().to_owned()
        } else {
            named.join(" · ")
        };
        let step = if seat.asked_of_bars() {
            CheckInStep::Suitability
        } else {
            CheckInStep::Adjustments
        };
        lines.push((step, None, words));
    }
    if let Some((_, at)) = own.discipline.last() {
        let count = own.discipline.len();
        let words = format!(
            "{} {count}/{}",
            check_in::discipline_title(),
            DISCIPLINE_RULES
        );
        lines.push((CheckInStep::Discipline, Some(*at), words));
    }
    if let Some(at) = own.since(CheckInStep::Rights) {
        let all = told_one_by_one().count();
        let words = format!(
            "{} {}/{all}",
            terms::check_in_step(CheckInStep::Rights),
            own.told()
        );
        lines.push((CheckInStep::Rights, Some(at), words));
    }
    if let Some(at) = own.no_recording_at {
        let words = check_in::declaration_title().to_owned();
        lines.push((CheckInStep::NoRecording, Some(at), words));
    }
    if let Some(undertaking) = &own.undertaking {
        let words = format!(
            "{} · {}",
            terms::check_in_step(CheckInStep::Undertaking),
            undertaking.signed_name
        );
        lines.push((CheckInStep::Undertaking, Some(undertaking.at), words));
    }
    if let Some(place) = &own.place {
        let others = place.others.iter().map(|o| o.who.as_str());
        let mut words = vec![place.region.as_str(), terms::place_kind(place.kind)];
        words.extend(others);
        lines.push((CheckInStep::Place, None, words.join(" · ")));
    }
    if let Some(report) = &own.devices {
        let works = devices::in_words(report);
        lines.push((CheckInStep::Devices, Some(report.at), works));
    }
    lines
}
