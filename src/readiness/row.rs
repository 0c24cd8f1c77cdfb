//! One seat on the board: what is in order is a small mark with its time, what is not is said in words.

use hearing::check_in::VerificationMethod;
use hearing::{Command, Presence, Role, Seat, SeatId, Zone};
use leptos::prelude::*;

use super::InHand;
use super::cells::{AttendsCell, EquipmentCell, IdentityCell, PlaceCell, RulesCell};
use super::consider::ConsiderKey;
use super::facts::first_open;
use super::offer::Offer;
use super::ring_key::{RingKey, RingState};
use crate::check_in::minute;
use crate::session::use_session;
use crate::text::check_in::short_time;
use crate::text::terms::Tribunal;
use crate::text::{readiness, terms, waiting};
use crate::ui::{Icon, doing};

#[component]
pub fn SeatRow(id: SeatId) -> impl IntoView {
    let session = use_session();
    let seat = {
        let id = id.clone();
        session.select(move |h| h.seat(&id).cloned())
    };
    let first = session.select(|h| first_open(h).map(|s| s.id.clone()));
    let InHand(chosen) = expect_context::<InHand>();
    let in_hand = {
        let id = id.clone();
        Memo::new(move |_| chosen.get().or_else(|| first.get()).as_ref() == Some(&id))
    };
    let of = id.to_string();
    let court = Memo::new(move |_| seat.with(|s| s.as_ref().is_some_and(|s| s.role.is_court())));
    view! {
        <tr
            class:row--court=move || court.get()
            data-seat=of
            data-ready-seat=move || seat.with(|s| s.as_ref().is_some_and(Seat::is_ready)).then_some("")
            data-needs=move || seat.with(|s| s.as_ref().is_some_and(Seat::needs_the_court)).then_some("")
            data-now=move || in_hand.get().then_some("")
        >
            <th scope="row"><Who seat id=id.clone() /></th>
            <Show when=move || !court.get()>
                <IdentityCell seat />
                <AttendsCell seat />
                <RulesCell seat />
                <PlaceCell seat />
            </Show>
            <Show when=move || court.get()><td colspan="4" class="span"></td></Show>
            <EquipmentCell seat />
            <td data-head=readiness::state>
                <At seat />
                <RingState seat />
                <Acts id seat />
            </td>
        </tr>
    }
}

#[component]
fn Who(seat: Memo<Option<Seat>>, id: SeatId) -> impl IntoView {
    let session = use_session();
    let tribunal = session.select(Tribunal::of);
    let InHand(chosen) = expect_context::<InHand>();
    let plate = move |seat: Seat| {
        let court = seat.role.is_court();
        let role = tribunal.get().map(|t| terms::role(seat.role, seat.side, t));
        let id = id.clone();
        let class = if court {
            "who-plate who-plate--court"
        } else {
            "who-plate"
        };
        let words = view! {
            <b>{role}</b>" "<span class="who-name">{seat.name}</span>
            {seat.note.map(|note| view! { <span class="who-by">{note}</span> })}
        };
        if court {
            view! { <span class="who who--plain"><span class=class>{words}</span></span> }
                .into_any()
        } else {
            let of = id.to_string();
            view! {
                <button
                    type="button"
                    class="who who--plain"
                    data-act="look-at"
                    data-of=of
                    title=readiness::look_at
                    on:click=move |_| chosen.set(Some(id.clone()))
                >
                    <span class=class>{words}</span>
                </button>
            }
            .into_any()
        }
    };
    move || seat.get().map(&plate)
}

/// Where the person is now, and since when.
#[component]
fn At(seat: Memo<Option<Seat>>) -> impl IntoView {
    let at = move |seat: &Seat| {
        let (words, bad) = match (&seat.presence, seat.next_step(), &seat.zone) {
            (_, _, _) if seat.removed.is_some() => (readiness::removed().to_owned(), true),
            (_, _, _) if seat.in_person().is_some() => (readiness::in_person().to_owned(), false),
            (Presence::NeverHere, _, _) => (readiness::never_here().to_owned(), false),
            (Presence::Lost { .. }, _, _) => (readiness::lost().to_owned(), true),
            (Presence::Here { .. }, _, _) if seat.role.is_court() => {
                (readiness::here().to_owned(), false)
            }
            (Presence::Here { .. }, Some(step), _) => (readiness::at_step(step), false),
            (Presence::Here { .. }, None, zone) => {
                let words = match zone {
                    Zone::Lobby => readiness::waiting(),
                    Zone::WitnessRoom(_) => readiness::on_call(),
                    Zone::Courtroom => readiness::in_courtroom(),
                    Zone::Gallery => readiness::in_gallery(),
                    Zone::Deliberation | Zone::SideRoom(_) | Zone::Inspection => {
                        readiness::elsewhere()
                    }
                };
                (words.to_owned(), false)
            }
        };
        let since = match seat.presence {
            Presence::Here { since } | Presence::Lost { since, .. } => Some(since),
            Presence::NeverHere => None,
        };
        view! {
            <p class="at">
                <span class=if bad { "bad" } else { "" }>{words}</span>
                <time class="num">{since.map(short_time)}</time>
            </p>
            // Of who watches no telephone is on file.
            {(!seat.is_here() && seat.is_arriving() && !seat.role.only_watches())
                .then(|| view! { <p class="sub">{waiting::not_online}</p> })}
            {seat.check_in.help_wanted_since.map(|since| view! {
                <p class="chip chip--hand"><Icon name="bell" />{readiness::wants_help()}" "<time class="num">{short_time(since)}</time></p>
            })}
        }
    };
    move || seat.get().as_ref().map(at)
}

/// Only what would be accepted now.
#[component]
fn Acts(id: SeatId, seat: Memo<Option<Seat>>) -> impl IntoView {
    let of = id.to_string();
    let waits = Memo::new(move |_| {
        let waits = |s: &Seat| (s.id.clone(), s.name.clone(), s.bars().to_vec());
        seat.with(|s| s.as_ref().filter(|s| s.waits_for_suitability()).map(waits))
    });
    view! {
        <p class="acts">
            <VerifyKey id=id.clone() seat />
            <Offer
                act="answer-help"
                label=readiness::answer_help
                command=Command::AnswerHelp { seat: id.clone() }
                of=of.clone()
                class="press--dense"
            />
            {move || waits.get().map(|(seat, name, bars)| view! { <ConsiderKey seat name bars class="press--dense" /> })}
            <AdmitOffer id=id.clone() />
            <RingKey id />
        </p>
    }
}

/// Takes the seat in hand, and asks for its picture where there is one to see.
#[component]
fn VerifyKey(id: SeatId, seat: Memo<Option<Seat>>) -> impl IntoView {
    let InHand(chosen) = expect_context::<InHand>();
    let session = use_session();
    let doing = doing();
    let of = id.to_string();
    let verify = Command::VerifyIdentity {
        seat: id.clone(),
        how: VerificationMethod::ByEye,
        stated_at: None,
    };
    let shown = session.accepts(move || Some(verify.clone()));
    let now = minute();
    let looks = move || {
        let now = now.get().max(session.now());
        seat.with(|s| {
            s.as_ref()
                .is_some_and(|s| s.check_in.looked_at_by(now).is_some())
        })
    };
    let press = move |_| {
        chosen.set(Some(id.clone()));
        let there = seat.with_untracked(|s| {
            let seat = s.as_ref();
            seat.is_some_and(|s| s.is_arriving() && s.is_here() && s.next_step().is_none())
        });
        if there && !untrack(looks) {
            doing.start(Command::BeginLook { seat: id.clone() });
        }
    };
    view! {
        <Show when=move || shown.get()>
            <button
                type="button"
                class="press press--dense"
                data-act="verify"
                data-of=of.clone()
                aria-pressed=move || if looks() { "true" } else { "false" }
                aria-busy=move || doing.busy()
                on:click=press.clone()
            >
                {move || if looks() { waiting::looking_short() } else { doing.word(readiness::verify) }}
            </button>
        </Show>
    }
}

/// The court comes in by its own door; who only watches goes to the gallery.
#[component]
fn AdmitOffer(id: SeatId) -> impl IntoView {
    let session = use_session();
    let role = session.peek(|h| h.seat(&id).map(|s| s.role));
    let label = match role {
        Some(Role::Observer) => readiness::admit_gallery,
        Some(_) | None => readiness::admit,
    };
    let others = role.is_some_and(|role| !role.is_court());
    others.then(|| {
        view! {
            <Offer
                act="admit"
                label
                of=id.to_string()
                command=Command::Admit { seat: id }
                class="press--dense"
            />
        }
    })
}
