//! Phrases: where words follow one another.

use super::format::{LAST_PLACE, Posting};
use super::index::Reading;
use super::order::sort;
use super::query::{Unit, places_of};
use super::rank::Scores;
use super::weights;
use super::word::{length, postings};

/// A phrase: the documents in which the words follow one another, or those of its other spelling; with `in_title`,
/// those in whose title they stand.
pub(super) fn score_phrase(
    units: &[Unit],
    in_title: bool,
    sentence: bool,
    reading: &Reading,
) -> Scores {
    // The units of the other spelling come last.
    let (units, joined) = units.split_at(units.partition_point(|unit| !unit.joined));
    let mut all = score_spelling(units, in_title, sentence, reading);
    if !joined.is_empty() {
        all.take(score_spelling(joined, in_title, sentence, reading));
    }
    all
}

/// One spelling of a phrase. Its score is that of its `units`.
fn score_spelling(units: &[Unit], in_title: bool, sentence: bool, reading: &Reading) -> Scores {
    let documents = reading.head().documents;
    let mut all = Scores::none(documents);
    // How many of the units each document has: places are read only where that is all of them.
    let mut has = vec![0_u16; documents as usize];
    let mut lists = Vec::with_capacity(units.len());
    let strengths = reading.weights().strengths(sentence);
    // Where it stands in the title if all of it does.
    let mut titles = vec![LAST_PLACE; documents as usize];
    for unit in units {
        let postings = postings(&unit.list, reading);
        let rarity = weights::rarity(documents, length(&unit.list, reading));
        all.weight += rarity;
        for posting in &postings {
            let value = strengths.get(usize::from(posting.level)).map_or(0.0, |s| s.value());
            let document = posting.document as usize;
            if let (Some(score), Some(has)) = (all.of.get_mut(document), has.get_mut(document)) {
                *score += rarity * value;
                *has = has.saturating_add(u16::from(!in_title || posting.title > 0));
            }
            if let Some(title) = titles.get_mut(document) {
                *title = (*title).min(posting.title);
            }
        }
        lists.push((unit, postings));
    }
    let mut holds: Vec<bool> = has.iter().map(|has| usize::from(*has) == units.len()).collect();
    // The rarest unit first: the places of the others are then kept for few documents.
    sort(&mut lists, |(_, a), (_, b)| a.len().cmp(&b.len()));
    let mut starts: Option<Starts> = None;
    for (unit, postings) in lists.iter().filter(|(unit, _)| unit.placed) {
        let new = Starts::read(unit, postings, &holds, reading);
        let both = match starts {
            Some(starts) => starts.and(&new),
            None => new,
        };
        holds = both.of.iter().map(|(_, count)| *count > 0).collect();
        starts = Some(both);
    }
    for (score, holds) in all.of.iter_mut().zip(holds) {
        if !holds {
            *score = 0.0;
        }
    }
    all.title = titles;
    all
}

/// Where in each document a phrase may begin.
struct Starts {
    /// For each document, where its places are in `places`, and how many.
    of: Vec<(u32, u32)>,
    places: Vec<u32>,
}

impl Starts {
    /// By one unit of the phrase, in the documents that are `wanted`.
    fn read(unit: &Unit, postings: &[Posting], wanted: &[bool], reading: &Reading) -> Self {
        let word = unit.list;
        let mut starts = Self { of: vec![(0, 0); wanted.len()], places: Vec::new() };
        let document = |posting: usize| postings.get(posting).map(|p| p.document as usize);
        let is_wanted = |posting: usize| {
            document(posting).and_then(|document| wanted.get(document)).copied().unwrap_or(false)
        };
        // A long list has its places in a file where it is alone.
        let index = if word.rest.is_some() { 0 } else { word.index };
        let Some(file) = places_of(word).and_then(|file| reading.places(file, "")) else {
            return starts;
        };
        let _ = file.each(index, postings.len(), is_wanted, |posting, place, context| {
            if !context.fits(unit.around) {
                return;
            }
            let of = document(posting).and_then(|document| starts.of.get_mut(document));
            if let (Some((first, count)), Some(place)) = (of, place.checked_sub(unit.offset)) {
                if *count == 0 {
                    *first = starts.places.len() as u32;
                }
                *count += 1;
                starts.places.push(place);
            }
        });
        starts
    }

    fn places(&self, document: usize) -> &[u32] {
        let span =
            self.of.get(document).map(|(first, count)| *first as usize..(first + count) as usize);
        span.and_then(|span| self.places.get(span)).unwrap_or_default()
    }

    /// The places that both have.
    fn and(&self, other: &Self) -> Self {
        let mut both = Self { of: Vec::with_capacity(self.of.len()), places: Vec::new() };
        for document in 0..self.of.len() {
            let first = both.places.len();
            let mut theirs = other.places(document).iter().peekable();
            for place in self.places(document) {
                while theirs.next_if(|other| *other < place).is_some() {}
                if theirs.peek() == Some(&place) {
                    both.places.push(*place);
                }
            }
            both.of.push((first as u32, (both.places.len() - first) as u32));
        }
        both
    }
}
