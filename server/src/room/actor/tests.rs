//! What a room does when its disk fails, and who holds a seat.

use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use hearing::transcript::{LineKind, Speaker};
use hearing::{
    Actor as By, Command, CommandId, Event, Hearing, LineId, LossCause, Matter, Procedure,
    Publicity, Recorded, Role, Seat, Side,
};
use kaiting_journal::{Append, CommandReceipt, JournalError, Receipt, SqliteJournal};
use tokio::time::{sleep, timeout};

use super::seats::BACK_WITHIN;
use super::*;
use crate::room::{Inlet, Joining, pair};

/// A disk that can fail.
struct Disk {
    sound: SqliteJournal,
    broken: AtomicBool,
    /// The next write brings out a fault of the program.
    faulty: AtomicBool,
}

impl Disk {
    fn fails(&self) -> Option<JournalError> {
        let broken = self.broken.load(Ordering::SeqCst);
        broken.then_some(JournalError::Full)
    }

    fn write<'a, T: Send + 'a>(&self, work: impl FnOnce() -> Fut<'a, T>) -> Fut<'a, T> {
        match self.fails() {
            Some(error) => std::future::ready(Err(error)).boxed(),
            None => work(),
        }
    }
}

impl Journal for Disk {
    fn append(&self, append: Append) -> Fut<'_, Vec<Entry>> {
        assert!(!self.faulty.swap(false, Ordering::SeqCst), "a fault");
        self.write(|| self.sound.append(append))
    }
    fn load(&self, hearing: &str) -> Fut<'_, Vec<Entry>> {
        self.sound.load(hearing)
    }
    fn receipt(&self, hearing: &str, seat: &str, id: &str) -> Fut<'_, Option<Receipt>> {
        self.sound.receipt(hearing, seat, id)
    }
    fn receipts(&self, hearing: &str) -> Fut<'_, Vec<CommandReceipt>> {
        self.sound.receipts(hearing)
    }
    fn hearings(&self) -> Fut<'_, Vec<String>> {
        self.sound.hearings()
    }
    fn put(&self, table: &str, key: &str, value: &str) -> Fut<'_, ()> {
        self.write(|| self.sound.put(table, key, value))
    }
    fn get(&self, table: &str, key: &str) -> Fut<'_, Option<String>> {
        self.sound.get(table, key)
    }
    fn delete(&self, table: &str, key: &str) -> Fut<'_, bool> {
        self.write(|| self.sound.delete(table, key))
    }
    fn list(&self, table: &str) -> Fut<'_, Vec<(String, String)>> {
        self.sound.list(table)
    }
}

/// Media that do as they are told.
struct Tame;

impl Obeys for Tame {
    fn obey<'a>(&'a mut self, _hearing: &'a Hearing) -> BoxFuture<'a, bool> {
        std::future::ready(true).boxed()
    }
}

struct Court {
    room: Handle,
    disk: Arc<Disk>,
    metrics: Arc<Metrics>,
    _folder: tempfile::TempDir,
}

impl Court {
    async fn open() -> Self {
        Self::with_patience(Duration::ZERO).await
    }

    /// `patience`: how long who holds a seat has to answer who asks for it.
    async fn with_patience(patience: Duration) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sound = SqliteJournal::open(folder.path().join("journal.db")).unwrap();
        let scheduled = Recorded {
            at: 1,
            by: By::System,
            event: Event::HearingScheduled {
                matter: Matter {
                    id: HearingId::new("g1"),
                    court: "北京市海淀区人民法院".into(),
                    courtroom: "在线法庭二".into(),
                    scheduled_at: 1,
                    procedure: Procedure::CivilSimple,
                    publicity: Publicity::Open,
                    gallery_seats: hearing::gallery_seats(),
                    case: None,
                },
                seats: vec![
                    Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
                    Seat::new("party", Role::Party, Side::Plaintiff, "林知远"),
                ],
            },
        };
        let append = Append {
            hearing: "g1".into(),
            expect_seq: 0,
            at_ms: 1,
            bodies: vec![serde_json::to_string(&scheduled).unwrap()],
            command: None,
        };
        sound.append(append).await.unwrap();
        let disk = Arc::new(Disk {
            sound,
            broken: AtomicBool::new(false),
            faulty: AtomicBool::new(false),
        });
        let journal: Arc<dyn Journal> = Arc::clone(&disk) as _;
        let metrics = Arc::new(Metrics::default());
        let room = open(Opening {
            id: HearingId::new("g1"),
            auth: Auth::open(Arc::clone(&journal)).await.unwrap(),
            journal,
            media: Tame,
            metrics: Arc::clone(&metrics),
            asks_holder_for: patience,
            absences: AbsenceSettings::default(),
            draft_delay: Duration::ZERO,
        });
        Self {
            room: room.await.unwrap(),
            disk,
            metrics,
            _folder: folder,
        }
    }

    async fn join(&self, seat: &str, session: &str) -> Held {
        let (inlet, line) = self.knock(seat, session).await;
        Held {
            seat: SeatId::new(seat),
            line: line.await.unwrap(),
            inlet,
        }
    }

    /// Asks for a seat, and does not wait for it.
    async fn knock(&self, seat: &str, session: &str) -> (Inlet, oneshot::Receiver<Line>) {
        let (outlet, inlet) = pair();
        let (answer, line) = oneshot::channel();
        self.room
            .send(Request::Join {
                seat: SeatId::new(seat),
                joining: Joining {
                    session: session.to_owned(),
                    known: None,
                    outlet,
                    answer,
                },
            })
            .await;
        (inlet, line)
    }

    async fn leave(&self, held: &Held, cause: LossCause) {
        self.room
            .send(Request::Leave {
                seat: held.seat.clone(),
                line: held.line,
                cause,
                trace: None,
            })
            .await;
    }

    async fn answer_claim(&self, held: &Held, claim: u64, give_up: bool) {
        self.room
            .send(Request::AnswerClaim {
                seat: held.seat.clone(),
                line: held.line,
                claim,
                give_up,
            })
            .await;
    }

    async fn write_line(&self, held: &Held, n: u32) {
        let body = Command::WriteLine {
            line: LineId::new(format!("line-{n}")),
            after: None,
            speaker: Speaker::Nobody,
            kind: LineKind::Act,
            text: format!("第{n}行"),
            exhibit: None,
            begun: None,
        };
        self.room
            .send(Request::Ask {
                seat: held.seat.clone(),
                line: held.line,
                id: CommandId::new(n.to_string()),
                body: Box::new(body),
            })
            .await;
    }

    fn is_here(&self, seat: &str) -> bool {
        let seat = SeatId::new(seat);
        self.room.read(|h| h.seat(&seat).unwrap().is_here())
    }

    fn takeovers(&self) -> String {
        let text = self.metrics.text(1);
        let line = text
            .lines()
            .find_map(|l| l.strip_prefix("kaiting_takeovers_total "));
        line.unwrap().to_owned()
    }
}

struct Held {
    seat: SeatId,
    line: Line,
    inlet: Inlet,
}

impl Held {
    /// The answer to a command; none when the line ends before it.
    async fn answer(&mut self, n: u32) -> Option<Result<(), Refusal>> {
        let wanted = CommandId::new(n.to_string());
        let end = self.inlet.end.clone();
        loop {
            let parcel = tokio::select! {
                biased;
                parcel = self.inlet.lane.recv() => parcel?,
                _ = end.wait() => return None,
                () = sleep(Duration::from_secs(10)) => panic!("no answer to {n}"),
            };
            for text in parcel {
                let frame = serde_json::from_str(&text).unwrap();
                if let FromServer::Acknowledged { id } = &frame
                    && *id == wanted
                {
                    return Some(Ok(()));
                }
                if let FromServer::Refused { id, refusal } = frame
                    && id == wanted
                {
                    return Some(Err(refusal));
                }
            }
        }
    }

    async fn ended(&self) -> Goodbye {
        let end = self.inlet.end.wait();
        timeout(Duration::from_secs(10), end).await.unwrap()
    }
}

#[tokio::test]
async fn what_was_refused_by_a_broken_disk_goes_before_what_is_asked_for_next() {
    let court = Court::open().await;
    let mut clerk = court.join("clerk", "a").await;
    court.disk.broken.store(true, Ordering::SeqCst);
    for n in [1, 2] {
        court.write_line(&clerk, n).await;
        assert_eq!(clerk.answer(n).await, Some(Err(Refusal::NotRecorded)));
    }
    court.disk.broken.store(false, Ordering::SeqCst);
    court.write_line(&clerk, 3).await;
    let third = clerk.answer(3).await;
    assert_ne!(third, Some(Ok(())), "the third went before the first two");
    assert_eq!(clerk.ended().await, Goodbye::Resync);
    // Still under way on the line of before: it counts for nothing.
    court.write_line(&clerk, 3).await;

    let mut clerk = court.join("clerk", "a").await;
    for n in [1, 2, 3] {
        court.write_line(&clerk, n).await;
    }
    for n in [1, 2, 3] {
        assert_eq!(clerk.answer(n).await, Some(Ok(())));
    }
    let lines = court.room.read(|h| h.transcript.lines.clone());
    let lines: Vec<&str> = lines.iter().map(|l| l.id.as_str()).collect();
    assert_eq!(lines, ["line-1", "line-2", "line-3"]);
    assert_eq!(court.takeovers(), "0", "to come back is no takeover");
}

#[tokio::test]
async fn a_fault_of_the_program_ends_no_hearing() {
    let court = Court::open().await;
    let mut clerk = court.join("clerk", "a").await;
    court.write_line(&clerk, 1).await;
    assert_eq!(clerk.answer(1).await, Some(Ok(())));
    court.disk.faulty.store(true, Ordering::SeqCst);
    court.write_line(&clerk, 2).await;
    assert_eq!(clerk.ended().await, Goodbye::Resync);
    let mut clerk = court.join("clerk", "a").await;
    for n in [2, 3] {
        court.write_line(&clerk, n).await;
        assert_eq!(clerk.answer(n).await, Some(Ok(())));
    }
    assert_eq!(court.room.read(|h| h.transcript.lines.len()), 3);
}

#[tokio::test]
async fn who_left_while_nothing_could_be_written_is_not_here_after() {
    let court = Court::open().await;
    let mut clerk = court.join("clerk", "a").await;
    let party = court.join("party", "b").await;
    court.write_line(&clerk, 1).await;
    assert_eq!(clerk.answer(1).await, Some(Ok(())));
    assert!(court.is_here("party"));
    court.disk.broken.store(true, Ordering::SeqCst);
    court.write_line(&clerk, 2).await;
    assert_eq!(clerk.answer(2).await, Some(Err(Refusal::NotRecorded)));
    court
        .room
        .send(Request::Leave {
            seat: party.seat.clone(),
            line: party.line,
            cause: LossCause::PageClosed,
            trace: None,
        })
        .await;
    sleep(Duration::from_millis(100)).await;
    court.disk.broken.store(false, Ordering::SeqCst);
    // The first command after the fault, where nothing else mends it.
    court.write_line(&clerk, 3).await;
    assert_eq!(clerk.ended().await, Goodbye::Resync);
    let _clerk = court.join("clerk", "a").await;
    sleep(BACK_WITHIN + Duration::from_secs(1)).await;
    assert!(!court.is_here("party"));
    assert!(court.is_here("clerk"));
}

#[tokio::test]
async fn a_seat_that_goes_to_another_session_is_noticed() {
    let court = Court::open().await;
    let first = court.join("party", "a").await;
    let again = court.join("party", "a").await;
    assert_eq!(first.ended().await, Goodbye::TakenOver);
    assert_eq!(court.takeovers(), "0", "a page that was reloaded");
    let other = court.join("party", "b").await;
    assert_eq!(again.ended().await, Goodbye::TakenOver);
    assert_eq!(court.takeovers(), "1");
    court
        .room
        .send(Request::Away {
            seat: other.seat.clone(),
            line: other.line,
        })
        .await;
    court.join("party", "c").await;
    assert_eq!(court.takeovers(), "2", "while it was away for a moment");
}

/// What a browser hears of a claim, waiting for it.
async fn claim_heard(inlet: &mut Inlet) -> FromServer {
    loop {
        let parcel = timeout(Duration::from_secs(10), inlet.lane.recv()).await;
        for text in parcel.unwrap().unwrap() {
            let frame: FromServer = serde_json::from_str(&text).unwrap();
            if matches!(
                frame,
                FromServer::SeatClaimed { .. } | FromServer::SeatHeld { .. }
            ) {
                return frame;
            }
        }
    }
}

fn number(frame: FromServer) -> u64 {
    let FromServer::SeatClaimed { claim, .. } = frame else {
        panic!("not asked for the seat: {frame:?}");
    };
    claim
}

#[tokio::test]
async fn who_holds_a_seat_is_asked_before_another_device_gets_it() {
    let court = Court::with_patience(Duration::from_secs(30)).await;
    let mut held = court.join("party", "a").await;
    let (mut inlet, line) = court.knock("party", "b").await;
    let asked = number(claim_heard(&mut held.inlet).await);
    assert!(matches!(
        claim_heard(&mut inlet).await,
        FromServer::SeatHeld { .. }
    ));

    // A third device, and an answer to another question, change nothing.
    let (busy, no_line) = court.knock("party", "c").await;
    assert_eq!(busy.end.wait().await, Goodbye::SeatKept);
    assert!(no_line.await.is_err());
    court.answer_claim(&held, asked + 7, true).await;

    court.answer_claim(&held, asked, false).await;
    assert_eq!(inlet.end.wait().await, Goodbye::SeatKept);
    assert!(line.await.is_err());
    assert_eq!(court.takeovers(), "0");

    let (_inlet, line) = court.knock("party", "b").await;
    let asked = number(claim_heard(&mut held.inlet).await);
    court.answer_claim(&held, asked, true).await;
    assert_eq!(held.ended().await, Goodbye::TakenOver);
    line.await.unwrap();
    assert_eq!(court.takeovers(), "1");
}

#[tokio::test]
async fn a_device_that_does_not_answer_or_has_gone_keeps_nobody_out() {
    let court = Court::with_patience(Duration::from_millis(200)).await;
    let held = court.join("party", "a").await;
    let asleep = court.join("party", "b");
    let held_too = timeout(Duration::from_secs(10), asleep).await.unwrap();
    assert_eq!(held.ended().await, Goodbye::TakenOver);

    // Who has given up waiting does not throw anybody out.
    let (gone, line) = court.knock("party", "c").await;
    drop((gone, line));
    sleep(Duration::from_millis(500)).await;
    assert!(held_too.inlet.end.wait().now_or_never().is_none());

    let patient = Court::with_patience(Duration::from_secs(30)).await;
    let held = patient.join("party", "a").await;
    let (_inlet, line) = patient.knock("party", "b").await;
    patient.leave(&held, LossCause::PageClosed).await;
    let soon = BACK_WITHIN + Duration::from_secs(5);
    timeout(soon, line).await.unwrap().unwrap();
}

/// A network that changes, or a page that is reloaded, is no answer to who asks for the seat.
#[tokio::test]
async fn who_comes_back_while_another_asks_for_his_seat_is_asked_again() {
    let court = Court::with_patience(Duration::from_secs(30)).await;
    let party = SeatId::new("party");
    let mut held = court.join("party", "a").await;
    assert!(!court.room.is_held_by_another(&party, "a"));
    let (inlet, line) = court.knock("party", "b").await;
    let first = number(claim_heard(&mut held.inlet).await);
    court.leave(&held, LossCause::NetworkLost).await;
    sleep(Duration::from_millis(300)).await;
    assert!(court.room.is_held_by_another(&party, "b"), "he only asks");
    let mut back = court.join("party", "a").await;
    let asked = number(claim_heard(&mut back.inlet).await);
    assert_eq!(asked, first);
    court.leave(&back, LossCause::PageClosed).await;
    let mut reloaded = court.join("party", "a").await;
    let asked = number(claim_heard(&mut reloaded.inlet).await);
    court.answer_claim(&reloaded, asked, false).await;
    assert_eq!(inlet.end.wait().await, Goodbye::SeatKept);
    assert!(line.await.is_err());
    assert_eq!(court.takeovers(), "0");
}
