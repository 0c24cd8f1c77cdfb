//! The two-pass protocol of the FunASR runtime: one socket for one voice. A line of JSON begins it, 16 kHz PCM follows in equal
//! pieces, another line ends it; what comes back is what is being said (appended) and, sentence by sentence, what was said.
//! Its servers differ in what they send; every field but the text is taken as it comes, or left.

use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Of one piece: 60 ms.
pub const FRAME: usize = 960;
pub const FRAME_MS: u64 = 60;
pub const RATE: u32 = 16_000;
/// What a hot word weighs, as the runtime's own examples have it.
const WEIGHT: u32 = 20;
/// Texts of a provider that are longer are none.
pub const LONGEST: usize = 64 * 1024;

/// Which of its two servers it is: they want hot words in different ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Flavour {
    #[default]
    Cpp,
    Python,
}

/// The first frame. Nothing in it says who speaks, or in what hearing.
pub fn begin(flavour: Flavour, hot_words: &[String]) -> String {
    let mut first = json!({
        "mode": "2pass",
        "wav_name": "voice",
        "wav_format": "pcm",
        "audio_fs": RATE,
        "is_speaking": true,
        "chunk_size": [5, 10, 5],
        "chunk_interval": 10,
        "encoder_chunk_look_back": 4,
        "decoder_chunk_look_back": 0,
        "itn": true,
    });
    match flavour {
        // A string that holds an object: another type ends that server.
        Flavour::Cpp => {
            let weights = hot_words.iter().map(|word| (word.clone(), WEIGHT.into()));
            let weights: Map<String, Value> = weights.collect();
            first["hotwords"] = Value::Object(weights).to_string().into();
        }
        // Some editions look for the one key and read the other.
        Flavour::Python => {
            let words = hot_words.join(" ");
            first["hotword"] = words.clone().into();
            first["hotwords"] = words.into();
        }
    }
    first.to_string()
}

/// The last frame; some servers wait for the one key, some for the other.
pub fn end() -> String {
    json!({ "is_speaking": false, "is_end": true }).to_string()
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Goes on from what it said before.
    Partial(String),
    /// In place of all that.
    Sentence {
        text: String,
        /// In ms of what was sent.
        span: Option<(u64, u64)>,
    },
    Nothing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub heard: Heard,
    /// Nothing more comes.
    pub last: bool,
    /// The same, of one of the two servers, once the end was said; the other says it of what is not finished.
    pub is_final: bool,
}

/// Not of this protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nonsense;

/// # Errors
/// `Nonsense`, which is not to be read.
pub fn reply(text: &str) -> Result<Reply, Nonsense> {
    if text.len() > LONGEST {
        return Err(Nonsense);
    }
    let Ok(Value::Object(fields)) = serde_json::from_str(text) else {
        return Err(Nonsense);
    };
    let flag = |name: &str| fields.get(name).and_then(Value::as_bool).unwrap_or(false);
    let words = match fields.get("text") {
        Some(Value::String(words)) => words.clone(),
        None | Some(Value::Null) => String::new(),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            return Err(Nonsense);
        }
    };
    // `is_final` means one thing in one server and its contrary in the other: the mode says what it is.
    let mode = fields.get("mode").and_then(Value::as_str);
    let heard = match mode {
        Some("2pass-offline" | "offline") => Heard::Sentence {
            text: words,
            span: fields.get("timestamp").and_then(span),
        },
        Some("2pass-online" | "online") => Heard::Partial(words),
        // Such as `ERROR. …`.
        Some(_) | None if !words.is_empty() => return Err(Nonsense),
        Some(_) | None => Heard::Nothing,
    };
    let is_final = flag("is_final");
    let last = flag("is_end") || (is_final && heard == Heard::Nothing);
    Ok(Reply {
        heard,
        last,
        is_final,
    })
}

/// `"[[100,200],[200,300]]"`: a string that holds a list, or the list itself.
fn span(value: &Value) -> Option<(u64, u64)> {
    let list: Vec<(u64, u64)> = match value {
        Value::String(text) => serde_json::from_str(text).ok()?,
        Value::Array(_) => Vec::deserialize(value).ok()?,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return None,
    };
    let (from, until) = (list.first()?.0, list.last()?.1);
    (from <= until).then_some((from, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_as_each_of_the_servers_wants_it() {
        let words = ["借条".to_owned(), "王建国".to_owned()];
        let cpp: Value = serde_json::from_str(&begin(Flavour::Cpp, &words)).unwrap();
        assert_eq!(cpp["mode"], "2pass");
        assert_eq!(cpp["chunk_size"], json!([5, 10, 5]));
        let weights: Value = serde_json::from_str(cpp["hotwords"].as_str().unwrap()).unwrap();
        assert_eq!(weights, json!({ "借条": 20, "王建国": 20 }));
        let python: Value = serde_json::from_str(&begin(Flavour::Python, &words)).unwrap();
        assert_eq!(python["hotword"], "借条 王建国");
        assert_eq!(python["hotwords"], "借条 王建国");
    }

    #[test]
    fn what_comes_back_is_known_by_its_mode() {
        let heard = |text: &str| reply(text).map(|reply| (reply.heard, reply.last));
        let partial = Heard::Partial("我只".to_owned());
        for inverted in ["true", "false"] {
            let text = format!(
                r#"{{"mode":"2pass-online","wav_name":"voice","text":"我只","is_final":{inverted}}}"#
            );
            assert_eq!(heard(&text), Ok((partial.clone(), false)));
        }
        let sentence = |span| Heard::Sentence {
            text: "我只收到十八万。".to_owned(),
            span,
        };
        assert_eq!(
            heard(
                r#"{"mode":"2pass-offline","text":"我只收到十八万。","timestamp":"[[100,300],[300,900]]","stamp_sents":[]}"#
            ),
            Ok((sentence(Some((100, 900))), false))
        );
        for wrong in [r#""[[9,1]]""#, r#""[]""#, r#""x""#, "3", "null"] {
            let text = format!(
                r#"{{"mode":"2pass-offline","text":"我只收到十八万。","timestamp":{wrong}}}"#
            );
            assert_eq!(heard(&text), Ok((sentence(None), false)), "{wrong}");
        }
        // The last of one server has no mode, that of another says so.
        assert_eq!(
            heard(r#"{"text":"","is_final":true}"#),
            Ok((Heard::Nothing, true))
        );
        let last = heard(r#"{"mode":"2pass-offline","text":"","is_final":true,"is_end":true}"#);
        assert!(last.is_ok_and(|(_, last)| last));
    }

    #[test]
    fn nonsense_is_not_read() {
        let huge = format!(
            r#"{{"mode":"2pass-offline","text":"{}"}}"#,
            "长".repeat(LONGEST)
        );
        for text in [
            "",
            "[]",
            "null",
            "{",
            "好",
            r#"{"mode":"2pass-offline","text":7}"#,
            r#"{"mode":"2pass-offline","text":{"a":1}}"#,
            r#"{"text":"ERROR. Real-time transcription needs PCM","is_final":true}"#,
            r#"{"mode":"other","text":"好"}"#,
            &huge,
        ] {
            assert_eq!(
                reply(text),
                Err(Nonsense),
                "{}",
                text.chars().take(40).collect::<String>()
            );
        }
    }
}
