//! Feeds: for everything, for each topic and for each language, as JSON Feed 1.1 and as Atom.
//!
//! | file | what |
//! |---|---|
//! | `feeds/all.json`, `feeds/all.xml` | everything |
//! | `feeds/topic/SLUG.json`, `.xml` | the releases of a topic |
//! | `feeds/lang/TAG.json`, `.xml` | the releases in a language |
//! | `feeds/all/N.json`, `.xml` | the older ones of everything, from 1 for the oldest |
//! | `feeds/feeds.opml` | all of these feeds, where the site's address is known |
//!
//! Full texts are large, so a feed holds the newest 50. That of everything holds 20 to 69, and
//! every fifty older ones are a file that does not change when a new release comes (RFC 5005,
//! 4). Each leads to the one before it, so that who follows the links has every release.

mod atom;
mod json;
mod opml;

use super::edition::{Edition, words};
use crate::{
    model::{Language, Release, Slug},
    route::{Address, Route, Search},
    search::Facet,
};

/// Releases in a file of older ones, and in a feed that has no such files.
const IN_FILE: usize = 50;
/// The feed of everything keeps at least this many before its oldest become a file of their own.
const AT_LEAST: usize = 20;

/// What a feed is of.
#[derive(Clone, Copy, Debug)]
enum Choice<'a> {
    All,
    Topic(&'a Slug),
    Language(&'a Language),
}

/// A feed: its name and its releases, newest first.
pub(super) struct Feed<'a> {
    choice: Choice<'a>,
    /// Its path without an ending.
    pub(super) path: String,
    pub(super) title: String,
    releases: Vec<&'a Release>,
}

/// A file of a feed.
struct Page<'a> {
    /// 0 for the feed itself, 1 for the oldest releases.
    number: usize,
    /// The file of the releases before these.
    older: Option<usize>,
    releases: &'a [&'a Release],
}

impl<'a> Feed<'a> {
    fn new(choice: Choice<'a>, edition: &Edition<'a>) -> Self {
        let name = edition.name();
        let language = edition.language();
        let (path, title) = match choice {
            Choice::All => ("feeds/all".to_owned(), name.to_owned()),
            Choice::Topic(slug) => {
                let tag = language.map(Language::primary).unwrap_or_default();
                let label = edition.set.topic(slug.as_str()).map(|topic| topic.label(tag).0);
                let label = label.unwrap_or(slug.as_str());
                (format!("feeds/topic/{slug}"), format!("{name} – {label}"))
            }
            Choice::Language(tag) => {
                let label = (words(language).language_name)(tag.primary()).unwrap_or(tag.as_str());
                (format!("feeds/lang/{tag}"), format!("{name} – {label}"))
            }
        };
        let has = |release: &&Release| match choice {
            Choice::All => true,
            Choice::Topic(slug) => release.topics.contains(slug),
            Choice::Language(tag) => release.language.as_ref() == Some(tag),
        };
        Self { choice, path, title, releases: edition.releases.iter().filter(has).collect() }
    }

    /// The page that shows the same releases, relative to the newsroom's folder.
    fn list(&self) -> String {
        let list = match self.choice {
            Choice::All => Search::default(),
            Choice::Topic(slug) => Search::default().toggle(Facet::Topic, slug.as_str()),
            Choice::Language(tag) => Search::default().toggle(Facet::Language, tag.as_str()),
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
fn pages<'a>(choice: Choice<'_>, releases: &'a [&'a Release]) -> Vec<Page<'a>> {
    if !matches!(choice, Choice::All) {
        let recent = releases.get(..IN_FILE).unwrap_or(releases);
        return vec![Page { number: 0, older: None, releases: recent }];
    }
    let archives = releases.len().saturating_sub(AT_LEAST) / IN_FILE;
    let (recent, older) = releases.split_at(releases.len() - archives * IN_FILE);
    let mut pages =
        vec![Page { number: 0, older: Some(archives).filter(|n| *n > 0), releases: recent }];
    for (chunk, number) in older.chunks(IN_FILE).zip((1..=archives).rev()) {
        let before = Some(number - 1).filter(|n| *n > 0);
        pages.push(Page { number, older: before, releases: chunk });
    }
    pages
}

/// Every feed of a newsroom. A topic that no release has, has none.
pub(super) fn feeds<'a>(edition: &Edition<'a>) -> Vec<Feed<'a>> {
    let topics = edition.newsroom.topics.iter().zip(&edition.set.topics);
    let topics = topics.filter(|(_, count)| **count > 0);
    let mut choices = vec![Choice::All];
    choices.extend(topics.map(|(topic, _)| Choice::Topic(&topic.slug)));
    choices.extend(edition.set.languages.iter().map(|(tag, _)| Choice::Language(tag)));
    choices.into_iter().map(|choice| Feed::new(choice, edition)).collect()
}

/// The files of all feeds.
pub(super) fn files(edition: &Edition<'_>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let feeds = feeds(edition);
    for feed in &feeds {
        for page in pages(feed.choice, &feed.releases) {
            files.push((feed.file(page.number, "json"), json::feed(feed, &page, edition)));
        }
        let dated: Vec<&Release> = atom::datable(&feed.releases);
        for page in pages(feed.choice, &dated) {
            if let Some(text) = atom::feed(feed, &page, edition) {
                files.push((feed.file(page.number, "xml"), text));
            }
        }
    }
    if edition.base.is_known() {
        files.push(("feeds/feeds.opml".to_owned(), opml::list(&feeds, edition)));
    }
    files
}

/// The title, media type and path of the feeds of everything, for the heads of pages.
pub(super) fn main_feeds(edition: &Edition<'_>) -> Vec<(String, &'static str, String)> {
    let feed = Feed::new(Choice::All, edition);
    let mut kinds = vec![(feed.title.clone(), "application/feed+json", feed.file(0, "json"))];
    if !atom::datable(&feed.releases).is_empty() {
        kinds.insert(0, (feed.title.clone(), "application/atom+xml", feed.file(0, "xml")));
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::{Choice, pages};
    use crate::model::{Release, Slug};

    #[test]
    fn older_releases_have_files_that_stay() {
        let releases: Vec<Release> =
            (0..400).map(|n| Release::new(n.to_string(), Slug::new("a").unwrap())).collect();
        let shape = |count: usize| -> Vec<(usize, Option<usize>, usize)> {
            let some: Vec<&Release> = releases.iter().take(count).collect();
            let pages = pages(Choice::All, &some);
            pages.iter().map(|page| (page.number, page.older, page.releases.len())).collect()
        };
        assert_eq!(shape(0), [(0, None, 0)]);
        assert_eq!(shape(69), [(0, None, 69)]);
        assert_eq!(shape(70), [(0, Some(1), 20), (1, None, 50)]);
        assert_eq!(shape(71), [(0, Some(1), 21), (1, None, 50)]);
        assert_eq!(shape(130), [(0, Some(2), 30), (2, Some(1), 50), (1, None, 50)]);
        let some: Vec<&Release> = releases.iter().collect();
        let slug = Slug::new("a").unwrap();
        assert_eq!(pages(Choice::Topic(&slug), &some)[0].releases.len(), 50);
    }
}
