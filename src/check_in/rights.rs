//! 诉讼权利义务和法律后果 (R5): each read and acknowledged by itself, first the rights, then what follows.

use hearing::reading::told_one_by_one;
use hearing::{Command, notice};
use leptos::prelude::*;

use super::one_by_one::{OneByOne, Told};
use crate::session::use_session;
use crate::text::check_in;

#[component]
pub fn RightsStep() -> impl IntoView {
    let session = use_session();
    let read = session.mine(|_, seat| {
        let all = (0_u8..).zip(told_one_by_one());
        all.filter_map(|(n, what)| Some((n, seat.check_in.read_at(what)?)))
            .collect::<Vec<_>>()
    });
    let read = Memo::new(move |_| read.get().unwrap_or_default());
    let who = session.mine(|h, seat| {
        let matter = h.matter.as_ref();
        let criminal = matter.is_some_and(|m| m.procedure.is_criminal());
        (seat.role, criminal)
    });
    let words = move || {
        who.get().map(|(role, criminal)| {
            let rights = check_in::rights(role, criminal).into_iter();
            rights
                .chain(check_in::consequences(role, criminal))
                .collect::<Vec<_>>()
        })
    };
    let told = Told {
        act: "acknowledge-right",
        count: notice::RIGHTS + notice::CONSEQUENCES,
        title: |n| match n {
            Some(n) if n >= notice::RIGHTS => check_in::consequences_title(),
            Some(_) | None => check_in::rights_title(),
        },
        read_it: check_in::right_read,
        all_read: check_in::rights_all_read,
        breach: None,
        command,
    };
    view! { <OneByOne told read words=Signal::derive(move || words().unwrap_or_default()) /> }
}

fn command(n: u8) -> Command {
    let edition = notice::EDITION;
    match n.checked_sub(notice::RIGHTS) {
        None => Command::AcknowledgeRight { right: n, edition },
        Some(consequence) => Command::AcknowledgeConsequence {
            consequence,
            edition,
        },
    }
}
