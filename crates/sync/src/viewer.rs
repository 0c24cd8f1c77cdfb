//! One who follows the hearing: how he stands to it, what he was sent, and what he has before him.

use hearing::wire::{Cursor, FromServer};
use hearing::{CommandId, Hearing, Millis, Recorded, Scope, SeatId};
use std::collections::VecDeque;

use crate::draft::Draft;

/// Events of one viewer kept for him to come back to.
const TAIL: usize = 2_000;

pub(crate) struct Viewer {
    pub(crate) scope: Scope,
    /// Counts up with every view that starts anew.
    pub(crate) epoch: u64,
    pub(crate) n: u64,
    pub(crate) tail: VecDeque<FromServer>,
}

impl Viewer {
    pub(crate) fn of(hearing: &Hearing, seat: &SeatId) -> Self {
        Self {
            scope: hearing.scope_of(seat),
            epoch: 0,
            n: 0,
            tail: VecDeque::new(),
        }
    }

    pub(crate) fn tell(
        &mut self,
        run: &str,
        cause: Option<CommandId>,
        recorded: Recorded,
    ) -> FromServer {
        self.n += 1;
        let frame = FromServer::Event {
            at: self.cursor(run),
            cause,
            recorded: Box::new(recorded),
        };
        if self.tail.len() == TAIL {
            self.tail.pop_front();
        }
        self.tail.push_back(frame.clone());
        frame
    }

    pub(crate) fn begin_anew(&mut self) {
        self.epoch += 1;
        self.n = 0;
        self.tail.clear();
    }

    fn cursor(&self, run: &str) -> Cursor {
        Cursor {
            run: run.to_owned(),
            view: self.epoch,
            n: self.n,
        }
    }
}

pub(crate) fn view(told: &Hearing, draft: Option<&Draft>, seat: &SeatId) -> Hearing {
    match draft.filter(|_| told.reads_draft_late(seat)) {
        Some(draft) => told.view_with_draft(seat, draft.read_late()),
        None => told.view_for(seat),
    }
}

pub(crate) fn snapshot(
    view: Hearing,
    incarnation: &str,
    seat: &SeatId,
    viewer: &Viewer,
    now: Millis,
) -> FromServer {
    FromServer::Snapshot {
        me: seat.clone(),
        now,
        at: viewer.cursor(incarnation),
        hearing: Box::new(view),
    }
}
