//! One peer connection: str0m's state machine, driven.
//!
//! str0m wants exactly one change at a time, and after each its output drained until it names the
//! time of its next wake-up. Every method here that changes something ends in [`Peer::flush`].

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use str0m::config::DtlsCert;
use str0m::crypto::Sha1HmacProvider;
use str0m::ice::{StunMessage, TransId};
use str0m::media::{Mid, Rid};
use str0m::net::Receive;
use str0m::rtp::Ssrc;
use str0m::{Event, Input, Output, Rtc};

use crate::net::{Incoming, Net, PeerKey};
use crate::room::Shared;

/// Packets kept that came before the answer that lets them be understood.
const EARLY: usize = 6;
/// Rounds of output for one input. Beyond it something is wrong, and the others must not wait.
const ROUNDS: usize = 256;
/// Streams of one publisher: three simulcast layers with their retransmissions, sound, a screen.
const STREAMS: usize = 32;

/// How often it is said how much of what was sent did arrive.
const COUNTED: Duration = Duration::from_secs(1);

/// What all peers have in common.
pub struct Kit {
    pub certificate: Option<DtlsCert>,
    pub hmac: &'static dyn Sha1HmacProvider,
}

pub type Events = VecDeque<(PeerKey, Event)>;

pub struct Peer {
    pub key: PeerKey,
    pub rtc: Rtc,
    pub connected: bool,
    /// Offer and answer were exchanged once.
    pub negotiated: bool,
    /// When the far end was last heard: tells a broken path from a broken signalling line.
    pub heard: Instant,
    deadline: Instant,
    /// The earliest wake-up of this peer that lies in the timer heap.
    scheduled: Option<Instant>,
    streams: HashMap<Ssrc, (Mid, Option<Rid>)>,
    early: Vec<Incoming>,
    /// User name and priority of the client's last check.
    check: Option<(String, u32)>,
    path_chosen: bool,
}

impl Peer {
    pub fn new(key: PeerKey, kit: &Kit, now: Instant, net: &mut Net) -> Self {
        let mut config = Rtc::builder()
            .set_ice_lite(true)
            .set_rtp_mode(true)
            .set_stats_interval(Some(COUNTED))
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .set_sctp_max_message_size(64 * 1024)
            .set_sctp_max_buffered_amount(256 * 1024);
        if let Some(certificate) = &kit.certificate {
            config = config.set_dtls_cert(certificate.clone());
        }
        let mut rtc = config.build(now);
        for candidate in net.candidates() {
            rtc.add_local_candidate(candidate);
        }
        let mut peer = Self {
            key,
            rtc,
            connected: false,
            negotiated: false,
            heard: now,
            deadline: now,
            scheduled: None,
            streams: HashMap::new(),
            early: Vec::new(),
            check: None,
            path_chosen: false,
        };
        peer.learn_ufrag(net);
        peer
    }

    /// An ICE restart gives the peer a new name under which its packets arrive.
    pub fn learn_ufrag(&mut self, net: &mut Net) {
        let ufrag = self.rtc.direct_api().local_ice_credentials().ufrag;
        net.learn_ufrag(ufrag, self.key);
    }

    pub fn receive(&mut self, packet: Incoming, now: Instant, shared: &mut Shared) {
        let is_check = packet.bytes.first().is_some_and(|first| *first < 4);
        // The browser's DTLS hello may overtake its answer, which takes the way through the
        // WebSocket. Dropping it would cost the join a retry interval. (Checks str0m keeps.)
        if !self.negotiated && !is_check {
            if self.early.len() < EARLY {
                self.early.push(packet);
            }
            return;
        }
        let is_dtls = packet
            .bytes
            .first()
            .is_some_and(|first| (20..64).contains(first));
        if is_dtls && !self.path_chosen {
            self.path_chosen = self.choose_path(&packet, now, shared);
        }
        if is_check && !self.path_chosen {
            self.check = StunMessage::parse(&packet.bytes)
                .ok()
                .and_then(|check| Some((check.username()?.to_owned(), check.prio()?)));
        }
        self.feed(&packet, now, shared);
    }

    fn feed(&mut self, packet: &Incoming, now: Instant, shared: &mut Shared) {
        let Ok(contents) = packet.bytes.as_slice().try_into() else {
            return;
        };
        let input = Input::Receive(
            now,
            Receive {
                proto: packet.protocol,
                source: packet.source,
                destination: packet.destination,
                contents,
            },
        );
        if !self.rtc.accepts(&input) {
            return;
        }
        self.heard = now;
        if let Err(error) = self.rtc.handle_input(input) {
            tracing::debug!(%error, "media: input refused");
        }
        self.flush(now, &mut shared.net, &mut shared.events);
    }

    /// str0m sends only over the path that the client has named its choice. A browser does that
    /// with the check after the one that opened the path, some 50 ms later; yet one that says hello
    /// over a path has chosen it. So its choice is put into words here: a check in its name, over
    /// that very path. Without it DTLS would wait for the browser's next check.
    fn choose_path(&mut self, hello: &Incoming, now: Instant, shared: &mut Shared) -> bool {
        let Some((username, priority)) = self.check.take() else {
            return false;
        };
        let password = self.rtc.direct_api().local_ice_credentials().pass;
        let request = StunMessage::binding_request(
            &username,
            TransId::new(),
            true,
            rand::random(),
            priority,
            true,
        );
        let hmac = shared.kit.hmac;
        let mut bytes = vec![0; 256];
        let Ok(length) = request.to_bytes(Some(password.as_bytes()), &mut bytes, |key, parts| {
            hmac.sha1_hmac(key, parts)
        }) else {
            return false;
        };
        bytes.truncate(length);
        let check = Incoming {
            protocol: hello.protocol,
            source: hello.source,
            destination: hello.destination,
            bytes,
        };
        self.feed(&check, now, shared);
        true
    }

    /// Offer and answer are exchanged: what came too early can be read now.
    pub fn negotiated(&mut self, now: Instant, shared: &mut Shared) {
        self.negotiated = true;
        self.learn_ufrag(&mut shared.net);
        self.flush(now, &mut shared.net, &mut shared.events);
        for packet in std::mem::take(&mut self.early) {
            self.receive(packet, now, shared);
        }
    }

    /// The timer set for `at` fired. One that an earlier wake-up has overtaken is passed over, or
    /// each would set a new one and their number only grow.
    pub fn wake(&mut self, at: Instant, now: Instant, net: &mut Net, events: &mut Events) {
        if self.scheduled != Some(at) {
            return;
        }
        self.scheduled = None;
        if self.deadline <= now
            && let Err(error) = self.rtc.handle_input(Input::Timeout(now))
        {
            tracing::debug!(%error, "media: timeout refused");
        }
        self.flush(now, net, events);
    }

    pub fn flush(&mut self, now: Instant, net: &mut Net, events: &mut Events) {
        self.deadline = now + Duration::from_millis(1);
        for _ in 0..ROUNDS {
            match self.rtc.poll_output() {
                Ok(Output::Timeout(at)) if at <= now => {
                    if self.rtc.handle_input(Input::Timeout(now)).is_err() {
                        self.rtc.disconnect();
                    }
                }
                Ok(Output::Timeout(at)) => {
                    self.deadline = at;
                    break;
                }
                Ok(Output::Transmit(transmit)) => net.send(self.key, &transmit),
                Ok(Output::Event(event)) => events.push_back((self.key, event)),
                Err(error) => {
                    tracing::debug!(%error, "media: peer failed");
                    self.rtc.disconnect();
                }
            }
        }
        // Far deadlines are not worth a heap entry each: look again after a second at most.
        let at = self.deadline.min(now + Duration::from_secs(1));
        if self.scheduled.is_none_or(|scheduled| at < scheduled) {
            self.scheduled = Some(at);
            net.schedule(at, self.key);
        }
    }

    /// Which m-line and which simulcast layer a stream belongs to.
    pub fn stream(&mut self, ssrc: Ssrc) -> Option<(Mid, Option<Rid>)> {
        if let Some(found) = self.streams.get(&ssrc) {
            return Some(*found);
        }
        let mut api = self.rtc.direct_api();
        let stream = api.stream_rx(&ssrc)?;
        let found = (stream.mid(), stream.rid());
        if self.streams.len() >= STREAMS {
            self.streams.clear();
        }
        self.streams.insert(ssrc, found);
        Some(found)
    }
}
