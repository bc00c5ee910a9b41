//! Files opened, and told apart: only what is a regular file, also at the moment it is opened.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

/// What makes two names the same file: links, hard ones too, and other spellings of a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Identity {
    #[cfg(unix)]
    Inode(u64, u64),
    Path(PathBuf),
}

impl Identity {
    /// Of the file at `real`, a path without links.
    pub(super) fn of(real: &Path, metadata: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            // Some systems number no files.
            if metadata.ino() != 0 {
                return Self::Inode(metadata.dev(), metadata.ino());
            }
        }
        let _ = metadata;
        Self::Path(real.to_owned())
    }
}

/// Opens a regular file at `real`, a path without links. Anything else is an error, and is never
/// waited for: a pipe that nobody writes into would be for ever.
pub(super) fn open(real: &Path) -> io::Result<(File, Metadata)> {
    if !fs::symlink_metadata(real)?.is_file() {
        return Err(no_file());
    }
    let file = options().open(real)?;
    // It may have become another since.
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(no_file()) }
}

fn no_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "no regular file")
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    options
}

/// Larger files are not read: they would be held in memory several times over.
pub(super) const LARGEST: u64 = 256 << 20;

/// The bytes of a regular file; see [`open`].
pub(super) fn bytes(real: &Path) -> io::Result<Vec<u8>> {
    let (file, metadata) = open(real)?;
    let large = || {
        let advice = "larger than 256 MB; split it into several files, or take out what is no text";
        io::Error::new(io::ErrorKind::FileTooLarge, advice)
    };
    if metadata.len() > LARGEST {
        return Err(large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    // It may grow while it is read.
    if file.take(LARGEST + 1).read_to_end(&mut bytes)? as u64 > LARGEST {
        return Err(large());
    }
    Ok(bytes)
}

/// How a regular file begins.
pub(super) fn start(real: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(real)?.0.take(512).read_to_end(&mut bytes)?;
    Ok(bytes)
}
