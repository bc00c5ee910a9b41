//! XML as programs write it, to a tree within bounds.
//!
//! No entity is expanded that the file declares itself, nothing outside of it is asked for, and what is nested too deep or is
//! too much is told. What is not well formed costs itself: an element that is not closed ends with the one around it, and one
//! in which the file ends is marked as cut, for what is missing may be what would withhold it.

mod spaces;
#[cfg(test)]
mod tests;

use super::repair;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use spaces::Spaces;
use std::{collections::BTreeMap, rc::Rc};

/// Elements nested deeper are taken for their text alone.
const DEEPEST: usize = 200;

/// So many elements, attributes and texts are read of a file. Each takes some hundred bytes.
const MOST: usize = if cfg!(test) { 20_000 } else { 2_000_000 };

/// A file as a tree.
pub(super) struct Document {
    pub(super) root: Element,
    /// What is wrong with it, by the line on which it is first so.
    pub(super) faults: BTreeMap<Fault, u32>,
}

/// What may be wrong with a file that is read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// It ends in the middle, or becomes no XML.
    Cut,
    /// There is more in it than is read.
    TooMuch,
    /// Nested deeper than is read.
    TooDeep,
    /// An element is not closed, or closed without having been opened.
    Unclosed,
    /// An entity that the file declares itself.
    Entity,
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name: where its namespace is known, with the prefix that is usual for that, whatever the file calls it.
    pub(super) name: Rc<str>,
    pub(super) attributes: Vec<(Rc<str>, String)>,
    pub(super) nodes: Vec<Node>,
    /// The line that it begins on.
    pub(super) line: u32,
    /// Whether the file ends in it.
    pub(super) cut: bool,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    fn new(name: Rc<str>, line: u32) -> Self {
        Self { name, attributes: Vec::new(), nodes: Vec::new(), line, cut: false }
    }

    pub(super) fn is(&self, name: &str) -> bool {
        &*self.name == name
    }

    /// Its name without a prefix.
    pub(super) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// The elements directly in it.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Those of a name.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children().filter(move |child| child.is(name))
    }

    /// The first of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.is(name))
    }

    /// The first at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Every element below it of a name, in their order; not those inside one that is found.
    pub(super) fn below<'e>(&'e self, name: &str) -> Vec<&'e Self> {
        let mut found = Vec::new();
        for child in self.children() {
            match child.is(name) {
                true => found.push(child),
                false => found.extend(child.below(name)),
            }
        }
        found
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let own = self.attributes.iter().find(|(known, _)| &**known == name);
        own.map(|(_, value)| value.as_str())
    }

    /// All text in it, as it stands.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.write_text(&mut text);
        text
    }

    fn write_text(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.write_text(out),
            }
        }
    }

    /// Its text without white space at the ends, unless there is none.
    pub(super) fn line_text(&self) -> Option<String> {
        Some(self.text().trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The text of the first child of a name.
    pub(super) fn text_of(&self, name: &str) -> Option<String> {
        self.all(name).find_map(Self::line_text)
    }

    /// What stands in it as HTML: elements by their names without prefixes.
    pub(super) fn markup(&self) -> String {
        let mut html = String::new();
        self.write_html(&mut html);
        html
    }

    fn write_html(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => escape(text, out),
                Node::Element(element) => {
                    let name = element.local();
                    out.push('<');
                    out.push_str(name);
                    for (name, value) in &element.attributes {
                        let name = name.rsplit(':').next().unwrap_or_default();
                        out.push(' ');
                        out.push_str(name);
                        out.push_str("=\"");
                        escape(value, out);
                        out.push('"');
                    }
                    out.push('>');
                    if !matches!(name, "br" | "hr" | "img" | "col" | "wbr") {
                        element.write_html(out);
                        out.push_str("</");
                        out.push_str(name);
                        out.push('>');
                    }
                }
            }
        }
    }
}

/// Adds a text to HTML.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// The name of the first element of a text, as it is written; `None` if it does not begin as XML does.
pub(super) fn root_name(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    loop {
        let inner = rest.strip_prefix('<')?;
        let end = if let Some(comment) = inner.strip_prefix("!--") {
            4 + comment.find("-->")? + 3
        } else if inner.starts_with('?') {
            1 + inner.find("?>")? + 2
        } else if inner.starts_with('!') {
            // A document type may hold declarations in brackets.
            match (inner.find('['), inner.find('>')?) {
                (Some(open), close) if open < close => {
                    let after = inner.get(open..)?;
                    let end = after.find("]>").or_else(|| after.find(']'))?;
                    let rest = after.get(end..)?;
                    1 + open + end + rest.find('>')? + 1
                }
                (_, close) => 1 + close + 1,
            }
        } else {
            let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            return inner.get(..end).filter(|name| is_name(name));
        };
        rest = rest.get(end..)?.trim_start();
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

/// Reads a file.
///
/// # Errors
///
/// The line at which there is no element at all, and why.
pub(super) fn read(text: &str) -> Result<Document, (u32, String)> {
    let mut parser = Parser::new(text);
    let error = parser.run(text);
    let Parser { mut stack, mut faults, line, root, .. } = parser;
    // What is still open was cut.
    let mut last: Option<Element> = None;
    let was_open = !stack.is_empty();
    while let Some(mut element) = stack.pop() {
        element.cut = true;
        element.nodes.extend(last.take().map(Node::Element));
        last = Some(element);
    }
    if was_open || error.is_some() {
        faults.entry(Fault::Cut).or_insert(line);
    }
    match root.or(last) {
        Some(root) => Ok(Document { root, faults }),
        None => Err((line, error.unwrap_or_else(|| "no element in it".to_owned()))),
    }
}

struct Parser {
    stack: Vec<Element>,
    spaces: Spaces,
    faults: BTreeMap<Fault, u32>,
    line: u32,
    root: Option<Element>,
    /// How many elements are open beyond the deepest.
    beyond: usize,
    /// How much was read.
    count: usize,
}

impl Parser {
    fn new(_: &str) -> Self {
        let (stack, spaces, faults) = (Vec::new(), Spaces::default(), BTreeMap::new());
        Self { stack, spaces, faults, line: 1, root: None, beyond: 0, count: 0 }
    }

    fn fault(&mut self, fault: Fault) {
        self.faults.entry(fault).or_insert(self.line);
    }

    /// Reads on until the end, or until it is no XML any more: then what the parser says.
    fn run(&mut self, text: &str) -> Option<String> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        let mut seen = 0;
        while self.count < MOST {
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => return Some(error.to_string()),
            };
            match event {
                Event::Start(start) => self.open(&start, false),
                Event::Empty(start) => self.open(&start, true),
                Event::End(end) => self.close(end.name().0),
                Event::Text(text) => self.text(&text.into_inner()),
                Event::CData(text) => self.text(&text.into_inner()),
                Event::GeneralRef(name) => {
                    let reference = format!("&{};", &*name.into_inner());
                    match repair::entities(&reference) {
                        Some(text) => self.text(&text),
                        None => {
                            self.fault(Fault::Entity);
                            self.text(&reference);
                        }
                    }
                }
                Event::Eof => return None,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            let now = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let passed = text.as_bytes().get(seen..now).unwrap_or_default();
            let lines = passed.iter().filter(|byte| **byte == b'\n').count();
            self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
            seen = now;
        }
        self.fault(Fault::TooMuch);
        None
    }

    fn open(&mut self, start: &BytesStart<'_>, empty: bool) {
        let name = start.name().0;
        if !is_name(name) {
            // `a < b`: no tag, whatever a parser says.
            let end = if empty { "/>" } else { ">" };
            return self.text(&format!("<{}{end}", &**start));
        }
        if self.stack.len() >= DEEPEST || self.root.is_some() {
            self.fault(if self.root.is_some() { Fault::Unclosed } else { Fault::TooDeep });
            self.beyond += usize::from(!empty);
            return;
        }
        let mut given: Vec<(&str, String)> = Vec::new();
        for attribute in start.html_attributes().with_checks(false).flatten() {
            let value = &*attribute.value;
            let value = repair::entities(value).unwrap_or_else(|| value.to_owned());
            given.push((attribute.key.0, value));
        }
        self.count += 1 + given.len();
        self.spaces.enter(&given);
        let mut element = Element::new(self.spaces.name(name, true), self.line);
        let named = given.into_iter().filter(|(name, _)| !spaces::declares(name));
        element.attributes =
            named.map(|(name, value)| (self.spaces.name(name, false), value)).collect();
        match empty {
            true => self.end(element),
            false => self.stack.push(element),
        }
    }

    /// The element is whole.
    fn end(&mut self, element: Element) {
        self.spaces.leave();
        match self.stack.last_mut() {
            Some(around) => around.nodes.push(Node::Element(element)),
            None => self.root = Some(element),
        }
    }

    fn close(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let name = self.spaces.name(name, true);
        let Some(at) = self.stack.iter().rposition(|open| open.name == name) else {
            return self.fault(Fault::Unclosed);
        };
        if at + 1 < self.stack.len() {
            self.fault(Fault::Unclosed);
        }
        while self.stack.len() > at {
            if let Some(element) = self.stack.pop() {
                self.end(element);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let Some(element) = self.stack.last_mut() else { return };
        if let Some(Node::Text(before)) = element.nodes.last_mut() {
            before.push_str(text);
        } else if !text.is_empty() {
            self.count += 1;
            element.nodes.push(Node::Text(text.to_owned()));
        }
    }
}
