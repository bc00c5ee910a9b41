//! Reading a query. Total: any text is a query, whatever it holds.

use super::Dates;
use super::fields::Field;
use crate::search::Facet;
use crate::search::analysis::{Token, is_elided, tokens};
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
    Phrase { words: Vec<String>, title: bool },
    Facet { facet: Facet, typed: String },
    Dates(Dates),
    Any(Vec<Item>),
    Group(Vec<Item>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Word {
    pub(in crate::search) word: String,
    /// The compound it is part of.
    pub(in crate::search) compound: Option<String>,
    /// Where it stands in the query.
    pub(in crate::search) range: Range<usize>,
    /// Whether it is the last word and still being typed.
    pub(in crate::search) typing: bool,
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
            let mut new = self.item().into_iter();
            let outside = self.depth == 0;
            if std::mem::take(&mut or) {
                new.next().into_iter().for_each(|first| add_alternative(&mut items, first));
                if let Some(range) = self.ranges.last_mut().filter(|_| outside) {
                    range.end = self.at;
                }
            }
            for item in new {
                if !items.iter().any(|other| repeats(&item, other)) {
                    items.push(item);
                    if outside {
                        self.ranges.push(start..self.at);
                    }
                }
            }
        }
        items
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

    /// What stands here: one item, or the words of a chunk of text.
    fn item(&mut self) -> Vec<Item> {
        let excluded = self.rest().strip_prefix(['-', '−']).is_some_and(|after| {
            after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c) || c == '(')
        });
        if let (true, Some(c)) = (excluded, self.next()) {
            self.skip(c);
        }
        let mut items = match self.next() {
            Some('(') => self.group(),
            Some(c) if is_quote(c) => self.phrase(c, false),
            _ => self.chunk(),
        };
        if excluded && items.len() > 1 {
            // -porte-monnaie: what has all of it is kept out, as the words of one compound.
            let words = items.into_iter().filter_map(|item| match item.node {
                Node::Word(word) => Some(word.word),
                _ => None,
            });
            items = vec![Item {
                node: Node::Phrase { words: words.collect(), title: false },
                excluded,
            }];
        }
        items.iter_mut().for_each(|item| item.excluded = excluded);
        items
    }

    fn group(&mut self) -> Vec<Item> {
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
        match items.len() {
            0 | 1 => items,
            _ => vec![Item { node: Node::Group(items), excluded: false }],
        }
    }

    /// A phrase, if the quote is closed; else nothing, and the words behind it follow.
    fn phrase(&mut self, quote: char, title: bool) -> Vec<Item> {
        self.skip(quote);
        let Some(length) = self.rest().find(is_quote) else { return Vec::new() };
        let quoted = self.rest().get(..length).unwrap_or_default();
        let found = tokens(quoted);
        let mut words = Vec::new();
        for token in found.into_iter().filter(|token| !token.compound) {
            if self.words >= MAX_WORDS {
                self.truncated = true;
                break;
            }
            self.words += 1;
            words.push(token.word);
        }
        self.at += length;
        if let Some(c) = self.next() {
            self.skip(c);
        }
        if words.is_empty() {
            return Vec::new();
        }
        vec![Item { node: Node::Phrase { words, title }, excluded: false }]
    }

    /// Text up to a space, a bracket or a quote: a field with its value, or words.
    fn chunk(&mut self) -> Vec<Item> {
        let length = self.rest().find(ends_chunk).unwrap_or(self.rest().len());
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
                let length = text.find(is_quote);
                let Some(length) = length else { return self.words(start, &chunk, false) };
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
            Field::Facet(facet) if value.chars().any(char::is_alphanumeric) => {
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
        let mut found = tokens(text);
        // `emploi d'` is on its way to `emploi d'avenir`.
        let article = |last: &Token| {
            text.get(last.range.end..).is_some_and(|rest| rest.starts_with(['\'', '’']))
                && is_elided(&last.word)
        };
        if start > 0 && found.last().is_some_and(article) {
            found.pop();
        }
        let compounds: Vec<Token> = found.iter().filter(|token| token.compound).cloned().collect();
        let mut items: Vec<Item> = Vec::new();
        for token in found.into_iter().filter(|token| !token.compound) {
            let range = start + token.range.start..start + token.range.end;
            let compound = compounds.iter().find(|compound| {
                compound.range.start <= token.range.start && token.range.end <= compound.range.end
            });
            let word = Word {
                typing: self.typing && range.end == self.text.len(),
                compound: compound.map(|compound| compound.word.clone()),
                word: token.word,
                range,
                title,
            };
            if self.words >= MAX_WORDS {
                self.truncated = true;
                break;
            }
            self.words += 1;
            items.push(Item { node: Node::Word(word), excluded: false });
        }
        items
    }
}

/// Whether `item` says nothing that `other` does not. A word still being typed always does.
fn repeats(item: &Item, other: &Item) -> bool {
    match (&item.node, &other.node) {
        (Node::Word(a), Node::Word(b)) => {
            let same = a.word == b.word && a.title == b.title && a.compound == b.compound;
            same && !a.typing && item.excluded == other.excluded
        }
        _ => item == other,
    }
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
mod tests {
    use super::{Item, MAX_QUERY, MAX_WORDS, Node, parse};
    use proptest::prelude::*;

    fn print(items: &[Item]) -> String {
        let parts = items.iter().map(|item| {
            let text = match &item.node {
                Node::Word(word) => {
                    let title = if word.title { "title:" } else { "" };
                    let typing = if word.typing { "…" } else { "" };
                    let whole = word.compound.as_ref().map_or(String::new(), |w| format!("/{w}"));
                    format!("{title}{}{whole}{typing}", word.word)
                }
                Node::Phrase { words, title } => {
                    format!("{}\"{}\"", if *title { "title:" } else { "" }, words.join(" "))
                }
                Node::Facet { facet, typed } => format!("{}={typed}", facet.as_str()),
                Node::Dates(dates) => {
                    let month =
                        |m: Option<crate::model::Month>| m.map_or("".into(), |m| m.to_string());
                    format!("[{}..{}]", month(dates.from), month(dates.to))
                }
                Node::Any(items) => format!("any({})", print(items)),
                Node::Group(items) => format!("({})", print(items)),
            };
            format!("{}{text}", if item.excluded { "-" } else { "" })
        });
        parts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn queries() {
        for (query, expected) in [
            ("", ""),
            ("Emploi des jeunes", "emploi des jeunes…"),
            ("emploi ", "emploi"),
            ("l’emploi d'", "emploi"),
            ("d'", "d"),
            ("porte-monnaie", "porte/portemonnaie monnaie/portemonnaie…"),
            ("\"plan de relance\" -sport", "\"plan de relance\" -sport…"),
            ("« plan  de relance »", "\"plan de relance\""),
            ("\"plan de", "plan de…"),
            ("lycée OR collège école", "any(lycee college) ecole…"),
            ("a OR b OR c", "any(a b c…)"),
            ("OR a", "or a…"),
            ("a OR", "a or…"),
            ("(a b) OR c", "any((a b) c…)"),
            ("-(a b)", "-(a b)"),
            ("((((((((a))))))))", "a"),
            (")a(b", "a b…"),
            ("title:budget titre:\"plan de\"", "title:budget title:\"plan de\""),
            ("topic:santé lieu:\"Le Mans\"", "topic=santé place=Le Mans"),
            ("-topic:sport", "-topic=sport"),
            ("date:2024-03..2024-06 after:2020 x", "[2024-03..2024-06] [2020-01..] x…"),
            ("date:demain", "date demain…"),
            ("topic:", "topic"),
            ("note:ceci http://ab.cd", "note ceci http ab cd…"),
            ("a a a b", "a b…"),
            ("- -- a - b", "a b…"),
            ("-porte-monnaie", "-\"porte monnaie\""),
            ("\"\" () \"", ""),
        ] {
            assert_eq!(print(&parse(query, true).items), expected, "{query}");
        }
    }

    #[test]
    fn items_know_where_they_stand() {
        let query = " \"plan de\" -sport (a b) OR c topic:\"x y\"";
        let parsed = parse(query, true);
        let ranges = parsed.ranges.iter().map(|range| &query[range.clone()]);
        assert_eq!(
            ranges.collect::<Vec<_>>(),
            ["\"plan de\"", "-sport", "(a b) OR c", "topic:\"x y\""]
        );
    }

    #[test]
    fn long_queries_are_cut() {
        let long = "é".repeat(500_000);
        assert!(parse(&long, true).truncated);
        let words: String = (0..100).map(|n| format!("mot{n} ")).collect();
        let parsed = parse(&words, true);
        assert!(parsed.truncated && parsed.items.len() == MAX_WORDS);
        assert!(parse(&"(".repeat(MAX_QUERY), true).items.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(
            text in "\\PC{0,80}|[-a-zé:.()\"«» '’OR0-9]{0,80}|(topic:|date:|title:|-|\\(|\\)|\"|OR |[a-z]{1,5} |20[0-9]{2}){0,20}",
            typing: bool,
        ) {
            let parsed = parse(&text, typing);
            prop_assert!(!parsed.truncated || text.len() > 48);
            prop_assert_eq!(parsed.items.len(), parsed.ranges.len());
            prop_assert!(parsed.ranges.into_iter().all(|range| text.get(range).is_some()));
        }
    }
}
