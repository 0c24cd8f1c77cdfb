//! 反对, where the line says what comes next: the bench rules with one press, the room sees that it waits (R33).

use hearing::objection::ObjectionGround;
use hearing::{Command, Role, SeatId};
use leptos::prelude::*;

use super::rule_with_reason::RuleWithReason;
use super::turn::Named;
use crate::session::use_session;
use crate::text::{Word as _, bench as words};
use crate::ui::{Icon, Press};

type Open = (SeatId, Named, Option<ObjectionGround>);

/// Those that wait, the oldest first.
pub fn open_objections() -> Memo<Vec<Open>> {
    let session = use_session();
    session.select(|h| {
        let open = h.open_objections();
        open.filter_map(|o| Some((o.by.clone(), Named::of(h, h.seat(&o.by)?)?, o.ground)))
            .collect()
    })
}

/// In the place of what comes next, for that comes only after the answer.
#[component]
pub fn Objections(open: Memo<Vec<Open>>) -> impl IntoView {
    let session = use_session();
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let rule = move |seat: SeatId, act, word: fn() -> &'static str, sustained| {
        let of = seat.0.clone();
        view! {
            <Press act=act class="press--dense" seat=of label=word.text()
                command=move || Some(Command::RuleOnObjection { seat: seat.clone(), sustained, reason: String::new() }) />
        }
    };
    view! {
        <div class="now-cell now-cell--asks" data-objections="">
            <span class="now-label"><Icon name="hand" />{words::objection}</span>
            <ul class="now-text now-asks">
                <For each=move || open.get() key=|(seat, ..)| seat.clone() let((seat, who, ground))>
                    <li data-objection=seat.0.clone()>
                        <span>{move || words::objects(&who.say(), ground)}</span>
                        {(judge.get_untracked() == Some(true)).then(|| view! {
                            {rule(seat.clone(), "sustain", words::sustain, true)}
                            {rule(seat.clone(), "overrule", words::overrule, false)}
                            <RuleWithReason seat=seat.clone() />
                        })}
                    </li>
                </For>
            </ul>
        </div>
    }
}
