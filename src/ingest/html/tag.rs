//! One tag of HTML, read as browsers read it, within bounds.

use super::tree::is_known;
use std::collections::HashMap;

/// Attributes beyond this are left out: the parser compares each with all before it.
const MOST_ATTRIBUTES: usize = 100;

/// A tag that ends.
pub(super) struct Tag {
    /// Behind its `>`.
    pub(super) end: usize,
    /// Whether an attribute has a value.
    pub(super) has_values: bool,
    /// Whether it holds words that are no attributes with values.
    pub(super) has_words: bool,
    /// Whether it holds words that no attribute of HTML is called.
    pub(super) has_odd_words: bool,
    /// Whether it ends with `/>`.
    pub(super) ends_itself: bool,
    /// Where there are too many attributes.
    pub(super) cut: Option<usize>,
}

/// A tag that does not end.
pub(super) struct Broken {
    pub(super) has_values: bool,
    /// Where what can be told of it ends.
    pub(super) end: usize,
}

/// Attributes that are often written without a value.
const SWITCHES: &[&str] = &[
    "align",
    "allowfullscreen",
    "allowtransparency",
    "alt",
    "async",
    "autofocus",
    "autoplay",
    "border",
    "checked",
    "clear",
    "compact",
    "controls",
    "crossorigin",
    "default",
    "defer",
    "disabled",
    "download",
    "formnovalidate",
    "hidden",
    "href",
    "inert",
    "ismap",
    "itemscope",
    "loop",
    "multiple",
    "muted",
    "name",
    "nohref",
    "nomodule",
    "noresize",
    "noshade",
    "novalidate",
    "nowrap",
    "open",
    "playsinline",
    "readonly",
    "required",
    "reversed",
    "seamless",
    "selected",
    "sortable",
    "title",
    "translate",
    "webkitallowfullscreen",
    "mozallowfullscreen",
];

/// The name of an element, as far as a browser reads it; also stopped by another `<`.
pub(super) fn name(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'<'))
        .unwrap_or(text.len());
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) { &text[..end] } else { "" }
}

/// Whether the beginning of a tag that HTML knows stands in a value.
fn holds_markup(value: &str) -> bool {
    value.contains('>')
        && value.match_indices('<').any(|(at, _)| {
            let rest = value[at + 1..].trim_start_matches('/');
            is_known(&name(rest).to_ascii_lowercase())
        })
}

impl Tag {
    /// Reads the tag whose attributes begin at `from`. `ends` remembers which quotes come no more.
    pub(super) fn read(
        html: &str,
        start: usize,
        from: usize,
        ends: &mut HashMap<&'static str, usize>,
    ) -> Result<Self, Broken> {
        let bytes = html.as_bytes();
        let mut tag = Self {
            end: from,
            has_values: false,
            has_words: false,
            has_odd_words: false,
            ends_itself: false,
            cut: None,
        };
        let mut at = from;
        let mut count = 0;
        loop {
            let Some(byte) = bytes.get(at) else { return Err(tag.broken(at)) };
            match byte {
                b'>' => {
                    tag.end = at + 1;
                    return Ok(tag);
                }
                b'<' => return Err(tag.broken(at)),
                b'/' => {
                    tag.ends_itself = bytes.get(at + 1) == Some(&b'>');
                    at += 1;
                }
                b if b.is_ascii_whitespace() => at += 1,
                _ => {
                    count += 1;
                    if count > MOST_ATTRIBUTES {
                        tag.cut.get_or_insert(at);
                    }
                    at = tag.attribute(html, start, at, ends)?;
                }
            }
        }
    }

    fn broken(&self, end: usize) -> Broken {
        Broken { has_values: self.has_values && !self.has_odd_words, end }
    }

    /// Reads one attribute; says where it ends.
    fn attribute(
        &mut self,
        html: &str,
        start: usize,
        from: usize,
        ends: &mut HashMap<&'static str, usize>,
    ) -> Result<usize, Broken> {
        let bytes = html.as_bytes();
        let stops = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'<' | b'=');
        // A first `=` belongs to the name.
        let length = bytes[from + 1..].iter().position(stops).unwrap_or(bytes.len() - from - 1);
        let mut at = from + 1 + length;
        let name = html.get(from..at).unwrap_or_default().to_ascii_lowercase();
        let blank = bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if bytes.get(at + blank) != Some(&b'=') {
            self.has_words = true;
            self.has_odd_words |= !SWITCHES.contains(&name.as_str()) && !name.contains(['-', '@']);
            return Ok(at);
        }
        at += blank + 1;
        at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        self.has_values = true;
        let quote = match bytes.get(at) {
            Some(b'"') => "\"",
            Some(b'\'') => "'",
            _ => {
                let stops = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'<');
                let length = bytes[at..].iter().position(stops).unwrap_or(bytes.len() - at);
                return Ok(at + length);
            }
        };
        at += 1;
        let none = ends.get(quote).is_some_and(|none| at >= *none);
        let found = if none { None } else { html[at..].find(quote) };
        if found.is_none() && !none {
            ends.insert(quote, at);
        }
        let value = found.and_then(|length| html.get(at..at + length));
        let plain =
            ["class", "href", "id", "src", "style", "lang", "target", "rel", "width", "height"];
        match value {
            // An address or a class has no tags in it: the quote that ends it is missing.
            Some(value)
                if plain.contains(&name.as_str())
                    && !value.starts_with("data:")
                    && holds_markup(value) => {}
            Some(value) => return Ok(at + value.len() + 1),
            None => {}
        }
        let end = bytes[start + 1..].iter().position(|b| matches!(b, b'>' | b'<'));
        let end = end.map_or(bytes.len(), |length| start + 1 + length);
        Err(self.broken(end + usize::from(bytes.get(end) == Some(&b'>'))))
    }
}
