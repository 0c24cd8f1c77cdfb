//! 推迟开庭 (R16): the new time and the reason, which everybody who waits is told.

use hearing::{Command, Millis};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{check_in, common, readiness};
use crate::ui::{Frame, doing};

const DAY: Millis = 86_400_000;
const BEIJING: Millis = 8 * 3_600_000;

#[component]
pub fn DelayPress() -> impl IntoView {
    let session = use_session();
    // Late enough, for any reason: whether the act as such is open to this seat.
    let shown = session.accepts(|| {
        let (until, reason) = (Millis::MAX, "-".to_owned());
        Some(Command::AnnounceDelay { until, reason })
    });
    let planned = session.select(|h| h.matter.as_ref().map(|matter| matter.scheduled_at));
    let open = RwSignal::new(false);
    let time = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let doing = doing();
    let until = Memo::new(move |_| {
        let planned = planned.get().unwrap_or_default();
        next_time(&time.get(), planned, session.now())
    });
    // A time before the planned one is refused, with words; what was meant stands here before it is sent.
    let read_back = move || {
        until.get().map(|until| {
            readiness::delayed_to(&check_in::date(until), &check_in::short_time(until))
        })
    };
    let missing = move || until.get().is_none() || reason.with(|r| r.trim().is_empty());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(until) = until.get_untracked() {
            open.set(false);
            let reason = reason.get_untracked();
            doing.start(Command::AnnounceDelay { until, reason });
        }
    };
    view! {
        <Show when=move || shown.get()>
            <button type="button" class="press" data-act="announce-delay" aria-busy=move || doing.busy() on:click=move |_| doing.ask(open)>
                {move || doing.word(readiness::announce_delay)}
            </button>
        </Show>
        <Frame
            open
            title=Signal::derive(|| readiness::announce_delay().to_owned())
            words=Signal::derive(|| readiness::delay_words().to_owned())
        >
            <form on:submit=submit>
                <label class="field">
                    <span>{readiness::delay_until}</span>
                    <input type="time" data-field="delay-until" bind:value=time />
                </label>
                <p class="guard-note" role="status" data-delayed-to="">{read_back}</p>
                <label class="field">
                    <span>{common::reason}</span>
                    <input type="text" data-field="delay-reason" maxlength="1000" bind:value=reason />
                </label>
                <div class="panel-acts">
                    <button type="button" data-act="close-delay" class="press" on:click=move |_| open.set(false)>{common::cancel}</button>
                    <button type="submit" class="press press--now" data-act="delay-yes" disabled=missing>{readiness::delay_yes}</button>
                </div>
            </form>
        </Frame>
    }
}

/// The next time a Beijing clock shows `HH:MM`, from the day for which the hearing is planned on.
fn next_time(clock: &str, planned: Millis, now: Millis) -> Option<Millis> {
    let (hours, minutes) = clock.split_once(':')?;
    let (hours, minutes): (Millis, Millis) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    let midnight = (planned.max(now) + BEIJING) / DAY * DAY - BEIJING;
    let at = midnight + (hours * 60 + minutes) * 60_000;
    Some(if at > now { at } else { at + DAY })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_next_such_time() {
        // 2026-11-26 09:34 in Beijing, planned for 09:30
        let now = 1_795_656_840_000;
        let planned = now - 4 * 60_000;
        assert_eq!(next_time("09:45", planned, now), Some(now + 11 * 60_000));
        assert_eq!(next_time("09:34", planned, now), Some(now + DAY));
        assert_eq!(next_time("", planned, now), None);
        // Looked at the day before: of the planned day, though it may be too early there.
        let eve = now - DAY;
        assert_eq!(next_time("09:45", planned, eve), Some(now + 11 * 60_000));
        assert_eq!(next_time("09:15", planned, eve), Some(now - 19 * 60_000));
    }
}
