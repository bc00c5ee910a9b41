//! The text of a release as it is shown: blocks and inlines to elements, with the words found
//! marked and the typography of its language.
//!
//! Functions rather than components: a release has thousands of inlines and none of them has
//! a state of its own. Nothing here parses HTML or could: the values are rendered one by one.

use super::picture::{inline_picture, picture};
use crate::{
    app::element::{el, nodes, text as node},
    i18n::{
        Messages,
        typography::{Style, Typesetter},
    },
    model::{Block, Cell, Definition, Figure, Inline, Language, List, Row, Table},
    search::highlight::Matcher,
};
use std::rc::Rc;
use yew::Html;

/// How text is shown.
#[derive(Clone)]
pub struct Setting {
    style: Style,
    refined: bool,
    matcher: Option<Rc<Matcher>>,
    messages: &'static Messages,
}

impl Setting {
    /// For text in `language`; `refined` typography or as sent; marking what `matcher` finds.
    pub fn new(
        language: Option<&Language>,
        refined: bool,
        matcher: Option<Rc<Matcher>>,
        messages: &'static Messages,
    ) -> Self {
        let style = if refined { Style::of(language) } else { Style::AsSent };
        Self { style, refined, matcher, messages }
    }

    fn in_language(&self, language: Option<&Language>) -> Self {
        match language {
            Some(_) => Self::new(language, self.refined, self.matcher.clone(), self.messages),
            None => self.clone(),
        }
    }

    /// A line of plain text.
    pub fn line(&self, text: &str) -> Html {
        self.text(text, &mut Typesetter::new(self.style))
    }

    /// A whole text. Headings are moved down so that the highest stands at `level`.
    pub fn blocks(&self, blocks: &[Block], level: u8) -> Html {
        let highest = blocks.iter().filter_map(heading_level).min().unwrap_or(2);
        self.each(blocks, &Levels { highest, shown: level })
    }

    /// Inlines on their own, as in a caption.
    pub fn inlines(&self, inlines: &[Inline]) -> Html {
        self.run(inlines, &mut Typesetter::new(self.style))
    }

    fn each(&self, blocks: &[Block], levels: &Levels) -> Html {
        blocks.iter().map(|block| self.block(block, levels)).collect()
    }

    fn block(&self, block: &Block, levels: &Levels) -> Html {
        match block {
            Block::Paragraph(content) => el("p").child(self.inlines(content)).html(),
            Block::Heading { level, content } => levels.heading(*level, self.inlines(content)),
            Block::List(list) => self.list(list, levels),
            Block::Definitions(definitions) => {
                el("dl").children(definitions.iter().map(|d| self.definition(d, levels))).html()
            }
            Block::Quotation { content, attribution } => el("blockquote")
                .child(self.each(content, levels))
                .child(
                    (!attribution.is_empty())
                        .then(|| el("footer").child("— ").child(self.inlines(attribution))),
                )
                .html(),
            Block::Preformatted(text) => {
                el("pre").attr("tabindex", "0").child(self.mark(text, str::to_owned)).html()
            }
            Block::Table(table) => self.table(table, levels),
            Block::Figure(figure) => self.figure(figure),
            Block::Passage { language, direction, content } => el("div")
                .attr("lang", language.as_ref().map(ToString::to_string))
                .attr("dir", direction.map(|d| d.as_str()))
                .child(self.in_language(language.as_ref()).each(content, levels))
                .html(),
            Block::Separator => el("hr").html(),
        }
    }

    fn list(&self, list: &List, levels: &Levels) -> Html {
        let items = list.items.iter().map(|item| el("li").child(self.item(item, levels)).html());
        match list.start {
            None => el("ul").children(items).html(),
            Some(1) => el("ol").children(items).html(),
            Some(start) => el("ol").attr("start", start.to_string()).children(items).html(),
        }
    }

    /// An item or cell of one paragraph needs no paragraph inside.
    fn item(&self, blocks: &[Block], levels: &Levels) -> Html {
        match blocks {
            [Block::Paragraph(content)] => self.inlines(content),
            [Block::Paragraph(content), Block::List(list)] => {
                nodes([self.inlines(content), self.list(list, levels)])
            }
            blocks => self.each(blocks, levels),
        }
    }

    fn definition(&self, definition: &Definition, levels: &Levels) -> Html {
        nodes([
            Html::from_iter(
                definition.terms.iter().map(|term| el("dt").child(self.inlines(term)).html()),
            ),
            Html::from_iter(
                definition.details.iter().map(|d| el("dd").child(self.item(d, levels)).html()),
            ),
        ])
    }

    fn table(&self, table: &Table, levels: &Levels) -> Html {
        let rows = |rows: &[Row], column: bool| -> Html {
            let row = |row: &Row| -> Html {
                el("tr").children(row.iter().map(|cell| self.cell(cell, column, levels))).html()
            };
            rows.iter().map(row).collect()
        };
        el("div")
            .class("k-table")
            .attr("tabindex", "0")
            .attr("role", "group")
            .child(
                el("table")
                    .child(
                        (!table.caption.is_empty())
                            .then(|| el("caption").child(self.inlines(&table.caption))),
                    )
                    .child(
                        (!table.head.is_empty())
                            .then(|| el("thead").child(rows(&table.head, true))),
                    )
                    .child(el("tbody").child(rows(&table.body, false))),
            )
            .html()
    }

    fn cell(&self, cell: &Cell, column: bool, levels: &Levels) -> Html {
        let span = |n: u16| (n > 1).then(|| n.to_string());
        let (colspan, rowspan) = (span(cell.columns), span(cell.rows));
        let content = self.item(&cell.content, levels);
        // An empty heading says nothing to anyone and is an error to a screen reader.
        match cell.header && !cell.content.is_empty() {
            true if column => el("th")
                .attr("scope", "col")
                .attr("colspan", colspan)
                .attr("rowspan", rowspan)
                .child(content)
                .html(),
            true => el("th")
                .attr("scope", "row")
                .attr("colspan", colspan)
                .attr("rowspan", rowspan)
                .child(content)
                .html(),
            false => {
                el("td").attr("colspan", colspan).attr("rowspan", rowspan).child(content).html()
            }
        }
    }

    fn figure(&self, figure: &Figure) -> Html {
        el("figure")
            .children(figure.images.iter().map(|image| picture(image, self.messages)))
            .child(
                (!figure.caption.is_empty())
                    .then(|| el("figcaption").child(self.inlines(&figure.caption))),
            )
            .html()
    }

    fn run(&self, inlines: &[Inline], typesetter: &mut Typesetter) -> Html {
        inlines.iter().map(|inline| self.inline(inline, typesetter)).collect()
    }

    fn inline(&self, inline: &Inline, typesetter: &mut Typesetter) -> Html {
        match inline {
            Inline::Text(text) => self.text(text, typesetter),
            Inline::Emphasis(content) => el("em").child(self.run(content, typesetter)).html(),
            Inline::Strong(content) => el("strong").child(self.run(content, typesetter)).html(),
            Inline::Code(text) => el("code").child(self.mark(text, str::to_owned)).html(),
            Inline::Inserted(content) => el("ins").child(self.run(content, typesetter)).html(),
            Inline::Deleted(content) => el("del").child(self.run(content, typesetter)).html(),
            Inline::Superscript(content) => el("sup").child(self.run(content, typesetter)).html(),
            Inline::Subscript(content) => el("sub").child(self.run(content, typesetter)).html(),
            Inline::Quote(content) => el("q").child(self.run(content, typesetter)).html(),
            Inline::Link { href, content } => el("a")
                .attr("href", href.to_string())
                .attr("rel", "noopener")
                .child(self.run(content, typesetter))
                .html(),
            Inline::Image(image) => inline_picture(image, self.messages),
            Inline::Passage { language, direction, content } => el("span")
                .attr("lang", language.as_ref().map(ToString::to_string))
                .attr("dir", direction.map(|d| d.as_str()))
                .child(self.in_language(language.as_ref()).run(content, typesetter))
                .html(),
            Inline::Break => el("br").html(),
        }
    }

    fn text(&self, text: &str, typesetter: &mut Typesetter) -> Html {
        self.mark(text, |piece| typesetter.set(piece).into_owned())
    }

    /// The pieces of `text`, those that were searched for in a `<mark>`.
    fn mark(&self, text: &str, mut show: impl FnMut(&str) -> String) -> Html {
        let ranges = self.matcher.as_ref().map(|matcher| matcher.ranges(text)).unwrap_or_default();
        let mut pieces = Vec::with_capacity(ranges.len() * 2 + 1);
        let mut end = 0;
        for range in ranges {
            let (Some(before), Some(found)) = (text.get(end..range.start), text.get(range.clone()))
            else {
                continue;
            };
            pieces.push(node(show(before)));
            pieces.push(el("mark").child(show(found)).html());
            end = range.end;
        }
        pieces.push(node(show(text.get(end..).unwrap_or_default())));
        pieces.into_iter().collect()
    }
}

/// Where headings stand in the page's own hierarchy.
struct Levels {
    highest: u8,
    shown: u8,
}

impl Levels {
    fn heading(&self, level: u8, content: Html) -> Html {
        match self.shown + level.saturating_sub(self.highest) {
            0..=2 => el("h2").child(content).html(),
            3 => el("h3").child(content).html(),
            4 => el("h4").child(content).html(),
            5 => el("h5").child(content).html(),
            _ => el("h6").child(content).html(),
        }
    }
}

fn heading_level(block: &Block) -> Option<u8> {
    match block {
        Block::Heading { level, .. } => Some(*level),
        Block::Passage { content, .. } => content.iter().filter_map(heading_level).min(),
        _ => None,
    }
}
