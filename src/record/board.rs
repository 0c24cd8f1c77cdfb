//! The court's board: who has read, signed, refused, or has to sign again.

use hearing::transcript::{SignOffEntry, SignState};
use hearing::{Command, Phase, Role, SeatId};
use leptos::prelude::*;

use super::assist::Assist;
use super::sign::ReadBy;
use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{Word as _, common, record as words};
use crate::ui::{Icon, Press, PressReason, clock_time};

#[component]
pub fn Board() -> impl IntoView {
    let session = use_session();
    let unopened = session.mine(|h, me| {
        let leads = matches!(me.role, Role::PresidingJudge | Role::Clerk);
        leads && h.phase == Phase::Closed && h.transcript.sign_off.is_none()
    });
    let files_come = session.select(|h| h.replacement_stands() && h.awaits_tracks());
    let entries = session.select(|h| {
        let tribunal = Tribunal::of(h);
        let entries = h.transcript.sign_off.iter().flat_map(|s| &s.entries);
        let entries = entries.filter_map(|e| {
            let seat = h.seat(&e.seat)?;
            Some((
                e.clone(),
                seat.role,
                seat.side,
                tribunal?,
                seat.name.clone(),
            ))
        });
        entries.collect::<Vec<_>>()
    });
    view! {
        <Show when=move || unopened.get() == Some(true)>
            <p class="guard-note">{words::open_sign_off_words}</p>
            <Show when=move || files_come.get()>
                <p class="guard-note" data-files-come="">{words::files_to_come}</p>
            </Show>
            <div class="panel-acts">
                <Press act="open-sign-off" class="press--now" label=words::open_sign_off.text() command=|| Some(Command::OpenSignOff) />
            </div>
        </Show>
        <Show when=move || entries.with(|e| !e.is_empty())>
            <section aria-label=words::progress>
                <h3 class="work-head">{words::progress}</h3>
                <ReadBy />
                <ul class="signers">
                    {move || entries.get().into_iter().map(|(entry, role, side, tribunal, name)| {
                        let (sign, at) = match &entry.state {
                            SignState::Signed(signature) => ("signed", Some(signature.at)),
                            SignState::Refused { at, .. } => ("refused", Some(*at)),
                            SignState::Unsigned { at, .. } => ("unsigned", Some(*at)),
                            SignState::Voided { at, .. } => ("voided", Some(*at)),
                            SignState::Waiting if entry.read_at.is_some() => ("read", entry.read_at),
                            SignState::Waiting => ("waiting", None),
                        };
                        let word = move || match sign {
                            "signed" => words::signed(),
                            "refused" => words::refuse_title(),
                            "unsigned" => words::noted_unsigned(),
                            "voided" => words::voided(),
                            "read" => words::read(),
                            _ => words::waiting(),
                        };
                        let assisted = name.clone();
                        let reason = match &entry.state {
                            SignState::Refused { reason, .. } | SignState::Unsigned { reason, .. } => {
                                Some(reason.clone())
                            }
                            SignState::Signed(_) | SignState::Voided { .. } | SignState::Waiting => None,
                        };
                        view! {
                            <li data-signer=entry.seat.0.clone() data-sign=sign>
                                <Icon name=if sign == "signed" { "check" } else { "minus" } />
                                <b>{move || terms::role(role, side, tribunal)}</b>
                                <span>{name}</span>
                                <span class="signers-state">
                                    {word}{reason.map(|r| view! { {common::colon}{r} })}
                                    <Besides entry=entry.clone() />
                                </span>
                                <time class="num">{at.map(clock_time)}</time>
                                <Acts entry=entry.clone() role name=assisted />
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

/// What the court has done about it.
#[component]
fn Besides(entry: SignOffEntry) -> impl IntoView {
    let said = move || match &entry.state {
        SignState::Signed(signature) => {
            let word = signature.assisted.as_ref().map(|_| words::assisted());
            word.map(str::to_owned)
        }
        SignState::Refused { noted: Some(_), .. } => Some(words::refusal_noted().to_owned()),
        SignState::Refused { noted: None, .. } => Some(words::refusal_to_note().to_owned()),
        SignState::Waiting | SignState::Voided { .. } => {
            let last = entry.reminded.last();
            last.map(|last| words::reminded(entry.reminded.len(), *last))
        }
        SignState::Unsigned { .. } => None,
    };
    view! { {move || said().map(|said| view! { <small class="signers-besides">{said}</small> })} }
}

/// What the clerk and the judge can do so that this person signs.
#[component]
fn Acts(entry: SignOffEntry, role: Role, name: String) -> impl IntoView {
    let session = use_session();
    let leads = session.mine(|h, me| {
        let leads = matches!(me.role, Role::PresidingJudge | Role::Clerk);
        (h.phase == Phase::Closed && leads, me.id.clone())
    });
    let waits = match entry.state {
        SignState::Waiting | SignState::Voided { .. } => true,
        SignState::Signed(_) | SignState::Refused { .. } | SignState::Unsigned { .. } => false,
    };
    // The court signs last: nobody hurries it while others have not signed.
    let court = role.is_court();
    let turn = session.select(move |h| {
        let entries = h.transcript.sign_off.iter().flat_map(|s| &s.entries);
        let mut open =
            entries.filter(|e| matches!(e.state, SignState::Waiting | SignState::Voided { .. }));
        !court || !open.any(|e| h.seat(&e.seat).is_some_and(|s| !s.role.is_court()))
    });
    let to_note = matches!(entry.state, SignState::Refused { noted: None, .. });
    let not_signed = !matches!(entry.state, SignState::Signed(_));
    let for_note = open_for_note(&entry, role);
    let id = StoredValue::new(entry.seat.clone());
    let name = StoredValue::new(name);
    let mine = move || {
        leads
            .get()
            .is_some_and(|(_, me)| id.with_value(|id| *id == me))
    };
    let of = move || id.with_value(|id| id.0.clone());
    view! {
        <Show when=move || leads.get().is_some_and(|(leads, _)| leads) && !mine()>
            <div class="signers-acts">
                <Show when=move || waits && turn.get()>
                    <Press act="remind-to-sign" class="press--quiet press--dense" icon="bell" label=words::remind.text() seat=of()
                        command=move || Some(Command::RemindToSign { seat: id.get_value() }) />
                </Show>
                {to_note.then(|| view! {
                    <Press act="note-refusal" class="press--dense press--now" label=words::note_refusal.text() seat=of()
                        command=move || Some(Command::NoteRefusal { seat: id.get_value() }) />
                })}
                {(not_signed && !role.is_court()).then(|| view! { <Assist seat=id.get_value() name=name.get_value() /> })}
                {for_note.then(|| view! { <NoteUnsigned seat=id.get_value() /> })}
            </div>
        </Show>
    }
}

/// Whom the court waits for, so that it may note why he does not sign (CPL 150).
fn open_for_note(entry: &SignOffEntry, role: Role) -> bool {
    let waits = match entry.state {
        SignState::Waiting | SignState::Voided { .. } => true,
        SignState::Signed(_) | SignState::Refused { .. } | SignState::Unsigned { .. } => false,
    };
    waits && !role.is_court()
}

#[component]
fn NoteUnsigned(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let leads = session.mine(|h, me| {
        h.phase == Phase::Closed && matches!(me.role, Role::PresidingJudge | Role::Clerk)
    });
    let of = seat.0.clone();
    let note = move |reason| Command::NoteUnsigned {
        seat: seat.clone(),
        reason,
    };
    view! {
        <PressReason act="note-unsigned" class="press--quiet press--dense" seat=of shown=Signal::derive(move || leads.get() == Some(true))
            label=words::note_unsigned.text() words=words::note_unsigned_words.text() command=note />
    }
}
