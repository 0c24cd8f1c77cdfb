//! 认证: the court's ruling on an exhibit.

use hearing::{Command, ExhibitId};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::evidence;
use crate::ui::{AskReason, doing};

/// The ruling, and for the judge the two ways to rule.
#[component]
pub fn RulingOn(exhibit: ExhibitId) -> impl IntoView {
    let session = use_session();
    let exhibit = StoredValue::new(exhibit);
    let ruling = session.select(move |h| {
        let exhibit = exhibit.get_value();
        h.exhibit(&exhibit).and_then(|e| e.ruling.clone())
    });
    let rule = move |admitted: bool, reason: String| Command::RuleOnExhibit {
        exhibit: exhibit.get_value(),
        admitted,
        reason,
    };
    let may_rule = session.accepts(move || Some(rule(true, "-".to_owned())));
    let doing = doing();
    let open = RwSignal::new(false);
    let admits = RwSignal::new(true);
    let ask = move |admitted: bool| {
        if !untrack(|| doing.pending()) {
            admits.set(admitted);
            open.set(true);
        }
    };
    // The one that was pressed shows it.
    let busy = move |this: bool| doing.busy().filter(|_| admits.get() == this);
    let word = move |this: bool, word: fn() -> &'static str| {
        if admits.get() == this {
            doing.word(word)
        } else {
            word()
        }
    };
    let of = exhibit.get_value().to_string();
    let words = move || {
        ruling.with(|r| {
            r.as_ref()
                .map(|r| (evidence::ruled(r.admitted), r.reason.clone()))
        })
    };
    let title = Signal::derive(move || {
        let id = exhibit.get_value();
        evidence::rule_title(id.as_str(), admits.get())
    });
    view! {
        <div class="court-act" data-ruling=move || ruling.with(|r| r.as_ref().map(|r| if r.admitted { "admitted" } else { "rejected" }))>
            <p>
                <span class="cell-label">{evidence::ruling}</span>" "
                <b>{move || words().map_or_else(evidence::not_ruled, |(ruled, _)| ruled)}</b>
                <span class="court-act-reason">{move || words().map(|(_, reason)| reason)}</span>
            </p>
            <Show when=move || may_rule.get()>
                <div class="court-act-ways">
                    <button type="button" class="press press--dense" data-act="admit-exhibit" data-of=of.clone()
                        aria-busy=move || busy(true) on:click=move |_| ask(true)>
                        {move || word(true, evidence::admit)}
                    </button>
                    <button type="button" class="press press--dense" data-act="reject-exhibit" data-of=of.clone()
                        aria-busy=move || busy(false) on:click=move |_| ask(false)>
                        {move || word(false, evidence::reject)}
                    </button>
                </div>
            </Show>
            <AskReason
                open
                title
                words=Signal::derive(|| evidence::rule_words().to_owned())
                answer=Signal::derive(move || evidence::record_ruling(admits.get()).to_owned())
                yes=Callback::new(move |reason| doing.start(rule(admits.get_untracked(), reason)))
            />
        </div>
    }
}
