//! 庭审录音录像: the files that are kept, with their hashes, and who has heard what of them (R74-R76). For the court.

use hearing::recording::{Heard, Listened, Track, TrackSource};
use hearing::{Command, Happening, Role};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use super::gap::GapRow;
use super::overlay::overlay;
use crate::session::{request, use_session};
use crate::text::{common, recording as words, refusals};
use crate::ui::{Icon, Press, clock_time, hand_over_at, hand_over_text, use_toasts};

#[component]
pub fn Recordings() -> impl IntoView {
    let session = use_session();
    let court = session.mine(|h, me| h.may_have_tracks(&me.id));
    let tracks = session.select(|h| {
        let name = |t: &Track| h.seat(&t.seat).map(|s| s.name.clone()).unwrap_or_default();
        h.tracks
            .iter()
            .map(|t| (t.clone(), name(t)))
            .collect::<Vec<_>>()
    });
    let gaps = session.select(|h| {
        let gaps = h.incidents.iter().filter_map(|i| match i.what {
            Happening::RecordingGap { cause } => Some((i.at, i.until, cause)),
            Happening::Adjourned { .. }
            | Happening::RecordingPaused { .. }
            | Happening::Admonished { .. }
            | Happening::Sanctioned { .. }
            | Happening::GuardOverridden { .. }
            | Happening::DeviceOff { .. } => None,
        });
        gaps.collect::<Vec<_>>()
    });
    view! {
        <Show when=move || court.get() == Some(true)>
            <section aria-label=words::tracks data-tracks=move || tracks.with(Vec::len).to_string()>
                <h3 class="work-head">{words::tracks}</h3>
                <p class="guard-note">{move || if tracks.with(Vec::is_empty) { words::no_tracks() } else { words::tracks_note() }}</p>
                <ul class="tracks">
                    <For each=move || gaps.get() key=|(at, until, _)| (*at, *until) let((at, until, cause))>
                        <GapRow at until cause />
                    </For>
                    <For each=move || tracks.get() key=|(t, _)| t.file.clone() let((track, name))>
                        <OneTrack track name />
                    </For>
                </ul>
                <Leave />
                <WhoListened />
            </section>
        </Show>
    }
}

/// The judge’s leave for those who take part, also when all is said (R57).
#[component]
fn Leave() -> impl IntoView {
    let session = use_session();
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let allowed = session.select(|h| h.listening_allowed);
    let label = Signal::derive(move || {
        let word = if allowed.get() {
            words::forbid()
        } else {
            words::allow()
        };
        word.to_owned()
    });
    let note = move || {
        if allowed.get() {
            words::forbid_words()
        } else {
            words::allow_words()
        }
    };
    view! {
        <Show when=move || judge.get() == Some(true)>
            <div class="listening-leave" data-listening-allowed=move || allowed.get().to_string()>
                <Press act="allow-listening" class="press--dense" label
                    command=move || Some(Command::AllowListening { allowed: !allowed.get_untracked() }) />
                <p class="guard-note">{note}</p>
            </div>
        </Show>
    }
}

#[derive(Serialize)]
struct Wanted {
    file: String,
}

#[derive(Deserialize)]
struct Given {
    url: String,
}

#[component]
fn OneTrack(track: Track, name: String) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let file = track.file.clone();
    let fetch = move |_| {
        let file = file.clone();
        busy.set(true);
        spawn_local(async move {
            let wanted = Wanted { file };
            match request::post::<Given>(session, "/api/recording/file", &wanted).await {
                Ok(given) => {
                    let _ = hand_over_at(&given.url, "");
                }
                Err(trouble) => toasts.say(move || refusals::trouble(&trouble)),
            }
            let _ = busy.try_set(false);
        });
    };
    let source = track.source;
    let pictured = matches!(source, TrackSource::Camera | TrackSource::Screen);
    let shown = StoredValue::new(track.clone());
    let clock = move |_| {
        let case = session.peek(|h| {
            let case = h.matter.as_ref()?.case.as_ref()?;
            Some(case.number.clone())
        });
        let (name, text) = shown.with_value(|track| {
            let name = track.file.trim_end_matches(".webm");
            (
                format!("{name}.vtt"),
                overlay(track, &case.unwrap_or_default()),
            )
        });
        let _ = hand_over_text(&text, "text/vtt;charset=utf-8", &name);
    };
    let span = format!("{}–{}", clock_time(track.from), clock_time(track.until));
    let cut = track.cut;
    view! {
        <li class="track" data-track=track.file.clone()>
            <p><b>{name}</b> " " {move || words::source(source)} " " <span class="num">{span}</span> " " <span class="num muted">{words::megabytes(track.bytes)}</span></p>
            <p class="track-hash num"><span class="muted">"SHA-256 "</span>{track.sha256.clone()}</p>
            {cut.then(|| view! { <p class="muted">{words::cut}</p> })}
            <button type="button" class="press press--dense" data-act="download-track" data-of=track.file.clone()
                disabled=move || busy.get() on:click=fetch>
                <Icon name="download" />
                <span>{move || if busy.get() { common::loading() } else { words::download() }}</span>
            </button>
            {pictured.then(|| view! {
                <button type="button" class="press press--dense press--quiet" data-act="download-clock" data-of=track.file.clone() on:click=clock>
                    <span>{words::clock_over}</span>
                </button>
            })}
        </li>
    }
}

#[component]
fn WhoListened() -> impl IntoView {
    let session = use_session();
    let listened = session.select(|h| {
        let name = |l: &Listened| h.seat(&l.seat).map(|s| s.name.clone()).unwrap_or_default();
        let line = |l: &Listened| match &l.what {
            Heard::Moment { line } => h.line(line).map(|line| line.said_at()),
            Heard::File { .. } => None,
        };
        let all = h.listened.iter().rev().map(|l| (l.at, name(l), line(l)));
        all.collect::<Vec<_>>()
    });
    view! {
        <Show when=move || listened.with(|l| !l.is_empty())>
            <details class="listened" data-listened=move || listened.with(Vec::len).to_string()>
                <summary>{words::listened} " " <span class="num">{move || listened.with(Vec::len)}</span></summary>
                <ul>
                    {move || listened.get().into_iter().map(|(at, name, line)| view! {
                        <li><time class="num">{clock_time(at)}</time> " " {name} " " <span class="num">{line.map_or_else(|| words::whole_file().to_owned(), |said| format!("← {}", clock_time(said)))}</span></li>
                    }).collect_view()}
                </ul>
            </details>
        </Show>
    }
}
