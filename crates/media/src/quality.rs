//! How good each line is, from what the transport itself counts: of the packets that were sent over a connection, how many did
//! not arrive, and how long an answer takes. What a line could carry beyond that nobody estimates here; one that is too
//! narrow for what goes over it loses packets or delays them, and is seen by that.

use std::time::{Duration, Instant};

use str0m::stats::PeerStats;

use crate::net::Side;
use crate::participant::Participant;
use crate::room::Room;
use crate::wire::{self, Response};

/// How much a new second weighs beside those before it.
const WEIGHT: f32 = 0.25;
/// A second counts for no more loss than this: of two packets one is soon lost, and one bad second is no weak line.
const WORST_SECOND: f32 = 0.3;
/// Sound is audibly broken beyond the first, and merely repaired beyond the second.
const LOSS: [f32; 2] = [0.08, 0.03];
/// Milliseconds there and back: people talk into each other's words beyond the first.
const DELAY: [f32; 2] = [800.0, 400.0];
const LONGEST_DELAY: f32 = 3000.0;
/// What was bad is better only well below where it began to be bad, so that no sign comes and goes.
const BACK: f32 = 0.5;
/// A browser lets itself be heard every few seconds even when it sends nothing.
const SILENT: Duration = Duration::from_secs(8);
/// With its signalling gone as well, less will do.
const SILENT_AND_GONE: Duration = Duration::from_secs(2);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    Lost,
    Poor,
    Good,
    Excellent,
}

impl Quality {
    fn to_wire(self) -> i32 {
        match self {
            Quality::Lost => wire::CONNECTION_LOST,
            Quality::Poor => wire::CONNECTION_POOR,
            Quality::Good => wire::CONNECTION_GOOD,
            Quality::Excellent => wire::CONNECTION_EXCELLENT,
        }
    }

    fn score(self) -> f32 {
        match self {
            Quality::Lost => 0.0,
            Quality::Poor => 2.0,
            Quality::Good => 4.0,
            Quality::Excellent => 5.0,
        }
    }
}

/// A figure of which more is worse.
#[derive(Debug, Clone, Copy, Default)]
struct Figure(Option<f32>);

impl Figure {
    fn take(&mut self, sample: f32) {
        let before = self.0.unwrap_or(0.0);
        self.0 = Some(before + WEIGHT * (sample - before));
    }

    fn quality(self, [poor, good]: [f32; 2], told: Quality) -> Quality {
        let Some(value) = self.0 else {
            return Quality::Excellent;
        };
        let over = |limit: f32, level: Quality| {
            let back = if told <= level { BACK } else { 1.0 };
            value > limit * back
        };
        if over(poor, Quality::Poor) {
            Quality::Poor
        } else if over(good, Quality::Good) {
            Quality::Good
        } else {
            Quality::Excellent
        }
    }
}

/// What is known of one person's line, both ways.
#[derive(Debug)]
pub struct LineQuality {
    from: Figure,
    towards: Figure,
    delay: Figure,
    told: Quality,
}

impl Default for LineQuality {
    fn default() -> Self {
        Self {
            from: Figure::default(),
            towards: Figure::default(),
            delay: Figure::default(),
            told: Quality::Excellent,
        }
    }
}

impl LineQuality {
    fn count(&mut self, side: Side, loss: Option<f32>, delay: Option<Duration>) {
        if let Some(loss) = loss {
            let loss = loss.min(WORST_SECOND);
            match side {
                Side::Publisher => self.from.take(loss),
                Side::Subscriber => self.towards.take(loss),
            }
        }
        if let Some(delay) = delay {
            self.delay
                .take((delay.as_secs_f32() * 1000.0).min(LONGEST_DELAY));
        }
    }

    /// What is to be told, when it is not what was told last.
    fn news(&mut self, lost: bool) -> Option<Quality> {
        let quality = if lost {
            Quality::Lost
        } else {
            self.from
                .quality(LOSS, self.told)
                .min(self.towards.quality(LOSS, self.told))
                .min(self.delay.quality(DELAY, self.told))
        };
        (std::mem::replace(&mut self.told, quality) != quality).then_some(quality)
    }
}

impl Participant {
    fn quality_info(&self) -> wire::ConnectionQualityInfo {
        wire::ConnectionQualityInfo {
            participant_sid: self.sid.clone(),
            quality: self.line.told.to_wire(),
            score: self.line.told.score(),
        }
    }

    fn is_lost(&self, now: Instant) -> bool {
        if !self.subscriber.connected {
            return false;
        }
        let heard = self
            .publisher
            .as_ref()
            .map_or(self.subscriber.heard, |peer| {
                peer.heard.max(self.subscriber.heard)
            });
        let enough = if self.session.is_some() {
            SILENT
        } else {
            SILENT_AND_GONE
        };
        now.saturating_duration_since(heard) > enough
    }
}

impl Room {
    /// A second's count of one connection.
    pub fn measured(&mut self, id: u32, side: Side, stats: &PeerStats) {
        let loss = match side {
            Side::Publisher => stats.ingress_loss_fraction,
            Side::Subscriber => stats.egress_loss_fraction,
        };
        if let Some(one) = self.participants.get_mut(&id) {
            one.line.count(side, loss, stats.rtt);
        }
    }

    /// Tells everybody whose line has become better or worse.
    pub fn say_new_quality(&mut self, now: Instant) {
        let mut news = Vec::new();
        for one in self.participants.values_mut() {
            let lost = one.is_lost(now);
            if one.line.news(lost).is_none() {
                continue;
            }
            let info = one.quality_info();
            if one.hidden {
                one.respond(update(vec![info]));
            } else {
                news.push(info);
            }
        }
        if !news.is_empty() {
            self.tell_others(update(news), u32::MAX);
        }
    }

    /// Tells a newcomer how everybody's line is, and them how his is.
    pub fn say_quality(&mut self, id: u32) {
        let Some(newcomer) = self.participants.get(&id) else {
            return;
        };
        let own = newcomer.quality_info();
        let hidden = newcomer.hidden;
        let all = self
            .participants
            .values()
            .filter(|one| one.id == id || !one.hidden)
            .map(Participant::quality_info)
            .collect();
        if let Some(newcomer) = self.participants.get_mut(&id) {
            newcomer.respond(update(all));
        }
        if !hidden {
            self.tell_others(update(vec![own]), id);
        }
    }
}

fn update(updates: Vec<wire::ConnectionQualityInfo>) -> Response {
    Response::ConnectionQuality(wire::ConnectionQualityUpdate { updates })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told after each of these seconds, from this side.
    fn told(line: &mut LineQuality, side: Side, seconds: usize, loss: f32) -> Vec<Quality> {
        (0..seconds)
            .filter_map(|_| {
                line.count(side, Some(loss), None);
                line.news(false)
            })
            .collect()
    }

    #[test]
    fn a_bad_line_is_said_within_seconds_and_taken_back_once() {
        for side in [Side::Publisher, Side::Subscriber] {
            let mut line = LineQuality::default();
            assert_eq!(told(&mut line, side, 10, 0.0), []);
            assert_eq!(
                told(&mut line, side, 2, 0.5),
                [Quality::Good, Quality::Poor]
            );
            assert_eq!(
                told(&mut line, side, 20, 0.0),
                [Quality::Good, Quality::Excellent]
            );
        }
    }

    #[test]
    fn one_bad_second_is_no_weak_line() {
        let mut line = LineQuality::default();
        line.count(Side::Publisher, Some(1.0), None);
        assert_eq!(line.news(false), Some(Quality::Good));
    }

    #[test]
    fn about_the_limit_nothing_comes_and_goes() {
        let mut line = LineQuality::default();
        told(&mut line, Side::Publisher, 30, 0.09);
        assert_eq!(line.told, Quality::Poor);
        for _ in 0..20 {
            assert_eq!(told(&mut line, Side::Publisher, 3, 0.06), []);
            assert_eq!(told(&mut line, Side::Publisher, 3, 0.1), []);
        }
    }

    #[test]
    fn a_slow_line_is_weak_and_a_silent_one_lost() {
        let mut line = LineQuality::default();
        for _ in 0..20 {
            line.count(
                Side::Subscriber,
                Some(0.0),
                Some(Duration::from_millis(1200)),
            );
        }
        assert_eq!(line.news(false), Some(Quality::Poor));
        assert_eq!(line.news(true), Some(Quality::Lost));
        assert_eq!(line.news(true), None);
        assert_eq!(line.news(false), Some(Quality::Poor));
    }
}
