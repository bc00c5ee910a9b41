//! Writes into sources what is sure and is not in them yet (`fix.rs`), so that a file is whole at every moment, and only where it is
//! read as the same afterwards.

use super::{
    Loaded, Options,
    format::{Format, Read},
    given::Nowhere,
    language_in_name, open, own_page, read_bytes,
    reader::NEWSROOM,
    slashed,
};
use crate::{
    ingest::{
        Draft, File, Kind, Parsed, Sourced,
        fix::{self, Known, More, SCHEMA},
        json_feed, markdown,
        templates::Templates,
    },
    model::{self, Date, Language},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

/// What was written into sources, and what could not be.
#[derive(Debug, Default)]
pub struct Fixes {
    /// Files that were changed, with the lines that they have more.
    pub written: Vec<(PathBuf, Vec<String>)>,
    /// Files into which something could be written and was not, with why.
    pub refused: Vec<(PathBuf, String)>,
}

/// Writes into the files that `loaded` was read from what is sure and is not in them.
pub fn fix(loaded: &Loaded, sources: &[PathBuf], options: &Options) -> Fixes {
    let Loaded { releases, held, pages, held_pages, .. } = loaded;
    let mut by_file: BTreeMap<&str, Vec<&Sourced>> = BTreeMap::new();
    for one in [releases, held, pages, held_pages].into_iter().flatten() {
        by_file.entry(&one.origin.source).or_default().push(one);
    }
    let own: Vec<String> = sources.iter().map(|root| slashed(&root.join(NEWSROOM))).collect();
    own.iter().for_each(|newsroom| {
        by_file.entry(newsroom).or_default();
    });
    let guessed: BTreeSet<&str> = loaded
        .problems
        .iter()
        .filter(|problem| problem.kind == Kind::DateFromName)
        .map(|problem| problem.source.as_str())
        .collect();
    let only = match loaded.newsroom.languages.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let mut fixes = Fixes::default();
    for (source, found) in by_file {
        let path = Path::new(source);
        let one = One { path, found: &found, only, options, guessed: guessed.contains(source) };
        match one.more(sources) {
            Ok(None) => {}
            Ok(Some(More { text, what })) => match replace(path, text.as_bytes(), sources) {
                Ok(()) => fixes.written.push((path.to_owned(), what)),
                Err(why) => fixes.refused.push((path.to_owned(), why)),
            },
            Err(why) => fixes.refused.push((path.to_owned(), why)),
        }
    }
    fixes
}

/// A file with what was read of it.
struct One<'a> {
    path: &'a Path,
    found: &'a [&'a Sourced],
    only: Option<&'a Language>,
    options: &'a Options,
    /// Whether its name alone says a date.
    guessed: bool,
}

impl One<'_> {
    /// The file with what is missing, and what that is.
    fn more(&self, sources: &[PathBuf]) -> Result<Option<More>, String> {
        let Some(root) = root_of(self.path, sources) else { return Ok(None) };
        // What is not there, or not to be opened, was told of where it was read.
        let Ok(bytes) = fs::canonicalize(self.path).and_then(|real| open::bytes(&real)) else {
            return Ok(None);
        };
        let Ok(format) = Format::detect(self.path, &bytes) else { return Ok(None) };
        let Ok(text) = std::str::from_utf8(&bytes) else { return Ok(None) };
        let inside = self.path.strip_prefix(root).unwrap_or(self.path).with_extension("");
        let whole = slashed(&inside);
        let stem = own_page(&whole, root).unwrap_or(&whole);
        let reads = |of: fn(&str, &File<'_>) -> Parsed| matches!(format.read, Read::Text(read) if std::ptr::fn_addr_eq(read, of));
        let more = if reads(markdown::read) {
            let [one] = self.found else { return Ok(None) };
            let (release, named) = (&one.release, language_in_name(stem));
            let known = Known { release, stem, named, only: self.only };
            fix::markdown(text, &known)?
        } else if reads(json_feed::read) {
            let beside = self.path.parent().unwrap_or(Path::new("")).join(SCHEMA);
            let is_own = self.path.file_name().is_some_and(|name| name == NEWSROOM);
            fix::feed(text, is_own && beside.is_file())
        } else if self.guessed {
            let why = format!(
                "its date stands in its name alone, and {} has no place for one",
                format.name
            );
            return Err(why);
        } else {
            None
        };
        let Some(more) = more else { return Ok(None) };
        if self.read(&bytes, format, stem) == self.read(more.text.as_bytes(), format, stem) {
            Ok(Some(more))
        } else {
            Err("with it, something else would be read; nothing is written".to_owned())
        }
    }

    /// What a file says, wherever it lies.
    fn read(&self, bytes: &[u8], format: &Format, stem: &str) -> Vec<Said> {
        let source = slashed(self.path);
        let templates: &Templates = &self.options.templates;
        let file = File {
            source: &source,
            stem,
            language: self.only.cloned().or_else(|| self.options.language.clone()),
            locate: &Nowhere,
            make: &|_: &model::Path, _| false,
            templates,
        };
        read_bytes(bytes, format, file).1.drafts.into_iter().map(Said::of).collect()
    }
}

/// What a draft says, but for where it stands.
#[derive(PartialEq)]
struct Said {
    release: model::Release,
    slug: Option<model::Slug>,
    aliases: Vec<String>,
    tags: Vec<String>,
    opens: Option<Date>,
    held: bool,
}

impl Said {
    fn of(draft: Draft) -> Self {
        let Draft { release, origin: _, slug, aliases, tags, appears, held } = draft;
        let texts = |list: Vec<(String, _)>| list.into_iter().map(|(text, _)| text).collect();
        let days = appears.into_iter().chain(release.published);
        let opens = days.max_by_key(Date::unix_seconds);
        Self { release, slug, aliases: texts(aliases), tags: texts(tags), opens, held }
    }
}

/// The folder of the source that a file is of.
fn root_of<'a>(path: &Path, sources: &'a [PathBuf]) -> Option<&'a Path> {
    let mut roots = sources.iter().filter_map(|source| match source.is_dir() {
        true => path.starts_with(source).then_some(source.as_path()),
        false => (path == source).then(|| source.parent().unwrap_or(Path::new(""))),
    });
    roots.next()
}

/// Puts a file with these bytes in the place of another, at one stroke, for whoever may read and write that one.
///
/// # Errors
///
/// Why it stays as it is.
fn replace(path: &Path, bytes: &[u8], sources: &[PathBuf]) -> Result<(), String> {
    let said = |error: io::Error| error.to_string();
    let metadata = fs::symlink_metadata(path).map_err(said)?;
    if !metadata.is_file() {
        return Err("it is a link, and the file that it leads to may be somebody else's".to_owned());
    }
    if metadata.permissions().readonly() {
        return Err("it is not to be written".to_owned());
    }
    let real = fs::canonicalize(path).map_err(said)?;
    let inside = sources.iter().filter_map(|source| fs::canonicalize(source).ok());
    if !inside.into_iter().any(|source| real.starts_with(source)) {
        return Err("it lies outside the sources".to_owned());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.fixing-{}", std::process::id()));
    let written = fs::File::create_new(&beside).and_then(|mut file| {
        io::Write::write_all(&mut file, bytes)?;
        file.set_permissions(metadata.permissions())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    });
    written.map_err(|error| {
        // It is not there if it could not be made, and then nothing is left to take away.
        let _ = fs::remove_file(&beside);
        error.to_string()
    })
}
