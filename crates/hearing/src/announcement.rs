//! 开庭公告 (R84; CPL 139): what everybody may know of a public hearing before it is over, and nothing of any other.

use crate::beijing;
use crate::{Hearing, HearingId, Millis, Phase, Procedure, Publicity, Role, Side};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Announcement {
    pub hearing: HearingId,
    /// 案号
    pub case_number: String,
    /// 案由
    pub cause: String,
    pub title: String,
    /// 当事人姓名
    pub parties: Vec<(Side, String)>,
    pub court: String,
    pub courtroom: String,
    pub scheduled_at: Millis,
    pub procedure: Procedure,
    /// When it was announced: CPL 139 wants three days, a summary procedure may do with less (CPL 163).
    pub announced_at: Millis,
    /// Of a delay that the court has announced: until when.
    pub delayed_until: Option<Millis>,
    pub under_way: bool,
    /// Seats in the gallery that are free; when there are none, `waiting` people stand in the queue.
    pub seats_free: usize,
    pub waiting: usize,
}

impl Announcement {
    /// When it is to begin, by the newest word of the court.
    pub fn due_at(&self) -> Millis {
        self.delayed_until.unwrap_or(self.scheduled_at)
    }
}

/// In milliseconds.
const DAY: Millis = 24 * 60 * 60 * 1_000;

impl Hearing {
    /// Until when the opening is put off, and why, while it is still to come.
    pub fn put_off(&self) -> Option<&(Millis, String)> {
        self.delay.as_ref().filter(|_| self.phase == Phase::Before)
    }

    /// When it is to begin, by the newest word of the court.
    pub fn due_at(&self) -> Option<Millis> {
        let planned = self.matter.as_ref().map(|matter| matter.scheduled_at);
        self.put_off().map(|(until, _)| *until).or(planned)
    }

    /// Whether the day for which it was called has gone by without its being opened.
    pub fn is_past(&self, now: Millis) -> bool {
        let day_gone = |due| beijing::day(due) < beijing::day(now);
        self.phase == Phase::Before && self.due_at().is_some_and(day_gone)
    }

    /// None for a hearing that is not public: it is not announced, not even as a gap. Nor for one that is past.
    pub fn announcement(&self, now: Millis) -> Option<Announcement> {
        let matter = self.matter.as_ref()?;
        let case = matter.case.as_ref()?;
        let is_over = self.phase >= Phase::Closed || self.is_past(now);
        if matter.publicity != Publicity::Open || is_over {
            return None;
        }
        let parties = self.seats.iter().filter(|s| s.role == Role::Party);
        Some(Announcement {
            hearing: matter.id.clone(),
            case_number: case.number.clone(),
            cause: case.cause.clone(),
            title: case.title.clone(),
            parties: parties.map(|s| (s.side, s.name.clone())).collect(),
            court: matter.court.clone(),
            courtroom: matter.courtroom.clone(),
            scheduled_at: matter.scheduled_at,
            procedure: matter.procedure,
            announced_at: self.announced_at?,
            delayed_until: self.put_off().map(|(until, _)| *until),
            under_way: self.is_under_way(),
            seats_free: self.gallery_free(),
            waiting: self.gallery_queue(),
        })
    }

    /// Whether a public hearing was announced less than three days ahead, where the law wants them (CPL 139, CrPL 187);
    /// it exempts summary procedures and fast track (CPL 163; CrPL 219, 224).
    pub fn is_announced_late(&self) -> bool {
        let Some((matter, announced)) = self.matter.as_ref().zip(self.announced_at) else {
            return false;
        };
        let bound = match matter.procedure {
            Procedure::CivilOrdinary | Procedure::CriminalOrdinary => true,
            Procedure::CivilSimple | Procedure::CriminalFastTrack | Procedure::CriminalSummary => {
                false
            }
        };
        bound && matter.publicity == Publicity::Open && matter.scheduled_at < announced + 3 * DAY
    }
}
