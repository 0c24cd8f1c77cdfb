//! One voice at the provider: a socket while somebody speaks, and a little longer. When it breaks it is opened anew, ever more
//! seldom; what was said meanwhile waits for ten seconds and no longer.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use hearing::speech::{PARTIAL_LIMIT, Sentence};
use hearing::{Millis, SeatId};
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};
use tokio_tungstenite::tungstenite::Message;

use super::ear::{BEFORE, Ear};
use super::funasr::{self, FRAME_MS, Flavour, Heard};
use super::provider::{Provider, Socket};
use super::voice::Frame;
use crate::clock;

/// Silence that goes with what was said, so that the provider knows that a sentence has ended.
const HUSH: u32 = 2_000 / FRAME_MS as u32;
/// After so long without a word the socket is closed.
const QUIET: Duration = Duration::from_secs(30);
/// A provider that hears so much (ms) and says nothing is none.
const DUMB: u64 = 20_000;
/// What is left to say when nothing more is sent.
const LAST_WORDS: Duration = Duration::from_secs(3);
const SEND: Duration = Duration::from_secs(3);
const FIRST_RETRY: Duration = Duration::from_millis(500);
const LONGEST_RETRY: Duration = Duration::from_secs(15);
/// A socket that held so long was a good one.
const HELD: Duration = Duration::from_secs(10);
/// How often what is being said is shown.
const SHOWN: Duration = Duration::from_millis(200);
/// Pieces in one step where some wait.
const CATCH_UP: usize = 4;
/// So many frames that cannot be read, and it is another provider that is wanted.
const NONSENSE: u32 = 20;
/// Voice that was sent and not yet spoken for (ms): not more than a minute of it counts, and none after so long a silence.
const CREDIT: u64 = 60_000;
const FORGOTTEN: Duration = Duration::from_secs(8);
/// Characters that a second of voice pays for.
const SPOKEN: u64 = 30;
/// Places where what was sent does not follow on what was sent before.
const PLACES: usize = 256;

/// What the desk is told.
pub enum Said {
    Reaches(bool),
    Partial(String),
    Sentence(Sentence),
}

pub struct Line {
    pub provider: Arc<Provider>,
    pub ear: Ear,
    pub seat: SeatId,
    pub hot_words: Vec<String>,
    pub said: mpsc::Sender<(SeatId, Said)>,
}

impl Line {
    /// Until he has been silent for a while, or may not be heard any more.
    pub async fn run(self) {
        let mut wait = FIRST_RETRY;
        loop {
            let begun = Instant::now();
            let ended = match self.provider.connect().await {
                Ok(socket) => {
                    self.tell(Said::Reaches(true)).await;
                    Talk::new(&self, socket).run().await
                }
                Err(error) => Err(error.to_string()),
            };
            self.tell(Said::Partial(String::new())).await;
            let Err(why) = ended else { return };
            tracing::warn!(%why, "speech-to-text does not answer");
            self.tell(Said::Reaches(false)).await;
            if begun.elapsed() > HELD {
                wait = FIRST_RETRY;
            }
            sleep(wait).await;
            wait = (wait * 2).min(LONGEST_RETRY);
            if !self.ear.is_allowed(&self.seat) {
                return;
            }
        }
    }

    async fn tell(&self, said: Said) {
        // Nobody listens any more when the court shuts down.
        let _ = self.said.send((self.seat.clone(), said)).await;
    }
}

struct Talk<'a> {
    line: &'a Line,
    socket: Socket,
    /// Sent (ms).
    sent: u64,
    /// Where what was sent was said.
    places: VecDeque<(u64, Millis)>,
    /// Silence since the last word, in pieces; then the last moments, not sent.
    hush: u32,
    before: VecDeque<Frame>,
    spoke: Instant,
    /// Of voice, since the provider has said anything (ms), and what no sentence was made of.
    unanswered: u64,
    credit: u64,
    partial: String,
    shown: (String, Instant),
    nonsense: u32,
}

impl<'a> Talk<'a> {
    fn new(line: &'a Line, socket: Socket) -> Self {
        let now = Instant::now();
        Self {
            line,
            socket,
            sent: 0,
            places: VecDeque::new(),
            hush: HUSH,
            before: VecDeque::new(),
            spoke: now,
            unanswered: 0,
            credit: 0,
            partial: String::new(),
            shown: (String::new(), now),
            nonsense: 0,
        }
    }

    /// # Errors
    /// In words for the operator: it is to be tried again.
    async fn run(mut self) -> Result<(), String> {
        let first = funasr::begin(self.line.provider.flavour, &self.line.hot_words);
        self.send(Message::text(first)).await?;
        let mut step = interval(Duration::from_millis(FRAME_MS));
        step.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                // Whatever the provider pours out, a voice is sent in time.
                biased;
                _ = step.tick() => {
                    if !self.line.ear.is_allowed(&self.line.seat) || self.spoke.elapsed() > QUIET {
                        return self.end().await;
                    }
                    self.step().await?;
                }
                message = self.socket.next() => self.read(message).await.map(|_| ())?,
            }
        }
    }

    async fn step(&mut self) -> Result<(), String> {
        let mut taken = 0;
        while let Some((frame, behind)) = self.line.ear.next(&self.line.seat) {
            self.pass(frame).await?;
            taken += 1;
            if taken >= CATCH_UP || behind < BEFORE {
                break;
            }
        }
        // Nothing is sent by who says nothing; the provider waits for the silence.
        if taken == 0 && self.hush < HUSH {
            self.hush += 1;
            self.voice(Frame::silence(clock::now())).await?;
        }
        if self.unanswered > DUMB {
            return Err("it hears and says nothing".to_owned());
        }
        if self.spoke.elapsed() > FORGOTTEN {
            self.credit = 0;
            self.partial.clear();
        }
        if self.partial != self.shown.0 && self.shown.1.elapsed() >= SHOWN {
            self.shown = (self.partial.clone(), Instant::now());
            self.line.tell(Said::Partial(self.partial.clone())).await;
        }
        Ok(())
    }

    async fn pass(&mut self, frame: Frame) -> Result<(), String> {
        if frame.loud {
            self.hush = 0;
            self.spoke = Instant::now();
            self.credit = (self.credit + FRAME_MS).min(CREDIT);
            self.unanswered += FRAME_MS;
            for quiet in std::mem::take(&mut self.before) {
                self.voice(quiet).await?;
            }
            return self.voice(frame).await;
        }
        if self.hush < HUSH {
            self.hush += 1;
            return self.voice(frame).await;
        }
        self.before.push_back(frame);
        if self.before.len() > BEFORE {
            self.before.pop_front();
        }
        Ok(())
    }

    async fn voice(&mut self, frame: Frame) -> Result<(), String> {
        let follows = self
            .places
            .back()
            .is_some_and(|(sent, at)| (at + (self.sent - sent)).abs_diff(frame.at) < 4 * FRAME_MS);
        if !follows {
            self.places.push_back((self.sent, frame.at));
            if self.places.len() > PLACES {
                self.places.pop_front();
            }
        }
        self.sent += FRAME_MS;
        self.send(Message::binary(frame.bytes())).await
    }

    async fn send(&mut self, message: Message) -> Result<(), String> {
        let sent = timeout(SEND, self.socket.send(message)).await;
        let sent = sent.map_err(|_| "it takes nothing more".to_owned())?;
        sent.map_err(|error| error.to_string())
    }

    /// Whether it was the last.
    async fn read(
        &mut self,
        message: Option<Result<Message, tokio_tungstenite::tungstenite::Error>>,
    ) -> Result<bool, String> {
        let message = message
            .ok_or("it has gone")?
            .map_err(|error| error.to_string())?;
        let text = match message {
            Message::Text(text) => text,
            Message::Close(_) => return Err("it has gone".to_owned()),
            Message::Binary(_) => {
                return self.nonsense().map(|()| false);
            }
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => return Ok(false),
        };
        let Ok(reply) = funasr::reply(&text) else {
            return self.nonsense().map(|()| false);
        };
        match reply.heard {
            Heard::Nothing => {}
            Heard::Partial(more) => {
                self.unanswered = 0;
                // Nobody is shown more; the sentence will have it.
                if self.credit > 0 && self.partial.chars().count() < PARTIAL_LIMIT {
                    self.partial.extend(more.chars().take(PARTIAL_LIMIT));
                }
            }
            Heard::Sentence { text, span } => {
                self.unanswered = 0;
                self.partial.clear();
                self.shown.0.clear();
                let spent = (text.chars().count() as u64).saturating_mul(1_000) / SPOKEN;
                let (from, until) = self.when(span);
                let sentence = Sentence {
                    text,
                    from,
                    until,
                    heard_ms: self.credit,
                };
                self.credit = self.credit.saturating_sub(spent.max(FRAME_MS));
                self.line.tell(Said::Sentence(sentence)).await;
            }
        }
        let cpp = self.line.provider.flavour == Flavour::Cpp;
        Ok(reply.last || (cpp && reply.is_final))
    }

    fn nonsense(&mut self) -> Result<(), String> {
        self.nonsense += 1;
        if self.nonsense > NONSENSE {
            return Err("it does not speak this protocol".to_owned());
        }
        Ok(())
    }

    /// When the words were said that were sent then.
    fn when(&self, span: Option<(u64, u64)>) -> (Millis, Millis) {
        let (from, until) = span.unwrap_or((self.sent, self.sent));
        let at = |sent: u64| {
            let sent = sent.min(self.sent);
            let place = self.places.iter().rev().find(|(place, _)| *place <= sent);
            place.map_or_else(clock::now, |(place, at)| at + (sent - place))
        };
        // Without a span: the last stretch that was sent without a break.
        let begun = self.places.back().map_or_else(clock::now, |(_, at)| *at);
        let from = if span.is_some() { at(from) } else { begun };
        (from, at(until).max(from))
    }

    /// Nothing more is sent; what is said of what was sent still counts.
    async fn end(mut self) -> Result<(), String> {
        self.send(Message::text(funasr::end())).await?;
        let last = async {
            loop {
                let message = self.socket.next().await;
                match self.read(message).await {
                    Ok(false) => {}
                    // A provider that goes after its last word has done what was asked of it.
                    Ok(true) | Err(_) => return,
                }
            }
        };
        let _ = timeout(LAST_WORDS, last).await;
        let _ = timeout(SEND, self.socket.close(None)).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::funasr::FRAME;
    use crate::speech::provider::ProviderFile;
    use serde_json::Value;
    use tokio::net::TcpListener;

    fn loud() -> Frame {
        Frame::of(vec![2_000; FRAME].into(), clock::now())
    }

    /// A port that nobody listens on yet.
    async fn port() -> u16 {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        listener.local_addr().unwrap().port()
    }

    fn line(port: u16, ear: &Ear) -> (mpsc::Receiver<(SeatId, Said)>, tokio::task::JoinHandle<()>) {
        let file = ProviderFile {
            url: Some(format!("ws://127.0.0.1:{port}/")),
            ..ProviderFile::default()
        };
        let (said, heard) = mpsc::channel(16);
        let line = Line {
            provider: Arc::new(Provider::of(&file).unwrap().unwrap()),
            ear: ear.clone(),
            seat: SeatId::new("one"),
            hot_words: vec!["借条".to_owned()],
            said,
        };
        (heard, tokio::spawn(line.run()))
    }

    #[tokio::test]
    async fn it_waits_for_a_provider_with_what_is_new_and_ends_when_nobody_may_be_heard() {
        let port = port().await;
        let ear = Ear::open().unwrap();
        let one = SeatId::new("one");
        ear.allow([one.clone()].into());
        for _ in 0..500 {
            ear.hear(&one, loud());
        }
        let (mut heard, done) = line(port, &ear);
        let first = heard.recv().await.unwrap();
        assert!(matches!(first.1, Said::Partial(text) if text.is_empty()));
        assert!(matches!(
            heard.recv().await.unwrap().1,
            Said::Reaches(false)
        ));
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        // It takes no subprotocol: that way is given up for the other.
        let (stream, _) = listener.accept().await.unwrap();
        drop(tokio_tungstenite::accept_async(stream).await.unwrap());
        let (stream, _) = listener.accept().await.unwrap();
        let mut socket = tokio_tungstenite::accept_async(stream).await.unwrap();
        let first: Value =
            serde_json::from_str(socket.next().await.unwrap().unwrap().to_text().unwrap()).unwrap();
        assert_eq!(first["mode"], "2pass");
        // What was said long ago is not brought; what is brought comes in equal pieces, and catches up.
        let mut pieces = 0;
        while pieces < 40 {
            let piece = socket.next().await.unwrap().unwrap();
            assert!(piece.is_binary() && piece.len() == FRAME * 2, "{piece:?}");
            pieces += 1;
        }
        let sentence =
            r#"{"mode":"2pass-offline","text":"借条是我写的。","timestamp":"[[0,600]]"}"#;
        for text in ["{", "[]", sentence] {
            socket.send(Message::text(text)).await.unwrap();
        }
        let sentence = loop {
            if let Said::Sentence(sentence) = heard.recv().await.unwrap().1 {
                break sentence;
            }
        };
        assert_eq!(sentence.text, "借条是我写的。");
        assert!(sentence.heard_ms > 0 && sentence.until >= sentence.from);
        // A break: the end is said, and nothing else.
        ear.allow(std::collections::BTreeSet::new());
        let mut after = Vec::new();
        while let Some(Ok(message)) = socket.next().await {
            if let Message::Text(text) = &message {
                assert_eq!(text.as_str(), funasr::end());
                after.clear();
                socket
                    .send(Message::text(r#"{"text":"","is_final":true}"#))
                    .await
                    .unwrap();
            } else if message.is_binary() {
                after.push(message);
            }
        }
        assert!(after.is_empty(), "not a piece after the end");
        timeout(Duration::from_secs(5), done)
            .await
            .unwrap()
            .unwrap();
        assert!(ear.missed() > 15_000, "{}", ear.missed());
    }
}
