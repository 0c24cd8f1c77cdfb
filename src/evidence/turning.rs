//! Whose hand turns the page: the presenter's for all, or one's own for oneself.

use hearing::Command;
use hearing::exhibit::{PageView, Presentation};
use hearing::presenting::Area;
use leptos::prelude::*;

use crate::session::{Session, use_session};
use crate::ui::{Doing, doing};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Turns for everybody.
    Leads,
    /// Sees what the presenter turns to.
    Follows,
    /// Browses for himself.
    Free,
}

/// The page on this screen. A context of the well.
#[derive(Clone, Copy)]
pub struct Turning {
    pub shown: Memo<Option<Presentation>>,
    /// Whether this seat presents, and not another that it could take over from.
    pub presents: Memo<bool>,
    /// Whether this seat moves it for all.
    pub leads: Memo<bool>,
    free: RwSignal<Option<PageView>>,
    /// Turned to here, and not on the record yet.
    wanted: RwSignal<Option<PageView>>,
    doing: Doing,
}

pub fn provide_turning() -> Turning {
    let session = use_session();
    let shown = session.select(|h| h.presentation.clone());
    let presents = is_mine(session, |by_me| by_me);
    let leads = is_mine(session, |_| true);
    let turning = Turning {
        shown,
        presents,
        leads,
        free: RwSignal::new(None),
        wanted: RwSignal::new(None),
        doing: doing(),
    };
    // Another exhibit is seen by all: browsing was in the one before.
    let exhibit = Memo::new(move |_| shown.with(|p| p.as_ref().map(|p| p.exhibit.clone())));
    Effect::new(move |_| {
        exhibit.track();
        turning.free.set(None);
        turning.wanted.set(None);
    });
    // On the record, refused, or overtaken by somebody else's turn: the record is what counts.
    Effect::new(move |_| {
        let recorded = shown.with(|p| p.as_ref().map(|p| p.view));
        let wanted = turning.wanted.get();
        if wanted.is_some() && (recorded == wanted || !turning.doing.pending()) {
            turning.wanted.set(None);
        }
    });
    provide_context(turning);
    turning
}

/// Whether this seat moves what is on show, and with its own hand or over somebody else's.
fn is_mine(session: Session, rule: fn(bool) -> bool) -> Memo<bool> {
    let mine = session.mine(move |h, me| {
        let by_me = h.presentation.as_ref().is_some_and(|p| p.by == me.id);
        h.leads(me) && rule(by_me)
    });
    Memo::new(move |_| mine.get() == Some(true))
}

impl Turning {
    pub fn hand(self) -> Hand {
        match (self.free.get(), self.leads.get()) {
            (Some(_), _) => Hand::Free,
            (None, true) => Hand::Leads,
            (None, false) => Hand::Follows,
        }
    }

    /// What this screen shows.
    pub fn view(self) -> PageView {
        let recorded = || self.shown.with(|p| p.as_ref().map(|p| p.view));
        self.free
            .get()
            .or_else(|| self.wanted.get())
            .or_else(recorded)
            .unwrap_or_default()
    }

    /// The page everybody is on.
    pub fn common_page(self) -> u32 {
        self.shown.with(|p| p.as_ref().map_or(1, |p| p.view.page))
    }

    pub fn pending(self) -> bool {
        self.wanted.with(Option::is_some)
    }

    /// For all where this seat leads; else for oneself, from now on.
    pub fn turn(self, view: PageView) {
        if untrack(|| self.hand()) == Hand::Leads {
            if untrack(|| self.view()) != view {
                self.doing.add(Command::TurnPage { view });
                self.wanted.set(Some(view));
            }
        } else {
            self.free.set(Some(view));
        }
    }

    /// Whether the page lies where this person's own hand has put it: the presenter's, or who browses.
    pub fn own(self) -> bool {
        self.presents.get() || self.hand() == Hand::Free
    }

    /// Scrolled: told to all by the presenter, kept by who browses, forgotten by all others at the next turn.
    pub fn scrolled(self, left: u16, top: u16) {
        if untrack(|| self.own()) {
            let view = untrack(|| self.view());
            self.turn(PageView { left, top, ..view });
        }
    }

    /// For all, what this page is about; none takes it away.
    pub fn highlight(self, highlight: Option<Area>) {
        let view = untrack(|| self.view());
        self.turn(PageView { highlight, ..view });
    }

    /// Looks at one page for oneself; the presenter's stays where it is.
    pub fn browse_at(self, page: u32) {
        let view = untrack(|| self.view());
        self.free.set(Some(PageView {
            page,
            left: 0,
            top: 0,
            highlight: None,
            ..view
        }));
    }

    pub fn browse(self) {
        self.free.set(Some(untrack(|| self.view())));
    }

    pub fn back(self) {
        self.free.set(None);
    }
}
