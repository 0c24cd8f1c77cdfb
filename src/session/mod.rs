//! The only code that talks to the hearing socket: enter, connect, resume, send commands, hold the view.

mod connection;
pub mod drawer;
mod entry;
mod line;
mod outbox;
pub mod request;

pub use entry::{Pass, enter_with_code, enter_with_link, link_token};
pub use outbox::new_id;
pub use request::Trouble;

use hearing::wire::{Glance, Goodbye};
use hearing::{Actor, Command, CommandId, Hearing, Millis, Refusal, Role, Seat, SeatId};
use leptos::prelude::*;

/// The handle every place uses. A context, provided once in app.rs; cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    hearing: RwSignal<Hearing>,
    me: RwSignal<Option<SeatId>>,
    link: RwSignal<Link>,
    pass: RwSignal<Option<Pass>>,
    /// Server time minus browser time, in milliseconds.
    clock_offset: RwSignal<f64>,
    pointer: RwSignal<Option<(SeatId, Glance)>>,
    outbox: StoredValue<outbox::Outbox, LocalStorage>,
    line: StoredValue<Option<line::Line>, LocalStorage>,
    tries: StoredValue<u32>,
    /// Counts what goes into the outbox and out of it.
    stirred: RwSignal<u32>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Link {
    /// Nobody has entered yet.
    Out,
    Connecting,
    Live,
    Lost {
        since: Millis,
    },
    Ended(Goodbye),
}

/// What became of a command: pending until the server has answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    Pending,
    Acknowledged,
    Refused(Refusal),
}

pub fn use_session() -> Session {
    expect_context::<Session>()
}

impl Session {
    pub fn new() -> Self {
        let session = Self {
            hearing: RwSignal::new(Hearing::default()),
            me: RwSignal::new(None),
            link: RwSignal::new(Link::Out),
            pass: RwSignal::new(None),
            clock_offset: RwSignal::new(0.0),
            pointer: RwSignal::new(None),
            outbox: StoredValue::new_local(outbox::Outbox::default()),
            line: StoredValue::new_local(None),
            tries: StoredValue::new(0),
            stirred: RwSignal::new(0),
        };
        connection::watch(session);
        session
    }

    /// Sits down with a pass just given, or goes on with the one this tab had before a reload.
    pub fn sit_down(self, pass: Pass) {
        pass.keep();
        self.leave_line();
        self.hearing.set(Hearing::default());
        self.me.set(None);
        self.link.set(Link::Connecting);
        self.outbox
            .update_value(|outbox| *outbox = outbox::Outbox::default());
        self.pass.set(Some(pass));
        outbox::take_up(self);
    }

    /// Back to the door.
    pub fn leave(self) {
        Pass::forget();
        self.leave_line();
        self.pass.set(None);
        self.link.set(Link::Out);
        self.hearing.set(Hearing::default());
        self.me.set(None);
    }

    /// One fact of the hearing; what shows it repaints only when that fact changes.
    pub fn select<T>(self, fact: impl Fn(&Hearing) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.hearing.with(&fact))
    }

    /// One fact of one's own seat; none before the first view.
    pub fn mine<T>(
        self,
        fact: impl Fn(&Hearing, &Seat) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            let me = self.me.get()?;
            self.hearing.with(|h| h.seat(&me).map(|seat| fact(h, seat)))
        })
    }

    /// Reads without following.
    pub fn peek<T>(self, look: impl FnOnce(&Hearing) -> T) -> T {
        self.hearing.with_untracked(look)
    }

    /// Reads and follows everything: for what repaints by its own keys.
    pub fn with<T>(self, look: impl FnOnce(&Hearing) -> T) -> T {
        self.hearing.with(look)
    }

    /// Whether this command from one's own seat would be accepted now: the hearing's own rules decide, not a copy of them.
    pub fn accepts(
        self,
        command: impl Fn() -> Option<Command> + Send + Sync + 'static,
    ) -> Memo<bool> {
        Memo::new(move |_| {
            let Some((command, me)) = command().zip(self.me.get()) else {
                return false;
            };
            self.hearing
                .with(|h| h.decide(&Actor::Seat(me), &command, 0).is_ok())
        })
    }

    /// One's own seat.
    pub fn me(self) -> Signal<Option<SeatId>> {
        self.me.into()
    }

    pub fn role(self) -> Memo<Option<Role>> {
        self.mine(|_, seat| seat.role)
    }

    pub fn link(self) -> Signal<Link> {
        self.link.into()
    }

    /// What HTTP requests of this seat carry as `Authorization: Bearer`.
    pub fn bearer(self) -> Option<String> {
        self.pass
            .with_untracked(|pass| pass.as_ref().map(|p| p.session.clone()))
    }

    pub fn pass(self) -> Signal<Option<Pass>> {
        self.pass.into()
    }

    /// Sends a command, kept and sent again until it is answered.
    pub fn send(self, command: Command) -> ArcRwSignal<Sent> {
        self.send_as(new_id(), command)
    }

    /// Sends under an id chosen earlier.
    pub fn send_as(self, id: CommandId, command: Command) -> ArcRwSignal<Sent> {
        outbox::send(self, id, command)
    }

    /// What was sent and is not answered yet, oldest first. Followed: reading it again when it changes.
    pub fn unanswered<T>(self, pick: impl Fn(&CommandId, &Command) -> Option<T>) -> Vec<T> {
        self.stirred.track();
        outbox::unanswered(self, pick)
    }

    pub fn glance(self, glance: Glance) {
        connection::glance(self, glance);
    }

    /// The presenter's pointer, as last seen.
    pub fn pointer(self) -> Signal<Option<(SeatId, Glance)>> {
        self.pointer.into()
    }

    /// The server's time now, as well as this browser can tell.
    pub fn now(self) -> Millis {
        (js_sys::Date::now() + self.clock_offset.get_untracked()).max(0.0) as Millis
    }

    fn leave_line(self) {
        self.line.update_value(|line| *line = None);
    }
}
