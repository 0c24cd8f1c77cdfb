//! What each side has said about one exhibit: three properties and the purpose, with reasons (R41).

use hearing::exhibit::{ExaminationOpinion, Stance};
use hearing::{ExhibitId, Hearing, Millis, Procedure, Side};
use leptos::prelude::*;

use super::facts::{Person, procedure};
use crate::session::use_session;
use crate::text::{evidence, proof, terms};
use crate::ui::clock_time;

/// One opinion, or the side whose opinion is still awaited.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    Said {
        who: Person,
        at: Millis,
        stances: [Stance; 4],
        reason: String,
        /// Said aloud, and written down by the clerk.
        oral: bool,
    },
    Awaited(Side, Procedure),
}

pub fn heard(h: &Hearing, exhibit: &ExhibitId) -> Vec<Heard> {
    let Some(exhibit) = h.exhibit(exhibit) else {
        return Vec::new();
    };
    let said = exhibit.opinions.iter().filter_map(|opinion| {
        let ExaminationOpinion {
            by,
            at,
            authenticity,
            legality,
            relevance,
            purpose,
            reason,
            recorded_by,
        } = opinion;
        Some(Heard::Said {
            who: Person::of(h, by)?,
            at: *at,
            stances: [*authenticity, *legality, *relevance, *purpose],
            reason: reason.clone(),
            oral: recorded_by.is_some(),
        })
    });
    let said: Vec<_> = said.collect();
    let awaited: Vec<_> = h
        .awaited_on(exhibit)
        .into_iter()
        .map(|side| Heard::Awaited(side, procedure(h)))
        .collect();
    said.into_iter().chain(awaited).collect()
}

#[component]
pub fn Opinions(#[prop(into)] exhibit: Signal<Option<ExhibitId>>) -> impl IntoView {
    let session = use_session();
    let all = Memo::new(move |_| {
        let exhibit = exhibit.get()?;
        Some(session.with(|h| heard(h, &exhibit)))
    });
    let list = move || {
        let all = all.get().unwrap_or_default().into_iter();
        all.map(|heard| view! { <Opinion heard /> }).collect_view()
    };
    view! { <ul class="said-list">{list}</ul> }
}

#[component]
fn Opinion(heard: Heard) -> impl IntoView {
    match heard {
        Heard::Awaited(side, procedure) => view! {
            <li class="said-item" data-opinion="awaited">
                <b>{move || terms::party(side, procedure)}</b>
                <span class="wait">{evidence::awaited}</span>
            </li>
        }
        .into_any(),
        Heard::Said {
            who,
            at,
            stances,
            reason,
            oral,
        } => {
            let said = move || {
                evidence::properties()
                    .into_iter()
                    .zip(stances)
                    .map(|(property, stance)| {
                        view! {
                            <span class="said-stance" data-stance=stance_name(stance)>
                                <span>{property}</span>
                                <b>{terms::stance(stance)}</b>
                            </span>
                        }
                    })
                    .collect_view()
            };
            view! {
                <li class="said-item" data-opinion="given">
                    <p class="said-who">
                        <b>{move || who.words()}</b>
                        <time class="num">{clock_time(at).get(..5).unwrap_or_default().to_owned()}</time>
                        {oral.then(|| view! { <span class="sub" data-oral="">{proof::oral_mark}</span> })}
                    </p>
                    <p class="said-stances">{said}</p>
                    {(!reason.trim().is_empty()).then(|| view! { <p class="said-reason">{reason}</p> })}
                </li>
            }
            .into_any()
        }
    }
}

fn stance_name(stance: Stance) -> &'static str {
    match stance {
        Stance::Accepted => "accepted",
        Stance::Disputed => "disputed",
        Stance::Reserved => "reserved",
    }
}
