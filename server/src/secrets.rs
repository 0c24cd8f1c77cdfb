//! Random names and one-way images of them. Nothing that opens a door is stored as it is.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};

pub type Key = [u8; 32];

/// A random value, or an error when the system gives none: never a weak one instead.
pub fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// 256 bits, for sessions and seat links.
pub fn token() -> Result<String, getrandom::Error> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is stored of a token. Tokens are random and long, so that a plain hash cannot be turned back.
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// What is stored of something short, such as a hearing code: without the key the image cannot be searched.
pub fn keyed_hash(key: &Key, text: &str) -> String {
    hex(&mac(key, text.as_bytes()))
}

pub fn mac(key: &Key, message: &[u8]) -> [u8; 32] {
    // A 32-byte key fits HMAC as it is; the type only says that other lengths may not.
    Hmac::<Sha256>::new_from_slice(key)
        .map(|mut mac| {
            mac.update(message);
            mac.finalize().into_bytes().into()
        })
        .unwrap_or_default()
}

pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}
