//! A signature of the list of files, by which readers know that a copy is the publisher's.
//!
//! The format is minisign's (Ed25519), so that `minisign -Vm manifest.sha256 -P KEY` verifies it
//! too. It holds no time.

use super::{
    error::{PublishError, at},
    manifest::MANIFEST,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use minisign::{PublicKey, SecretKey, SecretKeyBox, SignatureBox};
use std::{
    fs,
    io::{self, Cursor},
    path::Path,
};

use crate::desk::proof::KEY;
pub use crate::desk::proof::SIGNATURE;

/// A key to sign with.
pub struct Key(SecretKey);

impl Key {
    /// Reads a secret key of minisign's. One with a password asks for it on the terminal,
    /// unless `password` is given.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or the password is wrong.
    pub fn read(file: &Path, password: Option<String>) -> Result<Self, PublishError> {
        let wrong = no_key(file, SECRET);
        let text = fs::read_to_string(file).map_err(at(file))?;
        let boxed = || SecretKeyBox::from_string(&text).map_err(&wrong);
        if let Some((open, has_checksum)) = without_password(&text) {
            // A checksum that is there has to be right.
            let key = match has_checksum {
                true => boxed()?.into_unencrypted_secret_key().map_err(&wrong)?,
                false => open,
            };
            return Ok(Self(key));
        }
        boxed()?.into_secret_key(password).map(Self).map_err(&wrong)
    }

    /// The public key, as a file of minisign's.
    pub(super) fn public(&self) -> Result<Vec<u8>, PublishError> {
        let public = PublicKey::from_secret_key(&self.0).and_then(|key| key.to_box());
        let public = public.map_err(no_key(Path::new(KEY), "cannot be made"))?;
        Ok((public.into_string() + "\n").into_bytes())
    }

    /// The signature in `dir`, if it is of `manifest` and made with this key.
    pub(super) fn known(&self, manifest: &[u8], dir: &Path) -> Option<Vec<u8>> {
        let public = PublicKey::from_secret_key(&self.0).ok()?;
        let text = fs::read_to_string(dir.join(SIGNATURE)).ok()?;
        let signature = SignatureBox::from_string(&text).ok()?;
        let list = Cursor::new(manifest);
        minisign::verify(&public, &signature, list, true, false, false).ok()?;
        Some(text.into_bytes())
    }

    /// The signature of a list of files.
    pub(super) fn sign(&self, manifest: &[u8]) -> Result<Vec<u8>, PublishError> {
        let trusted = format!("file:{MANIFEST}");
        let signature = minisign::sign(
            None,
            &self.0,
            Cursor::new(manifest),
            Some(&trusted),
            Some("signed by kiosque"),
        );
        signature
            .map(|signed| signed.into_string().into_bytes())
            .map_err(no_key(Path::new(SIGNATURE), "cannot be made"))
    }
}

/// The key in a file of minisign's, if it has no password; and whether it has a checksum, which
/// `minisign -G -W` leaves empty.
fn without_password(text: &str) -> Option<(SecretKey, bool)> {
    const CHECKSUM: usize = 32;
    let bytes = STANDARD.decode(text.lines().nth(1)?.trim()).ok()?;
    let key = SecretKey::from_bytes(&bytes).ok()?;
    let checksum = bytes.get(bytes.len().checked_sub(CHECKSUM)?..)?;
    (!key.is_encrypted()).then(|| (key, checksum.iter().any(|byte| *byte != 0)))
}

/// What keys should be.
const SECRET: &str = "not a secret key of minisign's that can be used";
const PUBLIC: &str = "neither a public key of minisign's nor a file with one";

fn no_key(place: &Path, wanted: &'static str) -> impl Fn(minisign::PError) -> PublishError {
    move |error| PublishError::Key { place: place.to_owned(), wanted, reason: error.to_string() }
}

/// Holds the list of the folder `dir` against its signature. `key` is a file of minisign's or
/// the key itself, in base 64.
///
/// # Errors
///
/// If the signature is not there, is another's, or is of another list.
pub fn verify_signature(dir: &Path, key: &str) -> Result<(), PublishError> {
    let file = Path::new(key);
    let key = match file.is_file() {
        true => PublicKey::from_file(file),
        false => PublicKey::from_base64(key),
    };
    let key = key.map_err(no_key(file, PUBLIC))?;
    let (path, list) = (dir.join(SIGNATURE), dir.join(MANIFEST));
    let list = fs::read(&list).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => PublishError::NoManifest { path: list },
        _ => PublishError::Io { path: list, source: error },
    })?;
    let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => PublishError::NotSigned { path: path.clone() },
        _ => PublishError::Io { path: path.clone(), source: error },
    })?;
    let wrong = |error: minisign::PError| PublishError::Signature {
        path: path.clone(),
        reason: error.to_string(),
    };
    let signature = SignatureBox::from_string(&text).map_err(wrong)?;
    minisign::verify(&key, &signature, Cursor::new(list), true, false, false).map_err(wrong)
}

/// Whether the list of the folder `dir` has a signature, whoever's.
#[must_use]
pub fn is_signed(dir: &Path) -> bool {
    dir.join(SIGNATURE).is_file()
}
