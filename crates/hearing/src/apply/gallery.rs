//! Who watches.

use crate::check_in::Identity;
use crate::{Event, Hearing, Recorded, Registration, Role, Seat, Side};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_gallery(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::ObserverRegistered {
                seat,
                name,
                document,
                last_four,
                waiting,
                relative,
            } => {
                let mut observer = Seat::new(seat.as_str(), Role::Observer, Side::None, name);
                observer.registration = Some(Registration {
                    at,
                    waiting: *waiting,
                    relative: *relative,
                });
                observer.check_in.identity = Some(Identity {
                    name: name.clone(),
                    document: *document,
                    last_four: last_four.clone(),
                    stated_at: at,
                    verified: None,
                    doubt: None,
                });
                self.seats.push(observer);
            }
            Event::RegistrationWithdrawn { seat } => self.seats.retain(|s| s.id != *seat),
            Event::QueueMoved { places } => {
                for (seat, place) in places {
                    self.at_seat(seat, |s| {
                        if let Some(registration) = &mut s.registration {
                            registration.waiting = *place;
                        }
                    });
                }
            }
            Event::GalleryConfirmed { check } => self.gallery_check = Some(check.clone()),
            _ => {}
        }
    }
}
