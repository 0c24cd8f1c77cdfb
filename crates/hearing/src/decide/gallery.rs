//! 旁听登记 (R85): so many seats, a queue behind them, and who may not watch at all.

use super::{Decision, NAME_LIMIT, wanted};
use crate::id_number::is_last_four;
use crate::plain::{plain, same_name};
use crate::{Command, Event, Hearing, Millis, Publicity, Refusal, Role, Seat, SeatId, Zone};

/// Who may wait for a seat: beyond them a hearing has had all the registrations that it needs.
const QUEUE_LIMIT: usize = 200;

impl Hearing {
    /// What the backend asks for itself: the registration of somebody at its door, and nothing else.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "of all commands the backend has one"
    )]
    pub(super) fn decide_registration(&self, command: &Command, now: Millis) -> Decision {
        let Command::RegisterObserver {
            seat,
            name,
            document,
            last_four,
            adult,
            relative,
        } = command
        else {
            return Err(Refusal::NotPermitted);
        };
        self.before_close()?;
        let matter = self.matter.as_ref().ok_or(Refusal::NotPublic)?;
        if matter.publicity != Publicity::Open {
            return Err(Refusal::NotPublic);
        }
        if self.is_past(now) {
            return Err(Refusal::NotInSession);
        }
        let name = plain(name);
        wanted(&name, NAME_LIMIT, Refusal::TextEmpty)?;
        if !is_last_four(*document, last_four) || self.seat(seat).is_some() {
            return Err(Refusal::Malformed);
        }
        if !adult {
            return Err(Refusal::MinorNotPermitted);
        }
        let last_four = last_four.to_ascii_uppercase();
        for known in self.seats.iter().filter(|s| same_name(&name, &s.name)) {
            // Two people of one name may watch; one person has one seat.
            let same_document = known
                .check_in
                .identity
                .as_ref()
                .map(|i| i.document == *document && i.last_four == last_four);
            let watches = known.role == Role::Observer && known.removed.is_none();
            match same_document {
                Some(false) if watches && known.registration.is_some() => {}
                // Who is invited is told so only where name and document are his.
                Some(true) if watches => return Err(Refusal::AlreadyDone),
                Some(_) | None => return Err(Refusal::MayNotObserve),
            }
        }
        let queue = self.queue();
        if queue.len() >= QUEUE_LIMIT {
            return Err(Refusal::LimitReached);
        }
        let free = self.gallery_free() > 0 && queue.is_empty();
        let (before, behind) = queue.split_at(match relative {
            true => queue.partition_point(|s| is_relative(s)),
            false => queue.len(),
        });
        let registered = Event::ObserverRegistered {
            seat: seat.clone(),
            name,
            document: *document,
            last_four,
            waiting: (!free).then(|| place(before.len())),
            relative: *relative,
        };
        let moved = (before.len() + 1..).zip(behind);
        let places: Vec<_> = moved
            .map(|(before, seat)| (seat.id.clone(), Some(place(before))))
            .collect();
        let moved = (!places.is_empty()).then_some(Event::QueueMoved { places });
        Ok([registered].into_iter().chain(moved).collect())
    }

    pub(super) fn withdraw_registration(&self, me: &Seat) -> Decision {
        self.before_close()?;
        if me.registration.is_none() {
            return Err(Refusal::NotPermitted);
        }
        // Who is let in is on the record as having watched.
        if me.zone != Zone::Lobby {
            return Err(Refusal::AlreadyDone);
        }
        let withdrawn = Event::RegistrationWithdrawn {
            seat: me.id.clone(),
        };
        Ok([withdrawn]
            .into_iter()
            .chain(self.queue_without(&me.id))
            .collect())
    }

    /// How the queue stands once this seat is gone: who was first has its place, or the place before.
    pub(super) fn queue_without(&self, gone: &SeatId) -> Option<Event> {
        let mut free = self.gallery_free();
        if self.in_gallery().any(|s| s.id == *gone) {
            free += 1;
        }
        let mut behind = 0;
        let mut places = Vec::new();
        for seat in self.queue().into_iter().filter(|s| s.id != *gone) {
            let to = if free > 0 {
                free -= 1;
                None
            } else {
                behind += 1;
                Some(place(behind - 1))
            };
            if seat.registration.map(|r| r.waiting) != Some(to) {
                places.push((seat.id.clone(), to));
            }
        }
        (!places.is_empty()).then_some(Event::QueueMoved { places })
    }

    /// Those who have a place in the gallery, invited or registered.
    fn in_gallery(&self) -> impl Iterator<Item = &Seat> {
        self.seats
            .iter()
            .filter(|s| s.role == Role::Observer && s.removed.is_none() && !s.queues())
    }

    /// Relatives of the parties first; among them, and among the others, in the order in which they registered.
    fn queue(&self) -> Vec<&Seat> {
        let queues = |s: &&Seat| s.role == Role::Observer && s.removed.is_none() && s.queues();
        let mut queue: Vec<_> = self.seats.iter().filter(queues).collect();
        queue.sort_by_key(|s| !is_relative(s));
        queue
    }

    /// Seats of the gallery that nobody has.
    pub fn gallery_free(&self) -> usize {
        let seats = self.matter.as_ref().map_or(0, |m| m.gallery_seats);
        usize::from(seats).saturating_sub(self.in_gallery().count())
    }

    /// How many wait for one.
    pub fn gallery_queue(&self) -> usize {
        self.queue().len()
    }
}

fn is_relative(seat: &Seat) -> bool {
    seat.registration.is_some_and(|r| r.relative)
}

/// The place behind so many others, from 1.
fn place(before: usize) -> u16 {
    u16::try_from(before + 1).unwrap_or(u16::MAX)
}
