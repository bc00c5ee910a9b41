//! What is foreign in the old folder comes into the new one, and what is the site's goes.

use super::{
    in_place::INSIDE,
    plan::Ours,
    swap::{exchange, make_folder},
};
use crate::publish::error::{PublishError, at};
use rayon::prelude::*;
use std::{fs, io, path::Path, time::SystemTime};

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
    empty(old, Path::new(""), ours);
}

/// In the order in which the folder has them: in any other, a file system looks for each of a hundred thousand.
fn empty(old: &Path, inner: &Path, ours: &Ours) {
    let folder = old.join(inner);
    let Ok(entries) = fs::read_dir(&folder) else { return };
    let entries: Vec<fs::DirEntry> = entries.flatten().collect();
    let mut folders = Vec::new();
    for entry in entries {
        let path = inner.join(entry.file_name());
        match entry.file_type() {
            Ok(kind) if kind.is_file() && ours.has_file(&path) => {
                let _ = fs::remove_file(entry.path());
            }
            Ok(kind) if kind.is_dir() && ours.has_folder(&path) => folders.push(path),
            _ => {}
        }
    }
    folders.par_iter().for_each(|folder| empty(old, folder, ours));
    let _ = fs::remove_dir(folder);
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
