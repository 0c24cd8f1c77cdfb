//! The media of Kaiting: one trait, [`MediaEngine`], and two engines behind it. [`LiveKit`] is a server or cluster of that
//! name; [`Media`] is the embedded one, of which the rest here tells.
//!
//! It speaks LiveKit's signalling (protobuf over a WebSocket at `/rtc`, protocol v0 with two peer
//! connections), so that the stock `livekit-client` joins, and forwards the media with str0m: VP8
//! simulcast and Opus, ICE-lite, one UDP port and one TCP port.
//!
//! Rooms are made by the server, never by a client. Each connect, and each reconnect, needs a
//! short-lived token *and* the word of the [`Admission`] check; what a person may send is enforced
//! packet by packet in the forwarder. Every call of [`MediaPlane`] returns after the forwarder has
//! applied it.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod command;
mod door;
mod engine;
mod fact;
mod fault;
mod forward;
mod ids;
mod jwt;
mod key_frames;
mod layers;
mod limit;
mod livekit;
mod net;
mod participant;
mod peer;
mod plane;
mod publish;
mod quality;
mod rate;
mod recent;
mod relay;
mod rewrite;
mod room;
mod sdp;
mod signalling;
mod speakers;
mod subscribe;
mod tap;
mod tcp;
mod wire;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use str0m::crypto::from_feature_flags;
use tokio::sync::mpsc;

pub use command::Listed;
pub use fact::{LeaveCause, MediaFact};
pub use jwt::Grant;
pub use livekit::{LiveKit, LiveKitConfig};
pub use participant::{Permissions, Source};
pub use plane::{MediaEngine, MediaError, MediaPlane};
pub use relay::Relay;
pub use tap::{Tap, Tape, Taped, TapedPacket, Taps};

use command::{Order, Signal};
use engine::Engine;
use jwt::Tokens;
use net::Net;
use room::Shared;

/// Asked with room, identity and token id before every connect. Must not block.
pub type Admission = Arc<dyn Fn(&str, &str, &str) -> bool + Send + Sync>;

/// Facts waiting to be read.
const FACTS: usize = 4096;
const ORDERS: usize = 1024;
const SIGNALS: usize = 1024;
const TCP_EVENTS: usize = 1024;

pub struct MediaConfig {
    pub udp: SocketAddr,
    pub tcp: SocketAddr,
    /// The addresses under which clients reach the two ports.
    pub advertised: Vec<IpAddr>,
    /// For whom no other way is open; without addresses there is none.
    pub relay: Relay,
    /// Signs the tokens.
    pub secret: [u8; 32],
    pub admission: Admission,
}

/// A handle to the running media server. The server stops when the last one is dropped.
#[derive(Clone)]
pub struct Media {
    inner: Arc<Inner>,
}

struct Inner {
    tokens: Arc<Tokens>,
    admission: Admission,
    orders: mpsc::Sender<Order>,
    signals: mpsc::Sender<Signal>,
    udp: SocketAddr,
    tcp: SocketAddr,
}

impl Media {
    /// Binds the ports and starts the forwarder on a thread of its own, so that nothing else the
    /// process does delays a packet.
    pub async fn start(
        config: MediaConfig,
    ) -> Result<(Self, mpsc::Receiver<MediaFact>), std::io::Error> {
        let crypto = from_feature_flags();
        // One certificate for all connections: it protects nothing by being many, and making one
        // takes time while somebody waits to join.
        let certificate = crypto.dtls_provider.generate_certificate();
        let hmac = crypto.sha1_hmac_provider;
        crypto.install_process_default();

        let udp = std::net::UdpSocket::bind(config.udp)?;
        udp.set_nonblocking(true)?;
        let tcp = std::net::TcpListener::bind(config.tcp)?;
        tcp.set_nonblocking(true)?;
        let udp_at = udp.local_addr()?;
        let tcp_at = tcp.local_addr()?;

        let (orders, orders_in) = mpsc::channel(ORDERS);
        let (signals, signals_in) = mpsc::channel(SIGNALS);
        let (facts, facts_out) = mpsc::channel(FACTS);
        let tokens = Arc::new(Tokens::new(config.secret));
        let shared_tokens = Arc::clone(&tokens);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        std::thread::Builder::new()
            .name("media".to_owned())
            .spawn(move || {
                runtime.block_on(async move {
                    let sockets = tokio::net::UdpSocket::from_std(udp)
                        .and_then(|udp| Ok((udp, tokio::net::TcpListener::from_std(tcp)?)));
                    let (udp, tcp) = match sockets {
                        Ok(sockets) => sockets,
                        Err(error) => {
                            tracing::error!(%error, "media: sockets cannot be used");
                            return;
                        }
                    };
                    let (events, tcp_events) = mpsc::channel(TCP_EVENTS);
                    tokio::spawn(tcp::accept(tcp, events));
                    let net = Net::new(udp, udp_at.port(), tcp_at.port(), config.advertised);
                    let engine = Engine::new(Shared {
                        net,
                        events: std::collections::VecDeque::new(),
                        facts: fact::Facts::new(facts),
                        tokens: shared_tokens,
                        kit: peer::Kit { certificate, hmac },
                        relay: config.relay,
                    });
                    engine.run(orders_in, signals_in, tcp_events).await;
                });
            })?;
        let inner = Arc::new(Inner {
            tokens,
            admission: config.admission,
            orders,
            signals,
            udp: udp_at,
            tcp: tcp_at,
        });
        Ok((Self { inner }, facts_out))
    }

    /// The ports in use, UDP and TCP.
    pub fn ports(&self) -> (u16, u16) {
        (self.inner.udp.port(), self.inner.tcp.port())
    }
}

impl MediaEngine for Media {
    fn token(&self, grant: &Grant) -> String {
        self.inner.tokens.issue(grant)
    }

    fn router(&self) -> axum::Router {
        signalling::router(Arc::clone(&self.inner))
    }

    fn records(&self) -> bool {
        true
    }
}
