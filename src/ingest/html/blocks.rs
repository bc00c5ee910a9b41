//! The reduced tree to blocks.

use super::{
    Around, Report,
    inlines::{DEEPEST_INLINE, Mark, raw_text},
    tidy::{is_blank, tidy},
    tree::{Element, Node},
};
use crate::model::{Block, Figure, Image, Inline};
use std::collections::BTreeSet;

/// Blocks nested deeper than this lose their structure, not their text. A set is read with
/// `serde_json`, which refuses 128 levels; a table in a table takes six.
const DEEPEST_BLOCK: usize = 12;
pub(super) struct Builder<'a> {
    pub(super) around: &'a Around<'a>,
    pub(super) report: &'a mut Report,
    /// How deep in blocks we are.
    pub(super) depth: usize,
    /// Pictures that have been shown, for those that are there again for readers without scripts.
    pub(super) shown: BTreeSet<String>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(around: &'a Around<'a>, report: &'a mut Report) -> Self {
        Self { around, report, depth: 0, shown: BTreeSet::new() }
    }
}

impl Builder<'_> {
    /// What may stand in a body, an item or a cell.
    pub(super) fn flow(&mut self, nodes: &[Node], marks: &[Mark]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut current = Vec::new();
        let mut items: Vec<&Element> = Vec::new();
        for node in nodes {
            if !items.is_empty()
                && !node.is_blank()
                && !matches!(node, Node::Element(e) if e.name == "li")
            {
                self.loose(&std::mem::take(&mut items), marks, &mut blocks);
            }
            match node {
                Node::Text(text) => current.push(Inline::Text(text.clone())),
                Node::Boundary => end_paragraph(&mut current, marks, &mut blocks),
                Node::Element(element) if element.name == "li" => {
                    end_paragraph(&mut current, marks, &mut blocks);
                    items.push(element);
                }
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
        self.loose(&items, marks, &mut blocks);
        blocks
    }

    /// What a block element becomes, in the language it declares.
    pub(super) fn block(&mut self, element: &Element, marks: &[Mark], blocks: &mut Vec<Block>) {
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
            "ul" | "ol" | "menu" | "dir" => self.list(element, marks, blocks),
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
pub(super) fn end_paragraph(current: &mut Vec<Inline>, marks: &[Mark], blocks: &mut Vec<Block>) {
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
