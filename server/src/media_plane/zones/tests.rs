use std::sync::{Mutex, MutexGuard};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use hearing::{Mute, Phase, Role, Seat, Side};
use kaiting_media::{Listed, Permissions};

use super::*;

type Answer<'a, T = ()> = BoxFuture<'a, Result<T, MediaError>>;

/// An engine that notes what holds in it. At one point of its time it may stop to answer, or fail.
#[derive(Default)]
struct Engine {
    rooms: Mutex<BTreeMap<String, BTreeMap<String, One>>>,
    register: Arc<Register>,
    calls: Mutex<Vec<String>>,
    trouble: Mutex<Option<Trouble>>,
}

#[derive(Clone, Copy, Debug)]
struct Trouble {
    /// Calls until then.
    after: usize,
    fails: bool,
    /// Whether that call takes effect all the same.
    done: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct One {
    held: bool,
    permissions: Option<Permissions>,
    here: bool,
}

impl Engine {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, BTreeMap<String, One>>> {
        self.rooms.lock().unwrap()
    }

    /// Everybody whom the register lets in comes in at once.
    fn all_come(&self) {
        let register = self.register.lock();
        let mut rooms = self.lock();
        for ((_, seat), stay) in register.iter() {
            if let Some(room) = rooms.get_mut(&stay.room) {
                room.entry(seat.0.clone()).or_default().here = true;
            }
        }
    }

    fn call<'a>(
        &'a self,
        what: String,
        act: impl FnOnce(&mut BTreeMap<String, BTreeMap<String, One>>) -> Result<(), MediaError>
        + Send
        + 'a,
    ) -> Answer<'a> {
        async move {
            self.all_come();
            self.calls.lock().unwrap().push(what);
            let trouble = {
                let mut trouble = self.trouble.lock().unwrap();
                match trouble.as_mut() {
                    Some(later) if later.after > 0 => {
                        later.after -= 1;
                        None
                    }
                    Some(_) | None => trouble.take(),
                }
            };
            match trouble {
                None => act(&mut self.lock()),
                Some(trouble) => {
                    if trouble.done {
                        let _ = act(&mut self.lock());
                    }
                    if trouble.fails {
                        return Err(MediaError::Stopped);
                    }
                    std::future::pending().await
                }
            }
        }
        .boxed()
    }

    fn to_one<'a>(
        &'a self,
        what: &str,
        room: &'a str,
        identity: &'a str,
        act: impl FnOnce(&mut One) + Send + 'a,
    ) -> Answer<'a> {
        self.call(format!("{what} {identity}"), move |rooms| {
            let room = rooms.get_mut(room).ok_or(MediaError::NoRoom)?;
            act(room.entry(identity.to_owned()).or_default());
            Ok(())
        })
    }

    fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.calls.lock().unwrap())
    }
}

impl MediaPlane for Engine {
    fn create<'a>(&'a self, room: &'a str) -> Answer<'a> {
        self.call("create".to_owned(), move |rooms| {
            if rooms.contains_key(room) {
                return Err(MediaError::RoomExists);
            }
            rooms.insert(room.to_owned(), BTreeMap::new());
            Ok(())
        })
    }

    fn list<'a>(&'a self, _room: &'a str) -> Answer<'a, Vec<Listed>> {
        async { Ok(Vec::new()) }.boxed()
    }

    fn remove<'a>(&'a self, room: &'a str, identity: &'a str) -> Answer<'a> {
        self.to_one("remove", room, identity, |one| one.here = false)
    }

    fn move_away<'a>(&'a self, room: &'a str, identity: &'a str) -> Answer<'a> {
        self.to_one("move", room, identity, |one| one.here = false)
    }

    fn mute<'a>(&'a self, room: &'a str, identity: &'a str, _source: Source) -> Answer<'a> {
        self.to_one("mute", room, identity, |one| one.held = true)
    }

    fn release<'a>(&'a self, room: &'a str, identity: &'a str, _source: Source) -> Answer<'a> {
        self.to_one("release", room, identity, |one| one.held = false)
    }

    fn set_permissions<'a>(
        &'a self,
        room: &'a str,
        identity: &'a str,
        permissions: Permissions,
    ) -> Answer<'a> {
        self.to_one("permit", room, identity, move |one| {
            one.permissions = Some(permissions);
        })
    }

    fn end<'a>(&'a self, room: &'a str) -> Answer<'a> {
        self.call("end".to_owned(), move |rooms| {
            rooms.remove(room).map(|_| ()).ok_or(MediaError::NoRoom)
        })
    }
}

fn zones() -> (Zones, Arc<Engine>) {
    let engine = Arc::new(Engine::default());
    let zones = Zones::new(
        HearingId::new("h"),
        Arc::clone(&engine) as Arc<dyn MediaPlane>,
        Arc::clone(&engine.register),
    );
    (zones, engine)
}

/// A judge and a party, who is here and so.
fn hearing(judge: Zone, party: Zone, mute: Mute) -> Hearing {
    let mut seats = vec![
        Seat::new("judge", Role::PresidingJudge, Side::None, "一"),
        Seat::new("party", Role::Party, Side::None, "二"),
    ];
    seats[0].zone = judge;
    seats[1].zone = party;
    seats[1].mute = mute;
    Hearing {
        phase: Phase::InSession,
        seats,
        ..Hearing::default()
    }
}

fn in_court(mute: Mute) -> Hearing {
    hearing(Zone::Courtroom, Zone::Courtroom, mute)
}

#[tokio::test]
async fn who_is_muted_stays_so_until_the_hearing_says_free() {
    let (mut zones, engine) = zones();
    assert!(zones.obey(&in_court(Mute::Free)).await);
    engine.calls();
    assert!(zones.obey(&in_court(Mute::Muted)).await);
    assert_eq!(engine.calls(), ["mute party"]);
    // Muted once more: it never was otherwise.
    assert!(zones.obey(&in_court(Mute::Muted)).await);
    assert!(engine.calls().is_empty());
    assert!(zones.obey(&in_court(Mute::Free)).await);
    assert_eq!(engine.calls(), ["release party"]);
    assert!(zones.obey(&in_court(Mute::Locked)).await);
    assert_eq!(engine.calls(), ["mute party", "permit party"]);
    assert!(zones.obey(&in_court(Mute::Free)).await);
    assert_eq!(engine.calls(), ["permit party", "release party"]);
}

#[tokio::test]
async fn who_is_muted_is_so_in_the_next_room_before_its_door_opens() {
    let (mut zones, engine) = zones();
    assert!(zones.obey(&in_court(Mute::Muted)).await);
    let calls = engine.calls();
    let at = |what: &str| calls.iter().position(|call| call == what);
    assert!(at("mute party").is_some() && at("mute party") < at("permit party"));
    let side_room = Zone::SideRoom(Side::Plaintiff);
    let apart = hearing(Zone::Courtroom, side_room, Mute::Muted);
    assert!(zones.obey(&apart).await);
    let calls = engine.calls();
    assert!(calls.contains(&"move party".to_owned()), "{calls:?}");
    assert!(calls.contains(&"mute party".to_owned()), "{calls:?}");
}

/// What must hold after all was obeyed: everybody is where he is to be, as he is to be, and nowhere else.
fn follows(engine: &Engine, hearing: &Hearing) -> Result<(), String> {
    engine.all_come();
    let wanted = standing::all(hearing);
    let rooms = engine.lock().clone();
    let used: BTreeSet<&Zone> = wanted.values().map(|w| &w.zone).collect();
    if rooms.len() != used.len() {
        return Err(format!("{} rooms are open", rooms.len()));
    }
    for seat in &hearing.seats {
        let here: Vec<&One> = rooms
            .values()
            .filter_map(|room| room.get(seat.id.as_str()))
            .filter(|one| one.here)
            .collect();
        let wanted: Vec<One> = wanted
            .get(&seat.id)
            .map(|w| One {
                held: w.is_held(),
                permissions: Some(w.permissions),
                here: true,
            })
            .into_iter()
            .collect();
        if here != wanted.iter().collect::<Vec<_>>() {
            return Err(format!("{}: {here:?}, not {wanted:?}", seat.id));
        }
    }
    Ok(())
}

#[tokio::test]
async fn whatever_was_cut_off_is_made_good() {
    let side_room = || Zone::SideRoom(Side::Plaintiff);
    let states = [
        in_court(Mute::Free),
        in_court(Mute::Muted),
        in_court(Mute::Locked),
        hearing(Zone::Courtroom, side_room(), Mute::Muted),
        hearing(Zone::Deliberation, side_room(), Mute::Free),
        hearing(Zone::Courtroom, Zone::Lobby, Mute::Free),
    ];
    for (a, before) in states.iter().enumerate() {
        for (b, cut_off) in states.iter().enumerate() {
            for (c, after) in states.iter().enumerate() {
                for trouble in troubles() {
                    let (mut zones, engine) = zones();
                    assert!(zones.obey(before).await);
                    assert_eq!(follows(&engine, before), Ok(()));
                    *engine.trouble.lock().unwrap() = Some(trouble);
                    // Nothing here takes time: what is not done at once hangs, and is dropped.
                    let done = zones.obey(cut_off).now_or_never();
                    let trouble_came = engine.trouble.lock().unwrap().take().is_none();
                    assert_eq!(done == Some(true), !trouble_came);
                    // A failure may leave something for one time more.
                    let done = zones.obey(after).await || zones.obey(after).await;
                    assert!(done, "{a} {b} {c} {trouble:?}");
                    let found = follows(&engine, after);
                    assert_eq!(found, Ok(()), "{a} {b} {c} {trouble:?}");
                    engine.calls();
                    assert!(zones.obey(after).await);
                    assert!(engine.calls().is_empty(), "nothing is done twice");
                }
            }
        }
    }
}

fn troubles() -> impl Iterator<Item = Trouble> {
    (0..12).flat_map(|after| {
        [(false, false), (false, true), (true, false), (true, true)].map(|(fails, done)| Trouble {
            after,
            fails,
            done,
        })
    })
}
