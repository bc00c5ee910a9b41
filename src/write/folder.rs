//! The newsroom's folder on the disk: nothing outside it is read or written, no link is followed, no file is half written or written
//! over that is not meant, and what is not saved yet is kept.

use crate::ingest;
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Where texts are kept until they are saved: hidden, so that nobody reads them as releases.
const DRAFTS: &str = ".kiosque/drafts";

/// A newsroom's folder.
#[derive(Debug)]
pub(super) struct Folder {
    /// Without links.
    root: PathBuf,
}

/// Text that was not saved.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) form: String,
    /// When it was last changed.
    pub(super) since: Option<SystemTime>,
}

impl Folder {
    pub(super) fn new(dir: &Path) -> io::Result<Self> {
        let root = fs::canonicalize(dir)?;
        match root.is_dir() {
            true => Ok(Self { root }),
            false => {
                Err(io::Error::new(io::ErrorKind::NotADirectory, "a newsroom's folder is wanted"))
            }
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// How a file of the folder is called in it, with `/` between the parts.
    pub(super) fn name<'a>(&self, source: &'a str) -> &'a str {
        let root = self.root.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        source.strip_prefix(root.as_str()).map_or(source, |name| name.trim_start_matches('/'))
    }

    /// Where a file of that name lies, if it is one of the folder's own: no part leads out, is hidden or is a link.
    pub(super) fn place(&self, name: &str) -> Option<PathBuf> {
        let fits = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.contains(['\\', ':'])
                && !part.contains(char::is_control)
        };
        name.split('/').all(fits).then(|| self.below(name)).flatten()
    }

    fn below(&self, name: &str) -> Option<PathBuf> {
        let mut place = self.root.clone();
        for part in name.split('/') {
            place.push(part);
            if fs::symlink_metadata(&place).is_ok_and(|found| found.is_symlink()) {
                return None;
            }
        }
        Some(place)
    }

    pub(super) fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        ingest::contents(&self.place(name).ok_or_else(refused)?)
    }

    /// Writes a file that is not there yet.
    pub(super) fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(name).ok_or_else(refused)?;
        let beside = self.beside(&place, bytes)?;
        // What is there, even since a moment ago, is not written over.
        let linked = fs::hard_link(&beside, &place);
        fs::remove_file(&beside)?;
        match linked {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                // Not every disk has links.
                File::create_new(&place)
                    .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            }
            other => other,
        }
    }

    /// Writes a file in the place of the one that is there: at every moment it is the old one or the new one.
    pub(super) fn replace(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(name).ok_or_else(refused)?;
        let known = fs::metadata(&place).map(|known| known.permissions());
        if known.as_ref().is_ok_and(fs::Permissions::readonly) {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                format!("{name}: read only"),
            ));
        }
        let beside = self.beside(&place, bytes)?;
        if let Ok(known) = known {
            fs::set_permissions(&beside, known)?;
        }
        fs::rename(&beside, &place)
    }

    /// Takes away a file that was written a moment ago, unless it is another one by now.
    pub(super) fn take_back(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(name).ok_or_else(refused)?;
        if ingest::contents(&place)? == bytes { fs::remove_file(&place) } else { Ok(()) }
    }

    fn beside(&self, place: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let beside = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
        // One that a run before left behind.
        let _ = fs::remove_file(&beside);
        let mut file = File::create_new(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(beside)
    }

    /// A name that no file has, made of `stem` and `ending`; or the name of the file that holds just these bytes already.
    pub(super) fn unused(
        &self,
        folder: &str,
        stem: &str,
        ending: &str,
        bytes: &[u8],
    ) -> Option<String> {
        (1..1000).find_map(|round| {
            let number = if round == 1 { String::new() } else { format!("-{round}") };
            let name = format!("{folder}{stem}{number}.{ending}");
            let place = self.place(&name)?;
            let free = fs::symlink_metadata(&place).is_err();
            let same =
                || !bytes.is_empty() && ingest::contents(&place).is_ok_and(|known| known == bytes);
            (free || same()).then_some(name)
        })
    }

    /// Keeps a text that is not saved yet, of a file or, under a name of its own, of none.
    pub(super) fn keep(&self, of: &str, form: &str) -> io::Result<()> {
        let place = self.draft(of).ok_or_else(refused)?;
        let beside = self.beside(&place, form.as_bytes())?;
        fs::rename(&beside, &place)
    }

    pub(super) fn kept(&self, of: &str) -> Option<Kept> {
        kept(&self.draft(of)?)
    }

    /// All that is kept.
    pub(super) fn all_kept(&self) -> Vec<Kept> {
        let entries = self.below(DRAFTS).and_then(|folder| fs::read_dir(folder).ok());
        let places = entries.into_iter().flatten().flatten().map(|entry| entry.path());
        let mut all: Vec<Kept> = places.filter_map(|place| kept(&place)).collect();
        all.sort_by_key(|kept| kept.since);
        all
    }

    pub(super) fn discard(&self, of: &str) {
        if let Some(place) = self.draft(of) {
            let _ = fs::remove_file(place);
        }
    }

    fn draft(&self, of: &str) -> Option<PathBuf> {
        let hash = hash(of.as_bytes());
        self.below(&format!("{DRAFTS}/{}.txt", hash.get(..24)?))
    }
}

fn kept(place: &Path) -> Option<Kept> {
    let form = String::from_utf8(ingest::contents(place).ok()?).ok()?;
    let since = fs::metadata(place).and_then(|known| known.modified()).ok();
    Some(Kept { form, since })
}

/// By what a file is known to have changed.
pub(super) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "not a file of this folder")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::Folder;
    use std::fs;

    #[test]
    fn nothing_outside_is_reached() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("news");
        fs::create_dir_all(dir.join("2026")).unwrap();
        fs::write(outer.path().join("secret.md"), "x").unwrap();
        let folder = Folder::new(&dir).unwrap();
        for name in [
            "../secret.md",
            "",
            "/etc/passwd",
            "a/../../secret.md",
            ".git/config",
            "2026/.x.md",
            "a\\b.md",
            "c:x.md",
            "a//b.md",
            "a\0.md",
        ] {
            assert!(folder.place(name).is_none(), "{name:?}");
            assert!(
                folder.read(name).is_err()
                    && folder.create(name, b"x").is_err()
                    && folder.replace(name, b"x").is_err(),
                "{name:?}"
            );
        }
        assert!(folder.place("2026/quai.md").is_some());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(outer.path(), dir.join("out")).unwrap();
            std::os::unix::fs::symlink(outer.path().join("secret.md"), dir.join("link.md"))
                .unwrap();
            for name in ["out/secret.md", "link.md", "out/new.md"] {
                assert!(
                    folder.read(name).is_err()
                        && folder.create(name, b"x").is_err()
                        && folder.replace(name, b"x").is_err(),
                    "{name:?}"
                );
            }
            std::os::unix::fs::symlink(outer.path(), dir.join(".kiosque")).unwrap();
            assert!(folder.keep("a", "title=x").is_err());
        }
        assert_eq!(fs::read_to_string(outer.path().join("secret.md")).unwrap(), "x");
        assert_eq!(fs::read_dir(outer.path()).unwrap().count(), 2);
    }

    #[test]
    fn files_are_made_once_and_kept_texts_come_back() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path()).unwrap();
        folder.create("a.md", b"1").unwrap();
        assert!(folder.create("a.md", b"2").is_err());
        folder.replace("a.md", b"3").unwrap();
        assert_eq!(folder.read("a.md").unwrap(), b"3");
        assert_eq!(folder.unused("", "a", "md", b"").unwrap(), "a-2.md");
        assert_eq!(folder.unused("", "a", "md", b"3").unwrap(), "a.md");
        folder.keep("a.md", "title=x").unwrap();
        folder.keep("new-1", "title=y").unwrap();
        assert_eq!(folder.kept("a.md").unwrap().form, "title=x");
        assert_eq!(folder.all_kept().len(), 2);
        folder.discard("a.md");
        assert!(folder.kept("a.md").is_none());
        // Nothing is left beside them.
        let names: Vec<_> =
            fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }
}
