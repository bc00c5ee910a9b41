//! The parsed tree without what says nothing: a small one, of bounded depth.
//!
//! The walk keeps its own stack, so ten thousand nested `<div>` cost memory and nothing else.
//! What only groups or decorates (`div`, `span`, `font`, unknown elements) is gone afterwards;
//! where it parted paragraphs a [`Node::Boundary`] remains.

use super::{
    Around, Report,
    dom::{Content, Dom, Node as Parsed},
    office,
};
use crate::{
    ingest::{
        repair,
        shortcode::UNKNOWN_ADDRESS,
        templates::{self, Template},
    },
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

/// Marks a picture that is there for readers without scripts: often the one before it, once more.
pub(super) const AGAIN: &str = "in noscript";

/// Elements nested deeper than this are dropped, their contents kept.
const DEEPEST: usize = 64;

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The values of every attribute of this name; a picture may be offered in several ways.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> + 's {
        self.attributes.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
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
    /// Not of HTML: dropped and reported, contents kept.
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
        | "mn" | "mo" | "mrow" | "ms" | "mtext" | "msup" | "msub" | "msubsup" | "mfrac"
        | "msqrt" | "mroot" | "mover" | "munder" | "munderover" | "mstyle" | "mpadded"
        | "mtable" | "mtr" | "mtd" | "menclose" | "mphantom" | "mspace" | "merror"
        | "semantics" => Role::Transparent,
        "annotation" | "annotation-xml" | "area" | "base" | "basefont" | "bgsound" | "head"
        | "link" | "meta" | "param" | "template" | "title" | "track" => Role::Silent,
        "applet" | "button" | "canvas" | "datalist" | "frame" | "frameset" | "input" | "keygen"
        | "meter" | "option" | "output" | "portal" | "progress" | "script" | "select" | "style"
        | "svg" | "textarea" => Role::Forbidden,
        _ => Role::Unknown,
    }
}

/// Whether an element of this name begins and ends a paragraph.
pub(super) fn parts_paragraphs(name: &str) -> bool {
    matches!(role(name), Role::Block | Role::Group)
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
    /// End what is read above the line.
    Reading,
    /// Nothing.
    Nothing,
}

/// Reduces everything below `root`.
pub(super) fn reduce(
    dom: &Dom,
    root: usize,
    around: &Around<'_>,
    report: &mut Report,
) -> Vec<Node> {
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
    let wml = around.templates.contains(&Template::Wml);
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
                Leaving::Reading => append(&mut open, Node::Text(")".to_owned())),
                Leaving::Nothing => {}
            }
            frames.pop();
            continue;
        };
        frame.next += 1;
        match &nodes[child].content {
            Content::Other => {}
            Content::Text(text) if draws_text(&nodes[frame.node]) => {
                let code = verbatim > 0 || open.iter().any(|e| is_code(&e.name));
                let text = filled(text, verbatim > 0, code, wml, report);
                append(&mut open, Node::Text(text));
            }
            Content::Text(_) => {}
            Content::Element { attributes, .. } => {
                let name = svg_name(&nodes[child], report);
                if office::is_mark(attributes)
                    && office::number(&nodes, child).is_some()
                    && open.iter().any(|element| element.name == "li")
                {
                    // The bullet or number that Word drew: the list has its own.
                    continue;
                }
                let place = Place { parent: &nodes[frame.node], nodes: &nodes, node: child };
                let on_leaving = match enter(name, attributes, &place, open.len(), wml, report) {
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
                    Entered::Through { boundary: false } if name == "rt" && !place.has("rp") => {
                        append(&mut open, Node::Text("(".to_owned()));
                        Leaving::Reading
                    }
                    Entered::Through { boundary: false } => Leaving::Nothing,
                };
                frames.push(Frame { node: child, next: 0, on_leaving });
            }
        }
    }
    open.into_iter().next().map(|root| root.children).unwrap_or_default()
}

/// Where an element stands.
struct Place<'a> {
    parent: &'a Parsed,
    nodes: &'a [Parsed],
    node: usize,
}

impl<'a> Place<'a> {
    /// Whether an element of this name stands beside it.
    fn has(&self, name: &str) -> bool {
        self.parent.children.iter().take(100).any(|child| &*self.nodes[*child].name.local == name)
    }

    fn is_in_noscript(&self) -> bool {
        let mut at = self.nodes[self.node].parent;
        for _ in 0..6 {
            let Some(node) = at else { return false };
            if &*self.nodes[node].name.local == "noscript" {
                return true;
            }
            at = self.nodes[node].parent;
        }
        false
    }

    /// What `<source>` elements offer beside an `<img>` in `<picture>`.
    fn sources(&self) -> impl Iterator<Item = &'a str> {
        let siblings =
            self.parent.children.iter().filter(|_| &*self.parent.name.local == "picture");
        siblings.take(100).filter_map(|child| match &self.nodes[*child].content {
            Content::Element { attributes, .. } if &*self.nodes[*child].name.local == "source" => {
                let set = |a: &&Attribute| matches!(&*a.name.local, "srcset" | "data-srcset");
                attributes.iter().find(set).map(|a| &*a.value)
            }
            _ => None,
        })
    }
}

/// Whether what is written straight into this element is seen: a drawing shows its `<text>` only.
fn draws_text(parent: &Parsed) -> bool {
    parent.name.ns != ns!(svg)
        || matches!(&*parent.name.local, "text" | "tspan" | "textPath" | "foreignObject")
}

/// What an element counts as: one of a drawing for its words, if it has any.
fn svg_name<'a>(node: &'a Parsed, report: &mut Report) -> &'a str {
    let name = &*node.name.local;
    if node.name.ns != ns!(svg) {
        return name;
    }
    match name {
        "svg" => {
            report.drop_markup("<svg>");
            "div"
        }
        "text" | "foreignObject" => "div",
        "defs" | "desc" | "metadata" | "script" | "style" | "symbol" | "title" => "template",
        _ => "span",
    }
}

enum Entered {
    Skip,
    Into(Element),
    Through { boundary: bool },
}

fn enter(
    name: &str,
    attributes: &[Attribute],
    place: &Place<'_>,
    depth: usize,
    wml: bool,
    report: &mut Report,
) -> Entered {
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
        Role::Unknown if wml => report.leftover(&format!("<{name}>")),
        Role::Unknown => report.drop_markup(&format!("<{name}>")),
        Role::Block | Role::Inline | Role::Group | Role::Transparent => {}
    }
    // A dialogue is shown once somebody opens it.
    let is_closed =
        name == "dialog" && !attributes.iter().any(|attribute| &*attribute.name.local == "open");
    if name != "body" && (is_closed || office::is_hidden(attributes)) {
        report.drop_markup("hidden text");
        return Entered::Skip;
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
    if name == "img" && place.is_in_noscript() {
        element.attributes.push((AGAIN.to_owned(), String::new()));
    }
    if name == "img" {
        let offered = place.sources().map(|set| ("srcset".to_owned(), set.to_owned()));
        element.attributes.extend(offered);
    }
    let item = if name == "p" { office::item(place.nodes, place.node) } else { None };
    if let Some(number) = item
        && depth <= DEEPEST
    {
        "li".clone_into(&mut element.name);
        element.attributes.retain(|(name, _)| matches!(name.as_str(), "lang" | "dir"));
        element.attributes.extend(number.map(|number| ("value".to_owned(), number.to_string())));
        return Entered::Into(element);
    }
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

fn is_code(name: &str) -> bool {
    matches!(name, "code" | "kbd" | "samp" | "tt")
}

/// Text without what only a template knows: the stand-in for an address that was left where
/// Markdown did not take it for one, and, for pages in WML, the backslash that joins a line to the
/// next. Characters that nobody can see do not stay either.
fn filled(text: &str, verbatim: bool, code: bool, wml: bool, report: &mut Report) -> String {
    let mut text = text.replace(UNKNOWN_ADDRESS, "");
    if wml && !verbatim && text.contains("\\\n") {
        report.leftover("\\ at a line's end");
        text = text.replace("\\\n", "");
    }
    if !code {
        templates::marks(&text, report);
    }
    repair::controls(&text, ' ').into_owned()
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
