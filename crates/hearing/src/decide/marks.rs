use super::{Decision, NAME_LIMIT, in_courtroom, within};
use crate::mark::{Mark, Shape};
use crate::presenting::{EDGE, Point};
use crate::{Command, Event, Hearing, Millis, Refusal, Seat};

/// Marks of one seat on one exhibit, erased ones too.
const MARKS_LIMIT: usize = 200;
/// The longest name of a mark that is not made by us is no name.
const ID_LIMIT: usize = 64;

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_marks(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        self.during_session()?;
        in_courtroom(me)?;
        match command {
            Command::DrawMark {
                mark,
                exhibit,
                page,
                shape,
                from,
                to,
                label,
            } => {
                let known = self.in_use(exhibit, me)?;
                // In court one draws on what all have before them.
                let on_show = self.presentation.as_ref().is_some_and(|p| {
                    p.exhibit == *exhibit
                        || p.beside.as_ref().is_some_and(|b| b.exhibit == *exhibit)
                });
                if !on_show {
                    return Err(Refusal::NotOnShow);
                }
                if *page < 1 || *page > known.file.pages.max(1) || !is_drawn(*shape, *from, *to) {
                    return Err(Refusal::BadPage);
                }
                within(label, NAME_LIMIT)?;
                let id = mark.as_str();
                if id.is_empty() || id.len() > ID_LIMIT {
                    return Err(Refusal::Malformed);
                }
                if self.marks.iter().any(|m| m.id == *mark) {
                    return Err(Refusal::AlreadyDone);
                }
                let own = self.marks.iter();
                let own = own.filter(|m| m.by == me.id && m.exhibit == *exhibit);
                if own.count() >= MARKS_LIMIT {
                    return Err(Refusal::LimitReached);
                }
                Ok(vec![Event::MarkDrawn {
                    mark: Mark {
                        id: mark.clone(),
                        exhibit: exhibit.clone(),
                        page: *page,
                        by: me.id.clone(),
                        at: now,
                        shape: *shape,
                        from: *from,
                        to: *to,
                        label: label.trim().to_owned(),
                        erased_at: None,
                    },
                }])
            }
            Command::EraseMark { mark } => {
                let known = self.marks.iter().find(|m| m.id == *mark);
                let known = known.filter(|m| m.by == me.id);
                let known = known.ok_or(Refusal::NoSuchMark)?;
                if known.erased_at.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::MarkErased {
                    exhibit: known.exhibit.clone(),
                    mark: mark.clone(),
                }])
            }
            _ => Err(Refusal::Malformed),
        }
    }
}

/// On the page, and more than a point.
fn is_drawn(shape: Shape, from: Point, to: Point) -> bool {
    let on_page = [from.0, from.1, to.0, to.1]
        .iter()
        .all(|part| *part <= EDGE);
    let drawn = match shape {
        Shape::Rectangle => from.0 != to.0 && from.1 != to.1,
        Shape::Arrow | Shape::Underline => from != to,
    };
    on_page && drawn
}
