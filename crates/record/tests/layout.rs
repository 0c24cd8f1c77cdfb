//! What stands in the file, and in what kind of file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::*;
use hearing::transcript::{Assistance, Assisted, RecordKind, SignState};
use hearing::{
    Actor, Admonition, ExhibitId, Happening, Hearing, Incident, MarkId, Phase, Prompt, PromptKind,
    Role, SeatId,
};
use kaiting_record::{ReceiptCode, RecordError, receipt_pdf, transcript_pdf};

const AT: u64 = OPENED + 7_000_000;

#[test]
fn the_civil_loan_case_is_set() {
    let hearing = loan();
    let Some(text) = text(&transcript_pdf(&hearing, AT).unwrap()) else {
        return;
    };
    let digest = hearing.digest_to_sign(&SeatId::new("judge"));
    for wanted in [
        "北京市海淀区人民法院",
        "（2026）京0108民初12345号",
        "2026年11月26日09:30:00至11:00:00（北京时间）",
        "公开开庭，旁听1人",
        "审判员：（敲击法槌）现在开庭。",
        "原代：出示P1借条，证明双方借贷二十万元，年利率百分之八。〔P1，第1页〕",
        "（原件核对：一致，记录在案）",
        "证人何秀兰：那天我在旁边，看见林知远给了一个信封，里面多少钱我没数。",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "字是我签的，钱没有给足",
        "10:07:12被告周以宁网络中断，10:09:40恢复，法庭认定：网络故障，不属擅自退庭",
        "不予补正：改变陈述不准许，申请记录在案",
        "09:25:00书记员苏禾核对身份信息",
        "09:21:40签署如实作证保证书（何秀兰）",
        "09:31:00记明：告知诉讼权利义务",
        "拒绝签名，理由：不认可第五行的记录。记明附卷",
        "与本件文本一致",
        "第1页共",
        &format!("文本SHA-256{digest}"),
    ] {
        let wanted: String = wanted.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(text.contains(&wanted), "{wanted} is missing in\n{text}");
    }
    assert!(!text.contains("草稿") && !text.contains("与本件文本不一致"));
}

fn signed(hearing: &Hearing) -> Option<String> {
    text(&transcript_pdf(hearing, AT).unwrap())
}

#[test]
fn over_the_signatures_stands_what_the_signers_have_said_and_no_more() {
    let stated = "自行签名的诉讼参与人确认：以上笔录";
    let mut hearing = loan();
    let Some(text) = signed(&hearing) else {
        return;
    };
    for wanted in [
        stated,
        "全文签名",
        "11:03:20签名：已阅读，与本人陈述一致",
        "签名：已阅读本人陈述部分，与本人陈述一致",
        "签名：已核对笔录",
        "签名：已审阅笔录",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing in\n{text}");
    }
    // Read to the one, refused by the other, and the court signs as an office: nobody has said that sentence.
    let sign_off = hearing.transcript.sign_off.as_mut().unwrap();
    for entry in &mut sign_off.entries {
        if let SignState::Signed(signature) = &mut entry.state
            && ["counsel", "witness"].contains(&entry.seat.as_str())
        {
            signature.assisted = Some(Assisted {
                by: SeatId::new("clerk"),
                how: Assistance::ReadAloud,
            });
        }
    }
    let text = signed(&hearing).unwrap();
    assert!(!text.contains(stated) && !text.contains("与本人陈述一致"));
    assert!(text.contains("签名（书记员苏禾协助，向本人宣读后在法庭设备上签名）"));
}

#[test]
fn who_signs_for_the_recording_signs_for_no_words() {
    let mut hearing = loan();
    let file = hearing::record_kind::SealedFile {
        file: "judge-1.webm".to_owned(),
        sha256: "ab".repeat(32),
        bytes: 9,
    };
    hearing.transcript.sign_off.as_mut().unwrap().recording = vec![file];
    let digest = hearing.digest_to_sign(&SeatId::new("judge"));
    for entry in &mut hearing.transcript.sign_off.as_mut().unwrap().entries {
        if let SignState::Signed(signature) = &mut entry.state {
            signature.text_sha256.clone_from(&digest);
        }
    }
    let Some(text) = signed(&hearing) else {
        return;
    };
    assert!(text.contains("不是书记员所作的记录"));
    assert!(text.contains("签名：已核对录音录像文件清单和校验值"));
    assert!(text.contains("与所列录音录像文件一致"));
    for never in ["与本人陈述一致", "与本件文本", "全文签名"] {
        assert!(!text.contains(never), "{never} in\n{text}");
    }
}

#[test]
fn each_signs_his_own_undertaking_and_what_was_given_days_before_says_so() {
    let mut hearing = loan();
    hearing.seats[5].role = Role::Interpreter;
    hearing.seats[5].check_in.undertaking.as_mut().unwrap().at = OPENED - 2 * 86_400_000;
    let Some(text) = signed(&hearing) else {
        return;
    };
    assert!(text.contains("2026年11月24日09:30:00签署如实翻译保证书（何秀兰）"));
    assert!(!text.contains("如实作证保证书"));
}

#[test]
fn a_reminder_is_no_warning_and_an_order_is_an_order() {
    let mut hearing = loan();
    let at = OPENED + 2_240_000;
    let prompt = |at, kind| Prompt {
        at,
        by: Actor::System,
        kind,
        reached: None,
    };
    hearing.seats[4].absences[0].prompts = vec![
        prompt(at, PromptKind::Reminder),
        prompt(at + 60_000, PromptKind::Warning),
    ];
    for (n, measure) in [Admonition::Reminder, Admonition::OrderToLeave]
        .into_iter()
        .enumerate()
    {
        let (seat, words) = (SeatId::new("defendant"), "当庭辱骂".to_owned());
        hearing.incidents.push(Incident {
            at: at + 90_000 + n as u64,
            until: None,
            by: Actor::System,
            what: Happening::Admonished {
                seat,
                measure,
                words,
            },
        });
    }
    let Some(text) = signed(&hearing) else {
        return;
    };
    for wanted in [
        "10:07:20、10:08:20提示1次、警告1次，10:09:40恢复",
        "提示被告周以宁：当庭辱骂",
        "责令被告周以宁退出法庭：当庭辱骂",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing in\n{text}");
    }
}

#[test]
fn what_is_no_trial_is_not_public_and_has_nobody_in_it_who_was_not() {
    let mut hearing = loan();
    hearing.seats[4].attended = false;
    let Some(text) = signed(&hearing) else {
        return;
    };
    assert!(text.contains("被告周以宁在线候审，未入庭"), "{text}");
    hearing.record_kind = RecordKind::Deliberation;
    let text = signed(&hearing).unwrap();
    assert!(
        text.contains("合议不公开") && !text.contains("公开开庭"),
        "{text}"
    );
    assert!(
        !text.contains("在线候审") && !text.contains("原告林知远在线接入"),
        "{text}"
    );
    hearing.record_kind = RecordKind::Mediation;
    let text = signed(&hearing).unwrap();
    assert!(
        text.contains("调解过程不公开") && text.contains("原告林知远在线接入"),
        "{text}"
    );
}

#[test]
fn a_receipt_has_what_one_person_has_filed() {
    let hearing = loan();
    let code = ReceiptCode {
        code: format!("{}.{}", "eyJhbGciOiJFZERTQSJ9".repeat(8), "s_1-".repeat(50)),
        picture: r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M1 1h7v7h-7z"/></svg>"#.to_owned(),
        record: 41,
        at: AT,
    };
    let pdf = receipt_pdf(&hearing, &SeatId::new("counsel"), Some(&code), AT).unwrap();
    let nobody = receipt_pdf(&hearing, &SeatId::new("defendant"), Some(&code), AT);
    let without = receipt_pdf(&hearing, &SeatId::new("counsel"), None, AT).unwrap();
    // With a picture in it, it is fit for archives all the same.
    for pdf in [&pdf, &without] {
        assert!(String::from_utf8_lossy(pdf).contains("pdfaid"));
    }
    assert_eq!(nobody, Err(RecordError::NothingFiled));
    let Some(text) = text(&pdf) else {
        return;
    };
    for wanted in [
        "北京市海淀区人民法院证据材料收据",
        "（2026）京0108民初12345号",
        "1件，1份，1页",
        "借条",
        "9f86d081884c7d659a2feaa0c55ad015",
        "a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "绑定截至第41条的全部庭审记录",
        "没有经办人员的签名或者盖章",
        &code.code,
    ] {
        assert!(text.contains(wanted), "{wanted} is missing in\n{text}");
    }
}

#[test]
fn a_draft_says_so_on_every_page() {
    let mut hearing = loan();
    hearing.phase = Phase::InSession;
    hearing.closed_at = None;
    let pdf = transcript_pdf(&hearing, AT).unwrap();
    let (Some(text), Some(info)) = (text(&pdf), poppler("pdfinfo", &[], &pdf)) else {
        return;
    };
    let pages = info.lines().find_map(|l| l.strip_prefix("Pages:")).unwrap();
    let marks = text.matches("实时草稿非正式笔录").count();
    assert_eq!(marks.to_string(), pages.trim());
}

#[test]
fn a_text_changed_after_the_signature_shows() {
    let mut hearing = loan();
    hearing.transcript.lines[0].text.push('添');
    if let Some(text) = text(&transcript_pdf(&hearing, AT).unwrap()) {
        assert!(text.contains("与本件文本不一致"));
    }
}

#[test]
fn a_witness_gets_his_own_words_only() {
    let mut hearing = loan();
    let witness = SeatId::new("witness");
    hearing.seats[5].zone = hearing::Seat::waiting_zone(hearing.seats[5].role, &witness);
    let pdf = transcript_pdf(&hearing.view_for(&witness), AT).unwrap();
    let Some(text) = text(&pdf) else {
        return;
    };
    assert!(text.contains("庭审笔录（本人陈述部分）"));
    assert!(text.contains("看见林知远给了一个信封"));
    assert!(text.contains("与本件文本一致"));
    assert!(!text.contains("周以宁网络中断") && !text.contains("借条，证明"));
    assert!(text.contains(&hearing.digest_to_sign(&witness)));
}

#[test]
fn a_party_gets_no_check_in_of_others() {
    let hearing = loan();
    let view = hearing.view_for(&SeatId::new("defendant"));
    if let Some(text) = text(&transcript_pdf(&view, AT).unwrap()) {
        assert_eq!(text.matches("尾号123X").count(), 1);
    }
}

#[test]
fn a_rare_name_is_there_by_letter_or_by_number() {
    let mut hearing = loan();
    // Outside the 8,105; in the whole face.
    hearing.seats[2].name = "林㵘龘".to_owned();
    hearing.seats[3].name = "贺\u{20BB7}".to_owned();
    if let Some(text) = text(&transcript_pdf(&hearing, AT).unwrap()) {
        assert!(text.contains("林㵘龘") || text.contains("林〔U+3D58〕"));
        assert!(text.contains("贺\u{20BB7}") || text.contains("贺〔U+20BB7〕"));
    }
}

#[test]
fn the_same_hearing_gives_the_same_bytes() {
    let hearing = loan();
    let first = transcript_pdf(&hearing, AT).unwrap();
    assert_eq!(first, transcript_pdf(&hearing, AT).unwrap());
    assert_ne!(first, transcript_pdf(&hearing, AT + 1000).unwrap());
}

#[test]
fn the_file_is_for_archives() {
    let pdf = transcript_pdf(&loan(), AT).unwrap();
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.contains("pdfaid:part>2<") && raw.contains("pdfaid:conformance>A<"));
    let Some(fonts) = poppler("pdffonts", &[], &pdf) else {
        return;
    };
    for font in fonts.lines().skip(2) {
        assert!(
            font.contains("yes yes yes"),
            "not embedded, subset, with Unicode: {font}"
        );
        assert_eq!(font.as_bytes()[6], b'+');
    }
    assert!(pdf.len() < 300_000);
}

#[test]
fn before_anything_was_scheduled_there_is_nothing() {
    let made = transcript_pdf(&Hearing::default(), AT);
    assert_eq!(made, Err(RecordError::NoMatter));
}

/// P1 lay there, P2 beside it for a while, then in another hand, then P4; what was played and drawn.
fn presented() -> Hearing {
    use hearing::mark::{Mark, Shape};
    use hearing::presenting::{Played, Seen, Showing};
    use hearing::said::{Said, Stood};
    let [p1, p2, p4] = ["P1", "P2", "P4"].map(ExhibitId::new);
    let at = OPENED + 1_000_000;
    let mut hearing = loan();
    let mut call = hearing.exhibits[0].clone();
    call.id = p4.clone();
    call.title = "通话录音".to_owned();
    call.file.kind = hearing::exhibit::FileKind::Audio;
    hearing.exhibits.push(call);
    let mut transfer = hearing.exhibits[0].clone();
    transfer.id = p2.clone();
    hearing.exhibits.push(transfer);
    let stood = |exhibit: &ExhibitId, page, by: &str, from: u64, until| Stood {
        exhibit: exhibit.clone(),
        page,
        by: SeatId::new(by),
        beside: None,
        from: at + from,
        until,
    };
    hearing.stood = vec![
        stood(&p1, 3, "counsel", 0, Some(at + 90_000)),
        Stood {
            beside: Some(p1.clone()),
            ..stood(&p2, 2, "counsel", 20_000, Some(at + 60_000))
        },
        stood(&p1, 3, "defendant", 90_000, Some(at + 95_000)),
        stood(&p4, 1, "judge", 100_000, None),
    ];
    let seen = |seat: &str| Seen {
        seat: SeatId::new(seat),
        at,
        checked: true,
        position: None,
    };
    let painted = |exhibit: &ExhibitId, page, from: u64| Showing {
        exhibit: exhibit.clone(),
        page,
        sha256: "9f".repeat(32),
        from: at + from,
        at: at + from + 400,
        seen: vec![seen("judge"), seen("counsel")],
        missing: Vec::new(),
        playing: None,
        beside: false,
    };
    hearing.showings = vec![
        Showing {
            seen: vec![
                seen("judge"),
                Seen {
                    checked: false,
                    ..seen("defendant")
                },
                seen("counsel"),
            ],
            beside: true,
            ..painted(&p2, 2, 20_003)
        },
        Showing {
            at: at + 95_000,
            missing: vec![SeatId::new("defendant")],
            ..painted(&p1, 3, 5)
        },
        Showing {
            playing: Some(true),
            ..painted(&p4, 1, 120_004)
        },
    ];
    hearing.played = vec![Played {
        exhibit: p4,
        at: at + 120_000,
        from: 12_000,
        to: 95_000,
    }];
    hearing.marks = vec![Mark {
        id: MarkId::new("m1"),
        exhibit: p1.clone(),
        page: 3,
        by: SeatId::new("defendant"),
        at: at + 30_000,
        shape: Shape::Arrow,
        from: (1, 1),
        to: (900, 900),
        label: "此处没有签名".to_owned(),
        erased_at: Some(at + 40_000),
    }];
    for line in &mut hearing.transcript.lines[4..8] {
        line.said = Some(Said {
            at: line.at,
            offset: Some(line.at - OPENED),
            before: vec![(p1.clone(), 3)],
        });
    }
    hearing.transcript.lines[7].said.as_mut().unwrap().before[0].0 =
        ExhibitId::new("PLAINTIFF-100001");
    hearing
}

#[test]
fn each_line_has_its_time_and_page_and_the_annex_what_was_shown() {
    let hearing = presented();
    let pdf = transcript_pdf(&hearing, AT).unwrap();
    assert!(String::from_utf8_lossy(&pdf).contains("pdfaid:part>2<"));
    let Some(text) = text(&pdf) else {
        return;
    };
    // The margin has no lines to be numbered: as many as without it.
    let numbers = |pdf: &[u8]| {
        let text = poppler("pdftotext", &["-f", "2", "-l", "2", "-layout", "-"], pdf).unwrap();
        let first = |l: &str| {
            l.split_whitespace()
                .next()
                .and_then(|w| w.parse::<u32>().ok())
        };
        text.lines().filter_map(first).max()
    };
    let plain = transcript_pdf(&loan(), AT).unwrap();
    assert_eq!(numbers(&pdf), numbers(&plain));
    for wanted in [
        "00:01:20P1第3页被告：我只收到十八万八千元",
        "00:01:40P1第3页原代：出示P1借条",
        // Too long a name for the margin.
        "〔当庭出示：PLAINTIFF-100001第3页〕",
        "证据出示情况由系统随庭审记录",
        "P1第3页09:46:40至09:48:10",
        // The page goes on lying there when it is put into another hand.
        "P1第3页09:46:40至09:48:10原告委托诉讼代理人贺明川2/3席已显示：审判员顾澄、原告委托诉讼代理人贺明川；未显示：被告周以宁；SHA-2569f9f9f9f9f9f9f9f，2席核对全文件",
        "P1第3页09:48:10至09:48:15被告周以宁2/3席已显示：审判员顾澄",
        "P2（与P1对照）第2页09:47:00至09:47:40原告委托诉讼代理人贺明川3/3席已显示：审判员顾澄、被告周以宁、原告委托诉讼代理人贺明川；SHA-2569f9f9f9f9f9f9f9f，2席核对全文件",
        "P4—09:48:20起审判员顾澄2/2席已显示：",
        "P4通话录音09:48:4000:00:12至00:01:352/2席已显示：审判员顾澄、原告委托诉讼代理人贺明川",
        "才计入；SHA-256全文见证据清单。",
        "被告周以宁P1第3页箭头：此处没有签名09:47:10，09:47:20擦除",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing in\n{text}");
    }
}

#[test]
fn the_annex_has_nothing_that_is_not_for_the_reader() {
    let mut hearing = presented();
    for exhibit in &mut hearing.exhibits {
        exhibit.secrecy = hearing::exhibit::Secrecy::CourtOnly;
    }
    let view = hearing.view_for(&SeatId::new("defendant"));
    let Some(text) = text(&transcript_pdf(&view, AT).unwrap()) else {
        return;
    };
    assert!(!text.contains("证据出示情况") && !text.contains("P1第3页"));
    assert!(text.contains("00:01:20被告：我只收到"));
}

#[test]
fn a_hearing_in_which_nothing_was_shown_has_no_annex() {
    if let Some(text) = text(&transcript_pdf(&loan(), AT).unwrap()) {
        assert!(!text.contains("证据出示情况"));
    }
}
