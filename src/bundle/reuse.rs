//! What an earlier run made of the same things, so that it is not made again: a list beside the site that says of what each file
//! was made, by a hash of all of it, and what came of it, by the hash of its bytes. The bytes are those of the site published last.
//!
//! Nothing is taken on trust. The hash of what a file is made of is that of the very values that are handed to who makes it, with
//! the program's own in it, so that another version finds nothing. The list ends with a hash of itself: one that was cut short or
//! altered counts as none. And bytes that are not what the list says are made anew.

use super::{
    content::{Content, Spool},
    hash::digest,
    writer::BundleError,
};
use sha2::{Digest as _, Sha256};
use std::{
    collections::{BTreeMap, HashMap},
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

/// How each such list begins, of whatever version.
const NAME: &[u8] = b"kiosque reuse ";

/// How this version's begins.
const BEGINNING: &[u8] = b"kiosque reuse 1\n";

/// A larger list is none: of a million releases it has half as much.
const LARGEST: u64 = 256 << 20;

type Hash = [u8; 32];

/// What the list was when this run began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// There was none.
    Nothing,
    /// It is of another version of the program.
    Other,
    /// It is a file of something else, which is left as it is.
    Foreign,
    /// It is not as it was written.
    Damaged,
    /// It knows of what so many files were made.
    Files(usize),
}

/// What was made before, and of what.
#[derive(Debug)]
pub struct Reuse {
    /// The site that was published last.
    dir: PathBuf,
    list: PathBuf,
    program: Hash,
    found: Found,
    known: HashMap<Hash, Hash>,
    used: Mutex<BTreeMap<Hash, Hash>>,
    reused: AtomicUsize,
}

impl Reuse {
    /// What the list `list` knows of the site in `dir`; `program` is who makes files now.
    #[must_use]
    pub fn of(dir: &Path, list: &Path, program: &[u8]) -> Self {
        let program = digest(&[program]);
        let (found, known) = match read(list) {
            None if list.symlink_metadata().is_ok() => (Found::Foreign, HashMap::new()),
            None => (Found::Nothing, HashMap::new()),
            Some(bytes) => match parse(&bytes, &program) {
                Ok(known) => (Found::Files(known.len()), known),
                Err(found) => (found, HashMap::new()),
            },
        };
        let (dir, list) = (dir.to_owned(), list.to_owned());
        let (used, reused) = (Mutex::default(), AtomicUsize::new(0));
        Self { dir, list, program, found, known, used, reused }
    }

    /// What the list was when this run began.
    #[must_use]
    pub fn found(&self) -> Found {
        self.found
    }

    /// How many files were not made again.
    #[must_use]
    pub fn reused(&self) -> usize {
        self.reused.load(Ordering::Relaxed)
    }

    /// The file at `path`, of which `made_of` is all that `make` looks at: as it was made of that before, else by `make`.
    ///
    /// # Errors
    ///
    /// If it cannot be made, or there is no room for it.
    pub(crate) fn file(
        &self,
        path: &str,
        made_of: &[&[u8]],
        spool: &Spool,
        make: impl FnOnce() -> Result<Option<Vec<u8>>, BundleError>,
    ) -> Result<Option<Content>, BundleError> {
        let program: &[u8] = &self.program;
        let parts: Vec<&[u8]> = [program].into_iter().chain(made_of.iter().copied()).collect();
        let key = digest(&parts);
        let known = self.known.get(&key);
        let published = known.and_then(|hash| Content::published(self.dir.join(path), *hash));
        let content = match published {
            Some(content) => {
                self.reused.fetch_add(1, Ordering::Relaxed);
                Some(content)
            }
            None => make()?.map(|bytes| spool.keep(bytes)).transpose()?,
        };
        if let Some(content) = &content {
            let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
            used.insert(key, *content.digest());
        }
        Ok(content)
    }

    /// Writes the list anew, of what this run made or found: what it had no use for is gone from it.
    ///
    /// # Errors
    ///
    /// If it cannot be written: its path, and why. Then it is as it was.
    pub fn write(&self) -> Result<(), (PathBuf, io::Error)> {
        self.written().map_err(|error| (self.list.clone(), error))
    }

    fn written(&self) -> io::Result<()> {
        if self.found == Found::Foreign {
            return Err(io::Error::other(
                "is no list of what was made, and left as it is; remove it, or name another file",
            ));
        }
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |(key, hash): (&Hash, &Hash)| self.known.get(key) == Some(hash);
        if used.len() == self.known.len() && used.iter().all(same) {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(BEGINNING.len() + 64 * (used.len() + 1));
        bytes.extend_from_slice(BEGINNING);
        bytes.extend_from_slice(&self.program);
        for (key, hash) in used.iter() {
            bytes.extend_from_slice(key);
            bytes.extend_from_slice(hash);
        }
        bytes.extend_from_slice(&Sha256::digest(&bytes));
        let folder = self.list.parent().unwrap_or(Path::new(""));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&bytes)?;
        file.persist(&self.list).map(drop).map_err(|error| error.error)
    }
}

/// The same where it may be that nothing is known of an earlier run.
pub(crate) fn made_or_found(
    reuse: Option<&Reuse>,
    path: &str,
    made_of: &[&[u8]],
    spool: &Spool,
    make: impl FnOnce() -> Result<Option<Vec<u8>>, BundleError>,
) -> Result<Option<Content>, BundleError> {
    match reuse {
        Some(reuse) => reuse.file(path, made_of, spool, make),
        None => make()?.map(|bytes| spool.keep(bytes)).transpose(),
    }
}

/// A hash of this program: another version has another one. `None` where the system does not tell.
#[must_use]
pub fn program() -> Option<[u8; 32]> {
    // As it runs, even if another one lies in its place by now.
    let running = File::open("/proc/self/exe");
    let mut file = running.or_else(|_| File::open(std::env::current_exe()?)).ok()?;
    let (mut hasher, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return Some(hasher.finalize().into()),
            count => hasher.update(buffer.get(..count)?),
        }
    }
}

fn read(list: &Path) -> Option<Vec<u8>> {
    let file = File::open(list).ok()?;
    let known = file.metadata().ok()?;
    (known.is_file() && known.len() <= LARGEST).then(|| fs::read(list).ok()).flatten()
}

fn parse(bytes: &[u8], program: &Hash) -> Result<HashMap<Hash, Hash>, Found> {
    if !bytes.is_empty() && !bytes.starts_with(NAME) {
        return Err(Found::Foreign);
    }
    let (all, seal) = bytes.split_last_chunk::<32>().ok_or(Found::Damaged)?;
    if Hash::from(Sha256::digest(all)) != *seal {
        return Err(Found::Damaged);
    }
    let rest = all.strip_prefix(BEGINNING).ok_or(Found::Other)?;
    let entries = rest.strip_prefix(program).ok_or(Found::Other)?;
    let (entries, left) = entries.as_chunks::<64>();
    let entry = |entry: &[u8; 64]| {
        let (key, hash) = entry.split_first_chunk::<32>()?;
        Some((*key, Hash::try_from(hash).ok()?))
    };
    let known: Option<HashMap<Hash, Hash>> = entries.iter().map(entry).collect();
    known.filter(|_| left.is_empty()).ok_or(Found::Damaged)
}

#[cfg(test)]
mod tests {
    use super::{Found, Reuse, made_or_found};
    use crate::bundle::{Spool, content::tests::contents};
    use proptest::prelude::*;
    use std::{cell::Cell, collections::BTreeMap, fs, path::Path};

    /// Asks for a file of that made of that, and writes it as publishing does; whether it was made anew.
    fn asked(dir: &Path, reuse: &Reuse, path: &str, made_of: &[&[u8]], text: &str) -> bool {
        let made = Cell::new(false);
        let make = || {
            made.set(true);
            Ok(Some(text.as_bytes().to_vec()))
        };
        let content = made_or_found(Some(reuse), path, made_of, &Spool::default(), make);
        let content = content.unwrap().unwrap();
        assert_eq!(content.read().unwrap(), text.as_bytes());
        fs::write(dir.join(path), text).unwrap();
        made.get()
    }

    /// A site of two files that was published by the program `1`, and its list.
    fn published() -> (tempfile::TempDir, impl Fn(&[u8]) -> Reuse) {
        let folder = tempfile::tempdir().unwrap();
        let (dir, list) = (folder.path().to_owned(), folder.path().join("list"));
        let open = move |program: &[u8]| Reuse::of(&dir, &list, program);
        let first = open(b"1");
        assert_eq!(first.found(), Found::Nothing);
        for name in ["a", "b"] {
            assert!(asked(folder.path(), &first, name, &[name.as_bytes()], name));
        }
        assert_eq!(first.reused(), 0);
        first.write().unwrap();
        (folder, open)
    }

    #[test]
    fn what_was_made_of_the_same_is_not_made_again() {
        let (folder, open) = published();
        let again = open(b"1");
        assert_eq!(again.found(), Found::Files(2));
        assert!(!asked(folder.path(), &again, "a", &[b"a"], "a"));
        assert!(asked(folder.path(), &again, "b", &[b"another"], "c"));
        assert_eq!(again.reused(), 1);
        again.write().unwrap();
        // What there was no use for is not in it any more.
        let last = open(b"1");
        assert_eq!(last.found(), Found::Files(2));
        assert!(asked(folder.path(), &last, "b", &[b"b"], "b"));
    }

    #[test]
    fn what_another_version_made_is_made_anew() {
        let (folder, open) = published();
        let other = open(b"2");
        assert_eq!(other.found(), Found::Other);
        assert!(asked(folder.path(), &other, "a", &[b"a"], "a"));
        other.write().unwrap();
        assert_eq!((open(b"2").found(), open(b"1").found()), (Found::Files(1), Found::Other));
    }

    #[test]
    fn what_is_not_as_it_was_published_is_made_anew() {
        let (folder, open) = published();
        fs::write(folder.path().join("a"), "z").unwrap();
        fs::remove_file(folder.path().join("b")).unwrap();
        let again = open(b"1");
        for name in ["a", "b"] {
            assert!(asked(folder.path(), &again, name, &[name.as_bytes()], name));
        }
        assert_eq!(again.reused(), 0);
    }

    #[test]
    fn no_bit_of_the_list_can_be_another() {
        let (folder, open) = published();
        let list = folder.path().join("list");
        let whole = fs::read(&list).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut bytes = whole.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            fs::write(&list, bytes).unwrap();
            assert!(matches!(open(b"1").found(), Found::Damaged | Found::Foreign), "bit {bit}");
        }
        for length in 0..whole.len() {
            fs::write(&list, &whole[..length]).unwrap();
            assert!(
                matches!(open(b"1").found(), Found::Damaged | Found::Foreign),
                "{length} bytes"
            );
        }
        let damaged = open(b"1");
        assert!(asked(folder.path(), &damaged, "a", &[b"a"], "a"));
        damaged.write().unwrap();
        assert_eq!(open(b"1").found(), Found::Files(1));
    }

    #[test]
    fn what_is_no_list_is_left_as_it_is() {
        let (folder, open) = published();
        let list = folder.path().join("list");
        fs::write(&list, "# Notes").unwrap();
        let foreign = open(b"1");
        assert_eq!(foreign.found(), Found::Foreign);
        assert!(asked(folder.path(), &foreign, "a", &[b"a"], "a"));
        let (place, error) = foreign.write().unwrap_err();
        assert_eq!((place, fs::read_to_string(&list).unwrap()), (list, "# Notes".to_owned()));
        assert!(error.to_string().contains("name another file"));
    }

    #[test]
    fn nothing_is_known_where_nobody_asked_for_it() {
        let made = made_or_found(None, "a", &[b"a"], &Spool::default(), || Ok(Some(vec![1])));
        let files = BTreeMap::from([("a".to_owned(), vec![1])]);
        assert_eq!(made.unwrap().as_ref(), contents(&files).get("a"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever of it is another, and wherever one part ends and the next begins.
        #[test]
        fn what_was_made_of_something_else_is_made_anew(
            one in prop::collection::vec(prop::collection::vec(0_u8..3, 0..4), 0..4),
            two in prop::collection::vec(prop::collection::vec(0_u8..3, 0..4), 0..4),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let list = folder.path().join("list");
            let one: Vec<&[u8]> = one.iter().map(Vec::as_slice).collect();
            let two: Vec<&[u8]> = two.iter().map(Vec::as_slice).collect();
            let first = Reuse::of(folder.path(), &list, b"1");
            prop_assert!(asked(folder.path(), &first, "a", &one, "a"));
            first.write().unwrap();
            let again = Reuse::of(folder.path(), &list, b"1");
            prop_assert_eq!(asked(folder.path(), &again, "a", &two, "a"), one != two);
        }
    }
}
