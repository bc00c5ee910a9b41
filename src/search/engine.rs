//! The engine: holds the files of an index that are there, and answers with them.

use super::index::{FacetFile, File, FormatError, Head, Library, Reading};
use super::order::{sort, sort_first};
use super::query::{Resolved, parse, resolve};
use super::rank::{is_filter, score};
use super::request::{Answer, Dropped, Hit, Relax, Request, Selection, Sort};
use super::{Facet, Part, What};
use crate::model::Month;
use std::ops::Range;

/// An opened index. Fetches nothing: it says which files it lacks and answers with those it has.
#[derive(Debug)]
pub struct Engine {
    library: Library,
}

impl Engine {
    /// Opens an index by the bytes of its head ([`super::HEAD`]).
    ///
    /// # Errors
    /// If the bytes are not a head, are damaged, or belong to another version of the format.
    pub fn open(head: &[u8]) -> Result<Self, FormatError> {
        Head::read(head).map(|head| Self { library: Library::new(head) })
    }

    /// How many documents the index holds.
    #[must_use]
    pub fn documents(&self) -> u32 {
        self.library.head.documents
    }

    /// Hands over the bytes of a file; `None` if it could not be had. Damaged bytes count as none.
    /// A name that is no file of the index is passed over.
    pub fn provide(&mut self, name: &str, bytes: Option<&[u8]>) {
        if let Some(file) = File::named(name) {
            self.library.provide(file, bytes);
        }
    }

    /// The files that a complete answer needs and that were not provided yet, in a stable order.
    /// When they have come, ask again: what they hold may call for others, at most three times.
    #[must_use]
    pub fn missing(&self, request: &Request) -> Vec<String> {
        let reading = Reading::new(&self.library);
        self.resolve(request, &reading);
        let head = reading.head();
        for (facet, _) in request.selection.values() {
            reading.facet(*facet);
        }
        let everything = request.query.trim().is_empty() && request.selection.is_empty();
        if request.counts && !everything {
            for (facet, _) in &head.facets {
                reading.facet(*facet);
            }
        }
        reading.missing.into_inner().into_iter().map(File::name).collect()
    }

    fn resolve(&self, request: &Request, reading: &Reading) -> Resolved {
        resolve(&parse(&request.query, request.typing), reading)
    }

    /// Answers with what is there. Total: any query has an answer.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Answer {
        let reading = Reading::new(&self.library);
        let resolved = self.resolve(request, &reading);
        let scores = score(&resolved.items, &reading).of;
        let chosen = Chosen::new(&request.selection, &reading);
        let matching = |document: usize| scores.get(document).is_some_and(|score| *score > 0.0);
        let by_words = resolved.items.iter().any(|item| !item.excluded && !is_filter(&item.plan));

        let mut hits: Vec<Hit> = scores
            .iter()
            .enumerate()
            .filter(|(document, score)| **score > 0.0 && chosen.allows(*document, None))
            .map(|(document, score)| Hit {
                document: document as u32,
                score: if by_words { *score } else { 0.0 },
            })
            .collect();
        let total = hits.len() as u32;
        self.sort(&mut hits, request);

        let mut answer =
            Answer { total, hits, understood: resolved.understood, ..Answer::default() };
        let months =
            self.months(|document| matching(document) && chosen.allows(document, Some(None)));
        answer.years = years(&months);
        answer.months = months;
        if request.counts {
            answer.counts = if request.query.trim().is_empty() && request.selection.is_empty() {
                self.library.head.facets.clone()
            } else {
                count(&reading, |document, facet| {
                    matching(document) && chosen.allows(document, Some(Some(facet)))
                })
            };
        }
        if total == 0 {
            let parts = &answer.understood.parts;
            answer.relax =
                self.relax(&resolved.items, &resolved.ranges, parts, &chosen, &scores, &reading);
        }
        if !resolved.corrections.is_empty() {
            let mut text = request.query.clone();
            for (range, word) in resolved.corrections.into_iter().rev() {
                if text.get(range.clone()).is_some() {
                    text.replace_range(range, &word);
                }
            }
            answer.suggestion = Some(text);
        }
        answer.unavailable =
            reading.unavailable.into_inner().into_iter().filter(|what| !what.is_empty()).collect();
        answer
    }

    /// Puts the page that was asked for in order.
    fn sort(&self, hits: &mut Vec<Hit>, request: &Request) {
        let (offset, limit) = (request.offset as usize, request.limit as usize);
        let wanted = offset.saturating_add(limit);
        match request.sort {
            Sort::Newest => {}
            Sort::Oldest => {
                // Oldest last is the order of documents; those without a date stay at the end.
                let undated: Vec<_> =
                    self.library.head.months.spans().filter(|(m, _)| m.is_none()).collect();
                let undated =
                    |hit: &Hit| undated.iter().any(|(_, span)| span.contains(&hit.document));
                let (mut last, mut dated): (Vec<Hit>, Vec<Hit>) =
                    hits.iter().partition(|hit| undated(hit));
                dated.reverse();
                last.reverse();
                dated.append(&mut last);
                *hits = dated;
            }
            Sort::Relevance => sort_first(hits, wanted, &|a, b| {
                b.score.total_cmp(&a.score).then(a.document.cmp(&b.document))
            }),
        }
        hits.drain(..offset.min(hits.len()));
        hits.truncate(limit);
    }

    fn months(&self, counts: impl Fn(usize) -> bool) -> Vec<(Month, u32)> {
        let mut months: Vec<(Month, u32)> = Vec::new();
        for (month, span) in self.library.head.months.spans() {
            let found = span.filter(|document| counts(*document as usize)).count() as u32;
            let Some(month) = month.filter(|_| found > 0) else { continue };
            match months.iter_mut().find(|(known, _)| *known == month) {
                Some((_, count)) => *count += found,
                None => months.push((month, found)),
            }
        }
        sort(&mut months, |(a, _), (b, _)| b.cmp(a));
        months
    }

    /// What to give up when nothing is found, and what that would bring.
    fn relax(
        &self,
        items: &[super::query::PlanItem],
        ranges: &[Range<usize>],
        parts: &[Part],
        chosen: &Chosen,
        scores: &[f32],
        reading: &Reading,
    ) -> Vec<Relax> {
        let count = |scores: &[f32], without: Option<Option<Facet>>| {
            let found = scores.iter().enumerate();
            found
                .filter(|(document, score)| **score > 0.0 && chosen.allows(*document, without))
                .count() as u32
        };
        let mut relax = Vec::new();
        for (facet, _) in &chosen.facets {
            relax.push(Relax {
                drop: Dropped::Facet(*facet),
                range: None,
                total: count(scores, Some(Some(*facet))),
            });
        }
        if chosen.dates.is_some() {
            let total = count(scores, Some(None));
            relax.push(Relax { drop: Dropped::Dates, range: None, total });
        }
        for (at, item) in items.iter().enumerate() {
            let limits = parts.get(item.part).is_some_and(|part| {
                part.excluded || matches!(part.what, What::Filter(_) | What::Phrase { .. })
            });
            if limits && items.len() > 1 {
                let mut others = items.to_vec();
                others.remove(at);
                let total = count(&score(&others, reading).of, None);
                let range = ranges.get(item.place);
                let range = range.map(|range| (range.start as u32, range.end as u32));
                relax.push(Relax { drop: Dropped::Part(item.part), range, total });
            }
        }
        relax.retain(|relax| relax.total > 0);
        relax
    }
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
            let Some(file) = reading.facet(facet) else { continue };
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

    /// Whether the selection lets a document through, leaving out one facet (`Some(Some(facet))`),
    /// the dates (`Some(None)`) or nothing (`None`).
    fn allows(&self, document: usize, without: Option<Option<Facet>>) -> bool {
        let member = |set: &[bool]| set.get(document).copied().unwrap_or(false);
        let facets = self.facets.iter();
        let dates = without == Some(None) || self.dates.as_deref().is_none_or(member);
        dates
            && facets.filter(|(facet, _)| without != Some(Some(*facet))).all(|(_, set)| member(set))
    }
}

/// For each value of each facet, how many documents count.
fn count(
    reading: &Reading,
    counts: impl Fn(usize, Facet) -> bool,
) -> Vec<(Facet, Vec<(String, u32)>)> {
    let mut all = Vec::new();
    let documents = reading.head().documents as usize;
    for (facet, _) in &reading.head().facets {
        let counted: Vec<bool> = (0..documents).map(|document| counts(document, *facet)).collect();
        let member = |document: &&u32| counted.get(**document as usize).copied().unwrap_or(false);
        let file = reading.facet(*facet);
        let values = file.map(|file: &FacetFile| file.values.as_slice()).unwrap_or_default();
        let values = values
            .iter()
            .map(|value| (value.key.clone(), value.documents.iter().filter(member).count() as u32));
        all.push((*facet, values.collect()));
    }
    all
}

fn years(months: &[(Month, u32)]) -> Vec<(u16, u32)> {
    let mut years: Vec<(u16, u32)> = Vec::new();
    for (month, count) in months {
        match years.last_mut() {
            Some((year, total)) if *year == month.year => *total += count,
            _ => years.push((month.year, *count)),
        }
    }
    years
}
