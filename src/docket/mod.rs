//! 庭审日程: the hearings of one person, day by day, for the court.

mod days;
mod sitting;

use hearing::{HearingId, Millis, Phase};
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;

use crate::check_in::{minute, page_title};
use crate::session::{Trouble, request, use_session};
use crate::text::{check_in, docket};
use crate::ui::{Icon, PreferenceKeys};
use days::Days;

/// One hearing, as `GET /api/docket` lists it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Sitting {
    hearing: HearingId,
    case_number: Option<String>,
    title: Option<String>,
    cause: Option<String>,
    court: String,
    courtroom: String,
    scheduled_at: Millis,
    phase: Phase,
}

/// The list, and how the last question for it went. A context of its own.
#[derive(Clone, Copy)]
struct Listed {
    sittings: RwSignal<Option<Vec<Sitting>>>,
    trouble: RwSignal<Option<Trouble>>,
}

impl Listed {
    fn ask(self) {
        let session = use_session();
        spawn_local(async move {
            match request::get::<Vec<Sitting>>(session, "/api/docket").await {
                Ok(sittings) => {
                    self.trouble.try_set(None);
                    self.sittings.try_set(Some(sittings));
                }
                Err(trouble) => _ = self.trouble.try_set(Some(trouble)),
            }
        });
    }
}

#[component]
pub fn Docket() -> impl IntoView {
    let listed = Listed {
        sittings: RwSignal::new(None),
        trouble: RwSignal::new(None),
    };
    provide_context(listed);
    page_title(|| docket::title().to_owned());
    // Asked again when the state of the hearing one sits in changes.
    let phase = use_session().select(|h| h.phase);
    Effect::new(move |_| {
        phase.track();
        listed.ask();
    });
    let again = RwSignal::new(0_u32);
    Effect::new(move |_| {
        if again.get() > 0 {
            listed.ask();
        }
    });
    view! {
        <a class="skip" href="#day">{docket::skip}</a>
        <div class="office office--plain" data-place="docket">
            <Head />
            <div class="rail rail--bare" aria-hidden="true"></div>
            <main class="day" id="day"><Days /></main>
            <footer class="bar" aria-label=docket::acts>
                <div class="bar-group">
                    <button type="button" class="tool" data-act="refresh" data-ready="" on:click=move |_| again.update(|n| *n += 1)>
                        <Icon name="reconnect" /><span>{docket::refresh}</span>
                    </button>
                    <LeaveTool />
                </div>
            </footer>
        </div>
    }
}

#[component]
fn LeaveTool() -> impl IntoView {
    let session = use_session();
    view! {
        <button type="button" class="tool" data-act="leave" on:click=move |_| session.leave()>
            <Icon name="leave" /><span>{docket::leave}</span>
        </button>
    }
}

#[component]
fn Head() -> impl IntoView {
    let Listed { sittings, .. } = expect_context::<Listed>();
    let now = minute();
    let name = use_session().mine(|_, seat| seat.name.clone());
    let count = move || sittings.with(|s| s.as_ref().map(|s| docket::how_many(s.len())));
    view! {
        <header class="lintel">
            <div>
                <h1 class="day-title">{docket::title}</h1>
                <p class="day-sub"><b>{move || name.get()}</b>" "{count}</p>
            </div>
            <p class="now-clock">
                <time class="num">{move || check_in::short_time(now.get())}</time>
                <span>{move || check_in::day(now.get())}" "{docket::beijing_time}</span>
            </p>
            <p class="lintel-tools"><PreferenceKeys /></p>
        </header>
    }
}
