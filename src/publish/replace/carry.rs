//! What is foreign in the old folder comes into the new one, and what is the site's goes.

use super::{
    in_place::INSIDE,
    plan::Ours,
    swap::{exchange, make_folder},
};
use crate::publish::error::{PublishError, at};
use rayon::prelude::*;
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::SystemTime,
};

/// When the old folder was replaced.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// In this run: what is in the old folder is what counts.
    JustNow,
    /// By a run that was cut off, who knows when: what is in the new folder may have been worked
    /// on since.
    Later,
}

/// Puts what is foreign in `old`, a site that was replaced by another run, into its place in `dir`.
pub(super) fn carry_later(old: &Path, dir: &Path) -> Result<(), PublishError> {
    if !old.exists() {
        return Ok(());
    }
    let (was, is) = (Ours::in_folder(old)?, Ours::in_folder(dir)?);
    carry_over(old, dir, [&was, &is], Mood::Later)
}

/// Puts what is foreign in `old` into its place in `dir`; of both it is known what the site's is. What is there already is a link
/// to the same file or a likeness of the same folder, unless somebody was at work; then nothing of that is lost.
pub(super) fn carry_over(
    old: &Path,
    dir: &Path,
    [was, is]: [&Ours; 2],
    mood: Mood,
) -> Result<(), PublishError> {
    if !old.exists() {
        return Ok(());
    }
    let since = match mood {
        // Files may be a little older than the clock says: it is read once a tick.
        Mood::JustNow => SystemTime::now() - std::time::Duration::from_millis(20),
        Mood::Later => SystemTime::UNIX_EPOCH,
    };
    Carry { old, dir, was, is, mood, since }.folder(Path::new(""))
}

struct Carry<'a> {
    old: &'a Path,
    dir: &'a Path,
    was: &'a Ours,
    is: &'a Ours,
    mood: Mood,
    /// What was written into a likeness after this was written by somebody who took it for the
    /// folder itself.
    since: SystemTime,
}

impl Carry<'_> {
    fn folder(&self, inner: &Path) -> Result<(), PublishError> {
        let folder = self.old.join(inner);
        let mut folders = Vec::new();
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let entry = entry.map_err(at(&folder))?;
            let path = inner.join(entry.file_name());
            let (from, to) = (entry.path(), self.dir.join(&path));
            let kind = entry.file_type().map_err(at(&from))?;
            let is_ours = kind.is_file() && self.was.has_file(&path);
            if is_ours || path == Path::new(INSIDE) {
                continue;
            }
            if kind.is_dir() && self.was.has_folder(&path) {
                folders.push(path);
                continue;
            }
            let there = fs::symlink_metadata(&to).ok();
            let is_folder = there.as_ref().is_some_and(fs::Metadata::is_dir);
            if kind.is_dir() && is_folder && self.is.has_folder(&path) {
                self.folder(&path)?;
                let _ = fs::remove_dir(&from);
                continue;
            }
            match there {
                None => {
                    make_folder(&to)?;
                    fs::rename(&from, &to).map_err(at(&from))?;
                }
                Some(there) if kind.is_dir() && there.is_dir() => {
                    if self.mood == Mood::JustNow {
                        change_places(&from, &to).map_err(at(&from))?;
                    }
                    let _ = settle(&from, &to, self.since);
                }
                // A folder where there was none, or the other way round: neither is lost.
                Some(there) if kind.is_dir() || there.is_dir() => {}
                Some(there) => {
                    let here = entry.metadata().map_err(at(&from))?;
                    let counts = self.mood == Mood::JustNow || is_newer(&here, &there);
                    // Of two names of one file, a rename would leave both.
                    match counts && !is_same(&here, &there) {
                        true => fs::rename(&from, &to).map_err(at(&from))?,
                        false => fs::remove_file(&from).map_err(at(&from))?,
                    }
                }
            }
        }
        folders.par_iter().try_for_each(|folder| self.folder(folder))
    }
}

/// A folder and its likeness.
fn change_places(one: &Path, other: &Path) -> io::Result<()> {
    match exchange(one, other) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            let name = one.file_name().unwrap_or_default().to_string_lossy();
            let aside = one.with_file_name(format!("{name}.likeness"));
            fs::rename(other, &aside)?;
            fs::rename(one, other)?;
            fs::rename(aside, one)
        }
        exchanged => exchanged,
    }
}

/// Takes away `spare`, which is a likeness of `kept` or the folder of which that is one. What is
/// only in it and younger than `since`, or younger than what is there, is put into `kept`.
fn settle(spare: &Path, kept: &Path, since: SystemTime) -> io::Result<()> {
    open_up(spare);
    for entry in fs::read_dir(spare)? {
        let entry = entry?;
        let (from, to) = (entry.path(), kept.join(entry.file_name()));
        let here = entry.metadata()?;
        let is_young = here.modified().is_ok_and(|time| time >= since);
        match fs::symlink_metadata(&to) {
            Ok(there) if here.is_dir() && there.is_dir() => settle(&from, &to, since)?,
            Ok(there) if is_same(&here, &there) => fs::remove_file(&from)?,
            Ok(there) if is_young && is_newer(&here, &there) => fs::rename(&from, &to)?,
            Ok(_) if here.is_dir() => remove_all(&from),
            Ok(_) => fs::remove_file(&from)?,
            Err(_) if is_young => fs::rename(&from, &to)?,
            Err(_) if here.is_dir() => remove_all(&from),
            Err(_) => fs::remove_file(&from)?,
        }
    }
    fs::remove_dir(spare)
}

/// Saved by somebody else, and later.
fn is_newer(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    let time = |found: &fs::Metadata| found.modified().ok();
    !one.is_dir() && !other.is_dir() && time(one) > time(other)
}

#[cfg(unix)]
fn is_same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// As good as can be told.
#[cfg(not(unix))]
fn is_same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    one.is_file()
        && other.is_file()
        && one.len() == other.len()
        && one.modified().ok() == other.modified().ok()
}

/// Takes away what is the site's; a folder with anything else in it stays.
pub(super) fn discard(old: &Path, ours: &Ours) {
    remove_all(&old.join(INSIDE));
    let aside = aside(old);
    let discard = Discard { old, ours, aside: &aside, lanes: AtomicUsize::new(0) };
    if discard.empty(Path::new("")) {
        let _ = fs::remove_dir(old);
    }
    clear_aside(old);
}

/// So many folders in one are emptied by several threads, and by how many: they wait for the disk rather than work.
const MANY: usize = 256;
const THREADS: usize = 8;

struct Discard<'a> {
    old: &'a Path,
    ours: &'a Ours,
    aside: &'a Path,
    /// How many threads have a folder aside.
    lanes: AtomicUsize,
}

impl Discard<'_> {
    /// Whether nothing is left in a folder. In the order in which it has them: in any other, a file system looks for each of a
    /// hundred thousand.
    fn empty(&self, inner: &Path) -> bool {
        let Ok(entries) = fs::read_dir(self.old.join(inner)) else { return false };
        let entries: Vec<io::Result<fs::DirEntry>> = entries.collect();
        let (mut folders, mut is_empty) = (Vec::new(), true);
        for entry in entries {
            let Ok(entry) = entry else { return false };
            let path = inner.join(entry.file_name());
            is_empty &= match entry.file_type() {
                Ok(kind) if kind.is_file() && self.ours.has_file(&path) => {
                    fs::remove_file(entry.path()).is_ok()
                }
                Ok(kind) if kind.is_dir() && self.ours.has_folder(&path) => {
                    folders.push(path);
                    true
                }
                _ => false,
            };
        }
        if folders.len() < MANY {
            let left = folders.iter().filter(|folder| {
                !self.empty(folder) || fs::remove_dir(self.old.join(folder)).is_err()
            });
            return left.count() == 0 && is_empty;
        }
        let left = AtomicUsize::new(0);
        let lane = |folders: &[PathBuf]| {
            let number = self.lanes.fetch_add(1, Ordering::Relaxed);
            let lane = self.aside.join(number.to_string());
            let _ = fs::create_dir_all(&lane);
            let gone = folders.iter().filter(|folder| {
                self.empty(folder) && remove_aside(&self.old.join(folder), &lane.join("folder"))
            });
            left.fetch_add(folders.len() - gone.count(), Ordering::Relaxed);
        };
        thread::scope(|scope| {
            for folders in folders.chunks(folders.len().div_ceil(THREADS)) {
                let spawned = thread::Builder::new().spawn_scoped(scope, || lane(folders));
                if spawned.is_err() {
                    lane(folders);
                }
            }
        });
        is_empty && left.into_inner() == 0
    }
}

/// Takes away an empty folder by way of another place, where nobody else is at work. Some file systems free what it took, and tell
/// the disk, while the folder that it lies in is locked: of a hundred thousand in one each waited for the disk, 0.2 ms.
fn remove_aside(folder: &Path, place: &Path) -> bool {
    if fs::rename(folder, place).is_err() {
        return fs::remove_dir(folder).is_ok();
    }
    let removed = fs::remove_dir(place);
    // Somebody put something into it just now.
    removed.inspect_err(|_| drop(fs::rename(place, folder))).is_ok()
}

/// Where empty folders come before they go, beside the old folder.
fn aside(old: &Path) -> PathBuf {
    old.with_file_name("gone")
}

/// Takes away what a run left there that was cut off; nothing that has anything in it.
pub(super) fn clear_aside(old: &Path) {
    let aside = aside(old);
    for lane in fs::read_dir(&aside).into_iter().flatten().flatten() {
        let _ = fs::remove_dir(lane.path().join("folder"));
        let _ = fs::remove_dir(lane.path());
    }
    let _ = fs::remove_dir(aside);
}

/// Takes away a folder in which everything is a link or was never whole.
pub(super) fn remove_all(folder: &Path) {
    for entry in walkdir::WalkDir::new(folder).follow_root_links(false).into_iter().flatten() {
        if entry.file_type().is_dir() {
            open_up(entry.path());
        }
    }
    let _ = fs::remove_dir_all(folder);
}

/// A folder that may not be written to cannot be emptied.
#[cfg(unix)]
fn open_up(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
}

#[cfg(not(unix))]
fn open_up(_: &Path) {}
