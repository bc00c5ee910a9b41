//! What `set.json` says of all releases together, and what each release adds to it.

use super::{layout::With, names::Names};
use crate::{
    model::{Contact, Language, Media, Month, Newsroom, Release, Slug, apart, blocks_parted},
    search::{Document, Facet, Options, analysis::BLOCK_END},
};
use std::collections::{BTreeMap, BTreeSet};

/// Counts of everything that releases have in common.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub(super) topics: BTreeMap<Slug, u32>,
    pub(super) issuers: Names,
    pub(super) places: Names,
    kinds: BTreeSet<String>,
    pub(super) languages: BTreeMap<Language, u32>,
    pub(super) months: Vec<(Month, u32)>,
    pub(super) dated: u32,
    pub(super) with: With,
}

/// A release's own values, as keys.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    pub(super) issuers: Vec<Slug>,
    place: Option<Slug>,
    kind: Option<String>,
    with: Vec<&'static str>,
}

impl Summary {
    /// Of releases with these issuers and places.
    pub(super) fn new(issuers: Names, places: Names) -> Self {
        Self { issuers, places, ..Self::default() }
    }

    /// Takes in the release with that number. Releases come in the order of their numbers.
    pub(super) fn add(&mut self, number: u32, release: &Release) -> Keys {
        for topic in &release.topics {
            *self.topics.entry(topic.clone()).or_default() += 1;
        }
        if let Some(language) = &release.language {
            *self.languages.entry(language.clone()).or_default() += 1;
        }
        if let Some(date) = release.published {
            self.dated += 1;
            if self.months.last().is_none_or(|(month, _)| *month != date.month()) {
                self.months.push((date.month(), number));
            }
        }
        let with: Vec<&'static str> = [
            ("media", !release.media.is_empty() || release.image.is_some(), &mut self.with.media),
            ("contact", !release.contacts.is_empty(), &mut self.with.contact),
            ("attachment", !release.attachments.is_empty(), &mut self.with.attachment),
        ]
        .into_iter()
        .filter_map(|(name, present, count)| {
            *count += u32::from(present);
            present.then_some(name)
        })
        .collect();
        let kind = release.kind.as_deref().map(str::to_lowercase);
        self.kinds.extend(kind.clone());
        let names = release.issuers.iter().map(|issuer| issuer.name.as_str());
        Keys {
            issuers: self.issuers.slugs(names),
            place: self.places.slugs(release.place.as_deref().into_iter()).pop(),
            kind,
            with,
        }
    }

    /// What the search index should know besides the releases.
    pub(super) fn options(&self, newsroom: &Newsroom) -> Options {
        let topics = newsroom.topics.iter().map(|topic| {
            let labels = topic.labels.iter().map(|(_, label)| label.clone()).collect();
            ((Facet::Topic, topic.slug.to_string()), labels)
        });
        let named = |facet: Facet, names: &Names| {
            let list = names.list().into_iter();
            list.map(move |named| ((facet, named.slug.to_string()), vec![named.name]))
        };
        let kinds = self.kinds.iter();
        let kinds = kinds.map(|kind| ((Facet::Kind, kind.clone()), vec![kind.clone()]));
        let labels = topics
            .chain(named(Facet::Issuer, &self.issuers))
            .chain(named(Facet::Place, &self.places))
            .chain(kinds)
            .collect();
        Options { languages: newsroom.languages.clone(), labels, ..Options::default() }
    }
}

/// A release as the search index sees it.
pub(super) fn document(release: &Release, keys: &Keys, newsroom: &Newsroom) -> Document {
    apart! { release =>
        title, summary, language, published, topics, body;
        in_keys_or_extra: issuers, kind, place, image, media, attachments, contacts, about;
        not_searched: id, slug, group, url, site, distributor, modified, embargo_until, rights, status, revisions
    }
    let one = |facet: Facet, key: &dyn ToString| (facet, key.to_string());
    let mut facets: Vec<(Facet, String)> = Vec::new();
    facets.extend(topics.iter().map(|slug| one(Facet::Topic, slug)));
    facets.extend(keys.issuers.iter().map(|slug| one(Facet::Issuer, slug)));
    facets.extend(keys.place.iter().map(|slug| one(Facet::Place, slug)));
    facets.extend(keys.kind.iter().map(|kind| one(Facet::Kind, kind)));
    facets.extend(language.iter().map(|language| one(Facet::Language, language)));
    facets.extend(keys.with.iter().map(|with| one(Facet::With, with)));
    Document {
        language: language.clone(),
        title: title.clone().unwrap_or_default(),
        summary: summary.clone().unwrap_or_default(),
        body: blocks_parted(body, BLOCK_END),
        extra: extra(release, newsroom),
        facets,
        month: published.map(|date| date.month()),
    }
}

/// What is looked for like any other words and is not the text: names, topics in all languages,
/// whom to reach, what comes with it, and last who the issuer is.
fn extra(release: &Release, newsroom: &Newsroom) -> String {
    let mut extra = String::new();
    let mut add = |text: &str| {
        if !text.is_empty() {
            extra.push_str(text);
            extra.push(BLOCK_END);
        }
    };
    release.issuers.iter().for_each(|issuer| add(&issuer.name));
    release.place.iter().for_each(|place| add(place));
    for topic in newsroom.topics.iter().filter(|topic| release.topics.contains(&topic.slug)) {
        topic.labels.iter().for_each(|(_, label)| add(label));
    }
    for contact in &release.contacts {
        let Contact { name, role, organisation, email, phone } = contact;
        [name, role, organisation, email, phone].into_iter().flatten().for_each(|text| add(text));
    }
    for Media { image, caption, credit, licence: _, mime_type: _ } in &release.media {
        let about = [&image.alt, caption, credit];
        about.into_iter().flatten().for_each(|text| add(text));
    }
    release.image.iter().filter_map(|image| image.alt.as_ref()).for_each(|alt| add(alt));
    let titles = release.attachments.iter().filter_map(|attachment| attachment.title.as_ref());
    titles.for_each(|title| add(title));
    add(&blocks_parted(&release.about, BLOCK_END));
    extra
}
