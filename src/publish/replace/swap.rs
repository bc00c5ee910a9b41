//! The new folder is built beside the old one, then the two change places.
//!
//! Files that stay are links to the old ones, and so are foreign files, so that they are never
//! away. Folders cannot be linked: for a foreign one, a likeness is built, of links. It stands in
//! for the moment between two steps: once old and new have changed places, the foreign folder
//! itself takes the place of its likeness, also in one step. What came while this ran is carried
//! over ([`carry`](super::carry)). A run that is cut off leaves the rest in its work folder, and
//! [`recover`] carries that over.

use super::{
    beside,
    carry::{Mood, carry_later, carry_over, clear_aside, discard, remove_all},
    like::like,
    plan::{Ours, Plan, inner_first},
};
use crate::{
    bundle::Contents,
    publish::error::{PublishError, at},
};
use rayon::prelude::*;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// So many files are written before it is said how many.
const AT_ONCE: usize = 256;

/// The folder that one run works in, beside the one that it replaces.
pub(super) struct Work(PathBuf);

impl Work {
    pub(super) fn new(dir: &Path) -> Result<Self, PublishError> {
        for number in 0_u32.. {
            let path = beside(dir, &format!("{}-{number}", std::process::id()));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(at(&path)(error)),
            }
        }
        Err(PublishError::Busy { path: dir.to_owned() })
    }

    /// The new folder while it is not whole: nothing in it is the only one of its kind.
    pub(super) fn half(&self) -> PathBuf {
        self.0.join("half")
    }

    /// The new folder when it is whole; once the two have changed places, the old one.
    pub(super) fn new_one(&self) -> PathBuf {
        self.0.join("new")
    }

    /// The old folder, where the two cannot change places in one step.
    fn old_one(&self) -> PathBuf {
        self.0.join("old")
    }

    /// Takes away what is the site's or was never whole, and itself if nothing is left.
    fn clear(&self, dir: &Path) {
        remove_all(&self.half());
        if self.old_one().exists() && !dir.exists() {
            // The only site that there is.
            return;
        }
        for folder in [self.new_one(), self.old_one()] {
            if folder.exists()
                && let Ok(ours) = Ours::in_folder(&folder)
            {
                discard(&folder, &ours);
            }
        }
        clear_aside(&self.new_one());
        let _ = fs::remove_dir(&self.0);
    }
}

/// Puts `files` in the place of `dir` as the plan says. `is_one_step` is whether to try that.
///
/// # Errors
///
/// If it cannot be done; then all is as it was.
pub(super) fn swap(
    plan: &Plan,
    dir: &Path,
    files: &Contents,
    is_one_step: bool,
    progress: &mut dyn FnMut(usize),
) -> Result<(), PublishError> {
    let work = Work::new(dir)?;
    let swapped = build(plan, dir, &work.half(), files, progress)
        .and_then(|()| fs::rename(work.half(), work.new_one()).map_err(at(&work.0)))
        .and_then(|()| change_places(&work, dir, is_one_step).map_err(at(dir)))
        .and_then(|change| {
            let old = work.0.join(change.old_name());
            let carried = carry_over(&old, dir, [&plan.was, &plan.new], Mood::JustNow);
            match carried {
                Ok(()) => discard(&old, &plan.was),
                Err(_) if change.undo(&work, dir).is_ok() => {
                    let _ = carry_later(&work.new_one(), dir);
                }
                Err(_) => {}
            }
            carried
        });
    work.clear(dir);
    swapped
}

pub(super) fn build(
    plan: &Plan,
    dir: &Path,
    new: &Path,
    files: &Contents,
    progress: &mut dyn FnMut(usize),
) -> Result<(), PublishError> {
    fs::create_dir(new).map_err(at(new))?;
    let keep = |path: &String| {
        let place = new.join(path);
        make_folder(&place)?;
        link_or_copy(&dir.join(path), &place).map_err(at(&place))
    };
    plan.kept.par_iter().try_for_each(keep)?;
    for foreign in &plan.foreign {
        let (there, place) = (dir.join(&foreign.path), new.join(&foreign.path));
        make_folder(&place)?;
        liken(&there, &place, foreign.is_folder).map_err(at(&there))?;
    }
    let write = |path: &String| {
        let Some(content) = files.get(path) else { return Ok(()) };
        let place = new.join(path);
        make_folder(&place)?;
        write_new(&place, &content.read()?).map_err(at(&place))
    };
    let mut done = 0;
    for paths in plan.changes.written.chunks(AT_ONCE) {
        paths.par_iter().try_for_each(write)?;
        done += paths.len();
        progress(done);
    }
    let close = |folder: &&Path| {
        let (was, is) = (dir.join(folder), new.join(folder));
        let is_folder = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_dir());
        match is_folder(&was) && is_folder(&is) {
            true => like(&was, &is).map_err(at(&is)),
            false => Ok(()),
        }
    };
    inner_first(plan.folders())
        .iter()
        .try_for_each(|folders| folders.par_iter().try_for_each(close))
}

/// Another name for a file; for a folder, another folder with other names for all that is in it.
/// What goes away meanwhile need not be there.
fn liken(there: &Path, place: &Path, is_folder: bool) -> io::Result<()> {
    if !is_folder {
        return match fs::hard_link(there, place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            linked => linked,
        };
    }
    fs::create_dir(place)?;
    for entry in fs::read_dir(there)? {
        let entry = entry?;
        liken(&entry.path(), &place.join(entry.file_name()), entry.file_type()?.is_dir())?;
    }
    like(there, place)?;
    let time = fs::symlink_metadata(there)?.modified()?;
    match File::open(place) {
        Ok(folder) => folder.set_modified(time),
        // Folders cannot be opened everywhere.
        Err(_) if cfg!(windows) => Ok(()),
        Err(error) => Err(error),
    }
}

pub(super) fn make_folder(file: &Path) -> Result<(), PublishError> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(at(folder))
}

/// Never writes to a file that is there: it could be a link to one of the live site.
pub(super) fn write_new(file: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(file)?.write_all(bytes)
}

/// A second name for a file; where the file system has no links, or no more of them for this
/// file, another file with the same bytes and time.
pub(super) fn link_or_copy(file: &Path, place: &Path) -> io::Result<()> {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, TooManyLinks, Unsupported};
    match fs::hard_link(file, place) {
        // Linux says "not permitted" where there are no links.
        Err(error)
            if matches!(
                error.kind(),
                CrossesDevices | PermissionDenied | TooManyLinks | Unsupported
            ) =>
        {
            let mut from = File::open(file)?;
            let found = from.metadata()?;
            let mut to = OpenOptions::new().write(true).create_new(true).open(place)?;
            io::copy(&mut from, &mut to)?;
            to.set_permissions(found.permissions())?;
            to.set_modified(found.modified()?)
        }
        linked => linked,
    }
}

/// How the new folder came into its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// There was none before.
    First,
    OneStep,
    TwoSteps,
}

impl Change {
    /// Where the old folder is now, in the work folder.
    fn old_name(&self) -> &'static str {
        match self {
            Self::First | Self::TwoSteps => "old",
            Self::OneStep => "new",
        }
    }

    fn undo(&self, work: &Work, dir: &Path) -> io::Result<()> {
        match self {
            Self::First => Ok(()),
            Self::OneStep => exchange(&work.new_one(), dir),
            Self::TwoSteps => {
                fs::rename(dir, work.new_one())?;
                fs::rename(work.old_one(), dir)
            }
        }
    }
}

pub(super) fn change_places(work: &Work, dir: &Path, is_one_step: bool) -> io::Result<Change> {
    let (new, old) = (work.new_one(), work.old_one());
    if !dir.exists() {
        return fs::rename(new, dir).map(|()| Change::First);
    }
    let unsupported = || Err(io::ErrorKind::Unsupported.into());
    match if is_one_step { exchange(&new, dir) } else { unsupported() } {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            fs::rename(dir, &old)?;
            fs::rename(&new, dir).inspect_err(|_| {
                // Better the old site than none; if this fails too, the next run does it.
                let _ = fs::rename(&old, dir);
            })?;
            Ok(Change::TwoSteps)
        }
        exchanged => exchanged.map(|()| Change::OneStep),
    }
}

/// Two folders change places in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn exchange(new: &Path, dir: &Path) -> io::Result<()> {
    use rustix::{
        fs::{CWD, RenameFlags, renameat_with},
        io::Errno,
    };
    renameat_with(CWD, new, CWD, dir, RenameFlags::EXCHANGE).map_err(|error| match error {
        // File systems that cannot do it say so in one of these ways.
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        error => error.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Puts right what runs left that were cut off. Nobody else may be at work.
///
/// # Errors
///
/// If something foreign cannot be put back in its place.
pub(super) fn recover(dir: &Path) -> Result<(), PublishError> {
    for work in left_behind(dir).into_iter().map(Work) {
        let old = work.old_one();
        if old.exists() && !dir.exists() {
            fs::rename(&old, dir).map_err(at(dir))?;
        }
        if dir.exists() {
            carry_later(&work.new_one(), dir)?;
            carry_later(&old, dir)?;
        }
        work.clear(dir);
    }
    Ok(())
}

/// The work folders of other runs.
fn left_behind(dir: &Path) -> Vec<PathBuf> {
    let start = beside(dir, "");
    let start = start.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(entries) = dir.parent().and_then(|parent| fs::read_dir(parent).ok()) else {
        return Vec::new();
    };
    let is_work = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let numbers = name.to_str().and_then(|name| name.strip_prefix(&start));
        let mut numbers = numbers.unwrap_or("x").bytes();
        numbers.all(|byte| byte.is_ascii_digit() || byte == b'-')
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
    };
    let mut left: Vec<PathBuf> =
        entries.flatten().filter(is_work).map(|entry| entry.path()).collect();
    left.sort();
    left
}

#[cfg(test)]
mod tests {
    use super::{super::tests::folder, link_or_copy, write_new};
    use std::{fs, path::Path};

    #[test]
    fn where_there_are_no_links_files_are_copied() {
        let here = folder("links");
        fs::create_dir_all(&here).unwrap();
        let one = here.join("one");
        fs::write(&one, "1").unwrap();
        assert!(write_new(&one, b"2").is_err(), "a file that is there may be one of the live site");
        link_or_copy(&one, &here.join("link")).unwrap();
        assert!(link_or_copy(&one, &here.join("link")).is_err());
        // Another disk, as there is one on Linux.
        let other = Path::new("/dev/shm").join(here.file_name().unwrap());
        if fs::hard_link(&one, &other).is_err() && Path::new("/dev/shm").is_dir() {
            link_or_copy(&one, &other).unwrap();
            assert!(link_or_copy(&one, &other).is_err());
            let time = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
            assert_eq!((fs::read(&other).unwrap(), time(&other)), (b"1".to_vec(), time(&one)));
            fs::remove_file(&other).unwrap();
        }
        fs::remove_dir_all(&here).unwrap();
    }
}
