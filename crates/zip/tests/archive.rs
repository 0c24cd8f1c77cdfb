//! Others read what we write, and we read it again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;

use kaiting_zip::{END, Layout, Part, archive, directory, parts};

fn end(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.len().saturating_sub(END)..]
}

#[test]
fn what_was_written_is_read_again() {
    let made = archive(&[
        ("a.txt", b"one"),
        ("证据/借条.jpg", b""),
        ("b", &[0; 70_000]),
    ])
    .unwrap();
    let place = directory(end(&made), made.len() as u64).unwrap();
    let from = usize::try_from(place.from).unwrap();
    let (found, layout) = parts(&made[from..]).unwrap();
    assert_eq!(found[1], Part::of("证据/借条.jpg", b""));
    assert_eq!(layout.size, made.len() as u64);
    let at = usize::try_from(layout.begins[0]).unwrap();
    assert_eq!(&made[at..at + 3], b"one");
}

#[test]
fn no_byte_of_an_end_changes_unseen() {
    let made = archive(&[("a.txt", b"one"), ("b.txt", b"two")]).unwrap();
    let size = made.len() as u64;
    let from = usize::try_from(directory(end(&made), size).unwrap().from).unwrap();
    for at in from..made.len() {
        let mut changed = made.clone();
        changed[at] ^= 1;
        let read = directory(end(&changed), size).and_then(|place| {
            let from = usize::try_from(place.from).ok()?;
            parts(changed.get(from..)?)
        });
        // A name or a checksum may be another; then it is not that of the content any more.
        let known = parts(&made[from..]).unwrap();
        assert!(read.is_none_or(|read| read != known), "byte {at}");
    }
}

#[test]
fn others_read_it() {
    let folder = std::env::temp_dir().join(format!("kaiting-zip-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("made.zip");
    std::fs::write(
        &file,
        archive(&[("a.txt", b"one"), ("证据/b.txt", b"two")]).unwrap(),
    )
    .unwrap();
    let said = Command::new("unzip").arg("-t").arg(&file).output();
    std::fs::remove_dir_all(&folder).unwrap();
    let said = said.expect("unzip is not installed; cargo xtask test sees to it");
    let text = String::from_utf8_lossy(&said.stdout);
    assert!(
        said.status.success() && text.contains("No errors detected"),
        "{text}"
    );
}

/// Five gigabytes, of which only what stands around the contents is made.
#[test]
fn beyond_four_gigabytes_the_places_are_wide() {
    let film = |n: u32| Part {
        name: format!("film-{n}"),
        size: 1_300_000_000,
        crc: n,
    };
    let all: Vec<Part> = (0..5).map(film).collect();
    let layout = Layout::of(&all).unwrap();
    assert!(layout.size > 6_500_000_000);
    let place = directory(end(&layout.tail), layout.size).unwrap();
    assert_eq!(place.from, layout.size - layout.tail.len() as u64);
    assert_eq!(parts(&layout.tail).unwrap().0, all);
    let five = Part {
        size: 5_000_000_000,
        ..film(1)
    };
    assert!(Layout::of(&[five]).is_err());
    let many: Vec<Part> = (0..70_000).map(|n| Part { size: 0, ..film(n) }).collect();
    let layout = Layout::of(&many).unwrap();
    assert_eq!(parts(&layout.tail).unwrap().0.len(), 70_000);
}
