//! 是否适宜 (R12, R14): help wanted, and of the parties what speaks against a hearing online. None is an answer too, and must be chosen.

use hearing::Command;
use hearing::check_in::{Adjustment, SuitabilityBar};
use leptos::prelude::*;

use super::draft::{self, Field};
use super::pages::{Asked, Pages};
use super::step_page::StepPage;
use crate::session::use_session;
use crate::text::{check_in, terms};
use crate::ui::Preferences;

const HELP: [(Adjustment, &str); 5] = [
    (Adjustment::LargeText, "large_text"),
    (Adjustment::Captions, "captions"),
    (Adjustment::SignLanguage, "sign_language"),
    (Adjustment::Interpreter, "interpreter"),
    (Adjustment::Helper, "helper"),
];
const BARS: [(SuitabilityBar, &str); 5] = [
    (SuitabilityBar::NoDevice, "no_device"),
    (SuitabilityBar::CannotUseIt, "cannot_use_it"),
    (
        SuitabilityBar::NeedsOriginalOnSite,
        "needs_original_on_site",
    ),
    (SuitabilityBar::DisabilityOrAge, "disability_or_age"),
    (SuitabilityBar::OtherReason, "other_reason"),
];
const NONE: &str = "none";

/// The names chosen, parted by commas; `none` when none applies; empty when nothing was chosen yet.
fn kept<T: PartialEq>(all: &[(T, &'static str)], chosen: Option<&Vec<T>>) -> String {
    match chosen {
        None => String::new(),
        Some(chosen) if chosen.is_empty() => NONE.to_owned(),
        Some(chosen) => {
            let names = all.iter().filter(|(item, _)| chosen.contains(item));
            names.map(|(_, name)| *name).collect::<Vec<_>>().join(",")
        }
    }
}

fn read<T: Copy>(all: &[(T, &'static str)], kept: &str) -> Vec<T> {
    let chosen = |name: &str| kept.split(',').any(|k| k == name);
    all.iter()
        .filter(|(_, name)| chosen(name))
        .map(|(item, _)| *item)
        .collect()
}

fn turn(field: Field, name: &'static str, on: bool) {
    field.update(|kept| {
        let mut names: Vec<&str> = kept
            .split(',')
            .filter(|k| !k.is_empty() && *k != name)
            .collect();
        if on {
            names.retain(|k| (name == NONE) == (*k == NONE));
            names.push(name);
        }
        *kept = names.join(",");
    });
}

/// `bars`: whether he is asked what speaks against a hearing online, or only what help he needs.
#[component]
pub fn SuitabilityStep(bars: bool) -> impl IntoView {
    let asked = bars;
    let session = use_session();
    let on_record = session.mine(|_, seat| seat.check_in.suitability.clone());
    let known = on_record.get_untracked().flatten();
    let before = (
        kept(&HELP, known.as_ref().map(|s| &s.help)),
        kept(&BARS, known.as_ref().map(|s| &s.bars)),
    );
    // Who reads in large letters needs them: it is ticked for him, and his to take out again.
    let elder = expect_context::<Preferences>().elder.get_untracked();
    let begins = if elder && known.is_none() {
        kept(&HELP, Some(&vec![Adjustment::LargeText]))
    } else {
        before.0.clone()
    };
    let help = draft::field("help", begins);
    let bars = draft::field("bars", before.1.clone());
    // What he is not asked is answered by none of it.
    let pages = Pages::new("suitability-page", if asked { 2 } else { 1 });
    let missing = Signal::derive(move || {
        let open = |page, field: Field| pages.shows(page) && field.with(String::is_empty);
        let either = open(0, help) || (asked && open(1, bars));
        either.then(|| match (asked, pages.alone()) {
            (false, _) => check_in::choose_help(),
            (true, Some(_)) => check_in::choose_some(),
            (true, None) => check_in::choose_both(),
        })
    });
    let commands = move |()| {
        let same = (help.get_untracked(), bars.get_untracked()) == before;
        if same || !untrack(|| pages.is_at_end()) {
            return Vec::new();
        }
        vec![Command::StateSuitability {
            bars: read(&BARS, &bars.get_untracked()),
            help: read(&HELP, &help.get_untracked()),
        }]
    };
    view! {
        <StepPage
            act="state-suitability"
            label=Signal::derive(|| check_in::go_on().to_owned())
            missing
            commands
            drafts=&["help", "bars"]
            of=Signal::derive(move || pages.alone().map(|page| page.to_string()))
            cols=asked
        >
            <fieldset class="ask ask--list" hidden=move || !pages.shows(0) data-wanted=move || help.with(String::is_empty).then_some("")>
                <legend><h1>{check_in::help_title}</h1></legend>
                {HELP.map(|(item, name)| view! { <Pick field=help name label=Signal::derive(move || terms::adjustment(item)) /> })}
                <Pick field=help name=NONE hook="no-help" label=Signal::derive(check_in::none_needed) />
            </fieldset>
            {asked.then(|| view! {
            <fieldset class="ask ask--list ask--long" hidden=move || !pages.shows(1) data-wanted=move || bars.with(String::is_empty).then_some("")>
                <Asked pages page=1 words=check_in::bars_title />
                {BARS.map(|(item, name)| view! { <Pick field=bars name label=Signal::derive(move || terms::suitability_bar(item)) /> })}
                <Pick field=bars name=NONE hook="no-bars" label=Signal::derive(check_in::none_of_these) />
            </fieldset>
            })}
        </StepPage>
    }
}

#[component]
fn Pick(
    field: Field,
    name: &'static str,
    label: Signal<&'static str>,
    #[prop(optional)] hook: Option<&'static str>,
) -> impl IntoView {
    view! {
        <label class="pick">
            <input
                type="checkbox"
                data-field=hook.unwrap_or(name)
                prop:checked=move || field.with(|kept| kept.split(',').any(|k| k == name))
                on:change:target=move |event| turn(field, name, event.target().checked())
            />
            <span>{move || label.get()}</span>
        </label>
    }
}
