//! Which exhibits a viewer sees, and what of them (R48).

use super::{Exhibits, Scope, Sees};
use crate::exhibit::{Exhibit, OriginalState, Secrecy};
use crate::{Hearing, Millis, Role, Seat, SeatId, Side};

impl Hearing {
    /// Whether a seat may see an exhibit: by secrecy tier, side, and what is on show (R48).
    pub fn may_see_exhibit(&self, viewer: &SeatId, exhibit: &Exhibit) -> bool {
        let scope = self.scope_of(viewer);
        sees_exhibit(&scope, &scope.sees(), self.seat(viewer), exhibit)
    }
}

/// R48: the tiers of an exhibit, by role.
pub(super) fn tier_admits(role: Role, secrecy: Secrecy) -> bool {
    match secrecy {
        Secrecy::Open | Secrecy::Parties => true,
        Secrecy::CounselAndExperts => role.signs_confidentiality(),
        Secrecy::CourtOnly => false,
    }
}

/// R48 and the matrix's rows on evidence.
pub(super) fn sees_exhibit(
    scope: &Scope,
    sees: &Sees,
    me: Option<&Seat>,
    exhibit: &Exhibit,
) -> bool {
    let Some(me) = me else {
        return false;
    };
    if exhibit.submitted_by == me.id && sees.exhibits != Exhibits::None {
        return true;
    }
    let tier = tier_admits(me.role, exhibit.secrecy);
    match sees.exhibits {
        Exhibits::All => true,
        Exhibits::Disclosed => tier,
        Exhibits::Shown => match scope {
            Scope::Called { shown, .. } => shown.contains(&exhibit.id),
            Scope::Bench
            | Scope::Registry
            | Scope::Room
            | Scope::Waiting
            | Scope::WaitingToWatch
            | Scope::Sequestered
            | Scope::OwnPart { .. }
            | Scope::Gallery { .. }
            | Scope::Inspection
            | Scope::Outside => false,
        },
        Exhibits::OwnSide => tier && exhibit.side == me.side && me.side != Side::None,
        Exhibits::None => false,
    }
}

/// What the others said of an exhibit is not for the ears of one who is called; and of what was said in session, `opened`
/// being when that began, nothing is for one who waits.
pub(super) fn seen_exhibit(exhibit: &Exhibit, sees: &Sees, opened: Option<Millis>) -> Exhibit {
    let mut seen = exhibit.clone();
    if sees.exhibits == Exhibits::OwnSide {
        let before = |at: Millis| opened.is_none_or(|opened| at < opened);
        seen.opinions.clear();
        seen.ruling = None;
        if let Some(late) = &mut seen.late {
            late.ruling = late.ruling.take().filter(|r| before(r.at));
            late.answers.retain(|a| before(a.at));
        }
        seen.original_requests.retain(|r| before(r.at));
        if let Some(chain) = &mut seen.chain {
            chain.check = chain.check.take().filter(|c| before(c.at));
            chain.disputes.retain(|d| before(d.at));
        }
    }
    if sees.exhibits == Exhibits::Shown {
        seen.original = OriginalState::ToCheck;
        seen.opinions.clear();
        seen.ruling = None;
        seen.late = None;
        seen.original_ground = None;
        seen.original_requests.clear();
        seen.original_ruling = None;
        seen.chain = None;
    }
    seen
}
