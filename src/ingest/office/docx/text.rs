//! The text of a Word document: paragraphs, runs, tables, pictures.

use super::{
    super::{Lists, Look, Piece, Role, Written, picture},
    Relations,
    field::{end_field, field, is_hidden_shape, own},
    styles::{Styles, value},
};
use crate::ingest::{
    html::one_line,
    package::Package,
    xml::{self, Element, Node},
};
use std::collections::HashMap;

/// Reads a body.
pub(super) struct Reader<'a> {
    package: &'a Package<'a>,
    relations: &'a Relations,
    pub(super) styles: &'a Styles,
    pub(super) written: Written,
    /// The notes that were referred to, and whether each stands at the end.
    pub(super) referred: Vec<(String, bool)>,
    /// Text boxes of the paragraph that is being read: they follow it.
    boxes: Vec<Piece>,
    /// How many tables, boxes and coloured paragraphs are around: white letters are read on these.
    pub(super) ground: usize,
    /// Whether the paragraph before is a line of a table of contents.
    in_contents: bool,
    /// How many items each list had so far, on each level.
    counts: HashMap<String, Vec<usize>>,
}

/// Text that is being written: runs that look the same become one.
#[derive(Default)]
pub(super) struct Line {
    pub(super) html: String,
    pub(super) words: String,
    run: String,
    look: Look,
    /// Fields that are open: what each says that it is, and where in the HTML and in the words its result begins.
    pub(super) fields: Vec<(String, Option<(usize, usize)>)>,
    /// How many fields said who wrote the document or where it lies.
    pub(super) private: usize,
}

impl Line {
    fn text(&mut self, text: &str, look: Look) {
        if look != self.look {
            self.end_run();
            self.look = look;
        }
        xml::escape(text, &mut self.run);
        self.words.push_str(text);
    }

    pub(super) fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.html.push_str(&self.look.around(&run));
    }

    fn markup(&mut self, html: &str) {
        self.end_run();
        self.html.push_str(html);
    }

    /// What a field is called is no text; its result is.
    fn is_in_code(&self) -> bool {
        self.fields.iter().any(|(_, result)| result.is_none())
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        package: &'a Package<'a>,
        relations: &'a Relations,
        styles: &'a Styles,
        written: Written,
    ) -> Self {
        Self {
            package,
            relations,
            styles,
            written,
            referred: Vec::new(),
            boxes: Vec::new(),
            ground: 0,
            in_contents: false,
            counts: HashMap::new(),
        }
    }

    /// Reads a body into pieces.
    pub(super) fn blocks(&mut self, body: &Element) {
        let pieces = self.pieces(body);
        self.written.pieces.extend(pieces);
    }

    /// What stands in a cell or in a note, as HTML.
    pub(super) fn inside(&mut self, element: &Element) -> String {
        self.pieces(element).into_iter().map(|piece| piece.html).collect()
    }

    pub(super) fn pieces(&mut self, body: &Element) -> Vec<Piece> {
        let (mut pieces, mut lists) = (Vec::new(), Lists::default());
        self.collect(body, &mut pieces, &mut lists);
        pieces.extend(lists.end());
        pieces
    }

    fn collect(&mut self, body: &Element, pieces: &mut Vec<Piece>, lists: &mut Lists) {
        for element in body.children() {
            match &*element.name {
                "w:p" => self.paragraph(element, pieces, lists),
                "w:tbl" => {
                    pieces.extend(lists.end());
                    pieces.extend(self.table(element));
                }
                "w:sdt" => {
                    if self.is_placeholder(element) {
                        continue;
                    }
                    if let Some(content) = element.child("w:sdtContent") {
                        self.collect(content, pieces, lists);
                    }
                }
                "w:ins" | "w:moveTo" => {
                    self.written.lost.inserted += 1;
                    self.collect(element, pieces, lists);
                }
                "w:del" | "w:moveFrom" => self.written.lost.deleted += 1,
                "w:customXml" | "w:smartTag" | "mc:Choice" => self.collect(element, pieces, lists),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.collect(chosen, pieces, lists);
                    }
                }
                "w:altChunk" => self.written.lost.objects += 1,
                _ => {}
            }
        }
    }

    fn is_placeholder(&mut self, control: &Element) -> bool {
        let shows = control
            .child("w:sdtPr")
            .is_some_and(|properties| properties.child("w:showingPlcHdr").is_some());
        self.written.lost.placeholders += usize::from(shows);
        shows
    }

    fn paragraph(&mut self, element: &Element, pieces: &mut Vec<Piece>, lists: &mut Lists) {
        let properties = element.child("w:pPr");
        if self.styles.is_contents(properties) {
            self.written.lost.contents += usize::from(!self.in_contents);
            self.in_contents = true;
            return;
        }
        self.in_contents = false;
        let mut line = Line::default();
        let hidden = self.styles.hides(properties);
        let coloured = usize::from(properties.is_some_and(|own| own.child("w:shd").is_some()));
        self.ground += coloured;
        self.inline(element, &mut line, hidden);
        self.ground -= coloured;
        line.end_run();
        self.written.lost.private += line.private;
        let (html, words) = (line.html.trim().to_owned(), one_line(&line.words));
        let boxes = std::mem::take(&mut self.boxes);
        if html.is_empty() {
            pieces.extend(boxes);
            return;
        }
        match (self.styles.role(properties), self.styles.list(properties)) {
            (Role::Paragraph, Some((list, level, numbered))) => {
                const DEEPEST: usize = 8;
                // Counted for each level; those below begin anew.
                let counts = self.counts.entry(list).or_default();
                counts.resize(level.min(DEEPEST) + 1, 0);
                let number = counts.last_mut().map_or(0, |count| {
                    *count += 1;
                    *count
                });
                lists.item(level, numbered, number, &html, &words);
            }
            (role, _) => {
                pieces.extend(lists.end());
                let element = match role {
                    Role::Heading(level) => format!("h{}", level.clamp(1, 6)),
                    Role::Title => "h1".to_owned(),
                    _ => "p".to_owned(),
                };
                pieces.push(Piece { html: format!("<{element}>{html}</{element}>"), words, role });
            }
        }
        if !boxes.is_empty() {
            pieces.extend(lists.end());
            pieces.extend(boxes);
        }
    }

    fn inline(&mut self, element: &Element, line: &mut Line, hidden: bool) {
        for child in element.children() {
            match &*child.name {
                "w:r" => self.run(child, line, hidden),
                "w:hyperlink" => {
                    line.end_run();
                    let before = line.html.len();
                    self.inline(child, line, hidden);
                    line.end_run();
                    let inner = line.html.split_off(before.min(line.html.len()));
                    let linked = child.attribute("r:id").map(|id| self.relations.link(id, &inner));
                    line.html.push_str(&linked.unwrap_or(inner));
                }
                "w:ins" | "w:moveTo" => {
                    self.written.lost.inserted += 1;
                    self.inline(child, line, hidden);
                }
                "w:del" | "w:moveFrom" => self.written.lost.deleted += 1,
                "w:sdt" => {
                    if !self.is_placeholder(child)
                        && let Some(content) = child.child("w:sdtContent")
                    {
                        self.inline(content, line, hidden);
                    }
                }
                "w:fldSimple" => {
                    line.end_run();
                    let before = (line.html.len(), line.words.len());
                    self.inline(child, line, hidden);
                    line.end_run();
                    let code = child.attribute("w:instr").unwrap_or_default();
                    end_field(line, code, before);
                }
                "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => {
                    self.inline(child, line, hidden)
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(child) {
                        self.inline(chosen, line, hidden);
                    }
                }
                "w:commentRangeStart" | "w:commentRangeEnd" | "w:pPr" => {}
                // A formula: its letters, since no other form of it is there.
                name if name.ends_with(":oMath") || name.ends_with(":oMathPara") => {
                    line.text(&super::formula::line(child), Look::default());
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: &Element, line: &mut Line, hidden: bool) {
        let look = self.styles.look(run.child("w:rPr"));
        let deleted = run.child("w:rPr").is_some_and(|own| own.child("w:del").is_some());
        if deleted {
            self.written.lost.deleted += 1;
            return;
        }
        let is_hidden = hidden || look.hidden || self.is_unseen(run.child("w:rPr"));
        let mut counted = false;
        for child in run.children() {
            if is_hidden {
                let says = matches!(&*child.name, "w:t" | "w:drawing" | "w:pict" | "w:object");
                self.written.lost.hidden += usize::from(says && !counted);
                counted |= says;
                if !matches!(&*child.name, "w:fldChar" | "w:instrText") {
                    continue;
                }
            }
            match &*child.name {
                "w:instrText" => {
                    if let Some((code, None)) = line.fields.last_mut() {
                        code.push_str(&child.text());
                    }
                }
                "w:fldChar" => field(child, line),
                _ if line.is_in_code() => {}
                "w:t" => line.text(&child.text(), look),
                // The word, without the small letters above that say how it is spoken.
                "w:ruby" => {
                    if let Some(base) = child.child("w:rubyBase") {
                        self.inline(base, line, hidden);
                    }
                }
                "w:sym" => self.written.lost.objects += 1,
                "w:tab" | "w:ptab" => line.text(" ", look),
                "w:br" | "w:cr" => {
                    let is_line = !matches!(child.attribute("w:type"), Some("page" | "column"));
                    if is_line {
                        line.markup("<br>");
                        line.words.push('\n');
                    }
                }
                "w:noBreakHyphen" => line.text("\u{2011}", look),
                "w:delText" => self.written.lost.deleted += 1,
                "w:footnoteReference" | "w:endnoteReference" => {
                    let id = child.attribute("w:id").unwrap_or_default().to_owned();
                    self.referred.push((id, child.is("w:endnoteReference")));
                    line.markup(&format!("<sup>{}</sup>", self.referred.len()));
                }
                "w:drawing" | "w:pict" => self.drawing(child, line),
                "w:object" => {
                    self.written.lost.objects += 1;
                }
                "mc:AlternateContent" => {
                    let Some(chosen) = chosen(child) else { continue };
                    for inner in chosen.children() {
                        if matches!(&*inner.name, "w:drawing" | "w:pict") {
                            self.drawing(inner, line);
                        } else if inner.is("w:t") {
                            line.text(&inner.text(), look);
                        } else {
                            self.written.lost.objects += 1;
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Letters of two points, and white ones on white.
    fn is_unseen(&self, look: Option<&Element>) -> bool {
        const LARGEST: u32 = 4;
        let Some(look) = look else { return false };
        let of = |name: &str| look.child(name).and_then(value);
        let is_tiny =
            of("w:sz").and_then(|size| size.parse().ok()).is_some_and(|size: u32| size <= LARGEST);
        let is_white = of("w:color").is_some_and(|colour| colour.eq_ignore_ascii_case("ffffff"));
        let has_ground =
            self.ground > 0 || look.child("w:shd").is_some() || look.child("w:highlight").is_some();
        is_tiny || (is_white && !has_ground)
    }

    /// A picture, or a box with text in it.
    fn drawing(&mut self, drawing: &Element, line: &mut Line) {
        if is_hidden_shape(drawing) {
            self.written.lost.hidden += 1;
            return;
        }
        for text in drawing.below("w:txbxContent") {
            // The paragraph that it stands in comes first, with the boxes before it.
            let before = std::mem::take(&mut self.boxes);
            self.ground += 1;
            let pieces = self.pieces(text);
            self.ground -= 1;
            self.boxes = before;
            self.boxes.extend(pieces);
        }
        let described = drawing.below("wpd:docPr");
        let described = described.first();
        let text =
            |name| described.and_then(|of| of.attribute(name)).and_then(super::super::described);
        let decorates = described.is_some_and(|of| {
            let marks =
                of.children().flat_map(|list| list.children()).flat_map(|mark| mark.children());
            marks
                .into_iter()
                .any(|mark| mark.local() == "decorative" && mark.attribute("val") == Some("1"))
        });
        let alt =
            if decorates { Some(String::new()) } else { text("descr").or_else(|| text("title")) };
        let drawn = ["c:chart", "dgm:relIds", "cx:chart"];
        self.written.lost.objects +=
            drawn.iter().map(|name| own(drawing, name).len()).sum::<usize>();
        let old = own(drawing, "v:imagedata");
        let is_cut = |value: &str| {
            let value = value.trim_end_matches(['%', 'f']);
            value.parse::<f64>().is_ok_and(|cut| cut > 0.0)
        };
        let cropped = own(drawing, "a:srcRect")
            .iter()
            .any(|cut| cut.attributes.iter().any(|(_, value)| is_cut(value)))
            || old.iter().any(|data| {
                data.attributes
                    .iter()
                    .any(|(name, value)| name.starts_with("crop") && is_cut(value))
            });
        let embedded = own(drawing, "a:blip");
        let embedded = embedded
            .iter()
            .filter_map(|blip| blip.attribute("r:embed").or_else(|| blip.attribute("r:link")));
        let old = old.iter().filter_map(|data| data.attribute("r:id"));
        for id in embedded.chain(old) {
            if cropped {
                self.written.lost.cropped += 1;
                continue;
            }
            match self.image(id, alt.as_deref()) {
                Some(html) => line.markup(&html),
                None => self.written.lost.pictures += 1,
            }
        }
    }

    fn image(&self, id: &str, alt: Option<&str>) -> Option<String> {
        let relation = self.relations.get(id)?;
        if relation.is_external {
            let mut html = "<img src=\"".to_owned();
            xml::escape(&relation.target, &mut html);
            html.push('"');
            if let Some(alt) = alt {
                html.push_str(" alt=\"");
                xml::escape(alt, &mut html);
                html.push('"');
            }
            return relation.target.starts_with("http").then(|| html + ">");
        }
        picture(&self.package.read(&relation.target)?.ok()?, alt)
    }
}

/// Of ways of saying one thing, the one that is read.
fn chosen(alternatives: &Element) -> Option<&Element> {
    let is_one = |name: &str| {
        alternatives
            .child(name)
            .filter(|one| one.nodes.iter().any(|node| matches!(node, Node::Element(_))))
    };
    let is_read = |one: &&Element| {
        one.children().all(|inner| inner.name.starts_with("w:") || inner.name.starts_with("mc:"))
    };
    is_one("mc:Choice")
        .filter(is_read)
        .or_else(|| is_one("mc:Fallback"))
        .or_else(|| is_one("mc:Choice"))
}
