//! Access tokens: JSON Web Tokens signed with HMAC-SHA-256, with LiveKit's `video` grant inside,
//! so that the same token works at either media engine.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// No token lives longer. A self-hosted media server cannot take a token back, so a short life is
/// the second line behind the admission check.
pub const LONGEST_LIFE: Duration = Duration::from_secs(60);

/// What a person may do in one media room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub room: String,
    pub identity: String,
    pub name: String,
    pub publish_audio: bool,
    pub publish_video: bool,
    pub subscribe: bool,
    pub hidden: bool,
    /// Cut to [`LONGEST_LIFE`].
    pub ttl: Duration,
}

/// A token that was checked: the grant, when it was issued, and its own id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub grant: Grant,
    pub id: String,
    /// Microseconds since 1970, strictly rising within this process: what decides whether a
    /// token is older than a removal.
    pub stamp: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenError {
    Malformed,
    Signature,
    Expired,
    NotYet,
}

impl std::fmt::Display for TokenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            TokenError::Malformed => "not a token of this server",
            TokenError::Signature => "the token's signature is wrong",
            TokenError::Expired => "the token has expired",
            TokenError::NotYet => "the token is not valid yet",
        })
    }
}

impl std::error::Error for TokenError {}

#[derive(Serialize, Deserialize)]
struct Header {
    alg: String,
    typ: String,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    jti: String,
    nbf: u64,
    exp: u64,
    name: String,
    video: VideoGrant,
    /// Ours: the issue time in microseconds.
    stamp: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct VideoGrant {
    room: String,
    room_join: bool,
    can_publish: bool,
    can_publish_sources: Vec<String>,
    can_subscribe: bool,
    can_publish_data: bool,
    hidden: bool,
}

const ISSUER: &str = "kaiting";
const AUDIO_SOURCES: [&str; 1] = ["microphone"];
const VIDEO_SOURCES: [&str; 2] = ["camera", "screen_share"];

/// The sources that one may publish, as tokens name them.
pub fn source_names(audio: bool, video: bool) -> Vec<&'static str> {
    let mut names = Vec::new();
    if audio {
        names.extend(AUDIO_SOURCES);
    }
    if video {
        names.extend(VIDEO_SOURCES);
    }
    names
}

/// Signs and checks tokens.
pub struct Tokens {
    secret: [u8; 32],
    last_stamp: AtomicU64,
}

impl Tokens {
    pub fn new(secret: [u8; 32]) -> Self {
        Self {
            secret,
            last_stamp: AtomicU64::new(0),
        }
    }

    /// The present as a stamp, later than every stamp given before.
    pub fn stamp(&self) -> u64 {
        let now = micros();
        let previous = self
            .last_stamp
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| {
                Some(now.max(last.saturating_add(1)))
            })
            .unwrap_or(now);
        now.max(previous.saturating_add(1))
    }

    pub fn issue(&self, grant: &Grant) -> String {
        let stamp = self.stamp();
        let now = stamp / 1_000_000;
        let sources = source_names(grant.publish_audio, grant.publish_video);
        let publishes = grant.publish_audio || grant.publish_video;
        let claims = Claims {
            iss: ISSUER.to_owned(),
            sub: grant.identity.clone(),
            jti: crate::ids::random("TK"),
            nbf: now,
            exp: now + grant.ttl.min(LONGEST_LIFE).as_secs(),
            name: grant.name.clone(),
            video: VideoGrant {
                room: grant.room.clone(),
                room_join: true,
                can_publish: publishes,
                can_publish_sources: sources.into_iter().map(String::from).collect(),
                can_subscribe: grant.subscribe,
                can_publish_data: false,
                hidden: grant.hidden,
            },
            stamp,
        };
        sign(&self.secret, &claims)
    }

    pub fn verify(&self, token: &str) -> Result<Verified, TokenError> {
        self.verify_at(token, now())
    }

    fn verify_at(&self, token: &str, now: u64) -> Result<Verified, TokenError> {
        let claims: Claims = open(&self.secret, token)?;
        if claims.iss != ISSUER || !claims.video.room_join {
            return Err(TokenError::Malformed);
        }
        if now >= claims.exp {
            return Err(TokenError::Expired);
        }
        if now < claims.nbf {
            return Err(TokenError::NotYet);
        }
        let video = claims.video;
        let may = |names: &[&str]| {
            video.can_publish
                && names
                    .iter()
                    .any(|name| video.can_publish_sources.iter().any(|given| given == name))
        };
        Ok(Verified {
            id: claims.jti,
            stamp: claims.stamp,
            grant: Grant {
                identity: claims.sub,
                name: claims.name,
                publish_audio: may(&AUDIO_SOURCES),
                publish_video: may(&VIDEO_SOURCES),
                subscribe: video.can_subscribe,
                hidden: video.hidden,
                ttl: Duration::from_secs(claims.exp.saturating_sub(claims.nbf)),
                room: video.room,
            },
        })
    }
}

/// A token with these claims, signed with this secret.
pub fn sign(secret: &[u8], claims: &impl Serialize) -> String {
    let header = Header {
        alg: "HS256".to_owned(),
        typ: "JWT".to_owned(),
    };
    let mut token = part(&header);
    token.push('.');
    token.push_str(&part(claims));
    let mut mac = keyed(secret);
    mac.update(token.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    token.push('.');
    token.push_str(&signature);
    token
}

/// The claims of a token that was signed with this secret. Whether they hold, and for how long, is the caller's to look at.
pub fn open<T: serde::de::DeserializeOwned>(secret: &[u8], token: &str) -> Result<T, TokenError> {
    let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
    let (header, claims) = signed.split_once('.').ok_or(TokenError::Malformed)?;
    let signature = URL_SAFE_NO_PAD
        .decode(signature)
        .map_err(|_| TokenError::Malformed)?;
    let mut mac = keyed(secret);
    mac.update(signed.as_bytes());
    // Before anything of the token is read: what is not signed by us is not looked at.
    mac.verify_slice(&signature)
        .map_err(|_| TokenError::Signature)?;
    let header: Header = read(header)?;
    if header.alg != "HS256" {
        return Err(TokenError::Malformed);
    }
    read(claims)
}

fn keyed(secret: &[u8]) -> Hmac<Sha256> {
    // As HMAC has it: what is longer than a block of SHA-256 is hashed, the rest is zero-padded. A whole block is never
    // refused, which avoids an error path that cannot happen.
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    if secret.len() > block.len() {
        let hashed = Sha256::digest(secret);
        block[..hashed.len()].copy_from_slice(&hashed);
    } else {
        block[..secret.len()].copy_from_slice(secret);
    }
    <Hmac<Sha256> as hmac::digest::KeyInit>::new(&block)
}

/// Now, in seconds since 1970.
pub fn now() -> u64 {
    micros() / 1_000_000
}

fn micros() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

fn part<T: Serialize>(value: &T) -> String {
    // Strings, numbers and booleans only: serialising them cannot fail.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap_or_default())
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, TokenError> {
    let bytes = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| TokenError::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| TokenError::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant() -> Grant {
        Grant {
            room: "r".into(),
            identity: "judge".into(),
            name: "审判员".into(),
            publish_audio: true,
            publish_video: false,
            subscribe: true,
            hidden: false,
            ttl: Duration::from_secs(30),
        }
    }

    #[test]
    fn a_token_gives_back_its_grant() {
        let tokens = Tokens::new([7; 32]);
        let verified = tokens.verify(&tokens.issue(&grant())).unwrap();
        assert_eq!(verified.grant, grant());
    }

    #[test]
    fn no_token_outlives_a_minute() {
        let tokens = Tokens::new([7; 32]);
        let token = tokens.issue(&Grant {
            ttl: Duration::from_secs(3600),
            ..grant()
        });
        let later = micros() / 1_000_000 + 61;
        assert_eq!(tokens.verify_at(&token, later), Err(TokenError::Expired));
        assert!(tokens.verify_at(&token, later - 3).is_ok());
    }

    #[test]
    fn another_secret_and_a_changed_token_are_refused() {
        let tokens = Tokens::new([7; 32]);
        let token = tokens.issue(&grant());
        assert_eq!(
            Tokens::new([8; 32]).verify(&token),
            Err(TokenError::Signature)
        );
        let mut parts: Vec<&str> = token.split('.').collect();
        let forged = URL_SAFE_NO_PAD.encode(
            String::from_utf8(URL_SAFE_NO_PAD.decode(parts[1]).unwrap())
                .unwrap()
                .replace("\"hidden\":false", "\"hidden\":true"),
        );
        parts[1] = &forged;
        assert_eq!(tokens.verify(&parts.join(".")), Err(TokenError::Signature));
        for junk in ["", ".", "..", "a.b", "a.b.c", "é.é.é"] {
            assert!(tokens.verify(junk).is_err());
        }
    }

    #[test]
    fn stamps_rise() {
        let tokens = Tokens::new([7; 32]);
        let stamps: Vec<u64> = (0..1000).map(|_| tokens.stamp()).collect();
        assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
