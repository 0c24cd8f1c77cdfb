//! A client that does as it pleases, on either engine: nothing of it reaches anybody where the court has not let it, it gets
//! nothing that is not its own, and those who sit in the same room do not notice. What is of the embedded engine alone stands in
//! `hostile.rs`.

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

use std::time::Duration;

use client::forged::forged_check;
use client::wire::{self, Request};
use client::{Person, SOUND, is_cut, request};
use futures_util::SinkExt as _;
use house::{ALL, House, SILENT};
use kaiting_media::{Permissions, Source};
use prost::Message as _;
use tokio::net::UdpSocket;
use tokio::time::sleep;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

const A: u8 = 0x51;
const B: u8 = 0x52;
const EVIL: u8 = 0x66;
const DEAF: Permissions = Permissions {
    subscribe: false,
    ..ALL
};
const WHILE: Duration = Duration::from_millis(700);

/// Two people who hear each other, and one who means no good.
async fn three(house: &House) -> [Person; 3] {
    house.engine.create("r").await.unwrap();
    let a = house.speaker("r", "a", A).await;
    let b = house.speaker("r", "b", B).await;
    let evil = house.speaker("r", "evil", EVIL).await;
    for (person, tags) in [(&a, [B, EVIL]), (&b, [A, EVIL]), (&evil, [A, B])] {
        for tag in tags {
            person.until_heard(tag).await;
        }
    }
    [a, b, evil]
}

/// What was on its way when the court decided has arrived.
async fn settled() {
    sleep(Duration::from_millis(100)).await;
}

/// Both hear each other and nobody else, and the court is obeyed.
async fn undisturbed(house: &House, a: &Person, b: &Person) {
    tokio::join!(a.hears_only(&[B], WHILE), b.hears_only(&[A], WHILE));
    assert_eq!(
        house.engine.mute("r", "a", Source::Microphone).await,
        Ok(())
    );
    settled().await;
    b.hears_only(&[], Duration::from_millis(300)).await;
    assert_eq!(
        house.engine.release("r", "a", Source::Microphone).await,
        Ok(())
    );
    a.claim(false).await;
    b.until_heard(A).await;
}

/// Every name under which somebody could try to be heard.
async fn announces(evil: &Person) {
    for (n, source) in [2, 1, 4, 3, 0, 99].into_iter().enumerate() {
        for (cid, kind) in [
            (SOUND.to_owned(), wire::TRACK_AUDIO),
            (format!("more{n}"), wire::TRACK_VIDEO),
        ] {
            let track = wire::AddTrack {
                cid,
                kind,
                source,
                ..wire::AddTrack::default()
            };
            evil.ask(Request::AddTrack(track)).await;
        }
    }
}

async fn who_is_muted_and_locked_sends_in_vain(house: House) {
    let [a, b, evil] = three(&house).await;
    let engine = &house.engine;
    assert_eq!(engine.mute("r", "evil", Source::Microphone).await, Ok(()));
    assert_eq!(engine.set_permissions("r", "evil", SILENT).await, Ok(()));
    settled().await;
    evil.sends(3);
    tokio::join!(a.hears_only(&[B], WHILE), b.hears_only(&[A], WHILE));
    for _ in 0..5 {
        evil.claim(true).await;
        evil.claim(false).await;
        announces(&evil).await;
    }
    evil.pushes().await;
    undisturbed(&house, &a, &b).await;
    tokio::join!(a.hears_only(&[B], WHILE), b.hears_only(&[A], WHILE));
    // He still hears what he may hear.
    evil.hears_only(&[A, B], WHILE).await;
}

async fn who_may_not_speak_pushes_his_sound_in_vain(house: House) {
    house.engine.create("r").await.unwrap();
    let a = house.speaker("r", "a", A).await;
    let b = house.speaker("r", "b", B).await;
    let key = house.key_for("r", "evil", SILENT);
    let evil = Person::begin(house.knock(&key, "").await.unwrap(), EVIL).await;
    evil.until_heard(A).await;
    announces(&evil).await;
    evil.pushes().await;
    undisturbed(&house, &a, &b).await;
    let listed = house.engine.list("r").await.unwrap();
    let evil = listed.iter().find(|one| one.identity == "evil").unwrap();
    let sound = evil
        .tracks
        .iter()
        .filter(|(source, _)| *source == Source::Microphone);
    assert_eq!((evil.permissions, sound.count()), (SILENT, 0));
}

async fn who_may_not_listen_subscribes_in_vain(house: House) {
    house.engine.create("r").await.unwrap();
    let a = house.speaker("r", "a", A).await;
    let b = house.speaker("r", "b", B).await;
    b.until_heard(A).await;
    a.until_heard(B).await;
    let key = house.key_for("r", "evil", DEAF);
    let never = Person::begin(house.knock(&key, "").await.unwrap(), EVIL).await;
    let late = house.speaker("r", "late", EVIL).await;
    late.until_heard(A).await;
    assert_eq!(
        house.engine.set_permissions("r", "late", DEAF).await,
        Ok(())
    );
    settled().await;
    for evil in [&never, &late] {
        for subscribe in [false, true] {
            evil.ask(Request::Subscription(wire::UpdateSubscription {
                track_sids: vec![a.sound(), b.sound()],
                subscribe,
                ..wire::UpdateSubscription::default()
            }))
            .await;
        }
        evil.ask(Request::TrackSetting(wire::UpdateTrackSettings {
            track_sids: vec![a.sound(), b.sound()],
            ..wire::UpdateTrackSettings::default()
        }))
        .await;
    }
    tokio::join!(never.hears_only(&[], WHILE), late.hears_only(&[], WHILE));
}

async fn who_was_removed_goes_on_in_vain(house: House) {
    let old = house.key("r", "evil");
    let [a, b, evil] = three(&house).await;
    assert_eq!(house.engine.remove("r", "evil").await, Ok(()));
    settled().await;
    evil.claim(false).await;
    announces(&evil).await;
    for more in ["", "&reconnect=1&sid=", "&reconnect=1&sid=PA_evil"] {
        assert!(house.knock(&old, more).await.is_none(), "{more}");
    }
    if let Some(server) = &house.server {
        for token in [&old, &house.key("r", "evil")] {
            let url = format!("ws://{}/rtc?access_token={token}", server.at);
            assert!(connect_async(url).await.is_err(), "past the court");
        }
    }
    evil.hears_only(&[], WHILE).await;
    undisturbed(&house, &a, &b).await;
}

async fn who_mutes_others_or_announces_without_end_harms_nobody(house: House) {
    let [a, b, evil] = three(&house).await;
    for sid in [a.sound(), b.sound()] {
        evil.ask(Request::Mute(wire::MuteTrack { sid, muted: true }))
            .await;
    }
    evil.ask(Request::Subscription(wire::UpdateSubscription {
        track_sids: (0..3_000).map(|n| format!("TR_{n}")).collect(),
        subscribe: true,
        ..wire::UpdateSubscription::default()
    }))
    .await;
    tokio::join!(
        a.hears_only(&[B, EVIL], WHILE),
        b.hears_only(&[A, EVIL], WHILE)
    );
    for n in 0..100 {
        evil.ask(Request::AddTrack(wire::AddTrack {
            cid: format!("more{n}"),
            kind: wire::TRACK_AUDIO,
            source: 2,
            ..wire::AddTrack::default()
        }))
        .await;
    }
    // However many there are: one word of the court and all are silent.
    assert_eq!(
        house.engine.mute("r", "evil", Source::Microphone).await,
        Ok(())
    );
    settled().await;
    undisturbed(&house, &a, &b).await;
}

async fn huge_and_malformed_words_cut_their_sender_alone(house: House) {
    house.engine.create("r").await.unwrap();
    let a = house.speaker("r", "a", A).await;
    let b = house.speaker("r", "b", B).await;
    b.until_heard(A).await;
    a.until_heard(B).await;
    let two = [Request::Ping(1), Request::Ping(2)].map(|one| {
        let message = wire::SignalRequest { message: Some(one) };
        message.encode_to_vec()
    });
    let words = [
        Message::Binary(vec![0xff; 64].into()),
        Message::Binary(vec![0x0a; 300_000].into()),
        Message::Binary(two.concat().into()),
        Message::Text("{\"mute\":{\"muted\":true}}".into()),
    ];
    // Of two pings in one frame the embedded engine takes the last, and LiveKit never sees it.
    let borne = |n: usize| n == 2 && house.server.is_none();
    for (n, word) in words.into_iter().enumerate() {
        let mut line = house.join("r", &format!("evil{n}")).await;
        let _ = line.send(word).await;
        assert!(borne(n) || is_cut(&mut line).await, "word {n} is borne");
    }
    let mut line = house.join("r", "evil").await;
    for n in 0..5_000 {
        if line.send(request(Request::Ping(n))).await.is_err() {
            break;
        }
    }
    assert!(is_cut(&mut line).await, "a flood is borne");
    let mut line = house.join("r", "evil").await;
    for _ in 0..20 {
        for sdp in [
            String::new(),
            "\r\nm=".repeat(5_000),
            format!("a={}", "x".repeat(50_000)),
        ] {
            let kind = "offer".to_owned();
            let offer = wire::SessionDescription {
                kind,
                sdp,
                ..Default::default()
            };
            let _ = line.send(request(Request::Offer(offer))).await;
        }
    }
    undisturbed(&house, &a, &b).await;
}

on_both! {
    who_is_muted_and_locked_sends_in_vain
    who_may_not_speak_pushes_his_sound_in_vain
    who_may_not_listen_subscribes_in_vain
    who_was_removed_goes_on_in_vain
    who_mutes_others_or_announces_without_end_harms_nobody
    huge_and_malformed_words_cut_their_sender_alone
}

/// Past the court and its signalling, at LiveKit's own port of media. `hostile.rs` asks the embedded engine.
#[tokio::test]
async fn strange_packets_at_livekit_reach_nobody() {
    if !house::has_livekit() {
        return;
    }
    let house = House::open(true).await;
    house.engine.create("r").await.unwrap();
    let a = house.speaker("r", "a", A).await;
    let b = house.speaker("r", "b", B).await;
    b.until_heard(A).await;
    a.until_heard(B).await;
    let offer = b.offer.lock().unwrap().clone();
    let name = offer
        .lines()
        .find_map(|line| line.strip_prefix("a=ice-ufrag:"));
    let evil = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let mut sound = vec![0x80, 111, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
    sound.resize(80, EVIL);
    let packets = [
        sound,
        forged_check(name.unwrap()),
        forged_check("nobody"),
        vec![0xff; 1_400],
        vec![0; 3],
    ];
    let to = house.server.as_ref().unwrap().udp();
    let flood = async {
        for round in 0..10_000_usize {
            let _ = evil.try_send_to(&packets[round % packets.len()], to);
            if round % 64 == 0 {
                sleep(Duration::from_millis(2)).await;
            }
        }
    };
    tokio::join!(flood, b.hears_only(&[A], WHILE), a.hears_only(&[B], WHILE));
    undisturbed(&house, &a, &b).await;
}
