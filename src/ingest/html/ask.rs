//! Questions about a parsed page: its elements, their attributes and words.

use super::dom::{Content, Dom};
use html5ever::{QualName, ns};

/// Questions about a page.
impl Dom {
    /// Every element of this name, in the order of the source.
    pub(super) fn all(&self, name: &str) -> Vec<usize> {
        let nodes = self.nodes.borrow();
        let is_one =
            |at: &usize| nodes[*at].name.ns == ns!(html) && &*nodes[*at].name.local == name;
        (0..nodes.len()).filter(is_one).collect()
    }

    /// The first element of this name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.all(name).into_iter().next()
    }

    /// The value of an element's attribute.
    pub(super) fn attribute(&self, element: usize, name: &str) -> Option<String> {
        match &self.nodes.borrow().get(element)?.content {
            Content::Element { attributes, .. } => {
                let found = attributes.iter().find(|attribute| &*attribute.name.local == name);
                found.map(|attribute| attribute.value.to_string())
            }
            _ => None,
        }
    }

    /// Whether it is an element of HTML with this name.
    pub(super) fn is(&self, node: usize, name: &str) -> bool {
        self.nodes
            .borrow()
            .get(node)
            .is_some_and(|node| node.name.ns == ns!(html) && &*node.name.local == name)
    }

    /// Whether an attribute that lists words has this one.
    pub(super) fn says(&self, element: usize, name: &str, word: &str) -> bool {
        let list = self.attribute(element, name).unwrap_or_default();
        list.split_whitespace().any(|said| said.eq_ignore_ascii_case(word))
    }

    pub(super) fn parent(&self, node: usize) -> Option<usize> {
        self.nodes.borrow().get(node)?.parent
    }

    pub(super) fn children(&self, node: usize) -> Vec<usize> {
        self.nodes.borrow().get(node).map(|node| node.children.clone()).unwrap_or_default()
    }

    /// What a node stands in, from the inside out, below `top`.
    pub(super) fn ancestors(&self, node: usize, top: usize) -> impl Iterator<Item = usize> + '_ {
        let mut above = if node == top { None } else { self.parent(node) };
        std::iter::from_fn(move || {
            let found = above.filter(|found| *found != top)?;
            above = self.parent(found);
            Some(found)
        })
    }

    /// A node and all that stands in it, in the order of the source.
    pub(super) fn below(&self, root: usize) -> Vec<usize> {
        let nodes = self.nodes.borrow();
        let (mut found, mut stack) = (Vec::new(), vec![root]);
        while let Some(node) = stack.pop() {
            found.push(node);
            stack.extend(nodes[node].children.iter().rev());
        }
        found
    }

    /// The text below a node that shows, with a space where an element begins a line. What is asked
    /// for is a title or a line: a text as long as a book is cut.
    pub(super) fn words(&self, root: usize) -> String {
        const MOST: usize = 4096;
        let nodes = self.nodes.borrow();
        let (mut text, mut stack) = (String::new(), vec![root]);
        while let Some(node) = stack.pop().filter(|_| text.len() < MOST) {
            match &nodes[node].content {
                Content::Text(own) => text.push_str(own),
                Content::Element { .. } => {
                    let name = &*nodes[node].name.local;
                    if matches!(name, "script" | "style" | "template") {
                        continue;
                    }
                    let inline = ["a", "abbr", "b", "em", "i", "span", "strong", "sup", "time"];
                    if !inline.contains(&name) {
                        text.push(' ');
                    }
                    stack.extend(nodes[node].children.iter().rev());
                }
                Content::Other => stack.extend(nodes[node].children.iter().rev()),
            }
        }
        text
    }

    /// Gives an element another name of HTML.
    pub(super) fn rename(&self, node: usize, name: &str) {
        self.nodes.borrow_mut()[node].name = QualName::new(None, ns!(html), name.into());
    }

    /// Gives an attribute that is there another value.
    pub(super) fn set(&self, element: usize, name: &str, value: &str) {
        if let Content::Element { attributes, .. } = &mut self.nodes.borrow_mut()[element].content {
            for attribute in attributes.iter_mut().filter(|a| &*a.name.local == name) {
                attribute.value = value.into();
            }
        }
    }

    /// The text directly in an element.
    pub(super) fn text(&self, element: usize) -> String {
        let nodes = self.nodes.borrow();
        let texts =
            nodes[element].children.iter().filter_map(|child| match &nodes[*child].content {
                Content::Text(text) => Some(text.to_string()),
                _ => None,
            });
        texts.collect()
    }

    /// The name of the element that holds the first visible text below `root`, going up to the
    /// nearest heading; nothing if a picture stands before.
    pub(super) fn first_with_text(&self, root: usize) -> Option<String> {
        let nodes = self.nodes.borrow();
        let mut stack = vec![(root, None::<&str>)];
        while let Some((node, heading)) = stack.pop() {
            match &nodes[node].content {
                Content::Text(text) if !text.trim().is_empty() => {
                    return Some(heading.unwrap_or_default().to_owned());
                }
                Content::Element { .. } => {
                    let name = &*nodes[node].name.local;
                    if matches!(name, "script" | "style" | "template") {
                        continue;
                    }
                    if name == "img" && heading.is_none() {
                        return None;
                    }
                    let heading = heading.or((name == "h1").then_some(name));
                    stack.extend(nodes[node].children.iter().rev().map(|child| (*child, heading)));
                }
                _ => {}
            }
        }
        None
    }
}
