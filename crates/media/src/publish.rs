//! What a participant sends: tracks announced, the offer that carries them, muting.

use std::time::{Duration, Instant};

use str0m::change::SdpOffer;
use str0m::media::{MediaKind, Mid};

use crate::fact::MediaFact;
use crate::ids;
use crate::net::{PeerKey, Side};
use crate::participant::{Participant, Permissions, Source, Track};
use crate::peer::Peer;
use crate::recent::Recent;
use crate::room::{Room, Shared};
use crate::sdp;
use crate::wire::{self, Response};

/// M-lines of one client's offer. Each re-publication may add one.
const SECTIONS: usize = 64;
/// An opening this soon after a permission was taken is not the person's wish but the client's own
/// bookkeeping, which had not heard of it yet.
const CROSSING: Duration = Duration::from_millis(500);
/// Layers named in one announcement.
const LAYERS: usize = 4;
/// No picture is larger. What a client announces is told to all others, who reckon with it.
const LARGEST: u32 = 8192;
/// Bytes of a name in an announcement. Browsers' track ids have 36 or 38.
const LONGEST_NAME: usize = 128;

impl Room {
    pub fn add_track(&mut self, id: u32, request: wire::AddTrack) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        if !names_fit(&request) {
            // Nothing of it is sent back: the answer waits in memory until the client reads it.
            one.respond(Response::RequestResponse(wire::RequestResponse {
                request_id: 0,
                reason: wire::REASON_LIMIT_EXCEEDED,
                message: "a name is too long".to_owned(),
                add_track: None,
            }));
            return;
        }
        let source = Source::from_wire(request.source)
            .filter(|source| one.permissions.allows(*source) && !one.hidden)
            .filter(|source| {
                (source.kind() == MediaKind::Video) == (request.kind == wire::TRACK_VIDEO)
            });
        let Some(source) = source else {
            one.respond(Response::RequestResponse(wire::RequestResponse {
                request_id: 0,
                reason: wire::REASON_NOT_ALLOWED,
                message: "not permitted to send this".to_owned(),
                add_track: Some(request),
            }));
            return;
        };
        // One announcement per source waits for its offer; a new one takes the old one's place.
        one.tracks
            .retain(|track| track.mid.is_some() || track.source != source);
        let mut cids = vec![request.cid.clone()];
        cids.extend(
            request
                .simulcast_codecs
                .iter()
                .take(LAYERS)
                .map(|codec| codec.cid.clone())
                .filter(|cid| !cid.is_empty()),
        );
        let layers: Vec<wire::VideoLayer> = request
            .layers
            .iter()
            .take(LAYERS)
            .map(|layer| wire::VideoLayer {
                width: layer.width.min(LARGEST),
                height: layer.height.min(LARGEST),
                ..*layer
            })
            .collect();
        let mime = match source.kind() {
            MediaKind::Audio => "audio/opus",
            MediaKind::Video => "video/VP8",
        };
        let info = wire::TrackInfo {
            sid: ids::random("TR"),
            kind: match source.kind() {
                MediaKind::Audio => wire::TRACK_AUDIO,
                MediaKind::Video => wire::TRACK_VIDEO,
            },
            name: request.name,
            muted: request.muted || one.held.contains(&source),
            width: request.width.min(LARGEST),
            height: request.height.min(LARGEST),
            simulcast: layers.len() > 1,
            disable_dtx: request.disable_dtx,
            source: source.to_wire(),
            mime_type: mime.to_owned(),
            mid: String::new(),
            codecs: vec![wire::SimulcastCodecInfo {
                mime_type: mime.to_owned(),
                mid: String::new(),
                cid: request.cid.clone(),
                layers: layers.clone(),
            }],
            layers,
            stereo: request.stereo,
            disable_red: true,
            stream: request.stream,
        };
        one.tracks.push(Track {
            info: info.clone(),
            source,
            closed: request.muted,
            cids,
            mid: None,
            layers: Vec::new(),
            recent: Vec::new(),
            epoch: 0,
            subscribers: Vec::new(),
            silenced: None,
        });
        one.respond(Response::TrackPublished(wire::TrackPublished {
            cid: request.cid,
            track: Some(info),
        }));
    }

    pub fn publisher_offer(
        &mut self,
        id: u32,
        description: &wire::SessionDescription,
        now: Instant,
        shared: &mut Shared,
    ) {
        if !self.spend(id, now, shared) {
            return;
        }
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        if description.sdp.matches("\nm=").count() > SECTIONS {
            return;
        }
        let sections = sdp::sections(&description.sdp);
        if one.hidden && sections.iter().any(|section| section.track.is_some()) {
            return;
        }
        let Ok(offer) = SdpOffer::from_sdp_string(&description.sdp) else {
            tracing::debug!(participant = one.sid, "media: offer cannot be read");
            return;
        };
        let key = PeerKey {
            room: self.id,
            participant: id,
            side: Side::Publisher,
        };
        let peer = one
            .publisher
            .get_or_insert_with(|| Peer::new(key, &shared.kit, now, &mut shared.net));
        let answer = match peer.rtc.sdp_api().accept_offer(offer) {
            Ok(answer) => answer,
            Err(error) => {
                tracing::warn!(%error, participant = one.sid, "media: offer refused");
                peer.flush(now, &mut shared.net, &mut shared.events);
                return;
            }
        };
        peer.negotiated(now, shared);
        one.respond(Response::Answer(wire::SessionDescription {
            kind: "answer".to_owned(),
            sdp: answer.to_sdp_string(),
            id: description.id,
            mid_to_track_id: std::collections::HashMap::new(),
        }));
        self.bind(id, &sections, now, shared);
    }

    /// Finds the announced tracks in the offer, and those that are no longer sent.
    fn bind(&mut self, id: u32, sections: &[sdp::Section<'_>], now: Instant, shared: &mut Shared) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        let sent = |mid: Mid| {
            sections
                .iter()
                .any(|section| section.mid == &*mid && section.sends)
        };
        let gone: Vec<String> = one
            .tracks
            .iter()
            .filter(|track| track.mid.is_some_and(|mid| !sent(mid)))
            .map(|track| track.sid().to_owned())
            .collect();
        for sid in gone {
            self.unpublish(id, &sid, now, shared);
        }
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        // By name where the name is known. Firefox writes names into its offer that nobody told the
        // page, so what is left is matched by kind, in the order of the announcements.
        let mut started = Vec::new();
        for by_name in [true, false] {
            let sending = sections.iter().filter(|section| section.sends);
            started.extend(sending.filter_map(|section| bind_one(one, section, by_name)));
        }
        if started.is_empty() {
            return;
        }
        let identity = one.identity.clone();
        self.changed(id);
        for (sid, source) in started {
            self.offer_to_all(&sid, now, shared);
            shared.facts.tell(MediaFact::TrackPublished {
                room: self.name.clone(),
                identity: identity.clone(),
                source,
            });
        }
    }

    fn unpublish(&mut self, id: u32, sid: &str, now: Instant, shared: &mut Shared) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        let Some(index) = one.tracks.iter().position(|track| track.sid() == sid) else {
            return;
        };
        let track = one.tracks.remove(index);
        let identity = one.identity.clone();
        if let Some(tap) = &mut self.tap {
            tap.ended(&identity, &track, now);
        }
        self.changed(id);
        self.end_downs(sid, now, shared);
        shared.facts.tell(MediaFact::TrackUnpublished {
            room: self.name.clone(),
            identity,
            source: track.source,
        });
    }

    /// The client mutes or opens its own track. Opening needs the permission; while the court has
    /// it muted, it is noted and nothing more.
    pub fn mute_by_client(
        &mut self,
        id: u32,
        request: &wire::MuteTrack,
        now: Instant,
        shared: &mut Shared,
    ) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        let permissions = one.permissions;
        let Some(track) = one
            .tracks
            .iter_mut()
            .find(|track| track.sid() == request.sid)
        else {
            return;
        };
        let source = track.source;
        let held = one.held.contains(&source);
        let crossing = !held
            && track
                .silenced
                .is_some_and(|at| now.saturating_duration_since(at) < CROSSING);
        if !request.muted && (crossing || !permissions.allows(source)) {
            let refused = wire::MuteTrack {
                sid: request.sid.clone(),
                muted: true,
            };
            one.respond(Response::Mute(refused));
            return;
        }
        track.closed = request.muted;
        if set_muted(track, request.muted || held) {
            self.tell_muted(id, source, request.muted, shared);
        }
    }

    /// The court mutes: silent from the next packet on until `release`, whatever the client does.
    pub fn mute(&mut self, id: u32, source: Source, now: Instant, shared: &mut Shared) {
        if let Some(one) = self.participants.get_mut(&id)
            && !one.held.contains(&source)
        {
            one.held.push(source);
        }
        self.silence(id, source, now, shared);
    }

    /// The court lets go: what the client has opened meanwhile is heard from now on.
    pub fn release(&mut self, id: u32, source: Source, shared: &mut Shared) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        one.held.retain(|held| *held != source);
        let mut opened = false;
        for track in one.tracks.iter_mut().filter(|track| track.source == source) {
            track.silenced = None;
            opened |= set_muted(track, track.closed);
        }
        if opened {
            self.tell_muted(id, source, false, shared);
        }
    }

    /// Mutes what is open, in the client's stead. It may be opened again.
    fn silence(&mut self, id: u32, source: Source, now: Instant, shared: &mut Shared) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        let mut were_open = Vec::new();
        let mut changed = false;
        for track in one.tracks.iter_mut().filter(|track| track.source == source) {
            track.silenced = Some(now);
            if !std::mem::replace(&mut track.closed, true) {
                were_open.push(track.info.sid.clone());
            }
            changed |= set_muted(track, true);
        }
        for sid in were_open {
            one.respond(Response::Mute(wire::MuteTrack { sid, muted: true }));
        }
        if changed {
            self.tell_muted(id, source, true, shared);
        }
    }

    fn tell_muted(&mut self, id: u32, source: Source, muted: bool, shared: &mut Shared) {
        self.changed(id);
        if let Some(one) = self.participants.get(&id) {
            shared.facts.tell(MediaFact::TrackMuted {
                room: self.name.clone(),
                identity: one.identity.clone(),
                source,
                muted,
            });
        }
    }

    pub fn set_permissions(
        &mut self,
        id: u32,
        permissions: Permissions,
        now: Instant,
        shared: &mut Shared,
    ) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        let before = std::mem::replace(&mut one.permissions, permissions);
        for source in [Source::Microphone, Source::Camera, Source::Screen] {
            if before.allows(source) && !permissions.allows(source) {
                self.silence(id, source, now, shared);
            }
        }
        self.changed(id);
        if before.subscribe && !permissions.subscribe {
            self.unsubscribe_from_all(id, now, shared);
        }
        if !before.subscribe && permissions.subscribe {
            self.subscribe_to_all(id);
            self.negotiate(id, now, shared);
        }
    }
}

/// Gives a new m-line its announced track, if there is one.
fn bind_one(
    one: &mut Participant,
    section: &sdp::Section<'_>,
    by_name: bool,
) -> Option<(String, Source)> {
    let mid = Mid::from(section.mid);
    if one.track_by_mid(mid).is_some() {
        return None;
    }
    let name = section.track?;
    let index = one.tracks.iter().position(|track| {
        let same = if by_name {
            track.cids.iter().any(|cid| cid == name)
        } else {
            Some(track.source.kind()) == section.kind
        };
        track.mid.is_none() && same
    })?;
    // One track per source: a second microphone on an m-line of its own stays unheard.
    let source = one.tracks[index].source;
    let taken = |track: &Track| track.source == source && track.mid.is_some();
    if one.tracks.iter().any(taken) {
        return None;
    }
    let track = &mut one.tracks[index];
    track.mid = Some(mid);
    track.info.mid = mid.to_string();
    Some((track.sid().to_owned(), source))
}

fn names_fit(track: &wire::AddTrack) -> bool {
    let codecs = track.simulcast_codecs.iter().map(|codec| &codec.cid);
    [&track.cid, &track.name, &track.stream]
        .into_iter()
        .chain(codecs)
        .all(|name| name.len() <= LONGEST_NAME)
}

fn set_muted(track: &mut Track, muted: bool) -> bool {
    if track.info.muted == muted {
        return false;
    }
    track.info.muted = muted;
    track.epoch = track.epoch.wrapping_add(1);
    // What was sent before belongs to before.
    track.recent.iter_mut().for_each(Recent::clear);
    true
}
