//! The way of a peer's packets: UDP, or frames on a TCP connection (RFC 4571).

use std::net::{Ipv4Addr, SocketAddr};

use str0m::Candidate;
use str0m::net::{Protocol, TcpType};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::{TcpStream, UdpSocket};
use tokio::sync::mpsc;

pub enum Path {
    Udp(UdpSocket),
    Tcp {
        server: SocketAddr,
        out: OwnedWriteHalf,
        frames: mpsc::Receiver<Vec<u8>>,
    },
}

impl Path {
    /// To this TCP port of the server, else over UDP.
    pub async fn open(tcp: Option<SocketAddr>) -> (Self, Candidate) {
        let Some(server) = tcp else {
            let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            let address = socket.local_addr().unwrap();
            let candidate = Candidate::host(address, Protocol::Udp).unwrap();
            return (Self::Udp(socket), candidate);
        };
        let stream = TcpStream::connect(server).await.unwrap();
        let candidate = Candidate::builder()
            .tcp()
            .host(stream.local_addr().unwrap())
            .tcptype(TcpType::Active)
            .build()
            .unwrap();
        let (mut reader, out) = stream.into_split();
        let (sender, frames) = mpsc::channel(256);
        tokio::spawn(async move {
            while let Ok(length) = reader.read_u16().await {
                let mut frame = vec![0; length.into()];
                if reader.read_exact(&mut frame).await.is_err() || sender.send(frame).await.is_err()
                {
                    return;
                }
            }
        });
        let path = Self::Tcp {
            server,
            out,
            frames,
        };
        (path, candidate)
    }

    pub fn protocol(&self) -> Protocol {
        match self {
            Self::Udp(_) => Protocol::Udp,
            Self::Tcp { .. } => Protocol::Tcp,
        }
    }

    pub async fn send(&mut self, packet: &[u8], to: SocketAddr) {
        match self {
            Self::Udp(socket) => {
                let _ = socket.send_to(packet, to).await;
            }
            Self::Tcp { out, .. } => {
                let length = u16::try_from(packet.len()).unwrap();
                let frame = [&length.to_be_bytes(), packet].concat();
                let _ = out.write_all(&frame).await;
            }
        }
    }

    /// The next packet; never one when the connection is gone.
    pub async fn receive(&mut self) -> (Vec<u8>, SocketAddr) {
        match self {
            Self::Udp(socket) => loop {
                let mut buffer = [0; 2000];
                if let Ok((length, from)) = socket.recv_from(&mut buffer).await {
                    return (buffer[..length].to_vec(), from);
                }
            },
            Self::Tcp { server, frames, .. } => match frames.recv().await {
                Some(frame) => (frame, *server),
                None => std::future::pending().await,
            },
        }
    }
}
