//! Pages of the newsroom's own: legal notice, privacy, accessibility, about. They are read and withheld as releases are, and lie
//! beside the set in a file of their own, which comes when somebody opens one.

use super::{
    hash::hash,
    layout::{Article, ArticlePack, FORMAT, Version, sealed},
    paths::FILES,
    writer::{Bundle, BundleError, json},
};
use crate::{
    ingest::{Kind, Loaded, Problem, Sourced, plain_name},
    model::{Language, Release, Signpost},
};

/// What a page is for, where its name tells: in the order in which pages are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Who publishes.
    Legal,
    /// What is kept of readers.
    Privacy,
    /// How well the site can be used by all.
    Accessibility,
    /// Who they are.
    About,
    /// Anything else.
    Other,
}

/// Words of names and titles, folded, that tell what a page is for.
const WORDS: [(Purpose, &[&str]); 4] = [
    (
        Purpose::Legal,
        &["mentionslegales", "legalnotice", "legal", "impressum", "imprint", "noticelegale"],
    ),
    (
        Purpose::Privacy,
        &[
            "confidentialite",
            "vieprivee",
            "donneespersonnelles",
            "privacy",
            "dataprotection",
            "datenschutz",
            "rgpd",
        ],
    ),
    (Purpose::Accessibility, &["accessibilite", "accessibility", "barrierefreiheit"]),
    (Purpose::About, &["apropos", "quisommesnous", "about", "whoweare"]),
];

impl Purpose {
    /// Of a page, by its kind, its name or its title.
    #[must_use]
    pub fn of(page: &Release) -> Self {
        let names = [
            page.kind.as_deref(),
            page.group.as_deref(),
            Some(page.id.as_str()),
            page.title.as_deref(),
        ];
        let names: Vec<String> =
            names.into_iter().flatten().map(|name| plain_name(name).into_owned()).collect();
        let tells =
            |words: &[&str]| names.iter().any(|name| words.iter().any(|word| name.contains(word)));
        WORDS.iter().find(|(_, words)| tells(words)).map_or(Self::Other, |(purpose, _)| *purpose)
    }
}

/// The pages that are shown, in the order in which they are listed.
pub(super) fn pages(found: Vec<Sourced>) -> Vec<Release> {
    let mut pages: Vec<Release> = found.into_iter().map(|sourced| sourced.release).collect();
    pages.sort_by_cached_key(|page| (Purpose::of(page), page.group.clone(), page.id.clone()));
    pages
}

/// What is to be said of pages in one language of a newsroom that has several.
#[cfg(feature = "native")]
pub(super) fn untranslated(loaded: &Loaded) -> Vec<Problem> {
    if loaded.newsroom.languages.len() < 2 {
        return Vec::new();
    }
    let alone = loaded.pages.iter().filter(|page| page.release.group.is_none());
    let advice = |page: &Sourced| {
        let stem = page.origin.source.rsplit('/').next().unwrap_or_default();
        let (name, ending) = stem.rsplit_once('.').unwrap_or((stem, "md"));
        let names: Vec<String> = loaded
            .newsroom
            .languages
            .iter()
            .map(|language| format!("{name}.{language}.{ending}"))
            .collect();
        let message = format!(
            "this page is there in one language, and the newsroom has several: readers of the others are led to this one; \
             write {}",
            names.join(" and ")
        );
        Problem::new(&page.origin.source, page.origin.place.clone(), Kind::MissingVersion, message)
    };
    alone.map(advice).collect()
}

/// What is to be said of texts in the folder of pages that read like releases: there they are in no list.
#[cfg(feature = "native")]
pub(super) fn like_releases(loaded: &Loaded) -> Vec<Problem> {
    let is_one = |page: &&Sourced| {
        let Release { issuers, topics, contacts, place, .. } = &page.release;
        !issuers.is_empty() || !topics.is_empty() || !contacts.is_empty() || place.is_some()
    };
    let told = |page: &Sourced| {
        let message = "this reads like a release, and a text in pages/ is a page of the newsroom's own: it stands at the foot \
                       of every page and in no list; if it is a release, put it into another folder";
        Problem::new(&page.origin.source, page.origin.place.clone(), Kind::PassedOver, message)
    };
    loaded.pages.iter().filter(is_one).map(told).collect()
}

/// The others of a page's group.
fn versions(page: &Release, pages: &[Release]) -> Vec<Version> {
    let same = |other: &&Release| {
        page.group.is_some() && other.group == page.group && other.slug != page.slug
    };
    let version = |other: &Release| Version {
        slug: other.slug.clone(),
        language: other.language.clone(),
        title: other.title.clone(),
    };
    pages.iter().filter(same).map(version).collect()
}

impl Bundle {
    /// Puts the pages beside the set, and has it say where.
    pub(super) fn add_pages(&mut self) -> Result<(), BundleError> {
        if self.pages.is_empty() {
            return Ok(());
        }
        let article = |page: &Release| Article {
            versions: versions(page, &self.pages),
            ..Article::of(page.clone())
        };
        let articles = self.pages.iter().map(article).collect();
        let bytes = sealed(0, &json(&ArticlePack { format: FORMAT, articles }));
        let path = self.add_file("pages.json", bytes)?;
        self.say(|set| set.pages = Some(path))
    }

    /// Has the set say where the head and the foot of pages lead.
    ///
    /// # Errors
    ///
    /// If there is no room for it.
    pub fn post(&mut self, links: Vec<Signpost>) -> Result<(), BundleError> {
        self.say(|set| set.newsroom.links = links)
    }

    /// Puts a file beside the set, under a name that never means another; that name.
    ///
    /// # Errors
    ///
    /// If there is no room for it.
    pub fn add_file(&mut self, name: &str, bytes: Vec<u8>) -> Result<String, BundleError> {
        let path = format!("{FILES}{}/{name}", hash(&[&bytes]));
        self.files.insert(path.clone(), self.spool.keep(bytes)?);
        Ok(path)
    }
}

/// The page for readers of a language, among those of one group; with whether it is in that.
#[must_use]
pub fn page_for<'a>(pages: &[&'a Release], language: &str) -> Option<(&'a Release, bool)> {
    let is_in = |page: &&&Release| page.language.as_ref().map(Language::primary) == Some(language);
    let own = pages.iter().find(is_in).map(|page| (*page, true));
    own.or_else(|| pages.first().map(|page| (*page, false)))
}
