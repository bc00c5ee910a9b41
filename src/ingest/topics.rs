//! The topics of all releases: those that the newsroom declares, and those found in releases.
//!
//! A topic is its name as written ([`identity`]); only its address is folded. A declared topic is
//! also known by its key and by each of its labels. Whoever types a declared name without its
//! accents still finds it, is told so, and only where no other topic could be meant.

use super::{
    Origin,
    name::{identity, nfc, unaccented},
    slug::{self, Want},
};
use crate::model::{Language, Slug, Topic};
use std::collections::HashMap;

/// A topic as the newsroom declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declared {
    /// Its key as written.
    pub(super) key: String,
    /// Its name in each language.
    pub(super) labels: Vec<(Language, String)>,
    /// What it is about, in each language.
    pub(super) descriptions: Vec<(Language, String)>,
    /// Where it does so.
    pub(super) origin: Origin,
}

/// How a topic's address is asked for: what [`Topic`] does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicWish {
    /// What it is known by: the key or the name, as [`identity`] has it.
    pub identity: String,
    /// The slug that it would have if it were alone.
    pub plain: Slug,
    /// Where the newsroom gives it that slug, if it does.
    pub explicit: Option<Origin>,
    /// Whether the newsroom declares it; others are found in releases.
    pub declared: bool,
}

/// How a name was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// By its name as written.
    Exactly,
    /// By a name that lacks its accents, or its slug: how the declared one is written.
    Nearly(String),
    /// Not at all: it is a topic now.
    Not,
}

/// The topics declared and found.
pub(super) struct Topics {
    all: Vec<(Topic, TopicWish)>,
    by_name: HashMap<String, usize>,
    /// By their names without accents and their slugs; none where two could be meant.
    nearly: HashMap<String, Option<usize>>,
    declared: usize,
}

impl Topics {
    pub(super) fn new(declared: Vec<Declared>) -> Self {
        let mut topics =
            Self { all: Vec::new(), by_name: HashMap::new(), nearly: HashMap::new(), declared: 0 };
        for Declared { key, labels, descriptions, origin } in declared {
            let own = identity(&key);
            let at = match topics.by_name.get(&own) {
                Some(at) => *at,
                None => {
                    let given = Slug::new(&key);
                    let explicit = given.is_some().then_some(origin);
                    let plain = given.unwrap_or_else(|| slug::from_text(&key));
                    topics.add(TopicWish { identity: own, plain, explicit, declared: true })
                }
            };
            if let Some((topic, _)) = topics.all.get_mut(at) {
                labels.into_iter().for_each(|(tag, label)| topic.name(tag, label));
                topic.descriptions.extend(descriptions);
            }
        }
        topics.declared = topics.all.len();
        // A key is its own topic's, whatever another's labels say.
        for (at, (topic, wish)) in topics.all.iter().enumerate() {
            for (_, label) in &topic.labels {
                topics.by_name.entry(identity(label)).or_insert(at);
            }
            let labels = topic.labels.iter().map(|(_, label)| unaccented(&identity(label)));
            let own = [unaccented(&wish.identity), wish.plain.to_string()];
            for name in labels.chain(own) {
                let known = topics.nearly.entry(name).or_insert(Some(at));
                *known = known.filter(|known| *known == at);
            }
        }
        topics
    }

    fn add(&mut self, wish: TopicWish) -> usize {
        let at = self.all.len();
        self.by_name.insert(wish.identity.clone(), at);
        self.all.push((
            Topic { slug: wish.plain.clone(), labels: Vec::new(), descriptions: Vec::new() },
            wish,
        ));
        at
    }

    /// Whether the newsroom declares topics at all.
    pub(super) fn some_declared(&self) -> bool {
        self.declared > 0
    }

    /// The number of the topic of this name, if there is one: as written, or without accents.
    pub(super) fn known(&self, name: &str) -> Option<usize> {
        let own = identity(name);
        let nearly = || self.nearly.get(&own).copied().flatten().filter(|_| own.is_ascii());
        self.by_name.get(&own).copied().or_else(nearly)
    }

    /// The number of the topic of this name and how it was found. A new one keeps the name as its
    /// label in the language of the release that has it; `und` (undetermined) if that is not known.
    pub(super) fn find(&mut self, name: &str, language: Option<&Language>) -> (usize, Found) {
        let own = identity(name);
        let tag = language.cloned().or_else(|| Language::new("und"));
        if let Some(at) = self.by_name.get(&own).copied() {
            // Found topics learn their names in other languages; declared ones are left alone.
            if at >= self.declared
                && let (Some((topic, _)), Some(tag)) = (self.all.get_mut(at), tag)
            {
                topic.name(tag, nfc(name));
            }
            return (at, Found::Exactly);
        }
        // Accents that are there were meant: only what has none may lack some.
        if own.is_ascii()
            && let Some(Some(at)) = self.nearly.get(&own)
            && let Some((topic, wish)) = self.all.get(*at)
        {
            let mut labels = topic.labels.iter().map(|(_, label)| label);
            let meant = labels.find(|label| unaccented(&identity(label)) == own);
            return (*at, Found::Nearly(meant.unwrap_or(&wish.identity).clone()));
        }
        let plain = slug::from_text(name);
        let at = self.add(TopicWish { identity: own, plain, explicit: None, declared: false });
        if let Some((topic, _)) = self.all.get_mut(at) {
            topic.labels.extend(tag.map(|tag| (tag, nfc(name))));
        }
        (at, Found::Not)
    }

    /// All of them with their slugs, in the order of their numbers.
    pub(super) fn finish(self) -> Vec<(Topic, TopicWish)> {
        let want =
            |(_, wish): &(Topic, TopicWish)| Want { key: wish.key(), slug: wish.plain.clone() };
        let wants: Vec<Want> = self.all.iter().map(want).collect();
        let slugs = slug::distinct(&wants, &|_, _| false);
        let named = self.all.into_iter().zip(slugs);
        named.map(|((topic, wish), slug)| (Topic { slug, ..topic }, wish)).collect()
    }
}

impl TopicWish {
    /// What speaks for its claim to its slug: a slug that was given is as good as a name.
    #[must_use]
    pub fn key(&self) -> String {
        if self.explicit.is_some() { self.plain.to_string() } else { self.identity.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Declared, Found, Topics};
    use crate::{
        ingest::{Origin, Place},
        model::Language,
    };

    fn declared(topics: &[(&str, &[(&str, &str)])]) -> Topics {
        let label =
            |(tag, label): &(&str, &str)| (Language::new(tag).unwrap(), (*label).to_owned());
        let topic = |(key, labels): &(&str, &[(&str, &str)])| Declared {
            key: (*key).to_owned(),
            labels: labels.iter().map(label).collect(),
            descriptions: Vec::new(),
            origin: Origin { source: "newsroom.json".to_owned(), place: Place::Whole },
        };
        Topics::new(topics.iter().map(topic).collect())
    }

    #[test]
    fn declared_topics_are_known_by_their_names() {
        let mut topics = declared(&[
            ("marche", &[("fr", "Marche")]),
            ("Marché", &[("fr", "Marché"), ("en", "Market")]),
            ("eco", &[("fr", "Économie"), ("en", "Economy")]),
            ("c-plus-plus", &[("fr", "C++")]),
            ("Péché", &[("fr", "Péché")]),
        ]);
        let near = |name: &str| Found::Nearly(name.to_owned());
        for (name, at, found) in [
            ("Marche", 0, Found::Exactly),
            ("MARCHE", 0, Found::Exactly),
            ("Marche\u{301}", 1, Found::Exactly),
            ("market", 1, Found::Exactly),
            ("eco", 2, Found::Exactly),
            ("Economie", 2, near("Économie")),
            ("c++", 3, Found::Exactly),
            ("C", 5, Found::Not),
            ("peche", 4, near("Péché")),
            ("Pêche", 6, Found::Not),
            ("pêche", 6, Found::Exactly),
        ] {
            assert_eq!(topics.find(name, None), (at, found), "{name}");
        }
        let slugs: Vec<String> =
            topics.finish().into_iter().map(|(topic, _)| topic.slug.to_string()).collect();
        assert_eq!(slugs[0], "marche");
        assert!(slugs[1].starts_with("marche-"), "{slugs:?}");
        assert_eq!(slugs[2..4], ["eco", "c-plus-plus"]);
    }

    #[test]
    fn near_names_that_could_be_two_are_none() {
        let mut topics = declared(&[("Pêche", &[("fr", "Pêche")]), ("Péché", &[("fr", "Péché")])]);
        assert_eq!(topics.find("Peche", None), (2, Found::Not));
    }

    #[test]
    fn keys_that_are_one_name_are_one_topic() {
        let mut topics = declared(&[("Sport", &[("fr", "Sport")]), ("sport", &[("en", "Sports")])]);
        assert_eq!(topics.find("sports", None), (0, Found::Exactly));
        assert_eq!(topics.finish().len(), 1);
    }

    #[test]
    fn found_topics_learn_their_names_in_other_languages() {
        let mut topics = Topics::new(Vec::new());
        let (fr, en) = (Language::new("fr").unwrap(), Language::new("en").unwrap());
        assert_eq!(topics.find("Sport", Some(&fr)), (0, Found::Not));
        assert_eq!(topics.find("SPORT", Some(&en)), (0, Found::Exactly));
        assert_eq!(topics.find("Sports", Some(&en)), (1, Found::Not));
        let (topic, _) = topics.finish().swap_remove(0);
        assert_eq!((topic.label("fr").0, topic.label("en").0), ("Sport", "SPORT"));
    }
}
