//! Key frames: who waits for one, and asking the publisher no more than needed.

use std::time::{Duration, Instant};

use str0m::media::{KeyframeRequest, KeyframeRequestKind, MediaKind};

use crate::layers::{self, Wanted};
use crate::participant::{Participant, Source};
use crate::room::{Room, Shared};

/// A key frame this young serves whoever asks now. Browsers answer no second request within it.
const SERVES_ALL: Duration = Duration::from_millis(300);

impl Room {
    /// A subscriber's decoder lost its way.
    pub fn key_frame_wanted(
        &mut self,
        id: u32,
        request: KeyframeRequest,
        now: Instant,
        shared: &mut Shared,
    ) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        let Some(down) = one
            .downs
            .iter_mut()
            .find(|down| down.mid == Some(request.mid))
        else {
            return;
        };
        down.wants_key_frame = true;
        let track = down.track.clone();
        self.ask_key_frame(id, &track, now, shared);
    }

    /// The recorder's decoder-to-be lost its way.
    pub fn key_frame_for_tap(
        &mut self,
        identity: &str,
        source: Source,
        now: Instant,
        shared: &mut Shared,
    ) {
        let Some(one) = self
            .participants
            .values_mut()
            .find(|one| one.identity == identity)
        else {
            return;
        };
        let sid = one.tracks.iter().find(|track| track.source == source);
        if let Some(sid) = sid.map(|track| track.sid().to_owned()) {
            request_key_frame(one, &sid, Wanted::default(), now, shared);
        }
    }

    /// Asks the publisher for a key frame of the layer that this subscriber is to get next.
    pub fn ask_key_frame(&mut self, id: u32, sid: &str, now: Instant, shared: &mut Shared) {
        let Some((publisher, wanted)) = self.participants.get(&id).and_then(|one| {
            one.downs
                .iter()
                .find(|down| down.track == sid && !down.wanted.disabled)
                .filter(|down| down.kind == MediaKind::Video)
                .filter(|down| down.wants_key_frame || down.current.is_none())
                .map(|down| (down.publisher, down.wanted))
        }) else {
            return;
        };
        let Some(publisher) = self.participants.get_mut(&publisher) else {
            return;
        };
        request_key_frame(publisher, sid, wanted, now, shared);
    }
}

/// Asks once per layer and short time, however many are waiting.
pub fn request_key_frame(
    publisher: &mut Participant,
    sid: &str,
    wanted: Wanted,
    now: Instant,
    shared: &mut Shared,
) {
    let Some(track) = publisher.tracks.iter_mut().find(|track| track.sid() == sid) else {
        return;
    };
    let (Some(mid), Some(peer)) = (track.mid, publisher.publisher.as_mut()) else {
        return;
    };
    let Some(index) = layers::choose(&track.layers, wanted, now) else {
        return;
    };
    let layer = &mut track.layers[index];
    if track.recent[index].is_fresh(now, SERVES_ALL) || !layer.may_request(now) {
        return;
    }
    tracing::trace!(sid, ?layer.rid, "media: key frame requested");
    if let Some(stream) = peer.rtc.direct_api().stream_rx_by_mid(mid, layer.rid) {
        stream.request_keyframe(KeyframeRequestKind::Pli);
    }
    peer.flush(now, &mut shared.net, &mut shared.events);
}
