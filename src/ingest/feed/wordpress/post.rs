//! The parts of a post: its dates, its text as it is stored, a file that was uploaded.

use super::{meta, one_line};
use crate::ingest::xml::Element;
use jiff::civil::DateTime;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// A date: stored once in the blog's own time and once in that of Greenwich, which together say the zone.
pub(super) fn date(element: &Element, name: &str) -> Option<String> {
    let read = |name: &str| -> Option<DateTime> {
        let text = element.text_of(name)?;
        if text.starts_with("0000") { None } else { text.parse().ok() }
    };
    let (local, zero) = (read(name), read(&format!("{name}_gmt")));
    match (local, zero) {
        (Some(local), Some(zero)) => {
            let seconds = local.duration_since(zero).as_secs();
            if seconds % 900 != 0 || seconds.abs() > 14 * 3600 {
                return Some(format!("{zero}Z"));
            }
            let sign = if seconds < 0 { '-' } else { '+' };
            let minutes = seconds.abs() / 60;
            Some(format!("{local}{sign}{:02}:{:02}", minutes / 60, minutes % 60))
        }
        (None, Some(zero)) => Some(format!("{zero}Z")),
        // Not published yet, so of no moment that would count.
        (Some(local), None) => Some(local.to_string()),
        (None, None) => None,
    }
}

/// A file that was uploaded, as an entry of `media`.
pub(super) fn upload(element: &Element) -> Option<Map<String, Value>> {
    let url = element.text_of("wp:attachment_url")?;
    let mut entry = Map::new();
    entry.insert("url".to_owned(), url.into());
    let caption = element.text_of("excerpt:encoded").as_deref().and_then(one_line);
    let alt = meta(element, "_wp_attachment_image_alt").into_iter().next();
    for (name, value) in [("caption", caption), ("alt", alt)] {
        if let Some(value) = value {
            entry.insert(name.to_owned(), value.into());
        }
    }
    Some(entry)
}

/// The value of an attribute in a shortcode.
pub(super) fn attribute<'c>(code: &'c str, name: &str) -> Option<&'c str> {
    let at = code.find(&format!(" {name}="))? + name.len() + 2;
    let rest = code.get(at..)?;
    match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next(),
        _ => rest.split([' ', ']']).next(),
    }
}

/// The text without shortcodes, and which could not be read. What they enclose stays.
pub(super) fn without_shortcodes(text: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(text.len());
    let mut lost = Vec::new();
    let mut rest = text;
    let closed: HashSet<&str> = text
        .match_indices("[/")
        .filter_map(|(at, _)| text.get(at + 2..)?.split(']').next())
        .filter(|name| name.len() < 100)
        .collect();
    while let Some(at) = rest.find('[') {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let Some((code, length)) = shortcode(found, &closed) else {
            out.push('[');
            rest = found.get(1..).unwrap_or_default();
            continue;
        };
        rest = found.get(length..).unwrap_or_default();
        let name = name(code);
        let closing = format!("[/{name}]");
        match name {
            "caption" | "wp_caption" if !code.starts_with('/') => {
                let Some((inner, after)) = rest.split_once(closing.as_str()) else { continue };
                // The picture, perhaps in a link; what follows is said of it.
                let end = inner
                    .find("</a>")
                    .map(|at| at + 4)
                    .or_else(|| inner.find('>').map(|at| at + 1));
                let (picture, said) =
                    inner.split_at_checked(end.unwrap_or_default()).unwrap_or((inner, ""));
                let said = attribute(code, "caption").unwrap_or(said).trim();
                out.push_str(&format!(
                    "\n\n<figure>{picture}<figcaption>{said}</figcaption></figure>\n\n"
                ));
                rest = after;
            }
            "embed" | "video" | "audio" | "playlist" if !code.starts_with('/') => {
                let inner = rest.split_once(closing.as_str());
                let own = ["src", "mp4", "mp3", "m4a", "webm", "ogg"]
                    .into_iter()
                    .find_map(|name| attribute(code, name));
                let address = own.or_else(|| inner.map(|(inner, _)| inner.trim()));
                if let Some(address) = address.filter(|address| address.starts_with("http")) {
                    let address = address.replace(['"', '<', '>'], "");
                    out.push_str(&format!("<a href=\"{address}\">{address}</a>"));
                }
                rest = inner.map_or(rest, |(_, after)| after);
            }
            _ if code.starts_with('/') => {}
            _ => lost.push(name.to_owned()),
        }
    }
    out.push_str(rest);
    (out, lost)
}

fn name(code: &str) -> &str {
    code.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default()
}

/// The shortcode at the beginning of a text, and how long it is with its brackets. Words in brackets are none: it says
/// something of the form `x=y`, has an end of its own, or has a name as only programs give them.
fn shortcode<'t>(found: &'t str, closed: &HashSet<&str>) -> Option<(&'t str, usize)> {
    const LONGEST: usize = 2000;
    let end = found.bytes().take(LONGEST).position(|byte| byte == b']')?;
    let code = found.get(1..end)?;
    let name = name(code);
    let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b));
    let is_one = code.contains('=')
        || name.contains(['-', '_'])
        || matches!(name, "caption" | "embed" | "video" | "audio" | "playlist" | "gallery")
        || closed.contains(name);
    (fits && is_one && !code.contains('[')).then_some((code, end + 1))
}

/// Text as WordPress stores it, where a blank line ends a paragraph unless there are elements for that.
pub(super) fn paragraphs(text: &str) -> String {
    const BLOCKS: &[&str] = &[
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "figure",
        "blockquote",
        "pre",
        "hr",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "dl",
        "form",
        "figcaption",
        "!--",
        "iframe",
        "style",
        "script",
        "address",
        "details",
        "summary",
    ];
    if text.contains("<!-- wp:") || text.contains("<p>") || text.contains("<p ") {
        return text.to_owned();
    }
    let begins_block = |line: &str| {
        let tag = line.trim_start().strip_prefix('<').map(|tag| tag.trim_start_matches('/'));
        let name = tag.and_then(|tag| tag.split([' ', '>', '/', '\n']).next());
        name.is_some_and(|name| BLOCKS.contains(&name.to_ascii_lowercase().as_str()))
    };
    let text = text.replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len() + text.len() / 10);
    let mut verbatim = false;
    for chunk in text.split("\n\n") {
        let was_verbatim = verbatim;
        let last = |tag: &str| chunk.rfind(tag);
        verbatim = match (last("<pre"), last("</pre")) {
            (Some(open), Some(close)) => open > close,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => verbatim,
        };
        if was_verbatim || begins_block(chunk) || chunk.trim().is_empty() {
            out.push_str(chunk);
            out.push_str("\n\n");
            continue;
        }
        out.push_str("<p>");
        out.push_str(&chunk.trim().replace('\n', "<br>\n"));
        out.push_str("</p>\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{paragraphs, without_shortcodes};

    #[test]
    fn blank_lines_end_paragraphs() {
        for (text, expected) in [
            ("Un.\n\nDeux\nlignes.", "<p>Un.</p>\n<p>Deux<br>\nlignes.</p>\n"),
            ("<h2>T</h2>\n\nUn <em>mot</em>.", "<h2>T</h2>\n\n<p>Un <em>mot</em>.</p>\n"),
            ("<p>Un.</p>\n\n<p>Deux.</p>", "<p>Un.</p>\n\n<p>Deux.</p>"),
            ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>\n\n"),
        ] {
            assert_eq!(paragraphs(text).trim_end(), expected.trim_end(), "{text}");
        }
    }

    #[test]
    fn shortcodes_are_no_words() {
        for (text, expected, lost) in [
            ("a [sic] b [1] [...] c", "a [sic] b [1] [...] c", &[][..]),
            (
                "[caption id=\"a\" width=\"3\"]<img src=\"x.jpg\" alt=\"\" /> Le quai[/caption]",
                "<figure><img src=\"x.jpg\" alt=\"\" /><figcaption>Le quai</figcaption></figure>",
                &[],
            ),
            (
                "[embed]https://v.example/1[/embed]",
                "<a href=\"https://v.example/1\">https://v.example/1</a>",
                &[],
            ),
            (
                "[contact-form-7 id=\"1\"] x [button]Lire[/button]",
                " x Lire",
                &["contact-form-7", "button"],
            ),
            ("[", "[", &[]),
            ("[caption]é", "é", &[]),
        ] {
            let (out, codes) = without_shortcodes(text);
            assert_eq!(out.trim_matches('\n'), expected, "{text}");
            assert_eq!(codes, lost, "{text}");
        }
    }
}
