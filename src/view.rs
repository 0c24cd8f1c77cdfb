//! Which page of the hearing somebody turned to who may choose: the court between docket, readiness, room, evidence
//! and record; a party between the room and the evidence.

use leptos::prelude::*;
use web_sys::Storage;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Before anybody has entered: what is public.
    Announcements,
    /// For everybody as well: whether a file is whole.
    Verify,
    Docket,
    Readiness,
    Courtroom,
    Evidence,
    Record,
}

/// By what a reload finds it again.
const NAMES: [(View, &str); 7] = [
    (View::Announcements, "announcements"),
    (View::Verify, "verify"),
    (View::Docket, "docket"),
    (View::Readiness, "readiness"),
    (View::Courtroom, "courtroom"),
    (View::Evidence, "evidence"),
    (View::Record, "record"),
];
const KEPT_AS: &str = "kaiting.view";

/// None: where the hearing itself puts the person.
#[derive(Clone, Copy)]
pub struct Turned(RwSignal<Option<View>>);

pub fn provide_view() -> Turned {
    // The places that have an address, for whoever passes it on: they are the same for everybody.
    let asked = gloo::utils::window().location().hash().unwrap_or_default();
    let first = match asked.as_str() {
        "#announcements" => Some(View::Announcements),
        "#verify" => Some(View::Verify),
        "" => kept(),
        // A link leads to its own door, wherever this tab was.
        _ => None,
    };
    keep(first);
    let turned = Turned(RwSignal::new(first));
    provide_context(turned);
    turned
}

pub fn use_view() -> Turned {
    expect_context::<Turned>()
}

impl Turned {
    pub fn get(self) -> Option<View> {
        self.0.get()
    }

    pub fn to(self, view: View) {
        keep(Some(view));
        self.0.set(Some(view));
    }

    pub fn back(self) {
        keep(None);
        self.0.set(None);
    }
}

/// What the browser keeps for this tab. Plain names: at the door nothing reads JSON yet.
fn tab() -> Option<Storage> {
    gloo::utils::window().session_storage().ok()?
}

fn kept() -> Option<View> {
    let name = tab()?.get_item(KEPT_AS).ok()??;
    let known = NAMES.iter().find(|(_, known)| *known == name);
    known.map(|(view, _)| *view)
}

fn keep(view: Option<View>) {
    let Some(tab) = tab() else { return };
    let name = NAMES.iter().find(|(known, _)| Some(*known) == view);
    // A browser that keeps nothing loses the place with a reload, as it loses the pass.
    let _ = match name {
        Some((_, name)) => tab.set_item(KEPT_AS, name),
        None => tab.remove_item(KEPT_AS),
    };
}
