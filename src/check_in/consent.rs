//! 在线诉讼同意 (R4): the notice in full, and for each stage two answers of one size, none preselected.

use hearing::check_in::{Consent, ConsentStage};
use hearing::{Command, notice};
use leptos::prelude::*;

use super::draft::{self, Field};
use super::pages::Pages;
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
    // The notice, and a page for each stage.
    let pages = Pages::new("consent-page", 1 + ConsentStage::ALL.len());
    let on_screen = move || {
        let fields = fields.into_iter().enumerate();
        fields.filter_map(move |(nth, field)| pages.shows(nth + 1).then_some(field))
    };
    let all = Memo::new(move |_| on_screen().all(|(_, field)| chosen(field).is_some()));
    let refused =
        Memo::new(move |_| on_screen().any(|(_, field)| chosen(field) == Some(Consent::Refused)));
    let open = move || match pages.alone() {
        Some(_) => check_in::choose_answer(),
        None => check_in::choose_each(),
    };
    let missing = Signal::derive(move || (!all.get()).then(open));
    let commands = move |()| {
        let asked: Vec<_> = untrack(|| on_screen().collect());
        let news = asked.iter().filter_map(|(stage, field)| {
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
        match (all.get(), pages.alone()) {
            (false, _) => open(),
            (true, Some(_)) => check_in::go_on(),
            (true, None) => check_in::record_choices(),
        }
        .to_owned()
    };
    let count = move || {
        let stage = pages.alone().filter(|page| *page > 0);
        stage.map(|stage| check_in::question_of(stage, ConsentStage::ALL.len()))
    };
    view! {
        <StepPage
            act="give-consent"
            label=Signal::derive(label)
            missing
            commands
            drafts=&["consent-hearing", "consent-mediation", "consent-verdict"]
            of=Signal::derive(move || pages.alone().map(|page| page.to_string()))
            cols=true
        >
            <section>
                <h1>{check_in::consent_title}" "<span class="h1-count" role="status">{count}</span></h1>
                <Show when=move || pages.shows(0)>
                    <div class="sheet-note">
                        <h2>{check_in::notice_title}</h2>
                        <ol class="articles">
                            {move || check_in::notice().map(|words| view! { <li>{words}</li> })}
                        </ol>
                    </div>
                </Show>
            </section>
            <section>
                <Show when=move || pages.alone().is_none()><p class="step-note">{check_in::consent_legend}</p></Show>
                {fields.into_iter().enumerate().map(|(nth, (stage, field))| view! {
                    <Show when=move || pages.shows(nth + 1)><StageChoice stage field /></Show>
                }).collect_view()}
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
