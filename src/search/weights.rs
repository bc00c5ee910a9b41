//! Every number that ranking depends on, with its bounds and the measurement that set it.
//!
//! The score of a word in a document is BM25's, `idf · x / (1 + x)`, where `x` gathers how often
//! and where the word stands and how long the document is (Robertson, Zaragoza, *The Probabilistic
//! Relevance Framework*, 2009; the fields as in its BM25F). `x` is known when the index is built and
//! stored as a level; forms of a word add their `x` up before the division, so that `emploi` and
//! `emplois` in one document count as two occurrences of one word.

/// How fast more occurrences stop mattering. 0 (at once) to about 3.
/// 1.2, the usual value: PIAF .813, Cranfield .516; 2.1 with the rest as here: .815, .541.
pub(super) const SATURATION: f32 = 2.1;

/// How much longer documents are held back. 0 (not) to 1 (in proportion). .55 to .9 differ by .002.
pub(super) const LENGTH: f32 = 0.65;

/// An occurrence in the title, in occurrences in the body. 1 to about 10. 1 costs .003 on PIAF,
/// where many paragraphs share a title; 6 costs nothing there and .001 on Cranfield.
pub(super) const TITLE: f32 = 2.5;

/// An occurrence in the summary. 1 to [`TITLE`].
pub(super) const SUMMARY: f32 = 2.0;

/// An occurrence in the lead. 1 to [`SUMMARY`].
pub(super) const LEAD: f32 = 1.5;

/// The lead is that many first words of the body. 12 to 20 differ by .002.
pub(super) const LEAD_WORDS: u32 = 18;

/// Another form of the word, beside 1 for the word itself. 0 to 1. 1 costs .007 on both;
/// so does .8 for the plural alone.
pub(super) const STEM: f32 = 0.45;

/// A word that begins with what was typed. 0 to [`STEM`].
pub(super) const PREFIX: f32 = 0.4;

/// A word that differs by one mistake, and by two. 0 to [`PREFIX`].
pub(super) const TYPO: [f32; 2] = [0.4, 0.2];

/// The share of a score that depends on how much of the query a document covers, for a query of two
/// words; a query of more words, twice over its number of words. 0 to 1. The same share for every
/// length costs .02 on Cranfield, whose queries are sentences; none makes "two words" an OR.
pub(super) const COVERAGE: f32 = 0.8;

/// Words in more than this share of the documents are passed over beside others. 0 to 1. At .2 and
/// at 1 (none) Cranfield loses .005, at .1 it loses .04.
pub(super) const COMMON: f32 = 0.4;

/// Below this many documents no word is passed over.
pub(super) const COMMON_FROM: usize = 20;

/// How many near words a misspelt word is replaced by.
pub(super) const CORRECTIONS: usize = 6;

/// The level to store for `x`: half powers of two from 1/8.
pub(super) fn level(x: f32) -> u8 {
    // The cast saturates, at 0 for anything below.
    ((x.max(f32::MIN_POSITIVE).log2() * 2.0 + 6.0).round() as u8).min(15)
}

/// The `x` that a level stands for.
pub(super) fn strength(level: u8) -> f32 {
    ((f32::from(level) - 6.0) / 2.0).exp2()
}

/// The `x` of every level, `times` as strong: worked out once for a list instead of for each posting.
pub(super) fn strengths(times: f32) -> [f32; 16] {
    std::array::from_fn(|level| times * strength(level as u8))
}

/// How much finding a word says that stands in `frequency` of `documents`: Robertson and Spärck
/// Jones's, kept above zero.
pub(super) fn rarity(documents: u32, frequency: u32) -> f32 {
    let (documents, frequency) = (documents as f32, frequency as f32);
    ((documents - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::{level, rarity, strength};

    #[test]
    fn levels_stand_for_what_they_were_made_of() {
        for stored in 0..16 {
            assert_eq!(level(strength(stored)), stored);
        }
        assert_eq!((level(0.0), level(f32::INFINITY), level(f32::NAN)), (0, 15, 0));
    }

    #[test]
    fn rare_words_say_more() {
        assert!(rarity(100, 1) > rarity(100, 50));
        assert!(rarity(100, 100) > 0.0);
    }
}
