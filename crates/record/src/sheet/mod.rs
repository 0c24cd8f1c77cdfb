//! What stands on the pages, in the order of the pages: the hearing turned into text, with no thought of how it looks.

mod attendance;
mod bench;
mod body;
mod evidence;
mod head;
mod incidents;
mod index;
mod shown;
mod sign_off;

use hearing::{Hearing, Matter, Millis, Role, Seat, SeatId};
use serde::Serialize;

pub use body::{Kind, Line};

use crate::RecordError;
use crate::literal::{Setter, Text};
use crate::{clock, words};

#[derive(Serialize)]
pub struct Sheet {
    pub families: Vec<String>,
    pub head: head::Head,
    pub attendance: Vec<attendance::Person>,
    pub body: Vec<body::Section>,
    pub exhibits: Vec<evidence::Item>,
    pub shown: Option<shown::Shown>,
    pub corrections: Vec<sign_off::Request>,
    pub incidents: Vec<Text>,
    pub index: Option<index::Index>,
    pub sign_off: Option<sign_off::Signing>,
    pub foot: Foot,
}

/// At the foot of every page: which text this is, so that a page by itself can be told from one of another version.
#[derive(Serialize)]
pub struct Foot {
    pub version: u32,
    pub sha256: String,
    pub made: String,
    pub signed: Vec<sign_off::PageSignature>,
}

impl Sheet {
    pub fn of(hearing: &Hearing, at: Millis, setter: &Setter<'_>) -> Result<Self, RecordError> {
        let matter = hearing.matter.as_ref().ok_or(RecordError::NoMatter)?;
        let page = Page {
            hearing,
            matter,
            setter,
        };
        Ok(Self {
            families: setter.families(),
            head: page.head(),
            attendance: page.attendance(),
            body: page.body(),
            exhibits: page.exhibits(),
            shown: page.shown(),
            corrections: page.corrections(),
            incidents: page.incidents(),
            index: page.index(),
            sign_off: page.sign_off(),
            foot: Foot {
                version: hearing.transcript.version(),
                sha256: hearing::transcript::text_sha256(hearing.transcript.lines.iter()),
                made: clock::day_and_time(at),
                signed: page.page_signatures(),
            },
        })
    }

    /// What tells this text from all others.
    pub fn identity(&self) -> String {
        format!("{} {}", self.foot.version, self.foot.sha256)
    }
}

/// What every part of a sheet is made from.
struct Page<'a> {
    hearing: &'a Hearing,
    matter: &'a Matter,
    setter: &'a Setter<'a>,
}

impl Page<'_> {
    fn text(&self, text: impl AsRef<str>) -> Text {
        self.setter.set(text)
    }

    /// What this person wrote himself.
    fn by(&self, seat: &SeatId, text: &str) -> Text {
        self.setter
            .as_it_is(self.setter.masking.said_by(seat, text))
    }

    fn is_panel(&self) -> bool {
        let bench = self.hearing.seats.iter().filter(|s| s.role.is_bench());
        bench.count() > 1
    }

    fn standing(&self, seat: &Seat) -> &'static str {
        words::standing(seat, self.matter.procedure, self.is_panel())
    }

    /// With its day, where that is not the day of the hearing: check-in may be days before, a second sitting days after.
    fn when(&self, at: Millis) -> String {
        let of = self.hearing.opened_at.unwrap_or(self.matter.scheduled_at);
        if clock::day(at) == clock::day(of) {
            clock::time(at)
        } else {
            clock::day_and_time(at)
        }
    }

    /// 被告周以宁
    fn full_name(&self, id: &SeatId) -> String {
        match self.hearing.seat(id) {
            Some(seat) => format!("{}{}", self.standing(seat), seat.name),
            None => id.0.clone(),
        }
    }

    /// 被告; where two are called so, and for those who are called in, with the name.
    fn label(&self, id: &SeatId) -> String {
        let Some(seat) = self.hearing.seat(id) else {
            return id.0.clone();
        };
        let short = |s: &Seat| words::speaker(s, self.matter.procedure, self.is_panel());
        let label = short(seat);
        let alike = self.hearing.seats.iter().filter(|s| short(s) == label);
        if seat.role.is_called() || alike.count() > 1 {
            format!("{label}{}", seat.name)
        } else {
            label.to_owned()
        }
    }

    /// A witness's copy has his own words only: then the bench is not in view.
    fn is_own_part(&self) -> bool {
        self.hearing.presiding().is_none()
    }

    fn named(&self, role: Role) -> String {
        let names = self.hearing.seats.iter().filter(|s| s.role == role);
        let named = names.map(|s| match &s.note {
            Some(note) => format!("{}（{note}）", s.name),
            None => s.name.clone(),
        });
        named.collect::<Vec<_>>().join("、")
    }
}
