//! The parts of a news item of ninjs: its texts, who speaks, what it is about, what comes with it.

use super::{News, party, text_in};
use crate::ingest::{items::Item, names::plain, withhold};
use serde_json::{Map, Value, json};

/// Texts of one sort: `body_html5` and the like in version 1, `bodies` since version 2; each with its role and kind.
fn texts_of(news: &News<'_>, one: &str, many: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (name, value) in news.map {
        let own = name.to_lowercase();
        let Some(role) = own.strip_prefix(one) else { continue };
        if own == many || !(role.is_empty() || role.starts_with('_')) {
            continue;
        }
        let role = role.trim_start_matches('_').to_owned();
        match value {
            Value::String(text) => found.push((role, String::new(), text.clone())),
            Value::Object(map) => {
                let kind = text_in(map, "contenttype").unwrap_or_default();
                found.extend(text_in(map, "value").map(|text| (role, kind, text)));
            }
            _ => {}
        }
    }
    for map in news.list(many) {
        let text = |name| text_in(&map, name).unwrap_or_default();
        found
            .extend(text_in(&map, "value").map(|value| (text("role"), text("contenttype"), value)));
    }
    found.retain(|(.., text)| !text.trim().is_empty());
    found
}

/// How good a form of a text is; `None` if it cannot be read.
fn rank(role: &str, kind: &str, text: &str) -> Option<(u8, bool)> {
    let (role, kind) = (role.to_lowercase(), kind.to_lowercase());
    let names =
        |words: &[&str]| words.iter().any(|word| role.contains(word) || kind.contains(word));
    let begins_as_markup = text.trim_start().starts_with('<');
    if names(&["html"]) {
        return Some((3, true));
    }
    if names(&["nitf", "newsml", "xml", "json", "sportsml"]) {
        return None;
    }
    // "richtext" is HTML, and so is what looks so.
    let is_markup = names(&["rich"]) || (begins_as_markup && text.contains("</"));
    Some((if is_markup { 2 } else { 1 }, is_markup))
}

/// Whether a text is the release itself: one for a picture or for a list of headlines is only taken for want of that.
fn is_main(role: &str) -> u8 {
    const BESIDE: &[&str] = &[
        "caption", "alt", "short", "summary", "teaser", "brief", "headline", "credit", "note",
        "social",
    ];
    match role.to_lowercase() {
        role if role == "main" => 2,
        role if BESIDE.iter().any(|beside| role.contains(beside)) => 0,
        _ => 1,
    }
}

/// Title, summary and text.
pub(super) fn texts(news: &News<'_>, item: &mut Item) {
    let headlines = texts_of(news, "headline", "headlines");
    let main = headlines.iter().find(|(role, ..)| role == "main").or_else(|| headlines.first());
    let title = main.map(|(.., text)| text.clone()).or_else(|| news.text("title"));
    item.set_some("title", title, 0);
    let descriptions = texts_of(news, "description", "descriptions");
    let plain_text = |wanted: &[&str]| {
        descriptions.iter().find(|(role, kind, text)| {
            let is_plain = rank(role, kind, text).is_some_and(|(_, is_markup)| !is_markup);
            wanted.iter().any(|wanted| role.contains(wanted)) && is_plain
        })
    };
    let summary = plain_text(&["summary"])
        .or_else(|| plain_text(&["text", "short", "main"]))
        .or_else(|| plain_text(&[""]));
    let summary = summary.map(|(.., text)| text.clone());
    let bodies = texts_of(news, "body", "bodies");
    let best = bodies
        .iter()
        .enumerate()
        .filter_map(|(at, (role, kind, text))| {
            let (rank, is_markup) = rank(role, kind, text)?;
            // The first of the best.
            Some(((is_main(role), rank, usize::MAX - at), is_markup, text))
        })
        .max_by_key(|(rank, ..)| *rank);
    match best {
        Some((_, true, text)) => item.set("content_html", text.as_str(), 0),
        Some((_, false, text)) => item.set("content_text", text.as_str(), 0),
        // A picture has no text but what describes it.
        None => {
            item.set_some("content_text", summary, 0);
            return;
        }
    }
    item.set_some("summary", summary, 0);
}

/// Who speaks, who sent it, whom to reach, on what terms.
pub(super) fn who(news: &News<'_>, item: &mut Item) {
    let role = |map: &Map<String, Value>, wanted: &str| {
        text_in(map, "rel").or_else(|| text_in(map, "role")).is_some_and(|role| role == wanted)
    };
    let organisations = news.list("organisations");
    let issuers: Vec<&Map<String, Value>> =
        organisations.iter().filter(|map| role(map, "issuer")).collect();
    for issuer in &issuers {
        let Some(name) = text_in(issuer, "name") else { continue };
        let web = ways(issuer).into_iter().find(|(kind, _)| kind == "web").map(|(_, value)| value);
        item.add(
            "authors",
            web.map_or_else(|| party(&name), |url| json!({ "name": name, "url": url })),
            0,
        );
    }
    if issuers.is_empty() {
        let by = news
            .text("by")
            .or_else(|| news.text("byline"))
            .or_else(|| news.text("copyrightholder"));
        if let Some(by) = by {
            item.add("authors", party(&by), 0);
        }
    }
    let sources = news.list("infosources");
    let distributor =
        sources.iter().find(|map| role(map, "distributor")).and_then(|map| text_in(map, "name"));
    item.set_some("distributor", distributor, 0);
    for person in news.list("people").iter().filter(|map| role(map, "contact")) {
        let mut contact = Map::new();
        for (kind, value) in ways(person) {
            contact.entry(kind).or_insert_with(|| value.into());
        }
        if let Some(name) = text_in(person, "name") {
            contact.insert("name".to_owned(), name.into());
        }
        item.add("contacts", Value::Object(contact), 0);
    }
    let rights: Vec<String> =
        ["copyrightnotice", "usageterms"].iter().filter_map(|name| news.text(name)).collect();
    item.set_some("rights", (!rights.is_empty()).then(|| rights.join(" ")), 0);
}

/// How somebody can be reached.
fn ways(map: &Map<String, Value>) -> Vec<(String, String)> {
    let info = map
        .iter()
        .find(|(name, _)| plain(name) == "contactinfo")
        .and_then(|(_, value)| value.as_array());
    let way = |value: &Value| {
        let map = value.as_object()?;
        Some((text_in(map, "type")?, text_in(map, "value")?))
    };
    info.into_iter().flatten().filter_map(way).collect()
}

/// What it is about, and what kind of text it is.
pub(super) fn subjects(news: &News<'_>, item: &mut Item) {
    for subject in news.list("subjects").iter().chain(&news.list("subject")) {
        if let Some(name) = text_in(subject, "name") {
            item.add("tags", name, 0);
        }
    }
    let genre = news
        .list("genres")
        .into_iter()
        .chain(news.list("genre"))
        .find_map(|genre| text_in(&genre, "name"));
    item.set_some("kind", genre, 0);
}

/// Its own files, and those of what belongs to it; how many parts are left out.
pub(super) fn media(news: &News<'_>, item: &mut Item) -> usize {
    let mut left = 0;
    let kind = news.text("type").unwrap_or_default();
    if is_medium(&kind)
        && let Some(entry) = medium(news, &kind)
    {
        item.add("media", Value::Object(entry), 0);
    }
    for part in news.list("associations") {
        let own = News { map: &part, pointer: String::new() };
        let kind = own.text("type").unwrap_or_default();
        let may_be_used = own.text("pubstatus").is_none_or(|status| plain(&status) == "usable")
            && own.get("embargoed").is_none()
            && !["ednote", "usageterms", "slugline", "embargoedreason"]
                .iter()
                .any(|name| own.text(name).and_then(|text| withhold::in_terms(&text)).is_some());
        match medium(&own, &kind).filter(|_| may_be_used && is_medium(&kind)) {
            Some(entry) => {
                if kind != "video" && kind != "audio" {
                    item.set_some("image", entry.get("url").cloned(), 0);
                    item.set_some("image_alt", entry.get("alt").cloned(), 0);
                }
                item.add("media", Value::Object(entry), 0);
            }
            None => left += 1,
        }
    }
    left
}

fn is_medium(kind: &str) -> bool {
    matches!(&*plain(kind), "picture" | "photo" | "image" | "graphic" | "video" | "audio")
}

/// The best form of a picture, a film or a sound, with what is said of it.
fn medium(news: &News<'_>, kind: &str) -> Option<Map<String, Value>> {
    let number =
        |map: &Map<String, Value>, name| text_in(map, name).and_then(|n| n.parse::<u64>().ok());
    let start = match &*plain(kind) {
        "video" => "video/",
        "audio" => "audio/",
        _ => "image/",
    };
    let mime =
        |map: &Map<String, Value>| text_in(map, "contenttype").or_else(|| text_in(map, "mimetype"));
    let renditions = news.list("renditions");
    let best = renditions
        .iter()
        .filter(|map| {
            text_in(map, "href").is_some() && mime(map).is_none_or(|mime| mime.starts_with(start))
        })
        .max_by_key(|map| number(map, "width").unwrap_or_default());
    let url = match best {
        Some(best) => text_in(best, "href")?,
        // Some name the file itself.
        None => news.text("uri").filter(|uri| {
            renditions.is_empty() && uri.rsplit('/').next().is_some_and(|last| last.contains('.'))
        })?,
    };
    let mut entry = Map::new();
    let mut say = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            entry.insert(name.to_owned(), value);
        }
    };
    let descriptions = texts_of(news, "description", "descriptions");
    let described = |wanted: &[&str]| {
        let mut found = descriptions
            .iter()
            .filter(|(role, ..)| wanted.iter().any(|wanted| role.contains(wanted)));
        found.next().map(|(.., text)| text.clone())
    };
    let caption = described(&["caption", "text"]).or_else(|| news.text("headline"));
    say("caption", caption.map(Value::from));
    say("alt", described(&["alt"]).map(Value::from));
    let credit =
        ["by", "byline", "creditline", "copyrightholder"].iter().find_map(|name| news.text(name));
    say("credit", credit.map(Value::from));
    say("licence", news.text("usageterms").map(Value::from));
    if start == "image/" {
        say("width", best.and_then(|best| number(best, "width")).map(Value::from));
        say("height", best.and_then(|best| number(best, "height")).map(Value::from));
    }
    say("mime_type", best.and_then(mime).map(Value::from));
    say("url", Some(url.into()));
    Some(entry)
}
