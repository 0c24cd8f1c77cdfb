//! Its ground in R12 21, and where and when to come.

use hearing::in_person::InPersonGround;
use hearing::{Command, Millis, SeatId};
use leptos::prelude::*;

use crate::text::{bench as words, common};
use crate::ui::Doing;

/// `seat`: none for all. `convert` is given the command once all that it wants is there.
#[component]
pub fn InPersonForm(
    seat: Option<SeatId>,
    doing: Doing,
    convert: Callback<Command>,
    #[prop(optional)] cancel: Option<Callback<()>>,
) -> impl IntoView {
    let ground = RwSignal::new(InPersonGround::OnSite);
    let place = RwSignal::new(String::new());
    let when = RwSignal::new(String::new());
    let told = RwSignal::new(String::new());
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
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if untrack(missing) {
            return;
        }
        convert.run(Command::ConvertToInPerson {
            seat: seat.clone(),
            ground: ground.get_untracked(),
            place: place.get_untracked(),
            when: in_beijing(&when.get_untracked()),
            words: told.get_untracked(),
        });
    };
    view! {
        <form on:submit=submit>
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
                <input type="text" maxlength="100" data-field="in-person-place" bind:value=place />
            </label>
            <label class="field">
                <span>{words::in_person_when}</span>
                <input type="datetime-local" data-field="in-person-when" bind:value=when />
            </label>
            <label class="field">
                <span>{words::in_person_bring}</span>
                <input type="text" maxlength="1000" data-field="in-person-words" bind:value=told />
            </label>
            <div class="panel-acts">
                {cancel.map(|cancel| view! {
                    <button type="button" class="press" data-act="close-in-person" on:click=move |_| cancel.run(())>{common::cancel}</button>
                })}
                <button type="submit" class="press press--grave" data-act="convert" disabled=missing aria-busy=move || doing.busy()>
                    {move || doing.word(words::in_person_act)}
                </button>
            </div>
        </form>
    }
}

/// `2026-11-30T09:30`, which means Beijing's clock whatever this computer's says; nothing where nothing was chosen.
fn in_beijing(text: &str) -> Option<Millis> {
    let at = js_sys::Date::parse(&format!("{text}:00+08:00"));
    (at.is_finite() && at >= 0.0).then_some(at as Millis)
}
