//! A set written into a folder, as work on the viewer itself wants it: every moment is a set.

use super::{
    layout::SET,
    paths::UNCHANGING,
    writer::{Bundle, BundleError, at},
};
use std::{fs, path::Path};

impl Bundle {
    /// Writes the set to `dir`, in place of the one that is there. What it names is there before
    /// `set.json` is, and what only the old one named goes after it: every moment is a set. What is
    /// no set's is left alone.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written to.
    pub fn write(&self, dir: &Path) -> Result<(), BundleError> {
        let (head, rest): (Vec<_>, Vec<_>) = self.files.iter().partition(|(path, _)| *path == SET);
        for (path, bytes) in rest.into_iter().chain(head) {
            put(&dir.join(path), &bytes.read()?)?;
        }
        for place in UNCHANGING {
            let folders = fs::read_dir(dir.join(place)).into_iter().flatten().flatten();
            for folder in folders.filter(is_named_by_hash) {
                let files = fs::read_dir(folder.path()).map_err(at(&folder.path()))?.flatten();
                for file in files.filter(|file| file.file_type().is_ok_and(|kind| kind.is_file())) {
                    let name = file.file_name();
                    let parts =
                        [folder.file_name(), name].map(|p| p.to_string_lossy().into_owned());
                    let path = format!("{place}{}/{}", parts[0], parts[1]);
                    if !self.files.contains_key(&path) {
                        fs::remove_file(file.path()).map_err(at(&file.path()))?;
                    }
                }
                // One that is not empty cannot be removed.
                let _ = fs::remove_dir(folder.path());
            }
        }
        Ok(())
    }
}

/// Whether a folder is named by a hash of what is in it.
fn is_named_by_hash(folder: &fs::DirEntry) -> bool {
    let name = folder.file_name();
    let name = name.as_encoded_bytes();
    let is_folder = folder.file_type().is_ok_and(|kind| kind.is_dir());
    is_folder && name.len() == 8 && name.iter().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'))
}

/// Writes a file whole or not at all; one that is there already is left alone if it is the same.
///
/// # Errors
///
/// If it cannot be written.
pub(crate) fn put(file: &Path, bytes: &[u8]) -> Result<(), BundleError> {
    let is_file = |found: fs::Metadata| found.is_file();
    let is_there = file.symlink_metadata().is_ok_and(is_file);
    if is_there && fs::read(file).is_ok_and(|found| found == bytes) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(at(folder))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let half = file.with_file_name(format!(".{name}.kiosque-new"));
    let written = fs::write(&half, bytes).and_then(|()| fs::rename(&half, file));
    written.map_err(|error| {
        let _ = fs::remove_file(&half);
        at(file)(error)
    })
}
