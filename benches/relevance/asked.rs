//! What a collection is asked: for releases drawn by chance, the ways in which readers who remember a title, or a
//! line of a text, ask for them.

use super::chance::{Chance, Half, hash};
use super::words::{other_number, slip};
use kiosque::search::Document;
use kiosque::search::analysis::{fold, is_elided, tokens};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// How many releases each class asks for, where there are as many.
pub const ITEMS: usize = 300;

/// How many more of those that a query cannot tell from others.
pub const APART: usize = 100;

/// How a release is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    TwoRarest,
    NoAccents,
    OneLetterWrong,
    OtherNumber,
    ElisionOn,
    ElisionOff,
    Prefix,
    WholeTitle,
    FirstThree,
    Quotation,
}

impl Class {
    /// All of them, in the order in which they are reported.
    pub const ALL: [Self; 10] = [
        Self::TwoRarest,
        Self::NoAccents,
        Self::OneLetterWrong,
        Self::OtherNumber,
        Self::ElisionOn,
        Self::ElisionOff,
        Self::Prefix,
        Self::WholeTitle,
        Self::FirstThree,
        Self::Quotation,
    ];

    /// As tables name it.
    pub fn label(self) -> &'static str {
        match self {
            Self::TwoRarest => "two rarest words",
            Self::NoAccents => "without accents",
            Self::OneLetterWrong => "one letter wrong",
            Self::OtherNumber => "number swapped",
            Self::ElisionOn => "l’ or d’ put on",
            Self::ElisionOff => "l’ or d’ left out",
            Self::Prefix => "a word and five letters",
            Self::WholeTitle => "whole title",
            Self::FirstThree => "first three words",
            Self::Quotation => "quotation",
        }
    }
}

/// A query with its right answers.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is typed.
    pub query: String,
    /// Whether it is still being typed.
    pub typing: bool,
    /// The place of the release that is asked for.
    pub document: u32,
    /// The places of all whose titles the query fits as well, that one among them.
    pub right: Vec<u32>,
    /// Whether this is counted apart: the query fits several titles, or is the title of one of a series, whose titles
    /// differ in digits alone.
    pub apart: bool,
}

/// A query of two words of a title.
struct Asked {
    query: String,
    /// The words as the title has them, folded; a beginning ends in `*`.
    words: Vec<String>,
}

/// A word of a title.
struct Word {
    /// As it is written, in small letters.
    written: String,
    folded: String,
    /// In how many releases it is.
    rarity: u32,
    /// Whether `l’` or `d’` stands before it.
    elided: bool,
}

/// The documents of a collection with what drawing from them takes.
pub struct Asker<'a> {
    ids: &'a [String],
    documents: &'a [Document],
    /// Whether releases that do not say their language are French.
    french: bool,
    rarity: HashMap<String, u32>,
    /// Places by titles: as they are (accents and case aside), with any digits, and by their first three words.
    titles: [HashMap<String, Vec<u32>>; 3],
    /// Places by each word of the title.
    title_words: BTreeMap<String, BTreeSet<u32>>,
    /// The one release that a run of six words stands in, by the hash of the run; `u32::MAX` for several.
    runs: HashMap<u64, u32>,
}

/// In which way titles are taken for the same.
#[derive(Clone, Copy)]
enum Same {
    Title,
    AnyDigits,
    FirstThree,
}

const RUN: usize = 6;

fn title_key(title: &str, same: Same) -> String {
    let folded = fold(title);
    let folded = match same {
        Same::Title => folded,
        Same::AnyDigits => folded.chars().filter(|c| !c.is_ascii_digit()).collect(),
        Same::FirstThree => first_three(&folded).unwrap_or(folded),
    };
    let mut words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

fn first_three(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split_whitespace().collect();
    (words.len() > 3).then(|| words[..3].join(" "))
}

fn run_hashes(words: &[String]) -> impl Iterator<Item = u64> + '_ {
    words.windows(RUN).map(|run| hash(&run.join(" ")))
}

fn simple(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(|token| !token.compound).map(|token| token.word).collect()
}

impl<'a> Asker<'a> {
    /// For documents with their identifiers.
    pub fn new(ids: &'a [String], documents: &'a [Document], french: bool) -> Self {
        let mut rarity: HashMap<String, u32> = HashMap::new();
        let mut runs: HashMap<u64, u32> = HashMap::new();
        let mut titles: [HashMap<String, Vec<u32>>; 3] = Default::default();
        let mut title_words: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        for (place, document) in (0..).zip(documents) {
            let body = simple(&document.body);
            for run in run_hashes(&body) {
                let known = runs.entry(run).or_insert(place);
                if *known != place {
                    *known = u32::MAX;
                }
            }
            let mut words: HashSet<String> = body.into_iter().collect();
            for word in simple(&document.title) {
                title_words.entry(word.clone()).or_default().insert(place);
                words.insert(word);
            }
            words.extend(simple(&document.summary));
            words.into_iter().for_each(|word| *rarity.entry(word).or_default() += 1);
            for same in [Same::Title, Same::AnyDigits, Same::FirstThree] {
                let key = title_key(&document.title, same);
                titles[same as usize].entry(key).or_default().push(place);
            }
        }
        Self { ids, documents, french, rarity, titles, title_words, runs }
    }

    /// The queries of every class, for releases of one half.
    pub fn ask(&self, half: Half) -> Vec<(Class, Vec<Item>)> {
        Class::ALL.map(|class| (class, self.class(class, half))).into()
    }

    fn class(&self, class: Class, half: Half) -> Vec<Item> {
        let mut order: BTreeMap<u64, usize> = BTreeMap::new();
        for (place, id) in self.ids.iter().enumerate().filter(|(_, id)| half.has(id)) {
            order.insert(hash(&format!("{} {id}", class.label())), place);
        }
        let mut items = Vec::new();
        let mut left = [ITEMS, APART];
        for item in order.into_values().filter_map(|place| self.item(class, place)) {
            let left = &mut left[usize::from(item.apart)];
            if *left > 0 {
                *left -= 1;
                items.push(item);
            }
        }
        items
    }

    fn is_french(&self, document: &Document) -> bool {
        document.language.as_ref().map_or(self.french, |language| language.primary() == "fr")
    }

    fn item(&self, class: Class, place: usize) -> Option<Item> {
        let document = &self.documents[place];
        let mut chance = Chance::of(&format!("{} of {}", class.label(), self.ids[place]));
        let document_place = place as u32;
        let title = &document.title;
        let alike = |same: Same| {
            let places = self.titles[same as usize].get(&title_key(title, same));
            places.cloned().unwrap_or_default()
        };
        let (query, right) = match class {
            Class::Quotation => {
                let query = self.quotation(&document.body, document_place, &mut chance)?;
                (query, vec![document_place])
            }
            Class::WholeTitle if title.is_empty() => return None,
            Class::WholeTitle => (title.clone(), alike(Same::Title)),
            Class::FirstThree => (first_three(title)?, alike(Same::FirstThree)),
            _ => {
                let asked = self.two_words(class, document, &mut chance)?;
                (asked.query, self.with_words(&asked.words))
            }
        };
        let series = matches!(class, Class::WholeTitle) && alike(Same::AnyDigits).len() > 1;
        let (apart, typing) = (series || right.len() > 1, matches!(class, Class::Prefix));
        Some(Item { query, typing, document: document_place, right, apart })
    }

    /// The places of the releases whose titles hold a word for each of these, or for a beginning with `*`.
    fn with_words(&self, words: &[String]) -> Vec<u32> {
        let holders = |word: &String| -> BTreeSet<u32> {
            match word.strip_suffix('*') {
                None => self.title_words.get(word).cloned().unwrap_or_default(),
                Some(beginning) => self
                    .title_words
                    .range(beginning.to_owned()..)
                    .take_while(|(word, _)| word.starts_with(beginning))
                    .flat_map(|(_, places)| places.iter().copied())
                    .collect(),
            }
        };
        let all = words.iter().map(holders).reduce(|all, some| &all & &some);
        all.unwrap_or_default().into_iter().collect()
    }

    /// The words of a title that one would remember: of three letters or more, no numbers, each once.
    fn words(&self, title: &str) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let mut elided = false;
        let mut end = 0;
        for token in tokens(title).into_iter().filter(|token| !token.compound) {
            // The particle is either a word before this or left between the words.
            let between = title.get(end..token.range.start).unwrap_or_default();
            elided = elided || ["l", "d"].iter().any(|particle| apostrophe(between, particle));
            let written = title[token.range.clone()].to_lowercase();
            end = token.range.end;
            let particle = ["l", "d"].contains(&token.word.as_str())
                && title[token.range.end..].starts_with(['’', '\'']);
            if is_elided(&token.word) {
                elided = particle;
                continue;
            }
            let usable = written.chars().all(char::is_alphabetic) && written.chars().count() >= 3;
            if usable && !words.iter().any(|known| known.folded == token.word) {
                let rarity = self.rarity.get(&token.word).copied().unwrap_or(0);
                words.push(Word { written, folded: token.word, rarity, elided });
            }
            elided = false;
        }
        words
    }

    /// Two words of a title, and what a class does to them.
    fn two_words(&self, class: Class, document: &Document, chance: &mut Chance) -> Option<Asked> {
        let words = self.words(&document.title);
        let mut rarest: Vec<usize> = (0..words.len()).collect();
        rarest.sort_by_key(|at| (words[*at].rarity, *at));
        let length = |at: usize| words[at].written.chars().count();
        let french = self.is_french(document);
        let mut pair = [*rarest.first()?, *rarest.get(1)?];
        let vowel = |word: &Word| word.folded.starts_with(['a', 'e', 'i', 'o', 'u', 'h']);
        let elision = matches!(class, Class::ElisionOn | Class::ElisionOff);
        if elision {
            let on = matches!(class, Class::ElisionOn);
            let fits =
                |at: &&usize| length(**at) >= 4 && vowel(&words[**at]) && words[**at].elided != on;
            pair[0] = *rarest.iter().find(fits).filter(|_| french)?;
            pair[1] = *rarest.iter().find(|at| **at != pair[0])?;
        }
        if matches!(class, Class::Prefix) {
            let begun = *rarest.iter().find(|at| length(**at) >= 6)?;
            let fits = |at: &usize| *at != begun && length(*at) >= 4;
            let others: Vec<usize> = (0..words.len()).filter(fits).collect();
            let other = &words[*chance.one_of(&others)?];
            let beginning: String = words[begun].written.chars().take(5).collect();
            let held = vec![other.folded.clone(), format!("{}*", fold(&beginning))];
            return Some(Asked { query: format!("{} {beginning}", other.written), words: held });
        }
        let special = pair[0];
        // In the order of the title.
        pair.sort_unstable();
        let mut texts = pair.map(|at| words[at].written.clone());
        let held = pair.map(|at| words[at].folded.clone()).into();
        // One of the two that something can be done to, either first.
        let begin = chance.below(2);
        let change = |texts: &mut [String; 2], how: &mut dyn FnMut(&str) -> Option<String>| {
            let (at, other) =
                [begin, 1 - begin].into_iter().find_map(|at| Some((at, how(&texts[at])?)))?;
            texts[at] = other;
            Some(())
        };
        match class {
            Class::NoAccents => {
                let folded = texts.clone().map(|text| fold(&text));
                (folded != texts).then_some(())?;
                texts = folded;
            }
            Class::OneLetterWrong => change(&mut texts, &mut |word| {
                (word.chars().count() >= 5).then(|| slip(word, chance))
            })?,
            Class::OtherNumber => change(&mut texts, &mut |word| other_number(word, french))?,
            Class::ElisionOn => {
                let particle = ["l’", "d’", "l'", "d'"][chance.below(4)];
                texts[usize::from(pair[1] == special)].insert_str(0, particle);
            }
            _ => {}
        }
        Some(Asked { query: texts.join(" "), words: held })
    }

    /// Six to eight words in a row that stand in no other release, without quotation marks.
    fn quotation(&self, body: &str, place: u32, chance: &mut Chance) -> Option<String> {
        let lines: Vec<Vec<&str>> = body
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>())
            .filter(|line| line.len() >= 8)
            .collect();
        for _ in 0..20 {
            let line = chance.one_of(&lines)?;
            let count = 6 + chance.below(3);
            let begin = chance.below(line.len() - count + 1);
            let text = line[begin..begin + count].join(" ");
            let text: String = text.chars().filter(|c| !"\"«»“”„".contains(*c)).collect();
            let words = simple(&text);
            let alone = run_hashes(&words).any(|run| self.runs.get(&run) == Some(&place));
            if alone {
                return Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        None
    }
}

fn apostrophe(between: &str, particle: &str) -> bool {
    let between = between.trim_start().to_lowercase();
    let rest = between.strip_suffix(['’', '\'']);
    rest.is_some_and(|rest| rest.ends_with(particle))
}
