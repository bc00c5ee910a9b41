//! From the words that were typed to the posting lists to read.
//!
//! Resolving looks words up in whatever files are there and notes which are not ([`Reading`]). It
//! runs again when they have come: the second time it may need others, because only the lexicon
//! says which words are near a misspelt one.

use super::parse::{Item, Node, Parsed, Word};
use super::plan::{Alternative, Found, Plan, PlanItem};
use super::{Filter, Form, FormKind, Part, Understood, What};
use crate::search::analysis::{Stems, fold};
use crate::search::format::frequency;
use crate::search::index::{COMPLETIONS, File, Head, Near, Reading, Shard, Table, union_name};
use crate::search::index::{anchors, nearest, tolerance};
use crate::search::order::sort;
use crate::search::weights;
use std::ops::Range;

/// At most this many spelling files are read for each end of a misspelt word.
const SPELLING_FILES: u32 = 4;

/// What came of a query.
pub(in crate::search) struct Resolved {
    pub(in crate::search) items: Vec<PlanItem>,
    pub(in crate::search) understood: Understood,
    /// Where the items stand in the query.
    pub(in crate::search) ranges: Vec<Range<usize>>,
    /// What to replace in the query by what, in order.
    pub(in crate::search) corrections: Vec<(Range<usize>, String)>,
}

/// Looks up everything that `parsed` names.
pub(in crate::search) fn resolve(parsed: &Parsed, reading: &Reading) -> Resolved {
    let mut resolver =
        Resolver { reading, typed: String::new(), skipped: Vec::new(), corrections: Vec::new() };
    let (items, parts) = resolver.list(&parsed.items);
    let Resolver { skipped, mut corrections, .. } = resolver;
    sort(&mut corrections, |(a, _), (b, _)| a.start.cmp(&b.start));
    let understood = Understood { parts, skipped, truncated: parsed.truncated };
    Resolved { items, understood, ranges: parsed.ranges.clone(), corrections }
}

pub(super) struct Resolver<'a> {
    pub(super) reading: &'a Reading<'a>,
    /// The word being looked up, as it was typed: what to name when a file is lacking.
    pub(super) typed: String,
    skipped: Vec<String>,
    corrections: Vec<(Range<usize>, String)>,
}

/// Which lexicon a word is looked up in.
#[derive(Clone, Copy)]
pub(super) enum Lexicon {
    Terms,
    Titles,
    Runs,
}

impl Lexicon {
    fn of(title: bool) -> Self {
        if title { Self::Titles } else { Self::Terms }
    }

    fn table(self, head: &Head) -> &Table {
        match self {
            Self::Terms => &head.terms,
            Self::Titles => &head.titles,
            Self::Runs => &head.runs,
        }
    }

    fn file(self, number: u32) -> File {
        match self {
            Self::Terms => File::Terms(number),
            Self::Titles => File::Titles(number),
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
        let (mut plans, mut parts) = (Vec::new(), Vec::new());
        for (place, (item, skip)) in items.iter().zip(skip).enumerate() {
            if let (Node::Word(word), true, false) = (&item.node, skip, alone) {
                self.skipped.push(word.word.clone());
                continue;
            }
            let (plan, what) = self.node(&item.node, item.excluded);
            plans.push(PlanItem { plan, excluded: item.excluded, part: parts.len(), place });
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
                (Plan::Word(alternatives), what)
            }
            Node::Phrase(phrase) => {
                let what = What::Phrase { words: phrase.words.clone(), in_title: phrase.title };
                (self.phrase(phrase), what)
            }
            Node::Facet { facet, typed } => {
                let name = fold(typed);
                let keys = self.reading.facet(*facet, true).map(|file| {
                    file.named(&name).into_iter().map(|value| value.key.clone()).collect::<Vec<_>>()
                });
                let filter = Filter::Facet {
                    facet: *facet,
                    typed: typed.clone(),
                    keys: keys.clone().unwrap_or_default(),
                };
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

    /// The posting lists for a word, and the words they are of.
    fn word(&mut self, word: &Word, excluded: bool) -> (Vec<Alternative>, Vec<Form>) {
        let lexicon = Lexicon::of(word.title);
        let mut found = Found::default();
        self.typed.clone_from(&word.word);
        let exact = self.exact(lexicon, &word.word, FormKind::Exact, 1.0, &mut found);
        let common = |word: &str| self.reading.head().is_common(word);
        let own = common(&word.word);
        let beside = word.beside.iter().filter(|(other, _)| !own && !common(other));
        for spelling in word.also.iter().chain(beside.map(|(_, whole)| whole)) {
            self.exact(lexicon, spelling, FormKind::Exact, 1.0, &mut found);
        }
        if word.typing {
            self.begins(lexicon, &word.word, &mut found);
        }
        if !word.typing || exact || found.alternatives.is_empty() {
            self.stems(lexicon, &word.word, &mut found);
        }
        // A word that has no form anywhere is taken for a misspelt one.
        if found.alternatives.is_empty() && found.complete && !word.title && !excluded {
            self.near(word, &mut found);
        }
        (found.alternatives, found.forms)
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
        self.add(shard, Alternative { file, index, rest: None, kind, weight }, word, found);
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
        let singular = word.strip_suffix(['s', 'x']).filter(|singular| singular.len() > 2);
        let plurals = ["s", "x"].map(|end| format!("{word}{end}"));
        let plurals = plurals.iter().map(String::as_str).filter(|_| word.len() > 2);
        for form in singular.into_iter().chain(plurals) {
            self.exact(lexicon, form, FormKind::Stem, weights::STEM, found);
        }
        for form in self.reading.stems().others(word) {
            self.exact(lexicon, &form, FormKind::Stem, weights::STEM, found);
        }
        for language in 0..self.reading.stems().len() {
            if let Some(stem) = self.reading.stems().stem(language, word) {
                self.forms(lexicon, language, &stem, FormKind::Stem, weights::STEM, word, found);
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
                    let new = Alternative { file, index, rest: None, kind, weight };
                    self.add(shard, new, form, found);
                }
            }
        }
    }

    /// Looks up the words that begin with `prefix`, with all their forms: see
    /// `index::prefixes` for why.
    fn begins(&mut self, lexicon: Lexicon, prefix: &str, found: &mut Found) {
        let (kind, weight) = (FormKind::Prefix, weights::PREFIX);
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
            let new = Alternative { file: first, index, rest: None, kind, weight };
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
                let new = Alternative { file, index, rest: None, kind, weight };
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

    /// Looks up the words that `word` may have been meant to be.
    fn near(&mut self, word: &Word, found: &mut Found) {
        if tolerance(word.word.chars().count()) == 0 {
            return;
        }
        let (front, back) = anchors(&word.word);
        let mut near = self.near_in(&word.word, &front, false, word.typing);
        near.extend(self.near_in(&word.word, &back, true, word.typing));
        sort(&mut near, Ord::cmp);
        near.dedup();
        let best = near.first().map_or(0, |near| near.distance);
        near.retain(|near| near.distance == best);
        near.truncate(weights::CORRECTIONS);
        let weight = weights::TYPO.get(usize::from(best).saturating_sub(1)).copied().unwrap_or(0.0);
        let lexicon = Lexicon::Terms;
        let mut choice: Option<(u32, String)> = None;
        for candidate in near {
            if self.exact(lexicon, &candidate.word, FormKind::Typo, weight, found) {
                let frequency = found.alternatives.last().map_or(0, |last| {
                    let shard = self.reading.shard(last.file, &self.typed);
                    shard.and_then(|shard| frequency(shard.list(last.index))).unwrap_or(0)
                });
                if choice.as_ref().is_none_or(|(most, _)| *most < frequency) {
                    choice = Some((frequency, candidate.word));
                }
            }
        }
        if let Some((_, best)) = choice {
            self.corrections.push((word.range.clone(), best));
        }
    }

    fn near_in(&mut self, word: &str, anchor: &str, mirrored: bool, typing: bool) -> Vec<Near> {
        let head = self.reading.head();
        let table = if mirrored { &head.mirror } else { &head.spelling };
        // Where too many files begin like this, a longer beginning finds fewer words in fewer.
        let mut anchor = anchor.to_owned();
        let mut letters: Vec<char> = word.chars().collect();
        if mirrored {
            letters.reverse();
        }
        let mut shards = table.shards(&anchor);
        while let (true, Some(next)) =
            (shards.len() as u32 > SPELLING_FILES, letters.get(anchor.chars().count()))
        {
            anchor.push(*next);
            shards = table.shards(&anchor);
        }
        let file = if mirrored { File::Mirror } else { File::Spelling };
        let mut near = Vec::new();
        for number in shards {
            if let Some(shard) = self.reading.shard(file(number), &self.typed) {
                near.extend(nearest(shard, word, &anchor, mirrored, typing));
            }
        }
        near
    }
}
