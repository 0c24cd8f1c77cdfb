//! Over HTTP/2 a browser says how much of each answer it would take. Who asks and opens no window for what he asked holds the answer
//! for as long as he likes, while the connection itself does not stand still: it is known here, and [`crate::patience`] ends it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::Version;
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::Instant;

/// Which connections have an answer of which they have taken nothing, and since when.
#[derive(Default)]
pub struct Untaken(Mutex<Answers>);

#[derive(Default)]
struct Answers {
    waiting: BTreeMap<(SocketAddr, u64), Instant>,
    last: u64,
}

impl Untaken {
    /// The oldest of this connection.
    pub fn since(&self, by: SocketAddr) -> Option<Instant> {
        let answers = self.hold();
        let mut its = answers.waiting.range((by, 0)..=(by, u64::MAX));
        its.next().map(|(_, since)| *since)
    }

    fn offer(self: &Arc<Self>, to: SocketAddr) -> Offered {
        let mut answers = self.hold();
        answers.last += 1;
        let key = (to, answers.last);
        answers.waiting.insert(key, Instant::now());
        Offered {
            untaken: Arc::clone(self),
            key,
        }
    }

    fn hold(&self) -> MutexGuard<'_, Answers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// On the list until it is dropped.
struct Offered {
    untaken: Arc<Untaken>,
    key: (SocketAddr, u64),
}

impl Drop for Offered {
    fn drop(&mut self) {
        self.untaken.hold().waiting.remove(&self.key);
    }
}

/// For every answer, outside of all that makes one.
pub async fn watch(
    State(untaken): State<Arc<Untaken>>,
    ConnectInfo(by): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let has_windows = request.version() == Version::HTTP_2;
    let response = next.run(request).await;
    if !has_windows {
        return response;
    }
    response.map(|inner| {
        Body::new(Watched {
            inner,
            untaken,
            by,
            step: Step::Whole,
        })
    })
}

struct Watched {
    inner: Body,
    untaken: Arc<Untaken>,
    by: SocketAddr,
    step: Step,
}

enum Step {
    Whole,
    /// Its first piece waits for a window.
    Offered {
        _until_taken: Offered,
    },
    Begun,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        // The next piece is asked for when the one before could go.
        if let Step::Offered { .. } = self.step {
            self.step = Step::Begun;
        }
        let frame = Pin::new(&mut self.inner).poll_frame(cx);
        if let (Poll::Ready(Some(Ok(_))), Step::Whole) = (&frame, &self.step) {
            let _until_taken = self.untaken.offer(self.by);
            self.step = Step::Offered { _until_taken };
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use hyper_util::rt::TokioTimer;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio::time::{sleep, timeout};

    use super::*;
    use crate::limit::{CONNECTIONS, Porch};
    use crate::patience::Acceptor;

    const SOON: Duration = Duration::from_millis(500);

    async fn court() -> SocketAddr {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let at = listener.local_addr().unwrap();
        let untaken = Arc::new(Untaken::default());
        let acceptor = Acceptor {
            hall: Porch::of(CONNECTIONS),
            proxies: Arc::default(),
            untaken: Arc::clone(&untaken),
            within: SOON,
        };
        let router = Router::new()
            .route("/", get(|| async { "an answer" }))
            .layer(from_fn_with_state(untaken, watch));
        let mut server = axum_server::from_tcp(listener).unwrap();
        server.http_builder().http2().timer(TokioTimer::new());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(server.acceptor(acceptor).serve(service));
        at
    }

    fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
        let length = u8::try_from(payload.len()).unwrap();
        let mut frame = vec![0, 0, length, kind, flags, 0, 0, 0, stream];
        frame.extend(payload);
        frame
    }

    /// Asks for `/` with this much window, goes on saying that he is there, and hears everything: whether it was ended.
    async fn asks_with_window(at: SocketAddr, window: u8) -> bool {
        let (mut hears, mut says) = TcpStream::connect(at).await.unwrap().into_split();
        let mut hello = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
        // SETTINGS_INITIAL_WINDOW_SIZE, then GET http://a/.
        hello.extend(frame(4, 0, 0, &[0, 4, 0, 0, 0, window]));
        hello.extend(frame(1, 5, 1, &[0x82, 0x86, 0x84, 0x41, 1, b'a']));
        says.write_all(&hello).await.unwrap();
        let lives = tokio::spawn(async move {
            while says.write_all(&frame(6, 0, 0, &[7; 8])).await.is_ok() {
                sleep(SOON / 10).await;
            }
        });
        let mut some = [0; 1_024];
        let ended = timeout(SOON * 4, async {
            while hears.read(&mut some).await.is_ok_and(|read| read > 0) {}
        });
        let ended = ended.await.is_ok();
        lives.abort();
        ended
    }

    #[tokio::test]
    async fn who_opens_no_window_for_what_he_asked_is_shown_out() {
        let at = court().await;
        let (none, some) = tokio::join!(asks_with_window(at, 0), asks_with_window(at, 100));
        assert!(none, "he holds his answer");
        assert!(!some, "he has it, and stays");
    }
}
