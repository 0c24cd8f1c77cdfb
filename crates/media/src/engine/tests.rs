use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use str0m::crypto::from_feature_flags;
use str0m::media::MediaKind;
use tokio::sync::{mpsc, oneshot};

use super::*;
use crate::fact::Facts;
use crate::jwt::{Grant, LONGEST_LIFE, Tokens, Verified};
use crate::layers::Layer;
use crate::net::Net;
use crate::participant::{Down, Session, Source, Track};
use crate::peer::Kit;
use crate::wire;

async fn engine() -> Engine {
    let crypto = from_feature_flags();
    let hmac = crypto.sha1_hmac_provider;
    crypto.install_process_default();
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let udp = tokio::net::UdpSocket::bind((local, 0)).await.unwrap();
    let port = udp.local_addr().unwrap().port();
    Engine::new(Shared {
        net: Net::new(udp, port, port, vec![local]),
        events: VecDeque::new(),
        facts: Facts::new(mpsc::channel(100).0),
        tokens: Arc::new(Tokens::new([7; 32])),
        kit: Kit {
            certificate: None,
            hmac,
        },
        relay: crate::Relay::default(),
    })
}

fn create(engine: &mut Engine, room: &str) -> bool {
    let (done, mut created) = oneshot::channel();
    engine.order(Order::Create {
        room: room.to_owned(),
        done,
    });
    created.try_recv().unwrap()
}

fn join(engine: &mut Engine, room: &str, identity: &str) -> PeerKey {
    let grant = Grant {
        room: room.to_owned(),
        identity: identity.to_owned(),
        name: String::new(),
        publish_audio: true,
        publish_video: true,
        subscribe: true,
        hidden: false,
        ttl: LONGEST_LIFE,
    };
    let arrival = Arrival {
        token: Verified {
            grant,
            id: "TK".to_owned(),
            stamp: 1,
        },
        session: Session {
            id: 1,
            out: mpsc::channel(100).0,
        },
        auto_subscribe: true,
        resumes: None,
    };
    let place = engine.arrive(arrival, Instant::now()).unwrap();
    PeerKey {
        room: place.room,
        participant: place.participant,
        side: Side::Subscriber,
    }
}

fn is_there(engine: &Engine, key: PeerKey) -> bool {
    engine.rooms[&key.room]
        .participants
        .contains_key(&key.participant)
}

#[tokio::test]
async fn a_fault_at_one_peer_costs_nobody_else_anything() {
    let mut engine = engine().await;
    assert!(create(&mut engine, "r"));
    let [a, b] = ["a", "b"].map(|who| join(&mut engine, "r", who));
    engine.at_peer(a, |_, _| panic!("a fault"));
    assert!(!is_there(&engine, a) && is_there(&engine, b));
}

#[tokio::test]
async fn a_fault_at_a_waking_does_not_end_the_court() {
    let mut engine = engine().await;
    assert!(create(&mut engine, "r"));
    let a = join(&mut engine, "r", "a");
    // So late that nothing can be added to it: whoever is woken then cannot be.
    let mut end = Instant::now();
    for power in (0..63).rev() {
        end += Duration::from_secs(
            end.checked_add(Duration::from_secs(1 << power))
                .map_or(0, |_| 1 << power),
        );
    }
    engine.wake_due(end);
    assert!(!is_there(&engine, a));
    assert!(create(&mut engine, "another"));
    let b = join(&mut engine, "another", "b");
    assert!(is_there(&engine, b));
}

#[tokio::test]
async fn a_fault_at_an_event_does_not_end_the_court() {
    let mut engine = engine().await;
    assert!(create(&mut engine, "r"));
    let [a, b] = ["a", "b"].map(|who| join(&mut engine, "r", who));
    let now = Instant::now();
    let one = |key: PeerKey| (key.room, key.participant);
    let (room, id) = one(b);
    let sender = engine
        .rooms
        .get_mut(&room)
        .unwrap()
        .participants
        .get_mut(&id)
        .unwrap();
    // A layer beside which nothing is kept: a state that must never be.
    sender.tracks.push(Track {
        info: wire::TrackInfo {
            sid: "TR".to_owned(),
            ..wire::TrackInfo::default()
        },
        source: Source::Camera,
        closed: false,
        cids: Vec::new(),
        mid: Some("0".into()),
        layers: vec![Layer::new(None, now)],
        recent: Vec::new(),
        epoch: 0,
        subscribers: vec![a.participant],
        silenced: None,
    });
    let (room, id) = one(a);
    let taker = engine
        .rooms
        .get_mut(&room)
        .unwrap()
        .participants
        .get_mut(&id)
        .unwrap();
    taker
        .downs
        .push(Down::new("TR".to_owned(), b.participant, MediaKind::Video));
    engine.shared.events.push_back((a, Event::Connected));
    engine.handle_events(now);
    assert!(!is_there(&engine, a) && is_there(&engine, b));
}
