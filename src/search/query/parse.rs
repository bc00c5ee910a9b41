//! Reading a query. Total: any text is a query, whatever it holds.

use super::Dates;
use super::fields::Field;
use crate::search::Facet;
use crate::search::analysis::{Token, is_alphanumeric, is_elided, spaced_number, tokens};
use std::ops::Range;

/// Queries are read up to this many bytes; the rest is passed over. Addresses hold hardly more, in which each
/// byte may take three: many hosts answer none of more than 8 KB.
pub const MAX_QUERY: usize = 1_000;

/// At most this many different words are searched: enough for a sentence, and an upper bound for
/// what a query can cost.
pub const MAX_WORDS: usize = 48;

/// Brackets inside brackets, deeper than this, are passed over.
const MAX_DEPTH: usize = 6;

/// A query as it was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Parsed {
    pub(in crate::search) items: Vec<Item>,
    /// The bytes of the query that each of the items was read from.
    pub(in crate::search) ranges: Vec<Range<usize>>,
    pub(in crate::search) truncated: bool,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Item {
    pub(in crate::search) node: Node,
    pub(in crate::search) excluded: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) enum Node {
    Word(Word),
    Phrase(Phrase),
    Facet { facet: Facet, typed: String },
    Dates(Dates),
    Any(Vec<Item>),
    Group(Vec<Item>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Word {
    pub(in crate::search) word: String,
    /// Other spellings of it, as good as itself: the compound it is part of, `mueller` for `Müller`.
    pub(in crate::search) also: Vec<String>,
    /// The words before and behind it, each with what the two are when written as one.
    pub(in crate::search) beside: Vec<(String, String)>,
    /// Where it stands in the query.
    pub(in crate::search) range: Range<usize>,
    /// Whether it is the last word and still being typed.
    pub(in crate::search) typing: bool,
    pub(in crate::search) title: bool,
    /// How many times it was said.
    pub(in crate::search) times: u16,
}

/// Words in quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Phrase {
    pub(in crate::search) words: Vec<String>,
    /// The same where a compound is one word: `email` for `e-mail`, `startup` for `start up`.
    pub(in crate::search) joined: Option<Vec<String>>,
    /// The same words, to be searched one by one.
    pub(in crate::search) parts: Vec<Word>,
    pub(in crate::search) title: bool,
}

/// Reads `query`; with `typing`, a word that ends where the query ends is still being typed.
pub(in crate::search) fn parse(query: &str, typing: bool) -> Parsed {
    let mut end = query.len().min(MAX_QUERY);
    while !query.is_char_boundary(end) {
        end -= 1;
    }
    let text = query.get(..end).unwrap_or_default();
    let truncated = end < query.len();
    let typing = typing && !truncated;
    let mut parser =
        Parser { text, at: 0, depth: 0, words: 0, ranges: Vec::new(), typing, truncated };
    let mut items = parser.list();
    while parser.at < text.len() {
        // A closing bracket without an opening one.
        parser.at += 1;
        items.extend(parser.list());
    }
    Parsed { items, ranges: parser.ranges, truncated: parser.truncated }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    words: usize,
    /// Of the items outside all brackets.
    ranges: Vec<Range<usize>>,
    typing: bool,
    truncated: bool,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '＂')
}

fn ends_chunk(c: char) -> bool {
    c.is_whitespace() || c == '(' || c == ')' || is_quote(c)
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    /// The items up to the end or a closing bracket.
    fn list(&mut self) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut or = false;
        while let Some(c) = self.next().filter(|c| *c != ')') {
            if c.is_whitespace() {
                self.skip(c);
                continue;
            }
            if !items.is_empty() && self.takes_or() {
                or = true;
                continue;
            }
            let start = self.at;
            let mut new = self.item(or).into_iter();
            let outside = self.depth == 0;
            if std::mem::take(&mut or) {
                new.next().into_iter().for_each(|first| add_alternative(&mut items, first));
                if let Some(range) = self.ranges.last_mut().filter(|_| outside) {
                    range.end = self.at;
                }
            }
            for item in new {
                match items.iter_mut().find(|other| repeats(&item, other)) {
                    Some(Item { node: Node::Word(word), .. }) => {
                        word.times = word.times.saturating_add(1)
                    }
                    Some(_) => {}
                    None => {
                        items.push(item);
                        if outside {
                            self.ranges.push(start..self.at);
                        }
                    }
                }
            }
        }
        pair_up(&mut items, self.text);
        items
    }

    /// Whether an `OR` follows.
    fn before_or(&mut self) -> bool {
        let at = self.at;
        self.at += self.rest().len() - self.rest().trim_start().len();
        let or = self.takes_or();
        self.at = at;
        or
    }

    /// Passes over an `OR` with something behind it.
    fn takes_or(&mut self) -> bool {
        let rest = self.rest();
        let length =
            ["OR", "OU", "|"].iter().find(|or| rest.starts_with(**or)).map_or(0, |or| or.len());
        let after = rest.get(length..).unwrap_or_default();
        let found = length > 0
            && (after.starts_with(char::is_whitespace) || rest.starts_with('|'))
            && !after.trim_start().is_empty();
        if found {
            self.at += length;
        }
        found
    }

    /// What stands here: one item, or the words of a chunk of text. An `alternative` is one item.
    fn item(&mut self, alternative: bool) -> Vec<Item> {
        let excluded = self.rest().strip_prefix(['-', '−']).is_some_and(|after| {
            // A minus before a digit is one: −10 degrés.
            let word = |c: char| is_alphanumeric(c) && !c.is_ascii_digit();
            after.starts_with(|c: char| word(c) || is_quote(c) || c == '(')
        });
        if let (true, Some(c)) = (excluded, self.next()) {
            self.skip(c);
        }
        let mut items = match self.next() {
            Some('(') if spaced_number(self.rest()).is_none() => {
                self.group(alternative || excluded)
            }
            Some(c) if is_quote(c) => self.phrase(c, false),
            _ => self.chunk(),
        };
        if excluded && items.len() > 1 {
            // -porte-monnaie: what has all of it is kept out, as the words of one compound.
            let words = items.into_iter().filter_map(|item| match item.node {
                Node::Word(word) => Some(word),
                _ => None,
            });
            let phrase = Phrase::of(words.collect(), false);
            items = vec![Item { node: Node::Phrase(phrase), excluded }];
        }
        items.iter_mut().for_each(|item| item.excluded = excluded);
        items
    }

    /// What stands in brackets: as one, or if it is but words, as in prose, those, unless they are to be as `one`.
    fn group(&mut self, one: bool) -> Vec<Item> {
        self.at += 1;
        if self.depth >= MAX_DEPTH {
            return Vec::new();
        }
        self.depth += 1;
        let items = self.list();
        self.depth -= 1;
        if self.next() == Some(')') {
            self.at += 1;
        }
        let words = |item: &Item| matches!(item.node, Node::Word(_)) && !item.excluded;
        match items.len() {
            0 | 1 => items,
            _ if !one && !self.before_or() && items.iter().all(words) => items,
            _ => vec![Item { node: Node::Group(items), excluded: false }],
        }
    }

    /// A phrase, if the quote is closed; else nothing, and the words behind it follow.
    fn phrase(&mut self, quote: char, title: bool) -> Vec<Item> {
        self.skip(quote);
        let Some(length) = closed(self.rest(), quote) else { return Vec::new() };
        let (start, quoted) = (self.at, self.rest().get(..length).unwrap_or_default().to_owned());
        let parts = self.read(start, &quoted, title, false);
        self.at += length;
        if let Some(c) = self.next() {
            self.skip(c);
        }
        if parts.is_empty() {
            return Vec::new();
        }
        vec![Item { node: Node::Phrase(Phrase::of(parts, title)), excluded: false }]
    }

    /// Text up to a space, a bracket or a quote: a field with its value, or words.
    fn chunk(&mut self) -> Vec<Item> {
        // The spaces and brackets of a number do not end it.
        let number = spaced_number(self.rest()).unwrap_or(0);
        let after = self.rest().get(number..).unwrap_or_default();
        let length = number + after.find(ends_chunk).unwrap_or(after.len());
        let start = self.at;
        let chunk = self.rest().get(..length).unwrap_or_default().to_owned();
        self.at += length;
        let Some((name, value)) = chunk.split_once(':') else {
            return self.words(start, &chunk, false);
        };
        let Some(field) = Field::named(name) else { return self.words(start, &chunk, false) };
        let after = start + name.len() + 1;
        let quoted = value.is_empty().then(|| self.next()).flatten().filter(|c| is_quote(*c));
        let value = match quoted {
            Some(quote) if field == Field::Title => return self.phrase(quote, true),
            Some(quote) => {
                let text = self.rest().get(quote.len_utf8()..).unwrap_or_default();
                let Some(length) = closed(text, quote) else {
                    return self.words(start, &chunk, false);
                };
                let value = text.get(..length).unwrap_or_default().to_owned();
                self.at += quote.len_utf8() + length;
                if let Some(c) = self.next() {
                    self.skip(c);
                }
                value
            }
            None => value.to_owned(),
        };
        let node = match field {
            Field::Title if !value.is_empty() => return self.words(after, &value, true),
            Field::Facet(facet) if value.chars().any(is_alphanumeric) => {
                Some(Node::Facet { facet, typed: value })
            }
            _ => field.dates(&value).map(Node::Dates),
        };
        match node {
            Some(node) => vec![Item { node, excluded: false }],
            None => self.words(start, &chunk, false),
        }
    }

    /// The words of `text`, which stands at `start`.
    fn words(&mut self, start: usize, text: &str, title: bool) -> Vec<Item> {
        let words = self.read(start, text, title, true).into_iter();
        words.map(|word| Item { node: Node::Word(word), excluded: false }).collect()
    }

    /// The same, with all articles unless `loose`, and with what else stands for each word.
    fn read(&mut self, start: usize, text: &str, title: bool, loose: bool) -> Vec<Word> {
        let mut found = tokens(text);
        // `emploi d'` is on its way to `emploi d'avenir`.
        let article = |last: &Token| {
            text.get(last.range.end..).is_some_and(|rest| rest.starts_with(['\'', '’']))
                && is_elided(&last.word)
        };
        if loose && start > 0 && found.last().is_some_and(article) {
            found.pop();
        }
        let (wholes, found): (Vec<Token>, Vec<Token>) =
            found.into_iter().partition(|token| token.compound);
        let mut words: Vec<Word> = Vec::new();
        for token in found {
            let covers = |whole: &&Token| {
                whole.range.start <= token.range.start && token.range.end <= whole.range.end
            };
            let also = wholes.iter().filter(covers).map(|whole| whole.word.clone()).collect();
            let range = start + token.range.start..start + token.range.end;
            if self.words >= MAX_WORDS {
                self.truncated = true;
                break;
            }
            self.words += 1;
            words.push(Word {
                typing: loose && self.typing && range.end == self.text.len(),
                also,
                beside: Vec::new(),
                word: token.word,
                range,
                title,
                times: 1,
            });
        }
        words
    }
}

impl Phrase {
    fn of(parts: Vec<Word>, title: bool) -> Self {
        let words: Vec<String> = parts.iter().map(|part| part.word.clone()).collect();
        let mut joined: Vec<String> = Vec::new();
        let mut rest = parts.as_slice();
        while let Some((first, after)) = rest.split_first() {
            // As many words as share a compound that is all of them.
            let whole = first.also.iter().find_map(|whole| {
                let shared = rest.iter().take_while(|part| part.also.contains(whole)).count();
                let together: usize = rest.iter().take(shared).map(|part| part.word.len()).sum();
                (shared > 1 && together <= whole.len()).then_some((whole, shared))
            });
            joined.push(whole.map_or(&first.word, |(whole, _)| whole).clone());
            rest = whole.and_then(|(_, shared)| rest.get(shared..)).unwrap_or(after);
        }
        if let ([a, b], 2) = (parts.as_slice(), joined.len()) {
            joined = written_together(a, b).into_iter().collect();
        }
        let joined = Some(joined).filter(|joined| !joined.is_empty() && *joined != words);
        Self { words, joined, parts, title }
    }
}

/// Two words as one, where that may be a word: letters, and more than one of them but for the
/// article of a name.
fn written_together(a: &Word, b: &Word) -> Option<String> {
    let letters = |word: &Word, least: usize| {
        word.word.len() >= least && word.word.bytes().all(|b| b.is_ascii_lowercase())
    };
    let article = a.word == "o" || is_elided(&a.word);
    let least = if article { 1 } else { 2 };
    let apart = a.title == b.title && !a.also.iter().any(|whole| b.also.contains(whole));
    (letters(a, least) && letters(b, 2) && apart).then(|| [a.word.as_str(), &b.word].concat())
}

/// Tells each word of the word beside it, where nothing but spaces is between them.
fn pair_up(items: &mut [Item], text: &str) {
    for at in 1..items.len() {
        let Some(
            [
                Item { node: Node::Word(a), excluded: false },
                Item { node: Node::Word(b), excluded: false },
            ],
        ) = items.get_mut(at - 1..=at)
        else {
            continue;
        };
        let between = text.get(a.range.end..b.range.start);
        if between.is_none_or(|between| between.is_empty() || !between.trim().is_empty()) {
            continue;
        }
        if let Some(whole) = written_together(a, b) {
            a.beside.push((b.word.clone(), whole.clone()));
            b.beside.push((a.word.clone(), whole));
        }
    }
}

/// Where the text behind an opening `quote` is closed: at its own counterpart, so that others may
/// stand inside; else at any.
fn closed(text: &str, quote: char) -> Option<usize> {
    let counterpart = match quote {
        '«' => &['»'][..],
        '»' => &['«'],
        '“' => &['”'],
        '„' => &['“', '”'],
        _ => &['"'],
    };
    text.find(counterpart).or_else(|| text.find(is_quote))
}

/// Whether `item` says nothing that `other` does not: of words and of filters. A word still being typed always does.
fn repeats(item: &Item, other: &Item) -> bool {
    let same = match (&item.node, &other.node) {
        (Node::Word(a), Node::Word(b)) => {
            !a.typing && a.word == b.word && a.title == b.title && a.also == b.also
        }
        (Node::Facet { facet, typed }, Node::Facet { facet: other_facet, typed: other_typed }) => {
            facet == other_facet && typed == other_typed
        }
        (Node::Dates(a), Node::Dates(b)) => a == b,
        _ => false,
    };
    same && item.excluded == other.excluded
}

/// Makes `item` an alternative to the last of `items`.
fn add_alternative(items: &mut Vec<Item>, item: Item) {
    match items.last_mut() {
        Some(Item { node: Node::Any(alternatives), excluded: false }) => alternatives.push(item),
        _ => {
            let alternatives = items.pop().into_iter().chain([item]).collect();
            items.push(Item { node: Node::Any(alternatives), excluded: false });
        }
    }
}

#[cfg(test)]
mod tests;
