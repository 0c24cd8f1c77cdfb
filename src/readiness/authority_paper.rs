//! 授权委托书 as it was handed in (R11), for the court to read.

use hearing::SeatId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::check_in::save;
use crate::session::{Trouble, request, use_session};
use crate::text::{common, readiness, refusals};
use crate::ui::Icon;

#[component]
pub fn AuthorityPaper(of: SeatId) -> impl IntoView {
    let session = use_session();
    let trouble = RwSignal::new(None::<Trouble>);
    let pending = RwSignal::new(false);
    let seat = of.to_string();
    let open = move |_| {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        trouble.set(None);
        let path = format!("/api/papers/{of}");
        let name = format!("{} {of}", readiness::entry_authority());
        spawn_local(async move {
            match request::bytes(session, &path).await {
                Ok(bytes) => save(&bytes, &name, "application/octet-stream"),
                Err(why) => _ = trouble.try_set(Some(why)),
            }
            pending.try_set(false);
        });
    };
    view! {
        <p>
            <button
                type="button"
                class="press press--dense"
                data-act="authority-paper"
                data-of=seat
                aria-busy=move || pending.get().then_some("true")
                on:click=open
            >
                <Icon name="download" />
                <span>{move || if pending.get() { common::loading() } else { readiness::authority_paper() }}</span>
            </button>
        </p>
        {move || trouble.get().map(|t| view! { <p role="alert">{refusals::trouble(&t)}</p> })}
    }
}
