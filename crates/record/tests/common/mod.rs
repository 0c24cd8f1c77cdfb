//! The civil loan case of the demonstration, as the state it has after the hearing.

#![allow(dead_code)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use hearing::check_in::*;
use hearing::exhibit::*;
use hearing::transcript::*;
use hearing::*;

/// 2026-11-26 09:30:00 in Beijing.
pub const OPENED: Millis = 1_795_656_600_000;

pub fn line(n: usize, stage: Stage, who: &str, kind: LineKind, text: &str) -> TranscriptLine {
    TranscriptLine {
        id: LineId::new(format!("l{n}")),
        stage,
        speaker: if who.is_empty() {
            Speaker::Nobody
        } else {
            Speaker::Seat(SeatId::new(who))
        },
        kind,
        text: text.to_owned(),
        at: OPENED + n as u64 * 20_000,
        rev: 0,
        exhibit: None,
        said: None,
        proposed: None,
    }
}

fn seat(id: &str, role: Role, side: Side, name: &str) -> Seat {
    let mut seat = Seat::new(id, role, side, name);
    seat.presence = Presence::Here {
        since: OPENED - 600_000,
    };
    seat.zone = Zone::Courtroom;
    seat.attended = true;
    if !role.is_court() {
        seat.check_in = CheckIn {
            identity: Some(Identity {
                name: name.to_owned(),
                document: DocumentKind::IdCard,
                last_four: "123X".to_owned(),
                stated_at: OPENED - 900_000,
                verified: Some(Verification {
                    by: SeatId::new("clerk"),
                    how: VerificationMethod::ByEye,
                    at: OPENED - 300_000,
                }),
                doubt: None,
            }),
            consents: ConsentStage::ALL.map(|s| (s, Consent::Agreed)).to_vec(),
            discipline: (0..DISCIPLINE_RULES)
                .map(|n| (n, OPENED - 800_000))
                .collect(),
            no_recording_at: Some(OPENED - 790_000),
            place: Some(Place {
                region: "北京市海淀区".to_owned(),
                kind: PlaceKind::Home,
                quiet: true,
                others: Vec::new(),
            }),
            ..CheckIn::default()
        };
    }
    seat
}

pub fn loan() -> Hearing {
    let mut defendant = seat("defendant", Role::Party, Side::Defendant, "周以宁");
    defendant.absences.push(Absence {
        from: OPENED + 2_232_000,
        until: Some(OPENED + 2_380_000),
        cause: LossCause::NetworkLost,
        signals: Vec::new(),
        prompts: Vec::new(),
        account: None,
        returns: Vec::new(),
        finding: Some(AbsenceFinding::NetworkFailure),
        found: None,
    });
    let mut witness = seat("witness", Role::Witness, Side::Plaintiff, "何秀兰");
    witness.check_in.undertaking = Some(Undertaking {
        signed_name: "何秀兰".to_owned(),
        at: OPENED - 500_000,
    });
    let counsel = seat("counsel", Role::Representative, Side::Plaintiff, "贺明川");
    let mut hearing = Hearing {
        matter: Some(matter()),
        phase: Phase::Finished,
        stage: Some(Stage::SignOff),
        stages_entered: vec![
            (Stage::Opening, OPENED),
            (Stage::Investigation, OPENED + 300_000),
            (Stage::Evidence, OPENED + 900_000),
        ],
        recorded: vec![
            (GuardItem::AttendanceChecked, OPENED - 60_000),
            (GuardItem::RightsTold, OPENED + 60_000),
            (GuardItem::RecusalAsked, OPENED + 90_000),
        ],
        seats: vec![
            seat("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            seat("clerk", Role::Clerk, Side::Court, "苏禾"),
            seat("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
            counsel.with_note("衡舟律师事务所，特别授权"),
            defendant,
            witness,
            seat("observer", Role::Observer, Side::None, "旁听者"),
        ],
        issues: vec![
            "借款本金数额".to_owned(),
            "三万元的性质".to_owned(),
            "利息".to_owned(),
        ],
        exhibits: vec![receipt()],
        opened_at: Some(OPENED),
        closed_at: Some(OPENED + 5_400_000),
        ..Hearing::default()
    };
    hearing.transcript.lines = said();
    hearing.transcript.corrections = vec![correction()];
    sign(&mut hearing);
    hearing
}

fn matter() -> Matter {
    Matter {
        id: HearingId::new("G1"),
        court: "北京市海淀区人民法院".to_owned(),
        courtroom: "在线法庭二".to_owned(),
        scheduled_at: OPENED,
        procedure: Procedure::CivilSimple,
        publicity: Publicity::Open,
        gallery_seats: hearing::gallery_seats(),
        case: Some(Case {
            number: "（2026）京0108民初12345号".to_owned(),
            cause: "民间借贷纠纷".to_owned(),
            title: "原告林知远诉被告周以宁民间借贷纠纷一案".to_owned(),
            claims: vec![
                "返还借款本金200,000元".to_owned(),
                "自2025-03-12起按年利率8%付息至实际清偿".to_owned(),
                "诉讼费由被告承担".to_owned(),
            ],
            earlier_hearings: 0,
        }),
    }
}

fn said() -> Vec<TranscriptLine> {
    use LineKind::*;
    use Stage::*;
    let all = [
        (
            Preparation,
            "clerk",
            Speech,
            "现在核对各方到庭情况。请原告、被告依次报告姓名。请确认室内有无其他人员。",
        ),
        (
            Preparation,
            "clerk",
            Speech,
            "报告审判员，原告及其代理人、被告均已到庭，证人一名在证人候审室候传，旁听人员中无证人、鉴定人，庭前准备就绪。",
        ),
        (
            Opening,
            "judge",
            Speech,
            "（敲击法槌）现在开庭。今天公开审理原告林知远诉被告周以宁民间借贷纠纷一案，各方同意在线方式，记录在案。",
        ),
        (Opening, "counsel", Speech, "不申请。"),
        (
            Investigation,
            "defendant",
            Speech,
            "我只收到十八万八千元，另外已还三万元，应当扣本金。",
        ),
        (
            Evidence,
            "counsel",
            Exhibit,
            "出示P1借条，证明双方借贷二十万元，年利率百分之八。",
        ),
        (Evidence, "", Act, "原件核对：一致，记录在案"),
        (
            Evidence,
            "",
            Incident,
            "（10:07:12 被告网络中断；系统10:07:20、10:08:20提示两次；10:09:40恢复。审判员：属网络故障，不属擅自退庭，继续）",
        ),
        (
            Evidence,
            "witness",
            Speech,
            "那天我在旁边，看见林知远给了一个信封，里面多少钱我没数。",
        ),
        (
            Evidence,
            "judge",
            Ruling,
            "证人退庭，回到候审室核对本人证言部分，不得旁听。",
        ),
    ];
    let mut lines: Vec<TranscriptLine> = all
        .iter()
        .enumerate()
        .map(|(n, (stage, who, kind, text))| line(n, *stage, who, *kind, text))
        .collect();
    lines[5].exhibit = Some((ExhibitId::new("P1"), 1));
    lines
}

fn receipt() -> exhibit::Exhibit {
    exhibit::Exhibit {
        id: ExhibitId::new("P1"),
        title: "借条".to_owned(),
        category: ExhibitCategory::Documentary,
        side: Side::Plaintiff,
        submitted_by: SeatId::new("counsel"),
        submitted_at: OPENED - 86_400_000,
        source: "原告持有".to_owned(),
        purpose: "双方借贷二十万元，年利率百分之八".to_owned(),
        file: ExhibitFile {
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            size: 81_920,
            kind: FileKind::Pdf,
            pages: 1,
        },
        secrecy: Secrecy::Parties,
        original: OriginalState::Matches,
        withdrawn: None,
        opinions: vec![ExaminationOpinion {
            by: SeatId::new("defendant"),
            at: OPENED + 1_000_000,
            authenticity: Stance::Accepted,
            legality: Stance::Accepted,
            relevance: Stance::Accepted,
            purpose: Stance::Disputed,
            reason: "字是我签的，钱没有给足".to_owned(),
            recorded_by: None,
        }],
        ruling: Some(exhibit::Ruling {
            by: SeatId::new("judge"),
            at: OPENED + 1_100_000,
            admitted: true,
            reason: "真实合法，与本案有关".to_owned(),
        }),
        copies: 1,
        text_alternative: String::new(),
        late: None,
        original_ground: None,
        original_requests: Vec::new(),
        original_ruling: None,
        chain: None,
    }
}

fn correction() -> Correction {
    Correction {
        id: CorrectionId::new("c1"),
        line: LineId::new("l4"),
        by: SeatId::new("defendant"),
        at: OPENED + 5_500_000,
        now_reads: "只收到十八万八千元".to_owned(),
        should_read: "只收到十八万元".to_owned(),
        wrong: Wrong::Words,
        reason: "记错了".to_owned(),
        decision: Some(CorrectionDecision {
            by: SeatId::new("judge"),
            at: OPENED + 5_520_000,
            granted: false,
            reason: "改变陈述不准许，申请记录在案".to_owned(),
        }),
    }
}

pub fn sign(hearing: &mut Hearing) {
    let ids = ["counsel", "defendant", "witness", "clerk", "judge"].map(SeatId::new);
    let mut entries = Vec::new();
    for (n, id) in ids.iter().enumerate() {
        let at = OPENED + 5_600_000 + n as u64 * 60_000;
        let state = if id.as_str() == "defendant" {
            SignState::Refused {
                at,
                reason: "不认可第五行的记录".to_owned(),
                noted: Some(RefusalNote {
                    by: SeatId::new("clerk"),
                    at: at + 30_000,
                }),
            }
        } else {
            SignState::Signed(Signature {
                at,
                text_sha256: hearing.digest_to_sign(id),
                version: hearing.part_for(id).map(|l| l.rev + 1).sum(),
                name: hearing.seat(id).unwrap().name.clone(),
                drawing: Some("M10,40 L60,10 L90,45 L120,12 M30 60 L140 55.5".to_owned()),
                session: None,
                assisted: None,
            })
        };
        entries.push(SignOffEntry {
            seat: id.clone(),
            read_at: Some(at - 30_000),
            state,
            reminded: Vec::new(),
        });
    }
    hearing.transcript.sign_off = Some(SignOff {
        opened_at: OPENED + 5_450_000,
        entries,
        finished_at: Some(OPENED + 6_000_000),
        recording: vec![],
    });
}

/// Runs one of the poppler tools over a PDF. `cargo xtask test` sees to it that they are there; none where somebody goes without
/// them on purpose, with `KAITING_NO_POPPLER` set.
pub fn poppler(tool: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let mut command = Command::new(tool);
    command
        .arg(file.path())
        .args(arguments)
        .stderr(Stdio::null());
    if std::env::var_os("KAITING_NO_POPPLER").is_some() {
        return None;
    }
    let output = command.output();
    let output = output.unwrap_or_else(|e| panic!("{tool} of poppler-utils: {e}"));
    assert!(output.status.success(), "{tool} failed");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The text of a PDF with its white space taken out: where lines break is no matter of content.
pub fn text(pdf: &[u8]) -> Option<String> {
    let text = poppler("pdftotext", &["-raw", "-"], pdf)?;
    Some(text.chars().filter(|c| !c.is_whitespace()).collect())
}
