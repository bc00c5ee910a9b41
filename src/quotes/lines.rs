//! The lines of a text: its paragraphs, items and the like as plain text, each with where its letters stand in the body.

use crate::model::{Block, Inline};

/// A line.
pub(super) struct Line {
    pub(super) text: String,
    pub(super) kind: Kind,
    /// Where pieces of it begin, in the line and in the body's text, and how long they are.
    pieces: Vec<(usize, usize, usize)>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// A heading, a caption, a term.
    Label,
    /// An item or a cell.
    Item,
    /// In a quoted block, with its number.
    Quoted(usize),
    /// From whom that block is.
    Attribution(usize),
}

impl Kind {
    pub(super) fn group(self) -> Option<usize> {
        match self {
            Self::Quoted(group) | Self::Attribution(group) => Some(group),
            _ => None,
        }
    }

    pub(super) fn has_quotations(self) -> bool {
        !matches!(self, Self::Label | Self::Attribution(_))
    }

    /// Whether it is running text.
    pub(super) fn is_running(self) -> bool {
        matches!(self, Self::Paragraph | Self::Quoted(_))
    }
}

impl Line {
    /// Where a byte of the line stands in the text of the body.
    pub(super) fn source(&self, at: usize) -> usize {
        let piece = self.pieces.iter().rev().find(|(start, ..)| *start <= at);
        let piece = piece.or(self.pieces.first());
        piece.map_or(0, |(start, source, length)| source + at.saturating_sub(*start).min(*length))
    }
}

/// The lines of `blocks`.
pub(super) fn lines(blocks: &[Block]) -> Vec<Line> {
    let mut lines = Lines::default();
    lines.blocks(blocks, Kind::Paragraph);
    lines.lines
}

#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    /// How much of the body's text has been passed.
    passed: usize,
    groups: usize,
}

impl Lines {
    fn blocks(&mut self, blocks: &[Block], kind: Kind) {
        blocks.iter().for_each(|block| self.block(block, kind));
    }

    fn block(&mut self, block: &Block, kind: Kind) {
        match block {
            Block::Paragraph(content) => self.line(content, kind),
            Block::Heading { content, .. } => self.line(content, Kind::Label),
            Block::List(list) => list.items.iter().for_each(|item| self.blocks(item, Kind::Item)),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| self.line(term, Kind::Label));
                    definition.details.iter().for_each(|detail| self.blocks(detail, Kind::Item));
                }
            }
            Block::Quotation { content, attribution } => {
                self.groups += 1;
                let group = self.groups;
                self.blocks(content, Kind::Quoted(group));
                if !attribution.is_empty() {
                    self.line(attribution, Kind::Attribution(group));
                }
            }
            Block::Preformatted(text) => self.passed += text.len(),
            Block::Table(table) => {
                self.line(&table.caption, Kind::Label);
                for cell in table.head.iter().chain(&table.body).flatten() {
                    self.blocks(&cell.content, Kind::Item);
                }
            }
            Block::Figure(figure) => self.line(&figure.caption, Kind::Label),
            Block::Passage { content, .. } => self.blocks(content, kind),
            Block::Separator => {}
        }
    }

    fn line(&mut self, content: &[Inline], kind: Kind) {
        let mut line = Line { text: String::new(), kind, pieces: Vec::new() };
        self.inlines(content, &mut line);
        self.lines.push(line);
    }

    fn inlines(&mut self, inlines: &[Inline], line: &mut Line) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => {
                    line.pieces.push((line.text.len(), self.passed, text.len()));
                    line.text.push_str(text);
                    self.passed += text.len();
                }
                Inline::Quote(content) => {
                    line.text.push('“');
                    self.inlines(content, line);
                    line.text.push('”');
                }
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Inserted(content)
                | Inline::Superscript(content)
                | Inline::Subscript(content)
                | Inline::Deleted(content)
                | Inline::Link { content, .. }
                | Inline::Passage { content, .. } => self.inlines(content, line),
                Inline::Image(_) => {}
                Inline::Break => line.text.push('\n'),
            }
        }
    }
}
