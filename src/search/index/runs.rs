//! Runs: frequent words that follow one another, indexed as if they were words.
//!
//! Where `de`, `la` and `ville` stand is most of what an index knows about places, and a phrase of
//! them would have to read it all. So frequent words have no places. Instead, every other word knows
//! which frequent ones are beside it (`positions`), and what frequent words say to one another is a
//! word of its own: each two, `de la`, and each three of which the first or the last two have a long
//! list themselves, `de la ville` (common-grams, as in Bahle, Williams, Zobel, *Efficient phrase
//! querying with an auxiliary index*, 2002). A phrase is then put together of lists that are short.
//!
//! Measured on generated newsrooms: `"de la ville"` cost 243 KB of index at 10,000 releases and
//! 2.3 MB at 100,000; now 16 and 21 KB.

use super::gather::{BuildFnv, Fields, Occurrences};
use super::parallel;
use super::positions::Context;
use std::collections::HashMap;

/// Words in more than this share of the documents are frequent. 0 to 1. From a tenth of 10,000
/// releases on, the index is 27 % larger than with places for all words, with both bounds 14 %.
const SHARE: f32 = 0.4;

/// A word that stands less often is not frequent: its places are about 12,000 bytes, and not worth
/// what runs take. In newsrooms of 1,848 and 2,078 releases the index is 15 % larger with it; 24 and 26 %
/// without.
const OCCURRENCES: u32 = 6_000;

/// Runs of two in more than this share of the documents are parts of runs of three. 0 to 1.
const LONG_SHARE: f32 = 0.05;

/// In so many documents they are not, however small the share: their lists are short.
const LONG_FROM: u32 = 1_000;

/// At most this many words are frequent: their ranks are bytes, and 0 is none.
const MOST: usize = 255;

/// How many words a run has at most.
pub(in crate::search) const LONGEST: usize = 3;

/// Whether a run of two that stands in `count` of `documents` is long enough to make runs of three.
pub(in crate::search) fn is_long(count: u32, documents: u32) -> bool {
    count > LONG_FROM.max((documents as f32 * LONG_SHARE) as u32)
}

/// The name under which a run stands in the lexicon of runs.
pub(in crate::search) fn run_name(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

/// The frequent words, and where they stand.
#[derive(Debug, Default)]
pub(super) struct Frequent {
    /// Most frequent first.
    pub(super) words: Vec<String>,
    documents: u32,
    /// Where the places of each document begin in `ranks`.
    starts: Vec<usize>,
    /// At each place the rank, counted from 1, of the frequent word there, or 0.
    ranks: Vec<u8>,
}

/// Up to three ranks; the last is 0 in a run of two.
type Run = [u8; LONGEST];

type Found = HashMap<Run, Occurrences, BuildFnv>;

/// Whether a word is frequent.
fn is_frequent(word: &Occurrences, documents: u32) -> bool {
    word.count > OCCURRENCES && word.documents > (documents as f32 * SHARE) as u32
}

/// How frequent a word is, in steps of an eighth.
fn class(documents: u32) -> u32 {
    let octave = documents.max(8).ilog2();
    octave * 8 + (documents >> (octave - 3) & 7)
}

impl Frequent {
    /// By the `words` of an index with their numbers, and the occurrences by number. A word that
    /// also is a compound is not among them: it would share its place with another.
    pub(super) fn new(words: &[(String, u32)], terms: &[Occurrences], fields: &[Fields]) -> Self {
        let documents = fields.len() as u32;
        let known = words.iter().filter_map(|(word, n)| Some((word, terms.get(*n as usize)?)));
        let mut frequent: Vec<(&String, &Occurrences)> =
            known.filter(|(_, all)| !all.compound && is_frequent(all, documents)).collect();
        // By classes, which follow Zipf's law as well as an order would and change less: each place says its neighbours' ranks.
        frequent.sort_by_key(|(_, all)| std::cmp::Reverse(class(all.documents)));
        frequent.truncate(MOST);
        let mut starts = Vec::new();
        let mut end = 0;
        for fields in fields.iter().filter(|_| !frequent.is_empty()) {
            starts.push(end);
            end += fields.end as usize;
        }
        let mut ranks = vec![0; end];
        for (rank, (_, occurrences)) in (1..=u8::MAX).zip(&frequent) {
            occurrences.each(|document, places| {
                let start = starts.get(document as usize).copied().unwrap_or(0);
                for place in places {
                    if let Some(at) = ranks.get_mut(start + *place as usize) {
                        *at = rank;
                    }
                }
            });
        }
        let words = frequent.into_iter().map(|(word, _)| word.clone()).collect();
        Self { words, documents, starts, ranks }
    }

    /// The ranks at the places of a document.
    fn of(&self, document: u32) -> &[u8] {
        let document = document as usize;
        let end = self.starts.get(document + 1).copied().unwrap_or(self.ranks.len());
        let start = self.starts.get(document).copied().unwrap_or(end);
        self.ranks.get(start..end).unwrap_or_default()
    }

    /// What stands beside a place of a document.
    pub(super) fn around(&self, document: u32, place: u32) -> Context {
        let ranks = self.of(document);
        let at = |place: Option<u32>| {
            place.and_then(|place| ranks.get(place as usize)).copied().unwrap_or(0)
        };
        let before = at(place.checked_sub(1));
        let second = if before == 0 { 0 } else { at(place.checked_sub(2)) };
        Context { before, second, after: at(place.checked_add(1)) }
    }

    /// All runs by name, in order.
    pub(super) fn runs(&self) -> Vec<(String, Occurrences)> {
        let documents = self.documents;
        let twos = self.gather(|ranks| match ranks {
            [a, b, ..] if *a != 0 && *b != 0 => Some([*a, *b, 0]),
            _ => None,
        });
        let together = |a: u8, b: u8| {
            twos.get(&[a, b, 0]).is_some_and(|all| is_long(all.documents, documents))
        };
        let threes = self.gather(|ranks| match ranks {
            [a, b, c] if *a != 0 && *b != 0 && *c != 0 => {
                (together(*a, *b) || together(*b, *c)).then_some([*a, *b, *c])
            }
            _ => None,
        });
        let word = |rank: &u8| self.words.get(usize::from(*rank).checked_sub(1)?).cloned();
        let name = |run: Run| run_name(&run.iter().filter_map(word).collect::<Vec<_>>());
        let all = twos.into_iter().chain(threes);
        let mut runs: Vec<_> = all.map(|(run, all)| (name(run), all)).collect();
        runs.sort_by(|(a, _), (b, _)| a.cmp(b));
        runs
    }

    /// The occurrences of each run that `run` makes of what stands at a place and after it.
    fn gather(&self, run: impl Fn(&[u8]) -> Option<Run> + Send + Sync) -> Found {
        let documents = self.starts.len();
        let share = documents.div_ceil(parallel::workers()).max(1);
        let shares = (0..documents).step_by(share).map(|from| from..documents.min(from + share));
        let found = parallel::map(shares.collect(), |share| {
            let mut found = Found::default();
            let mut runs = Vec::new();
            for (number, document) in (0..).zip(share.clone()) {
                let ranks = self.of(document as u32);
                let at = |place: usize| ranks.get(place..ranks.len().min(place + LONGEST));
                let here =
                    (0..ranks.len()).filter_map(|place| Some((run(at(place)?)?, place as u32)));
                runs.clear();
                runs.extend(here);
                runs.sort_unstable();
                for group in runs.chunk_by(|(a, _), (b, _)| a == b) {
                    if let Some((run, _)) = group.first() {
                        let places = group.iter().map(|(_, place)| *place);
                        found.entry(*run).or_default().push(number, places);
                    }
                }
            }
            (share.start as u32, found)
        });
        let mut all = Found::default();
        for (offset, found) in found {
            for (run, occurrences) in found {
                all.entry(run).or_default().append(offset, &occurrences);
            }
        }
        all
    }
}
