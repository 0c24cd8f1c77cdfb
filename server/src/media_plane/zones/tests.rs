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
    tapped: Mutex<BTreeSet<String>>,
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

    fn record<'a>(&'a self, room: &'a str, tap: Option<kaiting_media::Tap>) -> Answer<'a> {
        let what = if tap.is_some() { "tap" } else { "untap" };
        self.call(what.to_owned(), move |rooms| {
            if !rooms.contains_key(room) {
                return Err(MediaError::NoRoom);
            }
            let mut tapped = self.tapped.lock().unwrap();
            match &tap {
                Some(_) => tapped.insert(room.to_owned()),
                None => tapped.remove(room),
            };
            Ok(())
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
        None,
        None,
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

/// With a recorder that writes into a folder of the test's own.
fn recording_zones(folder: &std::path::Path) -> (Zones, Arc<Engine>) {
    let engine = Arc::new(Engine::default());
    let settings = kaiting_recorder::Settings {
        folder: folder.to_owned(),
        title: "h".into(),
        reserve: 0,
    };
    let recorder = Recorder::start(settings, Arc::new(|_| {})).unwrap();
    let zones = Zones::new(
        HearingId::new("h"),
        Arc::clone(&engine) as Arc<dyn MediaPlane>,
        Arc::clone(&engine.register),
        Some(recorder),
        None,
    );
    (zones, engine)
}

fn recorded(mut hearing: Hearing) -> Hearing {
    hearing.recording = hearing::Recording::On;
    hearing
}

/// The rooms that are tapped, by who is in them.
fn tapped(engine: &Engine) -> Vec<Vec<String>> {
    engine.all_come();
    let rooms = engine.lock();
    let tapped = engine.tapped.lock().unwrap();
    let here = |room: &BTreeMap<String, One>| {
        let here = room.iter().filter(|(_, one)| one.here);
        here.map(|(seat, _)| seat.clone()).collect()
    };
    let open = rooms.iter().filter(|(name, _)| tapped.contains(*name));
    open.map(|(_, room)| here(room)).collect()
}

#[tokio::test]
async fn the_courtroom_is_tapped_while_the_hearing_says_so_and_no_other_room_ever() {
    let folder = tempfile::tempdir().unwrap();
    let side_room = || Zone::SideRoom(Side::Plaintiff);
    let (mut zones, engine) = recording_zones(folder.path());
    assert!(zones.obey(&in_court(Mute::Free)).await);
    assert!(tapped(&engine).is_empty(), "not opened yet");
    assert!(zones.obey(&recorded(in_court(Mute::Free))).await);
    assert_eq!(tapped(&engine), [["judge", "party"]]);
    // Who goes apart leaves the tap behind.
    let apart = hearing(Zone::Courtroom, side_room(), Mute::Free);
    assert!(zones.obey(&recorded(apart)).await);
    assert_eq!(tapped(&engine), [["judge"]]);
    // Paused: nothing, before anybody is moved.
    engine.calls();
    let deliberates = hearing(Zone::Deliberation, side_room(), Mute::Free);
    assert!(zones.obey(&deliberates).await);
    assert!(tapped(&engine).is_empty());
    let calls = engine.calls();
    assert_eq!(
        calls.first().map(String::as_str),
        Some("untap"),
        "{calls:?}"
    );
    // Ordered, and nobody in the courtroom: there is no room to be tapped.
    let empty = hearing(Zone::Deliberation, side_room(), Mute::Free);
    assert!(zones.obey(&recorded(empty)).await);
    assert!(tapped(&engine).is_empty());
    assert!(zones.obey(&recorded(in_court(Mute::Free))).await);
    assert_eq!(tapped(&engine), [["judge", "party"]]);
}

#[tokio::test]
async fn a_tap_that_was_cut_off_is_hung_or_taken_away_at_last() {
    let folder = tempfile::tempdir().unwrap();
    for (before, after) in [(false, true), (true, false)] {
        for trouble in troubles() {
            let (mut zones, engine) = recording_zones(folder.path());
            let state = |on: bool| {
                let hearing = in_court(Mute::Free);
                if on { recorded(hearing) } else { hearing }
            };
            assert!(zones.obey(&state(before)).await);
            *engine.trouble.lock().unwrap() = Some(trouble);
            let _ = zones.obey(&state(after)).now_or_never();
            engine.trouble.lock().unwrap().take();
            assert!(zones.obey(&state(after)).await || zones.obey(&state(after)).await);
            assert_eq!(tapped(&engine).len(), usize::from(after), "{trouble:?}");
        }
    }
}

fn listening_zones(recorder: Option<Recorder>) -> (Zones, Arc<Engine>, Ear) {
    let engine = Arc::new(Engine::default());
    let ear = Ear::open().unwrap();
    let zones = Zones::new(
        HearingId::new("h"),
        Arc::clone(&engine) as Arc<dyn MediaPlane>,
        Arc::clone(&engine.register),
        recorder,
        Some(ear.clone()),
    );
    (zones, engine, ear)
}

fn hears(ear: &Ear) -> Vec<&'static str> {
    let seats = ["judge", "party"];
    let heard = seats
        .into_iter()
        .filter(|s| ear.is_allowed(&SeatId::new(*s)));
    heard.collect()
}

#[tokio::test]
async fn a_machine_hears_the_courtroom_in_session_and_no_other_room_ever() {
    let side_room = || Zone::SideRoom(Side::Plaintiff);
    let (mut zones, engine, ear) = listening_zones(None);
    let mut before = in_court(Mute::Free);
    before.phase = Phase::Before;
    assert!(zones.obey(&before).await);
    assert!(tapped(&engine).is_empty() && hears(&ear).is_empty());
    assert!(zones.obey(&in_court(Mute::Free)).await);
    assert_eq!(tapped(&engine), [["judge", "party"]]);
    assert_eq!(hears(&ear), ["judge", "party"]);
    // The tap stays where it hangs; who is muted, or apart, is dropped at its end.
    for apart in [
        in_court(Mute::Muted),
        in_court(Mute::Locked),
        hearing(Zone::Courtroom, side_room(), Mute::Free),
        hearing(Zone::Courtroom, Zone::Deliberation, Mute::Free),
    ] {
        assert!(zones.obey(&apart).await);
        assert_eq!(hears(&ear), ["judge"]);
        assert_eq!(tapped(&engine).len(), 1);
    }
    for ground in [
        hearing::PauseGround::Adjournment,
        hearing::PauseGround::ClosedEvidence,
        hearing::PauseGround::UnsuitableMediation,
    ] {
        assert!(zones.obey(&in_court(Mute::Free)).await);
        let mut paused = in_court(Mute::Free);
        paused.recording = hearing::Recording::Paused(ground);
        engine.calls();
        assert!(zones.obey(&paused).await);
        assert!(tapped(&engine).is_empty() && hears(&ear).is_empty());
        assert_eq!(engine.calls(), ["untap"]);
    }
    // An engine that does not answer is not waited for: nobody is heard all the same.
    assert!(zones.obey(&in_court(Mute::Free)).await);
    *engine.trouble.lock().unwrap() = Some(Trouble {
        after: 0,
        fails: true,
        done: false,
    });
    let mut over = in_court(Mute::Free);
    over.phase = Phase::Adjourned;
    assert!(!zones.obey(&over).await);
    assert!(hears(&ear).is_empty());
}

#[tokio::test]
async fn what_a_machine_may_not_hear_is_recorded_all_the_same_in_one_piece() {
    let folder = tempfile::tempdir().unwrap();
    let settings = kaiting_recorder::Settings {
        folder: folder.path().to_owned(),
        title: "h".into(),
        reserve: 0,
    };
    let recorder = Recorder::start(settings, Arc::new(|_| {})).unwrap();
    let (mut zones, engine, ear) = listening_zones(Some(recorder));
    assert!(zones.obey(&in_court(Mute::Free)).await);
    assert!(zones.obey(&recorded(in_court(Mute::Free))).await);
    assert_eq!(
        engine.calls().iter().filter(|c| *c == "tap").count(),
        2,
        "anew, with the recorder"
    );
    let mut secured = recorded(in_court(Mute::Free));
    secured.secured.push(hearing::recording::Stretch {
        from: 1,
        until: None,
    });
    assert!(zones.obey(&secured).await);
    assert!(hears(&ear).is_empty(), "the court is among itself");
    assert!(zones.obey(&recorded(in_court(Mute::Free))).await);
    assert_eq!(hears(&ear), ["judge", "party"]);
    let calls = engine.calls();
    assert!(!calls.iter().any(|call| call.contains("tap")), "{calls:?}");
    assert_eq!(tapped(&engine), [["judge", "party"]]);
}
