//! The text of a release as a tree of values: everything a body can hold, and nothing else.

use super::{Direction, Image, Language, Link, Source};
use nanoserde::{DeBin, SerBin};
use serde::Serialize;

/// A block of text.
#[derive(Clone, Debug, PartialEq, Serialize, SerBin, DeBin)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside the body. The release's title is level 1 and not part of the body.
    Heading {
        /// 2 to 6.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list, numbered or not.
    List(List),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A passage quoted from elsewhere.
    Quotation {
        /// What is quoted.
        content: Vec<Block>,
        /// From whom, if the source marks it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        attribution: Vec<Inline>,
    },
    /// Text whose spaces and line ends matter.
    Preformatted(String),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
    /// A passage in another language or direction than what is around it.
    Passage {
        /// Its language.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<Language>,
        /// Its direction.
        #[serde(skip_serializing_if = "Option::is_none")]
        direction: Option<Direction>,
        /// What stands in it.
        content: Vec<Block>,
    },
    /// A change of subject.
    Separator,
}

/// Text inside a block.
#[derive(Clone, Debug, PartialEq, Serialize, SerBin, DeBin)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain text, as sent.
    Text(String),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Important.
    Strong(Vec<Inline>),
    /// Program text.
    Code(String),
    /// Added since an earlier text.
    Inserted(Vec<Inline>),
    /// No longer standing.
    Deleted(Vec<Inline>),
    /// Raised: 1ᵉʳ, m².
    Superscript(Vec<Inline>),
    /// Lowered: H₂O.
    Subscript(Vec<Inline>),
    /// A short quotation whose marks are not in the text.
    Quote(Vec<Inline>),
    /// A link.
    Link {
        /// Where it leads.
        href: Link,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A picture in the line of text.
    Image(Image),
    /// Words in another language or direction than what is around them.
    Passage {
        /// Their language.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<Language>,
        /// Their direction.
        #[serde(skip_serializing_if = "Option::is_none")]
        direction: Option<Direction>,
        /// The words.
        content: Vec<Inline>,
    },
    /// A line end that matters.
    Break,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Serialize, SerBin, DeBin)]
pub struct List {
    /// The first number of a numbered list; `None` for bullets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// What stands at each bullet or number.
    pub items: Vec<Vec<Block>>,
}

/// Terms that share one or more descriptions.
#[derive(Clone, Debug, PartialEq, Serialize, SerBin, DeBin)]
pub struct Definition {
    /// What is described.
    pub terms: Vec<Vec<Inline>>,
    /// How.
    pub details: Vec<Vec<Block>>,
}

/// A table. Rows may differ in length.
#[derive(Clone, Debug, PartialEq, Serialize, SerBin, DeBin)]
pub struct Table {
    /// What it shows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// The rows that name the columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Row>,
    /// The others.
    pub body: Vec<Row>,
}

/// The cells of a row.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize, SerBin, DeBin)]
pub struct Cell {
    /// Whether it names its row or column.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub header: bool,
    /// Columns that it spans, at least 1.
    #[serde(skip_serializing_if = "is_one")]
    pub columns: u16,
    /// Rows that it spans, at least 1.
    #[serde(skip_serializing_if = "is_one")]
    pub rows: u16,
    /// What stands in it.
    pub content: Vec<Block>,
}

/// A picture with its caption.
#[derive(Clone, Debug, PartialEq, Serialize, SerBin, DeBin)]
pub struct Figure {
    /// One or more pictures.
    pub images: Vec<Image>,
    /// What they show.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(n: &u16) -> bool {
    *n == 1
}

/// The text of `blocks` without markup: a line for each paragraph, heading, item and row,
/// cells parted by tabs, pictures by their alternative text.
#[must_use]
pub fn blocks_text(blocks: &[Block]) -> String {
    parted(blocks, '\n', '\t')
}

/// The same without pictures and what stands beside them: how a text begins.
#[must_use]
pub(crate) fn blocks_prose(blocks: &[Block]) -> String {
    let mut text = Parted { text: String::new(), end: '\n', cell: '\t', pictures: false };
    text.blocks(blocks);
    text.text
}

/// The same for an index: with `end` after each paragraph, heading, item and cell, and nowhere else.
#[must_use]
#[cfg(feature = "tools")]
pub(crate) fn blocks_parted(blocks: &[Block], end: char) -> String {
    parted(blocks, end, end)
}

fn parted(blocks: &[Block], end: char, cell: char) -> String {
    let mut text = Parted { text: String::new(), end, cell, pictures: true };
    text.blocks(blocks);
    text.text.truncate(text.text.trim_end().len());
    text.text
}

/// The text of `inlines` without markup.
#[must_use]
pub(crate) fn inlines_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    write_inlines(inlines, true, &mut text);
    text
}

/// A text being put together of blocks.
struct Parted {
    text: String,
    /// Ends a block.
    end: char,
    /// Ends a cell that is not the last of its row.
    cell: char,
    /// Whether pictures are told, by their alternative text.
    pictures: bool,
}

impl Parted {
    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(self.end) {
            self.text.push(self.end);
        }
    }

    fn line(&mut self, inlines: &[Inline]) {
        self.end_line();
        write_inlines(inlines, self.pictures, &mut self.text);
        self.end_line();
    }

    fn plain(&mut self, line: &str) {
        self.end_line();
        self.text.push_str(line);
        self.end_line();
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => self.line(content),
            Block::List(list) => list.items.iter().for_each(|item| self.blocks(item)),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| self.line(term));
                    definition.details.iter().for_each(|detail| self.blocks(detail));
                }
            }
            Block::Quotation { content, attribution } => {
                self.blocks(content);
                self.line(attribution);
            }
            Block::Preformatted(content) => self.plain(content),
            Block::Table(table) => {
                self.line(&table.caption);
                for row in table.head.iter().chain(&table.body) {
                    self.end_line();
                    for (at, cell) in row.iter().enumerate() {
                        if at > 0 {
                            self.text.push(self.cell);
                        }
                        let mut inner = Self { text: String::new(), ..*self };
                        inner.blocks(&cell.content);
                        let text = inner.text.trim_end();
                        self.text.push_str(&text.replace('\n', " "));
                    }
                    self.end_line();
                }
            }
            Block::Figure(_) if !self.pictures => {}
            Block::Figure(figure) => {
                for alt in figure.images.iter().filter_map(|image| image.alt.as_ref()) {
                    self.plain(alt);
                }
                self.line(&figure.caption);
            }
            Block::Passage { content, .. } => self.blocks(content),
            Block::Separator => {}
        }
    }
}

fn write_inlines(inlines: &[Inline], pictures: bool, text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(content) | Inline::Code(content) => text.push_str(content),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Inserted(content)
            | Inline::Deleted(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Link { content, .. }
            | Inline::Passage { content, .. } => write_inlines(content, pictures, text),
            Inline::Quote(content) => {
                text.push('"');
                write_inlines(content, pictures, text);
                text.push('"');
            }
            Inline::Image(_) if !pictures => {}
            Inline::Image(image) => text.push_str(image.alt.as_deref().unwrap_or_default()),
            Inline::Break => text.push('\n'),
        }
    }
}

/// Every place where `blocks` name a file.
pub(super) fn blocks_sources<'a>(blocks: &'a mut [Block], sources: &mut Vec<&'a mut Source>) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => {
                inlines_sources(content, sources);
            }
            Block::List(list) => {
                list.items.iter_mut().for_each(|item| blocks_sources(item, sources));
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter_mut().for_each(|t| inlines_sources(t, sources));
                    definition.details.iter_mut().for_each(|d| blocks_sources(d, sources));
                }
            }
            Block::Quotation { content, attribution } => {
                blocks_sources(content, sources);
                inlines_sources(attribution, sources);
            }
            Block::Table(table) => {
                inlines_sources(&mut table.caption, sources);
                for cell in table.head.iter_mut().chain(&mut table.body).flatten() {
                    blocks_sources(&mut cell.content, sources);
                }
            }
            Block::Figure(figure) => {
                sources.extend(figure.images.iter_mut().map(|image| &mut image.source));
                inlines_sources(&mut figure.caption, sources);
            }
            Block::Passage { content, .. } => blocks_sources(content, sources),
            Block::Preformatted(_) | Block::Separator => {}
        }
    }
}

fn inlines_sources<'a>(inlines: &'a mut [Inline], sources: &mut Vec<&'a mut Source>) {
    for inline in inlines {
        match inline {
            Inline::Image(image) => sources.push(&mut image.source),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Inserted(content)
            | Inline::Deleted(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Quote(content)
            | Inline::Link { content, .. }
            | Inline::Passage { content, .. } => inlines_sources(content, sources),
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Cell, Inline, List, Table, blocks_parted, blocks_text};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(vec![Inline::Text(text.to_owned())])
    }

    #[test]
    fn text_has_a_line_for_each_block() {
        let cell = |text: &str| Cell {
            header: false,
            columns: 1,
            rows: 1,
            content: vec![paragraph(text)],
        };
        let blocks = [
            paragraph("Un."),
            Block::List(List {
                start: None,
                items: vec![vec![paragraph("a")], vec![paragraph("b")]],
            }),
            Block::Table(Table {
                caption: vec![],
                head: vec![],
                body: vec![vec![cell("1"), cell("2")]],
            }),
            Block::Separator,
            Block::Paragraph(vec![
                Inline::Quote(vec![Inline::Text("oui".to_owned())]),
                Inline::Break,
                Inline::Strong(vec![Inline::Text("non".to_owned())]),
            ]),
        ];
        assert_eq!(blocks_text(&blocks), "Un.\na\nb\n1\t2\n\"oui\"\nnon");
    }

    #[test]
    fn the_text_of_an_index_ends_every_block() {
        let cell = |text: &str| Cell {
            header: false,
            columns: 1,
            rows: 1,
            content: vec![paragraph(text)],
        };
        let row = vec![cell("1"), cell("2")];
        let table = Table { caption: vec![], head: vec![], body: vec![row] };
        let broken = Block::Paragraph(vec![Inline::Text("a".into()), Inline::Break]);
        let blocks = [Block::Table(table), broken, paragraph("b")];
        assert_eq!(blocks_parted(&blocks, '\u{2029}').replace('\u{2029}', "|"), "1|2|a\n|b");
    }

    #[test]
    fn a_tree_as_json() {
        let blocks = vec![paragraph("é"), Block::Separator, Block::Preformatted(" x\n".to_owned())];
        let json = serde_json::to_string(&blocks).unwrap();
        assert_eq!(json, r#"[{"paragraph":[{"text":"é"}]},"separator",{"preformatted":" x\n"}]"#);
    }
}
