//! The tree that html5ever builds: nodes in one vector, children by index.
//!
//! html5ever's own `markup5ever_rcdom` says of itself that it is for tests only; this is the
//! little that is needed of it, flat, so that no depth of nesting can exhaust the stack.
//!
//! What browsers do with deep or misnested markup takes time that grows with its square, or worse. The
//! tree therefore counts each step that the parser takes in it, and the text is given in pieces: where
//! the steps are far more than its length can want, the parser is left alone.

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{
    Attribute, ParseOpts, Parser, QualName, local_name, ns, parse_document, parse_fragment,
};
use std::{
    borrow::Cow,
    cell::{Cell, Ref, RefCell},
};

/// A parsed document or fragment.
pub(super) struct Dom {
    pub(super) nodes: RefCell<Vec<Node>>,
    /// What the parser has asked and changed so far.
    steps: Cell<usize>,
}

/// One node.
pub(super) struct Node {
    /// Of an element; nothing else has one.
    pub(super) name: QualName,
    pub(super) children: Vec<usize>,
    pub(super) content: Content,
    pub(super) parent: Option<usize>,
}

/// What a node is.
pub(super) enum Content {
    Element {
        attributes: Vec<Attribute>,
        is_integration_point: bool,
    },
    Text(StrTendril),
    /// Documents, comments, instructions, the contents of templates.
    Other,
}

impl Dom {
    const DOCUMENT: usize = 0;

    /// A fragment, as it would be parsed inside `<body>`; `None` if it is nested beyond bounds.
    pub(super) fn fragment(html: &str) -> Option<Self> {
        let body = QualName::new(None, ns!(html), local_name!("body"));
        bounded(parse_fragment(Self::new(), options(), body, Vec::new(), false), html)
    }

    /// A page; `None` if it is nested beyond bounds.
    pub(super) fn page(html: &str) -> Option<Self> {
        bounded(parse_document(Self::new(), options()), html)
    }

    /// A page with nothing on it.
    pub(super) fn empty() -> Self {
        Self::new()
    }

    fn step(&self, number: usize) {
        self.steps.set(self.steps.get().saturating_add(number));
    }

    /// Every node; the first is the document.
    pub(super) fn nodes(&self) -> Ref<'_, Vec<Node>> {
        self.nodes.borrow()
    }

    fn new() -> Self {
        let dom = Self { nodes: RefCell::default(), steps: Cell::new(0) };
        dom.add(nameless(), Content::Other);
        dom
    }

    fn add(&self, name: QualName, content: Content) -> usize {
        self.step(1);
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { name, children: Vec::new(), content, parent: None });
        nodes.len() - 1
    }

    /// Puts `child` among the children of `parent` at `at`; text joins the text before it.
    fn insert(&self, parent: usize, at: usize, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.detach(child);
                child
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at.checked_sub(1).map(|before| nodes[parent].children[before]);
                if let Some(before) = before
                    && let Content::Text(existing) = &mut nodes[before].content
                {
                    existing.push_tendril(&text);
                    return;
                }
                drop(nodes);
                self.add(nameless(), Content::Text(text))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = Some(parent);
        let length = nodes[parent].children.len();
        let at = at.min(length);
        self.step((length - at) / 16);
        nodes[parent].children.insert(at, child);
    }

    pub(super) fn detach(&self, child: usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[child].parent.take()
            // Looked for from the end: what moves is nearly always what came last.
            && let Some(at) = nodes[parent].children.iter().rposition(|other| *other == child)
        {
            self.step(nodes[parent].children.len() - at);
            nodes[parent].children.remove(at);
        }
    }
}

/// Parses in pieces, within a number of steps that grows with the length.
fn bounded(mut parser: Parser<Dom>, html: &str) -> Option<Dom> {
    const PIECE: usize = 2048;
    // Measured: ordinary texts take up to 2 steps for each byte, old pages of nested tables 6.
    const STEPS_FOR_BYTE: usize = 40;
    const STEPS: usize = 1_000_000;
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(piece.into());
        rest = after;
        let steps = parser.tokenizer.sink.sink.steps.get();
        if steps > STEPS + STEPS_FOR_BYTE * (html.len() - rest.len()) {
            return None;
        }
    }
    Some(parser.finish())
}

fn options() -> ParseOpts {
    // Without scripting, so that what stands in <noscript> is text and not a string of markup.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    ParseOpts { tree_builder, ..ParseOpts::default() }
}

fn nameless() -> QualName {
    QualName::new(None, ns!(), local_name!(""))
}

impl TreeSink for Dom {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        Self::DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        self.step(1);
        Ref::map(self.nodes.borrow(), |nodes| &nodes[*target].name)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> usize {
        let is_integration_point = flags.mathml_annotation_xml_integration_point;
        self.add(name, Content::Element { attributes: attrs, is_integration_point })
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(nameless(), Content::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(nameless(), Content::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let end = self.nodes.borrow()[*parent].children.len();
        self.insert(*parent, end, child);
    }

    fn append_before_sibling(&self, sibling: &usize, new_node: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(node) = &new_node {
            self.detach(*node);
        }
        let found = {
            let nodes = self.nodes.borrow();
            nodes[*sibling].parent.and_then(|parent| {
                let at = nodes[parent].children.iter().rposition(|other| other == sibling)?;
                self.step(nodes[parent].children.len() - at);
                Some((parent, at))
            })
        };
        if let Some((parent, at)) = found {
            self.insert(parent, at, new_node);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        prev_element: &usize,
        child: NodeOrText<usize>,
    ) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template's contents are never shown: they go to a node that nothing leads to.
    fn get_template_contents(&self, _: &usize) -> usize {
        self.add(nameless(), Content::Other)
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        self.step(1);
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &usize, attrs: Vec<Attribute>) {
        if let Content::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].content {
            for attribute in attrs {
                if !attributes.iter().any(|existing| existing.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for child in &children {
            nodes[*child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &usize) -> bool {
        matches!(
            self.nodes.borrow()[*handle].content,
            Content::Element { is_integration_point: true, .. }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Dom;

    /// How many steps so many of these parts take, if they are read to the end.
    fn steps(part: &str, number: usize) -> Option<usize> {
        Dom::fragment(&part.repeat(number)).map(|dom| dom.steps.get())
    }

    #[test]
    fn steps_grow_with_the_length_or_are_not_taken() {
        for part in [
            "<p>a",
            "<p>a</p>",
            "a<br>",
            "<li>a",
            "<ul><li>a</li></ul>",
            "<table><tr><td>a</table>",
            "</p>",
            "<b>a</b>",
            "<a href=x>a",
            "<h2>a</h2>",
            "<dl><dt>a<dd>b</dl>",
            "&amp; ",
            "<img src=a>",
            "<p><b>a",
            "<svg><g></g></svg>",
            "<table><tr><td>",
        ] {
            let (once, twice) = (steps(part, 4000).unwrap(), steps(part, 8000).unwrap());
            assert!(twice <= once * 2 + once / 10, "{part}: {once} and {twice}");
        }
        for part in ["<div>", "<ul><li>", "<blockquote>", "<section><p>"] {
            assert_eq!(steps(part, 20_000), None, "{part}");
        }
        let misnested: String = (0..5000).map(|n| format!("<i id=a{n}><p>")).collect();
        assert!(Dom::fragment(&misnested).is_none());
    }
}
