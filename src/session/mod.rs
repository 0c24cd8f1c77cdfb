//! The only code that talks to the hearing socket: enter, connect, resume, send commands, hold the view.

mod connection;
pub mod drawer;
mod entry;
mod line;
mod outbox;
pub mod passes;
pub mod request;
mod returned;
mod second;
pub mod there;

pub use entry::{Pass, Slip, enter_with_code, enter_with_link, link_token};
pub use outbox::new_id;
pub use request::Trouble;
pub use returned::{AllReturned, Returned, Words};
pub use second::{Second, is_here as is_second_window, opener as first_window};

use hearing::presenting::{Displayed, Showing};
use hearing::speech::{Proposed, SpeechState};
use hearing::wire::{FromClient, Glance, Goodbye};
use hearing::{
    Actor, Command, CommandId, Hearing, LineId, Millis, Phase, ProposalId, Refusal, Role, Seat,
    SeatId,
};
use leptos::prelude::*;

/// The handle every place uses. A context, provided once in app.rs; cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    hearing: RwSignal<Hearing>,
    /// Counts how often it was told anew and not event by event.
    views: RwSignal<u32>,
    me: RwSignal<Option<SeatId>>,
    link: RwSignal<Link>,
    pass: RwSignal<Option<Pass>>,
    /// Server time minus browser time, in milliseconds.
    clock_offset: RwSignal<f64>,
    pointer: RwSignal<Option<(SeatId, Glance)>>,
    /// On whose screen the page on show stands, as far as this seat is told (R49).
    showing: RwSignal<Shown>,
    /// Which lines of the record others have open, as far as this seat is told: who types is.
    held: RwSignal<Vec<(LineId, SeatId)>>,
    /// What speech-to-text hears and proposes, as far as this seat is told: who types is.
    speech: RwSignal<Speech>,
    proposals: RwSignal<Waiting>,
    outbox: StoredValue<outbox::Outbox, LocalStorage>,
    line: StoredValue<Option<line::Line>, LocalStorage>,
    tries: StoredValue<u32>,
    /// The question whether the seat is left to another device, and until when it stands.
    claim: RwSignal<Option<(u64, Millis)>>,
    /// How the line came back last: after how many tries, lost since when.
    way_back: RwSignal<Option<(u32, Option<Millis>)>>,
    /// What was typed and not taken, until the editor takes it up.
    returned: RwSignal<AllReturned>,
    /// Whether this browser has kept nothing of what was typed last: its disk is full, or it may not.
    unkept: RwSignal<bool>,
    /// Counts what goes into the outbox and out of it.
    stirred: RwSignal<u32>,
    /// The exhibits’ own window, if there is one.
    second: RwSignal<Second>,
    other: StoredValue<Option<second::Other>, LocalStorage>,
}

/// How it is with speech-to-text, and what is being said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speech {
    pub state: SpeechState,
    /// Of voices that nobody has heard (s).
    pub missed: u32,
    pub partials: Vec<(SeatId, String)>,
}

/// What is proposed, the oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting {
    pub waiting: Vec<Proposed>,
    /// Gave way, or were nonsense.
    pub dropped: u32,
}

/// What this seat was told last of the screens that have what is on show, and what lies beside it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    main: Option<Showing>,
    beside: Option<Showing>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Link {
    /// Nobody has entered yet.
    Out,
    Connecting,
    Live,
    /// Another device holds the seat and is being asked for it, until then.
    Held {
        until: Millis,
    },
    Lost {
        since: Millis,
    },
    Ended(Goodbye),
    /// The court speaks of what this page does not know: a newer page does.
    Outdated,
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
            views: RwSignal::new(0),
            me: RwSignal::new(None),
            link: RwSignal::new(Link::Out),
            pass: RwSignal::new(None),
            clock_offset: RwSignal::new(0.0),
            pointer: RwSignal::new(None),
            showing: RwSignal::new(Shown::default()),
            held: RwSignal::new(Vec::new()),
            speech: RwSignal::default(),
            proposals: RwSignal::default(),
            outbox: StoredValue::new_local(outbox::Outbox::default()),
            line: StoredValue::new_local(None),
            tries: StoredValue::new(0),
            claim: RwSignal::new(None),
            way_back: RwSignal::new(None),
            returned: RwSignal::new(AllReturned::new()),
            unkept: RwSignal::new(false),
            stirred: RwSignal::new(0),
            second: RwSignal::new(Second::None),
            other: StoredValue::new_local(None),
        };
        connection::watch(session);
        let signed = session.select(|h| h.phase == Phase::Finished);
        Effect::new(move |_| {
            if signed.get() {
                outbox::purge(session);
            }
        });
        session
    }

    /// Sits down with a pass just given, or goes on with the one this tab had before a reload.
    pub fn sit_down(self, pass: Pass) {
        pass.keep();
        passes::add(&pass);
        self.leave_line();
        self.hearing.set(Hearing::default());
        self.me.set(None);
        self.link.set(Link::Connecting);
        self.outbox
            .update_value(|outbox| *outbox = outbox::Outbox::default());
        self.pass.set(Some(pass));
        outbox::take_up(self);
        returned::take_up(self);
    }

    /// In the second window: looks on with the first one's pass, and keeps nothing of it.
    pub fn look_on(self, pass: Pass) {
        self.link.set(Link::Connecting);
        self.pass.set(Some(pass));
    }

    /// Back to the door.
    pub fn leave(self) {
        second::close(self);
        Pass::forget();
        if let Some(pass) = self.pass.get_untracked() {
            passes::drop(&pass);
        }
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

    /// Another one: what was taken from the hearing before need not be the beginning of what it is now.
    pub fn views(self) -> u32 {
        self.views.get()
    }

    /// One's own seat.
    pub fn me(self) -> Signal<Option<SeatId>> {
        self.me.into()
    }

    pub fn role(self) -> Memo<Option<Role>> {
        self.mine(|_, seat| seat.role)
    }

    /// Whether this is a clerk's seat, as far as is known now.
    fn types(self) -> bool {
        let me = self.me.get_untracked();
        me.is_some_and(|me| self.peek(|h| h.seat(&me).is_some_and(|s| s.role == Role::Clerk)))
    }

    pub fn link(self) -> Signal<Link> {
        self.link.into()
    }

    /// Whether the hearing line is broken, and comes back by itself.
    pub fn lost(self) -> Memo<bool> {
        Memo::new(move |_| matches!(self.link.get(), Link::Lost { .. }))
    }

    /// Asks whether the line still leads to the court.
    pub fn feel_line(self) {
        connection::feel(self);
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

    /// Whether a closed tab would lose what has no answer.
    pub fn is_unkept(self) -> Signal<bool> {
        self.unkept.into()
    }

    /// What was typed and not taken, in the order of typing.
    pub fn returned(self) -> Signal<AllReturned> {
        self.returned.into()
    }

    /// To what was typed and not taken.
    pub fn give_back(self, words: Words, why: Refusal) {
        returned::give_back(self, Returned { words, why });
    }

    /// Who typed it has decided about it.
    pub fn let_go(self, order: &str) {
        returned::let_go(self, order);
    }

    /// While another device asks for this seat: when it gets it, if nobody answers (R2).
    pub fn claimed_until(self) -> Memo<Option<Millis>> {
        Memo::new(move |_| self.claim.get().map(|(_, until)| until))
    }

    /// How the line came back, until that was reported.
    pub fn way_back(self) -> Signal<Option<(u32, Option<Millis>)>> {
        self.way_back.into()
    }

    pub fn forget_way_back(self) {
        self.way_back.set(None);
    }

    /// Leaves the seat to the device that asks for it, or keeps it.
    pub fn answer_claim(self, give_up: bool) {
        if let Some((claim, _)) = self.claim.get_untracked() {
            self.claim.set(None);
            connection::send_frame(self, &FromClient::AnswerClaim { claim, give_up });
        }
    }

    pub fn glance(self, glance: Glance) {
        connection::glance(self, glance);
    }

    /// The presenter's pointer, as last seen.
    pub fn pointer(self) -> Signal<Option<(SeatId, Glance)>> {
        self.pointer.into()
    }

    /// This screen has painted a page, and it can be seen.
    pub fn displayed(self, said: Displayed) {
        connection::send_frame(self, &FromClient::Displayed(said));
    }

    /// Which line of the record one has open now; said again while it is.
    pub fn writing(self, line: Option<LineId>) {
        connection::send_frame(self, &FromClient::Writing { line });
    }

    /// Which lines are open in other hands.
    pub fn held(self) -> Signal<Vec<(LineId, SeatId)>> {
        self.held.into()
    }

    pub fn speech(self) -> Signal<Speech> {
        self.speech.into()
    }

    pub fn proposals(self) -> Signal<Waiting> {
        self.proposals.into()
    }

    /// It goes at once; should the court not hear of it, it comes back.
    pub fn dismiss_proposal(self, proposal: ProposalId) {
        self.proposals
            .update(|all| all.waiting.retain(|one| one.id != proposal));
        connection::send_frame(self, &FromClient::DismissProposal { proposal });
    }

    /// Of what is on show, or of what lies beside it.
    pub fn showing(self, beside: bool) -> Memo<Option<Showing>> {
        Memo::new(move |_| {
            self.showing.with(|shown| {
                if beside {
                    shown.beside.clone()
                } else {
                    shown.main.clone()
                }
            })
        })
    }

    /// The exhibits' own window, as this one knows it.
    pub fn second(self) -> Signal<Second> {
        self.second.into()
    }

    /// From a press.
    pub fn open_second(self) {
        second::open(self);
    }

    pub fn close_second(self) {
        second::close(self);
    }

    pub fn show_here_too(self, too: bool) {
        second::show_here_too(self, too);
    }

    /// Server time minus browser time, in milliseconds.
    pub fn clock_offset(self) -> Signal<f64> {
        self.clock_offset.into()
    }

    /// The server's time now, as well as this browser can tell.
    pub fn now(self) -> Millis {
        (js_sys::Date::now() + self.clock_offset.get_untracked()).max(0.0) as Millis
    }

    fn leave_line(self) {
        self.line.update_value(|line| *line = None);
    }
}
