//! Who may sit where: seat links, hearing codes, sessions. All bound to a seat, none stored as it is.

use std::sync::Arc;

use hearing::{HearingId, Millis, SeatId};
use kaiting_journal::{Journal, JournalError};
use serde::{Deserialize, Serialize};

use crate::secrets::{self, Key};
use crate::{clock, code};

const LINKS: &str = "links";
const CODES: &str = "codes";
const SESSIONS: &str = "sessions";
const PEOPLE: &str = "people";
const SECRETS: &str = "secrets";

/// A session outlives the longest court day, not the night after it.
const SESSION_LIFE: Millis = 18 * 60 * 60 * 1_000;
/// A seat link lives until the hearing's file is closed.
const LINK_LIFE: Millis = 90 * 24 * 60 * 60 * 1_000;

/// A place in one hearing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    pub hearing: HearingId,
    pub seat: SeatId,
}

#[derive(Serialize, Deserialize)]
struct Pass {
    #[serde(flatten)]
    place: Place,
    until: Millis,
}

/// What an invited person is handed.
pub struct Invitation {
    pub token: String,
    pub code: String,
}

pub enum Entry {
    Unknown,
    Expired,
    Session { session: String, place: Place },
}

#[derive(Debug)]
pub enum AuthError {
    Journal(JournalError),
    Random(getrandom::Error),
}

impl From<JournalError> for AuthError {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

impl From<getrandom::Error> for AuthError {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(error)
    }
}

impl std::fmt::Display for AuthError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Journal(error) => write!(f, "{error}"),
            Self::Random(error) => write!(f, "the system gives no random bytes: {error}"),
        }
    }
}

impl std::error::Error for AuthError {}

#[derive(Clone)]
pub struct Auth {
    journal: Arc<dyn Journal>,
    /// Keys the images of hearing codes; made once per data directory.
    key: Key,
}

impl Auth {
    pub async fn open(journal: Arc<dyn Journal>) -> Result<Self, AuthError> {
        let stored = journal
            .get(SECRETS, "codes")
            .await?
            .and_then(|text| secrets::decode(&text))
            .and_then(|bytes| Key::try_from(bytes).ok());
        let key = match stored {
            Some(key) => key,
            None => {
                let key: Key = secrets::random()?;
                journal
                    .put(SECRETS, "codes", &secrets::encode(&key))
                    .await?;
                key
            }
        };
        Ok(Self { journal, key })
    }

    /// Link and code of a seat. The same ones at every start on the same data, so that what was handed out stays good;
    /// they follow from a key that only this journal holds.
    pub async fn invite_again(&self, place: &Place) -> Result<Invitation, AuthError> {
        let of = |what: &str| secrets::mac(&self.key, format!("{what} {}", name(place)).as_bytes());
        let [a, b, c, d, e, f, g, h, ..] = of("code");
        let code = code::of_number(u64::from_be_bytes([a, b, c, d, e, f, g, h]));
        let token = secrets::encode(&of("link"));
        let pass = encode(&Pass {
            place: place.clone(),
            until: clock::now() + LINK_LIFE,
        });
        self.journal
            .put(LINKS, &secrets::token_hash(&token), &pass)
            .await?;
        self.journal
            .put(CODES, &secrets::keyed_hash(&self.key, &code), &pass)
            .await?;
        Ok(Invitation { token, code })
    }

    pub async fn enter_by_link(&self, token: &str) -> Result<Entry, AuthError> {
        self.enter(LINKS, &secrets::token_hash(token)).await
    }

    pub async fn enter_by_code(&self, typed: &str) -> Result<Entry, AuthError> {
        // What cannot be a code is looked up all the same: same way, same time.
        let code = code::parse(typed).unwrap_or_default();
        self.enter(CODES, &secrets::keyed_hash(&self.key, &code))
            .await
    }

    async fn enter(&self, table: &str, key: &str) -> Result<Entry, AuthError> {
        let pass = self.journal.get(table, key).await?;
        let Some(pass) = pass.and_then(|text| decode::<Pass>(&text)) else {
            return Ok(Entry::Unknown);
        };
        if pass.until < clock::now() {
            return Ok(Entry::Expired);
        }
        let session = self.new_session(&pass.place).await?;
        Ok(Entry::Session {
            session,
            place: pass.place,
        })
    }

    pub async fn new_session(&self, place: &Place) -> Result<String, AuthError> {
        let session = secrets::token()?;
        let pass = encode(&Pass {
            place: place.clone(),
            until: clock::now() + SESSION_LIFE,
        });
        self.journal
            .put(SESSIONS, &secrets::token_hash(&session), &pass)
            .await?;
        Ok(session)
    }

    /// Whose session this is, if it lives.
    pub async fn session(&self, session: &str) -> Result<Option<Place>, AuthError> {
        let pass = self
            .journal
            .get(SESSIONS, &secrets::token_hash(session))
            .await?;
        Ok(pass
            .and_then(|text| decode::<Pass>(&text))
            .filter(|pass| pass.until >= clock::now())
            .map(|pass| pass.place))
    }

    /// The person is removed: every key he has is dead.
    pub async fn forget(&self, place: &Place) -> Result<(), AuthError> {
        for table in [LINKS, CODES, SESSIONS] {
            self.revoke(table, place).await?;
        }
        Ok(())
    }

    async fn revoke(&self, table: &str, place: &Place) -> Result<(), AuthError> {
        for (key, pass) in self.journal.list(table).await? {
            if decode::<Pass>(&pass).is_some_and(|p| p.place == *place) {
                self.journal.delete(table, &key).await?;
            }
        }
        Ok(())
    }

    /// Says which person of the court sits in a seat: a name alone is not an identity.
    pub async fn set_person(&self, place: &Place, person: &str) -> Result<(), AuthError> {
        Ok(self.journal.put(PEOPLE, &name(place), person).await?)
    }

    pub async fn person(&self, place: &Place) -> Result<Option<String>, AuthError> {
        Ok(self.journal.get(PEOPLE, &name(place)).await?)
    }
}

fn name(place: &Place) -> String {
    format!("{}/{}", place.hearing, place.seat)
}

fn encode(pass: &Pass) -> String {
    serde_json::to_string(pass).unwrap_or_default()
}

fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
