//! What releases have in common by name: issuers and places.

use super::layout::Named;
use crate::{ingest::slug, model::Slug};
use std::collections::BTreeMap;

/// Names that differ in case, accents and punctuation only are one, spelt as it is most often.
#[derive(Debug, Default)]
pub(super) struct Names {
    spellings: BTreeMap<Slug, BTreeMap<String, u32>>,
    counts: BTreeMap<Slug, u32>,
}

impl Names {
    /// Takes in the names of one release; their slugs, each once, in their order.
    pub(super) fn of_release<'a>(&mut self, names: impl Iterator<Item = &'a str>) -> Vec<Slug> {
        let mut slugs = Vec::new();
        for name in names {
            let slug = slug::from_text(name);
            let spellings = self.spellings.entry(slug.clone()).or_default();
            *spellings.entry(name.to_owned()).or_default() += 1;
            if !slugs.contains(&slug) {
                *self.counts.entry(slug.clone()).or_default() += 1;
                slugs.push(slug);
            }
        }
        slugs
    }

    /// All of them, most releases first.
    pub(super) fn list(&self) -> Vec<Named> {
        let mut list: Vec<Named> = self
            .counts
            .iter()
            .map(|(slug, count)| Named {
                slug: slug.clone(),
                name: self.spelling(slug),
                count: *count,
            })
            .collect();
        list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        list
    }

    /// The most frequent spelling, the first in the alphabet among equals.
    fn spelling(&self, slug: &Slug) -> String {
        let spellings = self.spellings.get(slug);
        let most = spellings.and_then(|s| s.iter().rev().max_by_key(|(_, count)| **count));
        most.map_or_else(|| slug.to_string(), |(name, _)| name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn spellings_of_one_name_are_one() {
        let mut names = Names::default();
        names.of_release(["Météo Atlas", "Météo Atlas"].into_iter());
        names.of_release(["METEO ATLAS", "Port"].into_iter());
        names.of_release(["Météo Atlas"].into_iter());
        let list: Vec<(String, u32)> =
            names.list().into_iter().map(|named| (named.name, named.count)).collect();
        assert_eq!(list, [("Météo Atlas".to_owned(), 3), ("Port".to_owned(), 1)]);
    }
}
