//! Files replaced one by one, where the folder cannot be moved: the root of a mounted disk, the
//! folder that somebody works in, one with something foreign that only stays whole where it is.
//!
//! All new files are written first, into a hidden folder inside; then each is renamed into its
//! place in an order in which every moment is a site that works. What they replace is put aside
//! until all is done, and back if it cannot be. A list of all files, old and new, is kept for as
//! long: a run that is cut off leaves a mixture, and the next knows by it what is the site's.

use super::{
    plan::Plan,
    swap::{link_or_copy, make_folder, write_new},
};
use crate::{
    bundle::{Contents, layout::SET},
    publish::{
        error::{PublishError, at},
        manifest::MANIFEST,
        signature::SIGNATURE,
    },
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The hidden folder, there only while this runs.
pub(super) const INSIDE: &str = ".kiosque-in-place";

/// The list of all files, a path a line. Nothing, if no run was cut off.
pub(super) fn journal(dir: &Path) -> Result<String, PublishError> {
    let file = list(dir);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(at(&file)(error)),
    }
}

fn list(dir: &Path) -> PathBuf {
    dir.join(INSIDE).join("files")
}

/// Takes the hidden folder away, once all files are in their places.
pub(super) fn clear(dir: &Path) {
    clear_files(dir);
    // The list goes last: until then it is what tells whose the files are.
    let _ = fs::remove_dir_all(dir.join(INSIDE));
}

fn clear_files(dir: &Path) {
    for files in ["new", "old"] {
        let _ = fs::remove_dir_all(dir.join(INSIDE).join(files));
    }
}

/// Puts `files` into `dir` as the plan says.
///
/// # Errors
///
/// If it cannot be done; then all is as it was.
pub(super) fn write(
    plan: &Plan,
    dir: &Path,
    files: &Contents,
    progress: &mut dyn FnMut(usize),
) -> Result<(), PublishError> {
    let was_cut_off = dir.join(INSIDE).exists();
    let made_folder = !dir.exists();
    let mut done = Done::nothing_in(dir);
    let written = stage(plan, dir, files, progress).and_then(|()| put(plan, &mut done));
    match written {
        Ok(()) => clear(dir),
        Err(_) => {
            // What was a mixture before is one still, and needs its list.
            match done.undo() {
                true if was_cut_off => clear_files(dir),
                true => clear(dir),
                false => {}
            }
            if made_folder {
                let _ = fs::remove_dir(dir);
            }
        }
    }
    written
}

pub(super) fn stage(
    plan: &Plan,
    dir: &Path,
    files: &Contents,
    progress: &mut dyn FnMut(usize),
) -> Result<(), PublishError> {
    let inside = dir.join(INSIDE);
    for leftover in [inside.join("new"), inside.join("old"), inside.join("files.half")] {
        match fs::symlink_metadata(&leftover) {
            Err(_) => {}
            Ok(found) if found.is_dir() => fs::remove_dir_all(&leftover).map_err(at(&leftover))?,
            Ok(_) => fs::remove_file(&leftover).map_err(at(&leftover))?,
        }
    }
    let half = inside.join("files.half");
    make_folder(&half)?;
    let all = plan.files().into_iter().map(|path| format!("{}\n", path.display()));
    let all: String = all.collect();
    write_new(&half, all.as_bytes()).map_err(at(&half))?;
    fs::rename(&half, list(dir)).map_err(at(&half))?;
    for (done, path) in plan.changes.written.iter().enumerate() {
        if let Some(content) = files.get(path) {
            let place = inside.join("new").join(path);
            make_folder(&place)?;
            write_new(&place, &content.read()?).map_err(at(&place))?;
        }
        progress(done + 1);
    }
    Ok(())
}

/// What nobody asks for yet comes first, then pages, then what names the new files; what nobody
/// asks for any more goes last.
fn put(plan: &Plan, done: &mut Done<'_>) -> Result<(), PublishError> {
    let mut order: Vec<&String> = plan.changes.written.iter().collect();
    order.sort_by_key(|path| match path.as_str() {
        SET => 2,
        MANIFEST => 3,
        SIGNATURE => 4,
        path => u8::from(path.ends_with(".html")),
    });
    order.into_iter().try_for_each(|path| done.replace(path))?;
    plan.changes.removed.iter().try_for_each(|path| done.remove(path))?;
    // Folders go with their last file; one that is not empty cannot be removed.
    for path in &plan.changes.removed {
        let above = Path::new(path).ancestors().skip(1).filter(|path| !path.as_os_str().is_empty());
        let _ =
            above.map(|path| fs::remove_dir(done.dir.join(path))).take_while(Result::is_ok).count();
    }
    Ok(())
}

/// The steps that were taken, so that they can be taken back.
pub(super) struct Done<'a> {
    dir: &'a Path,
    steps: Vec<Step>,
}

enum Step {
    /// A folder was made.
    Folder(PathBuf),
    /// A file was put where none was.
    New(PathBuf),
    /// A file was put aside: the place that it had, and the one that it has.
    Aside(PathBuf, PathBuf),
}

impl<'a> Done<'a> {
    pub(super) fn nothing_in(dir: &'a Path) -> Self {
        Self { dir, steps: Vec::new() }
    }

    pub(super) fn replace(&mut self, path: &str) -> Result<(), PublishError> {
        let (place, inside) = (self.dir.join(path), self.dir.join(INSIDE));
        let missing = place.ancestors().skip(1).take_while(|above| !above.exists());
        for folder in missing.map(Path::to_owned).collect::<Vec<_>>().into_iter().rev() {
            fs::create_dir(&folder).map_err(at(&folder))?;
            self.steps.push(Step::Folder(folder));
        }
        let is_new = fs::symlink_metadata(&place).is_err();
        if !is_new {
            let aside = inside.join("old").join(path);
            make_folder(&aside)?;
            link_or_copy(&place, &aside).map_err(at(&place))?;
            self.steps.push(Step::Aside(place.clone(), aside));
        }
        fs::rename(inside.join("new").join(path), &place).map_err(at(&place))?;
        if is_new {
            self.steps.push(Step::New(place));
        }
        Ok(())
    }

    fn remove(&mut self, path: &str) -> Result<(), PublishError> {
        let place = self.dir.join(path);
        let aside = self.dir.join(INSIDE).join("old").join(path);
        make_folder(&aside)?;
        fs::rename(&place, &aside).map_err(at(&place))?;
        self.steps.push(Step::Aside(place, aside));
        Ok(())
    }

    /// Whether all could be taken back.
    pub(super) fn undo(&mut self) -> bool {
        let back = |step: Step| match step {
            Step::Folder(folder) => fs::remove_dir(folder),
            Step::New(file) => fs::remove_file(file),
            // A rename of one name of a file to another of its names would do nothing.
            Step::Aside(place, aside) => fs::rename(aside, place),
        };
        let undone: Vec<bool> = self.steps.drain(..).rev().map(|step| back(step).is_ok()).collect();
        undone.into_iter().all(|is_done| is_done)
    }
}
