//! Atom (RFC 4287), with archives (RFC 5005).
//!
//! Atom wants of every entry when it was last changed. A release that has no date has no honest
//! answer, so it stands in the JSON Feed alone, where dates may be missing. For the same reason
//! `published` is written only where a moment is given, and a feed without any dated release is
//! not written at all. An issuer who is not named is said to be so, in the words of the viewer.
//!
//! Archives say what each release is about and where it is; their texts stand in the archives of the JSON Feed.

use super::{
    super::{
        edition::{
            self, Edition, address, changed, file_address, iri, media_type, moment, title, words,
        },
        xml::Markup,
    },
    Feed, Page,
    json::content,
};
use crate::model::{Attachment, Date, Media, Party, Release, Source, apart};

/// The releases that can stand in an Atom feed.
pub(super) fn datable<'a>(releases: &[&'a Release]) -> Vec<&'a Release> {
    releases.iter().copied().filter(|release| changed(release).is_some()).collect()
}

/// A file of a feed; none if it has no entries.
pub(super) fn feed(feed: &Feed<'_>, page: &Page<'_>, edition: &Edition<'_>) -> Option<String> {
    let depth = feed.depth(page.number);
    let base = edition.base;
    let changes = page.releases.iter().filter_map(|release| changed(release));
    let updated = changes.max_by_key(Date::unix_seconds)?;
    let mut xml = Markup::document();
    let language = edition.language().map(|language| ("xml:lang", language.as_str()));
    let mut attributes = vec![("xmlns", "http://www.w3.org/2005/Atom")];
    attributes.extend(language);
    if page.number > 0 {
        attributes.push(("xmlns:fh", "http://purl.org/syndication/history/1.0"));
    }
    xml.open("feed", &attributes);
    xml.line();
    let id = iri(edition.newsroom, &feed.file(page.number, "xml"));
    xml.leaf("id", &[], &id);
    xml.leaf("title", &[], &feed.title);
    if let Some(description) = &edition.newsroom.description {
        xml.leaf("subtitle", &[], description);
    }
    xml.leaf("updated", &[], &moment(&updated));
    xml.leaf("generator", &[], "Kiosque");
    let link = |xml: &mut Markup, relation: &str, kind: &str, path: &str| {
        let address = base.address(path, depth);
        xml.empty("link", &[("rel", relation), ("type", kind), ("href", &address)]);
    };
    const ATOM: &str = "application/atom+xml";
    link(&mut xml, "self", ATOM, &feed.file(page.number, "xml"));
    for hub in page.hubs {
        xml.empty("link", &[("rel", "hub"), ("href", hub.as_str())]);
    }
    link(&mut xml, "alternate", "text/html", &feed.list());
    if page.number > 0 {
        xml.empty("fh:archive", &[]);
        link(&mut xml, "current", ATOM, &feed.file(0, "xml"));
        // Which has the texts, all the way back.
        link(&mut xml, "alternate", "application/feed+json", &feed.file(0, "json"));
    }
    if let Some(older) = page.older {
        link(&mut xml, "prev-archive", ATOM, &feed.file(older, "xml"));
    }
    for release in page.releases {
        xml.line();
        entry(&mut xml, release, edition, (depth, page.number == 0));
    }
    xml.line();
    xml.close("feed");
    xml.line();
    Some(xml.finish())
}

fn entry(
    xml: &mut Markup,
    release: &Release,
    edition: &Edition<'_>,
    (depth, has_text): (usize, bool),
) {
    apart! { release =>
        id, slug, summary, language, url, published, rights, media, attachments;
        in_its_lines: title, issuers, topics, modified, body, status;
        nothing_in_atom_for_it: group, site, distributor, embargo_until, kind, place, contacts, about,
            gathers, revisions;
        one_of_the_media_as_a_rule: image
    }
    let Some(updated) = changed(release) else { return };
    let base = edition.base;
    let language = language.as_ref();
    let attributes: Vec<(&str, &str)> =
        language.map(|language| ("xml:lang", language.as_str())).into_iter().collect();
    xml.open("entry", &attributes);
    xml.leaf("id", &[], &iri(edition.newsroom, id));
    xml.leaf("title", &[], title(release));
    xml.leaf("updated", &[], &moment(&updated));
    let exact = |date: &Date| date.time.is_some_and(|time| time.offset.is_some());
    if let Some(published) = published.filter(exact) {
        xml.leaf("published", &[], &published.to_string());
    }
    authors(xml, release);
    let page = base.address(&address(slug), depth);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
    if let Some(url) = url {
        xml.empty("link", &[("rel", "via"), ("href", url.as_str())]);
    }
    for Attachment { source, title, mime_type, size } in attachments {
        let size = size.map(|size| size.to_string());
        let facts = (title.as_deref(), size.as_deref());
        enclosure(xml, source, mime_type.as_deref(), facts, edition, depth);
    }
    // Atom has room for one text at a file.
    for Media { image, caption, mime_type, credit: _, licence: _, captions: _, transcript: _ } in
        media
    {
        let facts = (caption.as_deref(), None);
        enclosure(xml, &image.source, mime_type.as_deref(), facts, edition, depth);
    }
    for (label, slug) in edition.topics(release) {
        xml.empty("category", &[("term", slug.as_str()), ("label", label)]);
    }
    if let Some(rights) = rights {
        xml.leaf("rights", &[], rights);
    }
    if !has_text {
        // What the text would say: what became of it, and what it is about.
        let said: Vec<String> =
            edition::state(release).into_iter().chain(release.description()).collect();
        if !said.is_empty() {
            xml.leaf("summary", &[], &said.join("\n\n"));
        }
        xml.close("entry");
        return;
    }
    if let Some(summary) = summary {
        xml.leaf("summary", &[], summary);
    }
    // The entry says its language already; readers are known that look for it here.
    let mut attributes = attributes;
    attributes.insert(0, ("type", "html"));
    xml.leaf("content", &attributes, &content(release, base, depth));
    xml.close("entry");
}

fn authors(xml: &mut Markup, release: &Release) {
    for Party { name, url } in &release.issuers {
        xml.open("author", &[]);
        xml.leaf("name", &[], name);
        if let Some(url) = url {
            xml.leaf("uri", &[], url.as_str());
        }
        xml.close("author");
    }
    if release.issuers.is_empty() {
        xml.open("author", &[]);
        xml.leaf("name", &[], words(release.language.as_ref()).issuer_absent);
        xml.close("author");
    }
}

fn enclosure(
    xml: &mut Markup,
    source: &Source,
    kind: Option<&str>,
    (title, size): (Option<&str>, Option<&str>),
    edition: &Edition<'_>,
    depth: usize,
) {
    let address = file_address(source, edition.base, depth);
    let kind = media_type(kind, source);
    let mut attributes = vec![("rel", "enclosure"), ("type", kind.as_str()), ("href", &address)];
    attributes.extend(title.map(|title| ("title", title)));
    attributes.extend(size.map(|size| ("length", size)));
    xml.empty("link", &attributes);
}
