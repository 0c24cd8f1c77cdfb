//! 告知 (R5): what each person has read and ticked or signed, in which edition and when. It stands with his check-in, of
//! whatever role he is, and the words of each edition stay known.

use crate::check_in::{CheckIn, ConsentStage};
use crate::{Hearing, Millis, Seat, confidentiality, notice};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notification {
    /// 在线诉讼告知, before the answer for a stage
    Consent(ConsentStage),
    /// 法庭纪律, of the rule with this number, from 0
    Discipline(u8),
    /// 诉讼权利义务
    Right(u8),
    /// 法律后果
    Consequence(u8),
    /// 禁止私自录音录像声明
    NoRecording,
    /// 保证书
    Undertaking,
    /// 保密承诺, with an edition of its own
    Confidentiality,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub what: Notification,
    pub edition: u16,
    pub at: Millis,
}

/// What is told one by one besides the discipline, in its order.
pub fn told_one_by_one() -> impl Iterator<Item = Notification> {
    let rights = (0..notice::RIGHTS).map(Notification::Right);
    rights.chain((0..notice::CONSEQUENCES).map(Notification::Consequence))
}

impl CheckIn {
    /// When he first ticked it.
    pub fn read_at(&self, what: Notification) -> Option<Millis> {
        let readings = self.read.iter().filter(|r| r.what == what);
        readings.map(|r| r.at).min()
    }

    /// Of rights and consequences, how many are ticked.
    pub fn told(&self) -> usize {
        told_one_by_one()
            .filter(|what| self.read_at(*what).is_some())
            .count()
    }

    /// Of one text in one edition the first time is kept: who answers anew has read it already.
    pub(crate) fn has_read(&mut self, what: Notification, edition: u16, at: Millis) {
        let known = |r: &Reading| (r.what, r.edition) == (what, edition);
        if !self.read.iter().any(known) {
            self.read.push(Reading { what, edition, at });
        }
    }
}

impl Hearing {
    /// The words that somebody has read, whatever has become of the text since; none of an edition that nobody knows.
    pub fn words_read(&self, seat: &Seat, reading: &Reading) -> Option<String> {
        let Reading { what, edition, .. } = *reading;
        let matter = self.matter.as_ref();
        let criminal = matter.is_some_and(|m| m.procedure.is_criminal());
        let one = |all: &[&str], at: u8| all.get(usize::from(at)).map(|words| (*words).to_owned());
        match what {
            Notification::Consent(_) => Some(notice::consent_in(edition)?.join("\n")),
            Notification::Discipline(rule) => {
                one(&notice::discipline_in(edition, seat.role)?, rule)
            }
            Notification::Right(n) => one(&notice::rights_in(edition, seat.role, criminal)?, n),
            Notification::Consequence(n) => {
                one(&notice::consequences_in(edition, seat.role, criminal)?, n)
            }
            Notification::NoRecording => {
                notice::is_known(edition).then(|| notice::no_recording(&seat.name))
            }
            Notification::Undertaking => {
                let court = matter.map_or("", |m| m.court.as_str());
                notice::undertaking(seat.role, &seat.name, court)
                    .filter(|_| notice::is_known(edition))
            }
            Notification::Confidentiality => {
                let case = matter.and_then(|m| m.case.as_ref());
                let case = case.map_or("", |c| c.number.as_str());
                (edition == confidentiality::EDITION)
                    .then(|| confidentiality::undertaking(&seat.name, case).join("\n"))
            }
        }
    }
}
