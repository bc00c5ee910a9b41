//! Markdown with front matter.
//!
//! The text goes through pulldown-cmark to HTML and from there the way of all HTML, so that
//! markup inside Markdown needs no rules of its own.

use super::{
    Draft, File, Parsed, dialects,
    fields::{Fields, Notes},
    front::{self, Split},
    html::{self, Around, Report},
    problem::{Kind, Place, Problem, quoted},
    release::{self, Entry},
    shortcode,
    templates::Template,
    withhold,
};
use crate::model::{Block, inlines_text};
use pulldown_cmark::{
    BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};
use std::collections::HashMap;

/// Reads one release. Its identifier is `id` in the front matter, else the file's name.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let split = front::split(text);
    let header = &split.header;
    let first = Place::Line(1);
    let notes = Notes::new(file.source, |pointer| match pointer {
        "" => first.clone(),
        "/body" => Place::Line(split.line),
        pointer => header.line(pointer).map_or(first.clone(), Place::Line),
    });
    let mut parsed = Parsed::default();
    for (line, kind, advice) in &header.faults {
        parsed.problems.push(Problem::new(file.source, Place::Line(*line), *kind, advice.clone()));
    }
    parsed.drafts.push(draft(&split, file, &notes));
    parsed.problems.extend(notes.into_problems());
    parsed
}

fn draft(split: &Split, file: &File<'_>, notes: &Notes<'_>) -> Draft {
    let entry = Entry::new(Fields::new(&split.header.fields, String::new(), notes), file);
    let id = entry.identifier().unwrap_or_else(|| file.stem.to_owned());
    // What a comment before the header says of an embargo counts as well.
    let written = format!("{}\n{}", split.before, split.body);
    let mut draft = entry.read(id, file.language.clone(), &written);
    draft.held |= split.header.held;
    if let Some(mark) = withhold::edited(&split.body) {
        let message = format!(
            "{} is a comment or a change between editors (CriticMarkup), and would be printed; withheld: take it out",
            quoted(mark)
        );
        notes.add("/body", Kind::UnclearHold, message);
        draft.held = true;
    }
    let around = entry.around(&draft.release);
    let mut report = Report::default();
    let mut body = blocks(&split.body, &around, &mut report);
    release::tell(notes, "/body", &report);
    report.attach(&mut draft.release.attachments);
    if body.is_empty() {
        // A file whose text stands in its header, as some programs write it.
        body = entry.body(&around, &mut draft.release.attachments);
    }
    entry.tell_unread();
    if draft.release.title.is_none()
        && starts_with_title(&split.body)
        && let Some(Block::Heading { level: 2, content }) = body.first()
    {
        draft.release.title = Some(html::one_line(&inlines_text(content)));
        body.remove(0);
    }
    draft.release.body = body.into();
    draft
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
