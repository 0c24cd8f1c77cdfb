//! What is asked before and in the room: to check in, to wait, to sit, to lead, to be away.

use hearing::check_in::*;
use hearing::in_person::InPersonGround;
use hearing::objection::ObjectionGround;
use hearing::recusal::Decider;
use hearing::sanction::Sanction;
use hearing::waiting::{DoubtReason, RingReason};
use hearing::*;
use proptest::prelude::*;

use super::{seat_id, seats, text};

pub fn check_in_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        prop::sample::select(seats()).prop_map(|s| Command::StateIdentity {
            name: s.name,
            document: DocumentKind::IdCard,
            last_four: "123X".into(),
        }),
        prop::sample::select(ConsentStage::ALL.to_vec()).prop_map(|stage| Command::GiveConsent {
            stage,
            consent: Consent::Agreed,
            edition: notice::EDITION,
        }),
        any::<bool>().prop_map(|special| Command::StateAuthority {
            scope: if special {
                AuthorityScope::Special
            } else {
                AuthorityScope::Defence
            },
            powers: if special {
                vec![SpecialPower::Settle]
            } else {
                vec![]
            },
            paper: None,
        }),
        any::<bool>().prop_map(|fit| Command::StateSuitability {
            bars: if fit {
                vec![]
            } else {
                vec![SuitabilityBar::CannotUseIt]
            },
            help: vec![]
        }),
        (seat_id(), text()).prop_map(|(seat, reason)| Command::ConsiderSuitability {
            seat,
            bars: vec![SuitabilityBar::CannotUseIt],
            reason,
        }),
        (0u8..8).prop_map(|rule| Command::AcknowledgeDiscipline {
            rule,
            edition: notice::EDITION,
        }),
        (0..6u8, 2..4u16).prop_map(|(right, edition)| Command::AcknowledgeRight { right, edition }),
        (0..4u8).prop_map(|consequence| Command::AcknowledgeConsequence {
            consequence,
            edition: notice::EDITION,
        }),
        Just(Command::DeclareNoRecording {
            edition: notice::EDITION,
        }),
        prop::sample::select(seats()).prop_map(|s| Command::GiveUndertaking {
            signed_name: s.name,
            edition: notice::EDITION,
        }),
        Just(String::from("北京市海淀区")).prop_map(|region| Command::StatePlace {
            region,
            kind: PlaceKind::Home,
            quiet: true,
            others: vec![("家人".into(), "照看".into())],
        }),
        (any::<u32>(), any::<u8>(), any::<bool>()).prop_map(|(kbps, percent, heard)| {
            Command::ReportDevices(DeviceFindings {
                camera: DeviceState::Works,
                microphone: DeviceState::Works,
                speaker: DeviceState::Fails,
                latency_ms: Some(20),
                light: Some(Light::Behind),
                heard_self: Some(heard),
                up_kbps: Some(kbps),
                down_kbps: Some(kbps / 2),
                loss_percent: Some(percent),
                transport: Some(Transport::Tcp),
                browser: Some(Browser::Wechat),
                system: Some(System::Android),
            })
        }),
        Just(Command::AcknowledgeRisks),
        Just(Command::WithdrawRegistration),
        Just(Command::CallForHelp),
        seat_id().prop_map(|seat| Command::VerifyIdentity {
            seat,
            how: VerificationMethod::ByEye,
            stated_at: None,
        }),
        seat_id().prop_map(|seat| Command::PermitOtherPerson {
            seat,
            index: 0,
            who: "家人".into(),
            permitted: true
        }),
        seat_id().prop_map(|seat| Command::AnswerHelp { seat }),
        Just(Command::WithdrawCallForHelp),
        Just(Command::AnswerRing),
        (0u32..3).prop_map(|number| Command::ReadNotice { number }),
    ]
}

/// What passes between the court and those who wait. A notice says whom it is for.
pub fn waiting_command() -> impl Strategy<Value = Command> {
    let why = prop::sample::select(RingReason::ALL.to_vec());
    let doubt = prop::sample::select(DoubtReason::ALL.to_vec());
    prop_oneof![
        (seat_id(), why).prop_map(|(seat, why)| Command::RingSeat { seat, why }),
        prop::collection::vec(seat_id(), 0..4).prop_map(|to| {
            let names: Vec<_> = to.iter().map(SeatId::as_str).collect();
            let text = names.join(" ");
            Command::SendNotice { to, text }
        }),
        seat_id().prop_map(|seat| Command::BeginLook { seat }),
        seat_id().prop_map(|seat| Command::EndLook { seat }),
        (seat_id(), doubt).prop_map(|(seat, why)| Command::DoubtIdentity { seat, why }),
        (seat_id(), prop::sample::select(vec!["0021", "002X"])).prop_map(|(seat, last_four)| {
            Command::EnterDocument {
                seat,
                document: DocumentKind::IdCard,
                last_four: last_four.into(),
            }
        }),
        prop::collection::vec(seat_id(), 0..3)
            .prop_map(|observers| Command::ConfirmGallery { observers }),
    ]
}

pub fn room_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => seat_id().prop_map(|seat| Command::Admit { seat }),
        3 => seat_id().prop_map(|seat| Command::CallWitness { seat }),
        1 => seat_id().prop_map(|seat| Command::DismissWitness { seat }),
        1 => (seat_id(), text()).prop_map(|(seat, reason)| Command::SendToWait { seat, reason }),
        1 => (seat_id(), text()).prop_map(|(seat, reason)| Command::Remove { seat, reason }),
        3 => text().prop_map(|reason| Command::OpenHearing { override_reason: Some(reason) }),
        1 => Just(Command::ReportReady),
        // The reason tells of the hearing; the time may stay what it was.
        2 => (prop::sample::select(vec![30_000_000, 60_000_000u64]), prop::sample::select(vec!["林知远未到", "核对十八万八千元"]))
            .prop_map(|(until, reason)| Command::AnnounceDelay { until, reason: reason.into() }),
        1 => Just(Command::WithdrawReady),
        1 => (prop::sample::select(vec![Stage::Evidence, Stage::Debate, Stage::SignOff]), text())
            .prop_map(|(stage, reason)| Command::EnterStage { stage, override_reason: Some(reason) }),
        1 => Just(Command::RecordGuardItem { item: GuardItem::RecusalAsked }),
        1 => Just(Command::SetIssues { issues: vec!["本金数额".into()] }),
        1 => text().prop_map(|reason| Command::Adjourn { reason }),
        1 => Just(Command::Resume),
        1 => Just(Command::BeginDeliberation),
        1 => Just(Command::EndDeliberation),
        1 => text().prop_map(|reason| Command::CloseHearing { override_reason: Some(reason) }),
        1 => Just(Command::SecureRoom),
        1 => text().prop_map(|words| Command::ExplainSecuring { words }),
        1 => Just(Command::BringBack),
        1 => seat_id().prop_map(|seat| Command::GiveFloor { seat }),
        1 => Just(Command::TakeFloor),
        1 => Just(Command::RaiseHand),
        1 => seat_id().prop_map(|seat| Command::LowerHand { seat }),
        1 => (seat_id(), any::<bool>()).prop_map(|(seat, lock)| Command::Mute { seat, lock }),
        1 => seat_id().prop_map(|seat| Command::Release { seat }),
        1 => Just(Command::MuteAll),
        1 => (seat_id(), text()).prop_map(|(seat, words)| Command::Admonish {
            seat,
            measure: Admonition::OrderToLeave,
            words,
        }),
        1 => Just(Command::PauseRecording { ground: PauseGround::UnsuitableMediation }),
        1 => Just(Command::ResumeRecording),
        1 => any::<bool>().prop_map(|allowed| Command::AllowListening { allowed }),
        1 => (0..5_000u64, text()).prop_map(|(from, words)| Command::ExplainGap { from, words }),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(microphone_on, camera_on)| Command::ShowDevices {
            microphone_on,
            camera_on,
        }),
    ]
}

pub fn bench_command() -> impl Strategy<Value = Command> {
    let decider = prop::sample::select(vec![
        Decider::PresidingJudge,
        Decider::CourtPresident,
        Decider::ChiefProcurator,
    ]);
    let ground = prop::option::of(prop::sample::select(ObjectionGround::ALL.to_vec()));
    let in_person = prop::sample::select(InPersonGround::ALL.to_vec());
    prop_oneof![
        2 => (seat_id(), text()).prop_map(|(whom, reason)| Command::AskRecusal { whom, reason }),
        1 => (0u32..3).prop_map(|recusal| Command::WithdrawRecusal { recusal }),
        1 => (0u32..3, text()).prop_map(|(recusal, reason)| Command::AskReconsideration { recusal, reason }),
        2 => (0u32..3, decider, any::<bool>(), text()).prop_map(|(recusal, decider, granted, reason)| {
            Command::DecideRecusal { recusal, decider, granted, reason }
        }),
        2 => ground.prop_map(|ground| Command::Object { ground }),
        1 => Just(Command::WithdrawObjection),
        1 => (seat_id(), any::<bool>(), text())
            .prop_map(|(seat, sustained, reason)| Command::RuleOnObjection { seat, sustained, reason }),
        2 => (0u32..4, prop::option::of(text()))
            .prop_map(|(edition, remark)| Command::AnswerIssues { edition, remark }),
        1 => prop::option::of(0u16..5).prop_map(|minutes| Command::LimitFloor { minutes }),
        1 => seat_id().prop_map(|seat| Command::MuteAllBut { seat }),
        1 => (seat_id(), text(), any::<bool>()).prop_map(|(seat, words, fine)| Command::RecordSanction {
            seat,
            sanction: if fine { Sanction::Fine { yuan: 500 } } else { Sanction::Detention { days: 5 } },
            approval: "12".into(),
            words,
        }),
        1 => (prop::option::of(seat_id()), in_person).prop_map(|(seat, ground)| {
            Command::ConvertToInPerson {
                seat,
                ground,
                place: "第三法庭".into(),
                when: None,
                words: "请带身份证件".into(),
            }
        }),
        1 => text().prop_map(|reason| Command::SitElsewhere {
            place: "市第一医院".into(),
            reason,
            approval: "15".into(),
        }),
        1 => Just(Command::SitInCourtroom),
        1 => (seat_id(), text()).prop_map(|(seat, reason)| Command::ReturnOnline { seat, reason }),
    ]
}

/// An absence is named by its beginning: whoever takes the step puts in the newest of the seat, as whoever sees it would.
pub fn absence_command() -> impl Strategy<Value = Command> {
    let signals = vec![
        OwnSignal::PageHidden,
        OwnSignal::CameraLost,
        OwnSignal::LeftByKey,
    ];
    let findings = vec![
        AbsenceFinding::NetworkFailure,
        AbsenceFinding::UnauthorisedExit,
    ];
    prop_oneof![
        4 => (prop::sample::select(signals), any::<bool>(), 0..200u64).prop_map(
            |(signal, over, said_at)| Command::ReportSignal { signal, over, said_at }
        ),
        1 => any::<bool>().prop_map(|offline| Command::ReportReturn { tries: 3, offline, since: None }),
        2 => (0..3u32).prop_map(|number| Command::PromptReached { from: 0, number }),
        2 => text().prop_map(|words| Command::AccountForAbsence {
            from: 0,
            what: OwnAccount::Network,
            words,
        }),
        1 => seat_id().prop_map(|seat| Command::PromptAbsent { seat }),
        3 => (seat_id(), prop::sample::select(findings), text()).prop_map(|(seat, finding, reason)| {
            Command::ClassifyAbsence { seat, from: 0, finding, reason }
        }),
        1 => (seat_id(), any::<bool>(), text()).prop_map(|(seat, granted, reason)| {
            Command::LeaveCamera { seat, granted, reason }
        }),
        1 => prop::option::of(seat_id()).prop_map(|seat| Command::Spotlight { seat }),
    ]
}
