//! Feeds: for everything, for each topic, issuer and language, as JSON Feed 1.1 and as Atom.
//!
//! | file | what |
//! |---|---|
//! | `feeds/all.json`, `feeds/all.xml` | everything |
//! | `feeds/topic/SLUG.json`, `.xml` | the releases of a topic |
//! | `feeds/issuer/SLUG.json`, `.xml` | the releases of an issuer |
//! | `feeds/lang/TAG.json`, `.xml` | the releases in a language |
//! | `feeds/all/N.json`, `.xml` | the older ones of everything, from 1 for the oldest |
//! | `feeds/feeds.opml` | all of these feeds, where the site's address is known |
//!
//! Full texts are large, so a feed holds the newest ten, and where more came in a fortnight up to 20. That of everything holds
//! 20 to 69, and every fifty older ones are a file that does not change when a new release comes (RFC 5005, 4). Each leads to
//! the one before it, so that who follows the links has every release; texts as old as that stand in the JSON Feed alone.

mod atom;
pub(super) mod json;
mod opml;

use super::edition::{Edition, words};
use crate::{
    app::{feeds::Choice, selectors},
    bundle::{BundleError, Contents, Feeds, Spool},
    model::{Date, Link, Release},
    route::{Address, Route, Search},
    search::Facet,
};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Releases in a file of older ones.
const IN_FILE: usize = 50;
/// The feed of everything keeps at least this many before its oldest become a file. Other feeds have no such files, and no more.
const AT_LEAST: usize = 20;
/// What a feed without such files has at any rate.
const FEW: usize = 10;
/// Whoever asks every other week misses nothing, unless more than [`AT_LEAST`] came.
const FORTNIGHT: i64 = 14 * 24 * 60 * 60;

/// A feed: its name and its releases, newest first.
pub(super) struct Feed<'a> {
    pub(super) choice: Choice<'a>,
    /// Its path without an ending.
    pub(super) path: String,
    pub(super) title: String,
    pub(super) releases: Vec<&'a Release>,
}

/// A file of a feed.
struct Page<'a> {
    /// 0 for the feed itself, 1 for the oldest releases.
    number: usize,
    /// The file of the releases before these.
    older: Option<usize>,
    releases: &'a [&'a Release],
    /// Who passes on what is new in it: nothing ever is in the older ones.
    hubs: &'a [Link],
}

impl<'a> Feed<'a> {
    fn new(choice: Choice<'a>, releases: Vec<&'a Release>, edition: &Edition<'a>) -> Self {
        Self { choice, path: Feeds::path(choice), title: title(choice, edition), releases }
    }

    /// The page that shows the same releases, relative to the newsroom's folder.
    pub(super) fn list(&self) -> String {
        let list = match self.choice {
            None => Search::default(),
            Some((facet, value)) => Search::default().toggle(facet, value),
        };
        let address = Address { route: Route::Home(list), interface: None }.href();
        address.trim_start_matches("./").to_owned()
    }

    /// How many folders deep its files lie.
    fn depth(&self, page: usize) -> usize {
        self.path.matches('/').count() + usize::from(page > 0)
    }

    /// The path of one of its files.
    fn file(&self, page: usize, ending: &str) -> String {
        match page {
            0 => format!("{}.{ending}", self.path),
            page => format!("{}/{page}.{ending}", self.path),
        }
    }
}

/// Newest first: the feed itself, then the files of older releases, if it has any.
fn pages<'a>(choice: Choice<'_>, releases: &'a [&'a Release], hubs: &'a [Link]) -> Vec<Page<'a>> {
    if choice.is_some() {
        let moment = |release: &Release| release.published.as_ref().map(Date::unix_seconds);
        let newest = releases.first().and_then(|release| moment(release));
        let is_recent = |release: &Release| {
            newest.zip(moment(release)).is_some_and(|(newest, then)| newest - then <= FORTNIGHT)
        };
        let recent = releases.iter().take_while(|release| is_recent(release)).count();
        let some = recent.clamp(FEW, AT_LEAST).min(releases.len());
        let releases = releases.get(..some).unwrap_or(releases);
        return vec![Page { number: 0, older: None, releases, hubs }];
    }
    let archives = releases.len().saturating_sub(AT_LEAST) / IN_FILE;
    let (recent, older) = releases.split_at(releases.len() - archives * IN_FILE);
    let older_one = Some(archives).filter(|n| *n > 0);
    let mut pages = vec![Page { number: 0, older: older_one, releases: recent, hubs }];
    for (chunk, number) in older.chunks(IN_FILE).zip((1..=archives).rev()) {
        let before = Some(number - 1).filter(|n| *n > 0);
        pages.push(Page { number, older: before, releases: chunk, hubs: &[] });
    }
    pages
}

/// What a feed is called: the newsroom's name, and that of the value.
fn title(choice: Choice<'_>, edition: &Edition<'_>) -> String {
    let name = edition.name();
    let Some((facet, value)) = choice else { return name.to_owned() };
    let interface = edition.interface();
    let label = match facet {
        // As it stands in a sentence, without a capital.
        Facet::Language => {
            let tag = value.split('-').next().unwrap_or(value);
            words(edition.language()).language_name(tag).unwrap_or(value).to_owned()
        }
        facet => selectors::label(edition.set, facet, value, interface.messages(), interface),
    };
    format!("{name} – {label}")
}

/// Every feed of a newsroom. A topic that no release has, has none.
pub(super) fn feeds<'a>(edition: &Edition<'a>) -> Vec<Feed<'a>> {
    let set = edition.set;
    let topics = set.newsroom.topics.iter().zip(&set.topics).filter(|(_, count)| **count > 0);
    let topics = topics.map(|(topic, _)| (Facet::Topic, topic.slug.as_str()));
    let issuers = set.names.of(Facet::Issuer).iter();
    let issuers = issuers.map(|issuer| (Facet::Issuer, issuer.slug.as_str()));
    let languages = set.languages.iter().map(|(tag, _)| (Facet::Language, tag.as_str()));
    // In one go over the releases: a newsroom can have as many issuers as releases.
    let mut chosen: BTreeMap<(Facet, &str), Vec<&'a Release>> = BTreeMap::new();
    for release in edition.releases {
        let topics = release.topics.iter().map(|topic| (Facet::Topic, topic.as_str()));
        let issuers = edition.issuers(release).into_iter();
        let issuers = issuers.map(|issuer| (Facet::Issuer, issuer.as_str()));
        let language = release.language.iter().map(|tag| (Facet::Language, tag.as_str()));
        for choice in topics.chain(issuers).chain(language) {
            chosen.entry(choice).or_default().push(release);
        }
    }
    let mut feeds = vec![Feed::new(None, edition.releases.iter().collect(), edition)];
    for choice in topics.chain(issuers).chain(languages) {
        let releases = chosen.remove(&choice).unwrap_or_default();
        feeds.push(Feed::new(Some(choice), releases, edition));
    }
    feeds
}

/// What the set says of them.
pub(super) fn offered(edition: &Edition<'_>) -> Feeds {
    let feeds = feeds(edition);
    let json_only = feeds.iter().filter(|feed| atom::datable(&feed.releases).is_empty());
    Feeds {
        opml: edition.base.is_known(),
        json_only: json_only.map(|feed| feed.path.clone()).collect(),
    }
}

/// The files of all feeds. Hubs are asked to pass on an address, so that they are named only where that is known.
///
/// # Errors
///
/// If there is no room for them.
pub(super) fn files(
    edition: &Edition<'_>,
    hubs: &[Link],
    spool: &Spool,
) -> Result<Contents, BundleError> {
    let hubs = if edition.base.is_known() { hubs } else { &[] };
    let feeds = feeds(edition);
    let of_feed = |feed: &Feed<'_>| {
        let json = pages(feed.choice, &feed.releases, hubs).into_par_iter().map(|page| {
            let text = json::feed(feed, &page, edition);
            Ok((feed.file(page.number, "json"), spool.keep(text)?))
        });
        let dated: Vec<&Release> = atom::datable(&feed.releases);
        let atom = pages(feed.choice, &dated, hubs).into_par_iter().filter_map(|page| {
            let text = atom::feed(feed, &page, edition)?;
            Some(spool.keep(text).map(|text| (feed.file(page.number, "xml"), text)))
        });
        json.chain(atom).collect::<Vec<Result<_, BundleError>>>()
    };
    let made = feeds.par_iter().flat_map_iter(of_feed);
    let mut files: Contents = made.collect::<Result<_, BundleError>>()?;
    if edition.base.is_known() {
        files.insert(Feeds::OPML.to_owned(), spool.keep(opml::list(&feeds, edition))?);
    }
    Ok(files)
}

/// The title, media type and path of the files of a feed, for the heads of pages.
pub(super) fn named(
    choice: Choice<'_>,
    edition: &Edition<'_>,
) -> Vec<(String, &'static str, String)> {
    let Some(feeds) = &edition.set.feeds else { return Vec::new() };
    let title = title(choice, edition);
    feeds.files(choice).into_iter().map(|(kind, path)| (title.clone(), kind, path)).collect()
}

#[cfg(test)]
mod tests {
    use super::pages;
    use crate::{
        model::{Release, Slug},
        search::Facet,
    };

    #[test]
    fn older_releases_have_files_that_stay() {
        let releases: Vec<Release> =
            (0..400).map(|n| Release::new(n.to_string(), Slug::new("a").unwrap())).collect();
        let shape = |count: usize| -> Vec<(usize, Option<usize>, usize)> {
            let some: Vec<&Release> = releases.iter().take(count).collect();
            let pages = pages(None, &some, &[]);
            pages.iter().map(|page| (page.number, page.older, page.releases.len())).collect()
        };
        assert_eq!(shape(0), [(0, None, 0)]);
        assert_eq!(shape(69), [(0, None, 69)]);
        assert_eq!(shape(70), [(0, Some(1), 20), (1, None, 50)]);
        assert_eq!(shape(71), [(0, Some(1), 21), (1, None, 50)]);
        assert_eq!(shape(130), [(0, Some(2), 30), (2, Some(1), 50), (1, None, 50)]);
    }

    #[test]
    fn feeds_have_ten_or_a_fortnight() {
        // So many, from the newest each so many days before the last, the last `undated` without a date.
        let length = |count: usize, days: usize, undated: usize| {
            let release = |n: usize| {
                let mut release = Release::new(n.to_string(), Slug::new("a").unwrap());
                let day = 720 - n * days;
                let date =
                    format!("20{:02}-{:02}-{:02}", day / 336, day / 28 % 12 + 1, day % 28 + 1);
                release.published = date.parse().ok().filter(|_| n + undated < count);
                release
            };
            let releases: Vec<Release> = (0..count).map(release).collect();
            let some: Vec<&Release> = releases.iter().collect();
            let pages = pages(Some((Facet::Topic, "a")), &some, &[]);
            assert_eq!(pages.len(), 1);
            pages[0].releases.len()
        };
        for (count, days, undated, expected) in [
            (0, 1, 0, 0),
            (9, 1, 0, 9),
            (30, 9, 0, 10),
            (30, 1, 0, 15),
            (30, 0, 0, 20),
            (30, 0, 18, 12),
            (30, 0, 30, 10),
        ] {
            assert_eq!(length(count, days, undated), expected, "{count} {days} {undated}");
        }
    }
}
