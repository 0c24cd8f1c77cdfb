//! One peer connection of the test client: str0m on a path of its own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use str0m::change::{SdpAnswer, SdpOffer, SdpPendingOffer};
use str0m::channel::ChannelId;
use str0m::media::{Direction, MediaKind, MediaTime, Mid};
use str0m::net::Receive;
use str0m::rtp::RtpWrite;
use str0m::{Candidate, Event, Input, Output, Rtc};

use super::path::Path;

pub struct Peer {
    pub rtc: Rtc,
    pub path: Path,
    address: SocketAddr,
    pub wake: Instant,
    pub connected: bool,
    sending: Option<Mid>,
    pending: Option<SdpPendingOffer>,
    packets: u64,
    channel: Option<ChannelId>,
    /// The first bytes of the packets that came in.
    pub heard: Vec<u8>,
    /// What came in over the data channels.
    pub told: Vec<Vec<u8>>,
    /// Whether the network loses every other packet of media, both ways.
    pub lossy: Arc<AtomicBool>,
    passed: usize,
}

impl Peer {
    /// Over UDP, or to this TCP port of the server.
    pub async fn new(tcp: Option<SocketAddr>) -> Self {
        let (path, candidate) = Path::open(tcp).await;
        let now = Instant::now();
        let mut rtc = Rtc::builder()
            .set_rtp_mode(true)
            .clear_codecs()
            .enable_opus(true, false)
            .build(now);
        let address = candidate.addr();
        rtc.add_local_candidate(candidate);
        Self {
            rtc,
            path,
            address,
            wake: now,
            connected: false,
            sending: None,
            pending: None,
            packets: 0,
            channel: None,
            heard: Vec::new(),
            told: Vec::new(),
            lossy: Arc::default(),
            passed: 0,
        }
    }

    /// An offer of one more sound track under this name, and of a channel for data.
    pub fn offer(&mut self, track: &str) -> String {
        let mut api = self.rtc.sdp_api();
        let mid = api.add_media(
            MediaKind::Audio,
            Direction::SendOnly,
            Some("stream".to_owned()),
            Some(track.to_owned()),
            None,
        );
        self.sending.get_or_insert(mid);
        if self.channel.is_none() {
            self.channel = Some(api.add_channel("_reliable".to_owned()));
        }
        let (offer, pending) = api.apply().unwrap();
        self.pending = Some(pending);
        offer.to_sdp_string()
    }

    pub fn accept_answer(&mut self, sdp: &str) {
        let Some(pending) = self.pending.take() else {
            return;
        };
        let answer = SdpAnswer::from_sdp_string(sdp).unwrap();
        // Who offers twice gets an answer to what he asks no more.
        let _ = self.rtc.sdp_api().accept_answer(pending, answer);
    }

    pub fn accept_offer(&mut self, sdp: &str) -> String {
        let offer = SdpOffer::from_sdp_string(sdp).unwrap();
        let answer = self.rtc.sdp_api().accept_offer(offer).unwrap();
        answer.to_sdp_string()
    }

    /// An address of the server, of one that names them one by one.
    pub fn candidate(&mut self, json: &str) {
        let init: serde_json::Value = serde_json::from_str(json).unwrap();
        let candidate = init["candidate"].as_str().unwrap_or_default();
        if let Ok(candidate) = Candidate::from_sdp_string(candidate) {
            self.rtc.add_remote_candidate(candidate);
        }
    }

    /// Sends one packet of sound whose payload is made of `tag`.
    pub fn say(&mut self, tag: u8) {
        let Some(mid) = self.sending.filter(|_| self.connected) else {
            return;
        };
        let pt = self.rtc.codec_config().params()[0].pt();
        self.packets += 1;
        let time = MediaTime::from_millis(20 * self.packets)
            .rebase(str0m::media::Frequency::FORTY_EIGHT_KHZ);
        if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(mid, None) {
            stream.write_rtp(RtpWrite::new(
                pt,
                self.packets.into(),
                u32::try_from(time.numer() & 0xffff_ffff).unwrap(),
                Instant::now(),
                vec![tag; 60],
            ));
        }
    }

    /// Sends this over the data channel; whether it is open yet.
    pub fn tell(&mut self, bytes: &[u8]) -> bool {
        let Some(mut channel) = self.channel.and_then(|id| self.rtc.channel(id)) else {
            return false;
        };
        channel.write(true, bytes).unwrap()
    }

    /// Lets str0m work until it has nothing more to do before `wake`.
    pub async fn drive(&mut self) {
        loop {
            match self.rtc.poll_output() {
                Ok(Output::Timeout(at)) if at <= Instant::now() => {
                    self.rtc
                        .handle_input(Input::Timeout(Instant::now()))
                        .unwrap();
                }
                Ok(Output::Timeout(at)) => {
                    self.wake = at;
                    return;
                }
                Ok(Output::Transmit(transmit)) if self.loses(&transmit.contents) => {}
                Ok(Output::Transmit(transmit)) => {
                    self.path
                        .send(&transmit.contents, transmit.destination)
                        .await;
                }
                Ok(Output::Event(Event::Connected)) => self.connected = true,
                Ok(Output::Event(Event::RtpPacket(packet))) => {
                    self.heard.extend(packet.payload.first());
                }
                Ok(Output::Event(Event::ChannelData(data))) => self.told.push(data.data),
                Ok(Output::Event(_)) => {}
                Err(_) => {
                    self.wake = Instant::now() + std::time::Duration::from_secs(1);
                    return;
                }
            }
        }
    }

    /// Whether the network loses this packet: of media only, never of what keeps the connection.
    fn loses(&mut self, bytes: &[u8]) -> bool {
        let is_media = matches!(bytes, [128..192, kind, ..] if !(192..224).contains(kind));
        if !is_media || !self.lossy.load(Ordering::Relaxed) {
            return false;
        }
        self.passed += 1;
        self.passed.is_multiple_of(2)
    }

    pub fn receive(&mut self, bytes: &[u8], source: SocketAddr) {
        if self.loses(bytes) {
            return;
        }
        let Ok(contents) = bytes.try_into() else {
            return;
        };
        let input = Input::Receive(
            Instant::now(),
            Receive {
                proto: self.path.protocol(),
                source,
                destination: self.address,
                contents,
            },
        );
        let _ = self.rtc.handle_input(input);
    }
}
