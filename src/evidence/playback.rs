//! Sound and film for all: the presenter plays, rests, and goes to another place; everybody hears and sees the same (R45).

use gloo::timers::callback::Interval;
use hearing::Command;
use hearing::presenting::Playback;
use leptos::prelude::*;

use super::reader::Table;
use super::turning::Turning;
use crate::session::use_session;
use crate::text::presenting;
use crate::ui::{Icon, doing};

/// How often the time that is shown goes on (ms).
const TICK: u32 = 250;

#[component]
pub fn Player(
    table: Table,
    /// The browser waits for a press before it plays anything.
    #[prop(into)]
    blocked: Signal<bool>,
    /// As this player found it.
    #[prop(into)]
    length: Signal<u64>,
) -> impl IntoView {
    let session = use_session();
    let turning = expect_context::<Turning>();
    let doing = doing();
    let playback = Memo::new(move |_| turning.shown.with(|p| p.as_ref().and_then(|p| p.playback)));
    let now = RwSignal::new(session.now());
    let clock = StoredValue::new_local(Interval::new(TICK, move || now.set(session.now())));
    on_cleanup(move || clock.dispose());
    let whole = Memo::new(move |_| playback.get().map_or_else(|| length.get(), |p| p.length));
    let position = Memo::new(move |_| playback.get().map_or(0, |p| p.position_at(now.get())));
    let runs = Memo::new(move |_| {
        playback.get().is_some_and(|p| p.playing) && position.get() < whole.get()
    });
    let put = move |playing: bool, position: u64| {
        let length = whole.get_untracked();
        doing.add(Command::SetPlayback {
            playing,
            position: position.min(length),
            length,
        });
    };
    // What ran to its end rests there; its presenter says so.
    Effect::new(move |_| {
        let ended = playback
            .get()
            .filter(|p| p.playing && position.get() >= p.length);
        if let Some(Playback { length, .. }) = ended
            && turning.presents.get_untracked()
            && !untrack(|| doing.pending())
        {
            put(false, length);
        }
    });
    let press = move |_| {
        let from = position.get_untracked();
        if runs.get_untracked() {
            put(
                false,
                playback
                    .get_untracked()
                    .map_or(0, |p| p.position_at(session.now())),
            );
        } else if from >= whole.get_untracked() {
            put(true, 0);
        } else {
            put(true, from);
        }
    };
    let seek = move |to: u64| put(runs.get_untracked(), to);
    let time = move || {
        format!(
            "{} / {}",
            presenting::position(position.get()),
            presenting::position(whole.get())
        )
    };
    let played = session.select(|h| {
        let exhibit = h.presentation.as_ref().map(|p| p.exhibit.clone());
        h.played
            .iter()
            .filter(|p| Some(&p.exhibit) == exhibit.as_ref())
            .map(|p| (p.from, p.to))
            .collect::<Vec<_>>()
    });
    let ranges = move || {
        played.with(|all| {
            let all: Vec<_> = all
                .iter()
                .map(|(from, to)| presenting::stretch(*from, *to))
                .collect();
            (!all.is_empty()).then(|| format!("{} {}", presenting::played(), all.join(" ")))
        })
    };
    view! {
        <span class="player" role="group" aria-label=presenting::player data-playing=move || runs.get().then_some("")>
            <Show
                when=move || turning.leads.get()
                fallback=move || view! {
                    <progress max=move || whole.get().max(1) value=move || position.get() aria-label=presenting::seek></progress>
                }
            >
                <button
                    type="button"
                    class="press press--dense"
                    data-act="play"
                    aria-busy=move || doing.busy()
                    disabled=move || whole.get() == 0
                    on:click=press
                >
                    <Icon name=Signal::derive(move || if runs.get() { "pause" } else { "play" }) />
                    <span>{move || if runs.get() { presenting::pause() } else { presenting::play() }}</span>
                </button>
                <input
                    class="player-seek"
                    type="range"
                    data-field="seek"
                    min="0"
                    step="100"
                    max=move || whole.get()
                    prop:value=move || position.get().to_string()
                    aria-label=presenting::seek
                    aria-valuetext=time
                    on:change:target=move |event| {
                        if let Ok(to) = event.target().value().parse::<u64>() {
                            seek(to);
                        }
                    }
                />
            </Show>
            <span class="num player-time">{time}</span>
            <Show when=move || blocked.get() && runs.get()>
                <button type="button" class="press press--dense press--now" data-act="hear" on:click=move |_| table.unlock()>
                    <Icon name="sound" />
                    <span>{presenting::hear}</span>
                </button>
            </Show>
            <span class="player-ranges num" data-played="">{ranges}</span>
        </span>
    }
}
