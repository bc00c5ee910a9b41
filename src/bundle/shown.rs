//! What a set is made of, without the set: for forms that go elsewhere and must say no more than the site does.

use super::{
    LeftOut, Waiting,
    addresses::Addresses,
    kits,
    writer::{BundleError, Prepared, Written, prepare},
};
use crate::{
    ingest::{Loaded, Problem},
    model::{Newsroom, Release},
};

/// The newsroom as everyone may see it.
pub(crate) struct Shown {
    pub(crate) newsroom: Newsroom,
    /// Newest first, with the addresses and the names of files that they have in the site.
    pub(crate) releases: Vec<Release>,
    pub(crate) left_out: LeftOut,
    /// What was wrong with the addresses that were asked for.
    pub(crate) problems: Vec<Problem>,
}

/// What everyone may see of what was loaded, as of a moment.
///
/// # Errors
///
/// If a picture or attachment cannot be read.
pub(crate) fn shown(
    loaded: Loaded,
    waiting: &Waiting,
    known: &Addresses,
) -> Result<Shown, BundleError> {
    let Prepared { newsroom, mut releases, outcome, left_out, files, made, makers, .. } =
        prepare(loaded, waiting, known);
    // In a site a file's name is that of what is in it.
    let sources = releases.iter_mut().flat_map(Release::sources_mut);
    kits::take_files(sources, &files, &made, &makers, &mut Written::default())?;
    kits::settle(&mut releases);
    Ok(Shown { newsroom, releases, left_out, problems: outcome.problems })
}
