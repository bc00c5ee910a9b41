//! Stems: the forms of a word, by Snowball.
//!
//! The index keeps folded words only, so stems are taken of folded words, on both sides alike. The
//! French rules look for accents at the end of a word; those that folding took away and that can
//! only have been one thing are put back first (`realisee` → `réalisée`'s ending).
//!
//! The rules are Snowball's of 2018, written for folded words: a test holds them against `rust-stemmers`, whose code is
//! generated and 3 KB larger in a browser (gzip). Snowball's French of today differs on about 840 words of 20,000.

mod english;
mod french;
mod word;

use super::{fold, forms};
use crate::model::Language;

/// The stemmers of the languages of a newsroom.
#[derive(Debug)]
pub struct Stems {
    stemmers: Vec<Stemmer>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stemmer {
    French,
    English,
}

impl Stems {
    /// The stemmers for those of `languages` that have one.
    #[must_use]
    pub fn new<'a>(languages: impl IntoIterator<Item = &'a Language>) -> Self {
        let mut stemmers = Vec::new();
        for language in languages {
            let stemmer = match language.primary() {
                "fr" => Stemmer::French,
                "en" => Stemmer::English,
                _ => continue,
            };
            if !stemmers.contains(&stemmer) {
                stemmers.push(stemmer);
            }
        }
        Self { stemmers }
    }

    /// How many languages have a stemmer.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stemmers.len()
    }

    /// Whether no language has a stemmer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stemmers.is_empty()
    }

    /// What else `word`, folded, may be written as that no stem tells: `yeux` for `oeil`, `theater`
    /// for `theatre`, `directrice` for `directeur`.
    #[must_use]
    pub fn others(&self, word: &str) -> Vec<String> {
        let mut others = Vec::new();
        for stemmer in &self.stemmers {
            forms::others(word, *stemmer == Stemmer::French, &mut |form| others.push(form));
        }
        others
    }

    /// Whether `word`, folded, is one that sentences are held together with, in any of the languages.
    #[must_use]
    pub fn is_small(&self, word: &str) -> bool {
        self.stemmers.iter().any(|stemmer| forms::is_small(word, *stemmer == Stemmer::French))
    }

    /// The letters that all forms with that stem are taken to begin with, so that they are looked
    /// for in one place: all of a short stem, all but the last letter of a longer one (`cheva` for
    /// `cheval` and `chevaux`). The few forms that begin otherwise (`yeux`) are not found.
    #[must_use]
    pub fn root(stem: &str) -> &str {
        match stem.char_indices().next_back() {
            Some((last, _)) if stem.chars().count() > 4 => stem.get(..last).unwrap_or(stem),
            _ => stem,
        }
    }

    /// The stem of a folded `word` by the stemmer numbered `index`, if it has one there: words with
    /// a digit and very short words have none.
    #[must_use]
    pub fn stem(&self, index: usize, word: &str) -> Option<String> {
        let stemmer = self.stemmers.get(index)?;
        if word.len() < 3 || word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let stem = fold(&match stemmer {
            Stemmer::French => french::stem(word),
            Stemmer::English => english::stem(word),
        });
        (stem.len() >= 2).then_some(stem)
    }
}

#[cfg(test)]
mod tests {
    use super::{Stems, fold};
    use crate::model::Language;
    use proptest::prelude::*;
    use rust_stemmers::{Algorithm, Stemmer};

    /// The stems of a word in French and in English, by the generated code.
    fn generated(word: &str) -> [String; 2] {
        let mut accented = word.to_owned();
        for (folded, full) in [
            ("ees", "ées"),
            ("ee", "ée"),
            ("ieres", "ières"),
            ("iere", "ière"),
            ("ites", "ités"),
            ("ite", "ité"),
        ] {
            if let Some(start) = word.strip_suffix(folded) {
                accented = [start, full].concat();
                break;
            }
        }
        let french = Stemmer::create(Algorithm::French).stem(&accented).into_owned();
        [fold(&french), Stemmer::create(Algorithm::English).stem(word).into_owned()]
    }

    fn ours(word: &str) -> [String; 2] {
        [super::french::stem(word), super::english::stem(word)].map(|stem| fold(&stem))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn stems_are_those_of_the_generated_code(
            letters in "[a-z]{1,6}|(par|col|tap|gener|commun|arsen|qu|[aeiouy]|[a-z]|ж){1,5}",
            endings in prop::sample::subsequence(ENDINGS.split(' ').collect::<Vec<_>>(), 0..4).prop_shuffle(),
        ) {
            let word = [letters, endings.concat()].concat();
            if word.len() >= 3 {
                prop_assert_eq!(ours(&word), generated(&word), "{}", word);
            }
        }
    }

    /// Of both languages.
    const ENDINGS: &str = "abil abl able ables abli ai aient aient ais ait al alism alisme aliti alize alli amment ance \
        ances anci ant ante antes ants as asse assent asses assiez assions at ate ateur ateurs ation ational ations \
        ative ator atrice atrices aux bb biliti bli dd e eaux ed edly ee eed eedly eill ell emment ement ements ence \
        ences enci enn ent entli er era erai eraient eras erai erez eriez erions erons eront ette eus euse euses eux ez \
        ff ful fulli fulness gg i ible ic ical icate iciti ie ied ier iere ieres ies iez if ifs ing ingly ion ions ir \
        ira irai irent iriez irons is isme isse issaient issait issant issement issements issent iste ite ites iti iv \
        ive iveness ives iviti iz ization ize izer l le less lessli li ll logie logies ment ments mm ness nn ogi onn \
        ous ousli ousness pp que ques rr s sion ss sses tional tt tion u us usion ution utions x y";

    #[test]
    fn stems_of_words() {
        let words = "skis skies dying gently sky news inning earring proceeds succeed canning herrings y yes say \
            syzygy hop hoping hopping hoped ties tie cries gas this kiwis abandonnement chevaux eaux oiseaux heureuse \
            heureusement gu constamment evidemment activement lisiblement franchissement ouie jouaient quelque \
            communication generation arsenal парижа обед";
        for word in words.split(' ').filter(|word| word.len() >= 3) {
            assert_eq!(ours(word), generated(word), "{word}");
        }
        // And of Snowball's own vocabularies, where they are.
        for language in ["french", "english"] {
            let path = format!("{}/snowball/{language}/voc.txt", needs::shared_folder!());
            let words = std::fs::read_to_string(path).unwrap_or_default();
            for word in words.lines().map(fold).filter(|w| w.len() >= 3 && !w.contains('\'')) {
                assert_eq!(ours(&word), generated(&word), "{word}");
            }
        }
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let languages = [Language::new("fr-CA").unwrap(), Language::new("en").unwrap()];
        let stems = Stems::new(&languages);
        for (index, words) in [
            (0, &["realise", "realisee", "realisees", "realiser", "realisation"][..]),
            (0, &["premier", "premiere", "premieres"]),
            (0, &["cheval", "chevaux"]),
            (0, &["active", "activite", "activites"]),
            (0, &["journal", "journaux"]),
            (0, &["europeen", "europeenne"]),
            (0, &["avocat", "avocate", "avocates"]),
            (1, &["funding", "funded", "fund", "funds"]),
        ] {
            let found: Vec<_> = words.iter().map(|word| stems.stem(index, word)).collect();
            assert!(found.iter().all(|stem| *stem == found[0]), "{words:?} {found:?}");
        }
        assert_eq!(stems.stem(0, "2024"), None);
        assert_eq!(stems.stem(2, "fund"), None);
    }
}
