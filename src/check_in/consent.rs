//! 在线诉讼同意 (R4): the notice in full, and for each stage two answers of one size, none preselected.

use hearing::check_in::{Consent, ConsentStage};
use hearing::{Command, notice};
use leptos::prelude::*;

use super::draft::{self, Field};
use super::step_page::StepPage;
use crate::session::use_session;
use crate::text::{check_in, terms};

const AGREED: &str = "agreed";
const REFUSED: &str = "refused";

fn named(stage: ConsentStage) -> (&'static str, &'static str, &'static str) {
    match stage {
        ConsentStage::Hearing => (
            "consent-hearing",
            "consent-hearing-agreed",
            "consent-hearing-refused",
        ),
        ConsentStage::Mediation => (
            "consent-mediation",
            "consent-mediation-agreed",
            "consent-mediation-refused",
        ),
        ConsentStage::Verdict => (
            "consent-verdict",
            "consent-verdict-agreed",
            "consent-verdict-refused",
        ),
    }
}

#[component]
pub fn ConsentStep() -> impl IntoView {
    let session = use_session();
    let given = session.mine(|_, seat| seat.check_in.consents.clone());
    let on_record = move |stage: ConsentStage| {
        given
            .get_untracked()
            .unwrap_or_default()
            .iter()
            .find(|(s, _)| *s == stage)
            .map(|(_, c)| *c)
    };
    let fields = ConsentStage::ALL.map(|stage| {
        let known = match on_record(stage) {
            Some(Consent::Agreed) => AGREED,
            Some(Consent::Refused) => REFUSED,
            None => "",
        };
        (stage, draft::field(named(stage).0, known))
    });
    let chosen = |field: Field| match field.get().as_str() {
        AGREED => Some(Consent::Agreed),
        REFUSED => Some(Consent::Refused),
        _ => None,
    };
    let all = Memo::new(move |_| fields.iter().all(|(_, field)| chosen(*field).is_some()));
    let refused = Memo::new(move |_| {
        fields
            .iter()
            .any(|(_, field)| chosen(*field) == Some(Consent::Refused))
    });
    let missing = Signal::derive(move || (!all.get()).then(check_in::choose_each));
    let commands = move |()| {
        let news = fields.iter().filter_map(|(stage, field)| {
            let consent = untrack(|| chosen(*field))?;
            (on_record(*stage) != Some(consent)).then_some(Command::GiveConsent {
                stage: *stage,
                consent,
                edition: notice::EDITION,
            })
        });
        news.collect()
    };
    let label = move || {
        if all.get() {
            check_in::record_choices()
        } else {
            check_in::choose_each()
        }
        .to_owned()
    };
    view! {
        <StepPage
            act="give-consent"
            label=Signal::derive(label)
            missing
            commands
            drafts=&["consent-hearing", "consent-mediation", "consent-verdict"]
            cols=true
        >
            <section>
                <h1>{check_in::consent_title}</h1>
                <div class="sheet-note">
                    <h2>{check_in::notice_title}</h2>
                    <ol class="articles">
                        {move || check_in::notice().map(|words| view! { <li>{words}</li> })}
                    </ol>
                </div>
            </section>
            <section>
                <p class="step-note">{check_in::consent_legend}</p>
                {fields.map(|(stage, field)| view! { <StageChoice stage field /> })}
                <Show when=move || refused.get()>
                    <p class="refused-next" role="status">{check_in::refused_next}</p>
                </Show>
            </section>
        </StepPage>
    }
}

#[component]
fn StageChoice(stage: ConsentStage, field: Field) -> impl IntoView {
    let (name, agreed, refused) = named(stage);
    view! {
        <fieldset class="answers answers--pair" data-wanted=move || field.with(String::is_empty).then_some("")>
            <legend>{move || terms::consent_stage(stage)}</legend>
            <label class="answer answer--low">
                <input
                    type="radio"
                    name=name
                    data-act=agreed
                    prop:checked=move || field.get() == AGREED
                    on:change=move |_| field.set(AGREED.to_owned())
                />
                <span><b>{check_in::agree}</b><span>{check_in::agree_more}</span></span>
            </label>
            <label class="answer answer--low">
                <input
                    type="radio"
                    name=name
                    data-act=refused
                    prop:checked=move || field.get() == REFUSED
                    on:change=move |_| field.set(REFUSED.to_owned())
                />
                <span><b>{check_in::refuse}</b><span>{check_in::refuse_more}</span></span>
            </label>
        </fieldset>
    }
}
