//! 庭前签到: what a person gives before he may wait for the hearing (R2-R14). Only the court sees it.

pub use crate::equipment::*;
use crate::exhibit::ExhibitFile;
use crate::reading::Reading;
use crate::suitability::Considered;
use crate::waiting::{Doubt, Look, Notice, Ring};
use crate::{Millis, SeatId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckIn {
    pub identity: Option<Identity>,
    /// R4: per stage, no default
    pub consents: Vec<(ConsentStage, Consent)>,
    /// R12
    pub suitability: Option<Suitability>,
    /// What the judge has said to it. It stands for the circumstances that it names.
    pub considered: Option<Considered>,
    /// R5: rules acknowledged one by one, with the time of each
    pub discipline: Vec<(u8, Millis)>,
    /// R5: every text that was read and ticked or signed, once in each edition.
    pub read: Vec<Reading>,
    /// R6
    pub no_recording_at: Option<Millis>,
    /// R11
    #[serde(default)]
    pub authority: Option<Authority>,
    /// R10
    pub undertaking: Option<Undertaking>,
    /// R48
    #[serde(default)]
    pub confidentiality: Option<crate::confidentiality::Confidentiality>,
    /// R8, R9
    pub place: Option<Place>,
    /// R7
    pub devices: Option<DeviceReport>,
    /// Of the notices that were last acknowledged or signed (R5).
    #[serde(default)]
    pub edition: Option<u16>,
    /// R92: when the litigation-risk sheet was read. Nothing waits for it.
    #[serde(default)]
    pub risks_read_at: Option<Millis>,
    pub help_wanted_since: Option<Millis>,
    /// Since when another device holds the seat, until the court has looked who it is (R2).
    pub taken_over_at: Option<Millis>,
    /// When the answers without a time of their own were given last.
    pub answered: Vec<(CheckInStep, Millis)>,
    /// When the court answered the last call for help; none again with the next call.
    pub help_answered_at: Option<Millis>,
    /// The newest only
    pub ring: Option<Ring>,
    /// In the order in which they were sent, never taken away: a notice is named by its place.
    pub notices: Vec<Notice>,
    pub look: Option<Look>,
}

impl CheckIn {
    /// Since when a step stands as it does.
    pub fn since(&self, step: CheckInStep) -> Option<Millis> {
        match step {
            CheckInStep::Identity => self.identity.as_ref().map(|i| i.stated_at),
            CheckInStep::Authority => self.authority.as_ref().map(|a| a.at),
            CheckInStep::Discipline => self.discipline.iter().map(|(_, at)| *at).max(),
            CheckInStep::Rights => {
                let told = crate::reading::told_one_by_one();
                told.filter_map(|what| self.read_at(what)).max()
            }
            // One answer, of which the one role is asked more than the other.
            CheckInStep::Adjustments => self.since(CheckInStep::Suitability),
            CheckInStep::NoRecording => self.no_recording_at,
            CheckInStep::Undertaking => self.undertaking.as_ref().map(|u| u.at),
            CheckInStep::Devices => self.devices.as_ref().map(|d| d.at),
            CheckInStep::Consent | CheckInStep::Suitability | CheckInStep::Place => {
                let known = self.answered.iter().find(|(known, _)| *known == step);
                known.map(|(_, at)| *at)
            }
        }
    }

    pub(crate) fn answer(&mut self, step: CheckInStep, at: Millis) {
        self.answered.retain(|(known, _)| *known != step);
        self.answered.push((step, at));
    }
}

/// R2: method, time and checker of the identity check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    pub name: String,
    pub document: DocumentKind,
    /// Only the last four characters are kept; the whole number never enters the journal (R97).
    pub last_four: String,
    pub stated_at: Millis,
    pub verified: Option<Verification>,
    /// 不一致, until it is stated anew or verified after all.
    #[serde(default)]
    pub doubt: Option<Doubt>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    IdCard,
    Passport,
    LawyerLicence,
    Other,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verification {
    pub by: SeatId,
    pub how: VerificationMethod,
    pub at: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerificationMethod {
    /// By eye over the picture, beside the document (R3: no face recognition)
    ByEye,
    /// 线下核实
    Offline,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentStage {
    Hearing,
    Mediation,
    Verdict,
}

impl ConsentStage {
    pub const ALL: [ConsentStage; 3] = [
        ConsentStage::Hearing,
        ConsentStage::Mediation,
        ConsentStage::Verdict,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    Agreed,
    Refused,
}

/// R12: circumstances in which the law wants no online hearing (R12 21, CrPL 223).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suitability {
    pub bars: Vec<SuitabilityBar>,
    /// R14
    pub help: Vec<Adjustment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuitabilityBar {
    NoDevice,
    CannotUseIt,
    NeedsOriginalOnSite,
    DisabilityOrAge,
    OtherReason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adjustment {
    Interpreter,
    SignLanguage,
    Captions,
    LargeText,
    Helper,
}

/// R11: by what right somebody speaks for a party, and how far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Authority {
    pub scope: AuthorityScope,
    /// Only with special authority: what it names (CPL 62).
    pub powers: Vec<SpecialPower>,
    /// 授权委托书; absent when it is brought to the court on paper.
    pub paper: Option<ExhibitFile>,
    pub at: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorityScope {
    /// 一般授权
    General,
    /// 特别授权
    Special,
    /// 法定代理
    ByLaw,
    /// 辩护: retained by the person, or sent by legal aid
    Defence,
}

/// What the power of attorney has to name (CPL 62).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpecialPower {
    /// 代为承认、放弃、变更诉讼请求
    ChangeClaims,
    /// 进行和解、调解
    Settle,
    /// 提起反诉
    Counterclaim,
    /// 提起上诉
    Appeal,
    /// 代收法律文书
    ReceiveDocuments,
}

impl SpecialPower {
    pub const ALL: [SpecialPower; 5] = [
        SpecialPower::ChangeClaims,
        SpecialPower::Settle,
        SpecialPower::Counterclaim,
        SpecialPower::Appeal,
        SpecialPower::ReceiveDocuments,
    ];
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Undertaking {
    pub signed_name: String,
    pub at: Millis,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// 省市区
    pub region: String,
    pub kind: PlaceKind,
    pub quiet: bool,
    pub others: Vec<OtherPerson>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    Home,
    Office,
    LawFirm,
    CourtDesignated,
    Detention,
    Other,
}

/// R9: declared by the person, permitted or not by the judge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherPerson {
    pub who: String,
    pub why: String,
    pub permitted: Option<bool>,
}

/// What is still missing from a check-in, in the order it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckInStep {
    Identity,
    Authority,
    Consent,
    Suitability,
    /// R14, of who is not asked about R12: the help that is needed
    Adjustments,
    Discipline,
    /// Rights and consequences
    Rights,
    NoRecording,
    Undertaking,
    Place,
    Devices,
}

/// 法庭纪律, as many as the text has (CrPLI 306, CR 17).
pub const DISCIPLINE_RULES: u8 = 6;
