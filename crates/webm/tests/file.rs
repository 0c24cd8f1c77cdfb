//! A file as it grows, as it ends, as it is cut, and as a part of it is given out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io;

use kaiting_webm::{At, Cluster, Codec, Ending, HEADER, Head, Index, Source, cues, opus};

struct Bytes(Vec<u8>);

impl Source for Bytes {
    fn length(&self) -> io::Result<u64> {
        Ok(self.0.len() as u64)
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let at = usize::try_from(offset).unwrap();
        let end = at + buffer.len();
        let found = self.0.get(at..end).ok_or(io::ErrorKind::UnexpectedEof)?;
        buffer.copy_from_slice(found);
        Ok(())
    }
}

fn head() -> Head {
    Head {
        codec: Codec::Opus,
        from: 1_795_658_832_120,
        title: "G1".into(),
        name: "microphone plaintiff".into(),
    }
}

/// So many seconds, each of one cluster of 50 blocks that say which second they are of.
fn growing(seconds: u64) -> Bytes {
    let mut file = head().to_bytes(None);
    for second in 0..seconds {
        let mut cluster = Cluster::new(second * 1_000);
        for block in 0..50 {
            let mut frame = opus::SILENCE.to_vec();
            frame.extend_from_slice(&second.to_be_bytes());
            cluster.add(second * 1_000 + block * 20, true, &frame);
        }
        file.extend(cluster.into_bytes());
    }
    Bytes(file)
}

fn index_of(bytes: &Bytes) -> Index {
    let mut index = Index::default();
    index.read_on(bytes).unwrap();
    index
}

fn finish(mut bytes: Bytes, duration: u64) -> Bytes {
    let index = index_of(&bytes);
    let after = cues(&index.clusters);
    let ending = Ending {
        duration,
        cues_at: index.end,
        cues_len: after.len() as u64,
    };
    bytes.0.truncate(usize::try_from(index.end).unwrap());
    bytes.0[..HEADER].copy_from_slice(&head().to_bytes(Some(ending)));
    bytes.0.extend(after);
    bytes
}

#[test]
fn the_head_says_what_it_was_told_before_and_after() {
    let ending = Ending {
        duration: 5_000,
        cues_at: 90_000,
        cues_len: 40,
    };
    for codec in [
        Codec::Opus,
        Codec::Vp8 {
            width: 1280,
            height: 720,
        },
    ] {
        let head = Head { codec, ..head() };
        for ending in [None, Some(ending)] {
            let bytes = head.to_bytes(ending);
            assert_eq!(bytes.len(), HEADER);
            assert_eq!(Head::read(&bytes), Some(head.clone()), "{ending:?}");
        }
    }
    let long = Head {
        title: "案".repeat(400),
        name: "人".repeat(400),
        ..head()
    };
    assert_eq!(long.to_bytes(Some(ending)).len(), HEADER);
    assert_eq!(Head::read(&[0; HEADER]), None);
}

#[test]
fn wherever_it_is_cut_all_whole_seconds_are_there() {
    let whole = growing(20);
    let length = whole.0.len();
    let one = (length - HEADER) / 20;
    for cut in (HEADER..length).step_by(7) {
        let index = index_of(&Bytes(whole.0[..cut].to_vec()));
        let seconds = (cut - HEADER) / one;
        assert_eq!(index.clusters.len(), seconds, "cut at {cut}");
        assert!(!index.finished);
        assert_eq!(index.end as usize, HEADER + seconds * one);
    }
}

#[test]
fn a_hole_at_the_end_is_not_taken_for_sound() {
    // As a power cut may leave it: the length is there, the bytes are not.
    let mut file = growing(5);
    let whole = file.0.len();
    file.0.resize(whole + 4_096, 0);
    let index = index_of(&file);
    assert_eq!((index.clusters.len(), index.end as usize), (5, whole));
}

#[test]
fn an_index_goes_on_where_it_stood() {
    let mut index = Index::default();
    index.read_on(&growing(3)).unwrap();
    index.read_on(&growing(10)).unwrap();
    assert_eq!(index, index_of(&growing(10)));
    let finished = index_of(&finish(growing(10), 10_000));
    assert!(finished.finished);
    assert_eq!(finished.clusters, index.clusters);
}

#[test]
fn a_part_is_a_file_of_its_own_from_any_byte_on() {
    let file = finish(growing(3 * 60), 180_000);
    let index = index_of(&file);
    let window = index.window(&head(), 100_400, 130_000).unwrap();
    assert_eq!((window.begins, window.duration), (100_000, 30_000));
    let length = usize::try_from(window.len()).unwrap();
    let all = window.read(&file, 0, length).unwrap();
    assert_eq!(all.len(), length);
    // The same in pieces of any size, as a player asks for them.
    for size in [1, 7, 4_096] {
        let mut pieces = Vec::new();
        while pieces.len() < length {
            pieces.extend(window.read(&file, pieces.len() as u64, size).unwrap());
        }
        assert!(pieces == all, "in pieces of {size}");
    }
    let part = index_of(&Bytes(all.clone()));
    assert!(part.finished);
    assert_eq!(Head::read(&all).unwrap().from, head().from + 100_000);
    let times: Vec<u64> = part.clusters.iter().map(|c| c.time).collect();
    assert_eq!(times, (0..30).map(|s| s * 1_000).collect::<Vec<_>>());
    // Nothing of another second is in it.
    let said = |second: u64| {
        let mark = [&opus::SILENCE[..], &second.to_be_bytes()].concat();
        all.windows(mark.len()).any(|w| w == mark)
    };
    assert!(said(100) && said(129) && !said(99) && !said(130));
}

#[test]
fn a_part_begins_where_a_player_can() {
    let at = |time: u64, key: bool| At {
        time,
        offset: HEADER as u64 + time,
        length: 1_000,
        key,
    };
    let index = Index {
        clusters: vec![
            at(0, true),
            at(1_000, false),
            at(2_000, false),
            at(3_000, true),
        ],
        end: 5_000,
        finished: false,
    };
    assert_eq!(index.window(&head(), 2_500, 9_000).unwrap().begins, 0);
    assert_eq!(index.window(&head(), 3_500, 9_000).unwrap().begins, 3_000);
    assert!(index.window(&head(), 0, 0).is_none());
}
