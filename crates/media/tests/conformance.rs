//! What every engine owes the court, asked of each of them natively: of the embedded one always, of a real LiveKit server where
//! `KAITING_LIVEKIT_SERVER` names a built one (`cargo xtask test --livekit`). What browsers see of it is in `browser.test.mjs`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test that meets the unexpected is to fail"
)]

#[allow(dead_code, reason = "a client that can more than is asked of it here")]
mod client;
#[macro_use]
#[allow(dead_code, reason = "a house that can more than is asked of it here")]
mod house;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use house::server::{SECRET, Server};
use house::{ALL, House, LOCAL, SILENT, has_livekit};
use kaiting_media::{
    LiveKit, LiveKitConfig, MediaEngine as _, MediaError, MediaFact, Source, Tape, Taped,
    TapedPacket,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

async fn rooms_are_the_courts(house: House) {
    let engine = &house.engine;
    let nowhere = Err(MediaError::NoRoom);
    assert_eq!(engine.remove("r", "a").await, nowhere);
    assert_eq!(engine.move_away("r", "a").await, nowhere);
    assert_eq!(engine.mute("r", "a", Source::Microphone).await, nowhere);
    assert_eq!(engine.release("r", "a", Source::Microphone).await, nowhere);
    assert_eq!(engine.set_permissions("r", "a", ALL).await, nowhere);
    assert_eq!(engine.end("r").await, nowhere);
    assert_eq!(engine.list("r").await, Err(MediaError::NoRoom));
    assert!(
        house.knock(&house.key("r", "a"), "").await.is_none(),
        "joining makes no room"
    );

    assert_eq!(engine.create("r").await, Ok(()));
    assert_eq!(engine.create("r").await, Err(MediaError::RoomExists));
    let _a = house.join("r", "a").await;
    house.till("r", &["a"]).await;
    assert_eq!(engine.end("r").await, Ok(()));
    assert_eq!(engine.end("r").await, nowhere);
    assert!(
        house.knock(&house.key("r", "a"), "").await.is_none(),
        "and joins none that is over"
    );
}

async fn orders_for_who_is_not_there_hold_when_he_comes(house: House) {
    let engine = &house.engine;
    engine.create("r").await.unwrap();
    let early = house.key("r", "a");
    for _ in 0..2 {
        assert_eq!(engine.set_permissions("r", "a", SILENT).await, Ok(()));
        assert_eq!(engine.mute("r", "a", Source::Microphone).await, Ok(()));
    }
    let _a = house.knock(&early, "").await.expect("joins");
    house.till("r", &["a"]).await;
    let listed = engine.list("r").await.unwrap();
    assert_eq!(
        listed[0].permissions, SILENT,
        "what was decided since the key was made"
    );
    assert_eq!(engine.set_permissions("r", "a", ALL).await, Ok(()));
    assert_eq!(engine.list("r").await.unwrap()[0].permissions, ALL);
    for _ in 0..2 {
        assert_eq!(engine.release("r", "a", Source::Microphone).await, Ok(()));
    }
}

async fn who_is_sent_away_comes_back_with_no_older_key(mut house: House) {
    house.engine.create("r").await.unwrap();
    let old = house.key("r", "a");
    let mut a = house.join("r", "a").await;
    let _b = house.join("r", "b").await;
    house.till("r", &["a", "b"]).await;
    for _ in 0..2 {
        assert_eq!(house.engine.remove("r", "a").await, Ok(()));
    }
    house.till("r", &["b"]).await;
    let ends = async { while let Some(Ok(_)) = a.next().await {} };
    timeout(Duration::from_secs(2), ends)
        .await
        .expect("his line ends");
    assert!(house.knock(&old, "").await.is_none(), "a key of before");
    assert!(
        house.knock(&old, "&reconnect=1&sid=").await.is_none(),
        "nor to resume with"
    );
    house.admits.store(false, Ordering::SeqCst);
    assert!(
        house.knock(&house.key("r", "a"), "").await.is_none(),
        "the register is asked"
    );
    house.admits.store(true, Ordering::SeqCst);
    let _again = house.join("r", "a").await;
    house.till("r", &["a", "b"]).await;
    assert_eq!(house.engine.move_away("r", "a").await, Ok(()));
    house.till("r", &["b"]).await;
    house
        .told(|fact| matches!(fact, MediaFact::Left { identity, .. } if identity == "a"))
        .await;
}

async fn one_identity_is_one_person(house: House) {
    house.engine.create("r").await.unwrap();
    let mut first = house.join("r", "a").await;
    let _second = house.join("r", "a").await;
    let ends = async { while let Some(Ok(_)) = first.next().await {} };
    timeout(Duration::from_secs(5), ends)
        .await
        .expect("the first line ends");
    house.till("r", &["a"]).await;
}

/// What came by a tap, by whose voice it is.
#[derive(Default)]
struct Heard {
    voices: BTreeMap<String, Vec<TapedPacket>>,
    alive: usize,
}

impl Heard {
    fn more(&mut self, tape: &Tape) {
        for taped in tape.taped.try_iter() {
            match taped {
                Taped::Packet(packet) => {
                    let of_him = self.voices.entry(packet.identity.to_string());
                    of_him.or_default().push(packet);
                }
                Taped::Alive { .. } => self.alive += 1,
                Taped::Ended { .. } => {}
                Taped::Lost { .. } => panic!("the tape was too short"),
            }
        }
    }

    /// Until so many packets of each of them have come.
    async fn till(tape: &Tape, who: &[&str], packets: usize) -> Self {
        let mut heard = Self::default();
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            heard.more(tape);
            let enough = |who: &&str| heard.voices.get(*who).is_some_and(|v| v.len() >= packets);
            if who.iter().all(enough) {
                return heard;
            }
            let have: Vec<_> = heard.voices.iter().map(|(w, v)| (w, v.len())).collect();
            assert!(Instant::now() < end, "{have:?} of {who:?}");
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Of nobody else, in order, each under his own name, as they were sent.
    fn is(&self, run: u64, tags: &[(&str, u8)]) {
        let who: Vec<&str> = self.voices.keys().map(String::as_str).collect();
        assert_eq!(who, tags.iter().map(|(who, _)| *who).collect::<Vec<_>>());
        for (who, tag) in tags {
            let packets = &self.voices[*who];
            for packet in packets {
                assert_eq!((packet.run, packet.source), (run, Source::Microphone));
                assert_eq!(*packet.payload, [*tag; 60], "{who}");
            }
            for pair in packets.windows(2) {
                let [one, next] = pair else { unreachable!() };
                assert!(
                    one.stream <= next.stream && one.arrived <= next.arrived,
                    "{who}"
                );
                if one.stream == next.stream {
                    assert!(one.seq < next.seq && one.time < next.time, "{who}");
                    assert_eq!(next.time - one.time, (next.seq - one.seq) * 960, "{who}");
                }
            }
        }
    }
}

/// Nothing at all comes by the tap during this time.
async fn is_silent(tape: &Tape, during: Duration) {
    Heard::default().more(tape);
    sleep(during).await;
    let mut heard = Heard::default();
    heard.more(tape);
    let voices: Vec<&String> = heard.voices.keys().collect();
    assert!(
        voices.is_empty() && heard.alive == 0,
        "{voices:?} {}",
        heard.alive
    );
}

async fn what_is_published_is_taped(mut house: House) {
    let tape = Tape::new();
    let taps = tape.taps();
    let engine = Arc::clone(&house.engine);
    assert!(engine.records());
    let nowhere = engine.record("r", Some(taps.tap(1))).await;
    assert_eq!(nowhere, Err(MediaError::NoRoom));
    engine.create("r").await.unwrap();
    let a = house.speaker("r", "a", 0x51).await;
    assert_eq!(engine.record("r", Some(taps.tap(2))).await, Ok(()));
    let b = house.speaker("r", "b", 0x52).await;
    let heard = Heard::till(&tape, &["a", "b"], 60).await;
    heard.is(2, &[("a", 0x51), ("b", 0x52)]);
    assert!(heard.alive > 0, "and says that it hears");
    a.until_heard(0x52).await;
    assert_eq!(
        house.here("r").await,
        ["a", "b"],
        "nobody is told of a listener"
    );
    if let Some(server) = &house.server {
        let here = server.lists("r").await;
        let hidden: Vec<_> = here.iter().filter(|(_, hidden)| *hidden).collect();
        assert_eq!((here.len(), hidden.len()), (3, 1), "{here:?}");
    }
    // Muted by the court: the client sends on, and nothing of it is taped from then on.
    assert_eq!(engine.mute("r", "b", Source::Microphone).await, Ok(()));
    Heard::default().more(&tape);
    let heard = Heard::till(&tape, &["a"], 50).await;
    assert!(!heard.voices.contains_key("b"), "a muted voice");
    assert_eq!(engine.release("r", "b", Source::Microphone).await, Ok(()));
    b.claim(false).await;
    Heard::till(&tape, &["a", "b"], 30).await;
    // Taken away: nothing more, and hung again: another run.
    assert_eq!(engine.record("r", None).await, Ok(()));
    assert_eq!(engine.record("r", None).await, Ok(()));
    is_silent(&tape, Duration::from_millis(700)).await;
    if let Some(server) = &house.server {
        assert!(
            server.lists("r").await.iter().all(|(_, hidden)| !hidden),
            "nobody listens"
        );
    }
    assert_eq!(engine.record("r", Some(taps.tap(3))).await, Ok(()));
    let heard = Heard::till(&tape, &["a"], 30).await;
    assert!(heard.voices["a"].iter().all(|packet| packet.run == 3));
    assert_eq!(engine.record("r", Some(taps.tap(4))).await, Ok(()));
    let heard = Heard::till(&tape, &["a"], 60).await;
    let last = heard.voices["a"].last().map(|packet| packet.run);
    assert_eq!(last, Some(4), "the newest tap, and no other");
    // The room ends, and the tap with it.
    assert_eq!(engine.end("r").await, Ok(()));
    is_silent(&tape, Duration::from_millis(500)).await;
    drop((a, b));
    while let Ok(fact) = house.facts.try_recv() {
        let (MediaFact::Joined { identity, .. }
        | MediaFact::Resumed { identity, .. }
        | MediaFact::Left { identity, .. }
        | MediaFact::TrackPublished { identity, .. }
        | MediaFact::TrackUnpublished { identity, .. }
        | MediaFact::TrackMuted { identity, .. }) = fact;
        assert!(["a", "b"].contains(&identity.as_str()), "{identity}");
    }
}

on_both! {
    rooms_are_the_courts
    orders_for_who_is_not_there_hold_when_he_comes
    who_is_sent_away_comes_back_with_no_older_key
    one_identity_is_one_person
    what_is_published_is_taped
}

/// While it is dead the tap says nothing, so that nobody is told that anything is recorded.
#[tokio::test]
async fn taping_goes_on_when_livekit_has_died_and_is_back() {
    if !has_livekit() {
        return;
    }
    let mut house = House::open(true).await;
    let tape = Tape::new();
    house.engine.create("r").await.unwrap();
    let tap = tape.taps().tap(1);
    assert_eq!(house.engine.record("r", Some(tap)).await, Ok(()));
    let a = house.speaker("r", "a", 0x51).await;
    Heard::till(&tape, &["a"], 30).await.is(1, &[("a", 0x51)]);
    let server = house.server.as_mut().unwrap();
    server.dies();
    sleep(Duration::from_millis(500)).await;
    is_silent(&tape, Duration::from_millis(1_500)).await;
    drop(a);
    let (config, at) = (server.config.clone(), server.at);
    house.server = Some(Server::up(config, at).await);
    let back = Instant::now();
    let mut heard = Heard::default();
    while heard.alive == 0 {
        assert!(
            back.elapsed() < Duration::from_secs(10),
            "it does not come back"
        );
        sleep(Duration::from_millis(20)).await;
        heard.more(&tape);
    }
    eprintln!(
        "taped again {} ms after LiveKit was up",
        back.elapsed().as_millis()
    );
    let _a = house.speaker("r", "a", 0x53).await;
    Heard::till(&tape, &["a"], 60).await.is(1, &[("a", 0x53)]);
}

/// A word that was made with another key, or altered on its way, is no fact.
#[tokio::test]
async fn a_forged_webhook_is_refused() {
    let (livekit, _facts) = LiveKit::new(LiveKitConfig {
        url: "http://127.0.0.1:9".into(),
        key: "court".into(),
        secret: SECRET.into(),
        roots: None,
        owner: "conformance".into(),
        token_secret: [7; 32],
        admission: Arc::new(|_, _, _| true),
    })
    .unwrap();
    let door = TcpListener::bind((LOCAL, 0)).await.unwrap();
    let at = door.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(door, livekit.router()).await });
    for authorization in ["", "Bearer a.b.c", "nonsense"] {
        let mut line = TcpStream::connect(at).await.unwrap();
        let request = format!(
            "POST /rtc/webhook HTTP/1.1\r\nhost: x\r\nauthorization: {authorization}\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{{}}"
        );
        line.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    }
}
