//! The recording, to be heard: what the rules of the hearing allow, put on record first, then by ranges (R50, R57, R75).

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use hearing::recording::{Heard, Hears};
use hearing::{Command, LineId, Millis, Refusal, SeatId};
use kaiting_media::Source;
use kaiting_recorder::Opened;
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use super::enter::secret;
use super::error::Fault;
use super::exhibits::{Range, range};
use crate::app::{App, Caller};
use crate::auth::Place;
use crate::recording::What;
use crate::room::Asking;

/// A clerk begins to type when the words are being said: they began a little before.
const LEAD: Millis = 4_000;
/// Who wants to hear on asks again.
const LENGTH: Millis = 10 * 60 * 1_000;
/// Voices at one moment: a full house, and what each of them had before he came back.
const MOST_VOICES: usize = 24;
const CHUNK: usize = 64 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    line: LineId,
}

#[derive(Serialize)]
pub struct Moment {
    /// When it was said, by the clock of the journal.
    said: Millis,
    /// Where to begin.
    from: Millis,
    /// Of who speaks in the line, first.
    voices: Vec<Voice>,
}

#[derive(Serialize)]
struct Voice {
    seat: SeatId,
    url: String,
    /// What the file's time 0 is.
    starts: Millis,
    /// How much of it there is (ms).
    length: Millis,
}

pub async fn moment(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(wish): Json<Wish>,
) -> Result<Response, Fault> {
    may_ask(&caller)?;
    let line = wish.line.clone();
    let (hears, said, (from, until), speaker, signed) = caller
        .room
        .read(|h| {
            let hears = h.may_hear(&caller.seat, &line)?;
            let known = h.line(&line).ok_or(Refusal::NoSuchLine)?;
            let speaker = match &known.speaker {
                hearing::transcript::Speaker::Seat(seat) => Some(seat.clone()),
                hearing::transcript::Speaker::Nobody => None,
            };
            let said = known.said_at();
            let wanted = (said.saturating_sub(LEAD), said + LENGTH);
            let around = h.heard_around(&caller.seat, said, wanted);
            let signed = h.signed_files().map(|files| {
                let names = files.iter().map(|f| f.file.clone());
                names.collect::<BTreeSet<_>>()
            });
            Ok((hears, said, around, speaker, signed))
        })
        .map_err(fault)?;
    let shelf = app
        .recordings
        .shelf(&caller.room.id)
        .ok_or(Fault::NotOnTape)?;
    if until <= from {
        return Err(Fault::NotOnTape);
    }
    let own = caller.seat.clone();
    let opened = spawn_blocking(move || -> io::Result<Vec<(SeatId, Opened)>> {
        // Of who was not there yet at the beginning, what there is from then on.
        let of = (hears == Hears::Himself).then_some(own.as_str());
        let mut found = shelf.at(said, Source::Microphone, of)?;
        // Where the recording is what was signed, nothing else is heard in its place.
        found.retain(|f| {
            signed
                .as_ref()
                .is_none_or(|signed| signed.contains(&f.file))
        });
        found.truncate(MOST_VOICES);
        let open = |f: kaiting_recorder::Found| {
            let opened = shelf.open(&f.file, from, until).ok()?;
            Some((SeatId::new(f.identity), opened))
        };
        Ok(found.into_iter().filter_map(open).collect())
    });
    let opened = opened.await.map_err(Fault::unavailable)?;
    let mut opened = opened.map_err(Fault::unavailable)?;
    if opened.is_empty() {
        return Err(Fault::NotOnTape);
    }
    opened.sort_by_key(|(seat, _)| Some(seat) != speaker.as_ref());
    let heard = Heard::Moment { line };
    let place = record(&caller, &heard).await?;
    let voices = opened.into_iter().map(|(seat, opened)| {
        let (starts, length) = (opened.from, opened.window.duration);
        let what = What::Part(Arc::new(opened));
        let ticket = app
            .recordings
            .tickets
            .issue(place.clone(), heard.clone(), hears, what);
        Ok(Voice {
            seat,
            url: address(&ticket.ok_or(Fault::TooMany)?),
            starts,
            length,
        })
    });
    Ok(secret(Moment {
        said,
        from,
        voices: voices.collect::<Result<_, Fault>>()?,
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    file: String,
}

#[derive(Serialize)]
struct Given {
    url: String,
}

/// A whole file, for who decides and for the clerk.
pub async fn file(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(wanted): Json<Wanted>,
) -> Result<Response, Fault> {
    may_ask(&caller)?;
    let shelf = app
        .recordings
        .shelf(&caller.room.id)
        .ok_or(Fault::NotOnTape)?;
    let heard = Heard::File {
        file: wanted.file.clone(),
    };
    let place = record(&caller, &heard).await?;
    let name = wanted.file.clone();
    let opened = spawn_blocking(move || {
        let file = shelf.whole(&wanted.file)?;
        let size = file.metadata()?.len();
        io::Result::Ok((file, size))
    });
    let opened = opened.await.map_err(Fault::unavailable)?;
    let (file, size) = opened.map_err(|error| {
        tracing::error!(hearing = %caller.room.id, %error, file = name, "a recording that is on record is not there");
        Fault::NotOnTape
    })?;
    let file = Arc::new(file);
    let what = What::Whole { file, name, size };
    let ticket = app
        .recordings
        .tickets
        .issue(place, heard, Hears::Everybody, what);
    let url = address(&ticket.ok_or(Fault::TooMany)?);
    Ok(secret(Given { url }))
}

fn address(ticket: &str) -> String {
    format!("/api/recording/play/{ticket}")
}

/// Before anything is looked for on the disk.
fn may_ask(caller: &Caller) -> Result<(), Fault> {
    match caller.room.may_ask(&caller.seat) {
        Asking::Fine => Ok(()),
        Asking::TooFast | Asking::TooMuch => Err(Fault::TooMany),
    }
}

/// R75: it stands in the journal before a byte of it leaves.
async fn record(caller: &Caller, heard: &Heard) -> Result<Place, Fault> {
    let command = Command::OpenRecording {
        seat: caller.seat.clone(),
        what: heard.clone(),
    };
    match caller.room.order(command).await {
        // The same again within the life of a ticket is on record already.
        Ok(()) | Err(Refusal::AlreadyDone) => {}
        Err(refusal) => return Err(fault(refusal)),
    }
    Ok(Place {
        hearing: caller.room.id.clone(),
        seat: caller.seat.clone(),
    })
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "of all refusals these come from listening"
)]
fn fault(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::NotOnTape | Refusal::NoSuchLine => Fault::NotOnTape,
        Refusal::NotPermitted => Fault::NotPermitted,
        Refusal::TooMany => Fault::TooMany,
        _ => Fault::Unavailable,
    }
}

pub async fn play(
    State(app): State<Arc<App>>,
    Path(ticket): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let ticket = app
        .recordings
        .tickets
        .find(&ticket)
        .ok_or(Fault::NotPermitted)?;
    let seat = ticket.place.seat.clone();
    // What was allowed when it was given out may be so no longer.
    let allowed = app.rooms.get(&ticket.place.hearing).is_some_and(|room| {
        room.read(|h| match &ticket.heard {
            Heard::Moment { line } => h
                .may_hear(&seat, line)
                .is_ok_and(|now| now == Hears::Everybody || now == ticket.hears),
            Heard::File { .. } => h.may_have_tracks(&seat),
        })
    });
    if !allowed {
        return Err(Fault::NotPermitted);
    }
    let (size, name) = match &ticket.what {
        What::Part(opened) => (opened.window.len(), None),
        What::Whole { name, size, .. } => (*size, Some(name.clone())),
    };
    let asked = headers
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok())
        .map(|text| range(text, size));
    let (status, from, to) = match asked {
        None | Some(Range::Whole) => (StatusCode::OK, 0, size),
        Some(Range::Part(from, to)) => (StatusCode::PARTIAL_CONTENT, from, to),
        Some(Range::Outside) => {
            let whole = [(header::CONTENT_RANGE, format!("bytes */{size}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, whole).into_response());
        }
    };
    let kind = match &name {
        Some(name) if !name.contains("microphone") => "video/webm",
        Some(_) | None => "audio/webm",
    };
    let disposition = match name {
        Some(name) => format!("attachment; filename=\"{name}\""),
        None => "inline".to_owned(),
    };
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CONTENT_LENGTH, to - from)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CONTENT_DISPOSITION, disposition)
        .header(
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'",
        )
        .header(header::CACHE_CONTROL, "no-store");
    if status == StatusCode::PARTIAL_CONTENT {
        let part = format!("bytes {from}-{}/{size}", to - 1);
        response = response.header(header::CONTENT_RANGE, part);
    }
    let body = stream::try_unfold((ticket.what, from, to), chunk);
    response
        .body(Body::from_stream(body))
        .map_err(Fault::unavailable)
}

async fn chunk((what, at, to): (What, u64, u64)) -> io::Result<Option<(Bytes, (What, u64, u64))>> {
    if at >= to {
        return Ok(None);
    }
    let length = CHUNK.min(usize::try_from(to - at).unwrap_or(CHUNK));
    let read = spawn_blocking(move || {
        let bytes = match &what {
            What::Part(opened) => opened.read(at, length)?,
            What::Whole { file, .. } => whole(file, at, length)?,
        };
        io::Result::Ok((bytes, what))
    });
    let (bytes, what) = read.await.map_err(io::Error::other)??;
    if bytes.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let next = at + bytes.len() as u64;
    Ok(Some((bytes.into(), (what, next, to))))
}

fn whole(file: &std::fs::File, at: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    kaiting_recorder::read_at(file, &mut bytes, at)?;
    Ok(bytes)
}
