//! What was ordered to be recorded is not, or soon will not be: told to those who can do something about it (R73, R76).

use hearing::recording::RecorderTrouble;
use hearing::{Phase, Recording, Role};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::recording as words;
use crate::ui::Icon;

#[derive(Clone, Copy, PartialEq)]
enum Told {
    Dead(Option<RecorderTrouble>),
    Low(u16),
}

#[component]
pub fn RecorderStrip() -> impl IntoView {
    let session = use_session();
    let concerned = session.mine(|_, me| me.role == Role::Clerk || me.role.is_bench());
    let told = session.select(|h| {
        let wanted = h.phase == Phase::InSession && h.recording == Recording::On;
        match h.recorder_trouble {
            trouble if wanted && !h.recorder => Some(Told::Dead(trouble)),
            Some(RecorderTrouble::SpaceFor { minutes }) if wanted => Some(Told::Low(minutes)),
            _ => None,
        }
    });
    move || {
        let told = told.get().filter(|_| concerned.get() == Some(true));
        told.map(|told| match told {
            Told::Dead(trouble) => view! {
                <p class="duty recorder-dead" role="alert" data-recorder="dead">
                    <Icon name="warn" />
                    <span><b>{words::not_recording}</b> " " {move || words::trouble_words(trouble)}</span>
                </p>
            }
            .into_any(),
            Told::Low(minutes) => view! {
                <p class="duty" role="status" data-recorder="low">
                    <Icon name="warn" />
                    <span><b>{words::space_low}</b> " " {move || words::space_words(minutes)}</span>
                </p>
            }
            .into_any(),
        })
    }
}
