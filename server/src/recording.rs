//! The recordings of this court: a recorder for each hearing that is not over, its word for the journal, and the moments that
//! are given out of what it has written.

mod keeper;
mod survey;
mod tickets;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use hearing::HearingId;
use hearing::recording::{RecorderTrouble, TrackSource};
use kaiting_media::Source;
use kaiting_recorder::{Note, Recorder, Settings, Shelf};
use tokio::sync::mpsc;

use crate::config::Config;
pub use keeper::Desk;
use survey::Leftovers;
pub use tickets::{Tickets, What};

pub struct Recordings {
    folder: PathBuf,
    reserve: u64,
    shelves: BTreeMap<HearingId, Arc<Shelf>>,
    pub tickets: Tickets,
}

impl Recordings {
    pub fn new(config: &Config) -> Self {
        Self {
            folder: config.recordings.clone(),
            reserve: config.recording_reserve,
            shelves: BTreeMap::new(),
            tickets: Tickets::default(),
        }
    }

    /// What one hearing is recorded with. Where that cannot be, because nothing can be written or the media `come` to no
    /// recorder, the hearing is held without, and says so.
    pub fn desk(&mut self, hearing: &HearingId, come: bool) -> Desk {
        let folder = self.folder.join(folder_name(hearing));
        let shelf = Arc::new(Shelf::new(folder.clone()));
        self.shelves.insert(hearing.clone(), shelf);
        // Before a recorder begins to write there: what is there now, nobody writes any more.
        let before = Leftovers {
            paths: kaiting_recorder::files(&folder).unwrap_or_default(),
            folder: folder.clone(),
        };
        let (out, notes) = mpsc::unbounded_channel();
        let settings = Settings {
            folder,
            title: hearing.0.clone(),
            reserve: self.reserve,
        };
        let found = out.clone();
        let say = Arc::new(move |note: Note| {
            // Nobody listens any more when the court shuts down; what is kept is found again.
            let _ = out.send(note);
        });
        let start = || {
            Recorder::start(settings, say)
                .inspect_err(|error| tracing::error!(%hearing, %error, "nothing can be recorded"))
                .ok()
        };
        let recorder = come.then(start).flatten();
        let without = if come {
            RecorderTrouble::Stopped
        } else {
            RecorderTrouble::NoRecorder
        };
        Desk::new(recorder, without, before, found, notes)
    }

    pub fn shelf(&self, hearing: &HearingId) -> Option<Arc<Shelf>> {
        self.shelves.get(hearing).cloned()
    }
}

pub fn source(source: Source) -> TrackSource {
    match source {
        Source::Microphone => TrackSource::Microphone,
        Source::Camera => TrackSource::Camera,
        Source::Screen => TrackSource::Screen,
    }
}

/// Whatever a hearing is called, its folder lies within ours.
fn folder_name(hearing: &HearingId) -> String {
    let mut name = String::new();
    for byte in hearing.0.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("_{byte:02x}"));
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hearing_has_a_folder_of_its_own_whatever_it_is_called() {
        let name = |id: &str| folder_name(&HearingId::new(id));
        assert_eq!(name("G1"), "G1");
        assert_eq!(name("../x"), "_2e_2e_2fx");
        assert_ne!(name("a_2f"), name("a/"));
    }
}
