//! The corrections asked for, and what became of them. The court decides: a wrong record may be mended, words may not.

use hearing::transcript::{Correction, Wrong};
use hearing::{Command, CorrectionId, Role, SeatId};
use leptos::prelude::*;

use super::who_spoke::{called, name_of};
use crate::listening::PlayKey;
use crate::session::use_session;
use crate::text::{Word as _, common, record as words};
use crate::ui::{AskReason, doing};

/// A correction, and whether it is granted.
type Decided = (CorrectionId, bool);

#[component]
pub fn Corrections() -> impl IntoView {
    let session = use_session();
    let decides = session.mine(|_, me| matches!(me.role, Role::PresidingJudge | Role::Clerk));
    let list = session.select(|h| {
        let name = |c: &Correction| h.seat(&c.by).map(|s| s.name.clone()).unwrap_or_default();
        let all = h.transcript.corrections.iter();
        all.map(|c| (c.clone(), name(c))).collect::<Vec<_>>()
    });
    // Which one is being decided, and how.
    let deciding = RwSignal::new(None::<Decided>);
    let doing = doing();
    let open = RwSignal::new(false);
    let decide = Callback::new(move |decided: Decided| {
        // Until the one before is answered, the buttons show which it is.
        if !untrack(|| doing.pending()) {
            deciding.set(Some(decided));
            open.set(true);
        }
    });
    let under_way = Memo::new(move |_| deciding.get().filter(|_| doing.pending()));
    let yes = Callback::new(move |reason: String| {
        if let Some((correction, granted)) = deciding.get_untracked() {
            doing.start(Command::DecideCorrection {
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
                        <OneCorrection c name decides decide under_way />
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
    decide: Callback<Decided>,
    under_way: Memo<Option<Decided>>,
) -> impl IntoView {
    let session = use_session();
    let id = StoredValue::new(c.id.clone());
    let busy = move |granted: bool| under_way.get() == Some((id.get_value(), granted));
    let word = move |granted: bool, word: fn() -> &'static str| {
        if busy(granted) {
            common::pending()
        } else {
            word()
        }
    };
    let decision = c.decision.clone();
    // Who decides hears the line itself first (R57).
    let line = StoredValue::new(c.line.clone());
    let of_line = c.line.clone();
    let heard = session.select(move |h| {
        let me = session.me().get();
        me.is_some_and(|me| h.may_hear(&me, &of_line).is_ok())
    });
    let open = decision.is_none();
    let of = move || id.with_value(|id| id.0.clone());
    view! {
        <li data-correction=c.id.0.clone()>
            <p><b>{name}</b> " " {c.reason.clone()} {move || heard.get().then(|| view! { " "<PlayKey line=line.get_value() /> })}</p>
            <Asked c=c.clone() />
            {decision.map(|d| view! {
                <p><b>{move || if d.granted { words::granted() } else { words::refused() }}</b>{common::colon}{d.reason.clone()}</p>
            })}
            <Show when=move || open && decides.get() == Some(true)>
                <div class="panel-acts">
                    <button type="button" class="press press--dense press--now" data-act="grant-correction" data-of=of()
                        aria-busy=move || busy(true).then_some("true")
                        on:click=move |_| decide.run((id.get_value(), true))>{move || word(true, words::grant)}</button>
                    <button type="button" class="press press--dense" data-act="refuse-correction" data-of=of()
                        aria-busy=move || busy(false).then_some("true")
                        on:click=move |_| decide.run((id.get_value(), false))>{move || word(false, words::refuse)}</button>
                </div>
            </Show>
        </li>
    }
}

/// What is to be different: whose words they are only where that is in question.
#[component]
fn Asked(c: Correction) -> impl IntoView {
    let session = use_session();
    let of = |seat: SeatId| {
        let named = session.select(move |h| name_of(h, &seat));
        view! { <b data-speaks="">{move || named.get().map(|who| called(&who))}</b>{common::colon} }
    };
    let (behind, now, should) = match c.wrong.clone() {
        Wrong::Words => (None, None, None),
        Wrong::Speaker { now, should } => (None, Some(now), Some(should)),
        Wrong::Omission { speaker } => (Some(c.line.clone()), None, Some(speaker)),
    };
    let word = if behind.is_some() {
        words::left_out
    } else {
        words::should_read
    };
    let now_reads = c.now_reads;
    view! {
        {match behind {
            Some(line) => {
                let reads = session.select(move |h| h.transcript.line(&line).map(|l| l.text.clone()));
                view! { <p><span>{words::missing_behind}</span>{common::colon}{move || reads.get()}</p> }.into_any()
            }
            None => view! {
                <p><span>{words::now_reads}</span>{common::colon}<del>{now.map(of)}{now_reads}</del></p>
            }.into_any(),
        }}
        <p><span>{word}</span>{common::colon}<ins>{should.map(of)}{c.should_read}</ins></p>
    }
}
