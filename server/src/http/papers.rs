//! 授权委托书 and the like (R11): what somebody who speaks for another has handed in, for the court and for himself.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use hearing::{Opened, SeatId};

use super::error::Fault;
use super::exhibits;
use crate::app::{App, Caller};

pub async fn download(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(seat): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let seat = SeatId::new(seat);
    let paper = caller.room.read(|h| {
        let own = caller.seat == seat;
        let court = h.seat(&caller.seat).is_some_and(|s| s.role.is_court());
        let authority = h.seat(&seat)?.check_in.authority.clone()?;
        authority.paper.filter(|_| own || court)
    });
    let paper = paper.ok_or(Fault::NoSuchPlace)?;
    exhibits::held(&app, &paper).await?;
    exhibits::on_record(&caller, Opened::Paper(seat)).await?;
    exhibits::send(&app, &paper, &headers).await
}
