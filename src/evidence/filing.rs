//! Filing an exhibit: the file and what it is, hashed here and compared by the court (R39, R43).

use hearing::exhibit::{ExhibitCategory, ExhibitFile, Particulars, Secrecy};
use hearing::{Command, ExhibitId};
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::fields::{Choice, LongField, TextField};
use super::number_field::{Number, NumberField};
use super::on_its_way::OnItsWay;
use super::place::{Desk, Looks};
use super::upload::{Carrier, Way};
use crate::session::{Session, use_session};
use crate::text::{common, evidence, proof, terms};
use crate::ui::{FileKey, doing_quietly};

const CATEGORIES: [ExhibitCategory; 8] = [
    ExhibitCategory::Documentary,
    ExhibitCategory::Physical,
    ExhibitCategory::AudioVisual,
    ExhibitCategory::ElectronicData,
    ExhibitCategory::WitnessTestimony,
    ExhibitCategory::PartyStatement,
    ExhibitCategory::ExpertOpinion,
    ExhibitCategory::InspectionRecord,
];
const TIERS: [Secrecy; 4] = [
    Secrecy::Open,
    Secrecy::Parties,
    Secrecy::CounselAndExperts,
    Secrecy::CourtOnly,
];

/// What has been filled in. A context of the form.
#[derive(Clone, Copy)]
struct Draft {
    number: Number,
    title: RwSignal<String>,
    category: RwSignal<usize>,
    source: RwSignal<String>,
    purpose: RwSignal<String>,
    secrecy: RwSignal<usize>,
    copies: RwSignal<String>,
    alternative: RwSignal<String>,
    late_reason: RwSignal<String>,
    picture: RwSignal<bool>,
    /// The court's time has passed.
    late: Memo<bool>,
    size: RwSignal<Option<f64>>,
}

impl Draft {
    fn new(session: Session) -> Self {
        Self {
            number: Number::new(session),
            title: RwSignal::new(String::new()),
            category: RwSignal::new(0),
            source: RwSignal::new(String::new()),
            purpose: RwSignal::new(String::new()),
            secrecy: RwSignal::new(1),
            copies: RwSignal::new("1".to_owned()),
            alternative: RwSignal::new(String::new()),
            late_reason: RwSignal::new(String::new()),
            picture: RwSignal::new(false),
            late: is_late(session),
            size: RwSignal::new(None),
        }
    }

    fn is_complete(self) -> bool {
        let said = |text: RwSignal<String>| text.with(|t| !t.trim().is_empty());
        let explained = !self.late.get() || said(self.late_reason);
        self.number.is_good()
            && said(self.title)
            && explained
            && self.copies().is_some()
            && self.size.get().is_some()
    }

    fn command(self, file: ExhibitFile) -> Option<Command> {
        let text = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
        Some(Command::FileExhibit {
            exhibit: ExhibitId::new(text(self.number.text)),
            title: text(self.title),
            category: *CATEGORIES.get(self.category.get_untracked())?,
            source: text(self.source),
            purpose: text(self.purpose),
            secrecy: *TIERS.get(self.secrecy.get_untracked())?,
            file,
            particulars: Particulars {
                copies: untrack(|| self.copies())?,
                text_alternative: text(self.alternative),
                late_reason: Some(text(self.late_reason)).filter(|reason| !reason.is_empty()),
            },
        })
    }

    fn copies(self) -> Option<u16> {
        let count = self.copies.with(|text| text.trim().parse().ok());
        count.filter(|count| (1..=100).contains(count))
    }
}

#[component]
pub fn Filing() -> impl IntoView {
    let session = use_session();
    let desk = expect_context::<Desk>();
    let draft = Draft::new(session);
    let carrier = Carrier::new();
    let picked = NodeRef::<Input>::new();
    let filed = RwSignal::new(None::<ExhibitFile>);
    // What the court holds already: refused for its number, the file need not come again.
    let held = StoredValue::new(None::<ExhibitFile>);
    let doing = doing_quietly(move || {
        desk.chosen.set(Some(ExhibitId::new(
            draft.number.text.get_untracked().trim(),
        )));
        filed.set(held.get_value());
    });
    let busy = Memo::new(move |_| carrier.is_under_way() || doing.pending());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let file = picked
            .get_untracked()
            .and_then(|input| input.files()?.get(0));
        let (Some(file), Some(bearer)) = (file, session.bearer()) else {
            return;
        };
        if busy.get_untracked() || !untrack(|| draft.is_complete()) {
            return;
        }
        spawn_local(async move {
            let found = match held.get_value() {
                Some(found) => Some(found),
                None => carrier.bring(file, &bearer).await,
            };
            if let Some(found) = found
                && held.try_set_value(Some(found.clone())).is_none()
                && let Some(command) = draft.command(found)
            {
                carrier.way.set(Way::Resting);
                doing.start(command);
            }
        });
    };
    let another = move |_| {
        held.set_value(None);
        filed.set(None);
        desk.looks.set(Looks::List);
        desk.looks.set(Looks::Filing);
    };
    let form = move || {
        view! {
            <form class="filing" on:submit=submit aria-label=evidence::file_one aria-busy=move || busy.get().then_some("true")>
                <FilePick picked draft held locked=busy />
                <fieldset class="filing-fields" disabled=move || busy.get()>
                    <legend class="vh">{evidence::describe}</legend>
                    <NumberField number=draft.number locked=busy />
                    <TextField field="title" label=evidence::col_exhibit value=draft.title limit=100 />
                    <Choice field="category" label=evidence::category value=draft.category words=|| CATEGORIES.map(terms::exhibit_category).to_vec() />
                    <Copies draft />
                    <TextField field="source" label=evidence::source value=draft.source limit=1000 />
                    <TextField field="purpose" label=evidence::col_purpose value=draft.purpose limit=1000 />
                    <Choice field="secrecy" label=evidence::secrecy value=draft.secrecy words=|| TIERS.map(terms::secrecy).to_vec() />
                    <Show when=move || draft.picture.get()>
                        <LongField field="text-alternative" label=proof::alternative note=proof::alternative_note value=draft.alternative limit=1000 />
                    </Show>
                    <Show when=move || draft.late.get()>
                        <LongField field="late-reason" label=proof::late_reason note=proof::late_reason_note value=draft.late_reason limit=1000 />
                    </Show>
                </fieldset>
                <OnItsWay carrier doing />
                <div class="filing-acts">
                    <button type="button" class="press" data-act="back-to-list" disabled=move || busy.get() on:click=move |_| desk.looks.set(Looks::List)>
                        {evidence::list}
                    </button>
                    <button type="submit" class="press press--now" data-act="file-exhibit" disabled=move || busy.get() || !draft.is_complete()>
                        {move || if busy.get() { common::pending() } else { evidence::file_now() }}
                    </button>
                </div>
            </form>
        }
    };
    view! {
        <h1 class="filing-title">{evidence::file_one}</h1>
        {move || match filed.get() {
            None => form().into_any(),
            Some(file) => view! {
                <div class="filed" role="status" data-filed=draft.number.text.get_untracked()>
                    <p class="lead ok">{evidence::filed(draft.number.text.get_untracked().trim())}</p>
                    <p class="note">{move || evidence::hash_agrees()}</p>
                    <p class="hash hash--full">{file.sha256}</p>
                    <div class="filing-acts">
                        <button type="button" class="press" data-act="back-to-list" on:click=move |_| desk.looks.set(Looks::List)>{evidence::list}</button>
                        <button type="button" class="press" data-act="new-exhibit" on:click=another>{evidence::file_another}</button>
                    </div>
                </div>
            }
            .into_any(),
        }}
    }
}

/// Whether what this person files now comes late; the clock of the court turns while the form is open.
pub fn is_late(session: Session) -> Memo<bool> {
    let tick = RwSignal::new(0_u32);
    let turning = set_interval_with_handle(
        move || {
            let _ = tick.try_update(|n| *n = n.wrapping_add(1));
        },
        std::time::Duration::from_secs(5),
    );
    on_cleanup(move || {
        if let Ok(turning) = turning {
            turning.clear();
        }
    });
    let court = session.mine(|_, me| me.role.is_court());
    Memo::new(move |_| {
        tick.track();
        let now = session.now();
        court.get() == Some(false) && session.with(|h| h.late_now(now).is_some())
    })
}

#[component]
fn Copies(draft: Draft) -> impl IntoView {
    let bad = move || draft.copies().is_none().then_some("true");
    view! {
        <label class="filing-field">
            <span>{proof::copies}</span>
            <input type="number" inputmode="numeric" min="1" max="100" data-field="copies" aria-invalid=bad
                prop:value=move || draft.copies.get()
                on:input:target=move |event| draft.copies.set(event.target().value()) />
        </label>
    }
}

#[component]
fn FilePick(
    picked: NodeRef<Input>,
    draft: Draft,
    held: StoredValue<Option<ExhibitFile>>,
    #[prop(into)] locked: Signal<bool>,
) -> impl IntoView {
    let choose = move |()| {
        held.set_value(None);
        let file = picked
            .get_untracked()
            .and_then(|input| input.files()?.get(0));
        draft.size.set(file.as_ref().map(|file| file.size()));
        draft.picture.set(
            file.as_ref()
                .is_some_and(|file| file.type_().starts_with("image/")),
        );
        // The file's own name is a good first title; what somebody has written stays.
        if let Some(file) = file.filter(|_| draft.title.with_untracked(String::is_empty)) {
            let name = file.name();
            let stem = name
                .rsplit_once('.')
                .map_or(name.as_str(), |(stem, _)| stem);
            draft.title.set(stem.chars().take(100).collect());
        }
    };
    view! {
        <label class="filing-file">
            <span>{evidence::file}</span>
            <FileKey input=picked field="exhibit-file" disabled=locked chosen=choose />
            <span class="note">
                {evidence::file_kinds}" "{move || draft.size.get().map(|size| evidence::size(size as u64))}
            </span>
        </label>
    }
}
