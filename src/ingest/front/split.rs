//! Where the header of a text ends: after a byte order mark, blank lines and comments, with any
//! line end, between any of the marks that programs and people put around one.

use super::{Header, toml, yaml};
use crate::ingest::{json, names, withhold};
use serde_json::Value;

/// A text with its header taken off.
#[derive(Debug)]
pub(in crate::ingest) struct Split {
    pub(in crate::ingest) header: Header,
    /// What follows the header, with `\n` for every line end.
    pub(in crate::ingest) body: String,
    /// The line on which that begins.
    pub(in crate::ingest) line: u32,
    /// The comments before the header.
    pub(in crate::ingest) before: String,
}

/// Parts a text from its header; one without a header has an empty one.
pub(in crate::ingest) fn split(text: &str) -> Split {
    let text = text.trim_start_matches(is_nothing).replace("\r\n", "\n");
    let text = text.replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let start = after_comments(&lines);
    let before = lines[..start].join("\n");
    let rest = |from: usize| Split {
        header: Header::default(),
        body: lines.get(from..).unwrap_or_default().join("\n"),
        line: number(from),
        before: before.clone(),
    };
    let withheld =
        |at: usize, why: &str| Split { header: Header::unread(number(at), why), ..rest(at) };
    // A header within a comment, or as Org has it.
    let aside = |at: &usize| {
        let line = lines.get(*at).copied().unwrap_or_default().trim_matches(is_space);
        let line = line.trim_start_matches("<!--").trim_start_matches("#+");
        name_of(line).is_some_and(|name| withhold::is_word(&names::plain(name)))
    };
    let org = (start..lines.len().min(start + 12))
        .filter(|at| lines.get(*at).is_some_and(|line| line.trim_start().starts_with("#+")));
    if let Some(at) = (0..start).chain(org).find(aside) {
        let why =
            "there is a header here that is not read, in a comment or in marks of another format";
        return withheld(at, why);
    }
    let Some(first) = lines.get(start).map(|line| line.trim_matches(is_space)) else {
        return rest(0);
    };
    if let Some(fence) = Fence::of(first) {
        let end = (start + 1..lines.len()).find(|at| fence.ends(lines[*at]));
        let Some(end) = end else {
            // Nothing of it is shown: how much of it is header, nobody can tell.
            let header = Header::unread(number(start), "the line that ends the header is missing");
            return Split { header, body: String::new(), line: number(lines.len()), before };
        };
        let inner = lines[start + 1..end].join("\n");
        let mut header = fence.read(&inner, number(start + 1));
        // A line that was put below the header in place of into it.
        let first = (end + 1..lines.len()).find(|at| !lines[*at].trim().is_empty());
        let below = first.filter(|at| {
            name_of(lines[*at]).is_some_and(|name| withhold::is_word(&names::plain(name)))
        });
        if let Some(at) = below {
            let why = "a line of the header stands below it";
            header.faults.extend(Header::unread(number(at), why).faults);
            header.held = true;
        }
        return Split { header, ..rest(end + 1) };
    }
    if first.starts_with('{') && first[1..].trim_start().starts_with(['"', '}']) || first == "{" {
        let own = lines[start..].join("\n");
        let Some((value, faults, length)) = json::first(&own) else {
            return withheld(start, "the header looks like JSON and is not");
        };
        let Value::Object(fields) = value else {
            return withheld(start, "the header is no JSON object");
        };
        let mut header = Header { fields, ..Header::default() };
        faults.iter().for_each(|name| header.twice(number(start), name));
        let body = own[length..].trim_start_matches([' ', '\t', ';']);
        let line = number(start + own[..length].matches('\n').count());
        return Split { header, body: body.to_owned(), line, before };
    }
    if let Some((at, why)) = stray_header(&lines, start) {
        return withheld(at, why);
    }
    rest(0)
}

/// Line numbers count from 1.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// What has no width and means nothing at the head of a file.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\0')
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || is_nothing(c)
}

/// The first line that is neither blank nor a comment: `<!-- … -->`, `[//]: # (…)`, `{# … #}`.
fn after_comments(lines: &[&str]) -> usize {
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let line = line.trim_matches(is_space);
        let open = [("<!--", "-->"), ("{#", "#}"), ("{{/*", "*/}}"), ("/*", "*/")];
        if line.is_empty() || line.starts_with("[//]:") || line.starts_with("[comment]:") {
            at += 1;
        } else if let Some((_, close)) = open.into_iter().find(|(open, _)| line.starts_with(open)) {
            match (at..lines.len()).find(|end| lines[*end].contains(close)) {
                // Text after a comment on its line is text.
                Some(end) if lines[end].trim_end_matches(is_space).ends_with(close) => at = end + 1,
                _ => return at,
            }
        } else {
            return at;
        }
    }
    at
}

/// The marks around a header.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fence {
    Yaml,
    /// Dashes that a word processor has joined, or too few or too many of them.
    Dashes,
    Toml,
    Json,
    TomlInDashes,
}

impl Fence {
    fn of(line: &str) -> Option<Self> {
        let after = line.strip_prefix("---").map(|rest| rest.trim().to_ascii_lowercase());
        match (line, after.as_deref()) {
            ("+++", _) => Some(Self::Toml),
            (";;;", _) | (_, Some("json")) => Some(Self::Json),
            (_, Some("toml")) => Some(Self::TomlInDashes),
            (_, Some("" | "yaml" | "yml")) => Some(Self::Yaml),
            // YAML knows comments.
            (_, Some(rest)) if rest.starts_with('#') && line.starts_with("--- ") => {
                Some(Self::Yaml)
            }
            _ => is_dashes(line).then_some(Self::Dashes),
        }
    }

    fn ends(self, line: &str) -> bool {
        let line = line.trim_matches(is_space);
        match self {
            Self::Yaml => line == "---" || line == "...",
            Self::Dashes => is_dashes(line) || line == "---",
            Self::Toml => line == "+++",
            Self::Json => matches!(line, ";;;" | "---"),
            Self::TomlInDashes => line == "---",
        }
    }

    fn read(self, inner: &str, first: u32) -> Header {
        match self {
            Self::Yaml => yaml::read(inner, first),
            Self::Toml | Self::TomlInDashes => toml::read(inner, first),
            Self::Dashes => {
                let mut header = yaml::read(inner, first);
                let advice = "the lines around the header are not ---; it was read all the same; write three hyphens";
                match header.fields.keys().any(|name| names::is_known(&names::plain(name))) {
                    true => header.mended(first.saturating_sub(1), advice),
                    false => {
                        return Header::unread(first.saturating_sub(1), "this may be a header");
                    }
                }
                header
            }
            Self::Json => match json::first(inner) {
                Some((Value::Object(fields), twice, _)) => {
                    let mut header = Header { fields, ..Header::default() };
                    twice.iter().for_each(|name| header.twice(first, name));
                    header
                }
                _ => Header::unread(first, "the header is not JSON"),
            },
        }
    }
}

/// `--`, `----`, `—`, `– –`: three hyphens as a word processor leaves them.
fn is_dashes(line: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑');
    let dashes = line.chars().filter(|c| dash(*c)).count();
    line != "---"
        && line.chars().all(|c| dash(c) || c == ' ')
        && (dashes >= 2 || line.contains('—'))
}

/// A header where none should be: names and values without marks around them, between other
/// marks, or below the first words of the text.
fn stray_header(lines: &[&str], start: usize) -> Option<(usize, &'static str)> {
    const NEAR: usize = 12;
    let near = start..lines.len().min(start + NEAR);
    let marks = |line: &str| {
        let line = line.trim_matches(is_space);
        line.chars().count() >= 2 && line.chars().all(|c| "-–—−=*+~;`_#".contains(c))
            || line.starts_with("```") && line.chars().skip(3).all(char::is_alphanumeric)
    };
    for at in near.clone().filter(|at| marks(lines[*at])) {
        let next = lines.get(at + 1..).unwrap_or_default();
        let names = next.first().is_some_and(|line| names_something(line));
        let holds = next
            .iter()
            .take(NEAR)
            .any(|line| name_of(line).is_some_and(|name| withhold::is_word(&names::plain(name))));
        let closed = next.iter().take(NEAR * 4).any(|line| marks(line));
        if names && (closed || holds) {
            return Some((
                at,
                "there is a header here that does not stand at the head of the file between lines of ---",
            ));
        }
    }
    let head: Vec<&&str> = lines[near].iter().take_while(|line| !line.trim().is_empty()).collect();
    let all = !head.is_empty() && head.iter().all(|line| name_of(line).is_some());
    let one = ["title", "titre", "slug", "layout", "id", "tags", "draft", "brouillon"];
    let tells = head.iter().filter_map(|line| name_of(line)).any(|name| {
        one.contains(&&*names::plain(name)) && head.len() > 1
            || withhold::is_word(&names::plain(name))
    });
    (all && tells).then_some((start, "the header has no lines of --- around it"))
}

/// The name in `name: value`, if the line is of that form.
fn name_of(line: &str) -> Option<&str> {
    let (name, _) = line.split_once([':', '=', '：'])?;
    let name = name.trim_matches(is_space).trim_matches(['"', '\'']);
    let fits = |c: char| c.is_alphanumeric() || "_- ".contains(c);
    (!name.is_empty() && name.chars().count() <= 40 && name.chars().all(fits)).then_some(name)
}

/// Whether a line gives a value to a field of releases.
fn names_something(line: &str) -> bool {
    name_of(line).is_some_and(|name| {
        let plain = names::plain(name);
        names::is_known(&plain) || withhold::is_word(&plain)
    })
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::ingest::Kind;

    #[track_caller]
    fn check(text: &str, title: Option<&str>, body: &str, line: u32) {
        let found = split(text);
        assert_eq!(found.header.faults, [], "{text:?}");
        let read = found.header.fields.get("title").and_then(|value| value.as_str());
        assert_eq!((read, found.body.as_str(), found.line), (title, body, line), "{text:?}");
    }

    #[test]
    fn a_header_is_found() {
        check("a", None, "a", 1);
        check("", None, "", 1);
        check("\n\na: b and more", None, "\n\na: b and more", 1);
        check("---\ntitle: x\n---\nb", Some("x"), "b", 4);
        check("---\ntitle: x\n...\nb", Some("x"), "b", 4);
        check("---\r\ntitle: x\r\n---\r\nb\r\n", Some("x"), "b\n", 4);
        check("---\rtitle: x\r---\rb", Some("x"), "b", 4);
        check("---\u{2028}title: x\u{2028}---\u{2028}b", Some("x"), "b", 4);
        check("\u{feff}\n \n---\ntitle: x\n--- \nb", Some("x"), "b", 6);
        check("\u{feff}\u{feff}\u{200b}---\ntitle: x\n---\nb", Some("x"), "b", 4);
        check("<!-- a\nb -->\n\n---\ntitle: x\n---\nb", Some("x"), "b", 7);
        check("[//]: # (relu)\n---\ntitle: x\n---\nb", Some("x"), "b", 5);
        check("  ---\ntitle: x\n  ---\nb", Some("x"), "b", 4);
        check("--- yaml\ntitle: x\n---\nb", Some("x"), "b", 4);
        check("+++\ntitle = \"x\"\n+++\nb", Some("x"), "b", 4);
        check("---toml\ntitle = \"x\"\n---\nb", Some("x"), "b", 4);
        check("{\n \"title\": \"x\"\n}\n\nb", Some("x"), "\n\nb", 3);
        check("{ \"title\": \"x\" }\nb", Some("x"), "\nb", 1);
        check("---json\n{\"title\": \"x\"}\n---\nb", Some("x"), "b", 4);
        check("---\n---\nb", None, "b", 3);
        check("---\ntitle: x\n---\nDiffusion : immédiate", Some("x"), "Diffusion : immédiate", 4);
        // What is no header.
        check("# Un titre\n\nContact : Ana", None, "# Un titre\n\nContact : Ana", 1);
        check("Titre\n---\n\nTexte : ici", None, "Titre\n---\n\nTexte : ici", 1);
        check("{{< x >}}", None, "{{< x >}}", 1);
        check("Date : lundi\nLieu : Trégastan", None, "Date : lundi\nLieu : Trégastan", 1);
    }

    #[test]
    fn a_header_that_is_not_understood_withholds() {
        for text in [
            "---\ntitle: x\nembargo_until: 2030-01-01",
            "---",
            "+++\ntitle = 1",
            "***\ntitle: x\n***\nb",
            "===\ntitle: x\n===\nb",
            "```yaml\ntitle: x\n```\nb",
            "relu par Ana\n---\ntitle: x\n---\nb",
            "Title: x\nDate: 2026-01-01\n\nb",
            "embargo: 2030-01-01\n\nb",
            "brouillon: oui\n\nb",
            "{\n \"title\": \"x\",\n}\nb",
            "{ \"title\": x }\nb",
            "---json\ntitle: x\n---\nb",
            "———\nrien du tout\n———\nb",
            "---\ntitle: x\n---\n\ndraft: true\n\nb",
            "---\ntitle: x\n---\nembargo_until: 2030-01-01\nb",
            "---\nrien du tout, pas de noms\n---\nb",
        ] {
            let found = split(text);
            let kinds: Vec<Kind> = found.header.faults.iter().map(|(_, kind, _)| *kind).collect();
            assert!(found.header.held, "{text:?}: {kinds:?}");
            assert!(kinds.contains(&Kind::UnreadHeader), "{text:?}: {kinds:?}");
        }
    }

    #[test]
    fn dashes_of_a_word_processor_are_read() {
        for text in [
            "—\ntitle: x\n—\nb",
            "----\ntitle: x\n----\nb",
            "–-\ntitle: x\n–-\nb",
            "--\ntitle: x\n--\nb",
        ] {
            let found = split(text);
            assert_eq!(found.header.fields["title"], "x", "{text:?}");
            assert!(!found.header.held && found.header.faults[0].1 == Kind::Repaired, "{text:?}");
        }
    }
}
