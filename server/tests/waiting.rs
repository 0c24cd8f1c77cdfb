//! What passes with those who wait, over the real doors: a cheat sees nobody, a witness nothing of the hearing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::net::SocketAddr;

use common::court::{Court, session};
use common::http::{Answer, ask};
use common::line::Line;
use common::roles::{all_roles, name};
use hearing::check_in::*;
use hearing::waiting::*;
use hearing::*;

/// As far as anybody reads it before it is shown: 960 by 540 points.
const PICTURE: &[u8] = b"\xff\xd8\xff\xc0\x00\x11\x08\x02\x1c\x03\xc0\xff\xd9";

fn pass(role: Role) -> String {
    session("h", &SeatId::new(name(role)))
}

async fn send(at: SocketAddr, session: &str, body: &[u8]) -> u16 {
    ask(at, "PUT", "/api/picture", Some(session), &[], body)
        .await
        .status
}

async fn look(at: SocketAddr, session: &str, seat: Role) -> Answer {
    let path = format!("/api/pictures/{}", name(seat));
    ask(at, "GET", &path, Some(session), &[], b"").await
}

/// Everything that somebody of this role is asked before he waits.
async fn check_in(line: &mut Line, role: Role) {
    let seat = Seat::new("any", role, Side::None, "某人");
    for step in seat.check_in_steps() {
        let mut commands = Vec::new();
        match step {
            CheckInStep::Identity => commands.push(Command::StateIdentity {
                name: "某人".into(),
                document: DocumentKind::IdCard,
                last_four: "0021".into(),
            }),
            CheckInStep::Authority => commands.push(Command::StateAuthority {
                scope: AuthorityScope::General,
                powers: vec![],
                paper: None,
            }),
            CheckInStep::Consent => {
                let consent = Consent::Agreed;
                commands.extend(ConsentStage::ALL.map(|stage| Command::GiveConsent {
                    stage,
                    consent,
                    edition: notice::EDITION,
                }));
            }
            CheckInStep::Suitability | CheckInStep::Adjustments => {
                commands.push(Command::StateSuitability {
                    bars: vec![],
                    help: vec![],
                })
            }
            CheckInStep::Discipline => {
                commands.extend(
                    (0..DISCIPLINE_RULES).map(|rule| Command::AcknowledgeDiscipline {
                        rule,
                        edition: notice::EDITION,
                    }),
                )
            }
            CheckInStep::Rights => {
                let edition = notice::EDITION;
                commands.extend(
                    (0..notice::RIGHTS).map(|right| Command::AcknowledgeRight { right, edition }),
                );
                commands.extend((0..notice::CONSEQUENCES).map(|consequence| {
                    Command::AcknowledgeConsequence {
                        consequence,
                        edition,
                    }
                }));
            }
            CheckInStep::NoRecording => commands.push(Command::DeclareNoRecording {
                edition: notice::EDITION,
            }),
            CheckInStep::Undertaking => commands.push(Command::GiveUndertaking {
                signed_name: "某人".into(),
                edition: notice::EDITION,
            }),
            CheckInStep::Place => commands.push(Command::StatePlace {
                region: "北京市海淀区".into(),
                kind: PlaceKind::Home,
                quiet: true,
                others: vec![],
            }),
            CheckInStep::Devices => commands.push(Command::ReportDevices(DeviceFindings {
                camera: DeviceState::Works,
                microphone: DeviceState::Works,
                speaker: DeviceState::Works,
                ..DeviceFindings::default()
            })),
        }
        for command in commands {
            line.ask(command).await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_goes_to_clerk_and_judge_alone_and_only_during_a_look() {
    let court = Court::with(&[("h", all_roles("h", |_| Vec::new()))]).await;
    let at = court.at;
    let party = pass(Role::Party);
    let mut line = Line::open(at, &party).await;
    check_in(&mut line, Role::Party).await;
    let mut clerk = Line::open(at, &pass(Role::Clerk)).await;
    let begin = Command::BeginLook {
        seat: SeatId::new("party"),
    };

    // Nobody looks: it goes nowhere.
    assert_eq!(send(at, &party, PICTURE).await, 204);
    let over = look(at, &pass(Role::Clerk), Role::Party).await;
    assert_eq!((over.status, over.header("x-picture")), (204, Some("over")));
    clerk.ask(begin.clone()).await.unwrap();
    let nothing = look(at, &pass(Role::Clerk), Role::Party).await;
    assert_eq!((nothing.status, nothing.header("x-picture")), (204, None));
    assert_eq!(send(at, &party, b"<script>").await, 400, "no picture");
    let mut large = vec![0xff; 100 * 1024 + 1];
    large[..PICTURE.len()].copy_from_slice(PICTURE);
    assert_eq!(send(at, &party, &large).await, 413, "too large");
    assert_eq!(send(at, &party, PICTURE).await, 204);
    let other = [PICTURE, PICTURE].concat();
    assert_eq!(send(at, &pass(Role::Witness), &other).await, 204);

    for role in Role::ALL {
        let seen = look(at, &pass(role), Role::Party).await;
        if matches!(role, Role::Clerk | Role::PresidingJudge) {
            assert_eq!(
                (seen.status, seen.body.as_slice()),
                (200, PICTURE),
                "{role:?}"
            );
            assert_eq!(seen.header("content-type"), Some("image/jpeg"));
            assert_eq!(seen.header("cache-control"), Some("no-store"));
        } else {
            assert_eq!(seen.status, 403, "{role:?}");
        }
    }
    let nobody = ask(at, "GET", "/api/pictures/party", None, &[], b"").await;
    assert_eq!(nobody.status, 401);

    let off = ask(at, "DELETE", "/api/picture", Some(&party), &[], b"").await;
    assert_eq!(off.status, 204);
    let seen = look(at, &pass(Role::Clerk), Role::Party).await;
    assert_eq!((seen.status, seen.header("x-picture")), (204, Some("off")));

    let seat = SeatId::new("party");
    clerk.ask(Command::EndLook { seat }).await.unwrap();
    let mut sent = Vec::new();
    for _ in 0..6 {
        sent.push(send(at, &party, PICTURE).await);
    }
    assert_eq!(sent, [204; 6], "dropped, not counted");
    let over = look(at, &pass(Role::Clerk), Role::Party).await;
    assert_eq!((over.status, over.header("x-picture")), (204, Some("over")));
    clerk.ask(begin).await.unwrap();
    let fresh = look(at, &pass(Role::Clerk), Role::Party).await;
    assert_eq!(
        (fresh.status, fresh.header("x-picture")),
        (204, None),
        "neither of the look before nor of in between"
    );
    let mut sent = Vec::new();
    for _ in 0..8 {
        sent.push(send(at, &party, PICTURE).await);
    }
    assert!(sent.contains(&429), "one a second: {sent:?}");
    // Nothing of it is on disk.
    let kept = std::fs::read(court.data.join("journal.db")).unwrap();
    assert!(!kept.windows(PICTURE.len()).any(|bytes| bytes == PICTURE));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_hears_only_what_is_said_to_him() {
    let court = Court::with(&[("h", all_roles("h", |_| Vec::new()))]).await;
    let at = court.at;
    let mut witness = Line::open(at, &pass(Role::Witness)).await;
    check_in(&mut witness, Role::Witness).await;
    let mut party = Line::open(at, &pass(Role::Party)).await;
    check_in(&mut party, Role::Party).await;
    let mut observer = Line::open(at, &pass(Role::Observer)).await;
    check_in(&mut observer, Role::Observer).await;
    let mut clerk = Line::open(at, &pass(Role::Clerk)).await;
    witness.rest().await;
    let before = witness.at.clone();

    // All that happens between the court and the others.
    for seat in ["party", "observer"].map(SeatId::new) {
        let why = RingReason::Identity;
        let (to, text) = (vec![seat.clone()], "请备好借条原件".to_owned());
        for command in [
            Command::RingSeat {
                seat: seat.clone(),
                why,
            },
            Command::SendNotice { to, text },
            Command::BeginLook { seat: seat.clone() },
            Command::DoubtIdentity {
                seat: seat.clone(),
                why: DoubtReason::Unclear,
            },
        ] {
            clerk.ask(command).await.unwrap();
        }
    }
    let observers = clerk.view.observers_here();
    clerk
        .ask(Command::ConfirmGallery { observers })
        .await
        .unwrap();
    party.ask(Command::AnswerRing).await.unwrap();
    party.ask(Command::ReadNotice { number: 0 }).await.unwrap();
    let heard = witness.rest().await;
    assert!(heard.is_empty(), "{heard:?}");
    assert_eq!(witness.at, before);

    // What is said to him, and not a word of whom else it was said to.
    let to = vec![SeatId::new("witness"), SeatId::new("party")];
    let text = "请再等一会儿".to_owned();
    clerk.ask(Command::SendNotice { to, text }).await.unwrap();
    let heard = format!("{:?}", witness.rest().await);
    assert!(heard.contains("请再等一会儿"), "{heard}");
    assert!(
        !heard.contains("party") && !heard.contains("借条"),
        "{heard}"
    );
    assert_eq!(witness.view.seats.len(), 1);

    // And he cannot answer, read or send for anybody else.
    for command in [
        Command::SendNotice {
            to: vec![SeatId::new("party")],
            text: "串供".into(),
        },
        Command::RingSeat {
            seat: SeatId::new("party"),
            why: RingReason::SoonCalled,
        },
        Command::BeginLook {
            seat: SeatId::new("party"),
        },
        Command::ConfirmGallery {
            observers: Vec::new(),
        },
    ] {
        assert_eq!(witness.ask(command).await, Err(Refusal::NotPermitted));
    }
    assert_eq!(
        witness.ask(Command::AnswerRing).await,
        Err(Refusal::AlreadyDone)
    );
    assert_eq!(
        witness.ask(Command::ReadNotice { number: 1 }).await,
        Err(Refusal::Malformed)
    );
}
