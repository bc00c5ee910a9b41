//! The text of a release as it is shown: blocks and inlines to elements, with the words found
//! marked and the typography of its language.
//!
//! Functions rather than components: a release has thousands of inlines and none of them has
//! a state of its own. Nothing here parses HTML or could: the values are rendered one by one.

use super::{
    picture::{inline_picture, picture},
    places::Places,
};
use crate::{
    app::{
        element::{El, el, nodes, text as node},
        marks::Finder,
    },
    i18n::{
        Messages,
        typography::{Style, Typesetter},
    },
    model::{
        Block, Cell, Definition, Direction, Figure, Inline, Language, List, Row, Table,
        blocks_text, inlines_text,
    },
    search::{Gather, marker::MARK},
};
use std::rc::Rc;
use yew::Html;

/// The direction of a text by itself, by its letters; none that a page has anyhow, where no language says so.
pub fn direction(text: &str, language: Option<&Language>) -> Option<&'static str> {
    let direction = Direction::of(text, language);
    direction.filter(|side| *side == Direction::Rtl || language.is_some()).map(Direction::as_str)
}

/// How text is shown.
#[derive(Clone)]
pub struct Setting {
    style: Style,
    language: Option<Language>,
    /// The direction of what is around it.
    around: Direction,
    refined: bool,
    finder: Option<Finder>,
    messages: &'static Messages,
    /// What in it can be linked.
    places: Option<Rc<Places>>,
}

impl Setting {
    /// For text in `language`; `refined` typography or as sent; marking what `finder` finds.
    pub fn new(
        language: Option<&Language>,
        refined: bool,
        finder: Option<Finder>,
        messages: &'static Messages,
    ) -> Self {
        let style = if refined { Style::of(language) } else { Style::AsSent };
        let (language, around) = (language.cloned(), Direction::Ltr);
        Self { style, language, around, refined, finder, messages, places: None }
    }

    /// The same, for a text with these places in it, from its beginning.
    #[must_use]
    pub fn with(&self, places: Places) -> Self {
        Self { places: Some(Rc::new(places)), ..self.clone() }
    }

    fn in_language(&self, language: Option<&Language>) -> Self {
        match language {
            Some(_) => {
                let finder = self.finder.clone();
                let around = self.around;
                let places = self.places.clone();
                let inner = Self::new(language, self.refined, finder, self.messages);
                Self { around, places, ..inner }
            }
            None => self.clone(),
        }
    }

    /// The direction of a text by itself.
    pub fn direction(&self, text: &str) -> Option<&'static str> {
        direction(text, self.language.as_ref())
    }

    /// The same, for what is inside an element around `text`.
    #[must_use]
    pub fn inside(&self, text: &str) -> Self {
        self.within(Direction::of(text, self.language.as_ref()))
    }

    fn within(&self, direction: Option<Direction>) -> Self {
        Self { around: direction.unwrap_or(Direction::Ltr), ..self.clone() }
    }

    /// The direction of `text`, where it is not that of what is around it.
    fn turned(&self, text: &str) -> Option<Direction> {
        Direction::of(text, self.language.as_ref()).filter(|direction| *direction != self.around)
    }

    /// An element around text, which has the direction of its letters, with what is put inside it.
    fn turn(&self, name: &'static str, text: &str, inside: &dyn Fn(&Self) -> Html) -> El {
        let turned = self.turned(text);
        let inside = match turned {
            Some(_) => inside(&self.within(turned)),
            None => inside(self),
        };
        el(name).attr("dir", turned.map(Direction::as_str)).child(inside)
    }

    /// A line of plain text in an element of this name.
    pub fn line_in(&self, name: &'static str, text: &str) -> El {
        self.turn(name, text, &|inner| inner.line(text))
    }

    /// A line of text in an element of this name.
    pub fn line_of(&self, name: &'static str, inlines: &[Inline]) -> Html {
        self.turn(name, &inlines_text(inlines), &|inner| inner.inlines(inlines)).html()
    }

    /// A line of plain text.
    pub fn line(&self, text: &str) -> Html {
        self.text(text, &mut Typesetter::new(self.style))
    }

    /// A whole text. Headings are moved down so that the highest stands at `level`.
    pub fn blocks(&self, blocks: &[Block], level: u8) -> Html {
        let highest = blocks.iter().filter_map(heading_level).min().unwrap_or(2);
        self.each(blocks, &HeadingLevels { highest, shown: level })
    }

    /// Inlines on their own, as in a caption.
    pub fn inlines(&self, inlines: &[Inline]) -> Html {
        self.run(inlines, &mut Typesetter::new(self.style))
    }

    fn each(&self, blocks: &[Block], levels: &HeadingLevels) -> Html {
        nodes(blocks.iter().map(|block| self.block(block, levels)).gather())
    }

    fn block(&self, block: &Block, levels: &HeadingLevels) -> Html {
        match block {
            Block::Paragraph(content) => self.line_of("p", content),
            Block::Heading { level, content } => self.heading(levels.name(*level), content),
            Block::List(list) => self.list(list, levels),
            Block::Definitions(definitions) => self
                .turn("dl", &blocks_text(std::slice::from_ref(block)), &|inner| {
                    nodes(definitions.iter().map(|d| inner.definition(d, levels)).gather())
                })
                .html(),
            Block::Quotation { content, attribution } => self
                .turn("blockquote", &blocks_text(content), &|inner| {
                    // In their order: what is drawn is counted (`places.rs`).
                    let content = inner.each(content, levels);
                    let footer = (!attribution.is_empty())
                        .then(|| el("footer").child("— ").child(inner.inlines(attribution)).html());
                    nodes([content, footer.unwrap_or_default()])
                })
                .html(),
            Block::Preformatted(text) => self
                .turn("pre", text, &|inner| inner.mark(text, str::to_owned))
                .attr("tabindex", "0")
                .html(),
            Block::Table(table) => {
                self.table(table, &blocks_text(std::slice::from_ref(block)), levels)
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Passage { language, direction, content } => {
                let inner = self.in_language(language.as_ref());
                // What the source says of it, else what its letters say.
                let turned = direction.or_else(|| inner.turned(&blocks_text(content)));
                let inner = inner.within(turned.or(Some(self.around)));
                el("div")
                    .attr("lang", language.as_ref())
                    .attr("dir", turned.map(Direction::as_str))
                    .child(inner.each(content, levels))
                    .html()
            }
            Block::Separator => el("hr").html(),
        }
    }

    /// A heading, with a link to itself.
    fn heading(&self, name: &'static str, content: &[Inline]) -> Html {
        let Some((id, href)) = self.places.as_ref().and_then(|places| places.next_section()) else {
            return self.line_of(name, content);
        };
        let text = inlines_text(content);
        // Named after the heading, which by itself would be named after both.
        let link = el("a").class("k-anchor").attr("href", href).attr("aria-labelledby", id.clone());
        self.turn(name, &text, &|inner| inner.inlines(content))
            .attr("id", id)
            .attr("aria-label", text)
            .child(link)
            .html()
    }

    fn list(&self, list: &List, levels: &HeadingLevels) -> Html {
        let mut text = String::new();
        for item in &list.items {
            text.push_str(&blocks_text(item));
        }
        let name = if list.start.is_some() { "ol" } else { "ul" };
        let start = list.start.filter(|start| *start != 1);
        self.turn(name, &text, &|inner| {
            nodes(list.items.iter().map(|item| inner.item_of("li", item, levels).html()).gather())
        })
        .attr("start", start.map(|start| start.to_string()))
        .html()
    }

    /// An item or cell in an element of this name.
    fn item_of(&self, name: &'static str, blocks: &[Block], levels: &HeadingLevels) -> El {
        self.turn(name, &blocks_text(blocks), &|inner| inner.item(blocks, levels))
    }

    /// An item or cell of one paragraph needs no paragraph inside.
    fn item(&self, blocks: &[Block], levels: &HeadingLevels) -> Html {
        match blocks {
            [Block::Paragraph(content)] => self.inlines(content),
            [Block::Paragraph(content), Block::List(list)] => {
                nodes([self.inlines(content), self.list(list, levels)])
            }
            blocks => self.each(blocks, levels),
        }
    }

    fn definition(&self, definition: &Definition, levels: &HeadingLevels) -> Html {
        nodes([
            nodes(definition.terms.iter().map(|term| self.line_of("dt", term)).gather()),
            nodes(definition.details.iter().map(|d| self.item_of("dd", d, levels).html()).gather()),
        ])
    }

    fn table(&self, table: &Table, text: &str, levels: &HeadingLevels) -> Html {
        let inside = |inner: &Self| {
            let rows = |rows: &[Row], column: bool| -> Html {
                let row = |row: &Row| -> Html {
                    let cells = row.iter().map(|cell| inner.cell(cell, column, levels));
                    el("tr").children(cells).html()
                };
                nodes(rows.iter().map(row).gather())
            };
            let caption =
                (!table.caption.is_empty()).then(|| inner.line_of("caption", &table.caption));
            let head =
                (!table.head.is_empty()).then(|| el("thead").child(rows(&table.head, true)).html());
            nodes([
                caption.unwrap_or_default(),
                head.unwrap_or_default(),
                el("tbody").child(rows(&table.body, false)).html(),
            ])
        };
        el("div")
            .class("k-table")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", self.messages.table)
            .child(self.turn("table", text, &inside))
            .html()
    }

    fn cell(&self, cell: &Cell, column: bool, levels: &HeadingLevels) -> Html {
        let span = |n: u16| (n > 1).then(|| n.to_string());
        let (colspan, rowspan) = (span(cell.columns), span(cell.rows));
        // An empty heading says nothing to anyone and is an error to a screen reader.
        let (name, scope) = match cell.header && !cell.content.is_empty() {
            true if column => ("th", Some("col")),
            true => ("th", Some("row")),
            false => ("td", None),
        };
        self.item_of(name, &cell.content, levels)
            .attr("scope", scope)
            .attr("colspan", colspan)
            .attr("rowspan", rowspan)
            .html()
    }

    fn figure(&self, figure: &Figure) -> Html {
        el("figure")
            .children(figure.images.iter().map(|image| picture(image, self.messages)))
            .child(
                (!figure.caption.is_empty()).then(|| self.line_of("figcaption", &figure.caption)),
            )
            .html()
    }

    fn run(&self, inlines: &[Inline], typesetter: &mut Typesetter) -> Html {
        nodes(inlines.iter().map(|inline| self.inline(inline, typesetter)).gather())
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
                .attr("lang", language.as_ref())
                .attr("dir", direction.map(|d| d.as_str()))
                .child(self.in_language(language.as_ref()).run(content, typesetter))
                .html(),
            Inline::Break => el("br").html(),
        }
    }

    fn text(&self, text: &str, typesetter: &mut Typesetter) -> Html {
        self.mark(text, |piece| typesetter.set(piece).into_owned())
    }

    /// The pieces of `text`: quotations that can be linked, and what was searched for in a `<mark>`.
    fn mark(&self, text: &str, mut show: impl FnMut(&str) -> String) -> Html {
        let Some(places) = &self.places else { return self.found(text, &mut show) };
        let parts = places.cut(text).into_iter().map(|(part, quoted, id)| {
            let html = self.found(part, &mut show);
            match quoted {
                true => el("span").class("k-quote").attr("id", id).child(html).html(),
                false => html,
            }
        });
        nodes(parts.gather())
    }

    fn found(&self, text: &str, show: &mut dyn FnMut(&str) -> String) -> Html {
        let Some(finder) = &self.finder else { return nodes([node(show(text))]) };
        let (marked, mut found) = (finder.mark(text), false);
        let pieces = marked.split(MARK).map(|piece| {
            let shown = show(piece);
            let piece = if found { el("mark").child(shown).html() } else { node(shown) };
            found = !found;
            piece
        });
        nodes(pieces.gather())
    }
}

/// Where headings stand in the page's own hierarchy.
struct HeadingLevels {
    highest: u8,
    shown: u8,
}

impl HeadingLevels {
    fn name(&self, level: u8) -> &'static str {
        match self.shown + level.saturating_sub(self.highest) {
            0..=2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
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
