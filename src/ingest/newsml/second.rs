//! NewsML-G2.

use super::{left_out, set_text};
use crate::ingest::{
    File, hints,
    items::{Item, Translated},
    nitf,
    problem::{count, quoted},
    xml::Element,
};
use serde_json::{Map, Value, json};

/// Reads an item, or all of a message.
pub(super) fn read(root: &Element, translated: &mut Translated, file: &File<'_>) {
    match root.local() {
        "newsItem" => news_item(root, translated, file),
        "newsMessage" => {
            for set in root.children().filter(|child| child.local() == "itemSet") {
                set.children().for_each(|item| read(item, translated, file));
            }
        }
        other => {
            let message = format!(
                "{} is no text but says how others belong together, or what is planned; left out",
                quoted(other)
            );
            left_out(translated, file, root.line, message);
        }
    }
}

fn find<'e>(element: &'e Element, path: &[&str]) -> Option<&'e Element> {
    path.iter()
        .try_fold(element, |element, name| element.children().find(|child| child.local() == *name))
}

/// What something is called: its name, in the language of the item if there are several, else what stands for it.
fn name(element: &Element, language: Option<&str>) -> Option<String> {
    let names: Vec<&Element> = element.children().filter(|child| child.local() == "name").collect();
    let of_language = names.iter().find(|name| {
        let own = name.attribute("xml:lang");
        own.is_some() && own.map(primary) == language.map(primary)
    });
    of_language.or_else(|| names.first()).and_then(|name| name.line_text())
}

fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_lowercase()
}

/// The code at the end of `stat:usable` or `http://cv.iptc.org/newscodes/pubstatusg2/usable`.
fn code(element: &Element) -> &str {
    let whole = element.attribute("qcode").or_else(|| element.attribute("uri")).unwrap_or_default();
    whole.rsplit([':', '/']).next().unwrap_or_default()
}

fn news_item(root: &Element, translated: &mut Translated, file: &File<'_>) {
    let mut item = Item::on(root.line);
    if root.cut {
        item.doubt("the file ends in the middle of it", root.line);
    }
    let Some(guid) = root.attribute("guid") else {
        return left_out(
            translated,
            file,
            root.line,
            "no guid, so it is left out; give it one that never changes".to_owned(),
        );
    };
    item.set("id", guid, root.line);
    let content = find(root, &["contentMeta"]);
    let tag =
        content.and_then(|meta| find(meta, &["language"])).and_then(|own| own.attribute("tag"));
    let tag = tag.or_else(|| root.attribute("xml:lang"));
    item.set_some("language", tag, root.line);
    let mut notes = Vec::new();
    for part in find(root, &["itemMeta"]).iter().flat_map(|meta| meta.children()) {
        management(part, &mut item, tag, &mut notes);
    }
    hints::obey(root, &mut item);
    for (text, line) in notes {
        nitf::note(&mut item, &text, line, &mut translated.problems, file);
    }
    for part in content.iter().flat_map(|meta| meta.children()) {
        meta(part, &mut item, tag);
    }
    for (from, to) in [
        ("_first", "date_published"),
        ("_made", "date_published"),
        ("date_modified", "date_published"),
    ] {
        item.set_some(to, item.get(from).cloned(), root.line);
    }
    let rights: Vec<String> = find(root, &["rightsInfo"])
        .iter()
        .flat_map(|rights| rights.children())
        .filter(|part| matches!(part.local(), "copyrightNotice" | "usageTerms"))
        .filter_map(Element::line_text)
        .collect();
    item.set_some("rights", (!rights.is_empty()).then(|| rights.join(" ")), root.line);
    let mut forms: Vec<&Element> = Vec::new();
    for set in root.children().filter(|child| child.local() == "contentSet") {
        forms.extend(set.children());
        let nested = set.children().filter(|child| child.local() == "alternatives");
        forms.extend(nested.flat_map(|alternatives| alternatives.children()));
    }
    let (mut read, mut others) = (false, 0);
    for form in forms.iter().filter(|form| matches!(form.local(), "inlineXML" | "inlineData")) {
        let kind = form.attribute("contenttype").unwrap_or_default();
        match read {
            false => read = set_text(&mut item, form, kind, &mut translated.problems, file),
            true => others += 1,
        }
    }
    if others > 0 {
        let message = format!(
            "{} of it, besides the first that can be read, left out; if it says something else, send it as an item of its own",
            count(others, "other text")
        );
        left_out(translated, file, root.line, message);
    }
    tell_unread(root, translated, file);
    if !read
        && forms.iter().any(|form| form.local() == "inlineXML" && form.children().next().is_some())
    {
        let message =
            "its text is of a kind that is not read (neither NITF nor HTML); left out".to_owned();
        left_out(translated, file, root.line, message);
    }
    remote(&forms, &mut item);
    translated.items.push(item);
}

/// What stands around texts and pictures and is not shown, nor of use to anybody who reads them.
const TECHNICAL: &[&str] = &[
    "itemClass",
    "generator",
    "profile",
    "fileName",
    "service",
    "role",
    "hash",
    "origRep",
    "incomingFeedId",
    "memberOf",
    "instanceOf",
    "signal",
    "isManagedBy",
    "itemMetaExtProperty",
    "contentMetaExtProperty",
    "icon",
    "language",
    "urgency",
    "contentModified",
    "slugline",
];

/// Names what is said of an item and has no place in a release.
fn tell_unread(root: &Element, translated: &mut Translated, file: &File<'_>) {
    const READ: &[&str] = &[
        "versionCreated",
        "firstCreated",
        "embargoed",
        "pubStatus",
        "provider",
        "edNote",
        "title",
        "expires",
        "headline",
        "contentCreated",
        "located",
        "dateline",
        "creator",
        "by",
        "subject",
        "keyword",
        "genre",
        "description",
        "creditline",
    ];
    let mut names: Vec<&str> = root
        .children()
        .filter(|child| matches!(child.local(), "itemMeta" | "contentMeta"))
        .flat_map(Element::children)
        .filter(|part| !TECHNICAL.contains(&part.local()) && !READ.contains(&part.local()))
        .map(Element::local)
        .collect();
    names.sort_unstable();
    names.dedup();
    if !names.is_empty() {
        let message = format!(
            "left out what it says under {}, of which a release has no word",
            names.join(", ")
        );
        left_out(translated, file, root.line, message);
    }
}

/// What is said of the item: whether it may be used.
fn management(part: &Element, item: &mut Item, tag: Option<&str>, notes: &mut Vec<(String, u32)>) {
    let (line, text) = (part.line, part.line_text());
    match part.local() {
        "versionCreated" => item.set_some("date_modified", text, line),
        "firstCreated" => item.set_some("_first", text, line),
        "embargoed" => match text {
            Some(end) => {
                let known = item.get("embargo_until").and_then(Value::as_str);
                if known.is_some() && known != Some(&*end) {
                    item.doubt("it has two embargoes", line);
                }
                item.set("embargo_until", end, line);
            }
            None => item.doubt("it is embargoed, and says not until when", line),
        },
        "pubStatus" => match code(part) {
            "usable" => {}
            status @ ("withheld" | "canceled" | "cancelled") => {
                item.hold(format!("its pubStatus is {}", quoted(status)), line);
            }
            other => item.doubt(
                format!("its pubStatus {} is none of usable, withheld, canceled", quoted(other)),
                line,
            ),
        },
        "provider" => item.set_some("distributor", name(part, tag), line),
        "edNote" => notes.push((text.unwrap_or_default(), line)),
        "title" => item.set_some("_item_title", text, line),
        "expires" => item.set_some("expires", text, line),
        _ => {}
    }
}

/// What is said of the text.
fn meta(part: &Element, item: &mut Item, tag: Option<&str>) {
    let (line, text) = (part.line, part.line_text());
    match part.local() {
        "headline" => item.set_some("title", text, line),
        "contentCreated" => item.set_some("_made", text, line),
        "located" => item.set_some("place", name(part, tag), line),
        "dateline" => item.set_some("dateline", text, line),
        "creator" => {
            if let Some(name) = name(part, tag) {
                item.add("authors", json!({ "name": name }), line);
            }
        }
        "by" if !item.has("authors") => {
            if let Some(name) = text {
                item.add("authors", json!({ "name": name }), line);
            }
        }
        "subject" => {
            if let Some(name) = name(part, tag) {
                item.add("tags", name, line);
            }
        }
        "keyword" => {
            if let Some(word) = text {
                item.add("tags", word, line);
            }
        }
        "genre" => item.set_some("kind", name(part, tag), line),
        "description" => item.set_some("summary", text, line),
        "creditline" => item.set_some("_credit", text, line),
        _ => {}
    }
}

/// Pictures, films and sounds that lie elsewhere: of the forms of one, the largest.
fn remote(forms: &[&Element], item: &mut Item) {
    let number = |form: &Element, name: &str| {
        form.attribute(name).and_then(|n| n.parse::<u64>().ok()).unwrap_or_default()
    };
    for start in ["image/", "video/", "audio/"] {
        let of_kind = forms.iter().filter(|form| {
            form.local() == "remoteContent"
                && form.attribute("href").is_some()
                && form.attribute("contenttype").is_some_and(|kind| kind.starts_with(start))
        });
        let Some(best) = of_kind.max_by_key(|form| (number(form, "width"), number(form, "size")))
        else {
            continue;
        };
        let mut entry = Map::new();
        entry.insert("url".to_owned(), best.attribute("href").unwrap_or_default().trim().into());
        entry.insert(
            "mime_type".to_owned(),
            best.attribute("contenttype").unwrap_or_default().into(),
        );
        for name in ["width", "height"] {
            let pixels = number(best, name);
            if pixels > 0 && start == "image/" {
                entry.insert(name.to_owned(), pixels.into());
            }
        }
        for (from, to) in [("summary", "caption"), ("_credit", "credit"), ("rights", "licence")] {
            if let Some(value) = item.get(from) {
                entry.insert(to.to_owned(), value.clone());
            }
        }
        if start == "image/" {
            item.set_some("image", entry.get("url").cloned(), best.line);
        }
        item.add("media", Value::Object(entry), best.line);
    }
    let others = forms
        .iter()
        .filter(|form| form.local() == "remoteContent" && form.attribute("href").is_none())
        .count();
    if others > 0 {
        item.set("remoteContent without an address", others, 0);
    }
}
