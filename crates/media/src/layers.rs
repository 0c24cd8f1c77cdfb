//! Simulcast: which of a publisher's layers a subscriber is to get.

use std::time::{Duration, Instant};

use str0m::media::Rid;

use crate::wire;

/// A layer that sent nothing for this long is switched off at the browser.
const SILENT: Duration = Duration::from_millis(1500);
/// At most one key frame request per layer in this time: a key frame costs the publisher many
/// times an ordinary one, and everybody who waits is served by the same one.
const BETWEEN_REQUESTS: Duration = Duration::from_millis(120);
/// Layers of one track.
pub const MOST: usize = 3;

/// One simulcast layer as it arrives.
#[derive(Debug, Clone, Copy)]
pub struct Layer {
    pub rid: Option<Rid>,
    /// 0 is the smallest.
    pub rank: u8,
    pub last_packet: Instant,
    pub last_request: Option<Instant>,
}

impl Layer {
    pub fn new(rid: Option<Rid>, now: Instant) -> Self {
        Self {
            rank: rank(rid),
            rid,
            last_packet: now,
            last_request: None,
        }
    }

    pub fn is_live(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.last_packet) < SILENT
    }

    /// Whether a key frame may be asked for now; notes that it was.
    pub fn may_request(&mut self, now: Instant) -> bool {
        let may = self
            .last_request
            .is_none_or(|last| now.saturating_duration_since(last) >= BETWEEN_REQUESTS);
        if may {
            self.last_request = Some(now);
        }
        may
    }
}

/// livekit-client names its layers q, h and f, from a quarter of the size to the full one.
fn rank(rid: Option<Rid>) -> u8 {
    match rid.as_deref() {
        Some("q") => 0,
        Some("h") => 1,
        Some(_) | None => 2,
    }
}

/// What a subscriber asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub disabled: bool,
    /// The highest rank of use to it.
    pub rank: u8,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            disabled: false,
            rank: 2,
        }
    }
}

impl Wanted {
    /// A subscriber names either a quality, or the size in which it shows the picture.
    pub fn from_settings(settings: &wire::UpdateTrackSettings, sizes: &[wire::VideoLayer]) -> Self {
        let disabled = settings.disabled || settings.quality == wire::QUALITY_OFF;
        let rank = if settings.width > 0 && settings.height > 0 {
            // The smallest layer that need not be enlarged, with some tolerance: a picture shown
            // one tenth larger than sent looks the same and costs a quarter.
            let mut fitting: Vec<&wire::VideoLayer> = sizes
                .iter()
                .filter(|size| u64::from(size.height) * 11 >= u64::from(settings.height) * 10)
                .collect();
            fitting.sort_by_key(|size| size.height);
            fitting.first().map_or(2, |size| rank_of(size.quality))
        } else {
            rank_of(settings.quality)
        };
        Self { disabled, rank }
    }
}

fn rank_of(quality: i32) -> u8 {
    match quality {
        wire::QUALITY_LOW => 0,
        wire::QUALITY_MEDIUM => 1,
        _ => 2,
    }
}

/// The layer to send: the best live one that is wanted, else the smallest live one, else the
/// smallest of all.
pub fn choose(layers: &[Layer], wanted: Wanted, now: Instant) -> Option<usize> {
    let live = || {
        layers
            .iter()
            .enumerate()
            .filter(|(_, layer)| layer.is_live(now))
    };
    live()
        .filter(|(_, layer)| layer.rank <= wanted.rank)
        .max_by_key(|(_, layer)| layer.rank)
        .or_else(|| live().min_by_key(|(_, layer)| layer.rank))
        .or_else(|| {
            layers
                .iter()
                .enumerate()
                .min_by_key(|(_, layer)| layer.rank)
        })
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layers(now: Instant) -> Vec<Layer> {
        ["q", "h", "f"]
            .map(|rid| Layer::new(Some(Rid::from(rid)), now))
            .to_vec()
    }

    #[test]
    fn the_best_wanted_layer_is_taken() {
        let now = Instant::now();
        let layers = layers(now);
        let with = |rank| Wanted {
            disabled: false,
            rank,
        };
        assert_eq!(choose(&layers, with(0), now), Some(0));
        assert_eq!(choose(&layers, with(1), now), Some(1));
        assert_eq!(choose(&layers, with(2), now), Some(2));
    }

    #[test]
    fn a_layer_that_fell_silent_is_left() {
        let now = Instant::now();
        let mut layers = layers(now);
        let later = now + Duration::from_secs(2);
        layers[0].last_packet = later;
        assert_eq!(choose(&layers, Wanted::default(), later), Some(0));
    }

    #[test]
    fn a_lone_stream_is_always_taken() {
        let now = Instant::now();
        let layers = [Layer::new(None, now)];
        let low = Wanted {
            disabled: false,
            rank: 0,
        };
        assert_eq!(choose(&layers, low, now), Some(0));
        assert_eq!(choose(&[], low, now), None);
    }

    #[test]
    fn the_shown_size_decides() {
        let sizes = [
            (wire::QUALITY_LOW, 320, 180),
            (wire::QUALITY_MEDIUM, 640, 360),
            (2, 1280, 720),
        ]
        .map(|(quality, width, height)| wire::VideoLayer {
            quality,
            width,
            height,
            bitrate: 0,
        });
        let rank = |width, height| {
            let settings = wire::UpdateTrackSettings {
                width,
                height,
                ..wire::UpdateTrackSettings::default()
            };
            Wanted::from_settings(&settings, &sizes).rank
        };
        assert_eq!(rank(160, 90), 0);
        assert_eq!(rank(340, 190), 0);
        assert_eq!(rank(600, 300), 1);
        assert_eq!(rank(1000, 600), 2);
        assert_eq!(rank(4000, 2000), 2);
    }

    #[test]
    fn no_size_is_too_large_to_reckon_with() {
        let sizes = [wire::VideoLayer {
            quality: wire::QUALITY_LOW,
            width: u32::MAX,
            height: u32::MAX,
            bitrate: 0,
        }];
        let shown = |height| wire::UpdateTrackSettings {
            width: height,
            height,
            ..wire::UpdateTrackSettings::default()
        };
        assert_eq!(Wanted::from_settings(&shown(360), &sizes).rank, 0);
        assert_eq!(Wanted::from_settings(&shown(u32::MAX), &sizes).rank, 0);
    }

    #[test]
    fn key_frame_requests_are_merged() {
        let now = Instant::now();
        let mut layer = Layer::new(None, now);
        assert!(layer.may_request(now));
        assert!(!layer.may_request(now + Duration::from_millis(50)));
        assert!(layer.may_request(now + Duration::from_millis(200)));
    }
}
