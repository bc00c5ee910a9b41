//! Sources one after the other: each file read once, and what became of every one.

use super::{
    ALONE, How, Options,
    files::Files,
    follow, format,
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
    cell::RefCell,
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
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
    /// Finds what is to be read of a source. `roots` are all folders that are read, without links; `given` is read where it
    /// lies in the folder, though it is not there yet.
    pub(super) fn find(path: &'a Path, roots: &[PathBuf], given: Option<&Path>) -> Self {
        if !path.is_dir() {
            let root = path.parent().unwrap_or(Path::new(""));
            let (passed, beside, problems) = (Vec::new(), Vec::new(), Vec::new());
            let (texts, private) = (vec![path.to_owned()], walk::beside(path, root));
            return Self { path, root, texts, passed, beside, private, problems };
        }
        let found = walk::walk(path, roots);
        let mut texts = found.texts;
        if let Some(given) =
            given.filter(|given| given.starts_with(path) && !texts.iter().any(|text| text == given))
        {
            texts.push(given.to_owned());
            texts.sort();
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

/// Reads the files of all sources, one after the other.
#[derive(Default)]
pub(super) struct Reader {
    files: RefCell<Files>,
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
        let files = RefCell::new(Files::without(private));
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
        (self.parsed, self.files.into_inner(), seen)
    }

    /// Reads what was found of a source.
    pub(super) fn source(&mut self, source: Source<'_>, options: &Options) {
        self.parsed.extend(source.problems);
        let own = source.root.join(NEWSROOM);
        let mut language = options.language.clone();
        let how = if source.path == source.root { How::Found } else { How::Named };
        for path in &source.texts {
            let read = self.file(path, source.root, language.as_ref(), options, how);
            let Some((path, file)) = read else { continue };
            if *path == own && source.path == source.root {
                language = file.language.clone().or(language);
            }
            let next = file.next.clone();
            self.parsed.push(file);
            self.pages(path, source.root, next, language.as_ref(), options);
        }
        self.passed.extend(source.passed);
        self.beside.extend(source.beside);
    }

    /// Reads the further pages of the feed that was read last, each once, if that is wanted. Where one is not there, that was
    /// said.
    fn pages(
        &mut self,
        feed: &Path,
        root: &Path,
        mut next: Option<String>,
        language: Option<&Language>,
        options: &Options,
    ) {
        let mut feed = feed.to_owned();
        while let Some(address) = next.take() {
            let Some(page) = follow::page(&feed, root, &address) else { return };
            if !options.follow {
                let number = self.parsed.len().saturating_sub(1);
                return self.pages.push((number, page));
            }
            let was_read = walk::identity(&page).is_some_and(|page| self.read.contains(&page));
            let read = match was_read {
                true => None,
                false => self.file(&page, root, language, options, How::Page).map(|(_, file)| file),
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

    /// Reads a file, unless it was before.
    fn file<'p>(
        &mut self,
        path: &'p Path,
        root: &Path,
        language: Option<&Language>,
        options: &Options,
        how: How,
    ) -> Option<(&'p Path, Parsed)> {
        if walk::identity(path).is_some_and(|identity| !self.read.insert(identity)) {
            let (path, why) = (path.to_owned(), Why::Again);
            self.passed.push(Passed { path, why, said: false, texts: 0 });
            return None;
        }
        // The root of what was named itself is the folder that it lies in.
        let found = read(path, root, language, options, &self.files, how);
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
        Some((path, file))
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
