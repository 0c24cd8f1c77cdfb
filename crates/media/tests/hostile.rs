//! A client that does not mean well, and those who sit in the same room with it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test that meets the unexpected is to fail"
)]

#[allow(dead_code, reason = "a client that can more than is asked of it here")]
mod client;

use std::time::{Duration, Instant};

use client::forged::forged_check;
use client::wire::{self, Request, Response};
use client::{Line, Person, Server, is_cut, request, response, server};
use futures_util::{SinkExt as _, StreamExt as _};
use kaiting_media::{MediaPlane as _, Permissions, Source};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket};
use tokio_tungstenite::tungstenite::Message;

const A: u8 = 11;
const B: u8 = 22;

/// Two people who hear each other.
async fn two(server: &Server) -> (Person, Person) {
    server.media.create("r").await.unwrap();
    let a = server.person("r", "a", A).await;
    let b = server.person("r", "b", B).await;
    b.until_heard(A).await;
    a.until_heard(B).await;
    (a, b)
}

/// Sound is sent 50 times a second: nearly all of it arrives, and nothing else.
async fn undisturbed(person: &Person, from: u8, what: &str) {
    let heard = person.hears(Duration::from_millis(500)).await;
    assert!(
        heard.iter().all(|tag| *tag == from),
        "{what}: foreign packets"
    );
    assert!(heard.len() >= 15, "{what}: only {} packets", heard.len());
}

fn megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap();
    line.split_whitespace()
        .nth(1)
        .unwrap()
        .parse::<u64>()
        .unwrap()
        / 1024
}

fn description(kind: &str, sdp: String) -> wire::SessionDescription {
    wire::SessionDescription {
        kind: kind.to_owned(),
        sdp,
        ..Default::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn foreign_packets_reach_nobody() {
    let server = server().await;
    let (_a, b) = two(&server).await;
    let offer = b.offer.lock().unwrap().clone();
    let name = offer
        .lines()
        .find_map(|line| line.strip_prefix("a=ice-ufrag:"))
        .unwrap();
    let evil = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let mut rtp = vec![0x80, 111, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
    rtp.resize(80, 99);
    let mut hello = vec![22, 254, 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40];
    hello.resize(53, 1);
    let packets = [
        rtp,
        hello,
        forged_check(name),
        forged_check("nobody"),
        vec![0; 3],
        vec![],
        vec![0xff; 1800],
        vec![0; 20],
    ];
    let before = megabytes();
    let listening = undisturbed(&b, A, "flood of packets");
    let flooding = async {
        for round in 0..40_000_usize {
            let _ = evil.try_send_to(&packets[round % packets.len()], server.udp());
            if round % 64 == 0 {
                tokio::time::sleep(Duration::from_micros(500)).await;
            }
        }
    };
    tokio::join!(listening, flooding);
    undisturbed(&b, A, "after the flood of packets").await;
    // Nobody answered the forged checks: their sender owns no path.
    assert!(
        evil.try_recv_from(&mut [0; 100]).is_err(),
        "a forged check was answered"
    );
    assert!(megabytes() < before + 30, "{before} -> {} MB", megabytes());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn malformed_signalling_cuts_its_sender_only() {
    let server = server().await;
    let (_a, b) = two(&server).await;
    let bad = [
        Message::Binary(vec![0xff; 64].into()),
        Message::Binary(vec![0x0a; 300_000].into()),
        Message::Text("hello".into()),
    ];
    for (index, message) in bad.into_iter().enumerate() {
        let mut line = server
            .line(&server.token("r", &format!("evil{index}")))
            .await
            .unwrap();
        let _ = line.send(message).await;
        assert!(is_cut(&mut line).await, "message {index} was borne");
    }
    undisturbed(&b, A, "malformed messages").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_requests_cuts_its_sender_only() {
    let server = server().await;
    let (_a, b) = two(&server).await;
    let mut line = server.line(&server.token("r", "evil")).await.unwrap();
    for at in 0..5000 {
        if line.send(request(Request::Ping(at))).await.is_err() {
            break;
        }
    }
    assert!(is_cut(&mut line).await);
    undisturbed(&b, A, "flood of requests").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_descriptions_change_nothing() {
    let server = server().await;
    let (_a, b) = two(&server).await;
    let before = megabytes();
    let sections = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:x\r\n".repeat(1200);
    let own = b.offer.lock().unwrap().clone();
    let texts = [
        String::new(),
        "v=0".to_owned(),
        "\r\nm=".repeat(10_000),
        format!("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n{sections}"),
        "a=".to_owned() + &"x".repeat(60_000),
        // The server's own words.
        own.clone(),
        own.replace("a=mid:", "a=mid:zz"),
        own.replace("webrtc-datachannel", "\u{0}"),
    ];
    for (index, text) in texts.iter().enumerate() {
        let mut line = server
            .line(&server.token("r", &format!("evil{index}")))
            .await
            .unwrap();
        for _ in 0..20 {
            let _ = line
                .send(request(Request::Offer(description("offer", text.clone()))))
                .await;
            let _ = line
                .send(request(Request::Answer(description(
                    "answer",
                    text.clone(),
                ))))
                .await;
        }
        let slow = std::time::Instant::now();
        server.media.list("r").await.unwrap();
        assert!(
            slow.elapsed() < Duration::from_secs(1),
            "text {index} holds the forwarder for {:?}",
            slow.elapsed()
        );
    }
    undisturbed(&b, A, "hostile descriptions").await;
    assert!(megabytes() < before + 60, "{before} -> {} MB", megabytes());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn claims_about_what_is_not_ones_own_are_ignored() {
    let server = server().await;
    let (a, b) = two(&server).await;
    let offer = b.offer.lock().unwrap().clone();
    let track = offer.split("TR_").nth(1).unwrap();
    let track = format!(
        "TR_{}",
        track.split(|c: char| !c.is_alphanumeric()).next().unwrap()
    );
    // b mutes a's track, subscribes to what is not there, and announces thousands of tracks.
    b.ask(Request::Mute(wire::MuteTrack {
        sid: track,
        muted: true,
    }))
    .await;
    b.ask(Request::Subscription(wire::UpdateSubscription {
        track_sids: (0..5000).map(|n| format!("TR_{n}")).collect(),
        subscribe: true,
        ..Default::default()
    }))
    .await;
    for n in 0..100 {
        b.ask(Request::AddTrack(wire::AddTrack {
            cid: format!("more{n}"),
            kind: wire::TRACK_AUDIO,
            source: 2,
            ..wire::AddTrack::default()
        }))
        .await;
    }
    undisturbed(&b, A, "claims").await;
    undisturbed(&a, B, "claims").await;
    let listed = server.media.list("r").await.unwrap();
    assert!(
        listed
            .iter()
            .all(|one| one.tracks == [(Source::Microphone, false)]),
        "{listed:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_keeps_sending_without_permission_is_heard_by_nobody() {
    let server = server().await;
    let (a, b) = two(&server).await;
    let silent = Permissions {
        audio: false,
        video: false,
        subscribe: true,
    };
    server
        .media
        .set_permissions("r", "a", silent)
        .await
        .unwrap();
    // What was on the wire before the order was carried out.
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(b.hears(Duration::from_millis(500)).await.is_empty());
    undisturbed(&a, B, "the silent one still hears").await;
    server.media.remove("r", "a").await.unwrap();
    assert!(b.hears(Duration::from_millis(300)).await.is_empty());
    assert!(
        a.hears(Duration::from_millis(300)).await.is_empty(),
        "a removed person hears nothing"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_read_is_cut_and_nobody_waits() {
    let server = server().await;
    let (_a, b) = two(&server).await;
    let mut deaf = server.line(&server.token("r", "deaf")).await.unwrap();
    let before = megabytes();
    let all = Permissions {
        audio: true,
        video: true,
        subscribe: true,
    };
    // Each order is told to everybody; the deaf one never reads. The system takes a few megabytes
    // for it, the server another few hundred messages.
    let connected = async || {
        let listed = server.media.list("r").await.unwrap();
        listed
            .iter()
            .any(|one| one.identity == "deaf" && one.connected)
    };
    for order in 0..100_000 {
        server.media.set_permissions("r", "a", all).await.unwrap();
        if order % 1000 == 0 && !connected().await {
            break;
        }
    }
    assert!(!connected().await, "who does not read is borne");
    undisturbed(&b, A, "a deaf client").await;
    assert!(megabytes() < before + 60, "{before} -> {} MB", megabytes());
    assert!(is_cut(&mut deaf).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn strangers_on_the_tcp_port_disturb_nobody() {
    let server = server().await;
    let (_a, b) = two(&server).await;
    let mut open = Vec::new();
    for index in 0..200_usize {
        let mut stream = TcpStream::connect(server.tcp()).await.unwrap();
        let junk: &[u8] = match index % 4 {
            0 => b"GET / HTTP/1.1\r\n\r\n",
            1 => &[0, 0],
            2 => &[0, 20, 0, 1, 0, 0],
            _ => &[0, 4, 0x80, 0x6f, 1, 2],
        };
        let _ = stream.write_all(junk).await;
        open.push(stream);
    }
    undisturbed(&b, A, "strangers on the TCP port").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_and_foreign_tokens_open_nothing() {
    let server = server().await;
    server.media.create("r").await.unwrap();
    let old = server.token("r", "a");
    drop(server.line(&old).await.unwrap());
    server.media.remove("r", "a").await.unwrap();
    for token in [old.as_str(), "", "a.b.c", &"x".repeat(5000)] {
        assert!(server.line(token).await.is_err(), "{token:.20} was let in");
    }
    assert!(server.line(&server.token("nowhere", "a")).await.is_err());
    assert!(server.line(&server.token("r", "a")).await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_and_goes_too_often_waits_outside() {
    let server = server().await;
    let (_a, b) = two(&server).await;
    let mut admitted = 0;
    for _ in 0..60 {
        admitted += usize::from(server.line(&server.token("r", "evil")).await.is_ok());
    }
    assert!((20..30).contains(&admitted), "{admitted} joins");
    undisturbed(&b, A, "comings and goings").await;
}

/// What the server answers to this announcement.
async fn announced(line: &mut Line, track: wire::AddTrack) -> Response {
    line.send(request(Request::AddTrack(track))).await.unwrap();
    loop {
        let message = line.next().await.unwrap().unwrap();
        let answer = response(&message);
        if let Some(found @ (Response::TrackPublished(_) | Response::RequestResponse(_))) = answer {
            return found;
        }
    }
}

fn camera() -> wire::AddTrack {
    wire::AddTrack {
        cid: "camera".to_owned(),
        kind: wire::TRACK_VIDEO,
        source: 1,
        ..wire::AddTrack::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_larger_than_all_measure_harms_nobody() {
    let server = server().await;
    server.media.create("r").await.unwrap();
    let huge = wire::VideoLayer {
        quality: 0,
        width: u32::MAX,
        height: u32::MAX,
        bitrate: u32::MAX,
    };
    let track = wire::AddTrack {
        width: u32::MAX,
        height: u32::MAX,
        layers: vec![huge],
        ..wire::AddTrack::default()
    };
    let a = server.person_announcing("r", "a", A, track.clone()).await;
    let b = server.person("r", "b", B).await;
    b.until_heard(A).await;
    for height in [360, u32::MAX] {
        b.ask(Request::TrackSetting(wire::UpdateTrackSettings {
            track_sids: vec![a.sound()],
            width: height,
            height,
            ..wire::UpdateTrackSettings::default()
        }))
        .await;
    }
    undisturbed(&b, A, "a huge picture").await;
    let mut line = server.line(&server.token("r", "c")).await.unwrap();
    let track = wire::AddTrack {
        layers: track.layers,
        width: u32::MAX,
        height: u32::MAX,
        ..camera()
    };
    let Response::TrackPublished(published) = announced(&mut line, track).await else {
        panic!("refused");
    };
    let told = published.track.unwrap();
    assert_eq!((told.width, told.height), (8192, 8192));
    assert_eq!((told.layers[0].width, told.layers[0].height), (8192, 8192));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_names_are_not_told_to_the_others() {
    let server = server().await;
    server.media.create("r").await.unwrap();
    let mut line = server.line(&server.token("r", "evil")).await.unwrap();
    let long = || "x".repeat(129);
    let tracks = [
        wire::AddTrack {
            cid: long(),
            ..camera()
        },
        wire::AddTrack {
            name: long(),
            ..camera()
        },
        wire::AddTrack {
            stream: long(),
            ..camera()
        },
        wire::AddTrack {
            simulcast_codecs: vec![wire::SimulcastCodec {
                codec: "vp8".to_owned(),
                cid: long(),
            }],
            ..camera()
        },
    ];
    for (index, track) in tracks.into_iter().enumerate() {
        let Response::RequestResponse(refused) = announced(&mut line, track).await else {
            panic!("track {index} was taken");
        };
        assert_eq!(refused.reason, wire::REASON_LIMIT_EXCEEDED);
    }
    let fitting = wire::AddTrack {
        name: "x".repeat(128),
        ..camera()
    };
    let answer = announced(&mut line, fitting).await;
    assert!(matches!(answer, Response::TrackPublished(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sends_more_than_a_voice_needs_is_cut_to_measure() {
    let server = server().await;
    let (a, b) = two(&server).await;
    a.sends(60);
    let heard = b.hears(Duration::from_secs(2)).await.len();
    // 256 kbit/s are 320 of these packets a second, and as many may come at once.
    assert!(heard < 1300, "{heard} packets came through");
    assert!(heard > 200, "only {heard} packets came through");
    a.sends(1);
    tokio::time::sleep(Duration::from_millis(500)).await;
    undisturbed(&b, A, "after too much sound").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_gets_a_private_message() {
    let server = server().await;
    let (a, b) = two(&server).await;
    // A user packet of LiveKit's, to everybody and to b alone: {user: {payload: "psst"}}.
    let to_all = [0x12, 6, 0x12, 4, b'p', b's', b's', b't'];
    let to_b = [&to_all[..], &[0x2a, 1, b'b']].concat();
    a.tell(&to_all).await;
    a.tell(&to_b).await;
    undisturbed(&b, A, "private messages").await;
    assert!(b.told().is_empty(), "{:?}", b.told());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_muted_is_silent_until_the_court_lets_go() {
    let server = server().await;
    let (a, b) = two(&server).await;
    let silent = async |b: &Person, why: &str| {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let heard = b.hears(Duration::from_millis(500)).await;
        assert!(heard.is_empty(), "heard {why}");
    };
    server
        .media
        .mute("r", "a", Source::Microphone)
        .await
        .unwrap();
    a.claim(false).await;
    silent(&b, "though just muted").await;
    a.claim(true).await;
    a.claim(false).await;
    silent(&b, "though muted by the court").await;
    let listed = server.media.list("r").await.unwrap();
    let listed = listed.iter().find(|one| one.identity == "a").unwrap();
    assert_eq!(listed.tracks, [(Source::Microphone, true)]);

    // The client had opened it already: it is heard as soon as it may be.
    let began = Instant::now();
    server
        .media
        .release("r", "a", Source::Microphone)
        .await
        .unwrap();
    b.until_heard(A).await;
    assert!(began.elapsed() < Duration::from_secs(1));

    server
        .media
        .mute("r", "a", Source::Microphone)
        .await
        .unwrap();
    silent(&b, "though muted again").await;
    // To let go opens nothing that the client has not opened.
    server
        .media
        .release("r", "a", Source::Microphone)
        .await
        .unwrap();
    silent(&b, "though it did not open").await;
    a.claim(false).await;
    b.until_heard(A).await;

    // Coming again does not help.
    server
        .media
        .mute("r", "a", Source::Microphone)
        .await
        .unwrap();
    drop(a);
    let a = server.person("r", "a", A).await;
    a.until_heard(B).await;
    a.claim(false).await;
    silent(&b, "though muted before it came again").await;
    server
        .media
        .release("r", "a", Source::Microphone)
        .await
        .unwrap();
    b.until_heard(A).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_offers_again_and_again_is_sent_away() {
    let server = server().await;
    let (_a, b) = two(&server).await;
    let offer = || request(Request::Offer(description("offer", "v=0\r\n".to_owned())));
    let mut line = server.line(&server.token("r", "evil")).await.unwrap();
    for _ in 0..30 {
        let _ = line.send(offer()).await;
    }
    assert!(is_cut(&mut line).await, "thirty offers are borne");
    // Coming again is no fresh start.
    let mut line = server.line(&server.token("r", "evil")).await.unwrap();
    for _ in 0..5 {
        let _ = line.send(offer()).await;
    }
    assert!(is_cut(&mut line).await, "five more are borne");
    undisturbed(&b, A, "many offers").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_court_does_not_wait_for_offers() {
    let server = server().await;
    let (_a, b) = two(&server).await;
    // As much work as an offer may be, from many, none of whom offers too often.
    let sections: String = (0..60)
        .map(|mid| {
            format!("m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:{mid}\r\n")
                + &"a=rtpmap:111 opus/48000/2\r\n".repeat(30)
        })
        .collect();
    let offer = format!("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n{sections}");
    assert!(offer.len() < 64 * 1024);
    let mut lines = Vec::new();
    for index in 0..60 {
        let token = server.token("r", &format!("evil{index}"));
        lines.push(server.line(&token).await.unwrap());
    }
    let flooding = lines.into_iter().map(|mut line| {
        let offer = offer.clone();
        async move {
            for _ in 0..18 {
                let offer = description("offer", offer.clone());
                let _ = line.send(request(Request::Offer(offer))).await;
            }
            line
        }
    });
    let flooding = tokio::spawn(futures_util::future::join_all(flooding));
    tokio::time::sleep(Duration::from_millis(200)).await;
    let mut worst = Duration::ZERO;
    for _ in 0..20 {
        let began = Instant::now();
        server
            .media
            .mute("r", "a", Source::Microphone)
            .await
            .unwrap();
        worst = worst.max(began.elapsed());
    }
    assert!(
        worst < Duration::from_millis(500),
        "an order took {worst:?}"
    );
    let _lines = flooding.await.unwrap();
    assert!(b.hears(Duration::from_millis(300)).await.is_empty());
}

/// A frame as ICE over TCP has it.
fn framed(packet: &[u8]) -> Vec<u8> {
    [&u16::try_from(packet.len()).unwrap().to_be_bytes(), packet].concat()
}

/// Whether the far end closes this connection within the time.
async fn closes(stream: &mut TcpStream, within: Duration) -> bool {
    let read = async { while stream.read_u8().await.is_ok() {} };
    tokio::time::timeout(within, read).await.is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tcp_connection_without_a_true_check_is_closed() {
    let server = server().await;
    let (_a, b) = two(&server).await;
    let over_tcp = server.person_over_tcp("r", "c", 33).await;
    b.until_heard(33).await;
    let offer = b.offer.lock().unwrap().clone();
    let name = offer
        .lines()
        .find_map(|line| line.strip_prefix("a=ice-ufrag:"))
        .unwrap();
    let junk = [vec![0x80; 40], forged_check(name), forged_check("nobody")];
    let mut open = Vec::new();
    for index in 0..60 {
        let mut stream = TcpStream::connect(server.tcp()).await.unwrap();
        stream
            .write_all(&framed(&junk[index % junk.len()]))
            .await
            .unwrap();
        open.push(stream);
    }
    let end = Instant::now() + Duration::from_millis(4500);
    while Instant::now() < end {
        tokio::time::sleep(Duration::from_secs(1)).await;
        for (index, stream) in open.iter_mut().enumerate() {
            let _ = stream.write_all(&framed(&junk[index % junk.len()])).await;
        }
    }
    for stream in &mut open {
        assert!(
            closes(stream, Duration::from_secs(2)).await,
            "junk is borne"
        );
    }
    // Who proved itself stays, in both directions.
    let half_a_second = Duration::from_millis(500);
    assert!(over_tcp.hears(half_a_second).await.contains(&A));
    assert!(b.hears(half_a_second).await.contains(&33));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_does_not_take_every_tcp_connection() {
    let server = server().await;
    server.media.create("r").await.unwrap();
    let mut open = Vec::new();
    for _ in 0..300 {
        open.push(TcpStream::connect(server.tcp()).await.unwrap());
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let closed = open
        .iter()
        .filter(|stream| matches!(stream.try_read(&mut [0]), Ok(0)))
        .count();
    assert_eq!(closed, 300 - 256);
}
