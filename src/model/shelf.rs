//! Bytes that are put away while nobody needs them: what a newsroom of a hundred thousand releases says is more than memory
//! should hold at once.

use nanoserde::DeBin;
use sha2::{Digest as _, Sha256};
use std::{borrow::Cow, fmt, sync::Arc};

/// Where bytes are put away.
pub trait Shelf: fmt::Debug + Send + Sync {
    /// Puts bytes away and says where they begin; `None` if they may as well stay where they are.
    fn put(&self, bytes: &[u8]) -> Option<u64>;

    /// Bytes that were put away. Where they cannot be had again there are none, and the shelf keeps in mind why, so that nothing
    /// comes of what was made without them.
    fn get(&self, start: u64, length: usize) -> Vec<u8>;

    /// What was put away is not what it was.
    fn spoilt(&self);
}

/// Bytes, at hand or put away.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// None while they are put away.
    here: Vec<u8>,
    away: Option<Away>,
}

/// Bytes on a shelf.
#[derive(Clone, Debug)]
pub(super) struct Away {
    shelf: Arc<dyn Shelf>,
    start: u64,
    length: usize,
    /// By which it is known that they are the same when they come back.
    check: [u8; CHECK],
}

/// How many bytes of the SHA-256 are kept: against a disk that fails, not against somebody.
const CHECK: usize = 8;

fn check(bytes: &[u8]) -> [u8; CHECK] {
    let mut check = [0; CHECK];
    check.iter_mut().zip(Sha256::digest(bytes)).for_each(|(to, from)| *to = from);
    check
}

impl Kept {
    /// Puts bytes away, if there is a shelf and it takes them.
    #[must_use]
    pub fn new(bytes: Vec<u8>, shelf: Option<&Arc<dyn Shelf>>) -> Self {
        match shelf.and_then(|shelf| Away::put(&bytes, shelf)) {
            Some(away) => Self { here: Vec::new(), away: Some(away) },
            None => Self { here: bytes, away: None },
        }
    }

    /// The bytes, from wherever they are.
    #[must_use]
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match &self.away {
            Some(away) => Cow::Owned(away.get()),
            None => Cow::Borrowed(&self.here),
        }
    }

    /// What was written as these bytes.
    #[must_use]
    pub fn value<T: DeBin + Default>(&self) -> T {
        match &self.away {
            Some(away) => away.value(),
            None => T::deserialize_bin(&self.here).unwrap_or_default(),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.away.as_ref().map_or(self.here.len(), |away| away.length)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Away {
    /// Bytes, if there are some and the shelf takes them.
    pub(super) fn put(bytes: &[u8], shelf: &Arc<dyn Shelf>) -> Option<Self> {
        let start = (!bytes.is_empty()).then(|| shelf.put(bytes)).flatten()?;
        Some(Self { shelf: Arc::clone(shelf), start, length: bytes.len(), check: check(bytes) })
    }

    fn get(&self) -> Vec<u8> {
        let bytes = self.shelf.get(self.start, self.length);
        if check(&bytes) == self.check {
            return bytes;
        }
        self.shelf.spoilt();
        Vec::new()
    }

    /// What was written as these bytes.
    pub(super) fn value<T: DeBin + Default>(&self) -> T {
        T::deserialize_bin(&self.get()).unwrap_or_else(|_| {
            self.shelf.spoilt();
            T::default()
        })
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Kept {}
