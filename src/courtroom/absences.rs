//! One person's absences, before who judges them: what was seen, what he was told, what he says, what was found (R24, R25).

use hearing::{
    Absence, Act, Actor, Command, DutyDevice, Grant, Happening, Millis, Role, SeatId, permitted,
};
use leptos::prelude::*;

use super::absence_finding::FindingKeys;
use super::absence_pack::PackKeys;
use super::camera_leave::CameraLeaveKey;
use crate::session::use_session;
use crate::text::{Word as _, away as words, terms};
use crate::ui::{Press, clock_time};

#[component]
pub fn Absences(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let role = session.role();
    let may = move |act| {
        role.get()
            .is_some_and(|role| permitted(role, act) == Grant::Yes)
    };
    let id = seat.clone();
    let all = session.select(move |h| {
        let whom = h.seat(&id);
        let absences = whom.map(|s| s.absences.clone()).unwrap_or_default();
        let told = |a: &Absence| h.told_in(&id, a);
        absences
            .into_iter()
            .rev()
            .map(|a| (told(&a), a))
            .collect::<Vec<_>>()
    });
    let id = seat.clone();
    let away = session.select(move |h| {
        let open = h.seat(&id).and_then(|s| s.open_absence());
        open.is_some_and(|a| a.is_away() && a.finding.is_none())
    });
    let settings = session.select(|h| h.absence_settings.clone());
    let brief =
        Memo::new(move |_| all.with(|all| all.iter().filter(|(_, a)| a.is_brief()).count()));
    let target = StoredValue::new(seat);
    view! {
        <section class="absences" aria-label=words::absences data-absences="">
            <h3 class="work-head">{words::absences}</h3>
            <p class="guard-note">
                {move || settings.with(|s| words::settings(&s.prompts_ms, s.devices_ms))}
            </p>
            <Show when=move || all.with(Vec::is_empty)><p class="guard-note">{words::no_absences}</p></Show>
            <For
                each=move || all.get().into_iter().filter(|(_, a)| !a.is_brief())
                key=|(told, a)| (a.from, *told, format!("{a:?}"))
                let((told, absence))
            >
                <One seat=target.get_value() absence told />
            </For>
            <Show when=move || brief.get() != 0>
                <p class="guard-note">{words::brief_ones} " " <b class="num">{move || brief.get()}</b></p>
            </Show>
            <DevicesOff seat=target.get_value() />
            <div class="panel-acts">
                <Show when=move || away.get() && may(Act::PromptAbsent)>
                    <Press act="prompt-absent" icon="bell" label=words::prompt_now.text()
                        command=move || Some(Command::PromptAbsent { seat: target.get_value() }) />
                </Show>
                <Show when=move || may(Act::LeaveCamera)><CameraLeaveKey seat=target.get_value() /></Show>
                <Show when=move || may(Act::ExportAbsences)><PackKeys seat=target.get_value() /></Show>
            </div>
        </section>
    }
}

#[component]
fn One(seat: SeatId, absence: Absence, told: usize) -> impl IntoView {
    let session = use_session();
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let until = absence.until;
    let until = move || until.map_or_else(|| words::going_on().to_owned(), clock_time);
    let from = absence.from;
    let state = if absence.finding.is_some() {
        "found"
    } else {
        "open"
    };
    view! {
        <article class="absence" data-absence=from.to_string() data-finding=state>
            <h4><time class="num">{clock_time(from)}" – "{until}</time></h4>
            <ul class="guard-list">
                {absence.signals.iter().cloned().map(|s| {
                    let source = move || if s.what.is_reported() { words::reported() } else { words::observed() };
                    let line = s.line.clone();
                    view! {
                        <li>
                            <span>
                                <b>{move || terms::loss(s.what)}</b>" "<span class="muted">{source}</span>
                                {line.map(|line| {
                                    let last = line.round_trips_ms.last().copied();
                                    view! { <span class="absence-line">{move || words::line_trace(line.silent_ms, last, line.unanswered)}</span> }
                                })}
                            </span>
                            <time class="num">{clock_time(s.at)}{s.ended.map(|at| format!("–{}", clock_time(at)))}</time>
                        </li>
                    }
                }).collect_view()}
                {absence.prompts.iter().cloned().map(|p| {
                    let system = p.by == Actor::System;
                    let by = move || if system { words::by_system() } else { words::by_court() };
                    view! {
                        <li data-prompt="">
                            <span><b>{move || words::prompt_kind(p.kind)}</b>" "<span class="muted">{by}" → "{reached(p.reached)}</span></span>
                            <time class="num">{clock_time(p.at)}</time>
                        </li>
                    }
                }).collect_view()}
                {absence.returns.iter().cloned().map(|r| view! {
                    <li><span class="muted">{move || words::came_back(r.tries, r.offline)}</span><time class="num">{clock_time(r.at)}</time></li>
                }).collect_view()}
            </ul>
            <Said absence=absence.clone() told />
            <Show when=move || judge.get() == Some(true)>
                <FindingKeys seat=seat.clone() from told found=absence.finding />
            </Show>
        </article>
    }
}

fn reached(at: Option<Millis>) -> impl Fn() -> String + Send + Sync + Clone {
    move || at.map_or_else(|| words::reached_not().to_owned(), clock_time)
}

/// His own word, and the court's.
#[component]
fn Said(absence: Absence, told: usize) -> impl IntoView {
    let account = absence.account.clone();
    let own = move || match &account {
        Some(said) if said.words.is_empty() => words::own_account(said.what).to_owned(),
        Some(said) => format!("{} · {}", words::own_account(said.what), said.words),
        None => words::no_account().to_owned(),
    };
    let reason = absence
        .found
        .as_ref()
        .map(|f| f.reason.clone())
        .filter(|r| !r.is_empty());
    let finding = absence.finding;
    let found = move || finding.map_or_else(words::finding_open, terms::absence_finding);
    view! {
        <dl class="absence-said">
            <dt>{words::prompts_sent}</dt><dd data-told=told.to_string()>{move || words::told_times(told)}</dd>
            <dt>{words::own_account_is}</dt><dd>{own}</dd>
            <dt>{words::finding}</dt><dd><b>{found}</b>{reason.map(|r| format!(" · {r}"))}</dd>
        </dl>
    }
}

/// R23: when a device was off that had to be on.
#[component]
fn DevicesOff(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let off = session.select(move |h| {
        let of = h.incidents.iter().filter_map(|i| match &i.what {
            Happening::DeviceOff {
                seat: whose,
                device,
            } if *whose == seat => Some((*device, i.at, i.until)),
            Happening::DeviceOff { .. }
            | Happening::Adjourned { .. }
            | Happening::RecordingPaused { .. }
            | Happening::RecordingGap { .. }
            | Happening::Admonished { .. }
            | Happening::Sanctioned { .. }
            | Happening::GuardOverridden { .. } => None,
        });
        of.collect::<Vec<(DutyDevice, Millis, Option<Millis>)>>()
    });
    view! {
        <Show when=move || !off.with(Vec::is_empty)>
            <ul class="guard-list" aria-label=words::duties data-devices-off="">
                {move || off.get().into_iter().map(|(device, at, until)| view! {
                    <li>
                        <b>{move || words::device_off(device)}</b>
                        <time class="num">{clock_time(at)}" – "{move || until.map_or_else(|| words::going_on().to_owned(), clock_time)}</time>
                    </li>
                }).collect_view()}
            </ul>
        </Show>
    }
}
