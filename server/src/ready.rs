//! What is printed when the court is open: where it is, and the demonstration's links.

use std::io::{self, Write as _};

use hearing::Role;
use serde::Serialize;

use crate::app::App;
use crate::auth::{AuthError, Place};
use crate::seed;

#[derive(Serialize)]
pub struct Ready {
    base: String,
    seats: Vec<SeatLink>,
}

#[derive(Serialize)]
struct SeatLink {
    case: String,
    role: Role,
    name: String,
    seat: String,
    url: String,
    /// 庭审码; the court's own people have none
    code: Option<String>,
    /// Of the document in the case file, for who plays this person.
    document_ends_in: Option<String>,
}

impl Ready {
    /// # Errors
    /// When the links cannot be stored.
    pub async fn new(app: &App, base: String, demo: bool) -> Result<Self, AuthError> {
        let mut seats = Vec::new();
        if demo {
            for room in app.rooms().filter(|room| seed::is_demo(&room.id)) {
                // A person who was removed gets no new key.
                let here = room.read(|h| {
                    // Who has registered himself was given his link by himself.
                    let invited =
                        |s: &&hearing::Seat| s.removed.is_none() && s.registration.is_none();
                    let staying = h.seats.iter().filter(invited);
                    staying.cloned().collect::<Vec<_>>()
                });
                for seat in here {
                    let place = Place {
                        hearing: room.id.clone(),
                        seat: seat.id.clone(),
                    };
                    let invited = app.auth.invite_again(&place, !seat.role.is_court()).await?;
                    seats.push(SeatLink {
                        case: room.id.as_str().to_uppercase(),
                        role: seat.role,
                        name: seat.name,
                        seat: seat.id.0,
                        url: format!("{base}/#seat={}", invited.token),
                        code: invited.code,
                        document_ends_in: seat.on_file.map(|file| file.last_four),
                    });
                }
            }
        }
        Ok(Self { base, seats })
    }

    /// # Errors
    /// When nobody takes what is printed.
    pub fn print(&self, json: bool) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if json {
            serde_json::to_writer(&mut out, self)?;
            writeln!(out)?;
        } else {
            writeln!(out, "开庭 Kaiting  {}", self.base)?;
            let mut case = "";
            for seat in &self.seats {
                if seat.case != case {
                    case = &seat.case;
                    writeln!(out, "\n{case}")?;
                }
                let code = seat.code.as_deref().unwrap_or("         ");
                let number = seat.document_ends_in.as_ref();
                let number = number.map_or_else(String::new, |n| format!("，身份证 …{n}"));
                writeln!(
                    out,
                    "  {}  {code}  {} ({}){number}",
                    seat.url, seat.name, seat.seat
                )?;
            }
        }
        out.flush()
    }
}
