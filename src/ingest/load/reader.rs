//! Sources one after the other: each file read once, some at a time, and what became of every one.

use super::{
    ALONE, How, Options, ReadFile,
    files::Files,
    follow, format, held,
    open::Identity,
    problem, read,
    seen::{Fate, Seen},
    slashed, unknown, unreadable,
    walk::{self, Passed},
    why::Why,
};
use crate::{
    ingest::{
        Parsed,
        problem::{Kind, Place, Problem, count},
    },
    model::Language,
};
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// The file that speaks for the whole folder.
pub(super) const NEWSROOM: &str = "newsroom.json";

/// A source as it was named, with what is to be read of it.
pub(super) struct Source<'a> {
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
    /// Finds what is to be read of a source. `roots` are all folders that are read, without links; `given` are read where they
    /// lie in the folder, though they are not there yet.
    pub(super) fn find(path: &'a Path, roots: &[PathBuf], given: &[&Path]) -> Self {
        if !path.is_dir() {
            let root = path.parent().unwrap_or(Path::new(""));
            let (passed, beside, problems) = (Vec::new(), Vec::new(), Vec::new());
            let (texts, private) = (vec![path.to_owned()], walk::beside(path, root));
            return Self { path, root, texts, passed, beside, private, problems };
        }
        let found = walk::walk(path, roots);
        let mut texts = found.texts;
        for given in given.iter().filter(|given| given.starts_with(path)) {
            if !texts.iter().any(|text| text == given) {
                texts.push((*given).to_owned());
                texts.sort();
            }
        }
        let own = path.join(NEWSROOM);
        // Stable: the others stay in the order of their names.
        texts.sort_by_key(|path| *path != own);
        let unreadable = found.unreadable.iter().map(|(path, error)| unreadable(path, error));
        let mut problems: Vec<Parsed> = unreadable.collect();
        if texts.is_empty() {
            let endings = format::endings("or");
            let advice = format!("no release in this folder; put {endings} files into it");
            problems.push(problem(path, Kind::UnknownFormat, &advice));
        }
        let mut private = found.private;
        private.extend(texts.iter().filter_map(|path| walk::identity(path)));
        let (passed, beside) = (found.passed, found.beside);
        Self { path, root: path, texts, passed, beside, private, problems }
    }
}

/// How a file is read.
#[derive(Clone)]
struct Of<'a> {
    root: &'a Path,
    language: Option<Language>,
    options: &'a Options,
    how: How,
}

impl Of<'_> {
    fn read(&self, path: &Path, files: &Mutex<Files>) -> ReadFile {
        read(path, self.root, self.language.as_ref(), self.options, files, self.how)
    }
}

/// Reads the files of all sources, one after the other.
#[derive(Default)]
pub(super) struct Reader {
    files: Mutex<Files>,
    parsed: Vec<Parsed>,
    /// Which files were read, under whatever name.
    read: HashSet<Identity>,
    seen: Vec<Seen>,
    passed: Vec<Passed>,
    beside: Vec<PathBuf>,
    /// Further pages of what was read, with its number: in a folder they may be read by themselves.
    pages: Vec<(usize, PathBuf)>,
}

impl Reader {
    /// What one source must not make public, no other may.
    pub(super) fn new(sources: &[Source<'_>]) -> Self {
        let private = sources.iter().flat_map(|source| &source.private).cloned().collect();
        let files = Mutex::new(Files::without(private));
        Self { files, ..Self::default() }
    }

    /// What was read, the files that releases name, and what became of every file.
    pub(super) fn finish(mut self) -> (Vec<Parsed>, Files, Vec<Seen>) {
        for (number, page) in std::mem::take(&mut self.pages) {
            let is_read = walk::identity(&page).is_some_and(|page| self.read.contains(&page));
            if let Some(feed) = self.parsed.get_mut(number).filter(|_| is_read) {
                feed.problems.retain(|problem| problem.kind != Kind::NextPage);
            }
        }
        let (seen, told) = self.told();
        self.parsed.push(told);
        (self.parsed, self.files.into_inner().unwrap_or_else(PoisonError::into_inner), seen)
    }

    /// Whether the order in which files were read made a difference.
    pub(super) fn is_contested(&self) -> bool {
        held(&self.files).contested
    }

    /// Reads what was found of a source, so many files at once.
    pub(super) fn source(&mut self, source: Source<'_>, options: &Options, together: usize) {
        self.parsed.extend(source.problems);
        let own = source.root.join(NEWSROOM);
        let mut language = options.language.clone();
        let how = if source.path == source.root { How::Found } else { How::Named };
        // The newsroom's own file says the language of the others.
        let (first, others) =
            source.texts.split_at(usize::from(source.texts.first() == Some(&own)));
        for texts in first.chunks(1).chain(others.chunks(together)) {
            let of = Of { root: source.root, language: language.clone(), options, how };
            for (path, found) in texts.iter().zip(self.ahead(texts, &of)) {
                let Some(file) = self.file(path, &of, found) else { continue };
                if *path == own && source.path == source.root {
                    language = file.language.clone().or(language);
                }
                let next = file.next.clone();
                self.parsed.push(file);
                let (language, how) = (language.clone(), How::Page);
                self.pages(path, next, &Of { root: source.root, language, options, how });
            }
        }
        self.passed.extend(source.passed);
        self.beside.extend(source.beside);
    }

    /// Reads the further pages of the feed that was read last, each once, if that is wanted. Where one is not there, that was
    /// said.
    fn pages(&mut self, feed: &Path, mut next: Option<String>, of: &Of<'_>) {
        let mut feed = feed.to_owned();
        while let Some(address) = next.take() {
            let Some(page) = follow::page(&feed, of.root, &address) else { return };
            if !of.options.follow {
                let number = self.parsed.len().saturating_sub(1);
                return self.pages.push((number, page));
            }
            let was_read = walk::identity(&page).is_some_and(|page| self.read.contains(&page));
            let read = match was_read {
                true => None,
                false => self.file(&page, of, None),
            };
            if let Some(before) = self.parsed.last_mut().filter(|_| was_read || read.is_some()) {
                before.problems.retain(|problem| problem.kind != Kind::NextPage);
            }
            let Some(file) = read else { return };
            next = file.next.clone();
            self.parsed.push(file);
            feed = page;
        }
    }

    /// Reads those of the files that were not read before, on all processors; each under one name.
    fn ahead(&self, texts: &[PathBuf], of: &Of<'_>) -> Vec<Option<ReadFile>> {
        let mut now = HashSet::new();
        let is_new = |path: &PathBuf| {
            let identity = walk::identity(path);
            identity.is_none_or(|known| !self.read.contains(&known) && now.insert(known))
        };
        let wanted: Vec<bool> = texts.iter().map(is_new).collect();
        let each = |(path, wanted): (&PathBuf, bool)| wanted.then(|| of.read(path, &self.files));
        #[cfg(feature = "native")]
        {
            use rayon::prelude::*;
            texts.par_iter().zip(wanted).map(each).collect()
        }
        #[cfg(not(feature = "native"))]
        texts.iter().zip(wanted).map(each).collect()
    }

    /// What is read of a file, unless it was before. `found` is what was read of it ahead.
    fn file(&mut self, path: &Path, of: &Of<'_>, found: Option<ReadFile>) -> Option<Parsed> {
        if walk::identity(path).is_some_and(|identity| !self.read.insert(identity)) {
            let (path, why) = (path.to_owned(), Why::Again);
            self.passed.push(Passed { path, why, said: false, texts: 0 });
            return None;
        }
        // The root of what was named itself is the folder that it lies in.
        let found = found.unwrap_or_else(|| of.read(path, &self.files));
        let (file, fate) = match found {
            Err(what) if what == ALONE => {
                // It may yet be named by itself.
                walk::identity(path).map(|identity| self.read.remove(&identity));
                let (path, why) = (path.to_owned(), Why::Alone);
                self.passed.push(Passed { path, why, said: true, texts: 0 });
                return None;
            }
            Err(what) => {
                let fate = Fate::Read { format: "no format that is known", releases: 0 };
                (unknown(path, &what), fate)
            }
            Ok((file, _)) if file.problems.iter().any(|known| known.kind == Kind::Unreadable) => {
                (file, Fate::PassedOver("that cannot be read"))
            }
            Ok((file, _)) if !file.pages.is_empty() => (file, Fate::Page),
            Ok((file, format)) => {
                let releases = file.drafts.len();
                (file, Fate::Read { format, releases })
            }
        };
        self.seen.push(Seen { path: slashed(path), fate });
        Some(file)
    }

    /// Every file seen, in the order of their names, and the problems of those passed over.
    fn told(&mut self) -> (Vec<Seen>, Parsed) {
        let taken: HashSet<PathBuf> = held(&self.files).by_path.values().cloned().collect();
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
            // It was named beside the folder that it lies in.
            let is_read = |path| walk::identity(path).is_some_and(|file| self.read.contains(&file));
            if passed.why == Why::Alone && is_read(&passed.path) {
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
                    0 => advice,
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
