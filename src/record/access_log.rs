//! 查阅记录: who has opened what, for the court (R97).

use hearing::{Access, Opened};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::record as words;
use crate::text::terms::{self, Tribunal};
use crate::ui::day_and_time;

/// So many are in the page, and so many more with each press.
const SHOWN: usize = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    All,
    Exhibits,
    Transcripts,
    Files,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::All, Kind::Exhibits, Kind::Transcripts, Kind::Files];

    fn name(self) -> &'static str {
        match self {
            Kind::All => "all",
            Kind::Exhibits => "exhibits",
            Kind::Transcripts => "transcripts",
            Kind::Files => "files",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Kind::All => words::all_kinds(),
            Kind::Exhibits => words::of_exhibits(),
            Kind::Transcripts => words::of_transcripts(),
            Kind::Files => words::of_files(),
        }
    }

    fn has(self, what: &Opened) -> bool {
        match what {
            Opened::Exhibit(_) => matches!(self, Kind::All | Kind::Exhibits),
            Opened::Transcript(_) => matches!(self, Kind::All | Kind::Transcripts),
            Opened::Paper(_)
            | Opened::CaseFile
            | Opened::Bundle
            | Opened::Absences(_)
            | Opened::Invitation(_) => matches!(self, Kind::All | Kind::Files),
        }
    }
}

#[component]
pub fn AccessLog() -> impl IntoView {
    let session = use_session();
    let court = session.mine(|_, me| me.role.is_court());
    let kind = RwSignal::new(Kind::All);
    let shown = RwSignal::new(SHOWN);
    let log = session.select(|h| h.accesses.clone());
    let wanted = Memo::new(move |_| {
        let kind = kind.get();
        let of_kind = |a: &&Access| kind.has(&a.what);
        log.with(|log| {
            log.iter()
                .rev()
                .filter(of_kind)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let choose = move |event: web_sys::Event| {
        let value = event_target_value(&event);
        let chosen = Kind::ALL.into_iter().find(|k| k.name() == value);
        kind.set(chosen.unwrap_or(Kind::All));
        shown.set(SHOWN);
    };
    view! {
        <Show when=move || court.get() == Some(true)>
            <details class="accesses" data-accesses="">
                <summary class="work-head">{words::accesses} " " <span class="num">{move || log.with(Vec::len)}</span></summary>
                <p class="guard-note">{words::accesses_words}</p>
                <select data-field="accesses-kind" aria-label=words::accesses on:change=choose>
                    {Kind::ALL.map(|k| view! { <option value=k.name()>{move || k.word()}</option> }).collect_view()}
                </select>
                <Show when=move || wanted.with(Vec::is_empty)><p class="guard-note">{words::no_accesses}</p></Show>
                <ul class="access-list">
                    <For each=move || wanted.get().into_iter().take(shown.get()) key=|a| (a.at, format!("{a:?}")) let(access)>
                        <One access />
                    </For>
                </ul>
                <Show when=move || { wanted.with(Vec::len) > shown.get() }>
                    <button type="button" class="press press--dense press--quiet" data-act="earlier-accesses" on:click=move |_| shown.update(|n| *n += SHOWN)>
                        {words::earlier}
                    </button>
                </Show>
            </details>
        </Show>
    }
}

#[component]
fn One(access: Access) -> impl IntoView {
    let session = use_session();
    let Access { seat, what, at } = access;
    let of = seat.0.clone();
    let who = session.select(move |h| {
        let seat = h.seat(&seat)?;
        Some((seat.role, seat.side, Tribunal::of(h)?, seat.name.clone()))
    });
    let shown = what.clone();
    let whose = session.select(move |h| match &shown {
        Opened::Invitation(seat) => h.seat(seat).map(|s| s.name.clone()),
        Opened::Exhibit(_)
        | Opened::Paper(_)
        | Opened::Transcript(_)
        | Opened::CaseFile
        | Opened::Bundle
        | Opened::Absences(_) => None,
    });
    view! {
        <li data-access=of>
            <time class="num">{day_and_time(at)}</time>
            <span>
                {move || who.get().map(|(role, side, tribunal, name)| view! { <b>{terms::role(role, side, tribunal)}</b>" "{name} })}
            </span>
            <span>{move || words::opened(&what)} {move || whose.get().map(|name| format!(" {name}"))}</span>
        </li>
    }
}
