//! The corrections asked for, and what became of them. The court decides: a wrong record may be mended, words may not.

use hearing::transcript::Correction;
use hearing::{Command, CorrectionId, Role};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, record as words};
use crate::ui::AskReason;

#[component]
pub fn Corrections() -> impl IntoView {
    let session = use_session();
    let decides = session.mine(|_, me| matches!(me.role, Role::PresidingJudge | Role::Clerk));
    let list = session.select(|h| {
        let name = |c: &Correction| h.seat(&c.by).map(|s| s.name.clone()).unwrap_or_default();
        h.transcript
            .corrections
            .iter()
            .map(|c| (c.clone(), name(c)))
            .collect::<Vec<_>>()
    });
    // Which one is being decided, and how.
    let deciding = RwSignal::new(None::<(CorrectionId, bool)>);
    let open = RwSignal::new(false);
    let decide = move |id: CorrectionId, granted: bool| {
        deciding.set(Some((id, granted)));
        open.set(true);
    };
    let yes = Callback::new(move |reason: String| {
        if let Some((correction, granted)) = deciding.get_untracked() {
            let _ = session.send(Command::DecideCorrection {
                correction,
                granted,
                reason,
            });
        }
    });
    let granting = move || deciding.get().is_some_and(|(_, granted)| granted);
    let answer = Signal::derive(move || {
        (if granting() {
            words::grant()
        } else {
            words::refuse()
        })
        .to_owned()
    });
    view! {
        <Show when=move || list.with(|l| !l.is_empty())>
            <section aria-label=words::corrections>
                <h3 class="work-head">{words::corrections}</h3>
                <ul class="corrections">
                    <For each=move || list.get() key=|(c, _)| (c.id.clone(), c.decision.is_some()) let((c, name))>
                        <OneCorrection c name decides decide=Callback::new(move |(id, granted)| decide(id, granted)) />
                    </For>
                </ul>
            </section>
        </Show>
        <AskReason open title=words::corrections.text() words=words::correction_rule.text() answer=answer yes=yes />
    }
}

#[component]
fn OneCorrection(
    c: Correction,
    name: String,
    decides: Memo<Option<bool>>,
    decide: Callback<(CorrectionId, bool)>,
) -> impl IntoView {
    let id = StoredValue::new(c.id.clone());
    let decision = c.decision.clone();
    let open = decision.is_none();
    let of = move || id.with_value(|id| id.0.clone());
    view! {
        <li data-correction=c.id.0.clone()>
            <p><b>{name}</b> " " {c.reason.clone()}</p>
            <p><span>{words::now_reads}</span> "：" <del>{c.now_reads.clone()}</del></p>
            <p><span>{words::should_read}</span> "：" <ins>{c.should_read.clone()}</ins></p>
            {decision.map(|d| view! {
                <p><b>{move || if d.granted { words::granted() } else { words::refused() }}</b> "：" {d.reason.clone()}</p>
            })}
            <Show when=move || open && decides.get() == Some(true)>
                <div class="panel-acts">
                    <button type="button" class="press press--dense press--now" data-act="grant-correction" data-of=of()
                        on:click=move |_| decide.run((id.get_value(), true))>{words::grant}</button>
                    <button type="button" class="press press--dense" data-act="refuse-correction" data-of=of()
                        on:click=move |_| decide.run((id.get_value(), false))>{words::refuse}</button>
                </div>
            </Show>
        </li>
    }
}
