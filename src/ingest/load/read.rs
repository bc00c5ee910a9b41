//! One source read: opened, decoded, given to the reader of its format.

use super::{
    files::{self, Files, Told},
    names, open,
    passed::ending,
    problem, slashed, unreadable,
};
use crate::{
    ingest::{
        File, Found, Locate, Parsed, Role, beir, decode, json_feed, markdown, page,
        problem::{Kind, Place, Problem},
        wire,
    },
    model::Language,
};
use std::{cell::RefCell, fs, path::Path};

/// Finds files for one source, and collects what is to be said of them.
struct Finder<'a> {
    files: &'a RefCell<Files>,
    place: files::Place<'a>,
    told: RefCell<Vec<Told>>,
}

impl Locate for Finder<'_> {
    fn find(&self, address: &str, role: Role) -> Found {
        self.files.borrow_mut().find(address, self.place, role, &mut self.told.borrow_mut())
    }
}

/// Reads a source. `root` is what addresses in it cannot lead out of.
pub(super) fn read(
    path: &Path,
    root: &Path,
    language: Option<&Language>,
    files: &RefCell<Files>,
) -> Parsed {
    // A link among the sources of a folder is not read, and one that was named is what it leads to.
    let bytes = fs::canonicalize(path).and_then(|real| open::bytes(&real));
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(path, &error.to_string()),
    };
    let inside = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let stem = slashed(&inside);
    let named = language_in_name(&stem);
    let source = slashed(path);
    let folder = path.parent().and_then(|folder| folder.strip_prefix(root).ok());
    let place = files::Place { root, folder: folder.unwrap_or(Path::new("")) };
    let finder = Finder { files, place, told: RefCell::default() };
    let file = File {
        source: &source,
        stem: &stem,
        language: named.as_ref().map(|(_, language)| language.clone()).or(language.cloned()),
        locate: &finder,
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
    parsed.problems.extend(
        finder.told.into_inner().into_iter().map(|told| {
            Problem::new(&source, line_of(&text, &told.address), told.kind, told.message)
        }),
    );
    parsed
}

/// The line on which an address first stands, if it stands there as it is.
fn line_of(text: &str, address: &str) -> Place {
    let decoded = names::percent_decoded(address);
    let tried = [Some(address), decoded.as_deref()];
    let at = tried.into_iter().flatten().find_map(|address| text.find(address));
    let line = at.map(|at| text[..at].matches('\n').count() + 1);
    line.and_then(|line| u32::try_from(line).ok()).map_or(Place::Whole, Place::Line)
}

/// What the format of a file is called.
pub(super) fn format(path: &Path) -> &'static str {
    match ending(path).as_str() {
        "json" => "JSON Feed",
        "md" | "markdown" => "Markdown",
        "txt" => "wire text",
        "html" | "htm" => "HTML",
        "jsonl" => "a search collection",
        _ => "no format that is known",
    }
}

/// `port` and French of `port.fr`. Only two-letter languages: `report.new` names none.
fn language_in_name(stem: &str) -> Option<(&str, Language)> {
    let (group, tag) = stem.rsplit_once('.')?;
    let language = Language::new(tag).filter(|language| language.primary().len() == 2)?;
    (!group.is_empty() && !tag.contains(['/', ' '])).then_some((group, language))
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
