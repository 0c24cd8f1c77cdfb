//! A recorder that is fed, starved, killed and let run out of room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kaiting_media::{Source, Taped, TapedPacket, Taps};
use kaiting_recorder::{Kept, Note, Recorder, Settings, Shelf, Trouble, files, finish};

fn start(folder: &Path, reserve: u64) -> (Recorder, Receiver<Kept>) {
    let (out, kept) = channel();
    let out = Mutex::new(out);
    let settings = Settings {
        folder: folder.to_owned(),
        title: "G1".into(),
        reserve,
    };
    let notes = Arc::new(move |note| {
        if let Note::Kept(one) = note {
            let _ = out.lock().unwrap().send(one);
        }
    });
    (Recorder::start(settings, notes).unwrap(), kept)
}

/// 20 ms that say whose they are and which they are.
fn words(who: &str, nth: u64) -> Vec<u8> {
    let mut packet = vec![0x78];
    packet.extend_from_slice(who.as_bytes());
    packet.extend_from_slice(&nth.to_be_bytes());
    packet
}

fn voice(run: u64, who: &str, nth: u64, arrived: Instant) -> Taped {
    Taped::Packet(TapedPacket {
        run,
        identity: who.into(),
        source: Source::Microphone,
        stream: 1,
        seq: 500 + nth,
        time: 7_000 + nth * 960,
        marker: false,
        arrived,
        payload: words(who, nth).into(),
    })
}

fn epoch() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    since.as_millis() as u64
}

/// Speaks in real time.
fn speak(taps: &Taps, run: u64, who: &str, from: u64, count: u64) {
    let begun = Instant::now();
    for nth in from..from + count {
        let due = begun + Duration::from_millis((nth - from) * 20);
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        assert!(taps.give(voice(run, who, nth, Instant::now())));
        taps.give(Taped::Alive {
            run,
            at: Instant::now(),
        });
    }
}

fn bytes(folder: &Path, kept: &Kept) -> Vec<u8> {
    std::fs::read(folder.join(&kept.file)).unwrap()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn each_voice_has_its_file_and_each_rest_ends_them() {
    let folder = tempfile::tempdir().unwrap();
    let (recorder, kept) = start(folder.path(), 0);
    assert!(recorder.state().running);
    let before = epoch();
    let (run, taps) = recorder.begin();
    let other = {
        let taps = taps.clone();
        std::thread::spawn(move || speak(&taps, run, "defendant", 0, 60))
    };
    speak(&taps, run, "plaintiff", 0, 60);
    other.join().unwrap();
    recorder.rest();
    let mut two = [kept.recv().unwrap(), kept.recv().unwrap()];
    two.sort_by(|a, b| a.identity.cmp(&b.identity));
    let [defendant, plaintiff] = two;
    assert_eq!(defendant.identity, "defendant");
    assert_eq!(plaintiff.source, Source::Microphone);
    assert!(!plaintiff.cut);
    assert!(plaintiff.from >= before && plaintiff.from < before + 1_000);
    let long = plaintiff.until - plaintiff.from;
    assert!((1_140..1_300).contains(&long), "{long} ms");
    let of_plaintiff = bytes(folder.path(), &plaintiff);
    for nth in 0..60 {
        assert!(holds(&of_plaintiff, &words("plaintiff", nth)), "{nth}");
        assert!(!holds(&of_plaintiff, &words("defendant", nth)), "{nth}");
    }
    // After the rest another file begins, and what comes by the tap of before goes nowhere.
    let (again, taps) = recorder.begin();
    speak(&taps, again, "plaintiff", 100, 30);
    recorder.rest();
    let second = kept.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(second.from >= plaintiff.until);
    assert!(!holds(
        &bytes(folder.path(), &second),
        &words("plaintiff", 59)
    ));
    recorder.refuse();
    speak(&taps, again, "plaintiff", 200, 10);
    assert!(kept.recv_timeout(Duration::from_millis(500)).is_err());
    assert_eq!(files(folder.path()).unwrap().len(), 3);
}

fn till_done(recorder: &Recorder) {
    let begun = Instant::now();
    while !recorder.is_done() {
        assert!(begun.elapsed() < Duration::from_secs(5), "never done");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn it_is_done_when_every_file_is_finished_and_none_begins_after() {
    let folder = tempfile::tempdir().unwrap();
    let (recorder, kept) = start(folder.path(), 0);
    till_done(&recorder);
    let (run, taps) = recorder.begin();
    speak(&taps, run, "judge", 0, 20);
    assert!(!recorder.is_done(), "it records");
    recorder.rest();
    till_done(&recorder);
    assert!(
        kept.try_recv().is_ok(),
        "said before it says that it is done"
    );
    // What the tap still brings was not ordered to be recorded.
    speak(&taps, run, "judge", 20, 20);
    assert!(recorder.is_done());
    assert_eq!(files(folder.path()).unwrap().len(), 1);
    let (_, _taps) = recorder.begin();
    assert!(!recorder.is_done(), "another begins");
}

#[test]
fn a_tap_that_is_not_taken_away_keeps_no_file_open() {
    let folder = tempfile::tempdir().unwrap();
    let (recorder, kept) = start(folder.path(), 0);
    let (run, taps) = recorder.begin();
    let talk = std::thread::spawn(move || speak(&taps, run, "judge", 0, 100));
    std::thread::sleep(Duration::from_millis(600));
    recorder.refuse();
    assert!(kept.recv_timeout(Duration::from_millis(900)).is_ok());
    assert!(!talk.is_finished(), "it still speaks");
    talk.join().unwrap();
    till_done(&recorder);
}

#[test]
fn silence_keeps_a_voice_on_the_clock() {
    let folder = tempfile::tempdir().unwrap();
    let (recorder, kept) = start(folder.path(), 0);
    let (run, taps) = recorder.begin();
    let begun = Instant::now();
    speak(&taps, run, "judge", 0, 10);
    std::thread::sleep(Duration::from_millis(900));
    // The sender's own clock has gone on meanwhile; packet 60 was sent 1.2 s after packet 0.
    std::thread::sleep(
        (begun + Duration::from_millis(1_200)).saturating_duration_since(Instant::now()),
    );
    speak(&taps, run, "judge", 60, 10);
    recorder.rest();
    let kept = kept.recv_timeout(Duration::from_secs(5)).unwrap();
    let long = kept.until - kept.from;
    // To a few packets of 20 ms: when they arrive is for the machine to say.
    assert!((1_340..1_500).contains(&long), "{long} ms");
    let shelf = Shelf::new(folder.path().to_owned());
    let late = shelf
        .open(&kept.file, kept.from + 1_100, kept.until + 1_000)
        .unwrap();
    let late = late
        .read(0, usize::try_from(late.window.len()).unwrap())
        .unwrap();
    assert!(holds(&late, &words("judge", 60)));
    assert!(
        !holds(&late, &words("judge", 3)),
        "the first second is not given out"
    );
}

#[test]
fn a_moment_is_given_out_while_it_is_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let (recorder, _kept) = start(folder.path(), 0);
    let (run, taps) = recorder.begin();
    let begun = epoch();
    speak(&taps, run, "witness", 0, 150);
    let shelf = Shelf::new(folder.path().to_owned());
    let heard = |at: u64, of| shelf.at(at, Source::Microphone, of).unwrap();
    let found = heard(begun + 1_000, None);
    assert_eq!(found.len(), 1);
    assert_eq!(heard(begun + 1_000, Some("witness")), found);
    assert!(heard(begun + 1_000, Some("plaintiff")).is_empty());
    let seen = shelf.at(begun + 1_000, Source::Camera, None).unwrap();
    assert!(seen.is_empty());
    assert_eq!(found[0].identity, "witness");
    let opened = shelf
        .open(&found[0].file, begun + 1_000, begun + 60_000)
        .unwrap();
    assert!(opened.from <= begun + 1_000 && opened.from + 1_200 > begun + 1_000);
    assert!(heard(begun - 60_000, None).is_empty());
    assert!(heard(begun + 60_000, None).is_empty());
    for name in ["../court.key", "/etc/passwd", "a/../b.webm", ".webm/.."] {
        assert!(shelf.open(name, 0, 1).is_err(), "{name}");
    }
}

#[test]
fn a_picture_begins_with_a_key_frame_and_after_a_loss_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (recorder, kept) = start(folder.path(), 0);
    let (run, taps) = recorder.begin();
    let frame = |nth: u64, key: bool| {
        let mut payload = vec![
            0x10,
            u8::from(!key),
            0,
            0,
            0x9D,
            0x01,
            0x2A,
            0x40,
            0x01,
            0xF0,
            0x00,
        ];
        payload.extend_from_slice(&(nth | 0xABCD_0000_0000).to_be_bytes());
        Taped::Packet(TapedPacket {
            run,
            identity: "party".into(),
            source: Source::Camera,
            stream: 1,
            seq: nth,
            time: nth * 3_000,
            marker: true,
            arrived: Instant::now(),
            payload: payload.into(),
        })
    };
    // Frame 5 is lost.
    for nth in [0, 1, 2, 3, 4, 6, 7, 8, 9, 10] {
        taps.give(frame(nth, nth == 2 || nth == 8));
        std::thread::sleep(Duration::from_millis(33));
    }
    std::thread::sleep(Duration::from_millis(500));
    recorder.rest();
    let kept = kept.recv_timeout(Duration::from_secs(5)).unwrap();
    let all = bytes(folder.path(), &kept);
    let has = |nth: u64| holds(&all, &(nth | 0xABCD_0000_0000).to_be_bytes());
    let found: Vec<u64> = (0..11).filter(|nth| has(*nth)).collect();
    assert_eq!(found, [2, 3, 4, 8, 9, 10]);
}

/// The child of the next test: records until it is killed.
#[test]
fn child() {
    let Some(folder) = std::env::var_os("KAITING_RECORDER_CHILD") else {
        return;
    };
    let (recorder, _kept) = start(&PathBuf::from(folder), 0);
    let (run, taps) = recorder.begin();
    speak(&taps, run, "party", 0, 3_000);
}

#[test]
fn after_a_kill_all_but_the_last_second_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture"])
        .env("KAITING_RECORDER_CHILD", folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let begun = loop {
        if !files(folder.path()).unwrap().is_empty() {
            break Instant::now();
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    std::thread::sleep(Duration::from_millis(4_700));
    let lived = begun.elapsed();
    child.kill().unwrap();
    child.wait().unwrap();
    let path = &files(folder.path()).unwrap()[0];
    let kept = finish(path, true).unwrap();
    assert!(kept.cut);
    let all = bytes(folder.path(), &kept);
    // Every packet up to a second and a turn of the writer before the end.
    let sure = (lived.as_millis() as u64 - 1_200) / 20;
    for nth in 0..sure {
        assert!(holds(&all, &words("party", nth)), "{nth} of {sure}");
    }
    // Finishing again changes nothing.
    let again = finish(path, true).unwrap();
    assert_eq!((&again.sha256, again.bytes), (&kept.sha256, kept.bytes));
    assert!(!again.cut);
}

#[test]
fn a_full_disk_is_said_and_a_disk_with_room_is_written_again() {
    // In memory, where nobody else writes.
    let folder = tempfile::tempdir_in("/dev/shm").unwrap();
    let free = {
        let found = rustix::fs::statvfs(folder.path()).unwrap();
        found.f_bavail * found.f_frsize
    };
    let (recorder, kept) = start(folder.path(), free - 4 * 1024 * 1024);
    let (run, taps) = recorder.begin();
    let (done, over) = channel::<()>();
    let talk = std::thread::spawn(move || {
        let mut nth = 0;
        while over.try_recv().is_err() {
            speak(&taps, run, "party", nth, 10);
            nth += 10;
        }
    });
    std::thread::sleep(Duration::from_millis(1_500));
    assert!(recorder.state().running);
    let fat = folder.path().join("fat");
    std::fs::write(&fat, vec![7; 5 * 1024 * 1024]).unwrap();
    let filled = Instant::now();
    while recorder.state().running {
        assert!(
            filled.elapsed() < Duration::from_secs(5),
            "not said in time"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(recorder.state().trouble, Some(Trouble::DiskFull));
    // What there was is kept, with its index: the reserve is there for it.
    let first = kept.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(!first.cut && first.until > first.from + 1_000);
    std::fs::remove_file(&fat).unwrap();
    let freed = Instant::now();
    while !recorder.state().running {
        assert!(
            freed.elapsed() < Duration::from_secs(6),
            "not written again"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    std::thread::sleep(Duration::from_millis(1_500));
    done.send(()).unwrap();
    talk.join().unwrap();
    recorder.rest();
    let second = kept.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(
        second.from > first.until,
        "another file, and the gap between them"
    );
}
