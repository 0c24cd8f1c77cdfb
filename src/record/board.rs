//! The court's board: who has read, signed, refused, or has to sign again.

use hearing::transcript::SignState;
use hearing::{Command, Phase, Role};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{Word as _, record as words};
use crate::ui::{Icon, Press, clock_time};

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
                            SignState::Voided { at, .. } => ("voided", Some(*at)),
                            SignState::Waiting if entry.read_at.is_some() => ("read", entry.read_at),
                            SignState::Waiting => ("waiting", None),
                        };
                        let word = move || match sign {
                            "signed" => words::signed(),
                            "refused" => words::refuse_title(),
                            "voided" => words::voided(),
                            "read" => words::read(),
                            _ => words::waiting(),
                        };
                        let reason = match &entry.state {
                            SignState::Refused { reason, .. } => Some(reason.clone()),
                            SignState::Signed(_) | SignState::Voided { .. } | SignState::Waiting => None,
                        };
                        view! {
                            <li data-signer=entry.seat.0.clone() data-sign=sign>
                                <Icon name=if sign == "signed" { "check" } else { "minus" } />
                                <b>{move || terms::role(role, side, tribunal)}</b>
                                <span>{name}</span>
                                <span class="signers-state">{word}{reason.map(|r| format!("：{r}"))}</span>
                                <time class="num">{at.map(clock_time)}</time>
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}
