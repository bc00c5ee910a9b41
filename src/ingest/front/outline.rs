//! Where each name of a YAML header stands in its file, to the byte: for whoever changes one and leaves all others as they are.

use super::{split, yaml};
use crate::{ingest::names, model::json::sparing};
use serde_json::{Map, Value};
use std::ops::Range;

/// A Markdown file taken apart without changing it.
#[derive(Debug)]
pub struct Outline<'a> {
    text: &'a str,
    /// Between the two lines of `---`; empty, at the start, where there is no header.
    header: Range<usize>,
    /// Whether there is one.
    has_header: bool,
    entries: Vec<Entry>,
    /// What the header says, every plain value as it was typed.
    pub fields: Map<String, Value>,
    /// What follows the header.
    pub body: &'a str,
    /// How its lines end.
    pub line_end: &'static str,
}

/// A name and its value.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    /// Its lines, without comments and blank lines after it.
    bytes: Range<usize>,
    /// The first and the last of them, counted from 1 in the file.
    lines: (u32, u32),
}

impl<'a> Outline<'a> {
    /// Takes a text apart, if its header is one that can be changed name by name: YAML in plain form between two lines of `---`
    /// at the very beginning, or none.
    #[must_use]
    pub fn new(text: &'a str) -> Option<Self> {
        let known = split(text);
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut lines = Lines { text, at: start };
        let is_fence = |line: &str| line.trim_end() == "---";
        if !lines.next().is_some_and(|(line, _)| is_fence(line)) {
            let bare = known.header.fields.is_empty() && known.header.faults.is_empty();
            let body = text.get(start..)?;
            let (entries, fields) = (Vec::new(), Map::new());
            let header = start..start;
            return bare.then_some(Self {
                text,
                header,
                has_header: false,
                entries,
                fields,
                body,
                line_end,
            });
        }
        let first = lines.at;
        let mut number = 1;
        let mut entries: Vec<Entry> = Vec::new();
        let end = loop {
            let (line, range) = lines.next()?;
            number += 1;
            if matches!(line.trim_end(), "---" | "...") {
                break range;
            }
            let bare = line.trim();
            if bare.is_empty() || line.starts_with('#') {
                continue;
            }
            match line.starts_with([' ', '\t', '-', ']', '}']) {
                true => {
                    let open = entries.last_mut()?;
                    open.bytes.end = range.end;
                    open.lines.1 = number;
                }
                false => entries.push(Entry {
                    name: name_of(line)?,
                    bytes: range,
                    lines: (number, number),
                }),
            }
        };
        let fields = yaml::strict(text.get(first..end.start)?, 2).ok()?.fields;
        // What looks like a name to us may be a line of a text to YAML.
        let same = entries.len() == fields.len()
            && entries.iter().all(|entry| fields.contains_key(&entry.name))
            && known.header.fields == fields;
        let body = text.get(end.end..)?;
        let header = first..end.start;
        same.then_some(Self { text, header, has_header: true, entries, fields, body, line_end })
    }

    /// The name under which one of `names` stands in the header: of several that which is read.
    #[must_use]
    pub fn name(&self, names: &[&str]) -> Option<&str> {
        let plain = |name: &str| names::plain(name).into_owned();
        names.iter().find_map(|wanted| {
            let entry = self.entries.iter().find(|entry| plain(&entry.name) == plain(wanted));
            entry.map(|entry| entry.name.as_str())
        })
    }

    /// The name whose value stands on a line of the file, and whether the line is of the text.
    #[must_use]
    pub fn on_line(&self, line: u32) -> Option<&str> {
        let entry =
            self.entries.iter().find(|entry| (entry.lines.0..=entry.lines.1).contains(&line));
        entry.map(|entry| entry.name.as_str())
    }

    /// The file with other values for some names, all other bytes as they are. A name without a value goes, one that is not there
    /// is added at the end of the header; `body` is another text.
    #[must_use]
    pub fn with(&self, values: &[(String, Option<Value>)], body: Option<&str>) -> String {
        let end = self.line_end;
        let line = |name: &str, value: &Value| entry(name, value).replace('\n', end);
        let start = self.text.get(..self.header.start).unwrap_or_default();
        let mut header = String::new();
        let mut at = self.header.start;
        for entry in &self.entries {
            let Some((_, value)) = values.iter().find(|(name, _)| *name == entry.name) else {
                continue;
            };
            header.push_str(self.text.get(at..entry.bytes.start).unwrap_or_default());
            if let Some(value) = value {
                header.push_str(&line(&entry.name, value));
            }
            at = entry.bytes.end;
        }
        header.push_str(self.text.get(at..self.header.end).unwrap_or_default());
        let is_new = |name: &str| !self.entries.iter().any(|entry| entry.name == name);
        for (name, value) in values.iter().filter(|(name, _)| is_new(name)) {
            header.extend(value.as_ref().map(|value| line(name, value)));
        }
        let own = match body {
            Some(body) => format!("{end}{}", body.replace('\n', end)),
            None => self.body.to_owned(),
        };
        match self.has_header {
            true => {
                let fence = self.text.len() - self.body.len();
                let fence = self.text.get(self.header.end..fence).unwrap_or_default();
                // A file may end with the line that ends its header.
                let gap = if fence.ends_with('\n') || own.is_empty() { "" } else { end };
                format!("{start}{header}{fence}{gap}{own}")
            }
            false if header.is_empty() => {
                format!("{start}{}", own.trim_start_matches(['\r', '\n']))
            }
            false => {
                let gap = if own.starts_with(['\r', '\n']) { "" } else { end };
                format!("{start}---{end}{header}---{end}{gap}{own}")
            }
        }
    }
}

/// Lines of a text with their places, their ends with them.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (&'a str, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let range = self.at..self.at + length;
        self.at = range.end;
        Some((rest.get(..length)?.trim_end_matches(['\r', '\n']), range))
    }
}

/// The name at the start of a line: bare, or in quotes without escapes.
fn name_of(line: &str) -> Option<String> {
    let (name, rest) = match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').filter(|(name, _)| !name.contains('\\'))?,
        None => line
            .split_once(':')
            .map(|(name, _)| (name, line.get(name.len()..).unwrap_or_default()))?,
    };
    let rest = rest.trim_start().strip_prefix(':')?;
    let fits =
        name.chars().all(|c| c.is_alphanumeric() || "_- $.".contains(c)) && !name.trim().is_empty();
    (fits && (rest.is_empty() || rest.starts_with([' ', '\t']))).then(|| name.trim_end().to_owned())
}

/// A value behind its name, with the line end before it where it is a list of objects.
fn entry(name: &str, value: &Value) -> String {
    let name = text(name, false);
    match value {
        Value::Array(list) if list.iter().any(Value::is_object) => {
            let each = list.iter().map(|value| format!("  - {}", member(value)));
            each.fold(format!("{name}:\n"), |all, one| all + &one)
        }
        Value::Object(_) => format!("{name}:\n  {}", member(value).replace("\n    ", "\n  ")),
        value => format!("{name}: {}\n", plain(value, false)),
    }
}

/// An object in a list, a name on each line; or another value.
fn member(value: &Value) -> String {
    let Value::Object(fields) = value else { return format!("{}\n", plain(value, false)) };
    let each = fields.iter().map(|(name, value)| {
        let name = text(name, false);
        match value {
            Value::String(value) if is_literal(value) => {
                let lines = value.split('\n').map(|line| match line.is_empty() {
                    true => "\n".to_owned(),
                    false => format!("      {line}\n"),
                });
                format!("{name}: |-\n{}", lines.collect::<String>())
            }
            value => format!("{name}: {}\n", plain(value, false)),
        }
    });
    each.collect::<Vec<_>>().join("    ")
}

/// Whether a text is best read line by line, and can be written so: a line of dashes would end the header, however far in it
/// stands.
fn is_literal(text: &str) -> bool {
    let odd = |c: char| c.is_control() && c != '\n' || is_not_printed(c);
    let ends = |line: &str| matches!(line.trim(), "---" | "...");
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
        && !text.contains(odd)
        && !text.lines().any(ends)
}

/// A value on one line; `inside` of brackets.
fn plain(value: &Value, inside: bool) -> String {
    match value {
        Value::String(value) => text(value, inside),
        Value::Array(list) => {
            let each: Vec<String> = list.iter().map(|value| plain(value, true)).collect();
            format!("[{}]", each.join(", "))
        }
        // JSON is YAML.
        other => sparing(&other.to_string(), is_not_printed),
    }
}

/// A text as people write it, where YAML reads that as it stands; else in quotes, as JSON.
fn text(text: &str, inside: bool) -> String {
    let fits = |c: char| {
        c.is_alphanumeric()
            || " -_’.\u{a0}\u{202f}".contains(c)
            || !inside && "'(),;!?…–—«»“”/+%@".contains(c)
    };
    let lower = text.to_lowercase();
    let is_word =
        ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(&lower.as_str());
    let begins = text.chars().next().is_some_and(|c| c.is_alphabetic() || c == '«' || c == '“');
    let is_date = text.chars().all(|c| c.is_ascii_digit() || "-+:TZ".contains(c))
        && text.get(..10).is_some_and(|day| {
            day.matches('-').count() == 2 && day.starts_with(|c: char| c.is_ascii_digit())
        });
    let is_whole = text.trim().len() == text.len();
    match is_date && !inside || begins && is_whole && !is_word && text.chars().all(fits) {
        true => text.to_owned(),
        false => sparing(&Value::from(text).to_string(), is_not_printed),
    }
}

/// What JSON writes as it is and YAML does not print.
fn is_not_printed(c: char) -> bool {
    matches!(
        c,
        '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::Outline;
    use serde_json::{Value, json};

    #[track_caller]
    fn changed(text: &str, values: &[(&str, Value)], body: Option<&str>) -> String {
        let values: Vec<(String, Option<Value>)> = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Some(value.clone()).filter(|v| !v.is_null())))
            .collect();
        let outline = Outline::new(text).unwrap();
        let written = outline.with(&values, body);
        let again = Outline::new(&written).unwrap_or_else(|| unreadable(&written));
        for (name, value) in &values {
            assert_eq!(again.fields.get(name), value.as_ref(), "{written}");
        }
        for (name, value) in outline
            .fields
            .iter()
            .filter(|(name, _)| !values.iter().any(|(known, _)| known == *name))
        {
            assert_eq!(again.fields.get(name), Some(value), "{written}");
        }
        written
    }

    #[allow(clippy::panic, reason = "a test stops at what it did not expect")]
    fn unreadable(text: &str) -> ! {
        panic!("cannot be taken apart again:\n{text}")
    }

    const FILE: &str = "---\n# Ours\ntitle:  'A: b'   # said so\nodd:   {a: 1,   b: [2]}\ntags:\n- x\n- y\n# about what follows\nsummary: >\n  Two\n\n  lines\n\nlast: 1.10\n---\n\nText\n";

    #[test]
    fn what_is_not_changed_keeps_its_bytes() {
        assert_eq!(changed(FILE, &[], None), FILE);
        let written =
            changed(FILE, &[("tags", json!(["z", "a, b"])), ("place", json!("Brest"))], None);
        let expected = FILE
            .replace("tags:\n- x\n- y\n", "tags: [z, \"a, b\"]\n")
            .replace("1.10\n", "1.10\nplace: Brest\n");
        assert_eq!(written, expected);
        assert_eq!(
            changed(FILE, &[("summary", Value::Null)], None),
            FILE.replace("summary: >\n  Two\n\n  lines\n", "")
        );
        assert_eq!(changed(FILE, &[], Some("Other\n")), FILE.replace("\nText", "\nOther"));
        let windows = FILE.replace('\n', "\r\n");
        assert_eq!(
            changed(&windows, &[("last", json!("2"))], Some("A\nB\n")),
            windows.replace("1.10", "\"2\"").replace("Text", "A\r\nB")
        );
    }

    #[test]
    fn every_value_is_read_back() {
        let texts = [
            "",
            " a",
            "a: b",
            "a #b",
            "yes",
            "null",
            "-",
            "12",
            "2026-01-02",
            "2026-01-02T09:00:00+01:00",
            "«\u{a0}Oui\u{a0}»",
            "a\nb",
            "\ta",
            "'",
            "\"",
            "{",
            "[a]",
            "@a",
            "l’été, « non » (3)",
            "a\u{85}b\u{2028}",
            "---",
            "a\n---\nb",
            "...",
            "\u{feff}",
            "a\\b",
            "é!",
        ];
        for text in texts {
            let object = json!({ "name": text, "note": format!("x\n\n  {text}"), "of": [text, { "a": text }] });
            changed(
                FILE,
                &[
                    ("title", json!(text)),
                    ("tags", json!([text, "b"])),
                    ("contacts", json!([object, text])),
                    ("status", object),
                ],
                None,
            );
        }
    }

    #[test]
    fn a_header_is_added_and_one_that_is_not_plain_is_left_alone() {
        assert_eq!(
            changed("Text\n", &[("title", json!("A"))], None),
            "---\ntitle: A\n---\n\nText\n"
        );
        assert_eq!(
            changed("---\n---\nText\n", &[("title", json!("A"))], Some("B\n")),
            "---\ntitle: A\n---\n\nB\n"
        );
        assert_eq!(changed("---\na: b\n---", &[], Some("B\n")), "---\na: b\n---\n\nB\n");
        for text in [
            "+++\ntitle = 1\n+++\n",
            "{\"title\": 1}\n",
            "---\ntitle: a\n",
            "---\n{title: a}\n---\n",
            "---\na: b\na: c\n---\n",
            "---\na: \"x\n b: c\n---\n",
            "<!-- x -->\n---\na: b\n---\n",
            "---\na: *b\n---\n",
            "----\ntitle: a\n----\n",
            "---\nrien\n---\n",
        ] {
            assert!(Outline::new(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn lines_and_names_are_found() {
        let outline = Outline::new(FILE).unwrap();
        assert_eq!(
            (outline.on_line(3), outline.on_line(6), outline.on_line(11), outline.on_line(16)),
            (Some("title"), Some("tags"), Some("summary"), None)
        );
        assert_eq!(
            (outline.name(&["titre", "Title"]), outline.name(&["place"])),
            (Some("title"), None)
        );
    }
}
