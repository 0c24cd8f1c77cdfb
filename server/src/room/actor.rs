//! The task of one hearing: asks the core, waits for the disk, obeys with the media, then tells everybody.

use std::collections::{BTreeMap, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::stream::FuturesOrdered;
use futures_util::{FutureExt as _, StreamExt as _};
use hearing::presenting::Displayed;
use hearing::wire::{FromServer, Glance, Goodbye};
use hearing::{
    AbsenceSettings, Command, CommandId, Fact, Hearing, HearingId, LineId, LineTrace, LossCause,
    Refusal, SeatId, Zone,
};
use hearing_sync::{Asked, Reply, Room, ToAppend, ToSend};
use kaiting_journal::{Append, CommandReceipt, Entry, Fut, Journal, JournalError};
use sha2::{Digest as _, Sha256};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use super::budget::Budgets;
use super::claims::{Claimed, Claims};
use super::consequences::{gone, touches_media};
use super::dictation::Dictation;
use super::load::{OpenError, load};
use super::obedience::{Obedience, Obeys};
use super::screens::Screens;
use super::writing::Writing;
use super::{DOOR, Handle, Holders, Joining, Line, Outlet, Request, frame, hold, lock};
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
    /// How long who holds a seat has to answer another device that asks for it; at zero he is not asked.
    pub asks_holder_for: Duration,
    /// What the court has set for who is away.
    pub absences: AbsenceSettings,
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
        holders: Arc::default(),
    };
    let metrics = Arc::clone(&opening.metrics);
    let media = Obedience::of(opening.media, opening.id.clone(), metrics);
    let room = Arc::clone(&handle.room);
    let holders = Arc::clone(&handle.holders);
    tokio::spawn(async move {
        let journal = Arc::clone(&opening.journal);
        let actor = Actor {
            id: opening.id,
            journal: &*journal,
            auth: opening.auth,
            media,
            metrics: opening.metrics,
            room,
            holders,
            lines: BTreeMap::new(),
            last_line: 0,
            away: BTreeMap::new(),
            claims: Claims::new(opening.asks_holder_for),
            screens: Screens::default(),
            writing_in: Writing::default(),
            dictation: Dictation::default(),
            writing: FuturesOrdered::new(),
            waiting: VecDeque::new(),
            broken: None,
            mended: None,
        };
        actor.run(requests, opening.absences).await;
    });
    Ok(handle)
}

type Ordered = oneshot::Sender<Result<(), Refusal>>;

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
    holders: Arc<Mutex<Holders>>,
    /// The newest device of each seat.
    lines: BTreeMap<SeatId, Seated>,
    last_line: Line,
    away: BTreeMap<SeatId, Away>,
    claims: Claims,
    /// Who has the page on show (R49).
    screens: Screens,
    /// Who has which line of the record open.
    writing_in: Writing,
    /// What speech-to-text proposes.
    dictation: Dictation,
    /// In the order of the records: what is told is told in that order.
    writing: FuturesOrdered<Fut<'j, Vec<Entry>>>,
    /// Beside each of them, who waits for it at one of the doors.
    waiting: VecDeque<Option<Ordered>>,
    /// The journal and this room may disagree: when to look next whether they can be brought together.
    broken: Option<Instant>,
    mended: Option<Instant>,
}

impl Actor<'_> {
    /// Until the court shuts down. A fault of this program ends what it was at, and not the hearing.
    async fn run(mut self, mut requests: mpsc::Receiver<Request>, absences: AbsenceSettings) {
        let mut first = Some(absences);
        loop {
            let serving = self.serve(&mut requests, first.take());
            if AssertUnwindSafe(serving).catch_unwind().await.is_ok() {
                return;
            }
            self.after_fault();
        }
    }

    /// What it was in the middle of nobody knows: as after a failed write, the journal is read again.
    fn after_fault(&mut self) {
        tracing::error!(hearing = %self.id, "a fault in the room; it begins again from its journal");
        self.writing = FuturesOrdered::new();
        // Who waits at a door hears that nobody can tell.
        self.waiting.clear();
        let now = Instant::now();
        self.broken = Some(self.mended.map_or(now, |m| now.max(m + RELOAD_EVERY)));
    }

    async fn serve(
        &mut self,
        requests: &mut mpsc::Receiver<Request>,
        first: Option<AbsenceSettings>,
    ) {
        if let Some(absences) = first {
            self.note(&Fact::Absences(absences));
            self.after_restart();
            let hearing = lock(&self.room).hearing().clone();
            self.obey(hearing).await;
        }
        loop {
            let mend_at = self.broken.filter(|_| self.writing.is_empty());
            let back_by = self.away.values().map(|a| a.until).min();
            let claim_by = self.claims.first_due();
            let due_at = self.due_at();
            let lets_go_at = self.writing_in.next_due();
            tokio::select! {
                biased;
                Some(written) = self.writing.next(), if !self.writing.is_empty() => {
                    self.written(written).await;
                }
                // Before any request: what comes by a line from before the fault must find that line ended.
                () = sleep_until(mend_at), if mend_at.is_some() => self.mend().await,
                () = sleep_until(back_by), if back_by.is_some() => self.stayed_away(),
                () = sleep_until(claim_by), if claim_by.is_some() => self.claims_due(),
                () = sleep_until(due_at), if due_at.is_some() => self.note(&Fact::Clock),
                () = sleep_until(lets_go_at), if lets_go_at.is_some() => self.tell_writing(),
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

    /// When the hearing is to be told that time has passed.
    fn due_at(&self) -> Option<Instant> {
        let due = lock(&self.room).next_due();
        let due = due.filter(|_| self.broken.is_none())?;
        let wait = due.saturating_sub(clock::now());
        Instant::now().checked_add(Duration::from_millis(wait))
    }

    /// Whom the record shows as here had a line to the backend that is no more.
    fn after_restart(&mut self) {
        for seat in self.here_on_record() {
            let cause = LossCause::ServerRestarted;
            self.lost(seat, cause, None);
        }
    }

    fn lost(&mut self, seat: SeatId, cause: LossCause, line: Option<LineTrace>) {
        self.note(&Fact::Disconnected { seat, cause, line });
    }

    fn here_on_record(&self) -> Vec<SeatId> {
        let room = lock(&self.room);
        let here = room.hearing().seats.iter().filter(|s| s.is_here());
        here.map(|s| s.id.clone()).collect()
    }

    async fn request(&mut self, request: Request) {
        match request {
            Request::Join { seat, joining } => {
                let holder = self.lines.get(&seat);
                if holder.is_some_and(|holder| holder.session != joining.session) {
                    self.claimed(seat, joining);
                } else {
                    self.sit(&seat, joining);
                }
            }
            Request::AnswerClaim {
                seat,
                line,
                claim,
                give_up,
            } => {
                if self.lines.get(&seat).is_none_or(|s| s.line != line) {
                    return;
                }
                match self.claims.answered(&seat, claim) {
                    Some(joining) if give_up => self.sit(&seat, joining),
                    Some(joining) => {
                        tracing::warn!(hearing = %self.id, %seat, "kept against another session");
                        joining.outlet.end(Goodbye::SeatKept);
                    }
                    None => {}
                }
            }
            Request::Leave {
                seat,
                line,
                cause,
                trace,
            } => {
                if self.drop_line(&seat, line).is_some() {
                    // Who closed his page may be reloading it; who lost his line comes back, and is asked then.
                    if cause == LossCause::PageClosed {
                        self.claims.hasten(&seat, Instant::now() + BACK_WITHIN);
                    }
                    self.lost(seat, cause, trace);
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
            Request::Order { command, answer } => self.order(&command, answer),
            Request::State { fact, answer } => self.state(&fact, answer),
            Request::Glance { seat, line, glance } => self.glance(&seat, line, glance),
            Request::Writing { seat, line, opened } => self.opened(&seat, line, opened.as_ref()),
            Request::Speech(news) => {
                self.dictation.heard(lock(&self.room).hearing(), &news);
                self.tell_dictation();
            }
            Request::DismissProposal {
                seat,
                line,
                proposal,
            } => {
                if self.lines.get(&seat).is_some_and(|s| s.line == line) {
                    self.dictation
                        .dismiss(lock(&self.room).hearing(), &seat, &proposal);
                    self.tell_dictation();
                }
            }
            Request::Displayed { seat, line, said } => self.displayed(&seat, line, &said),
            Request::ShutDown { done } => self.shut_down(done).await,
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

    fn claims_due(&mut self) {
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

    /// The line, if it was the seat's newest.
    fn drop_line(&mut self, seat: &SeatId, line: Line) -> Option<Seated> {
        self.lines.get(seat).filter(|s| s.line == line)?;
        let gone = self.lines.remove(seat);
        // Whoever is gone has nothing in his hand.
        self.writing_in.take(lock(&self.room).hearing(), seat, None);
        self.tell_writing();
        gone
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
            self.lost(seat, cause, None);
        }
    }

    fn ask(&mut self, seat: &SeatId, line: Line, id: CommandId, body: &Command) {
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

    fn order(&mut self, command: &Command, answer: Ordered) {
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

    fn state(&mut self, fact: &Fact, answer: Ordered) {
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

    async fn written(&mut self, written: Result<Vec<Entry>, JournalError>) {
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
                    // At once, unless that has just been of no use.
                    let now = Instant::now();
                    self.broken = Some(self.mended.map_or(now, |m| now.max(m + RELOAD_EVERY)));
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

    /// Closes the lines of those who were removed, or have given their seat up.
    fn show_out(&mut self) {
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
    fn glance(&self, from: &SeatId, line: Line, glance: Glance) {
        if self.lines.get(from).is_none_or(|s| s.line != line) {
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

    fn displayed(&mut self, seat: &SeatId, line: Line, said: &Displayed) {
        if self.lines.get(seat).is_none_or(|s| s.line != line) {
            return;
        }
        let complete = self.screens.heard(lock(&self.room).hearing(), seat, said);
        if let Some(showing) = complete {
            self.note(&Fact::PageShown { showing });
        }
        self.tell_screens();
    }

    fn opened(&mut self, seat: &SeatId, line: Line, opened: Option<&LineId>) {
        if self.lines.get(seat).is_none_or(|s| s.line != line) {
            return;
        }
        self.writing_in
            .take(lock(&self.room).hearing(), seat, opened);
        self.tell_writing();
    }

    /// To those who type, when it differs from what they were told.
    fn tell_writing(&mut self) {
        let news = self.writing_in.news(lock(&self.room).hearing());
        for (seat, held) in news {
            if let Some(seated) = self.lines.get(&seat) {
                seated.outlet.writing(held);
            }
        }
    }

    /// To those who type, when it differs from what they were told.
    fn tell_dictation(&mut self) {
        let news = self.dictation.news(lock(&self.room).hearing());
        for (seat, (listening, proposing)) in news {
            if let Some(seated) = self.lines.get(&seat) {
                seated.outlet.dictation((listening, proposing));
            }
        }
    }

    fn follow_page(&mut self) {
        let gone = self.screens.follow(lock(&self.room).hearing());
        for showing in gone {
            self.note(&Fact::PageShown { showing });
        }
        self.tell_screens();
    }

    /// To those who move what is on show, when it differs from what they were told.
    fn tell_screens(&mut self) {
        let news = self.screens.news(lock(&self.room).hearing());
        for (seat, showing) in news {
            if let Some(seated) = self.lines.get(&seat) {
                seated.outlet.showing(showing);
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

#[cfg(test)]
mod tests;
