//! 转为线下审理: for one person or for the whole hearing, with its ground in R12 21, and where and when to come (R27).

use hearing::in_person::InPersonGround;
use hearing::{Command, Millis, SeatId};
use leptos::prelude::*;

use super::panel::{PanelHead, use_panel};
use crate::session::use_session;
use crate::text::{Word as _, bench as words};
use crate::ui::{Ask, doing_then};

/// `seat`: none for all.
#[component]
pub fn ToInPerson(seat: Option<SeatId>) -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let id = seat.clone();
    let name = session.select(move |h| {
        let seat = id.as_ref().and_then(|id| h.seat(id));
        seat.map(|s| s.name.clone())
    });
    let title = Signal::derive(move || match name.get() {
        Some(name) => format!("{} · {name}", words::in_person_title()),
        None => words::in_person_title().to_owned(),
    });
    let consequence = Signal::derive(move || match name.get() {
        Some(name) => words::in_person_words(&name),
        None => words::in_person_all_words().to_owned(),
    });
    let ground = RwSignal::new(InPersonGround::OnSite);
    let place = RwSignal::new(String::new());
    let when = RwSignal::new(String::new());
    let told = RwSignal::new(String::new());
    let asking = RwSignal::new(false);
    let doing = doing_then(move || panel.close());
    let missing = move || {
        let other = ground.get() == InPersonGround::Other;
        place.with(|p| p.trim().is_empty()) || (other && told.with(|t| t.trim().is_empty()))
    };
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        let found = InPersonGround::ALL
            .into_iter()
            .find(|g| format!("{g:?}") == chosen);
        ground.set(found.unwrap_or(InPersonGround::OnSite));
    };
    let target = StoredValue::new(seat);
    let convert = Callback::new(move |()| {
        doing.start(Command::ConvertToInPerson {
            seat: target.get_value(),
            ground: ground.get_untracked(),
            place: place.get_untracked(),
            when: in_beijing(&when.get_untracked()),
            words: told.get_untracked(),
        });
    });
    view! {
        <section class="panel guard" role="dialog" aria-labelledby="in-person-title" data-panel="in-person">
            <PanelHead title id="in-person-title" />
            <p class="guard-note">{move || consequence.get()}</p>
            <label class="field">
                <span>{words::in_person_article}</span>
                <select data-field="in-person-ground" on:change=choose>
                    {InPersonGround::ALL.into_iter().map(|g| view! {
                        <option value=format!("{g:?}") selected=g == InPersonGround::OnSite>{move || words::in_person_ground(g)}</option>
                    }).collect_view()}
                </select>
            </label>
            <label class="field">
                <span>{words::in_person_place}</span>
                <input type="text" maxlength="100" data-field="in-person-place" on:input:target=move |event| place.set(event.target().value()) />
            </label>
            <label class="field">
                <span>{words::in_person_when}</span>
                <input type="datetime-local" data-field="in-person-when" on:input:target=move |event| when.set(event.target().value()) />
            </label>
            <label class="field">
                <span>{words::in_person_bring}</span>
                <input type="text" maxlength="1000" data-field="in-person-words" on:input:target=move |event| told.set(event.target().value()) />
            </label>
            <div class="panel-acts">
                <button type="button" class="press press--grave" data-act="convert" disabled=missing aria-busy=move || doing.busy()
                    on:click=move |_| doing.ask(asking)>
                    {move || doing.word(words::in_person_act)}
                </button>
            </div>
            <Ask open=asking grave=true title words=consequence answer=words::in_person_act.text() yes=convert />
        </section>
    }
}

/// `2026-11-30T09:30`, which means Beijing's clock whatever this computer's says; nothing where nothing was chosen.
fn in_beijing(text: &str) -> Option<Millis> {
    let at = js_sys::Date::parse(&format!("{text}:00+08:00"));
    (at.is_finite() && at >= 0.0).then_some(at as Millis)
}
