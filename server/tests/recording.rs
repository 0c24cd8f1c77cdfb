//! A record that its recording replaces: signing begins when no file is to come, and not before.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::path::Path;
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use common::court::{Court, session};
use common::line::Line;
use hearing::{
    Actor, Command, Event, HearingId, Matter, Millis, Procedure, Publicity, Recorded, Refusal,
    Role, Seat, SeatId, Side, Zone,
};
use kaiting_media::{Source, Taped, TapedPacket};
use kaiting_recorder::{Kept, Note, Recorder, Settings};

/// Half a second of the judge's voice, in a file that is finished.
fn recorded(folder: &Path) -> Kept {
    let (out, kept) = mpsc::channel();
    let out = Mutex::new(out);
    let notes = Arc::new(move |note| {
        if let Note::Kept(one) = note {
            let _ = out.lock().unwrap().send(one);
        }
    });
    let settings = Settings {
        folder: folder.to_owned(),
        title: "h".into(),
        reserve: 0,
    };
    let recorder = Recorder::start(settings, notes).unwrap();
    let (run, taps) = recorder.begin();
    for nth in 0..25 {
        taps.give(Taped::Packet(TapedPacket {
            run,
            identity: "judge".into(),
            source: Source::Microphone,
            stream: 1,
            seq: nth,
            time: nth * 960,
            marker: false,
            arrived: Instant::now(),
            payload: [0x78, 1, 2].into(),
        }));
        std::thread::sleep(Duration::from_millis(20));
    }
    recorder.rest();
    kept.recv_timeout(Duration::from_secs(5)).unwrap()
}

/// A civil hearing of the simple procedure, recorded from beginning to end and closed; both sides want the recording.
fn closed(from: Millis, until: Millis) -> Vec<Recorded> {
    let matter = Matter {
        id: HearingId::new("h"),
        court: "海淀区人民法院".into(),
        courtroom: "在线法庭二".into(),
        scheduled_at: from,
        procedure: Procedure::CivilSimple,
        publicity: Publicity::Open,
        gallery_seats: hearing::gallery_seats(),
        case: None,
    };
    let seats = [
        ("judge", Role::PresidingJudge, Side::Court),
        ("clerk", Role::Clerk, Side::Court),
        ("plaintiff", Role::Party, Side::Plaintiff),
        ("defendant", Role::Party, Side::Defendant),
    ];
    let seats = seats.map(|(id, role, side)| {
        let mut seat = Seat::new(id, role, side, id);
        (seat.zone, seat.attended) = (Zone::Courtroom, true);
        seat
    });
    let seats = seats.to_vec();
    let agrees = |seat: &str| Event::ReplacementAnswered {
        seat: SeatId::new(seat),
        agreed: true,
    };
    let events = [
        (from, Event::HearingScheduled { matter, seats }),
        (
            from,
            Event::RecorderChanged {
                running: true,
                trouble: None,
            },
        ),
        (from, Event::HearingOpened),
        (from, Event::RecordingStarted),
        (from, Event::ReplacementAsked),
        (from, agrees("plaintiff")),
        (from, agrees("defendant")),
        (until, Event::RecordingStopped),
        (until, Event::HearingClosed),
    ];
    let by = Actor::System;
    let record = |(at, event)| Recorded {
        at,
        by: by.clone(),
        event,
    };
    events.map(record).to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_recorder_has_left_is_finished_listed_and_then_signed_for() {
    let folder = tempfile::tempdir().unwrap();
    let kept = recorded(folder.path());
    let mut court = Court::with(&[("h", closed(kept.from, kept.until))]).await;
    let clerk = session("h", &SeatId::new("clerk"));
    let mut line = Line::open(court.at, &clerk).await;
    let refused = line.ask(Command::OpenSignOff).await.unwrap_err();
    let none = [Refusal::RecordingUnfinished, Refusal::RecordingIncomplete];
    assert!(none.contains(&refused), "{refused:?}");

    court.kill();
    let into = court.data.join("recordings").join("h");
    std::fs::copy(folder.path().join(&kept.file), into.join(&kept.file)).unwrap();
    court.restart();
    let mut line = Line::open(court.at, &clerk).await;
    let asked = Instant::now();
    while let Err(refused) = line.ask(Command::OpenSignOff).await {
        assert!(none.contains(&refused), "{refused:?}");
        assert!(asked.elapsed() < Duration::from_secs(10), "{refused:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let sign_off = Line::open(court.at, &clerk).await.view.transcript.sign_off;
    let files = sign_off.unwrap().recording;
    assert_eq!(files.len(), 1);
    assert_eq!(
        (&files[0].file, &files[0].sha256, files[0].bytes),
        (&kept.file, &kept.sha256, kept.bytes)
    );

    // Another one turns up later: it is in no signature, and on no list.
    court.kill();
    std::fs::copy(into.join(&kept.file), into.join("9-0-microphone.webm")).unwrap();
    court.restart();
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let view = Line::open(court.at, &clerk).await.view;
    assert_eq!(view.tracks.len(), 1);
    assert_eq!(view.transcript.sign_off.unwrap().recording.len(), 1);
}
