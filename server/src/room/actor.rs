//! The task of one hearing: asks the core, waits for the disk, obeys with the media, then tells everybody.

mod mending;
mod records;
mod seats;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join_all;
use futures_util::stream::FuturesOrdered;
use futures_util::{FutureExt as _, StreamExt as _};
use hearing::wire::{FromServer, Goodbye};
use hearing::{AbsenceSettings, Fact, HearingId, Millis, Refusal, SeatId};
use hearing_sync::Room;
use kaiting_journal::{Entry, Fut, Journal};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use super::budget::Budgets;
use super::claims::Claims;
use super::dictation::Dictation;
use super::load::{OpenError, load};
use super::obedience::{Obedience, Obeys};
use super::screens::Screens;
use super::writing::Writing;
use super::{DOOR, Handle, Holders, Line, Outlet, Request, lock};
use crate::auth::Auth;
use crate::clock;
use crate::metrics::Metrics;

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
    /// How much later the draft of the record comes to who is not of the court (R55).
    pub draft_delay: Duration,
}

/// Opens a hearing from its journal and starts its task.
pub async fn open(opening: Opening<impl Obeys>) -> Result<Handle, OpenError> {
    let draft_delay = Millis::try_from(opening.draft_delay.as_millis()).unwrap_or(Millis::MAX);
    let room = load(&*opening.journal, &opening.id, draft_delay).await?;
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
            draft_delay,
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
    draft_delay: Millis,
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
            let drafted_at = self.drafted_at();
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
                () = sleep_until(drafted_at), if drafted_at.is_some() => self.tell_draft(),
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
        in_time(due)
    }

    /// When some of the draft has waited long enough.
    fn drafted_at(&self) -> Option<Instant> {
        let due = lock(&self.room).next_draft_due();
        due.and_then(in_time)
    }

    async fn request(&mut self, request: Request) {
        match request {
            Request::Join { seat, joining } => self.join(seat, joining),
            Request::AnswerClaim {
                seat,
                line,
                claim,
                give_up,
            } => self.answer_claim(&seat, line, claim, give_up),
            Request::Leave {
                seat,
                line,
                cause,
                trace,
            } => self.leave(seat, line, cause, trace),
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
                if self.has_line(&seat, line) {
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
                if self.has_line(&seat, line) {
                    self.dictation
                        .dismiss(lock(&self.room).hearing(), &seat, &proposal);
                    self.tell_dictation();
                }
            }
            Request::Displayed { seat, line, said } => self.displayed(&seat, line, &said),
            Request::ShutDown { done } => self.shut_down(done).await,
        }
    }

    async fn shut_down(&mut self, done: oneshot::Sender<()>) {
        while let Some(written) = self.writing.next().await {
            self.written(written).await;
        }
        for seated in self.lines.values() {
            seated.outlet.end(Goodbye::ShuttingDown);
        }
        // The process ends with the last room that is done, and a line that was not told by then is simply cut.
        join_all(self.lines.values().map(|seated| seated.outlet.told())).await;
        let _ = done.send(());
    }
}

fn in_time(due: Millis) -> Option<Instant> {
    let wait = due.saturating_sub(clock::now());
    Instant::now().checked_add(Duration::from_millis(wait))
}

async fn sleep_until(at: Option<Instant>) {
    if let Some(at) = at {
        tokio::time::sleep_until(at).await;
    }
}
