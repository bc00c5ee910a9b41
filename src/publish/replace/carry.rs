//! What is foreign in the old folder comes into the new one, and what is the site's goes.

use super::{
    in_place::INSIDE,
    plan::Ours,
    swap::{exchange, make_folder},
};
use crate::publish::error::{PublishError, at};
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

/// Puts what is foreign in `old` into its place in `dir`. What is there already is a link to the
/// same file or a likeness of the same folder, unless somebody was at work; then nothing of that
/// is lost.
pub(super) fn carry_over(old: &Path, dir: &Path, mood: Mood) -> Result<(), PublishError> {
    if !old.exists() {
        return Ok(());
    }
    let (was, is) = (Ours::in_folder(old)?, Ours::in_folder(dir)?);
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
    was: Ours,
    is: Ours,
    mood: Mood,
    /// What was written into a likeness after this was written by somebody who took it for the
    /// folder itself.
    since: SystemTime,
}

impl Carry<'_> {
    fn folder(&self, inner: &Path) -> Result<(), PublishError> {
        let folder = self.old.join(inner);
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let entry = entry.map_err(at(&folder))?;
            let path = inner.join(entry.file_name());
            let (from, to) = (entry.path(), self.dir.join(&path));
            let kind = entry.file_type().map_err(at(&from))?;
            let is_ours = kind.is_file() && self.was.has_file(&path);
            if is_ours || path == Path::new(INSIDE) {
                continue;
            }
            let there = fs::symlink_metadata(&to).ok();
            let is_shared = self.was.has_folder(&path)
                || (there.as_ref().is_some_and(fs::Metadata::is_dir) && self.is.has_folder(&path));
            if kind.is_dir() && is_shared {
                self.folder(&path)?;
                if !self.was.has_folder(&path) {
                    let _ = fs::remove_dir(&from);
                }
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
        Ok(())
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
    for path in ours.files().map(|path| old.join(path)) {
        if path.symlink_metadata().is_ok_and(|found| found.is_file()) {
            let _ = fs::remove_file(path);
        }
    }
    for folder in ours.folders().rev().chain([Path::new("")]) {
        let _ = fs::remove_dir(old.join(folder));
    }
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
