//! The test as it stands: what was found so far, what is asked, and what comes next.

use gloo::timers::callback::{Interval, Timeout};
use hearing::check_in::{DeviceFindings, Light, Transport};
use leptos::html::Video;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::line;
use super::rig::Devices;
use super::this_browser::ThisBrowser;
use super::trouble::{DeviceTrouble, Finding};
use crate::media::{Chosen, DeviceKind};
use crate::session::Session;

/// As loud as a voice at arm's length (root mean square, 0 to 1), for this many tenths of a second.
const VOICE: f64 = 0.012;
const VOICE_TENTHS: u32 = 3;
/// How long is recorded once a voice is heard (ms).
const SENTENCE: u32 = 3_000;
/// So long without a sound, and the remedies are shown (ms).
const SILENCE: u32 = 9_000;
/// How often the light is looked at (ms). The first pictures of a camera are dark: it has to find the light.
const LOOK: u32 = 1_500;
/// A line takes ten seconds to measure; after so long a press begins anew, and after the second what is not measured yet
/// will not be (ms).
const MEASURED: f64 = 15_000.0;
const UNMEASURED: u32 = 45_000;

/// What has become of the sentence that is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// The microphone is not open yet.
    Opening,
    /// Nobody has spoken yet.
    Awaited,
    Recording,
    Playing,
    /// Played, or to be played again
    Kept,
    /// This browser cannot record: the level has to do.
    Unrecorded,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tones {
    /// The microphone comes first.
    Later,
    Playing,
    Played,
}

/// A context of its own.
#[derive(Clone, Copy)]
pub struct Bench {
    session: Session,
    pub here: ThisBrowser,
    pub camera: RwSignal<Finding>,
    pub light: RwSignal<Option<Light>>,
    pub microphone: RwSignal<Finding>,
    /// Loudness now, 0 to 1
    pub level: RwSignal<f64>,
    pub words: RwSignal<Words>,
    pub heard_self: RwSignal<Option<bool>>,
    pub speaker: RwSignal<Finding>,
    pub tones: RwSignal<Tones>,
    pub network: RwSignal<Finding>,
    pub line: RwSignal<DeviceFindings>,
    /// What there is to choose from: kind, identifier, label.
    pub choices: RwSignal<Vec<(DeviceKind, String, String)>>,
    pub chosen: RwSignal<Chosen>,
    pub picture: NodeRef<Video>,
    /// Tenths of a second in which a voice was heard.
    spoken: RwSignal<u32>,
    /// Counts the beginnings, so that what comes late of an earlier one is known for what it is.
    turn: StoredValue<u32>,
    /// The same of the line, and when it began.
    line_turn: StoredValue<(u32, f64)>,
    devices: Devices,
}

impl Bench {
    pub fn new(session: Session) -> Self {
        let finding = || RwSignal::new(Finding::Untested);
        let (level, spoken) = (RwSignal::new(0.0), RwSignal::new(0));
        let choices = RwSignal::new(Vec::new());
        let (camera, microphone) = (finding(), finding());
        let words = RwSignal::new(Words::Awaited);
        let asked = move || {
            let trouble = Finding::Trouble(DeviceTrouble::Asked);
            if camera.try_get_untracked() == Some(Finding::Testing) {
                camera.set(trouble);
            }
            let opening = words.try_get_untracked() == Some(Words::Opening);
            if opening && microphone.try_get_untracked() == Some(Finding::Testing) {
                microphone.set(trouble);
            }
        };
        let heard = move |loudness| {
            level.try_set(loudness);
            if loudness > VOICE {
                spoken.try_update(|tenths| *tenths += 1);
            }
        };
        let bench = Self {
            session,
            here: ThisBrowser::here(),
            camera,
            light: RwSignal::new(None),
            microphone,
            level,
            words,
            heard_self: RwSignal::new(None),
            speaker: finding(),
            tones: RwSignal::new(Tones::Later),
            network: finding(),
            line: RwSignal::new(DeviceFindings::default()),
            choices,
            chosen: RwSignal::new(Chosen::kept()),
            picture: NodeRef::new(),
            spoken,
            turn: StoredValue::new(0),
            line_turn: StoredValue::new((0, 0.0)),
            devices: Devices::new(heard, move |found| _ = choices.try_set(found), asked),
        };
        let voice = Memo::new(move |_| spoken.get() >= VOICE_TENTHS);
        Effect::new(move |_| {
            if voice.get() && bench.words.get() == Words::Awaited {
                bench.take_words();
            }
        });
        bench.look_at_light();
        bench
    }

    pub fn is_started(self) -> bool {
        self.network.get() != Finding::Untested
    }

    /// Whether the microphone or the person listens: no other voice may be heard meanwhile.
    pub fn needs_quiet(self) -> bool {
        let speaks = match self.words.get() {
            Words::Awaited | Words::Recording | Words::Playing => true,
            Words::Opening | Words::Kept | Words::Unrecorded => false,
        };
        let tests = self.is_started() && self.microphone.get() == Finding::Testing;
        tests && speaks || self.tones.get() == Tones::Playing
    }

    pub fn all_work(self) -> bool {
        [self.camera, self.microphone, self.speaker, self.network]
            .iter()
            .all(|f| f.get() == Finding::Works)
    }

    pub fn any_trouble(self) -> bool {
        [self.camera, self.microphone, self.speaker, self.network]
            .iter()
            .any(|f| match f.get() {
                Finding::Trouble(_) => true,
                Finding::Untested | Finding::Testing | Finding::Works => false,
            })
    }

    /// What goes on record.
    pub fn findings(self) -> DeviceFindings {
        DeviceFindings {
            camera: self.camera.get_untracked().state(),
            microphone: self.microphone.get_untracked().state(),
            speaker: self.speaker.get_untracked().state(),
            light: self.light.get_untracked(),
            heard_self: self.heard_self.get_untracked(),
            browser: Some(self.here.browser),
            system: Some(self.here.system),
            ..self.found_of_line()
        }
    }

    /// Where nothing was answered no way of pictures was open either: a report without it would look like no test at all.
    fn found_of_line(self) -> DeviceFindings {
        let line = self.line.get_untracked();
        let unreachable =
            self.network.get_untracked() == Finding::Trouble(DeviceTrouble::Unreachable);
        DeviceFindings {
            transport: line.transport.or(unreachable.then_some(Transport::Blocked)),
            ..line
        }
    }

    /// Everything from the beginning.
    pub fn start(self) {
        let turn = self.begin();
        self.camera.set(Finding::Testing);
        self.light.set(None);
        self.speaker.set(Finding::Testing);
        self.tones.set(Tones::Later);
        self.await_words();
        let chosen = self.chosen.get_untracked();
        spawn_local(async move {
            let picture = self.picture.get_untracked();
            let [camera, microphone] = self.devices.open(&chosen, picture).await;
            if self.is_over(turn) {
                return;
            }
            self.camera.set(Finding::of(camera));
            self.hear(microphone);
        });
        self.measure();
    }

    /// The line alone; once at a time, unless one takes too long.
    pub fn measure(self) {
        let now = js_sys::Date::now();
        let (turn, began) = self.line_turn.get_value();
        if self.network.get_untracked() == Finding::Testing && now - began < MEASURED {
            return;
        }
        let turn = turn + 1;
        self.line_turn.set_value((turn, now));
        self.network.set(Finding::Testing);
        self.line.set(DeviceFindings::default());
        let is_over = move || {
            self.line_turn
                .try_get_value()
                .is_none_or(|(now, _)| now != turn)
        };
        spawn_local(async move {
            let found = line::measure(self.session).await;
            if !is_over() {
                self.settle_line(found);
            }
        });
        Timeout::new(UNMEASURED, move || {
            if !is_over() && self.network.get_untracked() == Finding::Testing {
                self.line_turn.set_value((turn + 1, now));
                self.network
                    .set(Finding::Trouble(DeviceTrouble::Unmeasured));
            }
        })
        .forget();
    }

    fn settle_line(self, found: DeviceFindings) {
        self.network.set(Finding::of_line(&found));
        self.line.set(found);
    }

    /// Another device of one kind; it is kept for the courtroom, too.
    pub fn choose(self, kind: DeviceKind, id: String) {
        self.chosen.update(|chosen| chosen.choose(kind, id.clone()));
        let turn = self.begin();
        match kind {
            DeviceKind::Camera => self.camera.set(Finding::Testing),
            DeviceKind::Microphone => self.await_words(),
            DeviceKind::Speaker => self.speaker.set(Finding::Testing),
        }
        spawn_local(async move {
            let picture = self.picture.get_untracked();
            let trouble = self.devices.change(kind, &id, picture).await;
            if self.is_over(turn) {
                return;
            }
            match kind {
                DeviceKind::Camera => self.camera.set(Finding::of(trouble)),
                DeviceKind::Microphone => self.hear(trouble),
                DeviceKind::Speaker => self.play_tones(),
            }
        });
    }

    fn begin(self) -> u32 {
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    fn is_over(self, turn: u32) -> bool {
        self.turn.try_get_value() != Some(turn)
    }

    fn await_words(self) {
        self.microphone.set(Finding::Testing);
        self.heard_self.set(None);
        self.words.set(Words::Opening);
        self.level.set(0.0);
        self.spoken.set(0);
    }

    /// Whether the browser asks the person, so that nothing can be tried before he answers.
    pub fn is_asking(self) -> bool {
        self.camera.get() == Finding::Trouble(DeviceTrouble::Asked)
    }

    /// The microphone is open, or is not: then the tones are next.
    fn hear(self, trouble: Option<DeviceTrouble>) {
        if let Some(trouble) = trouble {
            self.settle_microphone(Finding::Trouble(trouble));
            return;
        }
        self.microphone.set(Finding::Testing);
        self.words.set(Words::Awaited);
        let turn = self.turn.get_value();
        Timeout::new(SILENCE, move || {
            if !self.is_over(turn) && self.words.get_untracked() == Words::Awaited {
                self.settle_microphone(Finding::Trouble(DeviceTrouble::Silent));
            }
        })
        .forget();
    }

    fn settle_microphone(self, finding: Finding) {
        self.microphone.set(finding);
        if self.tones.get_untracked() == Tones::Later {
            self.play_tones();
        }
    }

    /// Somebody speaks: it is recorded for a while, then played back to him.
    fn take_words(self) {
        let turn = self.turn.get_value();
        self.words.set(Words::Recording);
        self.microphone.set(Finding::Testing);
        spawn_local(async move {
            let recorded = self.devices.words(SENTENCE).await;
            if self.is_over(turn) {
                return;
            }
            if recorded {
                self.replay();
            } else {
                self.words.set(Words::Unrecorded);
                self.settle_microphone(Finding::Works);
            }
        });
    }

    /// Asks again, too.
    pub fn replay(self) {
        let turn = self.turn.get_value();
        self.heard_self.set(None);
        if self.microphone.get_untracked() == Finding::Works {
            self.microphone.set(Finding::Testing);
        }
        self.words.set(Words::Playing);
        spawn_local(async move {
            let played = self.devices.replay().await;
            if self.is_over(turn) || self.words.get_untracked() != Words::Playing {
                return;
            }
            match played {
                Ok(()) => self.words.set(Words::Kept),
                // Nothing to hear it by: the level has to do, and the speaker says what is wrong.
                Err(_) => {
                    self.words.set(Words::Unrecorded);
                    self.settle_microphone(Finding::Works);
                }
            }
        });
    }

    pub fn answer_self(self, heard: bool) {
        self.heard_self.set(Some(heard));
        self.words.set(Words::Kept);
        self.settle_microphone(if heard {
            Finding::Works
        } else {
            Finding::Trouble(DeviceTrouble::NotHeardSelf)
        });
    }

    /// Asks again, too.
    pub fn play_tones(self) {
        if self.speaker.get_untracked() == Finding::Works {
            self.speaker.set(Finding::Testing);
        }
        self.tones.set(Tones::Playing);
        spawn_local(async move {
            let played = self.devices.tones().await;
            self.tones.try_set(Tones::Played);
            if let Err(trouble) = played {
                self.speaker.try_set(Finding::Trouble(trouble));
            }
        });
    }

    pub fn answer_tones(self, heard: bool) {
        self.speaker.set(if heard {
            Finding::Works
        } else {
            Finding::Trouble(DeviceTrouble::NotHeard)
        });
    }

    /// Again and again: whoever turns on a lamp sees that it helps.
    fn look_at_light(self) {
        let looking = Interval::new(LOOK, move || {
            if self.camera.try_get_untracked() != Some(Finding::Works) {
                return;
            }
            let picture = self.picture.try_get_untracked().flatten();
            if let Some(light) = picture.and_then(|picture| self.devices.light(&picture))
                && self.light.try_get_untracked() != Some(Some(light))
            {
                self.light.try_set(Some(light));
            }
        });
        let looking = StoredValue::new_local(Some(looking));
        on_cleanup(move || {
            if let Some(looking) = looking.try_update_value(Option::take).flatten() {
                looking.cancel();
            }
        });
    }
}
