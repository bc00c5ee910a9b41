//! A set in a folder on disk, read as the viewer reads it over the network: for the command line.

use super::{LoadError, Need, Reader, Searcher, layout::SET, searcher::complete};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A set in a folder.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    reader: Reader,
    searcher: Searcher,
}

/// Why a folder could not be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The set cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A file cannot be read.
    #[error("{}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Folder {
    /// Opens the set in a newsroom's folder.
    ///
    /// # Errors
    ///
    /// If there is no `set/set.json`, or it cannot be read.
    pub fn open(dir: &Path) -> Result<Self, FolderError> {
        let path = dir.join(SET);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(LoadError::Missing { file: path.display().to_string() }.into());
            }
            Err(source) => return Err(FolderError::Io { path, source }),
        };
        let reader = Reader::open(&bytes)?;
        let searcher = Searcher::new(reader.set().index_folder());
        Ok(Self { dir: dir.to_owned(), reader, searcher })
    }

    /// Reads the files that `need` asks for.
    pub fn read(&mut self, need: &Need) -> &Reader {
        let dir = &self.dir;
        complete(&mut self.reader, &mut self.searcher, need, |file| fs::read(dir.join(file)).ok());
        &self.reader
    }
}
