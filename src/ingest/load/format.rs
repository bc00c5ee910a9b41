//! The source formats, a row for each. A new one is a reader, which is a file of its own in `ingest`, and a row here.

use crate::ingest::{File, Parsed, json_feed, markdown, page, wire};
use std::path::Path;

/// A source format: how its files are known, and how they are read.
pub(super) struct Format {
    /// What it is called.
    pub(super) name: &'static str,
    /// The endings of its files, without capitals; the first is the one that is advised.
    endings: &'static [&'static str],
    /// Whether a file may declare its own encoding.
    pub(super) declares_encoding: bool,
    /// Whether a file is one release, and what a broken line end in it becomes when the text is repaired. Else it is data
    /// of many texts, which are repaired one by one, where it is known what each is.
    pub(super) line_end: Option<char>,
    /// Its reader.
    pub(super) read: fn(&str, &File<'_>) -> Parsed,
}

/// All of them.
const FORMATS: [Format; 4] = [
    Format {
        name: "JSON Feed",
        endings: &["json"],
        declares_encoding: false,
        line_end: None,
        read: json_feed::read,
    },
    Format {
        name: "Markdown",
        endings: &["md", "markdown"],
        declares_encoding: false,
        line_end: Some(' '),
        read: markdown::read,
    },
    Format {
        name: "wire text",
        endings: &["txt"],
        declares_encoding: false,
        line_end: Some('\n'),
        read: wire::read,
    },
    Format {
        name: "HTML",
        endings: &["html", "htm"],
        declares_encoding: true,
        line_end: Some(' '),
        read: page::read,
    },
];

impl Format {
    /// The format of a file, by its ending.
    pub(super) fn of(path: &Path) -> Option<&'static Self> {
        let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
        FORMATS.iter().find(|format| format.endings.contains(&ending.as_str()))
    }
}

/// The endings of releases, as advice names them: `.json, .md, .txt or .html`.
pub(super) fn endings(or: &str) -> String {
    listed(|_| true, or)
}

/// The endings of texts that a person writes: `.md, .txt or .html`.
pub(super) fn text_endings(or: &str) -> String {
    listed(|format| format.line_end.is_some(), or)
}

fn listed(of: fn(&Format) -> bool, or: &str) -> String {
    let formats = FORMATS.iter().filter(|format| of(format));
    let mut endings: Vec<String> =
        formats.filter_map(|format| Some(format!(".{}", format.endings.first()?))).collect();
    let last = endings.pop().unwrap_or_default();
    if endings.is_empty() { last } else { format!("{} {or} {last}", endings.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::{
        super::passed::{self, Sort},
        FORMATS, Format, endings, text_endings,
    };
    use std::path::Path;

    #[test]
    fn a_format_is_known_by_its_ending() {
        for (path, expected) in [
            ("a.json", Some("JSON Feed")),
            ("a/b.MARKDOWN", Some("Markdown")),
            ("a.fr.txt", Some("wire text")),
            ("a.htm", Some("HTML")),
            ("corpus.jsonl", None),
            ("a.docx", None),
            ("md", None),
        ] {
            assert_eq!(Format::of(Path::new(path)).map(|format| format.name), expected, "{path}");
        }
    }

    #[test]
    fn every_row_can_be_reached() {
        for format in &FORMATS {
            for ending in format.endings {
                let name = format!("quai.{ending}");
                let found = Format::of(Path::new(&name)).map(|found| found.name);
                assert_eq!(found, Some(format.name), "two formats have the ending {ending}");
                // No rule for names comes before it.
                assert_eq!(passed::file(&name), Sort::Text, "{name}");
            }
        }
    }

    #[test]
    fn endings_are_advised() {
        assert_eq!(endings("or"), ".json, .md, .txt or .html");
        assert_eq!(text_endings("and"), ".md, .txt and .html");
    }
}
