//! Lists, and lists of terms.

use super::{
    blocks::{Builder, end_paragraph},
    inlines::Mark,
    tree::{Element, Node},
};
use crate::model::{Block, Definition, Inline};

impl Builder<'_> {
    /// What stands at each bullet or number.
    pub(super) fn items(&mut self, list: &Element, marks: &[Mark]) -> Vec<Vec<Block>> {
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
