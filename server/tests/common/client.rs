//! A browser's side as the app has it: the app's own half of the protocol on a real socket, to be opened anew whenever it is gone.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use hearing::wire::{FromClient, FromServer, Goodbye};
use hearing::{Command, CommandId, Hearing, Refusal};
use hearing_sync::{Answer, Heard, Member};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

const OPENS_WITHIN: Duration = Duration::from_secs(5);

pub struct Client {
    session: String,
    member: Member,
    socket: Option<WebSocketStream<MaybeTlsStream<TcpStream>>>,
    /// Folded from what was heard.
    pub view: Hearing,
    pub acknowledged: Vec<CommandId>,
    /// Said and heard, but for the beats, which come by the clock.
    pub frames: usize,
    /// After which of them the socket is cut.
    pub cuts: BTreeSet<usize>,
    /// How often the view began anew, and how often it went on where it was.
    pub anew: usize,
    pub resumed: usize,
}

impl Client {
    pub fn new(session: String) -> Self {
        Self {
            session,
            member: Member::default(),
            socket: None,
            view: Hearing::default(),
            acknowledged: Vec::new(),
            frames: 0,
            cuts: BTreeSet::new(),
            anew: 0,
            resumed: 0,
        }
    }

    pub fn is_open(&self) -> bool {
        self.socket.is_some()
    }

    pub fn unanswered(&self) -> usize {
        self.member.unanswered().count()
    }

    /// Opens the socket and says hello with the cursor. False where nobody answers.
    pub async fn open(&mut self, at: SocketAddr) -> bool {
        let url = format!("ws://{at}/api/hearing");
        // As browsers do it: no frame waits for company.
        let opening = timeout(OPENS_WITHIN, connect_async_with_config(url, None, true));
        let Ok(Ok((socket, _))) = opening.await else {
            return false;
        };
        self.socket = Some(socket);
        let hello = self.member.hello(&self.session);
        self.say(&hello).await;
        true
    }

    /// The socket is gone from one moment to the next, with whatever was on its way.
    pub fn cut(&mut self) {
        self.socket = None;
        self.member.line_lost();
    }

    /// Kept until it is answered, and sent if there is a line.
    pub async fn ask(&mut self, id: CommandId, body: Command) {
        if let Some(frame) = self.member.ask(id, body) {
            self.say(&frame).await;
        }
    }

    /// The next frame; none when the socket is gone. Nothing is lost when it is not waited for to the end.
    pub async fn next(&mut self) -> Option<FromServer> {
        let socket = self.socket.as_mut()?;
        loop {
            match socket.next().await {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// Does with a frame what the app does with it.
    pub async fn take(&mut self, frame: FromServer) -> Heard {
        match &frame {
            FromServer::Beat { beat, .. } => {
                self.send(&FromClient::Pong { beat: *beat }).await;
                return Heard::Nothing;
            }
            FromServer::Goodbye {
                reason: Goodbye::Resync,
            } => {
                self.cut();
                return Heard::Nothing;
            }
            FromServer::Goodbye { reason } => panic!("sent off: {reason:?}"),
            FromServer::Refused {
                refusal: refusal @ (Refusal::NotRecorded | Refusal::TooMany),
                ..
            } => panic!("{refusal:?} in a court that has nothing to complain of"),
            _ => {}
        }
        let heard = self.member.hear(frame);
        match &heard {
            Heard::Anew { hearing, .. } => {
                self.view = (**hearing).clone();
                self.anew += 1;
            }
            Heard::Resumed { .. } => self.resumed += 1,
            Heard::Apply(recorded) => self.view.apply(recorded),
            Heard::Answered { id, answer } => {
                assert_eq!(*answer, Answer::Acknowledged, "{id}");
                self.acknowledged.push(id.clone());
            }
            Heard::Gap => self.cut(),
            Heard::Nothing => {}
        }
        self.passed();
        if matches!(heard, Heard::Anew { .. } | Heard::Resumed { .. }) {
            for frame in self.member.again() {
                self.say(&frame).await;
            }
        }
        heard
    }

    /// Not at all on a line that is gone: the member holds what has to go out again.
    async fn say(&mut self, frame: &FromClient) {
        if self.is_open() {
            self.send(frame).await;
            self.passed();
        }
    }

    async fn send(&mut self, frame: &FromClient) {
        if let Some(socket) = &mut self.socket {
            let text = serde_json::to_string(frame).unwrap();
            // That it is closed is heard when it is read.
            let _ = socket.send(Message::text(text)).await;
        }
    }

    fn passed(&mut self) {
        self.frames += 1;
        if self.cuts.contains(&self.frames) {
            self.cut();
        }
    }
}
