//! What a seat lacks before the hearing may open (R13, R18): the one answer that board, bench and docket show.

use crate::check_in::{CheckInStep, Consent, ConsentStage, DeviceReport, DeviceState};
use crate::{Hearing, Presence, Role, Seat};

/// Gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Calls the clerk.
    Help,
    NeverHere,
    LineLost,
    /// Is at this step of check-in.
    Step(CheckInStep),
    /// Is not to be heard online (R4).
    Refuses,
    /// Person, document and entry did not agree.
    Doubt,
    Unverified,
    /// Has named what speaks against being heard online, and the judge has not said what follows (R12). It keeps nobody out.
    Unsuitable,
    /// Somebody else is there, and the judge has not said yes or no (R9).
    OtherPerson,
    /// Somebody else is there whom the judge does not allow: nobody is let in with him.
    OtherRefused,
    /// Is to be heard in person, and is not waited for here (R27).
    HeardInPerson,
}

impl Lack {
    /// Whether it waits for the court rather than for the person.
    pub fn is_the_courts(self) -> bool {
        match self {
            Lack::Help | Lack::Unverified | Lack::Unsuitable | Lack::OtherPerson => true,
            Lack::NeverHere
            | Lack::LineLost
            | Lack::Step(_)
            | Lack::Refuses
            | Lack::Doubt
            | Lack::OtherRefused
            | Lack::HeardInPerson => false,
        }
    }
}

impl Seat {
    /// Whether this is a seat that the hearing needs: not the court, not those who watch.
    pub fn takes_part(&self) -> bool {
        self.role.is_participant() || self.role.is_called()
    }

    /// Whoever lacks nothing here may be let in: what keeps him out there is named here, and what waits for the judge besides.
    pub fn lacks(&self) -> Vec<Lack> {
        let own = &self.check_in;
        let help = own.help_wanted_since.map(|_| Lack::Help);
        // What else he lacks online is asked of him no more.
        if self.in_person().is_some() {
            return help.into_iter().chain([Lack::HeardInPerson]).collect();
        }
        // Of somebody who never came there is nothing more to say.
        if self.presence == Presence::NeverHere {
            return vec![Lack::NeverHere];
        }
        let verified = match own.identity.as_ref() {
            Some(i) if i.verified.is_some() => None,
            Some(i) if i.doubt.is_some() => Some(Lack::Doubt),
            Some(_) => Some(Lack::Unverified),
            // The step says it.
            None => None,
        };
        let refused = (ConsentStage::Hearing, Consent::Refused);
        let others = |said| {
            let mut others = own.place.iter().flat_map(|place| &place.others);
            others.any(|other| other.permitted == said)
        };
        let found = [
            help,
            (!self.is_here()).then_some(Lack::LineLost),
            self.next_step().map(Lack::Step),
            own.consents.contains(&refused).then_some(Lack::Refuses),
            verified,
            self.waits_for_suitability().then_some(Lack::Unsuitable),
            others(None).then_some(Lack::OtherPerson),
            others(Some(false)).then_some(Lack::OtherRefused),
        ];
        found.into_iter().flatten().collect()
    }

    /// Whether this seat lacks nothing before the hearing may open.
    pub fn is_ready(&self) -> bool {
        self.removed.is_none() && self.lacks().is_empty()
    }

    /// Whether something about this seat waits for the court.
    pub fn needs_the_court(&self) -> bool {
        !self.role.is_court()
            && self.removed.is_none()
            && self.lacks().into_iter().any(Lack::is_the_courts)
    }
}

impl DeviceReport {
    /// Whether a device did not do its work in the person's own test. It is told to the court and bars nobody (R7).
    pub fn fails(&self) -> bool {
        let devices = [self.found.camera, self.found.microphone, self.found.speaker];
        devices.contains(&DeviceState::Fails)
    }
}

/// One thing that is open before the hearing opens. It bars nothing: who reports that all is ready is told of it first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenThing {
    /// What somebody of this name lacks.
    Of(String, Lack),
    /// Nobody has looked who watches.
    Gallery,
    /// An observer has the name of somebody who is to be heard.
    GalleryClash,
}

impl Hearing {
    /// In the order of the case file, the gallery last.
    pub fn open_things(&self) -> Vec<OpenThing> {
        let needed = self.needed().flat_map(|seat| {
            let lacks = seat.lacks().into_iter();
            lacks.map(move |lack| OpenThing::Of(seat.name.clone(), lack))
        });
        let watching = self.seats.iter().filter(|s| s.role == Role::Observer);
        let watching = watching.filter(|s| s.needs_the_court()).filter_map(|s| {
            let lack = s.lacks().into_iter().find(|lack| lack.is_the_courts())?;
            Some(OpenThing::Of(s.name.clone(), lack))
        });
        let gallery = if self.gallery_is_checked() {
            None
        } else if self.gallery_clashes() {
            Some(OpenThing::GalleryClash)
        } else {
            Some(OpenThing::Gallery)
        };
        needed.chain(watching).chain(gallery).collect()
    }

    /// The seats that the hearing needs, in the order of the case file.
    pub fn needed(&self) -> impl Iterator<Item = &Seat> {
        let seats = self.seats.iter();
        seats.filter(|s| s.takes_part() && s.removed.is_none())
    }

    /// Whether an observer has the name of somebody who is to be heard (R18).
    pub fn gallery_clashes(&self) -> bool {
        let heard = |name: &str| {
            let mut seats = self.seats.iter();
            seats.any(|s| s.role.is_called() && s.name == name)
        };
        let mut seats = self.seats.iter();
        seats.any(|s| s.role == Role::Observer && s.removed.is_none() && heard(&s.name))
    }
}
