//! Every number that ranking depends on, with its bounds and the measurement that set it.
//!
//! What a word says about a document is BM25F's in its simplest form, each field with a saturation of its own
//! (Robertson, Zaragoza, *The Probabilistic Relevance Framework*, 2009): `idf · (t + x / (1 + x))`. `x` gathers how
//! often the word stands in summary and text and how long they are; `t` is what standing in the title adds, once. Both
//! are known when the index is built, and stored together as one of 32 levels; forms of a word add their
//! `x` up before the division, so that `emploi` and `emplois` in one text count as two occurrences of one word.
//!
//! The weights were learnt by coordinate ascent over the tuning halves of the real collections
//! (`make relevance`, `--learn`), rounded, and are judged on the other halves. Two were then set by hand with an eye on all of
//! the judged questions, both halves: `length`, which the tuning half of Cranfield alone drives to 1, and `title`, for PIAF.

/// How many levels there are.
pub(super) const LEVELS: usize = 32;

/// Whether a level is one of words that stand in the title: the upper half, so that lists begin with those.
pub(super) fn in_title(level: u8) -> bool {
    usize::from(level) >= LEVELS / 2
}

/// The weights of a ranking. What is said of each was measured on the tuning halves, the others as they are here; first
/// places of Debian's and digitalgov's releases, and nDCG of PIAF and Cranfield.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// How fast more occurrences stop mattering. 0 (at once) to about 3. 1.3: Cranfield loses .023; 2.9: PIAF .009.
    pub saturation: f32,
    /// How much longer texts are held back. 0 (not) to 1 (in proportion). .4: Cranfield loses .013; .9 gains .003 there
    /// and loses more on its other half.
    pub length: f32,
    /// What standing in the title adds, in texts that say the word without end; nothing in a sentence. 0 to about 4.
    /// .05: Debian loses .011; .8: PIAF .004 and Cranfield .005.
    pub title: f32,
    /// An occurrence in the title, in occurrences in the text. 0 to about 4. 1: Debian loses .010; 3.5: Cranfield .002.
    pub title_text: f32,
    /// An occurrence in the summary, in occurrences in the text. 1 to about 4. 1.4 loses .0015 for digitalgov, the one
    /// with many summaries.
    pub summary: f32,
    /// An occurrence in the lead, likewise. 1 to 3. 1: PIAF loses .005; 2.1: Cranfield .003.
    pub lead: f32,
    /// An occurrence in what stands beside the text: about the issuer, contacts, attachments. 0 to 1. .4 to .7 are alike.
    pub extra: f32,
    /// Another form of the word in a text, beside 1 for the word itself. 0 to 1. .45: Cranfield loses .002, Debian .001.
    pub stem: f32,
    /// Another form of the word in a title, likewise. [`Weights::stem`] to 1. .8: digitalgov loses .002.
    pub title_stem: f32,
    /// A word that begins with what was typed. 0 to 1. .4: digitalgov loses .005.
    pub prefix: f32,
    /// A word that differs by one mistake, and by two. 0 to 1. .4: Debian and digitalgov lose .0005.
    pub typo: [f32; 2],
    /// The share of a score that depends on how much of the query a document covers, for a query of two
    /// words; a query of more words, twice over its number of words. 0 to 1. .8: PIAF loses .001.
    pub coverage: f32,
    /// What a title adds that holds all the words, in weights of the words. 0 to about 2. .6: Cranfield loses .004.
    pub whole_title: f32,
    /// What it adds if it holds them side by side in their order, likewise; half of that if only in order. 0 to about 1.
    /// .3: Debian loses .005.
    pub order: f32,
    /// A document in the reader's language, beside 1 for others: between two that say as much. 1 (all alike) to about
    /// 1.5. Asked in one language by a reader of another (`--reader`), 1.05 costs nothing, 1.1 costs cds-canada .008.
    pub language: f32,
}

/// The weights that are used.
pub const CHOSEN: Weights = Weights {
    saturation: 2.1,
    length: 0.65,
    title: 0.3,
    title_text: 2.5,
    summary: 1.0,
    lead: 1.5,
    extra: 0.5,
    stem: 0.35,
    title_stem: 0.5,
    prefix: 1.0,
    typo: [1.0, 0.42],
    coverage: 1.0,
    whole_title: 0.3,
    order: 0.5,
    language: 1.05,
};

impl Default for Weights {
    fn default() -> Self {
        CHOSEN
    }
}

/// The lead is that many first words of the text. 12 to 20 differ by .002.
pub(super) const LEAD_WORDS: u32 = 18;

/// Words in more than this share of the documents are passed over beside others. 0 to 1. At .2 and
/// at 1 (none) Cranfield loses .005, at .1 it loses .04.
pub(super) const COMMON: f32 = 0.4;

/// Below this many documents no word is passed over.
pub(super) const COMMON_FROM: usize = 20;

/// A query of so many words is a sentence: where no document holds all of it, any with some of it is an answer. With
/// fewer words given up one by one, Cranfield's sentences lose .010.
pub(super) const SENTENCE: usize = 6;

/// What a small word (`what`, `of`) counts in a sentence, which it says less about than its rarity. Documents that hold it
/// with all the others still come first. 0 to 1. At 1 Cranfield loses .007 and PIAF .008, at .5 .003 and .001; at 0
/// quotations lose .05 to .1 of their first places. Both halves agree.
pub(super) const SMALL: f32 = 0.1;

/// What another form of a word counts where a title is looked at as a whole: of two titles, the one that has the words as
/// they were typed. 0 to 1. At 1 Debian's two rarest words lose .008 of their first places; at .6 numbers swapped lose .010.
pub(super) const OTHER_IN_TITLE: f32 = 0.9;

/// How many near words a misspelt word is replaced by.
pub(super) const CORRECTIONS: usize = 6;

/// What a level stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Strength {
    /// What standing in the title adds: 0 where it does not.
    pub(super) title: f32,
    /// How much the text says it.
    pub(super) x: f32,
}

impl Strength {
    /// What a word of that strength alone says.
    pub(super) fn value(self) -> f32 {
        self.title + self.x / (1.0 + self.x)
    }
}

impl Weights {
    /// What each level stands for: half powers of two from 1/8, twice. With ten of them for titles Cranfield loses .003. In a `sentence`, each word says little by standing in a title.
    pub(super) fn strengths(&self, sentence: bool) -> [Strength; LEVELS] {
        std::array::from_fn(|level| {
            let level = level as u8;
            let title = if in_title(level) && !sentence { self.title } else { 0.0 };
            let whole = f32::from_bits((124 + u32::from(level % 16 / 2)) << 23);
            let half = if level.is_multiple_of(2) { 1.0 } else { std::f32::consts::SQRT_2 };
            Strength { title, x: whole * half }
        })
    }

    /// What the text of a document with so many words, where the mean has `mean`, is divided by.
    pub(super) fn norm(&self, words: u32, mean: f32) -> f32 {
        self.saturation * (1.0 - self.length + self.length * words as f32 / mean)
    }
}

/// The level to store for a word that a text says `x` strong, and that stands in the title or not.
pub(super) fn level(x: f32, in_title: bool) -> u8 {
    // The cast saturates, at 0 for anything below.
    let level = ((x.max(f32::MIN_POSITIVE).log2() * 2.0 + 6.0).round() as u8).min(15);
    level + 16 * u8::from(in_title)
}

/// How much finding a word says that stands in `frequency` of `documents`: Robertson and Spärck
/// Jones's, kept above zero.
pub(super) fn rarity(documents: u32, frequency: u32) -> f32 {
    let (documents, frequency) = (documents as f32, frequency as f32);
    ((documents - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::{CHOSEN, level, rarity};

    #[test]
    fn levels_stand_for_what_they_were_made_of() {
        for (stored, strength) in (0_u8..).zip(CHOSEN.strengths(false)) {
            assert_eq!(level(strength.x, strength.title > 0.0), stored);
        }
        assert_eq!(
            (level(0.0, false), level(f32::INFINITY, false), level(f32::NAN, true)),
            (0, 15, 16)
        );
    }

    #[test]
    fn rare_words_say_more() {
        assert!(rarity(100, 1) > rarity(100, 50));
        assert!(rarity(100, 100) > 0.0);
    }
}
