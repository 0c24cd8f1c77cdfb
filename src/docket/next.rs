//! The paper at the side: the hearing that waits for the judge, else the next one; who is ready for it and who is not.

use hearing::check_in::SuitabilityBar;
use hearing::{Command, Phase, Role, SeatReport, SeatState};
use leptos::prelude::*;

use super::seats::{is_bad, sign};
use super::sitting::Way;
use super::{Listed, Sitting};
use crate::readiness::ConsiderKey;
use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{check_in, docket};
use crate::ui::{Icon, Press};

#[component]
pub fn NextPaper() -> impl IntoView {
    let listed = expect_context::<Listed>();
    let next = Memo::new(move |_| next(listed.of_day(listed.day())));
    view! {
        <aside class="record" aria-label=docket::next>
            {move || match next.get() {
                Some(sitting) => view! { <Paper sitting /> }.into_any(),
                None => view! {
                    <header class="record-head"><h2 class="record-title">{docket::next}</h2></header>
                    <p class="next">{docket::nothing_next}</p>
                }.into_any(),
            }}
        </aside>
    }
}

/// What the judge is asked to decide goes first, then what goes wrong, then the time.
fn next(day: Vec<Sitting>) -> Option<Sitting> {
    let urgent = |s: &Sitting| {
        s.standing.as_ref().map(|s| {
            let decides = s.to_decide().next().is_some();
            let bad = s.problems().next().is_some();
            (!decides, !bad)
        })
    };
    day.into_iter()
        .filter(|s| s.phase == Phase::Before && s.standing.is_some())
        .min_by_key(|s| (urgent(s), s.scheduled_at))
}

#[component]
fn Paper(sitting: Sitting) -> impl IntoView {
    let session = use_session();
    let current = session
        .pass()
        .with_untracked(|pass| pass.as_ref().is_some_and(|p| p.hearing == sitting.hearing));
    let tribunal = sitting.tribunal();
    let standing = sitting.standing.clone();
    let at = standing
        .as_ref()
        .and_then(|s| s.delay.as_ref().map(|(until, _)| *until))
        .unwrap_or(sitting.scheduled_at);
    let decide: Vec<_> = standing
        .iter()
        .flat_map(|s| s.to_decide().cloned())
        .collect();
    let seats: Vec<_> = standing.iter().flat_map(|s| s.seats.clone()).collect();
    let gallery = standing.map(|s| (s.observers, s.queue, s.clash));
    let title = sitting.title.clone();
    let of = sitting.hearing.to_string();
    view! {
        <header class="record-head">
            <h2 class="record-title">{docket::next}</h2>
            <p class="next-when"><time class="num">{check_in::short_time(at)}</time>" "{sitting.courtroom.clone()}</p>
        </header>
        <div class="next" data-next=of>
            <p class="next-title">{title}</p>
            {decide.into_iter().map(|seat| view! { <Decide seat tribunal current /> }).collect_view()}
            <h3 class="next-head">{docket::seats}</h3>
            <ul class="seats">
                {seats.into_iter().map(|seat| view! { <SeatLine seat tribunal /> }).collect_view()}
                {gallery.map(|(observers, queue, clash)| view! { <GalleryLine observers queue clash /> })}
            </ul>
            <p class="next-way"><Way sitting current /></p>
        </div>
    }
}

/// What waits for the judge; where he sits he decides it here.
#[component]
fn Decide(seat: SeatReport, tribunal: Tribunal, current: bool) -> impl IntoView {
    match &seat.state {
        SeatState::OtherPerson { .. } => view! { <DecideOther seat tribunal current /> }.into_any(),
        SeatState::Unsuitable { bars } => {
            let bars = bars.clone();
            view! { <DecideSuitability seat bars tribunal current /> }.into_any()
        }
        SeatState::CallsForHelp
        | SeatState::OtherRefused
        | SeatState::InPerson
        | SeatState::RefusesOnline
        | SeatState::Doubted
        | SeatState::DeviceFails
        | SeatState::ToVerify
        | SeatState::ChecksIn
        | SeatState::Gone
        | SeatState::NeverHere
        | SeatState::Ready => ().into_any(),
    }
}

/// R12: what somebody has named that speaks against being heard online.
#[component]
fn DecideSuitability(
    seat: SeatReport,
    bars: Vec<SuitabilityBar>,
    tribunal: Tribunal,
    current: bool,
) -> impl IntoView {
    let (of, name) = (seat.seat.clone(), seat.name.clone());
    let named = bars.clone();
    let asks = move || {
        docket::names(
            terms::role(seat.role, seat.side, tribunal),
            &seat.name,
            &named,
        )
    };
    view! {
        <section class="decide">
            <h3><span class="wait">{docket::for_you}</span></h3>
            <p>{asks}</p>
            {current.then(|| view! { <div class="decide-acts"><ConsiderKey seat=of name bars /></div> })}
        </section>
    }
}

/// R9: who else is there, for the judge to decide.
#[component]
fn DecideOther(seat: SeatReport, tribunal: Tribunal, current: bool) -> impl IntoView {
    let role = use_session().role();
    let SeatState::OtherPerson { index, who, why } = seat.state.clone() else {
        return ().into_any();
    };
    let asks = {
        let (name, who) = (seat.name.clone(), who.clone());
        move || {
            docket::asks_for(
                terms::role(seat.role, seat.side, tribunal),
                &name,
                &who,
                &why,
            )
        }
    };
    let answer = {
        let seat = seat.seat.clone();
        move |permitted: bool| Command::PermitOtherPerson {
            seat: seat.clone(),
            index,
            who: who.clone(),
            permitted,
        }
    };
    let (yes, no) = (answer.clone(), answer);
    let decides = move || current && role.get() == Some(Role::PresidingJudge);
    let of = seat.seat.to_string();
    view! {
        <section class="decide">
            <h3><span class="wait">{docket::for_you}</span></h3>
            <p>{asks}</p>
            <Show when=decides>
                {
                    let (yes, no) = (yes.clone(), no.clone());
                    view! {
                        <div class="decide-acts">
                            <Press act="permit-other" seat=of.clone() label=Signal::derive(|| docket::permit().to_owned()) command=move || Some(yes(true)) />
                            <Press act="forbid-other" seat=of.clone() label=Signal::derive(|| docket::forbid().to_owned()) command=move || Some(no(false)) />
                        </div>
                    }
                }
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn SeatLine(seat: SeatReport, tribunal: Tribunal) -> impl IntoView {
    let (role, side) = (seat.role, seat.side);
    let state = seat.state.clone();
    let (icon, class) = (sign(&state), if is_bad(&state) { "bad" } else { "" });
    view! {
        <li data-of=seat.seat.to_string()>
            <b>{move || terms::role(role, side, tribunal)}</b>" "<span>{seat.name}</span>
            <i class=class>
                <Icon name=icon /><span>{move || docket::seat_state(&state)}</span>
                {seat.since.map(|at| view! { " "<time class="num">{check_in::short_time(at)}</time> })}
            </i>
        </li>
    }
}

/// R18: no witness among the observers.
#[component]
fn GalleryLine(observers: usize, queue: usize, clash: bool) -> impl IntoView {
    let (icon, class) = if clash {
        ("warn", "bad")
    } else {
        ("check", "")
    };
    view! {
        <li data-of="gallery">
            <b>{docket::gallery}</b>" "<span>{move || docket::observers(observers, queue)}</span>
            <i class=class><Icon name=icon /><span>{move || if clash { docket::clash() } else { docket::no_clash() }}</span></i>
        </li>
    }
}
