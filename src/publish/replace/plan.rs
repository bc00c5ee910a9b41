//! What is to be done to a folder: one plan, whichever way it is carried out.
//!
//! Only what our list of files names is the site's, and a folder is if such a file has its place
//! in it. All else is foreign, whatever its name. A foreign folder is one thing: nobody looks
//! into it.

use super::{Changes, in_place};
use crate::{
    bundle::{Content, Contents},
    model,
    publish::{
        error::{PublishError, at},
        manifest::{self, MANIFEST},
        signature::SIGNATURE,
    },
};
use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// What is to be done to a folder.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) changes: Changes,
    /// Files of the site that are there and stay.
    pub(super) kept: Vec<String>,
    /// What is not the site's. Folders are one thing each.
    pub(super) foreign: Vec<Foreign>,
    /// What the site has and had.
    pub(super) ours: Ours,
    /// A file that cannot be put where the new site has one.
    in_the_way: Option<PublishError>,
}

/// Something that is not the site's.
#[derive(Debug)]
pub(super) struct Foreign {
    /// Relative to the folder.
    pub(super) path: PathBuf,
    pub(super) is_folder: bool,
}

/// The files of a site, and the folders that they lie in. Paths are relative to its folder.
#[derive(Debug, Default)]
pub(super) struct Ours {
    files: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

impl Ours {
    /// What the list in `dir` names, and what a run in place that was cut off was about to write.
    pub(super) fn in_folder(dir: &Path) -> Result<Self, PublishError> {
        let mut ours = Self::default();
        match manifest::read(dir) {
            Ok(listed) => {
                ours.extend(listed.keys().map(String::as_str).chain([MANIFEST, SIGNATURE]));
            }
            Err(PublishError::NoManifest { .. }) => {}
            Err(error) => return Err(error),
        }
        let journal = in_place::journal(dir)?;
        ours.extend(journal.lines().filter(|path| model::Path::new(path).is_some()));
        Ok(ours)
    }

    pub(super) fn extend<'a>(&mut self, paths: impl IntoIterator<Item = &'a str>) {
        for path in paths.into_iter().map(Path::new) {
            let above = path.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
            self.folders.extend(above.map(Path::to_owned));
            self.files.insert(path.to_owned());
        }
    }

    pub(super) fn has_file(&self, path: &Path) -> bool {
        self.files.contains(path)
    }

    pub(super) fn has_folder(&self, path: &Path) -> bool {
        self.folders.contains(path)
    }

    /// Outer ones first.
    pub(super) fn folders(&self) -> impl DoubleEndedIterator<Item = &Path> {
        self.folders.iter().map(PathBuf::as_path)
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }
}

/// A file that is there under the name of one of the new site.
struct There<'a> {
    name: &'a String,
    content: &'a Content,
    is_ours: bool,
}

impl Plan {
    /// What makes `dir` hold `files`.
    ///
    /// # Errors
    ///
    /// If `dir` holds visible files and no list of them, or something foreign stands where the
    /// new site has a file or a folder.
    pub(super) fn of(dir: &Path, files: &Contents) -> Result<Self, PublishError> {
        let mut plan = Self { ours: Ours::in_folder(dir)?, ..Self::default() };
        let is_first = plan.ours.files.is_empty();
        let mut new = Ours::default();
        new.extend(files.keys().map(String::as_str));
        if dir.exists() {
            let mut there = Vec::new();
            plan.look(dir, Path::new(""), files, &new, &mut there)?;
            plan.hold_against(dir, there)?;
        }
        if is_first && plan.foreign.iter().any(|foreign| foreign.is_somebodys(dir)) {
            return Err(PublishError::NotOurs { path: dir.to_owned() });
        }
        if let Some(error) = plan.in_the_way {
            return Err(error);
        }
        plan.changes.unchanged = plan.kept.len();
        let kept: BTreeSet<&String> = plan.kept.iter().collect();
        let written = files.keys().filter(|path| !kept.contains(path));
        plan.changes.written = written.cloned().collect();
        plan.changes.removed.sort();
        plan.changes.foreign = plan.foreign.iter().map(Foreign::name).collect();
        plan.changes.foreign.sort();
        plan.ours.extend(files.keys().map(String::as_str));
        Ok(plan)
    }

    /// Looks at all that is there. Files that the new site has too are put into `there`, to be held against it.
    fn look<'a>(
        &mut self,
        dir: &Path,
        inner: &Path,
        files: &'a Contents,
        new: &Ours,
        there: &mut Vec<There<'a>>,
    ) -> Result<(), PublishError> {
        let folder = dir.join(inner);
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let entry = entry.map_err(at(&folder))?;
            let path = inner.join(entry.file_name());
            let kind = entry.file_type().map_err(at(&entry.path()))?;
            if path == Path::new(in_place::INSIDE) {
                continue;
            }
            if kind.is_dir() && (self.ours.has_folder(&path) || new.has_folder(&path)) {
                self.look(dir, &path, files, new, there)?;
                continue;
            }
            let wanted = name(&path).and_then(|name| files.get_key_value(&name));
            let is_ours = kind.is_file() && self.ours.has_file(&path);
            match wanted {
                // A foreign file that is as the site would have it does no harm as the site's.
                Some((name, content)) if kind.is_file() => {
                    there.push(There { name, content, is_ours });
                }
                Some(_) if is_ours => {}
                Some(_) => self.refuse(dir, &path, "file"),
                None if is_ours => self.changes.removed.extend(name(&path)),
                None => {
                    if new.has_folder(&path) {
                        self.refuse(dir, &path, "folder");
                    } else if let Some(above) = path.ancestors().skip(1).find(|a| new.has_file(a)) {
                        self.refuse(dir, above, "file");
                    }
                    self.foreign.push(Foreign { path, is_folder: kind.is_dir() });
                }
            }
        }
        Ok(())
    }

    /// Finds out what of it is as the new site has it: by all its bytes, on all cores.
    fn hold_against(&mut self, dir: &Path, there: Vec<There<'_>>) -> Result<(), PublishError> {
        let is_kept = |file: &There<'_>| holds(&dir.join(file.name), file.content);
        let kept: Vec<Result<bool, PublishError>> = there.par_iter().map(is_kept).collect();
        for (file, is_kept) in there.iter().zip(kept) {
            match is_kept? {
                true => self.kept.push(file.name.clone()),
                false if file.is_ours => {}
                false => self.refuse(dir, Path::new(file.name), "file"),
            }
        }
        Ok(())
    }

    fn refuse(&mut self, dir: &Path, path: &Path, wanted: &'static str) {
        let path = dir.join(path);
        self.in_the_way.get_or_insert(PublishError::InTheWay { path, wanted });
    }

    /// Whether the folder has to be touched at all.
    pub(super) fn is_done(&self) -> bool {
        self.changes.written.is_empty() && self.changes.removed.is_empty()
    }
}

impl Foreign {
    /// As it is told: `/` between the parts and after a folder.
    fn name(&self) -> String {
        let name = self.path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        if self.is_folder { name + "/" } else { name }
    }

    /// Whether a folder that has this and no list of ours is somebody's. Hidden entries come with
    /// a folder, such as those of a version control system; so do `lost+found` and empty ones.
    fn is_somebodys(&self, dir: &Path) -> bool {
        let top = self.path.iter().next().unwrap_or_default().to_string_lossy();
        let comes_along = top.starts_with('.') || ["_darcs", "CVS", "lost+found"].contains(&&*top);
        let is_empty = || {
            let inside = fs::read_dir(dir.join(&self.path));
            self.is_folder && inside.is_ok_and(|mut entries| entries.next().is_none())
        };
        !comes_along && !is_empty()
    }
}

/// A path as the site's are written, if it can be one of them.
fn name(path: &Path) -> Option<String> {
    Some(path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/"))
}

fn holds(file: &Path, content: &Content) -> Result<bool, PublishError> {
    let size = fs::symlink_metadata(file).map_err(at(file))?.len();
    if usize::try_from(size).is_ok_and(|size| size != content.len()) {
        return Ok(false);
    }
    match fs::read(file) {
        Ok(found) => Ok(content.is(&found)),
        // What cannot be read can be replaced all the same.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(false),
        Err(error) => Err(at(file)(error)),
    }
}
