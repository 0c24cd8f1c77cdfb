//! Whose turn it is, as the line says it: the facts without words, and the words of the language on screen (R102).

use hearing::exhibit::Exhibit;
use hearing::{Act, Grant, Hearing, Phase, Role, Seat, SeatId, Side, Stage, Zone, permitted};

use crate::text::common::unbroken;
use crate::text::courtroom as words;
use crate::text::terms::{self, Tribunal};

/// What the line says, without words: they follow the language.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    phase: Phase,
    panel: bool,
    deliberating: bool,
    stage: Option<Stage>,
    speaker: Option<Named>,
    shown: Option<(String, Named)>,
    pub next: Option<Next>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    pub seat: SeatId,
    pub who: Named,
    /// Whether he is asked to examine what is on show; else he just speaks.
    examines: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    role: Role,
    side: Side,
    tribunal: Tribunal,
    pub name: String,
}

impl Named {
    pub fn of(h: &Hearing, seat: &Seat) -> Option<Self> {
        Some(Self {
            role: seat.role,
            side: seat.side,
            tribunal: Tribunal::of(h)?,
            name: seat.name.clone(),
        })
    }

    pub fn say(&self) -> String {
        format!(
            "{}{}",
            terms::role(self.role, self.side, self.tribunal),
            unbroken(&self.name)
        )
    }
}

/// One examines what another side has put in, if one takes part and does not merely interpret (EV 62).
pub fn may_examine(seat: &Seat, exhibit: &Exhibit) -> bool {
    permitted(seat.role, Act::Examine) == Grant::Yes && seat.side != exhibit.side
}

/// Whose words on it are still awaited.
pub fn is_to_examine(seat: &Seat, exhibit: &Exhibit) -> bool {
    may_examine(seat, exhibit) && exhibit.opinions.iter().all(|o| o.by != seat.id)
}

pub fn on_show(h: &Hearing) -> Option<&Exhibit> {
    h.presentation.as_ref().and_then(|p| h.exhibit(&p.exhibit))
}

pub fn turn(h: &Hearing) -> Turn {
    let speaker = h.floor.as_ref().and_then(|f| h.seat(f));
    let shown = h.presentation.as_ref().and_then(|p| {
        let by = Named::of(h, h.seat(&p.by)?)?;
        Some((p.exhibit.0.clone(), by))
    });
    let next = h.next_to_speak().and_then(|s| {
        Some(Next {
            seat: s.id.clone(),
            who: Named::of(h, s)?,
            examines: on_show(h).is_some_and(|exhibit| is_to_examine(s, exhibit)),
        })
    });
    Turn {
        phase: h.phase,
        panel: terms::is_panel(h),
        deliberating: h.seats.iter().any(|s| s.zone == Zone::Deliberation),
        stage: h.stage,
        speaker: speaker.and_then(|s| Named::of(h, s)),
        shown,
        next,
    }
}

impl Turn {
    pub fn now(&self) -> String {
        match (self.phase, &self.shown, &self.speaker) {
            (Phase::Before, _, _) => words::clerk_checks().to_owned(),
            (Phase::Adjourned, _, _) if self.deliberating => words::deliberating().to_owned(),
            (Phase::Adjourned, _, _) => words::adjourned_now().to_owned(),
            (Phase::Closed | Phase::Finished, _, _) => words::closed_now().to_owned(),
            (Phase::InSession, Some((exhibit, by)), _) => words::presents(&by.say(), exhibit),
            (Phase::InSession, None, Some(speaker)) => words::speaks(&speaker.say()),
            (Phase::InSession, None, None) => {
                let stage = self.stage.map(terms::stage).unwrap_or_default();
                format!("{stage} · {}", words::free())
            }
        }
    }

    pub fn next(&self) -> String {
        match (self.phase, &self.shown, &self.next) {
            (Phase::Before, _, _) => words::court_opens(self.panel).to_owned(),
            (Phase::Closed | Phase::Finished, _, _) => words::sign_next().to_owned(),
            (Phase::InSession, Some((exhibit, _)), Some(next)) if next.examines => {
                words::examines(&next.who.say(), exhibit)
            }
            (Phase::InSession, _, Some(next)) => words::speaks(&next.who.say()),
            (Phase::InSession | Phase::Adjourned, _, _) => words::free().to_owned(),
        }
    }
}
