//! Unguessable ids, with LiveKit's two-letter prefixes.

use rand::Rng as _;
use rand::distr::Alphanumeric;

/// `prefix_` and 16 random characters (95 bits).
pub fn random(prefix: &str) -> String {
    let tail: String = rand::rng()
        .sample_iter(Alphanumeric)
        .take(16)
        .map(char::from)
        .collect();
    format!("{prefix}_{tail}")
}
