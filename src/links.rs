//! The way from a line of the record to the page of an exhibit that it was said before, and back (R50).

use hearing::{ExhibitId, LineId};
use leptos::prelude::*;

use crate::session::Session;
use crate::view::{Turned, View};

/// Where somebody wants to go. Whoever shows it takes it up, once.
#[derive(Clone, Copy)]
pub struct Links {
    page: RwSignal<Option<(ExhibitId, u32)>>,
    line: RwSignal<Option<LineId>>,
    /// Counts the presses, so that the same way can be gone twice.
    asked: RwSignal<u32>,
    taken: StoredValue<u32>,
    /// Whether the exhibit on show is on this screen.
    well: RwSignal<bool>,
}

pub fn provide_links() -> Links {
    let links = Links {
        page: RwSignal::new(None),
        line: RwSignal::new(None),
        asked: RwSignal::new(0),
        taken: StoredValue::new(0),
        well: RwSignal::new(false),
    };
    provide_context(links);
    links
}

pub fn use_links() -> Links {
    expect_context::<Links>()
}

impl Links {
    /// For oneself only: nobody else's page is moved.
    pub fn to_page(self, session: Session, place: Turned, exhibit: ExhibitId, page: u32) {
        let on_show = session.peek(|h| {
            let shown = h.presentation.as_ref();
            shown.is_some_and(|p| p.exhibit == exhibit)
        });
        let here = on_show && self.well.get_untracked();
        self.line.set(None);
        self.page.set(Some((exhibit, page)));
        self.asked.update(|n| *n += 1);
        if !here {
            place.to(View::Evidence);
        }
    }

    pub fn to_line(self, place: Turned, line: LineId) {
        self.page.set(None);
        self.line.set(Some(line));
        self.asked.update(|n| *n += 1);
        place.back();
    }

    /// Follows the presses.
    pub fn asked(self) -> u32 {
        self.asked.get()
    }

    /// Whether the last press asked for a line, taken up or not.
    pub fn wants_line(self) -> bool {
        self.line.with_untracked(Option::is_some)
    }

    pub fn waits(self) -> bool {
        self.taken.get_value() != self.asked.get_untracked()
    }

    fn take(self) {
        self.taken.set_value(self.asked.get_untracked());
    }

    pub fn take_line(self) -> Option<LineId> {
        let wanted = self.line.get_untracked().filter(|_| self.waits())?;
        self.take();
        Some(wanted)
    }

    /// The page that is asked for, if it is one of those that can be shown here.
    pub fn take_page(self, here: impl FnOnce(&ExhibitId) -> bool) -> Option<(ExhibitId, u32)> {
        let wanted = self.page.get_untracked().filter(|_| self.waits());
        let wanted = wanted.filter(|(exhibit, _)| here(exhibit))?;
        self.take();
        Some(wanted)
    }

    /// Called by what shows the exhibit on show, for as long as it does.
    pub fn well_is_here(self) {
        self.well.set(true);
        on_cleanup(move || {
            let _ = self.well.try_set(false);
        });
    }
}
