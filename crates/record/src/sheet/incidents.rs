//! 程序事项与事件: what the machine knows besides what was said.

use hearing::{Absence, Millis, Recording, Seat};

use super::Page;
use crate::literal::Text;
use crate::{clock, words};

impl Page<'_> {
    /// In the order of time; what has no time comes last.
    pub fn incidents(&self) -> Vec<Text> {
        let mut all: Vec<(Millis, String)> = Vec::new();
        for (item, at) in &self.hearing.recorded {
            all.push((*at, words::guard_item(*item).to_owned()));
        }
        for seat in &self.hearing.seats {
            for absence in self.during(seat) {
                all.push((absence.from, self.absence(seat, absence)));
            }
        }
        if let Some((at, reason)) = &self.hearing.adjourned {
            all.push((*at, format!("休庭：{reason}")));
        }
        all.sort();
        let dated = all
            .iter()
            .map(|(at, what)| format!("{} {what}", clock::time(*at)));
        let undated = self.paused().into_iter().chain(self.removals());
        dated.chain(undated).map(|line| self.text(line)).collect()
    }

    /// Who comes and goes while he waits, or after all is over, is no matter of the record.
    fn during<'a>(&'a self, seat: &'a Seat) -> impl Iterator<Item = &'a Absence> {
        let opened = self.hearing.opened_at.unwrap_or(Millis::MAX);
        let closed = self.hearing.closed_at.unwrap_or(Millis::MAX);
        let of_record = !seat.role.only_watches();
        seat.absences
            .iter()
            .filter(move |a| of_record && a.from < closed && a.until.is_none_or(|u| u > opened))
            .filter(move |a| a.finding.is_some() || a.from >= opened)
    }

    fn absence(&self, seat: &Seat, absence: &Absence) -> String {
        let who = format!("{}{}", self.standing(seat), seat.name);
        let cause = words::loss(absence.cause);
        let back = match absence.until {
            Some(until) => format!("{} 恢复", clock::time(until)),
            None => "未恢复".to_owned(),
        };
        match absence.finding {
            Some(finding) => {
                let finding = words::absence_finding(finding);
                format!("{who}{cause}，{back}，法庭认定：{finding}")
            }
            None => format!("{who}{cause}，{back}"),
        }
    }

    fn paused(&self) -> Option<String> {
        match self.hearing.recording {
            Recording::Paused(ground) => Some(format!("录音录像中断：{}", words::pause(ground))),
            Recording::Off | Recording::On => None,
        }
    }

    fn removals(&self) -> Vec<String> {
        let removed = |s: &Seat| {
            let reason = s.removed.as_ref()?;
            Some(format!("{}{}被令退出：{reason}", self.standing(s), s.name))
        };
        self.hearing.seats.iter().filter_map(removed).collect()
    }
}
