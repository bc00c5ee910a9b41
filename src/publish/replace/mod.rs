//! A folder replaced as a whole: the new one is complete before the old one goes, what did not
//! change is not written again, and what is not the site's is never touched.
//!
//! There is one [`Plan`] and three ways to carry it out. The new folder is built beside the old
//! one and the two change places ([`swap`]): in one step where the system can do that, else in
//! two. Where the folder cannot be moved, files are replaced one by one ([`in_place`]).
//!
//! Why the folder and not its parts change places: only so is every moment either the old site
//! or the new one to the last byte, what `verify` calls good. Why a foreign folder is then put in
//! the place of its likeness, rather than moved alone or left a likeness: moved alone it would be
//! away for a moment (of a hundred kills some meet it), and a likeness has other numbers, and not
//! what somebody wrote into it meanwhile. Where no likeness can be made, files are replaced in
//! place, which touches nothing else.

mod carry;
mod in_place;
mod like;
mod lock;
mod plan;
mod swap;
#[cfg(test)]
mod tests;

use super::error::PublishError;
use crate::bundle::Contents;
pub use lock::{Hold, real};
use plan::Plan;
use std::{
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
    /// What is not of the site and was left alone: files, and folders, with a `/` at their end.
    pub foreign: Vec<String>,
}

/// How a folder is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The two change places in one step, where the system can do that.
    OneStep,
    /// The old one goes, then the new one comes.
    TwoSteps,
    /// Files are replaced one by one.
    InPlace,
}

/// Makes the folder hold `files`, whose list of files is among them.
///
/// # Errors
///
/// If it holds files and no list of them, or cannot be read or written to, or something foreign
/// is in the way. Then it is as it was.
pub(super) fn replace(
    hold: &Hold,
    files: &Contents,
    progress: &mut dyn FnMut(usize),
) -> Result<Changes, PublishError> {
    let plan = Plan::of(hold.dir(), files)?;
    let way = match can_move(hold.dir(), &plan) {
        true if cfg!(any(target_os = "linux", target_os = "macos")) => Way::OneStep,
        true => Way::TwoSteps,
        false => Way::InPlace,
    };
    carry_out(&plan, hold.dir(), files, way, progress)?;
    Ok(plan.changes)
}

fn carry_out(
    plan: &Plan,
    dir: &Path,
    files: &Contents,
    way: Way,
    progress: &mut dyn FnMut(usize),
) -> Result<(), PublishError> {
    if plan.is_done() {
        in_place::clear(dir);
        return Ok(());
    }
    if way != Way::InPlace {
        match swap::swap(plan, dir, files, way == Way::OneStep, progress) {
            Err(PublishError::Io { source, .. }) if is_immovable(&source) => {}
            swapped => return swapped,
        }
    }
    in_place::write(plan, dir, files, progress)
}

/// `.NAME.kiosque-new` for `NAME`, in the same folder, so that it lies on the same disk.
pub(super) fn beside(path: &Path, what: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.kiosque-{what}"))
}

/// Where it is said of what the files of the site in `dir` were made.
#[must_use]
pub fn cache_beside(dir: &Path) -> PathBuf {
    beside(dir, "cache")
}

/// Whether a folder cannot be put in the place of another here, though files can.
fn is_immovable(error: &io::Error) -> bool {
    use io::ErrorKind::{
        CrossesDevices, DirectoryNotEmpty, PermissionDenied, ReadOnlyFilesystem, ResourceBusy,
        TooManyLinks, Unsupported,
    };
    let kind = error.kind();
    matches!(kind, CrossesDevices | DirectoryNotEmpty | PermissionDenied | ReadOnlyFilesystem)
        || matches!(kind, ResourceBusy | TooManyLinks | Unsupported)
}

/// Whether the folder may be moved. Not if this program was started in it: whoever did that would
/// be left in a folder that is gone. Not if something foreign could not be moved with it.
fn can_move(dir: &Path, plan: &Plan) -> bool {
    let is_inside = std::env::current_dir()
        .is_ok_and(|current| fs::canonicalize(&current).unwrap_or(current).starts_with(dir));
    let mut foreign = plan.foreign.iter().filter(|foreign| foreign.is_folder);
    !is_inside && foreign.all(|foreign| is_movable(&dir.join(&foreign.path), dir))
}

/// Another disk is mounted there, or it must not be written to, which moving a folder does.
#[cfg(unix)]
fn is_movable(folder: &Path, dir: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disk = |path: &Path| fs::symlink_metadata(path).map(|found| found.dev()).ok();
    disk(folder) == disk(dir) && is_writable(folder)
}

#[cfg(not(unix))]
fn is_movable(_: &Path, _: &Path) -> bool {
    true
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn is_writable(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
fn is_writable(folder: &Path) -> bool {
    fs::metadata(folder).is_ok_and(|found| !found.permissions().readonly())
}
