//! 证人候审室 (R15): the court, the time and what to do. Nothing else is known here, because nothing else was sent.

use hearing::Role;
use hearing::check_in::CheckInStep;
use leptos::prelude::*;

use super::devices::TestedElsewhere;
use super::doubt::DoubtNote;
use super::help_state::HelpState;
use super::in_person::InPersonNote;
use super::lintel::{Lintel, page_title};
use super::notices::Notices;
use super::others_decided::OthersDecided;
use super::own_picture::Mirror;
use super::trial_ring::TrialRing;
use super::waiting::{LooksAt, WaitingBar, WaitingRail};
use crate::session::use_session;
use crate::text::check_in;
use crate::ui::Icon;

#[component]
pub fn WitnessRoom(looked_at: RwSignal<Option<LooksAt>>) -> impl IntoView {
    let session = use_session();
    let witness = session.mine(|_, seat| seat.role == Role::Witness);
    let signed = session.mine(|_, seat| seat.check_in.undertaking.is_some());
    let next = move || {
        if witness.get() == Some(true) {
            check_in::witness_next()
        } else {
            check_in::expert_next()
        }
    };
    let cleared = session.mine(|_, seat| seat.cleared);
    let now = move || match cleared.get() {
        Some(true) => check_in::cleared(),
        Some(false) | None => check_in::witness_now(),
    };
    let put_off = session.select(|h| {
        let planned = h.matter.as_ref()?.scheduled_at;
        h.put_off().map(|(until, _)| (*until, planned))
    });
    let now_more = move || match (cleared.get(), put_off.get()) {
        (Some(true), _) => check_in::cleared_more().to_owned(),
        (Some(false) | None, Some((until, planned))) => check_in::delayed_until(until, planned),
        (Some(false) | None, None) => check_in::witness_now_more().to_owned(),
    };
    let more = RwSignal::new(false);
    page_title(|| check_in::witness_room().to_owned());
    let answer = move |step| Callback::new(move |()| looked_at.set(Some(LooksAt::Answer(step))));
    view! {
        <a class="skip" href="#step">{check_in::skip}</a>
        <div class="ante" data-place="waiting" data-more=move || more.get().then_some("")>
            <Lintel />
            <WaitingRail />
            <main class="step" id="step" tabindex="0">
                <div class="step-body step-cols">
                    <section>
                        <h1>{check_in::witness_title}</h1>
                        <InPersonNote />
                        <div role="status">
                            <dl class="status">
                                <div data-now="">
                                    <dt>{check_in::now}</dt>
                                    <dd><b>{now}</b><span class="num">{now_more}</span></dd>
                                </div>
                                <div><dt>{check_in::next}</dt><dd>{next}</dd></div>
                                <div><dt>{check_in::your_turn}</dt><dd>{check_in::witness_turn}<TrialRing /></dd></div>
                            </dl>
                        </div>
                        <TestedElsewhere test=Callback::new(move |()| looked_at.set(Some(LooksAt::Answer(CheckInStep::Devices)))) />
                        <HelpState />
                        <DoubtNote change=answer(CheckInStep::Identity) />
                        <OthersDecided change=answer(CheckInStep::Place) />
                        <Notices />
                        <Mirror />
                    </section>
                    <section class="apart">
                        <h2><Icon name="lock" /><span>{check_in::apart_title}</span></h2>
                        <ul class="facts">
                            <li>{check_in::apart_1}</li>
                            <li>{check_in::apart_2}</li>
                            <li>{check_in::apart_3}</li>
                        </ul>
                        <Show when=move || signed.get() == Some(true)>
                            <p class="desk-done"><Icon name="check" /><span>{check_in::undertaking_signed}</span></p>
                        </Show>
                    </section>
                </div>
            </main>
            <WaitingBar looked_at more />
        </div>
    }
}
