//! 庭审笔录 as a PDF: what the reader may see of it, and nothing else.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use hearing::{Hearing, Scope, SeatId};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::error::Fault;
use crate::app::Caller;
use crate::auth::Place;
use crate::clock;

/// One transcript at a time: setting takes both processors and, for thousands of lines, a quarter of a gigabyte,
/// and the hearings that run meanwhile come first.
static PRESS: Semaphore = Semaphore::const_new(1);

/// Who waits for the press. Each once: the queue is no longer than the seats are many.
static QUEUE: Mutex<BTreeSet<Place>> = Mutex::new(BTreeSet::new());

/// A place in the queue, left when dropped.
struct Queued(Place);

impl Queued {
    fn at(place: Place) -> Option<Self> {
        let mut queue = QUEUE.lock().unwrap_or_else(PoisonError::into_inner);
        queue.insert(place.clone()).then(|| Self(place))
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        let mut queue = QUEUE.lock().unwrap_or_else(PoisonError::into_inner);
        queue.remove(&self.0);
    }
}

pub async fn transcript(caller: Caller) -> Result<impl IntoResponse, Fault> {
    caller.room.read(|h| may_read(h, &caller.seat))?;
    let place = Place {
        hearing: caller.room.id.clone(),
        seat: caller.seat.clone(),
    };
    let queued = Queued::at(place).ok_or(Fault::TooMany)?;
    let turn = PRESS.acquire().await.map_err(Fault::unavailable)?;
    // The room waits while its hearing is copied: only for who is next, and as it stands now that he is.
    let view = caller.room.read(|h| {
        may_read(h, &caller.seat)?;
        Ok(h.view_for(&caller.seat))
    })?;
    let name = file_name(&view);
    let at = clock::now();
    let pdf = spawn_blocking(move || {
        // Held until the work is done, even where the reader has gone.
        let _held = (turn, queued);
        kaiting_record::transcript_pdf(&view, at)
    });
    let pdf = pdf
        .await
        .map_err(Fault::unavailable)?
        .map_err(Fault::unavailable)?;
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, attachment(&name)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, pdf))
}

/// The court and the parties in the room read all of it, one who was called his own words once it lies open for signing (R59).
fn may_read(hearing: &Hearing, seat: &SeatId) -> Result<(), Fault> {
    let watches = hearing.seat(seat).is_none_or(|s| s.role.only_watches());
    match hearing.scope_of(seat) {
        _ if watches => Err(Fault::NotPermitted),
        Scope::Bench | Scope::Registry | Scope::Room | Scope::OwnPart { .. } => Ok(()),
        Scope::Called { .. } | Scope::Waiting | Scope::Sequestered => Err(Fault::NotYet),
        Scope::Gallery { .. } | Scope::Inspection | Scope::Outside => Err(Fault::NotPermitted),
    }
}

/// `（2026）京0108民初12345号 庭审笔录 v10.pdf`
fn file_name(view: &Hearing) -> String {
    let case = view.matter.as_ref().and_then(|m| m.case.as_ref());
    let number = case.map_or("", |c| c.number.as_str());
    let version = view.transcript.version();
    format!("{number} 庭审笔录 v{version}.pdf")
        .trim_start()
        .to_owned()
}

/// RFC 6266: a plain name for old readers, the real one as RFC 5987 has it.
fn attachment(name: &str) -> String {
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"transcript.pdf\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use hearing::transcript::SignOff;
    use hearing::{Role, Seat, Side, Zone};

    use super::*;

    fn hearing() -> Hearing {
        let seat = |id: &str, role, side, zone| {
            let mut seat = Seat::new(id, role, side, id);
            seat.zone = zone;
            seat
        };
        let waits = Zone::WitnessRoom(SeatId::new("witness"));
        Hearing {
            seats: vec![
                seat("judge", Role::PresidingJudge, Side::Court, Zone::Courtroom),
                seat("party", Role::Party, Side::Plaintiff, Zone::Courtroom),
                seat("late", Role::Party, Side::Defendant, Zone::Lobby),
                seat("witness", Role::Witness, Side::Plaintiff, waits),
                seat("observer", Role::Observer, Side::None, Zone::Gallery),
                seat("inspector", Role::Inspector, Side::None, Zone::Inspection),
            ],
            ..Hearing::default()
        }
    }

    #[test]
    fn each_reads_what_he_may() {
        let mut hearing = hearing();
        let may = |h: &Hearing, id: &str| may_read(h, &SeatId::new(id));
        for (id, outcome) in [
            ("judge", Ok(())),
            ("party", Ok(())),
            ("late", Err(Fault::NotYet)),
            ("witness", Err(Fault::NotYet)),
            ("observer", Err(Fault::NotPermitted)),
            ("inspector", Err(Fault::NotPermitted)),
            ("stranger", Err(Fault::NotPermitted)),
        ] {
            assert_eq!(may(&hearing, id), outcome, "{id}");
        }
        let entry = hearing::transcript::SignOffEntry {
            seat: SeatId::new("witness"),
            read_at: None,
            state: hearing::transcript::SignState::Waiting,
        };
        hearing.transcript.sign_off = Some(SignOff {
            opened_at: 1,
            entries: vec![entry],
            finished_at: None,
        });
        assert_eq!(may(&hearing, "witness"), Ok(()));
        hearing.seats[1].removed = Some("扰乱法庭秩序".to_owned());
        assert_eq!(may(&hearing, "party"), Err(Fault::NotPermitted));
    }

    #[test]
    fn a_name_travels_in_ascii() {
        assert_eq!(
            attachment("（2026）京\"\r\n.pdf"),
            "attachment; filename=\"transcript.pdf\"; filename*=UTF-8''%EF%BC%882026%EF%BC%89%E4%BA%AC%22%0D%0A.pdf"
        );
    }
}
