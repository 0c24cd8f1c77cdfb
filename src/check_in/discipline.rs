//! 法庭纪律 (R5): the rules, each acknowledged by itself.

use hearing::check_in::DISCIPLINE_RULES;
use hearing::{Command, notice};
use leptos::prelude::*;

use super::one_by_one::{OneByOne, Told};
use crate::session::use_session;
use crate::text::check_in;

#[component]
pub fn DisciplineStep() -> impl IntoView {
    let session = use_session();
    let read = session.mine(|_, seat| seat.check_in.discipline.clone());
    let read = Memo::new(move |_| read.get().unwrap_or_default());
    let role = session.role();
    let words = move || role.get().map(|role| check_in::rules(role).to_vec());
    let told = Told {
        act: "acknowledge-rule",
        count: DISCIPLINE_RULES,
        title: |_| check_in::discipline_title(),
        read_it: check_in::rule_read,
        all_read: check_in::rules_all_read,
        breach: Some(check_in::rule_breach),
        command: |rule| Command::AcknowledgeDiscipline {
            rule,
            edition: notice::EDITION,
        },
    };
    view! { <OneByOne told read words=Signal::derive(move || words().unwrap_or_default()) /> }
}
