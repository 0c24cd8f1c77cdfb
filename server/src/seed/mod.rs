//! The five invented demonstration cases. Everything goes through the rules of the room, as if people had done it.

mod g1;
mod g2;
mod g3;
mod g4;
mod g5;

use hearing::exhibit::{ExhibitCategory, Particulars, Secrecy};
use hearing::{
    Actor, Command, Event, ExhibitId, Hearing, HearingId, Matter, Millis, Recorded, Refusal, Seat,
    SeatId,
};
use kaiting_journal::{Append, Journal, JournalError};

use crate::auth::{Auth, AuthError, Place};
use crate::blobs::{Blobs, StoreError};
use crate::clock;

const CASES: [fn() -> Case; 5] = [g1::case, g2::case, g3::case, g4::case, g5::case];

pub struct Case {
    matter: Matter,
    seats: Vec<Seat>,
    filings: Vec<Filing>,
}

/// A piece of evidence as its party files it.
struct Filing {
    by: &'static str,
    id: &'static str,
    title: &'static str,
    category: ExhibitCategory,
    source: &'static str,
    purpose: &'static str,
    secrecy: Secrecy,
    bytes: &'static [u8],
}

#[derive(Debug)]
pub enum SeedError {
    Journal(JournalError),
    Auth(AuthError),
    Store(String, StoreError),
    Refused(String, Refusal),
    Json(serde_json::Error),
}

impl std::fmt::Display for SeedError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Journal(error) => write!(f, "{error}"),
            Self::Auth(error) => write!(f, "{error}"),
            Self::Store(exhibit, error) => write!(f, "exhibit {exhibit} was not stored: {error:?}"),
            Self::Refused(exhibit, refusal) => {
                write!(f, "exhibit {exhibit} was refused: {refusal:?}")
            }
            Self::Json(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for SeedError {}

impl From<JournalError> for SeedError {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

pub fn is_demo(id: &HearingId) -> bool {
    matches!(id.as_str(), "g1" | "g2" | "g3" | "g4" | "g5")
}

/// Puts in what is not there yet. A case that runs already stays as it stands.
///
/// # Errors
/// When something cannot be stored. A case is in the journal as a whole or not at all.
pub async fn plant(journal: &dyn Journal, blobs: &Blobs, auth: &Auth) -> Result<(), SeedError> {
    let there = journal.hearings().await?;
    for case in CASES {
        let case = case();
        if !there.contains(&case.matter.id.0) {
            plant_one(case, journal, blobs, auth).await?;
        }
    }
    Ok(())
}

async fn plant_one(
    mut case: Case,
    journal: &dyn Journal,
    blobs: &Blobs,
    auth: &Auth,
) -> Result<(), SeedError> {
    let id = case.matter.id.clone();
    let at = clock::now();
    case.matter.scheduled_at += days_since(china(25, 0, 0), at);
    for seat in case.seats.iter().filter(|seat| seat.role.is_court()) {
        let place = Place {
            hearing: id.clone(),
            seat: seat.id.clone(),
        };
        // The invented people of this court have no namesakes.
        auth.set_person(&place, &seat.name)
            .await
            .map_err(SeedError::Auth)?;
    }
    let scheduled = Event::HearingScheduled {
        matter: case.matter,
        seats: case.seats,
    };
    let mut hearing = Hearing::default();
    let mut records = Vec::new();
    take(
        &mut hearing,
        &mut records,
        Actor::System,
        vec![scheduled],
        at,
    );
    for filing in case.filings {
        let by = SeatId::new(filing.by);
        let place = Place {
            hearing: id.clone(),
            seat: by.clone(),
        };
        let named = || filing.id.to_owned();
        let file = blobs
            .store_bytes(&place, filing.bytes)
            .await
            .map_err(|error| SeedError::Store(named(), error))?;
        let command = Command::FileExhibit {
            exhibit: ExhibitId::new(filing.id),
            title: filing.title.to_owned(),
            category: filing.category,
            source: filing.source.to_owned(),
            purpose: filing.purpose.to_owned(),
            secrecy: filing.secrecy,
            file,
            particulars: Particulars::default(),
        };
        let actor = Actor::Seat(by);
        let events = hearing
            .decide(&actor, &command, at)
            .map_err(|refusal| SeedError::Refused(named(), refusal))?;
        take(&mut hearing, &mut records, actor, events, at);
    }
    let bodies = records
        .iter()
        .map(serde_json::to_string)
        .collect::<Result<_, _>>()
        .map_err(SeedError::Json)?;
    journal
        .append(Append {
            hearing: id.0,
            expect_seq: 0,
            at_ms: at,
            bodies,
            command: None,
        })
        .await?;
    Ok(())
}

fn take(
    hearing: &mut Hearing,
    records: &mut Vec<Recorded>,
    by: Actor,
    events: Vec<Event>,
    at: Millis,
) {
    for event in events {
        let by = by.clone();
        let recorded = Recorded { at, by, event };
        hearing.apply(&recorded);
        records.push(recorded);
    }
}

/// Whole days, from the day of G1 to today: a demonstration begins on a day on which there is something to do.
const fn days_since(first: Millis, now: Millis) -> Millis {
    const DAY: Millis = 24 * 3_600 * 1_000;
    now.saturating_sub(first) / DAY * DAY
}

/// A time of day in China, which has one offset and no summer time.
const fn china(days_after_2026_11_01: u64, hour: u64, minute: u64) -> Millis {
    /// 2026-11-01 00:00 in Beijing
    const NOVEMBER: u64 = 1_793_462_400;
    (NOVEMBER + (days_after_2026_11_01 * 24 + hour) * 3_600 + minute * 60) * 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cases_keep_their_days_until_the_first_is_past_and_their_distance_after() {
        let (first, minute) = (china(25, 0, 0), 60_000);
        assert_eq!(days_since(first, china(20, 12, 0)), 0);
        assert_eq!(days_since(first, china(26, 0, 0) - minute), 0);
        for (now, after) in [(china(26, 0, 0), 1), (china(60, 23, 59), 35)] {
            assert_eq!(
                china(25, 9, 30) + days_since(first, now),
                china(25 + after, 9, 30)
            );
        }
    }
}
