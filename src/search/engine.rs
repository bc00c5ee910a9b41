//! The engine: holds the files of an index that are there, and answers with them.

use super::index::{FacetFile, File, FormatError, Head, Library, Reading, is_whole};
use super::order::{best, sort};
use super::query::{Alternative, Attempt, Correction, Plan, PlanItem, Resolved, parse, resolve};
use super::rank::{Ranked, is_filter, is_held, is_phrase_nowhere, rank};
use super::request::{Answer, Dropped, Hit, Relax, Request, Selection, Sort};
use super::weights::{SENTENCE, Weights};
use super::word::has;
use super::{Facet, Part, What};
use crate::model::{Language, Month};
use std::cell::RefCell;
use std::ops::Range;

/// An opened index. Fetches nothing: it says which files it lacks and answers with those it has.
#[derive(Debug)]
pub struct Engine {
    library: Library,
    /// The query, and whether it was being typed, of which documents are known to hold all the words.
    held: RefCell<Option<(String, bool)>>,
    /// The files that were asked for, by the names under which they come.
    asked: RefCell<Vec<(String, File)>>,
}

impl Engine {
    /// Opens an index by the bytes of its head ([`super::HEAD`]).
    ///
    /// # Errors
    /// If the bytes are not a head, are damaged, or belong to another version of the format.
    pub fn open(head: &[u8]) -> Result<Self, FormatError> {
        let library = Library::new(Head::read(head)?);
        Ok(Self { library, held: RefCell::default(), asked: RefCell::default() })
    }

    /// Ranks by other weights than those that were learnt.
    pub fn weigh(&mut self, weights: Weights) {
        self.library.weights = weights;
    }

    /// How many documents the index holds.
    #[must_use]
    pub fn documents(&self) -> u32 {
        self.library.head.documents
    }

    /// Hands over the bytes of a file that [`Engine::missing`] named; `None` if it could not be had. Damaged bytes count as none.
    /// Any other name is passed over.
    pub fn provide(&mut self, name: &str, bytes: Option<&[u8]>) {
        if let Some(file) = self.file(name) {
            self.library.provide(file, bytes);
        }
    }

    /// The same, but that a damaged file is as if it had not come: it can be asked for again. Whether it is whole.
    pub fn take(&mut self, name: &str, bytes: &[u8]) -> bool {
        self.file(name).is_none_or(|file| self.library.take(file, bytes))
    }

    fn file(&self, name: &str) -> Option<File> {
        self.asked.borrow().iter().find(|(asked, _)| asked == name).map(|(_, file)| *file)
    }

    /// The files that a complete answer needs and that were not provided yet, each once.
    /// When they have come, ask again: what they hold may call for others, at most three times.
    #[must_use]
    pub fn missing(&self, request: &Request) -> Vec<String> {
        self.missing_in_turn(request).concat()
    }

    /// The same in two parts: those without which there is nothing to show yet, and the others. Once the first have
    /// come, [`Engine::answer`] has the best hits, or nearly those; what the others add is the total, the counts, and
    /// the order in the long run.
    #[must_use]
    pub fn missing_in_turn(&self, request: &Request) -> [Vec<String>; 2] {
        let reading = self.look_up(request);
        let first = reading.missing.into_inner();
        let mut later = reading.later.into_inner();
        later.retain(|file| !first.contains(file));
        let asked = &mut *self.asked.borrow_mut();
        [first, later].map(|files| {
            let named = files.into_iter().map(|file| {
                let name = self.library.head.parts.name(file);
                // Once, however often it is looked for.
                if !asked.iter().any(|(_, other)| *other == file) {
                    asked.push((name.clone(), file));
                }
                name
            });
            named.collect()
        })
    }

    /// Asks for everything that the request needs.
    fn look_up(&self, request: &Request) -> Reading<'_> {
        let reading = Reading::new(&self.library);
        self.resolve(request, &reading);
        for (facet, _) in request.selection.values() {
            reading.facet(*facet, true);
        }
        self.languages(request, &reading);
        if request.counts && !is_everything(request) {
            if self.counts_sample(request) {
                reading.sample();
            } else {
                for facet in self.counted() {
                    reading.facet(facet, false);
                }
            }
        }
        reading
    }

    /// The facets whose values are offered with their counts.
    fn counted(&self) -> impl Iterator<Item = Facet> {
        let facets = self.library.head.facets.iter().map(|(facet, _)| *facet);
        facets.filter(|facet| facet.is_offered())
    }

    /// Whether a sample is counted: it is all there is, or all that is wanted.
    fn counts_sample(&self, request: &Request) -> bool {
        is_whole(self.documents()) || !request.exact
    }

    fn resolve(&self, request: &Request, reading: &Reading) -> Resolved {
        let parsed = parse(&request.query, request.typing);
        let resolved = resolve(&parsed, reading, Attempt::First);
        // Only a phrase that is nowhere is searched as its words, so only then are they looked up.
        if resolved.items.iter().any(|item| is_phrase_nowhere(item, reading)) {
            return resolve(&parsed, reading, Attempt::Words);
        }
        // And only where no document holds all the words is one of them taken for a slip that is a word too.
        let words = resolved.items.iter().filter(|item| !item.optional).count();
        let known = self.held.borrow().as_ref() == Some(&(request.query.clone(), request.typing));
        if known || !(2..SENTENCE).contains(&words) || !reading.is_complete() {
            return resolved;
        }
        if is_held(&resolved.items, reading) {
            *self.held.borrow_mut() = Some((request.query.clone(), request.typing));
            return resolved;
        }
        let slips = resolve(&parsed, reading, Attempt::Slips);
        let found = reading.is_complete() && rank(&slips.items, reading).given_up.is_empty();
        if found { slips } else { resolved }
    }

    /// Answers with what is there. Total: any query has an answer.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Answer {
        let reading = Reading::new(&self.library);
        let mut resolved = self.resolve(request, &reading);
        let chosen = Chosen::new(&request.selection, &reading);
        let by_words = resolved.items.iter().any(|item| !item.excluded && !is_filter(&item.plan));
        let mut ranked = rank(&resolved.items, &reading);
        self.favour(request, &reading, &mut ranked.scores);
        let Ranked { scores, full, .. } = &ranked;
        let mut some = Vec::new();
        if ranked.some {
            some.extend(scores.iter().zip(full).map(|(score, full)| *score > 0.0 && !full));
        }

        let listed = chosen.among(full.clone(), None);
        let (total, some) = (count(&listed), chosen.among(some, None));
        let mut hits = self.best(request, request.offset, request.limit, scores, &listed);
        if request.wide {
            let left = request.limit.saturating_sub(hits.len() as u32);
            hits.extend(self.best(
                request,
                request.offset.saturating_sub(total),
                left,
                scores,
                &some,
            ));
        }
        let hits = hits.into_iter().map(|document| Hit {
            document,
            score: scores.get(document as usize).copied().filter(|_| by_words).unwrap_or(0.0),
        });
        let mut answer =
            Answer { total, more: count(&some), hits: hits.collect(), ..Answer::default() };
        let mut understood = resolved.understood;
        answer.partial = !reading.is_complete();
        if !answer.partial {
            give_up(&mut understood.parts, resolved.loose, &ranked);
        }
        if !resolved.corrections.is_empty() {
            let mut best = (0.0, 0);
            for ((document, score), full) in (0..).zip(scores).zip(full) {
                if *full && *score > best.0 {
                    best = (*score, document);
                }
            }
            let mut text = request.query.clone();
            for Correction { range, words, sure } in resolved.corrections.iter().rev() {
                // The word that goes with the others: what the best document has.
                let fits = |(list, _): &&(Alternative, String)| {
                    best.0 > 0.0 && has(list, best.1, &reading)
                };
                let word = words.iter().find(fits).or(words.first().filter(|_| *sure));
                if let (Some((_, word)), true) = (word, text.get(range.clone()).is_some()) {
                    text.replace_range(range.clone(), word);
                }
            }
            answer.suggestion = Some(text).filter(|text| *text != request.query);
        }
        answer.months = match chosen.dates {
            Some(_) => self.months(&chosen.among(full.clone(), Some(Limit::Dates))),
            None => self.months(&listed),
        };
        if request.counts && is_everything(request) {
            answer.counts = self.library.head.facets.clone();
        } else if request.counts {
            let sampled = self.counts_sample(request);
            answer.about = sampled && !is_whole(self.documents());
            let mut sample = None;
            if sampled {
                sample = reading.sample();
            }
            for facet in self.counted() {
                let mut without = None;
                if chosen.facets.iter().any(|(other, _)| *other == facet) {
                    without = Some(chosen.among(full.clone(), Some(Limit::Facet(facet))));
                }
                let listed = without.as_ref().unwrap_or(&listed);
                let counts = match sampled {
                    true => sample.map(|sample| sample.counts(facet, listed)),
                    false => reading.facet(facet, false).map(|file| file.counts(listed)),
                };
                let Some(counts) = counts else { continue };
                let keys = self.library.head.values(facet).iter().map(|(key, _)| key.clone());
                answer.counts.push((facet, keys.zip(counts).collect()));
            }
        }
        if total == 0 {
            let parts = &understood.parts;
            let full = full.clone();
            let (items, ranges) = (&mut resolved.items, &resolved.ranges);
            answer.relax = relax(items, ranges, parts, &chosen, &full, &reading);
        }
        answer.unavailable = reading.unavailable.into_inner();
        answer.unavailable.retain(|what| !what.is_empty());
        sort(&mut answer.unavailable, Ord::cmp);
        answer.told(&request.query, understood)
    }

    /// The languages of documents, where that of the reader makes some of them come before others.
    fn languages<'a>(&self, request: &Request, reading: &Reading<'a>) -> Option<&'a FacetFile> {
        let known = self.library.head.values(Facet::Language).len() > 1;
        let wanted = known
            && request.language.is_some()
            && request.sort == Sort::Relevance
            && !request.query.trim().is_empty();
        wanted.then(|| reading.facet(Facet::Language, false)).flatten()
    }

    /// Raises the documents in the language of the reader.
    fn favour(&self, request: &Request, reading: &Reading, scores: &mut [f32]) {
        let file = self.languages(request, reading);
        let wanted = request.language.as_ref().map_or("", Language::primary);
        let values = file.iter().flat_map(|file| &file.values);
        let same = |key: &str| {
            key.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        for value in values.filter(|value| same(&value.key)) {
            for document in &value.documents {
                if let Some(score) = scores.get_mut(*document as usize) {
                    *score *= reading.weights().language;
                }
            }
        }
    }

    /// The page of the `listed` documents that was asked for, in order.
    fn best(
        &self,
        request: &Request,
        offset: u32,
        limit: u32,
        scores: &[f32],
        listed: &[bool],
    ) -> Vec<u32> {
        let (offset, limit) = (offset as usize, limit as usize);
        let listed = (0_u32..).zip(listed).zip(scores).filter(|((_, listed), _)| **listed);
        let scored = listed.map(|((document, _), score)| (document, *score));
        let mut page: Vec<u32> = match request.sort {
            Sort::Relevance => best(scored, offset.saturating_add(limit)),
            Sort::Newest | Sort::Oldest => scored.map(|(document, _)| document).collect(),
        };
        if request.sort == Sort::Oldest {
            // Documents are numbered newest first, and those without a date stay at the end.
            let dated = self.library.head.months.dated();
            let dated = page.partition_point(|document| *document < dated);
            let (dated, undated) = page.split_at_mut(dated);
            dated.reverse();
            undated.reverse();
        }
        page.drain(..offset.min(page.len()));
        page.truncate(limit);
        page
    }

    /// How many of the `listed` documents there are in each month.
    fn months(&self, listed: &[bool]) -> Vec<(Month, u32)> {
        let mut months: Vec<(Month, u32)> = Vec::new();
        for (month, span) in self.library.head.months.spans() {
            let span = listed.get(span.start as usize..span.end as usize);
            let found = count(span.unwrap_or_default());
            let Some(month) = month.filter(|_| found > 0) else { continue };
            match months.iter_mut().find(|(known, _)| *known == month) {
                Some((_, count)) => *count += found,
                None => months.push((month, found)),
            }
        }
        sort(&mut months, |(a, _), (b, _)| b.cmp(a));
        months
    }
}

/// Says in the parts of a query which of them were given up, and which words were looked for in the place of a phrase.
fn give_up(parts: &mut Vec<Part>, loose: Vec<Part>, ranked: &Ranked) {
    let given_up = |item: &PlanItem| ranked.given_up.iter().any(|other| std::ptr::eq(*other, item));
    for (at, part) in loose.into_iter().enumerate() {
        let words = ranked.loosened.iter().flat_map(|item| match &item.plan {
            Plan::Phrase { words, .. } => words.as_slice(),
            _ => &[],
        });
        if let Some(word) = words.into_iter().find(|word| word.part == at) {
            parts.push(Part { given_up: given_up(word), ..part });
        }
    }
    for item in ranked.loosened.iter().chain(&ranked.given_up) {
        let own = !ranked.is_loose(item);
        if let Some(part) = parts.get_mut(item.part).filter(|_| own) {
            part.given_up = true;
        }
    }
}

/// What to give up when nothing is found, and what that would bring. Leaves `items` as they are.
fn relax(
    items: &mut Vec<PlanItem>,
    ranges: &[Range<usize>],
    parts: &[Part],
    chosen: &Chosen,
    full: &[bool],
    reading: &Reading,
) -> Vec<Relax> {
    let count = |full: &[bool], without| count(&chosen.among(full.to_vec(), without));
    let mut relax = Vec::new();
    for (facet, _) in &chosen.facets {
        relax.push(Relax {
            drop: Dropped::Facet(*facet),
            range: None,
            total: count(full, Some(Limit::Facet(*facet))),
        });
    }
    if chosen.dates.is_some() {
        let total = count(full, Some(Limit::Dates));
        relax.push(Relax { drop: Dropped::Dates, range: None, total });
    }
    for at in 0..items.len() {
        // Taken out and put back: no copy of a query is ever made.
        let item = items.remove(at);
        let limits = parts.get(item.part).is_some_and(|part| {
            part.excluded || matches!(part.what, What::Filter(_) | What::Phrase { .. })
        });
        if limits && !items.is_empty() {
            let total = count(&rank(items, reading).full, None);
            let range = ranges.get(item.place);
            let range = range.map(|range| (range.start as u32, range.end as u32));
            relax.push(Relax { drop: Dropped::Part(item.part), range, total });
        }
        items.insert(at, item);
    }
    relax.retain(|relax| relax.total > 0);
    relax
}

/// A selection as sets of documents.
struct Chosen {
    facets: Vec<(Facet, Vec<bool>)>,
    dates: Option<Vec<bool>>,
}

impl Chosen {
    fn new(selection: &Selection, reading: &Reading) -> Self {
        let documents = reading.head().documents as usize;
        let mut facets = Vec::new();
        for facet in Facet::ALL {
            let keys = selection.keys(facet);
            if keys.is_empty() {
                continue;
            }
            // A facet that cannot be read is reported, and chooses nothing.
            let Some(file) = reading.facet(facet, true) else { continue };
            let mut set = vec![false; documents];
            for document in
                keys.iter().filter_map(|(_, key)| file.value(key)).flat_map(|v| &v.documents)
            {
                if let Some(member) = set.get_mut(*document as usize) {
                    *member = true;
                }
            }
            facets.push((facet, set));
        }
        let dates = selection.dates().then(|| {
            let mut set = vec![false; documents];
            for (month, span) in reading.head().months.spans() {
                let inside = month.is_some_and(|month| {
                    selection.months.is_none_or(|(from, to)| from <= month && month <= to)
                        && (selection.years().is_empty() || selection.years().contains(&month.year))
                });
                let span = set.get_mut(span.start as usize..span.end as usize);
                span.into_iter().flatten().for_each(|member| *member = inside);
            }
            set
        });
        Self { facets, dates }
    }

    /// Which of the `listed` documents the selection lets through, but for one limit of it.
    fn among(&self, mut listed: Vec<bool>, without: Option<Limit>) -> Vec<bool> {
        let facets = self.facets.iter().map(|(facet, set)| (Limit::Facet(*facet), set));
        let dates = self.dates.iter().map(|set| (Limit::Dates, set));
        for (_, set) in facets.chain(dates).filter(|(limit, _)| without != Some(*limit)) {
            listed.iter_mut().zip(set).for_each(|(listed, member)| *listed &= member);
        }
        listed
    }
}

/// A part of a selection.
#[derive(Clone, Copy, PartialEq)]
enum Limit {
    Facet(Facet),
    Dates,
}

/// Whether a request asks for all there is, so that the head can answer it.
fn is_everything(request: &Request) -> bool {
    request.query.trim().is_empty() && request.selection.is_empty()
}

fn count(listed: &[bool]) -> u32 {
    listed.iter().map(|listed| u32::from(*listed)).sum()
}
