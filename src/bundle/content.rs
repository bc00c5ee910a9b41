//! What is in the files of a set or a site from when they are made until they are written: in memory while all of it is small,
//! beyond that in one temporary file without a name, so that no site has to fit into memory.

#[cfg(feature = "native")]
use super::published::Published;
use super::writer::BundleError;
use crate::model::Shelf;
#[cfg(feature = "native")]
use sha2::{Digest as _, Sha256};
use std::{borrow::Cow, collections::BTreeMap, fmt, sync::Arc};
#[cfg(feature = "native")]
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

/// Files by their paths, relative to the newsroom's folder.
pub type Contents = BTreeMap<String, Content>;

/// So many bytes are held in memory: what most sites have in all.
#[cfg(feature = "native")]
const HELD: usize = 64 << 20;

/// What is in a file. Its length and its SHA-256 are known without reading it.
#[derive(Clone)]
pub struct Content {
    place: Place,
    length: usize,
    #[cfg(feature = "native")]
    digest: [u8; 32],
}

#[derive(Clone)]
enum Place {
    Held(Arc<[u8]>),
    /// In the spool, from this byte on.
    #[cfg(feature = "native")]
    Spooled(Spool, u64),
    /// In a file of the site published last.
    #[cfg(feature = "native")]
    Published(Arc<Published>),
}

/// Where contents are put by. Clones of it are one and the same.
#[derive(Clone, Debug)]
pub struct Spool(#[cfg(feature = "native")] Arc<Inner>);

#[cfg(feature = "native")]
#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    /// How many more bytes may be held in memory.
    room: AtomicUsize,
    /// The same for what is on the shelf: it takes no room from the files, which have nowhere else to be where no folder can be
    /// written to.
    on_shelf: AtomicUsize,
    file: OnceLock<File>,
    /// Where the next content begins in the file.
    end: AtomicU64,
    /// Why something that was put away could not be had again.
    lost: Mutex<Option<io::Error>>,
}

/// One for a site that is small, or lies where the system keeps temporary files.
impl Default for Spool {
    fn default() -> Self {
        #[cfg(feature = "native")]
        return Self::of(std::env::temp_dir(), HELD);
        #[cfg(not(feature = "native"))]
        return Self();
    }
}

#[cfg(feature = "native")]
impl Spool {
    /// One on the disk of `dir`, which is to be published into: where the system keeps temporary files there may be no more
    /// room than in memory. `TMPDIR` names another folder.
    #[must_use]
    pub fn beside(dir: &Path) -> Self {
        let named = std::env::var_os("TMPDIR").filter(|named| !named.is_empty());
        let folder = named.map(PathBuf::from).or_else(|| Some(dir.parent()?.to_owned()));
        Self::of(folder.unwrap_or_else(std::env::temp_dir), HELD)
    }

    /// One with its file in a folder once there are more bytes than `held`.
    #[must_use]
    pub fn of(folder: PathBuf, held: usize) -> Self {
        let (room, on_shelf) = (AtomicUsize::new(held), AtomicUsize::new(held / 4));
        let (file, end) = (OnceLock::new(), AtomicU64::new(0));
        Self(Arc::new(Inner { folder, room, on_shelf, file, end, lost: Mutex::default() }))
    }

    /// The same, for what is held only until a site is made: texts, and parts of the index.
    #[must_use]
    pub fn shelf(&self) -> Option<Arc<dyn Shelf>> {
        Some(Arc::<Inner>::clone(&self.0))
    }

    /// Whether all that was put away could be had again: if not, what was made meanwhile may lack something.
    ///
    /// # Errors
    ///
    /// If not: why.
    pub fn intact(&self) -> Result<(), BundleError> {
        let lost = self.0.lost.lock().unwrap_or_else(PoisonError::into_inner).take();
        lost.map_or(Ok(()), |error| Err(self.failed("read again")(error)))
    }

    /// Puts the content of a file by.
    ///
    /// # Errors
    ///
    /// If there is no room for it.
    pub fn keep(&self, bytes: impl AsRef<[u8]>) -> Result<Content, BundleError> {
        let bytes = bytes.as_ref();
        let (length, digest) = (bytes.len(), Sha256::digest(bytes).into());
        let place = if has_room(&self.0.room, length) {
            Place::Held(bytes.into())
        } else {
            Place::Spooled(self.clone(), self.0.append(bytes).map_err(self.failed("write"))?)
        };
        Ok(Content { place, length, digest })
    }

    fn failed(&self, what: &'static str) -> impl FnOnce(io::Error) -> BundleError {
        let folder = self.0.folder.clone();
        move |source| BundleError::Spool { folder, what, source }
    }

    fn read(&self, start: u64, length: usize) -> Result<Vec<u8>, BundleError> {
        self.0.read(start, length).map_err(self.failed("read again"))
    }
}

#[cfg(feature = "native")]
impl Inner {
    /// The file: made when it is first needed. Where systems can, it has no name, so that it is gone with the program
    /// however that ends.
    fn file(&self) -> io::Result<&File> {
        if let Some(file) = self.file.get() {
            return Ok(file);
        }
        let made = tempfile::tempfile_in(&self.folder)?;
        Ok(self.file.get_or_init(|| made))
    }

    /// Writes bytes at the end of the file, and says where that was.
    fn append(&self, bytes: &[u8]) -> io::Result<u64> {
        let count = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let start = self.end.fetch_add(count, Ordering::Relaxed);
        write_at(self.file()?, bytes, start).map(|()| start)
    }

    fn read(&self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        read_at(self.file()?, &mut bytes, start).map(|()| bytes)
    }

    fn lose(&self, error: io::Error) {
        self.lost.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

/// Whether so many more bytes may be held in memory, which they are then taken to be.
#[cfg(feature = "native")]
fn has_room(room: &AtomicUsize, length: usize) -> bool {
    let left = |room: usize| room.checked_sub(length);
    room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left).is_ok()
}

#[cfg(feature = "native")]
impl Shelf for Inner {
    /// Where there is no room on the disk, it stays where it is: what is made of it will say so.
    fn put(&self, bytes: &[u8]) -> Option<u64> {
        // As values, texts take about twice as much.
        if has_room(&self.on_shelf, bytes.len() * 2) { None } else { self.append(bytes).ok() }
    }

    fn get(&self, start: u64, length: usize) -> Vec<u8> {
        self.read(start, length).unwrap_or_else(|error| {
            self.lose(error);
            Vec::new()
        })
    }

    fn spoilt(&self) {
        self.lose(io::ErrorKind::InvalidData.into());
    }
}

#[cfg(not(feature = "native"))]
impl Spool {
    /// Puts the content of a file by: here, in memory.
    ///
    /// # Errors
    ///
    /// None.
    pub fn keep(&self, bytes: impl AsRef<[u8]>) -> Result<Content, BundleError> {
        let bytes = bytes.as_ref();
        Ok(Content { place: Place::Held(bytes.into()), length: bytes.len() })
    }

    /// There is nowhere to put anything away.
    pub(super) fn shelf(&self) -> Option<Arc<dyn Shelf>> {
        None
    }

    /// Nothing was.
    pub(super) fn intact(&self) -> Result<(), BundleError> {
        Ok(())
    }
}

#[cfg(all(feature = "native", unix))]
fn write_at(file: &File, bytes: &[u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, start)
}

#[cfg(all(feature = "native", unix))]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

#[cfg(all(feature = "native", windows))]
fn write_at(file: &File, mut bytes: &[u8], mut start: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        let count = file.seek_write(bytes, start)?;
        bytes = bytes.get(count..).filter(|_| count > 0).ok_or(io::ErrorKind::WriteZero)?;
        start += u64::try_from(count).unwrap_or(u64::MAX);
    }
    Ok(())
}

#[cfg(all(feature = "native", windows))]
fn read_at(file: &File, mut bytes: &mut [u8], mut start: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        let count = file.seek_read(bytes, start)?;
        bytes = bytes.get_mut(count..).filter(|_| count > 0).ok_or(io::ErrorKind::UnexpectedEof)?;
        start += u64::try_from(count).unwrap_or(u64::MAX);
    }
    Ok(())
}

impl Content {
    /// That of a file of the site published last, by its hash; `None` if no such file has it.
    #[cfg(feature = "native")]
    pub(super) fn published(file: PathBuf, digest: [u8; 32]) -> Option<Self> {
        let (published, length) = Published::of(file, &digest)?;
        Some(Self { place: Place::Published(Arc::new(published)), length, digest })
    }

    /// Whether this was read in that very file and nobody touched it since.
    #[cfg(feature = "native")]
    pub(crate) fn is_untouched(&self, found: &std::fs::Metadata) -> bool {
        matches!(&self.place, Place::Published(published) if published.is_untouched(found))
    }

    /// The bytes.
    ///
    /// # Errors
    ///
    /// If they were put into the spool and cannot be read there again, or somebody changed the file that has them.
    pub fn read(&self) -> Result<Cow<'_, [u8]>, BundleError> {
        match &self.place {
            Place::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            #[cfg(feature = "native")]
            Place::Spooled(spool, start) => spool.read(*start, self.length).map(Cow::Owned),
            #[cfg(feature = "native")]
            Place::Published(file) => match file.read(&self.digest) {
                Ok(bytes) => Ok(Cow::Owned(bytes)),
                Err((path, source)) => Err(BundleError::Io { path, source }),
            },
        }
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The SHA-256 of the bytes, in hexadecimal digits.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn sha256(&self) -> String {
        self.digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether these are the bytes.
    #[cfg(feature = "native")]
    #[must_use]
    pub(crate) fn is(&self, bytes: &[u8]) -> bool {
        self.length == bytes.len() && <[u8; 32]>::from(Sha256::digest(bytes)) == self.digest
    }

    /// The first bytes of the SHA-256, for who needs no more.
    #[cfg(feature = "native")]
    pub(crate) fn digest(&self) -> &[u8; 32] {
        &self.digest
    }
}

#[cfg(feature = "native")]
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        (self.length, self.digest) == (other.length, other.digest)
    }
}

#[cfg(feature = "native")]
impl Eq for Content {}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("length", &self.length).finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "native"))]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
pub(crate) mod tests {
    use super::{BTreeMap, BundleError, Contents, File, Spool};
    use crate::model::{Block, Body, Inline};
    use std::fs;

    /// Files as tests write them down.
    pub(crate) fn contents(files: &BTreeMap<String, Vec<u8>>) -> Contents {
        let spool = Spool::default();
        files.iter().map(|(path, bytes)| (path.clone(), spool.keep(bytes).unwrap())).collect()
    }

    /// And as they compare them.
    pub(crate) fn held(files: &Contents) -> BTreeMap<String, Vec<u8>> {
        files.iter().map(|(path, file)| (path.clone(), file.read().unwrap().into_owned())).collect()
    }

    /// A spool whose file may be read, and not written to.
    fn closed(folder: &std::path::Path) -> Spool {
        let file = folder.join("closed");
        fs::write(&file, "").unwrap();
        let spool = Spool::of(folder.to_owned(), 0);
        spool.0.file.set(File::open(file).unwrap()).unwrap();
        spool
    }

    #[test]
    fn what_is_put_by_is_the_same_in_memory_and_out_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let texts: Vec<String> = (0..100).map(|n| n.to_string().repeat(n)).collect();
        for held in [0, 100, usize::MAX] {
            let spool = Spool::of(folder.path().to_owned(), held);
            let kept: Vec<_> = texts.iter().map(|text| spool.keep(text).unwrap()).collect();
            for (text, content) in texts.iter().zip(&kept) {
                assert_eq!(content.read().unwrap(), text.as_bytes());
                assert_eq!(content.len(), text.len());
                assert!(content.is(text.as_bytes()) && !content.is(b"another"));
            }
            let spooled: usize = texts.iter().map(String::len).sum::<usize>().saturating_sub(held);
            let end = spool.0.end.load(std::sync::atomic::Ordering::Relaxed);
            assert!(end >= spooled as u64 && (end == 0) == (held == usize::MAX), "{held}: {end}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "the file has no name");
        let hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Spool::default().keep("").unwrap().sha256(), hash);
    }

    #[test]
    fn several_put_by_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::of(folder.path().to_owned(), 500);
        std::thread::scope(|scope| {
            for n in 0..8_u8 {
                let spool = &spool;
                scope.spawn(move || {
                    for length in 1..200 {
                        let bytes = vec![n; length];
                        assert_eq!(spool.keep(&bytes).unwrap().read().unwrap(), bytes);
                    }
                });
            }
        });
    }

    #[test]
    fn what_cannot_be_put_by_is_told_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("nowhere");
        let mut told = vec![(Spool::of(nowhere.clone(), 0).keep("x").unwrap_err(), nowhere)];
        told.push((closed(folder.path()).keep("x").unwrap_err(), folder.path().to_owned()));
        for (error, place) in told {
            let said = error.to_string();
            assert!(matches!(error, BundleError::Spool { .. }), "{said}");
            assert!(said.starts_with(&*place.to_string_lossy()), "{said}");
            assert!(said.contains("free space") && said.contains("TMPDIR"), "{said}");
        }
    }

    #[test]
    fn a_text_that_cannot_be_had_again_is_told() {
        let text = Block::Paragraph(vec![Inline::Text("A text.".to_owned())]);
        let spoil = |spool: &Spool, bytes: &[u8]| {
            let file = spool.0.file.get().unwrap();
            file.set_len(0).unwrap();
            super::write_at(file, bytes, 0).unwrap();
        };
        for bytes in [vec![], vec![0xFF; 200]] {
            let folder = tempfile::tempdir().unwrap();
            let spool = Spool::of(folder.path().to_owned(), 0);
            let mut body = Body::from(vec![text.clone()]);
            body.put_away(&spool.shelf().unwrap());
            assert_eq!(body.blocks().first(), Some(&text));
            assert!(spool.intact().is_ok());
            spoil(&spool, &bytes);
            assert!(body.blocks().is_empty());
            let error = spool.intact().unwrap_err().to_string();
            assert!(error.contains("read again"), "{error}");
        }
        // Where there is no room for it, it stays.
        let folder = tempfile::tempdir().unwrap();
        let mut body = Body::from(vec![text.clone()]);
        body.put_away(&closed(folder.path()).shelf().unwrap());
        assert_eq!(body.blocks().first(), Some(&text));
    }

    #[test]
    fn what_cannot_be_read_again_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::of(folder.path().to_owned(), 0);
        let content = spool.keep("some text").unwrap();
        spool.0.file.get().unwrap().set_len(4).unwrap();
        assert!(matches!(content.read(), Err(BundleError::Spool { .. })));
    }
}
