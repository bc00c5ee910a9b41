//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>), with the `_release` extension that
//! `ingest` reads, so that a feed can be published again from what it says.

use super::{
    super::{
        edition::{self, Edition, address, file_address, media_type, moment},
        extent::Extent,
    },
    Feed, Page,
};
use crate::{
    model::{Attachment, Date, Image, Media, Party, Release, apart},
    publish::{
        alternates::markdown,
        base::Base,
        body::{self, body},
    },
};
use serde_json::{Map, Value, json};

/// A file of a feed.
pub(super) fn feed(feed: &Feed<'_>, page: &Page<'_>, edition: &Edition<'_>) -> String {
    let depth = feed.depth(page.number);
    let items: Vec<Value> = page
        .releases
        .iter()
        .map(|release| item(release, &Extent::Public(edition), depth))
        .collect();
    let mut map = Map::new();
    map.insert("version".to_owned(), json!("https://jsonfeed.org/version/1.1"));
    map.insert("title".to_owned(), json!(feed.title));
    put(&mut map, "description", edition.newsroom.description.as_deref());
    map.insert("home_page_url".to_owned(), json!(edition.base.address(&feed.list(), depth)));
    put(&mut map, "feed_url", edition.base.absolute(&feed.file(page.number, "json")));
    let next = page.older.map(|older| edition.base.address(&feed.file(older, "json"), depth));
    put(&mut map, "next_url", next);
    let hubs = page.hubs.iter().map(|hub| json!({ "type": "WebSub", "url": hub.as_str() }));
    put_list(&mut map, "hubs", hubs.collect());
    put(&mut map, "language", edition.language().map(|language| language.as_str()));
    map.insert("items".to_owned(), items.into());
    let mut text = Value::Object(map).to_string();
    text.push('\n');
    text
}

/// Any list of releases as one feed: `list` is the address of its page, relative to the newsroom's folder.
pub(in crate::publish) fn of_list(
    title: &str,
    list: &str,
    releases: &[Release],
    edition: &Edition<'_>,
) -> String {
    let mut map = Map::new();
    map.insert("version".to_owned(), json!("https://jsonfeed.org/version/1.1"));
    map.insert("title".to_owned(), json!(title));
    map.insert("home_page_url".to_owned(), json!(edition.base.address(list, 0)));
    put(&mut map, "language", edition.language().map(|language| language.as_str()));
    map.insert(
        "items".to_owned(),
        releases.iter().map(|one| item(one, &Extent::Public(edition), 0)).collect(),
    );
    let mut text = Value::Object(map).to_string();
    text.push('\n');
    text
}

pub(in crate::publish) fn put(
    map: &mut Map<String, Value>,
    name: &str,
    value: Option<impl Into<Value>>,
) {
    if let Some(value) = value {
        map.insert(name.to_owned(), value.into());
    }
}

pub(in crate::publish) fn put_list(map: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    put(map, name, Some(values).filter(|values| !values.is_empty()));
}

/// A release as an item of a feed that lies `depth` folders deep.
pub(in crate::publish) fn item(release: &Release, extent: &Extent<'_>, depth: usize) -> Value {
    apart! { release =>
        id, slug, url, title, summary, published, modified, issuers, image, attachments, body;
        by_extent: topics, language;
        in_extension: site, distributor, group, kind, place, contacts, about, rights, media, gathers, status;
        in_the_extension_of_sources: embargo_until, revisions
    }
    let base = extent.base();
    let whole = extent.whole().is_some();
    let mut map = Map::new();
    map.insert("id".to_owned(), json!(id));
    let url = url.as_ref().map(|url| url.as_str());
    if whole {
        put(&mut map, "url", url);
    } else {
        map.insert("url".to_owned(), json!(base.address(&address(slug), depth)));
        put(&mut map, "external_url", url);
    }
    put(&mut map, "title", title.as_deref());
    put(&mut map, "summary", summary.as_deref());
    put(&mut map, "language", extent.language(release));
    let html = if whole {
        body::whole(&body.blocks(), base, depth)
    } else {
        content(release, base, depth)
    };
    map.insert("content_html".to_owned(), json!(html));
    // What is no moment stands in the extension alone where it is to be read as it was given.
    let stands = |date: &&Date| !whole || is_moment(date);
    put(&mut map, "date_published", published.as_ref().filter(stands).map(moment));
    put(&mut map, "date_modified", modified.as_ref().filter(stands).map(moment));
    put_list(
        &mut map,
        "tags",
        extent.topics(release).iter().map(|(label, _)| json!(label)).collect(),
    );
    put_list(&mut map, "authors", issuers.iter().map(party).collect());
    let mut own = extension(release, extent, depth);
    put(&mut map, "image", image.as_ref().map(|image| file_address(&image.source, base, depth)));
    // A feed's attachments have a media type. One that nobody stated is not made up for sources.
    let typed = !whole || attachments.iter().all(|file| file.mime_type.is_some());
    let files = attachments.iter().map(|file| attachment(file, base, depth, whole)).collect();
    put_list(if typed { &mut map } else { &mut own }, "attachments", files);
    if whole {
        let alt = image.as_ref().and_then(|image| image.alt.as_deref());
        put(&mut own, "image_alt", alt.filter(|alt| !alt.is_empty()));
    }
    map.insert("_release".to_owned(), Value::Object(own));
    Value::Object(map)
}

/// Whether a date says which moment it is.
pub(in crate::publish) fn is_moment(date: &Date) -> bool {
    date.time.is_some_and(|time| time.offset.is_some())
}

/// The text, after a line that says what became of it.
pub(super) fn content(release: &Release, base: &Base, depth: usize) -> String {
    let mut html = String::new();
    if let Some(state) = edition::state(release) {
        let mut line = super::super::xml::Markup::default();
        line.open("p", &[]);
        line.leaf("strong", &[], &state);
        line.close("p");
        html = line.finish();
    }
    html + &body(&release.body.blocks(), base, depth)
}

fn party(party: &Party) -> Value {
    let Party { name, url } = party;
    let mut map = Map::new();
    map.insert("name".to_owned(), json!(name));
    put(&mut map, "url", url.as_ref().map(|url| url.as_str()));
    Value::Object(map)
}

fn attachment(file: &Attachment, base: &Base, depth: usize, as_stated: bool) -> Value {
    let Attachment { source, title, mime_type, size } = file;
    let mut map = Map::new();
    map.insert("url".to_owned(), json!(file_address(source, base, depth)));
    let stated = mime_type.as_deref();
    let guessed = || media_type(stated, source);
    put(&mut map, "mime_type", if as_stated { mime_type.clone() } else { Some(guessed()) });
    put(&mut map, "title", title.as_deref());
    put(&mut map, "size_in_bytes", *size);
    Value::Object(map)
}

/// What a press release has and a blog has not. Dates stand here as they were given: the ones
/// outside are written as moments, which a day without a time is not.
fn extension(release: &Release, extent: &Extent<'_>, depth: usize) -> Map<String, Value> {
    let base = extent.base();
    let mut map = extent.beside(release);
    put(&mut map, "slug", extent.slug(release).map(|slug| slug.as_str()));
    put(&mut map, "published", release.published.map(|date| date.to_string()));
    put(&mut map, "modified", release.modified.map(|date| date.to_string()));
    put(&mut map, "group", release.group.as_deref());
    put(&mut map, "kind", release.kind.as_deref());
    put(&mut map, "place", release.place.as_deref());
    put(&mut map, "distributor", release.distributor.as_ref().map(party));
    put(&mut map, "site", release.site.as_ref().map(party));
    put_list(&mut map, "contacts", release.contacts.iter().map(|contact| json!(contact)).collect());
    let about = markdown::text(&release.about, extent, depth);
    put(&mut map, "about", Some(about).filter(|about| !about.is_empty()));
    put(&mut map, "rights", release.rights.as_deref());
    put_list(&mut map, "gathers", release.gathers.iter().map(|slug| json!(slug)).collect());
    put(&mut map, "status", release.status.as_ref().map(|status| json!(status)));
    put_list(
        &mut map,
        "media",
        release.media.iter().map(|file| medium(file, base, depth)).collect(),
    );
    map
}

fn medium(media: &Media, base: &Base, depth: usize) -> Value {
    let Media { image, caption, credit, licence, mime_type, captions, transcript } = media;
    let Image { source, alt, width, height } = image;
    let mut map = Map::new();
    map.insert("url".to_owned(), json!(file_address(source, base, depth)));
    put(&mut map, "alt", alt.as_deref());
    put(&mut map, "width", *width);
    put(&mut map, "height", *height);
    put(&mut map, "caption", caption.as_deref());
    put(&mut map, "credit", credit.as_deref());
    put(&mut map, "licence", licence.as_deref());
    put(&mut map, "mime_type", mime_type.as_deref());
    let captions = captions.as_ref().map(|source| file_address(source, base, depth));
    put(&mut map, "captions", captions);
    put(&mut map, "transcript", transcript.as_deref());
    Value::Object(map)
}
