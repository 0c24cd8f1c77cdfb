//! The backend's end: decides, waits for the journal, then tells each viewer his part.

use crate::draft::Draft;
use crate::viewer::{Viewer, snapshot, view};
use hearing::wire::{Cursor, FromServer};
use hearing::{
    Actor, Command, CommandId, Event, Fact, Hearing, Millis, Recorded, Refusal, Scope, SeatId,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// One hearing. Two states: `told` is what the journal holds and viewers know, `ahead` is `told` with what is still
/// being written, against which the next command is decided, so that commands need not wait for each other's fsync.
pub struct Room {
    told: Hearing,
    ahead: Hearing,
    /// Records appended, those in flight included.
    length: u64,
    in_flight: VecDeque<InFlight>,
    receipts: HashMap<(SeatId, CommandId), Receipt>,
    viewers: BTreeMap<SeatId, Viewer>,
    /// Where this court has set that it is read later.
    draft: Option<Draft>,
    /// Names this run of the backend: cursors of another run are not good here.
    incarnation: String,
}

struct InFlight {
    records: Vec<Recorded>,
    cause: Option<(SeatId, CommandId)>,
}

struct Receipt {
    fingerprint: [u8; 32],
    /// None while the journal writes.
    reply: Option<Reply>,
}

/// The first answer to a command id, given again to every retry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    Acknowledged,
    Refused(Refusal),
}

/// What the journal is to write, in the order of `at`.
#[derive(Debug)]
pub struct ToAppend {
    /// Place of the first record in the journal, from 0.
    pub at: u64,
    pub records: Vec<Recorded>,
    pub receipt: Option<ReceiptOf>,
}

/// Kept in the journal beside the records, so that a retry after a restart finds its answer.
#[derive(Clone, Debug)]
pub struct ReceiptOf {
    pub seat: SeatId,
    pub id: CommandId,
    pub fingerprint: [u8; 32],
}

pub enum Asked {
    /// The answer is known at once: a refusal, or that of the first try.
    Answered(FromServer),
    Append(ToAppend),
    /// The first try is still being written; its answer comes with it.
    Wait,
}

/// A frame for a seat.
#[derive(Debug)]
pub struct ToSend {
    pub to: SeatId,
    pub frame: FromServer,
}

impl Room {
    /// A room as its journal tells it. `incarnation` must differ from run to run.
    pub fn replay<'a>(
        records: impl IntoIterator<Item = &'a Recorded>,
        receipts: impl IntoIterator<Item = (ReceiptOf, Reply)>,
        incarnation: String,
    ) -> Self {
        let mut told = Hearing::default();
        let mut length = 0;
        for recorded in records {
            told.apply(recorded);
            length += 1;
        }
        let receipts = receipts
            .into_iter()
            .map(|(of, reply)| {
                let receipt = Receipt {
                    fingerprint: of.fingerprint,
                    reply: Some(reply),
                };
                ((of.seat, of.id), receipt)
            })
            .collect();
        let viewers = told
            .seats
            .iter()
            .map(|seat| (seat.id.clone(), Viewer::of(&told, &seat.id)))
            .collect();
        let ahead = told.clone();
        Self {
            told,
            ahead,
            length,
            in_flight: VecDeque::new(),
            receipts,
            viewers,
            draft: None,
            incarnation,
        }
    }

    /// The draft of the record comes later to who is not of the court. `records` are those that the room was replayed from.
    pub fn delay_draft(&mut self, records: &[Recorded], delay: Millis, now: Millis) {
        self.draft = Draft::of(records, delay, now);
    }

    /// The hearing as the journal holds it.
    pub fn hearing(&self) -> &Hearing {
        &self.told
    }

    /// Records in the journal, those being written included.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Whether this was asked before, whatever came of it.
    pub fn was_asked(&self, seat: &SeatId, id: &CommandId) -> bool {
        self.receipts.contains_key(&(seat.clone(), id.clone()))
    }

    /// `fingerprint` is a hash of the command as it came over the wire.
    pub fn ask(
        &mut self,
        seat: &SeatId,
        id: CommandId,
        command: &Command,
        fingerprint: [u8; 32],
        now: Millis,
    ) -> Asked {
        let key = (seat.clone(), id.clone());
        if let Some(known) = self.receipts.get(&key) {
            if known.fingerprint != fingerprint {
                let refusal = Refusal::CommandIdReused;
                return Asked::Answered(FromServer::Refused { id, refusal });
            }
            return match &known.reply {
                Some(reply) => Asked::Answered(answer(id, reply)),
                None => Asked::Wait,
            };
        }
        let by = Actor::Seat(seat.clone());
        match self.ahead.decide(&by, command, now) {
            Err(refusal) => {
                // A refusal has no effect, so it need not outlive the run; within the run a retry hears the same.
                let reply = Reply::Refused(refusal);
                self.receipts.insert(
                    key,
                    Receipt {
                        fingerprint,
                        reply: Some(reply.clone()),
                    },
                );
                Asked::Answered(answer(id, &reply))
            }
            Ok(events) => {
                self.receipts.insert(
                    key.clone(),
                    Receipt {
                        fingerprint,
                        reply: None,
                    },
                );
                let receipt = ReceiptOf {
                    seat: seat.clone(),
                    id,
                    fingerprint,
                };
                let mut append = self.launch(by, events, Some(key), now);
                append.receipt = Some(receipt);
                Asked::Append(append)
            }
        }
    }

    /// What the backend knows of itself. None when nothing follows from it.
    pub fn note(&mut self, fact: &Fact, now: Millis) -> Option<ToAppend> {
        let events = self.ahead.note(fact, now);
        if events.is_empty() {
            return None;
        }
        Some(self.launch(Actor::System, events, None, now))
    }

    /// What the backend asks for itself, as a command like any other but without a receipt: who waits for the answer is
    /// told when it is on disk.
    ///
    /// # Errors
    /// As [`Hearing::decide`].
    pub fn order(&mut self, command: &Command, now: Millis) -> Result<ToAppend, Refusal> {
        let events = self.ahead.decide(&Actor::System, command, now)?;
        Ok(self.launch(Actor::System, events, None, now))
    }

    /// When [`Fact::Clock`] is to be stated next.
    pub fn next_due(&self) -> Option<Millis> {
        self.ahead.next_due()
    }

    fn launch(
        &mut self,
        by: Actor,
        events: Vec<Event>,
        cause: Option<(SeatId, CommandId)>,
        now: Millis,
    ) -> ToAppend {
        let records: Vec<Recorded> = events
            .into_iter()
            .map(|event| Recorded {
                at: now,
                by: by.clone(),
                event,
            })
            .collect();
        for recorded in &records {
            self.ahead.apply(recorded);
        }
        let at = self.length;
        self.length += records.len() as u64;
        self.in_flight.push_back(InFlight {
            records: records.clone(),
            cause,
        });
        ToAppend {
            at,
            records,
            receipt: None,
        }
    }

    /// The records that were next to reach the disk, and what to do before anybody is told.
    pub fn next_committed(&self) -> Option<&[Recorded]> {
        self.in_flight.front().map(|f| f.records.as_slice())
    }

    /// The hearing as it will stand once the oldest append is told.
    pub fn after_next(&self) -> Hearing {
        let mut hearing = self.told.clone();
        for recorded in self.next_committed().unwrap_or_default() {
            hearing.apply(recorded);
        }
        hearing
    }

    /// The oldest append is on disk: now it has happened, and each viewer learns his part of it. The acknowledgement
    /// comes after the events it acknowledges.
    pub fn committed(&mut self) -> Vec<ToSend> {
        let Some(done) = self.in_flight.pop_front() else {
            return Vec::new();
        };
        let mut out = Vec::new();
        for recorded in &done.records {
            // What is signed is read whole.
            if matches!(recorded.event, Event::SignOffOpened { .. }) {
                out.extend(self.release(None));
            }
            let held = self.draft.as_mut().filter(|_| recorded.event.is_of_draft());
            let held = held.map(|draft| draft.hold(recorded)).is_some();
            self.told.apply(recorded);
            for (seat, viewer) in &mut self.viewers {
                let scope = self.told.scope_of(seat);
                if scope != viewer.scope {
                    viewer.scope = scope;
                    viewer.begin_anew();
                    let view = view(&self.told, self.draft.as_ref(), seat);
                    let frame = snapshot(view, &self.incarnation, seat, viewer, recorded.at);
                    out.push(ToSend {
                        to: seat.clone(),
                        frame,
                    });
                    continue;
                }
                if held && self.told.reads_draft_late(seat) {
                    continue;
                }
                let Some(seen) = self.told.visible(recorded, seat) else {
                    continue;
                };
                let own = done.cause.as_ref().filter(|(by, _)| by == seat);
                let cause = own.map(|(_, id)| id.clone());
                let frame = viewer.tell(&self.incarnation, cause, seen);
                out.push(ToSend {
                    to: seat.clone(),
                    frame,
                });
            }
        }
        self.know_viewers();
        if let Some((seat, id)) = done.cause {
            if let Some(receipt) = self.receipts.get_mut(&(seat.clone(), id.clone())) {
                receipt.reply = Some(Reply::Acknowledged);
            }
            out.push(ToSend {
                to: seat,
                frame: FromServer::Acknowledged { id },
            });
        }
        out
    }

    /// When [`Self::release`] is to be asked next.
    pub fn next_draft_due(&self) -> Option<Millis> {
        self.draft.as_ref().and_then(Draft::next_due)
    }

    /// What of the draft has waited long enough, at `now` or at all, comes to those who read it later.
    pub fn release(&mut self, now: Option<Millis>) -> Vec<ToSend> {
        let mut out = Vec::new();
        let Some(draft) = &mut self.draft else {
            return out;
        };
        loop {
            let own_only = |viewer: &Viewer| matches!(viewer.scope, Scope::Called { .. });
            let own = |(seat, viewer)| own_only(viewer).then(|| draft.own(seat));
            let own: Vec<_> = self.viewers.iter().map(own).collect();
            let Some(recorded) = draft.release(now) else {
                return out;
            };
            for ((seat, viewer), own) in self.viewers.iter_mut().zip(own) {
                if !self.told.reads_draft_late(seat) {
                    continue;
                }
                // Who reads his own words only gets a view anew when one of them goes or comes.
                let frame = if own.is_some_and(|own| own != draft.own(seat)) {
                    viewer.begin_anew();
                    let view = self.told.view_with_draft(seat, draft.read_late());
                    snapshot(view, &self.incarnation, seat, viewer, recorded.at)
                } else if let Some(seen) = self.told.visible(&recorded, seat) {
                    viewer.tell(&self.incarnation, None, seen)
                } else {
                    continue;
                };
                out.push(ToSend {
                    to: seat.clone(),
                    frame,
                });
            }
        }
    }

    /// What a seat has before it.
    pub fn view_for(&self, seat: &SeatId) -> Hearing {
        view(&self.told, self.draft.as_ref(), seat)
    }

    /// Seats come and go with those who register to watch.
    fn know_viewers(&mut self) {
        for seat in &self.told.seats {
            if !self.viewers.contains_key(&seat.id) {
                let viewer = Viewer::of(&self.told, &seat.id);
                self.viewers.insert(seat.id.clone(), viewer);
            }
        }
        if self.viewers.len() > self.told.seats.len() {
            let told = &self.told;
            self.viewers.retain(|seat, _| told.seat(seat).is_some());
        }
    }

    /// The journal could not write: nothing in flight has happened. Those who asked may try again.
    pub fn not_recorded(&mut self) -> Vec<ToSend> {
        let mut out = Vec::new();
        for lost in self.in_flight.drain(..) {
            self.length -= lost.records.len() as u64;
            if let Some((seat, id)) = lost.cause {
                self.receipts.remove(&(seat.clone(), id.clone()));
                let refusal = Refusal::NotRecorded;
                out.push(ToSend {
                    to: seat,
                    frame: FromServer::Refused { id, refusal },
                });
            }
        }
        self.ahead = self.told.clone();
        out
    }

    /// Somebody is back, with what he last knew or nothing.
    pub fn hello(&mut self, seat: &SeatId, known: Option<&Cursor>, now: Millis) -> Vec<FromServer> {
        let Some(viewer) = self.viewers.get(seat) else {
            return Vec::new();
        };
        let first = viewer.n - viewer.tail.len() as u64;
        let good = known.filter(|at| {
            at.run == self.incarnation
                && at.view == viewer.epoch
                && (first..=viewer.n).contains(&at.n)
        });
        match good {
            Some(at) => {
                let missed = (viewer.n - at.n) as usize;
                let resumed = FromServer::Resumed {
                    me: seat.clone(),
                    now,
                    at: at.clone(),
                };
                let tail = viewer.tail.iter().skip(viewer.tail.len() - missed).cloned();
                std::iter::once(resumed).chain(tail).collect()
            }
            None => {
                let view = self.view_for(seat);
                vec![snapshot(view, &self.incarnation, seat, viewer, now)]
            }
        }
    }
}

fn answer(id: CommandId, reply: &Reply) -> FromServer {
    match reply {
        Reply::Acknowledged => FromServer::Acknowledged { id },
        Reply::Refused(refusal) => FromServer::Refused {
            id,
            refusal: refusal.clone(),
        },
    }
}
