//! 笔录种类 (R63) and 以录音录像替代笔录 (R64): what the bench orders of the record, and what each side says to it.

use hearing::transcript::RecordKind;
use hearing::{Act, Command, Grant, Phase, permitted};
use leptos::prelude::*;

use super::orders::AtOnce;
use crate::session::use_session;
use crate::text::{Word as _, bench as words, terms};
use crate::ui::{Frame, Press};

/// Among the orders of the presiding judge.
#[component]
pub fn RecordOrders() -> impl IntoView {
    let session = use_session();
    let kind = session.select(|h| (h.phase == Phase::Before, h.record_kind, h.has_panel()));
    let replacing = session.select(|h| {
        let open = h.phase < Phase::Closed && h.may_be_replaced();
        let asked = h.replacement.is_some();
        let frozen = h.transcript.sign_off.is_some();
        (open && !asked, asked && !frozen, h.replacement_stands())
    });
    view! {
        {move || {
            let (before, kind, panel) = kind.get();
            let fits = move |other: &RecordKind| *other != kind && (panel || *other != RecordKind::Deliberation);
            before.then(|| RecordKind::ALL.into_iter().filter(fits).map(|other| {
                let title = Signal::derive(move || words::record_as(terms::record_kind(other)));
                let note = Signal::derive(move || words::record_now(terms::record_kind(kind), other == RecordKind::Deliberation));
                view! { <AtOnce act=act_of(other) title words=note command=Command::NameRecord { kind: other } /> }
            }).collect_view())
        }}
        {move || {
            let (ask, withdraw, stands) = replacing.get();
            let state = move || if stands { words::replacement_stands().to_owned() } else { words::replacement_waits().to_owned() };
            if ask {
                view! { <AtOnce act="ask-replacement" title=words::ask_replacement.text() words=words::ask_replacement_note.text()
                    command=Command::AskReplacement /> }.into_any()
            } else if withdraw {
                view! { <AtOnce act="withdraw-replacement" title=words::withdraw_replacement.text() words=Signal::derive(state)
                    command=Command::WithdrawReplacement /> }.into_any()
            } else {
                ().into_any()
            }
        }}
    }
}

fn act_of(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Trial => "record-trial",
        RecordKind::Mediation => "record-mediation",
        RecordKind::EvidenceExchange => "record-exchange",
        RecordKind::Deliberation => "record-deliberation",
    }
}

/// In the line of whose turn it is, as long as it is not answered.
#[component]
pub fn ReplacementAsked() -> impl IntoView {
    let session = use_session();
    let asked = session.mine(|h, me| {
        permitted(me.role, Act::AnswerReplacement) == Grant::Yes
            && h.replacement.is_some()
            && h.transcript.sign_off.is_none()
            && h.replacement_answer(&me.id).is_none()
    });
    let open = RwSignal::new(false);
    let answer = move |agreed| move || Some(Command::AnswerReplacement { agreed });
    view! {
        <Show when=move || asked.get() == Some(true)>
            <button type="button" class="press press--dense press--now" data-act="replacement-asked" aria-haspopup="dialog"
                on:click=move |_| open.set(true)>
                {words::replacement_asked}
            </button>
        </Show>
        <Frame open title=words::replacement_title.text() words=words::replacement_note.text()>
            <div class="panel-acts">
                <Press act="refuse-replacement" label=words::refuse_replacement.text()
                    command=answer(false) done=Callback::new(move |()| open.set(false)) />
                <Press act="agree-replacement" class="press--now" label=words::agree_replacement.text()
                    command=answer(true) done=Callback::new(move |()| open.set(false)) />
            </div>
        </Frame>
    }
}
