//! What each side has said about one exhibit: three properties and the purpose, with reasons (R41).

use hearing::exhibit::{ExaminationOpinion, Stance};
use hearing::{ExhibitId, Hearing, Millis, Procedure, Side};
use leptos::prelude::*;

use super::facts::{Person, examining_sides, procedure};
use crate::session::use_session;
use crate::text::{evidence, terms};
use crate::ui::clock_time;

/// One opinion, or the side whose opinion is still awaited.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    Said {
        who: Person,
        at: Millis,
        stances: [Stance; 4],
        reason: String,
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
        } = opinion;
        Some(Heard::Said {
            who: Person::of(h, by)?,
            at: *at,
            stances: [*authenticity, *legality, *relevance, *purpose],
            reason: reason.clone(),
        })
    });
    let said: Vec<_> = said.collect();
    let spoke = |side: Side| {
        said.iter()
            .any(|heard| matches!(heard, Heard::Said { who, .. } if who.side == side))
    };
    let awaited: Vec<_> = examining_sides(h, exhibit.side)
        .into_iter()
        .filter(|side| !spoke(*side))
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
                <b>{move || terms::side(side, procedure)}</b>
                <span class="wait">{evidence::awaited}</span>
            </li>
        }
        .into_any(),
        Heard::Said {
            who,
            at,
            stances,
            reason,
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
