//! Documents of office programs: Word (`.docx`) and OpenDocument (`.odt`, `.fodt`), a release in each.
//!
//! What a document shows when it is printed becomes the release. What its makers leave in it does not: deleted text, comments,
//! hidden text, what pictures were cropped by, and all that the file says of who wrote it when. Each of that is told. A header,
//! a footer or a property that speaks of a draft or of an embargo withholds the release.

mod docx;
mod head;
mod odt;
#[cfg(test)]
mod tests;
mod traces;

pub(super) use docx::read as docx;
pub(super) use odt::{flat, read as odt};
pub(super) use traces::traces;

use super::{
    File, Parsed,
    html::one_line,
    items::{Item, Translated, WORDS},
    problem::{Kind, Place, Problem, count, quoted},
    withhold, xml,
};
use base64::Engine as _;
use std::collections::BTreeSet;

/// A part of a document that stands by itself.
struct Piece {
    html: String,
    /// Its words, on one line.
    words: String,
    role: Role,
}

impl Piece {
    /// A table of these rows, if anything stands in it.
    fn table(rows: &str, words: &str) -> Option<Self> {
        let words = words.trim().to_owned();
        let is_empty = words.is_empty() && !rows.contains("<img");
        let html = format!("<table>{rows}</table>");
        (!is_empty).then_some(Self { html, words, role: Role::Other })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Title,
    Subtitle,
    Heading(u8),
    Paragraph,
    /// A list, a table.
    Other,
}

/// What was found in a document.
#[derive(Default)]
struct Written {
    pieces: Vec<Piece>,
    /// The notes, in the order in which they are referred to.
    notes: Vec<String>,
    /// What stands at the edges of its pages, and behind the text.
    edges: Vec<String>,
    /// What it says of itself that may withhold it.
    properties: Vec<(String, String)>,
    lost: Lost,
    problems: Vec<(Kind, String)>,
}

/// What was left out, with how often.
#[derive(Default)]
struct Lost {
    deleted: usize,
    inserted: usize,
    comments: usize,
    hidden: usize,
    /// Fields that say who wrote it or where it lies.
    private: usize,
    contents: usize,
    placeholders: usize,
    cropped: usize,
    pictures: usize,
    objects: usize,
}

impl Lost {
    /// What the file holds that its readers do not see, as long as it is not handed on.
    fn unseen(&self) -> BTreeSet<&'static str> {
        let found = [
            (self.deleted + self.inserted, traces::CHANGES),
            (self.comments, traces::COMMENTS),
            (self.hidden, "hidden text"),
            (self.cropped, "pictures of which a part was cut away"),
        ];
        found.into_iter().filter(|(number, _)| *number > 0).map(|(_, what)| what).collect()
    }

    fn tell(&self, mut say: impl FnMut(Kind, String)) {
        let mut tell = |number: usize, kind, noun: &str, message: &str| {
            if number > 0 {
                say(kind, format!("{} {message}", count(number, noun)));
            }
        };
        let passed = Kind::LeftOut;
        tell(
            self.deleted,
            passed,
            "tracked deletion",
            "left out, as if accepted; accept or reject all changes in the document before it is sent anywhere",
        );
        tell(
            self.inserted,
            passed,
            "tracked insertion",
            "taken as text, as if accepted; if one is not, reject it in the document",
        );
        tell(
            self.comments,
            passed,
            "comment",
            "left out; delete them in the document before it is sent anywhere",
        );
        tell(
            self.hidden,
            passed,
            "hidden text",
            "left out; show it in the document if readers are to have it",
        );
        tell(
            self.private,
            passed,
            "field",
            "left out that says who wrote the document or where it lies; write the text in its place",
        );
        tell(
            self.contents,
            passed,
            "list",
            "left out of what stands on which page (a table of contents, an index), of which a page has no use",
        );
        tell(
            self.placeholders,
            passed,
            "placeholder",
            "of a template left out; fill it in or delete it",
        );
        tell(
            self.cropped,
            passed,
            "cropped picture",
            "left out, for the file holds the whole of it; delete the cropped areas in the document, or put the picture beside it",
        );
        tell(
            self.pictures,
            passed,
            "picture",
            "left out: not there, too large, or of a kind that browsers do not show; put it in as PNG or JPEG",
        );
        tell(
            self.objects,
            passed,
            "embedded object",
            "left out; put it in as a picture or a table",
        );
    }
}

/// A document as a release.
fn release(written: Written, file: &File<'_>) -> Parsed {
    let Written { mut pieces, notes, edges, properties, lost, problems } = written;
    let mut translated = Translated::default();
    let mut item = Item::on(0);
    item.set("id", file.stem, 0);
    let words: Vec<&str> = pieces.iter().map(|piece| piece.words.as_str()).collect();
    let all = words.join("\n");
    let above = words.get(..head::lines_above(&pieces)).unwrap_or(&words);
    if let Some(line) = withhold::of_document(above, &all) {
        let message = format!(
            "its line {} says that it is not for everybody; take the line out if that is over",
            quoted(&line)
        );
        item.doubt(message, 0);
    }
    item.set(WORDS, all, 0);
    for edge in edges {
        if let Some(word) = withhold::reserved(&edge) {
            item.doubt(
                format!("a header, footer or watermark of the document says {}; take it out if that is over", quoted(&word)),
                0,
            );
        }
    }
    for (name, value) in properties {
        if withhold::reserved(&value).is_some() || withhold::may_say_so(&name) {
            let message = format!(
                "its property {} is {}; change it in the document if that is over",
                quoted(&name),
                quoted(&value)
            );
            item.doubt(message, 0);
        }
    }
    head::dateline(&mut item, &pieces, file, &mut translated.problems);
    head::headline(&mut item, &mut pieces, file, &mut translated.problems);
    let mut html: String = pieces.iter().map(|piece| piece.html.as_str()).collect();
    if !notes.is_empty() {
        html.push_str("<hr><ol>");
        notes.iter().for_each(|note| html.push_str(&format!("<li>{note}</li>")));
        html.push_str("</ol>");
    }
    if !html.is_empty() {
        item.set("content_html", html, 0);
    }
    translated.items.push(item);
    let mut say = |kind, message| {
        translated.problems.push(Problem::new(file.source, Place::Whole, kind, message));
    };
    problems.into_iter().for_each(|(kind, message)| say(kind, message));
    lost.tell(say);
    Parsed { unseen: lost.unseen(), ..translated.read(file) }
}

/// The lines that an element holds, those in shapes and boxes too, each by itself. `is_line` says which elements are one,
/// `counts` of which the text is text.
fn lines_of(
    element: &xml::Element,
    is_line: fn(&str) -> bool,
    counts: fn(&str) -> bool,
) -> Vec<String> {
    type Is = fn(&str) -> bool;
    fn gather(
        element: &xml::Element,
        (is_line, counts): (Is, Is),
        own: &mut String,
        lines: &mut Vec<String>,
    ) {
        for node in &element.nodes {
            match node {
                xml::Node::Text(text) if counts(&element.name) => own.push_str(text),
                xml::Node::Text(_) => {}
                xml::Node::Element(child) if is_line(&child.name) => {
                    let mut inner = String::new();
                    gather(child, (is_line, counts), &mut inner, lines);
                    lines.push(one_line(&inner));
                }
                xml::Node::Element(child) => {
                    if matches!(child.local(), "tab" | "br" | "s" | "line-break" | "cr" | "ptab") {
                        own.push(' ');
                    }
                    gather(child, (is_line, counts), own, lines);
                }
            }
        }
    }
    let (mut own, mut lines) = (String::new(), Vec::new());
    gather(element, (is_line, counts), &mut own, &mut lines);
    lines.push(one_line(&own));
    lines.retain(|line| !line.is_empty());
    lines
}

/// What describes a picture, unless it is where somebody had the file.
fn described(text: &str) -> Option<String> {
    let text = one_line(text);
    let is_path = text.contains('\\')
        || text.contains("file:")
        || ["/Users/", "/home/", "/Volumes/", "~/"].iter().any(|start| text.starts_with(start));
    (!text.is_empty() && !is_path).then_some(text)
}

/// Properties that say for whom or in what state a document is, only by what is in them.
fn reserved_properties<'e>(
    list: &'e xml::Element,
    names: &'e [&str],
) -> impl Iterator<Item = (String, String)> + 'e {
    names.iter().flat_map(|name| list.all(name)).filter_map(|property| {
        let value = property.line_text()?;
        withhold::reserved(&value).map(|_| (property.local().to_owned(), value))
    })
}

/// A picture as an element of HTML. Its bytes are in the address, and become a file as all such do.
fn picture(bytes: &[u8], alt: Option<&str>) -> Option<String> {
    const LARGEST: usize = 10 << 20;
    let kind = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpeg",
        [b'G', b'I', b'F', b'8', ..] => "gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "webp",
        _ => return None,
    };
    if bytes.len() > LARGEST {
        return None;
    }
    let mut html = format!("<img src=\"data:image/{kind};base64,");
    base64::engine::general_purpose::STANDARD.encode_string(bytes, &mut html);
    html.push('"');
    if let Some(alt) = alt {
        html.push_str(" alt=\"");
        xml::escape(alt, &mut html);
        html.push('"');
    }
    html.push('>');
    Some(html)
}

/// A link around what is HTML already, if it leads somewhere.
fn link(address: &str, inner: &str) -> String {
    let address = address.trim();
    if address.is_empty() || address.starts_with('#') || inner.is_empty() {
        return inner.to_owned();
    }
    let mut html = "<a href=\"".to_owned();
    xml::escape(address, &mut html);
    html.push_str("\">");
    html.push_str(inner);
    html.push_str("</a>");
    html
}

/// The problem of a document that cannot be opened.
fn refused(why: &str, file: &File<'_>) -> Parsed {
    let advice = "; save it anew from the program that wrote it";
    let advice = if why.contains(';') { "" } else { advice };
    let message = format!("cannot be opened: {why}{advice}");
    let problem = Problem::new(file.source, Place::Whole, Kind::Syntax, message);
    Parsed { problems: vec![problem], ..Parsed::default() }
}

/// An XML part of a document; what is broken in it is told.
fn part(text: &str, name: &str, written: &mut Written) -> Option<xml::Element> {
    match xml::read(text) {
        Ok(document) => {
            if let Some(fault) = document.faults.keys().find(|fault| **fault != xml::Fault::Entity)
            {
                let kind = match fault {
                    xml::Fault::TooMuch => Kind::TooLarge,
                    xml::Fault::TooDeep => Kind::TooDeep,
                    _ => Kind::Syntax,
                };
                let message = format!(
                    "{name} in it is broken or too large, so some of its text is missing; save it anew from the program that wrote it"
                );
                written.problems.push((kind, message));
            }
            Some(document.root)
        }
        Err((_, why)) => {
            let message = format!(
                "{name} in it is not XML ({why}); save it anew from the program that wrote it"
            );
            written.problems.push((Kind::Syntax, message));
            None
        }
    }
}

/// Marks around a run of text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Look {
    bold: bool,
    italic: bool,
    struck: bool,
    raised: bool,
    lowered: bool,
    hidden: bool,
    /// White letters: whether that hides them depends on what is behind them.
    white: bool,
}

impl Look {
    fn around(self, inner: &str) -> String {
        if inner.trim().is_empty() {
            return inner.to_owned();
        }
        let marks = [
            (self.raised, "sup"),
            (self.lowered, "sub"),
            (self.struck, "s"),
            (self.italic, "em"),
            (self.bold, "strong"),
        ];
        let mut html = inner.to_owned();
        for (_, mark) in marks.into_iter().filter(|(is_so, _)| *is_so) {
            html = format!("<{mark}>{html}</{mark}>");
        }
        html
    }
}

/// Items of lists that follow each other become lists, one in the other as deep as they say.
#[derive(Default)]
struct Lists {
    html: String,
    words: Vec<String>,
    /// The elements of the lists that are open.
    open: Vec<&'static str>,
}

impl Lists {
    const DEEPEST: usize = 8;

    /// An item. Its number is told where a list goes on below something else; 0 stands for one that is not known.
    fn item(&mut self, level: usize, numbered: bool, number: usize, html: &str, words: &str) {
        let depth = level.min(Self::DEEPEST) + 1;
        let element = if numbered { "ol" } else { "ul" };
        while self.open.len() > depth
            || (self.open.len() == depth && self.open.last() != Some(&element))
        {
            self.close();
        }
        let is_first = self.open.len() < depth;
        if self.open.len() == depth {
            self.html.push_str("</li>");
        }
        while self.open.len() < depth {
            self.html.push_str(&format!("<{element}>"));
            self.open.push(element);
            if self.open.len() < depth {
                self.html.push_str("<li>");
            }
        }
        match is_first && numbered && number > 1 {
            true => self.html.push_str(&format!("<li value=\"{number}\">")),
            false => self.html.push_str("<li>"),
        }
        self.html.push_str(html);
        self.words.push(words.to_owned());
    }

    fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.html.push_str(&format!("</li></{element}>"));
        }
    }

    /// The lists as a piece, if there are any.
    fn end(&mut self) -> Option<Piece> {
        while !self.open.is_empty() {
            self.close();
        }
        let html = std::mem::take(&mut self.html);
        let words = std::mem::take(&mut self.words).join(" ");
        (!html.is_empty()).then_some(Piece { html, words, role: Role::Other })
    }
}
