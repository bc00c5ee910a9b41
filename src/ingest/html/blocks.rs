//! The reduced tree to blocks.

use super::{
    Around, Report,
    address::Target,
    tidy::{is_blank, line, tidy},
    tree::{Element, Node},
};
use crate::model::{Block, Definition, Direction, Figure, Image, Inline, Language, Link, List};

/// Blocks nested deeper than this lose their structure, not their text. A set is read with
/// `serde_json`, which refuses 128 levels; a table in a table takes six.
const DEEPEST_BLOCK: usize = 12;
/// The same inside a line.
const DEEPEST_INLINE: usize = 8;

/// Marks that stand around blocks in the source and are put around the text inside them:
/// `<a><p>…</p></a>` becomes a paragraph with a link in it.
#[derive(Clone)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    Inserted,
    Deleted,
    Superscript,
    Subscript,
    Quote,
    Link(Link),
    Passage(Option<Language>, Option<Direction>),
}

impl Mark {
    fn around(&self, content: Vec<Inline>) -> Inline {
        match self {
            Self::Emphasis => Inline::Emphasis(content),
            Self::Strong => Inline::Strong(content),
            Self::Inserted => Inline::Inserted(content),
            Self::Deleted => Inline::Deleted(content),
            Self::Superscript => Inline::Superscript(content),
            Self::Subscript => Inline::Subscript(content),
            Self::Quote => Inline::Quote(content),
            Self::Link(href) => Inline::Link { href: href.clone(), content },
            Self::Passage(language, direction) => {
                Inline::Passage { language: language.clone(), direction: *direction, content }
            }
        }
    }
}

pub(super) struct Builder<'a> {
    pub(super) around: &'a Around<'a>,
    pub(super) report: &'a mut Report,
    /// How deep in blocks we are.
    pub(super) depth: usize,
}

impl Builder<'_> {
    /// What may stand in a body, an item or a cell.
    pub(super) fn flow(&mut self, nodes: &[Node], marks: &[Mark]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut current = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => current.push(Inline::Text(text.clone())),
                Node::Boundary => end_paragraph(&mut current, marks, &mut blocks),
                Node::Element(element) if element.is_block() => {
                    end_paragraph(&mut current, marks, &mut blocks);
                    self.block(element, marks, &mut blocks);
                }
                Node::Element(element) if element.holds_blocks => {
                    end_paragraph(&mut current, marks, &mut blocks);
                    let mut inner = marks.to_vec();
                    if inner.len() < DEEPEST_INLINE {
                        inner.extend(self.mark(element));
                    }
                    blocks.extend(self.flow(&element.children, &inner));
                }
                Node::Element(element) => self.inline(element, 0, &mut current),
            }
        }
        end_paragraph(&mut current, marks, &mut blocks);
        blocks
    }

    fn block(&mut self, element: &Element, marks: &[Mark], blocks: &mut Vec<Block>) {
        let (language, direction) = element.tongue();
        let speaks = language.is_some() || direction.is_some();
        if self.depth >= DEEPEST_BLOCK {
            blocks.extend(self.flow(&element.children, marks));
            return;
        }
        self.depth += 1 + usize::from(speaks);
        let mut inner = Vec::new();
        self.plain_block(element, marks, &mut inner);
        self.depth -= 1 + usize::from(speaks);
        if speaks && !inner.is_empty() {
            blocks.push(Block::Passage { language, direction, content: inner });
        } else {
            blocks.append(&mut inner);
        }
    }

    fn plain_block(&mut self, element: &Element, marks: &[Mark], blocks: &mut Vec<Block>) {
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let content = self.phrase(&element.children, marks);
                let level = element.name.as_bytes().get(1).map_or(2, |digit| digit - b'0').max(2);
                match content.iter().all(|inline| matches!(inline, Inline::Image(_))) {
                    true => end_paragraph(&mut content.clone(), &[], blocks),
                    false => blocks.push(Block::Heading { level, content }),
                }
            }
            "hr" => blocks.push(Block::Separator),
            "ul" | "ol" | "menu" | "dir" => {
                let items = self.items(element, marks);
                let start = (element.name == "ol").then(|| {
                    element.attribute("start").and_then(|n| n.trim().parse().ok()).unwrap_or(1)
                });
                if !items.is_empty() {
                    blocks.push(Block::List(List { start, items }));
                }
            }
            "dl" => {
                let definitions = self.definitions(&element.children, marks);
                if !definitions.is_empty() {
                    blocks.push(Block::Definitions(definitions));
                }
            }
            "blockquote" => self.quotation(element, marks, blocks),
            "pre" | "listing" | "plaintext" | "xmp" => {
                let mut text = String::new();
                raw_text(&element.children, &mut text);
                let text = text.trim_end_matches(['\n', ' ', '\t']);
                if !text.trim().is_empty() {
                    blocks.push(Block::Preformatted(text.to_owned()));
                }
            }
            "table" => blocks.extend(self.table(element, marks)),
            "figure" => self.figure(element, marks, blocks),
            "summary" => {
                let content = self.phrase(&element.children, marks);
                if !content.is_empty() {
                    blocks.push(Block::Paragraph(vec![Inline::Strong(content)]));
                }
            }
            "iframe" | "embed" | "object" | "video" | "audio" => {
                // Without an address, what stands in its place.
                match self.embedded(element) {
                    None => blocks.extend(self.flow(&element.children, marks)),
                    Some(link) => end_paragraph(&mut vec![link], marks, blocks),
                }
            }
            // Parts of lists, tables and figures that stand alone, and passages.
            _ => blocks.extend(self.flow(&element.children, marks)),
        }
    }

    /// A line of text: a heading, a caption, a term. Blocks in it become lines.
    pub(super) fn phrase(&mut self, nodes: &[Node], marks: &[Mark]) -> Vec<Inline> {
        let mut out = Vec::new();
        self.inlines(nodes, 0, &mut out);
        let out = tidy(out);
        if is_blank(&out) {
            return Vec::new();
        }
        marks.iter().rev().fold(out, |content, mark| vec![mark.around(content)])
    }

    fn items(&mut self, list: &Element, marks: &[Mark]) -> Vec<Vec<Block>> {
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut others: Vec<&Node> = Vec::new();
        for child in &list.children {
            match child {
                Node::Element(item) if item.name == "li" => {
                    items.extend(self.strays(&mut others, marks));
                    let mut content = Vec::new();
                    self.block(item, marks, &mut content);
                    if !content.is_empty() || list.name == "ol" {
                        items.push(content);
                    }
                }
                // A list put straight into a list belongs to the item before it.
                Node::Element(inner) if matches!(inner.name.as_str(), "ul" | "ol") => {
                    items.extend(self.strays(&mut others, marks));
                    let mut content = Vec::new();
                    self.block(inner, marks, &mut content);
                    match items.last_mut() {
                        Some(item) => item.append(&mut content),
                        None => items.push(content),
                    }
                }
                other => others.push(other),
            }
        }
        items.extend(self.strays(&mut others, marks));
        items.retain(|item| !item.is_empty() || list.name == "ol");
        if items.iter().all(Vec::is_empty) {
            items.clear();
        }
        items
    }

    /// What stands in a list outside its items: an item of its own, so that nothing is lost.
    fn strays(&mut self, nodes: &mut Vec<&Node>, marks: &[Mark]) -> Option<Vec<Block>> {
        let mut blocks = Vec::new();
        let mut current = Vec::new();
        for node in nodes.drain(..) {
            match node {
                Node::Text(text) => current.push(Inline::Text(text.clone())),
                Node::Boundary => end_paragraph(&mut current, marks, &mut blocks),
                Node::Element(element) if element.is_block() || element.holds_blocks => {
                    end_paragraph(&mut current, marks, &mut blocks);
                    self.block(element, marks, &mut blocks);
                }
                Node::Element(element) => self.inline(element, 0, &mut current),
            }
        }
        end_paragraph(&mut current, marks, &mut blocks);
        (!blocks.is_empty()).then_some(blocks)
    }

    fn definitions(&mut self, nodes: &[Node], marks: &[Mark]) -> Vec<Definition> {
        let mut definitions: Vec<Definition> = Vec::new();
        let mut others: Vec<&Node> = Vec::new();
        for node in nodes {
            match node {
                Node::Element(term) if term.name == "dt" => {
                    detail(self.strays(&mut others, marks), &mut definitions);
                    let term = self.phrase(&term.children, marks);
                    if !term.is_empty() {
                        match definitions.last_mut().filter(|last| last.details.is_empty()) {
                            Some(last) => last.terms.push(term),
                            None => definitions
                                .push(Definition { terms: vec![term], details: Vec::new() }),
                        }
                    }
                }
                Node::Element(element) if element.name == "dd" => {
                    detail(self.strays(&mut others, marks), &mut definitions);
                    let mut content = Vec::new();
                    self.block(element, marks, &mut content);
                    detail(Some(content).filter(|c| !c.is_empty()), &mut definitions);
                }
                other => others.push(other),
            }
        }
        detail(self.strays(&mut others, marks), &mut definitions);
        definitions
    }

    /// The attribution is a `footer`, or a `cite` that ends the quotation on a line of its own.
    fn quotation(&mut self, element: &Element, marks: &[Mark], blocks: &mut Vec<Block>) {
        let nodes = &element.children;
        let last = nodes.iter().rposition(|node| !node.is_blank());
        let alone = |at: usize| match at.checked_sub(1).and_then(|before| nodes.get(before)) {
            None | Some(Node::Boundary) => true,
            Some(Node::Text(text)) => {
                text.trim().is_empty() && {
                    let before = nodes[..at]
                        .iter()
                        .rev()
                        .find(|node| !matches!(node, Node::Text(t) if t.trim().is_empty()));
                    !matches!(before, Some(Node::Text(_)))
                }
            }
            Some(Node::Element(before)) => before.is_block() || before.name == "br",
        };
        let at = last.filter(|&at| match &nodes[at] {
            Node::Element(e) if e.name == "footer" => true,
            Node::Element(e) => e.name == "cite" && alone(at),
            _ => false,
        });
        let (content, attribution) = match at {
            Some(at) => {
                let attribution = match &nodes[at] {
                    Node::Element(e) => self.phrase(&e.children, &[]),
                    _ => Vec::new(),
                };
                let mut content = self.flow(&nodes[..at], marks);
                content.extend(self.flow(&nodes[at + 1..], marks));
                (content, attribution)
            }
            None => (self.flow(nodes, marks), Vec::new()),
        };
        if content.is_empty() {
            if !attribution.is_empty() {
                blocks.push(Block::Paragraph(attribution));
            }
            return;
        }
        blocks.push(Block::Quotation { content, attribution });
    }

    fn figure(&mut self, element: &Element, marks: &[Mark], blocks: &mut Vec<Block>) {
        let is_caption = |node: &Node| matches!(node, Node::Element(e) if e.name == "figcaption");
        let mut caption = Vec::new();
        let mut content = Vec::new();
        for part in element.children.chunk_by(|a, b| !is_caption(a) && !is_caption(b)) {
            match part.first() {
                Some(Node::Element(e)) if e.name == "figcaption" => {
                    if !caption.is_empty() {
                        caption.push(Inline::Break);
                    }
                    caption.extend(self.phrase(&e.children, &[]));
                }
                _ => content.extend(self.flow(part, marks)),
            }
        }
        let all_images = !content.is_empty()
            && content.iter().all(|block| match block {
                Block::Figure(figure) => figure.caption.is_empty(),
                block => enlarged(block).is_some(),
            });
        if all_images {
            let images = content
                .into_iter()
                .flat_map(|block| match block {
                    Block::Figure(figure) => figure.images,
                    block => enlarged(&block).into_iter().cloned().collect(),
                })
                .collect();
            blocks.push(Block::Figure(Figure { images, caption }));
            return;
        }
        blocks.append(&mut content);
        if !caption.is_empty() {
            blocks.push(Block::Paragraph(caption));
        }
    }

    fn inlines(&mut self, nodes: &[Node], depth: usize, out: &mut Vec<Inline>) {
        for node in nodes {
            match node {
                Node::Text(text) => out.push(Inline::Text(text.clone())),
                Node::Boundary => break_line(out),
                Node::Element(element) if element.is_block() => {
                    break_line(out);
                    match element.name.as_str() {
                        "iframe" | "embed" | "object" | "video" | "audio" => {
                            out.extend(self.embedded(element));
                        }
                        _ => self.inlines(&element.children, depth, out),
                    }
                    break_line(out);
                }
                Node::Element(element) => self.inline(element, depth, out),
            }
        }
    }

    fn inline(&mut self, element: &Element, depth: usize, out: &mut Vec<Inline>) {
        match element.name.as_str() {
            "br" => out.push(Inline::Break),
            "img" | "image" => out.extend(self.image(element)),
            "code" | "kbd" | "samp" | "tt" if !holds_elements(element) => {
                let mut text = String::new();
                raw_text(&element.children, &mut text);
                out.push(Inline::Code(text));
            }
            _ => {
                let mark = self.mark(element).filter(|_| depth < DEEPEST_INLINE);
                match mark {
                    Some(mark) => {
                        let mut inner = Vec::new();
                        self.inlines(&element.children, depth + 1, &mut inner);
                        out.push(mark.around(inner));
                    }
                    None => self.inlines(&element.children, depth, out),
                }
            }
        }
    }

    /// What an inline element says of its contents.
    fn mark(&mut self, element: &Element) -> Option<Mark> {
        let (language, direction) = element.tongue();
        Some(match element.name.as_str() {
            "em" | "i" | "cite" | "dfn" | "var" => Mark::Emphasis,
            "strong" | "b" => Mark::Strong,
            "ins" => Mark::Inserted,
            "del" | "s" | "strike" => Mark::Deleted,
            "sup" => Mark::Superscript,
            "sub" => Mark::Subscript,
            "q" => Mark::Quote,
            "a" => return self.link(element.attribute("href")?).map(Mark::Link),
            _ if language.is_some() || direction.is_some() => Mark::Passage(language, direction),
            _ => return None,
        })
    }

    fn link(&mut self, href: &str) -> Option<Link> {
        if let Some(path) = self.around.attached(href) {
            self.report.attached.push(path);
            return None;
        }
        match self.around.link(href) {
            Target::Good(link) => return Some(link),
            Target::Here => {}
            Target::Template => self.report.leftover("a link's address"),
            Target::Relative => self.report.relative.push(href.to_owned()),
            Target::Scheme(scheme) => self.report.drop_markup(&format!("{scheme}: link")),
        }
        None
    }

    /// A picture; its alternative text where the picture cannot be had.
    fn image(&mut self, element: &Element) -> Option<Inline> {
        let alt = element.attribute("alt").map(line);
        let pixels = |name| {
            element.attribute(name).and_then(|n| n.trim().trim_end_matches("px").parse().ok())
        };
        let (width, height): (Option<u32>, Option<u32>) = (pixels("width"), pixels("height"));
        if width.is_some_and(|w| w <= 1) && height.is_some_and(|h| h <= 1) {
            self.report.drop_markup("tracking picture");
            return None;
        }
        let src = element.attribute("src").unwrap_or_default();
        match self.around.image(src) {
            Target::Good(source) => {
                if alt.is_none() {
                    self.report.without_alt += 1;
                }
                return Some(Inline::Image(Image { source, alt, width, height }));
            }
            Target::Here | Target::Template => self.report.leftover("a picture's address"),
            Target::Relative => self.report.missing.push(src.to_owned()),
            Target::Scheme(scheme) => self.report.drop_markup(&format!("{scheme}: picture")),
        }
        alt.filter(|alt| !alt.is_empty()).map(Inline::Text)
    }

    /// What a page may not embed is offered as a link.
    fn embedded(&mut self, element: &Element) -> Option<Inline> {
        self.report.drop_markup(&format!("<{}>", element.name));
        let own = element.attribute("src").or_else(|| element.attribute("data"));
        let inner = || {
            element.children.iter().find_map(|node| match node {
                Node::Element(e) if e.name == "source" => e.attribute("src"),
                _ => None,
            })
        };
        let href = self.link(own.or_else(inner)?)?;
        let label = ["title", "aria-label", "alt"]
            .into_iter()
            .filter_map(|name| element.attribute(name))
            .map(line)
            .find(|label| !label.is_empty());
        let label = label.or_else(|| href.host().map(str::to_owned))?;
        Some(Inline::Link { href, content: vec![Inline::Text(label)] })
    }
}

/// Adds to what is said of the last terms.
fn detail(content: Option<Vec<Block>>, definitions: &mut Vec<Definition>) {
    match (content, definitions.last_mut()) {
        (None, _) => {}
        (Some(content), Some(last)) => last.details.push(content),
        (Some(content), None) => {
            definitions.push(Definition { terms: Vec::new(), details: vec![content] });
        }
    }
}

/// A picture that is a link to a larger version of itself.
fn enlarged(block: &Block) -> Option<&Image> {
    let Block::Paragraph(line) = block else { return None };
    let [Inline::Link { href, content }] = line.as_slice() else { return None };
    let [Inline::Image(image)] = content.as_slice() else { return None };
    let address = href.as_str().split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ending = address.rsplit('.').next().unwrap_or_default();
    ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"].contains(&ending).then_some(image)
}

/// Turns the line so far into a paragraph, or a figure if there is nothing but pictures in it.
fn end_paragraph(current: &mut Vec<Inline>, marks: &[Mark], blocks: &mut Vec<Block>) {
    let content = tidy(std::mem::take(current));
    if is_blank(&content) {
        return;
    }
    let only_images = content.iter().all(|inline| match inline {
        Inline::Image(_) | Inline::Break => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    });
    if only_images && !marks.iter().any(|mark| matches!(mark, Mark::Link(_))) {
        let images = content
            .into_iter()
            .filter_map(|inline| match inline {
                Inline::Image(image) => Some(image),
                _ => None,
            })
            .collect();
        blocks.push(Block::Figure(Figure { images, caption: Vec::new() }));
        return;
    }
    let content = marks.iter().rev().fold(content, |content, mark| vec![mark.around(content)]);
    blocks.push(Block::Paragraph(content));
}

fn break_line(out: &mut Vec<Inline>) {
    let blank = |inline: &Inline| matches!(inline, Inline::Text(t) if t.trim().is_empty());
    if !matches!(out.iter().rev().find(|inline| !blank(inline)), None | Some(Inline::Break)) {
        out.push(Inline::Break);
    }
}

fn holds_elements(element: &Element) -> bool {
    element.children.iter().any(|node| matches!(node, Node::Element(_)))
}

/// The text as it stands, `<br>` as a line end.
fn raw_text(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Boundary => {}
            Node::Element(element) if element.name == "br" => out.push('\n'),
            Node::Element(element) if matches!(element.name.as_str(), "img" | "image") => {
                out.push_str(element.attribute("alt").unwrap_or_default());
            }
            Node::Element(element) => raw_text(&element.children, out),
        }
    }
}
