//! What is wrong with a source, said so that whoever wrote it can put it right.

use super::position::Position;
use crate::model::named;
use serde::{Serialize, Serializer};
use std::{
    collections::{HashMap, HashSet},
    fmt,
    path::PathBuf,
};

/// One thing that is wrong, where it is, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, as the user named it, with `/` between its parts.
    pub source: String,
    /// Where in the file.
    pub place: Place,
    /// The line and the column of a value in JSON, where they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// What sort of problem it is.
    pub kind: Kind,
    /// [`Kind::severity`], repeated for whoever reads the JSON.
    pub severity: Severity,
    /// What was found and what to do, in plain words.
    pub message: String,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// A line, counted from 1.
    Line(u32),
    /// A value in JSON (RFC 6901), such as `/items/3/title`.
    Pointer(String),
}

/// How much a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A release, or what a field says, is lost or withheld.
    Error,
    /// The release is shown, though not quite as it could be.
    Warning,
}

named! {
    Severity { Error "error", Warning "warning" }
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal $severity:ident,)+) => {
        /// The sorts of problem. Each has a stable code and one severity.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[doc = $doc])+ $name,)+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable name, in kebab case.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// How much problems of this kind cost.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

kinds! {
    /// The file or folder cannot be read. Nothing of it is kept.
    Unreadable = "unreadable" Error,
    /// The file is not UTF-8. It is read as well as can be; some letters may be wrong.
    Encoding = "encoding" Warning,
    /// The file is broken, and nothing of it is kept.
    Syntax = "syntax" Error,
    /// A line of front matter that cannot be read. It alone is lost; if what it might say could
    /// withhold the release, the release is withheld.
    FrontMatter = "front-matter" Error,
    /// A header is there and is not understood. The release is withheld: what it says might be an
    /// embargo.
    UnreadHeader = "unread-header" Error,
    /// The file is of no format that can be read. Nothing of it is kept.
    UnknownFormat = "unknown-format" Error,
    /// A JSON file does not say that it is a JSON Feed. It is read as one.
    NoFormatVersion = "no-format-version" Warning,
    /// A release says that it is not finished. It is withheld.
    Draft = "draft" Warning,
    /// A name or a value that may be meant to withhold a release, and is not understood. The
    /// release is withheld until it is.
    UnclearHold = "unclear-hold" Error,
    /// The text itself speaks of an embargo, and no field does. The release is withheld.
    EmbargoInText = "embargo-in-text" Error,
    /// A release is dated in the future. It waits for that moment.
    FutureDate = "future-date" Warning,
    /// A version in another language waits, so this one does.
    GroupWaits = "group-waits" Warning,
    /// A release says that it was to be shown until a moment only. It is kept.
    Expiry = "expiry" Warning,
    /// A name that nobody reads. What it says is not shown.
    UnknownKey = "unknown-key" Warning,
    /// The same name stands twice. The first value is kept.
    DuplicateKey = "duplicate-key" Error,
    /// Two releases of one group are in the same language. Both are kept.
    DuplicateVersion = "duplicate-version" Warning,
    /// A source names another page of itself, which is not read.
    NextPage = "next-page" Warning,
    /// A file or folder that looks like a release and is not read.
    PassedOver = "passed-over" Warning,
    /// Something in a file that readers are not given, and never were: comments, deleted and hidden text, notes to editors.
    LeftOut = "left-out" Warning,
    /// A file that a release names and that must not become public: another source, a hidden file,
    /// one outside the newsroom, no regular file. It is left out.
    NotPublic = "not-public" Error,
    /// A file was found under nearly the name that a release gives it.
    NearName = "near-name" Warning,
    /// Text that came through another program damaged and was surely put right.
    Repaired = "repaired" Warning,
    /// Letters were lost before the text came here, and nobody can tell which.
    DamagedText = "damaged-text" Warning,
    /// Nested deeper, or larger, than can be read within bounds. The text is kept without markup.
    TooDeep = "too-deep" Error,
    /// A file larger than can be read within bounds. What is beyond them is not read.
    TooLarge = "too-large" Error,
    /// Two releases have one identifier. None is shown if one is held, else the one changed last.
    DuplicateId = "duplicate-id" Error,
    /// A release has no title. It is kept if it has a text.
    MissingTitle = "missing-title" Error,
    /// A release has no identifier. Its `url` stands in; without one it is dropped, because its
    /// address in the newsroom could not stay the same.
    MissingId = "missing-id" Error,
    /// A release has neither title nor text. It is dropped.
    EmptyRelease = "empty-release" Error,
    /// A date is no date. The field is dropped, except an embargo, which then never ends.
    BadDate = "bad-date" Error,
    /// The day of a date is sure and its time is not. The day is kept.
    UnsureTime = "unsure-time" Warning,
    /// A date that was read, though something in it speaks against it: another day of the week, a
    /// year of two digits, a bare number. It is kept.
    UnsureDate = "unsure-date" Warning,
    /// A year in which no communiqué can have been published. The date is dropped.
    ImplausibleDate = "implausible-date" Error,
    /// A date that stands only in the file's name. It is taken.
    DateFromName = "date-from-name" Warning,
    /// A language is not one. The field is dropped, and no other language is assumed.
    BadLanguage = "bad-language" Error,
    /// A release is not there in a language that the newsroom declares.
    MissingVersion = "missing-version" Warning,
    /// An address is not one that a page may lead to. The field is dropped.
    BadUrl = "bad-url" Error,
    /// A picture or file is not where the release says. It is left out.
    MissingFile = "missing-file" Error,
    /// A picture has no alternative text.
    MissingAlt = "missing-alt" Warning,
    /// A file is named as a picture and is none, or none that can be read. It is offered, and not shown in lists.
    BrokenPicture = "broken-picture" Error,
    /// A picture says in data of its own where it was taken. It is published with them.
    PictureSaysWhere = "picture-says-where" Warning,
    /// A topic is not among those that the newsroom declares. It is added.
    UnknownTopic = "unknown-topic" Warning,
    /// The front page is to begin with a release, or a press kit to gather one, that is not there or must not be shown. It is
    /// left out.
    UnknownRelease = "unknown-release" Warning,
    /// A file that the site would look by is too large, of another sort or not safe. It is left out.
    BadLook = "bad-look" Error,
    /// The newsroom's colour could not be read well on its paper. It was made darker or lighter.
    AccentShifted = "accent-shifted" Warning,
    /// Something that the law of the newsroom's country usually wants is not there.
    LegalAdvice = "legal-advice" Warning,
    /// Who may show the newsroom in a frame is no origin. It may not.
    BadOrigin = "bad-origin" Error,
    /// Every site may show the latest releases in a frame, as was asked for.
    AnyOrigin = "any-origin" Warning,
    /// What search engines are to know the publisher by is no key. They are not told of pages.
    BadKey = "bad-key" Error,
    /// Something by which others would learn of releases was asked for and cannot be made.
    OutOfReach = "out-of-reach" Warning,
    /// A contact says nothing, or its e-mail is not one. What it says is kept.
    BadContact = "bad-contact" Warning,
    /// A status is none of corrected, updated, withdrawn. The release is withheld.
    BadStatus = "bad-status" Error,
    /// A correction or withdrawal does not say when, or what was wrong. It is shown without.
    IncompleteStatus = "incomplete-status" Warning,
    /// A former address cannot be one, or another release has it. It leads nowhere.
    BadAlias = "bad-alias" Error,
    /// Two releases ask for one address. Whoever had it first keeps it, the others get one beside it.
    AddressTaken = "address-taken" Error,
    /// A release came back under another identifier. It keeps the address that it had.
    AddressKept = "address-kept" Warning,
    /// An embargo does not say in which zone it ends. The release is withheld for ever.
    EmbargoWithoutZone = "embargo-without-zone" Error,
    /// Marks of a template language were left in the text. What they enclose is kept.
    TemplateLeftover = "template-leftover" Warning,
    /// Markup that a page may not contain was dropped. The text is kept.
    DroppedMarkup = "dropped-markup" Warning,
    /// Links that lead nowhere without the page they stood on. Their text is kept.
    RelativeLink = "relative-link" Warning,
    /// The form that sources are converted to cannot say it, or is read as something else.
    NotConverted = "not-converted" Error,
    /// A field holds another type of value than it should. It is dropped.
    WrongType = "wrong-type" Error,
}

impl Problem {
    /// A problem of `kind` at `place` of `source`.
    #[must_use]
    pub fn new(source: &str, place: Place, kind: Kind, message: impl Into<String>) -> Self {
        let (source, severity) = (source.to_owned(), kind.severity());
        Self { source, place, position: None, kind, severity, message: message.into() }
    }

    /// Whether one of `sources`, as the user named them, could not be read as a whole, so that
    /// nobody can tell how much of it is missing.
    #[must_use]
    pub(crate) fn loses_source(&self, sources: &[PathBuf]) -> bool {
        let is_named = || {
            let own = |source: &PathBuf| {
                source.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/") == self.source
            };
            sources.iter().any(own) || self.source.ends_with("newsroom.json")
        };
        match self.kind {
            Kind::Unreadable | Kind::Syntax | Kind::TooLarge => true,
            // In a folder there may be a file of any kind.
            Kind::UnknownFormat => is_named(),
            Kind::WrongType => self.place == Place::Pointer("/items".to_owned()),
            _ => false,
        }
    }

    /// Whether a release is left out because of this, or may be: the line that a publisher must not
    /// overlook. Not drafts and not what waits: those are meant to be left out.
    #[must_use]
    pub(crate) fn costs_release(&self) -> bool {
        use Kind::{
            BadDate, BadStatus, DuplicateId, EmbargoInText, EmbargoWithoutZone, EmptyRelease,
            MissingId, Syntax, TooLarge, UnclearHold, UnknownFormat, UnreadHeader, Unreadable,
            WrongType,
        };
        let pointer = match &self.place {
            Place::Pointer(pointer) => pointer.as_str(),
            _ => "",
        };
        let last = pointer.rsplit('/').next().unwrap_or_default();
        let is_item = || {
            let number = pointer.strip_prefix("/items").unwrap_or(pointer).strip_prefix('/');
            number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        match self.kind {
            Unreadable | Syntax | TooLarge | UnknownFormat | UnreadHeader | UnclearHold
            | EmbargoInText | DuplicateId | EmptyRelease | BadStatus | EmbargoWithoutZone => true,
            // The address stands in for an identifier, where there is one.
            MissingId => self.message.contains("left out") || self.message.contains("dropped"),
            // An item that is none.
            WrongType => pointer == "/items" || is_item() || last.contains("embargo"),
            BadDate => last.contains("embargo") || self.message.contains("embargo"),
            _ => false,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        match &self.place {
            Place::Whole => {}
            Place::Line(line) => write!(f, ":{line}")?,
            Place::Pointer(pointer) => match self.position {
                // As compilers say it, for editors.
                Some(Position { line, column }) => {
                    let (severity, kind) = (self.severity, self.kind);
                    return write!(
                        f,
                        ":{line}:{column}: {severity}[{kind}] #{pointer}: {}",
                        self.message
                    );
                }
                None => write!(f, "#{pointer}")?,
            },
        }
        write!(f, ": {}[{}]: {}", self.severity, self.kind, self.message)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// A name that nobody reads stands in many releases where it stands in one: it is told once, with
/// how often. Everything else is told wherever it is.
pub(super) fn together(problems: Vec<Problem>) -> Vec<Problem> {
    const APART: usize = 3;
    let mut counts: HashMap<String, usize> = HashMap::new();
    let is_name = |problem: &Problem| problem.kind == Kind::UnknownKey;
    for problem in problems.iter().filter(|problem| is_name(problem)) {
        *counts.entry(problem.message.clone()).or_default() += 1;
    }
    let mut told = HashSet::new();
    let mut kept = Vec::with_capacity(problems.len());
    for mut problem in problems {
        let number =
            counts.get(&problem.message).copied().filter(|n| is_name(&problem) && *n > APART);
        if let Some(number) = number {
            if !told.insert(problem.message.clone()) {
                continue;
            }
            problem.message.push_str(&format!(" (in {number} releases)"));
        }
        kept.push(problem);
    }
    kept
}

/// What was found, in quotes, cut short so that a message stays a message.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let line: String = text
        .chars()
        .take(MOST)
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .collect();
    let more = if text.chars().nth(MOST).is_some() { "…" } else { "" };
    format!("\"{line}{more}\"")
}

/// `1 link` or `3 links`: English, for nouns that take an s.
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::{Kind, Place, Position, Problem, quoted, together};

    #[test]
    fn reads_like_a_compiler() {
        for (place, expected) in [
            (Place::Whole, "a.json: error[bad-date]: x"),
            (Place::Line(3), "a.json:3: error[bad-date]: x"),
            (Place::Pointer("/items/3".to_owned()), "a.json#/items/3: error[bad-date]: x"),
        ] {
            assert_eq!(Problem::new("a.json", place, Kind::BadDate, "x").to_string(), expected);
        }
        let pointer = Place::Pointer("/items/3".to_owned());
        let mut problem = Problem::new("a.json", pointer, Kind::BadDate, "x");
        problem.position = Some(Position { line: 7, column: 5 });
        assert_eq!(problem.to_string(), "a.json:7:5: error[bad-date] #/items/3: x");
    }

    #[test]
    fn json_for_other_tools() {
        let problem = Problem::new("a.md", Place::Line(3), Kind::MissingAlt, "x");
        assert_eq!(
            serde_json::to_string(&problem).unwrap(),
            r#"{"source":"a.md","place":{"line":3},"kind":"missing-alt","severity":"warning","message":"x"}"#
        );
    }

    #[test]
    fn codes_are_distinct_and_kebab() {
        let mut codes: Vec<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        assert!(codes.iter().all(|c| c.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Kind::ALL.len());
    }

    #[test]
    fn a_name_that_stands_everywhere_is_told_once() {
        let one = |kind, message: &str| Problem::new("a.md", Place::Whole, kind, message);
        let many = vec![one(Kind::UnknownKey, "x"); 5];
        let told =
            together([many, vec![one(Kind::UnknownKey, "y"), one(Kind::BadDate, "x")]].concat());
        let messages: Vec<&str> = told.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(messages, ["x (in 5 releases)", "y", "x"]);
    }

    #[test]
    fn what_is_quoted_stays_short_and_on_one_line() {
        assert_eq!(quoted("a\nb"), "\"a b\"");
        assert_eq!(quoted(&"é".repeat(61)), format!("\"{}…\"", "é".repeat(60)));
    }
}
