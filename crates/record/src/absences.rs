//! 退庭证据包 (R25): one person's absences with everything that is known of them, as data and as a page that is read. It
//! holds what was seen, sent and said, and by whom the court found what; the machine finds nothing.

mod page;

use std::collections::BTreeMap;

use hearing::{Absence, AbsenceSettings, Happening, Hearing, Incident, Millis, Recorded, SeatId};
use serde::Serialize;

use crate::words;

const FORMAT: &str = "kaiting-absences/1";
const NO_VERDICT: &str = "本件由系统按记录生成，只载明信号、时间、提示与各方陈述，不含系统对原因的判断；认定由审判人员作出。";
const BY_COURT: &str = "本院设置，非法律规定";

#[derive(Debug, Serialize)]
pub struct AbsencePack {
    format: &'static str,
    notice: &'static str,
    hearing: String,
    court: String,
    case_number: Option<String>,
    case_title: Option<String>,
    seat: SeatId,
    standing: &'static str,
    name: String,
    made_at: Millis,
    made_by: SeatId,
    made_by_name: String,
    /// Whose acts may stand in it, by seat.
    court_people: BTreeMap<SeatId, String>,
    settings: AbsenceSettings,
    settings_note: &'static str,
    absences: Vec<Told>,
    devices_off: Vec<Incident>,
    records: Vec<JournalRecord>,
}

/// An absence, and how often the person was told in it, by the system and by the court.
#[derive(Debug, Serialize)]
struct Told {
    #[serde(flatten)]
    absence: Absence,
    told: usize,
}

/// A record of the journal: its number and hash are found again in the hearing's file, which is signed.
#[derive(Debug, Serialize)]
pub struct JournalRecord {
    pub seq: u64,
    pub sha256: String,
    pub record: Recorded,
}

impl AbsencePack {
    /// None where there is no such hearing or seat.
    pub fn of(
        hearing: &Hearing,
        seat: &SeatId,
        made_by: &SeatId,
        made_at: Millis,
        records: Vec<JournalRecord>,
    ) -> Option<Self> {
        let matter = hearing.matter.as_ref()?;
        let whom = hearing.seat(seat)?;
        let panel = hearing.seats.iter().filter(|s| s.role.is_bench()).count() > 1;
        let told = |absence: &Absence| Told {
            told: hearing.told_in(seat, absence),
            absence: absence.clone(),
        };
        let off =
            |i: &&Incident| matches!(&i.what, Happening::DeviceOff { seat: of, .. } if of == seat);
        Some(Self {
            format: FORMAT,
            notice: NO_VERDICT,
            hearing: matter.id.0.clone(),
            court: matter.court.clone(),
            case_number: matter.case.as_ref().map(|c| c.number.clone()),
            case_title: matter.case.as_ref().map(|c| c.title.clone()),
            seat: seat.clone(),
            standing: words::standing(whom, matter.procedure, panel),
            name: whom.name.clone(),
            made_at,
            made_by: made_by.clone(),
            made_by_name: hearing.seat(made_by).map(|s| s.name.clone())?,
            court_people: hearing
                .seats
                .iter()
                .filter(|s| s.role.is_court())
                .map(|s| (s.id.clone(), s.name.clone()))
                .collect(),
            settings: hearing.absence_settings.clone(),
            settings_note: BY_COURT,
            absences: whom.absences.iter().map(told).collect(),
            devices_off: hearing.incidents.iter().filter(off).cloned().collect(),
            records,
        })
    }

    /// # Errors
    /// Not with our types.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    /// One page of HTML that needs nothing else, to read and to print.
    ///
    /// # Errors
    /// As [`AbsencePack::to_json`].
    pub fn to_page(&self) -> Result<String, serde_json::Error> {
        page::page(self)
    }
}
