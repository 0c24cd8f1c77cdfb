//! Who sits down, who is asked for his seat, who has gone, and who comes back.

use std::time::Duration;

use hearing::wire::{FromServer, Goodbye};
use hearing::{Fact, LineTrace, LossCause, SeatId};
use tokio::time::Instant;

use super::{Actor, Away, Seated};
use crate::clock;
use crate::room::claims::Claimed;
use crate::room::{Joining, Line, frame, hold, lock};

/// How long a line that was sent away to come back may take before it counts as lost.
pub(super) const BACK_WITHIN: Duration = Duration::from_secs(5);

impl Actor<'_> {
    pub(super) fn join(&mut self, seat: SeatId, joining: Joining) {
        let holder = self.lines.get(&seat);
        if holder.is_some_and(|holder| holder.session != joining.session) {
            self.claimed(seat, joining);
        } else {
            self.sit(&seat, joining);
        }
    }

    /// Somebody sits there: he is asked, and has the seat until he answers or the time is up.
    fn claimed(&mut self, seat: SeatId, joining: Joining) {
        match self.claims.raise(seat.clone(), joining, clock::now()) {
            Claimed::Asked { claim, until } => {
                self.tell(&seat, &FromServer::SeatClaimed { claim, until });
            }
            Claimed::NotAsked(joining) => self.sit(&seat, joining),
            // One stranger at a time: who keeps knocking does not keep the holder from his hearing.
            Claimed::Busy(joining) => joining.outlet.end(Goodbye::SeatKept),
        }
    }

    pub(super) fn answer_claim(&mut self, seat: &SeatId, line: Line, claim: u64, give_up: bool) {
        if !self.has_line(seat, line) {
            return;
        }
        match self.claims.answered(seat, claim) {
            Some(joining) if give_up => self.sit(seat, joining),
            Some(joining) => {
                tracing::warn!(hearing = %self.id, %seat, "kept against another session");
                joining.outlet.end(Goodbye::SeatKept);
            }
            None => {}
        }
    }

    pub(super) fn claims_due(&mut self) {
        for (seat, joining) in self.claims.due(Instant::now()) {
            self.sit(&seat, joining);
        }
    }

    fn sit(&mut self, seat: &SeatId, joining: Joining) {
        // Who waited for an answer and has gone takes no seat from anybody.
        if joining.answer.is_closed() {
            return;
        }
        let frames = {
            let mut room = lock(&self.room);
            let admitted = room
                .hearing()
                .seat(seat)
                .is_some_and(|s| s.removed.is_none());
            if !admitted {
                joining.outlet.end(Goodbye::NoSession);
                return;
            }
            room.hello(seat, joining.known.as_ref(), clock::now())
        };
        // Before he learns that he sits: what he asks for at once is asked from his seat.
        hold(&self.holders).insert(seat.clone(), joining.session.clone());
        joining.outlet.send(frames.iter().map(frame).collect());
        self.last_line += 1;
        let line = self.last_line;
        let away = self.away.remove(seat).and_then(|away| away.session);
        let seated = Seated {
            line,
            session: joining.session.clone(),
            outlet: joining.outlet,
        };
        let older = self.lines.insert(seat.clone(), seated).map(|older| {
            older.outlet.end(Goodbye::TakenOver);
            older.session
        });
        if older
            .or(away)
            .is_some_and(|before| before != joining.session)
        {
            self.taken_over(seat);
        }
        // Who is back while another device asks for the seat is asked on his new line.
        if let Some((claim, until)) = self.claims.against(seat, &joining.session) {
            self.tell(seat, &FromServer::SeatClaimed { claim, until });
        }
        let stays = joining.answer.send(line).is_ok();
        self.screens.forget(seat);
        self.writing_in.forget(seat);
        self.dictation.forget(seat);
        self.note(&Fact::Connected { seat: seat.clone() });
        // The socket went in this very moment, and knows of no line that it could close.
        if !stays && self.drop_line(seat, line).is_some() {
            self.lost(seat.clone(), LossCause::NetworkLost, None);
        }
        self.tell_screens();
        self.tell_writing();
        self.tell_dictation();
    }

    /// The seat is held by another session than before: somebody has the link who need not be the person it was sent to.
    fn taken_over(&mut self, seat: &SeatId) {
        tracing::warn!(hearing = %self.id, %seat, "taken over by another session");
        self.metrics.taken_over();
        let seat = seat.clone();
        self.note(&Fact::TakenOver { seat });
    }

    pub(super) fn leave(
        &mut self,
        seat: SeatId,
        line: Line,
        cause: LossCause,
        trace: Option<LineTrace>,
    ) {
        if self.drop_line(&seat, line).is_none() {
            return;
        }
        // Who closed his page may be reloading it; who lost his line comes back, and is asked then.
        if cause == LossCause::PageClosed {
            self.claims.hasten(&seat, Instant::now() + BACK_WITHIN);
        }
        self.lost(seat, cause, trace);
    }

    /// Whether this line is the seat's newest: what comes by an older one counts for nothing.
    pub(super) fn has_line(&self, seat: &SeatId, line: Line) -> bool {
        self.lines.get(seat).is_some_and(|s| s.line == line)
    }

    /// The line, if it was the seat's newest.
    pub(super) fn drop_line(&mut self, seat: &SeatId, line: Line) -> Option<Seated> {
        self.lines.get(seat).filter(|s| s.line == line)?;
        let gone = self.lines.remove(seat);
        // Whoever is gone has nothing in his hand.
        self.writing_in.take(lock(&self.room).hearing(), seat, None);
        self.tell_writing();
        gone
    }

    pub(super) fn send_away(&mut self, seat: SeatId, session: Option<String>) {
        let until = Instant::now() + BACK_WITHIN;
        self.away.entry(seat).or_insert(Away { until, session });
    }

    pub(super) fn stayed_away(&mut self) {
        let now = Instant::now();
        let late: Vec<SeatId> = self
            .away
            .iter()
            .filter(|(_, away)| away.until <= now)
            .map(|(seat, _)| seat.clone())
            .collect();
        for seat in late {
            self.away.remove(&seat);
            let cause = LossCause::NetworkLost;
            self.lost(seat, cause, None);
        }
    }

    /// Whom the record shows as here had a line to the backend that is no more.
    pub(super) fn after_restart(&mut self) {
        for seat in self.here_on_record() {
            let cause = LossCause::ServerRestarted;
            self.lost(seat, cause, None);
        }
    }

    fn lost(&mut self, seat: SeatId, cause: LossCause, line: Option<LineTrace>) {
        self.note(&Fact::Disconnected { seat, cause, line });
    }

    pub(super) fn here_on_record(&self) -> Vec<SeatId> {
        let room = lock(&self.room);
        let here = room.hearing().seats.iter().filter(|s| s.is_here());
        here.map(|s| s.id.clone()).collect()
    }
}
