//! Why a set, or a part of it, cannot be shown.

use nanoserde::{DeBin, SerBin};

/// What went wrong, for a page of its own. Carries the file and, where there is one, the
/// parser's own words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, SerBin, DeBin)]
pub enum LoadError {
    /// `set.json` is not there: this folder has a viewer and no releases.
    #[error("{file}: not found")]
    Missing {
        /// Relative to the newsroom's folder.
        file: String,
    },
    /// A file is there and is not what it should be.
    #[error("{file}: {reason}")]
    Broken {
        /// Relative to the newsroom's folder.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The set is written in a format that this viewer does not read.
    #[error("{file}: format {found}, this viewer reads format {expected}", expected = crate::bundle::layout::FORMAT)]
    OtherVersion {
        /// Relative to the newsroom's folder.
        file: String,
        /// The format that the file says it has.
        found: u32,
    },
    /// A file that the set names did not arrive.
    #[error("{file}: could not be loaded")]
    PartMissing {
        /// Relative to the newsroom's folder.
        file: String,
    },
}

impl LoadError {
    /// The file, relative to the newsroom's folder.
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            Self::Missing { file }
            | Self::Broken { file, .. }
            | Self::OtherVersion { file, .. }
            | Self::PartMissing { file } => file,
        }
    }

    /// The one that says more, of this and the one `before` it with the same file: what is wrong with a file says more than
    /// that it did not come.
    #[must_use]
    pub fn after(self, before: Option<Self>) -> Self {
        match (self, before) {
            (Self::PartMissing { .. }, Some(before)) => before,
            (this, _) => this,
        }
    }
}
