//! What `set.json` says of all releases together, and what each release adds to it.

use super::{
    layout::With,
    names::Names,
    places::{Quotation, quotations},
};
use crate::{
    model::{
        Contact, Kept, Language, Media, Month, Newsroom, Release, Shelf, Slug, apart, blocks_parted,
    },
    search::{Document, Facet, Options, Values, analysis::BLOCK_END},
};
use nanoserde::SerBin;
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What a release has in a facet, as it says it; in its text, `quotations` say it.
pub(super) fn said<'a>(
    facet: Facet,
    release: &'a Release,
    quotations: &'a [Quotation],
) -> Vec<&'a str> {
    match facet {
        Facet::Topic => release.topics.iter().map(Slug::as_str).collect(),
        Facet::Issuer => release.issuers.iter().map(|issuer| issuer.name.as_str()).collect(),
        Facet::Language => release.language.iter().map(Language::as_str).collect(),
        Facet::Place => release.place.as_deref().into_iter().collect(),
        Facet::Kind => release.kind.as_deref().into_iter().collect(),
        Facet::Speaker => {
            let mut speakers: Vec<&str> =
                quotations.iter().filter_map(|quotation| quotation.speaker.as_deref()).collect();
            speakers.sort_unstable();
            speakers.dedup();
            speakers
        }
        Facet::With => {
            let parts = [
                ("media", !release.media.is_empty() || release.image.is_some()),
                ("contact", !release.contacts.is_empty()),
                ("attachment", !release.attachments.is_empty()),
            ];
            parts.into_iter().filter_map(|(name, present)| present.then_some(name)).collect()
        }
    }
}

/// Counts of everything that releases have in common.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub(super) topics: BTreeMap<Slug, u32>,
    pub(super) names: BTreeMap<Facet, Names>,
    words: BTreeSet<(Facet, String)>,
    pub(super) languages: BTreeMap<Language, u32>,
    pub(super) months: Vec<(Month, u32)>,
    pub(super) dated: u32,
    pub(super) with: With,
}

/// A release's own values, as keys.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    pub(super) issuers: Vec<Slug>,
    /// Its quotations, as bytes: they are long, and wanted again when its article is written.
    quotations: Kept,
}

/// A release's values in each facet, as keys.
pub(super) type Facets = Vec<(Facet, String)>;

impl Keys {
    /// Who is quoted in it, and with what.
    pub(super) fn quotations(&self) -> Vec<Quotation> {
        self.quotations.value()
    }
}

impl Summary {
    /// Of releases with these names.
    pub(super) fn new(names: BTreeMap<Facet, Names>) -> Self {
        Self { names, ..Self::default() }
    }

    /// Takes in all releases, in the order of their numbers; with the values of each in all facets.
    pub(super) fn add(
        &mut self,
        releases: &[Release],
        shelf: Option<&Arc<dyn Shelf>>,
    ) -> (Vec<Keys>, Vec<Facets>) {
        let quoted = |release| {
            let quotations = quotations(release);
            let kept = Kept::new(quotations.serialize_bin(), shelf);
            (quotations, kept)
        };
        let quoted: Vec<(Vec<Quotation>, Kept)> = releases.par_iter().map(quoted).collect();
        let numbered = (0..).zip(releases).zip(quoted);
        let one = |((number, release), (quoted, quotations)): ((u32, &Release), (Vec<_>, Kept))| {
            let facets = self.one(number, release, &quoted);
            (Keys { issuers: self.slugs(Facet::Issuer, release), quotations }, facets)
        };
        numbered.map(one).unzip()
    }

    fn one(&mut self, number: u32, release: &Release, quotations: &[Quotation]) -> Facets {
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
        let mut facets = Vec::new();
        for facet in Facet::ALL {
            let said = said(facet, release, quotations);
            let keys: Vec<String> = match facet.values() {
                Values::Names(_) => {
                    self.slugs(facet, release).iter().map(Slug::to_string).collect()
                }
                Values::Words => said.into_iter().map(str::to_lowercase).collect(),
                Values::Topics | Values::Languages | Values::Parts => {
                    said.into_iter().map(str::to_owned).collect()
                }
            };
            for key in &keys {
                match facet.values() {
                    Values::Words => drop(self.words.insert((facet, key.clone()))),
                    Values::Parts => self.with.add(key),
                    _ => {}
                }
            }
            facets.extend(keys.into_iter().map(|key| (facet, key)));
        }
        facets
    }

    fn slugs(&self, facet: Facet, release: &Release) -> Vec<Slug> {
        let names = self.names.get(&facet);
        names.map(|names| names.slugs(said(facet, release, &[]).into_iter())).unwrap_or_default()
    }

    /// What the search index should know besides the releases.
    pub(super) fn options(&self, newsroom: &Newsroom) -> Options {
        let mut labels = BTreeMap::new();
        for facet in Facet::ALL.into_iter().filter(|facet| facet.values() == Values::Topics) {
            labels.extend(newsroom.topics.iter().map(|topic| {
                let labels = topic.labels.iter().map(|(_, label)| label.clone()).collect();
                ((facet, topic.slug.to_string()), labels)
            }));
        }
        for (facet, names) in &self.names {
            let named = names.list().into_iter();
            labels.extend(named.map(|named| {
                (
                    (*facet, named.slug.to_string()),
                    std::iter::once(named.name)
                        .chain(named.names.into_iter().map(|(_, name)| name))
                        .collect(),
                )
            }));
        }
        labels.extend(self.words.iter().map(|word| (word.clone(), vec![word.1.clone()])));
        Options { languages: newsroom.languages.clone(), labels, ..Options::default() }
    }
}

/// A release as the search index sees it.
pub(super) fn document(release: &Release, facets: Facets, newsroom: &Newsroom) -> Document {
    apart! { release =>
        title, summary, language, published, body;
        in_keys_or_extra: topics, issuers, kind, place, image, media, attachments, contacts, about;
        not_searched: id, slug, group, url, site, distributor, modified, embargo_until, rights, gathers, status, revisions
    }
    Document {
        language: language.clone(),
        title: title.clone().unwrap_or_default(),
        summary: summary.clone().unwrap_or_default(),
        body: blocks_parted(&body.blocks(), BLOCK_END),
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
    for Media { image, caption, credit, licence: _, mime_type: _, captions: _, transcript } in
        &release.media
    {
        let about = [&image.alt, caption, credit, transcript];
        about.into_iter().flatten().for_each(|text| add(text));
    }
    release.image.iter().filter_map(|image| image.alt.as_ref()).for_each(|alt| add(alt));
    let titles = release.attachments.iter().filter_map(|attachment| attachment.title.as_ref());
    titles.for_each(|title| add(title));
    add(&blocks_parted(&release.about, BLOCK_END));
    extra
}
