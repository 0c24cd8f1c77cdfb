//! How somebody gets in who has lost his link: the code to read out, the picture to show.

use hearing::SeatId;
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;

use crate::session::{Trouble, request, use_session};
use crate::text::{Word, readiness, refusals};
use crate::ui::{Icon, QrPicture};

#[derive(Clone, Deserialize)]
struct Invited {
    code: Option<String>,
    qr: String,
}

/// Asked for by the clerk: nobody reads it over his shoulder by chance.
#[component]
pub fn Invitation(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let told = RwSignal::new(None::<Result<Invited, Trouble>>);
    let of = seat.to_string();
    let ask = move |_| {
        let path = format!("/api/invitations/{seat}");
        spawn_local(async move {
            let answer = request::get::<Invited>(session, &path).await;
            told.try_set(Some(answer));
        });
    };
    view! {
        <div class="invitation">
            {move || match told.get() {
                None => view! {
                    <button type="button" class="press press--dense" data-act="show-code" data-of=of.clone() on:click=ask.clone()>
                        <Icon name="qr" /><span>{readiness::show_code}</span>
                    </button>
                }
                .into_any(),
                Some(Ok(invited)) => view! {
                    <p class="invitation-code" data-code="">
                        <span>{readiness::code}</span>
                        <b class="num">{invited.code.as_deref().map(grouped)}</b>
                    </p>
                    <QrPicture svg=invited.qr name=readiness::show_code.text() />
                }
                .into_any(),
                Some(Err(why)) => view! { <p role="alert">{refusals::trouble(&why)}</p> }.into_any(),
            }}
        </div>
    }
}

/// As it is read out: three, three and three.
fn grouped(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    let groups = digits
        .chunks(3)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}
