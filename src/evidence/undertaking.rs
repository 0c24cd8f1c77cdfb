//! 保密承诺书 (R48): read and signed before an exhibit for counsel and experts only is opened.

use hearing::{Command, ExhibitId, Refusal, confidentiality};
use leptos::prelude::*;

use super::question::{Question, Words, said};
use crate::session::use_session;
use crate::text::proof;
use crate::ui::{Icon, doing};

/// Whether this seat has yet to sign before it may open this exhibit.
pub fn unsigned(exhibit: Signal<Option<ExhibitId>>) -> Memo<bool> {
    let session = use_session();
    Memo::new(move |_| {
        let Some((id, me)) = exhibit.get().zip(session.me().get()) else {
            return false;
        };
        session.with(|h| {
            h.exhibit(&id)
                .is_some_and(|e| h.may_open_exhibit(&me, e) == Err(Refusal::UndertakingWanted))
        })
    })
}

#[component]
pub fn Undertaking() -> impl IntoView {
    let session = use_session();
    let name = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let doing = doing();
    let text = move || {
        let who = session.mine(|_, me| me.name.clone()).get_untracked();
        let case = session.peek(|h| {
            let case = h.matter.as_ref()?.case.as_ref()?;
            Some(case.title.clone())
        });
        confidentiality::undertaking(&who.unwrap_or_default(), &case.unwrap_or_default())
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    let yes = Callback::new(move |()| {
        doing.start(Command::SignConfidentiality {
            signed_name: name.get_untracked().trim().to_owned(),
            edition: confidentiality::EDITION,
        });
    });
    view! {
        <div class="undertaking" role="note">
            <p><Icon name="lock" />{proof::undertaking_needed}</p>
            <button type="button" class="press press--now" data-act="sign-confidentiality" aria-busy=move || doing.busy() on:click=move |_| doing.ask(open)>
                {move || doing.word(proof::undertaking_sign)}
            </button>
        </div>
        <Question open title=Signal::derive(|| proof::undertaking().to_owned()) words=proof::undertaking_words answer=proof::undertaking_yes
            ready=Signal::derive(move || said(name)) yes>
            <ol class="undertaking-text" lang="zh-CN">{text()}</ol>
            <Words field="signed-name" label=proof::undertaking_name value=name limit=100 />
        </Question>
    }
}
