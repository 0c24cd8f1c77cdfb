//! Sound and picture: joins the media room of the zone one is in, and shows who is there.

mod chosen;
mod ladder;
mod picture;
mod room;
mod small_window;

pub use chosen::{Chosen, DeviceKind};
pub use ladder::Rung;
pub use picture::Picture;
pub use room::load as kit;
pub use small_window::{SmallPicture, SmallWindowKey};

use gloo::timers::callback::Timeout;
use hearing::{Command, Mute, Phase, SeatId, Zone};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;

use crate::session::{Link, Session, Trouble, request, use_session};
use ladder::Ladder;
use room::Told;

const RETRY: u32 = 800;

#[derive(Clone, Copy)]
pub struct Media {
    session: Session,
    pub state: RwSignal<State>,
    people: RwSignal<BTreeMap<SeatId, Heard>>,
    /// Microphone and camera as the person himself has left them: a line that breaks switches both off, and he did not.
    own: StoredValue<Option<(bool, bool)>>,
    /// The room one is in, as the server named it.
    room: RwSignal<Option<String>>,
    wanted: RwSignal<u32>,
    /// Counts joins and leaves, so that a late retry of an earlier one is known for what it is.
    turn: StoredValue<u32>,
    pub trouble: RwSignal<Option<String>>,
    pub sound_blocked: RwSignal<bool>,
    /// Whether the own camera, and microphone, broke off while they were on.
    pub lost: RwSignal<(bool, bool)>,
    ladder: StoredValue<Ladder>,
    rung: RwSignal<Rung>,
    sound_only: RwSignal<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// No media here: one waits.
    Off,
    Joining,
    On,
    Reconnecting,
}

/// How a person is seen and heard, as the media server tells it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Heard {
    pub microphone: bool,
    pub camera: bool,
    pub speaking: bool,
    /// Loudness in four steps.
    pub level: u8,
    /// 4 good, 1 weak, 0 lost
    pub line: u8,
}

#[derive(Deserialize)]
struct Granted {
    url: String,
    token: String,
    room: String,
}

pub fn use_media() -> Media {
    expect_context::<Media>()
}

pub fn provide_media() -> Media {
    let session = use_session();
    let media = Media {
        session,
        state: RwSignal::new(State::Off),
        people: RwSignal::new(BTreeMap::new()),
        own: StoredValue::new(None),
        room: RwSignal::new(None),
        wanted: RwSignal::new(0),
        turn: StoredValue::new(0),
        trouble: RwSignal::new(None),
        sound_blocked: RwSignal::new(false),
        lost: RwSignal::new((false, false)),
        ladder: StoredValue::new(Ladder::default()),
        rung: RwSignal::new(Rung::default()),
        sound_only: RwSignal::new(Chosen::kept().sound_only),
    };
    provide_context(media);
    // Where one is, whether anything is to be seen there, and each attempt after a failure.
    let place = session.mine(|h, seat| {
        let running = h.phase < Phase::Closed;
        let has_media = match seat.zone {
            Zone::Courtroom | Zone::Deliberation | Zone::SideRoom(_) | Zone::Gallery => running,
            Zone::Lobby | Zone::WitnessRoom(_) | Zone::Inspection => false,
        };
        has_media.then(|| (seat.zone.clone(), !seat.role.only_watches()))
    });
    let live = Memo::new(move |_| session.link().get() == Link::Live);
    let seated = Memo::new(move |_| session.me().get().is_some());
    Effect::new(move |before: Option<Option<Wish>>| {
        let attempt = media.wanted.get();
        let wish = place.get().flatten().map(|(zone, publishes)| Wish {
            zone,
            publishes,
            attempt,
        });
        let before = before.flatten();
        match &wish {
            None => media.leave(),
            // A lost hearing line is no reason to hang up: the media have a line of their own.
            Some(_) if !live.get() => return before,
            // Nor is one that is good again, where the media are.
            Some(_) if before == wish && media.holds() => {}
            Some(wish) => media.join(wish.publishes),
        }
        wish
    });
    // Fetched while one still waits, so that joining takes only the join.
    Effect::new(move |_| {
        if seated.get() {
            spawn_local(async {
                let _ = room::load().await;
            });
        }
    });
    media.follow_mute();
    media.carry_what_the_line_bears();
    media
}

/// Which room one wants to be in, and how often it was tried.
#[derive(Clone, PartialEq)]
struct Wish {
    zone: Zone,
    publishes: bool,
    attempt: u32,
}

impl Media {
    fn holds(self) -> bool {
        match self.state.get_untracked() {
            State::On | State::Joining => true,
            State::Off | State::Reconnecting => false,
        }
    }

    fn join(self, publishes: bool) {
        self.turn.update_value(|turn| *turn += 1);
        let session = self.session;
        self.state.set(State::Joining);
        spawn_local(async move {
            let granted: Result<Granted, Trouble> = request::post(session, "/api/media", &()).await;
            let Ok(granted) = granted else {
                self.again();
                return;
            };
            self.room.set(Some(granted.room));
            let own = self.own_devices(publishes);
            let told = room::listen(move |told| self.told(told));
            room::join(&granted.url, &granted.token, own, &told).await;
        });
    }

    /// At first the camera and, for the bench, the microphone; later what the person has set himself.
    fn own_devices(self, publishes: bool) -> (bool, bool) {
        let left = self.own.get_value();
        let set = self.session.peek(|h| {
            let me = self.session.me().get_untracked()?;
            let seat = h.seat(&me)?;
            let on_record = (seat.microphone_on, seat.camera_on);
            let (microphone, camera) = match (left, on_record) {
                (Some(left), _) => left,
                (None, (false, false)) => (seat.role.is_bench(), true),
                (None, on_record) => on_record,
            };
            Some((microphone && seat.mute == Mute::Free, camera))
        });
        let (microphone, camera) = set.unwrap_or((false, true));
        if publishes {
            self.own.set_value(Some((microphone, camera)));
        }
        (publishes && microphone, publishes && camera)
    }

    fn again(self) {
        let turn = self.turn.get_value();
        Timeout::new(RETRY, move || {
            // Whoever has been moved since is in another room, or on the way there.
            if self.turn.get_value() == turn {
                self.wanted.update(|n| *n += 1);
            }
        })
        .forget();
    }

    fn leave(self) {
        self.turn.update_value(|turn| *turn += 1);
        if self.state.get_untracked() != State::Off {
            self.state.set(State::Off);
            self.room.set(None);
            self.people.set(BTreeMap::new());
            self.lost.set((false, false));
            spawn_local(room::leave());
        }
    }

    fn told(self, told: Told) {
        match told {
            Told::On => {
                self.state.set(State::On);
            }
            Told::Reconnecting => self.state.set(State::Reconnecting),
            Told::Off => {
                if self.state.get_untracked() != State::Off {
                    self.state.set(State::Joining);
                    self.again();
                }
            }
            Told::People(people) => {
                self.people.set(people);
                self.show_own();
            }
            Told::Sound { blocked } => self.sound_blocked.set(blocked),
            Told::Lost { camera, microphone } => {
                if self.lost.get_untracked() != (camera, microphone) {
                    self.lost.set((camera, microphone));
                }
            }
            Told::Line(measure) => {
                self.ladder.update_value(|ladder| ladder.measured(measure));
                let rung = self.ladder.with_value(Ladder::rung);
                if self.rung.get_untracked() != rung {
                    self.rung.set(rung);
                }
            }
            // Joined anew, as soon as the hearing's own line shows that there is a way.
            Told::Doubt => {
                self.state.set(State::Reconnecting);
                self.session.feel_line();
                self.wanted.update(|n| *n += 1);
            }
            Told::Trouble(name) => self.trouble.set(Some(name)),
        }
    }

    /// The record says whose camera and microphone are open (R23).
    fn show_own(self) {
        let Some(me) = self.session.me().get_untracked() else {
            return;
        };
        let Some(own) = self
            .people
            .with_untracked(|people| people.get(&me).cloned())
        else {
            return;
        };
        let differs = self.session.peek(|h| {
            h.seat(&me).is_some_and(|seat| {
                !seat.role.only_watches()
                    && (seat.microphone_on != own.microphone || seat.camera_on != own.camera)
            })
        });
        let asked = untrack(|| {
            self.session.unanswered(|_, command| {
                matches!(command, Command::ShowDevices { .. }).then_some(())
            })
        });
        if differs && asked.is_empty() {
            let _ = self.session.send(Command::ShowDevices {
                microphone_on: own.microphone,
                camera_on: own.camera,
            });
        }
    }

    /// What the court does to a microphone is done here too; the media server does it in any case.
    fn follow_mute(self) {
        let mute = self.session.mine(|_, seat| seat.mute);
        Effect::new(move |_| {
            if matches!(mute.get(), Some(Mute::Muted | Mute::Locked)) {
                self.microphone(false);
            }
        });
    }

    fn carry_what_the_line_bears(self) {
        let wanted = Memo::new(move |_| {
            (
                !self.without_pictures(),
                self.rung.get() != Rung::Everything,
            )
        });
        Effect::new(move || {
            let (pictures, small) = wanted.get();
            spawn_local(room::carry(pictures, small));
        });
    }

    /// How much the line bears just now.
    pub fn rung(self) -> Signal<Rung> {
        self.rung.into()
    }

    /// Whether the others are heard and not seen: by choice, or because the line bears no more. Tracks.
    pub fn without_pictures(self) -> bool {
        self.sound_only.get() || self.rung.get() == Rung::NoOthers
    }

    pub fn sound_only(self) -> Signal<bool> {
        self.sound_only.into()
    }

    /// From now on, here and next time: one hears the others and does not see them.
    pub fn choose_sound_only(self, only: bool) {
        Chosen::kept().hear_only(only);
        self.sound_only.set(only);
    }

    pub fn microphone(self, on: bool) {
        self.own
            .update_value(|own| *own = own.map(|(_, camera)| (on, camera)));
        spawn_local(async move {
            if let Err(name) = room::microphone(on).await {
                self.trouble.set(Some(name));
            }
        });
    }

    pub fn camera(self, on: bool) {
        self.own
            .update_value(|own| *own = own.map(|(microphone, _)| (microphone, on)));
        spawn_local(async move {
            if let Err(name) = room::camera(on).await {
                self.trouble.set(Some(name));
            }
        });
    }

    /// What there is to choose from: kind, the browser's name, label.
    pub async fn devices(self) -> Vec<(DeviceKind, String, String)> {
        room::devices().await
    }

    /// From now on, here and next time.
    pub fn switch(self, kind: DeviceKind, id: String) {
        let mut chosen = Chosen::kept();
        chosen.choose(kind, id.clone());
        spawn_local(async move {
            if let Err(name) = room::switch(kind, &id).await {
                self.trouble.set(Some(name));
            }
        });
    }

    /// The browser wants a press before it plays sound.
    pub fn hear(self) {
        spawn_local(room::hear());
    }

    /// How one person is seen and heard; none when he is not in the media room.
    pub fn person(self, seat: SeatId) -> Memo<Option<Heard>> {
        Memo::new(move |_| self.people.with(|people| people.get(&seat).cloned()))
    }
}
