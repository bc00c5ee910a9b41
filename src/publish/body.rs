//! The text of a release as markup for feeds: the elements that the viewer shows, without its
//! style sheet.
//!
//! Values are written one by one and text is escaped as it is written, so nothing that a source
//! says can become markup. Pictures on other hosts are links here as in the viewer: who reads a
//! feed is not to be reported to anyone either.

use super::{base::Base, edition::file_address, xml::Markup};
use crate::model::{
    Block, Cell, Definition, Direction, Figure, Image, Inline, Language, List, Row, Source, Table,
};

/// The markup of `blocks`, for a file `depth` folders deep.
pub(super) fn body(blocks: &[Block], base: &Base, depth: usize) -> String {
    written(blocks, base, depth, false)
}

/// The same for `ingest` to read again: a picture is one wherever it lies.
pub(super) fn whole(blocks: &[Block], base: &Base, depth: usize) -> String {
    written(blocks, base, depth, true)
}

fn written(blocks: &[Block], base: &Base, depth: usize, whole: bool) -> String {
    let mut writer = Writer { markup: Markup::default(), base, depth, whole };
    writer.blocks(blocks);
    writer.markup.finish()
}

struct Writer<'a> {
    markup: Markup,
    base: &'a Base,
    depth: usize,
    /// Whether pictures on other hosts stay pictures.
    whole: bool,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) => self.around("p", content),
            Block::Heading { level, content } => {
                let name = ["h2", "h3", "h4", "h5", "h6"];
                let place = usize::from(level.saturating_sub(2)).min(4);
                self.around(name.get(place).copied().unwrap_or("h6"), content);
            }
            Block::List(list) => self.list(list),
            Block::Definitions(definitions) => {
                self.markup.open("dl", &[]);
                definitions.iter().for_each(|definition| self.definition(definition));
                self.markup.close("dl");
            }
            Block::Quotation { content, attribution } => {
                self.markup.open("blockquote", &[]);
                self.blocks(content);
                if !attribution.is_empty() {
                    self.around("footer", attribution);
                }
                self.markup.close("blockquote");
            }
            // A line end after the tag is no part of the text to whoever reads HTML.
            Block::Preformatted(text) if text.starts_with('\n') => {
                self.markup.leaf("pre", &[], &format!("\n{text}"));
            }
            Block::Preformatted(text) => self.markup.leaf("pre", &[], text),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Passage { language, direction, content } => {
                self.passage("div", language.as_ref(), *direction);
                self.blocks(content);
                self.markup.close("div");
            }
            Block::Separator => self.markup.empty("hr", &[]),
        }
    }

    fn list(&mut self, list: &List) {
        let start = list.start.map(|start| start.to_string());
        let name = if start.is_some() { "ol" } else { "ul" };
        let start = start.as_deref().filter(|start| *start != "1");
        self.markup.open(name, start.map(|start| ("start", start)).as_slice());
        for item in &list.items {
            self.markup.open("li", &[]);
            self.item(item);
            self.markup.close("li");
        }
        self.markup.close(name);
    }

    /// An item or cell of one paragraph needs no paragraph inside.
    fn item(&mut self, blocks: &[Block]) {
        match blocks {
            [Block::Paragraph(content)] => self.inlines(content),
            blocks => self.blocks(blocks),
        }
    }

    fn definition(&mut self, definition: &Definition) {
        for term in &definition.terms {
            self.around("dt", term);
        }
        for detail in &definition.details {
            self.markup.open("dd", &[]);
            self.item(detail);
            self.markup.close("dd");
        }
    }

    fn table(&mut self, table: &Table) {
        self.markup.open("table", &[]);
        if !table.caption.is_empty() {
            self.around("caption", &table.caption);
        }
        for (name, rows) in [("thead", &table.head), ("tbody", &table.body)] {
            if !rows.is_empty() {
                self.markup.open(name, &[]);
                rows.iter().for_each(|row| self.row(row));
                self.markup.close(name);
            }
        }
        self.markup.close("table");
    }

    fn row(&mut self, row: &Row) {
        self.markup.open("tr", &[]);
        row.iter().for_each(|cell| self.cell(cell));
        self.markup.close("tr");
    }

    fn cell(&mut self, cell: &Cell) {
        let (columns, rows) = (cell.columns.to_string(), cell.rows.to_string());
        let spans = [("colspan", columns.as_str(), cell.columns), ("rowspan", &rows, cell.rows)];
        let spans: Vec<(&str, &str)> = spans
            .into_iter()
            .filter(|(_, _, n)| *n > 1)
            .map(|(name, text, _)| (name, text))
            .collect();
        let name = if cell.header { "th" } else { "td" };
        self.markup.open(name, &spans);
        self.item(&cell.content);
        self.markup.close(name);
    }

    fn figure(&mut self, figure: &Figure) {
        self.markup.open("figure", &[]);
        figure.images.iter().for_each(|image| self.image(image));
        if !figure.caption.is_empty() {
            self.around("figcaption", &figure.caption);
        }
        self.markup.close("figure");
    }

    fn image(&mut self, image: &Image) {
        match &image.source {
            Source::Remote(link) if !self.whole => {
                let shown = image.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
                let shown = shown.or(link.host()).unwrap_or_else(|| link.as_str());
                self.markup.leaf("a", &[("href", link.as_str())], shown);
            }
            source => {
                let source = file_address(source, self.base, self.depth);
                let (width, height) =
                    (image.width.map(|n| n.to_string()), image.height.map(|n| n.to_string()));
                let attributes = [
                    ("alt", image.alt.as_deref()),
                    ("width", width.as_deref()),
                    ("height", height.as_deref()),
                ];
                let mut given = vec![("src", source.as_str())];
                given
                    .extend(attributes.iter().filter_map(|(name, value)| Some((*name, (*value)?))));
                self.markup.empty("img", &given);
            }
        }
    }

    fn around(&mut self, name: &str, content: &[Inline]) {
        self.markup.open(name, &[]);
        self.inlines(content);
        self.markup.close(name);
    }

    fn passage(&mut self, name: &str, language: Option<&Language>, direction: Option<Direction>) {
        let attributes =
            [("lang", language.map(Language::as_str)), ("dir", direction.map(Direction::as_str))];
        let given: Vec<(&str, &str)> =
            attributes.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        self.markup.open(name, &given);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.markup.text(text),
            Inline::Code(text) => self.markup.leaf("code", &[], text),
            Inline::Emphasis(content) => self.around("em", content),
            Inline::Strong(content) => self.around("strong", content),
            Inline::Inserted(content) => self.around("ins", content),
            Inline::Deleted(content) => self.around("del", content),
            Inline::Superscript(content) => self.around("sup", content),
            Inline::Subscript(content) => self.around("sub", content),
            Inline::Quote(content) => self.around("q", content),
            Inline::Link { href, content } => {
                self.markup.open("a", &[("href", href.as_str())]);
                self.inlines(content);
                self.markup.close("a");
            }
            Inline::Image(image) => self.image(image),
            Inline::Passage { language, direction, content } => {
                self.passage("span", language.as_ref(), *direction);
                self.inlines(content);
                self.markup.close("span");
            }
            Inline::Break => self.markup.empty("br", &[]),
        }
    }
}
