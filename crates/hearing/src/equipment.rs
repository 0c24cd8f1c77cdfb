//! 设备检测 (R7): what a person's devices and his line to the court can do, as he found it himself, perhaps days before.
//! The clerk reads it; nothing hangs on it but a word of advice.

use crate::Millis;
use serde::{Deserialize, Serialize};

/// What the courtroom sends of one person: two pictures of 360 and 180 lines and the voice, with their packets' heads.
pub const PICTURE_UP_KBPS: u32 = 750;
/// The pictures and voices of four others.
pub const PICTURE_DOWN_KBPS: u32 = 1_000;
/// A voice, each way, with room for the words of the record beside it.
pub const SOUND_KBPS: u32 = 100;
/// Beyond it people talk into each other's sentences: twice the one-way limit of ITU-T G.114 (milliseconds).
pub const PICTURE_LATENCY_MS: u32 = 800;
pub const SOUND_LATENCY_MS: u32 = 1_500;
/// Of a hundred packets; a picture stands still beyond it, a voice tears.
pub const PICTURE_LOSS_PERCENT: u8 = 8;
pub const SOUND_LOSS_PERCENT: u8 = 20;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceReport {
    #[serde(flatten)]
    pub found: DeviceFindings,
    pub at: Millis,
}

/// Which devices they were is not kept: a label may name its owner.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceFindings {
    pub camera: DeviceState,
    pub microphone: DeviceState,
    pub speaker: DeviceState,
    /// Round trip to the court in milliseconds, where measured
    pub latency_ms: Option<u32>,
    #[serde(default)]
    pub light: Option<Light>,
    /// Whether he heard his own words played back, as he says
    #[serde(default)]
    pub heard_self: Option<bool>,
    /// To the court, in thousands of bits a second
    #[serde(default)]
    pub up_kbps: Option<u32>,
    /// From the court, in thousands of bits a second
    #[serde(default)]
    pub down_kbps: Option<u32>,
    /// Of the packets of a test picture, those that never came
    #[serde(default)]
    pub loss_percent: Option<u8>,
    #[serde(default)]
    pub transport: Option<Transport>,
    #[serde(default)]
    pub browser: Option<Browser>,
    #[serde(default)]
    pub system: Option<System>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    Works,
    Fails,
    #[default]
    Skipped,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    Good,
    /// Too dark to know a face
    Dark,
    /// The light stands behind him
    Behind,
}

/// How pictures and voices come to the court.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    Udp,
    /// They come, later than they might where packets are lost.
    Tcp,
    /// The court is reached, its media are not: a firewall, as a rule.
    Blocked,
}

/// Families, as remedies differ by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Browser {
    Chrome,
    Edge,
    Firefox,
    Safari,
    /// 微信, 企业微信
    Wechat,
    Qq,
    Uc,
    Huawei,
    Xiaomi,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    Windows,
    MacOs,
    Linux,
    Android,
    Ios,
    HarmonyOs,
    Other,
}

/// What a line is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineGrade {
    NoMedia,
    TooSlow,
    SoundOnly,
    PictureAndSound,
}

impl DeviceFindings {
    /// By what was measured; none when nothing was.
    pub fn line(&self) -> Option<LineGrade> {
        match self.transport {
            Some(Transport::Blocked) => return Some(LineGrade::NoMedia),
            None if self.up_kbps.is_none() && self.down_kbps.is_none() => return None,
            Some(Transport::Udp | Transport::Tcp) | None => {}
        }
        let least = |kbps: Option<u32>, wanted| kbps.is_none_or(|kbps| kbps >= wanted);
        let carries = |up, down, latency, loss| {
            least(self.up_kbps, up)
                && least(self.down_kbps, down)
                && self.latency_ms.is_none_or(|ms| ms <= latency)
                && self.loss_percent.is_none_or(|percent| percent <= loss)
        };
        let picture = carries(
            PICTURE_UP_KBPS,
            PICTURE_DOWN_KBPS,
            PICTURE_LATENCY_MS,
            PICTURE_LOSS_PERCENT,
        );
        let sound = carries(SOUND_KBPS, SOUND_KBPS, SOUND_LATENCY_MS, SOUND_LOSS_PERCENT);
        Some(match (picture, sound) {
            (true, _) => LineGrade::PictureAndSound,
            (false, true) => LineGrade::SoundOnly,
            (false, false) => LineGrade::TooSlow,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> DeviceFindings {
        DeviceFindings {
            latency_ms: Some(40),
            up_kbps: Some(2_400),
            down_kbps: Some(18_000),
            loss_percent: Some(0),
            transport: Some(Transport::Udp),
            ..DeviceFindings::default()
        }
    }

    #[test]
    fn a_line_is_as_good_as_its_worst_figure() {
        type Spoil = fn(&mut DeviceFindings);
        let cases: [(Spoil, LineGrade); 8] = [
            (|_| {}, LineGrade::PictureAndSound),
            (
                |f| f.transport = Some(Transport::Tcp),
                LineGrade::PictureAndSound,
            ),
            (|f| f.up_kbps = Some(400), LineGrade::SoundOnly),
            (|f| f.down_kbps = Some(400), LineGrade::SoundOnly),
            (|f| f.loss_percent = Some(12), LineGrade::SoundOnly),
            (|f| f.latency_ms = Some(900), LineGrade::SoundOnly),
            (|f| f.up_kbps = Some(60), LineGrade::TooSlow),
            (
                |f| f.transport = Some(Transport::Blocked),
                LineGrade::NoMedia,
            ),
        ];
        for (nth, (spoil, grade)) in cases.into_iter().enumerate() {
            let mut found = good();
            spoil(&mut found);
            assert_eq!(found.line(), Some(grade), "case {nth}");
        }
    }

    #[test]
    fn what_was_not_measured_has_no_grade() {
        let found = DeviceFindings {
            latency_ms: Some(20),
            ..DeviceFindings::default()
        };
        assert_eq!(found.line(), None);
    }

    #[test]
    fn a_report_of_an_older_journal_is_read_and_a_stranger_word_is_not() {
        let old =
            r#"{"camera":"works","microphone":"works","speaker":"skipped","latency_ms":38,"at":5}"#;
        let report: DeviceReport = serde_json::from_str(old).unwrap();
        assert_eq!((report.found.latency_ms, report.at), (Some(38), 5));
        let again = serde_json::to_string(&report).unwrap();
        assert_eq!(
            serde_json::from_str::<DeviceReport>(&again).unwrap(),
            report
        );
        let label = r#"{"camera":"works","microphone":"works","speaker":"works","latency_ms":1,"label":"Camera of Zhou"}"#;
        assert!(serde_json::from_str::<DeviceFindings>(label).is_err());
    }
}
