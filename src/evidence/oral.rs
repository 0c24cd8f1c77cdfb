//! What a party says aloud about an exhibit, written down by the clerk and marked so (R41).

use hearing::exhibit::Stance;
use hearing::{Act, Command, ExhibitId, Grant, SeatId, permitted};
use leptos::prelude::*;

use super::asking_key::AskingKey;
use super::facts::Person;
use super::question::{Pick, Words, said};
use crate::session::use_session;
use crate::text::{common, evidence, proof, terms};
use crate::ui::doing;

const STANCES: [Stance; 3] = [Stance::Accepted, Stance::Disputed, Stance::Reserved];
type Label = fn() -> &'static str;

const FIELDS: [(&str, Label); 4] = [
    ("oral-authenticity", || word(0)),
    ("oral-legality", || word(1)),
    ("oral-relevance", || word(2)),
    ("oral-purpose", || word(3)),
];

fn word(nth: usize) -> &'static str {
    evidence::properties().get(nth).copied().unwrap_or_default()
}

#[component]
pub fn OralPress(exhibit: ExhibitId) -> impl IntoView {
    let session = use_session();
    let known = exhibit.clone();
    // Who may be heard on it: of another side, in the courtroom.
    let people = session.select(move |h| {
        let Some(e) = h.exhibit(&known) else {
            return Vec::new();
        };
        let may = |s: &&hearing::Seat| {
            permitted(s.role, Act::Examine) == Grant::Yes
                && s.side != e.side
                && s.removed.is_none()
                && s.zone == hearing::Zone::Courtroom
                && h.may_see_exhibit(&s.id, e)
        };
        let named = |s: &hearing::Seat| Some((s.id.clone(), Person::of(h, &s.id)?));
        h.seats
            .iter()
            .filter(may)
            .filter_map(named)
            .collect::<Vec<(SeatId, Person)>>()
    });
    let of = RwSignal::new(None::<usize>);
    let stances = [(); 4].map(|()| RwSignal::new(None::<usize>));
    let reason = RwSignal::new(String::new());
    let doing = doing();
    let exhibit = StoredValue::new(exhibit);
    let record = move |of: SeatId, stances: [Stance; 4], reason: String| {
        let [authenticity, legality, relevance, purpose] = stances;
        Command::RecordOpinion {
            exhibit: exhibit.get_value(),
            of,
            authenticity,
            legality,
            relevance,
            purpose,
            reason,
        }
    };
    let may = session.accepts(move || {
        let (of, _) = people.with(|all| all.first().cloned())?;
        Some(record(of, [Stance::Accepted; 4], String::new()))
    });
    let chosen = move || {
        let [a, b, c, d] = stances.map(|s| s.get().and_then(|nth| STANCES.get(nth)).copied());
        Some([a?, b?, c?, d?])
    };
    let ready = Signal::derive(move || {
        let explained = |stances: [Stance; 4]| !stances.contains(&Stance::Disputed) || said(reason);
        of.get().is_some() && chosen().is_some_and(explained)
    });
    let yes = Callback::new(move |()| {
        let who = of
            .get_untracked()
            .and_then(|nth| people.with_untracked(|all| all.get(nth).cloned()));
        if let (Some((who, _)), Some(stances)) = (who, untrack(chosen)) {
            doing.start(record(who, stances, reason.get_untracked()));
            of.set(None);
            reason.set(String::new());
        }
    });
    let names = Signal::derive(move || {
        people.with(|all| all.iter().map(|(_, who)| who.words()).collect::<Vec<_>>())
    });
    let people_pick = move || {
        names
            .get()
            .into_iter()
            .enumerate()
            .map(|(nth, name)| {
                view! {
                    <label class="pick">
                        <input type="radio" name="oral-of" data-field=format!("oral-of-{nth}") prop:checked=move || of.get() == Some(nth) on:change=move |_| of.set(Some(nth)) />
                        <span>{name}</span>
                    </label>
                }
            })
            .collect_view()
    };
    let picks = move || {
        FIELDS
            .into_iter()
            .zip(stances)
            .map(|((field, label), chosen)| {
                view! { <Pick field label chosen words=Signal::derive(|| STANCES.map(terms::stance).to_vec()) /> }
            })
            .collect_view()
    };
    view! {
        <AskingKey act="oral-opinion" exhibit key=proof::oral may doing
            title=Signal::derive(move || format!("{} {}", proof::oral_title(), exhibit.get_value()))
            words=proof::oral_words answer=evidence::record_opinion ready yes>
            <fieldset class="question-pick"><legend>{proof::oral_of}</legend>{people_pick}</fieldset>
            {picks()}
            <Words field="reason" label=common::reason value=reason />
        </AskingKey>
    }
}
