//! 庭前报告: the sentence to report with, and what it rests on (R18). On record goes that it was reported, when and by whom.

use hearing::check_in::{CheckInStep, Consent, ConsentStage};
use hearing::{Hearing, Seat};
use leptos::prelude::*;

use super::facts::{Gallery, gallery};
use crate::session::use_session;
use crate::text::terms::Tribunal;
use crate::text::{readiness, terms};
use crate::ui::Icon;

#[component]
pub fn Report() -> impl IntoView {
    let session = use_session();
    let sentence = move || session.with(said);
    let grounds = session.select(grounds);
    let reported = session.select(|h| h.ready_reported_at);
    let note = move || match reported.get() {
        Some(at) => readiness::reported_note(at),
        None => readiness::report_note().to_owned(),
    };
    view! {
        <p class="report" data-report="">{sentence}</p>
        <ul class="basis">
            {move || grounds.get().into_iter().map(|(good, ground)| view! {
                <li data-good=good.then_some("")>
                    <Icon name=if good { "check" } else { "warn" } /><span>{move || readiness::ground(ground)}</span>
                </li>
            }).collect_view()}
        </ul>
        <p class="verify-note">{note}</p>
    }
}

/// What the report rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Verified, of so many
    Verified(usize, usize),
    /// Agreed to be heard online, of so many who are asked
    Agreed(usize, usize),
    /// Other persons, of whom so many are permitted
    Others(usize, usize),
    Gallery(Gallery),
}

fn grounds(hearing: &Hearing) -> Vec<(bool, Ground)> {
    let needed = || needed(hearing);
    let verified = needed()
        .filter(|s| {
            let identity = s.check_in.identity.as_ref();
            identity.is_some_and(|i| i.verified.is_some())
        })
        .count();
    let asked = needed().filter(|s| s.check_in_steps().contains(&CheckInStep::Consent));
    let agreed = (ConsentStage::Hearing, Consent::Agreed);
    let agrees = asked
        .clone()
        .filter(|s| s.check_in.consents.contains(&agreed))
        .count();
    let others = || {
        let places = needed().filter_map(|s| s.check_in.place.as_ref());
        places.flat_map(|p| &p.others)
    };
    let permitted = others().filter(|o| o.permitted == Some(true)).count();
    let (all, asked, others) = (needed().count(), asked.count(), others().count());
    let gallery = gallery(hearing);
    let mut grounds = vec![
        (verified == all, Ground::Verified(verified, all)),
        (agrees == asked, Ground::Agreed(agrees, asked)),
        (gallery == Gallery::Checked, Ground::Gallery(gallery)),
    ];
    if others > 0 {
        grounds.insert(2, (permitted == others, Ground::Others(permitted, others)));
    }
    grounds
}

fn needed(hearing: &Hearing) -> impl Iterator<Item = &Seat> + Clone {
    let seats = hearing.seats.iter();
    seats.filter(|s| s.takes_part() && s.removed.is_none())
}

fn said(hearing: &Hearing) -> String {
    let tribunal = Tribunal::of(hearing);
    let named = |s: &Seat| {
        let role = tribunal.map_or("", |t| terms::role(s.role, s.side, t));
        format!("{role}{}", s.name)
    };
    let present: Vec<_> = needed(hearing)
        .filter(|s| s.is_ready() && !s.role.is_called())
        .map(named)
        .collect();
    let missing: Vec<_> = needed(hearing)
        .filter(|s| !s.is_ready())
        .map(named)
        .collect();
    let on_call = needed(hearing)
        .filter(|s| s.is_ready() && s.role.is_called())
        .count();
    let gallery = gallery(hearing) == Gallery::Checked;
    readiness::report_sentence(
        terms::is_panel(hearing),
        &present,
        on_call,
        gallery,
        &missing,
    )
}
