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
    collections::{BTreeMap, HashSet},
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
    /// What the site had.
    pub(super) was: Ours,
    /// What it is to have.
    pub(super) new: Ours,
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
    files: HashSet<PathBuf>,
    folders: HashSet<PathBuf>,
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
            for above in path.ancestors().skip(1) {
                if above.as_os_str().is_empty() || !self.folders.insert(above.to_owned()) {
                    break;
                }
            }
            self.files.insert(path.to_owned());
        }
    }

    pub(super) fn has_file(&self, path: &Path) -> bool {
        self.files.contains(path)
    }

    pub(super) fn has_folder(&self, path: &Path) -> bool {
        self.folders.contains(path)
    }

    pub(super) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(PathBuf::as_path)
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }
}

/// Folders of a site, those first that lie in most others, and all at once that lie in as many; the site's own last.
pub(super) fn inner_first<'a>(folders: impl Iterator<Item = &'a Path>) -> Vec<Vec<&'a Path>> {
    let mut all: BTreeMap<usize, Vec<&Path>> = BTreeMap::from([(0, vec![Path::new("")])]);
    for folder in folders {
        all.entry(folder.components().count()).or_default().push(folder);
    }
    all.into_values().rev().collect()
}

/// What was found in a folder.
#[derive(Default)]
struct Seen<'a> {
    /// Files that the new site has too, to be held against it.
    there: Vec<There<'a>>,
    removed: Vec<String>,
    foreign: Vec<Foreign>,
    in_the_way: Option<PublishError>,
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
        let mut new = Ours::default();
        new.extend(files.keys().map(String::as_str));
        let mut plan = Self { was: Ours::in_folder(dir)?, new, ..Self::default() };
        let is_first = plan.was.files.is_empty();
        if dir.exists() {
            let mut there = Vec::new();
            for seen in plan.look(dir, Path::new(""), files)? {
                there.extend(seen.there);
                plan.changes.removed.extend(seen.removed);
                plan.foreign.extend(seen.foreign);
                plan.in_the_way = plan.in_the_way.or(seen.in_the_way);
            }
            plan.hold_against(dir, there)?;
        }
        if is_first && plan.foreign.iter().any(|foreign| foreign.is_somebodys(dir)) {
            return Err(PublishError::NotOurs { path: dir.to_owned() });
        }
        if let Some(error) = plan.in_the_way {
            return Err(error);
        }
        plan.changes.unchanged = plan.kept.len();
        let kept: HashSet<&String> = plan.kept.iter().collect();
        let written = files.keys().filter(|path| !kept.contains(path));
        plan.changes.written = written.cloned().collect();
        plan.changes.removed.sort();
        plan.changes.foreign = plan.foreign.iter().map(Foreign::name).collect();
        plan.changes.foreign.sort();
        Ok(plan)
    }

    /// Looks at all that is there, in all folders that the site has or had.
    fn look<'a>(
        &self,
        dir: &Path,
        inner: &Path,
        files: &'a Contents,
    ) -> Result<Vec<Seen<'a>>, PublishError> {
        let folder = dir.join(inner);
        let (mut seen, mut folders) = (Seen::default(), Vec::new());
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let entry = entry.map_err(at(&folder))?;
            let path = inner.join(entry.file_name());
            let kind = entry.file_type().map_err(at(&entry.path()))?;
            if path == Path::new(in_place::INSIDE) {
                continue;
            }
            if kind.is_dir() && (self.was.has_folder(&path) || self.new.has_folder(&path)) {
                folders.push(path);
                continue;
            }
            let wanted = name(&path).and_then(|name| files.get_key_value(&name));
            let is_ours = kind.is_file() && self.was.has_file(&path);
            match wanted {
                // A foreign file that is as the site would have it does no harm as the site's.
                Some((name, content)) if kind.is_file() => {
                    seen.there.push(There { name, content, is_ours });
                }
                Some(_) if is_ours => {}
                Some(_) => refuse(&mut seen.in_the_way, dir, &path, "file"),
                None if is_ours => seen.removed.extend(name(&path)),
                None => {
                    let above = || path.ancestors().skip(1).find(|above| self.new.has_file(above));
                    if self.new.has_folder(&path) {
                        refuse(&mut seen.in_the_way, dir, &path, "folder");
                    } else if let Some(above) = above() {
                        refuse(&mut seen.in_the_way, dir, above, "file");
                    }
                    seen.foreign.push(Foreign { path, is_folder: kind.is_dir() });
                }
            }
        }
        let inner = folders.par_iter().map(|folder| self.look(dir, folder, files));
        let inner = inner.collect::<Result<Vec<Vec<Seen<'a>>>, PublishError>>()?;
        Ok([seen].into_iter().chain(inner.into_iter().flatten()).collect())
    }

    /// Finds out what of it is as the new site has it: by all its bytes, on all cores. What this run read already and nobody
    /// touched since is not read once more.
    fn hold_against(&mut self, dir: &Path, there: Vec<There<'_>>) -> Result<(), PublishError> {
        let is_kept = |file: &There<'_>| holds(&dir.join(file.name), file.content);
        let kept: Vec<Result<bool, PublishError>> = there.par_iter().map(is_kept).collect();
        for (file, is_kept) in there.iter().zip(kept) {
            match is_kept? {
                true => self.kept.push(file.name.clone()),
                false if file.is_ours => {}
                false => refuse(&mut self.in_the_way, dir, Path::new(file.name), "file"),
            }
        }
        Ok(())
    }

    /// Folders that the site has or had.
    pub(super) fn folders(&self) -> impl Iterator<Item = &Path> {
        let gone = self.was.folders().filter(|folder| !self.new.has_folder(folder));
        self.new.folders().chain(gone)
    }

    /// Files that the site has or had, in their order.
    pub(super) fn files(&self) -> Vec<&Path> {
        let gone = self.was.files().filter(|file| !self.new.has_file(file));
        let mut files: Vec<&Path> = self.new.files().chain(gone).collect();
        files.sort_unstable();
        files
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

/// Notes the first thing that cannot stay where the new site has a file or a folder.
fn refuse(noted: &mut Option<PublishError>, dir: &Path, path: &Path, wanted: &'static str) {
    noted.get_or_insert(PublishError::InTheWay { path: dir.join(path), wanted });
}

fn holds(file: &Path, content: &Content) -> Result<bool, PublishError> {
    let found = fs::symlink_metadata(file).map_err(at(file))?;
    if usize::try_from(found.len()).is_ok_and(|size| size != content.len()) {
        return Ok(false);
    }
    if content.is_untouched(&found) {
        return Ok(true);
    }
    match fs::read(file) {
        Ok(found) => Ok(content.is(&found)),
        // What cannot be read can be replaced all the same.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(false),
        Err(error) => Err(at(file)(error)),
    }
}
