//! A command that no single plate carries: sent from a form, a tool, a question. Refused, it says why.

use hearing::{Actor, Command, Refusal};
use leptos::prelude::*;

use crate::session::{Sent, Session, use_session};
use crate::text::refusals;
use crate::ui::use_toasts;

#[derive(Clone, Copy)]
pub struct Sending {
    session: Session,
    under_way: RwSignal<Option<ArcRwSignal<Sent>>>,
    refused: RwSignal<Option<Refusal>>,
}

/// `done` runs once the command is on the record.
pub fn sending(done: impl Fn() + Send + Sync + 'static) -> Sending {
    let toasts = use_toasts();
    let sending = sending_quietly(done);
    Effect::new(move |_| {
        if let Some(refusal) = sending.refused.get() {
            toasts.say(refusals::refusal(&refusal));
        }
    });
    sending
}

/// The same for who says himself why it was refused.
pub fn sending_quietly(done: impl Fn() + Send + Sync + 'static) -> Sending {
    let sending = Sending {
        session: use_session(),
        under_way: RwSignal::new(None),
        refused: RwSignal::new(None),
    };
    Effect::new(move |_| {
        let answer = sending.under_way.get().map(|sent| sent.get());
        match answer {
            Some(Sent::Refused(refusal)) => {
                sending.under_way.set(None);
                sending.refused.set(Some(refusal));
            }
            Some(Sent::Acknowledged) => {
                sending.under_way.set(None);
                done();
            }
            Some(Sent::Pending) | None => {}
        }
    });
    sending
}

impl Sending {
    pub fn send(self, command: Command) {
        self.refused.set(None);
        self.under_way.set(Some(self.session.send(command)));
    }

    pub fn pending(self) -> bool {
        self.under_way
            .get()
            .is_some_and(|sent| sent.get() == Sent::Pending)
    }

    /// Why the last one was refused.
    pub fn refused(self) -> Option<Refusal> {
        self.refused.get()
    }
}

/// Whether this command from one's own seat would be accepted now: the hearing's own rules decide, not a copy of them.
pub fn accepted(
    session: Session,
    command: impl Fn() -> Option<Command> + Send + Sync + 'static,
) -> Memo<bool> {
    Memo::new(move |_| {
        let Some((command, me)) = command().zip(session.me().get()) else {
            return false;
        };
        session.with(|h| h.decide(&Actor::Seat(me), &command, 0).is_ok())
    })
}
