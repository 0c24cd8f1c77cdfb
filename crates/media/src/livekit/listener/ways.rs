//! The ways of the media between the listener and LiveKit: UDP, from each address of ours that leads there.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use str0m::Candidate;
use str0m::net::{Protocol, Transmit};
use tokio::net::UdpSocket;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// Addresses of ours. A machine of LiveKit's has rarely more than one in each kind.
const MOST: usize = 4;
/// Packets on their way to the listener: half a second of a full house.
const WAITING: usize = 2_048;
const LONGEST: usize = 2_048;

pub struct Packet {
    pub bytes: Vec<u8>,
    pub from: SocketAddr,
    pub to: SocketAddr,
    pub arrived: Instant,
}

struct Way {
    at: SocketAddr,
    socket: Arc<UdpSocket>,
    reader: JoinHandle<()>,
}

impl Drop for Way {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

pub struct Ways {
    all: Vec<Way>,
    out: mpsc::Sender<Packet>,
    packets: mpsc::Receiver<Packet>,
}

impl Ways {
    pub fn new() -> Self {
        let (out, packets) = mpsc::channel(WAITING);
        Self {
            all: Vec::new(),
            out,
            packets,
        }
    }

    /// One from this address of ours; none where there is one already, or no more are wanted.
    pub fn open(&mut self, ip: IpAddr) -> io::Result<Option<Candidate>> {
        if self.all.len() >= MOST || self.all.iter().any(|way| way.at.ip() == ip) {
            return Ok(None);
        }
        let socket = std::net::UdpSocket::bind((ip, 0))?;
        socket.set_nonblocking(true)?;
        let socket = Arc::new(UdpSocket::from_std(socket)?);
        let at = socket.local_addr()?;
        let candidate = Candidate::host(at, Protocol::Udp).map_err(io::Error::other)?;
        let reader = tokio::spawn(read(Arc::clone(&socket), at, self.out.clone()));
        self.all.push(Way { at, socket, reader });
        Ok(Some(candidate))
    }

    /// One that leads to this address of LiveKit's.
    pub fn open_toward(&mut self, there: IpAddr) -> io::Result<Option<Candidate>> {
        self.open(leads_to(there)?)
    }

    /// What does not get out now is lost, as on any line.
    pub fn send(&self, packet: &Transmit) {
        let way = self.all.iter().find(|way| way.at == packet.source);
        if let Some(way) = way {
            let _ = way.socket.try_send_to(&packet.contents, packet.destination);
        }
    }

    pub async fn receive(&mut self) -> Option<Packet> {
        self.packets.recv().await
    }
}

/// The address of ours from which this machine reaches that one. Nothing is sent.
fn leads_to(there: IpAddr) -> io::Result<IpAddr> {
    let any: IpAddr = match there {
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = std::net::UdpSocket::bind((any, 0))?;
    // Any port: none is spoken to.
    socket.connect((there, 9))?;
    Ok(socket.local_addr()?.ip())
}

async fn read(socket: Arc<UdpSocket>, to: SocketAddr, out: mpsc::Sender<Packet>) {
    let mut buffer = vec![0; LONGEST];
    loop {
        // Somebody's closed port, told to us: the next one may come all the same.
        let Ok((length, from)) = socket.recv_from(&mut buffer).await else {
            tokio::task::yield_now().await;
            continue;
        };
        let packet = Packet {
            bytes: buffer.get(..length).unwrap_or_default().to_vec(),
            from,
            to,
            arrived: Instant::now(),
        };
        if let Err(mpsc::error::TrySendError::Closed(_)) = out.try_send(packet) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_reached_from_here() {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        assert_eq!(leads_to(here).unwrap(), here);
    }
}
