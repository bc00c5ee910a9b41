//! Fields that hold plain text, where programs left entities and tags.

use html5ever::data::NAMED_ENTITIES;
use std::borrow::Cow;

/// Elements that only set a text: they say nothing that a title or a summary could lose.
const SETTING: &[&str] = &[
    "a", "abbr", "b", "bdi", "big", "br", "cite", "code", "del", "dfn", "div", "em", "font", "h1",
    "h2", "h3", "h4", "i", "ins", "kbd", "li", "mark", "nobr", "p", "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "u", "ul", "ol", "var", "wbr",
];

/// The text of a plain field, and what was put right in it.
pub(in crate::ingest) fn line(text: &str) -> (Cow<'_, str>, Vec<&'static str>) {
    let mut done = Vec::new();
    let mut line = Cow::Borrowed(text);
    if let Some(inner) = without_cdata(text) {
        done.push("CDATA");
        line = Cow::Owned(inner.to_owned());
    }
    if let Some(plain) = without_tags(&line) {
        done.push("tags");
        line = Cow::Owned(plain);
    }
    if let Some(decoded) = entities(&line) {
        done.push("entities");
        line = Cow::Owned(super::controls(&decoded, ' ').into_owned());
    }
    if let Some(straight) = balanced(&line) {
        done.push("direction marks");
        line = Cow::Owned(straight);
    }
    (line, done)
}

/// What stands in a CDATA section that is the whole text.
pub(in crate::ingest) fn without_cdata(text: &str) -> Option<&str> {
    text.trim().strip_prefix("<![CDATA[")?.strip_suffix("]]>")
}

/// The text with its entities decoded, once; `None` if there are none. Only what ends with a semicolon
/// is one: `AT&T` and `a&copy=1` are text.
pub(in crate::ingest) fn entities(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices('&') {
        if at < copied {
            continue;
        }
        let Some((decoded, length)) = entity(&text[at..]) else { continue };
        out.push_str(&text[copied..at]);
        out.push_str(&decoded);
        copied = at + length;
    }
    out.push_str(&text[copied..]);
    (copied > 0).then_some(out)
}

fn entity(text: &str) -> Option<(String, usize)> {
    // The longest name has 31 letters.
    let end = text.bytes().take(40).position(|b| b == b';')?;
    let name = &text[1..end];
    let decoded: String = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            let c =
                char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER);
            // HTML reads these numbers as Windows-1252.
            super::characters(&c.to_string(), ' ').0.into_owned()
        }
        None => {
            let (first, second) = NAMED_ENTITIES.get(&format!("{name};"))?;
            [*first, *second]
                .iter()
                .filter(|code| **code != 0)
                .filter_map(|code| char::from_u32(*code))
                .collect()
        }
    };
    Some((decoded, end + 1))
}

/// The text without the tags that only set it; `None` if there are none. A tag counts if it is closed,
/// or is the paragraph around the whole: the `<b>` of a title on HTML is a word.
fn without_tags(text: &str) -> Option<String> {
    if !text.contains('<') {
        return None;
    }
    let tags: Vec<(usize, usize, String, bool)> =
        text.match_indices('<').filter_map(|(at, _)| tag(text, at)).collect();
    let closes = |name: &str, after: usize| {
        tags.iter().any(|(at, _, n, closing)| *closing && n == name && *at > after)
    };
    let opens = |name: &str, before: usize| {
        tags.iter().any(|(at, _, n, closing)| !*closing && n == name && *at < before)
    };
    // A title has a few: a text with very many is no title, and not searched through for each.
    if tags.len() > 400 {
        return None;
    }
    let mut out = String::new();
    let mut copied = 0;
    let mut any = false;
    for (at, end, name, closing) in &tags {
        let block = matches!(
            name.as_str(),
            "p" | "div" | "li" | "br" | "h1" | "h2" | "h3" | "h4" | "ul" | "ol"
        );
        let meant = match closing {
            true => opens(name, *at) || text[*end..].trim().is_empty(),
            false => {
                matches!(name.as_str(), "br" | "wbr")
                    || closes(name, *at)
                    || (block && text[..*at].trim().is_empty())
            }
        };
        if !meant {
            continue;
        }
        out.push_str(&text[copied..*at]);
        match name.as_str() {
            "q" => out.push('"'),
            _ if block => out.push(' '),
            _ => {}
        }
        copied = *end;
        any = true;
    }
    out.push_str(&text[copied..]);
    any.then_some(out)
}

/// The tag at `at`: where it ends, its name, and whether it closes.
fn tag(text: &str, at: usize) -> Option<(usize, usize, String, bool)> {
    let rest = text.get(at + 1..)?;
    let closing = rest.starts_with('/');
    let name_start = at + 1 + usize::from(closing);
    let length = text[name_start..].find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = text[name_start..name_start + length].to_ascii_lowercase();
    if !SETTING.contains(&name.as_str()) {
        return None;
    }
    let after = &text[name_start + length..];
    let end = after.find(['>', '<'])?;
    let inner = &after[..end];
    let fits = inner.trim().trim_end_matches('/').is_empty()
        || (inner.starts_with(char::is_whitespace) && inner.contains('='));
    (fits && after[end..].starts_with('>')).then_some((
        at,
        name_start + length + end + 1,
        name,
        closing,
    ))
}

/// The text without marks of direction that it does not close, or that close nothing: they would turn
/// around what stands beside the text. `None` if there are none.
fn balanced(text: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(is_mark) {
        return None;
    }
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut wrong: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '\u{202a}' | '\u{202b}' => open.push((at, false)),
            '\u{2066}'..='\u{2068}' => open.push((at, true)),
            '\u{202c}' | '\u{2069}' => {
                let isolate = c == '\u{2069}';
                match open.last() {
                    Some((_, kind)) if *kind == isolate => {
                        open.pop();
                    }
                    _ => wrong.push(at),
                }
            }
            '\u{202d}' | '\u{202e}' => wrong.push(at),
            _ => {}
        }
    }
    wrong.extend(open.iter().map(|(at, _)| *at));
    wrong.sort_unstable();
    let keeps = |at: &usize| wrong.binary_search(at).is_err();
    (!wrong.is_empty())
        .then(|| text.char_indices().filter(|(at, _)| keeps(at)).map(|(_, c)| c).collect())
}

/// HTML that was escaped as a whole, read once more; `None` if it was not, or not surely.
pub(in crate::ingest) fn escaped_twice(html: &str) -> Option<String> {
    const BLOCKS: &[&str] = &[
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "table",
        "blockquote",
        "figure",
        "section",
        "article",
        "span",
        "strong",
        "em",
        "b",
        "a",
        "img",
        "br",
        "pre",
        "dl",
    ];
    let start = html.trim_start();
    if !start.starts_with("&lt;")
        && !start.starts_with("&#60;")
        && !start.starts_with("&#x3c;")
        && !start.starts_with("&#x3C;")
    {
        return None;
    }
    let real = html
        .match_indices('<')
        .any(|(at, _)| html[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
    if real {
        return None;
    }
    let decoded = entities(html)?;
    let name = decoded.trim_start().strip_prefix('<')?;
    let name: String = name
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    let closes =
        decoded.contains(&format!("</{name}")) || matches!(name.as_str(), "img" | "br" | "p");
    (BLOCKS.contains(&name.as_str()) && closes).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::{escaped_twice, line};

    #[test]
    fn plain_fields() {
        for (text, expected, done) in [
            ("L&#8217;h&ocirc;pital &amp; la ville", "L’hôpital & la ville", "entities"),
            ("L&#146;eau &#x3C; 3", "L’eau < 3", "entities"),
            ("<p>La ville signe [&hellip;]</p>", " La ville signe […] ", "tags entities"),
            ("Le <em>Petit Quai</em> rouvre", "Le Petit Quai rouvre", "tags"),
            ("La <q>Halle</q>", "La \"Halle\"", "tags"),
            ("Un<br/>deux", "Un deux", "tags"),
            ("<a href=\"https://example.org\">Ici</a>", "Ici", "tags"),
            ("<![CDATA[Un titre]]>", "Un titre", "CDATA"),
            ("a &amp;amp; b", "a &amp; b", "entities"),
            (
                "R&D chez AT&T, x&y=z, &copy 2026, a < b > c",
                "R&D chez AT&T, x&y=z, &copy 2026, a < b > c",
                "",
            ),
            (
                "Moins de <10 % & plus; tout <b> est en gras",
                "Moins de <10 % & plus; tout <b> est en gras",
                "",
            ),
            (
                "Écrire à <presse@example.org> ou Vec<T>",
                "Écrire à <presse@example.org> ou Vec<T>",
                "",
            ),
            ("<script>alert(1)</script>", "<script>alert(1)</script>", ""),
            ("a\u{202b}b", "ab", "direction marks"),
            ("a\u{202b}b\u{202c}", "a\u{202b}b\u{202c}", ""),
            ("&nosuch; &#xD800;", "&nosuch; \u{fffd}", "entities"),
        ] {
            let (found, repaired) = line(text);
            assert_eq!((&*found, repaired.join(" ").as_str()), (expected, done), "{text}");
        }
    }

    #[test]
    fn html_that_was_escaped_as_a_whole() {
        for (html, expected) in [
            ("&lt;p&gt;a &amp;eacute;&lt;/p&gt;", Some("<p>a &eacute;</p>")),
            (" &#60;div&#62;a&#60;/div&#62;", Some(" <div>a</div>")),
            ("<p>&lt;p&gt; ouvre un paragraphe</p>", None),
            ("&lt;10 % de hausse", None),
            ("&lt;section", None),
            ("a &lt;p&gt;", None),
        ] {
            assert_eq!(escaped_twice(html).as_deref(), expected, "{html}");
        }
    }
}
