//! What releases have in common by name: issuers and places.

use super::{
    book::{Book, Claim, Prints, Settled},
    layout::Named,
};
use crate::{
    ingest::{
        name::{identity, nfc},
        slug::{self, Want},
    },
    model::Slug,
};
use std::collections::BTreeMap;

/// Names that are written alike but for capitals and spaces are one, spelt as it is most often.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By what all spellings have in common.
    all: BTreeMap<String, Name>,
}

#[derive(Debug, Default)]
struct Name {
    spellings: BTreeMap<String, u32>,
    count: u32,
    slug: Option<Slug>,
}

impl Names {
    /// The names in all releases, which come as the names in each.
    pub(super) fn of<'a>(releases: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let mut all: BTreeMap<String, Name> = BTreeMap::new();
        for names in releases {
            let mut seen = Vec::new();
            for name in names {
                let key = identity(name);
                let known = all.entry(key.clone()).or_default();
                *known.spellings.entry(nfc(name)).or_default() += 1;
                if !seen.contains(&key) {
                    known.count += 1;
                    seen.push(key);
                }
            }
        }
        Self { all }
    }

    /// Gives each name its address in `folder`; which addresses are whose from now on.
    pub(super) fn settle(&mut self, folder: &str, known: &Book) -> Book {
        let claim = |(key, name): (&String, &Name)| Claim {
            keys: vec![key.clone()],
            want: Want { key: key.clone(), slug: slug::from_text(name.spelling().unwrap_or(key)) },
            explicit: false,
            aliases: Vec::new(),
            prints: Prints::default(),
        };
        let claims: Vec<Claim> = self.all.iter().map(claim).collect();
        let Settled { book, slugs, .. } = known.settle(folder, &claims, &|_| false);
        for (name, slug) in self.all.values_mut().zip(slugs) {
            name.slug = Some(slug);
        }
        book
    }

    /// The slugs of the names of one release, each once, in their order.
    pub(super) fn slugs<'a>(&self, names: impl Iterator<Item = &'a str>) -> Vec<Slug> {
        let mut slugs = Vec::new();
        for slug in names.filter_map(|name| self.all.get(&identity(name))?.slug.as_ref()) {
            if !slugs.contains(slug) {
                slugs.push(slug.clone());
            }
        }
        slugs
    }

    /// All of them, most releases first.
    pub(super) fn list(&self) -> Vec<Named> {
        let named = |name: &Name| {
            let (slug, spelling) = (name.slug.clone()?, name.spelling()?.clone());
            Some(Named { slug, name: spelling, count: name.count })
        };
        let mut list: Vec<Named> = self.all.values().filter_map(named).collect();
        list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        list
    }
}

impl Name {
    /// The most frequent spelling, the first in the alphabet among equals.
    fn spelling(&self) -> Option<&String> {
        let most = self.spellings.iter().rev().max_by_key(|(_, count)| **count);
        most.map(|(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Book, Names};

    #[test]
    fn spellings_of_one_name_are_one() {
        let releases = [
            vec!["Météo Atlas", "Météo Atlas"],
            vec!["MÉTÉO ATLAS", "Port"],
            vec!["Météo Atlas"],
            vec!["Meteo Atlas"],
        ];
        let mut names = Names::of(releases.into_iter());
        let book = names.settle("issuer", &Book::default());
        let list: Vec<(String, String, u32)> = names
            .list()
            .into_iter()
            .map(|named| (named.name, named.slug.to_string(), named.count))
            .collect();
        let second = book.shown["météo atlas"].slug.to_string();
        assert!(second.starts_with("meteo-atlas-"), "{second}");
        assert_eq!(
            list,
            [
                ("Météo Atlas".to_owned(), second, 3),
                ("Meteo Atlas".to_owned(), "meteo-atlas".to_owned(), 1),
                ("Port".to_owned(), "port".to_owned(), 1)
            ]
        );
    }
}
