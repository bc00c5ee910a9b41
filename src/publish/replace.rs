//! A folder replaced as a whole: the new one is complete before the old one goes, and what did
//! not change is not written again.
//!
//! The new folder is built beside the old one, with the same name and a dot before it.
//! Unchanged files are links to the old ones, so they keep their times and cost no space. Then
//! the two change places: in one step where the system can do that, else in two, and a run that
//! was cut off between these is put right by the next. Where the folder cannot be moved, as the
//! root of a mounted disk cannot, files are replaced one by one in an order in which every
//! moment is a site that works.

use super::{
    error::{PublishError, at},
    manifest::{self, MANIFEST},
};
use crate::bundle::layout::SET;
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// What replacing a folder did. Paths are relative to it and sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Changes {
    /// Files that were written: new ones and those that are not what they were.
    pub written: Vec<String>,
    /// How many files stayed as they were.
    pub unchanged: usize,
    /// Files of the old site that the new one has not.
    pub removed: Vec<String>,
    /// Files that are not of the site, and were left alone.
    pub foreign: Vec<String>,
}

/// Makes `dir` hold `files`, whose list of files is among them.
///
/// # Errors
///
/// If `dir` holds files and no list of them, or cannot be read or written to.
pub(super) fn replace(
    dir: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    progress: &mut dyn FnMut(usize),
) -> Result<Changes, PublishError> {
    let dir = &absolute(dir)?;
    let (new, old) = (beside(dir, "new"), beside(dir, "old"));
    recover(dir, &old)?;
    let plan = Plan::of(dir, files)?;
    if !plan.changes.written.is_empty() || !plan.changes.removed.is_empty() {
        clear(&new)?;
        let moved = plan
            .build(dir, &new, files, progress)
            .and_then(|()| swap(&new, dir, &old).map_err(at(dir)));
        match moved {
            Err(PublishError::Io { source, .. }) if is_immovable(&source) => {
                // The new folder may be half there; what counts is that the old one is whole.
                let _ = fs::remove_dir_all(&new);
                plan.write_in_place(dir, files)?;
            }
            moved => moved?,
        }
        clear(&new)?;
        clear(&old)?;
    }
    Ok(plan.changes)
}

/// What is to be done to a folder.
struct Plan {
    changes: Changes,
    /// Files that are there and stay, by their paths.
    kept: BTreeMap<String, PathBuf>,
}

impl Plan {
    fn of(dir: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<Self, PublishError> {
        let there = if dir.exists() { manifest::files(dir)? } else { BTreeMap::new() };
        let listed = match manifest::read(dir) {
            Ok(listed) => listed,
            // Hidden files, such as those of a version control system, come with a folder.
            Err(PublishError::NoManifest { .. })
                if there.keys().all(|path| path.starts_with('.')) =>
            {
                BTreeMap::new()
            }
            Err(PublishError::NoManifest { .. }) => {
                return Err(PublishError::NotOurs { path: dir.to_owned() });
            }
            Err(error) => return Err(error),
        };
        let mut plan = Self { changes: Changes::default(), kept: BTreeMap::new() };
        for (path, bytes) in files {
            match there.get(path) {
                Some(file) if holds(file, bytes)? => {
                    plan.changes.unchanged += 1;
                    plan.kept.insert(path.clone(), file.clone());
                }
                _ => plan.changes.written.push(path.clone()),
            }
        }
        for (path, file) in there {
            if files.contains_key(&path) {
                continue;
            }
            let ours = [MANIFEST, super::signature::SIGNATURE].contains(&path.as_str());
            if ours || listed.contains_key(&path) {
                plan.changes.removed.push(path);
            } else {
                plan.changes.foreign.push(path.clone());
                plan.kept.insert(path, file);
            }
        }
        Ok(plan)
    }

    fn build(
        &self,
        dir: &Path,
        new: &Path,
        files: &BTreeMap<String, Vec<u8>>,
        progress: &mut dyn FnMut(usize),
    ) -> Result<(), PublishError> {
        for (path, file) in &self.kept {
            let place = new.join(path);
            make_folder(&place)?;
            // Not every file system has links.
            if fs::hard_link(file, &place).is_err() {
                fs::copy(file, &place).map_err(at(&place))?;
            }
        }
        for (done, path) in self.changes.written.iter().enumerate() {
            if let Some(bytes) = files.get(path) {
                let place = new.join(path);
                make_folder(&place)?;
                fs::write(&place, bytes).map_err(at(&place))?;
            }
            progress(done + 1);
        }
        // Who may read or write the folder stays as it was set.
        if let Ok(old) = fs::metadata(dir) {
            fs::set_permissions(new, old.permissions()).map_err(at(new))?;
        }
        Ok(())
    }

    /// What nobody asks for yet comes first, then pages, then what names the new files; what
    /// nobody asks for any more goes last.
    fn write_in_place(
        &self,
        dir: &Path,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Result<(), PublishError> {
        let mut order: Vec<&String> = self.changes.written.iter().collect();
        order.sort_by_key(|path| match path.as_str() {
            SET => 2,
            MANIFEST => 3,
            path => u8::from(path.ends_with(".html")),
        });
        for path in order {
            let Some(bytes) = files.get(path) else { continue };
            let place = dir.join(path);
            make_folder(&place)?;
            let half = beside(&place, "new");
            fs::write(&half, bytes).map_err(at(&half))?;
            fs::rename(&half, &place).map_err(at(&place))?;
        }
        for path in &self.changes.removed {
            let place = dir.join(path);
            fs::remove_file(&place).map_err(at(&place))?;
            // Folders go with their last file; one that is not empty cannot be removed.
            let parents = place.ancestors().skip(1).take_while(|parent| *parent != dir);
            let _ = parents.map(fs::remove_dir).take_while(Result::is_ok).count();
        }
        Ok(())
    }
}

fn holds(file: &Path, bytes: &[u8]) -> Result<bool, PublishError> {
    let found = fs::symlink_metadata(file).map_err(at(file))?;
    let same_size = found.is_file() && usize::try_from(found.len()).is_ok_and(|n| n == bytes.len());
    Ok(same_size && fs::read(file).map_err(at(file))? == bytes)
}

fn make_folder(file: &Path) -> Result<(), PublishError> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(at(folder))
}

fn clear(folder: &Path) -> Result<(), PublishError> {
    if folder.exists() { fs::remove_dir_all(folder).map_err(at(folder)) } else { Ok(()) }
}

/// `.NAME.kiosque-new` for `NAME`, in the same folder, so that it lies on the same disk.
pub(super) fn beside(path: &Path, what: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.kiosque-{what}"))
}

/// The folder by its full path, whether it exists or not: `.` has no name to put a dot before.
pub(super) fn absolute(dir: &Path) -> Result<PathBuf, PublishError> {
    match fs::canonicalize(dir) {
        Ok(path) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::path::absolute(dir).map_err(at(dir))
        }
        Err(error) => Err(at(dir)(error)),
    }
}

/// A run was cut off when the old folder had gone and the new one had not come.
fn recover(dir: &Path, old: &Path) -> Result<(), PublishError> {
    if !dir.exists() && old.exists() { fs::rename(old, dir).map_err(at(dir)) } else { Ok(()) }
}

/// Whether a folder cannot be put in the place of another here, though files can.
fn is_immovable(error: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    matches!(error.kind(), CrossesDevices | PermissionDenied | ReadOnlyFilesystem | ResourceBusy)
}

fn swap(new: &Path, dir: &Path, old: &Path) -> io::Result<()> {
    if !dir.exists() {
        let parent = dir.parent().unwrap_or(dir);
        fs::create_dir_all(parent)?;
        return fs::rename(new, dir);
    }
    match exchange(new, dir) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            if old.exists() {
                fs::remove_dir_all(old)?;
            }
            fs::rename(dir, old)?;
            fs::rename(new, dir).inspect_err(|_| {
                // Better the old site than none; if this fails too, the next run does it.
                let _ = fs::rename(old, dir);
            })
        }
        exchanged => exchanged,
    }
}

/// Two folders change places in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(new: &Path, dir: &Path) -> io::Result<()> {
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
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::{Plan, absolute, beside, recover, replace};
    use crate::publish::manifest::{MANIFEST, manifest};
    use std::{collections::BTreeMap, fs, path::PathBuf};

    fn folder(name: &str) -> PathBuf {
        let path =
            std::env::temp_dir().join(format!("kiosque-replace-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        path
    }

    fn site(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        let mut site: BTreeMap<String, Vec<u8>> = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect();
        site.insert(MANIFEST.to_owned(), manifest(&site));
        site
    }

    #[test]
    fn only_what_changed_is_written() {
        let dir = folder("changes");
        let mut nothing = |_| {};
        let first = site(&[("a", "1"), ("b/c", "2"), ("d", "3")]);
        let changes = replace(&dir, &first, &mut nothing).unwrap();
        assert_eq!((changes.written.len(), changes.unchanged), (4, 0));
        let time = fs::metadata(dir.join("a")).unwrap().modified().unwrap();
        fs::write(dir.join("CNAME"), "example.org").unwrap();
        assert_eq!(replace(&dir, &first, &mut nothing).unwrap().written, [""; 0]);
        let changes =
            replace(&dir, &site(&[("a", "1"), ("b/c", "4"), ("e", "5")]), &mut nothing).unwrap();
        assert_eq!(changes.written, ["b/c", "e", MANIFEST]);
        assert_eq!((changes.removed, changes.unchanged), (vec!["d".to_owned()], 1));
        assert_eq!(changes.foreign, ["CNAME"]);
        assert_eq!(fs::metadata(dir.join("a")).unwrap().modified().unwrap(), time);
        assert_eq!(fs::read_to_string(dir.join("b/c")).unwrap(), "4");
        assert!(!dir.join("d").exists() && dir.join("CNAME").exists());
        assert!(!beside(&dir, "new").exists() && !beside(&dir, "old").exists());
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_folder_that_is_not_ours_is_left_alone() {
        let dir = folder("foreign");
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("thesis.txt"), "x").unwrap();
        assert!(replace(&dir, &site(&[("a", "1")]), &mut |_| {}).is_err());
        assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_run_that_was_cut_off_is_put_right() {
        let dir = absolute(&folder("cut")).unwrap();
        replace(&dir, &site(&[("a", "1")]), &mut |_| {}).unwrap();
        fs::rename(&dir, beside(&dir, "old")).unwrap();
        recover(&dir, &beside(&dir, "old")).unwrap();
        assert!(dir.join("a").exists());
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn in_place_the_outcome_is_the_same() {
        let dir = folder("in-place");
        replace(&dir, &site(&[("a", "1"), ("b/c/d", "2")]), &mut |_| {}).unwrap();
        let next = site(&[("a", "2"), ("index.html", "3")]);
        Plan::of(&dir, &next).unwrap().write_in_place(&dir, &next).unwrap();
        assert!(crate::publish::verify(&dir).unwrap().is_good());
        assert!(!dir.join("b").exists());
        fs::remove_dir_all(&dir).unwrap();
    }
}
