//! One stay of the listener in a room: its line to LiveKit, and the media that come by it.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::StatusCode;
use futures_util::{SinkExt as _, StreamExt as _};
use prost::Message as _;
use serde::Deserialize;
use str0m::change::SdpOffer;
use str0m::media::KeyframeRequestKind;
use str0m::net::{Protocol, Receive};
use str0m::rtp::{RtpPacket, Ssrc};
use str0m::{Candidate, Event, Input, Output, Rtc};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, sleep_until, timeout};
use tokio_tungstenite::tungstenite::{Error as WsError, Message as Frame};

use super::tracks::{Came, Tracks};
use super::ways::{Packet, Ways};
use super::{Errand, hold, until};
use crate::livekit::KEPT;
use crate::livekit::link::Upstream;
use crate::wire::{self, Join, Request, Response, SessionDescription, Trickle};

/// Until LiveKit greets, and then until media can come.
const GREETING: Duration = Duration::from_secs(3);
const MEDIA: Duration = Duration::from_secs(5);
/// How often it says that it hears, and asks LiveKit whether it is there.
const TICK: Duration = Duration::from_millis(250);
/// LiveKit answers at once, on its line and on the way of the media, where checks go to and fro even while nobody speaks. After
/// this silence nobody is told any more that something is heard: the recorder is red three seconds later.
const SILENCE: Duration = Duration::from_millis(1_200);
const CHECKS: Duration = Duration::from_millis(400);
/// And after this one, all is made anew.
const LOST: Duration = Duration::from_secs(4);
const SAYS: Duration = Duration::from_secs(1);
/// Rounds of output for one input. Beyond it something is wrong, and others must not wait.
const ROUNDS: usize = 256;
/// Addresses of LiveKit's.
const CANDIDATES: usize = 32;

/// No client asks for less: everybody is received, each picture in its best layer.
const QUERY: &str = "reconnect=0&auto_subscribe=1&adaptive_stream=0&protocol=15&sdk=rust&version=1";

/// Until it is called off; else says why it ended.
pub async fn visit(
    errand: &Errand,
    tracks: &mut Tracks,
    stopped: watch::Receiver<bool>,
) -> Result<(), String> {
    let greeted = async {
        let greeted = timeout(GREETING, greeted(errand)).await;
        greeted.unwrap_or_else(|_| Err("it does not answer".to_owned()))
    };
    let (line, join) = tokio::select! {
        () = until(stopped.clone()) => return Ok(()),
        greeted = greeted => greeted?,
    };
    let now = Instant::now();
    tracks.all(&join.other_participants, now, hold(&errand.tap).as_mut());
    Visit::begin(errand, tracks, line, now)?.stay(stopped).await
}

/// LiveKit's end, and the first that it says.
async fn greeted(errand: &Errand) -> Result<(Upstream, Join), String> {
    let service = &errand.service;
    loop {
        let pass = service.keys.listening_pass(&errand.room, &errand.identity);
        match service.link.dial(QUERY, &pass, None).await {
            Ok(mut line) => {
                return match line.next().await {
                    Some(Ok(Frame::Binary(frame))) => match said(&frame)? {
                        Some(Response::Join(join)) => Ok((line, join)),
                        Some(_) | None => Err("it does not greet".to_owned()),
                    },
                    Some(Ok(_)) | None => Err("it hung up".to_owned()),
                    Some(Err(error)) => Err(error.to_string()),
                };
            }
            // It forgets a room in which nobody was for long, or with the node that had it. Listeners are nobody.
            Err(WsError::Http(answer)) if answer.status() == StatusCode::NOT_FOUND => {
                let made = service.create(&errand.room, &errand.owner, KEPT).await;
                made.map_err(|error| error.to_string())?;
                tokio::time::sleep(super::AGAIN).await;
            }
            Err(error) => return Err(error.to_string()),
        }
    }
}

fn said(frame: &Bytes) -> Result<Option<Response>, String> {
    let said = wire::SignalResponse::decode(frame.as_ref());
    said.map(|said| said.message)
        .map_err(|error| error.to_string())
}

struct Visit<'a> {
    errand: &'a Errand,
    tracks: &'a mut Tracks,
    line: Upstream,
    rtc: Rtc,
    ways: Ways,
    /// Of LiveKit, that came before its first offer.
    early: Vec<Candidate>,
    candidates: usize,
    negotiated: bool,
    connected: bool,
    /// It does not get all that it should.
    lacks: bool,
    begun: Instant,
    /// When LiveKit was heard last: on its line, and on the way of the media.
    said: Instant,
    came: Instant,
}

impl<'a> Visit<'a> {
    fn begin(
        errand: &'a Errand,
        tracks: &'a mut Tracks,
        line: Upstream,
        now: Instant,
    ) -> Result<Self, String> {
        let mut config = Rtc::builder()
            .set_rtp_mode(true)
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .set_sctp_max_message_size(64 * 1024)
            .set_sctp_max_buffered_amount(256 * 1024);
        config.set_max_stun_rto(CHECKS);
        let mut visit = Self {
            errand,
            tracks,
            rtc: config.build(now),
            ways: Ways::new(),
            early: Vec::new(),
            candidates: 0,
            negotiated: false,
            connected: false,
            lacks: false,
            begun: now,
            said: now,
            came: now,
            line,
        };
        // The address from which LiveKit is reached is, most often, the one from which its media are.
        let from = visit.line.get_ref().local_addr();
        let from = from.map_err(|error| error.to_string())?;
        let way = visit.ways.open(from.ip());
        if let Some(candidate) = way.map_err(|error| error.to_string())? {
            visit.rtc.add_local_candidate(candidate);
        }
        Ok(visit)
    }

    async fn stay(mut self, stopped: watch::Receiver<bool>) -> Result<(), String> {
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let stop = until(stopped);
        tokio::pin!(stop);
        loop {
            let wake = self.drive(Instant::now())?;
            tokio::select! {
                biased;
                () = &mut stop => {
                    self.goodbye().await;
                    return Ok(());
                }
                frame = self.line.next() => self.hear(frame).await?,
                _ = ticks.tick() => self.tick().await?,
                Some(packet) = self.ways.receive() => self.receive(packet),
                () = sleep_until(wake.into()) => {}
            }
        }
    }

    async fn say(&mut self, request: Request) -> Result<(), String> {
        let request = wire::SignalRequest {
            message: Some(request),
        };
        let frame = Frame::Binary(request.encode_to_vec().into());
        match timeout(SAYS, self.line.send(frame)).await {
            Ok(sent) => sent.map_err(|error| error.to_string()),
            Err(_) => Err("its line takes nothing".to_owned()),
        }
    }

    /// So that LiveKit sends nothing more to where nobody is.
    async fn goodbye(&mut self) {
        let leave = wire::Leave {
            can_reconnect: false,
            reason: wire::disconnect::CLIENT_INITIATED,
            action: wire::LEAVE_DISCONNECT,
        };
        if self.say(Request::Leave(leave)).await.is_ok() {
            let _ = timeout(SAYS, self.line.close(None)).await;
        }
    }

    async fn tick(&mut self) -> Result<(), String> {
        let now = Instant::now();
        let since = |then: Instant| now.saturating_duration_since(then);
        let silence = since(self.said).max(since(self.came));
        if silence > LOST || (!self.connected && since(self.begun) > MEDIA) {
            return Err(if since(self.said) > LOST {
                "its line fell silent".to_owned()
            } else {
                "its media do not come".to_owned()
            });
        }
        let timestamp = i64::try_from(since(self.begun).as_millis()).unwrap_or_default();
        let ping = wire::Ping { timestamp, rtt: 0 };
        self.say(Request::PingReq(ping)).await?;
        if self.connected && silence < SILENCE {
            self.alive(now);
        }
        Ok(())
    }

    /// What is said in the room comes here: said only while all of it does.
    fn alive(&mut self, now: Instant) {
        let lacks = self.tracks.withheld(now);
        if let Some(identity) = lacks.filter(|_| !self.lacks) {
            let room = &self.errand.room;
            tracing::error!(
                room,
                identity,
                "media: LiveKit does not give us what it lists"
            );
        }
        self.lacks = lacks.is_some();
        if self.lacks {
            return;
        }
        if !self.errand.there.send_replace(true) {
            tracing::info!(room = self.errand.room, "media: taped at LiveKit");
        }
        let tap = &self.errand.tap;
        let wishes = hold(tap).as_mut().map(|tap| tap.tick(now));
        for (identity, source) in wishes.into_iter().flatten() {
            if let Some(ssrc) = self.tracks.stream(&identity, source) {
                self.ask_key_frame(ssrc);
            }
        }
    }

    async fn hear(&mut self, frame: Option<Result<Frame, WsError>>) -> Result<(), String> {
        let frame = match frame {
            Some(Ok(Frame::Binary(frame))) => frame,
            Some(Ok(Frame::Ping(_) | Frame::Pong(_))) => return Ok(()),
            Some(Ok(Frame::Text(_) | Frame::Frame(_) | Frame::Close(_))) | None => {
                return Err("it hung up".to_owned());
            }
            Some(Err(error)) => return Err(error.to_string()),
        };
        let now = Instant::now();
        self.said = now;
        match said(&frame)? {
            Some(Response::Offer(offer)) => self.answer(offer).await,
            Some(Response::Trickle(trickle)) if trickle.target == wire::SUBSCRIBER => {
                self.candidate(&trickle);
                Ok(())
            }
            Some(Response::Update(update)) => {
                let mut tap = hold(&self.errand.tap);
                for one in &update.participants {
                    self.tracks.update(one, now, tap.as_mut());
                }
                Ok(())
            }
            Some(Response::Leave(leave)) => Err(format!("sent away, reason {}", leave.reason)),
            Some(
                Response::Join(_)
                | Response::Answer(_)
                | Response::Trickle(_)
                | Response::TrackPublished(_)
                | Response::Mute(_)
                | Response::SpeakersChanged(_)
                | Response::ConnectionQuality(_)
                | Response::RefreshToken(_)
                | Response::TrackUnpublished(_)
                | Response::Pong(_)
                | Response::Reconnect(_)
                | Response::PongResp(_)
                | Response::RequestResponse(_),
            )
            | None => Ok(()),
        }
    }

    async fn answer(&mut self, offer: SessionDescription) -> Result<(), String> {
        let wrong = |error: String| format!("its offer is not understood: {error}");
        let parsed = SdpOffer::from_sdp_string(&offer.sdp).map_err(|e| wrong(e.to_string()))?;
        let answer = self.rtc.sdp_api().accept_offer(parsed);
        let sdp = answer.map_err(|e| wrong(e.to_string()))?.to_sdp_string();
        self.tracks.offered(&offer.sdp, Instant::now());
        self.negotiated = true;
        for candidate in std::mem::take(&mut self.early) {
            self.rtc.add_remote_candidate(candidate);
        }
        self.say(Request::Answer(SessionDescription {
            kind: "answer".to_owned(),
            sdp,
            id: offer.id,
            ..SessionDescription::default()
        }))
        .await
    }

    fn candidate(&mut self, trickle: &Trickle) {
        #[derive(Deserialize)]
        struct Init {
            candidate: String,
        }
        let init = serde_json::from_str::<Init>(&trickle.candidate).ok();
        let parsed = init.and_then(|init| Candidate::from_sdp_string(&init.candidate).ok());
        // Its TCP ports are for browsers behind walls.
        let Some(candidate) = parsed.filter(|one| one.proto() == Protocol::Udp) else {
            return;
        };
        self.candidates += 1;
        if self.candidates > CANDIDATES {
            return;
        }
        let there: SocketAddr = candidate.addr();
        match self.ways.open_toward(there.ip()) {
            Ok(Some(own)) => {
                self.rtc.add_local_candidate(own);
            }
            Ok(None) => {}
            Err(error) => tracing::debug!(%there, %error, "media: no way from here"),
        }
        if self.negotiated {
            self.rtc.add_remote_candidate(candidate);
        } else {
            self.early.push(candidate);
        }
    }

    fn receive(&mut self, packet: Packet) {
        let Ok(contents) = packet.bytes.as_slice().try_into() else {
            return;
        };
        let input = Input::Receive(
            Instant::now(),
            Receive {
                proto: Protocol::Udp,
                source: packet.from,
                destination: packet.to,
                contents,
            },
        );
        if !self.rtc.accepts(&input) {
            return;
        }
        self.came = packet.arrived;
        if let Err(error) = self.rtc.handle_input(input) {
            tracing::debug!(%error, "media: input refused");
        }
    }

    /// Lets str0m work until it has nothing more to do before the time that this answers.
    fn drive(&mut self, now: Instant) -> Result<Instant, String> {
        for _ in 0..ROUNDS {
            match self.rtc.poll_output().map_err(|error| error.to_string())? {
                Output::Timeout(at) if at <= now => {
                    let slept = self.rtc.handle_input(Input::Timeout(now));
                    slept.map_err(|error| error.to_string())?;
                }
                Output::Timeout(at) => return Ok(at),
                Output::Transmit(packet) => self.ways.send(&packet),
                Output::Event(event) => self.event(event),
            }
        }
        Ok(now + Duration::from_millis(1))
    }

    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "str0m's events are many and grow; only these concern a listener"
    )]
    fn event(&mut self, event: Event) {
        match event {
            Event::Connected => {
                self.connected = true;
                self.alive(Instant::now());
            }
            Event::RtpPacket(packet) => self.take(packet),
            _ => {}
        }
    }

    fn take(&mut self, packet: RtpPacket) {
        let ssrc = packet.header.ssrc;
        let pt = packet.header.payload_type;
        let params = self.rtc.codec_config().params();
        let spoken = params.iter().find(|params| params.pt() == pt);
        let codec = spoken.map(|params| params.spec().codec);
        let Some(mid) = self.rtc.direct_api().stream_rx(&ssrc).map(|rx| rx.mid()) else {
            return;
        };
        let Errand { gates, room, .. } = self.errand;
        // LiveKit takes a moment to obey; the court's word counts from when it is given.
        let lets = |identity: &str, source| gates.lets(room, identity, source);
        let came = Came {
            packet,
            mid,
            codec,
            at: self.came,
        };
        let asks = match hold(&self.errand.tap).as_mut() {
            Some(tap) => self.tracks.take(came, lets, tap),
            None => false,
        };
        if asks {
            self.ask_key_frame(ssrc);
        }
    }

    fn ask_key_frame(&mut self, ssrc: Ssrc) {
        if let Some(stream) = self.rtc.direct_api().stream_rx(&ssrc) {
            stream.request_keyframe(KeyframeRequestKind::Pli);
        }
    }
}
