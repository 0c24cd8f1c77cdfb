//! 程序事项与事件: what the machine knows besides what was said.

use hearing::{Absence, Happening, Incident, Millis, Prompt, PromptKind, Seat};

use super::Page;
use crate::literal::Text;
use crate::words;

impl Page<'_> {
    /// In the order of time; what has no time comes last.
    pub fn incidents(&self) -> Vec<Text> {
        let mut all: Vec<(Millis, String)> = Vec::new();
        for (item, at) in &self.hearing.recorded {
            all.push((*at, format!("记明：{}", words::guard_item(*item))));
        }
        for seat in &self.hearing.seats {
            for absence in self.during(seat) {
                all.push((absence.from, self.absence(seat, absence)));
            }
        }
        for incident in &self.hearing.incidents {
            all.push((incident.at, self.incident(incident)));
        }
        all.extend(self.recusals());
        all.extend(self.objections());
        all.extend(self.issues());
        all.extend(self.conversions());
        all.sort();
        let dated = all
            .iter()
            .map(|(at, what)| format!("{} {what}", self.when(*at)));
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
            .filter(move |a| a.finding.is_some() || (a.from >= opened && !a.is_brief()))
    }

    fn absence(&self, seat: &Seat, absence: &Absence) -> String {
        let who = format!("{}{}", self.standing(seat), seat.name);
        let cause = words::loss(absence.cause);
        let back = match absence.until {
            Some(until) => format!("{} 恢复", self.when(until)),
            None => "未恢复".to_owned(),
        };
        // As G1's clerk writes it: 系统10:07:20、10:08:20提示两次
        let told: Vec<String> = absence.prompts.iter().map(|p| self.when(p.at)).collect();
        let back = if told.is_empty() {
            back
        } else {
            format!("{} {}，{back}", told.join("、"), counted(&absence.prompts))
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
            Some(until) => format!("，至{}", self.when(until)),
            None => String::new(),
        };
        match &incident.what {
            Happening::Adjourned { reason } => format!("休庭：{reason}{until}"),
            Happening::RecordingPaused { ground } => {
                format!("录音录像中断：{}{until}", words::pause(*ground))
            }
            Happening::RecordingGap { cause } => {
                let notes = self.hearing.notes_on_gap(incident.at);
                let notes = notes.map(|note| format!("。书面说明：{}", note.words));
                let notes: String = notes.collect();
                format!("录音录像未录制：{}{until}{notes}", words::gap(*cause))
            }
            Happening::Admonished {
                seat,
                measure,
                words: said,
            } => words::admonished(*measure, &self.who(seat), said),
            Happening::Sanctioned {
                seat,
                sanction,
                approval,
                words: said,
            } => {
                let sanction = words::sanction(*sanction);
                format!(
                    "经院长批准（{approval}），对{}{sanction}：{said}",
                    self.who(seat)
                )
            }
            Happening::DeviceOff { seat, device } => {
                let who = self.hearing.seat(seat);
                let who = who.map(|s| format!("{}{}", self.standing(s), s.name));
                let device = words::duty_device(*device);
                format!("{}{device}未开启{until}", who.unwrap_or_default())
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
        (held && self.hearing.stretches.is_empty())
            .then(|| "系统未接入录音录像设备，本件所载录音录像的开始与中断为法庭指令".to_owned())
    }

    fn removals(&self) -> Vec<String> {
        let removed = |s: &Seat| {
            let reason = s.removed.as_ref()?;
            Some(format!(
                "{}{}被责令退出：{reason}",
                self.standing(s),
                s.name
            ))
        };
        self.hearing.seats.iter().filter_map(removed).collect()
    }
}

/// 提示1次、警告1次: a finding hangs on both (R12 25).
fn counted(prompts: &[Prompt]) -> String {
    let of = |kind: PromptKind| {
        let times = prompts.iter().filter(|p| p.kind == kind).count();
        (times > 0).then(|| format!("{}{times}次", words::prompt_kind(kind)))
    };
    let both = [PromptKind::Reminder, PromptKind::Warning];
    both.into_iter()
        .filter_map(of)
        .collect::<Vec<_>>()
        .join("、")
}
