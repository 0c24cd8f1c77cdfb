//! 其他庭审: the other hearings of somebody who is not of the court, as far as this browser has been let in to them. Each
//! is asked for with the pass of its own seat: what may be shown of it, that seat decides.

use hearing::Role;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Sitting;
use crate::session::{Pass, Trouble, passes, request, use_session};
use crate::text::{check_in, docket, terms};

#[component]
pub fn OtherHearings() -> impl IntoView {
    let session = use_session();
    let others = RwSignal::new(Vec::<(Pass, Sitting)>::new());
    let own = session
        .pass()
        .with_untracked(|p| p.as_ref().map(|p| p.hearing.clone()));
    for pass in passes::known() {
        if Some(&pass.hearing) == own.as_ref() {
            continue;
        }
        spawn_local(async move {
            match request::get_as::<Vec<Sitting>>(Some(&pass.session), "/api/docket").await {
                Ok(list) => {
                    let found = list.into_iter().find(|s| s.hearing == pass.hearing);
                    let _ = others.try_update(|all| {
                        all.extend(found.map(|sitting| (pass, sitting)));
                        all.sort_by_key(|(_, s)| s.scheduled_at);
                    });
                }
                // It has ended: nothing to come back to.
                Err(Trouble::NoSession) => passes::drop(&pass),
                // Not reached just now.
                Err(_) => {}
            }
        });
    }
    let several = move || others.with(|all| !all.is_empty());
    let counsel = session.role();
    let offers = move || {
        several()
            || matches!(
                counsel.get(),
                Some(Role::Representative | Role::Defender | Role::Prosecutor)
            )
    };
    view! {
        <Show when=several>
            <section class="other-hearings">
                <h2>{docket::other_hearings}</h2>
                <ol class="sittings">
                    {move || others.get().into_iter().map(|(pass, sitting)| view! { <Other pass sitting /> }).collect_view()}
                </ol>
            </section>
        </Show>
        <Show when=offers><OwnDevice /></Show>
    }
}

#[component]
fn Other(pass: Pass, sitting: Sitting) -> impl IntoView {
    let session = use_session();
    let (at, phase) = (sitting.scheduled_at, sitting.phase);
    let title = sitting.title.clone();
    let over = move |_| session.sit_down(pass.clone());
    view! {
        <li class="sitting sitting--other" data-other=sitting.hearing.to_string()>
            <p class="sitting-time"><time class="num">{check_in::short_time(at)}</time><span>{move || check_in::date(at)}</span></p>
            <div class="sitting-case">
                <h3>{move || title.clone().unwrap_or_else(|| docket::no_case().to_owned())}</h3>
                <p>{sitting.court.clone()}"　"{move || terms::phase(phase)}</p>
            </div>
            <button type="button" class="press" data-act="go-over" data-of=sitting.hearing.to_string() on:click=over>
                {docket::open}
            </button>
        </li>
    }
}

/// Asked, never assumed: on a shared computer the next person would find the hearings of this one.
#[component]
fn OwnDevice() -> impl IntoView {
    let kept = RwSignal::new(passes::is_own_device());
    Effect::new(move |before: Option<bool>| {
        let now = kept.get();
        if before.is_some_and(|before| before != now) {
            passes::set_own_device(now);
        }
        now
    });
    view! {
        <label class="own-device">
            <input type="checkbox" data-field="own-device" bind:checked=kept />
            <span>{docket::own_device}<span class="step-note">{docket::own_device_more}</span></span>
        </label>
    }
}
