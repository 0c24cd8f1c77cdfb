//! So many connections from one address, and who takes what he is sent so slowly that he holds his place for nothing is shown out:
//! places are few, and a thousand readers that do not read would keep a court shut.

use std::future::{Future as _, Ready, ready};
use std::io::{self, IoSlice};
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

use crate::limit::{Porch, Waiting};
use crate::untaken::Untaken;

/// The slowest line of our day takes eight times as much.
const TAKES: u64 = 64 * 1024;
pub const WITHIN: Duration = Duration::from_secs(60);
/// After so long with nothing to send the measure begins anew.
const REST: Duration = Duration::from_secs(1);

#[derive(Clone)]
pub struct Acceptor {
    pub hall: Arc<Porch>,
    /// Of the court itself: who comes by them is counted as who he is, by whoever counts.
    pub proxies: Arc<[IpAddr]>,
    pub untaken: Arc<Untaken>,
    /// How long somebody may take nothing, or little, of what he is sent.
    pub within: Duration,
}

impl Acceptor {
    fn admit(&self, stream: TcpStream) -> io::Result<Patient<TcpStream>> {
        let by = stream.peer_addr()?;
        let from = by.ip().to_canonical();
        let is_ours = self.proxies.iter().any(|p| p.to_canonical() == from);
        let place = if is_ours {
            None
        } else {
            let place = self.hall.step_on(from);
            Some(place.ok_or(io::ErrorKind::ConnectionRefused)?)
        };
        stream.set_nodelay(true)?;
        Ok(Patient {
            _place: place,
            // Behind one that speaks HTTP/2 there are many, and it answers for none of them.
            offered: (!is_ours).then(|| (Arc::clone(&self.untaken), by)),
            ..Patient::new(stream, self.within)
        })
    }
}

impl<S> Accept<TcpStream, S> for Acceptor {
    type Stream = Patient<TcpStream>;
    type Service = S;
    type Future = Ready<io::Result<(Self::Stream, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        ready(self.admit(stream).map(|stream| (stream, service)))
    }
}

pub struct Patient<S> {
    inner: S,
    within: Duration,
    waits: Option<Waits>,
    _place: Option<Waiting>,
    /// What this connection was offered and did not take.
    offered: Option<(Arc<Untaken>, SocketAddr)>,
}

/// Since a reader took less than he was given.
struct Waits {
    taken: u64,
    took_at: Instant,
    /// He takes nothing now.
    stands: bool,
    end: Pin<Box<Sleep>>,
}

impl<S> Patient<S> {
    fn new(inner: S, within: Duration) -> Self {
        Self {
            inner,
            within,
            waits: None,
            _place: None,
            offered: None,
        }
    }

    fn takes_nothing(&self) -> bool {
        let offered = self.offered.as_ref();
        let since = offered.and_then(|(untaken, by)| untaken.since(*by));
        since.is_some_and(|since| since.elapsed() > self.within)
    }

    fn took(&mut self, bytes: usize) {
        let Some(waits) = &mut self.waits else {
            return;
        };
        waits.taken += bytes as u64;
        waits.took_at = Instant::now();
        waits.stands = false;
        if waits.taken >= TAKES {
            self.waits = None;
        }
    }

    /// # Errors
    /// `TimedOut`: for too long.
    fn waits(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        let rested = |waits: &mut Waits| !waits.stands && waits.took_at.elapsed() > REST;
        self.waits.take_if(rested);
        let within = self.within;
        let waits = self.waits.get_or_insert_with(|| Waits {
            taken: 0,
            took_at: Instant::now(),
            stands: true,
            end: Box::pin(sleep(within)),
        });
        waits.stands = true;
        match waits.end.as_mut().poll(cx) {
            Poll::Ready(()) => Err(io::ErrorKind::TimedOut.into()),
            Poll::Pending => Ok(()),
        }
    }

    fn written(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(Ok(bytes)) => self.took(bytes),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => {
                if let Err(error) = self.waits(cx) {
                    return Poll::Ready(Err(error));
                }
            }
        }
        written
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.takes_nothing() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        Pin::new(&mut self.inner).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(cx, buf);
        self.written(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write_vectored(cx, bufs);
        self.written(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
    use tokio::net::TcpListener;

    use super::*;
    use crate::limit::Places;

    const SOON: Duration = Duration::from_millis(600);

    #[tokio::test]
    async fn one_address_has_so_many_connections_and_no_more() {
        let hall = Porch::of(Places {
            all: 2,
            one: 2,
            site: 2,
        });
        let named = |proxies: &[IpAddr]| Acceptor {
            hall: Arc::clone(&hall),
            proxies: proxies.into(),
            untaken: Arc::default(),
            within: SOON,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let comes = async || {
            let browser = TcpStream::connect(at).await.unwrap();
            (browser, listener.accept().await.unwrap().0)
        };
        let acceptor = named(&[]);
        let mut inside = Vec::new();
        for _ in 0..2 {
            let (browser, stream) = comes().await;
            inside.push((browser, acceptor.admit(stream).unwrap()));
        }
        let (mut browser, stream) = comes().await;
        assert!(acceptor.admit(stream).is_err());
        assert_eq!(browser.read(&mut [0]).await.unwrap(), 0, "he is told so");
        // A proxy of the court brings many.
        let (_browser, stream) = comes().await;
        assert!(named(&[at.ip()]).admit(stream).is_ok());
        inside.pop();
        let (_browser, stream) = comes().await;
        assert!(acceptor.admit(stream).is_ok(), "a place is free again");
    }

    #[tokio::test]
    async fn who_takes_a_byte_now_and_then_is_shown_out() {
        let (ours, mut theirs) = duplex(1_024);
        let mut line = Patient::new(ours, SOON);
        let reads = tokio::spawn(async move {
            loop {
                let mut one = [0];
                if theirs.read(&mut one).await.unwrap_or(0) == 0 {
                    return;
                }
                sleep(Duration::from_millis(20)).await;
            }
        });
        let begun = Instant::now();
        let sent = line.write_all(&vec![7; 256 * 1_024]).await;
        assert_eq!(sent.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(begun.elapsed() >= SOON && begun.elapsed() < SOON * 10);
        reads.abort();
    }

    #[tokio::test]
    async fn a_slow_line_and_one_that_rests_are_waited_for() {
        let (ours, mut theirs) = duplex(32 * 1_024);
        let mut line = Patient::new(ours, SOON);
        let reads = tokio::spawn(async move {
            let mut all = 0;
            let mut some = vec![0; 16 * 1_024];
            loop {
                let read = theirs.read(&mut some).await.unwrap();
                if read == 0 {
                    return all;
                }
                all += read;
                sleep(Duration::from_millis(20)).await;
            }
        });
        // Longer than the measure, at several times its pace.
        line.write_all(&vec![7; 1_024 * 1_024]).await.unwrap();
        // What is left of an old measure is nobody's fault an answer later.
        sleep(REST + Duration::from_millis(200)).await;
        line.write_all(&vec![7; 128 * 1_024]).await.unwrap();
        line.shutdown().await.unwrap();
        drop(line);
        assert_eq!(reads.await.unwrap(), 1_152 * 1_024);
    }
}
