//! Releases for a search engine that has writers and millions of documents: requests for the `_bulk` of OpenSearch and
//! Elasticsearch, beside the index that they go into (`mapping`).
//!
//! An engine shows what it is given, so it is given what the site would show now, and no more: drafts, embargoes and what waits
//! are not in it. Kiosque does not read it again as a source; a test holds every name in a document to the mapping, which
//! refuses what it does not know.

use super::{ConvertError, Draft, mapping, refuse};
use crate::{
    bundle::{LeftOut, Shown, Waiting, shown},
    desk::proof::sha256,
    ingest::{Kind, Loaded, Place, Problem},
    model::{
        Attachment, Block, Clock, Contact, Date, Image, Language, Media, Newsroom, Party, Release,
        Revision, Slug, Source, Status, Topic, apart, blocks_text,
    },
    publish::{
        Options,
        base::Base,
        body::body as markup,
        edition::{address, file_address},
        feeds::json::{put, put_list},
    },
};
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// How many releases, and how many bytes, a request has at most. Engines take 100 MB by default, and are quickest below 15; a
/// single release that is larger is a request of its own.
const RELEASES_IN_PART: usize = 1_000;
const BYTES_IN_PART: usize = 10_000_000;
/// How long a document's identifier may be to them, in bytes.
const LONGEST_ID: usize = 512;
/// How many minutes from UTC a zone may be to them: java.time takes 18 hours.
const FURTHEST_ZONE: i16 = 18 * 60;

/// What was written.
#[derive(Debug)]
pub struct Exported {
    /// How many releases.
    pub releases: usize,
    /// In how many requests.
    pub parts: usize,
    /// What is not in them, since it must not be shown, or not yet.
    pub left_out: LeftOut,
    /// What they say otherwise.
    pub problems: Vec<Problem>,
}

/// Writes what `loaded`, which was read from `sources`, shows as of `options` into the folder `out`, which is not there yet or
/// empty.
///
/// # Errors
///
/// Why nothing was written: see [`ConvertError`].
pub fn export(
    loaded: Loaded,
    sources: &[PathBuf],
    options: &Options,
    out: &Path,
) -> Result<Exported, ConvertError> {
    refuse(sources, out)?;
    let draft = Draft::beside(out)?;
    let Options { now, future, apart, .. } = *options;
    let waiting = Waiting { now, future, apart };
    let Shown { newsroom, releases, left_out, mut problems } =
        shown(loaded, &waiting, &options.ledger.addresses)?;
    let topics = newsroom.topics.iter().map(|topic| (&topic.slug, topic)).collect();
    let writer = Writer { newsroom: &newsroom, topics, base: &options.base };
    draft.put("mapping.json", format!("{:#}\n", mapping::index()).as_bytes())?;
    let (mut parts, mut part, mut in_part) = (0, String::new(), 0);
    let mut put = |part: &str| {
        parts += 1;
        draft.put(&format!("releases-{parts:04}.ndjson"), part.as_bytes())
    };
    for release in &releases {
        let lines = writer.lines(release);
        if in_part == RELEASES_IN_PART || (in_part > 0 && part.len() + lines.len() > BYTES_IN_PART)
        {
            put(&part)?;
            (part, in_part) = (String::new(), 0);
        }
        part.push_str(&lines);
        in_part += 1;
        problems.extend(otherwise(release));
    }
    if in_part > 0 {
        put(&part)?;
    }
    refuse(sources, out)?;
    draft.settle(out)?;
    Ok(Exported { releases: releases.len(), parts, left_out, problems })
}

struct Writer<'a> {
    newsroom: &'a Newsroom,
    topics: BTreeMap<&'a Slug, &'a Topic>,
    base: &'a Base,
}

impl Writer<'_> {
    /// What to do, and the document to do it with. Whoever sends them says to which index.
    fn lines(&self, release: &Release) -> String {
        let id = &release.id;
        let id = if id.len() <= LONGEST_ID { id.clone() } else { sha256(id.as_bytes()) };
        format!("{}\n{}\n", json!({ "index": { "_id": id } }), self.document(release))
    }

    fn document(&self, release: &Release) -> Value {
        apart! { release =>
            id, slug, title, summary, language, group, url, site, issuers, distributor, published, modified, embargo_until,
            kind, place, topics, image, body, contacts, about, rights, media, attachments, gathers, status, revisions
        }
        let says = |text: &str| said(language.as_ref(), text);
        let words = |text: &Option<String>| text.as_deref().map(says);
        let blocks = |blocks: &[Block]| (!blocks.is_empty()).then(|| says(&blocks_text(blocks)));
        let mut map = Map::new();
        put(&mut map, "id", Some(id.as_str()));
        put(&mut map, "slug", Some(slug.as_str()));
        put(&mut map, "address", Some(self.base.address(&address(slug), 0)));
        put(&mut map, "title", words(title));
        put(&mut map, "summary", words(summary));
        put(&mut map, "text", blocks(&body.blocks()));
        put(&mut map, "html", self.html(&body.blocks()));
        put(&mut map, "language", language.as_ref().map(Language::as_str));
        put(&mut map, "group", group.as_deref());
        put(&mut map, "url", url.as_ref().map(|url| url.as_str()));
        put(&mut map, "site", site.as_ref().map(party));
        put_list(&mut map, "issuers", issuers.iter().map(party).collect());
        put(&mut map, "distributor", distributor.as_ref().map(party));
        put(&mut map, "published", published.as_ref().map(date));
        put(&mut map, "modified", modified.as_ref().map(date));
        put(&mut map, "embargo_until", embargo_until.as_ref().map(date));
        put(&mut map, "kind", kind.as_deref());
        put(&mut map, "place", place.as_deref());
        put_list(&mut map, "topics", topics.iter().map(|slug| self.topic(slug, release)).collect());
        put(&mut map, "image", image.as_ref().map(|image| self.image(image, &says)));
        put_list(&mut map, "contacts", contacts.iter().map(contact).collect());
        put(&mut map, "about", blocks(about));
        put(&mut map, "about_html", self.html(about));
        put(&mut map, "rights", words(rights));
        put_list(&mut map, "media", media.iter().map(|one| self.medium(one, &says)).collect());
        put_list(&mut map, "attachments", attachments.iter().map(|one| self.file(one)).collect());
        put_list(&mut map, "gathers", gathers.iter().map(|slug| json!(slug)).collect());
        put(&mut map, "status", status.as_ref().map(|status| state(status, &says)));
        let earlier = revisions.iter().map(|Revision { date: of, body }| {
            let mut map = Map::new();
            put(&mut map, "date", of.as_ref().map(date));
            put(&mut map, "text", blocks(body));
            put(&mut map, "html", self.html(body));
            Value::Object(map)
        });
        put_list(&mut map, "revisions", earlier.collect());
        Value::Object(map)
    }

    fn html(&self, blocks: &[Block]) -> Option<String> {
        (!blocks.is_empty()).then(|| markup(blocks, self.base, 0))
    }

    /// A topic with its name, in the release's language where it has one.
    fn topic(&self, slug: &Slug, release: &Release) -> Value {
        let language = release.language.as_ref().or(self.newsroom.languages.first());
        let language = language.map(Language::primary).unwrap_or_default();
        let name = self.topics.get(slug).map_or(slug.as_str(), |topic| topic.label(language).0);
        json!({ "slug": slug, "name": name })
    }

    fn address(&self, source: &Source) -> String {
        file_address(source, self.base, 0)
    }

    fn image(&self, image: &Image, says: &dyn Fn(&str) -> Value) -> Value {
        let Image { source, alt, width, height } = image;
        let mut map = Map::new();
        put(&mut map, "url", Some(self.address(source)));
        put(&mut map, "alt", alt.as_deref().map(says));
        put(&mut map, "width", *width);
        put(&mut map, "height", *height);
        Value::Object(map)
    }

    fn medium(&self, media: &Media, says: &dyn Fn(&str) -> Value) -> Value {
        let Media { image, caption, credit, licence, mime_type, captions, transcript } = media;
        let mut map = match self.image(image, says) {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        put(&mut map, "kind", Some(media.kind().as_str()));
        put(&mut map, "caption", caption.as_deref().map(says));
        put(&mut map, "credit", credit.as_deref());
        put(&mut map, "licence", licence.as_deref());
        put(&mut map, "mime_type", mime_type.as_deref());
        put(&mut map, "captions", captions.as_ref().map(|source| self.address(source)));
        put(&mut map, "transcript", transcript.as_deref().map(says));
        Value::Object(map)
    }

    fn file(&self, file: &Attachment) -> Value {
        let Attachment { source, title, mime_type, size } = file;
        let mut map = Map::new();
        put(&mut map, "url", Some(self.address(source)));
        put(&mut map, "title", title.as_deref());
        put(&mut map, "mime_type", mime_type.as_deref());
        put(&mut map, "size", *size);
        Value::Object(map)
    }
}

/// A text under the language by whose rules it is taken apart.
fn said(language: Option<&Language>, text: &str) -> Value {
    let tag = language.map(Language::primary).unwrap_or_default();
    let known = mapping::LANGUAGES.iter().find(|(known, _)| *known == tag);
    let (name, _) = known.unwrap_or(&mapping::OTHER);
    json!({ *name: text })
}

fn party(party: &Party) -> Value {
    let Party { name, url } = party;
    let mut map = Map::new();
    put(&mut map, "name", Some(name.as_str()));
    put(&mut map, "url", url.as_ref().map(|url| url.as_str()));
    Value::Object(map)
}

fn contact(contact: &Contact) -> Value {
    let Contact { name, role, organisation, email, phone } = contact;
    let mut map = Map::new();
    let texts = [
        ("name", name),
        ("role", role),
        ("organisation", organisation),
        ("email", email),
        ("phone", phone),
    ];
    for (key, text) in texts {
        put(&mut map, key, text.as_deref());
    }
    Value::Object(map)
}

fn state(status: &Status, says: &dyn Fn(&str) -> Value) -> Value {
    let Status { state, date: of, note } = status;
    let mut map = Map::new();
    put(&mut map, "state", Some(state.as_str()));
    put(&mut map, "date", of.as_ref().map(date));
    put(&mut map, "note", note.as_deref().map(says));
    Value::Object(map)
}

/// A date as it was given, unless they would refuse the document for it.
fn date(date: &Date) -> String {
    readable(date).unwrap_or(*date).to_string()
}

/// What comes nearest, if they cannot read it: the second before a leap second; without a zone that is further away than any.
fn readable(date: &Date) -> Option<Date> {
    let time = date.time?;
    let offset = time.offset.filter(|offset| offset.abs() <= FURTHEST_ZONE);
    let second = time.second.min(59);
    let other = Clock { second, offset, ..time };
    (other != time).then_some(Date { time: Some(other), ..*date })
}

/// That a date of a release is written otherwise.
fn otherwise(release: &Release) -> Option<Problem> {
    let Release { published, modified, embargo_until, status, revisions, .. } = release;
    let others = status.iter().map(|status| &status.date);
    let others = others.chain(revisions.iter().map(|revision| &revision.date));
    let dates = [published, modified, embargo_until].into_iter().chain(others).flatten();
    let first = dates.into_iter().find(|date| readable(date).is_some())?;
    let message =
        format!("search engines cannot read the date {first}: it is {} there", date(first));
    Some(Problem::new(&release.id, Place::Whole, Kind::NotConverted, message))
}
