//! The list of all files with their SHA-256, and a published folder held against it.
//!
//! The list is in the format of `sha256sum`, so that `sha256sum -c manifest.sha256` does half of
//! this; it does not look for files that nobody listed.

use super::{
    error::{PublishError, at},
    signature,
    viewer::relative,
};
use crate::bundle::{Content, Contents};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

pub use crate::desk::proof::MANIFEST;

/// A folder held against its list. Paths are relative to it and sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    /// Files that are what the list says.
    pub good: usize,
    /// Files in the list that are not there.
    pub missing: Vec<String>,
    /// Files that are not what the list says.
    pub changed: Vec<String>,
    /// Files that are there and not in the list.
    pub extra: Vec<String>,
}

impl Verdict {
    /// Whether the folder is what was published.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.extra.is_empty()
    }
}

pub(super) use crate::desk::proof::sha256;

/// The list of `files`, by name.
pub(super) fn manifest(files: &Contents) -> Vec<u8> {
    let line = |(path, content): (&String, &Content)| format!("{}  {path}\n", content.sha256());
    files.iter().map(line).collect::<String>().into_bytes()
}

/// The list of a folder: hashes by path.
pub(super) fn read(dir: &Path) -> Result<BTreeMap<String, String>, PublishError> {
    let path = dir.join(MANIFEST);
    let text = match fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(PublishError::NoManifest { path });
        }
        Err(error) => return Err(at(&path)(error)),
    };
    parse(&text).map_err(|line| PublishError::BadManifest { path, line })
}

/// Hashes by path; the number of the first line that is none, if one is.
pub(super) fn parse(text: &str) -> Result<BTreeMap<String, String>, usize> {
    let line = |(number, line): (usize, &str)| {
        let (hash, path) = line.split_once("  ").ok_or(number)?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        // A list from elsewhere must not lead out of the folder.
        let inside = crate::model::Path::new(path).is_some();
        if is_hash && inside { Ok((path.to_owned(), hash.to_owned())) } else { Err(number) }
    };
    (1..).zip(text.lines()).map(line).collect()
}

/// Where version control systems keep what they know of a folder.
const KEPT_ELSEWHERE: [&str; 7] = [".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "CVS"];

/// Every file below `dir`, by its path, and what cannot be looked into. What belongs to a version
/// control system that keeps the folder is not of the site.
fn files(dir: &Path) -> Result<BTreeMap<String, PathBuf>, PublishError> {
    let is_site = |entry: &DirEntry| {
        entry.depth() == 0 || KEPT_ELSEWHERE.iter().all(|name| entry.file_name() != *name)
    };
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(dir).into_iter().filter_entry(is_site) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => match error.path().filter(|_| error.depth() > 0) {
                Some(closed) => {
                    files.insert(relative(closed, dir), closed.to_owned());
                    continue;
                }
                None => {
                    let path = error.path().unwrap_or(dir).to_owned();
                    return Err(PublishError::Io { path, source: error.into() });
                }
            },
        };
        if !entry.file_type().is_dir() {
            files.insert(relative(entry.path(), dir), entry.into_path());
        }
    }
    Ok(files)
}

/// Holds the folder `dir` against its list.
///
/// # Errors
///
/// If there is no list, or it or the folder cannot be read.
pub fn verify(dir: &Path) -> Result<Verdict, PublishError> {
    let listed = read(dir)?;
    let mut there = files(dir)?;
    there.remove(MANIFEST);
    there.remove(signature::SIGNATURE);
    let mut verdict = Verdict::default();
    for (path, hash) in &listed {
        match there.remove(path) {
            None => verdict.missing.push(path.clone()),
            Some(file) => {
                // A link to elsewhere is no file of the site, whatever it leads to.
                let is_file = fs::symlink_metadata(&file).map_err(at(&file))?.is_file();
                if is_file && sha256(&fs::read(&file).map_err(at(&file))?) == *hash {
                    verdict.good += 1;
                } else {
                    verdict.changed.push(path.clone());
                }
            }
        }
    }
    verdict.extra = there.into_keys().collect();
    Ok(verdict)
}

#[cfg(test)]
mod tests {
    use super::{manifest, parse};
    use crate::bundle::content::tests::contents;
    use std::collections::BTreeMap;

    #[test]
    fn the_list_is_sha256sums() {
        let files =
            BTreeMap::from([("b/a b.txt".to_owned(), b"abc".to_vec()), ("a".to_owned(), vec![])]);
        let text = String::from_utf8(manifest(&contents(&files))).unwrap();
        // FIPS 180-4's own example, and the empty message.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(text, format!("{nothing}  a\n{abc}  b/a b.txt\n"));
        let read = parse(&text).unwrap();
        assert_eq!(read["b/a b.txt"], abc);
        assert_eq!(parse(&format!("{abc}  ../a\n")), Err(1));
        assert_eq!(parse(&format!("{abc}  a\nnonsense\n")), Err(2));
    }
}
