//! Whether the list of a sitting's files is complete: what lies on the disk is on record, and what is on record lies on the disk.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use kaiting_recorder::{Note, files, finish};
use tokio::sync::mpsc::UnboundedSender;

/// The files on record, and their bytes.
pub type Listed = BTreeMap<String, u64>;

/// What lay in a hearing's folder before its recorder began.
pub struct Leftovers {
    pub folder: PathBuf,
    pub paths: Vec<PathBuf>,
}

pub fn is_listed(path: &Path, listed: &Listed) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| listed.contains_key(name))
}

/// Finishes what nobody writes any more, and says so. Whether there was nothing in any of it. The hash of a long film takes its
/// time.
pub fn finish_all(left: &[PathBuf], found: &UnboundedSender<Note>) -> bool {
    let mut nothing = true;
    for path in left {
        match finish(path, true) {
            Ok(kept) => {
                nothing = false;
                let _ = found.send(Note::Kept(kept));
            }
            // It was begun, and nothing of it has come to the disk.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                tracing::warn!(file = %path.display(), "an empty recording");
            }
            Err(error) => {
                nothing = false;
                tracing::error!(%error, file = %path.display(), "a recording was not finished");
            }
        }
    }
    nothing
}

/// How many files there are, when the list has each that is there and each on the list is there. What it lacks is finished.
pub fn complete(folder: &Path, listed: &Listed, found: &UnboundedSender<Note>) -> Option<u32> {
    let here = match files(folder) {
        Ok(here) => here,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            tracing::error!(%error, folder = %folder.display(), "the recordings could not be looked at");
            return None;
        }
    };
    let left: Vec<_> = here
        .into_iter()
        .filter(|path| !is_listed(path, listed))
        .collect();
    let all = finish_all(&left, found);
    let kept = listed
        .iter()
        .all(|(file, bytes)| is_there(&folder.join(file), *bytes));
    (all && kept).then(|| u32::try_from(listed.len()).ok())?
}

fn is_there(path: &Path, bytes: u64) -> bool {
    let size = path.metadata().map(|found| found.len());
    let whole = size.as_ref().is_ok_and(|size| *size == bytes);
    if !whole {
        tracing::error!(file = %path.display(), bytes, ?size, "a recording that is on record is lost, or another");
    }
    whole
}

#[cfg(test)]
mod tests {
    use kaiting_webm::{Codec, Head};
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;

    #[test]
    fn the_list_is_complete_when_it_has_what_is_there_and_what_it_has_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let (found, _notes) = unbounded_channel();
        let look = |listed: &Listed| complete(folder.path(), listed, &found);
        assert_eq!(look(&Listed::new()), Some(0));
        let gone = folder.path().join("none");
        assert_eq!(complete(&gone, &Listed::new(), &found), Some(0));
        let listed: Listed = [("1-a.webm".to_owned(), 5)].into();
        assert_eq!(look(&listed), None, "lost");
        let path = folder.path().join("1-a.webm");
        std::fs::write(&path, b"1234").unwrap();
        assert_eq!(look(&listed), None, "cut off");
        std::fs::write(&path, b"12345").unwrap();
        assert_eq!(look(&listed), Some(1));
        // One that was begun, and of which nothing came, is no recording.
        let head = Head {
            codec: Codec::Opus,
            from: 1,
            title: "h".to_owned(),
            name: "microphone judge".to_owned(),
        };
        std::fs::write(folder.path().join("2-a.webm"), head.to_bytes(None)).unwrap();
        assert_eq!(look(&listed), Some(1));
    }
}
