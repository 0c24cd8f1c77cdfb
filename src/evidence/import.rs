//! 批量提交: a whole folder, with a list or without. Checked as a whole before anything is sent; afterwards each row says
//! what became of it.

use hearing::Command;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::csv;
use super::filing::is_late;
use super::import_rows::{Found, ImportRow, RowState, SAMPLE, check, of_folder, of_list};
use super::place::{Desk, Looks};
use super::upload::{Carrier, Problem, Way};
use crate::session::{Sent, Session, use_session};
use crate::text::{evidence, import, proof};
use crate::ui::FileKey;

#[wasm_bindgen(module = "/src/evidence/import.js")]
extern "C" {
    #[wasm_bindgen(js_name = textOf, catch)]
    async fn text_of(file: &web_sys::File) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = pathOf)]
    fn path_of(file: &web_sys::File) -> String;
    async fn wait(ms: f64);
    #[wasm_bindgen(js_name = saveText)]
    fn save_text(text: &str, name: &str);
}

type Files = StoredValue<Vec<web_sys::File>, LocalStorage>;

#[derive(Clone, Copy)]
struct Import {
    session: Session,
    files: Files,
    list: RwSignal<Option<Vec<Vec<String>>>>,
    rows: RwSignal<Vec<ImportRow>>,
    late: Memo<bool>,
    late_reason: RwSignal<String>,
    /// The list was no list.
    no_list: RwSignal<bool>,
    under_way: RwSignal<bool>,
    finished: RwSignal<bool>,
    stopped: RwSignal<bool>,
}

impl Import {
    /// Looks at all of it anew.
    fn check(self) {
        let files: Vec<Found> = self.files.with_value(|files| {
            let all = files.iter();
            all.map(|file| Found {
                path: path_of(file),
                size: file.size(),
            })
            .collect()
        });
        let of_the_list = self
            .list
            .with_untracked(|list| list.as_deref().map(of_list));
        self.no_list.set(matches!(of_the_list, Some(None)));
        let mut rows = match of_the_list {
            Some(Some(rows)) => rows,
            Some(None) => Vec::new(),
            None => of_folder(&files),
        };
        let late = self.late.get_untracked();
        let reason = self.late_reason.get_untracked();
        for row in rows.iter_mut().filter(|row| row.late_reason.is_empty()) {
            row.late_reason = reason.trim().to_owned();
        }
        let side = self.session.mine(|_, me| me.side).get_untracked();
        let side = side.unwrap_or(hearing::Side::None);
        self.session
            .peek(|h| check(&mut rows, &files, h, side, late));
        self.finished.set(false);
        self.rows.set(rows);
    }

    fn set(self, at: usize, state: RowState) {
        let _ = self.rows.try_update(|rows| {
            if let Some(row) = rows.get_mut(at) {
                row.state = state;
            }
        });
    }

    /// One after the other; a row that fails does not hold up the next.
    async fn send(self, carrier: Carrier) {
        let Some(bearer) = self.session.bearer() else {
            return;
        };
        let wanted: Vec<usize> = self.rows.with_untracked(|rows| {
            let all = rows.iter().enumerate();
            all.filter(|(_, row)| row.troubles.is_empty() && row.state != RowState::Done)
                .map(|(at, _)| at)
                .collect()
        });
        for at in wanted {
            if self.stopped.try_get_untracked() != Some(false) {
                self.set(at, RowState::Stopped);
                continue;
            }
            self.set(at, RowState::Sending);
            let state = self.send_one(at, carrier, &bearer).await;
            self.set(at, state);
        }
        let _ = self.finished.try_set(true);
        let _ = self.under_way.try_set(false);
    }

    async fn send_one(self, at: usize, carrier: Carrier, bearer: &str) -> RowState {
        let row = self.rows.try_with_untracked(|rows| rows.get(at).cloned());
        let Some(row) = row.flatten() else {
            return RowState::Stopped;
        };
        let chosen = row.file.and_then(|nth| {
            self.files
                .try_with_value(|files| files.get(nth).cloned())
                .flatten()
        });
        let (Some(file), Some(category), Some(secrecy)) = (chosen, row.category, row.secrecy)
        else {
            return RowState::Failed(Problem::Unreadable);
        };
        let Some(found) = carrier.bring(file, bearer).await else {
            return match carrier.way.try_get_untracked() {
                Some(Way::Failed(problem)) => RowState::Failed(problem),
                Some(_) | None => RowState::Stopped,
            };
        };
        let sent = self.session.send(Command::FileExhibit {
            exhibit: row.id(),
            title: row.title.clone(),
            category,
            source: row.source.clone(),
            purpose: row.purpose.clone(),
            secrecy,
            file: found,
            particulars: row.particulars(),
        });
        loop {
            match sent.get_untracked() {
                Sent::Pending => wait(60.0).await,
                Sent::Acknowledged => return RowState::Done,
                Sent::Refused(refusal) => return RowState::Refused(refusal),
            }
        }
    }
}

#[component]
pub fn ImportMany() -> impl IntoView {
    let session = use_session();
    let desk = expect_context::<Desk>();
    let carrier = Carrier::new();
    let it = Import {
        session,
        files: StoredValue::new_local(Vec::new()),
        list: RwSignal::new(None),
        rows: RwSignal::new(Vec::new()),
        late: is_late(session),
        late_reason: RwSignal::new(String::new()),
        no_list: RwSignal::new(false),
        under_way: RwSignal::new(false),
        finished: RwSignal::new(false),
        stopped: RwSignal::new(false),
    };
    let folder = NodeRef::<Input>::new();
    let sheet = NodeRef::<Input>::new();
    // Where a browser knows no folders, several files are chosen.
    Effect::new(move |_| {
        if let Some(input) = folder.get() {
            let _ = input.set_attribute("webkitdirectory", "");
        }
    });
    let choose = Callback::new(move |()| {
        let chosen = folder.get_untracked().and_then(|input| input.files());
        let mut all: Vec<web_sys::File> = chosen
            .map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect())
            .unwrap_or_default();
        // What systems put beside one's files is not evidence.
        all.retain(|file| !file.name().starts_with('.') && file.name() != "Thumbs.db");
        all.sort_by_key(path_of);
        it.files.set_value(all);
        it.check();
    });
    let read = Callback::new(move |()| {
        let chosen = sheet
            .get_untracked()
            .and_then(|input| input.files()?.get(0));
        spawn_local(async move {
            let text = match chosen {
                Some(file) => Some(
                    text_of(&file)
                        .await
                        .ok()
                        .and_then(|text| text.as_string())
                        .unwrap_or_default(),
                ),
                None => None,
            };
            it.list.set(text.map(|text| csv::rows(&text)));
            it.check();
        });
    });
    Effect::new(move |before: Option<(bool, String)>| {
        let now = (it.late.get(), it.late_reason.get());
        if before.is_some_and(|before| before != now)
            && !it.under_way.get_untracked()
            && !it.finished.get_untracked()
        {
            it.check();
        }
        now
    });
    let counts = Memo::new(move |_| {
        it.rows.with(|rows| {
            let good = rows.iter().filter(|row| row.troubles.is_empty()).count();
            let done = rows
                .iter()
                .filter(|row| row.state == RowState::Done)
                .count();
            (good, rows.len() - good, done)
        })
    });
    let send = move |_| {
        it.under_way.set(true);
        it.stopped.set(false);
        spawn_local(it.send(carrier));
    };
    let stop = move |_| {
        it.stopped.set(true);
        carrier.stop();
    };
    let words = move || {
        let (good, bad, done) = counts.get();
        if it.no_list.get() {
            import::not_a_list().to_owned()
        } else if it.rows.with(Vec::is_empty) {
            import::nothing_yet().to_owned()
        } else if it.finished.get() {
            import::summary(done, good + bad - done)
        } else {
            import::checked(good, bad)
        }
    };
    let busy = move || it.under_way.get();
    let rows = move || {
        it.rows
            .get()
            .into_iter()
            .map(|row| view! { <ImportLine row /> })
            .collect_view()
    };
    view! {
        <h1 class="filing-title">{import::import}</h1>
        <div class="filing import">
            <label class="filing-file">
                <span>{import::folder}</span>
                <FileKey input=folder field="import-folder" many=true disabled=busy chosen=choose />
                <span class="note">{import::folder_note}</span>
            </label>
            <label class="filing-file">
                <span>{import::sheet}</span>
                <FileKey input=sheet field="import-list" accept=".csv,text/csv" disabled=busy chosen=read />
                <span class="note">{import::sheet_note}</span>
            </label>
            <button type="button" class="press press--dense import-sample" data-act="import-sample" on:click=move |_| save_text(SAMPLE, "exhibits.csv")>{import::sample}</button>
            <Show when=move || it.late.get()>
                <label class="filing-field filing-field--long">
                    <span>{import::late_for_all}</span>
                    <textarea rows="2" maxlength="1000" data-field="late-reason" disabled=busy
                        on:input:target=move |event| it.late_reason.set(event.target().value())></textarea>
                    <span class="note">{proof::late_reason_note}</span>
                </label>
            </Show>
            <p class="lead" role="status" data-import=move || { let (good, bad, done) = counts.get(); format!("{good} {bad} {done}") }
                data-finished=move || it.finished.get().then_some("")>{words}</p>
        </div>
        <Show when=move || it.rows.with(|rows| !rows.is_empty())>
            <table class="import-rows">
                <thead><tr>
                    <th scope="col">{import::row}</th><th scope="col">{evidence::number}</th><th scope="col">{evidence::col_exhibit}</th>
                    <th scope="col">{import::file}</th><th scope="col">{import::outcome}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </Show>
        <div class="filing-acts">
            <button type="button" class="press" data-act="back-to-list" disabled=busy on:click=move |_| desk.looks.set(Looks::List)>{evidence::list}</button>
            <Show when=busy>
                <button type="button" class="press" data-act="import-stop" on:click=stop>{import::stop}</button>
            </Show>
            <Show when=move || { let (good, _, done) = counts.get(); good > done && !busy() }>
                <button type="button" class="press press--now" data-act="import-send" on:click=send>
                    {move || { let (good, bad, done) = counts.get(); import::send(good - done, bad) }}
                </button>
            </Show>
        </div>
    }
}

#[component]
fn ImportLine(row: ImportRow) -> impl IntoView {
    let bad = !row.troubles.is_empty();
    let name = match (&row.state, bad) {
        (_, true) => "bad",
        (RowState::Waiting, _) => "waiting",
        (RowState::Sending, _) => "sending",
        (RowState::Done, _) => "done",
        (RowState::Refused(_) | RowState::Failed(_) | RowState::Stopped, _) => "failed",
    };
    let (troubles, state) = (row.troubles, row.state);
    let words = move || {
        if troubles.is_empty() {
            if matches!(state, RowState::Waiting) {
                import::good().to_owned()
            } else {
                import::state(&state)
            }
        } else {
            let all: Vec<_> = troubles.iter().map(import::trouble).collect();
            crate::text::terms::together(&all)
        }
    };
    view! {
        <tr data-import-row=row.line.to_string() data-state=name>
            <td class="num">{row.line}</td>
            <td><span class="plate-no">{row.number}</span></td>
            <td>{row.title}</td>
            <td class="sub">{row.named}</td>
            <td class="import-word">{words}</td>
        </tr>
    }
}
