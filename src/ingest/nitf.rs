//! NITF (IPTC): a news story marked up by an editorial system, alone or inside of NewsML.

use super::{
    File, Parsed, hints,
    items::{self, Item, Translated},
    problem::{Kind, Place, Problem, quoted},
    withhold,
    xml::{self, Element, Node},
};
use serde_json::{Map, Value, json};

/// Reads a story.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let document = match xml::read(text) {
        Ok(document) => document,
        Err(error) => return items::no_xml(error, file),
    };
    let mut translated =
        Translated { problems: items::faults(&document, file), ..Translated::default() };
    let root = &document.root;
    let mut item = Item::on(root.line);
    // What follows may be what withholds it.
    if root.cut {
        item.doubt("the file ends in the middle of it", root.line);
    }
    story(root, &mut item, &mut translated.problems, file);
    item.set("id", file.stem, 0);
    translated.items.push(item);
    translated.read(file)
}

/// The first element at the end of a path of names, whatever their prefixes.
fn at<'e>(element: &'e Element, path: &[&str]) -> Option<&'e Element> {
    path.iter()
        .try_fold(element, |element, name| element.children().find(|child| child.local() == *name))
}

/// All elements below one, by a name without prefix.
fn all<'e>(element: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
    for child in element.children() {
        if child.local() == name {
            found.push(child);
        }
        all(child, name, found);
    }
}

/// A date as the standards of IPTC write it: `20210516T090004+0200`.
pub(super) fn date(text: &str) -> String {
    let text = text.trim();
    let digits = |from: usize, to: usize| {
        text.get(from..to).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))
    };
    let (Some(year), Some(month), Some(day)) = (digits(0, 4), digits(4, 6), digits(6, 8)) else {
        return text.to_owned();
    };
    let date = format!("{year}-{month}-{day}");
    let (Some("T"), Some(hour), Some(minute), Some(second)) =
        (text.get(8..9), digits(9, 11), digits(11, 13), digits(13, 15))
    else {
        return if text.len() == 8 { date } else { text.to_owned() };
    };
    let zone = text.get(15..).unwrap_or_default();
    let zone = match (zone.get(..3), zone.get(3..)) {
        (Some(hours), Some(minutes)) if minutes.len() == 2 => format!("{hours}:{minutes}"),
        _ => zone.to_owned(),
    };
    format!("{date}T{hour}:{minute}:{second}{zone}")
}

/// Says what a note to editors says: it is not shown, and may withhold.
pub(super) fn note(
    item: &mut Item,
    text: &str,
    line: u32,
    problems: &mut Vec<Problem>,
    file: &File<'_>,
) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    match withhold::in_note(text).filter(|_| !item.has("embargo_until")) {
        Some(words) => item.doubt(format!("a note to editors says {}", quoted(&words)), line),
        None => {
            let message = format!("a note to editors left out: {}", quoted(text));
            problems.push(Problem::new(file.source, Place::from(line), Kind::LeftOut, message));
        }
    }
}

/// Reads what a story says into a release.
pub(super) fn story(root: &Element, item: &mut Item, problems: &mut Vec<Problem>, file: &File<'_>) {
    if let Some(head) = at(root, &["head"]) {
        read_head(head, item, problems, file);
        hints::obey(head, item);
    }
    // What the text itself is headed by is the better title.
    let headed = at(root, &["body", "body.head", "hedline"]).and_then(Element::line_text);
    if headed.is_none() {
        item.set_some(
            "title",
            at(root, &["head", "title"]).and_then(Element::line_text),
            root.line,
        );
    }
    let language = root.attribute("xml:lang").or_else(|| root.attribute("baselang"));
    item.set_some("language", language, root.line);
    let Some(body) = at(root, &["body"]) else { return };
    for part in at(body, &["body.head"]).iter().flat_map(|head| head.children()) {
        let (line, text) = (part.line, part.line_text());
        match part.local() {
            "hedline" => {
                let lines = |name| at(part, &[name]).and_then(Element::line_text);
                item.set_some("title", lines("hl1").or(text), line);
                // A text of its own above the text is the better summary.
                let has_abstract =
                    at(body, &["body.head", "abstract"]).and_then(Element::line_text).is_some();
                item.set_some("summary", lines("hl2").filter(|_| !has_abstract), line);
            }
            "byline" => {
                let name = at(part, &["person"]).and_then(Element::line_text).or(text);
                if let Some(name) = name {
                    let name = name.trim_start_matches("By ").trim().to_owned();
                    item.add("authors", json!({ "name": name }), line);
                }
            }
            "distributor" => item.set_some("distributor", text, line),
            "dateline" => {
                let place = at(part, &["location"]).and_then(Element::line_text).or(text);
                item.set_some("place", place, line);
                let day = at(part, &["story.date"]).and_then(|day| day.attribute("norm"));
                item.set_some("date_published", day.map(date), line);
            }
            "abstract" => item.set_some("summary", text, line),
            "rights" => item.set_some("rights", text, line),
            "note" => note(item, &text.unwrap_or_default(), line, problems, file),
            _ => item.unread(part),
        }
    }
    if let Some(content) = at(body, &["body.content"]) {
        let mut notes = Vec::new();
        let mut html = String::new();
        markup(content, &mut html, &mut notes);
        for (text, line) in notes {
            note(item, &text, line, problems, file);
        }
        if !html.trim().is_empty() {
            item.set("content_html", html, content.line);
        }
        let mut found = Vec::new();
        all(content, "media", &mut found);
        found.into_iter().for_each(|element| media(element, item));
    }
    if let Some(end) = at(body, &["body.end"]).filter(|end| end.line_text().is_some()) {
        note(item, &end.text(), end.line, problems, file);
    }
}

fn read_head(head: &Element, item: &mut Item, problems: &mut Vec<Problem>, file: &File<'_>) {
    for part in head.children() {
        match part.local() {
            "meta" => {
                // Names of a publisher's own: what may withhold.
                let name = part.attribute("name").unwrap_or_default();
                if let Some(content) =
                    part.attribute("content").filter(|_| withhold::may_say_so(name))
                {
                    item.set(name, content, part.line);
                }
            }
            "tobject" => {
                let mut subjects = Vec::new();
                all(part, "tobject.subject", &mut subjects);
                for subject in subjects {
                    let names = [
                        "tobject.subject.detail",
                        "tobject.subject.matter",
                        "tobject.subject.type",
                    ];
                    if let Some(name) = names
                        .iter()
                        .find_map(|name| subject.attribute(name))
                        .filter(|name| !name.trim().is_empty())
                    {
                        item.add("tags", name, subject.line);
                    }
                }
            }
            "docdata" => docdata(part, item, problems, file),
            "pubdata" => item.set_some(
                "date_published",
                part.attribute("date.publication").map(date),
                part.line,
            ),
            "revision-history" => {
                if let Some(note_) = part.attribute("comment") {
                    note(item, note_, part.line, problems, file);
                }
            }
            _ => {}
        }
    }
}

fn docdata(docdata: &Element, item: &mut Item, problems: &mut Vec<Problem>, file: &File<'_>) {
    let status = docdata.attribute("management-status").unwrap_or("usable");
    match status.trim().to_lowercase().as_str() {
        "usable" | "" => {}
        "embargoed" => {
            let has_end = docdata.children().any(|part| {
                let end = part.attribute("norm").unwrap_or_default();
                part.local() == "date.release" && !end.trim().is_empty()
            });
            if !has_end {
                item.doubt("it is embargoed, and says not until when", docdata.line);
            }
        }
        _ => item.hold(format!("its management-status is {}", quoted(status)), docdata.line),
    }
    for part in docdata.children() {
        let line = part.line;
        let day = part.attribute("norm").map(date);
        match part.local() {
            "date.issue" => item.set_some("date_published", day, line),
            // Until then it is not to be shown.
            "date.release" => {
                let known = item.get("embargo_until").and_then(Value::as_str);
                if known.is_some() && known != day.as_deref() {
                    item.doubt("it has two dates of release", line);
                }
                match day.filter(|day| !day.trim().is_empty()) {
                    Some(day) => item.set("embargo_until", day, line),
                    None => item.doubt("its date of release is none", line),
                }
            }
            "date.expire" => item.set_some("expires", day, line),
            "doc-id" => {
                item.set_some("id", part.attribute("id-string").filter(|id| !id.is_empty()), line)
            }
            "ed-msg" => {
                let text = part.attribute("info").map_or_else(|| part.text(), str::to_owned);
                note(item, &text, line, problems, file);
            }
            "doc.copyright" => {
                let words = [part.attribute("year"), part.attribute("holder")];
                let words: Vec<&str> = words.into_iter().flatten().collect();
                item.set_some(
                    "rights",
                    (!words.is_empty()).then(|| format!("© {}", words.join(" "))),
                    line,
                );
            }
            "key-list" => {
                for key in part.children().filter_map(|key| key.attribute("key")) {
                    item.add("tags", key, line);
                }
            }
            "correction" => {
                let text = part.attribute("info").unwrap_or_default();
                item.set("status", json!({ "state": "corrected", "note": text }), line);
            }
            _ => {}
        }
    }
}

/// The text as HTML. Notes in it are collected, as they are not for readers.
fn markup(element: &Element, out: &mut String, notes: &mut Vec<(String, u32)>) {
    for node in &element.nodes {
        let child = match node {
            Node::Text(text) => {
                xml::escape(text, out);
                continue;
            }
            Node::Element(child) => child,
        };
        let name = match child.local() {
            "note" => {
                notes.push((child.text(), child.line));
                continue;
            }
            "media" | "nitf-table-metadata" | "custom-table" | "style" | "script" => continue,
            "br" => {
                out.push_str("<br>");
                continue;
            }
            // "1 1/2" and not "11/2".
            "frac" => {
                let ends_in_digit =
                    out.trim_end_matches(['\n', ' ']).ends_with(|c: char| c.is_ascii_digit());
                if ends_in_digit && !out.ends_with(' ') {
                    out.push(' ');
                }
                markup(child, out, notes);
                continue;
            }
            "frac-sep" => {
                out.push('/');
                continue;
            }
            "frac-den" => {
                if !out.ends_with('/') {
                    out.push('/');
                }
                markup(child, out, notes);
                continue;
            }
            "hl1" | "hl2" => "h2",
            "bq" | "blockquote" => "blockquote",
            "a" => {
                out.push_str("<a href=\"");
                xml::escape(child.attribute("href").unwrap_or_default(), out);
                out.push_str("\">");
                markup(child, out, notes);
                out.push_str("</a>");
                continue;
            }
            "td" | "th" => {
                let name = child.local();
                out.push_str(&format!("<{name}"));
                for span in ["colspan", "rowspan"] {
                    if let Some(number) =
                        child.attribute(span).and_then(|number| number.parse::<u16>().ok())
                    {
                        out.push_str(&format!(" {span}=\"{number}\""));
                    }
                }
                out.push('>');
                markup(child, out, notes);
                out.push_str(&format!("</{name}>"));
                continue;
            }
            name @ ("p" | "ol" | "ul" | "li" | "table" | "tr" | "thead" | "tbody" | "tfoot"
            | "caption" | "em" | "strong" | "b" | "i" | "sub" | "sup" | "pre" | "q"
            | "dl" | "dt" | "dd" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") => name,
            // A block, or words of which it is said what they name.
            _ => {
                markup(child, out, notes);
                continue;
            }
        };
        out.push_str(&format!("<{name}>"));
        markup(child, out, notes);
        out.push_str(&format!("</{name}>"));
    }
}

fn media(element: &Element, item: &mut Item) {
    let number = |reference: &Element, name: &str| {
        reference.attribute(name).and_then(|n| n.parse::<u64>().ok())
    };
    let references = element.children().filter(|child| child.local() == "media-reference");
    let best = references.max_by_key(|reference| number(reference, "width").unwrap_or_default());
    let Some(best) = best else { return };
    let Some(source) = best.attribute("source").filter(|source| source.contains(['.', '/'])) else {
        return item.add(
            "media without an address",
            best.attribute("source").unwrap_or_default(),
            best.line,
        );
    };
    let text = |name: &str| at(element, &[name]).and_then(Element::line_text);
    let mut entry = Map::new();
    let pairs = [
        ("url", Some(Value::from(source))),
        ("mime_type", best.attribute("mime-type").map(Value::from)),
        ("alt", best.attribute("alternate-text").map(Value::from)),
        ("width", number(best, "width").map(Value::from)),
        ("height", number(best, "height").map(Value::from)),
        ("caption", text("media-caption").map(Value::from)),
        ("credit", text("media-producer").map(Value::from)),
    ];
    for (name, value) in pairs {
        if let Some(value) = value {
            entry.insert(name.to_owned(), value);
        }
    }
    item.add("media", Value::Object(entry), element.line);
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_without_their_signs() {
        for (text, expected) in [
            ("20210516T090004", "2021-05-16T09:00:04"),
            ("20210516T090004+0200", "2021-05-16T09:00:04+02:00"),
            ("20210516T090004Z", "2021-05-16T09:00:04Z"),
            ("20210516", "2021-05-16"),
            ("2021-05-16T09:00:04", "2021-05-16T09:00:04"),
            ("", ""),
            ("é", "é"),
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
    }
}
