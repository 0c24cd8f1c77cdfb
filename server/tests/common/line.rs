//! A hearing socket, as honest or not as its test wants.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use hearing::wire::{Cursor, FromClient, FromServer, Goodbye};
use hearing::{Command, CommandId, Hearing, Refusal};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

const LONG: Duration = Duration::from_secs(20);

pub struct Line {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// The view, folded from what was heard.
    pub view: Hearing,
    pub at: Option<Cursor>,
    next: u64,
}

#[derive(Debug)]
pub enum Heard {
    Frame(Box<FromServer>),
    Closed,
    Silence,
}

impl Line {
    /// An open socket on which nothing was said.
    pub async fn connect(at: SocketAddr) -> Self {
        Self::connect_from(at, None).await.unwrap()
    }

    /// As a page of this origin would. The status of the answer when it was not let in.
    pub async fn connect_from(at: SocketAddr, origin: Option<&str>) -> Result<Self, u16> {
        Self::connect_with(at, origin.map(|origin| ("origin", origin))).await
    }

    /// From somewhere, as the proxy says that passes it on.
    pub async fn connect_by_proxy(at: SocketAddr, from: &str) -> Result<Self, u16> {
        Self::connect_with(at, Some(("x-forwarded-for", from))).await
    }

    async fn connect_with(
        at: SocketAddr,
        header: Option<(&'static str, &str)>,
    ) -> Result<Self, u16> {
        let mut request = format!("ws://{at}/api/hearing")
            .into_client_request()
            .unwrap();
        if let Some((name, value)) = header {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self {
                socket,
                view: Hearing::default(),
                at: None,
                next: 0,
            }),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Connected, greeted, and with a view.
    pub async fn open(at: SocketAddr, session: &str) -> Self {
        let mut line = Self::connect(at).await;
        line.hello(session, None).await;
        match line.hear().await {
            Heard::Frame(frame) if matches!(*frame, FromServer::Snapshot { .. }) => line,
            other => panic!("no snapshot: {other:?}"),
        }
    }

    pub async fn hello(&mut self, session: &str, cursor: Option<Cursor>) {
        let session = session.to_owned();
        self.say(&FromClient::Hello { session, cursor }).await;
    }

    pub async fn say(&mut self, frame: &FromClient) {
        self.send(Message::text(serde_json::to_string(frame).unwrap()))
            .await;
    }

    /// Whatever the test likes. A line that is closed already takes nothing.
    pub async fn send(&mut self, message: Message) {
        let _ = self.socket.send(message).await;
    }

    /// Sends a command under this id and waits for its answer.
    pub async fn ask_as(&mut self, id: &str, body: Command) -> Result<(), Refusal> {
        let id = CommandId::new(id);
        self.say(&FromClient::Command {
            id: id.clone(),
            body,
        })
        .await;
        self.answer(&id).await
    }

    pub async fn ask(&mut self, body: Command) -> Result<(), Refusal> {
        self.next += 1;
        let id = format!("{:p}-{}", std::ptr::from_ref(self), self.next);
        self.ask_as(&id, body).await
    }

    pub async fn answer(&mut self, wanted: &CommandId) -> Result<(), Refusal> {
        loop {
            match self.hear().await {
                Heard::Frame(frame) => match *frame {
                    FromServer::Acknowledged { id } if id == *wanted => return Ok(()),
                    FromServer::Refused { id, refusal } if id == *wanted => return Err(refusal),
                    _ => {}
                },
                other => panic!("no answer to {wanted}: {other:?}"),
            }
        }
    }

    /// The next frame but beats; the view follows.
    pub async fn hear(&mut self) -> Heard {
        self.hear_within(LONG).await
    }

    pub async fn hear_within(&mut self, patience: Duration) -> Heard {
        loop {
            let text = match timeout(patience, self.socket.next()).await {
                Err(_) => return Heard::Silence,
                Ok(None | Some(Err(_)) | Some(Ok(Message::Close(_)))) => return Heard::Closed,
                Ok(Some(Ok(Message::Text(text)))) => text,
                Ok(Some(Ok(_))) => continue,
            };
            let frame: FromServer = serde_json::from_str(&text).unwrap();
            match &frame {
                FromServer::Beat { beat, .. } => {
                    self.say(&FromClient::Pong { beat: *beat }).await;
                    continue;
                }
                FromServer::Snapshot { at, hearing, .. } => {
                    self.view = (**hearing).clone();
                    self.at = Some(at.clone());
                }
                FromServer::Event { at, recorded, .. } => {
                    let known = self.at.as_ref().unwrap();
                    assert_eq!(
                        (at.view, at.n),
                        (known.view, known.n + 1),
                        "a gap in the stream"
                    );
                    self.view.apply(recorded);
                    self.at = Some(at.clone());
                }
                _ => {}
            }
            return Heard::Frame(Box::new(frame));
        }
    }

    /// Everything until the line is quiet for a moment.
    pub async fn rest(&mut self) -> Vec<FromServer> {
        let mut heard = Vec::new();
        while let Heard::Frame(frame) = self.hear_within(Duration::from_millis(400)).await {
            heard.push(*frame);
        }
        heard
    }

    /// How the line is ended by the other side: what it says, and that it closes.
    pub async fn goodbye(&mut self) -> Option<Goodbye> {
        let mut said = None;
        loop {
            match self.hear().await {
                Heard::Frame(frame) => {
                    if let FromServer::Goodbye { reason } = *frame {
                        said = Some(reason);
                    }
                }
                Heard::Closed => return said,
                Heard::Silence => panic!("the line stays open"),
            }
        }
    }

    /// The JSON of a command, to be spoiled.
    pub fn frame_of(id: &str, body: Command) -> Value {
        serde_json::to_value(FromClient::Command {
            id: CommandId::new(id),
            body,
        })
        .unwrap()
    }
}
