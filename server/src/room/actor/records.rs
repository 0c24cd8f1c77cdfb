//! What is asked for and what is stated, on its way to the disk, and what has to be true before anybody hears of it.

use hearing::wire::FromServer;
use hearing::{Command, CommandId, Fact, Hearing, Refusal, SeatId};
use hearing_sync::{Asked, Reply, ToAppend};
use kaiting_journal::{Append, CommandReceipt, Entry, JournalError};
use sha2::{Digest as _, Sha256};

use super::{Actor, Ordered};
use crate::auth::Place;
use crate::clock;
use crate::room::consequences::{gone, touches_media};
use crate::room::{Line, lock};

impl Actor<'_> {
    pub(super) fn ask(&mut self, seat: &SeatId, line: Line, id: CommandId, body: &Command) {
        // What a taken-over device still had under way is not carried out, nor what was on its way when a fault was mended:
        // that comes again, in the order in which it was asked for.
        let Some(seated) = self.lines.get(seat).filter(|s| s.line == line) else {
            return;
        };
        let signed = signed_from(body, &seated.session).or_else(|| self.dictation.stated(body));
        if self.broken.is_some() {
            let refusal = Refusal::NotRecorded;
            self.tell(seat, &FromServer::Refused { id, refusal });
            return;
        }
        // What comes a second time gets its first answer, whoever has the line open by now.
        let anew = !lock(&self.room).was_asked(seat, &id);
        if anew && let Err(refusal) = self.writing_in.admit(seat, body) {
            self.metrics.refused();
            self.tell(seat, &FromServer::Refused { id, refusal });
            return;
        }
        let asked = lock(&self.room).ask(
            seat,
            id,
            signed.as_ref().unwrap_or(body),
            fingerprint(body),
            clock::now(),
        );
        match asked {
            Asked::Answered(answer) => {
                if matches!(answer, FromServer::Refused { .. }) {
                    self.metrics.refused();
                }
                self.tell(seat, &answer);
            }
            Asked::Append(append) => self.write(append),
            Asked::Wait => {}
        }
    }

    pub(super) fn order(&mut self, command: &Command, answer: Ordered) {
        if self.broken.is_some() {
            let _ = answer.send(Err(Refusal::NotRecorded));
            return;
        }
        let asked = lock(&self.room).order(command, clock::now());
        match asked {
            Ok(append) => self.write_for(append, Some(answer)),
            Err(refusal) => {
                self.metrics.refused();
                // Who asked may have gone.
                let _ = answer.send(Err(refusal));
            }
        }
    }

    pub(super) fn state(&mut self, fact: &Fact, answer: Ordered) {
        if self.broken.is_some() {
            let _ = answer.send(Err(Refusal::NotRecorded));
            return;
        }
        let append = lock(&self.room).note(fact, clock::now());
        match append {
            Some(append) => self.write_for(append, Some(answer)),
            None => _ = answer.send(Ok(())),
        }
    }

    pub(super) fn note(&mut self, fact: &Fact) {
        if self.broken.is_some() {
            return;
        }
        let append = lock(&self.room).note(fact, clock::now());
        if let Some(append) = append {
            self.write(append);
        }
    }

    fn write(&mut self, append: ToAppend) {
        self.write_for(append, None);
    }

    fn write_for(&mut self, append: ToAppend, waiting: Option<Ordered>) {
        let bodies = append
            .records
            .iter()
            .map(serde_json::to_string)
            .collect::<Result<Vec<_>, _>>();
        let bodies = match bodies {
            Ok(bodies) => bodies,
            Err(error) => {
                // Cannot happen with our types; an empty append is refused by the journal and mended.
                tracing::error!(hearing = %self.id, %error, "a record could not be written as JSON");
                Vec::new()
            }
        };
        let command = append.receipt.map(|r| CommandReceipt {
            seat: r.seat.0,
            id: r.id.0,
            fingerprint: r.fingerprint,
            reply: serde_json::to_string(&Reply::Acknowledged).unwrap_or_default(),
        });
        self.waiting.push_back(waiting);
        // Called now, not when first polled: the order of calls is the order of records.
        self.writing.push_back(self.journal.append(Append {
            hearing: self.id.0.clone(),
            expect_seq: append.at,
            at_ms: append.records.first().map_or_else(clock::now, |r| r.at),
            bodies,
            command,
        }));
    }

    pub(super) async fn written(&mut self, written: Result<Vec<Entry>, JournalError>) {
        let waiting = self.waiting.pop_front().flatten();
        let recorded = written.is_ok() && self.broken.is_none();
        match written {
            Ok(_) if self.broken.is_some() => {}
            Ok(entries) => {
                self.metrics.recorded(entries.len());
                self.before_told().await;
                let frames = lock(&self.room).committed();
                self.deliver(frames);
                self.show_out();
                self.follow_page();
                self.tell_dictation();
            }
            Err(error) => {
                tracing::error!(hearing = %self.id, code = error.code(), %error, "not recorded");
                self.metrics.not_recorded();
                if self.broken.is_none() {
                    let frames = lock(&self.room).not_recorded();
                    self.deliver(frames);
                    self.break_off();
                }
            }
        }
        if let Some(waiting) = waiting {
            let answer = if recorded {
                Ok(())
            } else {
                Err(Refusal::NotRecorded)
            };
            let _ = waiting.send(answer);
        }
    }

    /// What must be true before anybody hears of it: the media obey, a removed person's keys are dead.
    async fn before_told(&mut self) {
        let (hearing, gone) = {
            let room = lock(&self.room);
            let records = room.next_committed().unwrap_or_default();
            let gone: Vec<SeatId> = records.iter().filter_map(gone).collect();
            let touches = records.iter().any(|r| touches_media(&r.event));
            for record in records {
                self.dictation.follow(&record.event);
            }
            (touches.then(|| room.after_next()), gone)
        };
        for seat in gone {
            let place = Place {
                hearing: self.id.clone(),
                seat,
            };
            if let Err(error) = self.auth.forget(&place).await {
                // The state says removed, and every door asks the state: this is the second lock, not the first.
                tracing::error!(hearing = %self.id, %error, "keys of a removed seat were not deleted");
            }
        }
        if let Some(hearing) = hearing {
            self.obey(hearing).await;
        }
    }

    /// Waits for the media. Where they do not obey in time the act stands all the same, and they are asked on: the doors to
    /// the rooms that somebody has to leave are shut first of all, so that nobody comes in anew meanwhile.
    pub(super) async fn obey(&mut self, hearing: Hearing) {
        if !self.media.follow(hearing).await {
            tracing::error!(hearing = %self.id, "acknowledged before the media have obeyed");
        }
    }
}

/// A signature names the session that it comes by: the backend's own word, whatever a client says.
fn signed_from(body: &Command, by: &str) -> Option<Command> {
    if !matches!(body, Command::Sign { .. }) {
        return None;
    }
    let mut signed = body.clone();
    if let Command::Sign { session, .. } = &mut signed {
        *session = Some(by.to_owned());
    }
    Some(signed)
}

fn fingerprint(body: &Command) -> [u8; 32] {
    Sha256::digest(serde_json::to_vec(body).unwrap_or_default()).into()
}
