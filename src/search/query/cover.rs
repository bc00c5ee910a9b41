//! What a phrase is put together of: words with the frequent ones beside them, and runs of frequent
//! words (see `index::runs`).

use super::FormKind;
use super::parse::{Phrase, Word};
use super::plan::{Found, Unit, places_of};
use super::resolve::{Lexicon, Resolver};
use crate::search::index::{Context, LONGEST_RUN, is_long, run_name};
use crate::search::word::length;

/// The units of a phrase as far as they were looked up.
#[derive(Default)]
struct Cover {
    units: Vec<Unit>,
    /// Some of it is in no document.
    nowhere: bool,
    /// Some file is not there yet.
    incomplete: bool,
}

impl Resolver<'_> {
    /// Looks up a phrase and its other spelling.
    pub(super) fn phrase(&mut self, phrase: &Phrase) -> Option<Vec<Unit>> {
        let mut all = self.spelling(&phrase.words);
        // Two words that are everywhere are hardly one when written together.
        let head = self.reading.head();
        let everywhere = |word: &Word| head.rank(&word.word) != 0 || head.is_common(&word.word);
        let chance = |joined: &&Vec<String>| {
            phrase.parts.iter().any(everywhere)
                && !phrase.parts.iter().any(|part| joined.iter().any(|w| part.also.contains(w)))
        };
        let joined = phrase.joined.as_ref().filter(|joined| !chance(joined));
        if let Some(units) = joined.and_then(|joined| self.spelling(joined)) {
            let units = units.into_iter().map(|unit| Unit { joined: true, ..unit });
            all.get_or_insert_default().extend(units);
        }
        all
    }

    /// What one spelling of a phrase is put together of.
    fn spelling(&mut self, words: &[String]) -> Option<Vec<Unit>> {
        let Cover { units, nowhere, incomplete } = self.cover(words);
        if !nowhere {
            for unit in units.iter().filter(|unit| unit.placed) {
                let word = words.get(unit.offset as usize).map_or("", String::as_str);
                // All of a list is needed to say where words follow one another.
                if let Some(number) = unit.list.rest {
                    self.reading.rest(number, word, true);
                }
                if let Some(file) = places_of(unit.list) {
                    self.reading.places(file, word);
                }
            }
        }
        (!nowhere && !incomplete).then_some(units)
    }

    fn cover(&mut self, words: &[String]) -> Cover {
        let mut cover = Cover::default();
        let ranks: Vec<u8> = words.iter().map(|word| self.reading.head().rank(word)).collect();
        if let [word] = words {
            // Read from its list alone, however frequent.
            self.unit(Lexicon::Terms, word, 0, false, Context::default(), &mut cover);
            return cover;
        }
        let rank = |at: Option<usize>| at.and_then(|at| ranks.get(at)).copied().unwrap_or(0);
        let mut at = 0;
        while let Some(word) = words.get(at) {
            if rank(Some(at)) == 0 {
                let before = rank(at.checked_sub(1));
                let second = if before == 0 { 0 } else { rank(at.checked_sub(2)) };
                let around = Context { before, second, after: rank(Some(at + 1)) };
                self.unit(Lexicon::Terms, word, at, true, around, &mut cover);
                at += 1;
                continue;
            }
            let length = ranks.iter().skip(at).take_while(|rank| **rank != 0).count();
            let (start, end) = (at, at + length);
            at = end;
            // The word before knows the first of them, the word after the last two.
            let mut from = start + usize::from(start > 0);
            let mut to = if end < words.len() { end.saturating_sub(2) } else { end };
            if from >= to {
                continue;
            }
            if to - from == 1 {
                // A run has two words: one that is known anyway joins the one that is left.
                if from > start { from -= 1 } else { to += 1 }
            }
            let mut next = from;
            while next < to {
                let first = next.min(to.saturating_sub(LONGEST_RUN)).max(from);
                next = to.min(first + LONGEST_RUN);
                let run = words.get(first..next).unwrap_or_default();
                self.run(run, first, run.len() < words.len(), &mut cover);
            }
        }
        cover
    }

    /// Adds a run. One of three words that has no list of its own is put together of two runs.
    fn run(&mut self, words: &[String], offset: usize, placed: bool, cover: &mut Cover) {
        let before = cover.units.len();
        let known_nowhere = std::mem::take(&mut cover.nowhere);
        self.unit(Lexicon::Runs, &run_name(words), offset, placed, Context::default(), cover);
        if words.len() == LONGEST_RUN && cover.nowhere {
            cover.nowhere = false;
            for (at, two) in (offset..).zip(words.windows(2)) {
                self.unit(Lexicon::Runs, &run_name(two), at, true, Context::default(), cover);
            }
            // If either is long, the three would have a list if they stood anywhere.
            for unit in cover.units.get(before..).unwrap_or_default() {
                let documents = self.reading.head().documents;
                cover.nowhere |= is_long(length(&unit.list, self.reading), documents);
            }
        }
        cover.nowhere |= known_nowhere;
    }

    /// Adds a word or a run, which stands between those `around`, if it is to be `placed`.
    fn unit(
        &mut self,
        lexicon: Lexicon,
        name: &str,
        offset: usize,
        placed: bool,
        around: Context,
        cover: &mut Cover,
    ) {
        let mut found = Found::default();
        name.clone_into(&mut self.typed);
        self.exact(lexicon, name, FormKind::Exact, 1.0, &mut found);
        match found.alternatives.first() {
            Some(list) => {
                let offset = offset as u32;
                cover.units.push(Unit { list: *list, offset, around, placed, joined: false });
            }
            None if found.complete => cover.nowhere = true,
            None => cover.incomplete = true,
        }
    }
}
