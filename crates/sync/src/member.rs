//! The browser's end: folds what it hears, keeps what it asked until it is answered.

use hearing::wire::{Cursor, FromClient, FromServer};
use hearing::{Command, CommandId, Hearing, Millis, Recorded, Refusal, SeatId};
use std::collections::VecDeque;

#[derive(Default)]
pub struct Member {
    me: Option<SeatId>,
    at: Option<Cursor>,
    outbox: VecDeque<(CommandId, Command)>,
    /// Whether the view has been made good on this line, so that commands may go out.
    live: bool,
}

/// What to do about a frame.
#[derive(Debug)]
pub enum Heard {
    /// The view starts anew with this.
    Anew {
        now: Millis,
        hearing: Box<Hearing>,
    },
    /// The line is good again; the view stands.
    Resumed {
        now: Millis,
    },
    Apply(Box<Recorded>),
    Answered {
        id: CommandId,
        answer: Answer,
    },
    /// Something is missing: the line must be opened again, with the cursor.
    Gap,
    /// Known already, or not the concern of this machine.
    Nothing,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Acknowledged,
    Refused(Refusal),
}

impl Member {
    pub fn me(&self) -> Option<&SeatId> {
        self.me.as_ref()
    }

    /// Commands not answered yet, oldest first.
    pub fn unanswered(&self) -> impl Iterator<Item = &(CommandId, Command)> {
        self.outbox.iter()
    }

    /// The first frame on a new line.
    pub fn hello(&mut self, session: &str) -> FromClient {
        self.live = false;
        FromClient::Hello {
            session: session.to_owned(),
            cursor: self.at.clone(),
        }
    }

    pub fn line_lost(&mut self) {
        self.live = false;
    }

    /// Keeps a command until it is answered. The frame is to be sent now, if there is one.
    pub fn ask(&mut self, id: CommandId, command: Command) -> Option<FromClient> {
        if !self.outbox.iter().any(|(known, _)| *known == id) {
            self.outbox.push_back((id.clone(), command.clone()));
        }
        self.live
            .then_some(FromClient::Command { id, body: command })
    }

    /// Everything unanswered, to be sent again under its old ids.
    pub fn again(&self) -> Vec<FromClient> {
        if !self.live {
            return Vec::new();
        }
        let frame = |(id, body): &(CommandId, Command)| FromClient::Command {
            id: id.clone(),
            body: body.clone(),
        };
        self.outbox.iter().map(frame).collect()
    }

    pub fn hear(&mut self, frame: FromServer) -> Heard {
        match frame {
            FromServer::Snapshot {
                me,
                now,
                at,
                hearing,
            } => {
                if self.at.as_ref().is_some_and(|known| is_older(&at, known)) {
                    return Heard::Nothing;
                }
                self.me = Some(me);
                self.at = Some(at);
                self.live = true;
                Heard::Anew { now, hearing }
            }
            FromServer::Resumed { me, now, at: _ } => {
                self.me = Some(me);
                self.live = true;
                Heard::Resumed { now }
            }
            FromServer::Event {
                at,
                cause: _,
                recorded,
            } => match &mut self.at {
                Some(known) if self.live && known.run == at.run && known.view == at.view => {
                    if at.n <= known.n {
                        Heard::Nothing
                    } else if at.n == known.n + 1 {
                        known.n = at.n;
                        Heard::Apply(recorded)
                    } else {
                        Heard::Gap
                    }
                }
                Some(known) if is_older(&at, known) => Heard::Nothing,
                Some(_) | None => Heard::Gap,
            },
            FromServer::Acknowledged { id } => self.answered(id, Answer::Acknowledged),
            FromServer::Refused { id, refusal } => self.answered(id, Answer::Refused(refusal)),
            FromServer::Glance { .. }
            | FromServer::Showing { .. }
            | FromServer::Writing { .. }
            | FromServer::Speech { .. }
            | FromServer::Proposals { .. }
            | FromServer::Beat { .. }
            | FromServer::SeatClaimed { .. }
            | FromServer::SeatHeld { .. }
            | FromServer::Goodbye { .. } => Heard::Nothing,
        }
    }

    fn answered(&mut self, id: CommandId, answer: Answer) -> Heard {
        match self.outbox.iter().position(|(known, _)| *known == id) {
            Some(at) => {
                // No answer for good: the command stays and goes out again.
                if matches!(
                    answer,
                    Answer::Refused(Refusal::NotRecorded | Refusal::TooMany)
                ) {
                    return Heard::Nothing;
                }
                self.outbox.remove(at);
                Heard::Answered { id, answer }
            }
            None => Heard::Nothing,
        }
    }
}

fn is_older(at: &Cursor, known: &Cursor) -> bool {
    at.run == known.run && (at.view, at.n) < (known.view, known.n)
}
