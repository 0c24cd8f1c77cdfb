//! What a participant receives: subscriptions, the offers that carry them, wishes for layers.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use str0m::change::SdpAnswer;
use str0m::channel::{ChannelConfig, Reliability};
use str0m::format::Codec;
use str0m::media::{Direction, MediaKind};

use crate::layers::Wanted;
use crate::participant::{Down, Participant, Pending};
use crate::room::{Room, Shared};
use crate::wire::{self, Response};

/// A path silent for this long while its client was away is taken for broken.
const SILENT: Duration = Duration::from_millis(1800);

impl Room {
    /// Subscribes a newcomer to everything that is sent.
    pub fn subscribe_to_all(&mut self, id: u32) {
        let Some(one) = self.participants.get(&id) else {
            return;
        };
        if !one.permissions.subscribe || !one.auto_subscribe {
            return;
        }
        let tracks: Vec<String> = self
            .participants
            .values()
            .filter(|other| other.id != id)
            .flat_map(|other| other.tracks.iter())
            .filter(|track| track.mid.is_some())
            .map(|track| track.sid().to_owned())
            .collect();
        for track in tracks {
            self.subscribe(id, &track);
        }
    }

    /// Everybody who takes all tracks takes this new one.
    pub fn offer_to_all(&mut self, track: &str, now: Instant, shared: &mut Shared) {
        let takers: Vec<u32> = self
            .participants
            .values()
            .filter(|one| one.auto_subscribe && one.permissions.subscribe)
            .map(|one| one.id)
            .collect();
        for id in takers {
            if self.subscribe(id, track) {
                self.negotiate(id, now, shared);
            }
        }
    }

    fn subscribe(&mut self, id: u32, sid: &str) -> bool {
        let allowed = self.participants.get(&id).is_some_and(|one| {
            one.permissions.subscribe
                && !one
                    .downs
                    .iter()
                    .any(|down| down.track == sid && !down.ended)
        });
        if !allowed {
            return false;
        }
        let found = self.participants.values_mut().find_map(|other| {
            let owner = other.id;
            other
                .tracks
                .iter_mut()
                .find(|track| track.sid() == sid && track.mid.is_some())
                .filter(|_| owner != id)
                .map(|track| (owner, track))
        });
        let Some((owner, track)) = found else {
            return false;
        };
        track.subscribers.push(id);
        let down = Down::new(sid.to_owned(), owner, track.source.kind());
        if let Some(one) = self.participants.get_mut(&id) {
            one.downs.push(down);
        }
        true
    }

    fn unsubscribe(&mut self, id: u32, sid: &str) {
        for other in self.participants.values_mut() {
            for track in &mut other.tracks {
                if track.sid() == sid {
                    track.subscribers.retain(|subscriber| *subscriber != id);
                }
            }
        }
        if let Some(one) = self.participants.get_mut(&id) {
            end_down(one, sid);
        }
    }

    /// The track is gone: nobody gets it any more.
    pub fn end_downs(&mut self, sid: &str, now: Instant, shared: &mut Shared) {
        let concerned: Vec<u32> = self
            .participants
            .values_mut()
            .filter_map(|one| end_down(one, sid).then_some(one.id))
            .collect();
        for id in concerned {
            self.negotiate(id, now, shared);
        }
    }

    pub fn unsubscribe_from_all(&mut self, id: u32, now: Instant, shared: &mut Shared) {
        let tracks: Vec<String> = self
            .participants
            .get(&id)
            .map(|one| one.downs.iter().map(|down| down.track.clone()).collect())
            .unwrap_or_default();
        for track in tracks {
            self.unsubscribe(id, &track);
        }
        self.negotiate(id, now, shared);
    }

    pub fn update_subscription(
        &mut self,
        id: u32,
        update: &wire::UpdateSubscription,
        now: Instant,
        shared: &mut Shared,
    ) {
        let tracks = update
            .participant_tracks
            .iter()
            .flat_map(|of| &of.track_sids);
        if !self.spend(id, now, shared) {
            return;
        }
        // A hearing has a handful of tracks; a longer list is not meant well.
        for sid in update.track_sids.iter().chain(tracks).take(256) {
            if update.subscribe {
                self.subscribe(id, sid);
            } else {
                self.unsubscribe(id, sid);
            }
        }
        self.negotiate(id, now, shared);
    }

    pub fn track_settings(
        &mut self,
        id: u32,
        settings: &wire::UpdateTrackSettings,
        now: Instant,
        shared: &mut Shared,
    ) {
        for sid in settings.track_sids.iter().take(256) {
            let Some(publisher) = self
                .participants
                .get(&id)
                .and_then(|one| one.downs.iter().find(|down| down.track == *sid))
                .map(|down| down.publisher)
            else {
                continue;
            };
            let sizes = self
                .participants
                .get(&publisher)
                .and_then(|one| one.tracks.iter().find(|track| track.sid() == sid))
                .map(|track| track.info.layers.clone())
                .unwrap_or_default();
            if let Some(down) = self
                .participants
                .get_mut(&id)
                .and_then(|one| one.downs.iter_mut().find(|down| down.track == *sid))
            {
                let wanted = Wanted::from_settings(settings, &sizes);
                if wanted.disabled {
                    down.current = None;
                    down.rewriter.rebase();
                }
                down.wants_key_frame |= wanted != down.wanted;
                down.wanted = wanted;
            }
            self.ask_key_frame(id, sid, now, shared);
        }
    }

    /// Brings the subscriber's connection in line with what it is to get.
    pub fn negotiate(&mut self, id: u32, now: Instant, shared: &mut Shared) {
        self.offer(id, false, now, shared);
    }

    fn offer(&mut self, id: u32, restart_ice: bool, now: Instant, shared: &mut Shared) {
        let publishers: HashMap<u32, String> = self
            .participants
            .values()
            .map(|one| (one.id, one.sid.clone()))
            .collect();
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        if one.pending.is_some() {
            one.renegotiate = true;
            return;
        }
        one.renegotiate = false;
        one.downs.retain(|down| !down.ended || down.mid.is_some());
        let mut offered = Vec::new();
        let mut api = one.subscriber.rtc.sdp_api();
        // The channels stand on the first m-line, which carries the transport of all: it must be
        // one that is never closed, or the browser tears the transport down with it.
        if !std::mem::replace(&mut one.channels, true) {
            for label in ["_reliable", "_lossy"] {
                let lossy = label == "_lossy";
                api.add_channel_with_config(ChannelConfig {
                    label: label.to_owned(),
                    ordered: !lossy,
                    reliability: if lossy {
                        Reliability::MaxRetransmits { retransmits: 0 }
                    } else {
                        Reliability::Reliable
                    },
                    ..ChannelConfig::default()
                });
            }
        }
        for down in &mut one.downs {
            if let Some(mid) = down.mid {
                if down.ended {
                    api.stop_media(mid);
                }
                continue;
            }
            // The client finds participant and track by these two names.
            let publisher = publishers.get(&down.publisher).map_or("", String::as_str);
            let stream = format!("{publisher}|{}", down.track);
            let mid = api.add_media(
                down.kind,
                Direction::SendOnly,
                Some(stream),
                Some(down.track.clone()),
                None,
            );
            down.mid = Some(mid);
            offered.push(down.track.clone());
        }
        one.downs.retain(|down| !down.ended);
        let new_name = restart_ice.then(|| api.ice_restart(true).ufrag);
        let applied = api.apply();
        if let Some(ufrag) = new_name {
            shared.net.learn_ufrag(ufrag, one.subscriber.key);
        }
        if let Some((offer, pending)) = applied {
            one.offers += 1;
            let mid_to_track_id = one
                .downs
                .iter()
                .filter_map(|down| Some((down.mid?.to_string(), down.track.clone())))
                .collect();
            let message: axum::body::Bytes =
                wire::encode(Response::Offer(wire::SessionDescription {
                    kind: "offer".to_owned(),
                    sdp: offer.to_sdp_string(),
                    id: one.offers,
                    mid_to_track_id,
                }))
                .into();
            one.pending = Some(Pending {
                offer: pending,
                message: message.clone(),
            });
            one.send(message);
        }
        one.subscriber
            .flush(now, &mut shared.net, &mut shared.events);
        // Key frames are asked for already now: they come while the client is still answering,
        // and wait for it.
        for track in offered {
            self.ask_key_frame(id, &track, now, shared);
        }
    }

    pub fn answer(
        &mut self,
        id: u32,
        description: &wire::SessionDescription,
        now: Instant,
        shared: &mut Shared,
    ) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        // An answer to an older offer; a client that does not count answers sends 0.
        if description.id != 0 && description.id != one.offers {
            return;
        }
        // Nothing was asked: not worth reading.
        if one.pending.is_none() {
            return;
        }
        let Ok(answer) = SdpAnswer::from_sdp_string(&description.sdp) else {
            self.spend(id, now, shared);
            return;
        };
        let Some(pending) = one.pending.take() else {
            return;
        };
        if let Err(error) = one
            .subscriber
            .rtc
            .sdp_api()
            .accept_answer(pending.offer, answer)
        {
            tracing::warn!(%error, participant = one.sid, "media: answer refused");
        }
        one.subscriber.negotiated(now, shared);
        let mut opened = Vec::new();
        for index in 0..one.downs.len() {
            if one.downs[index].mid.is_some() && one.downs[index].ready.is_none() {
                one.downs[index].ready = payload_type(one, one.downs[index].kind);
                opened.push(one.downs[index].track.clone());
            }
        }
        let again = one.renegotiate;
        for track in opened {
            self.start_down(id, &track, now, shared);
        }
        if again {
            self.negotiate(id, now, shared);
        }
    }

    /// The connection came up: everything that was answered before starts now.
    pub fn connected(&mut self, id: u32, now: Instant, shared: &mut Shared) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        one.subscriber.connected = true;
        let tracks: Vec<String> = one.downs.iter().map(|down| down.track.clone()).collect();
        for track in tracks {
            self.start_down(id, &track, now, shared);
        }
        // Not with the greeting: every message more would delay the client's answer.
        self.say_quality(id);
    }

    /// Begins with the last key frame if there is a fresh one, else asks for one.
    fn start_down(&mut self, id: u32, sid: &str, now: Instant, shared: &mut Shared) {
        let connected = self
            .participants
            .get(&id)
            .is_some_and(|one| one.subscriber.connected);
        if connected {
            self.replay(id, sid, now, shared);
        }
        self.ask_key_frame(id, sid, now, shared);
    }

    /// After the client's signalling line came back.
    pub fn resume_subscriber(&mut self, id: u32, now: Instant, shared: &mut Shared) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        if let Some(pending) = &one.pending {
            let message = pending.message.clone();
            one.send(message);
            return;
        }
        // Only a broken path is set up anew: a restart of a good one would cut the picture.
        let broken = now.saturating_duration_since(one.subscriber.heard) > SILENT;
        self.offer(id, broken, now, shared);
    }
}

fn end_down(one: &mut Participant, sid: &str) -> bool {
    let mut found = false;
    for down in &mut one.downs {
        if down.track == sid && !down.ended {
            down.ended = true;
            down.ready = None;
            found = true;
        }
    }
    found
}

fn payload_type(one: &Participant, kind: MediaKind) -> Option<str0m::media::Pt> {
    let codec = match kind {
        MediaKind::Audio => Codec::Opus,
        MediaKind::Video => Codec::Vp8,
    };
    one.subscriber
        .rtc
        .codec_config()
        .find(|params| params.spec().codec == codec)
        .map(str0m::format::PayloadParams::pt)
}
