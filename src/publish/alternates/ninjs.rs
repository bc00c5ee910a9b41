//! ninjs 3.1 (IPTC, <https://iptc.org/standards/ninjs/>): a release for editorial systems.
//!
//! ninjs knows moments only: a day without a time, or a time without a zone, is left out rather
//! than completed. Its addresses are absolute: pictures of the newsroom's own are named where
//! the site's address is known.

use super::{
    super::{
        base::Base,
        body::{self, body},
        edition::{address, changed, iri, media_type, state},
        extent::Extent,
        feeds::json::{self as feed, is_moment},
    },
    DEPTH,
};
use crate::model::{Contact, Image, Media, Party, Release, Slug, Source, State, apart};
use serde_json::{Map, Value, json};

/// A release as a ninjs object.
pub(in crate::publish) fn release(release: &Release, extent: &Extent<'_>) -> String {
    apart! { release =>
        id, title, summary, issuers, distributor, published, modified, kind, place, contacts, rights, media, status, body;
        by_extent: slug, topics, language;
        in_ninjs_of_sources: embargo_until;
        nothing_in_ninjs_for_it: group, url, site, about, attachments, gathers, revisions;
        one_of_the_media_as_a_rule: image
    }
    let whole = extent.whole();
    let base = extent.base();
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            map.insert(name.to_owned(), value);
        }
    };
    let uri = iri(extent.newsroom(), id);
    put("uri", json!(uri));
    put(
        "standard",
        json!({
            "name": "ninjs",
            "version": "3.1",
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
        }),
    );
    put("type", json!("text"));
    put("representationType", json!("full"));
    let withdrawn = status.as_ref().is_some_and(|status| status.state == State::Withdrawn);
    put(
        "pubStatus",
        json!(match whole {
            Some(original) if original.held => "withheld",
            _ if withdrawn => "canceled",
            _ => "usable",
        }),
    );
    let first = published.filter(is_moment);
    put("firstCreated", json!(first));
    // A version without its first would be read as that.
    let version = if whole.is_none() { changed(release) } else { first.and(*modified) };
    put("versionCreated", json!(version.filter(is_moment)));
    if whole.is_some() {
        put("embargoed", json!(release.embargo_until));
    }
    put("language", json!(extent.language(release)));
    put("title", json!(title));
    put("headlines", texts("main", "text/plain", title.as_deref()));
    // Of an item without a text, what describes it is taken for that.
    let summary = summary.as_deref().filter(|_| whole.is_none() || !body.is_empty());
    put("descriptions", texts("summary", "text/plain", summary));
    put("bodies", bodies(release, extent));
    put("by", json!(names(issuers)));
    put("located", json!(place));
    put("organisations", issuers.iter().map(|party| named(party, "rel", "issuer")).collect());
    put(
        "infoSources",
        distributor.iter().map(|party| named(party, "role", "distributor")).collect(),
    );
    put("people", contacts.iter().map(person).collect());
    let subject = |(label, slug): (&str, Option<&Slug>)| match slug {
        Some(slug) => json!({ "name": label, "literal": slug }),
        None => json!({ "name": label }),
    };
    put("subjects", extent.topics(release).into_iter().map(subject).collect());
    put("genres", kind.iter().map(|kind| json!({ "name": kind })).collect());
    put("usageTerms", json!(rights));
    if whole.is_none() {
        put("edNote", json!(state(release)));
        let ids = [("source", id.as_str()), ("slug", release.slug.as_str())];
        put("altIds", ids.iter().map(|(role, id)| json!({ "role": role, "value": id })).collect());
    }
    put("renditions", renditions(release, extent));
    put("associations", media.iter().filter_map(|media| association(media, base)).collect());
    if whole.is_some() {
        put("_release", rest(release, extent, uri == *id));
    }
    let mut text = Value::Object(map).to_string();
    text.push('\n');
    text
}

/// What ninjs has no place for, or says with less, under the names of a JSON Feed's item: `ingest` reads it so.
fn rest(release: &Release, extent: &Extent<'_>, id_is_uri: bool) -> Value {
    let mut item = match feed::item(release, extent, extent.depth(DEPTH)) {
        Value::Object(item) => item,
        _ => Map::new(),
    };
    if let Some(Value::Object(own)) = item.remove("_release") {
        item.extend(own);
    }
    let mut said = vec!["language", "content_html", "embargo_until"];
    // Readers of ninjs take spaces away from the ends of names and texts, those too that do not break.
    let is_plain = |text: &str| text.trim() == text;
    let named = [("title", &release.title), ("kind", &release.kind), ("place", &release.place)];
    let plain = named.iter().filter(|(_, text)| text.as_deref().is_none_or(is_plain));
    said.extend(plain.map(|(name, _)| *name));
    let topics = extent.topics(release);
    said.extend(topics.iter().all(|(name, _)| is_plain(name)).then_some("tags"));
    said.extend(id_is_uri.then_some("id"));
    if release.published.as_ref().is_some_and(is_moment) {
        said.extend(["date_published", "published"]);
        said.extend(release.modified.as_ref().is_some_and(is_moment).then_some("modified"));
    }
    // The moment of a version is its own; without it, under the name that says a date as it was given.
    said.push("date_modified");
    item.retain(|name, _| !said.contains(&name.as_str()));
    Value::Object(item)
}

fn texts(role: &str, content_type: &str, text: Option<&str>) -> Value {
    text.map(|text| json!({ "role": role, "contentType": content_type, "value": text }))
        .into_iter()
        .collect()
}

fn bodies(release: &Release, extent: &Extent<'_>) -> Value {
    if release.body.is_empty() {
        return Value::Null;
    }
    let text = release.text();
    let (characters, words) = (text.chars().count(), text.split_whitespace().count());
    let html = match extent.whole() {
        None => body(&release.body.blocks(), extent.base(), DEPTH),
        Some(original) => body::whole(&release.body.blocks(), original.base, original.depth),
    };
    json!([{
        "role": "main",
        "contentType": "text/html",
        "charCount": characters,
        "wordCount": words,
        "value": html,
    }])
}

/// The page and, where it is a file, the text; both where their addresses are known.
fn renditions(release: &Release, extent: &Extent<'_>) -> Value {
    let base = extent.base();
    let text = matches!(extent, Extent::Public(edition) if edition.has_forms);
    let text = text.then_some(("text", "text/plain", "release.txt"));
    let files = [("web", "text/html", "")].into_iter().chain(text);
    let rendition = |(name, kind, file): (&str, &str, &str)| {
        let href = base.absolute(&format!("{}{file}", address(&release.slug)))?;
        Some(json!({ "name": name, "href": href, "contentType": kind }))
    };
    files.filter_map(rendition).collect()
}

fn names(parties: &[Party]) -> Option<String> {
    let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn named(party: &Party, role: &str, value: &str) -> Value {
    let Party { name, url } = party;
    let mut map = Map::new();
    map.insert("name".to_owned(), json!(name));
    map.insert(role.to_owned(), json!(value));
    if let Some(url) = url {
        map.insert("contactInfo".to_owned(), json!([{ "type": "web", "value": url }]));
    }
    Value::Object(map)
}

fn person(contact: &Contact) -> Value {
    let Contact { name, role, organisation, email, phone } = contact;
    let mut map = Map::new();
    let name = name.as_ref().or(organisation.as_ref());
    if let Some(name) = name {
        map.insert("name".to_owned(), json!(name));
    }
    map.insert("rel".to_owned(), json!("contact"));
    let info = |(kind, value): (&str, &String)| match role {
        Some(role) => json!({ "type": kind, "role": role, "value": value }),
        None => json!({ "type": kind, "value": value }),
    };
    let ways = [("email", email), ("phone", phone)];
    let ways: Vec<Value> = ways
        .into_iter()
        .filter_map(|(kind, value)| value.as_ref().map(|v| info((kind, v))))
        .collect();
    if !ways.is_empty() {
        map.insert("contactInfo".to_owned(), ways.into());
    }
    Value::Object(map)
}

fn association(media: &Media, base: &Base) -> Option<Value> {
    let Media { image, caption, credit, licence, mime_type, captions: _, transcript: _ } = media;
    let Image { source, alt, width, height } = image;
    let address = match source {
        Source::Local(path) => base.absolute(path.as_str())?,
        Source::Remote(link) => link.to_string(),
    };
    let kind = media_type(mime_type.as_deref(), source);
    let news_type = match kind.split('/').next() {
        Some("image") => "picture",
        Some("video") => "video",
        Some("audio") => "audio",
        _ => "component",
    };
    let file = address.rsplit('/').next().unwrap_or_default();
    let mut map = Map::new();
    map.insert("name".to_owned(), json!(caption.as_deref().unwrap_or(file)));
    map.insert("uri".to_owned(), json!(address));
    map.insert("type".to_owned(), json!(news_type));
    let descriptions = [("caption", caption), ("alternative", alt)];
    let descriptions: Vec<Value> = descriptions
        .into_iter()
        .filter_map(|(role, text)| text.as_ref().map(|text| json!({ "role": role, "value": text })))
        .collect();
    if !descriptions.is_empty() {
        map.insert("descriptions".to_owned(), descriptions.into());
    }
    for (name, text) in [("by", credit), ("usageTerms", licence)] {
        if let Some(text) = text {
            map.insert(name.to_owned(), json!(text));
        }
    }
    let mut rendition = json!({ "name": "main", "href": address, "contentType": kind });
    for (name, size) in [("width", width), ("height", height)] {
        if let (Some(size), Some(map)) = (size, rendition.as_object_mut()) {
            map.insert(name.to_owned(), json!(size));
        }
    }
    map.insert("renditions".to_owned(), json!([rendition]));
    Some(Value::Object(map))
}
