//! Who is in a room: one person's connections, published tracks and subscriptions.

use std::time::Instant;

use axum::body::Bytes;
use str0m::change::SdpPendingOffer;
use str0m::media::{MediaKind, Mid, Pt};
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

use crate::layers::{Layer, Wanted};
use crate::peer::Peer;
use crate::quality::LineQuality;
use crate::rate::Rates;
use crate::recent::Recent;
use crate::rewrite::Rewriter;
use crate::wire;

/// What may be published and received, as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permissions {
    pub audio: bool,
    pub video: bool,
    pub subscribe: bool,
}

/// The three things a person can send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    Microphone,
    Camera,
    Screen,
}

impl Source {
    pub fn from_wire(source: i32) -> Option<Self> {
        match source {
            1 => Some(Source::Camera),
            2 => Some(Source::Microphone),
            3 => Some(Source::Screen),
            _ => None,
        }
    }

    pub fn to_wire(self) -> i32 {
        match self {
            Source::Camera => 1,
            Source::Microphone => 2,
            Source::Screen => 3,
        }
    }

    pub fn kind(self) -> MediaKind {
        match self {
            Source::Microphone => MediaKind::Audio,
            Source::Camera | Source::Screen => MediaKind::Video,
        }
    }
}

impl Permissions {
    pub fn allows(self, source: Source) -> bool {
        match source.kind() {
            MediaKind::Audio => self.audio,
            MediaKind::Video => self.video,
        }
    }

    pub fn to_wire(self, hidden: bool) -> wire::ParticipantPermission {
        let all = [Source::Camera, Source::Microphone, Source::Screen];
        let sources: Vec<i32> = all
            .into_iter()
            .filter(|source| self.allows(*source))
            .map(Source::to_wire)
            .collect();
        wire::ParticipantPermission {
            can_subscribe: self.subscribe,
            can_publish: !sources.is_empty(),
            can_publish_data: false,
            hidden,
            can_publish_sources: sources,
        }
    }
}

/// The signalling line of a participant, as long as it is open.
pub struct Session {
    pub id: u64,
    pub out: mpsc::Sender<Bytes>,
}

pub struct Track {
    /// As the others are told: muted also when the court has it so.
    pub info: wire::TrackInfo,
    pub source: Source,
    /// What the client itself says, muted or open.
    pub closed: bool,
    /// The names under which the client's offer may carry it.
    pub cids: Vec<String>,
    /// Set once the client's offer carries it; only then do the others hear of it.
    pub mid: Option<Mid>,
    pub layers: Vec<Layer>,
    /// Beside each layer, what was sent of it last.
    pub recent: Vec<Recent>,
    /// Counts the times the flow was cut (muted, forbidden): subscribers start anew after each.
    pub epoch: u32,
    /// Participants that get it.
    pub subscribers: Vec<u32>,
    /// When it was muted last without its client's doing.
    pub silenced: Option<Instant>,
}

impl Track {
    pub fn sid(&self) -> &str {
        &self.info.sid
    }

    pub fn layer(&mut self, rid: Option<str0m::media::Rid>, now: Instant) -> Option<usize> {
        if let Some(index) = self.layers.iter().position(|layer| layer.rid == rid) {
            return Some(index);
        }
        if self.layers.len() >= crate::layers::MOST {
            return None;
        }
        self.layers.push(Layer::new(rid, now));
        self.recent.push(Recent::default());
        Some(self.layers.len() - 1)
    }
}

/// A track on its way to one subscriber.
pub struct Down {
    pub track: String,
    pub publisher: u32,
    pub kind: MediaKind,
    /// Set once it stands in an offer.
    pub mid: Option<Mid>,
    /// The payload type; set once the answer came, and only then does anything flow.
    pub ready: Option<Pt>,
    /// The track is gone; the next offer closes its m-line.
    pub ended: bool,
    pub wanted: Wanted,
    /// The layer that flows.
    pub current: Option<usize>,
    pub wants_key_frame: bool,
    pub epoch: u32,
    pub rewriter: Rewriter,
}

impl Down {
    pub fn new(track: String, publisher: u32, kind: MediaKind) -> Self {
        Self {
            track,
            publisher,
            kind,
            mid: None,
            ready: None,
            ended: false,
            wanted: Wanted::default(),
            current: None,
            wants_key_frame: false,
            epoch: 0,
            rewriter: Rewriter::new(match kind {
                MediaKind::Audio => 48_000,
                MediaKind::Video => 90_000,
            }),
        }
    }
}

/// An offer of ours that has no answer yet. Kept as sent: a client that lost its line before it
/// could answer gets the same offer again, for the m-lines of two offers may not differ.
pub struct Pending {
    pub offer: SdpPendingOffer,
    pub message: Bytes,
}

pub struct Participant {
    pub id: u32,
    pub sid: String,
    pub identity: String,
    pub name: String,
    pub hidden: bool,
    pub permissions: Permissions,
    pub auto_subscribe: bool,
    pub joined_at: i64,
    pub version: u32,
    pub session: Option<Session>,
    pub lost_at: Option<Instant>,
    pub token_at: Instant,
    pub publisher: Option<Peer>,
    pub subscriber: Peer,
    pub tracks: Vec<Track>,
    pub downs: Vec<Down>,
    pub offers: u32,
    pub pending: Option<Pending>,
    pub renegotiate: bool,
    /// The data channels, which a client expects and nothing is sent over, were offered.
    pub channels: bool,
    /// What the court has muted: it stays so until the court lets go.
    pub held: Vec<Source>,
    pub rates: Rates,
    pub line: LineQuality,
    /// Loudest recent sound, 0 to 1.
    pub level: f32,
    pub speaking: bool,
}

impl Participant {
    pub fn info(&self) -> wire::ParticipantInfo {
        wire::ParticipantInfo {
            sid: self.sid.clone(),
            identity: self.identity.clone(),
            state: wire::STATE_ACTIVE,
            tracks: self
                .tracks
                .iter()
                .filter(|track| track.mid.is_some())
                .map(|track| track.info.clone())
                .collect(),
            joined_at: self.joined_at,
            name: self.name.clone(),
            version: self.version,
            permission: Some(self.permissions.to_wire(self.hidden)),
            is_publisher: self.tracks.iter().any(|track| track.mid.is_some()),
        }
    }

    /// Sends to the client. One that does not read is cut off: it comes back and resumes.
    pub fn send(&mut self, message: Bytes) {
        let Some(session) = &self.session else {
            return;
        };
        if let Err(error) = session.out.try_send(message) {
            match error {
                TrySendError::Full(_) => tracing::info!(
                    participant = self.sid,
                    "media: signalling line too slow, cut"
                ),
                TrySendError::Closed(_) => {
                    tracing::debug!(participant = self.sid, "media: signalling line has ended")
                }
            }
            self.session = None;
            self.lost_at = Some(Instant::now());
        }
    }

    pub fn respond(&mut self, response: wire::Response) {
        self.send(wire::encode(response).into());
    }

    pub fn track_by_mid(&self, mid: Mid) -> Option<usize> {
        self.tracks.iter().position(|track| track.mid == Some(mid))
    }

    /// May be heard or seen right now. What the client itself claims plays no part.
    pub fn flows(&self, track: &Track) -> bool {
        !track.info.muted
            && !self.held.contains(&track.source)
            && self.permissions.allows(track.source)
    }
}
