//! What template languages leave behind in HTML, made readable.
//!
//! Website Meta Language and its like write `<dsa 2013 2695 chromium "Multiple">`: a tag that
//! HTML does not know, whose words are its contents. A browser would show nothing of it.

use super::{Report, tree::is_known};
use std::borrow::Cow;

/// Replaces `<:= … :>` by nothing and tags that HTML does not know by the words in them:
/// as a row inside a table, as a line of its own where the tag stood on one, else in place.
pub(super) fn fill<'a>(html: &'a str, report: &mut Report) -> Cow<'a, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    let mut tables = 0_usize;
    // The unknown element that fills the line we are in, already made a line of its own.
    let mut line: Option<String> = None;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let rest = &html[start..];
        at = start + 1;
        if let Some(length) = skipped(rest) {
            at = start + length;
            continue;
        }
        if rest.starts_with("<:") {
            if let Some(end) = near(rest).find(":>") {
                report.leftover("<:= … :>");
                out.push_str(&html[copied..start]);
                at = start + end + 2;
                copied = at;
            }
            continue;
        }
        let Some(tag) = Tag::read(near(rest)) else { continue };
        if tag.name == "table" {
            tables = if tag.closing { tables.saturating_sub(1) } else { tables + 1 };
        }
        at = start + tag.length;
        if is_known(&tag.name) {
            continue;
        }
        let replaced = if tag.closing { line.take_if(|open| *open == tag.name) } else { None };
        if replaced.is_some() {
            out.push_str(&html[copied..start]);
            out.push_str("</div>");
            copied = at;
        }
        if tag.closing {
            continue;
        }
        let blank = [' ', '\t', '\r'];
        let before = html[..start].trim_end_matches(blank);
        let after = html[at..].trim_start_matches(blank);
        let begins_line = before.is_empty() || before.ends_with('\n');
        let alone = begins_line && (after.is_empty() || after.starts_with('\n'));
        let fills_line = begins_line && {
            let line = html[at..].split('\n').next().unwrap_or_default();
            line.trim_end().ends_with(&format!("</{}>", tag.name))
        };
        if tag.words.is_empty() && !tag.ends_itself && !fills_line {
            // The tree drops the tag and reports it.
            continue;
        }
        report.leftover(&format!("<{}>", tag.name));
        out.push_str(&html[copied..start]);
        copied = at;
        if tag.words.is_empty() {
            if fills_line && !tag.ends_itself {
                out.push_str("<div>");
                line = Some(tag.name);
            }
            continue;
        }
        write(&tag.words, alone, alone && tables > 0, &mut out);
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// The length of what must be left alone: comments, and elements whose contents are no markup.
fn skipped(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        return Some(rest.find("-->").map_or(rest.len(), |end| end + 3));
    }
    let begins = |text: &str, name: &str| {
        let head = text.get(..name.len());
        let next = text.as_bytes().get(name.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
            && next.is_none_or(|next| !next.is_ascii_alphanumeric())
    };
    let names = ["script", "style", "textarea", "title", "xmp", "plaintext"];
    let name = names.into_iter().find(|name| begins(&rest[1..], name))?;
    let mut ends = rest.match_indices("</").map(|(at, _)| at);
    Some(ends.find(|at| begins(&rest[at + 2..], name)).unwrap_or(rest.len()))
}

/// As much of `text` as a tag may take up: marks that are never closed must not cost a search
/// of the whole text each.
fn near(text: &str) -> &str {
    const LONGEST: usize = 2000;
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}

fn write(words: &[&str], alone: bool, in_table: bool, out: &mut String) {
    let (open, between, close) = match (in_table, alone) {
        (true, _) => ("<tr><td>", "</td><td>", "</td></tr>"),
        (false, true) => ("<div>", " ", "</div>"),
        (false, false) => ("", " ", ""),
    };
    out.push_str(open);
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        let word = word.replace('<', "&lt;").replace('"', "&quot;");
        if word.starts_with("http://") || word.starts_with("https://") {
            out.push_str(&format!("<a href=\"{word}\">{word}</a>"));
        } else {
            out.push_str(&word);
        }
    }
    out.push_str(close);
}

/// A tag with the words in it that are no attributes.
struct Tag<'a> {
    name: String,
    closing: bool,
    ends_itself: bool,
    words: Vec<&'a str>,
    length: usize,
}

impl<'a> Tag<'a> {
    /// Reads a tag from its `<`, if it ends within `text`.
    fn read(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        let closing = bytes.get(1) == Some(&b'/');
        let name_start = 1 + usize::from(closing);
        bytes.get(name_start).filter(|b| b.is_ascii_alphabetic())?;
        let name_end = name_start
            + text[name_start..]
                .find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)))?;
        let name = text[name_start..name_end].to_ascii_lowercase();
        let mut words = Vec::new();
        let mut ends_itself = false;
        let mut at = name_end;
        loop {
            let byte = *bytes.get(at)?;
            match byte {
                b'>' => break,
                b'<' => return None,
                b'"' | b'\'' => {
                    let length = text[at + 1..].find(char::from(byte))?;
                    words.push(&text[at + 1..at + 1 + length]);
                    at += length + 2;
                }
                b'/' if bytes.get(at + 1) == Some(&b'>') => {
                    ends_itself = true;
                    at += 1;
                }
                _ if byte.is_ascii_whitespace() => at += 1,
                _ => {
                    let end = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '=' | '"');
                    let length = text[at..].find(end)?;
                    let word = &text[at..at + length];
                    at += length;
                    if bytes.get(at) == Some(&b'=') {
                        // An attribute: its value is not shown.
                        at += 1;
                        at += match bytes.get(at)? {
                            quote @ (b'"' | b'\'') => text[at + 1..].find(char::from(*quote))? + 2,
                            _ => text[at..].find(|c: char| c.is_ascii_whitespace() || c == '>')?,
                        };
                    } else {
                        words.push(
                            word.strip_suffix('/')
                                .filter(|_| bytes.get(at) == Some(&b'>'))
                                .unwrap_or(word),
                        );
                    }
                }
            }
        }
        words.retain(|word| !word.trim().is_empty());
        Some(Self { name, closing, ends_itself, words, length: at + 1 })
    }
}
