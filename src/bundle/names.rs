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
    model::{Language, Slug},
};
use std::collections::BTreeMap;

/// Names that are written alike but for capitals and spaces are one, spelt as it is most often; and those that the newsroom
/// declares to be one's in several languages.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By what all spellings have in common.
    all: BTreeMap<String, Name>,
    /// For what the spellings of a declared name have in common, what those of the first of its names have.
    same: BTreeMap<String, String>,
}

#[derive(Debug, Default)]
struct Name {
    spellings: BTreeMap<String, u32>,
    count: u32,
    slug: Option<Slug>,
    /// As declared.
    names: Vec<(Language, String)>,
}

impl Names {
    /// The names in all releases, which come as the names in each.
    pub(super) fn of<'a>(
        releases: impl Iterator<Item = Vec<&'a str>>,
        declared: &[Vec<(Language, String)>],
    ) -> Self {
        let mut all: BTreeMap<String, Name> = BTreeMap::new();
        let mut same: BTreeMap<String, String> = BTreeMap::new();
        for names in declared {
            let first = names.first().map(|(_, name)| identity(name)).unwrap_or_default();
            for (_, name) in names {
                same.entry(identity(name)).or_insert_with(|| first.clone());
            }
        }
        for names in releases {
            let mut seen = Vec::new();
            for name in names {
                let key = key(name, &same);
                let known = all.entry(key.clone()).or_default();
                *known.spellings.entry(nfc(name)).or_default() += 1;
                if !seen.contains(&key) {
                    known.count += 1;
                    seen.push(key);
                }
            }
        }
        for names in declared {
            let first = names.first().map(|(_, name)| key(name, &same));
            if let Some(name) = first.and_then(|first| all.get_mut(&first)) {
                name.names.clone_from(names);
            }
        }
        Self { all, same }
    }

    /// Gives each name its address in `folder`; which addresses are whose from now on.
    pub(super) fn settle(&mut self, folder: &str, known: &Book) -> Book {
        let claim = |(key, name): (&String, &Name)| Claim {
            // Its other names may have had addresses of their own.
            keys: std::iter::once(key.clone())
                .chain(name.names.iter().skip(1).map(|(_, name)| identity(name)))
                .collect(),
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
        let slug = |name| self.all.get(&key(name, &self.same))?.slug.as_ref();
        for slug in names.filter_map(slug) {
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
            Some(Named { slug, name: spelling, count: name.count, names: name.names.clone() })
        };
        let mut list: Vec<Named> = self.all.values().filter_map(named).collect();
        list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        list
    }
}

/// What all spellings of a name have in common, and those that are declared to be the same.
fn key(name: &str, same: &BTreeMap<String, String>) -> String {
    let key = identity(name);
    same.get(&key).cloned().unwrap_or(key)
}

impl Name {
    /// The first declared name, else the most frequent spelling, the first in the alphabet among equals.
    fn spelling(&self) -> Option<&String> {
        if let Some((_, name)) = self.names.first() {
            return Some(name);
        }
        let most = self.spellings.iter().rev().max_by_key(|(_, count)| **count);
        most.map(|(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Book, Names};
    use crate::model::Language;

    #[test]
    fn names_that_are_declared_to_be_one_are() {
        let tag = |tag: &str| Language::new(tag).unwrap();
        let port =
            [(tag("fr"), "Port autonome".to_owned()), (tag("en"), "Port Authority".to_owned())];
        let releases =
            [vec!["Port Authority"], vec!["PORT AUTONOME", "Port Authority"], vec!["Port"]];
        let mut names = Names::of(releases.into_iter(), &[port.to_vec()]);
        names.settle("issuer", &Book::default());
        let list = names.list();
        let all: Vec<(&str, u32)> =
            list.iter().map(|named| (named.slug.as_str(), named.count)).collect();
        assert_eq!(all, [("port-autonome", 2), ("port", 1)]);
        assert_eq!(list[0].label("en"), "Port Authority");
        assert_eq!(list[0].label("fr"), "Port autonome");
        assert_eq!(list[1].label("en"), "Port");
        assert_eq!(names.slugs(["Port Authority", "Port autonome"].into_iter()).len(), 1);
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        let releases = [
            vec!["Météo Atlas", "Météo Atlas"],
            vec!["MÉTÉO ATLAS", "Port"],
            vec!["Météo Atlas"],
            vec!["Meteo Atlas"],
        ];
        let mut names = Names::of(releases.into_iter(), &[]);
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
