//! Which camera, microphone and loudspeaker a person has chosen, kept by this browser: the device check and the courtroom
//! use the same.

use gloo::storage::{LocalStorage, Storage as _};
use serde::{Deserialize, Serialize};

const KEPT_AS: &str = "kaiting.devices";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    Camera,
    Microphone,
    Speaker,
}

impl DeviceKind {
    pub fn name(self) -> &'static str {
        match self {
            DeviceKind::Camera => "camera",
            DeviceKind::Microphone => "microphone",
            DeviceKind::Speaker => "speaker",
        }
    }
}

/// The browser's names of the devices; empty for whichever it takes by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    pub camera: String,
    pub microphone: String,
    pub speaker: String,
    /// The others are heard and not seen: it saves what a phone's line costs.
    #[serde(default)]
    pub sound_only: bool,
}

impl Chosen {
    pub fn kept() -> Self {
        LocalStorage::get(KEPT_AS).unwrap_or_default()
    }

    pub fn of(&self, kind: DeviceKind) -> &str {
        match kind {
            DeviceKind::Camera => &self.camera,
            DeviceKind::Microphone => &self.microphone,
            DeviceKind::Speaker => &self.speaker,
        }
    }

    pub fn choose(&mut self, kind: DeviceKind, id: String) {
        match kind {
            DeviceKind::Camera => self.camera = id,
            DeviceKind::Microphone => self.microphone = id,
            DeviceKind::Speaker => self.speaker = id,
        }
        self.keep();
    }

    pub fn hear_only(&mut self, only: bool) {
        self.sound_only = only;
        self.keep();
    }

    fn keep(&self) {
        if LocalStorage::set(KEPT_AS, self).is_err() {
            gloo::console::warn!("this browser keeps no choice of devices");
        }
    }
}
