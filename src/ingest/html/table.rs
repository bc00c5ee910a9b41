//! Tables. A row without text stays where others have some: it belongs to the grid, and cells may span
//! it.

use super::{
    blocks::Builder,
    inlines::Mark,
    tree::{Element, Node},
};
use crate::model::{Block, Cell, Row, Table};

/// As many columns as a browser lets a cell span.
const WIDEST: u16 = 1000;

impl Builder<'_> {
    /// A table; what stands in it outside rows comes before it, as browsers show it.
    pub(super) fn table(&mut self, element: &Element, marks: &[Mark]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut table = Table { caption: Vec::new(), head: Vec::new(), body: Vec::new() };
        for node in &element.children {
            let Node::Element(part) = node else { continue };
            match part.name.as_str() {
                "caption" => table.caption = self.phrase(&part.children, marks),
                "thead" => table.head.extend(self.rows(part, marks)),
                "tbody" | "tfoot" => table.body.extend(self.rows(part, marks)),
                "tr" => table.body.push(self.row(part, marks)),
                _ => blocks.extend(self.flow(std::slice::from_ref(node), marks)),
            }
        }
        let spans = |row: &Row| row.iter().any(|cell| cell.rows > 1);
        if !table.head.iter().chain(&table.body).any(spans) {
            table.head.retain(|row| !row.is_empty());
            table.body.retain(|row| !row.is_empty());
        }
        let says = |row: &Row| row.iter().any(|cell| !cell.content.is_empty());
        if !table.head.iter().chain(&table.body).any(says) {
            table.head.clear();
            table.body.clear();
        }
        // Without <thead>, rows of nothing but header cells at the top name the columns.
        if table.head.is_empty() {
            let heads = table
                .body
                .iter()
                .take_while(|row| !row.is_empty() && row.iter().all(|cell| cell.header));
            let count = heads.count();
            if count < table.body.len() {
                table.head = table.body.drain(..count).collect();
            }
        }
        match table.head.is_empty() && table.body.is_empty() {
            true if !table.caption.is_empty() => blocks.push(Block::Paragraph(table.caption)),
            true => {}
            false => blocks.push(Block::Table(table)),
        }
        blocks
    }

    fn rows(&mut self, group: &Element, marks: &[Mark]) -> Vec<Row> {
        let rows = group.children.iter().filter_map(|node| match node {
            Node::Element(row) if row.name == "tr" => Some(self.row(row, marks)),
            _ => None,
        });
        rows.collect()
    }

    fn row(&mut self, row: &Element, marks: &[Mark]) -> Row {
        row.children
            .iter()
            .filter_map(|node| match node {
                Node::Element(cell) if matches!(cell.name.as_str(), "td" | "th") => {
                    Some(self.cell(cell, marks))
                }
                _ => None,
            })
            .collect()
    }

    fn cell(&mut self, cell: &Element, marks: &[Mark]) -> Cell {
        let span = |name| {
            let span = cell.attribute(name).and_then(|n| n.trim().parse::<u16>().ok());
            span.unwrap_or(1).clamp(1, WIDEST)
        };
        let content = match cell.tongue() {
            (None, None) => self.flow(&cell.children, marks),
            (language, direction) => {
                let content = self.flow(&cell.children, marks);
                match content.is_empty() {
                    true => content,
                    false => vec![Block::Passage { language, direction, content }],
                }
            }
        };
        let header = cell.name == "th";
        Cell { header, columns: span("colspan"), rows: span("rowspan"), content }
    }
}
