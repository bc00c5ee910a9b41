//! HTML to blocks.
//!
//! Four steps: what only looks like markup is told from it ([`sift`]), html5ever parses as browsers do
//! ([`dom`]), the tree is reduced to what means something ([`tree`]), and that becomes blocks ([`blocks`],
//! [`lists`], [`table`], [`inlines`], [`picture`]). What a block cannot hold is not filtered out at the end: it never
//! gets in. [`Report`] says what was lost.

mod address;
mod ask;
mod blocks;
mod dom;
mod furniture;
mod inlines;
mod lists;
mod office;
mod page;
mod picture;
mod sift;
mod table;
mod tag;
mod template;
#[cfg(test)]
mod tests;
mod tidy;
mod tree;

use super::{repair, templates::Template};
use crate::model::{Attachment, Block, Inline, Path, Source};
pub(super) use address::{Around, NoFile};
pub(super) use page::Page;
pub(super) use sift::{foreign_tag, is_foreign_name};
use std::{borrow::Cow, collections::BTreeMap};

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
    /// Addresses of links that lack only their `https://`.
    pub(super) schemeless: Vec<String>,
    /// Pictures that have no alternative text.
    pub(super) without_alt: usize,
    /// Files beside the source that the text links to: a link cannot lead to them, so they are
    /// offered with the release.
    pub(super) attached: Vec<Path>,
    /// What was put right, with how often.
    pub(super) repaired: BTreeMap<&'static str, usize>,
    /// Whether the markup could not be read within bounds: the text has none.
    pub(super) too_deep: bool,
}

impl Report {
    pub(super) fn drop_markup(&mut self, what: &str) {
        *self.dropped.entry(what.to_owned()).or_default() += 1;
    }

    pub(super) fn repair(&mut self, what: &'static str) {
        *self.repaired.entry(what).or_default() += 1;
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
    let wml = around.templates.contains(&Template::Wml);
    let html = if wml { template::fill(html, report) } else { html.into() };
    let html = sift::sift(&html, wml, report);
    let html = without_nulls(html);
    match dom::Dom::fragment(&html) {
        Some(dom) => {
            let nodes = tree::reduce(&dom, 0, around, report);
            blocks::Builder::new(around, report).flow(&nodes, &[])
        }
        None => words(&html, report),
    }
}

/// A parser reads the number of no character as a letter that was lost.
fn without_nulls(html: Cow<'_, str>) -> Cow<'_, str> {
    if !html.contains("&#0") && !html.contains("&#x0") {
        return html;
    }
    let nulls = ["&#0;", "&#00;", "&#x0;", "&#x00;"];
    Cow::Owned(nulls.iter().fold(html.into_owned(), |html, null| html.replace(null, " ")))
}

/// The blocks of a field that is meant to hold HTML: what was escaped as a whole, or put into CDATA, is
/// read as what it was before.
pub(super) fn content(html: &str, around: &Around<'_>, report: &mut Report) -> Vec<Block> {
    let inner = repair::without_cdata(html);
    if inner.is_some() {
        report.repair("CDATA");
    }
    let html = inner.unwrap_or(html);
    match repair::escaped_twice(html) {
        Some(decoded) => {
            report.repair("HTML that was escaped twice");
            blocks(&decoded, around, report)
        }
        None => blocks(html, around, report),
    }
}

/// The text alone, where markup is nested beyond bounds.
fn words(html: &str, report: &mut Report) -> Vec<Block> {
    report.too_deep = true;
    let words = sift::words(html);
    let words = repair::entities(&words).unwrap_or(words);
    plain_text(&repair::controls(&words, ' '))
}

/// The words of HTML on one line.
pub(super) fn words_of(html: &str) -> String {
    let words = sift::words(html);
    one_line(&repair::entities(&words).unwrap_or(words))
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

/// The blocks of a field that is meant to hold plain text.
pub(super) fn plain_content(text: &str, report: &mut Report) -> Vec<Block> {
    let inner = repair::without_cdata(text);
    if inner.is_some() {
        report.repair("CDATA");
    }
    plain_text(inner.unwrap_or(text))
}

/// Text on one line: white space collapsed, none at the ends.
pub(super) fn one_line(text: &str) -> String {
    tidy::line(text)
}
