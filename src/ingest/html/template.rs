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
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let rest = &html[start..];
        at = start + 1;
        if let Some(length) = skipped(rest) {
            at = start + length;
            continue;
        }
        if rest.starts_with("<:") {
            if let Some(end) = rest.find(":>") {
                report.leftover("<:= … :>");
                out.push_str(&html[copied..start]);
                at = start + end + 2;
                copied = at;
            }
            continue;
        }
        let Some(tag) = Tag::read(rest) else { continue };
        if tag.name == "table" {
            tables = if tag.closing { tables.saturating_sub(1) } else { tables + 1 };
        }
        at = start + tag.length;
        if is_known(&tag.name) || tag.words.is_empty() {
            continue;
        }
        report.leftover(&format!("<{}>", tag.name));
        out.push_str(&html[copied..start]);
        let line_start = html[..start].rfind('\n').map_or(0, |end| end + 1);
        let line_end = html[at..].find('\n').map_or(html.len(), |length| at + length);
        let alone =
            html[line_start..start].trim().is_empty() && html[at..line_end].trim().is_empty();
        write(&tag.words, alone, alone && tables > 0, &mut out);
        copied = at;
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
    ["script", "style", "textarea", "title", "xmp", "plaintext"].into_iter().find_map(|name| {
        let head = rest.get(1..=name.len())?;
        let after = rest.as_bytes().get(name.len() + 1)?;
        let opens = head.eq_ignore_ascii_case(name) && !after.is_ascii_alphanumeric();
        opens.then(|| {
            let lower = rest.to_ascii_lowercase();
            lower.find(&format!("</{name}")).unwrap_or(rest.len())
        })
    })
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
    words: Vec<&'a str>,
    length: usize,
}

impl<'a> Tag<'a> {
    /// Reads a tag from its `<`. Gives up on what does not end within 2,000 bytes.
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
        let mut at = name_end;
        loop {
            let byte = *bytes.get(at).filter(|_| at < 2000)?;
            match byte {
                b'>' => break,
                b'<' => return None,
                b'"' | b'\'' => {
                    let length = text[at + 1..].find(char::from(byte))?;
                    words.push(&text[at + 1..at + 1 + length]);
                    at += length + 2;
                }
                b'/' if bytes.get(at + 1) == Some(&b'>') => at += 1,
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
        Some(Self { name, closing, words, length: at + 1 })
    }
}
