//! How much of a release a form of it says: what everyone may see, or all of it, for `ingest` to read again.

use super::{base::Base, edition::Edition};
use crate::{
    ingest::{Sourced, UNDETERMINED, Wish},
    model::{Language, Newsroom, Release, Revision, Slug},
};
use serde_json::{Map, Value, json};

/// For whom a form of a release is written.
#[derive(Clone, Copy)]
pub(super) enum Extent<'a> {
    /// For everyone, with the addresses of the site.
    Public(&'a Edition<'a>),
    /// For `ingest`: sources, not a site. What is withheld stands in them, and what withholds it.
    Whole(&'a Original<'a>),
}

/// A release with what its source says beside it.
pub(super) struct Original<'a> {
    pub(super) sourced: &'a Sourced,
    /// What it asks for in matters of addresses. A page of the newsroom's own has no such wish and keeps its slug.
    pub(super) wish: Option<&'a Wish>,
    /// Whether it must not be shown, whatever the day.
    pub(super) held: bool,
    /// Whether its source settled that it may be shown though its words would withhold it.
    pub(super) settled: bool,
    /// Whether marks of Markdown would be read as something else: its text stands in the header then.
    pub(super) in_header: bool,
    pub(super) newsroom: &'a Newsroom,
    /// Nothing: addresses are relative.
    pub(super) base: &'a Base,
    /// How many folders deep its file lies.
    pub(super) depth: usize,
}

impl<'a> Extent<'a> {
    pub(super) fn base(&self) -> &'a Base {
        match self {
            Self::Public(edition) => edition.base,
            Self::Whole(original) => original.base,
        }
    }

    pub(super) fn newsroom(&self) -> &'a Newsroom {
        match self {
            Self::Public(edition) => edition.newsroom,
            Self::Whole(original) => original.newsroom,
        }
    }

    /// How many folders deep the file lies, where those of the site lie so deep.
    pub(super) fn depth(&self, of_site: usize) -> usize {
        self.whole().map_or(of_site, |original| original.depth)
    }

    pub(super) fn whole(&self) -> Option<&'a Original<'a>> {
        match self {
            Self::Public(_) => None,
            Self::Whole(original) => Some(original),
        }
    }

    /// The names of its topics, with their slugs where they are settled.
    pub(super) fn topics(&self, release: &Release) -> Vec<(&'a str, Option<&'a Slug>)> {
        match self {
            Self::Public(edition) => {
                edition.topics(release).into_iter().map(|(name, slug)| (name, Some(slug))).collect()
            }
            Self::Whole(original) => {
                original.sourced.tags.iter().map(|tag| (tag.as_str(), None)).collect()
            }
        }
    }

    /// The slug that is written: not one that the program made up, which it would make again.
    pub(super) fn slug<'r>(&'r self, release: &'r Release) -> Option<&'r Slug> {
        match self {
            Self::Public(_) => Some(&release.slug),
            Self::Whole(Original { wish: None, .. }) => Some(&release.slug),
            Self::Whole(Original { wish: Some(wish), .. }) => wish.explicit.then_some(&wish.plain),
        }
    }

    /// The language. Where there is none and sources are written, that is said: no other is to be assumed.
    pub(super) fn language<'r>(&self, release: &'r Release) -> Option<&'r str> {
        let unknown = self.whole().map(|_| UNDETERMINED);
        release.language.as_ref().map(Language::as_str).or(unknown)
    }

    /// What only sources say of a release, by the names under which `ingest` reads it.
    pub(super) fn beside(&self, release: &Release) -> Map<String, Value> {
        let mut map = Map::new();
        let Self::Whole(Original { sourced, wish, held, settled, base, depth, .. }) = self else {
            return map;
        };
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                map.insert(name.to_owned(), value);
            }
        };
        put("draft", (*held || *settled).then(|| json!(held)));
        put("embargo_until", release.embargo_until.map(|date| json!(date)));
        put("publish_at", sourced.waits_longer().map(|date| json!(date)));
        let aliases: Vec<String> = wish
            .iter()
            .flat_map(|wish| &wish.aliases)
            .map(|(file, _)| format!("/{}", file.strip_suffix("index.html").unwrap_or(file)))
            .collect();
        put("aliases", (!aliases.is_empty()).then(|| json!(aliases)));
        let revisions: Vec<Value> =
            release.revisions.iter().map(|one| revision(one, base, *depth)).collect();
        put("revisions", (!revisions.is_empty()).then(|| json!(revisions)));
        map
    }
}

fn revision(revision: &Revision, base: &Base, depth: usize) -> Value {
    let Revision { date, body } = revision;
    let mut map = Map::new();
    if let Some(date) = date {
        map.insert("date".to_owned(), json!(date));
    }
    if !body.is_empty() {
        map.insert("content_html".to_owned(), json!(super::body::whole(body, base, depth)));
    }
    Value::Object(map)
}
