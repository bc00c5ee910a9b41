//! ZIP archives, opened within bounds: what documents of office programs are, and archives of releases.
//!
//! What an archive says of sizes is not believed: so much is unpacked of a file and of all files together, and no more.

use std::{
    cell::{Cell, RefCell},
    io::{Cursor, Read as _},
};
use zip::{ZipArchive, result::ZipError};

/// So many bytes of one file.
const LARGEST: u64 = if cfg!(test) { 1 << 20 } else { 64 << 20 };
/// So many of all files that are read of an archive.
const MOST: u64 = 4 * LARGEST;
/// So many files.
const MOST_FILES: usize = 20_000;

/// An archive.
pub(super) struct Package<'a> {
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    names: Vec<String>,
    left: Cell<u64>,
}

impl<'a> Package<'a> {
    /// Whether a file begins as an archive does.
    pub(super) fn begins(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
    }

    /// Opens an archive.
    ///
    /// # Errors
    ///
    /// Why it cannot be.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| match error {
            // The list of what is in it stands at its end.
            ZipError::InvalidArchive(_) | ZipError::Io(_) if Self::begins(bytes) => {
                "its end is missing or damaged, as if it had been cut off on its way; get it whole from where it comes".to_owned()
            }
            error => error.to_string(),
        })?;
        if archive.len() > MOST_FILES {
            return Err(format!("more than {MOST_FILES} files in it"));
        }
        let names = (0..archive.len()).map(|number| match archive.name_for_index(number) {
            Some(Ok(name)) => name.replace('\\', "/"),
            _ => String::new(),
        });
        let names = names.collect();
        Ok(Self { archive: RefCell::new(archive), names, left: Cell::new(MOST) })
    }

    /// The names of all files, as they are written, in the order of the archive.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The files of a name. Case is no matter: some programs write `Word/Document.xml`.
    fn number(&self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|known| known == name);
        exact.or_else(|| self.names.iter().position(|known| known.eq_ignore_ascii_case(name)))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.number(name).is_some()
    }

    /// What is in a file; `None` if it is not there.
    pub(super) fn read(&self, name: &str) -> Option<Result<Vec<u8>, String>> {
        self.number(name).map(|number| self.read_number(number))
    }

    /// What is in the file of a number.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    pub(super) fn read_number(&self, number: usize) -> Result<Vec<u8>, String> {
        let mut archive = self.archive.borrow_mut();
        let file = archive.by_index(number).map_err(|error| error.to_string())?;
        if file.encrypted() {
            return Err("protected by a password; save it without one".to_owned());
        }
        let most = LARGEST.min(self.left.get());
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        let length = bytes.len() as u64;
        self.left.set(self.left.get().saturating_sub(length));
        if length > most {
            return Err(format!(
                "unpacks to more than {} MB, or the whole archive to more than {} MB; take it out, or make it smaller",
                LARGEST >> 20,
                MOST >> 20
            ));
        }
        Ok(bytes)
    }

    /// Whether the file of a number is a link to another one.
    pub(super) fn is_link(&self, number: usize) -> bool {
        self.archive
            .borrow_mut()
            .by_index_raw(number)
            .ok()
            .and_then(|file| file.unix_mode())
            .is_some_and(|mode| mode & 0o170_000 == 0o120_000)
    }

    /// The text of a file that is XML.
    pub(super) fn text(&self, name: &str) -> Option<Result<String, String>> {
        let bytes = self.read(name)?;
        Some(bytes.map(|bytes| super::decode::text(&bytes, true).0.into_owned()))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::Package;
    use std::io::{Cursor, Write as _};
    use zip::{ZipWriter, write::SimpleFileOptions};

    /// An archive of these files.
    pub(in crate::ingest) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_unpacks_to_very_much_is_refused() {
        let zeros = vec![0; (1 << 20) + 1];
        let bomb = packed(&[("a", &zeros), ("b", b"x")]);
        assert!(bomb.len() < 1 << 12);
        let package = Package::open(&bomb).unwrap();
        assert!(package.read("a").unwrap().unwrap_err().contains("1 MB"));
        assert_eq!(package.read("B").unwrap().unwrap(), b"x");
        assert!(package.read("c").is_none());
        // Often enough, and nothing is left.
        for _ in 0..4 {
            let _ = package.read("a");
        }
        assert!(package.read("b").unwrap().is_err());
    }

    #[test]
    fn a_link_is_told_from_a_file() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a.md", SimpleFileOptions::default()).unwrap();
        writer.add_symlink("b.md", "../../secret.md", SimpleFileOptions::default()).unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        let package = Package::open(&bytes).unwrap();
        assert_eq!(
            [package.is_link(0), package.is_link(1), package.is_link(9)],
            [false, true, false]
        );
        let loaded = crate::ingest::load_given(
            &[("a.zip".to_owned(), bytes)],
            &crate::ingest::Options::default(),
        );
        assert!(!format!("{:?}", loaded.releases).contains("secret"), "{:?}", loaded.releases);
    }

    #[test]
    fn broken_archives_are_errors() {
        let whole = packed(&[("a.md", b"# T")]);
        for cut in 0..whole.len() {
            if let Ok(package) = Package::open(&whole[..cut]) {
                let _ = package.read("a.md");
            }
        }
        assert!(Package::open(b"PK\x03\x04").is_err() && Package::open(b"").is_err());
    }
}
