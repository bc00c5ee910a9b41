//! HTML to blocks.
//!
//! Three steps: html5ever parses as browsers do ([`dom`]), the tree is reduced to what means
//! something ([`tree`]), and that becomes blocks ([`blocks`], [`lists`], [`table`], [`inlines`]). What a block
//! cannot hold is not filtered out at the end: it never gets in. [`Report`] says what was lost.

mod address;
mod blocks;
mod dom;
mod inlines;
mod lists;
mod table;
mod template;
#[cfg(test)]
mod tests;
mod tidy;
mod tree;

use crate::model::{Attachment, Block, Inline, Path, Source};
pub(super) use address::{Around, NoFile};
use std::collections::BTreeMap;

/// What a conversion had to leave out, to be told once for the whole text.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// Markup that a page may not contain, with how often.
    pub(super) dropped: BTreeMap<String, usize>,
    /// Marks of a template language, with how often.
    pub(super) leftovers: BTreeMap<String, usize>,
    /// Addresses of links that lead nowhere from here.
    pub(super) relative: Vec<String>,
    /// Addresses of pictures that are not there.
    pub(super) missing: Vec<String>,
    /// Pictures that have no alternative text.
    pub(super) without_alt: usize,
    /// Files beside the source that the text links to: a link cannot lead to them, so they are
    /// offered with the release.
    pub(super) attached: Vec<Path>,
}

impl Report {
    fn drop_markup(&mut self, what: &str) {
        *self.dropped.entry(what.to_owned()).or_default() += 1;
    }

    /// Offers the files that the text links to, each once.
    pub(super) fn attach(&self, attachments: &mut Vec<Attachment>) {
        for path in &self.attached {
            let source = Source::Local(path.clone());
            if !attachments.iter().any(|known| known.source == source) {
                attachments.push(Attachment { source, title: None, mime_type: None, size: None });
            }
        }
    }

    pub(super) fn leftover(&mut self, what: &str) {
        *self.leftovers.entry(what.to_owned()).or_default() += 1;
    }
}

/// The blocks of a fragment, as it would stand in a page's body.
pub(super) fn blocks(html: &str, around: &Around<'_>, report: &mut Report) -> Vec<Block> {
    let html = template::fill(html, report);
    let dom = dom::Dom::fragment(&html);
    let nodes = tree::reduce(&dom, 0, report);
    blocks::Builder { around, report, depth: 0 }.flow(&nodes, &[])
}

/// The blocks of plain text: a blank line ends a paragraph.
///
/// Inside a paragraph a line end is kept, unless the line is at least 50 characters long: then
/// it was broken to fit a width and is joined to the next.
pub(super) fn plain_text(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut blocks = Vec::new();
    let mut paragraph: Vec<Inline> = Vec::new();
    let mut before = 0;
    for line in text.split('\n').chain([""]) {
        if line.trim().is_empty() {
            let paragraph = tidy::tidy(std::mem::take(&mut paragraph));
            if !tidy::is_blank(&paragraph) {
                blocks.push(Block::Paragraph(paragraph));
            }
            continue;
        }
        if !paragraph.is_empty() {
            paragraph.push(if before >= 50 { Inline::Text(" ".to_owned()) } else { Inline::Break });
        }
        before = line.chars().count();
        paragraph.push(Inline::Text(line.to_owned()));
    }
    blocks
}

/// Text on one line: white space collapsed, none at the ends.
pub(super) fn one_line(text: &str) -> String {
    tidy::line(text)
}

/// A whole page.
pub(super) struct Page {
    dom: dom::Dom,
}

impl Page {
    pub(super) fn parse(html: &str) -> Self {
        Self { dom: dom::Dom::page(html) }
    }

    /// The text of `<title>`.
    pub(super) fn title(&self) -> Option<String> {
        let title = self.dom.find("title")?;
        Some(one_line(&self.dom.text(title))).filter(|text| !text.is_empty())
    }

    /// What the page says of its language.
    pub(super) fn language(&self) -> Option<String> {
        self.dom.attribute(self.dom.find("html")?, "lang")
    }

    /// The address that the page gives itself.
    pub(super) fn canonical(&self) -> Option<String> {
        let is_canonical = |link: &usize| {
            self.dom
                .attribute(*link, "rel")
                .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
        };
        self.dom.attribute(self.dom.all("link").into_iter().find(is_canonical)?, "href")
    }

    /// What `<meta>` elements of this name or property say.
    pub(super) fn metas(&self, name: &str) -> Vec<String> {
        let says = |meta: &usize| {
            ["name", "property"]
                .into_iter()
                .filter_map(|key| self.dom.attribute(*meta, key))
                .any(|found| found.eq_ignore_ascii_case(name))
        };
        let metas = self.dom.all("meta").into_iter().filter(says);
        let contents = metas.filter_map(|meta| self.dom.attribute(meta, "content"));
        contents.map(|text| one_line(&text)).filter(|text| !text.is_empty()).collect()
    }

    /// What the first of them says.
    pub(super) fn meta(&self, name: &str) -> Option<String> {
        self.metas(name).into_iter().next()
    }

    fn root(&self) -> usize {
        let articles = self.dom.all("article");
        let article = articles.first().copied().filter(|_| articles.len() == 1);
        article.or_else(|| self.dom.find("main")).or_else(|| self.dom.find("body")).unwrap_or(0)
    }

    /// Whether the first heading of the text is of the first level and nothing stands before it.
    pub(super) fn begins_with_h1(&self) -> bool {
        self.dom.first_with_text(self.root()).is_some_and(|name| name == "h1")
    }

    pub(super) fn blocks(&self, around: &Around<'_>, report: &mut Report) -> Vec<Block> {
        let nodes = tree::reduce(&self.dom, self.root(), report);
        blocks::Builder { around, report, depth: 0 }.flow(&nodes, &[])
    }
}
