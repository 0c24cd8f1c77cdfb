//! 程序事项与事件: what the machine knows besides what was said.

use hearing::{Absence, Happening, Incident, Millis, Seat};

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
        for incident in &self.hearing.incidents {
            all.push((incident.at, self.incident(incident)));
        }
        all.sort();
        let dated = all
            .iter()
            .map(|(at, what)| format!("{} {what}", clock::time(*at)));
        let undated = self.unrecorded().into_iter().chain(self.removals());
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

    fn incident(&self, incident: &Incident) -> String {
        let until = match incident.until {
            Some(until) => format!("，至{}", clock::time(until)),
            None => String::new(),
        };
        match &incident.what {
            Happening::Adjourned { reason } => format!("休庭：{reason}{until}"),
            Happening::RecordingPaused { ground } => {
                format!("录音录像中断：{}{until}", words::pause(*ground))
            }
            Happening::Admonished {
                seat,
                measure,
                words: said,
            } => {
                let who = self.hearing.seat(seat);
                let who = who.map(|s| format!("{}{}", self.standing(s), s.name));
                let measure = words::admonition(*measure);
                format!("对{}予以{measure}：{said}", who.unwrap_or_default())
            }
            Happening::GuardOverridden {
                open_items, reason, ..
            } => {
                let items: Vec<&str> = open_items.iter().map(|i| words::guard_item(*i)).collect();
                format!("未记录“{}”即继续，理由：{reason}", items.join("、"))
            }
        }
    }

    /// The orders to record stand above; that no machine carried them out must not be hidden by them (R76).
    fn unrecorded(&self) -> Option<String> {
        let held = self.hearing.opened_at.is_some();
        (held && !self.hearing.recorder)
            .then(|| "系统未接入录音录像设备，本件所载录音录像的开始与中断为法庭指令".to_owned())
    }

    fn removals(&self) -> Vec<String> {
        let removed = |s: &Seat| {
            let reason = s.removed.as_ref()?;
            Some(format!("{}{}被令退出：{reason}", self.standing(s), s.name))
        };
        self.hearing.seats.iter().filter_map(removed).collect()
    }
}
