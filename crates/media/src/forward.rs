//! The way of a packet from its publisher to the subscribers.

use std::sync::Arc;
use std::time::{Duration, Instant};

use str0m::format::Codec;
use str0m::media::{MediaKind, Pt};
use str0m::rtp::{RtpPacket, RtpWrite, Vp8Descriptor};

use crate::fact::LeaveCause;
use crate::fault::caught;
use crate::key_frames::request_key_frame;
use crate::layers::{self, Layer, Wanted};
use crate::participant::{Down, Participant};
use crate::room::{Room, Shared};

/// A key frame older than this is not replayed: catching up would take longer than a new one.
const REPLAYED: Duration = Duration::from_millis(600);

/// A packet on its way, with what all subscribers share.
struct Passing<'a> {
    packet: &'a RtpPacket,
    layer: usize,
    layers: &'a [Layer],
    vp8: Option<Vp8Descriptor>,
    key_frame: bool,
    epoch: u32,
}

impl Room {
    pub fn forward(&mut self, id: u32, packet: RtpPacket, now: Instant, shared: &mut Shared) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        let Some(peer) = one.publisher.as_mut() else {
            return;
        };
        let Some((mid, rid)) = peer.stream(packet.header.ssrc) else {
            return;
        };
        let pt = packet.header.payload_type;
        let level = packet.header.ext_vals.audio_level;
        let Some(index) = one.track_by_mid(mid) else {
            return;
        };
        // The law of the house is here, not in the client: no permission, no packet.
        if !one.flows(&one.tracks[index]) {
            return;
        }
        let source = one.tracks[index].source;
        let kind = source.kind();
        if !carries(one, pt, kind) || !one.rates.admit(source, packet.payload.len(), now) {
            return;
        }
        if let Some(level) = level.filter(|_| kind == MediaKind::Audio) {
            one.heard_level(level);
        }
        let track = &mut one.tracks[index];
        let Some(layer) = track.layer(rid, now) else {
            return;
        };
        track.layers[layer].last_packet = now;
        let packet = Arc::new(packet);
        let vp8 = descriptor(&packet, kind);
        let key_frame = vp8.is_some_and(|vp8| vp8.starts_keyframe(&packet.payload));
        if kind == MediaKind::Video {
            track.recent[layer].keep(&packet, key_frame, now);
        }
        // The highest wish of those who wait for a key frame.
        let mut waiting: Option<Wanted> = None;
        if let Some(tap) = &mut self.tap {
            waiting = tap.take(&one.identity, track, layer, &packet, key_frame, now);
        }
        let sid = track.info.sid.clone();
        let layers = std::mem::take(&mut track.layers);
        let subscribers = std::mem::take(&mut track.subscribers);
        let passing = Passing {
            packet: &packet,
            layer,
            layers: &layers,
            vp8,
            key_frame,
            epoch: track.epoch,
        };
        // A fault in giving it to one is no reason to send its sender away.
        let mut faulty = Vec::new();
        for subscriber in &subscribers {
            let Some(other) = self.participants.get_mut(subscriber) else {
                continue;
            };
            let Some(wish) = caught(|| deliver(other, &sid, &passing, now, shared)) else {
                tracing::error!(id = subscriber, "media: a fault, the client is sent away");
                faulty.push(*subscriber);
                continue;
            };
            if let Some(wanted) = wish {
                waiting = Some(match waiting {
                    Some(before) if before.rank >= wanted.rank => before,
                    Some(_) | None => wanted,
                });
            }
        }
        if let Some(one) = self.participants.get_mut(&id) {
            if let Some(track) = one.tracks.get_mut(index) {
                track.layers = layers;
                track.subscribers = subscribers;
            }
            if let Some(wanted) = waiting {
                request_key_frame(one, &sid, wanted, now, shared);
            }
        }
        for one in faulty {
            self.leave(one, LeaveCause::Lost, shared);
        }
    }

    /// Gives a new subscriber the last key frame and what followed it, so that it sees a picture
    /// without waiting for the publisher.
    pub fn replay(&mut self, id: u32, sid: &str, now: Instant, shared: &mut Shared) {
        let Some((publisher, wanted)) = self.participants.get(&id).and_then(|one| {
            one.downs
                .iter()
                .find(|down| down.track == sid)
                .filter(|down| down.kind == MediaKind::Video && down.current.is_none())
                .map(|down| (down.publisher, down.wanted))
        }) else {
            return;
        };
        let Some(publisher) = self.participants.get(&publisher) else {
            return;
        };
        let Some(track) = publisher.tracks.iter().find(|track| track.sid() == sid) else {
            return;
        };
        if !publisher.flows(track) {
            return;
        }
        let fresh = |index: &usize| track.recent[*index].is_fresh(now, REPLAYED);
        let layer = layers::choose(&track.layers, wanted, now)
            .filter(fresh)
            .or_else(|| (0..track.recent.len()).rev().find(fresh));
        let Some(layer) = layer else {
            return;
        };
        let packets = track.recent[layer].packets();
        let layers = track.layers.clone();
        let epoch = track.epoch;
        tracing::trace!(sid, packets = packets.len(), "media: replay");
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        for packet in &packets {
            let vp8 = descriptor(packet, MediaKind::Video);
            let passing = Passing {
                packet,
                layer,
                layers: &layers,
                vp8,
                key_frame: vp8.is_some_and(|vp8| vp8.starts_keyframe(&packet.payload)),
                epoch,
            };
            deliver(one, sid, &passing, now, shared);
        }
    }
}

fn descriptor(packet: &RtpPacket, kind: MediaKind) -> Option<Vp8Descriptor> {
    match kind {
        MediaKind::Audio => None,
        MediaKind::Video => Vp8Descriptor::parse(&packet.payload).ok(),
    }
}

/// Whether the payload type is the codec that this kind is forwarded in.
fn carries(one: &Participant, pt: Pt, kind: MediaKind) -> bool {
    let codec = match kind {
        MediaKind::Audio => Codec::Opus,
        MediaKind::Video => Codec::Vp8,
    };
    one.publisher.as_ref().is_some_and(|peer| {
        peer.rtc
            .codec_config()
            .params()
            .iter()
            .any(|params| params.pt() == pt && params.spec().codec == codec)
    })
}

/// Sends a packet to one subscriber, if it is of the layer that subscriber gets. Answers with the
/// subscriber's wish while it waits for a key frame.
fn deliver(
    to: &mut Participant,
    sid: &str,
    passing: &Passing<'_>,
    now: Instant,
    shared: &mut Shared,
) -> Option<Wanted> {
    if !to.permissions.subscribe || !to.subscriber.connected {
        return None;
    }
    let down = to.downs.iter_mut().find(|down| down.track == sid)?;
    let (Some(mid), Some(pt)) = (down.mid, down.ready) else {
        return None;
    };
    if down.wanted.disabled || down.ended {
        return None;
    }
    let (passes, waits) = select(down, passing, now);
    let waiting = waits.then_some(down.wanted);
    if !passes {
        return waiting;
    }
    let packet = passing.packet;
    let numbers = down.rewriter.next(
        *packet.seq_no,
        packet.header.timestamp,
        passing.vp8.as_ref(),
        now,
    );
    let Some(numbers) = numbers else {
        return waiting;
    };
    let mut extensions = packet.header.ext_vals.clone();
    // These name the publisher's own session.
    extensions.mid = None;
    extensions.rid = None;
    extensions.rid_repair = None;
    extensions.transport_cc = None;
    extensions.abs_send_time = None;
    let mut write = RtpWrite::new(
        pt,
        numbers.seq.into(),
        numbers.time,
        packet.timestamp,
        packet.payload.clone(),
    )
    .marker(packet.header.marker)
    .ext_vals(extensions)
    .nackable(down.kind == MediaKind::Video);
    if let Some(patch) = numbers.patch {
        write = write.vp8_patch(patch);
    }
    if let Some(stream) = to.subscriber.rtc.direct_api().stream_tx_by_mid(mid, None) {
        stream.write_rtp(write);
    }
    to.subscriber
        .flush(now, &mut shared.net, &mut shared.events);
    waiting
}

/// Whether this packet goes to this subscriber, and whether the subscriber waits for a key frame.
fn select(down: &mut Down, passing: &Passing<'_>, now: Instant) -> (bool, bool) {
    if down.epoch != passing.epoch {
        down.epoch = passing.epoch;
        down.current = None;
        down.rewriter.rebase();
    }
    if down.kind == MediaKind::Audio {
        down.current = Some(passing.layer);
        return (true, false);
    }
    let target = layers::choose(passing.layers, down.wanted, now);
    if passing.key_frame {
        let switch = match down.current {
            // Any picture is better than none; the wanted layer follows.
            None => true,
            Some(current) => current != passing.layer && target == Some(passing.layer),
        };
        if switch {
            down.current = Some(passing.layer);
            down.rewriter.rebase();
        }
        if down.current == Some(passing.layer) {
            down.wants_key_frame = false;
        }
    }
    let waits = down.current.is_none() || down.wants_key_frame || down.current != target;
    (down.current == Some(passing.layer), waits)
}
