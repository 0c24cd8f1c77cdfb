//! ICE over TCP (RFC 6544, passive): the same packets as over UDP, each behind a 16-bit length
//! (RFC 4571). For clients whose network lets no UDP out.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use str0m::net::Protocol;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::time::timeout;

use crate::net::{Incoming, TcpEvent};

/// Connections at a time. Each costs two small buffers until its first check has been answered.
const CONNECTIONS: usize = 2048;
/// Of one address. A whole court may sit behind one, each person with two connections.
const FROM_ONE: usize = 256;
/// A client sends its first check as soon as it is connected. Until then it may be anybody.
const PROVEN_WITHIN: Duration = Duration::from_secs(5);
/// No WebRTC packet is larger; a longer frame is not WebRTC.
const LONGEST_FRAME: usize = 2048;
/// Packets waiting for a slow connection; more are dropped, as on a lossy line.
const WAITING: usize = 512;
/// ICE checks come every few seconds, so a connection this quiet is dead.
const QUIET: Duration = Duration::from_secs(30);

pub async fn accept(listener: TcpListener, events: mpsc::Sender<TcpEvent>) {
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    let counted = Counted::default();
    loop {
        let Ok(permit) = Arc::clone(&free).acquire_owned().await else {
            return;
        };
        match listener.accept().await {
            Ok((stream, source)) => {
                let Some(one) = counted.one_more(source.ip()) else {
                    continue;
                };
                let events = events.clone();
                tokio::spawn(async move {
                    serve(stream, source, &events).await;
                    let _ = events.send(TcpEvent::Closed(source)).await;
                    drop((permit, one));
                });
            }
            // Out of file descriptors, usually: wait for some to come back.
            Err(error) => {
                tracing::warn!(%error, "media: TCP accept failed");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// How many connections each address has.
#[derive(Clone, Default)]
struct Counted(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One connection, counted as long as it lives.
struct One {
    counted: Counted,
    from: IpAddr,
}

impl Counted {
    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None` when this address has enough.
    fn one_more(&self, source: IpAddr) -> Option<One> {
        let from = household(source);
        let mut counts = self.lock();
        let count = counts.entry(from).or_default();
        if *count >= FROM_ONE {
            return None;
        }
        *count += 1;
        let counted = self.clone();
        Some(One { counted, from })
    }
}

impl Drop for One {
    fn drop(&mut self) {
        let mut counts = self.counted.lock();
        if let Some(count) = counts.get_mut(&self.from) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.from);
            }
        }
    }
}

/// Who has one IPv6 address has the 2^64 of its network.
fn household(source: IpAddr) -> IpAddr {
    match source.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let network = address.to_bits() & (u128::MAX << 64);
            Ipv6Addr::from_bits(network).into()
        }
    }
}

async fn serve(stream: TcpStream, source: SocketAddr, events: &mpsc::Sender<TcpEvent>) {
    let Ok(destination) = stream.local_addr() else {
        return;
    };
    let _ = stream.set_nodelay(true);
    let (mut reader, mut writer) = stream.into_split();
    let (sender, mut outgoing) = mpsc::channel::<Vec<u8>>(WAITING);
    if events.send(TcpEvent::Opened(source, sender)).await.is_err() {
        return;
    }
    let write = async move {
        // A peer answers only checks whose password was right, and sends nothing over a path that
        // had none: so the first packet out is the proof that somebody is known here.
        let first = timeout(PROVEN_WITHIN, outgoing.recv()).await;
        let mut next = first.ok().flatten();
        while let Some(packet) = next {
            if let Ok(length) = u16::try_from(packet.len()) {
                let mut frame = Vec::with_capacity(packet.len() + 2);
                frame.extend_from_slice(&length.to_be_bytes());
                frame.extend_from_slice(&packet);
                match timeout(QUIET, writer.write_all(&frame)).await {
                    Ok(Ok(())) => {}
                    Ok(Err(_)) | Err(_) => return,
                }
            }
            next = outgoing.recv().await;
        }
    };
    let read = async move {
        while let Some(bytes) = frame(&mut reader).await {
            let packet = Incoming {
                protocol: Protocol::Tcp,
                source,
                destination,
                bytes,
            };
            if events.send(TcpEvent::Packet(packet)).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = write => {}
        () = read => {}
    }
}

/// The next frame, or nothing when the connection ended, fell quiet, or sends no WebRTC.
async fn frame<R: AsyncReadExt + Unpin>(reader: &mut R) -> Option<Vec<u8>> {
    let read = async {
        let length = usize::from(reader.read_u16().await.ok()?);
        if length == 0 || length > LONGEST_FRAME {
            return None;
        }
        let mut bytes = vec![0; length];
        reader.read_exact(&mut bytes).await.ok()?;
        Some(bytes)
    };
    timeout(QUIET, read).await.ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn frames_are_split_at_their_lengths() {
        let mut wire: &[u8] = &[0, 2, 7, 8, 0, 1, 9];
        assert_eq!(frame(&mut wire).await, Some(vec![7, 8]));
        assert_eq!(frame(&mut wire).await, Some(vec![9]));
        assert_eq!(frame(&mut wire).await, None);
    }

    #[test]
    fn one_address_has_its_measure_and_gets_it_back() {
        let counted = Counted::default();
        let host = |host| IpAddr::from([0x2001, 0xdb8, 0, 7, 0, 0, 0, host]);
        let all: Vec<Option<One>> = (0..300).map(|n| counted.one_more(host(n))).collect();
        assert_eq!(all.iter().flatten().count(), FROM_ONE);
        assert!(counted.one_more(IpAddr::from([192, 0, 2, 1])).is_some());
        drop(all);
        assert!(counted.one_more(host(1)).is_some());
        assert!(counted.lock().is_empty());
    }

    #[tokio::test]
    async fn what_is_not_webrtc_is_cut_off() {
        let mut wire: &[u8] = b"GET / HTTP/1.1\r\n\r\n";
        assert_eq!(frame(&mut wire).await, None);
        let mut empty: &[u8] = &[0, 0, 1];
        assert_eq!(frame(&mut empty).await, None);
    }
}
