//! 呼叫: the court rings somebody who is on his way in, whatever he does there (R13). It stands above the page until he
//! answers, and the clerk sees that he has.

use hearing::Command;
use hearing::waiting::Ring;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::call::ringing;
use crate::session::use_session;
use crate::text::waiting;
use crate::ui::{Icon, Press};

#[component]
pub fn Summons() -> impl IntoView {
    let session = use_session();
    let rung = session.mine(|_, seat| {
        let ring = seat.check_in.ring.clone();
        ring.filter(|ring| ring.answered_at.is_none() && seat.is_arriving())
    });
    let rung = Memo::new(move |_| rung.get().flatten());
    move || rung.get().map(|ring| view! { <Ringing ring /> })
}

#[component]
fn Ringing(ring: Ring) -> impl IntoView {
    let (by, why) = (ring.by, ring.why);
    let silence = StoredValue::new_local(ringing(untrack(|| waiting::rings(by))));
    on_cleanup(move || {
        silence.try_with_value(|silence| silence.call0(&JsValue::NULL).is_ok());
    });
    view! {
        <section class="summons" role="alert" data-ring="">
            <Icon name="bell" />
            <p><b>{move || waiting::rings(by)}</b><span>{move || waiting::ring_reason(why)}</span></p>
            <Press
                act="answer-ring"
                label=Signal::derive(|| waiting::here_i_am().to_owned())
                command=|| Some(Command::AnswerRing)
                class="press--now"
            />
        </section>
    }
}
