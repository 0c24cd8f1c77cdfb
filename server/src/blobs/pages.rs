//! How many pages a PDF has, without opening it: a hostile file gets a linear scan in bounded memory and nothing else.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

const CHUNK: usize = 256 * 1024;
/// Longer than anything looked for.
const OVERLAP: usize = 64;
/// More than a court reads in a day.
const MOST: u32 = 10_000;

/// Page objects that stand in the open; where they are packed into streams, the largest `/Count` of a page tree that
/// does; else 1, and the browser's reader shows what there is.
pub fn count(path: &Path) -> io::Result<u32> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(0))?;
    let mut buffer = vec![0; CHUNK];
    let mut kept = 0;
    let (mut pages, mut largest) = (0_u32, 0_u32);
    loop {
        let room = buffer.get_mut(kept..).unwrap_or_default();
        let read = file.read(room)?;
        let filled = kept + read;
        let part = buffer.get(..filled).unwrap_or_default();
        let last = read == 0;
        // What begins in the overlap is looked at with the next chunk, where all of it is there.
        let upto = if last {
            filled
        } else {
            filled.saturating_sub(OVERLAP)
        };
        for at in 0..upto {
            let rest = part.get(at..).unwrap_or_default();
            if is_page(rest) {
                pages += 1;
            } else if let Some(n) = tree_count(rest) {
                largest = largest.max(n);
            }
        }
        if last {
            let found = if pages > 0 { pages } else { largest };
            return Ok(found.clamp(1, MOST));
        }
        buffer.copy_within(upto..filled, 0);
        kept = filled - upto;
    }
}

/// `/Type /Page`, and not `/Pages`.
fn is_page(rest: &[u8]) -> bool {
    let Some(rest) = rest.strip_prefix(b"/Type") else {
        return false;
    };
    let value = rest.trim_ascii_start();
    value
        .strip_prefix(b"/Page")
        .is_some_and(|after| !after.first().is_some_and(u8::is_ascii_alphanumeric))
}

/// `/Count n`
fn tree_count(rest: &[u8]) -> Option<u32> {
    let value = rest.strip_prefix(b"/Count")?.trim_ascii_start();
    let digits: Vec<u8> = value
        .iter()
        .copied()
        .take_while(u8::is_ascii_digit)
        .take(6)
        .collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages_of(text: &str) -> u32 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, text).unwrap();
        count(&path).unwrap()
    }

    #[test]
    fn pages_are_counted_across_chunks() {
        let one = "1 0 obj <</Type /Page /Parent 2 0 R>> endobj\n";
        let filler = "x".repeat(CHUNK - 20);
        let text =
            format!("%PDF-1.7 <</Type/Pages/Count 3>>{one}{filler}{one}{filler}<</Type/Page>>");
        assert_eq!(pages_of(&text), 3);
    }

    #[test]
    fn packed_pages_are_told_by_the_tree() {
        assert_eq!(pages_of("%PDF-1.7 <</Type /Pages /Count 12>>"), 12);
        assert_eq!(pages_of("%PDF-1.7"), 1);
        assert_eq!(pages_of("%PDF-1.7 /Count 999999"), MOST);
    }
}
