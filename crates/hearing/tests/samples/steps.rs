//! The steps of a hearing: who asks for what, who comes and goes, what the backend states, and how time passes.

use hearing::check_in::*;
use hearing::exhibit::*;
use hearing::*;
use proptest::prelude::*;

use super::commands::*;
use super::{exhibit_id, paper_command, seat_id, secrecy};

/// Who come to watch; the last two are of the case, and one has the name of another.
pub const WATCHERS: [&str; 8] = [
    "旁听壹",
    "旁听贰",
    "旁听叁",
    "旁听肆",
    "旁听伍",
    "旁听壹",
    "何秀兰",
    "林知远",
];

pub fn watcher(n: usize) -> SeatId {
    SeatId::new(format!("watcher-{n}"))
}

pub fn registers(n: usize) -> Command {
    Command::RegisterObserver {
        seat: watcher(n),
        name: WATCHERS[n].into(),
        document: DocumentKind::IdCard,
        last_four: format!("000{n}"),
        adult: true,
        // Some come before others who were there sooner.
        relative: n % 3 == 2,
    }
}

pub fn about_watcher(n: usize, act: u8) -> Command {
    let seat = watcher(n);
    match act {
        0 => Command::Admit { seat },
        1 => Command::VerifyIdentity {
            seat,
            how: VerificationMethod::ByEye,
            stated_at: None,
        },
        2 => Command::SendToWait {
            seat,
            reason: "因故".into(),
        },
        _ => Command::Remove {
            seat,
            reason: "因故".into(),
        },
    }
}

#[derive(Clone, Debug)]
pub enum Step {
    Ask(SeatId, Command),
    Line(SeatId, bool),
    Fact(Fact),
    /// Somebody at the door, by his number.
    Register(usize),
    /// The registered one of this number, once he is in.
    AsWatcher(usize, Command),
    Watches(usize, bool),
    /// A shortcut through check-in, so that the later states are reached often.
    CheckInAll,
    /// A page is looked at for so long (ms).
    Pass(Millis),
}

pub fn step() -> impl Strategy<Value = Step> {
    let who = || {
        prop_oneof![
            3 => Just(SeatId::new("judge")),
            3 => Just(SeatId::new("clerk")),
            4 => seat_id(),
        ]
    };
    prop_oneof![
        2 => (seat_id(), check_in_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        3 => (who(), waiting_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        6 => (who(), room_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        4 => (who(), absence_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        6 => (who(), paper_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        4 => (who(), bench_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        1 => (seat_id(), any::<bool>()).prop_map(|(s, here)| Step::Line(s, here)),
        1 => Just(Step::CheckInAll),
        2 => (1..2_000u64).prop_map(Step::Pass),
        2 => (0..WATCHERS.len()).prop_map(Step::Register),
        1 => (0..WATCHERS.len(), check_in_command()).prop_map(|(n, c)| Step::AsWatcher(n, c)),
        1 => (0..WATCHERS.len(), who(), 0..4_u8).prop_map(|(n, by, act)| Step::Ask(by, about_watcher(n, act))),
        1 => (0..WATCHERS.len(), any::<bool>()).prop_map(|(n, here)| Step::Watches(n, here)),
        1 => prop_oneof![
            seat_id().prop_map(|seat| Fact::TakenOver { seat }),
            recorder_fact(),
            Just(Fact::Clock),
            Just(Fact::Clock),
            (1..9u64).prop_map(|ms| Fact::Absences(AbsenceSettings {
                prompts_ms: vec![ms, ms],
                devices_ms: ms,
            })),
        ]
        .prop_map(Step::Fact),
    ]
}

/// The court shows and the clerk writes, with everything else in between.
pub fn shown_and_said() -> impl Strategy<Value = Step> {
    let court = || prop::sample::select(vec![SeatId::new("judge"), SeatId::new("clerk")]);
    prop_oneof![
        3 => step(),
        4 => (court(), paper_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        2 => (seat_id(), exhibit_id(), secrecy()).prop_map(|(s, exhibit, secrecy)| {
            let file = ExhibitFile { sha256: "a".repeat(64), size: 10, kind: FileKind::Pdf, pages: 3 };
            let particulars = Particulars { late_reason: Some("新主张".into()), ..Particulars::default() };
            Step::Ask(s, Command::FileExhibit {
                exhibit,
                title: "借条".into(),
                category: ExhibitCategory::Documentary,
                source: String::new(),
                purpose: String::new(),
                secrecy,
                file,
                particulars,
            })
        }),
        1 => (1..3_000u64).prop_map(Step::Pass),
    ]
}

/// What the recorder states, and what it may.
pub fn recorder_fact() -> impl Strategy<Value = Fact> {
    use hearing::recording::{GapCause, RecorderTrouble, Track, TrackSource};
    let trouble = prop_oneof![
        Just(None),
        Just(Some(RecorderTrouble::Stopped)),
        Just(Some(RecorderTrouble::DiskFull)),
        (0..30u16).prop_map(|minutes| Some(RecorderTrouble::SpaceFor { minutes })),
    ];
    let cause = prop_oneof![
        Just(GapCause::Restarted),
        Just(GapCause::Overrun),
        Just(GapCause::DiskFull),
    ];
    prop_oneof![
        (any::<bool>(), trouble).prop_map(|(running, trouble)| Fact::Recorder { running, trouble }),
        (0..5_000u64, 0..5_000u64, cause).prop_map(|(from, long, cause)| Fact::RecordingGap {
            from,
            until: from + long,
            cause,
        }),
        (seat_id(), 0..4u32).prop_map(|(seat, file)| Fact::TrackKept {
            track: Box::new(Track {
                file: file.to_string(),
                seat,
                source: TrackSource::Camera,
                from: 1,
                until: 2,
                bytes: 3,
                sha256: String::new(),
                cut: true,
            }),
        }),
        (0..3u32).prop_map(|files| Fact::TracksComplete { files }),
    ]
}
