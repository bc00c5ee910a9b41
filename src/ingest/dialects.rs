//! What dialects of Markdown write beyond CommonMark: attributes in braces, abbreviations, marked text,
//! tasks, file names with spaces. Their marks are no words, and what they mark stays.

use super::html::{self, Report};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

/// As many quotations and lists as may begin on one line. Markdown takes time that grows with the square
/// of their number.
const DEEPEST: usize = 60;

/// Whether a line opens more than can be read within bounds.
pub(super) fn is_too_deep(text: &str) -> bool {
    text.lines().any(|line| {
        let mut marks = 0;
        for word in line.split([' ', '\t']) {
            let quotes = word.bytes().take_while(|b| *b == b'>').count();
            let rest = &word[quotes..];
            let item = matches!(rest, "-" | "*" | "+")
                || rest.strip_suffix(['.', ')']).is_some_and(|n| {
                    (1..=9).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit())
                });
            marks += quotes + usize::from(item);
            if !item && !rest.is_empty() {
                break;
            }
        }
        marks > DEEPEST
    })
}

/// Turns what only a dialect knows into what Markdown knows.
pub(super) fn read<'a>(
    events: impl Iterator<Item = Event<'a>>,
    report: &mut Report,
) -> Vec<Event<'a>> {
    let mut out: Vec<Event<'a>> = Vec::new();
    let mut verbatim = 0_usize;
    let mut line_start = true;
    let mut skips_line = false;
    let mut foreign = false;
    for event in events {
        match &event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => verbatim += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => verbatim = verbatim.saturating_sub(1),
            _ => {}
        }
        let ends_line = matches!(
            event,
            Event::SoftBreak
                | Event::HardBreak
                | Event::Start(Tag::Paragraph)
                | Event::End(TagEnd::Paragraph)
        );
        if ends_line {
            skips_line = false;
        } else if skips_line {
            continue;
        }
        match event {
            // `<st1:place>` is no address.
            Event::Start(Tag::Link { link_type: LinkType::Autolink, ref dest_url, .. })
                if html::is_foreign_name(dest_url) =>
            {
                report.drop_markup(&format!("<{dest_url}>"));
                foreign = true;
            }
            Event::End(TagEnd::Link) if foreign => foreign = false,
            Event::Text(_) if foreign => {}
            Event::TaskListMarker(done) => {
                out.push(Event::Text(if done { "☑ " } else { "☐ " }.into()));
            }
            Event::Text(text) if verbatim == 0 => {
                if line_start && is_abbreviation(&text) {
                    report.drop_markup("*[…]: abbreviation");
                    skips_line = true;
                    continue;
                }
                let after_markup = matches!(out.last(), Some(Event::Code(_) | Event::End(_)));
                let text = without_foreign_tags(text, report);
                let text = without_attributes(text, line_start, after_markup, report);
                self::text(text, &mut out, report);
            }
            event => out.push(event),
        }
        line_start = ends_line;
    }
    out
}

/// `*[CCI]: Chambre de commerce`: what an abbreviation is short for, for programs that show it on hover.
fn is_abbreviation(line: &str) -> bool {
    let name = line.strip_prefix("*[").and_then(|rest| rest.split_once("]:"));
    name.is_some_and(|(name, _)| !name.is_empty() && !name.contains('['))
}

/// The text without what office programs write: Markdown takes their tags for words.
fn without_foreign_tags<'a>(text: CowStr<'a>, report: &mut Report) -> CowStr<'a> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices('<') {
        if at >= copied
            && let Some(length) = html::foreign_tag(&text[at..])
        {
            report.drop_markup("tags of another namespace");
            out.push_str(&text[copied..at]);
            copied = at + length;
        }
    }
    if copied == 0 {
        return text;
    }
    out.push_str(&text[copied..]);
    out.into()
}

/// Kramdown's `{: .lead}` on a line of its own, and `{:target="_blank"}` behind what it belongs to.
fn without_attributes<'a>(
    text: CowStr<'a>,
    line_start: bool,
    after_markup: bool,
    report: &mut Report,
) -> CowStr<'a> {
    let begins =
        text.starts_with("{:") || (after_markup && text.starts_with(['{']) && is_pandoc(&text));
    let Some(end) = text.find('}').filter(|_| begins) else { return text };
    let rest = &text[end + 1..];
    if !(after_markup || (line_start && rest.trim().is_empty())) {
        return text;
    }
    report.drop_markup("{: attributes}");
    rest.to_owned().into()
}

/// `{.class}` and `{#id}` behind a link or a picture.
fn is_pandoc(text: &str) -> bool {
    matches!(text.as_bytes().get(1), Some(b'.' | b'#'))
        && text[2..].starts_with(|c: char| c.is_ascii_alphabetic())
}

/// A text with what in it is a picture or a link after all, and without the marks of marked text.
fn text<'a>(text: CowStr<'a>, out: &mut Vec<Event<'a>>, report: &mut Report) {
    let mut rest: &str = &text;
    let mut taken = 0;
    while let Some(at) = rest.find("](") {
        let Some(link) = Spaced::read(rest, at) else {
            // What stands before it may still belong to a later one.
            let next = at + 2;
            scripts(&unmarked(&rest[..next]), out);
            rest = &rest[next..];
            taken += 1;
            continue;
        };
        report.repair("addresses with spaces in them (write <…> around those)");
        scripts(&unmarked(&rest[..link.start]), out);
        let (dest_url, title): (CowStr<'a>, CowStr<'a>) =
            (encoded(link.address).into(), link.title.to_owned().into());
        let (link_type, id) = (LinkType::Inline, CowStr::from(""));
        let (open, close) = match link.is_picture {
            true => (Tag::Image { link_type, dest_url, title, id }, TagEnd::Image),
            false => (Tag::Link { link_type, dest_url, title, id }, TagEnd::Link),
        };
        out.push(Event::Start(open));
        out.push(Event::Text(link.label.to_owned().into()));
        out.push(Event::End(close));
        rest = &rest[link.end..];
        taken += 1;
    }
    if taken > 0 || rest.contains(['=', '~', '^']) {
        scripts(&unmarked(rest), out);
    } else {
        out.push(Event::Text(text));
    }
}

/// `H~2~O` and `m^2^`, which Markdown takes for what they are only at the ends of words.
fn scripts(text: &str, out: &mut Vec<Event<'_>>) {
    const LONGEST: usize = 6;
    let mut copied = 0;
    for (at, mark) in text.match_indices(['~', '^']) {
        let inner = &text[at + 1..];
        let end = inner.bytes().take(LONGEST + 1).position(|b| b == mark.as_bytes()[0]);
        let fits = |inner: &str| {
            !inner.is_empty()
                && inner.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-".contains(&b))
        };
        let follows = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == ')');
        let Some(end) = end.filter(|end| at >= copied && follows && fits(&inner[..*end])) else {
            continue;
        };
        out.push(Event::Text(text[copied..at].to_owned().into()));
        let (open, close) = match mark {
            "~" => (Tag::Subscript, TagEnd::Subscript),
            _ => (Tag::Superscript, TagEnd::Superscript),
        };
        out.push(Event::Start(open));
        out.push(Event::Text(inner[..end].to_owned().into()));
        out.push(Event::End(close));
        copied = at + 1 + end + 1;
    }
    out.push(Event::Text(text[copied..].to_owned().into()));
}

/// `==marked==` without its marks.
fn unmarked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("==") {
        let inner = &rest[at + 2..];
        let alone = !rest[..at].ends_with('=')
            && inner.starts_with(|c: char| !c.is_whitespace() && c != '=');
        let end = inner.find("==").filter(|end| {
            alone
                && !inner[..*end].ends_with(char::is_whitespace)
                && !inner[end + 2..].starts_with('=')
        });
        let Some(end) = end else {
            out.push_str(&rest[..at + 2]);
            rest = inner;
            if inner.find("==").is_none() {
                break;
            }
            continue;
        };
        out.push_str(&rest[..at]);
        out.push_str(&inner[..end]);
        rest = &inner[end + 2..];
    }
    out.push_str(rest);
    out
}

/// A picture or link whose address holds spaces, which Markdown does not take for one.
struct Spaced<'t> {
    is_picture: bool,
    start: usize,
    label: &'t str,
    address: &'t str,
    title: &'t str,
    end: usize,
}

impl<'t> Spaced<'t> {
    /// Reads around the `](` at `at`.
    fn read(text: &'t str, at: usize) -> Option<Self> {
        const LONGEST: usize = 1000;
        let near = text.floor_char_boundary(at.saturating_sub(LONGEST));
        let open = near + text[near..at].rfind('[')?;
        let is_picture = text[..open].ends_with('!');
        let inner = &text[at + 2..];
        let mut depth = 0;
        let close = inner.char_indices().take(LONGEST).find_map(|(at, c)| {
            match c {
                '(' => depth += 1,
                ')' if depth == 0 => return Some(at),
                ')' => depth -= 1,
                _ => {}
            }
            None
        })?;
        let whole = inner[..close].trim();
        let (address, title) = match whole.find([' ', '\t']).and_then(|_| whole.rsplit_once(" \""))
        {
            Some((address, title)) if title.ends_with('"') => {
                (address.trim(), title.trim_end_matches('"'))
            }
            _ => (whole, ""),
        };
        let ending = address.rsplit_once('.').map(|(_, ending)| ending)?;
        let is_file =
            (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
        let fits = is_file
            && address.contains(' ')
            && !address.contains(['<', '>', '{', '}', '"', '\n', ',']);
        let start = open - usize::from(is_picture);
        fits.then_some(Self {
            is_picture,
            start,
            label: &text[open + 1..at],
            address,
            title,
            end: at + 2 + close + 1,
        })
    }
}

/// The name as an address, in which spaces and signs do not end it.
fn encoded(name: &str) -> String {
    if name.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:")) {
        return name.replace(' ', "");
    }
    let mut out = String::with_capacity(name.len() + 8);
    let remote = name.contains("://");
    for (at, c) in name.char_indices() {
        let is_code =
            || name.get(at + 1..at + 3).is_some_and(|hex| u8::from_str_radix(hex, 16).is_ok());
        match c {
            ' ' => out.push_str("%20"),
            '%' if !is_code() => out.push_str("%25"),
            '#' if !remote => out.push_str("%23"),
            '?' if !remote => out.push_str("%3F"),
            c => out.push(c),
        }
    }
    out
}
