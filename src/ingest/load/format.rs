//! The source formats, a row for each. A new one is a reader, which is a file of its own in `ingest`, and a row here.

use crate::ingest::{
    File, Parsed, archive, decode, email, feed, json_feed, markdown, newsml, nitf, office,
    package::Package, page, problem::quoted, table, wire, xml::root_name,
};
use std::path::Path;

/// A source format: how its files are known, and how they are read.
pub(super) struct Format {
    /// What it is called.
    pub(super) name: &'static str,
    /// The endings of its files, without capitals; the first is the one that is advised.
    endings: &'static [&'static str],
    /// What the first element of such a file is called, if it is XML.
    roots: &'static [&'static str],
    /// What a file of it is in a folder.
    sort: Sort,
    /// Whether a file may declare its own encoding.
    pub(super) declares_encoding: bool,
    /// Whether a file is one release, and what a broken line end in it becomes when the text is repaired. Else it is data
    /// of many texts, which are repaired one by one, where it is known what each is.
    pub(super) line_end: Option<char>,
    /// Its reader.
    pub(super) read: Read,
}

/// What a file is in a folder of releases.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A release, or several.
    Text,
    /// What somebody wrote or exported, for whomever: the same only where it is named as a source itself. A release may offer
    /// it, unless it is under embargo.
    Document,
    /// Something that a release may offer; releases are read from it only where it is named as a source itself.
    Alone,
}

/// A reader.
#[derive(Clone, Copy)]
pub(super) enum Read {
    Text(fn(&str, &File<'_>) -> Parsed),
    /// Of what is no text.
    Bytes(fn(&[u8], &File<'_>) -> Parsed),
}

/// All of them.
const FORMATS: &[Format] = &[
    Format {
        name: "JSON Feed",
        endings: &["json"],
        roots: &[],
        sort: Sort::Text,
        declares_encoding: false,
        line_end: None,
        read: Read::Text(json_feed::read),
    },
    Format {
        name: "Markdown",
        endings: &["md", "markdown"],
        roots: &[],
        sort: Sort::Text,
        declares_encoding: false,
        line_end: Some(' '),
        read: Read::Text(markdown::read),
    },
    Format {
        name: "wire text",
        endings: &["txt"],
        roots: &[],
        sort: Sort::Text,
        declares_encoding: false,
        line_end: Some('\n'),
        read: Read::Text(wire::read),
    },
    Format {
        name: "HTML",
        endings: &["html", "htm"],
        roots: &["html", "HTML"],
        sort: Sort::Text,
        declares_encoding: true,
        line_end: Some(' '),
        read: Read::Text(page::read),
    },
    Format {
        name: "feed",
        endings: &["xml", "rss", "atom", "rdf"],
        roots: feed::ROOTS,
        sort: Sort::Document,
        declares_encoding: true,
        line_end: None,
        read: Read::Text(feed::read),
    },
    Format {
        name: "NITF",
        endings: &["nitf"],
        roots: &["nitf"],
        sort: Sort::Document,
        declares_encoding: true,
        line_end: None,
        read: Read::Text(nitf::read),
    },
    Format {
        name: "NewsML",
        endings: &["newsml"],
        roots: newsml::ROOTS,
        sort: Sort::Document,
        declares_encoding: true,
        line_end: None,
        read: Read::Text(newsml::read),
    },
    Format {
        name: "Word",
        endings: &["docx", "docm"],
        roots: &[],
        sort: Sort::Document,
        declares_encoding: false,
        line_end: None,
        read: Read::Bytes(office::docx),
    },
    Format {
        name: "OpenDocument",
        endings: &["odt"],
        roots: &[],
        sort: Sort::Document,
        declares_encoding: false,
        line_end: None,
        read: Read::Bytes(office::odt),
    },
    Format {
        name: "flat OpenDocument",
        endings: &["fodt"],
        roots: &["document"],
        sort: Sort::Document,
        declares_encoding: true,
        line_end: None,
        read: Read::Text(office::flat),
    },
    Format {
        name: "e-mail",
        endings: &["eml"],
        roots: &[],
        sort: Sort::Document,
        declares_encoding: false,
        line_end: None,
        read: Read::Bytes(email::read),
    },
    Format {
        name: "table",
        endings: &["csv", "tsv"],
        roots: &[],
        sort: Sort::Alone,
        declares_encoding: false,
        line_end: None,
        read: Read::Text(table::read),
    },
    Format {
        name: "ZIP",
        endings: &["zip"],
        roots: &[],
        sort: Sort::Alone,
        declares_encoding: false,
        line_end: None,
        read: Read::Bytes(archive::read),
    },
];

/// How much of a file is looked at to know its format.
const HEAD: usize = 16 << 10;

impl Format {
    /// The format of a file, by its ending.
    pub(super) fn of(path: &Path) -> Option<&'static Self> {
        let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
        FORMATS.iter().find(|format| format.endings.contains(&ending.as_str()))
    }

    /// The format of a file, by what is in it, and where that leaves it open by its ending.
    ///
    /// # Errors
    ///
    /// What it is instead.
    pub(super) fn detect(path: &Path, bytes: &[u8]) -> Result<&'static Self, String> {
        let named = Self::of(path);
        // Markdown may begin with anything.
        if let Some(named) = named.filter(|named| named.endings.contains(&"md")) {
            return Ok(named);
        }
        if let Some(other) = foreign(bytes) {
            return Err(format!("{other}, whatever it is called"));
        }
        if Package::begins(bytes) {
            return packed(bytes, named);
        }
        let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
        let (head, _) = decode::text(head, true);
        if let Some(root) = root_name(&head) {
            let local = root.rsplit(':').next().unwrap_or_default();
            if let Some(format) = FORMATS.iter().find(|format| format.roots.contains(&local)) {
                return Ok(format);
            }
            if named.is_none_or(|named| !named.roots.is_empty() && named.line_end.is_none()) {
                return Err(format!("XML that begins with {}", quoted(root)));
            }
        }
        let named_mail = named.is_some_and(|named| named.endings.contains(&"eml"));
        let may_be_mail = named.is_none_or(|named| named.line_end == Some('\n'));
        if named_mail || (may_be_mail && email::begins(&head)) {
            return of_ending("eml");
        }
        let start: String =
            head.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').take(2).collect();
        let is_json = matches!(start.as_str(), "{\"" | "{}" | "[{" | "[]");
        let may_be =
            named.is_none_or(|named| named.sort == Sort::Document || named.line_end == Some('\n'));
        if is_json && may_be {
            return of_ending("json");
        }
        match named {
            Some(named) if named.sort == Sort::Document && !named.roots.is_empty() => {
                Err("not the XML that its name says it is".to_owned())
            }
            Some(named) if matches!(named.read, Read::Bytes(_)) => {
                Err("not the document that its name says it is".to_owned())
            }
            Some(named) => Ok(named),
            None => Err("of an ending that is not known".to_owned()),
        }
    }

    /// Whether files of this format in a folder are releases even if one of these names them.
    pub(super) fn is_text(&self) -> bool {
        self.sort == Sort::Text
    }

    /// Whether it is other files that are packed.
    pub(super) fn is_archive(&self) -> bool {
        self.endings.contains(&"zip")
    }

    /// Whether it is XML of a program, not a page.
    pub(super) fn is_xml(&self) -> bool {
        !self.roots.is_empty() && self.line_end.is_none()
    }

    /// Whether it may be one of several pages.
    pub(super) fn is_feed(&self) -> bool {
        self.endings.contains(&"json") || self.endings.contains(&"rss")
    }

    /// Whether it is a document of an office program.
    pub(super) fn is_office(&self) -> bool {
        ["docx", "odt", "fodt"].iter().any(|ending| self.endings.contains(ending))
    }

    /// Whether it is a message that was sent.
    pub(super) fn is_mail(&self) -> bool {
        self.endings.contains(&"eml")
    }

    /// Whether they are releases only where they are named themselves.
    pub(super) fn is_document(&self) -> bool {
        self.sort == Sort::Document
    }
}

/// The format whose files have an ending.
fn of_ending(ending: &str) -> Result<&'static Format, String> {
    FORMATS.iter().find(|format| format.endings.contains(&ending)).ok_or_else(String::new)
}

/// What an archive holds.
fn packed(bytes: &[u8], of_name: Option<&'static Format>) -> Result<&'static Format, String> {
    let package = match (Package::open(bytes), of_name) {
        (Ok(package), _) => package,
        // Its reader says what is wrong with it.
        (Err(_), Some(named)) if matches!(named.read, Read::Bytes(_)) && !named.is_mail() => {
            return Ok(named);
        }
        (Err(why), _) => {
            return Err(format!("an archive or a document that cannot be opened: {why}"));
        }
    };
    let has = |name: &str| package.has(name);
    let kind = package.read("mimetype").and_then(Result::ok);
    let kind = String::from_utf8_lossy(kind.as_deref().unwrap_or_default()).trim().to_owned();
    let named = |ending: &str| {
        FORMATS.iter().find(|format| format.endings.contains(&ending)).ok_or_else(String::new)
    };
    match kind.strip_prefix("application/vnd.oasis.opendocument.") {
        Some("text" | "text-template" | "text-master") => return named("odt"),
        Some(_) => return Err("an OpenDocument that is no text; save its text as .odt".to_owned()),
        None if has("[Content_Types].xml") => {}
        None if has("content.xml") && has("META-INF/manifest.xml") => return named("odt"),
        None => return named("zip"),
    }
    let other = [
        ("xl/workbook.xml", "a workbook of Excel; save its table as .csv"),
        ("ppt/presentation.xml", "slides"),
    ];
    match other.into_iter().find(|(part, _)| has(part)) {
        Some((_, what)) => Err(what.to_owned()),
        None => named("docx"),
    }
}

/// What surely is none of these formats, by its first bytes.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF; take the text from the program that made it"),
        (b"{\\rtf", "Rich Text (RTF); save it as .docx or .odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save it as .docx or .odt"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1f\x8b", "compressed with gzip; unpack it"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"),
        (b"Rar!", "a RAR archive; unpack it"),
        (b"SQLite format 3", "a database"),
    ];
    SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, what)| *what)
}

/// The endings of all formats, as advice names them: `.json, .md, .txt or .html`.
pub(super) fn endings(or: &str) -> String {
    listed(|_| true, or)
}

/// The endings of texts that a person writes: `.md, .txt or .html`.
pub(super) fn text_endings(or: &str) -> String {
    listed(|format| format.line_end.is_some(), or)
}

fn listed(of: fn(&Format) -> bool, or: &str) -> String {
    let formats = FORMATS.iter().filter(|format| of(format));
    // Those of which there is hardly a file are not advised.
    let rare = |ending: &&&str| ["nitf", "newsml", "fodt"].contains(*ending);
    let firsts = formats.filter_map(|format| format.endings.first()).filter(|ending| !rare(ending));
    let mut endings: Vec<String> = firsts.map(|ending| format!(".{ending}")).collect();
    let last = endings.pop().unwrap_or_default();
    if endings.is_empty() { last } else { format!("{} {or} {last}", endings.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::{
        super::passed::{self, Sort},
        FORMATS, Format, endings, text_endings,
    };
    use proptest::prelude::*;
    use std::path::Path;

    #[test]
    fn a_format_is_known_by_its_ending() {
        for (path, expected) in [
            ("a.json", Some("JSON Feed")),
            ("a/b.MARKDOWN", Some("Markdown")),
            ("a.fr.txt", Some("wire text")),
            ("a.htm", Some("HTML")),
            ("feed.RSS", Some("feed")),
            ("corpus.jsonl", None),
            ("a.pages", None),
            ("A.DOCX", Some("Word")),
            ("md", None),
        ] {
            assert_eq!(Format::of(Path::new(path)).map(|format| format.name), expected, "{path}");
        }
    }

    #[test]
    fn what_is_in_a_file_counts_before_its_ending() {
        for (path, text, expected) in [
            ("a.xml", "<?xml version='1.0'?><rss version='2.0'/>", Ok("feed")),
            ("a.json", "<feed xmlns='http://www.w3.org/2005/Atom'/>", Ok("feed")),
            ("a.html", "<?xml version='1.0'?><rdf:RDF/>", Ok("feed")),
            ("a", "\u{feff}\n<rss/>", Ok("feed")),
            ("a.xml", "<!DOCTYPE html><html>", Ok("HTML")),
            ("a.html", "<p>Texte", Ok("HTML")),
            ("a.html", "<svg>", Ok("HTML")),
            ("a.xml", " {\"version\": 1}", Ok("JSON Feed")),
            ("a.txt", "{\"items\": []}", Ok("JSON Feed")),
            ("a.txt", "{ainsi} Texte", Ok("wire text")),
            ("a.md", "<rss/>", Ok("Markdown")),
            ("a.md", "{\"title\": 1}", Ok("Markdown")),
            ("a.json", "Texte", Ok("JSON Feed")),
            ("a.xml", "<urlset/>", Err("XML that begins with \"urlset\"")),
            ("a", "<urlset/>", Err("XML that begins with \"urlset\"")),
            ("a.xml", "Texte", Err("not the XML that its name says it is")),
            (
                "a.txt",
                "%PDF-1.7",
                Err("a PDF; take the text from the program that made it, whatever it is called"),
            ),
            ("a.eml", "Texte", Ok("e-mail")),
            ("a", "Received: x\nMIME-Version: 1.0\nFrom: a\n\nTexte", Ok("e-mail")),
            ("a.csv", "a;b", Ok("table")),
            ("a.zip", "Texte", Err("not the document that its name says it is")),
            ("a.dat", "Texte", Err("of an ending that is not known")),
        ] {
            let found = Format::detect(Path::new(path), text.as_bytes()).map(|format| format.name);
            assert_eq!(found, expected.map_err(str::to_owned), "{path} {text}");
        }
    }

    #[test]
    fn every_row_can_be_reached() {
        for format in FORMATS {
            for ending in format.endings {
                let name = format!("quai.{ending}");
                let found = Format::of(Path::new(&name)).map(|found| found.name);
                assert_eq!(found, Some(format.name), "two formats have the ending {ending}");
                // No rule for names comes before it.
                let sort = match format.sort {
                    super::Sort::Text => Sort::Text,
                    super::Sort::Document => Sort::Document,
                    super::Sort::Alone => Sort::Beside,
                };
                assert_eq!(passed::file(&name), sort, "{name}");
            }
        }
    }

    #[test]
    fn endings_are_advised() {
        assert_eq!(endings("or"), ".json, .md, .txt, .html, .xml, .docx, .odt, .eml, .csv or .zip");
        assert_eq!(text_endings("and"), ".md, .txt and .html");
    }

    proptest! {
        #[test]
        fn any_bytes_are_of_a_format_or_of_none(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            start in prop::sample::select(vec!["", "<", "<!DOCTYPE ", "<?xml ", "{", "PK\u{3}\u{4}", "From: ", "<rss"]),
            ending in "[a-z]{0,4}",
        ) {
            let bytes = [start.as_bytes(), &bytes].concat();
            let name = format!("a.{ending}");
            let first = Format::detect(Path::new(&name), &bytes).map(|format| format.name);
            let again = Format::detect(Path::new(&name), &bytes).map(|format| format.name);
            prop_assert_eq!(first, again);
        }
    }
}
