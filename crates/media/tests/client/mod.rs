//! A client of our own that does as it is told, not as it should: signalling and sound, no browser.

pub mod forged;
mod path;
pub mod peer;
#[path = "../../src/wire/mod.rs"]
#[allow(
    dead_code,
    reason = "the server's own messages; a client needs some of them"
)]
pub mod wire;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use kaiting_media::{Grant, Media, MediaConfig, MediaEngine as _, MediaFact, Relay};
use prost::Message as _;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{interval, sleep_until, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use peer::Peer;
use wire::{Request, Response};

/// The name of a person's one track.
pub const SOUND: &str = "sound";
/// What LiveKit itself sends in place of who has fallen silent.
const SILENCE: u8 = 0xf8;

pub type Line = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A media server with its signalling on a port of the loopback.
pub struct Server {
    pub media: Media,
    pub http: SocketAddr,
    /// Nobody reads them here; the forwarder does not wait for a reader.
    _facts: mpsc::Receiver<MediaFact>,
}

pub async fn server() -> Server {
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let (media, facts) = Media::start(MediaConfig {
        udp: SocketAddr::new(local, 0),
        tcp: SocketAddr::new(local, 0),
        advertised: vec![local],
        relay: Relay::default(),
        secret: [7; 32],
        admission: Arc::new(|_, _, _| true),
    })
    .await
    .unwrap();
    let listener = tokio::net::TcpListener::bind((local, 0)).await.unwrap();
    let http = listener.local_addr().unwrap();
    let router = media.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Server {
        media,
        http,
        _facts: facts,
    }
}

impl Server {
    pub fn token(&self, room: &str, identity: &str) -> String {
        self.media.token(&Grant {
            room: room.to_owned(),
            identity: identity.to_owned(),
            name: identity.to_owned(),
            publish_audio: true,
            publish_video: true,
            subscribe: true,
            hidden: false,
            ttl: Duration::from_secs(60),
        })
    }

    pub fn udp(&self) -> SocketAddr {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), self.media.ports().0)
    }

    pub fn tcp(&self) -> SocketAddr {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), self.media.ports().1)
    }

    /// The bare signalling line.
    pub async fn line(&self, token: &str) -> Result<Line, String> {
        let url = format!("ws://{}/rtc?access_token={token}", self.http);
        let (line, _) = connect_async(url)
            .await
            .map_err(|error| error.to_string())?;
        Ok(line)
    }

    /// A person who sends sound made of `tag`, and hears the others.
    pub async fn person(&self, room: &str, identity: &str, tag: u8) -> Person {
        self.person_announcing(room, identity, tag, wire::AddTrack::default())
            .await
    }

    /// A person who says this of its sound.
    pub async fn person_announcing(
        &self,
        room: &str,
        identity: &str,
        tag: u8,
        announced: wire::AddTrack,
    ) -> Person {
        let line = self.line(&self.token(room, identity)).await.unwrap();
        Person::start(line, tag, None, announced).await
    }

    /// A person whose network lets no UDP out.
    pub async fn person_over_tcp(&self, room: &str, identity: &str, tag: u8) -> Person {
        let line = self.line(&self.token(room, identity)).await.unwrap();
        Person::start(line, tag, Some(self.tcp()), wire::AddTrack::default()).await
    }
}

pub fn request(request: Request) -> Message {
    let message = wire::SignalRequest {
        message: Some(request),
    };
    Message::Binary(message.encode_to_vec().into())
}

pub fn response(message: &Message) -> Option<Response> {
    let Message::Binary(bytes) = message else {
        return None;
    };
    wire::SignalResponse::decode(bytes.as_ref()).ok()?.message
}

/// Whether the server closes this line within five seconds.
pub async fn is_cut(line: &mut Line) -> bool {
    let wait = async {
        while let Some(Ok(message)) = line.next().await {
            if message.is_close() {
                return;
            }
        }
    };
    timeout(Duration::from_secs(5), wait).await.is_ok()
}

/// What a person is to do.
enum Errand {
    Ask(Message),
    /// Its sound, whether or not that was taken.
    Offer,
    /// Over its data channel; answered when that was open and took it.
    Tell(Vec<u8>, oneshot::Sender<()>),
}

/// What is known of a person from outside.
#[derive(Clone, Default)]
struct Seen {
    heard: Arc<Mutex<Vec<u8>>>,
    told: Arc<Mutex<Vec<Vec<u8>>>>,
    sound: Arc<Mutex<Option<String>>>,
    offer: Arc<Mutex<String>>,
    /// Packets sent at a time, fifty times a second.
    packets: Arc<AtomicUsize>,
    /// Whether what it sends is half lost, and what it is sent.
    lossy: [Arc<AtomicBool>; 2],
    /// Each person's line as it was told last, by the name of the session.
    lines: Arc<Mutex<BTreeMap<String, i32>>>,
}

pub struct Person {
    seen: Seen,
    errands: mpsc::Sender<Errand>,
    /// The offer under which it receives: it names the server's side of the connection.
    pub offer: Arc<Mutex<String>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Person {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Person {
    /// By the line of who was let in, whichever engine is behind it.
    #[allow(dead_code, reason = "not every suite has two engines")]
    pub async fn begin(line: Line, tag: u8) -> Self {
        Self::start(line, tag, None, wire::AddTrack::default()).await
    }

    async fn start(
        mut line: Line,
        tag: u8,
        tcp: Option<SocketAddr>,
        announced: wire::AddTrack,
    ) -> Self {
        let seen = Seen::default();
        seen.packets.store(1, Ordering::Relaxed);
        let (errands, receiver) = mpsc::channel(16);
        let announced = request(Request::AddTrack(wire::AddTrack {
            cid: SOUND.to_owned(),
            kind: wire::TRACK_AUDIO,
            source: 2,
            ..announced
        }));
        line.send(announced).await.unwrap();
        let mut publisher = Peer::new(tcp).await;
        let mut subscriber = Peer::new(tcp).await;
        publisher.lossy = Arc::clone(&seen.lossy[0]);
        subscriber.lossy = Arc::clone(&seen.lossy[1]);
        let task = tokio::spawn(run(
            line,
            tag,
            [publisher, subscriber],
            seen.clone(),
            receiver,
        ));
        Self {
            offer: Arc::clone(&seen.offer),
            seen,
            errands,
            task,
        }
    }

    pub async fn ask(&self, asked: Request) {
        self.errands
            .send(Errand::Ask(request(asked)))
            .await
            .unwrap();
    }

    /// Sends this frame as it is.
    pub async fn throws(&self, frame: Message) {
        self.errands.send(Errand::Ask(frame)).await.unwrap();
    }

    /// Sends its sound though nobody has taken it.
    pub async fn pushes(&self) {
        self.errands.send(Errand::Offer).await.unwrap();
    }

    /// Sends this over the data channel.
    pub async fn tell(&self, bytes: &[u8]) {
        let (done, sent) = oneshot::channel();
        let errand = Errand::Tell(bytes.to_vec(), done);
        self.errands.send(errand).await.unwrap();
        timeout(Duration::from_secs(10), sent)
            .await
            .unwrap()
            .unwrap();
    }

    /// What came in over the data channel so far.
    pub fn told(&self) -> Vec<Vec<u8>> {
        self.seen.told.lock().unwrap().clone()
    }

    /// The name that the server gave to its sound.
    pub fn sound(&self) -> String {
        self.seen.sound.lock().unwrap().clone().unwrap()
    }

    /// Claims that its sound is muted or open, whatever it was told.
    pub async fn claim(&self, muted: bool) {
        let sid = self.sound();
        self.ask(Request::Mute(wire::MuteTrack { sid, muted }))
            .await;
    }

    /// Sends this many packets at a time from now on.
    pub fn sends(&self, packets: usize) {
        self.seen.packets.store(packets, Ordering::Relaxed);
    }

    /// From now on half of what it sends is lost on the way, or of what it is sent.
    pub fn loses(&self, sent: bool, received: bool) {
        self.seen.lossy[0].store(sent, Ordering::Relaxed);
        self.seen.lossy[1].store(received, Ordering::Relaxed);
    }

    /// How many lines are told to be of this quality.
    pub fn lines(&self, quality: i32) -> usize {
        let lines = self.seen.lines.lock().unwrap();
        lines.values().filter(|told| **told == quality).count()
    }

    /// The tags of the packets heard during this time.
    pub async fn hears(&self, during: Duration) -> Vec<u8> {
        self.seen.heard.lock().unwrap().clear();
        tokio::time::sleep(during).await;
        self.seen.heard.lock().unwrap().clone()
    }

    /// Sound is sent 50 times a second: that of these people arrives, a good part of it at least, and nothing else.
    pub async fn hears_only(&self, tags: &[u8], during: Duration) {
        let mut heard = self.hears(during).await;
        heard.retain(|tag| *tag != SILENCE);
        let strange: Vec<&u8> = heard.iter().filter(|tag| !tags.contains(tag)).collect();
        assert!(strange.is_empty(), "{strange:x?} beside {tags:x?}");
        let least = usize::try_from(during.as_millis() / 20).unwrap() / 3;
        for tag in tags {
            let of_him = heard.iter().filter(|one| *one == tag).count();
            assert!(of_him >= least, "{of_him} of {tag:x}, not {least}");
        }
    }

    /// Waits until packets with this tag arrive.
    pub async fn until_heard(&self, tag: u8) {
        let end = Instant::now() + Duration::from_secs(10);
        while !self.seen.heard.lock().unwrap().contains(&tag) {
            assert!(Instant::now() < end, "{tag} is not heard");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

fn offer(publisher: &mut Peer) -> Message {
    request(Request::Offer(wire::SessionDescription {
        kind: "offer".to_owned(),
        sdp: publisher.offer(SOUND),
        ..Default::default()
    }))
}

async fn run(
    mut line: Line,
    tag: u8,
    [mut publisher, mut subscriber]: [Peer; 2],
    seen: Seen,
    mut errands: mpsc::Receiver<Errand>,
) {
    let mut telling = None;
    let mut ticks = interval(Duration::from_millis(20));
    loop {
        publisher.drive().await;
        subscriber.drive().await;
        seen.heard.lock().unwrap().append(&mut subscriber.heard);
        seen.told.lock().unwrap().append(&mut subscriber.told);
        let wake = publisher.wake.min(subscriber.wake);
        tokio::select! {
            message = line.next() => match message {
                Some(Ok(message)) => match response(&message) {
                    Some(Response::TrackPublished(published)) if published.cid == SOUND => {
                        *seen.sound.lock().unwrap() = published.track.map(|track| track.sid);
                        let _ = line.send(offer(&mut publisher)).await;
                    }
                    Some(Response::Answer(answer)) => publisher.accept_answer(&answer.sdp),
                    Some(Response::Offer(description)) => {
                        let sdp = subscriber.accept_offer(&description.sdp);
                        *seen.offer.lock().unwrap() = description.sdp;
                        let answer = wire::SessionDescription { kind: "answer".to_owned(), sdp, id: description.id, ..Default::default() };
                        let _ = line.send(request(Request::Answer(answer))).await;
                    }
                    Some(Response::ConnectionQuality(told)) => {
                        let told = told.updates.into_iter().map(|one| (one.participant_sid, one.quality));
                        seen.lines.lock().unwrap().extend(told);
                    }
                    Some(Response::Trickle(trickle)) => {
                        let peer = if trickle.target == wire::SUBSCRIBER { &mut subscriber } else { &mut publisher };
                        peer.candidate(&trickle.candidate);
                    }
                    _ => {}
                },
                // The line is gone; the media may go on.
                Some(Err(_)) | None => tokio::time::sleep(Duration::from_millis(5)).await,
            },
            Some(errand) = errands.recv() => match errand {
                // A line that was cut takes nothing; the media may go on.
                Errand::Ask(message) => drop(line.send(message).await),
                Errand::Offer => drop(line.send(offer(&mut publisher)).await),
                Errand::Tell(bytes, done) => telling = Some((bytes, done)),
            },
            (packet, from) = publisher.path.receive() => publisher.receive(&packet, from),
            (packet, from) = subscriber.path.receive() => subscriber.receive(&packet, from),
            _ = ticks.tick() => {
                for _ in 0..seen.packets.load(Ordering::Relaxed) {
                    publisher.say(tag);
                    publisher.drive().await;
                }
                telling = telling.and_then(|(bytes, done)| {
                    if publisher.tell(&bytes) {
                        let _ = done.send(());
                        return None;
                    }
                    Some((bytes, done))
                });
            }
            () = sleep_until(wake.into()) => {
                let now = Instant::now();
                for peer in [&mut publisher, &mut subscriber] {
                    let _ = peer.rtc.handle_input(str0m::Input::Timeout(now));
                }
            }
        }
    }
}
