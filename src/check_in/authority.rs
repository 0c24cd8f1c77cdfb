//! 代理权限 (R11): by what right somebody speaks for another, how far it goes, and the paper that says so.

use hearing::check_in::{Authority, AuthorityScope, SpecialPower};
use hearing::exhibit::ExhibitFile;
use hearing::{Command, Role};
use leptos::prelude::*;

use super::authority_paper::{AuthorityPaper, LATER};
use super::draft::{self, Field};
use super::step_page::StepPage;
use crate::session::use_session;
use crate::text::check_in;

const SCOPES: [(AuthorityScope, &str); 2] = [
    (AuthorityScope::General, "general"),
    (AuthorityScope::Special, "special"),
];

/// The only scope of who has none to choose.
fn given(role: Role) -> Option<AuthorityScope> {
    match role {
        Role::Guardian => Some(AuthorityScope::ByLaw),
        Role::Defender => Some(AuthorityScope::Defence),
        Role::PresidingJudge
        | Role::PanelJudge
        | Role::Assessor
        | Role::JudgeAssistant
        | Role::Clerk
        | Role::Party
        | Role::Representative
        | Role::Prosecutor
        | Role::Witness
        | Role::ForensicExpert
        | Role::ExpertAssistant
        | Role::Interpreter
        | Role::Observer
        | Role::Inspector
        | Role::Technician
        | Role::Administrator => None,
    }
}

#[component]
pub fn AuthorityStep() -> impl IntoView {
    let session = use_session();
    let role = session.role();
    let on_record = session.mine(|_, seat| seat.check_in.authority.clone());
    let known = on_record.get_untracked().flatten();
    let scope = draft::field("scope", kept_scope(known.as_ref()));
    let powers = draft::field("powers", kept_powers(known.as_ref()));
    let paper = draft::field("paper", kept_paper(known.as_ref()));
    let fixed = move || role.get().and_then(given);
    let stated = Memo::new(move |_| {
        let scope = fixed().or_else(|| {
            let chosen = SCOPES.iter().find(|(_, name)| *name == scope.get());
            chosen.map(|(scope, _)| *scope)
        })?;
        let powers = if scope == AuthorityScope::Special {
            read_powers(&powers.get())
        } else {
            Vec::new()
        };
        let paper = match paper.get().as_str() {
            "" => return None,
            LATER => None,
            file => Some(serde_json::from_str::<ExhibitFile>(file).ok()?),
        };
        let named = scope != AuthorityScope::Special || !powers.is_empty();
        named.then_some((scope, powers, paper))
    });
    let missing = Signal::derive(move || {
        stated
            .with(Option::is_none)
            .then(check_in::authority_missing)
    });
    let commands = move |()| {
        let stated = stated.get_untracked();
        let same = known
            .as_ref()
            .zip(stated.as_ref())
            .is_some_and(|(k, s)| (k.scope, &k.powers, &k.paper) == (s.0, &s.1, &s.2));
        let new = stated.filter(|_| !same);
        new.map(|(scope, powers, paper)| Command::StateAuthority {
            scope,
            powers,
            paper,
        })
        .into_iter()
        .collect()
    };
    let special = move || scope.with(|scope| scope == "special");
    view! {
        <StepPage
            act="state-authority"
            label=Signal::derive(|| check_in::submit_authority().to_owned())
            missing
            commands
            drafts=&["scope", "powers", "paper"]
            cols=true
        >
            <section>
                <h1>{check_in::authority_title}</h1>
                {move || match fixed() {
                    Some(scope) => view! { <p class="lead">{move || words_of(scope)}</p> }.into_any(),
                    None => view! {
                        <fieldset class="answers" data-wanted=move || scope.with(String::is_empty).then_some("")>
                            <legend>{check_in::authority_scope}</legend>
                            {SCOPES.map(|(item, name)| view! { <Scope item name scope /> })}
                        </fieldset>
                        <Show when=special>
                            <fieldset class="ask ask--list" data-wanted=move || powers.with(String::is_empty).then_some("")>
                                <legend>{check_in::authority_powers}</legend>
                                {SpecialPower::ALL.map(|power| view! { <Power power powers /> })}
                            </fieldset>
                        </Show>
                    }
                    .into_any(),
                }}
            </section>
            <section><AuthorityPaper paper /></section>
        </StepPage>
    }
}

fn words_of(scope: AuthorityScope) -> &'static str {
    match scope {
        AuthorityScope::ByLaw => check_in::authority_by_law(),
        AuthorityScope::Defence => check_in::authority_defence(),
        AuthorityScope::General | AuthorityScope::Special => "",
    }
}

#[component]
fn Scope(item: AuthorityScope, name: &'static str, scope: Field) -> impl IntoView {
    view! {
        <label class="answer answer--low">
            <input
                type="radio"
                name="scope"
                data-field=format!("scope-{name}")
                prop:checked=move || scope.with(|scope| scope == name)
                on:change=move |_| scope.set(name.to_owned())
            />
            <span><b>{move || check_in::scope(item)}</b><span>{move || check_in::scope_more(item)}</span></span>
        </label>
    }
}

#[component]
fn Power(power: SpecialPower, powers: Field) -> impl IntoView {
    let chosen = move || read_powers(&powers.get()).contains(&power);
    let turn = move |on: bool| {
        let all = read_powers(&powers.get_untracked());
        let now = SpecialPower::ALL
            .into_iter()
            .filter(|p| if *p == power { on } else { all.contains(p) });
        powers.set(write_powers(&now.collect::<Vec<_>>()));
    };
    view! {
        <label class="pick">
            <input
                type="checkbox"
                data-field=move || write_powers(&[power])
                prop:checked=chosen
                on:change:target=move |event| turn(event.target().checked())
            />
            <span>{move || check_in::special_power(power)}</span>
        </label>
    }
}

/// As the protocol names them, parted by commas.
fn write_powers(powers: &[SpecialPower]) -> String {
    let name = |power| {
        serde_json::to_value(power)
            .ok()?
            .as_str()
            .map(str::to_owned)
    };
    powers.iter().filter_map(name).collect::<Vec<_>>().join(",")
}

fn read_powers(text: &str) -> Vec<SpecialPower> {
    let read = |name: &str| serde_json::from_value(name.into()).ok();
    text.split(',').filter_map(read).collect()
}

fn kept_scope(known: Option<&Authority>) -> &'static str {
    let of = |known: &Authority| SCOPES.iter().find(|(scope, _)| *scope == known.scope);
    known.and_then(of).map_or("", |(_, name)| name)
}

fn kept_powers(known: Option<&Authority>) -> String {
    known
        .map(|known| write_powers(&known.powers))
        .unwrap_or_default()
}

fn kept_paper(known: Option<&Authority>) -> String {
    match known.map(|known| &known.paper) {
        None => String::new(),
        Some(None) => LATER.to_owned(),
        Some(Some(file)) => serde_json::to_string(file).unwrap_or_default(),
    }
}
