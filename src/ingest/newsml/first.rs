//! NewsML 1.0 to 1.2.

use super::{left_out, set_text};
use crate::ingest::{
    File, hints,
    items::{Item, Translated},
    nitf,
    problem::quoted,
    xml::Element,
};
use serde_json::{Map, Value, json};

/// Reads the items of an envelope.
pub(super) fn read(root: &Element, translated: &mut Translated, file: &File<'_>) {
    for item in root.all("NewsItem") {
        news_item(item, translated, file);
    }
}

fn formal(element: Option<&Element>) -> Option<&str> {
    element?.attribute("FormalName").map(str::trim).filter(|name| !name.is_empty())
}

fn news_item(root: &Element, translated: &mut Translated, file: &File<'_>) {
    let identifier = root.at(&["Identification", "NewsIdentifier"]);
    // The number of the revision changes: it is no part of the name.
    let id = identifier.and_then(|own| {
        let provider = own.text_of("ProviderId").unwrap_or_default();
        let day = own.text_of("DateId").unwrap_or_default();
        own.text_of("NewsItemId")
            .map(|id| format!("{provider}:{day}:{id}"))
            .or_else(|| own.text_of("PublicIdentifier"))
    });
    let Some(id) = id else {
        return left_out(
            translated,
            file,
            root.line,
            "no NewsItemId, so it is left out; give it one that never changes".to_owned(),
        );
    };
    let Some(component) = root.child("NewsComponent") else {
        return left_out(
            translated,
            file,
            root.line,
            "it has no text, so it is left out".to_owned(),
        );
    };
    let stories = stories(component);
    for story in &stories {
        let mut item = Item::on(story.line);
        if root.cut {
            item.doubt("the file ends in the middle of it", root.line);
        }
        let language = language(story).or_else(|| language(component));
        match (stories.len(), language) {
            (1, _) => item.set("id", id.as_str(), root.line),
            (_, language) => {
                let number = stories
                    .iter()
                    .position(|other| std::ptr::eq(*other, *story))
                    .unwrap_or_default();
                let own = language.map_or_else(|| number.to_string(), str::to_owned);
                item.set("id", format!("{id}:{own}"), story.line);
                item.set("group", id.as_str(), root.line);
            }
        }
        item.set_some("language", language, story.line);
        if let Some(management) = root.child("NewsManagement") {
            read_management(management, &mut item, translated, file);
        }
        lines(story, &mut item);
        lines(component, &mut item);
        for about in [*story, component] {
            described(about, &mut item);
        }
        hints::obey(root, &mut item);
        content(story, &mut item, translated, file);
        translated.items.push(item);
    }
}

/// The components that are stories: the outermost that have a headline of their own, else the whole.
fn stories(component: &Element) -> Vec<&Element> {
    let has_headline = component.at(&["NewsLines", "HeadLine"]).is_some();
    let nested: Vec<&Element> = match has_headline {
        true => Vec::new(),
        false => component
            .all("NewsComponent")
            .filter(|inner| inner.at(&["NewsLines", "HeadLine"]).is_some())
            .collect(),
    };
    if nested.is_empty() { vec![component] } else { nested }
}

fn language(component: &Element) -> Option<&str> {
    formal(component.at(&["DescriptiveMetadata", "Language"]))
}

fn read_management(
    management: &Element,
    item: &mut Item,
    translated: &mut Translated,
    file: &File<'_>,
) {
    let line = management.line;
    let day = |name: &str| management.text_of(name).map(|text| nitf::date(&text));
    item.set_some("date_published", day("FirstCreated"), line);
    item.set_some("date_modified", day("ThisRevisionCreated"), line);
    let status = management.child("Status");
    let changes = management.child("StatusWillChange");
    let will_be = changes.and_then(|change| formal(change.child("FutureStatus")));
    let when =
        changes.and_then(|change| change.text_of("DateAndTime")).map(|text| nitf::date(&text));
    let word = formal(status).unwrap_or("Usable");
    match (word.to_lowercase().as_str(), will_be.map(str::to_lowercase).as_deref()) {
        ("usable", None) => {}
        ("embargoed", Some("usable")) if when.is_some() => {
            item.set_some("embargo_until", when, line)
        }
        ("embargoed", _) => item.doubt("it is embargoed, and says not until when", line),
        ("usable", Some(other)) => {
            left_out(
                translated,
                file,
                line,
                format!(
                    "it says that it will be {}, which is not obeyed; remove it then",
                    quoted(other)
                ),
            );
        }
        _ => item.hold(format!("its status is {}", quoted(word)), line),
    }
    for instruction in management.all("Instruction") {
        let text = formal(Some(instruction)).unwrap_or_default();
        nitf::note(item, text, instruction.line, &mut translated.problems, file);
    }
}

/// What is printed around the text.
fn lines(component: &Element, item: &mut Item) {
    for part in component.child("NewsLines").iter().flat_map(|lines| lines.children()) {
        let (line, text) = (part.line, part.line_text());
        match part.local() {
            "HeadLine" => item.set_some("title", text, line),
            "SubHeadLine" => item.set_some("summary", text, line),
            "DateLine" => item.set_some("place", text, line),
            "ByLine" => {
                if let Some(name) = text {
                    item.add("authors", json!({ "name": name }), line);
                }
            }
            "CopyrightLine" | "RightsLine" => item.set_some("rights", text, line),
            "KeywordLine" => {
                if let Some(word) = text {
                    item.add("tags", word, line);
                }
            }
            _ => {}
        }
    }
}

/// Who it is from, and what it is about.
fn described(component: &Element, item: &mut Item) {
    let administration = component.child("AdministrativeMetadata");
    let party = |name: &str| formal(administration.and_then(|own| own.at(&[name, "Party"])));
    if let Some(name) = party("Source").filter(|_| !item.has("authors")) {
        item.add("authors", json!({ "name": name }), component.line);
    }
    item.set_some("distributor", party("Provider"), component.line);
    let description = component.child("DescriptiveMetadata");
    item.set_some("kind", formal(description.and_then(|own| own.child("Genre"))), component.line);
    // Words, where the others are codes of a list that is not here.
    for property in component.all("Metadata").flat_map(|own| own.all("Property")) {
        let is_topic = formal(Some(property))
            .is_some_and(|name| name.ends_with("IndustryKeywords") || name.ends_with("Keyword"));
        if let Some(word) = property.attribute("Value").filter(|_| is_topic) {
            item.add("tags", word, property.line);
        }
    }
}

/// The text, whom to reach, and pictures.
fn content(story: &Element, item: &mut Item, translated: &mut Translated, file: &File<'_>) {
    let mut parts: Vec<(&Element, String)> = Vec::new();
    collect(story, "", 0, &mut parts);
    let mut contact = None;
    let mut unread = 0;
    for (part, role) in &parts {
        let kind = formal(part.child("MimeType")).unwrap_or_default().to_lowercase();
        let is_picture = ["image/", "video/", "audio/"].iter().any(|start| kind.starts_with(start));
        match (part.child("DataContent"), role.as_str()) {
            (_, "stylesheet" | "headline") => {}
            (None, _) if is_picture => {}
            (Some(data), "contact") => contact = Some(data),
            (Some(data), _) if !is_picture => {
                let has_text = item.has("content_html") || item.has("content_text");
                if has_text || !set_text(item, data, &kind, &mut translated.problems, file) {
                    unread += 1;
                }
            }
            _ => unread += 1,
        }
    }
    if let Some(contact) = contact {
        let inner = contact
            .children()
            .next()
            .and_then(|html| html.children().find(|child| child.local() == "body"));
        let html = inner.map_or_else(|| contact.markup(), Element::markup);
        item.extend_text("content_html", &html);
    }
    if unread > 0 {
        let message = format!(
            "{unread} parts of it are second texts, or of kinds that are not read; left out"
        );
        left_out(translated, file, story.line, message);
    }
    pictures(story, item, 0);
}

fn collect<'e>(
    component: &'e Element,
    role: &str,
    depth: usize,
    parts: &mut Vec<(&'e Element, String)>,
) {
    const DEEPEST: usize = 12;
    let own = formal(component.child("Role")).map_or_else(|| role.to_owned(), str::to_lowercase);
    parts.extend(component.all("ContentItem").map(|part| (part, own.clone())));
    if depth < DEEPEST {
        component.all("NewsComponent").for_each(|inner| collect(inner, &own, depth + 1, parts));
    }
}

/// Of the forms of a picture in one component, the largest.
fn pictures(component: &Element, item: &mut Item, depth: usize) {
    const DEEPEST: usize = 12;
    let pixels = |part: &Element, name: &str| {
        let all = part.child("Characteristics").into_iter().flat_map(|own| own.all("Property"));
        let mut named = all.filter(|property| property.attribute("FormalName") == Some(name));
        named.next().and_then(|property| property.attribute("Value")?.parse::<u64>().ok())
    };
    let kind = |part: &Element| formal(part.child("MimeType")).unwrap_or_default().to_lowercase();
    let is_picture = |part: &&Element| {
        part.attribute("Href").is_some()
            && ["image/", "video/", "audio/"].iter().any(|start| kind(part).starts_with(start))
    };
    let best = component
        .all("ContentItem")
        .filter(is_picture)
        .max_by_key(|part| pixels(part, "PixelWidth").unwrap_or_default());
    if let Some(best) = best {
        let mut entry = Map::new();
        entry.insert("url".to_owned(), best.attribute("Href").unwrap_or_default().into());
        entry.insert("mime_type".to_owned(), kind(best).into());
        for (name, value) in
            [("width", pixels(best, "PixelWidth")), ("height", pixels(best, "PixelHeight"))]
        {
            if let Some(value) = value {
                entry.insert(name.to_owned(), value.into());
            }
        }
        let caption = component
            .at(&["NewsLines", "HeadLine"])
            .and_then(Element::line_text)
            .filter(|_| depth > 0);
        if let Some(caption) = caption {
            entry.insert("caption".to_owned(), caption.into());
        }
        item.add("media", Value::Object(entry), best.line);
    }
    if depth < DEEPEST {
        component.all("NewsComponent").for_each(|inner| pictures(inner, item, depth + 1));
    }
}
