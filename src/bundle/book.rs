//! Addresses of one kind (releases, topics, issuers, places) and to whom they were given.
//!
//! An address that was published belongs to its owner for good: as the present one, as a former one
//! that leads there, or, once the owner has gone, as one that nobody else gets. What has gone is
//! written down so that only its own key can read it: a text that was taken back leaves no words in
//! a public file, and still finds its address if it returns. Meanwhile that address leads nowhere, as
//! any that never was: to lead elsewhere would put other words under a link that somebody quoted.

use super::hash::{digest, hash_hex};
use crate::{
    ingest::slug::{self, Want},
    model::Slug,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Addresses of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// What is in the site, by what it is known by: an id, or a name as written.
    pub shown: BTreeMap<String, Entry>,
    /// What was in the site once, by a hash of what it was known by; its last address comes first.
    pub gone: BTreeMap<String, Vec<Trace>>,
}

/// The addresses of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// In its address.
    pub slug: Slug,
    /// Files of the site that lead to it.
    pub former: BTreeSet<String>,
    /// What a release is recognised by if its id has changed.
    pub prints: Prints,
}

/// Hashes of what is in a release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prints {
    /// Of its title, date and language.
    pub title: Option<String>,
    /// Of its text.
    pub text: Option<String>,
}

/// A former file of something that has gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The file's hash: whether it is taken.
    pub mark: String,
    /// The file, for whoever has the key.
    pub sealed: String,
}

/// What asks for an address.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// What it is known by, and what it may have been known by before.
    pub(super) keys: Vec<String>,
    pub(super) want: Want,
    /// Whether the source gave it that slug.
    pub(super) explicit: bool,
    /// Files of the site that are to lead to it.
    pub(super) aliases: Vec<String>,
    pub(super) prints: Prints,
}

/// What is to be told, by the number of the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// The slug that it was given belongs to another.
    SlugTaken(usize),
    /// The alias of that number belongs to another.
    AliasTaken(usize, usize),
    /// It was known by that key before.
    Renamed(usize, String),
}

/// How addresses were settled: a slug for each claim.
pub(super) struct Settled {
    pub(super) book: Book,
    pub(super) slugs: Vec<Slug>,
    pub(super) events: Vec<Event>,
}

impl Book {
    /// Gives an address in `folder` to each claim. `is_there` says whether a key is still among the
    /// sources, if only among what is not shown.
    pub(super) fn settle(
        &self,
        folder: &str,
        claims: &[Claim],
        is_there: &dyn Fn(&str) -> bool,
    ) -> Settled {
        let file = |slug: &Slug| format!("{folder}/{slug}/index.html");
        let mut run = Run { book: self, claims, old: vec![None; claims.len()], events: Vec::new() };
        let used = run.recognise(is_there);
        let mut taken = Taken::default();
        for (key, entry) in &self.shown {
            let owner = used.get(key).copied();
            taken.give(&file(&entry.slug), owner);
            entry.former.iter().for_each(|file| taken.give(file, owner));
        }
        let first = claims.iter().map(|claim| claim.keys.first());
        let back: HashMap<String, usize> =
            first.zip(0..).filter_map(|(key, at)| Some((key_mark(key?), at))).collect();
        for (mark, traces) in &self.gone {
            let owner = back.get(mark).copied();
            traces.iter().for_each(|trace| taken.give_mark(&trace.mark, owner));
        }
        let slugs = run.slugs(&file, &mut taken);
        let mut book = Book { shown: BTreeMap::new(), gone: self.gone.clone() };
        let formers = run.formers(&slugs, &file, &mut taken);
        for ((claim, slug), former) in claims.iter().zip(&slugs).zip(formers) {
            let Some(key) = claim.keys.first() else { continue };
            book.gone.remove(&key_mark(key));
            let entry = Entry { slug: slug.clone(), former, prints: claim.prints.clone() };
            book.shown.insert(key.clone(), entry);
        }
        for (key, entry) in self.shown.iter().filter(|(key, _)| !used.contains_key(*key)) {
            let files = std::iter::once(file(&entry.slug)).chain(entry.former.iter().cloned());
            book.gone.insert(key_mark(key), files.map(|file| Trace::of(&file, key)).collect());
        }
        Settled { book, slugs, events: run.events }
    }
}

/// A settlement under way.
struct Run<'a> {
    book: &'a Book,
    claims: &'a [Claim],
    /// What each claim had before.
    old: Vec<Option<Entry>>,
    events: Vec<Event>,
}

impl Run<'_> {
    /// Finds what each claim had before; which claim has which key of the book.
    fn recognise(&mut self, is_there: &dyn Fn(&str) -> bool) -> HashMap<String, usize> {
        let mut used = HashMap::new();
        // Everything by its own key first: a second name may be another's first.
        for first in [true, false] {
            for (at, claim) in self.claims.iter().enumerate() {
                if self.old[at].is_some() {
                    continue;
                }
                let keys = if first { &claim.keys[..1] } else { &claim.keys[..] };
                let mut shown = keys.iter().filter(|key| !used.contains_key(*key));
                if let Some((key, entry)) = shown.find_map(|key| self.book.shown.get_key_value(key))
                {
                    used.insert(key.clone(), at);
                    self.old[at] = Some(entry.clone());
                } else if first && let Some(key) = keys.first() {
                    let traces = self.book.gone.get(&key_mark(key));
                    self.old[at] = traces.and_then(|traces| unsealed(traces, key));
                }
            }
        }
        // A file or folder was renamed: what it holds tells, if it tells one from all others.
        for likeness in [SAME_FILE, SAME_IN_ALL, SAME_TITLE, SAME_TEXT] {
            let lost = |key: &&String| !used.contains_key(*key) && !is_there(key);
            let lost = self.book.shown.iter().filter(|(key, _)| lost(key));
            let old = once_each(
                lost.filter_map(|(key, entry)| Some((likeness(key, &entry.prints)?, key))),
            );
            let new = self.claims.iter().enumerate().filter(|(at, _)| self.old[*at].is_none());
            let new = new.filter_map(|(at, claim)| {
                Some((likeness(claim.keys.first()?, &claim.prints)?, at))
            });
            let mut found: Vec<(usize, &String)> = once_each(new)
                .into_iter()
                .filter_map(|(like, at)| Some((at, *old.get(&like)?)))
                .collect();
            found.sort_unstable();
            for (at, key) in found {
                self.old[at] = self.book.shown.get(key).cloned();
                used.insert(key.clone(), at);
                self.events.push(Event::Renamed(at, key.clone()));
            }
        }
        used
    }

    /// A slug for each claim.
    fn slugs(&mut self, file: &dyn Fn(&Slug) -> String, taken: &mut Taken) -> Vec<Slug> {
        let mut slugs: Vec<Option<Slug>> = Vec::with_capacity(self.claims.len());
        for (at, (claim, old)) in self.claims.iter().zip(&self.old).enumerate() {
            let Some(old) = old else {
                slugs.push(None);
                continue;
            };
            let wanted = &claim.want.slug;
            let moves = claim.explicit && *wanted != old.slug;
            let others = self.claims.iter().enumerate().filter(|(other, claim)| {
                *other != at && claim.explicit && claim.want.slug == *wanted
            });
            if moves && others.count() == 0 && taken.is_free(&file(wanted), Some(at)) {
                slugs.push(Some(wanted.clone()));
                continue;
            }
            if moves {
                self.events.push(Event::SlugTaken(at));
            }
            slugs.push(Some(old.slug.clone()));
        }
        for (at, slug) in slugs.iter().enumerate() {
            slug.iter().for_each(|slug| taken.give(&file(slug), Some(at)));
        }
        let new: Vec<usize> = (0..slugs.len()).filter(|at| slugs[*at].is_none()).collect();
        let wants: Vec<Want> = new.iter().map(|at| self.claims[*at].want.clone()).collect();
        let found = slug::distinct(&wants, &|_, slug| !taken.is_free(&file(slug), None));
        for (at, slug) in new.into_iter().zip(found) {
            if self.claims[at].explicit && self.claims[at].want.slug != slug {
                self.events.push(Event::SlugTaken(at));
            }
            taken.give(&file(&slug), Some(at));
            slugs[at] = Some(slug);
        }
        let plain = |(slug, claim): (Option<Slug>, &Claim)| slug.unwrap_or(claim.want.slug.clone());
        slugs.into_iter().zip(self.claims).map(plain).collect()
    }

    /// The files that lead to each claim.
    fn formers(
        &mut self,
        slugs: &[Slug],
        file: &dyn Fn(&Slug) -> String,
        taken: &mut Taken,
    ) -> Vec<BTreeSet<String>> {
        let mut asked: HashMap<String, BTreeSet<usize>> = HashMap::new();
        for (at, claim) in self.claims.iter().enumerate() {
            for alias in &claim.aliases {
                asked.entry(alias.to_lowercase()).or_default().insert(at);
            }
        }
        let mut formers = Vec::with_capacity(slugs.len());
        for (at, (claim, slug)) in self.claims.iter().zip(slugs).enumerate() {
            let mut former = BTreeSet::new();
            if let Some(old) = &self.old[at] {
                former.extend(old.former.iter().cloned());
                former.insert(file(&old.slug));
            }
            for (number, alias) in claim.aliases.iter().enumerate() {
                // Two that ask for one at the same time: nobody can tell whose it is.
                let alone = asked.get(&alias.to_lowercase()).is_none_or(|all| all.len() == 1);
                if taken.belongs_to(alias, at) || (alone && taken.is_free(alias, Some(at))) {
                    former.insert(alias.clone());
                } else {
                    self.events.push(Event::AliasTaken(at, number));
                }
            }
            former.remove(&file(slug));
            former.iter().for_each(|file| taken.give(file, Some(at)));
            formers.push(former);
        }
        formers
    }
}

/// What makes two releases alike, if anything does: given the id and the prints.
type Likeness = fn(&str, &Prints) -> Option<String>;

const SAME_FILE: Likeness = |key, prints| {
    let name = key.rsplit('/').next().unwrap_or(key);
    Some(format!("{} {name}", SAME_IN_ALL(key, prints)?))
};
const SAME_IN_ALL: Likeness = |_, prints| match (&prints.title, &prints.text) {
    (None, None) => None,
    (title, text) => Some(format!("{title:?} {text:?}")),
};
const SAME_TITLE: Likeness = |_, prints| prints.title.clone();
const SAME_TEXT: Likeness = |_, prints| prints.text.clone();

/// Those that nothing else is like.
fn once_each<T>(all: impl Iterator<Item = (String, T)>) -> HashMap<String, T> {
    let mut found: HashMap<String, Option<T>> = HashMap::new();
    for (like, what) in all {
        found.entry(like).and_modify(|known| *known = None).or_insert(Some(what));
    }
    found.into_iter().filter_map(|(like, what)| Some((like, what?))).collect()
}

/// Which files have an owner. Systems that do not tell `A` from `a` have one file for both.
#[derive(Default)]
struct Taken {
    /// By the hash of the file; without a claim, nobody here may have it.
    owners: HashMap<String, Option<usize>>,
}

impl Taken {
    fn give(&mut self, file: &str, owner: Option<usize>) {
        self.give_mark(&file_mark(file), owner);
    }

    fn give_mark(&mut self, mark: &str, owner: Option<usize>) {
        self.owners.insert(mark.to_owned(), owner);
    }

    fn is_free(&self, file: &str, claim: Option<usize>) -> bool {
        let owner = self.owners.get(&file_mark(file));
        owner.is_none_or(|owner| owner.is_some() && *owner == claim)
    }

    fn belongs_to(&self, file: &str, claim: usize) -> bool {
        self.owners.get(&file_mark(file)) == Some(&Some(claim))
    }
}

impl Trace {
    fn of(file: &str, key: &str) -> Self {
        let mark = file_mark(file);
        let sealed = crossed(file.as_bytes(), key, &mark);
        Self { sealed: sealed.iter().map(|byte| format!("{byte:02x}")).collect(), mark }
    }

    fn open(&self, key: &str) -> Option<String> {
        let bytes: Option<Vec<u8>> = (0..self.sealed.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(self.sealed.get(at..at + 2)?, 16).ok())
            .collect();
        let file = String::from_utf8(crossed(&bytes?, key, &self.mark)).ok()?;
        (file_mark(&file) == self.mark).then_some(file)
    }
}

/// What came back finds what it had, if its key can read it.
fn unsealed(traces: &[Trace], key: &str) -> Option<Entry> {
    let mut files = traces.iter().filter_map(|trace| trace.open(key));
    let current = files.next()?;
    let slug = current.strip_suffix("/index.html")?.rsplit('/').next().and_then(Slug::new)?;
    Some(Entry { slug, former: files.collect(), prints: Prints::default() })
}

/// Exclusive or with hashes of the key: the same again gives back what it was.
fn crossed(bytes: &[u8], key: &str, mark: &str) -> Vec<u8> {
    let blocks = bytes.chunks(32).zip(0_u8..);
    let cross = |(block, number): (&[u8], u8)| {
        let pad = digest(&[b"pad", key.as_bytes(), mark.as_bytes(), &[number]]);
        block.iter().zip(pad).map(|(byte, pad)| byte ^ pad).collect::<Vec<u8>>()
    };
    blocks.flat_map(cross).collect()
}

fn key_mark(key: &str) -> String {
    hash_hex(&[b"key", key.as_bytes()])
}

fn file_mark(file: &str) -> String {
    hash_hex(&[b"file", file.to_lowercase().as_bytes()])
}

#[cfg(test)]
mod tests;
