//! How somebody gets in: the clerk reads a code out over the telephone or shows it, a person takes his seat to another
//! device of his.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use hearing::{Act, Grant, Millis, Opened, SeatId, permitted};
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Serialize;

use super::enter::secret;
use super::error::Fault;
use super::exhibits::on_record;
use crate::app::{App, Caller};
use crate::auth::Place;

#[derive(Serialize)]
struct Invited {
    code: Option<String>,
    url: String,
    /// The link as an SVG picture.
    qr: String,
}

/// For who admits people: code and link of a seat that is not the court’s. Whoever has them can ask for the seat: that they were
/// shown is on record first.
pub async fn invitation(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(seat): Path<String>,
) -> Result<Response, Fault> {
    let seat = SeatId::new(seat);
    let (may, known) = caller.room.read(|h| {
        let role = h.seat(&caller.seat).map(|s| s.role);
        let may = role.is_some_and(|role| permitted(role, Act::Admit) == Grant::Yes);
        let guest = h.seat(&seat).filter(|s| !s.role.is_court());
        (may, guest.is_some_and(|s| s.removed.is_none()))
    });
    if !may {
        return Err(Fault::NotPermitted);
    }
    if !known {
        return Err(Fault::NoSuchPlace);
    }
    on_record(&caller, Opened::Invitation(seat.clone())).await?;
    let place = Place {
        hearing: caller.room.id.clone(),
        seat,
    };
    let invited = app.auth.invite_again(&place, true).await;
    let invited = invited.map_err(Fault::unavailable)?;
    let url = link(&app, &invited.token);
    Ok(secret(Invited {
        code: invited.code,
        qr: picture(&url)?,
        url,
    }))
}

#[derive(Serialize)]
struct HandedOver {
    url: String,
    qr: String,
    until: Millis,
}

/// A link to one’s own seat, for one use within minutes. The device that holds the seat is asked when it is used.
pub async fn hand_over(State(app): State<Arc<App>>, caller: Caller) -> Result<Response, Fault> {
    if !caller.room.may_hand_over(&caller.seat) {
        return Err(Fault::TooMany);
    }
    let place = Place {
        hearing: caller.room.id.clone(),
        seat: caller.seat,
    };
    let made = app.auth.hand_over(&place).await;
    let (token, until) = made.map_err(Fault::unavailable)?;
    let url = link(&app, &token);
    Ok(secret(HandedOver {
        qr: picture(&url)?,
        url,
        until,
    }))
}

fn link(app: &App, token: &str) -> String {
    format!("{}/#seat={token}", app.base)
}

fn picture(url: &str) -> Result<String, Fault> {
    let code = QrCode::new(url).map_err(Fault::unavailable)?;
    let dark = svg::Color("#000");
    let light = svg::Color("#fff");
    Ok(code
        .render()
        .min_dimensions(240, 240)
        .dark_color(dark)
        .light_color(light)
        .build())
}
