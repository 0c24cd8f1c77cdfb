//! Three answers to what the court sees: 三处一致, 不一致, 线下核实. None of them is the one that should come next.

use hearing::check_in::VerificationMethod;
use hearing::waiting::DoubtReason;
use hearing::{Command, SeatId};
use leptos::prelude::*;

use super::look::Seen;
use super::offer::Offer;
use crate::session::use_session;
use crate::text::waiting;
use crate::text::{common, readiness};
use crate::ui::Press;

#[component]
pub fn Answers(id: SeatId, seen: RwSignal<Seen>) -> impl IntoView {
    let doubting = RwSignal::new(false);
    let session = use_session();
    // What is pressed speaks of the entry that stood there, whatever it is by the time it arrives.
    let entry = {
        let id = id.clone();
        session.select(move |h| {
            let identity = h.seat(&id)?.check_in.identity.as_ref()?;
            Some(identity.stated_at)
        })
    };
    let verify = |how| {
        let seat = id.clone();
        Signal::derive(move || Command::VerifyIdentity {
            seat: seat.clone(),
            how,
            stated_at: entry.get(),
        })
    };
    let (by_eye, offline) = (
        verify(VerificationMethod::ByEye),
        verify(VerificationMethod::Offline),
    );
    let open = session.accepts(move || Some(offline.get()));
    let of = id.to_string();
    let doubts = StoredValue::new(id);
    let blind = move || seen.get() != Seen::Picture;
    view! {
        <Show when=move || open.get()>
            <p class="verify-ask">{readiness::verify_ask}</p>
            <div class="verify-acts">
                <Press
                    act="verify-identity"
                    seat=of.clone()
                    label=Signal::derive(|| waiting::all_three().to_owned())
                    disabled=Signal::derive(blind)
                    command=move || Some(by_eye.get_untracked())
                />
                <button
                    type="button"
                    class="press"
                    data-act="not-the-same"
                    aria-expanded=move || if doubting.get() { "true" } else { "false" }
                    on:click=move |_| doubting.update(|d| *d = !*d)
                >
                    {waiting::not_the_same}
                </button>
                <Show when=move || doubting.get()><Doubts id=doubts.get_value() doubting /></Show>
                <Offer act="verify-offline" label=readiness::verify_offline command=offline of=of.clone() class="verify-off" />
            </div>
            <Show when=blind><p class="verify-note">{waiting::see_first}</p></Show>
            <p class="verify-note">{readiness::verify_note}</p>
        </Show>
    }
}

#[component]
fn Doubts(id: SeatId, doubting: RwSignal<bool>) -> impl IntoView {
    let done = Callback::new(move |()| _ = doubting.try_set(false));
    let key = move |why: DoubtReason| {
        let seat = id.clone();
        view! {
            <Press
                act="doubt-identity"
                seat=format!("{why:?}")
                label=Signal::derive(move || waiting::doubt(why).to_owned())
                command=move || Some(Command::DoubtIdentity { seat: seat.clone(), why })
                done
            />
        }
    };
    view! {
        <fieldset class="verify-doubts">
            <legend>{waiting::doubt_ask}</legend>
            {DoubtReason::ALL.map(key).collect_view()}
            <button type="button" data-act="close-doubt" class="press press--quiet" on:click=move |_| doubting.set(false)>{common::cancel}</button>
        </fieldset>
    }
}
