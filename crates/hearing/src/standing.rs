//! How a hearing stands before it opens, in short: what the docket shows of each, to its court alone (R13, R18).

use crate::check_in::{CheckInStep, OtherPerson, SuitabilityBar};
use crate::{Hearing, Lack, Millis, Presence, Role, Seat, SeatId, Side};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The seats that the hearing needs, in the order of the case file.
    pub seats: Vec<SeatReport>,
    /// Observers who have a place, and who wait for one.
    pub observers: usize,
    pub queue: usize,
    /// Whether an observer has the name of somebody who is to be heard (R18).
    pub clash: bool,
    /// R84: of an ordinary procedure, less than three days ahead.
    pub announced_late: bool,
    pub ready_reported: bool,
    /// R16: until when it is put off, and why
    pub delay: Option<(Millis, String)>,
    pub adjourned: Option<(Millis, String)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeatReport {
    pub seat: SeatId,
    pub role: Role,
    pub side: Side,
    pub name: String,
    pub state: SeatState,
    /// Whether it lacks nothing before the hearing may open; a device may fail all the same.
    pub ready: bool,
    /// Since when it is so, where that is known.
    pub since: Option<Millis>,
}

/// The one thing that a seat lacks most, the most urgent first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatState {
    CallsForHelp,
    /// R9: the judge decides on who else is there.
    OtherPerson {
        index: u8,
        who: String,
        why: String,
    },
    /// R12: the judge considers what speaks against being heard online.
    Unsuitable {
        bars: Vec<SuitabilityBar>,
    },
    /// The judge has not allowed who else is there.
    OtherRefused,
    /// R27
    InPerson,
    RefusesOnline,
    /// Person, document and entry did not agree.
    Doubted,
    DeviceFails,
    /// The identity is stated and to be verified.
    ToVerify,
    ChecksIn,
    /// Has been here and is not.
    Gone,
    NeverHere,
    Ready,
}

impl Standing {
    pub fn ready(&self) -> usize {
        self.seats.iter().filter(|s| s.ready).count()
    }

    /// What the judge is asked to decide.
    pub fn to_decide(&self) -> impl Iterator<Item = &SeatReport> {
        self.seats.iter().filter(|s| {
            matches!(
                s.state,
                SeatState::OtherPerson { .. } | SeatState::Unsuitable { .. }
            )
        })
    }

    /// What goes against the hearing opening in time, decisions apart.
    pub fn problems(&self) -> impl Iterator<Item = &SeatReport> {
        self.seats.iter().filter(|s| {
            matches!(
                s.state,
                SeatState::CallsForHelp
                    | SeatState::OtherRefused
                    | SeatState::RefusesOnline
                    | SeatState::Doubted
                    | SeatState::DeviceFails
            )
        })
    }
}

impl Hearing {
    pub fn standing(&self) -> Standing {
        let observers = || {
            self.seats
                .iter()
                .filter(|s| s.role == Role::Observer && s.removed.is_none())
        };
        let queue = self.gallery_queue();
        Standing {
            seats: self.needed().map(report).collect(),
            observers: observers().count() - queue,
            queue,
            clash: self.gallery_clashes(),
            announced_late: self.is_announced_late(),
            ready_reported: self.ready_reported_at.is_some(),
            delay: self.put_off().cloned(),
            adjourned: self.adjourned.clone(),
        }
    }
}

fn report(seat: &Seat) -> SeatReport {
    let (state, since) = state(seat);
    SeatReport {
        seat: seat.id.clone(),
        role: seat.role,
        side: seat.side,
        name: seat.name.clone(),
        state,
        ready: seat.is_ready(),
        since,
    }
}

/// The one thing of all that [`Seat::lacks`] that is said of it on the docket.
fn state(seat: &Seat) -> (SeatState, Option<Millis>) {
    let own = &seat.check_in;
    let identity = own.identity.as_ref();
    let lacks = seat.lacks();
    let lack = |lack: Lack| lacks.contains(&lack);
    if lack(Lack::Help) {
        return (SeatState::CallsForHelp, own.help_wanted_since);
    }
    if let Some(how) = seat.in_person() {
        return (SeatState::InPerson, Some(how.at));
    }
    let others = own.place.iter().flat_map(|place| &place.others);
    let undecided = |(_, other): &(u8, &OtherPerson)| other.permitted.is_none();
    if let Some((index, other)) = (0_u8..).zip(others).find(undecided) {
        let state = SeatState::OtherPerson {
            index,
            who: other.who.clone(),
            why: other.why.clone(),
        };
        return (state, None);
    }
    if seat.waits_for_suitability() {
        let bars = seat.bars().to_vec();
        let since = own.since(CheckInStep::Suitability);
        return (SeatState::Unsuitable { bars }, since);
    }
    if lack(Lack::OtherRefused) {
        return (SeatState::OtherRefused, None);
    }
    if lack(Lack::Refuses) {
        return (SeatState::RefusesOnline, None);
    }
    if lack(Lack::Doubt) {
        let doubt = identity.and_then(|i| i.doubt.as_ref());
        return (SeatState::Doubted, doubt.map(|doubt| doubt.at));
    }
    if let Some(report) = own.devices.as_ref().filter(|report| report.fails()) {
        return (SeatState::DeviceFails, Some(report.at));
    }
    match seat.presence {
        Presence::NeverHere => (SeatState::NeverHere, None),
        Presence::Lost { since, .. } => (SeatState::Gone, Some(since)),
        Presence::Here { since } if seat.next_step().is_some() => {
            (SeatState::ChecksIn, Some(since))
        }
        Presence::Here { .. } if lack(Lack::Unverified) => {
            (SeatState::ToVerify, identity.map(|i| i.stated_at))
        }
        Presence::Here { since } if !lacks.is_empty() => (SeatState::ChecksIn, Some(since)),
        Presence::Here { .. } => {
            let verified = identity.and_then(|i| i.verified.as_ref());
            (SeatState::Ready, verified.map(|verified| verified.at))
        }
    }
}
