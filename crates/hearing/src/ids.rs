//! Names of things. All are opaque text: the core never makes one up, it is given them.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

id! {
    /// One hearing of one case.
    HearingId,
    /// A place in the room, held by one person. Lives as long as the hearing.
    SeatId,
    /// An exhibit as numbered on the exhibit list: P1, D2.
    ExhibitId,
    /// A transcript line. Made by the clerk's browser, so that a line typed offline has its name already.
    LineId,
    /// A request to correct a transcript line.
    CorrectionId,
    /// A mark on an exhibit. Made by the browser that draws it.
    MarkId,
    /// What speech-to-text proposes. Made by the backend.
    ProposalId,
    /// UUIDv7 made by the client, kept until acknowledged.
    CommandId,
}

/// Milliseconds since the Unix epoch, by the server's clock.
pub type Millis = u64;
