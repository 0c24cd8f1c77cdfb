//! One line: what happens, what comes next, when it is your turn (R102).

use hearing::exhibit::Exhibit;
use hearing::{
    Act, Command, Grant, Hearing, Mute, Phase, Role, Seat, SeatId, Stage, Zone, permitted,
};
use leptos::prelude::*;

use crate::media::use_media;
use crate::session::use_session;
use crate::text::courtroom as words;
use crate::text::terms::{self, Tribunal};
use crate::ui::Press;

/// What the line says, without words: they follow the language.
#[derive(Clone, Debug, PartialEq)]
struct Turn {
    phase: Phase,
    panel: bool,
    deliberating: bool,
    stage: Option<Stage>,
    speaker: Option<Named>,
    shown: Option<(String, Named)>,
    next: Option<Next>,
}

#[derive(Clone, Debug, PartialEq)]
struct Next {
    seat: SeatId,
    who: Named,
    /// Whether he is asked to examine what is on show; else he just speaks.
    examines: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Named {
    role: Role,
    side: hearing::Side,
    tribunal: Tribunal,
    name: String,
}

impl Named {
    fn of(h: &Hearing, seat: &Seat) -> Option<Self> {
        Some(Self {
            role: seat.role,
            side: seat.side,
            tribunal: Tribunal::of(h)?,
            name: seat.name.clone(),
        })
    }

    fn say(&self) -> String {
        format!(
            "{}{}",
            terms::role(self.role, self.side, self.tribunal),
            self.name
        )
    }
}

/// One examines what another side has put in, if one takes part and does not merely interpret (EV 62).
fn may_examine(seat: &Seat, exhibit: &Exhibit) -> bool {
    permitted(seat.role, Act::Examine) == Grant::Yes && seat.side != exhibit.side
}

fn on_show(h: &Hearing) -> Option<&Exhibit> {
    h.presentation.as_ref().and_then(|p| h.exhibit(&p.exhibit))
}

fn turn(h: &Hearing) -> Turn {
    let speaker = h.floor.as_ref().and_then(|f| h.seat(f));
    let shown = h.presentation.as_ref().and_then(|p| {
        let by = Named::of(h, h.seat(&p.by)?)?;
        Some((p.exhibit.0.clone(), by))
    });
    let next = h.next_to_speak().and_then(|s| {
        Some(Next {
            seat: s.id.clone(),
            who: Named::of(h, s)?,
            examines: on_show(h).is_some_and(|exhibit| may_examine(s, exhibit)),
        })
    });
    Turn {
        phase: h.phase,
        panel: terms::is_panel(h),
        deliberating: h.seats.iter().any(|s| s.zone == Zone::Deliberation),
        stage: h.stage,
        speaker: speaker.and_then(|s| Named::of(h, s)),
        shown,
        next,
    }
}

impl Turn {
    fn now(&self) -> String {
        match (self.phase, &self.shown, &self.speaker) {
            (Phase::Before, _, _) => words::clerk_checks().to_owned(),
            (Phase::Adjourned, _, _) if self.deliberating => words::deliberating().to_owned(),
            (Phase::Adjourned, _, _) => words::adjourned_now().to_owned(),
            (Phase::Closed | Phase::Finished, _, _) => words::closed_now().to_owned(),
            (Phase::InSession, Some((exhibit, by)), _) => words::presents(&by.say(), exhibit),
            (Phase::InSession, None, Some(speaker)) => words::speaks(&speaker.say()),
            (Phase::InSession, None, None) => {
                let stage = self.stage.map(terms::stage).unwrap_or_default();
                format!("{stage} · {}", words::free())
            }
        }
    }

    fn next(&self) -> String {
        match (self.phase, &self.shown, &self.next) {
            (Phase::Before, _, _) => words::court_opens(self.panel).to_owned(),
            (Phase::Closed | Phase::Finished, _, _) => words::sign_next().to_owned(),
            (Phase::InSession, Some((exhibit, _)), Some(next)) if next.examines => {
                words::examines(&next.who.say(), exhibit)
            }
            (Phase::InSession, _, Some(next)) => words::speaks(&next.who.say()),
            (Phase::InSession | Phase::Adjourned, _, _) => words::free().to_owned(),
        }
    }
}

#[component]
pub fn Now() -> impl IntoView {
    let session = use_session();
    let turn = session.select(turn);
    let role = session.role();
    let judge = move || role.get() == Some(Role::PresidingJudge);
    let court = move || role.get().is_some_and(Role::is_court);
    let next_seat = Memo::new(move |_| {
        let next = turn.with(|t| t.next.clone());
        next.map(|next| (next.seat, next.who.name))
    });
    view! {
        <section class="now" aria-label=words::what_happens role="status" aria-live="polite">
            <div class=move || if court() { "now-row" } else { "now-row now-row--plain" }>
                <div class="now-cell now-cell--now">
                    <span class="now-label">{words::now}</span>
                    <div class="now-text"><span data-now="">{move || turn.with(Turn::now)}</span></div>
                </div>
                <div class="now-cell">
                    <span class="now-label">{words::next}</span>
                    <div class="now-text">
                        <span>{move || turn.with(Turn::next)}</span>
                        {move || next_seat.get().filter(|_| judge()).map(|(seat, name)| {
                            let of = seat.0.clone();
                            view! {
                                <Press act="give-floor-next" class="press--dense press--now" seat=of
                                    label=Signal::derive(move || words::ask_to_speak(&name))
                                    command=move || Some(Command::GiveFloor { seat: seat.clone() }) />
                            }
                        })}
                    </div>
                </div>
                {move || match role.get() {
                    None => ().into_any(),
                    Some(role) if role.is_court() => view! { <Hands /> }.into_any(),
                    Some(role) if role.only_watches() => view! {
                        <div class="now-cell">
                            <span class="now-label">{words::gallery}</span>
                            <div class="now-text"><span>{words::gallery_rule}</span></div>
                        </div>
                    }.into_any(),
                    Some(_) => view! { <YourTurn /> }.into_any(),
                }}
            </div>
        </section>
    }
}

#[component]
fn Hands() -> impl IntoView {
    let session = use_session();
    let hands = session.select(|h| {
        let hands = h.hands.iter().filter_map(|hand| h.seat(hand));
        hands
            .map(|s| (s.id.clone(), s.name.clone()))
            .collect::<Vec<_>>()
    });
    view! {
        <Show when=move || hands.with(|hands| !hands.is_empty())>
            <div class="now-cell">
                <span class="now-label">{words::hands}</span>
                <div class="now-text">
                    <For each=move || hands.get() key=|(seat, _)| seat.clone() let((seat, name))>
                        <Press act="lower-hand" class="press--dense press--quiet" icon="hand" seat=seat.0.clone()
                            label=Signal::derive({ let name = name.clone(); move || name.clone() })
                            command=move || Some(Command::LowerHand { seat: seat.clone() }) />
                    </For>
                </div>
            </div>
        </Show>
    }
}

#[component]
fn YourTurn() -> impl IntoView {
    let session = use_session();
    let media = use_media();
    let mine = session.mine(|h, me| {
        let has_floor = h.floor.as_ref() == Some(&me.id);
        let examine = on_show(h).is_some_and(|exhibit| may_examine(me, exhibit));
        (has_floor, examine, me.mute, me.microphone_on)
    });
    let line = move || match mine.get() {
        Some((true, _, _, true)) => words::speak_now(),
        Some((true, _, _, false)) => words::speak_muted(),
        Some((false, true, _, _)) => words::say_three(),
        Some((false, false, _, _)) | None => words::wait_floor(),
    };
    let open = move || matches!(mine.get(), Some((true, _, Mute::Free | Mute::Muted, false)));
    view! {
        <div class="now-cell" class:now-cell--now=move || mine.get().is_some_and(|(floor, ..)| floor)>
            <span class="now-label">{words::your_turn}</span>
            <div class="now-text">
                <span>{line}</span>
                <Show when=open>
                    <button type="button" class="press press--dense press--now" data-act="open-microphone"
                        on:click=move |_| media.microphone(true)>
                        {words::open_microphone}
                    </button>
                </Show>
            </div>
        </div>
    }
}
