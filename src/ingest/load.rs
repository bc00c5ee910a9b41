//! Files and folders to a newsroom: the only part of ingest that touches the disk.

use super::{
    File, Parsed, Sourced, Wishes,
    assemble::assemble,
    beir, decode, json_feed, markdown, page,
    problem::{Kind, Place, Problem},
    wire,
};
use crate::model::{self, Language, Newsroom};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

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
    /// The addresses that are asked for.
    pub wishes: Wishes,
}

/// Reads newsrooms. A source is a file of any format, or a folder: its `newsroom.json`, and the
/// `.json`, `.md`, `.txt` and `.html` files in it and in the folders below, in the order of
/// their names. Hidden files and those that speak of the folder itself (`README`, `LICENSE`) are
/// passed over, and so are folders called `media`, which hold pictures and attachments. `.jsonl` is read as a search test collection, and only if it is named itself.
///
/// The language of a release is what it says, else what its file's name says (`port.fr.md`),
/// else the newsroom's, else `options.language`.
#[must_use]
pub fn load(sources: &[PathBuf], options: &Options) -> Loaded {
    let files = RefCell::new(Files::default());
    let mut parsed = Vec::new();
    for source in sources {
        if source.is_dir() {
            folder(source, options, &files, &mut parsed);
        } else {
            let root = source.parent().unwrap_or(Path::new(""));
            parsed.push(read(source, root, options.language.as_ref(), &files));
        }
    }
    let assembled = assemble(parsed);
    Loaded { files: files.into_inner().by_path, ..assembled }
}

/// The file that speaks for the whole folder.
const NEWSROOM: &str = "newsroom.json";

fn folder(root: &Path, options: &Options, files: &RefCell<Files>, parsed: &mut Vec<Parsed>) {
    let is_visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let mut paths = Vec::new();
    for entry in WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(is_visible) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => paths.extend(Some(entry.into_path()).filter(|path| is_release(path))),
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                parsed.push(unreadable(&path, &error.to_string()));
            }
        }
    }
    let own = root.join(NEWSROOM);
    // Stable: the others stay in the order of their names.
    paths.sort_by_key(|path| *path != own);
    let mut language = options.language.clone();
    if paths.is_empty() {
        let advice = "no release in this folder; put .json, .md, .txt or .html files into it";
        parsed.push(problem(root, Kind::UnknownFormat, advice));
    }
    for path in paths {
        let file = read(&path, root, language.as_ref(), files);
        if path == own {
            language = file.language.clone().or(language);
        }
        parsed.push(file);
    }
}

/// Whether a file in a folder is taken for a release.
fn is_release(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let about_the_folder = ["readme", "license", "licence", "copying", "contributing", "robots"];
    let known = ["json", "md", "markdown", "txt", "html", "htm"];
    // An attachment may well be a text: what lies in `media` comes with a release and is none.
    let attached = path.parent().is_some_and(|folder| folder.ends_with("media"));
    known.contains(&ending(path).as_str())
        && !about_the_folder.contains(&stem.as_str())
        && !attached
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

fn read(path: &Path, root: &Path, language: Option<&Language>, files: &RefCell<Files>) -> Parsed {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(path, &error.to_string()),
    };
    let inside = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let stem = slashed(&inside);
    let named = language_in_name(&stem);
    let source = slashed(path);
    let folder = path.parent().unwrap_or(Path::new(""));
    let locate = |address: &str| files.borrow_mut().locate(address, folder, root);
    let file = File {
        source: &source,
        stem: &stem,
        language: named.as_ref().map(|(_, language)| language.clone()).or(language.cloned()),
        locate: &locate,
    };
    let (text, sure) = decode::text(&bytes);
    let mut parsed = match ending(path).as_str() {
        "json" => json_feed::read(&text, &file),
        "md" | "markdown" => markdown::read(&text, &file),
        "txt" => wire::read(&text, &file),
        "html" | "htm" => page::read(&text, &file),
        "jsonl" => beir::read(&text, &file),
        _ => {
            let advice = "no format that can be read; give a folder, .json, .md, .txt or .html";
            problem(path, Kind::UnknownFormat, advice)
        }
    };
    if let Some((group, _)) = named
        && let [draft] = parsed.drafts.as_mut_slice()
    {
        draft.release.group.get_or_insert_with(|| group.to_owned());
    }
    if !sure {
        let advice = "not UTF-8, so letters may be wrong: check accents and quotes, or save the \
                      file as UTF-8";
        parsed.problems.splice(0..0, problem(path, Kind::Encoding, advice).problems);
    }
    parsed
}

/// `port` and French of `port.fr`. Only two-letter languages: `report.new` names none.
fn language_in_name(stem: &str) -> Option<(&str, Language)> {
    let (group, tag) = stem.rsplit_once('.')?;
    let language = Language::new(tag).filter(|language| language.primary().len() == 2)?;
    (!group.is_empty() && !tag.contains(['/', ' '])).then_some((group, language))
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn unreadable(path: &Path, error: &str) -> Parsed {
    problem(path, Kind::Unreadable, &format!("cannot be read: {error}"))
}

fn problem(path: &Path, kind: Kind, message: &str) -> Parsed {
    let problem = Problem::new(&slashed(path), Place::Whole, kind, message);
    Parsed { problems: vec![problem], ..Parsed::default() }
}

/// The files that releases refer to, each under a path of its own in the newsroom.
#[derive(Default)]
struct Files {
    by_path: BTreeMap<model::Path, PathBuf>,
}

impl Files {
    /// Finds the file at `address`, relative to `folder`, or to `root` if it begins with `/`. It
    /// must lie below `root`, also once links are followed: a source must not publish what lies
    /// around it.
    fn locate(&mut self, address: &str, folder: &Path, root: &Path) -> Option<model::Path> {
        let plain = address.split(['?', '#']).next().unwrap_or_default();
        let decoded = percent_decoded(plain);
        let tried = [Some(address), Some(plain), decoded.as_deref()];
        tried.into_iter().flatten().find_map(|address| {
            let inside = inside(address, folder.strip_prefix(root).ok()?)?;
            let on_disk = root.join(&inside);
            let real = fs::canonicalize(&on_disk).ok().filter(|real| real.is_file())?;
            let top = if root.as_os_str().is_empty() { Path::new(".") } else { root };
            real.starts_with(fs::canonicalize(top).ok()?).then_some(())?;
            self.enter(&inside, on_disk)
        })
    }

    fn enter(&mut self, inside: &str, on_disk: PathBuf) -> Option<model::Path> {
        // Characters that mean something in an address are not wanted in one.
        let name = inside.replace(['\\', ':', '?', '#', '%'], "-");
        let own = |path: &Path| fs::canonicalize(path).ok();
        for round in 1.. {
            let name = if round == 1 { name.clone() } else { format!("{round}/{name}") };
            let path = model::Path::new(&name)?;
            match self.by_path.get(&path) {
                Some(known) if own(known) != own(&on_disk) => {}
                Some(_) => return Some(path),
                None => {
                    self.by_path.insert(path.clone(), on_disk);
                    return Some(path);
                }
            }
        }
        None
    }
}

/// The address as a path below the root, with `.` and `..` resolved.
fn inside(address: &str, folder: &Path) -> Option<String> {
    let from_root = address.starts_with('/');
    let mut parts: Vec<String> = Vec::new();
    if !from_root {
        parts.extend(
            folder.components().map(|part| part.as_os_str().to_string_lossy().into_owned()),
        );
    }
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part.to_owned()),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// `%20` and the like, if the result is text.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok().filter(|decoded| decoded != text)
}

#[cfg(test)]
mod tests {
    use super::{inside, language_in_name, percent_decoded};
    use std::path::Path;

    #[test]
    fn paths_stay_below_the_root() {
        for (address, folder, expected) in [
            ("a.svg", "", Some("a.svg")),
            ("media/./a.svg", "2024", Some("2024/media/a.svg")),
            ("../a.svg", "2024", Some("a.svg")),
            ("/a.svg", "2024", Some("a.svg")),
            ("../../a.svg", "2024", None),
            ("", "", None),
        ] {
            assert_eq!(inside(address, Path::new(folder)).as_deref(), expected, "{address}");
        }
    }

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

    #[test]
    fn percent_signs() {
        for (text, expected) in [
            ("a%20b", Some("a b")),
            ("%C3%A0", Some("à")),
            ("%", None),
            ("%zz", None),
            ("%ff", None),
        ] {
            assert_eq!(percent_decoded(text).as_deref(), expected, "{text}");
        }
    }
}
