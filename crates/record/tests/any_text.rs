//! No text keeps a transcript from being made, nor from being fit for archives.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::*;
use hearing::transcript::SignState;
use hearing::{Actor, Admonition, Happening, Hearing, Incident, Phase, SeatId};
use kaiting_record::transcript_pdf;
use proptest::prelude::*;

/// Any text at every place where somebody writes one.
fn everywhere(said: &str) -> Hearing {
    let mut hearing = loan();
    let matter = hearing.matter.as_mut().unwrap();
    let case = matter.case.as_mut().unwrap();
    for place in [
        &mut matter.court,
        &mut matter.courtroom,
        &mut case.number,
        &mut case.cause,
        &mut case.title,
        &mut case.claims[0],
        &mut hearing.issues[0],
    ] {
        *place = said.to_owned();
    }
    for seat in &mut hearing.seats {
        seat.name = said.to_owned();
        seat.note = Some(said.to_owned());
        if let Some(place) = &mut seat.check_in.place {
            place.region = said.to_owned();
        }
    }
    for line in &mut hearing.transcript.lines {
        line.text = said.to_owned();
    }
    let exhibit = &mut hearing.exhibits[0];
    for place in [
        &mut exhibit.title,
        &mut exhibit.source,
        &mut exhibit.file.sha256,
    ] {
        *place = said.to_owned();
    }
    exhibit.id.0 = said.to_owned();
    exhibit.opinions[0].reason = said.to_owned();
    hearing.transcript.corrections[0].reason = said.to_owned();
    for entry in &mut hearing.transcript.sign_off.as_mut().unwrap().entries {
        match &mut entry.state {
            SignState::Signed(signature) => signature.text_sha256 = said.to_owned(),
            SignState::Refused { reason, .. } | SignState::Unsigned { reason, .. } => {
                *reason = said.to_owned();
            }
            SignState::Waiting | SignState::Voided { .. } => {}
        }
    }
    hearing.incidents = vec![Incident {
        at: OPENED,
        until: None,
        by: Actor::System,
        what: Happening::Admonished {
            seat: SeatId::new(said),
            measure: Admonition::Warning,
            words: said.to_owned(),
        },
    }];
    hearing
}

/// A file that fails at this is made all the same, as a plain PDF.
fn is_archival(pdf: &[u8]) -> bool {
    let marks = [
        &b"pdfaid:part>2<"[..],
        b"pdfaid:conformance>A<",
        b"pdfuaid:part>1<",
    ];
    marks
        .iter()
        .all(|mark| pdf.windows(mark.len()).any(|at| at == *mark))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_characters(said in proptest::collection::vec(any::<char>(), 0..60)) {
        let said: String = said.into_iter().collect();
        let made = transcript_pdf(&everywhere(&said), OPENED);
        prop_assert!(made.as_ref().is_ok_and(|pdf| is_archival(pdf)), "{:?}", made.err());
    }

    #[test]
    fn of_any_markup(said in r##"[-#\[\]{}()$*_`"'\\/@<>=+~&|;:,.!?^%0-9a-f\n 审，。]{0,60}"##) {
        let made = transcript_pdf(&everywhere(&said), OPENED);
        prop_assert!(made.as_ref().is_ok_and(|pdf| is_archival(pdf)), "{:?}", made.err());
    }
}

/// Every plane's first thousands, blocks of the faces among them: what one of them has must not break a file.
#[test]
fn of_every_common_character() {
    let blocks = [
        0x20..0x3000_u32,
        0x3000..0xac00,
        0xac00..0x11000,
        0x1f000..0x1fb00,
        0x20000..0x20800,
    ];
    for block in blocks {
        let said: String = block.filter_map(char::from_u32).collect();
        let mut hearing = loan();
        hearing.transcript.lines[0].text = said;
        assert!(is_archival(&transcript_pdf(&hearing, OPENED).unwrap()));
    }
}

#[test]
fn of_nothing_at_all() {
    let mut hearing = loan();
    hearing.matter.as_mut().unwrap().case = None;
    let bare = Hearing {
        matter: hearing.matter.clone(),
        ..Hearing::default()
    };
    transcript_pdf(&bare, OPENED).unwrap();
    transcript_pdf(&everywhere(""), OPENED).unwrap();
    hearing
        .transcript
        .sign_off
        .as_mut()
        .unwrap()
        .entries
        .clear();
    hearing.phase = Phase::Adjourned;
    hearing.incidents = vec![Incident {
        at: OPENED,
        until: None,
        by: Actor::System,
        what: Happening::Adjourned {
            reason: String::new(),
        },
    }];
    transcript_pdf(&hearing, u64::MAX).unwrap_err();
    transcript_pdf(&hearing, 0).unwrap();
}
