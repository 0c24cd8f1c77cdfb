//! What is asked about exhibits and the record.

use hearing::chain::ChainStage;
use hearing::exhibit::*;
use hearing::late::LateOutcome;
use hearing::mark::Shape;
use hearing::original::DemandReason;
use hearing::presenting::Beside;
use hearing::speech::Proposed;
use hearing::transcript::{LineKind, RecordKind, Why, Wrong};
use hearing::*;
use proptest::prelude::*;

use super::{exhibit_id, line_id, names, seat_id, seats, secrecy, speaker, text, view};

pub fn paper_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        1 => (exhibit_id(), text(), secrecy(), any::<bool>()).prop_map(|(exhibit, title, secrecy, plays)| {
            Command::FileExhibit {
                exhibit,
                title,
                category: ExhibitCategory::Documentary,
                source: String::new(),
                purpose: String::new(),
                secrecy,
                file: ExhibitFile {
                    sha256: "a".repeat(64),
                    size: 10,
                    kind: if plays { FileKind::Audio } else { FileKind::Pdf },
                    pages: 2,
                },
                particulars: Particulars {
                    late_reason: Some("对方当庭提出新主张".into()),
                    ..Particulars::default()
                },
            }
        }),
        1 => (exhibit_id(), text())
            .prop_map(|(exhibit, reason)| Command::WithdrawExhibit { exhibit, reason }),
        4 => (exhibit_id(), view()).prop_map(|(exhibit, view)| Command::PresentExhibit { exhibit, view }),
        1 => view().prop_map(|view| Command::TurnPage { view }),
        1 => Just(Command::StopPresenting),
        1 => exhibit_id().prop_map(|exhibit| Command::RecordOriginal { exhibit, state: OriginalState::Matches, ground: None, reason: String::new() }),
        1 => seat_id().prop_map(|seat| Command::HandPresenting { seat }),
        2 => prop::option::of((exhibit_id(), view())).prop_map(|beside| Command::ShowBeside {
            beside: beside.map(|(exhibit, view)| Beside { exhibit, view }),
        }),
        2 => any::<bool>().prop_map(|playing| Command::SetPlayback { playing, position: 3, length: 90 }),
        3 => (exhibit_id(), 0u8..4).prop_map(|(exhibit, n)| Command::DrawMark {
            mark: MarkId::new(format!("m{n}")),
            exhibit,
            page: 1,
            shape: Shape::Rectangle,
            from: (1, 1),
            to: (90, 90),
            label: String::new(),
        }),
        1 => (0u8..4).prop_map(|n| Command::EraseMark { mark: MarkId::new(format!("m{n}")) }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, reason)| Command::GiveOpinion {
            exhibit,
            authenticity: Stance::Accepted,
            legality: Stance::Accepted,
            relevance: Stance::Disputed,
            purpose: Stance::Reserved,
            reason,
        }),
        1 => (exhibit_id(), text())
            .prop_map(|(exhibit, reason)| Command::RuleOnExhibit { exhibit, admitted: true, reason }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, reason)| Command::RuleOnLate {
            exhibit,
            outcome: LateOutcome::Admitted,
            reason,
            answer_until: None,
        }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, text)| Command::AnswerLate { exhibit, text }),
        1 => (exhibit_id(), text())
            .prop_map(|(exhibit, reason)| Command::RequestOriginal { exhibit, reason }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, reason)| Command::RuleOnOriginal {
            exhibit,
            demanded: Some(DemandReason::Unclear),
            reason,
            until: None,
        }),
        1 => exhibit_id().prop_map(|exhibit| Command::StateChainRecord {
            exhibit,
            platform: "平台".into(),
            number: "1".into(),
            stored_at: 1,
        }),
        1 => (exhibit_id(), text())
            .prop_map(|(exhibit, how)| Command::RecordChainCheck { exhibit, agrees: true, how }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, reason)| Command::DisputeChain {
            exhibit,
            about: ChainStage::BeforeStorage,
            factors: vec![],
            reason,
        }),
        1 => (exhibit_id(), seat_id(), text()).prop_map(|(exhibit, of, reason)| Command::RecordOpinion {
            exhibit,
            of,
            authenticity: Stance::Accepted,
            legality: Stance::Accepted,
            relevance: Stance::Reserved,
            purpose: Stance::Reserved,
            reason,
        }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, text_alternative)| Command::DescribeExhibit {
            exhibit,
            text_alternative,
        }),
        1 => (0_u64..40).prop_map(|until| Command::SetFilingDeadline { until: Some(until) }),
        1 => prop::sample::select(seats()).prop_map(|s| Command::SignConfidentiality {
            signed_name: s.name,
            edition: hearing::confidentiality::EDITION,
        }),
        4 => (line_id(), prop::option::of(line_id()), speaker(), text(), names(), 0u64..9_000).prop_map(
            |(line, after, speaker, text, exhibit, begun)| Command::WriteLine {
                line,
                after,
                speaker,
                kind: LineKind::Speech,
                text,
                exhibit,
                begun: Some(begun),
            }
        ),
        2 => (line_id(), speaker(), text(), 0u64..4, seat_id()).prop_map(|(line, speaker, text, n, seat)| {
            let id = ProposalId::new(format!("p{n}"));
            let heard = Proposed { id: id.clone(), seat, text: text.clone(), from: n, until: n };
            Command::AcceptProposal {
                line,
                proposal: id,
                after: None,
                speaker,
                interpreted: n % 2 == 0,
                text,
                exhibit: None,
                heard: Some(Box::new(heard)),
            }
        }),
        2 => (line_id(), 0u32..3, speaker(), text()).prop_map(|(line, base_rev, speaker, text)| {
            Command::EditLine { line, base_rev, speaker, kind: LineKind::Speech, text, why: Why::Mended, base_text: None }
        }),
        2 => (line_id(), 0u32..3, text(), text(), line_id()).prop_map(|(line, base_rev, head, tail, new)| {
            Command::SplitLine { line, base_rev, head, tail, new }
        }),
        2 => (line_id(), 0u32..3, line_id(), 0u32..3, text()).prop_map(|(line, base_rev, next, next_rev, text)| {
            Command::JoinLines { line, base_rev, next, next_rev, text }
        }),
        2 => (line_id(), 0u32..3).prop_map(|(line, base_rev)| Command::StrikeLine { line, base_rev }),
        2 => line_id().prop_map(|line| Command::RestoreLine { line }),
        1 => prop::sample::select(RecordKind::ALL.to_vec()).prop_map(|kind| Command::NameRecord { kind }),
        1 => Just(Command::AskReplacement),
        1 => Just(Command::WithdrawReplacement),
        1 => any::<bool>().prop_map(|agreed| Command::AnswerReplacement { agreed }),
        1 => text().prop_map(|text| Command::KeepPhrase { text }),
        1 => text().prop_map(|text| Command::DropPhrase { text }),
        1 => (line_id(), text(), wrong()).prop_map(|(line, should_read, wrong)| Command::RequestCorrection {
            correction: CorrectionId::new("c1"),
            line,
            should_read,
            wrong,
            reason: "误记".into(),
        }),
        1 => any::<bool>().prop_map(|granted| Command::DecideCorrection {
            correction: CorrectionId::new("c1"),
            granted,
            reason: "经核对录像".into(),
        }),
        2 => Just(Command::OpenSignOff),
        2 => Just(Command::ConfirmRead),
        2 => prop::sample::select(seats()).prop_map(|s| Command::Sign {
            text_sha256: String::new(),
            name: s.name,
            drawing: Some("M1,1 L2,2".into()),
            session: None,
        }),
        1 => text().prop_map(|reason| Command::RefuseToSign { reason }),
        1 => (seat_id(), text()).prop_map(|(seat, reason)| Command::NoteUnsigned { seat, reason }),
    ]
}

fn wrong() -> impl Strategy<Value = Wrong> {
    prop_oneof![
        Just(Wrong::Words),
        (seat_id(), seat_id()).prop_map(|(now, should)| Wrong::Speaker { now, should }),
        seat_id().prop_map(|speaker| Wrong::Omission { speaker }),
    ]
}
