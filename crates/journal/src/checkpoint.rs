//! Signed checkpoints: the chain shows that records fit together, a checkpoint that they are the ones this court had.
//!
//! A checkpoint is a compact JWS (RFC 7515) with `alg` EdDSA (RFC 8037), so that any JOSE library reads it.

use std::{fmt, io};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[cfg(feature = "store")]
pub use crate::file_key::FileKey;
use crate::{Entry, hex};

/// The media type in a checkpoint's header, so that no other signature of the same key passes for one.
const TYPE: &str = "kaiting-checkpoint";

/// Something that signs, known by its algorithm: another scheme (SM2, an HSM) follows by implementing this.
pub trait Signer: Send + Sync {
    /// The JWS `alg`.
    fn algorithm(&self) -> &'static str;
    /// The public half, as it stands in an exported file.
    fn public_key(&self) -> PublicKey;
    /// Signs these bytes.
    ///
    /// # Errors
    /// If the key is out of reach, which a key in a device can be.
    fn sign(&self, message: &[u8]) -> io::Result<Vec<u8>>;
}

/// A public key as a JWK (RFC 8037). The order of the fields is that of RFC 7638, from which the key's id follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicKey {
    pub crv: String,
    pub kty: String,
    /// The 32 bytes, base64url without padding.
    pub x: String,
}

impl PublicKey {
    #[must_use]
    pub fn ed25519(bytes: &[u8; 32]) -> Self {
        Self {
            crv: "Ed25519".to_owned(),
            kty: "OKP".to_owned(),
            x: BASE64URL.encode(bytes),
        }
    }

    /// The RFC 7638 thumbprint: what a court publishes so that strangers know its key.
    #[must_use]
    pub fn id(&self) -> String {
        let jwk = format!(
            r#"{{"crv":"{}","kty":"{}","x":"{}"}}"#,
            self.crv, self.kty, self.x
        );
        BASE64URL.encode(Sha256::digest(jwk))
    }

    fn verifying(&self) -> Option<VerifyingKey> {
        if self.crv != "Ed25519" || self.kty != "OKP" {
            return None;
        }
        VerifyingKey::from_bytes(&BASE64URL.decode(&self.x).ok()?.try_into().ok()?).ok()
    }

    pub(crate) fn is_usable(&self) -> bool {
        self.verifying().is_some()
    }
}

/// What a checkpoint says: at this time, record `seq` of the hearing had this hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    pub hearing: String,
    pub seq: u64,
    /// Lower-case hex.
    pub hash: String,
    /// Milliseconds since 1970.
    pub at: u64,
    /// Only in the last checkpoint of an exported file: what closes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

/// Closes an exported file: nothing can be taken from its end, its list of documents or its checkpoints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// How many checkpoints stand before this one.
    pub checkpoints: u64,
    /// Digest of the list of documents, lower-case hex; see `FORMAT.md`.
    pub documents: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

/// Signs a checkpoint at this record.
///
/// # Errors
/// If the signer fails.
pub fn checkpoint(signer: &dyn Signer, last: &Entry, at_ms: u64) -> io::Result<String> {
    sign(signer, last, at_ms, None)
}

pub(crate) fn sign(
    signer: &dyn Signer,
    last: &Entry,
    at: u64,
    seal: Option<Seal>,
) -> io::Result<String> {
    let header = Header {
        alg: signer.algorithm().to_owned(),
        kid: signer.public_key().id(),
        typ: TYPE.to_owned(),
    };
    let claims = Checkpoint {
        hearing: last.hearing.clone(),
        seq: last.seq,
        hash: hex::encode(&last.hash),
        at,
        seal,
    };
    let signed = format!(
        "{}.{}",
        BASE64URL.encode(serde_json::to_vec(&header)?),
        BASE64URL.encode(serde_json::to_vec(&claims)?)
    );
    let signature = signer.sign(signed.as_bytes())?;
    Ok(format!("{signed}.{}", BASE64URL.encode(signature)))
}

/// Reads a checkpoint and checks its signature by this key; the algorithm is the key's, never what the header asks for.
///
/// # Errors
/// What is wrong with it.
pub fn read(jws: &str, key: &PublicKey) -> Result<Checkpoint, BadCheckpoint> {
    let (signed, signature) = jws.rsplit_once('.').ok_or(BadCheckpoint::Malformed)?;
    let (header, claims) = signed.split_once('.').ok_or(BadCheckpoint::Malformed)?;
    let header: Header = part(header)?;
    if header.alg != "EdDSA" || header.typ != TYPE || header.kid != key.id() {
        return Err(BadCheckpoint::Key);
    }
    let signature = BASE64URL
        .decode(signature)
        .map_err(|_| BadCheckpoint::Malformed)?;
    let signature = Signature::from_slice(&signature).map_err(|_| BadCheckpoint::Malformed)?;
    let key = key.verifying().ok_or(BadCheckpoint::Key)?;
    key.verify_strict(signed.as_bytes(), &signature)
        .map_err(|_| BadCheckpoint::Signature)?;
    part(claims)
}

fn part<T: for<'a> Deserialize<'a>>(text: &str) -> Result<T, BadCheckpoint> {
    let bytes = BASE64URL
        .decode(text)
        .map_err(|_| BadCheckpoint::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| BadCheckpoint::Malformed)
}

/// Why a checkpoint counts for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadCheckpoint {
    Malformed,
    Key,
    Signature,
}

impl fmt::Display for BadCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "it is malformed",
            Self::Key => "it is of another key or kind",
            Self::Signature => "its signature is wrong",
        })
    }
}

impl std::error::Error for BadCheckpoint {}
