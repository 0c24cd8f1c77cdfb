//! 笔录-证据-时间联动: what lay before everybody, and so before what a line of the record was said (R50).

use crate::{ExhibitId, Hearing, Millis, SeatId};
use serde::{Deserialize, Serialize};

/// A page that stood no longer than that (ms) was leafed over: leafing is not showing.
pub(crate) const STOOD: Millis = 1_000;

/// A page that lay before everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stood {
    pub exhibit: ExhibitId,
    pub page: u32,
    /// In whose hand it was.
    pub by: SeatId,
    /// The exhibit on show, where this one lay beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<ExhibitId>,
    pub from: Millis,
    /// None: it lies there now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Millis>,
}

impl Stood {
    pub fn at(&self, at: Millis) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }

    fn same_sheet(&self, other: &Stood) -> bool {
        self.exhibit == other.exhibit && self.beside == other.beside
    }
}

/// When a line was said, and before what.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Said {
    /// By the clock of the journal.
    pub at: Millis,
    /// Since the opening (ms), which is where a recording begins; none before it.
    pub offset: Option<Millis>,
    /// Exhibit and page: the one on show, then the one beside it.
    pub before: Vec<(ExhibitId, u32)>,
}

impl Hearing {
    /// What is said of a line that was said then.
    pub(crate) fn said(&self, at: Millis) -> Said {
        let lay = |second: bool| {
            let mut newest = self.stood.iter().rev();
            newest.find(|s| s.beside.is_some() == second && s.at(at))
        };
        let both = lay(false).into_iter().chain(lay(true));
        Said {
            at,
            offset: self.offset(at),
            before: both.map(|s| (s.exhibit.clone(), s.page)).collect(),
        }
    }

    /// Where a moment is in the hearing (ms since the opening).
    pub fn offset(&self, at: Millis) -> Option<Millis> {
        at.checked_sub(self.opened_at?)
    }

    /// What a clerk types was said when he began to type it. His clock is advice: it counts where it is between the opening
    /// and now, so that a line that waited for the way back is not one of the page that lies there by then (R60).
    pub(crate) fn said_when_begun(&self, begun: Option<Millis>, now: Millis) -> Said {
        let during = |at: &Millis| *at <= now && self.offset(*at).is_some();
        self.said(begun.filter(during).unwrap_or(now))
    }

    /// Whatever has changed what is on show: what lay there until now, and what lies there from now on.
    pub(crate) fn follow_table(&mut self, at: Millis) {
        let shown = self.presentation.as_ref();
        let first = shown.map(|p| Stood {
            exhibit: p.exhibit.clone(),
            page: p.view.page,
            by: p.by.clone(),
            beside: None,
            from: at,
            until: None,
        });
        let second = shown.and_then(|p| {
            let lies = p.beside.as_ref()?;
            Some(Stood {
                exhibit: lies.exhibit.clone(),
                page: lies.view.page,
                by: p.by.clone(),
                beside: Some(p.exhibit.clone()),
                from: at,
                until: None,
            })
        });
        self.lies_now(false, first, at);
        self.lies_now(true, second, at);
    }

    fn lies_now(&mut self, second: bool, now: Option<Stood>, at: Millis) {
        let of_place = |s: &Stood| s.until.is_none() && s.beside.is_some() == second;
        let Some(nth) = self.stood.iter().rposition(of_place) else {
            self.stood.extend(now);
            return;
        };
        let Some(open) = self.stood.get_mut(nth) else {
            return;
        };
        let leafed = at.saturating_sub(open.from) < STOOD;
        match now {
            Some(now) if open.same_sheet(&now) && open.page == now.page && open.by == now.by => {}
            Some(now) if open.same_sheet(&now) && leafed => {
                open.page = now.page;
                open.by = now.by;
            }
            now => {
                if leafed {
                    self.stood.remove(nth);
                } else {
                    open.until = Some(at);
                }
                self.stood.extend(now);
            }
        }
    }
}
