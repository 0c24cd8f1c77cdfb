//! Room on the disk. Uploads end before the journal has to: what was said in court is worth more than one file more.

use std::io;
use std::path::Path;

const RESERVE: u64 = 1024 * 1024 * 1024;
/// The same as a share of the whole, in hundredths.
const RESERVE_SHARE: u64 = 5;

/// Whether `more` bytes leave the reserve on the file system of this folder alone.
#[cfg(unix)]
pub fn has_room(folder: &Path, more: u64) -> io::Result<bool> {
    let found = rustix::fs::statvfs(folder)?;
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    let whole = found.f_blocks.saturating_mul(found.f_frsize);
    Ok(leaves_reserve(free, whole, more))
}

#[cfg(not(unix))]
pub fn has_room(_folder: &Path, _more: u64) -> io::Result<bool> {
    Ok(true)
}

fn leaves_reserve(free: u64, whole: u64, more: u64) -> bool {
    let left = free.saturating_sub(more);
    left >= RESERVE && left >= whole / 100 * RESERVE_SHARE
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = RESERVE;

    #[test]
    fn a_reserve_stays_by_size_and_by_share() {
        assert!(leaves_reserve(2 * GIB, 10 * GIB, GIB));
        assert!(!leaves_reserve(2 * GIB, 10 * GIB, GIB + 1));
        assert!(leaves_reserve(51 * GIB, 1_000 * GIB, GIB));
        assert!(!leaves_reserve(50 * GIB, 1_000 * GIB, GIB), "five per cent");
        assert!(!leaves_reserve(0, 0, 0));
    }

    #[test]
    fn the_disk_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_room(folder.path(), u64::MAX).unwrap());
        assert!(has_room(&folder.path().join("nowhere"), 0).is_err());
    }
}
