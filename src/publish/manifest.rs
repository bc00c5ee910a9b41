//! The list of all files with their SHA-256, and a published folder held against it.
//!
//! The list is in the format of `sha256sum`, so that `sha256sum -c manifest.sha256` does half of
//! this; it does not look for files that nobody listed. That of a large site is in parts, which the list names like any other
//! file, and which are in the same format: `sha256sum -c set/lists/*/*` does the other half.

use super::{
    error::{PublishError, at},
    signature,
    viewer::relative,
};
use crate::bundle::{Contents, paths::LISTS};
use crate::desk::proof::part_number;
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

/// A site of more files than this has its list in parts: who checks one release loads a few of them instead of all.
const WHOLE: usize = 4_096;

/// What lies in a folder at the root is in the list itself, if it is no more than this.
const FEW: usize = 64;

/// About how many files a part names.
const PART: usize = 1_024;

/// The list of `files`, by name, after those of its parts.
pub(super) fn manifest(files: &Contents) -> Vec<(String, String)> {
    let hashes = files.iter().map(|(path, content)| (path.clone(), content.sha256())).collect();
    lists(hashes)
}

fn lists(hashes: BTreeMap<String, String>) -> Vec<(String, String)> {
    let is_large = hashes.len() > WHOLE;
    let mut folders: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut whole = BTreeMap::new();
    for (path, hash) in hashes {
        match path.split_once('/').filter(|_| is_large && !is_part(&path)) {
            Some((top, _)) => folders.entry(top.to_owned()).or_default().push((path, hash)),
            None => drop(whole.insert(path, hash)),
        }
    }
    let mut lists = Vec::new();
    for (top, files) in folders {
        if files.len() <= FEW {
            whole.extend(files);
            continue;
        }
        let mut parts = vec![String::new(); files.len().div_ceil(PART).next_power_of_two()];
        let count = parts.len();
        for (path, hash) in &files {
            if let Some(part) = parts.get_mut(part_number(path, count)) {
                part.push_str(&line(path, hash));
            }
        }
        // An empty one would be no list to sha256sum.
        for (number, part) in parts.into_iter().enumerate().filter(|(_, part)| !part.is_empty()) {
            let hash = sha256(part.as_bytes());
            let short = hash.get(..16).unwrap_or(&hash);
            let name = format!("{LISTS}{top}/{number}-{count}-{short}.sha256");
            whole.insert(name.clone(), hash);
            lists.push((name, part));
        }
    }
    let text: String = whole.iter().map(|(path, hash)| line(path, hash)).collect();
    lists.push((MANIFEST.to_owned(), text));
    lists
}

/// Whether a file is a part of the list: what keeps a site offline has lists in that folder too.
fn is_part(path: &str) -> bool {
    path.starts_with(LISTS) && path.ends_with(".sha256")
}

fn line(path: &str, hash: &str) -> String {
    format!("{hash}  {path}\n")
}

/// The list of a folder: hashes by path.
pub(super) fn read(dir: &Path) -> Result<BTreeMap<String, String>, PublishError> {
    let place = |path: &str| dir.join(path);
    let whole = match fs::read(place(MANIFEST)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(PublishError::NoManifest { path: place(MANIFEST) });
        }
        Err(error) => return Err(at(&place(MANIFEST))(error)),
    };
    let wrong =
        |(path, line): (String, usize)| PublishError::BadManifest { path: place(&path), line };
    let mut list = List::new(&whole).map_err(wrong)?;
    for part in list.parts() {
        let bytes = match fs::read(place(&part)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(at(&place(&part))(error)),
        };
        list.add(&part, &bytes).map_err(wrong)?;
    }
    Ok(list.hashes)
}

/// A list that is read, part by part.
pub(super) struct List {
    /// Hashes by path.
    pub(super) hashes: BTreeMap<String, String>,
}

/// Where a list is damaged: the file, and the first line that is none; 0 where it is not the file that is listed.
type Damage = (String, usize);

impl List {
    pub(super) fn new(whole: &[u8]) -> Result<Self, Damage> {
        let hashes = parse(&String::from_utf8_lossy(whole));
        Ok(Self { hashes: hashes.map_err(|line| (MANIFEST.to_owned(), line))? })
    }

    /// The parts that it names.
    pub(super) fn parts(&self) -> Vec<String> {
        self.hashes.keys().filter(|path| is_part(path)).cloned().collect()
    }

    /// Takes what a part names.
    pub(super) fn add(&mut self, part: &str, bytes: &[u8]) -> Result<(), Damage> {
        if self.hashes.get(part) != Some(&sha256(bytes)) {
            return Err((part.to_owned(), 0));
        }
        let hashes = parse(&String::from_utf8_lossy(bytes));
        self.hashes.extend(hashes.map_err(|line| (part.to_owned(), line))?);
        Ok(())
    }
}

/// Hashes by path; the number of the first line that is none, if one is.
fn parse(text: &str) -> Result<BTreeMap<String, String>, usize> {
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
    use super::{List, MANIFEST, PART, lists, manifest, parse, read, sha256, verify};
    use crate::bundle::content::tests::contents;
    use std::{collections::BTreeMap, fs};

    #[test]
    fn the_list_is_sha256sums() {
        let files =
            BTreeMap::from([("b/a b.txt".to_owned(), b"abc".to_vec()), ("a".to_owned(), vec![])]);
        let lists = manifest(&contents(&files));
        let [(name, text)] = lists.as_slice() else { panic!("one list") };
        assert_eq!(name, MANIFEST);
        // FIPS 180-4's own example, and the empty message.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(*text, format!("{nothing}  a\n{abc}  b/a b.txt\n"));
        let read = parse(text).unwrap();
        assert_eq!(read["b/a b.txt"], abc);
        assert_eq!(parse(&format!("{abc}  ../a\n")), Err(1));
        assert_eq!(parse(&format!("{abc}  a\nnonsense\n")), Err(2));
    }

    /// The files of a large site, each with what is in it.
    fn large() -> BTreeMap<String, Vec<u8>> {
        let release = |n: u32| (format!("r/texte-{n}/index.html"), n.to_string().into_bytes());
        let few = ["index.html", "topic/a/index.html", "set/set.json"];
        let few = few.map(|path| (path.to_owned(), path.into()));
        // All in one folder, so that of two parts one would be empty.
        let feed = |n: u32| (format!("feeds/topic/{n}.json"), vec![]);
        (0..5_000).map(release).chain((0..1_500).map(feed)).chain(few).collect()
    }

    #[test]
    fn the_list_of_a_large_site_is_in_parts() {
        let mut files = large();
        let before: BTreeMap<String, String> = manifest(&contents(&files)).into_iter().collect();
        assert_eq!(before.len(), 10);
        assert!(before.values().all(|list| !list.is_empty() && list.len() < 2 * PART * 100));
        // A text changes: the list, and one part of it.
        files.insert("r/texte-77/index.html".to_owned(), b"corrected".to_vec());
        let after = manifest(&contents(&files));
        let changed = after.iter().filter(|(name, list)| before.get(name) != Some(list));
        assert_eq!(changed.count(), 2);
        // Put beside the files that they name, as they are when a site is signed, they are the same.
        let parts = after.iter().filter(|(name, _)| name != MANIFEST);
        files.extend(parts.map(|(name, list)| (name.clone(), list.clone().into_bytes())));
        assert_eq!(manifest(&contents(&files)), after);
    }

    #[test]
    fn parts_are_held_against_the_list() {
        let mut made =
            lists(large().into_iter().map(|(name, bytes)| (name, sha256(&bytes))).collect());
        let (_, whole) = made.pop().unwrap();
        let mut list = List::new(whole.as_bytes()).unwrap();
        assert_eq!(list.parts(), made.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
        for (name, text) in &made {
            let mut flipped = text.clone().into_bytes();
            flipped[0] ^= 1;
            assert_eq!(list.add(name, &flipped), Err((name.clone(), 0)));
            list.add(name, text.as_bytes()).unwrap();
        }
        let own =
            list.hashes.into_iter().filter(|(name, _)| !made.iter().any(|(part, _)| part == name));
        assert_eq!(
            own.map(|(name, _)| name).collect::<Vec<_>>(),
            large().into_keys().collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_folder_is_held_against_all_parts_of_its_list() {
        let dir = tempfile::tempdir().unwrap();
        let mut files = large();
        let lists = manifest(&contents(&files)).into_iter();
        files.extend(lists.map(|(name, list)| (name, list.into_bytes())));
        for (path, bytes) in &files {
            fs::create_dir_all(dir.path().join(path).parent().unwrap()).unwrap();
            fs::write(dir.path().join(path), bytes).unwrap();
        }
        let verdict = verify(dir.path()).unwrap();
        assert!(verdict.is_good() && verdict.good == files.len() - 1, "{verdict:?}");
        fs::write(dir.path().join("r/texte-4321/index.html"), "altered").unwrap();
        assert_eq!(verify(dir.path()).unwrap().changed, ["r/texte-4321/index.html"]);
        let part = files.keys().find(|path| path.starts_with("set/lists/r/3-")).unwrap();
        fs::remove_file(dir.path().join(part)).unwrap();
        let error = read(dir.path()).unwrap_err().to_string();
        assert!(error.contains(part) && error.contains("publish again"), "{error}");
    }
}
