//! 审判区: the case, the clerk's desk, the dais, the witness stand, and whether the room is on record.

use hearing::{Recording, Role, SeatId};
use leptos::prelude::*;

use super::captions::CaptionsSwitch;
use super::seat::{Desk, Seat};
use super::witness_stand::WitnessStand;
use crate::session::use_session;
use crate::text::{courtroom as words, terms};
use crate::ui::{Icon, PreferenceKeys, clock_time, day_and_time, whole};

#[component]
pub fn Bench() -> impl IntoView {
    let session = use_session();
    let clerk = session.select(|h| {
        let clerk = h.seats.iter().find(|s| s.role == Role::Clerk);
        clerk.map(|s| s.id.clone())
    });
    // Presiding in the middle, the others of the panel right and left of him.
    let dais = session.select(|h| {
        let bench = h.seats.iter().filter(|s| s.role.is_bench());
        let mut bench: Vec<(SeatId, bool)> = bench
            .map(|s| (s.id.clone(), s.role == Role::PresidingJudge))
            .collect();
        if bench.len() == 3
            && let Some(at) = bench.iter().position(|(_, presides)| *presides)
        {
            bench.swap(at, 1);
        }
        bench
    });
    view! {
        <header class="bench" aria-label=words::the_court>
            <CaseWords />
            <div class="bench-desk bench-desk--clerk">
                {move || clerk.get().map(|seat| view! { <Seat seat desk=Desk::Clerk /> })}
            </div>
            <div class="dais">
                <div class="emblem" role="img" aria-label=words::emblem><span>{words::emblem_short}</span></div>
                <div class="dais-seats">
                    <For each=move || dais.get() key=|(seat, _)| seat.clone() let((seat, presides))>
                        <Seat seat desk=if presides { Desk::Presiding } else { Desk::Panel } />
                    </For>
                </div>
            </div>
            <div class="bench-desk bench-desk--witness"><WitnessStand /></div>
            <Status />
        </header>
    }
}

#[component]
fn CaseWords() -> impl IntoView {
    let session = use_session();
    let matter = session.select(|h| h.matter.clone());
    let which = session.select(terms::which_hearing);
    let title = session.select(|h| {
        let case = h.matter.as_ref()?.case.as_ref()?;
        Some(terms::whole_names(
            h,
            &short_title(&case.title, &case.cause),
        ))
    });
    view! {
        <div class="bench-case">
            {move || matter.get().map(|m| {
                let kind = move || format!("{} · {}", terms::procedure(m.procedure), terms::publicity(m.publicity));
                view! {
                    <p class="case-no">{m.case.as_ref().map(|c| c.number.clone())}</p>
                    <h1 class="case-title">{move || title.get().map(|title| whole(&title))}</h1>
                    <p class="case-cause">{m.case.as_ref().map(|c| c.cause.clone())}</p>
                    <p class="case-kind">
                        <span>{kind}</span>
                        {move || which.get().map(|n| view! { <span data-which-hearing=n>{move || terms::hearing_number(n)}</span> })}
                    </p>
                }
            })}
        </div>
    }
}

/// 原告林知远诉被告周以宁民间借贷纠纷一案 is said in court; the wall has room for 林知远诉周以宁, the cause stands below.
fn short_title(title: &str, cause: &str) -> String {
    let parties = title
        .strip_suffix("一案")
        .and_then(|rest| rest.strip_suffix(cause))
        .and_then(|rest| rest.strip_prefix("原告"))
        .and_then(|rest| rest.split_once("诉被告"));
    match parties {
        Some((plaintiff, defendant)) => format!("{plaintiff}诉{defendant}"),
        None => title.to_owned(),
    }
}

#[component]
fn Status() -> impl IntoView {
    let session = use_session();
    let recording = session.select(|h| (h.recording, h.opened_at, h.recorder));
    // Whether it has worked before: then it has failed, and is not only lacking.
    let failed = session.select(|h| !h.stretches.is_empty() || h.recorder_trouble.is_some());
    let place = session.select(|h| h.matter.as_ref().map(|m| m.courtroom.clone()));
    let tick = RwSignal::new(session.now());
    let timer = gloo::timers::callback::Interval::new(1_000, move || tick.set(session.now()));
    let timer = StoredValue::new_local(Some(timer));
    on_cleanup(move || drop(timer.try_update_value(Option::take)));
    // What the court has ordered is not yet done: without a recorder nothing is recorded, and it says so (R76).
    let state = move || match recording.get() {
        (Recording::On, _, true) => "on",
        (Recording::On | Recording::Paused(_), _, false) => "missing",
        (Recording::Paused(_), _, true) => "paused",
        (Recording::Off, _, _) => "off",
    };
    let word = move || match state() {
        "on" => words::recording(),
        "missing" if failed.get() => words::recording_failed(),
        "missing" => words::recording_missing(),
        "paused" => words::recording_paused(),
        _ => words::recording_off(),
    };
    let since = move || {
        let (_, opened, _) = recording.get();
        opened.map(|at| {
            let seconds = tick.get().saturating_sub(at) / 1_000;
            format!(
                "{:02}:{:02}:{:02}",
                seconds / 3_600,
                seconds / 60 % 60,
                seconds % 60
            )
        })
    };
    let day = move || {
        let now = tick.get();
        let seconds = clock_time(now);
        format!(
            "{}{}",
            day_and_time(now),
            seconds.get(5..).unwrap_or_default()
        )
    };
    view! {
        <div class="bench-status">
            <p class="rec" data-recording=state>
                <Icon name="record" />
                <span class="rec-words"><span role="status">{word}</span></span>
                <time class="num">{since}</time>
            </p>
            <p class="clock"><time class="num">{day}</time></p>
            <p class="clock-place">{move || place.get()} " " {words::beijing_time}</p>
            <div class="bench-tools"><CaptionsSwitch /><PreferenceKeys /></div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::short_title;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_wall_names_the_parties() {
        let title = "原告林知远诉被告周以宁民间借贷纠纷一案";
        assert_eq!(short_title(title, "民间借贷纠纷"), "林知远诉周以宁");
        assert_eq!(short_title(title, "离婚纠纷"), title);
        assert_eq!(
            short_title("马骁危险驾驶一案", "危险驾驶罪"),
            "马骁危险驾驶一案"
        );
    }
}
