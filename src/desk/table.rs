//! The tables of a release as CSV (RFC 4180).

use super::File;
use crate::{
    i18n::desk::Words,
    model::{Block, Release, Table, blocks_text, inlines_text},
};

/// Says that a file is UTF-8: without it, spreadsheets take accents for something else.
pub const MARK: char = '\u{feff}';

/// More columns than any table has: what spans more is damaged.
const MOST_COLUMNS: usize = 1_000;

/// A file for each table, in the order of the page.
#[must_use]
pub fn files(release: &Release, words: &Words) -> Vec<File> {
    let mut found = Vec::new();
    let body = release.body.blocks();
    tables(&body, &mut found);
    tables(&release.about, &mut found);
    let file = |(place, table): (usize, &Table)| {
        let number = (place + 1).to_string();
        let caption = inlines_text(&table.caption);
        let mut label = [words.table, " ", &number].concat();
        if !caption.is_empty() {
            label.push_str(" – ");
            label.push_str(&caption);
        }
        let mut text = String::from(MARK);
        text.push_str(&csv(table));
        let name = [release.slug.as_str(), "-", &number, ".csv"].concat();
        File { label, name, kind: "text/csv".to_owned(), text }
    };
    found.into_iter().enumerate().map(file).collect()
}

/// Every table of a text, one that lies in another after it: as the viewer draws them.
fn tables<'a>(blocks: &'a [Block], found: &mut Vec<&'a Table>) {
    for block in blocks {
        match block {
            Block::Table(table) => {
                found.push(table);
                let cells = table.head.iter().chain(&table.body).flatten();
                cells.for_each(|cell| tables(&cell.content, found));
            }
            Block::List(list) => list.items.iter().for_each(|item| tables(item, found)),
            Block::Definitions(definitions) => {
                let details = definitions.iter().flat_map(|definition| &definition.details);
                details.for_each(|detail| tables(detail, found));
            }
            Block::Quotation { content, .. } | Block::Passage { content, .. } => {
                tables(content, found);
            }
            _ => {}
        }
    }
}

/// A table as CSV: a cell that spans several stands in the first of them, and the others are empty.
#[must_use]
pub fn csv(table: &Table) -> String {
    let mut text = String::new();
    // How many rows each column is still taken by a cell from above.
    let mut taken: Vec<u16> = Vec::new();
    for row in table.head.iter().chain(&table.body) {
        let mut cells: Vec<String> = Vec::new();
        let mut next: Vec<u16> = taken.iter().map(|rows| rows.saturating_sub(1)).collect();
        let is_taken = |column: usize| taken.get(column).is_some_and(|rows| *rows > 0);
        for cell in row {
            while is_taken(cells.len()) {
                cells.push(String::new());
            }
            let (start, columns) = (cells.len(), usize::from(cell.columns.max(1)));
            cells.push(field(&blocks_text(&cell.content)));
            cells.resize((start + columns).min(MOST_COLUMNS.max(start + 1)), String::new());
            if cell.rows > 1 {
                next.resize(next.len().max(cells.len()), 0);
                next.iter_mut().skip(start).take(columns).for_each(|rows| *rows = cell.rows - 1);
            }
        }
        while is_taken(cells.len()) {
            cells.push(String::new());
        }
        taken = next;
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A field. What a spreadsheet would take for a formula is made text of; a number with its sign and its unit stays one.
#[must_use]
pub fn field(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let formula = match letters.next() {
        Some('=' | '@' | '＝' | '＠') => true,
        Some('+' | '-' | '＋' | '－') => {
            let rest = letters.as_str();
            // A sign alone stands for nothing.
            let number = rest.is_empty()
                || rest.starts_with(|c: char| c.is_ascii_digit() || ",. \u{a0}".contains(c));
            !number || rest.contains(['+', '-', '*', '/', '^', '=', '(', '!', '|', '&', '<', '>'])
        }
        _ => false,
    };
    let text = if formula { ["'", text].concat() } else { text.to_owned() };
    match text.contains([',', ';', '"', '\n', '\r', '\t']) {
        true => ["\"", &text.replace('"', "\"\""), "\""].concat(),
        false => text,
    }
}
