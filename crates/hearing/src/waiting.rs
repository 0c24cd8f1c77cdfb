//! 候审: what passes between the court and somebody who is on his way in (R13, R16). It stands with his check-in, so that
//! nobody else's view holds it: a witness learns of himself only.

use crate::check_in::CheckIn;
use crate::{Act, Grant, Hearing, Millis, Phase, Role, Seat, SeatId, permitted};
use serde::{Deserialize, Serialize};

/// The court rings one seat at most once in this time (ms).
pub const RING_EVERY: Millis = 20_000;
/// A look lasts so long, if nobody ends it before (ms): a page that was closed does not look on.
pub const LOOK_FOR: Millis = 120_000;
/// Longest notice, in characters.
pub const NOTICE_LIMIT: usize = 200;

/// 呼叫: the device of the person rings until he answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ring {
    /// The clerk or the judge; a name would tell a witness who sits in the room.
    pub by: Role,
    pub why: RingReason,
    pub at: Millis,
    pub answered_at: Option<Millis>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RingReason {
    /// 核对身份
    Identity,
    /// 请完成签到
    CheckIn,
    /// 设备有问题
    Devices,
    /// 即将开庭, 请不要离开
    SoonCalled,
}

impl RingReason {
    pub const ALL: [RingReason; 4] = [
        RingReason::Identity,
        RingReason::CheckIn,
        RingReason::Devices,
        RingReason::SoonCalled,
    ];
}

/// 法庭通知: a short text of the court to somebody who waits. No part of the transcript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    pub by: Role,
    pub text: String,
    pub at: Millis,
    pub read_at: Option<Millis>,
}

/// The court looks at the picture of somebody who waits, to verify him by eye (R2). Nothing is heard, nothing is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    pub by: Role,
    /// A look that is begun anew before it ended is the same one.
    #[serde(default)]
    pub since: Millis,
    pub until: Millis,
}

/// 不一致: person, document and entry do not agree, for this reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    pub by: SeatId,
    pub why: DoubtReason,
    pub at: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtReason {
    /// 填报与证件不一致
    Entry,
    /// 画面或者证件看不清
    Unclear,
    /// 人与证件不一致
    Person,
}

impl DoubtReason {
    pub const ALL: [DoubtReason; 3] = [
        DoubtReason::Entry,
        DoubtReason::Unclear,
        DoubtReason::Person,
    ];
}

/// R18: 旁听人员中无证人、鉴定人. Stated by a person, of the observers who were there then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GalleryCheck {
    pub at: Millis,
    pub by: SeatId,
    pub observers: Vec<SeatId>,
}

impl Seat {
    /// Whether the court may ring him, send him notices and look at him: he checks in or waits, and is none of the court.
    pub fn is_arriving(&self) -> bool {
        let comes_in =
            !self.role.is_court() && (!self.role.only_watches() || self.role == Role::Observer);
        comes_in && self.removed.is_none() && self.zone == Seat::waiting_zone(self.role, &self.id)
    }
}

impl CheckIn {
    /// Who of the court looks at him now.
    pub fn looked_at_by(&self, now: Millis) -> Option<Role> {
        let look = self.look.as_ref().filter(|look| now < look.until);
        look.map(|look| look.by)
    }
}

impl Hearing {
    /// Whether the court looks at this seat now, so that its picture may be sent and fetched.
    pub fn is_looked_at(&self, seat: &SeatId, now: Millis) -> bool {
        self.seat(seat)
            .is_some_and(|s| s.is_arriving() && s.check_in.looked_at_by(now).is_some())
    }

    /// Whether `viewer` may look at those who wait at all.
    pub fn may_look(&self, viewer: &SeatId) -> bool {
        self.seat(viewer)
            .is_some_and(|s| s.removed.is_none() && permitted(s.role, Act::LookAt) == Grant::Yes)
    }

    /// Who calls the clerk, and since when, the longest first: in session as before it, for as long as anybody may answer.
    pub fn calls_for_help(&self) -> Vec<(&Seat, Millis)> {
        if self.phase >= Phase::Closed {
            return Vec::new();
        }
        let here = self.seats.iter().filter(|s| s.removed.is_none());
        let mut calls: Vec<_> = here
            .filter_map(|s| Some((s, s.check_in.help_wanted_since?)))
            .collect();
        calls.sort_by_key(|(_, since)| *since);
        calls
    }

    /// The observers who are here, in the order of their seats.
    pub fn observers_here(&self) -> Vec<SeatId> {
        let here = self
            .seats
            .iter()
            .filter(|s| s.role == Role::Observer && s.removed.is_none() && s.is_here());
        here.map(|s| s.id.clone()).collect()
    }

    /// Whether somebody has stated of all observers who are here that none of them is to be heard (R18).
    pub fn gallery_is_checked(&self) -> bool {
        self.gallery_check.as_ref().is_some_and(|check| {
            self.observers_here()
                .iter()
                .all(|seat| check.observers.contains(seat))
        })
    }
}
