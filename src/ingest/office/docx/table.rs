//! Tables of a Word document.

use super::{
    super::{Piece, Role},
    styles::{is_on, value},
    text::Reader,
};
use crate::ingest::xml::Element;

/// A cell, where it stands in the grid of its table.
struct Cell<'e> {
    element: &'e Element,
    /// A template's words stand in it, not the writer's.
    is_placeholder: bool,
    column: usize,
    span: usize,
    down: Down,
}

/// How a cell goes together with those above and below.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Down {
    Alone,
    /// The first of some that are shown as one.
    Begins,
    /// One of those below the first: what is in it is not shown.
    GoesOn,
}

/// More columns has no table.
const MOST_COLUMNS: usize = 1000;

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &Element) -> Option<Piece> {
        let style = table.at(&["w:tblPr", "w:tblStyle"]).and_then(value);
        if style.is_some_and(|id| self.styles.hides_all(id)) {
            self.written.lost.hidden += 1;
            return None;
        }
        let mut rows: Vec<(bool, Vec<Cell<'_>>)> = Vec::new();
        let mut found = Vec::new();
        parts(table, "w:tr", false, &mut found);
        for (row, is_placeholder) in found {
            let properties = row.child("w:trPr");
            let has = |name| properties.and_then(|own| own.child(name));
            if has("w:del").is_some() {
                self.written.lost.deleted += 1;
                continue;
            }
            if has("w:hidden").is_some_and(is_on) {
                self.written.lost.hidden += 1;
                continue;
            }
            self.written.lost.inserted += usize::from(has("w:ins").is_some());
            let before = has("w:gridBefore").and_then(value).and_then(|n| n.parse().ok());
            let cells = self.cells(row, is_placeholder, before.unwrap_or_default());
            rows.push((has("w:tblHeader").is_some_and(is_on), cells));
        }
        let (mut html, mut words) = (String::new(), String::new());
        for (at, (heads, cells)) in rows.iter().enumerate() {
            html.push_str("<tr>");
            // Columns before the first cell, that hold nothing.
            let first = cells.first().map_or(0, |cell| cell.column);
            html.push_str(&"<td></td>".repeat(first));
            for cell in cells {
                if cell.down == Down::GoesOn && begins_above(&rows, at, cell.column) {
                    // Shown nowhere, whatever is in it.
                    let says = !cell.element.text().trim().is_empty();
                    self.written.lost.hidden += usize::from(says);
                    continue;
                }
                let below = rows.get(at + 1..).unwrap_or_default().iter();
                let deep = match cell.down {
                    Down::Alone => 1,
                    _ => 1 + below.take_while(|(_, cells)| goes_on(cells, cell.column)).count(),
                };
                let name = if *heads { "th" } else { "td" };
                html.push_str(&format!("<{name}"));
                for (said, number) in [("colspan", cell.span), ("rowspan", deep)] {
                    if number > 1 {
                        html.push_str(&format!(" {said}=\"{number}\""));
                    }
                }
                html.push('>');
                self.cell(cell, &mut html, &mut words);
                html.push_str(&format!("</{name}>"));
            }
            html.push_str("</tr>");
        }
        Piece::table(&html, &words)
    }

    /// The cells of a row.
    fn cells<'e>(&mut self, row: &'e Element, is_placeholder: bool, first: usize) -> Vec<Cell<'e>> {
        let (mut found, mut cells) = (Vec::new(), Vec::new());
        parts(row, "w:tc", is_placeholder, &mut found);
        let mut column = first.min(MOST_COLUMNS);
        for (element, is_placeholder) in found {
            let own = element.child("w:tcPr");
            let has = |name| own.and_then(|own| own.child(name));
            if has("w:cellDel").is_some() {
                self.written.lost.deleted += 1;
                continue;
            }
            self.written.lost.inserted += usize::from(has("w:cellIns").is_some());
            let span = has("w:gridSpan").and_then(value).and_then(|span| span.parse().ok());
            let span: usize = span.unwrap_or(1).clamp(1, MOST_COLUMNS);
            // An older way of making one of several beside each other.
            let goes_on = |merge: &Element| value(merge) != Some("restart");
            if has("w:hMerge").is_some_and(goes_on)
                && let Some(Cell { span: wide, .. }) = cells.last_mut()
            {
                *wide = (*wide + span).min(MOST_COLUMNS);
                column += span;
                self.written.lost.hidden += usize::from(!element.text().trim().is_empty());
                continue;
            }
            let down = match has("w:vMerge") {
                None => Down::Alone,
                Some(merge) if goes_on(merge) => Down::GoesOn,
                Some(_) => Down::Begins,
            };
            cells.push(Cell { element, is_placeholder, column, span, down });
            column = (column + span).min(MOST_COLUMNS);
        }
        cells
    }

    fn cell(&mut self, cell: &Cell<'_>, html: &mut String, words: &mut String) {
        if cell.is_placeholder {
            self.written.lost.placeholders += 1;
            return;
        }
        self.ground += 1;
        let pieces = self.pieces(cell.element);
        self.ground -= 1;
        for piece in &pieces {
            words.push_str(&piece.words);
            words.push('\n');
        }
        // One paragraph is what a cell holds by itself.
        match pieces.as_slice() {
            [one] if one.role == Role::Paragraph => {
                let inner =
                    one.html.strip_prefix("<p>").and_then(|inner| inner.strip_suffix("</p>"));
                html.push_str(inner.unwrap_or(&one.html));
            }
            pieces => pieces.iter().for_each(|piece| html.push_str(&piece.html)),
        }
    }
}

fn goes_on(cells: &[Cell<'_>], column: usize) -> bool {
    cells.iter().any(|cell| cell.column == column && cell.down == Down::GoesOn)
}

/// Whether a cell that says that it goes on has one above with which it could.
fn begins_above(rows: &[(bool, Vec<Cell<'_>>)], at: usize, column: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| rows.get(above));
    above.is_some_and(|(_, cells)| {
        cells.iter().any(|cell| cell.column == column && cell.down != Down::Alone)
    })
}

/// The parts of a name, through the controls and marks that stand around some of them, in each other too; with whether they are
/// what a template holds in their place.
fn parts<'e>(
    element: &'e Element,
    name: &str,
    is_placeholder: bool,
    found: &mut Vec<(&'e Element, bool)>,
) {
    for child in element.children() {
        match &*child.name {
            own if own == name => found.push((child, is_placeholder)),
            "w:sdt" => {
                let shows =
                    child.at(&["w:sdtPr", "w:showingPlcHdr"]).is_some_and(super::styles::is_on);
                if let Some(content) = child.child("w:sdtContent") {
                    parts(content, name, is_placeholder || shows, found);
                }
            }
            "w:customXml" | "w:ins" | "w:moveTo" => parts(child, name, is_placeholder, found),
            _ => {}
        }
    }
}
