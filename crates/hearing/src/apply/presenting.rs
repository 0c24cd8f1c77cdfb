//! What is on show, and what was shown.

use crate::exhibit::Presentation;
use crate::presenting::{Playback, Played};
use crate::{Event, ExhibitId, Hearing, Millis, Recorded};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_presenting(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::ExhibitPresented {
                exhibit,
                by,
                view,
                replaces: _,
            } => {
                self.played_until(at);
                self.presentation = Some(Presentation {
                    exhibit: exhibit.clone(),
                    by: by.clone(),
                    view: *view,
                    handed: false,
                    beside: None,
                    playback: None,
                });
            }
            Event::PageTurned { exhibit, view } => self.on_show(exhibit, |p| p.view = *view),
            Event::PresentingStopped { exhibit } => self.taken_off(exhibit, at),
            Event::PresentingHanded { exhibit, to } => self.on_show(exhibit, |p| {
                p.by = to.clone();
                p.handed = true;
            }),
            Event::BesideShown {
                exhibit, beside, ..
            } => {
                self.on_show(exhibit, |p| p.beside = beside.clone());
            }
            Event::PlaybackSet {
                exhibit,
                playing,
                position,
                length,
            } => {
                self.played_until(at);
                self.on_show(exhibit, |p| {
                    p.playback = Some(Playback {
                        playing: *playing,
                        position: *position,
                        length: *length,
                        at,
                    });
                });
            }
            Event::PageShown { showing } => self.showings.push(showing.clone()),
            Event::MarkDrawn { mark } => self.marks.push(mark.clone()),
            Event::MarkErased { mark, .. } => {
                if let Some(known) = self.marks.iter_mut().find(|m| m.id == *mark) {
                    known.erased_at = Some(at);
                }
            }
            _ => {}
        }
    }

    fn on_show(&mut self, exhibit: &ExhibitId, change: impl FnOnce(&mut Presentation)) {
        if let Some(shown) = self.presentation.as_mut().filter(|p| p.exhibit == *exhibit) {
            change(shown);
        }
    }

    /// The exhibit is on the table no more, neither as the first nor as the second.
    pub(super) fn taken_off(&mut self, exhibit: &ExhibitId, at: Millis) {
        if self
            .presentation
            .as_ref()
            .is_some_and(|p| p.exhibit == *exhibit)
        {
            self.played_until(at);
            self.presentation = None;
        } else if let Some(shown) = &mut self.presentation {
            shown.beside.take_if(|b| b.exhibit == *exhibit);
        }
    }

    /// In a break nothing plays.
    pub(super) fn playback_rests(&mut self, at: Millis) {
        self.played_until(at);
        let playback = self.presentation.as_mut().and_then(|p| p.playback.as_mut());
        if let Some(playback) = playback.filter(|p| p.playing) {
            *playback = Playback {
                playing: false,
                position: playback.position_at(at),
                length: playback.length,
                at,
            };
        }
    }

    /// What ran until now was played.
    fn played_until(&mut self, at: Millis) {
        let Some(shown) = &self.presentation else {
            return;
        };
        let Some(playback) = shown.playback.filter(|p| p.playing) else {
            return;
        };
        let to = playback.position_at(at);
        if to > playback.position {
            self.played.push(Played {
                exhibit: shown.exhibit.clone(),
                at: playback.at,
                from: playback.position,
                to,
            });
        }
    }
}
