//! The hearing socket: one line to one browser.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade, close_code};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use futures_util::stream::{SplitSink, SplitStream, iter};
use futures_util::{SinkExt as _, Stream, StreamExt as _};
use hearing::exhibit::ExhibitFile;
use hearing::wire::{Cursor, FromClient, FromServer, Goodbye};
use hearing::{Command, CommandId, LossCause, Refusal, SeatId};
use tokio::sync::{Notify, oneshot};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use crate::app::{App, Caller};
use crate::clock;
use crate::http::error::Fault;
use crate::http::origin;
use crate::http::visitor::Visitor;
use crate::limit::{Bucket, Waiting};
use crate::line_trace::Trace;
use crate::room::{Asking, Handle, Inlet, Joining, Line, Request, frame, pair};

/// The longest transcript line in Chinese is a fifth of it.
const LONGEST_MESSAGE: usize = 64 * 1024;
const HELLO_WITHIN: Duration = Duration::from_secs(5);
const BEAT_EVERY: Duration = Duration::from_secs(5);
const DEAD_AFTER: Duration = Duration::from_secs(15);
const CLOSE_WITHIN: Duration = Duration::from_secs(2);
const VIOLATIONS: u32 = 3;
/// What a browser may say before it sits: more than its answers to the beats, and what it has not sent yet, it has not.
const EARLY: usize = 64;

pub async fn upgrade(
    State(app): State<Arc<App>>,
    Visitor(from): Visitor,
    headers: HeaderMap,
    ws: WebSocketUpgrade,
) -> Response {
    if !origin::allowed(&headers, &app.config.origins) {
        return Fault::ForeignOrigin.into_response();
    }
    let Some(waiting) = app.porch.step_on(from) else {
        app.metrics.turned_away();
        return Fault::TooMany.into_response();
    };
    ws.max_message_size(LONGEST_MESSAGE)
        .max_frame_size(LONGEST_MESSAGE)
        .on_upgrade(move |socket| async move {
            app.metrics.line_opened();
            serve(&app, socket, waiting).await;
            app.metrics.line_closed();
        })
}

/// How a line ended, as this side saw it.
enum Outcome {
    /// The browser said that the page is closed or left.
    Closed,
    Lost,
    /// This side ended it.
    Ended(Goodbye),
}

async fn serve(app: &Arc<App>, socket: WebSocket, waiting: Waiting) {
    let (mut sink, mut stream) = socket.split();
    let (caller, known) = match hello(app, &mut stream).await {
        Ok(hello) => hello,
        Err(reason) => {
            part(&mut sink, reason).await;
            return;
        }
    };
    drop(waiting);
    let Caller {
        room: handle,
        seat,
        session,
    } = caller;
    let (outlet, inlet) = pair();
    let end = inlet.end.clone();
    let (answer, line) = oneshot::channel();
    handle
        .send(Request::Join {
            seat: seat.clone(),
            joining: Joining {
                session,
                known,
                outlet,
                answer,
            },
        })
        .await;
    let trace = Trace::new();
    let pinged = Arc::new(Notify::new());
    let mut writer = tokio::spawn(write(sink, inlet, trace.clone(), Arc::clone(&pinged)));
    let mut early = Vec::new();
    let line = match seated(line, &mut stream, &mut early).await {
        Seated::At(line) => line,
        Seated::Nowhere => {
            // The room has ended the line and said why.
            let _ = timeout(DEAD_AFTER, writer).await;
            return;
        }
        Seated::Gone(sat_down) => {
            writer.abort();
            if let Some(line) = sat_down {
                let (cause, trace) = (LossCause::NetworkLost, Some(trace.taken()));
                let gone = Request::Leave {
                    seat,
                    line,
                    cause,
                    trace,
                };
                handle.send(gone).await;
            }
            return;
        }
    };
    let mut stream = iter(early).map(Ok).chain(stream);
    let mut reader = Reader {
        app: Arc::clone(app),
        handle: handle.clone(),
        seat: seat.clone(),
        line,
        trace: trace.clone(),
        glances: Bucket::new(60.0, 60.0),
        reports: Bucket::new(10.0, 20.0),
        claims: Bucket::new(1.0, 10.0),
        pings: Bucket::new(1.0, 5.0),
        pinged: Arc::clone(&pinged),
        violations: 0,
        last_too_many: None,
    };
    let outcome = tokio::select! {
        outcome = reader.read(&mut stream) => outcome,
        reason = end.wait() => Outcome::Ended(reason),
        // The line takes nothing any more.
        _ = &mut writer => Outcome::Lost,
    };
    let leave = |cause| Request::Leave {
        seat: seat.clone(),
        line,
        cause,
        trace: Some(trace.taken()),
    };
    let request = match outcome {
        Outcome::Closed => Some(leave(LossCause::PageClosed)),
        Outcome::Lost => Some(leave(LossCause::NetworkLost)),
        Outcome::Ended(reason) => {
            end.with(reason);
            match reason {
                Goodbye::Resync => {
                    app.metrics.resync();
                    let seat = seat.clone();
                    Some(Request::Away { seat, line })
                }
                // The room has let go of the line already, or the process ends.
                Goodbye::TakenOver
                | Goodbye::SeatKept
                | Goodbye::Removed
                | Goodbye::Withdrawn
                | Goodbye::ShuttingDown => None,
                Goodbye::NoSession | Goodbye::TooMany | Goodbye::Malformed => {
                    Some(leave(LossCause::NetworkLost))
                }
            }
        }
    };
    if let Some(request) = request {
        handle.send(request).await;
    }
    if !writer.is_finished() {
        // A line that was closed from there needs no words. One that was only silent may bring them long after: then he comes back.
        end.with(Goodbye::Resync);
        if timeout(CLOSE_WITHIN, &mut writer).await.is_err() {
            writer.abort();
        }
    }
}

/// What became of a browser that wants to sit down.
enum Seated {
    At(Line),
    /// The room has none for it.
    Nowhere,
    /// It left while another device was asked to give the seat up, or just as the room gave it this line.
    Gone(Option<Line>),
}

/// Keeps what comes in the meantime: the room may have told the browser that it sits before this side knows the line.
async fn seated<E>(
    mut line: oneshot::Receiver<Line>,
    stream: &mut (impl Stream<Item = Result<Message, E>> + Unpin),
    early: &mut Vec<Message>,
) -> Seated {
    loop {
        tokio::select! {
            biased;
            line = &mut line => return line.map_or(Seated::Nowhere, Seated::At),
            message = timeout(DEAD_AFTER, stream.next()) => match message {
                Ok(Some(Ok(said @ Message::Text(_)))) if early.len() < EARLY => early.push(said),
                Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => {}
                Ok(Some(Ok(Message::Text(_) | Message::Binary(_) | Message::Close(_)) | Err(_)) | None) | Err(_) => {
                    line.close();
                    return Seated::Gone(line.try_recv().ok());
                }
            },
        }
    }
}

async fn hello(
    app: &App,
    stream: &mut SplitStream<WebSocket>,
) -> Result<(Caller, Option<Cursor>), Goodbye> {
    let text = match timeout(HELLO_WITHIN, stream.next()).await {
        Ok(Some(Ok(Message::Text(text)))) => text,
        Ok(Some(Ok(
            Message::Binary(_) | Message::Ping(_) | Message::Pong(_) | Message::Close(_),
        ))) => {
            return Err(Goodbye::Malformed);
        }
        // A line so slow says nothing of who is at its end: he tries again.
        Ok(Some(Err(_)) | None) | Err(_) => return Err(Goodbye::Resync),
    };
    let Ok(FromClient::Hello { session, cursor }) = serde_json::from_str(&text) else {
        return Err(Goodbye::Malformed);
    };
    let caller = app.whose(&session).ok_or(Goodbye::NoSession)?;
    if !caller.room.may_join(&caller.seat, &caller.session) {
        app.metrics.violation();
        return Err(Goodbye::TooMany);
    }
    Ok((caller, cursor))
}

struct Reader {
    app: Arc<App>,
    handle: Handle,
    seat: SeatId,
    line: Line,
    trace: Trace,
    glances: Bucket,
    /// The app waits until a page rests: this many come from nobody who shows pages.
    reports: Bucket,
    /// One device after another asks, and each is answered once.
    claims: Bucket,
    pings: Bucket,
    pinged: Arc<Notify>,
    violations: u32,
    last_too_many: Option<Instant>,
}

impl Reader {
    async fn read<E>(
        &mut self,
        stream: &mut (impl Stream<Item = Result<Message, E>> + Unpin),
    ) -> Outcome {
        loop {
            let message = match timeout(DEAD_AFTER, stream.next()).await {
                Ok(Some(Ok(message))) => message,
                // An over-long message ends here too: the library closes the line.
                Ok(Some(Err(_)) | None) | Err(_) => return Outcome::Lost,
            };
            self.trace.heard();
            let fine = match message {
                Message::Text(text) => self.text(&text).await,
                Message::Binary(_) => Err(Goodbye::Malformed),
                Message::Ping(_) | Message::Pong(_) => Ok(()),
                Message::Close(Some(frame))
                    if matches!(frame.code, close_code::NORMAL | close_code::AWAY) =>
                {
                    return Outcome::Closed;
                }
                Message::Close(_) => return Outcome::Lost,
            };
            if let Err(reason) = fine {
                self.app.metrics.violation();
                self.violations += 1;
                if self.violations >= VIOLATIONS {
                    return Outcome::Ended(reason);
                }
            }
        }
    }

    async fn text(&mut self, text: &str) -> Result<(), Goodbye> {
        let frame = match serde_json::from_str(text) {
            Ok(frame) => frame,
            Err(_) => {
                if let Some(id) = command_id(text) {
                    self.refuse(id, Refusal::Malformed).await;
                }
                return Err(Goodbye::Malformed);
            }
        };
        match frame {
            FromClient::Hello { .. } => Err(Goodbye::Malformed),
            FromClient::Pong { beat } => {
                self.trace.beat_answered(beat);
                Ok(())
            }
            FromClient::Ping => {
                if self.pings.take() {
                    self.pinged.notify_one();
                }
                Ok(())
            }
            FromClient::Glance(glance) => {
                if !self.glances.take() {
                    // Only the latest counts, so that one too many is no harm.
                    return Ok(());
                }
                self.handle
                    .send(Request::Glance {
                        seat: self.seat.clone(),
                        line: self.line,
                        glance,
                    })
                    .await;
                Ok(())
            }
            FromClient::Displayed(said) => {
                if self.reports.take() {
                    self.handle
                        .send(Request::Displayed {
                            seat: self.seat.clone(),
                            line: self.line,
                            said,
                        })
                        .await;
                }
                Ok(())
            }
            FromClient::Writing { line } => {
                let short = line.as_ref().is_none_or(|line| line.as_str().len() <= 64);
                if short && self.glances.take() {
                    self.handle
                        .send(Request::Writing {
                            seat: self.seat.clone(),
                            line: self.line,
                            opened: line,
                        })
                        .await;
                }
                Ok(())
            }
            FromClient::DismissProposal { proposal } => {
                if proposal.as_str().len() <= 64 && self.glances.take() {
                    self.handle
                        .send(Request::DismissProposal {
                            seat: self.seat.clone(),
                            line: self.line,
                            proposal,
                        })
                        .await;
                }
                Ok(())
            }
            FromClient::AnswerClaim { claim, give_up } => {
                if self.claims.take() {
                    self.handle
                        .send(Request::AnswerClaim {
                            seat: self.seat.clone(),
                            line: self.line,
                            claim,
                            give_up,
                        })
                        .await;
                }
                Ok(())
            }
            FromClient::Command { id, body } => self.command(id, body).await,
        }
    }

    async fn command(&mut self, id: CommandId, body: Command) -> Result<(), Goodbye> {
        self.app.metrics.command();
        if id.as_str().is_empty() || id.as_str().len() > 64 {
            return Err(Goodbye::Malformed);
        }
        match self.handle.may_ask(&self.seat) {
            Asking::Fine => {}
            Asking::TooFast => {
                self.refuse(id, Refusal::TooMany).await;
                return self.too_fast();
            }
            // An honest client waits and sends it again.
            Asking::TooMuch => {
                self.refuse(id, Refusal::TooMany).await;
                return Ok(());
            }
        }
        let names_himself = matches!(body, Command::StateIdentity { .. });
        if names_himself && !self.handle.may_name_himself(&self.seat) {
            self.refuse(id, Refusal::TooMany).await;
            return Ok(());
        }
        if let Some(file) = file_of(&body)
            && self.handle.may_file(&self.seat)
            && !self
                .app
                .has_uploaded(&self.handle.id, &self.seat, file)
                .await
        {
            self.refuse(id, Refusal::BadHash).await;
            return Ok(());
        }
        self.handle
            .send(Request::Ask {
                seat: self.seat.clone(),
                line: self.line,
                id,
                body: Box::new(body),
            })
            .await;
        Ok(())
    }

    /// One burst is one violation: a second later it is the next.
    fn too_fast(&mut self) -> Result<(), Goodbye> {
        let again = self
            .last_too_many
            .is_none_or(|last| last.elapsed() >= Duration::from_secs(1));
        if !again {
            return Ok(());
        }
        self.last_too_many = Some(Instant::now());
        Err(Goodbye::TooMany)
    }

    async fn refuse(&self, id: CommandId, refusal: Refusal) {
        self.handle
            .send(Request::Refuse {
                seat: self.seat.clone(),
                line: self.line,
                id,
                refusal,
            })
            .await;
    }
}

/// The file that a command brings in: its bytes must be here before it is asked.
fn file_of(body: &Command) -> Option<&ExhibitFile> {
    if let Command::FileExhibit { file, .. }
    | Command::StateAuthority {
        paper: Some(file), ..
    } = body
    {
        Some(file)
    } else {
        None
    }
}

/// The id of a command whose body was not understood, so that its sender learns which one it was.
fn command_id(text: &str) -> Option<CommandId> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let id = value.get("command")?.get("id")?.as_str()?;
    (id.len() <= 64).then(|| CommandId::new(id))
}

async fn write(
    mut sink: SplitSink<WebSocket, Message>,
    mut inlet: Inlet,
    trace: Trace,
    pinged: Arc<Notify>,
) {
    let mut beats = interval(BEAT_EVERY);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut beat = 0;
    let end = inlet.end.clone();
    let reason = loop {
        let frames: Vec<Utf8Bytes> = tokio::select! {
            biased;
            parcel = inlet.lane.recv() => match parcel {
                Some(parcel) => parcel,
                // The room let go; its reason is there.
                None => break end.wait().await,
            },
            reason = end.wait() => break reason,
            () = inlet.glances.there.notified() => inlet
                .glances
                .take()
                .iter()
                .map(frame)
                .collect(),
            _ = beats.tick() => {
                beat += 1;
                trace.beat_sent(beat);
                vec![frame(&FromServer::Beat { beat, now: clock::now() })]
            }
            () = pinged.notified() => {
                beat += 1;
                trace.beat_sent(beat);
                vec![frame(&FromServer::Beat { beat, now: clock::now() })]
            }
        };
        // A reader that takes nothing blocks here; it can still be ended. What was begun is finished first where it can be: an
        // acknowledgement is not lost to the goodbye that it brings about.
        let mut sending = pin!(send(&mut sink, frames));
        let ended = tokio::select! {
            sent = &mut sending => if sent { None } else { return },
            reason = end.wait() => Some(reason),
        };
        match ended {
            None => {}
            Some(Goodbye::Resync) => break Goodbye::Resync,
            Some(reason) => match timeout(CLOSE_WITHIN, sending).await {
                Ok(true) => break reason,
                Ok(false) | Err(_) => return,
            },
        }
    };
    // What the room told before it ended the line is still told, unless the line is too slow for it.
    if reason != Goodbye::Resync {
        while let Ok(parcel) = inlet.lane.try_recv() {
            match timeout(CLOSE_WITHIN, send(&mut sink, parcel)).await {
                Ok(true) => {}
                Ok(false) | Err(_) => return,
            }
        }
    }
    part(&mut sink, reason).await;
}

async fn send(sink: &mut SplitSink<WebSocket, Message>, frames: Vec<Utf8Bytes>) -> bool {
    for text in frames {
        if sink.feed(Message::Text(text)).await.is_err() {
            return false;
        }
    }
    sink.flush().await.is_ok()
}

/// Says why, and closes.
async fn part(sink: &mut SplitSink<WebSocket, Message>, reason: Goodbye) {
    let code = match reason {
        Goodbye::ShuttingDown => close_code::AWAY,
        Goodbye::Resync => close_code::AGAIN,
        Goodbye::TakenOver
        | Goodbye::SeatKept
        | Goodbye::NoSession
        | Goodbye::Removed
        | Goodbye::Withdrawn
        | Goodbye::TooMany
        | Goodbye::Malformed => close_code::POLICY,
    };
    let goodbye = Message::Text(frame(&FromServer::Goodbye { reason }));
    let close = Message::Close(Some(CloseFrame {
        code,
        reason: Utf8Bytes::from_static(""),
    }));
    let parting = async {
        if sink.send(goodbye).await.is_ok() {
            let _ = sink.send(close).await;
        }
    };
    if timeout(CLOSE_WITHIN, parting).await.is_err() {
        tracing::debug!("a line did not take its goodbye");
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::stream::pending;

    use super::*;

    fn said(text: &str) -> Message {
        Message::Text(text.to_owned().into())
    }

    #[tokio::test]
    async fn what_is_said_before_the_line_is_known_is_kept() {
        let (answer, line) = oneshot::channel();
        let words = iter(["one", "two"].map(|text| Ok::<_, Infallible>(said(text))));
        let mut stream = words.chain(pending());
        let mut early = Vec::new();
        let wait = seated(line, &mut stream, &mut early);
        let (seated, _) = tokio::join!(wait, async {
            tokio::task::yield_now().await;
            answer.send(7)
        });
        assert!(matches!(seated, Seated::At(7)));
        assert_eq!(early, [said("one"), said("two")]);
    }

    #[tokio::test]
    async fn who_goes_as_he_sits_down_has_a_line_to_be_closed() {
        let (answer, line) = oneshot::channel();
        let mut early = Vec::new();
        let going = futures_util::stream::once(async move {
            let _ = answer.send(7);
            Ok::<_, Infallible>(Message::Close(None))
        });
        let seated = seated(line, &mut Box::pin(going), &mut early).await;
        assert!(matches!(seated, Seated::Gone(Some(7))));
    }

    #[tokio::test]
    async fn who_talks_on_without_a_seat_is_let_go() {
        let (_answer, line) = oneshot::channel();
        let mut early = Vec::new();
        let mut chatter = futures_util::stream::repeat_with(|| Ok::<_, Infallible>(said("{}")));
        let seated = seated(line, &mut chatter, &mut early).await;
        assert!(matches!(seated, Seated::Gone(None)));
        assert_eq!(early.len(), EARLY);
    }
}
