//! A media engine behind a door of its own: the embedded one, or a real LiveKit server where `KAITING_LIVEKIT_SERVER` names a
//! built one (`cargo xtask test --livekit`).

pub mod cluster;
pub mod server;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::StreamExt as _;
use kaiting_media::{
    Admission, Grant, LiveKit, LiveKitConfig, Media, MediaConfig, MediaEngine, MediaFact,
    Permissions, Relay,
};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::client::Person;
use server::{SECRET, Server};

pub const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
pub const ALL: Permissions = Permissions {
    audio: true,
    video: true,
    subscribe: true,
};
pub const SILENT: Permissions = Permissions {
    audio: false,
    ..ALL
};

pub type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub struct House {
    pub engine: Arc<dyn MediaEngine>,
    pub facts: mpsc::Receiver<MediaFact>,
    pub at: SocketAddr,
    pub admits: Arc<AtomicBool>,
    pub server: Option<Server>,
}

impl House {
    pub async fn open(with_livekit: bool) -> Self {
        let door = TcpListener::bind((LOCAL, 0)).await.unwrap();
        if with_livekit {
            let server = Server::start(door.local_addr().unwrap(), None).await;
            let url = format!("http://{}", server.at);
            return Self {
                server: Some(server),
                ..Self::at_livekit(door, url)
            };
        }
        let (admits, admission) = admission();
        let nowhere = SocketAddr::new(LOCAL, 0);
        let (media, facts) = Media::start(MediaConfig {
            udp: nowhere,
            tcp: nowhere,
            advertised: vec![LOCAL],
            relay: Relay::default(),
            secret: [7; 32],
            admission,
        })
        .await
        .unwrap();
        Self::behind(door, Arc::new(media), facts, admits)
    }

    /// With its media by the LiveKit server, or the cluster, that answers there.
    pub fn at_livekit(door: TcpListener, url: String) -> Self {
        let (admits, admission) = admission();
        let (livekit, facts) = LiveKit::new(LiveKitConfig {
            url,
            key: "court".into(),
            secret: SECRET.into(),
            roots: None,
            owner: "conformance".into(),
            token_secret: [7; 32],
            admission,
        })
        .unwrap();
        Self::behind(door, Arc::new(livekit), facts, admits)
    }

    fn behind(
        door: TcpListener,
        engine: Arc<dyn MediaEngine>,
        facts: mpsc::Receiver<MediaFact>,
        admits: Arc<AtomicBool>,
    ) -> Self {
        let at = door.local_addr().unwrap();
        let router = engine.router();
        tokio::spawn(async move { axum::serve(door, router).await });
        Self {
            engine,
            facts,
            at,
            admits,
            server: None,
        }
    }

    pub fn key(&self, room: &str, identity: &str) -> String {
        self.key_for(room, identity, ALL)
    }

    /// As the register makes it: with what the court has decided by now.
    pub fn key_for(&self, room: &str, identity: &str, permissions: Permissions) -> String {
        self.engine.token(&Grant {
            room: room.to_owned(),
            identity: identity.to_owned(),
            name: identity.to_owned(),
            publish_audio: permissions.audio,
            publish_video: permissions.video,
            subscribe: permissions.subscribe,
            hidden: false,
            ttl: Duration::from_secs(60),
        })
    }

    /// The line of who is greeted; none for who is refused.
    pub async fn knock(&self, key: &str, more: &str) -> Option<Socket> {
        let url = format!(
            "ws://{}/rtc?access_token={key}&protocol=15&sdk=js{more}",
            self.at
        );
        let (mut socket, _) = connect_async(url).await.ok()?;
        let greeting = timeout(Duration::from_secs(5), socket.next())
            .await
            .ok()??;
        matches!(greeting, Ok(Message::Binary(_))).then_some(socket)
    }

    pub async fn join(&self, room: &str, identity: &str) -> Socket {
        let key = self.key(room, identity);
        self.knock(&key, "").await.expect("joins")
    }

    /// Somebody who sends sound made of `tag`, and hears the others.
    pub async fn speaker(&self, room: &str, identity: &str, tag: u8) -> Person {
        Person::begin(self.join(room, identity).await, tag).await
    }

    pub async fn here(&self, room: &str) -> Vec<String> {
        let listed = self.engine.list(room).await.unwrap();
        let mut here: Vec<String> = listed.into_iter().map(|one| one.identity).collect();
        here.sort();
        here
    }

    pub async fn till(&self, room: &str, wanted: &[&str]) {
        for _ in 0..60 {
            if self.here(room).await == wanted {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("{:?} are here, not {wanted:?}", self.here(room).await);
    }

    pub async fn told(&mut self, what: impl Fn(&MediaFact) -> bool) {
        let wanted = async {
            while let Some(fact) = self.facts.recv().await {
                if what(&fact) {
                    return;
                }
            }
        };
        timeout(Duration::from_secs(10), wanted)
            .await
            .expect("it is told");
    }
}

/// A register that admits everybody, or nobody.
fn admission() -> (Arc<AtomicBool>, Admission) {
    let admits = Arc::new(AtomicBool::new(true));
    let asked = Arc::clone(&admits);
    (
        admits,
        Arc::new(move |_, _, _| asked.load(Ordering::SeqCst)),
    )
}

/// Whether the real server can be asked too; says so where it cannot.
pub fn has_livekit() -> bool {
    let has = std::env::var_os("KAITING_LIVEKIT_SERVER").is_some();
    if !has {
        eprintln!(
            "skipped: KAITING_LIVEKIT_SERVER names no livekit-server (cargo xtask test --livekit)"
        );
    }
    has
}

/// Each of these, on either engine.
macro_rules! on_both {
    ($($case:ident)*) => {
        mod embedded {
            $(#[tokio::test]
            async fn $case() {
                super::$case(super::house::House::open(false).await).await;
            })*
        }
        mod livekit {
            $(#[tokio::test]
            async fn $case() {
                if super::house::has_livekit() {
                    super::$case(super::house::House::open(true).await).await;
                }
            })*
        }
    };
}
