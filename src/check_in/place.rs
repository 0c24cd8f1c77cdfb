//! 出庭场所 (R8, R9): where, what kind of place, whether it is quiet, and who else is there.

use hearing::Command;
use hearing::check_in::{OtherPerson, PlaceKind};
use leptos::html::Section;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::draft::{self, Field};
use super::pages::{Asked, Pages};
use super::step_page::StepPage;
use crate::session::use_session;
use crate::text::{check_in, terms};
use crate::ui::{Icon, once_drawn};

const KINDS: [(PlaceKind, &str); 6] = [
    (PlaceKind::Home, "home"),
    (PlaceKind::Office, "office"),
    (PlaceKind::LawFirm, "law_firm"),
    (PlaceKind::CourtDesignated, "court_designated"),
    (PlaceKind::Detention, "detention"),
    (PlaceKind::Other, "other"),
];
const DRAFTS: [&str; 5] = ["region", "place-kind", "quiet", "alone", "others"];

/// Who else is there, and why.
type Others = Vec<(String, String)>;

#[component]
pub fn PlaceStep() -> impl IntoView {
    let session = use_session();
    let on_record = session.mine(|_, seat| seat.check_in.place.clone());
    let known = on_record.get_untracked().flatten();
    let kind_name = known
        .as_ref()
        .and_then(|p| KINDS.iter().find(|(k, _)| *k == p.kind))
        .map_or("", |(_, n)| n);
    let region = draft::field(
        "region",
        known.as_ref().map(|p| p.region.clone()).unwrap_or_default(),
    );
    let kind = draft::field("place-kind", kind_name);
    let quiet = draft::field(
        "quiet",
        if known.as_ref().is_some_and(|p| p.quiet) {
            "yes"
        } else {
            ""
        },
    );
    let told = known
        .as_ref()
        .map(|p| if p.others.is_empty() { "yes" } else { "no" });
    let alone = draft::field("alone", told.unwrap_or_default());
    let named: Others = known
        .iter()
        .flat_map(|p| p.others.iter())
        .map(|o| (o.who.clone(), o.why.clone()))
        .collect();
    // Several people in one field: the draft keeps text.
    let others = draft::field("others", serde_json::to_string(&named).unwrap_or_default());
    let stated = Memo::new(move |_| {
        let kind = KINDS
            .iter()
            .find(|(_, n)| *n == kind.get())
            .map(|(k, _)| *k)?;
        let region = region.get().trim().to_owned();
        let others = match alone.get().as_str() {
            "yes" => Others::new(),
            "no" => list(&others.get())
                .into_iter()
                .filter(|(who, _)| !who.trim().is_empty())
                .collect(),
            _ => return None,
        };
        let somebody = alone.get() == "yes" || !others.is_empty();
        (somebody && !region.is_empty()).then(|| (region, kind, quiet.get() == "yes", others))
    });
    // What is asked of somebody else comes into sight by itself: on a phone it would be below the bar.
    let company = NodeRef::<Section>::new();
    Effect::new(move |before: Option<bool>| {
        let others = alone.get() == "no";
        if others
            && before == Some(false)
            && let Some(company) = company.get_untracked()
        {
            once_drawn(move || {
                if let Ok(Some(first)) = company.query_selector(".other") {
                    let nearest = ScrollIntoViewOptions::new();
                    nearest.set_block(ScrollLogicalPosition::Nearest);
                    first.scroll_into_view_with_scroll_into_view_options(&nearest);
                }
            });
        }
        others
    });
    let pages = Pages::new("place-page", 2);
    let missing = Signal::derive(move || {
        if pages.alone() == Some(0) {
            let open =
                region.with(|region| region.trim().is_empty()) || kind.with(String::is_empty);
            open.then(check_in::place_missing_here)
        } else {
            stated.with(Option::is_none).then(check_in::place_missing)
        }
    });
    let commands = move |()| {
        let asked = stated
            .get_untracked()
            .filter(|_| untrack(|| pages.is_at_end()));
        let Some((region, kind, quiet, others)) = asked else {
            return Vec::new();
        };
        let same = known.as_ref().is_some_and(|p| {
            let named = p.others.iter().map(|o| (o.who.clone(), o.why.clone()));
            (p.region == region)
                && p.kind == kind
                && p.quiet == quiet
                && named.eq(others.iter().cloned())
        });
        if same {
            Vec::new()
        } else {
            vec![Command::StatePlace {
                region,
                kind,
                quiet,
                others,
            }]
        }
    };
    view! {
        <StepPage
            act="state-place"
            label=Signal::derive(|| check_in::go_on().to_owned())
            missing
            commands
            drafts=&DRAFTS
            of=Signal::derive(move || pages.alone().map(|page| page.to_string()))
            cols=true
        >
            <section hidden=move || !pages.shows(0)>
                <h1>{check_in::place_title}</h1>
                <div class="ask" data-wanted=move || region.with(|region| region.trim().is_empty()).then_some("")>
                    <label for="region">{check_in::region}</label>
                    <input id="region" data-field="region" maxlength="100" placeholder=check_in::region_example bind:value=region />
                </div>
                <div class="ask" data-wanted=move || kind.with(String::is_empty).then_some("")>
                    <label for="place-kind">{check_in::kind}</label>
                    <select id="place-kind" data-field="place-kind" bind:value=kind>
                        <option value="">{check_in::choose}</option>
                        {KINDS.map(|(kind, value)| view! { <option value=value>{move || terms::place_kind(kind)}</option> })}
                    </select>
                </div>
                <label class="pick">
                    <input
                        type="checkbox"
                        data-field="quiet"
                        prop:checked=move || quiet.get() == "yes"
                        on:change:target=move |event| quiet.set(if event.target().checked() { "yes" } else { "" }.to_owned())
                    />
                    <span>{check_in::quiet}</span>
                </label>
            </section>
            <section node_ref=company hidden=move || !pages.shows(1)>
                <Company alone pages />
                <Show when=move || alone.get() == "no">
                    <OtherPeople others />
                    <Decided />
                </Show>
            </section>
        </StepPage>
    }
}

fn list(text: &str) -> Others {
    serde_json::from_str(text).unwrap_or_default()
}

#[component]
fn Company(alone: Field, pages: Pages) -> impl IntoView {
    let choice = move |value: &'static str, label: fn() -> &'static str| {
        view! {
            <label class="answer answer--low">
                <input
                    type="radio"
                    name="alone"
                    data-field=if value == "yes" { "alone" } else { "not-alone" }
                    prop:checked=move || alone.get() == value
                    on:change=move |_| alone.set(value.to_owned())
                />
                <span><b>{label}</b></span>
            </label>
        }
    };
    view! {
        <fieldset class="answers" data-wanted=move || alone.with(String::is_empty).then_some("")>
            <Asked pages page=1 words=check_in::others_title />
            {choice("yes", check_in::alone)}
            {choice("no", check_in::not_alone)}
        </fieldset>
    }
}

#[component]
fn OtherPeople(others: Field) -> impl IntoView {
    let count = Memo::new(move |_| list(&others.get()).len().max(1));
    let part = move |at: usize| list(&others.get()).get(at).cloned().unwrap_or_default();
    let write = move |at: usize, change: &dyn Fn(&mut (String, String))| {
        let mut all = list(&others.get_untracked());
        all.resize(all.len().max(at + 1), Default::default());
        if let Some(one) = all.get_mut(at) {
            change(one);
        }
        others.set(serde_json::to_string(&all).unwrap_or_default());
    };
    let add = move |_| write(count.get_untracked(), &|_| {});
    let remove = move |at: usize| {
        let mut all = list(&others.get_untracked());
        if at < all.len() {
            all.remove(at);
        }
        others.set(serde_json::to_string(&all).unwrap_or_default());
    };
    view! {
        <For each=move || 0..count.get() key=|at| *at let(at)>
            <div class="other">
                <div class="ask" data-wanted=move || part(at).0.trim().is_empty().then_some("")>
                    <label for=format!("who-{at}")>{check_in::other_who}</label>
                    <input
                        id=format!("who-{at}")
                        data-field="other-who"
                        maxlength="100"
                        placeholder=check_in::other_example
                        prop:value=move || part(at).0
                        on:input:target=move |event| write(at, &|one| one.0 = event.target().value())
                    />
                </div>
                <div class="ask">
                    <label for=format!("why-{at}")>{check_in::other_why}</label>
                    <input
                        id=format!("why-{at}")
                        data-field="other-why"
                        maxlength="200"
                        placeholder=check_in::other_why_example
                        prop:value=move || part(at).1
                        on:input:target=move |event| write(at, &|one| one.1 = event.target().value())
                    />
                </div>
                <Show when=move || { count.get() > 1 }>
                    <p><button type="button" data-act="remove-other" class="press press--dense" on:click=move |_| remove(at)>{check_in::remove_other}</button></p>
                </Show>
            </div>
        </For>
        <Show when=move || count.get() < 8>
            <p>
                <button type="button" class="press press--dense" data-act="add-other" on:click=add>
                    <Icon name="plus" /><span>{check_in::add_other}</span>
                </button>
            </p>
        </Show>
        <p class="step-note">{check_in::other_waits}</p>
    }
}

/// What the judge has said of those already named (R9).
#[component]
fn Decided() -> impl IntoView {
    let session = use_session();
    let others = session.mine(|_, seat| seat.check_in.place.as_ref().map(|p| p.others.clone()));
    let word = |other: &OtherPerson| match other.permitted {
        Some(true) => Some(check_in::other_permitted()),
        Some(false) => Some(check_in::other_refused()),
        None => None,
    };
    move || {
        let decided = others.get().flatten().unwrap_or_default().into_iter();
        let decided = decided.filter_map(|o| {
            word(&o).map(|word| view! { <p role="status"><b>{o.who}</b>" "{word}</p> })
        });
        decided.collect_view()
    }
}
