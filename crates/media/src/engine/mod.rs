//! The forwarder: one thread that owns all rooms and sockets.
//!
//! One owner means that an order of the bench is a message in a queue and its answer the proof
//! that it was carried out: no packet is forwarded by older rules after that.

mod order;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use str0m::ice::StunMessage;
use str0m::net::Protocol;
use str0m::{Event, IceConnectionState};
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval, sleep_until};

use crate::command::{Order, Place, Signal};
use crate::door::{Arrival, Refusal};
use crate::fact::LeaveCause;
use crate::fault::caught;
use crate::net::{Incoming, PeerKey, Side, TcpEvent};
use crate::peer::Peer;
use crate::room::{Room, Shared};
use crate::wire::{Request, Response};

/// Things of one kind done in a row before others get their turn.
const BATCH: usize = 64;
const TICK: Duration = Duration::from_millis(250);

pub struct Engine {
    shared: Shared,
    rooms: HashMap<u32, Room>,
    names: HashMap<String, u32>,
    next_room: u32,
}

impl Engine {
    pub fn new(shared: Shared) -> Self {
        Self {
            shared,
            rooms: HashMap::new(),
            names: HashMap::new(),
            next_room: 0,
        }
    }

    /// Runs until nobody can give orders any more.
    pub async fn run(
        mut self,
        mut orders: mpsc::Receiver<Order>,
        mut signals: mpsc::Receiver<Signal>,
        mut tcp: mpsc::Receiver<TcpEvent>,
    ) {
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut buffer = vec![0; 2048];
        loop {
            // The court first. It waits for the one thing in hand, however many clients ask.
            for _ in 0..BATCH {
                let Ok(order) = orders.try_recv() else {
                    break;
                };
                self.order(order);
            }
            let due = self
                .shared
                .net
                .next_due()
                .unwrap_or_else(|| Instant::now() + TICK);
            tokio::select! {
                order = orders.recv() => match order {
                    Some(order) => self.order(order),
                    None => break,
                },
                Some(signal) = signals.recv() => self.signal(signal),
                _ = self.shared.net.udp().readable() => self.read_udp(&mut buffer),
                Some(event) = tcp.recv() => self.tcp(event),
                () = sleep_until(due.into()) => {}
                _ = ticks.tick() => self.tick(),
            }
            let now = Instant::now();
            self.handle_events(now);
            self.wake_due(now);
        }
        for room in self.rooms.values_mut() {
            room.end(&mut self.shared);
        }
    }

    fn tick(&mut self) {
        let now = Instant::now();
        let shared = &mut self.shared;
        for room in self.rooms.values_mut() {
            if caught(|| room.tick(now, shared)).is_none() {
                tracing::error!(room = room.id, "media: a fault in the room's round");
            }
        }
    }

    fn wake_due(&mut self, now: Instant) {
        for _ in 0..BATCH {
            let Some((at, key)) = self.shared.net.pop_due(now) else {
                return;
            };
            self.at_peer(key, |peer, shared| {
                peer.wake(at, now, &mut shared.net, &mut shared.events);
            });
            self.handle_events(now);
        }
    }

    fn read_udp(&mut self, buffer: &mut [u8]) {
        for _ in 0..BATCH {
            let Ok((length, source)) = self.shared.net.udp().try_recv_from(buffer) else {
                return;
            };
            let now = Instant::now();
            let Some(bytes) = buffer.get(..length) else {
                continue;
            };
            let packet = Incoming {
                protocol: Protocol::Udp,
                source,
                destination: self.shared.net.local_for(Protocol::Udp, source),
                bytes: bytes.to_vec(),
            };
            self.packet(packet, now);
            self.handle_events(now);
        }
    }

    fn tcp(&mut self, event: TcpEvent) {
        match event {
            TcpEvent::Opened(source, connection) => self.shared.net.tcp_opened(source, connection),
            TcpEvent::Closed(source) => self.shared.net.tcp_closed(source),
            TcpEvent::Packet(mut packet) => {
                packet.destination = self.shared.net.local_for(Protocol::Tcp, packet.source);
                self.packet(packet, Instant::now());
            }
        }
    }

    fn packet(&mut self, packet: Incoming, now: Instant) {
        // Whoever sent it: it names nobody who could be sent away.
        let Some(Some(key)) = caught(|| self.addressee(&packet)) else {
            return;
        };
        self.at_peer(key, |peer, shared| peer.receive(packet, now, shared));
    }

    /// Does what concerns one participant. Should that meet a fault in this program, the
    /// participant is sent away and all others stay.
    fn contained(&mut self, room: u32, participant: u32, act: impl FnOnce(&mut Self)) {
        if caught(|| act(self)).is_some() {
            return;
        }
        tracing::error!(room, participant, "media: a fault, the client is sent away");
        let shared = &mut self.shared;
        if let Some(room) = self.rooms.get_mut(&room)
            && caught(|| room.leave(participant, LeaveCause::Lost, shared)).is_none()
        {
            tracing::error!(
                participant,
                "media: a fault in sending away, not all are told"
            );
        }
    }

    /// A check names its addressee; everything else comes over a path that a check opened.
    fn addressee(&self, packet: &Incoming) -> Option<PeerKey> {
        if packet.bytes.first().is_some_and(|first| *first < 4) {
            let check = StunMessage::parse(&packet.bytes).ok()?;
            let (ours, _) = check.split_username()?;
            return self.shared.net.by_ufrag(ours);
        }
        self.shared.net.by_route(&(packet.protocol, packet.source))
    }

    /// Does something with one peer connection, if it is there still.
    fn at_peer(&mut self, key: PeerKey, act: impl FnOnce(&mut Peer, &mut Shared)) {
        self.contained(key.room, key.participant, |engine| {
            let Some(one) = engine
                .rooms
                .get_mut(&key.room)
                .and_then(|room| room.participants.get_mut(&key.participant))
            else {
                return;
            };
            let peer = match key.side {
                Side::Publisher => one.publisher.as_mut(),
                Side::Subscriber => Some(&mut one.subscriber),
            };
            if let Some(peer) = peer {
                act(peer, &mut engine.shared);
            }
        });
    }

    fn handle_events(&mut self, now: Instant) {
        while let Some((key, event)) = self.shared.events.pop_front() {
            self.contained(key.room, key.participant, |engine| {
                engine.event(key, event, now);
            });
        }
    }

    fn event(&mut self, key: PeerKey, event: Event, now: Instant) {
        let Some(room) = self.rooms.get_mut(&key.room) else {
            return;
        };
        let id = key.participant;
        let shared = &mut self.shared;
        #[allow(
            clippy::wildcard_enum_match_arm,
            reason = "str0m's events are many and grow; only these concern a forwarder"
        )]
        match (event, key.side) {
            (Event::RtpPacket(packet), Side::Publisher) => {
                room.forward(id, packet, now, shared);
            }
            (Event::KeyframeRequest(request), Side::Subscriber) => {
                room.key_frame_wanted(id, request, now, shared);
            }
            (Event::PeerStats(stats), side) => room.measured(id, side, &stats),
            (Event::Connected, Side::Subscriber) => room.connected(id, now, shared),
            (Event::IceConnectionStateChange(IceConnectionState::Disconnected), side) => {
                tracing::debug!(id, ?side, "media: path lost");
            }
            // What clients send over their data channels ends here. Words between participants
            // go through the hearing, which knows who may speak to whom, and keeps them.
            _ => {}
        }
    }

    fn room(&mut self, name: &str) -> Option<(&mut Room, &mut Shared)> {
        let id = self.names.get(name)?;
        Some((self.rooms.get_mut(id)?, &mut self.shared))
    }

    fn signal(&mut self, signal: Signal) {
        let now = Instant::now();
        match signal {
            Signal::Arrive { arrival, done } => {
                // Met by a fault, it is not answered, and the client may try again.
                if let Some(answer) = caught(|| self.arrive(arrival, now)) {
                    let _ = done.send(answer);
                }
            }
            Signal::Request { place, request } => {
                self.contained(place.room, place.participant, |engine| {
                    engine.request(place, request, now);
                });
            }
            Signal::LineLost { place } => {
                if let Some(room) = self.rooms.get_mut(&place.room) {
                    room.line_lost(place.participant, place.session, now);
                }
            }
        }
    }

    fn arrive(&mut self, arrival: Arrival, now: Instant) -> Result<Place, Refusal> {
        let session = arrival.session.id;
        let name = arrival.token.grant.room.clone();
        let (room, shared) = self.room(&name).ok_or(Refusal::NoRoom)?;
        let participant = room.arrive(arrival, now, shared)?;
        Ok(Place {
            room: room.id,
            participant,
            session,
        })
    }

    fn request(&mut self, place: Place, request: Request, now: Instant) {
        let Some(room) = self.rooms.get_mut(&place.room) else {
            return;
        };
        let id = place.participant;
        let Some(one) = room.participants.get_mut(&id) else {
            return;
        };
        // A line that was replaced by a newer one has no say.
        if one.session.as_ref().map(|session| session.id) != Some(place.session) {
            return;
        }
        let shared = &mut self.shared;
        match request {
            Request::Offer(description) => room.publisher_offer(id, &description, now, shared),
            Request::Answer(description) => room.answer(id, &description, now, shared),
            Request::AddTrack(track) => room.add_track(id, track),
            Request::Mute(mute) => room.mute_by_client(id, &mute, now, shared),
            Request::Subscription(update) => room.update_subscription(id, &update, now, shared),
            Request::TrackSetting(settings) => room.track_settings(id, &settings, now, shared),
            Request::Leave(_) => room.leave(id, LeaveCause::Client, shared),
            Request::Ping(at) => one.respond(Response::Pong(at)),
            Request::PingReq(ping) => one.respond(Response::PongResp(crate::wire::Pong {
                last_ping_timestamp: ping.timestamp,
                timestamp: ping.timestamp,
            })),
            Request::Trickle(_) | Request::SyncState(_) => {}
        }
    }
}
