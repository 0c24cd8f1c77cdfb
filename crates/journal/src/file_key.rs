//! The key that signs, in a file that its owner alone can read.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

use ed25519_dalek::{Signer as _, SigningKey};

use crate::checkpoint::{PublicKey, Signer};

/// An Ed25519 key in a file of the data folder.
pub struct FileKey(SigningKey);

impl FileKey {
    /// Reads the key, or makes one that its owner alone can read.
    ///
    /// # Errors
    /// If the file cannot be read or written, is no key, or can be read by others.
    pub fn open_or_create(path: &Path) -> io::Result<Self> {
        match fs::read(path) {
            Ok(seed) => {
                private(path)?;
                let seed: [u8; 32] = seed
                    .try_into()
                    .map_err(|_| bad(path, "is not a key of 32 bytes"))?;
                Ok(Self(SigningKey::from_bytes(&seed)))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::create(path),
            Err(error) => Err(error),
        }
    }

    /// Under its real name the file is whole or not there: a crash must not leave half a key, which no restart would accept.
    fn create(path: &Path) -> io::Result<Self> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| io::Error::other(error.to_string()))?;
        let draft = path.with_extension("draft");
        match fs::remove_file(&draft) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&draft)?;
        file.write_all(&seed)?;
        file.sync_all()?;
        // A link, unlike a rename, never puts one key in another's place.
        fs::hard_link(&draft, path)?;
        fs::remove_file(&draft)?;
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            File::open(folder)?.sync_all()?;
        }
        Ok(Self(SigningKey::from_bytes(&seed)))
    }
}

impl Signer for FileKey {
    fn algorithm(&self) -> &'static str {
        "EdDSA"
    }

    fn public_key(&self) -> PublicKey {
        PublicKey::ed25519(self.0.verifying_key().as_bytes())
    }

    fn sign(&self, message: &[u8]) -> io::Result<Vec<u8>> {
        Ok(self.0.sign(message).to_vec())
    }
}

#[cfg(unix)]
fn private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    if fs::metadata(path)?.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    Err(bad(path, "can be read by others; run chmod 600 on it"))
}

#[cfg(not(unix))]
fn private(_: &Path) -> io::Result<()> {
    Ok(())
}

fn bad(path: &Path, why: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("{} {why}", path.display()),
    )
}
