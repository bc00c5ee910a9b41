//! Markdown with front matter.
//!
//! The text goes through pulldown-cmark to HTML and from there the way of all HTML, so that
//! markup inside Markdown needs no rules of its own.

use super::{
    Draft, File, Parsed, dialects,
    fields::{Fields, Notes},
    html::{self, Around, Report},
    problem::{Kind, Place},
    release::{self, Entry},
    shortcode,
    templates::Template,
    yaml::FrontMatter,
};
use crate::model::{Block, inlines_text};
use pulldown_cmark::{
    BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};
use std::collections::HashMap;

/// Reads one release. Its identifier is `id` in the front matter, else the file's name.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let text = text.trim_start_matches('\u{feff}');
    let (front, body, body_line) = split(text);
    let mut front = front.map(|front| FrontMatter::read(front, 2)).unwrap_or_default();
    if body_line == 0 {
        front.error.get_or_insert((1, "the line of --- that ends them is missing".to_owned()));
    }
    let first = Place::Line(1);
    let notes = Notes::new(file.source, |pointer| match pointer {
        "" => first.clone(),
        "/body" => Place::Line(body_line),
        pointer => front.line(pointer).map_or(first.clone(), Place::Line),
    });
    let mut parsed = Parsed::default();
    if let Some(draft) = draft(&front, body, file, &notes) {
        parsed.drafts.push(draft);
    }
    if let Some((line, message)) = &front.error {
        let advice = format!(
            "the lines between --- are not well formed ({message}); what could be read is used; \
             put values that hold a colon in quotes: title: \"…: …\""
        );
        let place = Place::Line(*line);
        parsed.problems.push(super::Problem::new(file.source, place, Kind::FrontMatter, advice));
    }
    parsed.problems.extend(notes.into_problems());
    parsed
}

fn draft(front: &FrontMatter, body: &str, file: &File<'_>, notes: &Notes<'_>) -> Option<Draft> {
    let fields = || Fields::new(&front.fields, String::new(), notes);
    let entry = Entry { item: fields(), extension: fields(), file };
    if entry.is_draft() {
        notes.add("/draft", Kind::Draft, "says that it is a draft; left out");
        return None;
    }
    let id = entry.item.get(&["id"]).and_then(|field| field.identifier());
    let mut draft = entry.read(id.unwrap_or_else(|| file.stem.to_owned()), file.language.clone());
    let around = entry.around(&draft.release);
    let mut report = Report::default();
    draft.release.body = blocks(body, &around, &mut report);
    release::tell(notes, "/body", &report);
    report.attach(&mut draft.release.attachments);
    if draft.release.title.is_none() && starts_with_title(body) {
        let first = draft.release.body.first();
        if let Some(Block::Heading { level: 2, content }) = first {
            draft.release.title = Some(html::one_line(&inlines_text(content)));
            draft.release.body.remove(0);
        }
    }
    Some(draft)
}

/// Whether the first thing in the text is a heading of the first level.
fn starts_with_title(body: &str) -> bool {
    let mut lines = body.lines().skip_while(|line| line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let underlined = lines.next().is_some_and(|line| {
        let line = line.trim_end();
        !line.is_empty() && line.bytes().all(|b| b == b'=')
    });
    first.starts_with("# ") || underlined
}

/// The front matter, the rest, and the line that the rest begins on: 0 if front matter never ends.
fn split(text: &str) -> (Option<&str>, &str, u32) {
    let mut lines = text.split_inclusive('\n');
    let fence = lines.next().map(str::trim_end).filter(|line| matches!(*line, "---" | "+++"));
    let Some(fence) = fence else { return (None, text, 1) };
    let start = text.find('\n').map_or(text.len(), |end| end + 1);
    let mut at = start;
    for (line, number) in lines.zip(2_u32..) {
        let ends = line.trim_end();
        if ends == fence || (fence == "---" && ends == "...") {
            return (text.get(start..at), text.get(at + line.len()..).unwrap_or(""), number + 1);
        }
        at += line.len();
    }
    // Never closed: all of it is front matter, so that nothing that was not meant to be shown is.
    (text.get(start..), "", 0)
}

/// The blocks of Markdown: CommonMark with tables, strikethrough, footnotes, tasks, definitions, and what
/// else [`dialects`] write.
pub(super) fn blocks(text: &str, around: &Around<'_>, report: &mut Report) -> Vec<Block> {
    let text = match around.templates.contains(&Template::Hugo) {
        true => shortcode::expand(text, report),
        false => text.into(),
    };
    if dialects::is_too_deep(&text) {
        report.too_deep = true;
        return html::plain_text(&text);
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_SUPERSCRIPT;
    // `[text][name]` where nothing says what the name stands for. Other brackets are only brackets.
    let mut unknown = Vec::new();
    let mut ask = |link: BrokenLink<'_>| {
        if link.link_type == LinkType::Reference && !link.reference.starts_with('^') {
            unknown.push(text.get(link.span).unwrap_or_default().to_owned());
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(&text, options, Some(&mut ask));
    let events = dialects::read(TextMergeStream::new(parser), report);
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, footnotes(events).into_iter());
    report.relative.append(&mut unknown);
    html::blocks(&html, around, report)
}

/// Numbers the footnotes in the order in which they are referred to and puts them at the end, as
/// a numbered list after a separator.
fn footnotes(found: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    let mut numbers: HashMap<CowStr<'_>, usize> = HashMap::new();
    let mut notes: Vec<(CowStr<'_>, Vec<Event<'_>>)> = Vec::new();
    let mut inside = false;
    for event in found {
        let event = match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                notes.push((name, Vec::new()));
                inside = true;
                continue;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                inside = false;
                continue;
            }
            Event::FootnoteReference(name) => {
                let next = numbers.len() + 1;
                let number = numbers.entry(name).or_insert(next);
                Event::InlineHtml(format!("<sup>{number}</sup>").into())
            }
            event => event,
        };
        match notes.last_mut() {
            Some((_, note)) if inside => note.push(event),
            _ => events.push(event),
        }
    }
    if notes.is_empty() {
        return events;
    }
    notes.sort_by_key(|(name, _)| numbers.get(name).copied().unwrap_or(usize::MAX));
    events.push(Event::Html("<hr><ol>".into()));
    for (_, note) in notes {
        events.push(Event::Html("<li>".into()));
        events.extend(note);
        events.push(Event::Html("</li>".into()));
    }
    events.push(Event::Html("</ol>".into()));
    events
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn front_matter_is_split_off() {
        for (text, expected) in [
            ("a", (None, "a", 1)),
            ("---\ntitle: x\n---\nb", (Some("title: x\n"), "b", 4)),
            ("---\r\ntitle: x\r\n---\r\nb", (Some("title: x\r\n"), "b", 4)),
            ("---\n---\n", (Some(""), "", 3)),
            ("---\ntitle: x", (Some("title: x"), "", 0)),
            ("---", (Some(""), "", 0)),
            ("+++\nt = 1\n+++\nb", (Some("t = 1\n"), "b", 4)),
            ("", (None, "", 1)),
        ] {
            assert_eq!(split(text), expected, "{text:?}");
        }
    }
}
