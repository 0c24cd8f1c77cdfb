//! The cells of one seat: each a step of check-in, as it stands and since when.

use hearing::check_in::{
    CheckInStep, Consent, ConsentStage, DISCIPLINE_RULES, DeviceState, LineGrade,
    VerificationMethod,
};
use hearing::on_file::AgainstFile;
use hearing::reading::told_one_by_one;
use hearing::{Command, Millis, Seat};
use leptos::prelude::*;

use super::offer::Offer;
use crate::check_in::LineNews;
use crate::text::check_in::short_time;
use crate::text::{check_in, devices, readiness, terms, waiting};
use crate::ui::Icon;

/// In order.
fn ok(words: impl Into<String>, at: Option<Millis>) -> AnyView {
    let words = words.into();
    view! { <p class="ok"><Icon name="check" /><span class="ok-word">{words}</span>" "<time class="num">{at.map(short_time)}</time></p> }
        .into_any()
}

/// Not done yet, or waiting for the clerk.
fn open(words: impl Into<String>, at: Option<Millis>) -> AnyView {
    let words = words.into();
    view! { <p class="open"><span>{words}</span>" "<time class="num">{at.map(short_time)}</time></p> }.into_any()
}

/// Something is wrong.
fn bad(words: impl Into<String>, at: Option<Millis>) -> AnyView {
    let words = words.into();
    view! { <p class="bad"><Icon name="warn" /><b>{words}</b>" "<time class="num">{at.map(short_time)}</time></p> }.into_any()
}

fn sub(words: String) -> AnyView {
    view! { <p class="sub">{words}</p> }.into_any()
}

/// A cell with the name of its column, for narrow screens; empty where a role has no such step.
#[component]
fn Cell(
    head: fn() -> &'static str,
    seat: Memo<Option<Seat>>,
    asked: &'static [CheckInStep],
    shown: fn(&Seat) -> Vec<AnyView>,
) -> impl IntoView {
    let has = move || {
        seat.with(|s| {
            s.as_ref()
                .is_some_and(|s| s.check_in_steps().iter().any(|step| asked.contains(step)))
        })
    };
    view! {
        <td data-head=head class=move || if has() { "" } else { "none" }>
            {move || {
                if has() {
                    seat.with(|s| s.as_ref().map(shown)).unwrap_or_default()
                } else {
                    vec![readiness::nothing().into_any()]
                }
            }}
        </td>
    }
}

#[component]
pub fn IdentityCell(seat: Memo<Option<Seat>>) -> impl IntoView {
    let shown = |seat: &Seat| match &seat.check_in.identity {
        None => vec![open(readiness::not_stated(), None)],
        Some(identity) => {
            let document = format!(
                "{} …\u{2060}{}",
                terms::document(identity.document),
                identity.last_four
            );
            let state = match &identity.verified {
                None => match &identity.doubt {
                    Some(doubt) => bad(waiting::differs(), Some(doubt.at)),
                    None if seat.against_file() == Some(AgainstFile::Differs) => {
                        bad(readiness::not_as_on_file(), Some(identity.stated_at))
                    }
                    None => open(readiness::to_be_verified(), Some(identity.stated_at)),
                },
                Some(verified) => {
                    let how = match verified.how {
                        VerificationMethod::ByEye => readiness::identity_checked(),
                        VerificationMethod::Offline => readiness::verified_offline(),
                    };
                    ok(how, Some(verified.at))
                }
            };
            let other = seat
                .check_in
                .taken_over_at
                .map(|at| bad(readiness::taken_over(), Some(at)));
            let queue = seat.registration.and_then(|r| r.waiting);
            let queue = queue.map(|n| open(readiness::in_queue(n), None));
            let relative = seat.registration.is_some_and(|r| r.relative);
            let relative = relative.then(|| sub(readiness::says_relative().to_owned()));
            [state]
                .into_iter()
                .chain(other)
                .chain([sub(document)])
                .chain(queue)
                .chain(relative)
                .collect()
        }
    };
    view! { <Cell head=readiness::identity seat asked=&[CheckInStep::Identity] shown /> }
}

#[component]
pub fn AttendsCell(seat: Memo<Option<Seat>>) -> impl IntoView {
    let shown = |seat: &Seat| {
        let own = &seat.check_in;
        let mut cells = Vec::new();
        if seat.check_in_steps().contains(&CheckInStep::Consent) {
            cells.push(chosen(seat));
        } else if own.suitability.is_none() {
            cells.push(open(readiness::needs_not_stated(), None));
        } else if own.suitability.as_ref().is_some_and(|s| s.help.is_empty()) {
            cells.push(ok(
                readiness::needs_nothing(),
                own.since(CheckInStep::Adjustments),
            ));
        }
        cells.extend(authority(seat));
        let since = own.since(CheckInStep::Suitability);
        let bars = seat.bars().iter();
        cells.extend(bars.map(|b| bad(terms::suitability_bar(*b), since)));
        cells.extend(on_the_bars(seat));
        let help = own.suitability.iter().flat_map(|s| &s.help);
        cells.extend(help.map(|a| sub(terms::adjustment(*a).to_owned())));
        cells
    };
    let asked = &[
        CheckInStep::Authority,
        CheckInStep::Consent,
        CheckInStep::Adjustments,
    ];
    view! { <Cell head=readiness::attends seat asked shown /> }
}

/// What somebody who speaks for another may do, and whether its paper is there (R11).
fn authority(seat: &Seat) -> Vec<AnyView> {
    if !seat.check_in_steps().contains(&CheckInStep::Authority) {
        return Vec::new();
    }
    let Some(authority) = &seat.check_in.authority else {
        return vec![open(readiness::no_authority(), None)];
    };
    let at = Some(authority.at);
    let mut cells = vec![ok(check_in::scope(authority.scope), at)];
    if authority.paper.is_none() {
        cells.push(open(readiness::paper_to_come(), at));
    }
    cells
}

/// What he has agreed to, stage by stage (R4).
fn chosen(seat: &Seat) -> AnyView {
    let own = &seat.check_in;
    let refused = own.consents.iter().filter(|(_, c)| *c == Consent::Refused);
    let refused: Vec<_> = refused
        .map(|(stage, _)| terms::consent_stage(*stage))
        .collect();
    let at = own.since(CheckInStep::Consent);
    if !refused.is_empty() {
        bad(readiness::refuses_stages(&refused), at)
    } else if own.consents.len() < ConsentStage::ALL.len() {
        open(readiness::not_chosen(), at)
    } else {
        ok(readiness::online(), at)
    }
}

/// What the judge has said to what speaks against being heard online, or that it waits for him (R12).
fn on_the_bars(seat: &Seat) -> Vec<AnyView> {
    if seat.waits_for_suitability() {
        let since = seat.check_in.since(CheckInStep::Suitability);
        return vec![open(readiness::unsuitable_waits(), since)];
    }
    let considered = seat.check_in.considered.as_ref();
    let considered = considered.filter(|_| !seat.bars().is_empty() && seat.in_person().is_none());
    let cell = considered.map(|c| ok(readiness::considered(&c.reason), Some(c.at)));
    cell.into_iter().collect()
}

#[component]
pub fn RulesCell(seat: Memo<Option<Seat>>) -> impl IntoView {
    let shown = |seat: &Seat| {
        let own = &seat.check_in;
        let (read, all) = (own.discipline.len(), usize::from(DISCIPLINE_RULES));
        let signs = seat.check_in_steps().contains(&CheckInStep::Undertaking);
        let tells = seat.check_in_steps().contains(&CheckInStep::Rights);
        let cell = if read < all {
            open(
                readiness::rules_so_far(read, all),
                own.discipline.last().map(|(_, at)| *at),
            )
        } else if tells && !seat.has_done(CheckInStep::Rights) {
            let at = own.since(CheckInStep::Rights);
            open(
                readiness::rights_so_far(own.told(), told_one_by_one().count()),
                at,
            )
        } else {
            match (own.no_recording_at, &own.undertaking) {
                (None, _) => open(readiness::no_declaration(), None),
                (Some(_), None) if signs => open(readiness::no_undertaking(), None),
                (Some(_), Some(undertaking)) => ok(readiness::undertaking(), Some(undertaking.at)),
                (Some(at), None) => ok(readiness::rules_read(), Some(at)),
            }
        };
        vec![cell]
    };
    let asked = &[CheckInStep::Discipline, CheckInStep::NoRecording];
    view! { <Cell head=readiness::rules seat asked shown /> }
}

/// Where, and who else is there; the judge allows or does not (R9).
#[component]
pub fn PlaceCell(seat: Memo<Option<Seat>>) -> impl IntoView {
    let shown = |seat: &Seat| {
        let Some(place) = &seat.check_in.place else {
            return vec![open(readiness::not_stated(), None)];
        };
        let at = seat.check_in.since(CheckInStep::Place);
        let mut cells = Vec::new();
        if place.others.is_empty() {
            cells.push(ok(readiness::alone(), at));
        }
        for (index, other) in (0_u8..).zip(&place.others) {
            cells.push(match other.permitted {
                Some(true) => ok(format!("{} {}", other.who, readiness::permitted()), at),
                Some(false) => bad(format!("{} {}", other.who, readiness::not_permitted()), at),
                None => bad(format!("{} {}", other.who, readiness::to_permit()), at),
            });
            if other.permitted.is_none() {
                cells.push(permit(seat, index, &other.who));
            }
        }
        if !place.quiet {
            cells.push(bad(readiness::not_quiet(), None));
        }
        cells.push(sub(format!(
            "{} · {}",
            place.region,
            terms::place_kind(place.kind)
        )));
        cells
    };
    view! { <Cell head=readiness::place seat asked=&[CheckInStep::Place] shown /> }
}

fn permit(seat: &Seat, index: u8, who: &str) -> AnyView {
    let decide = |permitted| Command::PermitOtherPerson {
        seat: seat.id.clone(),
        index,
        who: who.to_owned(),
        permitted,
    };
    let of = format!("{}/{index}", seat.id);
    view! {
        <p class="acts">
            <Offer act="permit-other" label=readiness::permit command=decide(true) of=of.clone() class="press--dense" />
            <Offer act="forbid-other" label=readiness::forbid command=decide(false) of=of class="press--dense" />
        </p>
    }
    .into_any()
}

#[component]
pub fn EquipmentCell(seat: Memo<Option<Seat>>) -> impl IntoView {
    let shown = |seat: &Seat| {
        let Some(report) = &seat.check_in.devices else {
            return vec![open(readiness::not_tested(), None)];
        };
        let found = &report.found;
        let at = Some(report.at);
        let line = LineNews::of(found);
        let tested = [found.camera, found.microphone, found.speaker];
        if tested == [DeviceState::Skipped; 3] && line == LineNews::Untested {
            return vec![
                open(readiness::nothing_tested(), at),
                sub(devices::tested_on(report)),
            ];
        }
        let mut cells: Vec<_> = [
            (devices::camera(), found.camera),
            (devices::microphone(), found.microphone),
            (devices::speaker(), found.speaker),
        ]
        .into_iter()
        .filter_map(|(name, state)| match state {
            DeviceState::Works => None,
            DeviceState::Fails => Some(bad(format!("{name} {}", readiness::fails()), at)),
            DeviceState::Skipped => Some(open(format!("{name} {}", readiness::not_tested()), at)),
        })
        .collect();
        let works = cells.is_empty();
        cells.extend(line_cell(line));
        if found.heard_self == Some(false) {
            cells.push(open(devices::not_heard_self(), None));
        }
        let light = found.light.and_then(devices::light_short);
        cells.extend(light.map(|words| open(words, None)));
        if works {
            let words = match line {
                LineNews::Grade(LineGrade::PictureAndSound) => readiness::all_work(),
                LineNews::Grade(LineGrade::SoundOnly | LineGrade::TooSlow | LineGrade::NoMedia)
                | LineNews::Unreachable
                | LineNews::Unmeasured
                | LineNews::Untested => readiness::devices_work(),
            };
            cells.insert(0, ok(words, at));
        }
        cells.push(sub(devices::tested_on(report)));
        cells
    };
    view! { <Cell head=readiness::equipment seat asked=&[CheckInStep::Devices] shown /> }
}

/// What the line is good for; a line that is good enough is no news, and one that was not measured is not good.
fn line_cell(line: LineNews) -> Option<AnyView> {
    let words = devices::line_news(line);
    match line {
        LineNews::Grade(LineGrade::PictureAndSound) => None,
        LineNews::Grade(LineGrade::SoundOnly) | LineNews::Unmeasured | LineNews::Untested => {
            Some(open(words, None))
        }
        LineNews::Grade(LineGrade::TooSlow | LineGrade::NoMedia) | LineNews::Unreachable => {
            Some(bad(words, None))
        }
    }
}
