//! Files and folders to a newsroom: the only part of ingest that touches the disk.
//!
//! [`walk`] says which files of a folder are read, [`passed`] which are not and [`why`], [`files`] which
//! of those that releases name may become public, [`open`] opens them,
//! and [`mod@read`] gives a source to the reader of its format.

mod files;
mod names;
mod open;
mod passed;
mod read;
mod seen;
mod walk;
mod why;

use super::{
    Parsed, Sourced,
    assemble::assemble,
    problem::{Kind, Place, Problem, count, together},
};
use crate::model::{self, Language, Newsroom};
use files::Files;
use open::Identity;
use read::{format, read};
pub use seen::{Fate, Seen};
use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
};
use walk::Passed;
use why::Why;

/// What is to be taken for granted.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of releases for which neither they, nor their file's name, nor the newsroom
    /// says one.
    pub language: Option<Language>,
}

/// A newsroom as it was found.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What is said of the newsroom, with the topics declared and those found in releases.
    pub newsroom: Newsroom,
    /// The releases, in the order of the sources.
    pub releases: Vec<Sourced>,
    /// Releases that must not be shown, whatever the day; a problem says why for each. What they say
    /// of themselves goes nowhere; that they are there tells versions in other languages to wait.
    pub held: Vec<Sourced>,
    /// Pictures and files that releases refer to and that exist, with where they lie on disk.
    pub files: BTreeMap<model::Path, PathBuf>,
    /// What is wrong, in the order of the sources.
    pub problems: Vec<Problem>,
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
/// their names, each once. What is hidden, what has a name that no release has (`README`, `TODO`,
/// `drafts/`, `templates/`), and what is of another format is passed over; so are folders called
/// `media`, which hold pictures and attachments. Links are not followed, but for a source that is
/// one itself. `.jsonl` is read as a search test collection, and only if it is named itself.
///
/// The language of a release is what it says, else what its file's name says (`port.fr.md`),
/// else the newsroom's, else `options.language`.
#[must_use]
pub fn load(sources: &[PathBuf], options: &Options) -> Loaded {
    let is_folder = |source: &&PathBuf| source.is_dir();
    let roots: Vec<PathBuf> =
        sources.iter().filter(is_folder).filter_map(|root| fs::canonicalize(root).ok()).collect();
    let found: Vec<Source<'_>> = sources.iter().map(|path| Source::find(path, &roots)).collect();
    let mut files = Files::default();
    for source in &found {
        files.private.extend(source.private.iter().cloned());
    }
    let mut reader = Reader { files: RefCell::new(files), ..Reader::default() };
    for source in found {
        reader.source(source, options);
    }
    let (seen, problems) = reader.told();
    reader.parsed.push(problems);
    let assembled = assemble(reader.parsed);
    let problems = together(assembled.problems);
    Loaded { files: reader.files.into_inner().by_path, seen, problems, ..assembled }
}

/// The bytes of a file that [`Loaded::files`] names; never those of a pipe or a device.
///
/// # Errors
///
/// If it cannot be read, or is no regular file any more.
pub fn contents(file: &Path) -> io::Result<Vec<u8>> {
    open::bytes(file)
}

/// The file that speaks for the whole folder.
const NEWSROOM: &str = "newsroom.json";

/// A source as it was named, with what is to be read of it.
struct Source<'a> {
    path: &'a Path,
    /// What addresses in it cannot lead out of.
    root: &'a Path,
    texts: Vec<PathBuf>,
    passed: Vec<Passed>,
    beside: Vec<PathBuf>,
    private: HashSet<Identity>,
    problems: Vec<Parsed>,
}

impl<'a> Source<'a> {
    fn find(path: &'a Path, roots: &[PathBuf]) -> Self {
        if !path.is_dir() {
            let root = path.parent().unwrap_or(Path::new(""));
            let (passed, beside, problems) = (Vec::new(), Vec::new(), Vec::new());
            let (texts, private) = (vec![path.to_owned()], walk::beside(path, root));
            return Self { path, root, texts, passed, beside, private, problems };
        }
        let found = walk::walk(path, roots);
        let mut texts = found.texts;
        let own = path.join(NEWSROOM);
        // Stable: the others stay in the order of their names.
        texts.sort_by_key(|path| *path != own);
        let unreadable = found.unreadable.iter().map(|(path, error)| unreadable(path, error));
        let mut problems: Vec<Parsed> = unreadable.collect();
        if texts.is_empty() {
            let advice = "no release in this folder; put .json, .md, .txt or .html files into it";
            problems.push(problem(path, Kind::UnknownFormat, advice));
        }
        let mut private = found.private;
        private.extend(texts.iter().filter_map(|path| walk::identity(path)));
        let (passed, beside) = (found.passed, found.beside);
        Self { path, root: path, texts, passed, beside, private, problems }
    }
}

/// Reads the files of all sources, one after the other.
#[derive(Default)]
struct Reader {
    files: RefCell<Files>,
    parsed: Vec<Parsed>,
    /// Which files were read, under whatever name.
    read: HashSet<Identity>,
    seen: Vec<Seen>,
    passed: Vec<Passed>,
    beside: Vec<PathBuf>,
}

impl Reader {
    fn source(&mut self, source: Source<'_>, options: &Options) {
        self.parsed.extend(source.problems);
        let own = source.root.join(NEWSROOM);
        let mut language = options.language.clone();
        for path in &source.texts {
            if walk::identity(path).is_some_and(|identity| !self.read.insert(identity)) {
                let passed = Passed { path: path.clone(), why: Why::Again, said: false, texts: 0 };
                self.passed.push(passed);
                continue;
            }
            let file = read(path, source.root, language.as_ref(), &self.files);
            if *path == own && source.path == source.root {
                language = file.language.clone().or(language);
            }
            let fate = match file.problems.iter().any(|known| known.kind == Kind::Unreadable) {
                true => Fate::PassedOver("that cannot be read"),
                false => Fate::Read { format: format(path), releases: file.drafts.len() },
            };
            self.seen.push(Seen { path: slashed(path), fate });
            self.parsed.push(file);
        }
        self.passed.extend(source.passed);
        self.beside.extend(source.beside);
    }

    /// Every file seen, in the order of their names, and the problems of those passed over.
    fn told(&mut self) -> (Vec<Seen>, Parsed) {
        let taken: HashSet<PathBuf> = self.files.borrow().by_path.values().cloned().collect();
        let is_taken = |path: &Path| fs::canonicalize(path).is_ok_and(|path| taken.contains(&path));
        let mut seen = std::mem::take(&mut self.seen);
        for path in &self.beside {
            let fate = if is_taken(path) { Fate::Taken } else { Fate::Beside };
            seen.push(Seen { path: slashed(path), fate });
        }
        let mut parsed = Parsed::default();
        let mut told: HashMap<(Option<&Path>, Why), usize> = HashMap::new();
        for passed in &self.passed {
            let path = slashed(&passed.path);
            if is_taken(&passed.path) {
                seen.push(Seen { path, fate: Fate::Taken });
                continue;
            }
            let Some(advice) = passed.why.advice().filter(|_| passed.said) else {
                seen.push(Seen::passed(path, passed.why));
                continue;
            };
            let like_it = told.entry((passed.path.parent(), passed.why)).or_default();
            *like_it += 1;
            if *like_it <= TOLD {
                let message = match passed.texts {
                    0 => advice.to_owned(),
                    texts => format!("{} in it: {advice}", count(texts, "text")),
                };
                parsed.problems.push(Problem::new(&path, Place::Whole, Kind::PassedOver, message));
            }
            seen.push(Seen::passed(path, passed.why));
        }
        for ((folder, why), number) in told.into_iter().filter(|(_, number)| *number > TOLD) {
            let message = format!("{} more passed over: {}", number - TOLD, why.label());
            let folder = slashed(folder.unwrap_or(Path::new("")));
            parsed.problems.push(Problem::new(&folder, Place::Whole, Kind::PassedOver, message));
        }
        parsed.problems.sort_by(|a, b| a.source.cmp(&b.source));
        seen.sort_by(|a, b| a.path.cmp(&b.path));
        (seen, parsed)
    }
}

/// How many files that are passed over for one reason are told of, in one folder.
const TOLD: usize = 10;

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
