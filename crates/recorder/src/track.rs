//! One source of one person, from its packets to its file.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use kaiting_media::{Source, TapedPacket};
use kaiting_webm::{Codec, Head};

use crate::part::Part;
use crate::picture::{Frame, Picture};
use crate::queue::{Queue, Turn};
use crate::timeline::Timeline;
use crate::voice::Voice;
use crate::{epoch_ms, source_name};

/// After so long without a packet (ms) nothing is under way any more: what did not come was not said.
const QUIET: u64 = 3_000;

pub struct Track {
    identity: Arc<str>,
    source: Source,
    stream: u64,
    queue: Queue,
    timeline: Timeline,
    /// What an instant is in the journal's clock.
    clock: (Instant, u64),
    last: Instant,
    kind: Kind,
    /// The file, and what its time 0 is.
    part: Option<(Part, u64)>,
}

enum Kind {
    Voice(Voice),
    Picture(Picture),
}

/// Where files go.
pub struct Place<'a> {
    pub folder: &'a Path,
    pub title: &'a str,
}

impl Track {
    pub fn new(packet: &TapedPacket, now: Instant) -> Self {
        let (per_ms, kind) = match packet.source {
            Source::Microphone => (48, Kind::Voice(Voice::default())),
            Source::Camera | Source::Screen => (90, Kind::Picture(Picture::new())),
        };
        Self {
            identity: Arc::clone(&packet.identity),
            source: packet.source,
            stream: packet.stream,
            queue: Queue::default(),
            timeline: Timeline::new(per_ms),
            clock: (now, epoch_ms()),
            last: now,
            kind,
            part: None,
        }
    }

    fn here(&self, at: Instant) -> i64 {
        let (then, ms) = self.clock;
        let ms = i64::try_from(ms).unwrap_or(i64::MAX);
        let span = |d: std::time::Duration| i64::try_from(d.as_millis()).unwrap_or(i64::MAX);
        match at.checked_duration_since(then) {
            Some(after) => ms.saturating_add(span(after)),
            None => ms.saturating_sub(span(then.saturating_duration_since(at))),
        }
    }

    /// # Errors
    /// Of the disk.
    pub fn hear(&mut self, packet: TapedPacket, place: &Place<'_>, now: Instant) -> io::Result<()> {
        if packet.stream != self.stream {
            for turn in self.queue.rest() {
                self.turn(&turn, place)?;
            }
            self.stream = packet.stream;
            self.queue = Queue::default();
            self.timeline = Timeline::new(match self.source {
                Source::Microphone => 48,
                Source::Camera | Source::Screen => 90,
            });
            if let Kind::Picture(picture) = &mut self.kind {
                picture.begins_anew();
            }
        }
        self.last = packet.arrived;
        self.queue.add(packet);
        self.go_on(place, now)
    }

    /// What has waited long enough.
    ///
    /// # Errors
    /// Of the disk.
    pub fn go_on(&mut self, place: &Place<'_>, now: Instant) -> io::Result<()> {
        while let Some(turn) = self.queue.next(now) {
            self.turn(&turn, place)?;
        }
        Ok(())
    }

    fn turn(&mut self, turn: &Turn, place: &Place<'_>) -> io::Result<()> {
        let packet = &turn.packet;
        let arrived = self.here(packet.arrived);
        match &mut self.kind {
            Kind::Voice(voice) => {
                if packet.payload.is_empty() {
                    return Ok(());
                }
                let at = u64::try_from(self.timeline.at(packet.time, arrived)).unwrap_or(0);
                let name = (&self.identity, self.source);
                let (part, from) = begun(&mut self.part, place, name, Codec::Opus, at)?;
                voice.add(part, at.saturating_sub(from), &packet.payload)?;
            }
            Kind::Picture(picture) => {
                let Some(Frame { bytes, time, key }) = picture.add(turn) else {
                    return Ok(());
                };
                let at = u64::try_from(self.timeline.at(time, arrived)).unwrap_or(0);
                let (width, height) = key.unwrap_or_default();
                let codec = Codec::Vp8 { width, height };
                let name = (&self.identity, self.source);
                let (part, from) = begun(&mut self.part, place, name, codec, at)?;
                part.add(at.saturating_sub(from), key.is_some(), &bytes)?;
            }
        }
        Ok(())
    }

    /// Puts on the disk what has come.
    ///
    /// # Errors
    /// Of the disk.
    pub fn sync(&mut self, now: Instant) -> io::Result<()> {
        let quiet = u64::try_from(now.saturating_duration_since(self.last).as_millis());
        let here = u64::try_from(self.here(now)).unwrap_or(0);
        let Some((part, from)) = &mut self.part else {
            return Ok(());
        };
        if let Kind::Voice(voice) = &mut self.kind
            && quiet.is_ok_and(|quiet| quiet >= QUIET)
        {
            voice.fill(part, here.saturating_sub(QUIET).saturating_sub(*from))?;
        }
        part.sync()
    }

    /// The last of it, and the file that it went to.
    pub fn end(mut self, place: &Place<'_>) -> (Option<PathBuf>, io::Result<()>) {
        let mut done = Ok(());
        for turn in self.queue.rest() {
            if done.is_ok() {
                done = self.turn(&turn, place);
            }
        }
        let Some((mut part, _)) = self.part else {
            return (None, done);
        };
        let synced = part.sync();
        (Some(part.path().to_owned()), done.and(synced))
    }

    pub fn wants_key_frame(&self) -> Option<(&Arc<str>, Source)> {
        match &self.kind {
            Kind::Voice(_) => None,
            Kind::Picture(picture) => picture.is_lost().then_some((&self.identity, self.source)),
        }
    }

    pub fn written(&self) -> u64 {
        self.part.as_ref().map_or(0, |(part, _)| part.written)
    }
}

/// The file that is being written; a new one, if there is none, whose time 0 is `at`.
fn begun<'p>(
    part: &'p mut Option<(Part, u64)>,
    place: &Place<'_>,
    (identity, source): (&Arc<str>, Source),
    codec: Codec,
    at: u64,
) -> io::Result<(&'p mut Part, u64)> {
    if part.is_none() {
        let source = source_name(source);
        let head = Head {
            codec,
            from: at,
            title: place.title.to_owned(),
            name: format!("{source} {identity}"),
        };
        *part = Some((Part::begin(place.folder, &head, source)?, at));
    }
    match part {
        Some((part, from)) => Ok((part, *from)),
        None => Err(io::ErrorKind::Other.into()),
    }
}
