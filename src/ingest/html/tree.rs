//! The parsed tree without what says nothing: a small one, of bounded depth.
//!
//! The walk keeps its own stack, so ten thousand nested `<div>` cost memory and nothing else.
//! What only groups or decorates (`div`, `span`, `font`, unknown elements) is gone afterwards;
//! where it parted paragraphs a [`Node::Boundary`] remains.

use super::{
    Report,
    dom::{Content, Dom},
};
use crate::{
    ingest::shortcode::UNKNOWN_ADDRESS,
    model::{Direction, Language},
};
use html5ever::{Attribute, ns};

/// A node of the reduced tree.
pub(super) enum Node {
    Text(String),
    /// A paragraph ends or begins here.
    Boundary,
    Element(Element),
}

/// An element that means something.
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
    /// Whether a block stands in it, however deep.
    pub(super) holds_blocks: bool,
}

/// Elements nested deeper than this are dropped, their contents kept.
const DEEPEST: usize = 64;

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The language and direction it declares.
    pub(super) fn tongue(&self) -> (Option<Language>, Option<Direction>) {
        let language = self.attribute("lang").and_then(Language::new);
        let direction = self.attribute("dir").and_then(|dir| {
            [Direction::Ltr, Direction::Rtl]
                .into_iter()
                .find(|direction| direction.as_str().eq_ignore_ascii_case(dir.trim()))
        });
        (language, direction)
    }

    /// Whether it is laid out as a block.
    pub(super) fn is_block(&self) -> bool {
        matches!(role(&self.name), Role::Block) || (self.name == "passage" && self.holds_blocks)
    }
}

impl Node {
    /// White space or nothing.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Boundary => true,
            Self::Element(_) => false,
        }
    }
}

/// What is done with an element.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// Kept, and parts paragraphs.
    Block,
    /// Kept inside a line.
    Inline,
    /// Dropped; its contents stay and are parted from what is around.
    Group,
    /// Dropped; its contents stay where they are.
    Transparent,
    /// Dropped with its contents, without a word: it never shows anything.
    Silent,
    /// Dropped with its contents, and reported.
    Forbidden,
    /// Not of HTML: dropped and reported as a template's, contents kept.
    Unknown,
}

fn role(name: &str) -> Role {
    match name {
        "blockquote" | "dd" | "details" | "dl" | "dt" | "embed" | "figcaption" | "figure"
        | "footer" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "iframe" | "li" | "menu"
        | "object" | "ol" | "pre" | "listing" | "plaintext" | "xmp" | "summary" | "table"
        | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" | "ul" | "dir" | "video" | "audio"
        | "caption" => Role::Block,
        "a" | "b" | "bdo" | "br" | "cite" | "code" | "del" | "dfn" | "em" | "i" | "img"
        | "image" | "ins" | "kbd" | "passage" | "q" | "s" | "samp" | "source" | "strike"
        | "strong" | "sub" | "sup" | "tt" | "var" => Role::Inline,
        "address" | "article" | "aside" | "body" | "center" | "div" | "dialog" | "fieldset"
        | "form" | "header" | "hgroup" | "html" | "legend" | "main" | "nav" | "optgroup" | "p"
        | "search" | "section" | "noscript" | "noframes" | "noembed" => Role::Group,
        "abbr" | "acronym" | "bdi" | "big" | "blink" | "col" | "colgroup" | "data" | "font"
        | "label" | "map" | "mark" | "marquee" | "nobr" | "picture" | "rb" | "rp" | "rt"
        | "rtc" | "ruby" | "slot" | "small" | "span" | "time" | "u" | "wbr" | "math" | "mi"
        | "mn" | "mo" | "mrow" | "ms" | "mtext" | "msup" | "msub" | "mfrac" | "msqrt" => {
            Role::Transparent
        }
        "area" | "base" | "basefont" | "bgsound" | "head" | "link" | "meta" | "param"
        | "template" | "title" | "track" => Role::Silent,
        "applet" | "button" | "canvas" | "datalist" | "frame" | "frameset" | "input" | "keygen"
        | "meter" | "option" | "output" | "portal" | "progress" | "script" | "select" | "style"
        | "svg" | "textarea" => Role::Forbidden,
        _ => Role::Unknown,
    }
}

/// Whether HTML knows an element of this name.
pub(super) fn is_known(name: &str) -> bool {
    role(name) != Role::Unknown
}

struct Frame {
    /// The node whose children are being visited, and the next of them.
    node: usize,
    next: usize,
    on_leaving: Leaving,
}

#[derive(Clone, Copy, PartialEq)]
enum Leaving {
    /// Close the innermost open element.
    Close,
    /// End the paragraph.
    Boundary,
    /// Nothing.
    Nothing,
}

/// Reduces everything below `root`.
pub(super) fn reduce(dom: &Dom, root: usize, report: &mut Report) -> Vec<Node> {
    let nodes = dom.nodes();
    let top = || Element {
        name: String::new(),
        attributes: Vec::new(),
        children: Vec::new(),
        holds_blocks: false,
    };
    let mut open = vec![top()];
    let mut frames = vec![Frame { node: root, next: 0, on_leaving: Leaving::Nothing }];
    let mut verbatim = 0_usize;
    while let Some(frame) = frames.last_mut() {
        let Some(&child) = nodes[frame.node].children.get(frame.next) else {
            match frame.on_leaving {
                Leaving::Close => {
                    if let Some(element) = open.pop() {
                        verbatim -= usize::from(keeps_space(&element.name));
                        append(&mut open, Node::Element(element));
                    }
                }
                Leaving::Boundary => append(&mut open, Node::Boundary),
                Leaving::Nothing => {}
            }
            frames.pop();
            continue;
        };
        frame.next += 1;
        match &nodes[child].content {
            Content::Other => {}
            Content::Text(text) => {
                let text = filled(text, verbatim > 0, report);
                append(&mut open, Node::Text(text));
            }
            Content::Element { attributes, .. } => {
                let name = &nodes[child].name;
                let foreign = name.ns == ns!(svg);
                let name = if foreign { "svg" } else { &*name.local };
                let on_leaving = match enter(name, attributes, open.len(), report) {
                    Entered::Skip => continue,
                    Entered::Into(element) => {
                        verbatim += usize::from(keeps_space(&element.name));
                        open.push(element);
                        Leaving::Close
                    }
                    Entered::Through { boundary: true } => {
                        append(&mut open, Node::Boundary);
                        Leaving::Boundary
                    }
                    Entered::Through { boundary: false } => Leaving::Nothing,
                };
                frames.push(Frame { node: child, next: 0, on_leaving });
            }
        }
    }
    open.into_iter().next().map(|root| root.children).unwrap_or_default()
}

enum Entered {
    Skip,
    Into(Element),
    Through { boundary: bool },
}

fn enter(name: &str, attributes: &[Attribute], depth: usize, report: &mut Report) -> Entered {
    for attribute in attributes {
        if attribute.name.local.starts_with("on") && attribute.name.local.len() > 2 {
            report.drop_markup("event handler");
        }
    }
    let role = role(name);
    match role {
        Role::Silent => return Entered::Skip,
        Role::Forbidden => {
            report.drop_markup(&format!("<{name}>"));
            return Entered::Skip;
        }
        Role::Unknown => report.leftover(&format!("<{name}>")),
        Role::Block | Role::Inline | Role::Group | Role::Transparent => {}
    }
    if name == "form" {
        report.drop_markup("<form>");
    }
    let kept = matches!(role, Role::Block | Role::Inline);
    let attributes: Vec<(String, String)> = attributes
        .iter()
        .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
        .collect();
    let mut element = Element {
        name: name.to_owned(),
        attributes,
        children: Vec::new(),
        holds_blocks: role == Role::Group,
    };
    let speaks = element.tongue() != (None, None) && !matches!(name, "html" | "body");
    if depth <= DEEPEST && (kept || speaks) {
        if !kept {
            "passage".clone_into(&mut element.name);
        }
        return Entered::Into(element);
    }
    Entered::Through { boundary: matches!(role, Role::Block | Role::Group) }
}

fn keeps_space(name: &str) -> bool {
    matches!(name, "pre" | "listing" | "plaintext" | "xmp")
}

/// Text without what only a template knows: the stand-in for an address that was left where
/// Markdown did not take it for one, and the backslash that joins a line to the next in WML,
/// which many old pages were written in.
fn filled(text: &str, verbatim: bool, report: &mut Report) -> String {
    let mut text = text.replace(UNKNOWN_ADDRESS, "");
    if !verbatim && text.contains("\\\n") {
        report.leftover("\\ at a line's end");
        text = text.replace("\\\n", "");
    }
    text
}

fn append(open: &mut [Element], node: Node) {
    let Some(parent) = open.last_mut() else { return };
    parent.holds_blocks |= match &node {
        Node::Text(_) => false,
        Node::Boundary => true,
        Node::Element(element) => element.holds_blocks || element.is_block(),
    };
    match (parent.children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
        (_, node) => parent.children.push(node),
    }
}
