//! 向法庭提出申请: what one who takes part asks of the bench besides the floor, with how it stands: an objection with its
//! ground (R33), recusal (R28).

use hearing::objection::ObjectionGround;
use hearing::recusal::RecusalState;
use hearing::{Act, Command, Grant, Phase, SeatId, permitted};
use leptos::prelude::*;

use super::panel::{PanelHead, use_panel};
use super::recusals::{Facts, applications};
use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{Word as _, bench as words};
use crate::ui::{Press, PressReason, doing_then};

#[component]
pub fn Requests() -> impl IntoView {
    let session = use_session();
    let objects = session
        .mine(|h, me| permitted(me.role, Act::Object) == Grant::Yes && h.phase == Phase::InSession);
    let recuses = session.mine(|_, me| permitted(me.role, Act::AskRecusal) == Grant::Yes);
    view! {
        <section class="panel guard" role="dialog" aria-labelledby="requests-title" data-panel="requests">
            <PanelHead title=words::requests_title.text() id="requests-title" />
            <Show when=move || objects.get() == Some(true)><ObjectOn /></Show>
            <Show when=move || recuses.get() == Some(true)><AskRecusal /></Show>
            <Asked />
        </section>
    }
}

#[component]
fn ObjectOn() -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let waits = session.mine(|h, me| h.open_objection_of(&me.id).is_some());
    view! {
        <h3 class="panel-part">{words::object}</h3>
        <p class="guard-note">{words::object_note}</p>
        <div class="panel-acts" role="group" aria-label=words::object_on>
            {ObjectionGround::ALL.into_iter().map(|ground| view! {
                <Press act="object-on" class="press--dense" seat=format!("{ground:?}")
                    label=Signal::derive(move || words::objection_ground(ground).to_owned())
                    disabled=Signal::derive(move || waits.get() == Some(true))
                    command=move || Some(Command::Object { ground: Some(ground) })
                    done=Callback::new(move |()| panel.close()) />
            }).collect_view()}
        </div>
    }
}

#[component]
fn AskRecusal() -> impl IntoView {
    let session = use_session();
    let people = session.select(|h| {
        let tribunal = Tribunal::of(h);
        let may = h.seats.iter().filter(|s| h.may_be_challenged(s));
        may.filter_map(|s| Some((s.id.clone(), s.role, s.side, tribunal?, s.name.clone())))
            .collect::<Vec<_>>()
    });
    let whom = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let doing = doing_then(move || {
        whom.set(String::new());
        reason.set(String::new());
    });
    let missing =
        move || whom.with(String::is_empty) || reason.with(|reason| reason.trim().is_empty());
    let ask = move |_| {
        doing.start(Command::AskRecusal {
            whom: SeatId::new(whom.get_untracked()),
            reason: reason.get_untracked(),
        });
    };
    view! {
        <h3 class="panel-part">{words::recusal}</h3>
        <p class="guard-note">{words::recusal_rule}</p>
        <label class="field">
            <span>{words::recusal_whom}</span>
            <select data-field="recusal-whom" prop:value=move || whom.get() on:change:target=move |event| whom.set(event.target().value())>
                <option value="">{words::recusal_choose}</option>
                <For each=move || people.get() key=|(seat, ..)| seat.clone() let((seat, role, side, tribunal, name))>
                    <option value=seat.0.clone()>{move || format!("{} {name}", terms::role(role, side, tribunal))}</option>
                </For>
            </select>
        </label>
        <label class="field">
            <span>{words::recusal_reason}</span>
            <textarea rows="2" maxlength="1000" data-field="recusal-reason" prop:value=move || reason.get()
                on:input:target=move |event| reason.set(event.target().value())></textarea>
        </label>
        <div class="panel-acts">
            <button type="button" class="press" data-act="ask-recusal" disabled=missing aria-busy=move || doing.busy() on:click=ask>
                {move || doing.word(words::ask_recusal)}
            </button>
        </div>
    }
}

/// All applications of the room, one's own with what may still be done about it.
#[component]
fn Asked() -> impl IntoView {
    let session = use_session();
    let all = applications();
    let me = session.me();
    view! {
        <ul class="asked">
            <For each=move || all.get() key=|one| one.clone() let((n, by, whom, recusal))>
                <li data-recusal=n.to_string() data-state=format!("{:?}", recusal.state())>
                    <Facts by whom recusal=recusal.clone() />
                    {(me.get_untracked().as_ref() == Some(&recusal.by)).then(|| view! { <Own n state=recusal.state() /> })}
                </li>
            </For>
        </ul>
    }
}

#[component]
fn Own(n: u32, state: RecusalState) -> impl IntoView {
    let again = move |reason| Command::AskReconsideration { recusal: n, reason };
    match state {
        RecusalState::Waits | RecusalState::ReconsiderationWaits => view! {
            <div class="panel-acts">
                <Press act="withdraw-recusal" class="press--dense" seat=n.to_string() label=words::withdraw_recusal.text()
                    command=move || Some(Command::WithdrawRecusal { recusal: n }) />
            </div>
        }
        .into_any(),
        RecusalState::Refused => view! {
            <div class="panel-acts">
                <PressReason act="reconsider" class="press--dense" seat=n.to_string() label=words::reconsider.text()
                    title=words::reconsider_title.text() words=words::reconsider_words.text() command=again />
            </div>
        }
        .into_any(),
        RecusalState::Granted | RecusalState::RefusedFinally | RecusalState::Withdrawn => {
            ().into_any()
        }
    }
}
