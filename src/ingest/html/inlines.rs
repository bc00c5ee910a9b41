//! Lines of text.

use super::{
    address::{Target, schemeless},
    blocks::Builder,
    tidy::{is_blank, line, tidy},
    tree::{Element, Node},
};
use crate::{
    ingest::Found,
    model::{Direction, Inline, Language, Link},
};

/// Marks nested deeper than this are dropped, their text kept: see `DEEPEST_BLOCK`.
pub(super) const DEEPEST_INLINE: usize = 8;

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
    pub(super) fn around(&self, content: Vec<Inline>) -> Inline {
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

impl Builder<'_> {
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

    fn inlines(&mut self, nodes: &[Node], depth: usize, out: &mut Vec<Inline>) {
        for node in nodes {
            match node {
                // One text, however many pieces: breaks look back over what is blank.
                Node::Text(text) => match out.last_mut() {
                    Some(Inline::Text(before)) => before.push_str(text),
                    _ => out.push(Inline::Text(text.clone())),
                },
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

    pub(super) fn inline(&mut self, element: &Element, depth: usize, out: &mut Vec<Inline>) {
        match element.name.as_str() {
            "br" => out.push(Inline::Break),
            "mfrac" if depth < DEEPEST_INLINE => self.fraction(element, depth, out),
            // Text has no other way to say it.
            "msup" | "msub" | "mroot" | "msqrt" | "msubsup" | "munder" | "mover" | "munderover" => {
                self.report.drop_markup("formula that stands on more than one line");
                self.inlines(&element.children, depth, out);
            }
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

    /// One number above another, on one line.
    fn fraction(&mut self, element: &Element, depth: usize, out: &mut Vec<Inline>) {
        for (at, part) in
            element.children.iter().filter(|part| matches!(part, Node::Element(_))).enumerate()
        {
            let mut inner = Vec::new();
            self.inlines(std::slice::from_ref(part), depth + 1, &mut inner);
            let is_long = matches!(part, Node::Element(part) if part.children.len() > 1);
            let text = |text: &str| Inline::Text(text.to_owned());
            out.extend((at > 0).then(|| text("/")));
            out.extend(is_long.then(|| text("(")));
            out.extend(inner);
            out.extend(is_long.then(|| text(")")));
        }
    }

    /// What an inline element says of its contents.
    pub(super) fn mark(&mut self, element: &Element) -> Option<Mark> {
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
        match self.around.attached(href) {
            Found::File(path) => {
                self.report.attached.push(path);
                return None;
            }
            Found::Told => return None,
            Found::Missing => {}
        }
        match self.around.link(href) {
            Target::Good(link) => {
                if schemeless(href).is_some() {
                    self.report.schemeless.push(href.to_owned());
                }
                return Some(link);
            }
            Target::Here | Target::Told => {}
            Target::Template => self.report.leftover("a link's address"),
            Target::Relative => self.report.relative.push(href.to_owned()),
            Target::Scheme(scheme) => self.report.drop_markup(&format!("{scheme}: link")),
        }
        None
    }

    /// What a page may not embed is offered as a link.
    pub(super) fn embedded(&mut self, element: &Element) -> Option<Inline> {
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
pub(super) fn raw_text(nodes: &[Node], out: &mut String) {
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
