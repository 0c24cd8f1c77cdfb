//! 离线、离席与退庭 (R24, R25), and who has to be seen and heard (R23): what was seen of it, what the person was told, what
//! he says himself, and what the court has found. The machine keeps times and names no cause.

use crate::fact::LossCause;
use crate::finding::{AbsenceFinding, Found};
use crate::{
    Actor, Admonition, Event, Grant, Happening, Hearing, Millis, Mute, Phase, Role, Seat, SeatId,
    Zone,
};
use serde::{Deserialize, Serialize};

/// What the court has set for itself; no law names a number (R98: 本院设置，非法律规定).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AbsenceSettings {
    /// How long somebody has been away when he is prompted first, and after each prompt until the next.
    pub prompts_ms: Vec<Millis>,
    /// How long a device that has to be on may be off before it is an event.
    pub devices_ms: Millis,
}

impl Default for AbsenceSettings {
    fn default() -> Self {
        Self {
            prompts_ms: vec![8_000, 60_000],
            devices_ms: 30_000,
        }
    }
}

/// One time that a person was away, or could not be seen or heard: from the first signal until none stands any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Absence {
    /// Names it: of one seat no two begin together.
    pub from: Millis,
    pub until: Option<Millis>,
    /// What was seen first.
    pub cause: LossCause,
    #[serde(default)]
    pub signals: Vec<Signal>,
    #[serde(default)]
    pub prompts: Vec<Prompt>,
    #[serde(default)]
    pub account: Option<Account>,
    #[serde(default)]
    pub returns: Vec<Return>,
    pub finding: Option<AbsenceFinding>,
    #[serde(default)]
    pub found: Option<Found>,
}

/// One thing that was seen, by the system or by the person's own browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    pub what: LossCause,
    pub at: Millis,
    /// When it was by the browser's own clock, where the browser reported it.
    pub said_at: Option<Millis>,
    pub ended: Option<Millis>,
    /// The line before it broke.
    pub line: Option<LineTrace>,
}

/// How the hearing line did in the last minute before it was lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineTrace {
    /// How long before the loss anything was heard last (ms).
    pub silent_ms: u64,
    /// How long each beat took there and back (ms), the oldest first.
    pub round_trips_ms: Vec<u32>,
    /// Beats that were sent after the last one that was answered.
    pub unanswered: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prompt {
    pub at: Millis,
    pub by: Actor,
    pub kind: PromptKind,
    /// When the person's device had it on its screen.
    pub reached: Option<Millis>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromptKind {
    /// 提示
    Reminder,
    /// 警告
    Warning,
}

/// What the person himself says it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub what: OwnAccount,
    pub words: String,
    pub at: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnAccount {
    Network,
    Device,
    Power,
    Other,
}

impl OwnAccount {
    pub const ALL: [OwnAccount; 4] = [
        OwnAccount::Network,
        OwnAccount::Device,
        OwnAccount::Power,
        OwnAccount::Other,
    ];
}

/// What the browser knows of the way back: its own word, not the court's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Return {
    pub at: Millis,
    /// How often it tried.
    pub tries: u32,
    /// Whether the browser itself held that it had no network.
    pub offline: bool,
    /// Since when by its own clock; none where the page was opened anew.
    pub since: Option<Millis>,
}

/// What a person's own browser reports of him.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnSignal {
    /// The page is covered: another app, another tab, the screen off.
    PageHidden,
    CameraLost,
    MicrophoneLost,
    /// He pressed the key to leave, and was told what that means.
    LeftByKey,
}

impl OwnSignal {
    pub fn cause(self) -> LossCause {
        match self {
            OwnSignal::PageHidden => LossCause::PageHidden,
            OwnSignal::CameraLost => LossCause::CameraLost,
            OwnSignal::MicrophoneLost => LossCause::MicrophoneLost,
            OwnSignal::LeftByKey => LossCause::LeftByKey,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyDevice {
    Camera,
    Microphone,
}

/// By leave of the court a camera is off (R23).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CameraLeave {
    pub at: Millis,
    pub reason: String,
}

impl LossCause {
    /// Whether the line is gone with it, so that it ends when the person is connected again.
    pub fn is_of_line(self) -> bool {
        match self {
            LossCause::PageClosed
            | LossCause::NetworkLost
            | LossCause::ServerRestarted
            | LossCause::LeftByKey => true,
            LossCause::PageHidden | LossCause::CameraLost | LossCause::MicrophoneLost => false,
        }
    }

    /// Whether the person is away with it, and not only a device of his.
    pub fn is_away(self) -> bool {
        self.is_of_line() || self == LossCause::PageHidden
    }

    /// Whether the person's own browser reported it; the rest the backend saw.
    pub fn is_reported(self) -> bool {
        match self {
            LossCause::PageHidden
            | LossCause::CameraLost
            | LossCause::MicrophoneLost
            | LossCause::LeftByKey => true,
            LossCause::PageClosed | LossCause::NetworkLost | LossCause::ServerRestarted => false,
        }
    }
}

impl Absence {
    pub(crate) fn begun(signal: Signal) -> Self {
        Self {
            from: signal.at,
            until: None,
            cause: signal.what,
            signals: vec![signal],
            prompts: Vec::new(),
            account: None,
            returns: Vec::new(),
            finding: None,
            found: None,
        }
    }

    pub fn standing(&self) -> impl Iterator<Item = &Signal> {
        self.signals.iter().filter(|s| s.ended.is_none())
    }

    pub fn is_open_with(&self, cause: LossCause) -> bool {
        self.standing().any(|s| s.what == cause)
    }

    /// Whether the person is away now, by what stands.
    pub fn is_away(&self) -> bool {
        self.standing().any(|s| s.what.is_away())
    }

    /// A glance at another window, back before anybody was told: on record, and nothing to decide.
    pub fn is_brief(&self) -> bool {
        let of_line = self.signals.iter().any(|s| s.what.is_of_line());
        self.until.is_some() && !of_line && self.prompts.is_empty()
    }

    pub fn wants_finding(&self) -> bool {
        self.finding.is_none() && !self.is_brief()
    }

    /// Back, after he was told: he says what it was, if the court has not found it already.
    pub fn asks_account(&self) -> bool {
        self.until.is_some()
            && !self.prompts.is_empty()
            && self.account.is_none()
            && self.finding.is_none()
    }
}

impl Seat {
    pub fn absence(&self, from: Millis) -> Option<&Absence> {
        self.absences.iter().find(|a| a.from == from)
    }

    /// The one that stands now.
    pub fn open_absence(&self) -> Option<&Absence> {
        self.absences.last().filter(|a| a.until.is_none())
    }

    /// Whether something of his own is covered or broken, by what his browser says.
    pub fn reports(&self, signal: OwnSignal) -> bool {
        self.absences.iter().any(|a| a.is_open_with(signal.cause()))
    }

    fn watched(&self) -> bool {
        // Who is heard in person is before the court's own eyes.
        (self.role.is_participant() || self.role.is_called()) && self.in_person().is_none()
    }
}

impl Hearing {
    /// Since when the hearing goes on without a break.
    fn session_since(&self) -> Millis {
        let breaks = self
            .incidents
            .iter()
            .filter(|i| i.what.is_adjournment())
            .filter_map(|i| i.until);
        breaks.chain(self.opened_at).max().unwrap_or(0)
    }

    /// Whether it matters to the hearing where this person is and what he shows: he takes part, and sits in the room.
    pub fn is_watched(&self, seat: &Seat) -> bool {
        self.phase == Phase::InSession
            && seat.watched()
            && seat.zone == Zone::Courtroom
            && seat.removed.is_none()
    }

    /// Who has to be seen now (R23, R12 24-25): who decides, who takes part, who is heard; not by leave of the court.
    pub fn must_be_seen(&self, seat: &Seat) -> bool {
        self.has_duties(seat) && seat.camera_leave.is_none()
    }

    /// The bench shows itself like everybody who takes part; only, where it looks is nobody's to watch.
    fn has_duties(&self, seat: &Seat) -> bool {
        self.phase == Phase::InSession
            && (seat.watched() || seat.role.is_bench())
            && seat.zone == Zone::Courtroom
            && seat.removed.is_none()
    }

    /// Who has to be heard now: who has the floor, and is not muted by the court.
    pub fn must_be_heard(&self, seat: &Seat) -> bool {
        self.has_duties(seat) && self.floor.as_ref() == Some(&seat.id) && seat.mute == Mute::Free
    }

    /// How often he was prompted or warned in this absence, by the system or by the court.
    pub fn told_in(&self, seat: &SeatId, absence: &Absence) -> usize {
        let during = |at: Millis| at >= absence.from && absence.until.is_none_or(|end| at <= end);
        let warned = self.incidents.iter().filter(|i| match &i.what {
            Happening::Admonished {
                seat: whom,
                measure,
                ..
            } => {
                let told = matches!(measure, Admonition::Reminder | Admonition::Warning);
                told && whom == seat && during(i.at)
            }
            Happening::Adjourned { .. }
            | Happening::RecordingPaused { .. }
            | Happening::RecordingGap { .. }
            | Happening::GuardOverridden { .. }
            | Happening::Sanctioned { .. }
            | Happening::DeviceOff { .. } => false,
        });
        absence.prompts.len() + warned.count()
    }

    pub(crate) fn device_off(&self, seat: &SeatId, device: DutyDevice) -> bool {
        self.incidents
            .iter()
            .any(|i| i.until.is_none() && i.what.is_device_off(seat, device))
    }

    /// What the clock brings by itself: prompts to who is away, devices that have been off too long.
    pub(crate) fn due(&self, now: Millis) -> Vec<Event> {
        let due = self.clock_events().filter(|(at, _)| *at <= now);
        due.map(|(_, mut event)| {
            // Sent now, however late the clock came.
            if let Event::AbsencePrompted { prompt, .. } = &mut event {
                prompt.at = now;
            }
            event
        })
        .collect()
    }

    /// When [`crate::Fact::Clock`] is to be stated next.
    pub fn next_due(&self) -> Option<Millis> {
        self.clock_events().map(|(at, _)| at).min()
    }

    fn clock_events(&self) -> impl Iterator<Item = (Millis, Event)> {
        let since = self.session_since();
        self.seats.iter().flat_map(move |seat| {
            let prompt = self.next_prompt(seat, since);
            prompt.into_iter().chain(self.duties(seat, since))
        })
    }

    fn next_prompt(&self, seat: &Seat, since: Millis) -> Option<(Millis, Event)> {
        let absence = seat.open_absence().filter(|a| a.finding.is_none())?;
        if !self.is_watched(seat) {
            return None;
        }
        let away = absence.standing().find(|s| s.what.is_away())?;
        let mut by_clock = absence.prompts.iter().filter(|p| p.by == Actor::System);
        let sent = by_clock.clone().count();
        let gap = self.absence_settings.prompts_ms.get(sent)?;
        let from = by_clock
            .next_back()
            .map_or(away.at, |last| last.at)
            .max(since);
        let at = from + gap;
        let prompt = Prompt {
            at,
            by: Actor::System,
            kind: absence.next_kind(),
            reached: None,
        };
        let event = Event::AbsencePrompted {
            seat: seat.id.clone(),
            from: absence.from,
            prompt,
        };
        Some((at, event))
    }

    fn duties(&self, seat: &Seat, since: Millis) -> impl Iterator<Item = (Millis, Event)> {
        let here = match seat.presence {
            crate::Presence::Here { since } => Some(since),
            crate::Presence::NeverHere | crate::Presence::Lost { .. } => None,
        };
        let begun = here.map(|here| here.max(since).max(seat.zone_since));
        let camera = self.must_be_seen(seat) && !seat.camera_on;
        let microphone = self.must_be_heard(seat) && !seat.microphone_on;
        let devices = [
            (DutyDevice::Camera, camera, seat.camera_since),
            (DutyDevice::Microphone, microphone, seat.microphone_since),
        ];
        devices
            .into_iter()
            .filter_map(move |(device, missed, off)| {
                let begun = begun.filter(|_| missed && !self.device_off(&seat.id, device))?;
                let event = Event::DeviceMissed {
                    seat: seat.id.clone(),
                    device,
                };
                Some((begun.max(off) + self.absence_settings.devices_ms, event))
            })
    }
}

impl Event {
    /// Whether it belongs to the file of this seat's absences, and of what it had to show and did not.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "what is not named is of another area"
    )]
    pub fn is_of_absence_of(&self, whom: &SeatId) -> bool {
        match self {
            Event::SeatConnected { seat }
            | Event::SeatDisconnected { seat, .. }
            | Event::SignalSeen { seat, .. }
            | Event::SignalOver { seat, .. }
            | Event::AbsencePrompted { seat, .. }
            | Event::PromptReached { seat, .. }
            | Event::ReturnReported { seat, .. }
            | Event::AbsenceAccounted { seat, .. }
            | Event::AbsenceClassified { seat, .. }
            | Event::CameraLeft { seat, .. }
            | Event::DeviceMissed { seat, .. }
            | Event::DevicesShown { seat, .. }
            | Event::Admonished { seat, .. } => seat == whom,
            Event::AbsenceSettingsMade { .. }
            | Event::HearingOpened
            | Event::Adjourned { .. }
            | Event::Resumed
            | Event::HearingClosed => true,
            _ => false,
        }
    }
}

impl Absence {
    /// The first is a prompt, what follows a warning (R12 25: 提示, 警告).
    pub(crate) fn next_kind(&self) -> PromptKind {
        if self.prompts.is_empty() {
            PromptKind::Reminder
        } else {
            PromptKind::Warning
        }
    }
}

/// Who may have the evidence of an absence as a file: who decides, and the clerk.
pub fn may_export_absences(role: Role) -> bool {
    crate::permitted(role, crate::Act::ExportAbsences) == Grant::Yes
}
