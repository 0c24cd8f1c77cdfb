//! 导入笔录 (R54): a text prepared elsewhere. It is shown before anything is written, with whoever it cannot place; what is written
//! are lines as the clerk types them, behind one that says where they are from.

use std::collections::BTreeMap;

use hearing::taken_over::{self, Unreadable, Utterance};
use hearing::transcript::{LineKind, Speaker, kind_of_taken};
use hearing::{Command, LineId, SeatId};
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::desk::Desk;
use super::rows::{Name, named};
use crate::session::new_id;
use crate::text::{common, record_import as words, terms, transcript};
use crate::ui::FileKey;

/// Lines that are shown before; all of them are written.
const SHOWN: usize = 30;

#[wasm_bindgen(module = "/src/evidence/import.js")]
extern "C" {
    #[wasm_bindgen(js_name = textOf, catch)]
    async fn text_of(file: &web_sys::File) -> Result<JsValue, JsValue>;
}

/// A file that was chosen, and whom its speakers are taken for; none: that is not decided.
#[derive(Clone, PartialEq)]
struct Found {
    name: String,
    said: Vec<Utterance>,
    speakers: BTreeMap<String, Option<Speaker>>,
}

impl Found {
    fn speaker(&self, one: &Utterance) -> Option<Speaker> {
        match &one.speaker {
            Some(label) => self.speakers.get(label).cloned().flatten(),
            None => Some(Speaker::Nobody),
        }
    }

    fn is_placed(&self) -> bool {
        self.speakers.values().all(Option::is_some)
    }
}

impl Desk {
    /// At the end of the record, each behind the one before it: whatever is written meanwhile stands before or after.
    fn take_over(self, found: &Found) {
        let origin = taken_over::origin(&found.name, found.said.len());
        let mut last = self.put_down(None, Speaker::Nobody, &origin);
        for one in &found.said {
            if let Some(speaker) = found.speaker(one) {
                last = self.put_down(Some(last), speaker, &one.text);
            }
        }
        self.bring(&last);
        let count = found.said.len();
        self.say(move || words::written(count));
    }

    fn put_down(self, after: Option<LineId>, speaker: Speaker, text: &str) -> LineId {
        let line = LineId::new(new_id().0);
        let kind: LineKind = kind_of_taken(&speaker, self.speaks_through_interpreter(&speaker));
        let _ = self.session.send(Command::WriteLine {
            line: line.clone(),
            after,
            speaker,
            kind,
            text: text.to_owned(),
            exhibit: None,
            begun: None,
        });
        line
    }
}

#[component]
pub fn Import(desk: Desk, open: RwSignal<bool>) -> impl IntoView {
    // Who spoke another day need not be here today.
    let people = desk.session.select(|h| {
        let speak = h.seats.iter().filter(|seat| !seat.role.only_watches());
        let people = speak.filter_map(|seat| Some((seat.id.clone(), named(h, &seat.id)?)));
        people.collect()
    });
    let input = NodeRef::<Input>::new();
    let found = RwSignal::new(None::<Result<Found, Unreadable>>);
    let close = move || {
        open.set(false);
        desk.focus();
    };
    let chosen = Callback::new(move |()| {
        let files = input.get_untracked().and_then(|input| input.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            spawn_local(async move {
                let looked = look(desk, &file).await;
                let _ = found.try_set(Some(looked));
            });
        }
    });
    let write = move |_| {
        if let Some(Ok(found)) = found
            .get_untracked()
            .filter(|f| f.as_ref().is_ok_and(Found::is_placed))
        {
            close();
            desk.take_over(&found);
        }
    };
    view! {
        <section class="editor-keys record-import" role="dialog" aria-label=words::title data-panel="import-record"
            on:keydown=move |event| if event.key() == "Escape" { close() }>
            <header>
                <h3>{words::title}</h3>
                <button type="button" class="press press--quiet press--dense" data-act="close-import" on:click=move |_| close()>
                    <kbd>"Esc"</kbd><span>{common::close}</span>
                </button>
            </header>
            <p class="note" id="import-record-note">{words::note}</p>
            <label class="filing-file">
                <span>{words::file}</span>
                <FileKey input field="import-record" accept=".txt,text/plain" note="import-record-note" disabled=false chosen />
            </label>
            {move || match found.get() {
                None => ().into_any(),
                Some(Err(why)) => view! { <p class="record-import-bad" role="alert" data-unreadable="">{move || words::unreadable(why)}</p> }.into_any(),
                Some(Ok(now)) => {
                    let count = now.said.len();
                    let placed = now.is_placed();
                    view! {
                        <Speakers now=now.clone() found people />
                        <Preview now />
                        <p class="record-import-acts">
                            <button type="button" class="press press--now" data-act="import-lines" disabled=!placed on:click=write>
                                {move || words::write(count)}
                            </button>
                            {(!placed).then(|| view! { <span role="status">{words::place_first}</span> })}
                        </p>
                    }.into_any()
                }
            }}
        </section>
    }
}

async fn look(desk: Desk, file: &web_sys::File) -> Result<Found, Unreadable> {
    if file.size() > taken_over::MOST_BYTES as f64 {
        return Err(Unreadable::TooMuch);
    }
    let text = text_of(file).await.ok().and_then(|text| text.as_string());
    let said = taken_over::read(&text.ok_or(Unreadable::NotText)?)?;
    let labels = said.iter().filter_map(|one| one.speaker.clone());
    let speakers = desk.session.peek(|h| {
        let place = |label: String| {
            let seat = h.called(&label).map(Speaker::Seat);
            (label, seat)
        };
        labels.map(place).collect()
    });
    Ok(Found {
        name: file.name(),
        said,
        speakers,
    })
}

#[component]
fn Speakers(
    now: Found,
    found: RwSignal<Option<Result<Found, Unreadable>>>,
    people: Memo<Vec<(SeatId, Name)>>,
) -> impl IntoView {
    let place = move |label: &str, value: &str| {
        let speaker = match value {
            "" => None,
            "nobody" => Some(Speaker::Nobody),
            seat => Some(Speaker::Seat(SeatId::new(seat))),
        };
        found.update(|found| {
            if let Some(Ok(found)) = found {
                found.speakers.insert(label.to_owned(), speaker);
            }
        });
    };
    view! {
        <ul class="record-import-speakers" aria-label=words::speakers>
            {now.speakers.into_iter().map(|(label, speaker)| {
                let of = label.clone();
                let is = move |wanted: &Speaker| speaker.as_ref() == Some(wanted);
                let options = people.get().into_iter().map(|(seat, (role, side, tribunal, name))| {
                    let selected = is(&Speaker::Seat(seat.clone()));
                    view! { <option value=seat.0 selected=selected>{move || terms::role(role, side, tribunal)}" "{name}</option> }
                }).collect_view();
                let nobody = is(&Speaker::Nobody);
                view! {
                    <li><label><span>{label.clone()}</span>
                        <select data-field="import-speaker" data-of=label on:change:target=move |event| place(&of, &event.target().value())>
                            <option value="">{words::choose}</option>
                            {options}
                            <option value="nobody" selected=nobody>{transcript::nobody}</option>
                        </select>
                    </label></li>
                }
            }).collect_view()}
        </ul>
    }
}

#[component]
fn Preview(now: Found) -> impl IntoView {
    let more = now.said.len().saturating_sub(SHOWN);
    view! {
        <ol class="record-import-lines">
            {now.said.into_iter().take(SHOWN).map(|one| view! {
                <li>{one.speaker.map(|label| view! { <b>{label}{common::colon}</b> })}{one.text}</li>
            }).collect_view()}
        </ol>
        {(more > 0).then(|| view! { <p class="note">{move || words::more(more)}</p> })}
    }
}
