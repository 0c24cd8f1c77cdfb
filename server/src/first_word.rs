//! Who opens a connection and says nothing on it is shown out: the measure for a slow request begins with its first word.

use std::future::Future as _;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum_server::accept::Accept;
use futures_util::TryFutureExt as _;
use futures_util::future::MapOk;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

const WITHIN: Duration = Duration::from_secs(30);
/// HTTP/2 begins with these, and until all of them are there nobody knows which HTTP it will be.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Outside of TLS: what is said there is no word yet.
#[derive(Clone)]
pub struct FirstWord<A>(pub A);

type Listens<S, V> = fn((S, V)) -> (Awaited<S>, V);

impl<A, I, S> Accept<I, S> for FirstWord<A>
where
    A: Accept<I, S>,
{
    type Stream = Awaited<A::Stream>;
    type Service = A::Service;
    type Future = MapOk<A::Future, Listens<A::Stream, A::Service>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let listens: Listens<A::Stream, A::Service> =
            |(stream, service)| (Awaited::new(stream, WITHIN), service);
        self.0.accept(stream, service).map_ok(listens)
    }
}

pub struct Awaited<S> {
    inner: S,
    word: Option<Word>,
}

struct Word {
    /// How much of the preface has come.
    said: usize,
    end: Pin<Box<Sleep>>,
}

impl<S> Awaited<S> {
    fn new(inner: S, within: Duration) -> Self {
        let end = Box::pin(sleep(within));
        let word = Some(Word { said: 0, end });
        Self { inner, word }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Awaited<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = buf.filled().len();
        let read = Pin::new(&mut this.inner).poll_read(cx, buf);
        let Some(word) = &mut this.word else {
            return read;
        };
        if read.is_pending() {
            ready!(word.end.as_mut().poll(cx));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let heard = buf.filled().get(before..).unwrap_or_default();
        let rest = PREFACE.get(word.said..).unwrap_or_default();
        word.said += heard.len();
        // The last of it ends the wait as any other word does.
        if heard.len() >= rest.len() || !rest.starts_with(heard) {
            this.word = None;
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Awaited<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write_vectored(cx, bufs)
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
    use tokio::time::timeout;

    use super::*;

    const SOON: Duration = Duration::from_millis(200);

    /// How it ends when this is said at once, and nothing more for a long time.
    async fn after(said: &[u8]) -> Option<io::ErrorKind> {
        let (ours, mut theirs) = duplex(1_024);
        theirs.write_all(said).await.unwrap();
        let mut line = Awaited::new(ours, SOON);
        let reads = async {
            let mut some = [0; 7];
            loop {
                if let Err(error) = line.read(&mut some).await {
                    return error.kind();
                }
            }
        };
        timeout(SOON * 3, reads).await.ok()
    }

    #[tokio::test]
    async fn who_says_nothing_is_shown_out() {
        assert_eq!(after(b"").await, Some(io::ErrorKind::TimedOut));
        assert_eq!(after(b"PRI * HT").await, Some(io::ErrorKind::TimedOut));
    }

    #[tokio::test]
    async fn who_has_said_which_http_he_speaks_is_measured_elsewhere() {
        assert_eq!(after(PREFACE).await, None);
        assert_eq!(after(b"P").await, Some(io::ErrorKind::TimedOut));
        assert_eq!(after(b"PUT /api/picture").await, None);
        assert_eq!(after(b"GET / HTTP/1.0\r\n\r\n").await, None);
    }
}
