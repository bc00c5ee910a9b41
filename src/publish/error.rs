//! Why a site cannot be published, verified or previewed.

use crate::bundle::BundleError;
use std::{
    io,
    path::{Path, PathBuf},
};

/// What went wrong, with the file.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The system's own words, with the file.
    #[error("{path}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The disk is full.
    #[error(
        "{path}: there is no room left: until it has replaced the old one, the new site needs as much beside it; free space \
         there, or name a folder on another disk; what was published before stays as it is"
    )]
    Full {
        /// The file or folder that could not be written.
        path: PathBuf,
        /// The system's own words.
        source: io::Error,
    },
    /// The set could not be made.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// This program was built without a viewer in it and none was named.
    #[error(
        "there is no viewer inside this kiosque: name a folder that has one with --viewer (make build leaves it in \
         target/viewer), or build with --features viewer"
    )]
    NothingEmbedded,
    /// What should be a viewer is none.
    #[error("{place}: not the viewer's: {reason}")]
    NoViewer {
        /// The folder or file.
        place: PathBuf,
        /// What is amiss.
        reason: String,
    },
    /// The folder to publish into holds something else.
    #[error(
        "{path}: this folder holds files and was not published by kiosque; name an empty one, or one that does not exist"
    )]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// What was named to publish into is no folder for that.
    #[error("{path}: cannot be published into: {reason}")]
    NoPlace {
        /// What was named.
        path: PathBuf,
        /// What it is.
        reason: &'static str,
    },
    /// Another run has hold of the folder.
    #[error("another kiosque is publishing into {path}; wait for its end, or stop it")]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// Something stands where the site has a file or a folder, and is not the site's.
    #[error(
        "{path}: in the way: the site has a {wanted} of this name, and what is there was not published by kiosque; \
         move it elsewhere, or take it away; nothing was changed"
    )]
    InTheWay {
        /// What stands there.
        path: PathBuf,
        /// `file` or `folder`.
        wanted: &'static str,
    },
    /// A source could not be read as a whole.
    #[error(
        "nothing was written: {source_name} could not be read as a whole ({found}); put it right, or insist with \
         --allow-shrink; what was there before stays as it is"
    )]
    SourceLost {
        /// The source, as it was named.
        source_name: String,
        /// What is amiss.
        found: String,
    },
    /// There is not one release to publish.
    #[error(
        "nothing was written: there is no release in the sources; name other ones, or insist with --allow-shrink"
    )]
    NoRelease,
    /// The new site would have lost most releases of the old one.
    #[error(
        "not published: {path} has {before} releases, and of these sources it would have {now}; \
         put the sources right, or insist with --allow-shrink; what was published before stays as it is"
    )]
    Shrinks {
        /// The folder.
        path: PathBuf,
        /// How many releases the old site has.
        before: u32,
        /// How many releases the new one would have.
        now: u32,
    },
    /// Two files of the site would have the same name.
    #[error("{path}: both the viewer and the newsroom have a file of this name")]
    Twice {
        /// The file, relative to the site.
        path: String,
    },
    /// There is no list of files to verify against.
    #[error("{path}: not found; only what `kiosque publish` wrote can be verified")]
    NoManifest {
        /// Where it should be.
        path: PathBuf,
    },
    /// The list of files is not one.
    #[error("{}", bad_manifest(.path, *.line))]
    BadManifest {
        /// The file.
        path: PathBuf,
        /// The line, from 1; 0 where the file is not the one that the list of lists names.
        line: usize,
    },
    /// The list of published addresses cannot be used.
    #[error(
        "{path}: {reason}; without it every former address would be forgotten: put it right, or take it from a backup or \
         the site on line; if it is removed, the addresses in the site stay and former ones lead nowhere"
    )]
    Addresses {
        /// The file.
        path: PathBuf,
        /// What is amiss.
        reason: String,
    },
    /// What was given as a key is none, or cannot be used.
    #[error("{place}: {wanted}: {reason}")]
    Key {
        /// The file, or what was given in its place.
        place: PathBuf,
        /// What it should be.
        wanted: &'static str,
        /// minisign's own words.
        reason: String,
    },
    /// There is no signature to verify.
    #[error("{path}: not found; `kiosque publish --sign KEYFILE` signs the list of files")]
    NotSigned {
        /// Where it should be.
        path: PathBuf,
    },
    /// The signature is not that of the key, or of another list of files.
    #[error("{path}: this list of files was not signed with that key: {reason}")]
    Signature {
        /// The file.
        path: PathBuf,
        /// minisign's own words.
        reason: String,
    },
    /// The sources cannot be watched.
    #[error("cannot watch the sources: {0}")]
    Watch(String),
}

fn bad_manifest(path: &Path, line: usize) -> String {
    let path = path.display();
    match line {
        0 => format!(
            "{path}: is missing, or not the file that manifest.sha256 names, and by it the site's files are known; bring it back as it \
             was, or publish again into an empty folder"
        ),
        line => format!("{path}:{line}: not a line of sha256sum"),
    }
}

/// An I/O error with its path.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_owned();
    move |source| match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            PublishError::Full { path, source }
        }
        _ => PublishError::Io { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::{PublishError, at, io};
    use std::path::Path;

    #[test]
    fn a_full_disk_is_told_with_what_to_do() {
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded] {
            let error = at(Path::new("site/a"))(kind.into());
            assert!(matches!(error, PublishError::Full { .. }), "{error:?}");
            let said = error.to_string();
            assert!(said.starts_with("site/a: ") && said.contains("free space"), "{said}");
        }
        let error = at(Path::new("site/a"))(io::ErrorKind::PermissionDenied.into());
        assert!(matches!(error, PublishError::Io { .. }), "{error:?}");
    }
}
