//! What is published: the newsroom and its releases, with what every part of the site asks of
//! them.

use super::base::Base;
pub(super) use crate::desk::plain::{state, title, words};
use crate::{
    bundle::Set,
    i18n::Interface,
    ingest::name::identity,
    model::{Clock, Date, Language, Newsroom, Release, Slug, Source},
    route::{Address, Route, Search},
    search::Facet,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The newsroom and its releases, newest first.
pub(super) struct Edition<'a> {
    pub(super) set: &'a Set,
    pub(super) newsroom: &'a Newsroom,
    pub(super) releases: &'a [Release],
    pub(super) base: &'a Base,
    /// Whether the forms of each release are files of the site.
    pub(super) has_forms: bool,
    by_slug: BTreeMap<&'a Slug, &'a Release>,
    by_group: BTreeMap<&'a str, Vec<&'a Release>>,
    /// By what all spellings of a name have in common.
    by_issuer: BTreeMap<String, &'a Slug>,
}

impl<'a> Edition<'a> {
    pub(super) fn new(set: &'a Set, releases: &'a [Release], base: &'a Base) -> Self {
        let mut by_group: BTreeMap<&str, Vec<&Release>> = BTreeMap::new();
        for release in releases {
            if let Some(group) = &release.group {
                by_group.entry(group).or_default().push(release);
            }
        }
        let by_slug = releases.iter().map(|release| (&release.slug, release)).collect();
        let issuers = set.names.of(Facet::Issuer).iter().flat_map(|issuer| {
            let names = issuer.names.iter().map(|(_, name)| name).chain([&issuer.name]);
            names.map(|name| (identity(name), &issuer.slug))
        });
        let by_issuer = issuers.collect();
        let newsroom = &set.newsroom;
        Self { set, newsroom, releases, base, has_forms: false, by_slug, by_group, by_issuer }
    }

    pub(super) fn release(&self, slug: &Slug) -> Option<&'a Release> {
        self.by_slug.get(slug).copied()
    }

    /// The first of a release's issuers that has an address, with it.
    pub(super) fn issuer<'r>(&self, release: &'r Release) -> Option<(&'r str, &'a Slug)> {
        let mut issuers = release.issuers.iter().map(|issuer| issuer.name.as_str());
        issuers.find_map(|name| Some((name, *self.by_issuer.get(&identity(name))?)))
    }

    /// The addresses of a release's issuers, each once.
    pub(super) fn issuers(&self, release: &Release) -> BTreeSet<&'a Slug> {
        let keys = release.issuers.iter().map(|issuer| identity(&issuer.name));
        keys.filter_map(|key| self.by_issuer.get(&key).copied()).collect()
    }

    /// A release and its versions in other languages, if there are any.
    pub(super) fn versions(&self, release: &Release) -> &[&'a Release] {
        let group = release.group.as_deref().and_then(|group| self.by_group.get(group));
        group.map(Vec::as_slice).filter(|versions| versions.len() > 1).unwrap_or_default()
    }

    /// The language of what is said of the newsroom.
    pub(super) fn language(&self) -> Option<&'a Language> {
        self.newsroom.languages.first()
    }

    /// The interface in which the newsroom is spoken of.
    pub(super) fn interface(&self) -> Interface {
        // As pages are painted (`prerender/paint.rs`).
        let languages = self.newsroom.languages.iter();
        languages.filter_map(|tag| Interface::new(tag.as_str())).next().unwrap_or_default()
    }

    /// The newsroom's name, else what the interface calls one.
    pub(super) fn name(&self) -> &'a str {
        self.newsroom.title.as_deref().unwrap_or(words(self.language()).newsroom)
    }

    /// The names of a release's topics, in its language where they have one.
    pub(super) fn topics(&self, release: &Release) -> Vec<(&'a str, &'a Slug)> {
        let language = release.language.as_ref().or(self.language());
        let language = language.map(Language::primary).unwrap_or_default();
        let topics = release.topics.iter().filter_map(|slug| self.set.topic(slug.as_str()));
        topics.map(|topic| (topic.label(language).0, &topic.slug)).collect()
    }
}

/// An identifier for the whole world: the release's own where it is one, else a name-based
/// UUID (RFC 9562, version 8 with SHA-256, as in its appendix B.2) of that and of the
/// newsroom. It does not depend on where the site is hosted.
pub(super) fn iri(newsroom: &Newsroom, id: &str) -> String {
    let is_iri = ["https://", "http://", "urn:", "tag:"].iter().any(|start| id.starts_with(start))
        && !id.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c));
    if is_iri {
        return id.to_owned();
    }
    let home = newsroom.home.as_ref().map(|home| home.as_str());
    let name = home.or(newsroom.title.as_deref()).unwrap_or_default();
    let digest = Sha256::digest(format!("{name}\n{id}"));
    let mut bytes: Vec<u8> = digest.iter().take(16).copied().collect();
    if let Some(version) = bytes.get_mut(6) {
        *version = *version & 0x0f | 0x80;
    }
    if let Some(variant) = bytes.get_mut(8) {
        *variant = *variant & 0x3f | 0x80;
    }
    let mut uuid = String::from("urn:uuid:");
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        uuid.push_str(&format!("{byte:02x}"));
    }
    uuid
}

/// The address of a release, relative to the newsroom's folder.
pub(super) fn address(slug: &Slug) -> String {
    let route = Route::Release { slug: slug.clone(), list: Search::default() };
    Address { route, interface: None }.href()
}

/// When the release last became what it is: the latest of the dates that say so.
pub(super) fn changed(release: &Release) -> Option<Date> {
    let status = release.status.as_ref().and_then(|status| status.date);
    let dates = [release.published, release.modified, status];
    dates.into_iter().flatten().max_by_key(Date::unix_seconds)
}

/// A date as RFC 3339 writes moments. A day without a time is written as its noon in UTC, which
/// is the same day almost everywhere; a time without a zone is taken for UTC.
pub(super) fn moment(date: &Date) -> String {
    let noon = Clock { hour: 12, minute: 0, second: 0, offset: Some(0) };
    let mut time = date.time.unwrap_or(noon);
    time.offset = time.offset.or(Some(0));
    Date { time: Some(time), ..*date }.to_string()
}

/// A date in the profile of ISO 8601 that search engines read: a day, or a moment with its zone.
/// A time without a zone is left out rather than guessed at.
pub(super) fn day_or_moment(date: &Date) -> String {
    let time = date.time.filter(|time| time.offset.is_some());
    Date { time, ..*date }.to_string()
}

/// The media type that is stated, else that of the name's ending.
pub(super) fn media_type(stated: Option<&str>, source: &Source) -> String {
    let name = match source {
        Source::Local(path) => path.as_str(),
        Source::Remote(link) => link.as_str().split(['?', '#']).next().unwrap_or_default(),
    };
    let guess = || mime_guess::from_path(name).first_or_octet_stream().to_string();
    stated.map_or_else(guess, str::to_owned)
}

/// The address of a picture or attachment, as seen from a file `depth` folders deep.
pub(super) fn file_address(source: &Source, base: &Base, depth: usize) -> String {
    match source {
        Source::Local(path) => base.address(path.as_str(), depth),
        Source::Remote(link) => link.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{day_or_moment, moment};

    #[test]
    fn dates_for_machines() {
        for (given, as_moment, as_day) in [
            ("2024-05-01", "2024-05-01T12:00:00Z", "2024-05-01"),
            ("2024-05-01T09:30", "2024-05-01T09:30:00Z", "2024-05-01"),
            ("2024-05-01T09:30:00+02:00", "2024-05-01T09:30:00+02:00", "2024-05-01T09:30:00+02:00"),
        ] {
            let date = given.parse().unwrap();
            assert_eq!(
                (moment(&date).as_str(), day_or_moment(&date).as_str()),
                (as_moment, as_day)
            );
        }
    }
}
