//! What goes out to those who have a line: the record, answers, and what stands beside it.

use std::collections::BTreeMap;

use hearing::presenting::Displayed;
use hearing::wire::{FromServer, Glance, Goodbye};
use hearing::{Fact, LineId, SeatId, Zone};
use hearing_sync::ToSend;

use super::Actor;
use crate::clock;
use crate::room::{Line, frame, lock};

impl Actor<'_> {
    pub(super) fn deliver(&self, frames: Vec<ToSend>) {
        let mut parcels: BTreeMap<SeatId, Vec<_>> = BTreeMap::new();
        for ToSend { to, frame: one } in frames {
            if self.lines.contains_key(&to) {
                parcels.entry(to).or_default().push(frame(&one));
            }
        }
        for (to, parcel) in parcels {
            if let Some(seated) = self.lines.get(&to) {
                seated.outlet.send(parcel);
            }
        }
    }

    /// What of the draft has waited as long as this court has set.
    pub(super) fn tell_draft(&self) {
        let frames = lock(&self.room).release(Some(clock::now()));
        self.deliver(frames);
    }

    pub(super) fn tell(&self, seat: &SeatId, one: &FromServer) {
        if let Some(seated) = self.lines.get(seat) {
            seated.outlet.send(vec![frame(one)]);
        }
    }

    /// Closes the lines of those who were removed, or have given their seat up.
    pub(super) fn show_out(&mut self) {
        let room = lock(&self.room);
        self.lines.retain(|seat, seated| {
            let goodbye = match room.hearing().seat(seat) {
                Some(seat) if seat.removed.is_none() => return true,
                Some(_) => Goodbye::Removed,
                None => Goodbye::Withdrawn,
            };
            seated.outlet.end(goodbye);
            false
        });
        self.claims
            .shut_out(|seat| room.hearing().seat(seat).map(|s| s.removed.is_some()));
    }

    /// The presenter's pointer goes to those in the room who have the exhibit before them.
    pub(super) fn glance(&self, from: &SeatId, line: Line, glance: Glance) {
        if !self.has_line(from, line) {
            return;
        }
        let room = lock(&self.room);
        let hearing = room.hearing();
        let Some(exhibit) = hearing
            .presentation
            .as_ref()
            .and_then(|p| hearing.exhibit(&p.exhibit))
        else {
            return;
        };
        let in_room = |seat: &SeatId| {
            hearing
                .seat(seat)
                .is_some_and(|s| s.zone == Zone::Courtroom)
        };
        // Who was sent out takes his hand with him.
        if !hearing.seat(from).is_some_and(|s| hearing.leads(s)) {
            return;
        }
        for (seat, seated) in &self.lines {
            if seat != from && in_room(seat) && hearing.may_see_exhibit(seat, exhibit) {
                seated.outlet.glance(from.clone(), glance);
            }
        }
    }

    pub(super) fn displayed(&mut self, seat: &SeatId, line: Line, said: &Displayed) {
        if !self.has_line(seat, line) {
            return;
        }
        let complete = self.screens.heard(lock(&self.room).hearing(), seat, said);
        if let Some(showing) = complete {
            self.note(&Fact::PageShown { showing });
        }
        self.tell_screens();
    }

    pub(super) fn opened(&mut self, seat: &SeatId, line: Line, opened: Option<&LineId>) {
        if !self.has_line(seat, line) {
            return;
        }
        self.writing_in
            .take(lock(&self.room).hearing(), seat, opened);
        self.tell_writing();
    }

    /// To those who type, when it differs from what they were told.
    pub(super) fn tell_writing(&mut self) {
        let news = self.writing_in.news(lock(&self.room).hearing());
        for (seat, held) in news {
            if let Some(seated) = self.lines.get(&seat) {
                seated.outlet.writing(held);
            }
        }
    }

    /// To those who type, when it differs from what they were told.
    pub(super) fn tell_dictation(&mut self) {
        let news = self.dictation.news(lock(&self.room).hearing());
        for (seat, (listening, proposing)) in news {
            if let Some(seated) = self.lines.get(&seat) {
                seated.outlet.dictation((listening, proposing));
            }
        }
    }

    pub(super) fn follow_page(&mut self) {
        let gone = self.screens.follow(lock(&self.room).hearing());
        for showing in gone {
            self.note(&Fact::PageShown { showing });
        }
        self.tell_screens();
    }

    /// To those who move what is on show, when it differs from what they were told.
    pub(super) fn tell_screens(&mut self) {
        let news = self.screens.news(lock(&self.room).hearing());
        for (seat, showing) in news {
            if let Some(seated) = self.lines.get(&seat) {
                seated.outlet.showing(showing);
            }
        }
    }
}
