//! 授权委托书 as it was handed in (R11), for the court to read.

use hearing::SeatId;
use hearing::exhibit::FileKind;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::check_in::save_file;
use crate::session::{Trouble, request, use_session};
use crate::text::{common, readiness, refusals};
use crate::ui::Icon;

#[component]
pub fn AuthorityPaper(of: SeatId) -> impl IntoView {
    let session = use_session();
    let trouble = RwSignal::new(None::<Trouble>);
    let pending = RwSignal::new(false);
    let seat = of.to_string();
    let filed = of.clone();
    let kind = session.select(move |h| {
        let authority = h.seat(&filed)?.check_in.authority.as_ref()?;
        authority.paper.as_ref().map(|paper| paper.kind.clone())
    });
    let open = move |_| {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        trouble.set(None);
        let path = format!("/api/papers/{of}");
        let name = format!("{} {of}", readiness::entry_authority());
        let kind = kind.get_untracked().unwrap_or(FileKind::Unknown);
        spawn_local(async move {
            match request::bytes(session, &path).await {
                Ok(bytes) => save_file(&bytes, &name, &kind),
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
