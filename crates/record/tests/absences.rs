//! The pack says what is known, by whom, and is no way in for what a person wrote.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hearing::*;
use kaiting_record::absences::{AbsencePack, JournalRecord};

fn hearing(words: &str) -> Hearing {
    let matter = Matter {
        id: HearingId::new("h"),
        court: "海淀区人民法院".into(),
        courtroom: "在线法庭二".into(),
        scheduled_at: 100,
        procedure: Procedure::CivilSimple,
        publicity: Publicity::Open,
        gallery_seats: 3,
        case: None,
    };
    let seats = vec![
        Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
    ];
    let seat = SeatId::new("defendant");
    let mut h = Hearing::default();
    // 2026-11-26 10:07:12 in Beijing
    let gone = 1_795_658_832_000;
    let judge = Actor::Seat(SeatId::new("judge"));
    for (at, by, event) in [
        (1, Actor::System, Event::HearingScheduled { matter, seats }),
        (
            2,
            Actor::System,
            Event::SeatConnected { seat: seat.clone() },
        ),
        (
            gone,
            Actor::System,
            Event::SeatDisconnected {
                seat: seat.clone(),
                cause: LossCause::NetworkLost,
                line: Some(LineTrace {
                    silent_ms: 15_000,
                    round_trips_ms: vec![38, 41],
                    unanswered: 3,
                }),
            },
        ),
        (
            gone + 8_000,
            Actor::System,
            Event::AbsencePrompted {
                seat: seat.clone(),
                from: gone,
                prompt: Prompt {
                    at: gone + 8_000,
                    by: Actor::System,
                    kind: PromptKind::Reminder,
                    reached: None,
                },
            },
        ),
        (
            gone + 148_000,
            Actor::System,
            Event::SeatConnected { seat: seat.clone() },
        ),
        (
            gone + 150_000,
            Actor::Seat(seat.clone()),
            Event::AbsenceAccounted {
                seat: seat.clone(),
                from: gone,
                account: Account {
                    what: OwnAccount::Other,
                    words: words.into(),
                    at: gone + 150_000,
                },
            },
        ),
        (
            gone + 160_000,
            judge,
            Event::AbsenceClassified {
                seat,
                finding: AbsenceFinding::NetworkFailure,
                from: Some(gone),
                reason: "基站检修".into(),
            },
        ),
    ] {
        h.apply(&Recorded { at, by, event });
    }
    h
}

#[test]
fn it_says_what_was_seen_sent_said_and_found() {
    let h = hearing("基站<b>检修</b>&\"'");
    let seat = SeatId::new("defendant");
    let record = JournalRecord {
        seq: 7,
        sha256: "ab".repeat(32),
        record: Recorded {
            at: 2,
            by: Actor::System,
            event: Event::SeatConnected { seat: seat.clone() },
        },
    };
    let pack = AbsencePack::of(&h, &seat, &SeatId::new("judge"), 9, vec![record]).unwrap();
    let page = pack.to_page().unwrap();
    for said in [
        "被告周以宁",
        "10:07:12",
        "网络中断",
        "服务器观察",
        "15000 毫秒未收到数据",
        "10:07:20",
        "未确认到达",
        "其他原因",
        "顾澄 认定：网络故障，不属擅自退庭，理由：基站检修",
        "本院设置，非法律规定",
        "不含系统对原因的判断",
        "基站&lt;b&gt;检修&lt;/b&gt;&amp;&quot;&#39;",
    ] {
        assert!(page.contains(said), "no {said} in {page}");
    }
    let json: serde_json::Value = serde_json::from_str(&pack.to_json().unwrap()).unwrap();
    assert_eq!(json["format"], "kaiting-absences/1");
    assert_eq!(json["absences"][0]["told"], 1);
    assert_eq!(json["absences"][0]["signals"][0]["line"]["unanswered"], 3);
    assert_eq!(json["records"][0]["seq"], 7);
}

#[test]
fn there_is_none_of_nobody() {
    let h = hearing("");
    let judge = SeatId::new("judge");
    assert!(AbsencePack::of(&h, &SeatId::new("nobody"), &judge, 9, vec![]).is_none());
}
