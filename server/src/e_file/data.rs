//! The state of a hearing in parts that one looks for: consents, notices, incidents, signatures, who opened what.

use std::io;

use hearing::reading::Reading;
use hearing::waiting::Notice;
use hearing::{Hearing, Role, Seat, SeatId, Side, notice};
use serde::Serialize;
use serde_json::{Value, json};

use super::json as written;

type Made = (&'static str, &'static str, Vec<u8>);

pub fn parts(hearing: &Hearing) -> io::Result<Vec<Made>> {
    Ok(vec![
        (
            "transcript/header.json",
            "笔录首部 the header of the transcript",
            written(&header(hearing))?,
        ),
        (
            "transcript/lines.json",
            "笔录正文 the lines of the transcript",
            written(&hearing.transcript.lines)?,
        ),
        (
            "exhibits/list.json",
            "证据清单 the list of exhibits",
            written(&hearing.exhibits)?,
        ),
        (
            "check-in.json",
            "签到、同意、保证 what each stated, agreed to and undertook",
            written(&check_in(hearing))?,
        ),
        (
            "notices.json",
            "告知与通知 what people were told",
            written(&notices(hearing))?,
        ),
        (
            "incidents.json",
            "事件 what happened besides",
            written(&incidents(hearing))?,
        ),
        (
            "sign-off.json",
            "补正与签名 corrections and signatures",
            written(&signed(hearing))?,
        ),
        (
            "access.json",
            "查阅记录 who has opened what",
            written(&hearing.accesses)?,
        ),
    ])
}

/// R56
fn header(hearing: &Hearing) -> Value {
    let matter = hearing.matter.as_ref();
    let case = matter.and_then(|m| m.case.as_ref());
    let sittings = hearing.sittings();
    json!({
        "record_kind": hearing.record_kind,
        "court": matter.map(|m| &m.court),
        "courtroom": matter.map(|m| &m.courtroom),
        "case": case,
        "opened_at": hearing.opened_at,
        "closed_at": hearing.closed_at,
        "hearings_of_the_case": sittings
            .iter()
            .map(|one| json!({ "number": one.number, "began": one.began }))
            .collect::<Vec<_>>(),
    })
}

#[derive(Serialize)]
struct Person<'a> {
    seat: &'a SeatId,
    role: Role,
    side: Side,
    name: &'a str,
    check_in: &'a hearing::check_in::CheckIn,
}

fn check_in(hearing: &Hearing) -> Vec<Person<'_>> {
    let person = |s: &'_ Seat| s.role;
    hearing
        .seats
        .iter()
        .map(|seat| Person {
            seat: &seat.id,
            role: person(seat),
            side: seat.side,
            name: &seat.name,
            check_in: &seat.check_in,
        })
        .collect()
}

fn notices(hearing: &Hearing) -> Value {
    let sent: Vec<(&SeatId, &Vec<Notice>)> = hearing
        .seats
        .iter()
        .filter(|s| !s.check_in.notices.is_empty())
        .map(|s| (&s.id, &s.check_in.notices))
        .collect();
    json!({
        "edition": notice::EDITION,
        "read": read(hearing),
        "sent": sent,
        "announced_at": hearing.announced_at,
        "delay": hearing.delay,
    })
}

/// Every text that anybody has read and ticked or signed, of whatever role: its words as they were then, edition, time (R5).
fn read(hearing: &Hearing) -> Vec<Value> {
    let of = |seat: &Seat| {
        let readings = seat.check_in.read.iter();
        let row = |reading: &Reading| {
            let Reading { what, edition, at } = reading;
            json!({
                "seat": seat.id,
                "role": seat.role,
                "name": seat.name,
                "what": what,
                "edition": edition,
                "at": at,
                "words": hearing.words_read(seat, reading),
            })
        };
        readings.map(row).collect::<Vec<_>>()
    };
    hearing.seats.iter().flat_map(of).collect()
}

fn incidents(hearing: &Hearing) -> Value {
    let absences: Vec<_> = hearing
        .seats
        .iter()
        .filter(|s| !s.absences.is_empty())
        .map(|s| json!({"seat": s.id, "absences": s.absences}))
        .collect();
    let removed: Vec<_> = hearing
        .seats
        .iter()
        .filter_map(|s| Some(json!({"seat": s.id, "reason": s.removed.as_ref()?})))
        .collect();
    json!({
        "incidents": hearing.incidents,
        "absences": absences,
        "removed": removed,
        "recusals": hearing.recusals,
        "objections": hearing.objections,
        "issues": hearing.issues,
        "issue_answers": hearing.issue_answers,
    })
}

fn signed(hearing: &Hearing) -> Value {
    json!({
        "version": hearing.transcript.version(),
        "text_sha256": hearing::transcript::text_sha256(hearing.transcript.lines.iter()),
        "sign_off": hearing.transcript.sign_off,
        "corrections": hearing.transcript.corrections,
    })
}
