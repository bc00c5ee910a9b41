//! A published site on object storage: S3 and what speaks like it, Google Cloud Storage, Azure, or a folder elsewhere.
//!
//! A store replaces one file at a time, and a run may be cut off between any two. So files go up in an order in which every
//! moment is a site that works ([`plan`]): first those that nobody asks for yet, then what leads to them, then `set.json`, the
//! list of files after all else, and what nobody asks for any more is deleted last. What is there already is known by what
//! the store says of it, never by what a run believes to have done, so that the next run goes on wherever one stopped.
//!
//! One run sends at a time ([`hold`]). What it is about to put or to delete stands in a list at the store until it is done:
//! a run that was cut off leaves nothing there that the next would take for somebody else's. What neither that list nor
//! the site's own names is never touched.

mod error;
mod headers;
mod hold;
mod http;
#[cfg(test)]
mod mock;
mod place;
mod plan;
mod send;
#[cfg(test)]
mod tests;

use crate::bundle::{Contents, Spool};
pub use error::StoreError;
use object_store::ObjectStore;
use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

/// How often a run says that it is still at work. Another takes it for cut off after a few times of silence.
const BEAT: Duration = Duration::from_secs(2);

/// A place for a site, with what is needed to write there.
#[derive(Clone)]
pub struct Store {
    /// As it was given: there is no secret in it.
    address: String,
    /// Paths in it are those of the site.
    objects: Arc<dyn ObjectStore>,
    /// Whether it keeps headers with a file, and sends it with them.
    keeps_headers: bool,
    beat: Duration,
}

/// What sending a site did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Files that were put there, in that order.
    pub put: Vec<String>,
    /// The bytes of those, as they are stored.
    pub bytes: usize,
    /// How many were there already.
    pub unchanged: usize,
    /// Files of the old site that were deleted.
    pub removed: Vec<String>,
    /// What is not the site's and was left alone.
    pub foreign: Vec<String>,
    /// Whether the store itself keeps two runs apart.
    pub exclusive: bool,
}

/// Without what the environment says, which holds secrets.
impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Store {
    /// The store at an address such as `s3://BUCKET/PREFIX`. Who one is to it, the environment says.
    ///
    /// # Errors
    ///
    /// If it is no such address, or the environment does not say what is needed.
    pub fn open(address: &str) -> Result<Self, StoreError> {
        place::open(address, &|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// Where it is, as it was given.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The folder on this computer that an address names, if it names one.
    #[must_use]
    pub fn folder(address: &str) -> Option<PathBuf> {
        place::folder(address)
    }

    /// A file of the site that is there; nothing if there is none.
    ///
    /// # Errors
    ///
    /// If the store cannot be asked.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
        send::run(&self.address, send::read(self, path))
    }

    /// Makes the store hold `files`, whose list of files is among them; what is packed of them is put by in `spool`. `progress` is told how many of how many were sent.
    ///
    /// # Errors
    ///
    /// If it holds somebody else's files, another run is at work, the site there has more than twice as many releases and
    /// that was not `allowed`, or the store cannot be reached. What is there is a site that works, the old or partly the new.
    pub fn send(
        &self,
        files: &Contents,
        spool: &Spool,
        allow_shrink: bool,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Sent, StoreError> {
        let stored = headers::stored(files, self.keeps_headers, spool)?;
        send::run(&self.address, send::send(self, files, &stored, allow_shrink, progress))
    }
}
