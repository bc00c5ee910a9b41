//! What was read of sources, held against what is read of them after conversion.

use crate::{
    ingest::{Kind, Loaded, Look, Place, Problem, Reach, Sourced, Wish},
    model::{Date, Newsroom},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is another thing after conversion.
#[derive(Default)]
pub(super) struct Differences {
    /// A problem for each release, and for each thing of the newsroom.
    pub(super) problems: Vec<Problem>,
    /// The identifiers of releases and pages that would be withheld and were not.
    pub(super) held: BTreeSet<String>,
    /// Those of others that are not the same.
    pub(super) other: BTreeSet<String>,
    /// Those that would be shown, or sooner, and were withheld.
    pub(super) shown: Vec<String>,
}

impl Differences {
    pub(super) fn are_any(&self) -> bool {
        !self.held.is_empty() || !self.other.is_empty()
    }

    pub(super) fn between(before: &Loaded, after: &Loaded) -> Self {
        let mut found = Self::default();
        found.of_newsrooms(before, after);
        let wishes = (&before.wishes.releases, &after.wishes.releases);
        let releases = |loaded| Both::of(loaded, |l: &Loaded| (&l.releases, &l.held));
        found.of_releases(&releases(before), &releases(after), wishes);
        let pages = |loaded| Both::of(loaded, |l: &Loaded| (&l.pages, &l.held_pages));
        let none = BTreeMap::new();
        found.of_releases(&pages(before), &pages(after), (&none, &none));
        found
    }

    fn of_newsrooms(&mut self, before: &Loaded, after: &Loaded) {
        let mut differing = fields(&before.newsroom, &after.newsroom);
        let Newsroom { duty, spokespeople, pinned, .. } = &before.newsroom;
        let mut other = |name: &str, same: bool| {
            if !same {
                differing.push(name.to_owned());
            }
        };
        other("duty_phone", *duty == after.newsroom.duty);
        other("spokespeople", *spokespeople == after.newsroom.spokespeople);
        other("pinned", *pinned == after.newsroom.pinned);
        let look = |loaded: &Loaded| Look { source: String::new(), ..loaded.look.clone() };
        other("look", look(before) == look(after));
        let reach = |loaded: &Loaded| Reach { source: String::new(), ..loaded.reach.clone() };
        other("who may frame it and who is told", reach(before) == reach(after));
        other("issuers", before.issuers == after.issuers);
        let files = |loaded: &Loaded| -> BTreeSet<_> {
            loaded.files.keys().chain(loaded.made.keys()).cloned().collect()
        };
        let (files, there) = (files(before), files(after));
        for path in files.difference(&there) {
            differing.push(format!("the file {path}"));
        }
        if before.newsroom.topics.len() == after.newsroom.topics.len() {
            // The same in another order: that of the names of files.
            let sorted = |newsroom: &Newsroom| {
                let mut topics = newsroom.topics.clone();
                topics.iter_mut().for_each(|topic| topic.labels.sort());
                topics.sort_by(|a, b| a.slug.cmp(&b.slug));
                topics
            };
            if sorted(&before.newsroom) == sorted(&after.newsroom) {
                differing.retain(|name| name != "topics");
            }
        }
        if !differing.is_empty() {
            let message =
                format!("of the newsroom, this is read otherwise: {}", differing.join(", "));
            let problem = Problem::new("newsroom.json", Place::Whole, Kind::NotConverted, message);
            self.problems.push(problem);
        }
    }

    fn of_releases(&mut self, before: &Both<'_>, after: &Both<'_>, wishes: (&Wishes, &Wishes)) {
        for (id, (one, held)) in &before.0 {
            let Some((same, is_held)) = after.0.get(id) else {
                self.tell(one, "it is not read again");
                self.other.insert((*id).to_owned());
                continue;
            };
            if (*held && !is_held) || opens(same) < opens(one) {
                self.shown.push((*id).to_owned());
            } else if !held && *is_held {
                self.tell(one, "it is withheld, and was not");
                self.held.insert((*id).to_owned());
            }
            let mut differing = fields(&one.release, &same.release);
            let mut other = |name: &str, same: bool| {
                if !same {
                    differing.push(name.to_owned());
                }
            };
            other("gathers", one.release.gathers == same.release.gathers);
            other("tags", one.tags == same.tags);
            other("publish_at", one.waits_longer() == same.waits_longer());
            let wished = wishes.0.get(*id).map(wanted) == wishes.1.get(*id).map(wanted);
            other("addresses", wished);
            if !differing.is_empty() {
                self.tell(one, &format!("this is read otherwise: {}", differing.join(", ")));
                self.other.insert((*id).to_owned());
            }
        }
        // What was no release is none: nothing can have been added that was not withheld before.
        for (id, (_, held)) in &after.0 {
            if !before.0.contains_key(id) && !held {
                self.shown.push((*id).to_owned());
            }
        }
    }

    fn tell(&mut self, one: &Sourced, what: &str) {
        let message = format!("after conversion, {what}");
        let (source, place) = (&one.origin.source, one.origin.place.clone());
        self.problems.push(Problem::new(source, place, Kind::NotConverted, message));
    }
}

type Wishes = BTreeMap<String, Wish>;

fn wanted(wish: &Wish) -> (bool, &str, Vec<&str>) {
    let aliases = wish.aliases.iter().map(|(file, _)| file.as_str()).collect();
    (wish.explicit, wish.plain.as_str(), aliases)
}

/// Releases by their identifiers, each with whether it must not be shown.
struct Both<'a>(BTreeMap<&'a str, (&'a Sourced, bool)>);

impl<'a> Both<'a> {
    fn of(loaded: &'a Loaded, lists: impl Fn(&Loaded) -> (&Vec<Sourced>, &Vec<Sourced>)) -> Self {
        let (shown, held) = lists(loaded);
        let shown = shown.iter().map(|one| (one, false));
        let all = shown.chain(held.iter().map(|one| (one, true)));
        Self(all.map(|(one, held)| (one.release.id.as_str(), (one, held))).collect())
    }
}

/// When it may be shown.
fn opens(one: &Sourced) -> Option<i64> {
    let days = [one.appears, one.release.published, one.release.embargo_until];
    days.iter().flatten().map(Date::unix_seconds).max()
}

/// The names of the fields in which two values differ.
fn fields<T: serde::Serialize + PartialEq>(before: &T, after: &T) -> Vec<String> {
    if before == after {
        return Vec::new();
    }
    let object = |value: &T| match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    };
    let (before, after) = (object(before), object(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names.into_iter().filter(|name| before.get(*name) != after.get(*name)).cloned().collect()
}
