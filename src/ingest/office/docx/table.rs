//! Tables of a Word document.

use super::{
    super::{Piece, Role},
    styles::value,
    text::Reader,
};
use crate::ingest::xml::Element;

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &Element) -> Option<Piece> {
        let (mut html, mut words) = (String::new(), String::new());
        for row in rows(table) {
            let properties = row.child("w:trPr");
            if properties.is_some_and(|own| own.child("w:del").is_some()) {
                self.written.lost.deleted += 1;
                continue;
            }
            let is_on = |hidden: &Element| super::styles::is_on(hidden);
            if properties.and_then(|own| own.child("w:hidden")).is_some_and(is_on) {
                self.written.lost.hidden += 1;
                continue;
            }
            let heads = properties.and_then(|own| own.child("w:tblHeader")).is_some();
            html.push_str("<tr>");
            let mut cells: Vec<&Element> = Vec::new();
            for child in row.children() {
                match &*child.name {
                    "w:tc" => cells.push(child),
                    "w:sdt" => cells.extend(child.below("w:tc")),
                    _ => {}
                }
            }
            for cell in cells {
                let own = cell.child("w:tcPr");
                let name = if heads { "th" } else { "td" };
                let span = own.and_then(|own| own.child("w:gridSpan")).and_then(value);
                let span = span.and_then(|span| span.parse::<u16>().ok()).filter(|span| *span > 1);
                html.push_str(&format!("<{name}"));
                if let Some(span) = span {
                    html.push_str(&format!(" colspan=\"{span}\""));
                }
                html.push('>');
                self.ground += 1;
                let pieces = self.pieces(cell);
                self.ground -= 1;
                for piece in &pieces {
                    words.push_str(&piece.words);
                    words.push('\n');
                }
                // One paragraph is what a cell holds by itself.
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
        let words = words.trim().to_owned();
        let is_empty = words.is_empty() && !html.contains("<img");
        (!is_empty).then(|| Piece {
            html: format!("<table>{html}</table>"),
            words,
            role: Role::Other,
        })
    }
}

fn rows(table: &Element) -> Vec<&Element> {
    let mut rows = Vec::new();
    for child in table.children() {
        match &*child.name {
            "w:tr" => rows.push(child),
            "w:sdt" => rows
                .extend(child.child("w:sdtContent").iter().flat_map(|content| content.all("w:tr"))),
            _ => {}
        }
    }
    rows
}
