//! The table of sight: one row for each way of standing to the hearing.

use super::Scope;
use crate::SeatId;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    /// With their check-in
    Whole,
    /// As seats in a room
    Room,
    /// Without those who only watch
    Public,
    /// Of court and parties, role and name, as the summons has them
    Cast,
    Nobody,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Exhibits {
    All,
    /// By secrecy tier and side
    Disclosed,
    /// The one on show
    Shown,
    /// Of his own side
    OwnSide,
    None,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    All,
    Own,
    None,
}

/// Of a delay that was announced.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Delay {
    Whole,
    /// When he is to be there: the reason may tell of the hearing
    Time,
    Nothing,
}

/// One row of the table of sight.
pub(super) struct Sees {
    pub(super) case: bool,
    pub(super) phase: bool,
    pub(super) delay: Delay,
    pub(super) stage: bool,
    pub(super) floor: bool,
    pub(super) hands: bool,
    pub(super) issues: bool,
    pub(super) log: bool,
    pub(super) recording: bool,
    pub(super) others: Others,
    pub(super) exhibits: Exhibits,
    pub(super) lines: Lines,
}

impl Sees {
    /// Whether he learns on whose screen a page stood.
    pub(super) fn reports(&self) -> bool {
        matches!(self.exhibits, Exhibits::All | Exhibits::Disclosed)
    }

    /// Who is called sees no marks but his own: they say what others make of the exhibit.
    pub(super) fn marks_of(&self, by: &SeatId, viewer: &SeatId) -> bool {
        match self.exhibits {
            Exhibits::All | Exhibits::Disclosed => true,
            Exhibits::Shown => by == viewer,
            Exhibits::OwnSide | Exhibits::None => false,
        }
    }
}

impl Scope {
    pub(super) fn sees(&self) -> Sees {
        let all = Sees {
            case: true,
            phase: true,
            delay: Delay::Whole,
            stage: true,
            floor: true,
            hands: true,
            issues: true,
            log: true,
            recording: true,
            others: Others::Whole,
            exhibits: Exhibits::All,
            lines: Lines::All,
        };
        let nothing = Sees {
            case: false,
            phase: false,
            delay: Delay::Nothing,
            stage: false,
            floor: false,
            hands: false,
            issues: false,
            log: false,
            recording: false,
            others: Others::Nobody,
            exhibits: Exhibits::None,
            lines: Lines::None,
        };
        match self {
            Scope::Bench | Scope::Registry => all,
            Scope::Room => Sees {
                others: Others::Room,
                exhibits: Exhibits::Disclosed,
                ..all
            },
            Scope::Called { .. } => Sees {
                delay: Delay::Time,
                issues: false,
                log: false,
                others: Others::Room,
                exhibits: Exhibits::Shown,
                lines: Lines::Own,
                ..all
            },
            Scope::Waiting => Sees {
                case: true,
                phase: true,
                delay: Delay::Whole,
                others: Others::Cast,
                exhibits: Exhibits::OwnSide,
                ..nothing
            },
            Scope::WaitingToWatch => Sees {
                case: true,
                phase: true,
                delay: Delay::Whole,
                ..nothing
            },
            Scope::Sequestered => Sees {
                delay: Delay::Time,
                ..nothing
            },
            Scope::OwnPart { .. } => Sees {
                case: true,
                phase: true,
                delay: Delay::Time,
                lines: Lines::Own,
                ..nothing
            },
            Scope::Gallery { .. } => Sees {
                hands: false,
                issues: false,
                log: false,
                others: Others::Public,
                exhibits: Exhibits::None,
                lines: Lines::None,
                ..all
            },
            Scope::Inspection => Sees {
                issues: false,
                others: Others::Room,
                exhibits: Exhibits::None,
                lines: Lines::None,
                ..all
            },
            Scope::Outside => nothing,
        }
    }
}
