//! 审判流程信息 (R89): how the case stands, for those whose case it is. Computed from what the viewer may know, in his browser.

use crate::transcript::SignState;
use crate::{Hearing, Millis, Phase, Seat, Stage};

/// What has been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// 排期
    Announced,
    /// 开庭
    Opened,
    Entered(Stage),
    /// 闭庭
    Closed,
    /// 笔录开放核对
    RecordOpened,
    /// By the viewer himself
    Signed,
    /// 笔录全部签署完毕
    Finished,
}

/// What is to come, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Hearing,
    InPerson,
    /// 举证期限 (R46)
    Filing,
    /// 核对笔录 (CPL 150)
    Signing,
}

/// Where the viewer finds the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordStands {
    NotBegun,
    Draft,
    ToRead,
    Finished,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// In the order of time.
    pub past: Vec<(Milestone, Millis)>,
    pub due: Vec<(Due, Millis)>,
    pub record: RecordStands,
}

impl Hearing {
    /// For `me`, of the hearing as he sees it.
    pub fn progress(&self, me: &Seat) -> Progress {
        let sign_off = self.transcript.sign_off.as_ref();
        let own = sign_off.and_then(|s| s.entries.iter().find(|e| e.seat == me.id));
        let mut past: Vec<(Milestone, Millis)> = self
            .stages_entered
            .iter()
            .map(|(stage, at)| (Milestone::Entered(*stage), *at))
            .collect();
        let signed = own.and_then(|own| match &own.state {
            SignState::Signed(signature) => Some(signature.at),
            SignState::Waiting
            | SignState::Refused { .. }
            | SignState::Unsigned { .. }
            | SignState::Voided { .. } => None,
        });
        let more = [
            (Milestone::Announced, self.announced_at),
            (Milestone::Opened, self.opened_at),
            (Milestone::Closed, self.closed_at),
            (Milestone::RecordOpened, sign_off.map(|s| s.opened_at)),
            (Milestone::Signed, signed),
            (Milestone::Finished, sign_off.and_then(|s| s.finished_at)),
        ];
        past.extend(more.into_iter().filter_map(|(what, at)| Some((what, at?))));
        past.sort_by_key(|(_, at)| *at);

        let in_person = me.in_person();
        let before = self.phase == Phase::Before && in_person.is_none();
        let waits = own
            .is_some_and(|own| matches!(own.state, SignState::Waiting | SignState::Voided { .. }));
        let due = [
            (Due::Filing, self.filing_deadline),
            (Due::Hearing, self.due_at().filter(|_| before)),
            (Due::InPerson, in_person.and_then(|i| i.when)),
            (Due::Signing, self.read_by().filter(|_| waits)),
        ];
        let mut due: Vec<(Due, Millis)> = due
            .into_iter()
            .filter_map(|(what, at)| Some((what, at?)))
            .collect();
        due.sort_by_key(|(_, at)| *at);

        let record = match sign_off {
            Some(s) if s.finished_at.is_some() => RecordStands::Finished,
            Some(_) => RecordStands::ToRead,
            None if self.opened_at.is_some() => RecordStands::Draft,
            None => RecordStands::NotBegun,
        };
        Progress { past, due, record }
    }
}
