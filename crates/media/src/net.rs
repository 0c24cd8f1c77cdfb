//! The sockets as the forwarder sees them: where packets go out, to which peer an incoming packet
//! belongs, and which peer is due next.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use str0m::Candidate;
use str0m::net::{Protocol, TcpType, Transmit};
use tokio::net::UdpSocket;
use tokio::sync::mpsc;

/// One peer connection: its room, its participant, and which of the two connections it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PeerKey {
    pub room: u32,
    pub participant: u32,
    pub side: Side,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// What the client sends to the room.
    Publisher,
    /// What the client receives.
    Subscriber,
}

/// Addresses and ICE names remembered per peer; a client that uses more loses its oldest.
const REMEMBERED: usize = 16;

/// The far end of a path.
pub type Route = (Protocol, SocketAddr);

/// A packet read from one of the sockets.
#[derive(Debug)]
pub struct Incoming {
    pub protocol: Protocol,
    pub source: SocketAddr,
    pub destination: SocketAddr,
    pub bytes: Vec<u8>,
}

/// A TCP connection came or went.
#[derive(Debug)]
pub enum TcpEvent {
    Opened(SocketAddr, mpsc::Sender<Vec<u8>>),
    Packet(Incoming),
    Closed(SocketAddr),
}

#[derive(Default)]
struct Known {
    routes: VecDeque<Route>,
    ufrags: VecDeque<String>,
}

pub struct Net {
    udp: UdpSocket,
    udp_port: u16,
    tcp_port: u16,
    advertised: Vec<IpAddr>,
    tcp: HashMap<SocketAddr, mpsc::Sender<Vec<u8>>>,
    routes: HashMap<Route, PeerKey>,
    ufrags: HashMap<String, PeerKey>,
    known: HashMap<PeerKey, Known>,
    timers: BinaryHeap<Reverse<(Instant, PeerKey)>>,
}

impl Net {
    pub fn new(udp: UdpSocket, udp_port: u16, tcp_port: u16, advertised: Vec<IpAddr>) -> Self {
        Self {
            udp,
            udp_port,
            tcp_port,
            advertised,
            tcp: HashMap::new(),
            routes: HashMap::new(),
            ufrags: HashMap::new(),
            known: HashMap::new(),
            timers: BinaryHeap::new(),
        }
    }

    pub fn udp(&self) -> &UdpSocket {
        &self.udp
    }

    /// The addresses offered to clients: UDP first, TCP for networks that block it.
    pub fn candidates(&self) -> Vec<Candidate> {
        let udp = self
            .advertised
            .iter()
            .map(|ip| Candidate::host(SocketAddr::new(*ip, self.udp_port), Protocol::Udp));
        let tcp = self.advertised.iter().map(|ip| {
            Candidate::builder()
                .tcp()
                .host(SocketAddr::new(*ip, self.tcp_port))
                .tcptype(TcpType::Passive)
                .build()
        });
        udp.chain(tcp).filter_map(Result::ok).collect()
    }

    /// The advertised address under which a packet from `source` must have come in. The socket is
    /// usually bound to the unspecified address, which ICE does not know.
    pub fn local_for(&self, protocol: Protocol, source: SocketAddr) -> SocketAddr {
        let port = match protocol {
            Protocol::Udp => self.udp_port,
            Protocol::Tcp | Protocol::SslTcp | Protocol::Tls => self.tcp_port,
        };
        let same_family = |ip: &&IpAddr| ip.is_ipv4() == source.is_ipv4();
        let on_same_host = |ip: &&IpAddr| ip.is_loopback() == source.ip().is_loopback();
        let ip = self
            .advertised
            .iter()
            .filter(same_family)
            .find(on_same_host)
            .or_else(|| self.advertised.iter().find(same_family))
            .or_else(|| self.advertised.first())
            .copied()
            .unwrap_or(source.ip());
        SocketAddr::new(ip, port)
    }

    pub fn send(&mut self, key: PeerKey, transmit: &Transmit) {
        let route = (transmit.proto, transmit.destination);
        // str0m answers only checks whose password was right, so the first thing it sends to an
        // address proves that the address is this peer's. Nothing else makes a route.
        if self.routes.get(&route) != Some(&key) {
            self.learn_route(route, key);
        }
        match transmit.proto {
            Protocol::Udp => {
                // A full socket buffer loses the packet, as any network may: RTX repairs it.
                let _ = self
                    .udp
                    .try_send_to(&transmit.contents, transmit.destination);
            }
            Protocol::Tcp | Protocol::SslTcp | Protocol::Tls => {
                if let Some(connection) = self.tcp.get(&transmit.destination) {
                    let _ = connection.try_send(transmit.contents.to_vec());
                }
            }
        }
    }

    pub fn tcp_opened(&mut self, source: SocketAddr, connection: mpsc::Sender<Vec<u8>>) {
        self.tcp.insert(source, connection);
    }

    pub fn tcp_closed(&mut self, source: SocketAddr) {
        self.tcp.remove(&source);
        self.routes.remove(&(Protocol::Tcp, source));
    }

    pub fn by_route(&self, route: &Route) -> Option<PeerKey> {
        self.routes.get(route).copied()
    }

    pub fn by_ufrag(&self, ufrag: &str) -> Option<PeerKey> {
        self.ufrags.get(ufrag).copied()
    }

    fn learn_route(&mut self, route: Route, key: PeerKey) {
        self.routes.insert(route, key);
        let known = self.known.entry(key).or_default();
        known.routes.push_back(route);
        if known.routes.len() > REMEMBERED
            && let Some(oldest) = known.routes.pop_front()
            && oldest != route
        {
            self.forget_route(oldest, key);
        }
    }

    /// A path that leads to nobody any more. Its TCP connection closes, or whoever was let in once
    /// could hold as many as he likes.
    fn forget_route(&mut self, route: Route, key: PeerKey) {
        if self.routes.get(&route) != Some(&key) {
            return;
        }
        self.routes.remove(&route);
        let (protocol, address) = route;
        match protocol {
            Protocol::Udp => {}
            Protocol::Tcp | Protocol::SslTcp | Protocol::Tls => {
                self.tcp.remove(&address);
            }
        }
    }

    pub fn learn_ufrag(&mut self, ufrag: String, key: PeerKey) {
        if self.ufrags.insert(ufrag.clone(), key).is_some() {
            return;
        }
        let known = self.known.entry(key).or_default();
        known.ufrags.push_back(ufrag);
        if known.ufrags.len() > REMEMBERED
            && let Some(oldest) = known.ufrags.pop_front()
        {
            self.ufrags.remove(&oldest);
        }
    }

    /// Forgets everything that led to this peer.
    pub fn forget(&mut self, key: PeerKey) {
        let Some(known) = self.known.remove(&key) else {
            return;
        };
        for route in known.routes {
            self.forget_route(route, key);
        }
        for ufrag in known.ufrags {
            self.ufrags.remove(&ufrag);
        }
    }

    pub fn schedule(&mut self, at: Instant, key: PeerKey) {
        self.timers.push(Reverse((at, key)));
    }

    pub fn next_due(&self) -> Option<Instant> {
        self.timers.peek().map(|Reverse((at, _))| *at)
    }

    /// Who was to be woken by now, and for which time that was.
    pub fn pop_due(&mut self, now: Instant) -> Option<(Instant, PeerKey)> {
        if self.next_due()? > now {
            return None;
        }
        self.timers.pop().map(|Reverse(due)| due)
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[tokio::test]
    async fn nobody_holds_many_tcp_connections_nor_one_when_gone() {
        let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let udp = UdpSocket::bind((local, 0)).await.unwrap();
        let mut net = Net::new(udp, 1, 1, vec![local]);
        let key = PeerKey {
            room: 0,
            participant: 0,
            side: Side::Publisher,
        };
        let connections: Vec<mpsc::Receiver<Vec<u8>>> = (1..=20)
            .map(|port| {
                let source = SocketAddr::new(local, port);
                let (connection, end) = mpsc::channel(1);
                net.tcp_opened(source, connection);
                net.learn_route((Protocol::Tcp, source), key);
                end
            })
            .collect();
        let open = || connections.iter().filter(|end| !end.is_closed()).count();
        assert_eq!(open(), REMEMBERED);
        net.forget(key);
        assert_eq!(open(), 0);
    }
}
