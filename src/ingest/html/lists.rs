//! Lists, and lists of terms.

use super::{
    blocks::{Builder, end_paragraph},
    inlines::Mark,
    tree::{Element, Node},
};
use crate::model::{Block, Definition, Inline, List};

/// What stands at a bullet or number, with the number if it says one.
pub(super) type Item = (Option<u32>, Vec<Block>);

impl Builder<'_> {
    /// A list, or several where its numbers do not follow one another.
    pub(super) fn list(&mut self, list: &Element, marks: &[Mark], blocks: &mut Vec<Block>) {
        let number = |name| list.attribute(name).and_then(|n| n.trim().parse::<u32>().ok());
        let mut items = self.items(list, marks);
        if list.name != "ol" {
            let items: Vec<_> = items.into_iter().map(|(_, content)| content).collect();
            if !items.is_empty() {
                blocks.push(Block::List(List { start: None, items }));
            }
            return;
        }
        let mut start = number("start").unwrap_or(1);
        if list.attribute("reversed").is_some() {
            // Counted down: each has a number of its own.
            let length = u32::try_from(items.len()).unwrap_or(u32::MAX);
            let first = number("start").unwrap_or(length);
            for (item, down) in items.iter_mut().zip(0..) {
                item.0 = item.0.or(Some(first.saturating_sub(down)));
            }
            start = first;
        }
        numbered(start, items, blocks);
    }

    /// Items without a list around them, as browsers show them.
    pub(super) fn loose(&mut self, nodes: &[&Element], marks: &[Mark], blocks: &mut Vec<Block>) {
        let mut items: Vec<Item> = Vec::new();
        for item in nodes {
            let mut content = Vec::new();
            self.block(item, marks, &mut content);
            if !content.is_empty() {
                items.push((value(item), content));
            }
        }
        for run in items.chunk_by(|a, b| a.0.is_some() == b.0.is_some()) {
            match run.first() {
                Some((Some(start), _)) => numbered(*start, run.to_vec(), blocks),
                Some((None, _)) => {
                    let items = run.iter().map(|(_, content)| content.clone()).collect();
                    blocks.push(Block::List(List { start: None, items }));
                }
                None => {}
            }
        }
    }

    fn items(&mut self, list: &Element, marks: &[Mark]) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut others: Vec<&Node> = Vec::new();
        for child in &list.children {
            match child {
                Node::Element(item) if item.name == "li" => {
                    items.extend(self.strays(&mut others, marks).map(|content| (None, content)));
                    let mut content = Vec::new();
                    self.block(item, marks, &mut content);
                    if !content.is_empty() || list.name == "ol" {
                        items.push((value(item), content));
                    }
                }
                // A list put straight into a list belongs to the item before it.
                Node::Element(inner) if matches!(inner.name.as_str(), "ul" | "ol") => {
                    items.extend(self.strays(&mut others, marks).map(|content| (None, content)));
                    let mut content = Vec::new();
                    self.block(inner, marks, &mut content);
                    match items.last_mut() {
                        Some((_, item)) => item.append(&mut content),
                        None => items.push((None, content)),
                    }
                }
                other => others.push(other),
            }
        }
        items.extend(self.strays(&mut others, marks).map(|content| (None, content)));
        items.retain(|(_, item)| !item.is_empty() || list.name == "ol");
        if items.iter().all(|(_, item)| item.is_empty()) {
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

    pub(super) fn definitions(&mut self, nodes: &[Node], marks: &[Mark]) -> Vec<Definition> {
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
}

fn value(item: &Element) -> Option<u32> {
    item.attribute("value").and_then(|n| n.trim().parse().ok())
}

/// Numbered items from `start` on: a list for each run of numbers that follow one another.
fn numbered(start: u32, items: Vec<Item>, blocks: &mut Vec<Block>) {
    let mut next = start;
    let mut list = List { start: Some(start), items: Vec::new() };
    for (number, content) in items {
        let number = number.unwrap_or(next);
        if number != next || list.items.is_empty() {
            let new = List { start: Some(number), items: Vec::new() };
            let full = std::mem::replace(&mut list, new);
            blocks.extend((!full.items.is_empty()).then_some(Block::List(full)));
        }
        next = number.saturating_add(1);
        list.items.push(content);
    }
    blocks.extend((!list.items.is_empty()).then_some(Block::List(list)));
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
