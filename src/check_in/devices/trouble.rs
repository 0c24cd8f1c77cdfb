//! Why a device, or the line to the court, does not do its work, as the app has remedies for.

use hearing::check_in::{DeviceFindings, DeviceState, LineGrade};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceTrouble {
    /// The person, now or some other day, does not let the page have it.
    Denied,
    /// He is being asked, and has not answered yet.
    Asked,
    /// He was asked, and closed the question without an answer.
    Dismissed,
    /// The system lets this browser have none.
    DeniedBySystem,
    /// There is none.
    Missing,
    /// Another program holds it, or it does not start.
    Taken,
    /// It is allowed, and gives no answer.
    Stuck,
    /// This browser has no way to it: too old, or inside another app.
    Unsupported,
    /// The page did not come over a safe line.
    Insecure,
    /// The microphone is there and hears nothing.
    Silent,
    /// The person did not hear his own words.
    NotHeardSelf,
    /// The person did not hear the tones.
    NotHeard,
    /// The court cannot be reached.
    Unreachable,
    /// The court is reached, its media are not.
    Blocked,
    /// Good for voices, not for pictures.
    SoundOnly,
    TooSlow,
    /// The court is reached and has no room for a test just now.
    Unmeasured,
}

impl DeviceTrouble {
    #[cfg(test)]
    pub const ALL: [Self; 17] = [
        Self::Denied,
        Self::Asked,
        Self::Dismissed,
        Self::DeniedBySystem,
        Self::Missing,
        Self::Taken,
        Self::Stuck,
        Self::Unsupported,
        Self::Insecure,
        Self::Silent,
        Self::NotHeardSelf,
        Self::NotHeard,
        Self::Unreachable,
        Self::Blocked,
        Self::SoundOnly,
        Self::TooSlow,
        Self::Unmeasured,
    ];

    /// Whether it lies with the page or the browser, and so with all devices alike.
    pub fn is_of_the_page(self) -> bool {
        match self {
            Self::Denied | Self::Asked | Self::Dismissed | Self::Unsupported | Self::Insecure => {
                true
            }
            Self::DeniedBySystem
            | Self::Missing
            | Self::Taken
            | Self::Stuck
            | Self::Silent
            | Self::NotHeardSelf
            | Self::NotHeard
            | Self::Unreachable
            | Self::Blocked
            | Self::SoundOnly
            | Self::TooSlow
            | Self::Unmeasured => false,
        }
    }

    /// From the name of the error that the browser gave; none for no error.
    pub fn named(error: &str) -> Option<Self> {
        match error {
            "" => None,
            "NotAllowedError" | "SecurityError" => Some(Self::Denied),
            "Dismissed" => Some(Self::Dismissed),
            "DeniedBySystem" => Some(Self::DeniedBySystem),
            "NotFoundError" | "OverconstrainedError" => Some(Self::Missing),
            "Stuck" => Some(Self::Stuck),
            "Insecure" => Some(Self::Insecure),
            "Unsupported" | "TypeError" => Some(Self::Unsupported),
            _ => Some(Self::Taken),
        }
    }
}

/// What a report says of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineNews {
    Grade(LineGrade),
    /// Neither pages nor pictures came through while it was tested.
    Unreachable,
    /// The court was reached, the line was not measured.
    Unmeasured,
    Untested,
}

impl LineNews {
    pub fn of(found: &DeviceFindings) -> Self {
        match (found.line(), found.latency_ms) {
            (Some(LineGrade::NoMedia), None) => Self::Unreachable,
            (Some(grade), _) => Self::Grade(grade),
            (None, Some(_)) => Self::Unmeasured,
            (None, None) => Self::Untested,
        }
    }
}

/// What is known of one device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    Untested,
    Testing,
    Works,
    Trouble(DeviceTrouble),
}

impl Finding {
    pub fn of(trouble: Option<DeviceTrouble>) -> Self {
        trouble.map_or(Finding::Works, Finding::Trouble)
    }

    /// Of a line that was measured.
    pub fn of_line(found: &DeviceFindings) -> Self {
        match found.line() {
            Some(LineGrade::PictureAndSound) => Finding::Works,
            Some(LineGrade::SoundOnly) => Finding::Trouble(DeviceTrouble::SoundOnly),
            Some(LineGrade::TooSlow) => Finding::Trouble(DeviceTrouble::TooSlow),
            Some(LineGrade::NoMedia) => Finding::Trouble(DeviceTrouble::Blocked),
            None if found.latency_ms.is_some() => Finding::Trouble(DeviceTrouble::Unmeasured),
            None => Finding::Trouble(DeviceTrouble::Unreachable),
        }
    }

    pub fn state(self) -> DeviceState {
        match self {
            // It hears; whether one hears oneself hangs on the loudspeaker as well, and stands on record beside it.
            Finding::Works | Finding::Trouble(DeviceTrouble::NotHeardSelf) => DeviceState::Works,
            // What the browser still asks for was not tried.
            Finding::Trouble(DeviceTrouble::Asked) => DeviceState::Skipped,
            Finding::Trouble(_) => DeviceState::Fails,
            Finding::Untested | Finding::Testing => DeviceState::Skipped,
        }
    }
}
