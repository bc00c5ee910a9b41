//! A release as Markdown (CommonMark with tables), with the front matter that `ingest` reads.
//!
//! What is read back is the same release, all fields of it but the earlier texts, which are no part of what is published. Of the
//! text, what Markdown has no mark for is written as the HTML that Markdown allows (`<sup>`), and what
//! neither has (the spans of a table's cells) is left out there, and HTML in sources (`whole`). Text is escaped so that it is only
//! ever text, for a reader that takes HTML in Markdown too: `<` and `&` are always references.

#[path = "markdown/whole.rs"]
mod whole;

use super::{
    super::{base::Base, body, edition::file_address, extent::Extent},
    DEPTH,
};
use crate::model::{
    Attachment, Block, Definition, Figure, Image, Inline, List, Media, Release, Row, Source, Table,
    apart, json::sparing,
};
use serde_json::{Value, json};
use std::cell::Cell;
#[cfg(feature = "native")]
pub(in crate::publish) use whole::text as sources;

/// A release as a file of front matter and text.
pub(in crate::publish) fn release(release: &Release, extent: &Extent<'_>) -> String {
    let depth = extent.depth(DEPTH);
    let in_header = extent.whole().is_some_and(|original| original.in_header);
    let body = if in_header { String::new() } else { text(&release.body.blocks(), extent, depth) };
    format!("---\n{}---\n\n{body}", front_matter(release, extent, depth))
}

/// The text of `blocks`: as people write it, or so that it is read as the same again.
pub(in crate::publish) fn text(these: &[Block], extent: &Extent<'_>, depth: usize) -> String {
    match extent.whole() {
        None => blocks(these, extent.base(), depth),
        Some(_) => whole::text(these, extent.base(), depth),
    }
}

/// A line for each field. JSON is YAML, so values are written as JSON.
fn front_matter(release: &Release, extent: &Extent<'_>, depth: usize) -> String {
    apart! { release =>
        id, title, summary, group, url, site, issuers, distributor, published, modified, embargo_until,
        kind, place, image, contacts, about, rights, media, attachments, gathers, status;
        by_extent: slug, topics, language;
        below: body;
        beside_it_in_sources: revisions
    }
    let topics: Vec<&str> = extent.topics(release).into_iter().map(|(label, _)| label).collect();
    let about = text(about, extent, depth);
    let address = |source: &Source| file_address(source, extent.base(), depth);
    // Its size is that of the same picture among the media, where it is given.
    let image = image.as_ref().map(|Image { source, alt, width: _, height: _ }| {
        without_gaps(json!({ "url": address(source), "alt": alt }))
    });
    let media = media.iter().map(|media| medium(media, &address));
    let files = attachments.iter().map(|file| attachment(file, address(&file.source)));
    let fields: [(&str, Value); 24] = [
        ("id", json!(id)),
        ("slug", json!(extent.slug(release))),
        ("title", json!(title)),
        ("summary", json!(summary)),
        ("language", json!(extent.language(release))),
        ("group", json!(group)),
        ("url", json!(url)),
        ("site", json!(site)),
        ("date", json!(published)),
        ("modified", json!(modified)),
        ("embargo_until", json!(embargo_until)),
        ("authors", json!(issuers)),
        ("tags", json!(topics)),
        ("place", json!(place)),
        ("kind", json!(kind)),
        ("rights", json!(rights)),
        ("distributor", json!(distributor)),
        ("contacts", json!(contacts)),
        ("image", json!(image)),
        ("media", media.collect()),
        ("attachments", files.collect()),
        ("gathers", json!(gathers)),
        ("status", json!(status)),
        ("about", if about.is_empty() { Value::Null } else { json!(about) }),
    ];
    let said = |value: &Value| !value.is_null() && !value.as_array().is_some_and(Vec::is_empty);
    let mut lines = String::new();
    let mut line = |name: &str, value: &Value| {
        if said(value) {
            lines.push_str(&format!("{name}: {}\n", guarded(value)));
        }
    };
    fields.iter().for_each(|(name, value)| line(name, value));
    let mut beside = extent.beside(release);
    beside.remove("embargo_until");
    beside.iter().for_each(|(name, value)| line(name, value));
    if extent.whole().is_some_and(|original| original.in_header) {
        line("content_html", &json!(body::whole(&release.body.blocks(), extent.base(), depth)));
    }
    lines
}

fn medium(media: &Media, address: &dyn Fn(&Source) -> String) -> Value {
    let Media { image, caption, credit, licence, mime_type, captions, transcript } = media;
    let Image { source, alt, width, height } = image;
    without_gaps(json!({
        "url": address(source),
        "alt": alt,
        "width": width,
        "height": height,
        "caption": caption,
        "credit": credit,
        "licence": licence,
        "mime_type": mime_type,
        "captions": captions.as_ref().map(address),
        "transcript": transcript,
    }))
}

fn attachment(file: &Attachment, address: String) -> Value {
    let Attachment { source: _, title, mime_type, size } = file;
    without_gaps(json!({
        "url": address,
        "title": title,
        "mime_type": mime_type,
        "size_in_bytes": size,
    }))
}

/// Absent is not empty: what is not known is not written.
fn without_gaps(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, value| !value.is_null());
    }
    value
}

/// JSON without a `<` in it and without what YAML does not print, which JSON can always write in another way.
fn guarded(value: &Value) -> String {
    sparing(&value.to_string(), |c| {
        matches!(
            c,
            '<' | '\u{7f}'
                ..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
    })
}

/// The text of `blocks`, for a file `depth` folders deep.
pub(in crate::publish) fn blocks(blocks: &[Block], base: &Base, depth: usize) -> String {
    let mut text = Writer { base, depth, in_link: Cell::new(false), whole: false }.blocks(blocks);
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

struct Writer<'a> {
    base: &'a Base,
    depth: usize,
    /// A link in a link is only its text.
    in_link: Cell<bool>,
    /// Whether pictures on other hosts stay pictures.
    whole: bool,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block]) -> String {
        let blocks = blocks.iter().map(|block| self.block(block));
        blocks.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Paragraph(content) => self.line(content),
            Block::Heading { level, content } => {
                let text = self.inlines(content).replace("  \n", " ").replace('\n', " ");
                format!("{} {text}", "#".repeat(usize::from(*level)))
            }
            Block::List(list) => self.list(list),
            Block::Definitions(definitions) => {
                definitions.iter().map(|d| self.definition(d)).collect::<Vec<_>>().join("\n\n")
            }
            Block::Quotation { content, attribution } => {
                let mut text = self.blocks(content);
                if !attribution.is_empty() {
                    text.push_str(&format!("\n\n— {}", self.inlines(attribution)));
                }
                prefixed(&text, "> ", "> ")
            }
            Block::Preformatted(text) => {
                let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
                format!("{fence}\n{}\n{fence}", text.trim_end_matches('\n'))
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Passage { content, .. } => self.blocks(content),
            Block::Separator => "* * *".to_owned(),
        }
    }

    fn list(&self, list: &List) -> String {
        let item = |(number, item): (u32, &Vec<Block>)| {
            let mark = if list.start.is_some() { format!("{number}. ") } else { "- ".to_owned() };
            let text = self.blocks(item);
            prefixed(&text, &mark, &" ".repeat(mark.len()))
        };
        let items = (list.start.unwrap_or(0)..).zip(&list.items).map(item);
        items.collect::<Vec<_>>().join("\n")
    }

    fn definition(&self, definition: &Definition) -> String {
        let terms = definition.terms.iter().map(|term| wrapped("**", &self.inlines(term)));
        let details = definition.details.iter().map(|detail| self.blocks(detail));
        terms.chain(details).collect::<Vec<_>>().join("\n\n")
    }

    fn table(&self, table: &Table) -> String {
        let rows: Vec<&Row> = table.head.iter().chain(&table.body).collect();
        let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let mut lines = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let mut cells: Vec<String> = row
                .iter()
                .map(|cell| {
                    self.blocks(&cell.content).split_whitespace().collect::<Vec<_>>().join(" ")
                })
                .collect();
            cells.resize(width, String::new());
            lines.push(format!("| {} |", cells.join(" | ")));
            if number == 0 {
                lines.push(format!("|{}", " --- |".repeat(width)));
            }
        }
        let mut parts = vec![lines.join("\n")];
        if !table.caption.is_empty() {
            parts.insert(0, self.line(&table.caption));
        }
        parts.join("\n\n")
    }

    fn figure(&self, figure: &Figure) -> String {
        let mut parts: Vec<String> = figure.images.iter().map(|image| self.image(image)).collect();
        if !figure.caption.is_empty() {
            parts.push(wrapped("*", &self.inlines(&figure.caption)));
        }
        parts.join("\n\n")
    }

    fn image(&self, image: &Image) -> String {
        let alt = escaped(image.alt.as_deref().unwrap_or_default());
        let address = destination(&file_address(&image.source, self.base, self.depth));
        match &image.source {
            _ if self.whole => format!("![{alt}]({address})"),
            Source::Local(_) => format!("![{alt}]({address})"),
            // Pictures elsewhere are links, as in the viewer.
            Source::Remote(link) => {
                let host = || escaped(link.host().unwrap_or(link.as_str()));
                let text = if alt.trim().is_empty() { host() } else { alt };
                if self.in_link.get() { text } else { format!("[{text}]({address})") }
            }
        }
    }

    /// Inlines at the beginning of a block, where some characters would begin another block.
    fn line(&self, inlines: &[Inline]) -> String {
        let text = self.inlines(inlines);
        text.trim_start().split('\n').map(shielded).collect::<Vec<_>>().join("\n")
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        let text: String = inlines.iter().map(|inline| self.inline(inline)).collect();
        // A line with nothing on it would end the paragraph, and with it what is marked around the two.
        text.replace("  \n  \n", "  \n<br>")
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            // Before a link, it would make a picture of it.
            Inline::Text(text) => match text.strip_suffix('!') {
                Some(before) => format!("{}\\!", escaped(before)),
                None => escaped(text),
            },
            Inline::Emphasis(content) => wrapped("*", &self.inlines(content)),
            Inline::Strong(content) => wrapped("**", &self.inlines(content)),
            Inline::Code(text) => code(text),
            Inline::Inserted(content) => format!("<ins>{}</ins>", self.inlines(content)),
            Inline::Deleted(content) => wrapped("~~", &self.inlines(content)),
            Inline::Superscript(content) => format!("<sup>{}</sup>", self.inlines(content)),
            Inline::Subscript(content) => format!("<sub>{}</sub>", self.inlines(content)),
            Inline::Quote(content) => format!("<q>{}</q>", self.inlines(content)),
            Inline::Link { href, content } => {
                let inside = self.in_link.replace(true);
                let text = self.inlines(content);
                self.in_link.set(inside);
                if inside { text } else { format!("[{text}]({})", destination(href.as_str())) }
            }
            Inline::Image(image) => self.image(image),
            Inline::Passage { language: Some(language), content, .. } => {
                format!("<span lang=\"{language}\">{}</span>", self.inlines(content))
            }
            Inline::Passage { content, .. } => self.inlines(content),
            Inline::Break => "  \n".to_owned(),
        }
    }
}

/// A mark around text: it must touch the text, so spaces at the ends stay outside.
fn wrapped(mark: &str, text: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
    let (before, after) = (text.get(..start), text.get(end..));
    format!("{}{mark}{inner}{mark}{}", before.unwrap_or_default(), after.unwrap_or_default())
}

fn code(text: &str) -> String {
    let mark = "`".repeat(longest_run(text, '`') + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{mark}{space}{}{space}{mark}", text.replace('\n', " "))
}

fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0)
}

fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut lines = text.split('\n').enumerate().map(|(number, line)| {
        let prefix = if number == 0 { first } else { others };
        format!("{prefix}{line}").trim_end_matches(' ').to_owned()
            + if line.ends_with("  ") { "  " } else { "" }
    });
    let mut text = lines.next().unwrap_or_default();
    for line in lines {
        text.push('\n');
        text.push_str(&line);
    }
    text
}

/// Text in which no character marks anything.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '$' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line in which the first character does not begin a heading, a list or a quotation.
fn shielded(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    let begins = |c: char| if digits > 0 { ".)".contains(c) } else { "#+->=:".contains(c) };
    match rest.chars().next().filter(|c| begins(*c)) {
        Some(_) => format!("{number}\\{rest}"),
        None => line.to_owned(),
    }
}

/// An address between brackets.
fn destination(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            ' ' | '(' | ')' | '<' | '>' | '\\' => text.push_str(&format!("%{:02X}", u32::from(c))),
            c => text.push(c),
        }
    }
    text
}
