//! From the words that were typed to the posting lists to read.
//!
//! Resolving looks words up in whatever files are there and notes which are not ([`Reading`]). It
//! runs again when they have come: the second time it may need others, because only the lexicon
//! says which words are near a misspelt one.

use super::near::Correction;
use super::parse::{Item, Node, Parsed, Word};
use super::plan::{Alternative, Found, Plan, PlanItem};
use super::{Filter, Form, FormKind, Part, Understood, What};
use crate::search::analysis::{Stems, fold};
use crate::search::index::{COMPLETIONS, File, Head, Reading, Shard, Table, union_name};
use crate::search::order::sort;
use crate::search::{Values, weights};
use std::ops::Range;

/// The part of what is no part of a query's account.
const NO_PART: usize = usize::MAX;

/// What came of a query.
pub(in crate::search) struct Resolved {
    pub(in crate::search) items: Vec<PlanItem>,
    pub(in crate::search) understood: Understood,
    /// Where the items stand in the query.
    pub(in crate::search) ranges: Vec<Range<usize>>,
    /// The words of phrases as parts of their own, for when a phrase is nowhere.
    pub(in crate::search) loose: Vec<Part>,
    /// What may be replaced in the query by what, in order.
    pub(in crate::search) corrections: Vec<Correction>,
}

/// How much is made of a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::search) enum Attempt {
    /// What it says.
    First,
    /// The words of its phrases as well.
    Words,
    /// Words near each of its words as well.
    Slips,
}

/// Looks up everything that `parsed` names.
pub(in crate::search) fn resolve(parsed: &Parsed, reading: &Reading, attempt: Attempt) -> Resolved {
    let mut resolver = Resolver {
        reading,
        typed: String::new(),
        skipped: Vec::new(),
        sentence: parsed.items.len() >= weights::SENTENCE,
        attempt,
        loose: Vec::new(),
        corrections: Vec::new(),
    };
    let (items, parts) = resolver.list(&parsed.items);
    let Resolver { skipped, loose, mut corrections, .. } = resolver;
    sort(&mut corrections, |a, b| a.range.start.cmp(&b.range.start));
    let understood =
        Understood { parts, skipped, truncated: parsed.truncated, ..Understood::default() };
    Resolved { items, understood, ranges: parsed.ranges.clone(), loose, corrections }
}

pub(super) struct Resolver<'a> {
    pub(super) reading: &'a Reading<'a>,
    /// The word being looked up, as it was typed: what to name when a file is lacking.
    pub(super) typed: String,
    skipped: Vec<String>,
    sentence: bool,
    pub(super) attempt: Attempt,
    loose: Vec<Part>,
    pub(super) corrections: Vec<Correction>,
}

/// Which lexicon a word is looked up in.
#[derive(Clone, Copy)]
pub(super) enum Lexicon {
    Terms,
    Runs,
}

impl Lexicon {
    fn table(self, head: &Head) -> &Table {
        match self {
            Self::Terms => &head.terms,
            Self::Runs => &head.runs,
        }
    }

    fn file(self, number: u32) -> File {
        match self {
            Self::Terms => File::Terms(number),
            Self::Runs => File::Runs(number),
        }
    }
}

impl Resolver<'_> {
    fn list(&mut self, items: &[Item]) -> (Vec<PlanItem>, Vec<Part>) {
        let common = |item: &Item| match &item.node {
            Node::Word(word) => {
                !item.excluded
                    && !word.typing
                    && !word.title
                    && self.reading.head().is_common(&word.word)
            }
            _ => false,
        };
        let is_filter = |item: &Item| matches!(item.node, Node::Facet { .. } | Node::Dates(_));
        let skip: Vec<bool> = items.iter().map(common).collect();
        let alone = items
            .iter()
            .zip(&skip)
            .all(|(item, common)| *common || item.excluded || is_filter(item));
        let sentence = skip.iter().filter(|skip| !**skip).count() >= weights::SENTENCE;
        let (mut plans, mut parts) = (Vec::new(), Vec::new());
        for (place, (item, skip)) in items.iter().zip(skip).enumerate() {
            if let (Node::Word(word), true, false) = (&item.node, skip, alone)
                && let Some(lists) = self.passed_over(&word.word, sentence)
            {
                self.skipped.push(word.word.clone());
                if !sentence {
                    let plan = Plan::Word { lists, title: false, share: 1.0 };
                    plans.push(PlanItem {
                        plan,
                        excluded: false,
                        optional: true,
                        part: NO_PART,
                        place,
                    });
                }
                continue;
            }
            let (plan, what) = self.node(&item.node, item.excluded);
            plans.push(PlanItem {
                plan,
                excluded: item.excluded,
                optional: false,
                part: parts.len(),
                place,
            });
            parts.push(Part { what, excluded: item.excluded, given_up: false });
        }
        (plans, parts)
    }

    fn node(&mut self, node: &Node, excluded: bool) -> (Plan, What) {
        match node {
            Node::Word(word) => {
                let (alternatives, forms) = self.word(word, excluded);
                let what = What::Word {
                    word: word.word.clone(),
                    in_title: word.title,
                    begins: word.typing,
                    forms,
                };
                let small = self.sentence && self.reading.stems().is_small(&word.word);
                let share = if small { weights::SMALL } else { f32::from(word.times) };
                (Plan::Word { lists: alternatives, title: word.title, share }, what)
            }
            Node::Phrase(phrase) => {
                let plan = Plan::Phrase {
                    units: self.phrase(phrase),
                    title: phrase.title,
                    words: if excluded || self.attempt != Attempt::Words {
                        Vec::new()
                    } else {
                        self.loose(&phrase.parts)
                    },
                };
                (plan, What::Phrase { words: phrase.words.clone(), in_title: phrase.title })
            }
            Node::Facet { facet, typed } => {
                let name = fold(typed);
                let keys = self.reading.facet(*facet, true).map(|file| {
                    file.named(&name).into_iter().map(|value| value.key.clone()).collect::<Vec<_>>()
                });
                let mut named = keys.clone().unwrap_or_default();
                if facet.values() == Values::Words {
                    let same = named.iter_mut().filter(|key| **key == name);
                    same.for_each(|key| key.clone_from(typed));
                }
                let filter = Filter::Facet { facet: *facet, typed: typed.clone(), keys: named };
                (Plan::Facet(*facet, keys), What::Filter(filter))
            }
            Node::Dates(dates) => (Plan::Dates(*dates), What::Filter(Filter::Dates(*dates))),
            Node::Any(items) => {
                let (plans, parts) = self.list(items);
                (Plan::Any(plans), What::Any(parts))
            }
            Node::Group(items) => {
                let (plans, parts) = self.list(items);
                (Plan::Group(plans), What::Group(parts))
            }
        }
    }

    /// The words of a phrase, each for itself.
    fn loose(&mut self, words: &[Word]) -> Vec<PlanItem> {
        let items: Vec<Item> = words
            .iter()
            .map(|word| Item { node: Node::Word(word.clone()), excluded: false })
            .collect();
        let skipped = std::mem::take(&mut self.skipped);
        let (mut plans, mut parts) = self.list(&items);
        self.skipped = skipped;
        plans.iter_mut().for_each(|plan| plan.part = plan.part.saturating_add(self.loose.len()));
        self.loose.append(&mut parts);
        plans
    }

    /// The posting lists for a word, and the words they are of.
    fn word(&mut self, word: &Word, excluded: bool) -> (Vec<Alternative>, Vec<Form>) {
        let lexicon = Lexicon::Terms;
        let mut found = Found::default();
        self.typed.clone_from(&word.word);
        let exact = self.exact(lexicon, &word.word, FormKind::Exact, 1.0, &mut found);
        let common = |word: &str| self.reading.head().is_common(word);
        // Two words that make one are chance in a sentence, and where either is everywhere.
        let chance = self.sentence || common(&word.word);
        let beside = word.beside.iter().filter(|(other, _)| !chance && !common(other));
        for spelling in &word.also {
            self.exact(lexicon, spelling, FormKind::Exact, 1.0, &mut found);
        }
        for (_, whole) in beside {
            self.exact(lexicon, whole, FormKind::Exact, self.reading.weights().stem, &mut found);
        }
        if word.typing {
            self.begins(lexicon, &word.word, &mut found);
        }
        if !word.typing || exact || found.alternatives.is_empty() {
            self.stems(lexicon, &word.word, &mut found);
        }
        if !word.typing && !excluded && found.complete && found.alternatives.is_empty() {
            // Half a word, in an address that somebody sent.
            self.begins(lexicon, &word.word, &mut found);
        }
        if !word.title && !excluded && found.complete {
            if found.alternatives.is_empty() {
                // A word that has no form anywhere is taken for a misspelt one.
                self.near(word, FormKind::Typo, &mut found);
            } else if self.attempt == Attempt::Slips || (!word.typing && self.is_rare(&found)) {
                self.reading.waits(false);
                self.near(word, FormKind::Near, &mut found);
                self.reading.waits(true);
            }
        }
        (found.alternatives, found.forms)
    }

    /// What is looked at of a word that is nearly everywhere: nothing in a `sentence`, else the beginning of its list,
    /// where those are that have it in their titles. `None` if the list is short: then it is a word like any other.
    fn passed_over(&self, word: &str, sentence: bool) -> Option<Vec<Alternative>> {
        let lexicon = Lexicon::Terms;
        let number = lexicon.table(self.reading.head()).shard(word).filter(|_| !sentence);
        let Some(number) = number else { return Some(Vec::new()) };
        let file = lexicon.file(number);
        let Some(shard) = self.reading.shard(file, word) else { return Some(Vec::new()) };
        let index = shard.find(word)?;
        let rest = Some(shard.rest(index)?);
        let kind = FormKind::Exact;
        Some(vec![Alternative { file, index, rest, brief: true, kind, weight: 1.0 }])
    }

    /// Looks `word` up as it is.
    pub(super) fn exact(
        &mut self,
        lexicon: Lexicon,
        word: &str,
        kind: FormKind,
        weight: f32,
        found: &mut Found,
    ) -> bool {
        let Some(number) = lexicon.table(self.reading.head()).shard(word) else { return false };
        let file = lexicon.file(number);
        let Some(shard) = self.reading.shard(file, &self.typed) else {
            found.complete = false;
            return false;
        };
        let Some(index) = shard.find(word) else { return false };
        self.add(
            shard,
            Alternative { file, index, rest: None, brief: false, kind, weight },
            word,
            found,
        );
        true
    }

    /// Adds a posting list of `shard`; the rest of a long one is for later.
    fn add(&self, shard: &Shard, new: Alternative, word: &str, found: &mut Found) {
        let rest = shard.rest(new.index);
        if let Some(number) = rest {
            self.reading.rest(number, &self.typed, false);
        }
        found.add(Alternative { rest, ..new }, word);
    }

    /// Looks up the other forms of `word`, in every language: first the one that an `s` or `x` at
    /// the end makes, which stemmers sometimes miss.
    fn stems(&mut self, lexicon: Lexicon, word: &str, found: &mut Found) {
        let (stems, weight) = (self.reading.stems(), self.reading.weights().stem);
        let mut look_up = |form: &str| self.exact(lexicon, form, FormKind::Stem, weight, found);
        if let Some(singular) = word.strip_suffix(['s', 'x']).filter(|word| word.len() > 2) {
            look_up(singular);
        }
        for end in ["s", "x"].into_iter().filter(|_| word.len() > 2) {
            look_up(&[word, end].concat());
        }
        for form in stems.others(word) {
            look_up(&form);
        }
        for language in 0..stems.len() {
            if let Some(stem) = stems.stem(language, word) {
                self.forms(lexicon, language, &stem, FormKind::Stem, weight, word, found);
            }
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "called twice, and each is a word of its sentence"
    )]
    fn forms(
        &mut self,
        lexicon: Lexicon,
        language: usize,
        stem: &str,
        kind: FormKind,
        weight: f32,
        word: &str,
        found: &mut Found,
    ) {
        let root = Stems::root(stem);
        for number in lexicon.table(self.reading.head()).shards(root) {
            let file = lexicon.file(number);
            let Some(shard) = self.reading.shard(file, &self.typed) else {
                found.complete = false;
                continue;
            };
            for index in shard.completions(root) {
                let form = shard.word(index);
                if form != word
                    && self.reading.stems().stem(language, form).as_deref() == Some(stem)
                {
                    let new = Alternative { file, index, rest: None, brief: false, kind, weight };
                    self.add(shard, new, form, found);
                }
            }
        }
    }

    /// Looks up the words that begin with `prefix`, with all their forms: see
    /// `index::prefixes` for why.
    fn begins(&mut self, lexicon: Lexicon, prefix: &str, found: &mut Found) {
        let (kind, weight) = (FormKind::Prefix, self.reading.weights().prefix);
        let table = lexicon.table(self.reading.head());
        let Some(first) = table.shard(&union_name(prefix)).map(|number| lexicon.file(number))
        else {
            return;
        };
        let Some(shard) = self.reading.shard(first, &self.typed) else {
            found.complete = false;
            return;
        };
        if let Some(index) = shard.union(prefix) {
            let new = Alternative { file: first, index, rest: None, brief: false, kind, weight };
            self.add(shard, new, "", found);
            shard
                .completions(prefix)
                .take(COMPLETIONS)
                .for_each(|i| found.mention(shard.word(i), kind));
            return;
        }
        let shards = table.shards(prefix);
        let mut words = Vec::new();
        for number in shards {
            let file = lexicon.file(number);
            let Some(shard) = self.reading.shard(file, &self.typed) else {
                found.complete = false;
                continue;
            };
            for index in shard.completions(prefix) {
                let new = Alternative { file, index, rest: None, brief: false, kind, weight };
                self.add(shard, new, shard.word(index), found);
                words.push(shard.word(index).to_owned());
            }
        }
        let mut stems = Vec::new();
        for language in 0..self.reading.stems().len() {
            stems.extend(words.iter().filter_map(|word| {
                let stem = self.reading.stems().stem(language, word)?;
                (!Stems::root(&stem).starts_with(prefix)).then_some((language, stem))
            }));
        }
        sort(&mut stems, Ord::cmp);
        stems.dedup();
        for (language, stem) in stems {
            self.forms(lexicon, language, &stem, kind, weight, prefix, found);
        }
    }
}
