//! The task of one hearing: asks the core, waits for the disk, obeys with the media, then tells everybody.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesOrdered;
use hearing::wire::{FromServer, Glance, Goodbye};
use hearing::{
    Command, CommandId, Fact, Hearing, HearingId, LossCause, Refusal, Role, SeatId, Zone,
};
use hearing_sync::{Asked, Reply, Room, ToAppend, ToSend};
use kaiting_journal::{Append, CommandReceipt, Entry, Fut, Journal, JournalError};
use sha2::{Digest as _, Sha256};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use super::budget::Budgets;
use super::consequences::{removed, touches_media};
use super::load::{OpenError, load};
use super::obedience::{Obedience, Obeys};
use super::{DOOR, Handle, Line, Outlet, Request, frame, lock};
use crate::auth::{Auth, Place};
use crate::clock;
use crate::metrics::Metrics;

/// How long a line that was sent away to come back may take before it counts as lost.
const BACK_WITHIN: Duration = Duration::from_secs(5);
/// How often at most the journal is tried and read again.
const RELOAD_EVERY: Duration = Duration::from_secs(1);

pub struct Opening<M> {
    pub id: HearingId,
    pub journal: Arc<dyn Journal>,
    pub auth: Auth,
    pub media: M,
    pub metrics: Arc<Metrics>,
}

/// Opens a hearing from its journal and starts its task.
pub async fn open(opening: Opening<impl Obeys>) -> Result<Handle, OpenError> {
    let room = load(&*opening.journal, &opening.id).await?;
    let (door, requests) = mpsc::channel(DOOR);
    let handle = Handle {
        id: opening.id.clone(),
        door,
        room: Arc::new(Mutex::new(room)),
        budgets: Arc::new(Budgets::default()),
    };
    let metrics = Arc::clone(&opening.metrics);
    let media = Obedience::of(opening.media, opening.id.clone(), metrics);
    let room = Arc::clone(&handle.room);
    tokio::spawn(async move {
        let journal = Arc::clone(&opening.journal);
        let actor = Actor {
            id: opening.id,
            journal: &*journal,
            auth: opening.auth,
            media,
            metrics: opening.metrics,
            room,
            lines: BTreeMap::new(),
            last_line: 0,
            away: BTreeMap::new(),
            writing: FuturesOrdered::new(),
            broken: None,
            mended: None,
        };
        actor.run(requests).await;
    });
    Ok(handle)
}

struct Seated {
    line: Line,
    session: String,
    outlet: Outlet,
}

/// A seat whose line was sent away to come back.
struct Away {
    until: Instant,
    /// By which it had its line; none when that was before the room knew of it.
    session: Option<String>,
}

struct Actor<'j> {
    id: HearingId,
    journal: &'j dyn Journal,
    auth: Auth,
    media: Obedience,
    metrics: Arc<Metrics>,
    room: Arc<Mutex<Room>>,
    /// The newest device of each seat.
    lines: BTreeMap<SeatId, Seated>,
    last_line: Line,
    away: BTreeMap<SeatId, Away>,
    /// In the order of the records: what is told is told in that order.
    writing: FuturesOrdered<Fut<'j, Vec<Entry>>>,
    /// The journal and this room may disagree: when to look next whether they can be brought together.
    broken: Option<Instant>,
    mended: Option<Instant>,
}

impl Actor<'_> {
    async fn run(mut self, mut requests: mpsc::Receiver<Request>) {
        self.after_restart();
        let hearing = lock(&self.room).hearing().clone();
        self.obey(hearing).await;
        loop {
            let mend_at = self.broken.filter(|_| self.writing.is_empty());
            let back_by = self.away.values().map(|a| a.until).min();
            tokio::select! {
                biased;
                Some(written) = self.writing.next(), if !self.writing.is_empty() => {
                    self.written(written).await;
                }
                // Before any request: what comes by a line from before the fault must find that line ended.
                () = sleep_until(mend_at), if mend_at.is_some() => self.mend().await,
                () = sleep_until(back_by), if back_by.is_some() => self.stayed_away(),
                request = requests.recv() => match request {
                    Some(Request::ShutDown { done }) => {
                        self.shut_down(done).await;
                        return;
                    }
                    Some(request) => self.request(request).await,
                    None => return,
                },
            }
        }
    }

    /// Whom the record shows as here had a line to the backend that is no more.
    fn after_restart(&mut self) {
        for seat in self.here_on_record() {
            let cause = LossCause::ServerRestarted;
            self.note(&Fact::Disconnected { seat, cause });
        }
    }

    fn here_on_record(&self) -> Vec<SeatId> {
        let room = lock(&self.room);
        let here = room.hearing().seats.iter().filter(|s| s.is_here());
        here.map(|s| s.id.clone()).collect()
    }

    async fn request(&mut self, request: Request) {
        match request {
            Request::Join {
                seat,
                session,
                known,
                outlet,
                answer,
            } => {
                let frames = {
                    let mut room = lock(&self.room);
                    let admitted = room
                        .hearing()
                        .seat(&seat)
                        .is_some_and(|s| s.removed.is_none());
                    if !admitted {
                        outlet.end(Goodbye::NoSession);
                        return;
                    }
                    room.hello(&seat, known.as_ref(), clock::now())
                };
                outlet.send(frames.iter().map(frame).collect());
                self.last_line += 1;
                let line = self.last_line;
                let away = self.away.remove(&seat).and_then(|away| away.session);
                let seated = Seated {
                    line,
                    session: session.clone(),
                    outlet,
                };
                let older = self.lines.insert(seat.clone(), seated).map(|older| {
                    older.outlet.end(Goodbye::TakenOver);
                    older.session
                });
                if older.or(away).is_some_and(|before| before != session) {
                    self.taken_over(&seat);
                }
                // Nobody waits for the number when the socket has gone already; it will say so itself.
                let _ = answer.send(line);
                self.note(&Fact::Connected { seat });
            }
            Request::Leave { seat, line, cause } => {
                if self.drop_line(&seat, line).is_some() {
                    self.note(&Fact::Disconnected { seat, cause });
                }
            }
            Request::Away { seat, line } => {
                if let Some(gone) = self.drop_line(&seat, line) {
                    self.send_away(seat, Some(gone.session));
                }
            }
            Request::Ask {
                seat,
                line,
                id,
                body,
            } => self.ask(&seat, line, id, &body),
            Request::Refuse {
                seat,
                line,
                id,
                refusal,
            } => {
                self.metrics.refused();
                if self.lines.get(&seat).is_some_and(|s| s.line == line) {
                    self.tell(&seat, &FromServer::Refused { id, refusal });
                }
            }
            Request::Glance { seat, line, glance } => self.glance(&seat, line, glance),
            Request::ShutDown { done } => self.shut_down(done).await,
        }
    }

    /// The seat is held by another session than before: somebody has the link who need not be the person it was sent to.
    fn taken_over(&mut self, seat: &SeatId) {
        tracing::warn!(hearing = %self.id, %seat, "taken over by another session");
        self.metrics.taken_over();
        let seat = seat.clone();
        self.note(&Fact::TakenOver { seat });
    }

    /// The line, if it was the seat's newest.
    fn drop_line(&mut self, seat: &SeatId, line: Line) -> Option<Seated> {
        self.lines.get(seat).filter(|s| s.line == line)?;
        self.lines.remove(seat)
    }

    fn send_away(&mut self, seat: SeatId, session: Option<String>) {
        let until = Instant::now() + BACK_WITHIN;
        self.away.entry(seat).or_insert(Away { until, session });
    }

    fn stayed_away(&mut self) {
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
            self.note(&Fact::Disconnected { seat, cause });
        }
    }

    fn ask(&mut self, seat: &SeatId, line: Line, id: CommandId, body: &Command) {
        // What a taken-over device still had under way is not carried out, nor what was on its way when a fault was mended:
        // that comes again, in the order in which it was asked for.
        if self.lines.get(seat).is_none_or(|s| s.line != line) {
            return;
        }
        if self.broken.is_some() {
            let refusal = Refusal::NotRecorded;
            self.tell(seat, &FromServer::Refused { id, refusal });
            return;
        }
        let asked = lock(&self.room).ask(seat, id, body, fingerprint(body), clock::now());
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

    fn note(&mut self, fact: &Fact) {
        if self.broken.is_some() {
            return;
        }
        let append = lock(&self.room).note(fact, clock::now());
        if let Some(append) = append {
            self.write(append);
        }
    }

    fn write(&mut self, append: ToAppend) {
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
        // Called now, not when first polled: the order of calls is the order of records.
        self.writing.push_back(self.journal.append(Append {
            hearing: self.id.0.clone(),
            expect_seq: append.at,
            at_ms: append.records.first().map_or_else(clock::now, |r| r.at),
            bodies,
            command,
        }));
    }

    async fn written(&mut self, written: Result<Vec<Entry>, JournalError>) {
        match written {
            Ok(_) if self.broken.is_some() => {}
            Ok(entries) => {
                self.metrics.recorded(entries.len());
                self.before_told().await;
                let frames = lock(&self.room).committed();
                self.deliver(frames);
                self.show_out();
            }
            Err(error) => {
                tracing::error!(hearing = %self.id, code = error.code(), %error, "not recorded");
                self.metrics.not_recorded();
                if self.broken.is_none() {
                    let frames = lock(&self.room).not_recorded();
                    self.deliver(frames);
                    // At once, unless that has just been of no use.
                    let now = Instant::now();
                    self.broken = Some(self.mended.map_or(now, |m| now.max(m + RELOAD_EVERY)));
                }
            }
        }
    }

    /// After a failed write nobody knows what is in the file until it is read again (see `JournalError::Io`).
    async fn mend(&mut self) {
        match reload(self.journal, &self.id).await {
            Ok(room) => {
                let hearing = room.hearing().clone();
                *lock(&self.room) = room;
                self.broken = None;
                self.mended = Some(Instant::now());
                self.start_again();
                self.obey(hearing).await;
            }
            Err(error) => {
                tracing::error!(hearing = %self.id, %error, "the journal does not write or cannot be read");
                self.broken = Some(Instant::now() + RELOAD_EVERY);
            }
        }
    }

    /// Everybody comes back: their views may lack what is on disk after all, and what was refused meanwhile has to go before
    /// what is asked for next. Who left while nothing could be written does not come, and is found out by that.
    fn start_again(&mut self) {
        for (seat, seated) in std::mem::take(&mut self.lines) {
            seated.outlet.end(Goodbye::Resync);
            self.send_away(seat, Some(seated.session));
        }
        for seat in self.here_on_record() {
            self.send_away(seat, None);
        }
    }

    /// What must be true before anybody hears of it: the media obey, a removed person's keys are dead.
    async fn before_told(&mut self) {
        let (hearing, removed) = {
            let room = lock(&self.room);
            let records = room.next_committed().unwrap_or_default();
            let removed: Vec<SeatId> = records.iter().filter_map(removed).collect();
            let touches = records.iter().any(|r| touches_media(&r.event));
            (touches.then(|| room.after_next()), removed)
        };
        for seat in removed {
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
    async fn obey(&mut self, hearing: Hearing) {
        if !self.media.follow(hearing).await {
            tracing::error!(hearing = %self.id, "acknowledged before the media have obeyed");
        }
    }

    fn deliver(&self, frames: Vec<ToSend>) {
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

    fn tell(&self, seat: &SeatId, one: &FromServer) {
        if let Some(seated) = self.lines.get(seat) {
            seated.outlet.send(vec![frame(one)]);
        }
    }

    /// Closes the lines of those who were removed.
    fn show_out(&mut self) {
        let room = lock(&self.room);
        self.lines.retain(|seat, seated| {
            let stays = room
                .hearing()
                .seat(seat)
                .is_some_and(|s| s.removed.is_none());
            if !stays {
                seated.outlet.end(Goodbye::Removed);
            }
            stays
        });
    }

    /// The presenter's pointer goes to those in the room who have the exhibit before them.
    fn glance(&self, from: &SeatId, line: Line, glance: Glance) {
        if self.lines.get(from).is_none_or(|s| s.line != line) {
            return;
        }
        let room = lock(&self.room);
        let hearing = room.hearing();
        let Some((shown, exhibit)) = hearing
            .presentation
            .as_ref()
            .and_then(|p| Some((p, hearing.exhibit(&p.exhibit)?)))
        else {
            return;
        };
        let in_room = |seat: &SeatId| {
            hearing
                .seat(seat)
                .is_some_and(|s| s.zone == Zone::Courtroom)
        };
        let court = hearing
            .seat(from)
            .is_some_and(|s| matches!(s.role, Role::PresidingJudge | Role::Clerk));
        // Who was sent out takes his hand with him.
        if !in_room(from) || (shown.by != *from && !court) {
            return;
        }
        for (seat, seated) in &self.lines {
            if seat != from && in_room(seat) && hearing.may_see_exhibit(seat, exhibit) {
                seated.outlet.glance(from.clone(), glance);
            }
        }
    }

    async fn shut_down(&mut self, done: oneshot::Sender<()>) {
        while let Some(written) = self.writing.next().await {
            self.written(written).await;
        }
        for seated in self.lines.values() {
            seated.outlet.end(Goodbye::ShuttingDown);
        }
        let _ = done.send(());
    }
}

/// Only when a trial write has passed: else the first command would break the room anew, and all would have come back for
/// nothing.
async fn reload(journal: &dyn Journal, id: &HearingId) -> Result<Room, OpenError> {
    let trial = journal.put("trial", "mend", &clock::now().to_string());
    trial.await.map_err(OpenError::Journal)?;
    load(journal, id).await
}

async fn sleep_until(at: Option<Instant>) {
    if let Some(at) = at {
        tokio::time::sleep_until(at).await;
    }
}

fn fingerprint(body: &Command) -> [u8; 32] {
    Sha256::digest(serde_json::to_vec(body).unwrap_or_default()).into()
}

#[cfg(test)]
mod tests;
