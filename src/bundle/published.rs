//! A file of the site published last whose bytes this run read: they stay where they are until they are asked for again, rather
//! than being put by once more.

use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File, Metadata},
    io::{self, Read as _},
    path::PathBuf,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// A file that changed so shortly before it was read may change once more and be as old: file systems count time in steps, some
/// in steps of two seconds.
const SETTLED: Duration = Duration::from_secs(4);

/// A file that was read.
#[derive(Debug)]
pub(super) struct Published {
    file: PathBuf,
    /// What the system said of it then, if that tells whether anybody touches it.
    seen: Option<Seen>,
}

/// Which file it is, how long, and when it was last written to or anything of it changed: the latter nobody can set.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    which: (u64, u64),
    length: u64,
    times: [(i64, i64); 2],
}

impl Published {
    /// A file with these contents, by their hash, and how long it is; `None` if there is none.
    pub(super) fn of(file: PathBuf, hash: &[u8; 32]) -> Option<(Self, usize)> {
        Self::read_at(file, hash, SystemTime::now())
    }

    fn read_at(file: PathBuf, hash: &[u8; 32], now: SystemTime) -> Option<(Self, usize)> {
        let mut open = File::open(&file).ok()?;
        // Before it is read: what is written to it meanwhile makes another one of it.
        let before = open.metadata().ok()?;
        let mut bytes = Vec::with_capacity(usize::try_from(before.len()).ok()?);
        open.read_to_end(&mut bytes).ok()?;
        let seen = Seen::of(&before).filter(|seen| seen.is_settled(now));
        is(&bytes, hash).then_some((Self { file, seen }, bytes.len()))
    }

    /// Its bytes, if they are what they were.
    pub(super) fn read(&self, hash: &[u8; 32]) -> Result<Vec<u8>, (PathBuf, io::Error)> {
        let changed = || io::Error::other("somebody changed it while this ran; publish again");
        let read = fs::read(&self.file).and_then(|bytes| match is(&bytes, hash) {
            true => Ok(bytes),
            false => Err(changed()),
        });
        read.map_err(|error| (self.file.clone(), error))
    }

    /// Whether a file is this one, and nobody touched it since it was read.
    pub(super) fn is_untouched(&self, found: &Metadata) -> bool {
        self.seen.is_some() && self.seen == Seen::of(found)
    }
}

fn is(bytes: &[u8], hash: &[u8; 32]) -> bool {
    <[u8; 32]>::from(Sha256::digest(bytes)) == *hash
}

impl Seen {
    /// `None` where the system does not tell.
    #[cfg(unix)]
    fn of(found: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let times = [(found.mtime(), found.mtime_nsec()), (found.ctime(), found.ctime_nsec())];
        Some(Self { which: (found.dev(), found.ino()), length: found.len(), times })
    }

    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Option<Self> {
        None
    }

    /// Whether it was as it is for some time: then whoever changes it makes it younger.
    fn is_settled(&self, now: SystemTime) -> bool {
        let since = now.checked_sub(SETTLED).and_then(|then| then.duration_since(UNIX_EPOCH).ok());
        let since = since.and_then(|since| i64::try_from(since.as_secs()).ok());
        since.is_some_and(|since| self.times.iter().all(|(seconds, _)| *seconds < since))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Published, SETTLED};
    use sha2::{Digest as _, Sha256};
    use std::{fs, os::unix::fs::MetadataExt as _, time::SystemTime};

    #[test]
    fn what_somebody_touched_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page");
        fs::write(&file, "what was published").unwrap();
        let hash = Sha256::digest("what was published").into();
        let found = || fs::symlink_metadata(&file).unwrap();
        let (first, later) = (found(), SystemTime::now() + 2 * SETTLED);
        let read = |now| Published::read_at(file.clone(), &hash, now).unwrap().0;
        let (fresh, settled) = (read(SystemTime::now()), read(later));
        assert!(!fresh.is_untouched(&found()), "it may be written to in the same moment");
        assert!(settled.is_untouched(&found()));
        // Clocks of file systems tick: until it did, it is the same to them.
        while (found().ctime(), found().ctime_nsec()) == (first.ctime(), first.ctime_nsec()) {
            fs::write(&file, "what was altered  ").unwrap();
        }
        let open = fs::File::options().write(true).open(&file).unwrap();
        open.set_modified(first.modified().unwrap()).unwrap();
        assert_eq!((found().len(), found().mtime_nsec()), (first.len(), first.mtime_nsec()));
        assert!(!settled.is_untouched(&found()), "whatever it says of when it was written");
        let (path, error) = settled.read(&hash).unwrap_err();
        assert!(path == file && error.to_string().contains("publish again"), "{error}");
        assert!(Published::of(file.clone(), &hash).is_none());
        // Another file with the same in it is another one.
        fs::write(folder.path().join("other"), "what was published").unwrap();
        fs::rename(folder.path().join("other"), &file).unwrap();
        assert!(!settled.is_untouched(&found()));
        assert_eq!(settled.read(&hash).unwrap(), b"what was published");
    }
}
