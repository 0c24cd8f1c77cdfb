//! ICE over TCP (RFC 6544, passive): the same packets as over UDP, each behind a 16-bit length
//! (RFC 4571). For clients whose network lets no UDP out.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use str0m::net::Protocol;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::time::timeout;

use crate::net::{Incoming, TcpEvent};

/// Connections at a time. Each costs two small buffers until its first check has been answered.
const CONNECTIONS: usize = 2048;
/// No WebRTC packet is larger; a longer frame is not WebRTC.
const LONGEST_FRAME: usize = 2048;
/// Packets waiting for a slow connection; more are dropped, as on a lossy line.
const WAITING: usize = 512;
/// ICE checks come every few seconds, so a connection this quiet is dead.
const QUIET: Duration = Duration::from_secs(30);

pub async fn accept(listener: TcpListener, events: mpsc::Sender<TcpEvent>) {
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(permit) = Arc::clone(&free).acquire_owned().await else {
            return;
        };
        match listener.accept().await {
            Ok((stream, source)) => {
                let events = events.clone();
                tokio::spawn(async move {
                    serve(stream, source, &events).await;
                    let _ = events.send(TcpEvent::Closed(source)).await;
                    drop(permit);
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
        while let Some(packet) = outgoing.recv().await {
            let Ok(length) = u16::try_from(packet.len()) else {
                continue;
            };
            let mut frame = Vec::with_capacity(packet.len() + 2);
            frame.extend_from_slice(&length.to_be_bytes());
            frame.extend_from_slice(&packet);
            match timeout(QUIET, writer.write_all(&frame)).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return,
            }
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

    #[tokio::test]
    async fn what_is_not_webrtc_is_cut_off() {
        let mut wire: &[u8] = b"GET / HTTP/1.1\r\n\r\n";
        assert_eq!(frame(&mut wire).await, None);
        let mut empty: &[u8] = &[0, 0, 1];
        assert_eq!(frame(&mut empty).await, None);
    }
}
