//! 举手: who has raised his hand, in the order in which hands went up. A name gives the floor; lowering a hand is a second act.

use hearing::{Act, Command, Grant, Phase, permitted};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, courtroom as words};
use crate::ui::{Icon, Press};

#[component]
pub fn Hands() -> impl IntoView {
    let session = use_session();
    let gives = session.mine(|h, me| {
        h.phase == Phase::InSession && permitted(me.role, Act::GiveFloor) == Grant::Yes
    });
    let lowers = session.mine(|_, me| permitted(me.role, Act::GiveFloor) == Grant::Yes);
    let hands = session.select(|h| {
        let hands = h.hands.iter().filter_map(|hand| h.seat(hand));
        hands
            .map(|s| (s.id.clone(), s.name.clone()))
            .collect::<Vec<_>>()
    });
    view! {
        <Show when=move || hands.with(|hands| !hands.is_empty())>
            <div class="now-cell now-cell--hands" data-hands="">
                <span class="now-label">{words::hands}</span>
                <ul class="now-text now-hands">
                    <For each=move || hands.get() key=|(seat, _)| seat.clone() let((seat, name))>
                        {
                            let (called, floor, lower) = (name.clone(), seat.clone(), seat.clone());
                            let of = seat.0.clone();
                            view! {
                                <li data-hand=seat.0.clone()>
                                    {move || {
                                        let (name, floor) = (called.clone(), floor.clone());
                                        if gives.get() == Some(true) {
                                            view! {
                                                <Press act="give-floor-hand" class="press--dense" icon="hand" seat=floor.0.clone()
                                                    label=Signal::derive(move || name.clone())
                                                    command=move || Some(Command::GiveFloor { seat: floor.clone() }) />
                                            }.into_any()
                                        } else {
                                            view! { <Icon name="hand" /><span>{name}</span> }.into_any()
                                        }
                                    }}
                                    {(lowers.get_untracked() == Some(true)).then(|| view! {
                                        <Press act="lower-hand" class="press--dense press--quiet" seat=of
                                            label=words::lower_hand.text()
                                            command=move || Some(Command::LowerHand { seat: lower.clone() }) />
                                    })}
                                </li>
                            }
                        }
                    </For>
                </ul>
            </div>
        </Show>
    }
}
