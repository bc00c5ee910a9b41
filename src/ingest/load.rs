//! Files and folders to a newsroom: the only part of ingest that touches the disk.
//!
//! [`walk`] says which files of a folder are read, [`passed`] which are not and [`why`], [`files`] which
//! of those that releases name may become public, and [`open`] opens them.

mod files;
#[cfg(feature = "native")]
mod fixes;
mod follow;
mod format;
mod given;
mod names;
mod offered;
mod open;
mod packed;
mod passed;
mod reader;
mod seen;
mod walk;
mod why;

use super::{
    Draft, File, Found, Locate, Look, Origin, Parsed, Reach, Role, Sourced, Wishes,
    assemble::assemble,
    date, decode, position,
    problem::{Kind, Place, Problem, together},
    repair::{self, Repairs},
    templates::Template,
};
use crate::model::{self, Language, Newsroom, Shelf};
use files::{Files, Told};
#[cfg(feature = "native")]
pub use fixes::{Fixes, fix};
use format::{Format, Read};
pub use given::load_given;
pub(super) use offered::refuses;
pub(super) use packed::{Copies, Entry, entry, may_be_public, read_packed};
use reader::{Reader, Source};
pub use seen::{Fate, Seen};
use std::{
    borrow::Cow,
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
#[cfg(test)]
pub(crate) use walk::PUBLISHED;

/// What is to be taken for granted.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of releases for which neither they, nor their file's name, nor the newsroom
    /// says one.
    pub language: Option<Language>,
    /// The template languages that the sources are written in. Marks of others, and of these if they
    /// are not named, are text, and reported.
    pub templates: BTreeSet<Template>,
    /// Whether the further pages and archives of a feed are read where they lie beside it.
    pub follow: bool,
    /// Files of a folder that are read as if they held these bytes, whether or not they are there: what is being written.
    pub instead: Vec<(PathBuf, Vec<u8>)>,
    /// Where texts are put away once they are read, so that memory need not hold all of them: that of the spool with which the site
    /// is made, as that one tells if a text was lost.
    pub shelf: Option<Arc<dyn Shelf>>,
}

/// A newsroom as it was found.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The names of each issuer that the newsroom declares to be one, by language.
    pub issuers: Vec<Vec<(crate::model::Language, String)>>,
    /// What is said of the newsroom, with the topics declared and those found in releases.
    pub newsroom: Newsroom,
    /// What the site is to look like, beside what is said of the newsroom.
    pub look: Look,
    /// What it asks for so that others show its releases or learn of them.
    pub reach: Reach,
    /// Its pages of its own (legal notice, privacy), as releases: what withholds those withholds these.
    pub pages: Vec<Sourced>,
    /// Pages that must not be shown.
    pub held_pages: Vec<Sourced>,
    /// The releases, in the order of the sources.
    pub releases: Vec<Sourced>,
    /// Releases that must not be shown, whatever the day; a problem says why for each. What they say
    /// of themselves goes nowhere; that they are there tells versions in other languages to wait.
    pub held: Vec<Sourced>,
    /// Pictures and files that releases refer to and that exist, with where they lie on disk.
    pub files: BTreeMap<model::Path, PathBuf>,
    /// Pictures that were written into the texts themselves.
    pub made: BTreeMap<model::Path, Vec<u8>>,
    /// What is wrong, in the order of the sources.
    pub problems: Vec<Problem>,
    /// The addresses that are asked for.
    pub wishes: Wishes,
    /// Every file that was seen, and what became of it.
    pub seen: Vec<Seen>,
}

impl Loaded {
    /// The files that were seen, and what became of them, in a table.
    #[must_use]
    pub fn table(&self) -> String {
        seen::table(&self.seen)
    }
}

/// Reads newsrooms. A source is a file of any format, or a folder: its `newsroom.json`, and the
/// `.json`, `.md`, `.txt` and `.html` files in it and in the folders below, in the order of
/// their names, each once. Documents such as `.xml` and `.docx` are read only where they are sources
/// themselves: those in a folder are what releases offer, or nobody's business. What is hidden, what
/// has a name that no release has (`README`, `TODO`, `drafts/`, `templates/`), and what is of another
/// format is passed over; so are folders called `media`, which hold pictures and attachments. Links are not followed, but for a source that is
/// one itself.
///
/// The language of a release is what it says, else what its file's name says (`port.fr.md`),
/// else the newsroom's, else `options.language`.
#[must_use]
pub fn load(sources: &[PathBuf], options: &Options) -> Loaded {
    let mut reader = read_sources(sources, options, TOGETHER);
    if reader.is_contested() {
        // Which file has a name first is a matter of the order.
        reader = read_sources(sources, options, 1);
    }
    let (parsed, files, seen) = reader.finish();
    let Files { by_path, made, .. } = files;
    let mut loaded = Loaded { files: by_path, made, seen, ..finish(parsed) };
    locate(&mut loaded.problems);
    loaded
}

/// So many files are read at once.
const TOGETHER: usize = 64;

/// Reads all sources, so many files of each at once.
fn read_sources(sources: &[PathBuf], options: &Options, together: usize) -> Reader {
    let is_folder = |source: &&PathBuf| source.is_dir();
    let roots: Vec<PathBuf> =
        sources.iter().filter(is_folder).filter_map(|root| fs::canonicalize(root).ok()).collect();
    let given: Vec<&Path> = options.instead.iter().map(|(path, _)| path.as_path()).collect();
    let find = |path| Source::find(path, &roots, &given);
    let found: Vec<Source<'_>> = sources.iter().map(|path: &PathBuf| find(path)).collect();
    let mut reader = Reader::new(&found);
    for source in found {
        reader.source(source, options, together);
    }
    reader
}

/// Adds line and column to what is said of values in JSON files on the disk.
pub fn locate(problems: &mut [Problem]) {
    position::locate(problems, |source| contents(Path::new(source)).ok());
}

/// What was read, put together.
fn finish(parsed: Vec<Parsed>) -> Loaded {
    let assembled = assemble(parsed);
    let problems = together(assembled.problems);
    Loaded { problems, ..assembled }
}

/// The bytes of a file that [`Loaded::files`] names; never those of a pipe or a device.
///
/// # Errors
///
/// If it cannot be read, or is no regular file any more.
pub(crate) fn contents(file: &Path) -> io::Result<Vec<u8>> {
    open::bytes(file)
}

/// Whether a new file of this name in a newsroom is read as a release, and its name says nothing that could withhold it.
#[cfg(feature = "native")]
pub(crate) fn is_read(stem: &str) -> bool {
    let word = |part: &str| part.contains("embargo") || super::withhold::is_word(part);
    passed::is_release(&format!("{stem}.md")) && !stem.split('-').any(word)
}

/// Finds files for one source, and collects what is to be said of them.
struct Finder<'a> {
    files: &'a Mutex<Files>,
    place: files::Place<'a>,
    told: RefCell<Vec<Told>>,
}

impl Locate for Finder<'_> {
    fn find(&self, address: &str, role: Role) -> Found {
        held(self.files).find(address, self.place, role, &mut self.told.borrow_mut())
    }
}

/// The files, whatever became of the thread that had them before.
fn held(files: &Mutex<Files>) -> MutexGuard<'_, Files> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why a file is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// It was named as a source.
    Named,
    /// It is in a folder that was.
    Found,
    /// It is a further page of a feed that is read.
    Page,
}

/// What is said of a document that nobody named.
const ALONE: &str = "a document in a folder";

/// A file that was read, with what format it is of; or what it is instead of one that can be read.
type ReadFile = Result<(Parsed, &'static str), String>;

/// Reads a source; with what format it is of. `root` is what addresses in it cannot lead out of.
///
/// # Errors
///
/// What it is instead of one that can be read.
fn read(
    path: &Path,
    root: &Path,
    language: Option<&Language>,
    options: &Options,
    files: &Mutex<Files>,
    how: How,
) -> ReadFile {
    let bytes = match options.instead.iter().find(|(given, _)| given == path) {
        Some((_, bytes)) => Ok(bytes.clone()),
        // A link among the sources of a folder is not read, and one that was named is what it leads to.
        None => fs::canonicalize(path).and_then(|real| open::bytes(&real)),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return Ok((unreadable(path, &error.to_string()), "")),
    };
    let format = Format::detect(path, &bytes)?;
    // A document is one under whatever name.
    if how == How::Found && !format.is_text() {
        return Err(ALONE.to_owned());
    }
    if how == How::Page && !format.is_feed() {
        return Err("no page of the feed that names it".to_owned());
    }
    let inside = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let stem = slashed(&inside);
    let own = own_page(&stem, root);
    let source = slashed(path);
    let folder = path.parent().and_then(|folder| folder.strip_prefix(root).ok());
    let place = files::Place { root, folder: folder.unwrap_or(Path::new("")) };
    let finder = Finder { files, place, told: RefCell::default() };
    let make = |path: &model::Path, bytes: Vec<u8>| {
        held(files).made.insert(path.clone(), bytes);
        true
    };
    let file = File {
        source: &source,
        stem: own.unwrap_or(&stem),
        language: language.cloned(),
        locate: &finder,
        make: &make,
        templates: &options.templates,
    };
    let (text, mut parsed) = read_bytes(&bytes, format, file);
    // Copies, which have no room to grow: that is a third of what a text takes while it is read, and more of a list of one.
    let copy = |mut draft: Draft| {
        options.shelf.iter().for_each(|shelf| draft.release.body.put_away(shelf));
        Draft { release: draft.release.clone(), ..draft }
    };
    let mut drafts = Vec::with_capacity(parsed.drafts.len());
    drafts.extend(parsed.drafts.into_iter().map(copy));
    parsed.drafts = drafts;
    if own.is_some() {
        parsed.pages = std::mem::take(&mut parsed.drafts);
    }
    parsed.problems.extend(
        finder.told.into_inner().into_iter().map(|told| {
            Problem::new(&source, line_of(&text, &told.address), told.kind, told.message)
        }),
    );
    Ok((parsed, format.name))
}

/// Reads the bytes of a file, wherever they come from; with them as text, repaired.
fn read_bytes<'a>(bytes: &'a [u8], format: &Format, file: File<'_>) -> (Cow<'a, str>, Parsed) {
    let named = language_in_name(file.stem);
    let language = named.as_ref().map(|(_, language)| language.clone()).or(file.language);
    let file = File { language, ..file };
    let read = match format.read {
        Read::Text(read) => read,
        Read::Bytes(read) => {
            let mut parsed = read(bytes, &file);
            named_by_file(&mut parsed, named.as_ref().map(|(group, _)| *group), file.stem);
            return (Cow::Borrowed(""), parsed);
        }
    };
    let (text, doubt) = decode::text(bytes, format.declares_encoding);
    let (text, repairs) = match format.line_end {
        Some(line_end) => repaired(text, line_end),
        None => (text, Repairs::default()),
    };
    let mut parsed = read(&text, &file);
    let stem = if format.line_end.is_some() { file.stem } else { "" };
    named_by_file(&mut parsed, named.as_ref().map(|(group, _)| *group), stem);
    let mut first = Vec::new();
    if let Some(doubt) = doubt {
        first.push(Problem::new(file.source, Place::Whole, Kind::Encoding, doubt.advice()));
    }
    repair::tell(&repairs, |kind, message| {
        first.push(Problem::new(file.source, Place::Whole, kind, message));
    });
    parsed.problems.splice(0..0, first);
    (text, parsed)
}

/// Whether a release is read from a file of that name in a folder, whatever it begins with.
pub(super) fn is_release_name(name: &str) -> bool {
    passed::file(name) == passed::Sort::Text
}

/// The folder beside `newsroom.json` whose texts are pages of the newsroom's own, not releases.
const PAGES: &str = "pages/";

/// What a file in that folder is called there.
fn own_page<'a>(stem: &'a str, root: &Path) -> Option<&'a str> {
    stem.strip_prefix(PAGES).filter(|_| root.join(reader::NEWSROOM).is_file())
}

fn unknown(path: &Path, what: &str) -> Parsed {
    let endings = format::endings("or");
    let advice = format!("no format that can be read: {what}; give a folder, {endings}");
    problem(path, Kind::UnknownFormat, &advice)
}

fn repaired(text: Cow<'_, str>, line_end: char) -> (Cow<'_, str>, Repairs) {
    let (repaired, repairs) = repair::characters(&text, line_end);
    match repaired {
        Cow::Owned(repaired) => (Cow::Owned(repaired), repairs),
        Cow::Borrowed(_) => (text, repairs),
    }
}

/// The line on which an address first stands, if it stands there as it is.
fn line_of(text: &str, address: &str) -> Place {
    let decoded = names::percent_decoded(address);
    let tried = [Some(address), decoded.as_deref()];
    let at = tried.into_iter().flatten().find_map(|address| text.find(address));
    let line = at.map(|at| text[..at].matches('\n').count() + 1);
    line.and_then(|line| u32::try_from(line).ok()).map_or(Place::Whole, Place::Line)
}

/// Takes what the name of the file of one release says: its group, and its date.
fn named_by_file(parsed: &mut Parsed, group: Option<&str>, stem: &str) {
    if let Some(group) = group
        && let [draft] = parsed.drafts.as_mut_slice()
    {
        draft.release.group.get_or_insert_with(|| group.to_owned());
    }
    dated_by_name(parsed, stem);
}

/// Takes the date that a file's name begins with, if nothing in the file gives one.
fn dated_by_name(parsed: &mut Parsed, stem: &str) {
    let [draft] = parsed.drafts.as_mut_slice() else { return };
    if draft.release.published.is_some() {
        return;
    }
    let Some(date) = date::from_name(stem) else { return };
    draft.release.published = Some(date);
    let message = format!("dated {date} by its file's name alone; write the date into the file");
    let Origin { source, place } = draft.origin.clone();
    parsed.problems.push(Problem::new(&source, place, Kind::DateFromName, message));
}

/// `port` and French of `port.fr`. Only two-letter languages: `report.new` names none.
fn language_in_name(stem: &str) -> Option<(&str, Language)> {
    let (group, tag) = stem.rsplit_once('.')?;
    let language = Language::new(tag).filter(|language| language.primary().len() == 2)?;
    (!group.is_empty() && !tag.contains(['/', ' '])).then_some((group, language))
}

/// The path with `/` between its parts, on one line.
fn slashed(path: &Path) -> String {
    path.to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/")
        .replace(char::is_control, "\u{fffd}")
}

fn unreadable(path: &Path, error: &str) -> Parsed {
    problem(path, Kind::Unreadable, &format!("cannot be read: {error}"))
}

fn problem(path: &Path, kind: Kind, message: &str) -> Parsed {
    let problem = Problem::new(&slashed(path), Place::Whole, kind, message);
    Parsed { problems: vec![problem], ..Parsed::default() }
}

#[cfg(test)]
mod tests {
    use super::language_in_name;

    #[test]
    fn names_that_tell_a_language() {
        for (stem, expected) in [
            ("port.fr", Some(("port", "fr"))),
            ("2024/port.pt-BR", Some(("2024/port", "pt-br"))),
            ("port", None),
            ("report.new", None),
            (".fr", None),
            ("v1.2", None),
        ] {
            let found = language_in_name(stem);
            assert_eq!(found.as_ref().map(|(group, l)| (*group, l.as_str())), expected, "{stem}");
        }
    }
}
