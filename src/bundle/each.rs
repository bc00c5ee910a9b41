//! What the set says of one release: its list entry and the whole of it. Made when its file is, and not held.

use super::{
    kits::Gathered,
    layout::{Article, Card, Version},
    people::speakers,
    pictures::Pictures,
    places::{Places, sections},
    related::Kin,
    revisions::difference,
    summary::Keys,
};
use crate::model::{Newsroom, Release};

/// What is known of each release, in the order of their numbers.
pub(super) struct Each<'a> {
    pub(super) releases: &'a [Release],
    pub(super) keys: &'a [Keys],
    pub(super) kin: &'a [Kin],
    pub(super) versions: &'a [Vec<Version>],
    pub(super) pictures: &'a Pictures,
}

impl Each<'_> {
    /// A release's list entry.
    pub(super) fn card(&self, at: usize) -> Option<Card> {
        let (release, keys, kin) = (self.releases.get(at)?, self.keys.get(at)?, self.kin.get(at)?);
        Some(Card {
            slug: release.slug.clone(),
            title: release.title.clone(),
            summary: release.description(),
            language: release.language.clone(),
            published: release.published,
            issuers: keys.issuers.clone(),
            place: release.place.clone(),
            topics: release.topics.clone(),
            versions: self.versions.get(at)?.clone(),
            state: release.status.as_ref().map(|status| status.state),
            story: kin.story(self.releases),
            like: kin.like(self.releases),
            picture: self.pictures.picture(release),
        })
    }

    /// A whole release, with what changed since earlier texts instead of those texts, who speaks on it, and what press kits
    /// gather.
    pub(super) fn article(
        &self,
        at: usize,
        newsroom: &Newsroom,
        gathered: &Gathered<'_>,
    ) -> Option<Article> {
        let (release, keys, kin) = (self.releases.get(at)?, self.keys.get(at)?, self.kin.get(at)?);
        let differences = release
            .revisions
            .iter()
            .map(|earlier| difference(earlier, &release.body.blocks()))
            .filter(|difference| !difference.passages.is_empty())
            .collect();
        let places = Places { quotations: keys.quotations(), sections: sections(release) };
        let mut article = Article {
            issuer_slugs: keys.issuers.clone(),
            versions: self.versions.get(at)?.clone(),
            differences,
            like: kin.like(self.releases),
            related: kin.related(self.releases),
            places,
            gallery: self.pictures.exhibits(release),
            spokespeople: speakers(release, newsroom),
            ..Article::of(Release { revisions: Vec::new(), ..release.clone() })
        };
        gathered.complete(&mut article, at, self.releases, self.pictures);
        Some(article)
    }
}
