//! Feeds: read as a feed reader reads them, and published again.

use super::{options, published, text};
use crate::support::{Folder, NOW, Site, read, sample, shared, site};
use feed_rs::model::Entry;
use kiosque::{
    model::{Date, Release},
    publish::Part,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// A feed with all its older files, newest first, each parsed as a reader would.
fn followed(site: &Site, ending: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut path = format!("feeds/all.{ending}");
    loop {
        let text = text(site, &path);
        let feed = feed_rs::parser::Builder::new().build().parse(text.as_bytes()).unwrap();
        entries.extend(feed.entries);
        let next = match ending {
            "json" => {
                let feed: serde_json::Value = serde_json::from_str(text).unwrap();
                feed["next_url"].as_str().map(str::to_owned)
            }
            _ => feed
                .links
                .iter()
                .find(|link| link.rel.as_deref() == Some("prev-archive"))
                .map(|link| link.href.clone()),
        };
        match next {
            Some(next) => path = next.strip_prefix("https://example.org/").unwrap().to_owned(),
            None => return entries,
        }
    }
}

/// Everything that a feed reader gets is what went in.
fn check_feeds(source: &Path) {
    let folder = Folder::with_viewer();
    let loaded = read(source);
    let by_id: BTreeMap<String, Release> = loaded
        .releases
        .iter()
        .filter(|sourced| !sourced.release.under_embargo(NOW))
        .map(|sourced| (sourced.release.id.clone(), sourced.release.clone()))
        .collect();
    let mut options = options("https://example.org/");
    options.without = BTreeSet::from([Part::Images]);
    let site = site(loaded, &folder.viewer(), &options, &mut |_, _, _| {}).unwrap();
    let entries = followed(&site, "json");
    assert_eq!(entries.len(), by_id.len());
    let releases: Vec<&Release> = entries.iter().map(|entry| &by_id[&entry.id]).collect();
    for (entry, release) in entries.iter().zip(&releases) {
        let id = &release.id;
        assert_eq!(entry.id, *id);
        assert_eq!(
            entry.title.as_ref().map(|title| &title.content),
            release.title.as_ref(),
            "{id}"
        );
        let summary = entry.summary.as_ref().map(|summary| &summary.content);
        assert_eq!(summary, release.summary.as_ref(), "{id}");
        let published = entry.published.map(|date| date.timestamp());
        assert_eq!(published, release.published.map(seconds), "{id}");
        let authors: Vec<&String> =
            entry.authors.iter().filter_map(|author| author.name.as_ref()).collect();
        assert_eq!(
            authors,
            release.issuers.iter().map(|party| &party.name).collect::<Vec<_>>(),
            "{id}"
        );
        assert_eq!(entry.categories.len(), release.topics.len(), "{id}");
        assert!(
            entry
                .links
                .iter()
                .any(|link| link.href == format!("https://example.org/r/{}/", release.slug))
        );
    }
    // The same text in both, but for Atom's archives, which say what each is about; and only what has no date is missing from
    // Atom.
    let content =
        |entry: &Entry| entry.content.as_ref().and_then(|c| c.body.clone()).unwrap_or_default();
    let dated: Vec<(&Release, &Entry)> = releases
        .iter()
        .copied()
        .zip(&entries)
        .filter(|(release, _)| {
            release.published.or(release.modified).is_some()
                || release.status.as_ref().is_some_and(|s| s.date.is_some())
        })
        .collect();
    let dated_ids: BTreeSet<String> = dated.iter().map(|(release, _)| release.id.clone()).collect();
    let atom = followed(&site, "xml");
    assert_eq!(atom.len(), dated.len());
    let newest = feed_rs::parser::parse(text(&site, "feeds/all.xml").as_bytes()).unwrap();
    for (place, (entry, (release, json))) in atom.iter().zip(dated).enumerate() {
        let id = &release.id;
        let is_archived = place >= newest.entries.len();
        if let Some(title) = &release.title {
            assert_eq!(entry.title.as_ref().unwrap().content, *title, "{id}");
        }
        if is_archived {
            assert!(entry.content.is_none(), "{id}");
        } else {
            assert_eq!(content(entry), content(json), "{id}");
        }
        assert!(entry.updated.is_some() && !entry.authors.is_empty(), "{id}");
        assert!(entry.updated >= entry.published, "{id}");
        // Atom's moments are exact, so a day alone is not one of them.
        let exact = release.published.filter(|date| date.time.is_some_and(|t| t.offset.is_some()));
        let published = entry.published.map(|date| date.timestamp());
        assert_eq!(published, exact.map(seconds), "{id}");
        let language = release.language.as_ref().map(|language| language.as_str().to_lowercase());
        // Read from the text.
        if !is_archived {
            assert_eq!(entry.language.as_ref().map(|tag| tag.to_lowercase()), language, "{id}");
        }
        let summary = entry.summary.as_ref().map(|summary| summary.content.clone());
        match is_archived {
            true if release.is_withdrawn() => assert_ne!(summary, release.description(), "{id}"),
            true => assert!(summary >= release.description(), "{id}: {summary:?}"),
            false => assert_eq!(summary, release.summary, "{id}"),
        }
        let topics: Vec<&str> = entry.categories.iter().map(|topic| topic.term.as_str()).collect();
        assert_eq!(
            topics,
            release.topics.iter().map(|topic| topic.as_str()).collect::<Vec<_>>(),
            "{id}"
        );
        assert_eq!(own_link(entry), own_link(json), "{id}");
        assert!(entry.id.contains(':'), "{id}");
    }
    let mut ids: Vec<&String> = atom.iter().map(|entry| &entry.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), atom.len());
    check_choices(&site, "json", &entries, &releases);
    let dated: Vec<&Release> =
        releases.iter().copied().filter(|release| dated_ids.contains(&release.id)).collect();
    check_choices(&site, "xml", &atom, &dated);
    check_published_again(&folder, &site, &releases);
}

/// The address of an entry's page.
fn own_link(entry: &Entry) -> Option<&String> {
    let own = |link: &&feed_rs::model::Link| link.href.starts_with("https://example.org/r/");
    entry.links.iter().find(own).map(|link| &link.href)
}

/// The feeds of topics, issuers and languages have the newest ten of theirs, or up to 20 of a fortnight, each as that of everything has
/// it.
fn check_choices(site: &Site, ending: &str, all: &[Entry], releases: &[&Release]) {
    let issuers = issuers(site);
    let mut feeds = 0;
    for path in site.files.keys() {
        let parts: Vec<&str> = path.split('/').collect();
        let ["feeds", kind @ ("topic" | "issuer" | "lang"), file] = parts[..] else { continue };
        let Some(chosen) = file.strip_suffix(&format!(".{ending}")) else { continue };
        let has = |release: &Release| match kind {
            "topic" => release.topics.iter().any(|topic| topic.as_str() == chosen),
            "issuer" => {
                issuers[chosen].iter().any(|name| release.issuers.iter().any(|i| i.name == **name))
            }
            _ => release.language.as_ref().is_some_and(|tag| tag.as_str() == chosen),
        };
        let wanted = all.iter().zip(releases).filter(|(_, release)| has(release));
        let wanted: Vec<(&Entry, &&Release)> = wanted.collect();
        let moment = |release: &Release| release.published.map(|date| date.unix_seconds());
        let newest = wanted.first().and_then(|(_, release)| moment(release));
        let is_in = |place: usize, release: &Release| match (newest, moment(release)) {
            (Some(newest), Some(then)) if newest - then <= 14 * 86_400 => place < 20,
            _ => place < 10,
        };
        let wanted = wanted.into_iter().enumerate();
        let wanted = wanted.filter(|(place, (_, release))| is_in(*place, release));
        let feed = feed_rs::parser::parse(text(site, path).as_bytes()).unwrap();
        assert!(feed.title.is_some_and(|title| !title.content.is_empty()), "{path}");
        // In an archive of Atom they have no text.
        let shown = |entry: &Entry| Entry { content: None, summary: None, ..entry.clone() };
        let wanted: Vec<Entry> = wanted.map(|(_, (entry, _))| shown(entry)).collect();
        let found: Vec<Entry> = feed.entries.iter().map(shown).collect();
        assert_eq!(found, wanted, "{path}");
        assert!(feed.entries.iter().all(|entry| entry.content.is_some()), "{path}");
        feeds += 1;
    }
    assert!(feeds > 3, "{feeds} feeds");
}

/// Every spelling of an issuer's name, by its address: as the articles of the set say.
fn issuers(site: &Site) -> BTreeMap<String, BTreeSet<String>> {
    let mut issuers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, bytes) in site.files.iter().filter(|(path, _)| path.starts_with("set/articles/")) {
        let pack: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        for article in pack["articles"].as_array().unwrap() {
            let slugs = article["issuer_slugs"].as_array().map(Vec::as_slice).unwrap_or_default();
            let names =
                article["release"]["issuers"].as_array().map(Vec::as_slice).unwrap_or_default();
            // Two spellings of one name in a release are one address.
            for (slug, party) in slugs.iter().zip(names).filter(|_| slugs.len() == names.len()) {
                let name = party["name"].as_str().unwrap().to_owned();
                issuers.entry(slug.as_str().unwrap().to_owned()).or_default().insert(name);
            }
        }
    }
    issuers
}

/// A day without a time is read as its noon.
fn seconds(date: Date) -> i64 {
    date.unix_seconds() + if date.time.is_none() { 12 * 3600 } else { 0 }
}

/// What a feed says is what `ingest` makes releases of: all of them come back.
fn check_published_again(folder: &Folder, site: &Site, releases: &[&Release]) {
    let again = folder.join("again");
    for (path, bytes) in site
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("feeds/all") && path.ends_with(".json"))
    {
        let file = again.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    let back = read(&again);
    let back: BTreeMap<String, Release> = back
        .releases
        .into_iter()
        .map(|sourced| (sourced.release.id.clone(), sourced.release))
        .collect();
    assert_eq!(back.len(), releases.len());
    let mut compared = 0;
    for release in releases {
        let found = &back[&release.id];
        let id = &release.id;
        assert_eq!(found.slug, release.slug, "{id}");
        assert_eq!((&found.title, &found.summary), (&release.title, &release.summary), "{id}");
        assert_eq!((&found.language, &found.group), (&release.language, &release.group), "{id}");
        assert_eq!((&found.kind, &found.place), (&release.kind, &release.place), "{id}");
        assert_eq!(
            (&found.issuers, &found.distributor),
            (&release.issuers, &release.distributor),
            "{id}"
        );
        assert_eq!((&found.contacts, &found.rights), (&release.contacts, &release.rights), "{id}");
        assert_eq!((&found.status, &found.site), (&release.status, &release.site), "{id}");
        assert_eq!(found.topics.len(), release.topics.len(), "{id}");
        assert_eq!(found.about, release.about, "{id}");
        assert_eq!(
            (found.media.len(), found.attachments.len()),
            (release.media.len(), release.attachments.len()),
            "{id}"
        );
        // Pictures of its own are on another host now, and a state is told in the text.
        let mut own = (*release).clone();
        if release.status.is_none() && own.sources_mut().is_empty() {
            assert_eq!(found.body, release.body, "{id}");
            compared += 1;
        }
    }
    assert!(compared * 3 > releases.len(), "{compared} bodies compared");
}

#[test]
fn feeds_say_what_went_in() {
    check_feeds(&sample());
}

#[needs::shared_data]
#[test]
fn feeds_of_debian_say_what_went_in() {
    check_feeds(&shared("releases/debian"));
}

/// Each list names its own feeds before that of everything, the set says which there are, and each of them is there.
#[test]
fn every_list_names_its_feeds() {
    let folder = Folder::with_viewer();
    let source = folder
        .write("newsroom.json", super::TWO.replace("\"date_published\": \"2024-05-02\",", ""));
    for (base, opml) in [("", false), ("https://example.org/news/", true)] {
        let site = published(&source, &folder.viewer(), &options(base));
        for (page, expected) in [
            ("index.html", &["feeds/all.xml", "feeds/all.json"][..]),
            ("follow/index.html", &["feeds/all.xml", "feeds/all.json"]),
            ("year/2024/index.html", &["feeds/all.xml", "feeds/all.json"]),
            (
                "topic/travaux/index.html",
                &[
                    "feeds/topic/travaux.xml",
                    "feeds/topic/travaux.json",
                    "feeds/all.xml",
                    "feeds/all.json",
                ],
            ),
            // Of a topic without any date there is no Atom.
            (
                "topic/phare/index.html",
                &["feeds/topic/phare.json", "feeds/all.xml", "feeds/all.json"],
            ),
        ] {
            let named = named(text(&site, page));
            let expected: Vec<String> =
                expected.iter().map(|path| format!("{base}{path}")).collect();
            assert_eq!(named, expected, "{page}");
            for path in named {
                assert!(site.files.contains_key(path.trim_start_matches(base)), "{page}: {path}");
            }
            // At most two clicks from any list: each links its feeds itself, and the page with all of them.
            let page = text(&site, page);
            assert!(page.contains("href=\"follow/\""), "{page}");
        }
        let follow = text(&site, "follow/index.html");
        for path in
            site.files.keys().filter(|path| path.starts_with("feeds/") && !path.ends_with("opml"))
        {
            assert!(follow.contains(&format!("href=\"{path}\"")), "{path}");
        }
        assert_eq!(site.files.contains_key("feeds/feeds.opml"), opml);
        assert_eq!(follow.contains("href=\"feeds/feeds.opml\""), opml);
    }
}

/// The feeds that the head of a page names, in their order.
fn named(page: &str) -> Vec<String> {
    let kinds = ["type=\"application/atom+xml\"", "type=\"application/feed+json\""];
    let links = page.split("<link rel=\"alternate\"").skip(1);
    let links = links
        .filter(|link| kinds.iter().any(|kind| link.split('>').next().unwrap().contains(kind)));
    links
        .map(|link| link.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
        .collect()
}

/// A release as Markdown says what the release says, and `ingest` reads it.
#[test]
fn markdown_says_what_went_in() {
    let folder = Folder::with_viewer();
    let mut options = options("");
    options.with = BTreeSet::from([Part::Forms]);
    let site = published(&sample(), &folder.viewer(), &options);
    let again = folder.join("again");
    fs::create_dir_all(&again).unwrap();
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with("release.md")) {
        fs::write(again.join(path.replace("/release.md", ".md").replace("r/", "")), bytes).unwrap();
    }
    let back: BTreeMap<String, Release> =
        read(&again).releases.into_iter().map(|s| (s.release.id.clone(), s.release)).collect();
    for sourced in read(&sample()).releases {
        let release = sourced.release;
        let Some(found) = back.get(&release.id) else {
            assert!(release.under_embargo(NOW), "{}", release.id);
            continue;
        };
        let id = &release.id;
        assert_eq!((&found.title, &found.summary), (&release.title, &release.summary), "{id}");
        assert_eq!(
            (&found.language, found.published),
            (&release.language, release.published),
            "{id}"
        );
        assert_eq!(
            (&found.issuers, &found.contacts),
            (&release.issuers, &release.contacts),
            "{id}"
        );
        assert_eq!((&found.slug, &found.status), (&release.slug, &release.status), "{id}");
        let mut own = release.clone();
        if own.sources_mut().is_empty() {
            assert_eq!(found.text(), release.text(), "{id}");
        }
    }
}
