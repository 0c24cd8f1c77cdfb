//! One backend, seven browsers and the lines between them, driven by a seed.

use crate::script;
use hearing::wire::{FromClient, FromServer};
use hearing::{
    Command, CommandId, Fact, Hearing, LossCause, Phase, Recorded, Refusal, Role, SeatId,
};
use hearing_sync::{Answer, Asked, Heard, Member, ReceiptOf, Reply, Room, ToAppend, ToSend};
use std::cmp::Reverse;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BinaryHeap, VecDeque};
use std::hash::{Hash, Hasher};

#[derive(Clone, Copy, PartialEq)]
pub enum Bug {
    None,
    AcknowledgeBeforeCommit,
    NoDeduplication,
    DropOnOverflow,
}

/// Nobody waits longer than this for an answer before he tries again.
const PATIENCE: u64 = 3_000;
/// How often the clerk presses again for somebody who comes and goes; whose answers are gone is never let in.
const PRESSES: usize = 20;
/// The day must end by then, in milliseconds of virtual time.
const TOO_LATE: u64 = 4 * 3_600_000;

pub struct World {
    rng: u64,
    now: u64,
    order: u64,
    agenda: BinaryHeap<Reverse<(u64, u64)>>,
    happenings: BTreeMap<u64, Happening>,
    disk: Disk,
    room: Room,
    run: u64,
    browsers: BTreeMap<SeatId, Browser>,
    bug: Bug,
    calm: bool,
    trace: DefaultHasher,
}

#[derive(Default)]
struct Disk {
    records: Vec<Recorded>,
    receipts: Vec<ReceiptOf>,
    /// Handed to the disk, fsync not back yet.
    writing: VecDeque<ToAppend>,
}

struct Browser {
    member: Member,
    view: Hearing,
    line: u64,
    /// A half-open line: it takes what is sent and delivers nothing.
    swallows: bool,
    answers: BTreeMap<String, Answer>,
    heard_at: u64,
    /// Frames the server has lost by the seeded bug.
    dropped: u64,
}

enum Happening {
    ToServer {
        seat: SeatId,
        line: u64,
        frame: FromClient,
    },
    ToBrowser {
        seat: SeatId,
        line: u64,
        frame: FromServer,
    },
    Synced {
        run: u64,
    },
    Look {
        seat: SeatId,
    },
    Cut {
        seat: SeatId,
    },
    Kill,
}

impl World {
    pub fn new(seed: u64, bug: Bug) -> Self {
        let scheduled = script::scheduled();
        let disk = Disk {
            records: vec![scheduled],
            ..Disk::default()
        };
        let room = Room::replay(&disk.records, [], "0".into());
        let browsers = room
            .hearing()
            .seats
            .iter()
            .map(|seat| {
                let browser = Browser {
                    member: Member::default(),
                    view: Hearing::default(),
                    line: 0,
                    swallows: false,
                    answers: BTreeMap::new(),
                    heard_at: 0,
                    dropped: 0,
                };
                (seat.id.clone(), browser)
            })
            .collect();
        let mut world = Self {
            rng: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D,
            now: 1_000,
            order: 0,
            agenda: BinaryHeap::new(),
            happenings: BTreeMap::new(),
            disk,
            room,
            run: 0,
            browsers,
            bug,
            calm: false,
            trace: DefaultHasher::new(),
        };
        for seat in world.seats() {
            world.open_line(&seat);
            world.later(PATIENCE, Happening::Look { seat: seat.clone() });
            world.later(5_000, Happening::Cut { seat });
        }
        world.later(20_000, Happening::Kill);
        world
    }

    pub fn trace(&self) -> u64 {
        self.trace.finish()
    }

    fn seats(&self) -> Vec<SeatId> {
        self.browsers.keys().cloned().collect()
    }

    fn chance(&mut self, of_thousand: u64) -> bool {
        !self.calm && self.random(1_000) < of_thousand
    }

    fn random(&mut self, below: u64) -> u64 {
        self.rng ^= self.rng << 13;
        self.rng ^= self.rng >> 7;
        self.rng ^= self.rng << 17;
        self.rng % below
    }

    fn later(&mut self, wait: u64, what: Happening) {
        self.order += 1;
        self.agenda.push(Reverse((self.now + wait, self.order)));
        self.happenings.insert(self.order, what);
    }

    /// The whole script. Err says what is wrong at the end, or that the end never came.
    pub fn run_the_day(&mut self) -> Result<(), String> {
        let people: Vec<_> = self
            .room
            .hearing()
            .seats
            .iter()
            .map(|s| (s.id.clone(), s.role, s.name.clone()))
            .collect();
        for (seat, role, name) in &people {
            if !matches!(role, Role::PresidingJudge | Role::Clerk) {
                self.all_ask(seat, script::check_in(name, *role))?;
            }
        }
        let mut typed = 0;
        for (at, (seat, command)) in script::hearing().into_iter().enumerate() {
            // The clerk types on, and waits for nobody.
            if at % 2 == 0
                && let Some(line) = script::write_line(typed)
            {
                self.ask(&SeatId::new("clerk"), &format!("type-{typed}"), line);
                typed += 1;
            }
            self.ask_and_wait(&SeatId::new(seat), &format!("hearing-{at}"), command)?;
        }
        while let Some(line) = script::write_line(typed) {
            self.ask(&SeatId::new("clerk"), &format!("type-{typed}"), line);
            typed += 1;
        }
        self.run_until("all that was typed is on record", World::all_typed)?;
        for (at, (seat, command)) in script::corrections().into_iter().enumerate() {
            self.ask_and_wait(&SeatId::new(seat), &format!("correction-{at}"), command)?;
        }
        for (seat, name) in script::SIGNERS {
            let seat = SeatId::new(seat);
            self.ask_and_wait(&seat, &format!("read-{seat}"), Command::ConfirmRead)?;
            self.run_until("all know the record", |w| w.knows_the_record(&seat))?;
            let text_sha256 = self.browsers[&seat].view.digest_to_sign(&seat);
            let sign = Command::Sign {
                text_sha256,
                name: name.into(),
                drawing: None,
                session: None,
            };
            self.ask_and_wait(&seat, &format!("sign-{seat}"), sign)?;
        }
        self.calm = true;
        self.run_until("everybody is up to date", World::all_up_to_date)?;
        self.check()
    }

    fn all_ask(&mut self, seat: &SeatId, commands: Vec<Command>) -> Result<(), String> {
        for (at, command) in commands.into_iter().enumerate() {
            self.ask_and_wait(seat, &format!("check-in-{seat}-{at}"), command)?;
        }
        Ok(())
    }

    fn ask(&mut self, seat: &SeatId, id: &str, command: Command) {
        let frame = self
            .browsers
            .get_mut(seat)
            .unwrap()
            .member
            .ask(CommandId::new(id), command);
        if let Some(frame) = frame {
            self.send_up(seat, frame);
        }
    }

    fn ask_and_wait(&mut self, seat: &SeatId, id: &str, command: Command) -> Result<(), String> {
        let what = format!("{seat} {id} {command:?}");
        let again = command.clone();
        self.ask(seat, id, command);
        let (seat, id) = (seat.clone(), id.to_owned());
        self.run_until(&what, |w| w.browsers[&seat].answers.contains_key(&id))?;
        if let Command::Admit { seat: other } | Command::CallWitness { seat: other } = &again
            && matches!(
                self.browsers[&seat].answers[&id],
                Answer::Refused(Refusal::CheckInIncomplete | Refusal::NotOnline)
            )
            && id.matches("-again").count() < PRESSES
        {
            // Whoever has just lost the line cannot be let in: the clerk sees it, waits and presses again.
            self.browsers.get_mut(&seat).unwrap().answers.remove(&id);
            self.run_until("he is back", |w| {
                w.room.hearing().seat(other).unwrap().is_here()
            })?;
            return self.ask_and_wait(&seat, &format!("{id}-again"), again);
        }
        match &self.browsers[&seat].answers[&id] {
            Answer::Acknowledged => Ok(()),
            Answer::Refused(refusal) => Err(format!("{what} was refused: {refusal:?}")),
        }
    }

    fn run_until(&mut self, what: &str, done: impl Fn(&World) -> bool) -> Result<(), String> {
        while !done(self) {
            let Some(Reverse((at, order))) = self.agenda.pop() else {
                return Err(format!("nothing more happens, but not: {what}"));
            };
            self.now = at;
            if at > TOO_LATE {
                return Err(format!("the day is over, but not: {what}"));
            }
            let happening = self.happenings.remove(&order).unwrap();
            self.take(happening);
        }
        Ok(())
    }

    fn take(&mut self, happening: Happening) {
        match happening {
            Happening::ToServer { seat, line, frame } => {
                (self.now, seat.as_str(), line, "to server").hash(&mut self.trace);
                self.server_hears(&seat, line, frame);
            }
            Happening::ToBrowser { seat, line, frame } => {
                (self.now, seat.as_str(), line, format!("{frame:?}")).hash(&mut self.trace);
                if self.browsers[&seat].line == line {
                    self.browser_hears(&seat, frame);
                }
            }
            Happening::Synced { run } if run == self.run => self.synced(),
            Happening::Synced { .. } => {}
            Happening::Look { seat } => self.look(seat),
            Happening::Cut { seat } => {
                if self.chance(300) {
                    self.line_is_cut(&seat);
                }
                let wait = 2_000 + self.random(20_000);
                self.later(wait, Happening::Cut { seat });
            }
            Happening::Kill => {
                if self.chance(700) {
                    self.kill();
                }
                let wait = 5_000 + self.random(60_000);
                self.later(wait, Happening::Kill);
            }
        }
    }

    // the line

    fn send_up(&mut self, seat: &SeatId, frame: FromClient) {
        if self.chance(60) {
            self.browsers.get_mut(seat).unwrap().swallows = true;
        }
        if self.browsers[seat].swallows {
            return;
        }
        let line = self.browsers[seat].line;
        // In order on one line, as TCP has it; doubled and late across lines.
        let wait = 5;
        if self.chance(50) {
            let late = 50 + self.random(4_000);
            self.later(
                late,
                Happening::ToServer {
                    seat: seat.clone(),
                    line,
                    frame: frame.clone(),
                },
            );
        }
        self.later(
            wait,
            Happening::ToServer {
                seat: seat.clone(),
                line,
                frame,
            },
        );
    }

    fn send_down(&mut self, seat: &SeatId, mut frame: FromServer) {
        if self.bug == Bug::DropOnOverflow {
            let drops = self.chance(10);
            let browser = self.browsers.get_mut(seat).unwrap();
            match &mut frame {
                FromServer::Event { at, .. } => {
                    if drops {
                        browser.dropped += 1;
                        return;
                    }
                    at.n = at.n.saturating_sub(browser.dropped);
                }
                FromServer::Snapshot { .. } => browser.dropped = 0,
                _ => {}
            }
        }
        let line = self.browsers[seat].line;
        let times = 1 + u64::from(self.chance(50));
        for _ in 0..times {
            if self.chance(80) {
                continue;
            }
            let wait = if self.chance(200) {
                self.random(800)
            } else {
                5
            };
            self.later(
                wait,
                Happening::ToBrowser {
                    seat: seat.clone(),
                    line,
                    frame: frame.clone(),
                },
            );
        }
    }

    fn open_line(&mut self, seat: &SeatId) {
        let browser = self.browsers.get_mut(seat).unwrap();
        browser.line += 1;
        browser.swallows = false;
        browser.heard_at = self.now;
        let hello = browser.member.hello("session");
        self.send_up(seat, hello);
    }

    fn line_is_cut(&mut self, seat: &SeatId) {
        let fact = Fact::Disconnected {
            seat: seat.clone(),
            cause: LossCause::NetworkLost,
            line: None,
        };
        if let Some(append) = self.room.note(&fact, self.now) {
            self.write(append);
        }
        self.open_line(seat);
    }

    // the browser

    fn look(&mut self, seat: SeatId) {
        let browser = &self.browsers[&seat];
        let waits = browser.member.unanswered().next().is_some();
        let silent = browser.swallows || self.now - browser.heard_at > PATIENCE;
        if silent {
            self.open_line(&seat);
        } else if waits {
            for frame in self.browsers[&seat].member.again() {
                self.send_up(&seat, frame);
            }
        }
        self.later(PATIENCE, Happening::Look { seat });
    }

    fn browser_hears(&mut self, seat: &SeatId, frame: FromServer) {
        let browser = self.browsers.get_mut(seat).unwrap();
        browser.heard_at = self.now;
        match browser.member.hear(frame) {
            Heard::Anew { hearing, .. } => {
                browser.view = *hearing;
                self.send_again(seat);
            }
            Heard::Resumed { .. } => self.send_again(seat),
            Heard::Apply(recorded) => browser.view.apply(&recorded),
            Heard::Answered { id, answer } => {
                browser.answers.insert(id.to_string(), answer);
            }
            Heard::Gap => self.open_line(seat),
            Heard::Nothing => {}
        }
    }

    fn send_again(&mut self, seat: &SeatId) {
        for frame in self.browsers[seat].member.again() {
            self.send_up(seat, frame);
        }
    }

    // the backend

    fn server_hears(&mut self, seat: &SeatId, line: u64, frame: FromClient) {
        match frame {
            FromClient::Hello { cursor, .. } => {
                if line != self.browsers[seat].line {
                    return;
                }
                let fact = Fact::Connected { seat: seat.clone() };
                if let Some(append) = self.room.note(&fact, self.now) {
                    self.write(append);
                }
                for frame in self.room.hello(seat, cursor.as_ref(), self.now) {
                    self.send_down(seat, frame);
                }
            }
            FromClient::Command { id, body } => {
                let mut hash = DefaultHasher::new();
                format!("{body:?}").hash(&mut hash);
                let mut fingerprint = [0; 32];
                fingerprint[..8].copy_from_slice(&hash.finish().to_be_bytes());
                let id = if self.bug == Bug::NoDeduplication {
                    self.order += 1;
                    CommandId::new(format!("{id}#{}", self.order))
                } else {
                    id
                };
                match self.room.ask(seat, id, &body, fingerprint, self.now) {
                    Asked::Answered(frame) => self.answer(seat, frame),
                    Asked::Append(append) => self.write(append),
                    Asked::Wait => {}
                }
            }
            FromClient::Glance(_)
            | FromClient::Displayed(_)
            | FromClient::Writing { .. }
            | FromClient::DismissProposal { .. }
            | FromClient::Pong { .. }
            | FromClient::Ping
            | FromClient::AnswerClaim { .. } => {}
        }
    }

    fn write(&mut self, append: ToAppend) {
        self.disk.writing.push_back(append);
        if self.bug == Bug::AcknowledgeBeforeCommit {
            let told = self.room.committed();
            self.tell(told);
        }
        let wait = 2 + self.random(30);
        let run = self.run;
        self.later(wait, Happening::Synced { run });
    }

    fn synced(&mut self) {
        if let Some(append) = self.disk.writing.pop_front() {
            assert_eq!(
                append.at,
                self.disk.records.len() as u64,
                "the journal has no holes"
            );
            self.disk.records.extend(append.records);
            self.disk.receipts.extend(append.receipt);
            if self.bug != Bug::AcknowledgeBeforeCommit {
                let told = self.room.committed();
                self.tell(told);
            }
        }
    }

    fn tell(&mut self, told: Vec<ToSend>) {
        for ToSend { to, frame } in told {
            self.answer(&to, frame);
        }
    }

    fn answer(&mut self, seat: &SeatId, mut frame: FromServer) {
        if self.bug == Bug::NoDeduplication {
            let plain = |id: &CommandId| CommandId::new(id.as_str().split('#').next().unwrap());
            match &mut frame {
                FromServer::Acknowledged { id } | FromServer::Refused { id, .. } => *id = plain(id),
                _ => {}
            }
        }
        self.send_down(seat, frame);
    }

    /// `kill -9`: what the disk has not synced is gone, and every line with it.
    fn kill(&mut self) {
        self.run += 1;
        self.disk.writing.clear();
        let receipts = self
            .disk
            .receipts
            .iter()
            .map(|r| (r.clone(), Reply::Acknowledged));
        self.room = Room::replay(&self.disk.records, receipts, self.run.to_string());
        for seat in self.seats() {
            let fact = Fact::Disconnected {
                seat: seat.clone(),
                cause: LossCause::ServerRestarted,
                line: None,
            };
            if let Some(append) = self.room.note(&fact, self.now) {
                self.write(append);
            }
            self.open_line(&seat);
        }
    }

    // the end

    fn all_typed(&self) -> bool {
        let clerk = &self.browsers[&SeatId::new("clerk")];
        (0..script::lines().len()).all(|at| clerk.answers.contains_key(&format!("type-{at}")))
    }

    fn knows_the_record(&self, seat: &SeatId) -> bool {
        let view = &self.browsers[seat].view;
        self.disk.writing.is_empty()
            && view.digest_to_sign(seat) == self.room.hearing().digest_to_sign(seat)
    }

    fn all_up_to_date(&self) -> bool {
        self.disk.writing.is_empty()
            && self
                .browsers
                .values()
                .all(|b| b.member.unanswered().next().is_none())
            && self
                .browsers
                .iter()
                .all(|(seat, b)| b.view == self.room.hearing().view_for(seat))
    }

    fn check(&self) -> Result<(), String> {
        let journal = Hearing::replay(&self.disk.records);
        if journal != *self.room.hearing() {
            return Err("the journal does not tell what the room holds".into());
        }
        if journal.phase != Phase::Finished {
            return Err(format!("the hearing ended in {:?}", journal.phase));
        }
        let on_record: Vec<_> = journal
            .transcript
            .lines
            .iter()
            .map(|l| l.id.to_string())
            // Beside what acts of the court have written themselves.
            .filter(|id| !id.starts_with("act-"))
            .collect();
        let typed: Vec<_> = (0..script::lines().len())
            .map(|at| format!("line-{at}"))
            .collect();
        if on_record != typed {
            return Err(format!("typed {typed:?}, on record {on_record:?}"));
        }
        for (seat, browser) in &self.browsers {
            for (id, answer) in &browser.answers {
                if *answer != Answer::Acknowledged {
                    return Err(format!("{seat} {id}: {answer:?}"));
                }
            }
        }
        Ok(())
    }
}
