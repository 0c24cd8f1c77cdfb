//! 庭前签到: what a person gives before he may wait for the hearing (R2-R14). Only the court sees it.

use crate::{Millis, SeatId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckIn {
    pub identity: Option<Identity>,
    /// R4: per stage, no default
    pub consents: Vec<(ConsentStage, Consent)>,
    /// R12
    pub suitability: Option<Suitability>,
    /// R5: rules acknowledged one by one, with the time of each
    pub discipline: Vec<(u8, Millis)>,
    /// R6
    pub no_recording_at: Option<Millis>,
    /// R10
    pub undertaking: Option<Undertaking>,
    /// R8, R9
    pub place: Option<Place>,
    /// R7
    pub devices: Option<DeviceReport>,
    pub help_wanted_since: Option<Millis>,
    /// Since when another device holds the seat, until the court has looked who it is (R2).
    pub taken_over_at: Option<Millis>,
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceReport {
    pub camera: DeviceState,
    pub microphone: DeviceState,
    pub speaker: DeviceState,
    /// Round trip to the server in milliseconds, where measured
    pub latency_ms: Option<u32>,
    pub at: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    Works,
    Fails,
    Skipped,
}

/// What is still missing from a check-in, in the order it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckInStep {
    Identity,
    Consent,
    Suitability,
    Discipline,
    NoRecording,
    Undertaking,
    Place,
    Devices,
}

/// 法庭纪律, as many as the text has (CrPLI 306, CR 17).
pub const DISCIPLINE_RULES: u8 = 6;
