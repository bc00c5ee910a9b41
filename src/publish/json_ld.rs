//! A release as schema.org's `NewsArticle` (<https://schema.org/NewsArticle>), in JSON-LD.
//!
//! Only what is stated is said, and not the description, which the head has already. Issuers are called organisations, which
//! schema.org asks one to decide; dates stand as they were given.

use super::{
    alternates::FORMS,
    edition::{Edition, address, changed, day_or_moment, iri},
    share,
};
use crate::{
    bundle::Contents,
    model::{Party, Release, Source, State, Status, apart},
};
use serde_json::{Map, Value, json};

/// A release as one JSON object. `made` has each file that was made, by its path.
pub(super) fn news_article(release: &Release, edition: &Edition<'_>, made: &Contents) -> Value {
    apart! { release =>
        id, slug, title, language, url, issuers, distributor, published, kind, place, rights, status;
        by_edition: topics, modified;
        in_images: image, media;
        in_the_head: summary, body;
        on_the_page: group, site, embargo_until, contacts, about, attachments, gathers, revisions
    }
    let base = edition.base;
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            map.insert(name.to_owned(), value);
        }
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("NewsArticle"));
    put("identifier", json!(iri(edition.newsroom, id)));
    let page = base.absolute(&address(slug));
    put("url", json!(page));
    put("headline", json!(title));
    put("inLanguage", json!(language));
    put("datePublished", json!(published.as_ref().map(day_or_moment)));
    put("dateModified", json!(changed(release).as_ref().map(day_or_moment)));
    put("author", issuers.iter().map(organisation).collect());
    put("publisher", publisher(edition));
    put("isPartOf", site(edition));
    put("provider", json!(distributor.as_ref().map(organisation)));
    put("contentLocation", json!(place.as_ref().map(|p| json!({ "@type": "Place", "name": p }))));
    put("genre", json!(kind));
    let topics: Vec<&str> = edition.topics(release).into_iter().map(|(label, _)| label).collect();
    put("articleSection", json!(topics));
    put("image", images(release, edition, made));
    put("copyrightNotice", json!(rights));
    put("isBasedOn", json!(url));
    if let Some(Status { state, date: _, note }) = status {
        match state {
            State::Corrected => put("correction", json!(note)),
            State::Withdrawn => put("creativeWorkStatus", json!("Withdrawn")),
            State::Updated => {}
        }
    }
    let encodings = FORMS.iter().filter_map(|form| {
        let path = form.path(release);
        let sha256 = made.get(&path)?.sha256();
        Some(json!({
            "@type": "MediaObject",
            "contentUrl": base.address(&path, 0),
            "encodingFormat": form.media_type,
            "sha256": sha256,
        }))
    });
    put("encoding", encodings.collect());
    Value::Object(map)
}

/// The newsroom, and whose it is (<https://schema.org/WebSite>, <https://schema.org/Organization>).
pub(super) fn newsroom(edition: &Edition<'_>) -> Value {
    let newsroom = edition.newsroom;
    let mut website = stated([
        ("@type", json!("WebSite")),
        ("name", json!(edition.name())),
        ("url", json!(edition.base.absolute(""))),
        ("inLanguage", json!(newsroom.languages)),
        ("publisher", publisher(edition)),
    ]);
    if let (Some(map), Some(home)) = (website.as_object_mut(), edition.base.absolute("")) {
        let action = json!({
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": format!("{home}?q={{search_term_string}}") },
            "query-input": "required name=search_term_string",
        });
        map.insert("potentialAction".to_owned(), action);
    }
    let contact = newsroom.contact.as_ref().map(|contact| {
        stated([
            ("@type", json!("ContactPoint")),
            ("contactType", json!("press")),
            ("name", json!(contact.name)),
            ("email", json!(contact.email)),
            ("telephone", json!(contact.phone)),
        ])
    });
    let mut graph = vec![website];
    if newsroom.title.is_some() {
        graph.push(stated([
            ("@type", json!("Organization")),
            ("name", json!(newsroom.title)),
            ("url", json!(newsroom.home)),
            ("contactPoint", json!(contact)),
        ]));
    }
    json!({ "@context": "https://schema.org", "@graph": graph })
}

/// A list of a topic, an issuer or a year (<https://schema.org/CollectionPage>).
pub(super) fn collection(name: &str, url: Option<String>, edition: &Edition<'_>) -> Value {
    stated([
        ("@context", json!("https://schema.org")),
        ("@type", json!("CollectionPage")),
        ("name", json!(name)),
        ("url", json!(url)),
        ("inLanguage", json!(edition.interface().tag())),
        ("isPartOf", site(edition)),
        ("publisher", publisher(edition)),
    ])
}

/// An object of what is stated.
fn stated<const N: usize>(facts: [(&str, Value); N]) -> Value {
    let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let facts = facts.into_iter().filter(|(_, value)| !is_empty(value));
    Value::Object(facts.map(|(name, value)| (name.to_owned(), value)).collect())
}

fn organisation(party: &Party) -> Value {
    let Party { name, url } = party;
    match url {
        Some(url) => json!({ "@type": "Organization", "name": name, "url": url }),
        None => json!({ "@type": "Organization", "name": name }),
    }
}

fn publisher(edition: &Edition<'_>) -> Value {
    let Some(name) = &edition.newsroom.title else { return Value::Null };
    match &edition.newsroom.home {
        Some(url) => json!({ "@type": "Organization", "name": name, "url": url }),
        None => json!({ "@type": "Organization", "name": name }),
    }
}

/// The newsroom, where its name is known.
fn site(edition: &Edition<'_>) -> Value {
    let Some(name) = &edition.newsroom.title else { return Value::Null };
    match edition.base.absolute("") {
        Some(url) => json!({ "@type": "WebSite", "name": name, "url": url }),
        None => json!({ "@type": "WebSite", "name": name }),
    }
}

/// The pictures of a release, else the one that social networks show. Relative
/// addresses are read from the page's `<base>`.
fn images(release: &Release, edition: &Edition<'_>, made: &Contents) -> Value {
    let media = release.media.iter().filter(|media| media.is_image()).map(|media| &media.image);
    let mut addresses: Vec<String> = Vec::new();
    for image in release.image.iter().chain(media) {
        let address = match &image.source {
            Source::Local(path) => edition.base.address(path.as_str(), 0),
            Source::Remote(link) => link.to_string(),
        };
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    let drawn = share::of(release, edition, made).filter(|_| addresses.is_empty());
    addresses.extend(drawn.and_then(|(path, _)| edition.base.absolute(&path)));
    json!(addresses)
}
