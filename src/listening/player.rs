//! 庭审录音: a small strip that plays from a line on, for oneself alone.

use gloo::timers::callback::Interval;
use hearing::{Hearing, LineId, Role, SeatId, Side};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::use_listening;
use super::voices::Voices;
use crate::session::{Trouble, request, use_session};
use crate::text::terms::Tribunal;
use crate::text::{recording as words, refusals, terms};
use crate::ui::{Icon, clock_time};

/// How often the time that is shown goes on (ms).
const TICK: u32 = 250;

#[derive(Serialize)]
struct Wish {
    line: LineId,
}

#[derive(Deserialize)]
struct Moment {
    from: u64,
    voices: Vec<Voice>,
}

#[derive(Deserialize, Serialize)]
struct Voice {
    seat: SeatId,
    url: String,
    starts: u64,
    length: u64,
}

#[derive(Clone, Debug, PartialEq)]
enum State {
    Fetching,
    Playing,
    Paused,
    Ended,
    Refused(Trouble),
    Failed,
}

type Who = (Role, Side, Tribunal, String);

#[component]
pub fn Player() -> impl IntoView {
    let session = use_session();
    let listening = use_listening();
    let voices = StoredValue::new_local(None::<Voices>);
    let state = RwSignal::new(State::Fetching);
    let who = RwSignal::new(None::<Who>);
    let many = RwSignal::new(false);
    let alone = RwSignal::new(false);
    let now = RwSignal::new(0_u64);
    let clock = StoredValue::new_local(Interval::new(TICK, move || {
        let at = voices.try_with_value(|v| v.as_ref().map(|v| v.js.now()));
        if let Some(at) = at.flatten() {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a time"
            )]
            let _ = now.try_set(at as u64);
        }
    }));
    on_cleanup(move || {
        clock.dispose();
        voices.dispose();
    });
    // The newest press counts; what an earlier one brings comes too late.
    Effect::new(move |_| {
        let asked = listening.asked.get();
        let line = listening.line.get_untracked();
        let Some(line) = line.filter(|_| asked > 0) else {
            return;
        };
        voices.set_value(None);
        state.set(State::Fetching);
        alone.set(false);
        spawn_local(async move {
            let wish = Wish { line };
            let found = request::post::<Moment>(session, "/api/recording/moment", &wish).await;
            let newest = listening.asked.try_get_untracked() == Some(asked);
            if !newest
                || voices.is_disposed()
                || listening.line.try_get_untracked().flatten().is_none()
            {
                return;
            }
            match found {
                Ok(moment) => {
                    let first = moment.voices.first().map(|v| v.seat.clone());
                    let name = first.and_then(|seat| session.peek(|h| named(h, &seat)));
                    let _ = who.try_set(name);
                    let _ = many.try_set(moment.voices.len() > 1);
                    let _ = now.try_set(moment.from);
                    let list = serde_json::to_string(&moment.voices).unwrap_or_default();
                    let tell = move |word: String| {
                        let _ = state.try_set(told(&word));
                    };
                    let _ = voices.try_set_value(Some(Voices::play(&list, moment.from, tell)));
                }
                Err(trouble) => {
                    let _ = state.try_set(State::Refused(trouble));
                }
            }
        });
    });
    let with = move |act: &dyn Fn(&Voices)| {
        voices.with_value(|v| v.iter().for_each(act));
    };
    let runs = Memo::new(move |_| state.get() == State::Playing);
    let close = move |_| {
        voices.set_value(None);
        listening.end();
    };
    let said = move || match state.get() {
        State::Fetching => words::loading().to_owned(),
        State::Playing | State::Paused => {
            let name = who.get().map(|(role, side, tribunal, name)| {
                format!("{} {name}", terms::role(role, side, tribunal))
            });
            name.unwrap_or_default()
        }
        State::Ended => words::ended().to_owned(),
        State::Failed => words::failed().to_owned(),
        State::Refused(trouble) => refusals::trouble(&trouble).to_owned(),
    };
    let ready =
        Memo::new(move |_| matches!(state.get(), State::Playing | State::Paused | State::Ended));
    view! {
        <Show when=move || listening.line.with(Option::is_some)>
            <div class="listening" role="group" aria-label=words::player data-listening=move || format!("{:?}", state.get())>
                <Icon name="sound" />
                <time class="num" data-heard="">{move || clock_time(now.get())}</time>
                <span class="listening-who" role="status">{said}</span>
                <Show when=move || ready.get()>
                    <button type="button" class="press press--dense press--square" data-act="listen-back" aria-label=words::back
                        on:click=move |_| with(&|v| v.js.by(-5.0))><span class="num" aria-hidden="true">"−5"</span></button>
                    <button type="button" class="press press--dense press--square" data-act="listen-pause"
                        aria-label=move || if runs.get() { words::pause() } else { words::play() }
                        on:click=move |_| with(&|v| if runs.get_untracked() { v.js.pause() } else { v.js.play() })>
                        <Icon name=Signal::derive(move || if runs.get() { "pause" } else { "play" }) />
                    </button>
                    <button type="button" class="press press--dense press--square" data-act="listen-ahead" aria-label=words::ahead
                        on:click=move |_| with(&|v| v.js.by(10.0))><span class="num" aria-hidden="true">"+10"</span></button>
                </Show>
                <Show when=move || ready.get() && many.get()>
                    <button type="button" class="press press--dense listening-one" data-act="listen-one"
                        aria-pressed=move || alone.get().to_string()
                        on:click=move |_| {
                            alone.update(|yes| *yes = !*yes);
                            with(&|v| v.js.alone(alone.get_untracked()));
                        }>{words::one_voice}</button>
                </Show>
                <button type="button" class="press press--quiet press--dense press--square" data-act="listen-close" aria-label=words::close on:click=close>
                    <Icon name="cross" />
                </button>
            </div>
        </Show>
    }
}

fn told(word: &str) -> State {
    match word {
        "playing" => State::Playing,
        "paused" => State::Paused,
        "ended" => State::Ended,
        "waiting" => State::Fetching,
        _ => State::Failed,
    }
}

fn named(h: &Hearing, seat: &SeatId) -> Option<Who> {
    let seat = h.seat(seat)?;
    Some((seat.role, seat.side, Tribunal::of(h)?, seat.name.clone()))
}
