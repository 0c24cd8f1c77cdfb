use super::proof::taken;
use super::{Decision, in_courtroom};
use crate::exhibit::{Exhibit, FileKind, PageView, Presentation};
use crate::presenting::{Area, Beside};
use crate::{Command, Event, Hearing, Millis, Refusal, Seat, SeatId};

/// The longest sound or film (ms): a day.
const LONGEST: u64 = 24 * 60 * 60 * 1_000;

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_presenting(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        self.before_close()?;
        if let Command::PresentExhibit { exhibit, view } = command {
            self.during_session()?;
            in_courtroom(me)?;
            let known = self.in_use(exhibit, me)?;
            check_view(view, known)?;
            // The court may show it to decide on it.
            if !me.role.is_court() {
                taken(known)?;
            }
            return Ok(vec![Event::ExhibitPresented {
                exhibit: exhibit.clone(),
                by: me.id.clone(),
                view: *view,
                replaces: self.presentation.as_ref().map(|p| p.exhibit.clone()),
            }]);
        }
        let shown = self.presentation.as_ref().ok_or(Refusal::NoSuchExhibit)?;
        // The court's own hand is none when it is out of the room.
        in_courtroom(me)?;
        let exhibit = shown.exhibit.clone();
        match command {
            Command::TurnPage { view } => {
                let known = self.exhibit(&exhibit).ok_or(Refusal::NoSuchExhibit)?;
                check_view(view, known)?;
                if shown.view == *view {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::PageTurned {
                    exhibit,
                    view: *view,
                }])
            }
            Command::StopPresenting => Ok(vec![Event::PresentingStopped { exhibit }]),
            Command::HandPresenting { seat } => {
                let to = self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
                if !self.may_be_handed(to) {
                    return Err(Refusal::CannotPresent);
                }
                // Who showed it by having the floor has lost it with the floor: it may be put into his hand again.
                if shown.by == to.id && self.leads(to) {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::PresentingHanded {
                    exhibit,
                    to: to.id.clone(),
                }])
            }
            Command::ShowBeside { beside } => {
                if let Some(Beside { exhibit, view }) = beside {
                    self.during_session()?;
                    let known = self.in_use(exhibit, me)?;
                    // The pages are handed, not the choice of what else is shown.
                    let beside = shown.beside.as_ref().map(|b| &b.exhibit);
                    if beside != Some(exhibit) && !self.may_present(me) {
                        return Err(Refusal::NotPermitted);
                    }
                    if *exhibit == shown.exhibit || !is_sheet(&known.file.kind) {
                        return Err(Refusal::CannotCompare);
                    }
                    check_view(view, known)?;
                    if !me.role.is_court() {
                        taken(known)?;
                    }
                }
                if shown.beside == *beside {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::BesideShown {
                    exhibit,
                    beside: beside.clone(),
                    replaces: shown.beside.as_ref().map(|b| b.exhibit.clone()),
                }])
            }
            Command::SetPlayback {
                playing,
                position,
                length,
            } => self.set_playback(shown, (*playing, *position, *length), now),
            _ => Err(Refusal::Malformed),
        }
    }

    fn set_playback(
        &self,
        shown: &Presentation,
        (playing, position, length): (bool, u64, u64),
        now: Millis,
    ) -> Decision {
        if playing {
            self.during_session()?;
        }
        let known = self.exhibit(&shown.exhibit).ok_or(Refusal::NoSuchExhibit)?;
        match known.file.kind {
            FileKind::Audio | FileKind::Video => {}
            FileKind::Pdf | FileKind::Png | FileKind::Jpeg | FileKind::Webp | FileKind::Unknown => {
                return Err(Refusal::NothingPlays);
            }
        }
        if length > LONGEST || position > length {
            return Err(Refusal::NothingPlays);
        }
        if let Some(before) = &shown.playback {
            let rests = !before.playing && !playing && before.position == position;
            let runs = before.playing && playing && before.position_at(now) == position;
            if rests || runs {
                return Err(Refusal::AlreadyDone);
            }
        }
        Ok(vec![Event::PlaybackSet {
            exhibit: shown.exhibit.clone(),
            playing,
            position,
            length,
        }])
    }

    /// Who leaves takes what he shows with him, if it is in his hand.
    pub(super) fn shown_no_more(&self, seat: &SeatId) -> Option<Event> {
        let shown = self.presentation.as_ref().filter(|p| p.by == *seat)?;
        Some(Event::PresentingStopped {
            exhibit: shown.exhibit.clone(),
        })
    }
}

/// Whether there is a page to lay beside another.
fn is_sheet(kind: &FileKind) -> bool {
    match kind {
        FileKind::Pdf | FileKind::Png | FileKind::Jpeg | FileKind::Webp => true,
        FileKind::Audio | FileKind::Video | FileKind::Unknown => false,
    }
}

fn check_view(view: &PageView, exhibit: &Exhibit) -> Result<(), Refusal> {
    let page = view.page >= 1 && view.page <= exhibit.file.pages.max(1);
    let zoom = (25..=800).contains(&view.zoom);
    let rotation = matches!(view.rotation, 0 | 90 | 180 | 270);
    let place = view.left <= 10_000 && view.top <= 10_000;
    let highlight = view.highlight.as_ref().is_none_or(Area::is_on_page);
    if page && zoom && rotation && place && highlight {
        Ok(())
    } else {
        Err(Refusal::BadPage)
    }
}
