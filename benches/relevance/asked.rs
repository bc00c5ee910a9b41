//! What a collection is asked: for releases drawn by chance, the ways in which readers who remember a title, or a
//! line of a text, ask for them.

use super::chance::{Chance, Half, hash};
use super::words::{other_number, slip};
use kiosque::search::Document;
use kiosque::search::analysis::{fold, is_elided, tokens};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many releases each class asks for, where there are as many.
pub const ITEMS: usize = 300;

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
    /// The places of the release asked for and of its twins.
    pub right: Vec<u32>,
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
        for (place, document) in (0..).zip(documents) {
            let body = simple(&document.body);
            for run in run_hashes(&body) {
                let known = runs.entry(run).or_insert(place);
                if *known != place {
                    *known = u32::MAX;
                }
            }
            let mut words: HashSet<String> = body.into_iter().collect();
            words.extend(simple(&document.title));
            words.extend(simple(&document.summary));
            words.into_iter().for_each(|word| *rarity.entry(word).or_default() += 1);
            for same in [Same::Title, Same::AnyDigits, Same::FirstThree] {
                let key = title_key(&document.title, same);
                titles[same as usize].entry(key).or_default().push(place);
            }
        }
        Self { ids, documents, french, rarity, titles, runs }
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
        order.into_values().filter_map(|place| self.item(class, place)).take(ITEMS).collect()
    }

    fn is_french(&self, document: &Document) -> bool {
        document.language.as_ref().map_or(self.french, |language| language.primary() == "fr")
    }

    fn item(&self, class: Class, place: usize) -> Option<Item> {
        let document = &self.documents[place];
        let mut chance = Chance::of(&format!("{} of {}", class.label(), self.ids[place]));
        let query = self.query(class, document, place as u32, &mut chance)?;
        let title = &document.title;
        // A query that holds a title's digits tells the title from one with others.
        let same = match class {
            Class::WholeTitle => Same::Title,
            Class::FirstThree => Same::FirstThree,
            _ => Same::AnyDigits,
        };
        let twins = self.titles[same as usize].get(&title_key(title, same));
        let right = match class {
            Class::Quotation => vec![place as u32],
            _ => twins.cloned().unwrap_or_default(),
        };
        Some(Item { query, typing: matches!(class, Class::Prefix), right })
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

    fn query(
        &self,
        class: Class,
        document: &Document,
        place: u32,
        chance: &mut Chance,
    ) -> Option<String> {
        let title = document.title.trim();
        match class {
            Class::Quotation => return self.quotation(&document.body, place, chance),
            Class::WholeTitle => return (!title.is_empty()).then(|| title.to_owned()),
            Class::FirstThree => return first_three(title),
            _ => {}
        }
        let words = self.words(title);
        let mut rarest: Vec<usize> = (0..words.len()).collect();
        rarest.sort_by_key(|at| (words[*at].rarity, *at));
        let [first, second] = *rarest.get(..2)? else { return None };
        // In the order of the title.
        let mut pair = [first.min(second), first.max(second)];
        let written = |pair: [usize; 2]| pair.map(|at| words[at].written.clone());
        // One of the two that something can be done to, with what it becomes.
        let mut changed = |change: &mut dyn FnMut(&str, &mut Chance) -> Option<String>| {
            let mut texts = written(pair);
            let begin = chance.below(2);
            for at in [begin, 1 - begin] {
                if let Some(other) = change(&texts[at], chance) {
                    texts[at] = other;
                    return Some(texts.join(" "));
                }
            }
            None
        };
        match class {
            Class::NoAccents => {
                let text = written(pair).join(" ");
                let folded = fold(&text);
                (folded != text).then_some(folded)
            }
            Class::OneLetterWrong => changed(&mut |word, chance| {
                (word.chars().count() >= 5).then(|| slip(word, chance))
            }),
            Class::OtherNumber => {
                let french = self.is_french(document);
                changed(&mut |word, _| other_number(word, french))
            }
            Class::ElisionOn | Class::ElisionOff => {
                if !self.is_french(document) {
                    return None;
                }
                let vowel = |word: &Word| word.folded.starts_with(['a', 'e', 'i', 'o', 'u', 'h']);
                let on = matches!(class, Class::ElisionOn);
                let fits = |at: &&usize| vowel(&words[**at]) && words[**at].elided != on;
                let word = *rarest.iter().find(fits)?;
                let other = *rarest.iter().find(|at| **at != word)?;
                pair = [word.min(other), word.max(other)];
                let mut texts = written(pair);
                if on {
                    let particle = ["l’", "d’", "l'", "d'"][chance.below(4)];
                    let at = usize::from(pair[1] == word);
                    texts[at].insert_str(0, particle);
                }
                Some(texts.join(" "))
            }
            Class::Prefix => {
                let long = |at: &&usize| words[**at].written.chars().count() >= 6;
                let begun = *rarest.iter().find(long)?;
                let fits = |at: &usize| *at != begun && words[*at].written.chars().count() >= 4;
                let others: Vec<usize> = (0..words.len()).filter(fits).collect();
                let other = &words[*chance.one_of(&others)?].written;
                let beginning: String = words[begun].written.chars().take(5).collect();
                Some(format!("{other} {beginning}"))
            }
            _ => Some(written(pair).join(" ")),
        }
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
