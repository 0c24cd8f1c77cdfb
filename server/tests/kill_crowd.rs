//! `kill -9` at any moment while three clerks type ten lines a second and twenty people read: no line is lost, doubled or out of
//! order, and everybody is back by himself. Three deaths at each run, five hundred with `KAITING_SLOW=1`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;
#[path = "crowd/person.rs"]
mod person;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use common::court::{Court, session};
use common::sitting::{bench, under_way};
use common::{http, without_presence};
use hearing::*;
use person::{News, Person, Random, Told, typed};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

const CLERKS: usize = 3;
const READERS: usize = 20;
/// Of one hearing: a day in which the court dies more often is none.
const DEATHS: usize = 25;
/// So long at most until everybody is back, or has everything.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often it dies, and after how many milliseconds at the latest.
fn rounds() -> (usize, u64) {
    if std::env::var_os("KAITING_SLOW").is_some() {
        (500, 1_500)
    } else {
        (3, 700)
    }
}

fn seed() -> u64 {
    let given = std::env::var("KAITING_SEED").ok();
    given.and_then(|s| s.parse().ok()).unwrap_or(6)
}

fn seats() -> Vec<Seat> {
    let mut seats = bench();
    let parties = READERS - seats.len();
    seats.extend((0..CLERKS).map(|n| {
        let id = format!("clerk-{n}");
        Seat::new(&id, Role::Clerk, Side::Court, &format!("书记员{n}"))
    }));
    let sides = [Side::Plaintiff, Side::Defendant, Side::ThirdParty];
    seats.extend((0..parties).map(|n| {
        let (id, name) = (format!("party-{n}"), format!("当事人{n}"));
        Seat::new(&id, Role::Party, sides[n % 3], &name)
    }));
    seats
}

#[derive(Default)]
struct Figures {
    /// From the start of the process until `/readyz` is good.
    ready: Vec<Duration>,
    /// From there as well, until a reader goes on reading, or a clerk typing.
    back: Vec<Duration>,
    lines: usize,
    deaths: usize,
    in_the_coming_back: usize,
    by_cursor: usize,
}

impl Figures {
    fn say(&mut self) {
        println!(
            "{} deaths, {} of them while all came back; {} lines typed, all there once and in order; {} lines cut and resumed by cursor",
            self.deaths, self.in_the_coming_back, self.lines, self.by_cursor
        );
        for (what, times) in [("ready", &mut self.ready), ("back", &mut self.back)] {
            let [p50, p95, p99, worst] = [50, 95, 99, 100].map(|percent| at(times, percent));
            println!(
                "{what} after p50 {p50:?}, p95 {p95:?}, p99 {p99:?}, at worst {worst:?} ({} times)",
                times.len()
            );
        }
    }

    /// What this is built for (issue 6); a quick run on a busy machine says nothing about it.
    fn judge(&mut self) {
        if self.deaths >= 100 {
            assert!(at(&mut self.ready, 99) <= Duration::from_secs(3));
            assert!(at(&mut self.back, 95) <= Duration::from_secs(5));
        }
    }
}

fn at(times: &mut [Duration], percent: usize) -> Duration {
    times.sort();
    times[(times.len() * percent).div_ceil(100) - 1]
}

/// One hearing from its opening to the day's end, with so many deaths.
struct Day {
    court: Court,
    news: watch::Sender<News>,
    told: mpsc::UnboundedReceiver<Told>,
    people: JoinSet<Person>,
}

impl Day {
    async fn begin(random: &mut Random) -> Self {
        let court = Court::with(&[("crowd", under_way("crowd", seats(), Vec::new()))]).await;
        let (news, heard) = watch::channel(News {
            at: court.at,
            life: 0,
            since: Instant::now(),
            typing: false,
            over: false,
        });
        let (tells, told) = mpsc::unbounded_channel();
        let mut people = JoinSet::new();
        for seat in seats() {
            let session = session("crowd", &seat.id);
            let person = Person::new(seat, session, Random::new(random.next()));
            people.spawn(person.attend(heard.clone(), tells.clone()));
        }
        let mut day = Self {
            court,
            news,
            told,
            people,
        };
        day.all_back().await;
        day.news.send_modify(|news| news.typing = true);
        day
    }

    /// How long it took each of them.
    async fn all_back(&mut self) -> Vec<Duration> {
        let life = self.news.borrow().life;
        let mut missing = seats().into_iter().map(|s| s.id).collect::<BTreeSet<_>>();
        let mut took = Vec::new();
        while !missing.is_empty() {
            let told = timeout(PATIENCE, self.told.recv()).await;
            let told = told.unwrap_or_else(|_| panic!("not back: {missing:?}"));
            if let Some(Told::Back {
                seat,
                life: of,
                after,
            }) = told
                && of == life
                && missing.remove(&seat)
            {
                took.push(after);
            }
        }
        took
    }

    /// Dies, and is started again at once.
    async fn die(&mut self, figures: &mut Figures) {
        self.court.kill();
        let since = Instant::now();
        tokio::task::block_in_place(|| self.court.restart());
        self.news.send_modify(|news| {
            news.at = self.court.at;
            news.life += 1;
            news.since = since;
        });
        while http::get(self.court.at, "/readyz", None).await.status != 200 {
            sleep(Duration::from_millis(5)).await;
        }
        figures.ready.push(since.elapsed());
        figures.deaths += 1;
    }

    /// Everybody has every line that was typed, and nothing else than what the journal holds.
    async fn end(mut self, figures: &mut Figures) {
        self.news.send_modify(|news| news.typing = false);
        let mut lines = 0;
        for _ in 0..CLERKS {
            lines += loop {
                match timeout(PATIENCE, self.told.recv()).await {
                    Ok(Some(Told::Typed { lines })) => break lines,
                    Ok(Some(Told::Back { .. })) => {}
                    other => panic!("a clerk waits for his answers: {other:?}"),
                }
            };
        }
        // The last of what was told is under way.
        sleep(Duration::from_secs(1)).await;
        self.court.kill();
        self.news.send_modify(|news| news.over = true);
        let people = self.people.join_all().await;
        let journal = Hearing::replay(&self.court.records("crowd").await);
        assert_eq!(typed(&journal).len(), lines, "as many as were typed");
        for person in people {
            figures.by_cursor += person.client.resumed;
            let known = person.client.view;
            assert_eq!(typed(&known).len(), lines, "{}", person.seat.id);
            person::in_order(&known);
            let there = journal.view_for(&person.seat.id);
            assert_eq!(
                without_presence(known),
                without_presence(there),
                "{}",
                person.seat.id
            );
        }
        figures.lines += lines;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_line_of_three_clerks_is_lost_doubled_or_out_of_order_at_twenty_readers() {
    let (rounds, latest) = rounds();
    let seed = seed();
    println!("seed {seed}");
    let mut random = Random::new(seed);
    let mut figures = Figures::default();
    while figures.deaths < rounds {
        let mut day = Day::begin(&mut random).await;
        let until = rounds.min(figures.deaths + DEATHS);
        while figures.deaths < until {
            sleep(Duration::from_millis(random.below(latest))).await;
            day.die(&mut figures).await;
            // Now and then it dies again before everybody is back.
            if figures.deaths < until && random.below(5) == 0 {
                sleep(Duration::from_millis(random.below(300))).await;
                day.die(&mut figures).await;
                figures.in_the_coming_back += 1;
            }
            figures.back.extend(day.all_back().await);
        }
        day.end(&mut figures).await;
        figures.say();
    }
    figures.judge();
}
