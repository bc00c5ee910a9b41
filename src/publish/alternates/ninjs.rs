//! ninjs 3.1 (IPTC, <https://iptc.org/standards/ninjs/>): a release for editorial systems.
//!
//! ninjs knows moments only: a day without a time, or a time without a zone, is left out rather
//! than completed. Its addresses are absolute: pictures of the newsroom's own are named where
//! the site's address is known.

use super::{
    super::{
        body::body,
        edition::{Edition, address, changed, media_type, state},
    },
    DEPTH,
};
use crate::model::{Contact, Date, Image, Media, Party, Release, Source, State, apart};
use serde_json::{Map, Value, json};

/// A release as a ninjs object.
pub(in crate::publish) fn release(release: &Release, edition: &Edition<'_>) -> String {
    apart! { release =>
        id, slug, title, summary, language, issuers, distributor, published, kind, place, contacts, rights, media, status;
        by_edition: topics, modified;
        in_bodies: body;
        nothing_in_ninjs_for_it: group, url, site, embargo_until, about, attachments, gathers, revisions;
        one_of_the_media_as_a_rule: image
    }
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            map.insert(name.to_owned(), value);
        }
    };
    put("uri", json!(edition.iri(id)));
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
    put("pubStatus", json!(if withdrawn { "canceled" } else { "usable" }));
    let exact = |date: &Date| date.time.is_some_and(|time| time.offset.is_some());
    put("firstCreated", json!(published.filter(exact)));
    put("versionCreated", json!(changed(release).filter(exact)));
    put("language", json!(language));
    put("title", json!(title));
    put("headlines", texts("main", "text/plain", title.as_deref()));
    put("descriptions", texts("summary", "text/plain", summary.as_deref()));
    put("bodies", bodies(release, edition));
    put("by", json!(names(issuers)));
    put("located", json!(place));
    put("organisations", issuers.iter().map(|party| named(party, "rel", "issuer")).collect());
    put(
        "infoSources",
        distributor.iter().map(|party| named(party, "role", "distributor")).collect(),
    );
    put("people", contacts.iter().map(person).collect());
    let subjects = edition.topics(release).into_iter();
    put(
        "subjects",
        subjects.map(|(label, slug)| json!({ "name": label, "literal": slug })).collect(),
    );
    put("genres", kind.iter().map(|kind| json!({ "name": kind })).collect());
    put("usageTerms", json!(rights));
    put("edNote", json!(state(release)));
    let alt_ids = [("source", id.as_str()), ("slug", slug.as_str())];
    put("altIds", alt_ids.iter().map(|(role, id)| json!({ "role": role, "value": id })).collect());
    put("renditions", renditions(release, edition));
    put("associations", media.iter().filter_map(|media| association(media, edition)).collect());
    let mut text = Value::Object(map).to_string();
    text.push('\n');
    text
}

fn texts(role: &str, content_type: &str, text: Option<&str>) -> Value {
    text.map(|text| json!({ "role": role, "contentType": content_type, "value": text }))
        .into_iter()
        .collect()
}

fn bodies(release: &Release, edition: &Edition<'_>) -> Value {
    if release.body.is_empty() {
        return Value::Null;
    }
    let text = release.text();
    let (characters, words) = (text.chars().count(), text.split_whitespace().count());
    let html = body(&release.body, edition.base, DEPTH);
    json!([{
        "role": "main",
        "contentType": "text/html",
        "charCount": characters,
        "wordCount": words,
        "value": html,
    }])
}

/// The page and the other forms, where their addresses are known.
fn renditions(release: &Release, edition: &Edition<'_>) -> Value {
    let files = [("web", "text/html", ""), ("text", "text/plain", "release.txt")];
    let rendition = |(name, kind, file): (&str, &str, &str)| {
        let href = edition.base.absolute(&format!("{}{file}", address(&release.slug)))?;
        Some(json!({ "name": name, "href": href, "contentType": kind }))
    };
    files.into_iter().filter_map(rendition).collect()
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

fn association(media: &Media, edition: &Edition<'_>) -> Option<Value> {
    let Media { image, caption, credit, licence, mime_type, captions: _, transcript: _ } = media;
    let Image { source, alt, width, height } = image;
    let address = match source {
        Source::Local(path) => edition.base.absolute(path.as_str())?,
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
