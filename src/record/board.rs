//! The court's board: who has read, signed, refused, or has to sign again.

use hearing::transcript::{SignOffEntry, SignState};
use hearing::{Command, Phase, Role, SeatId};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{Word as _, record as words};
use crate::ui::{AskReason, Icon, Press, clock_time, doing};

#[component]
pub fn Board() -> impl IntoView {
    let session = use_session();
    let unopened = session.mine(|h, me| {
        let leads = matches!(me.role, Role::PresidingJudge | Role::Clerk);
        leads && h.phase == Phase::Closed && h.transcript.sign_off.is_none()
    });
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
            <div class="panel-acts">
                <Press act="open-sign-off" class="press--now" label=words::open_sign_off.text() command=|| Some(Command::OpenSignOff) />
            </div>
        </Show>
        <Show when=move || entries.with(|e| !e.is_empty())>
            <section aria-label=words::progress>
                <h3 class="work-head">{words::progress}</h3>
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
                                <span class="signers-state">{word}{reason.map(|r| format!("：{r}"))}</span>
                                <time class="num">{at.map(clock_time)}</time>
                                {open_for_note(&entry, role).then(|| view! { <NoteUnsigned seat=entry.seat.clone() /> })}
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
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
    let asking = RwSignal::new(false);
    let doing = doing();
    let of = seat.0.clone();
    let note = Callback::new(move |reason| {
        let seat = seat.clone();
        doing.start(Command::NoteUnsigned { seat, reason });
    });
    view! {
        <Show when=move || leads.get() == Some(true)>
            <button type="button" class="press press--quiet press--dense" data-act="note-unsigned" data-of=of.clone()
                aria-busy=move || doing.busy() on:click=move |_| doing.ask(asking)>
                {move || doing.word(words::note_unsigned)}
            </button>
        </Show>
        <AskReason open=asking title=words::note_unsigned.text() words=words::note_unsigned_words.text()
            answer=words::note_unsigned.text() yes=note />
    }
}
