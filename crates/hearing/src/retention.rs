//! 保存期限 (R97): what was withdrawn before anybody else has seen it is no part of the file, and need not be kept for ever. Its bytes
//! go; that it was filed, withdrawn and taken away, with its hash, stays in the journal, whose chain says nothing of the bytes.

use crate::exhibit::{Exhibit, OriginalState};
use crate::{ExhibitId, Hearing, Millis, Opened};

impl Hearing {
    /// Exhibits whose bytes may go, where the court keeps such for `kept` ms after their withdrawal.
    pub fn erasable(&self, kept: Millis, now: Millis) -> Vec<ExhibitId> {
        let all = self.exhibits.iter();
        let due = all.filter(|e| {
            let withdrawn = e.withdrawn.as_ref().filter(|w| w.erased_at.is_none());
            withdrawn.is_some_and(|w| w.at.saturating_add(kept) <= now)
        });
        due.filter(|e| !self.is_of_the_file(e))
            .map(|e| e.id.clone())
            .collect()
    }

    /// Whether anything leads to it: it was opened by somebody else, shown, examined, checked, asked about, ruled on, named,
    /// be it in a line that was struck, or drawn upon.
    fn is_of_the_file(&self, e: &Exhibit) -> bool {
        let shown = self.stood.iter().any(|s| s.exhibit == e.id)
            || self.showings.iter().any(|s| s.exhibit == e.id)
            || self.played.iter().any(|p| p.exhibit == e.id)
            || self.marks.iter().any(|m| m.exhibit == e.id);
        let record = &self.transcript;
        let struck = record.struck.iter().map(|struck| &struck.line);
        let mut lines = record.lines.iter().chain(struck);
        let named = lines.any(|l| l.pages().iter().any(|(id, _)| *id == e.id));
        let opened = Opened::Exhibit(e.id.clone());
        let read = self
            .accesses
            .iter()
            .any(|a| a.what == opened && a.seat != e.submitted_by);
        let checked = e.original != OriginalState::ToCheck
            || !e.original_requests.is_empty()
            || e.original_ruling.is_some();
        let compared = e
            .chain
            .as_ref()
            .is_some_and(|c| c.check.is_some() || !c.disputes.is_empty());
        let ruled = !e.opinions.is_empty() || e.ruling.is_some() || e.late.is_some();
        shown || named || read || checked || compared || ruled
    }
}
