//! Which page of the hearing somebody turned to who may choose: the court between docket, readiness, room, evidence
//! and record; a party between the room and the evidence.

use leptos::prelude::*;

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

/// None: where the hearing itself puts the person.
#[derive(Clone, Copy)]
pub struct Turned(RwSignal<Option<View>>);

pub fn provide_view() -> Turned {
    // The places that have an address, for whoever passes it on: they are the same for everybody.
    let asked = gloo::utils::window().location().hash().unwrap_or_default();
    let first = match asked.as_str() {
        "#announcements" => Some(View::Announcements),
        "#verify" => Some(View::Verify),
        _ => None,
    };
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
        self.0.set(Some(view));
    }

    pub fn back(self) {
        self.0.set(None);
    }
}
