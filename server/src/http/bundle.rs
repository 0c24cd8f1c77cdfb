//! The whole file of a hearing in one archive (R96), sent while it is read: no exhibit is ever in memory.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Response, header};
use axum::response::IntoResponse;
use futures_util::stream;
use hearing::Opened;
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;
use tokio::task::spawn_blocking;

use super::error::Fault;
use super::exhibits::on_record;
use super::file::may_have;
use super::given;
use super::record::{PRESS, Queued, attachment};
use crate::app::{App, Caller};
use crate::auth::Place;
use crate::clock;
use crate::e_file::{Content, Packed, Source, pack};

const CHUNK: usize = 128 * 1024;

pub async fn take(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<axum::response::Response, Fault> {
    caller.room.read(|h| may_have(h, &caller.seat))?;
    let place = Place {
        hearing: caller.room.id.clone(),
        seat: caller.seat.clone(),
    };
    let queued = Queued::at(place).ok_or(Fault::TooMany)?;
    on_record(&caller, Opened::Bundle).await?;
    let turn = PRESS.acquire().await.map_err(Fault::unavailable)?;
    let hearing = caller.room.read(Clone::clone);
    let id = caller.room.id.clone();
    let entries = app
        .journal
        .load(id.as_str())
        .await
        .map_err(Fault::unavailable)?;
    let given = given::all(&app, id.as_str()).await?;
    let case = hearing.matter.as_ref().and_then(|m| m.case.as_ref());
    let name = format!("{} 电子卷宗.zip", case.map_or(id.as_str(), |c| &c.number));
    let house = Arc::clone(&app);
    let packed = spawn_blocking(move || {
        // Held until the work is done, even where the reader has gone.
        let _held = (turn, queued);
        let source = Source {
            hearing: &hearing,
            entries: &entries,
            given: &given,
            at: clock::now(),
            path: &|sha256| house.blobs.path(sha256),
        };
        pack(&source, &*house.signer)
    });
    let packed = packed
        .await
        .map_err(Fault::unavailable)?
        .map_err(Fault::unavailable)?;
    let response = Response::builder()
        .header(header::CONTENT_TYPE, "application/zip")
        .header(header::CONTENT_LENGTH, packed.layout.size)
        .header(
            header::CONTENT_DISPOSITION,
            attachment(&format!("{id}.zip"), &name),
        )
        .header(header::CACHE_CONTROL, "no-store");
    let response = response.body(Body::from_stream(stream::try_unfold(
        Sending::of(packed),
        next,
    )));
    Ok(response.map_err(Fault::unavailable)?.into_response())
}

/// What is still to be sent.
struct Sending {
    pieces: VecDeque<Piece>,
    open: Option<(File, u64)>,
}

enum Piece {
    Bytes(Bytes),
    File(PathBuf, u64),
}

impl Sending {
    fn of(packed: Packed) -> Self {
        let Packed {
            layout,
            contents,
            sizes,
        } = packed;
        let mut pieces = VecDeque::new();
        for ((head, content), size) in layout.heads.into_iter().zip(contents).zip(sizes) {
            pieces.push_back(Piece::Bytes(head.into()));
            pieces.push_back(match content {
                Content::Made(bytes) => Piece::Bytes(bytes.into()),
                Content::Kept(path) => Piece::File(path, size),
            });
        }
        pieces.push_back(Piece::Bytes(layout.tail.into()));
        Self { pieces, open: None }
    }
}

/// A file that is shorter by now than it was ends the answer before its time: half an archive passes for none.
async fn next(mut sending: Sending) -> io::Result<Option<(Bytes, Sending)>> {
    loop {
        if let Some((mut file, left)) = sending.open.take()
            && left > 0
        {
            let mut buffer = vec![0; CHUNK.min(usize::try_from(left).unwrap_or(CHUNK))];
            let read = file.read(&mut buffer).await?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            buffer.truncate(read);
            sending.open = Some((file, left - read as u64));
            return Ok(Some((buffer.into(), sending)));
        }
        match sending.pieces.pop_front() {
            Some(Piece::Bytes(bytes)) if bytes.is_empty() => {}
            Some(Piece::Bytes(bytes)) => return Ok(Some((bytes, sending))),
            Some(Piece::File(path, size)) => sending.open = Some((File::open(path).await?, size)),
            None => return Ok(None),
        }
    }
}
