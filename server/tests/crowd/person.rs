//! Somebody in a hearing whose backend dies: he comes back as the app does, and what he has read stays read.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use hearing::wire::FromServer;
use hearing::{CommandId, Hearing, Role, Seat, SeatId};
use hearing_sync::Heard;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant as Moment, interval, sleep_until};

use crate::common::client::Client;
use crate::common::write_line;

/// A clerk's line; of three of them ten in a second.
const A_LINE: Duration = Duration::from_millis(300);
/// A reader loses his line after so many frames or so, in one and the same life of the court.
const A_CUT: u64 = 400;
/// As the app has it (ms).
const FIRST_RETRY: u64 = 250;
const LONGEST_RETRY: u64 = 4_000;

/// What everybody knows of the court.
#[derive(Clone, Copy)]
pub struct News {
    pub at: SocketAddr,
    /// Counts the processes, the last of which was started then.
    pub life: u32,
    pub since: Instant,
    pub typing: bool,
    pub over: bool,
}

#[derive(Debug)]
pub enum Told {
    Back {
        seat: SeatId,
        life: u32,
        after: Duration,
    },
    /// A clerk has typed so many lines, and has his answer to each.
    Typed { lines: usize },
}

pub struct Person {
    pub seat: Seat,
    pub client: Client,
    random: Random,
    typed: usize,
    /// Of the court he is at, or was last.
    life: u32,
    tries: u32,
    retry: Moment,
}

impl Person {
    pub fn new(seat: Seat, session: String, random: Random) -> Self {
        Self {
            seat,
            client: Client::new(session),
            random,
            typed: 0,
            life: 0,
            tries: 0,
            retry: Moment::now(),
        }
    }

    pub async fn attend(
        mut self,
        mut news: watch::Receiver<News>,
        tell: mpsc::UnboundedSender<Told>,
    ) -> Self {
        let clerk = self.seat.role == Role::Clerk;
        let mut keys = interval(A_LINE);
        let mut done = false;
        loop {
            let now = *news.borrow_and_update();
            if now.over {
                return self;
            }
            let answered = self.typed > 0 && self.client.acknowledged.len() == self.typed;
            if clerk && !now.typing && answered && !done {
                done = true;
                let _ = tell.send(Told::Typed { lines: self.typed });
            }
            tokio::select! {
                frame = self.client.next(), if self.client.is_open() => match frame {
                    Some(frame) => {
                        if self.hear(frame).await {
                            let (seat, life) = (self.seat.id.clone(), self.life);
                            let after = now.since.elapsed();
                            let _ = tell.send(Told::Back { seat, life, after });
                        } else if !clerk && now.typing && self.random.below(A_CUT) == 0 {
                            self.lost();
                        }
                    }
                    None => self.lost(),
                },
                () = sleep_until(self.retry), if !self.client.is_open() => {
                    self.life = now.life;
                    if !self.client.open(now.at).await {
                        self.lost();
                    }
                }
                // Whether there is a line or not.
                _ = keys.tick(), if clerk && now.typing => self.types().await,
                _ = news.changed() => {}
            }
        }
    }

    /// Whether he is back by this frame.
    async fn hear(&mut self, frame: FromServer) -> bool {
        let anew = matches!(frame, FromServer::Snapshot { .. });
        let read = anew.then(|| self.client.view.clone());
        match self.client.take(frame).await {
            Heard::Anew { .. } => {
                // Of what he has read nothing is gone, and nothing stands elsewhere.
                let read = read.unwrap_or_default();
                in_order(&read);
                let (read, there) = (typed(&read), typed(&self.client.view));
                assert!(there.starts_with(&read), "{} has read more", self.seat.id);
                self.tries = 0;
                true
            }
            Heard::Resumed { .. } => {
                self.tries = 0;
                true
            }
            Heard::Apply(_) | Heard::Answered { .. } | Heard::Gap | Heard::Nothing => false,
        }
    }

    fn lost(&mut self) {
        self.client.cut();
        let wait = (FIRST_RETRY << self.tries.min(4)).min(LONGEST_RETRY);
        let wait = wait / 2 + self.random.below(wait / 2);
        self.retry = Moment::now() + Duration::from_millis(wait);
        self.tries += 1;
    }

    async fn types(&mut self) {
        let line = format!("{}:{}", self.seat.id, self.typed);
        let words = write_line(&line, &format!("第{}句。", self.typed));
        self.typed += 1;
        self.client.ask(CommandId::new(line), words).await;
    }
}

/// The lines of the clerks, in the order of the record.
pub fn typed(view: &Hearing) -> Vec<&str> {
    let lines = view.transcript.lines.iter().map(|l| l.id.as_str());
    lines.filter(|id| id.contains(':')).collect()
}

/// Of each clerk every line from his first on, once and as he typed them.
pub fn in_order(view: &Hearing) {
    let mut next = std::collections::BTreeMap::new();
    for line in typed(view) {
        let (clerk, n) = line.split_once(':').unwrap();
        let wanted: &mut usize = next.entry(clerk).or_default();
        assert_eq!(n, wanted.to_string(), "of {clerk}");
        *wanted += 1;
    }
}

/// A small generator of numbers: the same seed, the same day.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }
}
