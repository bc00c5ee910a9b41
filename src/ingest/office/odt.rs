//! OpenDocument texts, packed (`.odt`) or flat (`.fodt`): ISO/IEC 26300.

#[path = "odt/lists.rs"]
mod lists;
#[path = "odt/parts.rs"]
mod parts;
#[path = "odt/styles.rs"]
mod styles;

use super::{
    Lists, Look, Piece, Role, Written, lines_of, link, part, refused, release, reserved_properties,
};
use crate::ingest::{
    File, Parsed,
    html::one_line,
    items,
    package::Package,
    xml::{self, Element, Node},
};
use std::collections::HashMap;
use styles::Styles;

/// Reads a packed document.
pub(in crate::ingest) fn read(bytes: &[u8], file: &File<'_>) -> Parsed {
    let package = match Package::open(bytes) {
        Ok(package) => package,
        Err(why) => return refused(&why, file),
    };
    let manifest = package.text("META-INF/manifest.xml").and_then(Result::ok).unwrap_or_default();
    if manifest.contains("encryption-data") {
        return refused("protected by a password", file);
    }
    let mut written = Written::default();
    let mut read = |name: &str| match package.text(name)? {
        Ok(text) => part(&text, name, &mut written),
        Err(why) => {
            written
                .problems
                .push((crate::ingest::Kind::Syntax, format!("{name} in it cannot be read: {why}")));
            None
        }
    };
    let (styles, meta) = (read("styles.xml"), read("meta.xml"));
    let Some(content) = read("content.xml") else { return refused("it has no text", file) };
    document(&[Some(&content), styles.as_ref(), meta.as_ref()], Some(&package), written, file)
}

/// Reads a flat one.
pub(in crate::ingest) fn flat(text: &str, file: &File<'_>) -> Parsed {
    let document = match xml::read(text) {
        Ok(document) => document,
        Err(error) => return items::no_xml(error, file),
    };
    let faults = items::faults(&document, file);
    let mut parsed = self::document(&[Some(&document.root)], None, Written::default(), file);
    parsed.problems.splice(0..0, faults);
    parsed
}

fn document(
    parts: &[Option<&Element>],
    package: Option<&Package<'_>>,
    mut written: Written,
    file: &File<'_>,
) -> Parsed {
    let parts = || parts.iter().flatten();
    let mut styles = Styles::default();
    for part in parts() {
        for name in ["office:styles", "office:automatic-styles"] {
            part.child(name).into_iter().for_each(|list| styles.add(list));
        }
        styles.pages_have_ground |=
            part.below("style:page-layout-properties").into_iter().any(styles::is_coloured);
        for master in part
            .at(&["office:master-styles"])
            .iter()
            .flat_map(|list| list.below("style:master-page"))
        {
            for edge in master.children() {
                let is_line = |name: &str| matches!(name, "text:p" | "text:h");
                written.edges.extend(lines_of(edge, is_line, |_| true));
            }
        }
        // Who wrote it, when and for whom is not read.
        const NAMES: &[&str] = &["meta:keyword", "dc:subject", "dc:description"];
        let said = part.at(&["office:meta"]).into_iter();
        let said = said.flat_map(|meta| reserved_properties(meta, NAMES));
        written.properties.extend(said);
        let own =
            part.at(&["office:meta"]).into_iter().flat_map(|meta| meta.all("meta:user-defined"));
        for property in own {
            let name = property.attribute("meta:name").unwrap_or_default().to_owned();
            let value = property.line_text().unwrap_or_default();
            let says_no = matches!(
                value.to_lowercase().as_str(),
                "" | "false" | "no" | "non" | "0" | "none" | "aucun"
            );
            written.properties.extend((!says_no).then_some((name, value)));
        }
    }
    let Some(body) = parts().find_map(|part| part.at(&["office:body", "office:text"])) else {
        return refused("it is no text document", file);
    };
    // A watermark is a shape.
    for shape in body.below("draw:custom-shape") {
        written.edges.extend(lines_of(shape, |name| name == "text:p", |_| true));
    }
    let (boxes, counts) = (Vec::new(), HashMap::new());
    let ground = usize::from(styles.pages_have_ground);
    let mut reader = Reader { package, styles: &styles, written, boxes, ground, counts };
    let pieces = reader.pieces(body);
    let mut written = reader.written;
    written.pieces = pieces;
    release(written, file)
}

struct Reader<'a, 'p> {
    package: Option<&'a Package<'p>>,
    styles: &'a Styles,
    written: Written,
    /// Boxes with text in them, which follow the paragraph that they are anchored in.
    boxes: Vec<Piece>,
    /// How many tables, boxes and coloured paragraphs are around: white letters are read on these.
    ground: usize,
    /// How many items the lists of each style had so far.
    counts: HashMap<String, usize>,
}

#[derive(Default)]
struct Line {
    html: String,
    words: String,
}

impl Reader<'_, '_> {
    fn pieces(&mut self, body: &Element) -> Vec<Piece> {
        let (mut pieces, mut lists) = (Vec::new(), Lists::default());
        self.collect(body, &mut pieces, &mut lists);
        pieces.extend(lists.end());
        pieces
    }

    fn collect(&mut self, body: &Element, pieces: &mut Vec<Piece>, lists: &mut Lists) {
        for element in body.children() {
            match &*element.name {
                "text:list" => self.list(element, 0, None, pieces, lists),
                "text:p" | "text:h" => {
                    pieces.extend(lists.end());
                    self.paragraph(element, pieces);
                }
                "table:table" => {
                    pieces.extend(lists.end());
                    let table = self.table(element);
                    pieces.extend(table);
                }
                "text:section" | "text:index-body" => {
                    let hidden =
                        matches!(element.attribute("text:display"), Some("none" | "condition"));
                    if hidden {
                        self.written.lost.hidden += 1;
                        continue;
                    }
                    self.collect(element, pieces, lists);
                }
                "text:numbered-paragraph" => self.numbered(element, pieces, lists),
                // The list of sources is text; lists of what stands where are made of it.
                "text:bibliography" => {
                    for body in element.all("text:index-body") {
                        self.collect(body, pieces, lists);
                    }
                }
                "text:index-title" => self.collect(element, pieces, lists),
                "text:table-of-content"
                | "text:illustration-index"
                | "text:table-index"
                | "text:object-index"
                | "text:user-index"
                | "text:alphabetical-index" => self.written.lost.contents += 1,
                // The text that was deleted stands here, with who did it.
                "text:tracked-changes" => {
                    for change in element.all("text:changed-region") {
                        self.written.lost.deleted +=
                            usize::from(change.child("text:deletion").is_some());
                        self.written.lost.inserted +=
                            usize::from(change.child("text:insertion").is_some());
                    }
                }
                "office:annotation" => self.written.lost.comments += 1,
                "draw:frame" | "draw:custom-shape" | "draw:g" => {
                    let mut line = Line::default();
                    self.drawing(element, &mut line);
                    if !line.html.is_empty() {
                        pieces.push(Piece {
                            html: format!("<p>{}</p>", line.html),
                            words: String::new(),
                            role: Role::Other,
                        });
                    }
                    pieces.append(&mut self.boxes);
                }
                _ => {}
            }
        }
    }

    pub(super) fn line(&mut self, element: &Element) -> Line {
        let mut line = Line::default();
        let style = element.attribute("text:style-name");
        // What a paragraph's style says of its letters is no emphasis; what it hides, it hides.
        let own = self.styles.look(style, Look::default());
        let look = Look { hidden: own.hidden, white: own.white, ..Look::default() };
        let coloured = usize::from(self.styles.has_ground(style));
        self.ground += coloured;
        self.inline(element, look, &mut line);
        self.ground -= coloured;
        line
    }

    pub(super) fn paragraph(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        if is_hidden(element) {
            self.written.lost.hidden += 1;
            return;
        }
        let style = element.attribute("text:style-name");
        let line = self.line(element);
        let boxes = std::mem::take(&mut self.boxes);
        let (html, words) = (line.html.trim(), one_line(&line.words));
        if !html.is_empty() {
            let level = element
                .attribute("text:outline-level")
                .and_then(|level| level.parse().ok())
                .unwrap_or(1_u8);
            let role = if self.styles.is_called(style, "title") {
                Role::Title
            } else if self.styles.is_called(style, "subtitle") {
                Role::Subtitle
            } else if element.is("text:h") {
                Role::Heading(level.max(1))
            } else {
                Role::Paragraph
            };
            let name = match role {
                Role::Heading(level) => format!("h{}", level.clamp(1, 6)),
                Role::Title => "h1".to_owned(),
                _ => "p".to_owned(),
            };
            pieces.push(Piece { html: format!("<{name}>{html}</{name}>"), words, role });
        }
        pieces.extend(boxes);
    }

    fn inline(&mut self, element: &Element, look: Look, line: &mut Line) {
        for node in &element.nodes {
            let child = match node {
                Node::Text(text) => {
                    self.text(text, look, line);
                    continue;
                }
                Node::Element(child) => child,
            };
            if child.name.starts_with("text:sender-") {
                self.written.lost.private += 1;
                continue;
            }
            let is_shown_nowhere = child.attribute("text:display") == Some("none");
            // A note or a box in hidden text is hidden with it.
            let is_inside = matches!(
                &*child.name,
                "text:note"
                    | "draw:frame"
                    | "draw:custom-shape"
                    | "draw:g"
                    | "draw:a"
                    | "text:ruby"
            );
            if is_shown_nowhere || (look.hidden && is_inside) {
                self.written.lost.hidden += 1;
                continue;
            }
            match &*child.name {
                "text:span" => {
                    let own = self.styles.look(child.attribute("text:style-name"), look);
                    self.inline(child, own, line);
                }
                "text:a" => {
                    let before = line.html.len();
                    self.inline(child, look, line);
                    let inner = line.html.split_off(before.min(line.html.len()));
                    line.html
                        .push_str(&link(child.attribute("xlink:href").unwrap_or_default(), &inner));
                }
                "text:s" => {
                    let number = child
                        .attribute("text:c")
                        .and_then(|number| number.parse().ok())
                        .unwrap_or(1_usize);
                    self.text(&" ".repeat(number.min(100)), look, line);
                }
                "text:tab" => self.text(" ", look, line),
                "text:line-break" => {
                    line.html.push_str("<br>");
                    line.words.push('\n');
                }
                "text:note" => {
                    let number = self.written.notes.len() + 1;
                    line.html.push_str(&format!("<sup>{number}</sup>"));
                    self.written.notes.push(String::new());
                    let body = child
                        .child("text:note-body")
                        .map(|body| self.pieces(body))
                        .unwrap_or_default();
                    let html = body.into_iter().map(|piece| piece.html).collect();
                    if let Some(note) = self.written.notes.get_mut(number - 1) {
                        *note = html;
                    }
                }
                "office:annotation" => self.written.lost.comments += 1,
                "text:hidden-text" | "text:hidden-paragraph" | "text:conditional-text" => {
                    self.written.lost.hidden += 1
                }
                "text:placeholder" => self.written.lost.placeholders += 1,
                "draw:frame" | "draw:custom-shape" | "draw:g" | "draw:a" => {
                    self.drawing(child, line)
                }
                "office:annotation-end"
                | "text:change"
                | "text:change-start"
                | "text:change-end"
                | "text:soft-page-break"
                | "text:bookmark"
                | "text:script" => {}
                // The phonetic guide of a word, and the word.
                "text:ruby" => {
                    child.all("text:ruby-base").for_each(|base| self.inline(base, look, line))
                }
                // A field that says who wrote the file, or where it lies.
                "text:author-name"
                | "text:author-initials"
                | "text:initial-creator"
                | "text:creator"
                | "text:file-name"
                | "text:printed-by"
                | "text:description"
                | "text:keywords"
                | "text:user-defined"
                | "text:editing-duration"
                | "text:editing-cycles"
                | "text:template-name" => {
                    self.written.lost.private += 1;
                }
                _ => self.inline(child, look, line),
            }
        }
    }

    fn text(&mut self, text: &str, look: Look, line: &mut Line) {
        // White letters are read on what has a colour.
        if look.hidden || (look.white && self.ground == 0) {
            self.written.lost.hidden += usize::from(!text.trim().is_empty());
            return;
        }
        let mut html = String::new();
        xml::escape(text, &mut html);
        line.html.push_str(&look.around(&html));
        line.words.push_str(text);
    }
}

/// Whether a paragraph holds the mark that hides it.
fn is_hidden(paragraph: &Element) -> bool {
    let marks = paragraph.below("text:hidden-paragraph");
    marks.iter().any(|mark| mark.attribute("text:is-hidden") != Some("false"))
}
