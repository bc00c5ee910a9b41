//! The text of a release as it is shown: blocks and inlines to elements, with the words found
//! marked and the typography of its language.
//!
//! Functions rather than components: a release has thousands of inlines and none of them has
//! a state of its own. Nothing here parses HTML or could: the values are rendered one by one.

use super::picture::{inline_picture, picture};
use crate::{
    i18n::{
        Messages,
        typography::{Style, Typesetter},
    },
    model::{Block, Cell, Definition, Figure, Inline, Language, List, Row, Table},
    search::highlight::Matcher,
};
use std::rc::Rc;
use yew::{Html, html};

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
            Block::Paragraph(content) => html! { <p>{ self.inlines(content) }</p> },
            Block::Heading { level, content } => levels.heading(*level, self.inlines(content)),
            Block::List(list) => self.list(list, levels),
            Block::Definitions(definitions) => {
                html! { <dl>{ for definitions.iter().map(|d| self.definition(d, levels)) }</dl> }
            }
            Block::Quotation { content, attribution } => html! {
                <blockquote>
                    { self.each(content, levels) }
                    if !attribution.is_empty() {
                        <footer>{ "— " }{ self.inlines(attribution) }</footer>
                    }
                </blockquote>
            },
            Block::Preformatted(text) => {
                html! { <pre tabindex="0">{ self.mark(text, |piece| html! { piece }) }</pre> }
            }
            Block::Table(table) => self.table(table, levels),
            Block::Figure(figure) => self.figure(figure),
            Block::Passage { language, direction, content } => html! {
                <div lang={language.as_ref().map(ToString::to_string)} dir={direction.map(|d| d.as_str())}>
                    { self.in_language(language.as_ref()).each(content, levels) }
                </div>
            },
            Block::Separator => html! { <hr /> },
        }
    }

    fn list(&self, list: &List, levels: &Levels) -> Html {
        let items = list.items.iter().map(|item| html! { <li>{ self.item(item, levels) }</li> });
        match list.start {
            None => html! { <ul>{ for items }</ul> },
            Some(1) => html! { <ol>{ for items }</ol> },
            Some(start) => html! { <ol start={start.to_string()}>{ for items }</ol> },
        }
    }

    /// An item or cell of one paragraph needs no paragraph inside.
    fn item(&self, blocks: &[Block], levels: &Levels) -> Html {
        match blocks {
            [Block::Paragraph(content)] => self.inlines(content),
            [Block::Paragraph(content), Block::List(list)] => html! {
                <>{ self.inlines(content) }{ self.list(list, levels) }</>
            },
            blocks => self.each(blocks, levels),
        }
    }

    fn definition(&self, definition: &Definition, levels: &Levels) -> Html {
        html! {
            <>
            { for definition.terms.iter().map(|term| html! { <dt>{ self.inlines(term) }</dt> }) }
            { for definition.details.iter().map(|d| html! { <dd>{ self.item(d, levels) }</dd> }) }
            </>
        }
    }

    fn table(&self, table: &Table, levels: &Levels) -> Html {
        let rows = |rows: &[Row], column: bool| -> Html {
            let row = |row: &Row| -> Html {
                html! { <tr>{ for row.iter().map(|cell| self.cell(cell, column, levels)) }</tr> }
            };
            rows.iter().map(row).collect()
        };
        html! {
            <div class="k-table" tabindex="0" role="group">
                <table>
                    if !table.caption.is_empty() {
                        <caption>{ self.inlines(&table.caption) }</caption>
                    }
                    if !table.head.is_empty() {
                        <thead>{ rows(&table.head, true) }</thead>
                    }
                    <tbody>{ rows(&table.body, false) }</tbody>
                </table>
            </div>
        }
    }

    fn cell(&self, cell: &Cell, column: bool, levels: &Levels) -> Html {
        let span = |n: u16| (n > 1).then(|| n.to_string());
        let (colspan, rowspan) = (span(cell.columns), span(cell.rows));
        let content = self.item(&cell.content, levels);
        // An empty heading says nothing to anyone and is an error to a screen reader.
        match cell.header && !cell.content.is_empty() {
            true if column => html! { <th scope="col" {colspan} {rowspan}>{ content }</th> },
            true => html! { <th scope="row" {colspan} {rowspan}>{ content }</th> },
            false => html! { <td {colspan} {rowspan}>{ content }</td> },
        }
    }

    fn figure(&self, figure: &Figure) -> Html {
        html! {
            <figure>
                { for figure.images.iter().map(|image| picture(image, self.messages)) }
                if !figure.caption.is_empty() {
                    <figcaption>{ self.inlines(&figure.caption) }</figcaption>
                }
            </figure>
        }
    }

    fn run(&self, inlines: &[Inline], typesetter: &mut Typesetter) -> Html {
        inlines.iter().map(|inline| self.inline(inline, typesetter)).collect()
    }

    fn inline(&self, inline: &Inline, typesetter: &mut Typesetter) -> Html {
        match inline {
            Inline::Text(text) => self.text(text, typesetter),
            Inline::Emphasis(content) => html! { <em>{ self.run(content, typesetter) }</em> },
            Inline::Strong(content) => html! { <strong>{ self.run(content, typesetter) }</strong> },
            Inline::Code(text) => {
                html! { <code>{ self.mark(text, |piece| html! { piece }) }</code> }
            }
            Inline::Inserted(content) => html! { <ins>{ self.run(content, typesetter) }</ins> },
            Inline::Deleted(content) => html! { <del>{ self.run(content, typesetter) }</del> },
            Inline::Superscript(content) => html! { <sup>{ self.run(content, typesetter) }</sup> },
            Inline::Subscript(content) => html! { <sub>{ self.run(content, typesetter) }</sub> },
            Inline::Quote(content) => html! { <q>{ self.run(content, typesetter) }</q> },
            Inline::Link { href, content } => html! {
                <a href={href.to_string()} rel="noopener">{ self.run(content, typesetter) }</a>
            },
            Inline::Image(image) => inline_picture(image, self.messages),
            Inline::Passage { language, direction, content } => html! {
                <span lang={language.as_ref().map(ToString::to_string)} dir={direction.map(|d| d.as_str())}>
                    { self.in_language(language.as_ref()).run(content, typesetter) }
                </span>
            },
            Inline::Break => html! { <br /> },
        }
    }

    fn text(&self, text: &str, typesetter: &mut Typesetter) -> Html {
        self.mark(text, |piece| {
            let set = typesetter.set(piece).into_owned();
            html! { set }
        })
    }

    /// The pieces of `text`, those that were searched for in a `<mark>`.
    fn mark(&self, text: &str, mut show: impl FnMut(&str) -> Html) -> Html {
        let ranges = self.matcher.as_ref().map(|matcher| matcher.ranges(text)).unwrap_or_default();
        let mut pieces = Vec::with_capacity(ranges.len() * 2 + 1);
        let mut end = 0;
        for range in ranges {
            let (Some(before), Some(found)) = (text.get(end..range.start), text.get(range.clone()))
            else {
                continue;
            };
            pieces.push(show(before));
            pieces.push(html! { <mark>{ show(found) }</mark> });
            end = range.end;
        }
        pieces.push(show(text.get(end..).unwrap_or_default()));
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
            0..=2 => html! { <h2>{ content }</h2> },
            3 => html! { <h3>{ content }</h3> },
            4 => html! { <h4>{ content }</h4> },
            5 => html! { <h5>{ content }</h5> },
            _ => html! { <h6>{ content }</h6> },
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
