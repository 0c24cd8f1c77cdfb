//! Who may sit where: seat links, hearing codes, sessions. All bound to a seat, none stored as it is.

mod handed;
mod sessions;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hearing::{HearingId, Millis, SeatId, hearing_code};
use kaiting_journal::{Journal, JournalError};
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::secrets::{self, Key};
use handed::{HandedOver, Taken};
use sessions::Sessions;

const LINKS: &str = "links";
const CODES: &str = "codes";
const SESSIONS: &str = "sessions";
const PEOPLE: &str = "people";
const SECRETS: &str = "secrets";

/// A session outlives the longest court day, not the night after it.
const SESSION_LIFE: Millis = 18 * 60 * 60 * 1_000;
/// A seat link lives until the hearing's file is closed.
const LINK_LIFE: Millis = 90 * 24 * 60 * 60 * 1_000;

/// Long enough to take the telephone out of a bag and scan.
const HAND_OVER_LIFE: Millis = 10 * 60 * 1_000;
/// Until when the keys of a person are good who is out: they stay known, so that who was removed is told why they open
/// nothing.
const DEAD: Millis = 0;

/// A place in one hearing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    pub hearing: HearingId,
    pub seat: SeatId,
}

#[derive(Clone, Serialize, Deserialize)]
struct Pass {
    #[serde(flatten)]
    place: Place,
    until: Millis,
    /// Whether it opens one time only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    once: bool,
    /// Of one that opens once: it has.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    used: bool,
}

/// What an invited person is handed.
pub struct Invitation {
    pub token: String,
    /// 庭审码; none for the court's own people, whose seats nine digits do not guard well enough.
    pub code: Option<String>,
}

pub enum Entry {
    Unknown,
    Expired(Place),
    /// It opens once, and has.
    Used(Place),
    /// Of a person who was removed, or has withdrawn.
    Dead(Place),
    Known(Place),
}

#[derive(Debug)]
pub enum AuthError {
    Journal(JournalError),
    Random(getrandom::Error),
    /// Every code there can be is another place's.
    NoCode,
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
            Self::NoCode => write!(f, "no hearing code is free"),
        }
    }
}

impl std::error::Error for AuthError {}

#[derive(Clone)]
pub struct Auth {
    journal: Arc<dyn Journal>,
    /// Keys the images of hearing codes; made once per data directory.
    key: Key,
    sessions: Arc<Mutex<Sessions>>,
    handed: Arc<Mutex<HandedOver>>,
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
        let mut stored = Vec::new();
        let mut unread = Vec::new();
        for (image, text) in journal.list(SESSIONS).await? {
            match decode::<Pass>(&text) {
                Some(pass) => stored.push((image, pass)),
                None => unread.push(image),
            }
        }
        let links = journal.list(LINKS).await?.into_iter();
        let once = links.filter_map(|(image, text)| Some((image, decode::<Pass>(&text)?)));
        let once = once.filter(|(_, pass)| pass.once).collect();
        let (handed, forgotten) = HandedOver::of(once, clock::now());
        for image in forgotten {
            journal.delete(LINKS, &image).await?;
        }
        let (sessions, dead) = Sessions::of(stored, clock::now());
        for image in dead.into_iter().chain(unread) {
            journal.delete(SESSIONS, &image).await?;
        }
        Ok(Self {
            journal,
            key,
            sessions: Arc::new(Mutex::new(sessions)),
            handed: Arc::new(Mutex::new(handed)),
        })
    }

    /// Link of a seat, and its code if `with_code`. The same ones at every start on the same data, so that what was handed
    /// out stays good; they follow from a key that only this journal holds.
    pub async fn invite_again(
        &self,
        place: &Place,
        with_code: bool,
    ) -> Result<Invitation, AuthError> {
        let pass = encode(&Pass {
            place: place.clone(),
            until: clock::now() + LINK_LIFE,
            once: false,
            used: false,
        });
        let token = self.token_of(place);
        let image = secrets::token_hash(&token);
        self.journal.put(LINKS, &image, &pass).await?;
        let (code, image) = self.code_of(place).await?;
        if with_code {
            self.journal.put(CODES, &image, &pass).await?;
        } else {
            self.journal.delete(CODES, &image).await?;
        }
        Ok(Invitation {
            token,
            code: with_code.then_some(code),
        })
    }

    /// A link for the same person on another device of his: for one use, soon.
    pub async fn hand_over(&self, place: &Place) -> Result<(String, Millis), AuthError> {
        let token = secrets::token()?;
        let until = clock::now() + HAND_OVER_LIFE;
        let pass = Pass {
            place: place.clone(),
            until,
            once: true,
            used: false,
        };
        let image = secrets::token_hash(&token);
        self.journal.put(LINKS, &image, &encode(&pass)).await?;
        let forgotten = self.handed().add(image, pass, clock::now());
        for image in forgotten {
            self.journal.delete(LINKS, &image).await?;
        }
        Ok((token, until))
    }

    fn token_of(&self, place: &Place) -> String {
        secrets::encode(&self.derived("link", place))
    }

    /// The code of a place and its image. Nine digits are few: where another place has them already, the next are taken, the
    /// same ones whenever it is asked for.
    async fn code_of(&self, place: &Place) -> Result<(String, String), AuthError> {
        let mut what = "code".to_owned();
        for again in 1_u32.. {
            let [a, b, c, d, e, f, g, h, ..] = self.derived(&what, place);
            let code = hearing_code::of_number(u64::from_be_bytes([a, b, c, d, e, f, g, h]));
            let image = secrets::keyed_hash(&self.key, &code);
            let known = self.journal.get(CODES, &image).await?;
            let known = known.and_then(|text| decode::<Pass>(&text));
            if known.is_none_or(|pass| pass.place == *place) {
                return Ok((code, image));
            }
            what = format!("code {again}");
        }
        Err(AuthError::NoCode)
    }

    fn derived(&self, what: &str, place: &Place) -> Key {
        secrets::mac(&self.key, format!("{what} {}", name(place)).as_bytes())
    }

    pub async fn by_link(&self, token: &str) -> Result<Entry, AuthError> {
        let image = secrets::token_hash(token);
        let taken = self.handed().take(&image, clock::now());
        Ok(match taken {
            None => self.look_up(LINKS, &image).await?,
            Some((Taken::First, pass)) => {
                self.journal.put(LINKS, &image, &encode(&pass)).await?;
                Entry::Known(pass.place)
            }
            Some((Taken::Used, pass)) => Entry::Used(pass.place),
            Some((Taken::Late, pass)) => Entry::Expired(pass.place),
        })
    }

    pub async fn by_code(&self, typed: &str) -> Result<Entry, AuthError> {
        // What cannot be a code is looked up all the same: same way, same time.
        let code = hearing_code::parse(typed).unwrap_or_default();
        self.look_up(CODES, &secrets::keyed_hash(&self.key, &code))
            .await
    }

    async fn look_up(&self, table: &str, key: &str) -> Result<Entry, AuthError> {
        let pass = self.journal.get(table, key).await?;
        let Some(pass) = pass.and_then(|text| decode::<Pass>(&text)) else {
            return Ok(Entry::Unknown);
        };
        Ok(if pass.until == DEAD {
            Entry::Dead(pass.place)
        } else if pass.until < clock::now() {
            Entry::Expired(pass.place)
        } else {
            Entry::Known(pass.place)
        })
    }

    /// A session for a place whose door has let its bearer in. The oldest of too many dies, the holder's (its image) never.
    pub async fn new_session(
        &self,
        place: &Place,
        holder: Option<&str>,
    ) -> Result<String, AuthError> {
        let session = secrets::token()?;
        let image = secrets::token_hash(&session);
        let pass = Pass {
            place: place.clone(),
            until: clock::now() + SESSION_LIFE,
            once: false,
            used: false,
        };
        self.journal.put(SESSIONS, &image, &encode(&pass)).await?;
        let dead = self.sessions().add(image, pass, holder);
        if let Some(dead) = dead {
            self.journal.delete(SESSIONS, &dead).await?;
        }
        Ok(session)
    }

    /// Whose session this is, if it lives.
    pub fn session(&self, session: &str) -> Option<Place> {
        let image = secrets::token_hash(session);
        self.sessions().place(&image, clock::now()).cloned()
    }

    /// The person is removed: every key he has is dead. His sessions die at once, whatever becomes of the disk.
    pub async fn forget(&self, place: &Place) -> Result<(), AuthError> {
        let images = self.sessions().forget(place);
        let dead = encode(&Pass {
            place: place.clone(),
            until: DEAD,
            once: false,
            used: false,
        });
        let link = secrets::token_hash(&self.token_of(place));
        self.journal.put(LINKS, &link, &dead).await?;
        let (_, code) = self.code_of(place).await?;
        if self.journal.get(CODES, &code).await?.is_some() {
            self.journal.put(CODES, &code, &dead).await?;
        }
        for image in images {
            self.journal.delete(SESSIONS, &image).await?;
        }
        Ok(())
    }

    fn handed(&self) -> MutexGuard<'_, HandedOver> {
        self.handed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sessions(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
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
