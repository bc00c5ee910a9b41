//! What a release is compared by: its words, issuers, topics and quotations as hashes, and a sketch of its text.

use super::sketch::{ByHash, Sketch, hash};
use crate::{
    model::{Language, Release, Slug},
    search::analysis::{Stems, Token, tokens},
};
use std::collections::HashMap;

/// Words with fewer letters say little.
const SHORT: usize = 4;

/// Words with so many letters say something where they come again.
const LONG: usize = 6;

/// Of a text, at most so many different words: the first ones, which say what it is about.
const MOST: usize = 160;

/// A quotation of fewer words may be anybody's.
const QUOTATION: usize = 6;

/// A word of a release.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Word {
    /// The hash of its stem and of the language.
    pub(super) term: u32,
    /// Where it stands first in [`text`], in bytes.
    pub(super) start: u32,
    /// How long it is there.
    pub(super) length: u8,
    /// Whether it stands in the title.
    pub(super) in_title: bool,
    /// Whether it says what the release is about: a name, or a long word of the title or that comes again.
    pub(super) telling: bool,
}

/// What one release is compared by.
#[derive(Debug, Default)]
pub(super) struct Traits {
    pub(super) words: Vec<Word>,
    pub(super) issuers: Vec<u32>,
    pub(super) topics: Vec<u32>,
    pub(super) quotations: Vec<u32>,
    pub(super) sketch: Sketch,
}

/// Of so many words of a language the terms are held: those that come again are soon among them.
const KNOWN: usize = 1 << 17;

/// The terms of words that were read, by language and the hashes of the words: releases share most of their words, and a stem
/// costs more than to find it again.
#[derive(Default)]
pub(super) struct Lexicon(HashMap<String, HashMap<u64, Option<u32>, ByHash>>);

impl Lexicon {
    fn of(&mut self, language: &str) -> &mut HashMap<u64, Option<u32>, ByHash> {
        let known = self.0.entry(language.to_owned()).or_default();
        if known.len() > KNOWN {
            known.clear();
        }
        known
    }
}

/// The term of a word, unless it is one that says little.
fn term_of(word: &str, stems: &Stems, language: &str) -> Option<u32> {
    let letters = word.chars().count();
    if letters < SHORT || !word.chars().all(char::is_alphabetic) || stems.is_small(word) {
        return None;
    }
    let stem = stems.stem(0, word);
    Some(term("word", language, stem.as_deref().unwrap_or(word)))
}

fn term(kind: &str, language: &str, text: &str) -> u32 {
    (hash(&[kind, language, text]) >> 32) as u32
}

impl Traits {
    /// Of a release with these issuers, as the set names them.
    pub(super) fn new(release: &Release, issuers: &[Slug], lexicon: &mut Lexicon) -> Self {
        let language = release.language.as_ref().map_or("", Language::primary);
        let lexicon = lexicon.of(language);
        let term = |kind: &str, text: &str| term(kind, language, text);
        let (text, title) = text(release);
        let found = tokens(&text);
        let stems = Stems::new(&release.language);
        let (mut words, mut body) = (Vec::with_capacity(MOST), Vec::with_capacity(found.len()));
        let mut known: HashMap<u32, usize, ByHash> = HashMap::default();
        for Token { word, range, .. } in found.iter().filter(|token| !token.compound) {
            let hash = hash(&[word]);
            if range.start >= title {
                body.push(hash);
            }
            let term = *lexicon.entry(hash).or_insert_with(|| term_of(word, &stems, language));
            let Some(term) = term else { continue };
            let letters = word.chars().count();
            let (is_long, in_title) = (letters >= LONG, range.end <= title);
            if let Some(at) = known.get(&term) {
                let word: Option<&mut Word> = words.get_mut(*at);
                word.into_iter().for_each(|word| word.telling |= is_long);
                continue;
            }
            let place = (u32::try_from(range.start), u8::try_from(range.len()));
            if let ((Ok(start), Ok(length)), true) = (place, words.len() < MOST) {
                known.insert(term, words.len());
                let telling = in_title && is_long || !in_title && is_name(&text, range.start);
                words.push(Word { term, start, length, in_title, telling });
            }
        }
        let quotations = quotations(&text).into_iter().filter_map(|quoted| {
            let words: Vec<String> = tokens(quoted).into_iter().map(|token| token.word).collect();
            (words.len() >= QUOTATION).then(|| term("quotation", &words.join(" ")))
        });
        Self {
            words,
            issuers: issuers.iter().map(|issuer| term("issuer", issuer.as_str())).collect(),
            topics: release.topics.iter().map(|topic| term("topic", topic.as_str())).collect(),
            quotations: quotations.collect(),
            sketch: Sketch::new(&body),
        }
    }

    /// The first quotation of its text for which `is_one` of the terms.
    pub(super) fn quotation<'a>(
        text: &'a str,
        release: &Release,
        is_one: impl Fn(u32) -> bool,
    ) -> Option<&'a str> {
        let language = release.language.as_ref().map_or("", Language::primary);
        quotations(text).into_iter().find(|quoted| {
            let words: Vec<String> = tokens(quoted).into_iter().map(|token| token.word).collect();
            is_one(term("quotation", language, &words.join(" ")))
        })
    }
}

/// Title, summary and text of a release, a line for each block; and where the title ends.
pub(super) fn text(release: &Release) -> (String, usize) {
    let mut text = release.title.clone().unwrap_or_default();
    let title = text.len();
    for part in [release.summary.clone().unwrap_or_default(), release.text()] {
        text.push_str("\n\n");
        text.push_str(&part);
    }
    (text, title)
}

/// Whether the word there has a capital that is not that of a sentence.
fn is_name(text: &str, start: usize) -> bool {
    let (before, after) = text.split_at_checked(start).unwrap_or_default();
    let begins = before.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let sentence =
        begins.is_empty() || begins.ends_with(['.', '!', '?', ':', '…', '\n', '«', '“', '"', '—']);
    !sentence && after.starts_with(char::is_uppercase)
}

/// What stands between quotation marks, the outermost ones, within a block.
fn quotations(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut open: Option<(char, usize)> = None;
        for (at, c) in line.char_indices() {
            let closes = match c {
                '«' => '»',
                '“' => '”',
                '"' => '"',
                _ => '\0',
            };
            match open {
                None if closes != '\0' => open = Some((closes, at + c.len_utf8())),
                Some((close, start)) if c == close => {
                    found.extend(line.get(start..at).map(str::trim));
                    open = None;
                }
                _ => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{is_name, quotations};

    #[test]
    fn names_have_capitals_within_sentences() {
        let text = "Le port. Demain, Kerlouarn dit : « Venez à Bréhanne ».";
        for (word, expected) in [
            ("Le", false),
            ("port", false),
            ("Demain", false),
            ("Kerlouarn", true),
            ("Venez", false),
            ("Bréhanne", true),
        ] {
            assert_eq!(is_name(text, text.find(word).unwrap()), expected, "{word}");
        }
    }

    #[test]
    fn what_is_quoted() {
        for (text, expected) in [
            ("« Un », dit-il, « deux “trois” ».", &["Un", "deux “trois”"][..]),
            ("He said: \"one\", then “two”.", &["one", "two"]),
            ("« never closed\n“next” line »", &["next"]),
            ("none", &[]),
        ] {
            assert_eq!(quotations(text), expected, "{text}");
        }
    }
}
