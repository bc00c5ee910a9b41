//! What stands in or between the lines of an OpenDocument text: pictures, boxes, tables.

use super::{
    super::{Piece, Role, described, picture},
    Line, Reader,
};
use crate::ingest::xml::Element;
use base64::Engine as _;

impl Reader<'_, '_> {
    pub(super) fn drawing(&mut self, element: &Element, line: &mut Line) {
        self.ground += 1;
        for text in element.below("draw:text-box") {
            let pieces = self.pieces(text);
            self.boxes.extend(pieces);
        }
        let shapes = std::iter::once(element).chain(element.below("draw:custom-shape"));
        for shape in shapes.filter(|shape| shape.is("draw:custom-shape")) {
            let before = std::mem::take(&mut self.boxes);
            let pieces = self.pieces(shape);
            self.boxes = before;
            self.boxes.extend(pieces);
        }
        self.ground -= 1;
        for frame in
            std::iter::once(element).chain(outside(element)).filter(|frame| frame.is("draw:frame"))
        {
            if frame.child("draw:object").is_some() || frame.child("draw:object-ole").is_some() {
                self.written.lost.objects += 1;
                continue;
            }
            let Some(image) = frame.child("draw:image") else { continue };
            let cropped =
                frame.attribute("draw:style-name").is_some_and(|name| self.is_cropped(name));
            if cropped {
                self.written.lost.cropped += 1;
                continue;
            }
            let decorates = frame.attribute("loext:decorative") == Some("true");
            let text = frame
                .text_of("svg:desc")
                .or_else(|| frame.text_of("svg:title"))
                .and_then(|text| described(&text));
            let alt = if decorates { Some(String::new()) } else { text };
            match self.image(image, alt.as_deref()) {
                Some(html) => line.html.push_str(&html),
                None => self.written.lost.pictures += 1,
            }
        }
    }

    /// Whether more of a picture is in the file than is shown.
    fn is_cropped(&self, style: &str) -> bool {
        self.styles.chain(Some(style)).iter().any(|style| style.cropped)
    }

    fn image(&self, image: &Element, alt: Option<&str>) -> Option<String> {
        if let Some(data) = image.child("office:binary-data") {
            let data: String = data.text().split_whitespace().collect();
            let bytes = base64::engine::general_purpose::STANDARD.decode(data).ok()?;
            return picture(&bytes, alt);
        }
        let address = image.attribute("xlink:href")?;
        picture(&self.package?.read(address.trim_start_matches("./"))?.ok()?, alt)
    }

    pub(super) fn table(&mut self, table: &Element) -> Option<Piece> {
        let (mut html, mut words) = (String::new(), String::new());
        let mut rows: Vec<(bool, &Element)> = Vec::new();
        find_rows(table, false, &mut rows);
        for (heads, row) in rows {
            html.push_str("<tr>");
            for cell in repeated(row) {
                let name = if heads { "th" } else { "td" };
                html.push_str(&format!("<{name}"));
                for (given, said) in [
                    ("table:number-columns-spanned", "colspan"),
                    ("table:number-rows-spanned", "rowspan"),
                ] {
                    let span = cell
                        .attribute(given)
                        .and_then(|span| span.parse::<u16>().ok())
                        .filter(|span| *span > 1);
                    if let Some(span) = span {
                        html.push_str(&format!(" {said}=\"{span}\""));
                    }
                }
                html.push('>');
                self.ground += 1;
                let pieces = self.pieces(cell);
                self.ground -= 1;
                for piece in &pieces {
                    words.push_str(&piece.words);
                    words.push('\n');
                }
                match pieces.as_slice() {
                    [one] if one.role == Role::Paragraph => {
                        let inner = one
                            .html
                            .strip_prefix("<p>")
                            .and_then(|inner| inner.strip_suffix("</p>"));
                        html.push_str(inner.unwrap_or(&one.html));
                    }
                    pieces => pieces.iter().for_each(|piece| html.push_str(&piece.html)),
                }
                html.push_str(&format!("</{name}>"));
            }
            html.push_str("</tr>");
        }
        Piece::table(&html, &words)
    }
}

/// The frames of a group, but for those in a box or a shape, which are read with its text.
fn outside(element: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    for child in
        element.children().filter(|child| !child.is("draw:text-box") && !child.is("text:p"))
    {
        match child.is("draw:frame") {
            true => found.push(child),
            false => found.extend(outside(child)),
        }
    }
    found
}

/// The cells of a row; one that stands for several beside each other is each of them. Empty ones at the end say nothing.
fn repeated(row: &Element) -> Vec<&Element> {
    const MOST: usize = 200;
    let mut cells = Vec::new();
    for cell in row.all("table:table-cell") {
        let number = cell.attribute("table:number-columns-repeated");
        let number = number.and_then(|number| number.parse().ok()).unwrap_or(1_usize);
        cells.extend(std::iter::repeat_n(cell, number.clamp(1, MOST)));
    }
    let says = |cell: &&Element| cell.children().next().is_some();
    let end = cells.iter().rposition(says).map_or(1, |last| last + 1);
    let given = row.all("table:table-cell").count();
    cells.truncate(end.max(given.min(cells.len())));
    cells
}

fn find_rows<'e>(table: &'e Element, heads: bool, rows: &mut Vec<(bool, &'e Element)>) {
    for child in table.children() {
        match &*child.name {
            "table:table-row" => {
                const MOST: usize = 200;
                let says =
                    child.all("table:table-cell").any(|cell| cell.children().next().is_some());
                let number = child.attribute("table:number-rows-repeated").filter(|_| says);
                let number = number.and_then(|number| number.parse().ok()).unwrap_or(1_usize);
                rows.extend(std::iter::repeat_n((heads, child), number.clamp(1, MOST)));
            }
            "table:table-header-rows" => find_rows(child, true, rows),
            "table:table-rows" | "table:table-row-group" => find_rows(child, heads, rows),
            _ => {}
        }
    }
}
