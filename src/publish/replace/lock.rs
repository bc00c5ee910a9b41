//! A folder to publish into, held by one run at a time.
//!
//! The lock is the system's own (`File::try_lock`), so that it ends with the run, however that
//! ends. It is on an empty file beside the folder, since the folder itself is another one after
//! it was replaced; where there can be no file, it is on one in the system's folder for
//! temporary ones.

use super::swap;
use crate::publish::{
    error::{PublishError, at},
    manifest::sha256,
};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// A folder that no other run publishes into for as long as this lives.
#[derive(Debug)]
pub struct Hold {
    dir: PathBuf,
    lock: PathBuf,
    _file: File,
    /// Folders above that were made for it, outermost first.
    made: Vec<PathBuf>,
}

impl Hold {
    /// Takes hold of `dir`, whether it exists or not, and puts right what runs left that were cut
    /// off.
    ///
    /// # Errors
    ///
    /// If another run has hold of it, or it is no place to publish into.
    pub fn of(dir: &Path) -> Result<Self, PublishError> {
        let dir = full(dir)?;
        let made = make_parents(&dir)?;
        let held = lock(&dir).map(|(lock, file)| (lock, file, made.clone()));
        let (lock, file, made) = held.inspect_err(|_| remove(&made))?;
        let hold = Self { dir, lock, _file: file, made };
        swap::recover(&hold.dir)?;
        Ok(hold)
    }

    /// The folder, by its full path.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // While it is still locked: whoever comes next makes a file of their own.
        let _ = fs::remove_file(&self.lock);
        remove(&self.made);
    }
}

/// The folder by its full path, links followed; `.` has no name to put a dot before.
fn full(dir: &Path) -> Result<PathBuf, PublishError> {
    let no_place = |reason| PublishError::NoPlace { path: dir.to_owned(), reason };
    let path = match fs::canonicalize(dir) {
        Ok(path) if !path.is_dir() => return Err(no_place("there is a file of this name")),
        Ok(path) => path,
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(dir)(error)),
        Err(_) if dir.is_symlink() => return Err(no_place("a link that leads nowhere")),
        Err(_) => real(dir).map_err(at(dir))?,
    };
    if path.file_name().is_none() {
        return Err(no_place("the root of all folders; name one of its own"));
    }
    let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
    if home.is_some_and(|home| home == path) {
        return Err(no_place("your home; name a folder of its own"));
    }
    Ok(path)
}

/// The full path of what may not be there yet, with links followed as far as it is.
///
/// # Errors
///
/// If the working directory is not there any more.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    for above in path.ancestors() {
        if let (Ok(found), Ok(rest)) = (fs::canonicalize(above), path.strip_prefix(above)) {
            return Ok(if rest.as_os_str().is_empty() { found } else { found.join(rest) });
        }
    }
    Ok(path)
}

fn make_parents(dir: &Path) -> Result<Vec<PathBuf>, PublishError> {
    let missing = dir.ancestors().skip(1).take_while(|above| !above.exists());
    let mut missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    missing.reverse();
    for (made, folder) in missing.iter().enumerate() {
        if let Err(error) = fs::create_dir(folder)
            && error.kind() != io::ErrorKind::AlreadyExists
        {
            remove(missing.get(..made).unwrap_or_default());
            return Err(at(folder)(error));
        }
    }
    Ok(missing)
}

/// What is empty still was made for nothing.
fn remove(made: &[PathBuf]) {
    let _ = made.iter().rev().map(fs::remove_dir).take_while(Result::is_ok).count();
}

fn lock(dir: &Path) -> Result<(PathBuf, File), PublishError> {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, Unsupported};
    let name = sha256(dir.as_os_str().as_encoded_bytes());
    let elsewhere = std::env::temp_dir().join(format!("kiosque-{name}.lock"));
    for path in [super::beside(dir, "lock"), elsewhere] {
        match try_lock(&path) {
            Ok(Some(file)) => return Ok((path, file)),
            Ok(None) => return Err(PublishError::Busy { path: dir.to_owned() }),
            Err(error)
                if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem | Unsupported) => {}
            Err(error) => return Err(at(&path)(error)),
        }
    }
    let reason = "no file can be locked beside it, nor in the folder for temporary files";
    Err(PublishError::NoPlace { path: dir.to_owned(), reason })
}

/// `None` if another has it.
fn try_lock(path: &Path) -> io::Result<Option<File>> {
    loop {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                OpenOptions::new().write(true).create(true).truncate(false).open(path)?
            }
            Err(error) => return Err(error),
        };
        match file.try_lock() {
            Ok(()) if is_at(&file, path) => return Ok(Some(file)),
            // The run before took its file away between the two: there may be another by now.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(file), Ok(found)) = (file.metadata(), fs::metadata(path)) else { return false };
    (file.dev(), file.ino()) == (found.dev(), found.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::{super::tests::folder, Hold};
    use crate::publish::PublishError;
    use std::fs;

    #[test]
    fn one_at_a_time() {
        let above = folder("lock");
        let dir = above.join("a/b/site");
        let first = Hold::of(&dir).unwrap();
        assert!(matches!(Hold::of(&dir), Err(PublishError::Busy { .. })));
        drop(first);
        drop(Hold::of(&dir).unwrap());
        assert!(!above.exists(), "what was made for nothing is gone");
        // What a dead run left is not locked.
        fs::create_dir_all(&dir).unwrap();
        fs::write(super::super::beside(&dir, "lock"), "").unwrap();
        drop(Hold::of(&dir).unwrap());
        assert_eq!(fs::read_dir(dir.parent().unwrap()).unwrap().count(), 1);
        fs::remove_dir_all(&above).unwrap();
    }

    #[test]
    fn places_that_are_none() {
        let dir = folder("no-place");
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("file"), "").unwrap();
        let mut places = vec![dir.join("file"), "/".into(), std::env::home_dir().unwrap()];
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("nowhere", dir.join("link")).unwrap();
            places.push(dir.join("link"));
        }
        for place in places {
            let held = Hold::of(&place);
            assert!(matches!(held, Err(PublishError::NoPlace { .. })), "{}", place.display());
        }
        fs::remove_dir_all(&dir).unwrap();
    }
}
