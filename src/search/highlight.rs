//! Where the words of a query stand in a text: for cards, and for the article.
//!
//! Works on plain text and byte ranges, so it knows nothing of pages: whoever shows the text cuts
//! it at the ranges. Words are recognised as in the index, by the same analysis.

use super::analysis::{Token, tokens};
use super::order::sort;
use super::{Part, Understood, What};
use std::ops::Range;

/// The words to look for in a text.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    words: Vec<String>,
    beginnings: Vec<String>,
    phrases: Vec<Vec<String>>,
}

/// A piece of a text around the words found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The bytes of the text that it is.
    pub range: Range<usize>,
    /// The bytes to highlight, counted from the start of the text as well.
    pub highlights: Vec<Range<usize>>,
    /// Whether text before it was left out.
    pub cut_before: bool,
    /// Whether text after it was left out.
    pub cut_after: bool,
}

impl Matcher {
    /// What to look for, from an answer's account of its query.
    #[must_use]
    pub fn new(understood: &Understood) -> Self {
        let mut matcher = Self::default();
        matcher.add(&understood.parts);
        matcher
    }

    fn add(&mut self, parts: &[Part]) {
        for part in parts.iter().filter(|part| !part.excluded) {
            match &part.what {
                What::Word { word, begins, forms, .. } => {
                    self.words.push(word.clone());
                    self.words.extend(forms.iter().map(|form| form.word.clone()));
                    if *begins {
                        self.beginnings.push(word.clone());
                    }
                }
                What::Phrase { words, .. } => self.phrases.push(words.clone()),
                What::Any(parts) | What::Group(parts) => self.add(parts),
                What::Filter(_) => {}
            }
        }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty()
    }

    /// The byte ranges of `text` to highlight: in order, apart from each other. Neighbouring words
    /// of a phrase are one range.
    #[must_use]
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        merge(self.found(&tokens(text)).into_iter().map(|(range, _)| range).collect())
    }

    /// The ranges found, each with something that tells different words apart.
    fn found(&self, tokens: &[Token]) -> Vec<(Range<usize>, String)> {
        let mut found = Vec::new();
        for token in tokens {
            let begins = |beginning: &String| token.word.starts_with(beginning.as_str());
            if self.words.contains(&token.word) || self.beginnings.iter().any(begins) {
                found.push((token.range.clone(), token.word.clone()));
            }
        }
        let parts: Vec<&Token> = tokens.iter().filter(|token| !token.compound).collect();
        for phrase in &self.phrases {
            for window in parts.windows(phrase.len().max(1)) {
                let same = window.iter().zip(phrase).all(|(token, word)| token.word == *word);
                if let (true, [first, ..], [.., last]) = (same, window, window) {
                    found.push((first.range.start..last.range.end, phrase.join(" ")));
                }
            }
        }
        found
    }

    /// The piece of `text` of at most about `max_chars` characters that shows most of the query:
    /// the words that tell most apart first, then the earliest. Begins and ends between words.
    #[must_use]
    pub fn excerpt(&self, text: &str, max_chars: usize) -> Excerpt {
        let tokens = tokens(text);
        let found = self.found(&tokens);
        let start = self.best_start(text, &found, max_chars);
        let end = end_of(text, start, max_chars);
        let inside = |range: &Range<usize>| start <= range.start && range.end <= end;
        let ranges = found.into_iter().map(|(range, _)| range).filter(inside).collect();
        Excerpt {
            range: start..end,
            highlights: merge(ranges),
            cut_before: !text.get(..start).unwrap_or_default().trim().is_empty(),
            cut_after: !text.get(end..).unwrap_or_default().trim().is_empty(),
        }
    }

    /// Where the best piece begins.
    fn best_start(&self, text: &str, found: &[(Range<usize>, String)], max_chars: usize) -> usize {
        let trimmed = text.len() - text.trim_start().len();
        // If all is in the first piece, that is how the text itself begins.
        let mut best = (0, 0, trimmed);
        let first_end = end_of(text, trimmed, max_chars);
        let mut starts: Vec<usize> =
            found.iter().map(|(range, _)| lead_in(text, range.start, max_chars / 4)).collect();
        starts.insert(0, trimmed);
        sort(&mut starts, usize::cmp);
        starts.dedup();
        for start in starts {
            let end = if start == trimmed { first_end } else { end_of(text, start, max_chars) };
            let inside = found.iter().filter(|(range, _)| start <= range.start && range.end <= end);
            let words: Vec<&str> = inside.map(|(_, word)| word.as_str()).collect();
            let first = |(at, word): &(usize, &&str)| !words.iter().take(*at).any(|w| w == *word);
            let worth = (words.iter().enumerate().filter(first).count(), words.len());
            if worth > (best.0, best.1) {
                best = (worth.0, worth.1, start);
            }
        }
        best.2
    }
}

/// A place between words at most `chars` characters before `at`: the start of its sentence if that
/// is so near.
fn lead_in(text: &str, at: usize, chars: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let mut places = before.char_indices().rev().take(chars);
    let mut start = at;
    let mut after_space = at;
    for (place, c) in places.by_ref() {
        if c.is_whitespace() {
            start = after_space;
        }
        if matches!(c, '.' | '!' | '?' | '…' | '\n') && start == after_space && start < at {
            return start;
        }
        after_space = place;
    }
    if places.next().is_none() && after_space == 0 {
        return text.len() - text.trim_start().len();
    }
    start
}

/// The end of the piece that begins at `start`, between words where there is such a place.
fn end_of(text: &str, start: usize, max_chars: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let Some((limit, _)) = rest.char_indices().nth(max_chars) else {
        return start + rest.trim_end().len();
    };
    let piece = rest.get(..limit).unwrap_or_default();
    let at_space = rest.get(limit..).is_some_and(|after| after.starts_with(char::is_whitespace));
    let end = if at_space { limit } else { piece.rfind(char::is_whitespace).unwrap_or(limit) };
    let end = if end == 0 { limit } else { end };
    start + piece.get(..end).unwrap_or(piece).trim_end().len()
}

/// Puts ranges in order and joins those that overlap.
fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    sort(&mut ranges, |a, b| (a.start, a.end).cmp(&(b.start, b.end)));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::Matcher;
    use crate::search::{Form, FormKind, Part, Understood, What};
    use proptest::prelude::*;

    fn matcher(words: &[&str], beginnings: &[&str], phrases: &[&[&str]]) -> Matcher {
        let word = |word: &&str, begins| What::Word {
            word: (*word).to_owned(),
            in_title: false,
            begins,
            forms: vec![Form { word: format!("{word}s"), kind: FormKind::Stem }],
        };
        let phrase = |words: &&[&str]| What::Phrase {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            in_title: false,
        };
        let parts = words.iter().map(|w| word(w, false));
        let parts =
            parts.chain(beginnings.iter().map(|w| word(w, true))).chain(phrases.iter().map(phrase));
        let parts = parts.map(|what| Part { what, excluded: false }).collect();
        Matcher::new(&Understood { parts, ..Understood::default() })
    }

    fn marked(text: &str, ranges: &[std::ops::Range<usize>]) -> String {
        let mut marked = String::new();
        let mut at = 0;
        for range in ranges {
            marked += &format!("{}[{}]", &text[at..range.start], &text[range.clone()]);
            at = range.end;
        }
        marked + &text[at..]
    }

    #[test]
    fn marks_words_forms_beginnings_and_phrases() {
        for (matcher, text, expected) in [
            (matcher(&["emploi"], &[], &[]), "L’Emploi, les EMPLOIS", "L’[Emploi], les [EMPLOIS]"),
            (matcher(&[], &["gouv"], &[]), "le gouvernement", "le [gouvernement]"),
            (
                matcher(&[], &[], &[&["plan", "de", "relance"]]),
                "plan de la ville, plan de relance",
                "plan de la ville, [plan de relance]",
            ),
            (matcher(&["monnaie"], &[], &[]), "porte-monnaie", "porte-[monnaie]"),
            (matcher(&["portemonnaie", "porte"], &[], &[]), "porte-monnaie", "[porte-monnaie]"),
            (matcher(&[], &[], &[]), "rien", "rien"),
        ] {
            assert_eq!(marked(text, &matcher.ranges(text)), expected);
        }
    }

    #[test]
    fn an_excerpt_shows_the_words() {
        let text = "Rien ici qui compte vraiment. Le budget de la ville augmente cette année. \
                    Puis d’autres choses. Le budget de la santé aussi.";
        let excerpt = |words: &[&str], chars| {
            let excerpt = matcher(words, &[], &[]).excerpt(text, chars);
            let dots = |cut| if cut { "…" } else { "" };
            let text = &text[excerpt.range.clone()];
            format!("{}{text}{}", dots(excerpt.cut_before), dots(excerpt.cut_after))
        };
        assert_eq!(excerpt(&["budget", "sante"], 40), "…Le budget de la santé aussi.");
        assert_eq!(
            excerpt(&["ville"], 60),
            "Rien ici qui compte vraiment. Le budget de la ville augmente…"
        );
        assert_eq!(excerpt(&["absent"], 20), "Rien ici qui compte…");
        assert_eq!(excerpt(&["absent"], 1000), text);
    }

    proptest! {
        #[test]
        fn ranges_fall_between_letters(text in "\\PC{0,200}|[a-cé .’-]{0,200}", chars in 0_usize..80) {
            let matcher = matcher(&["a", "ab"], &["b"], &[&["a", "b"]]);
            for range in matcher.ranges(&text) {
                prop_assert!(text.get(range).is_some());
            }
            let excerpt = matcher.excerpt(&text, chars);
            let piece = text.get(excerpt.range.clone());
            prop_assert!(piece.is_some_and(|piece| piece.chars().count() <= chars));
            for range in excerpt.highlights {
                prop_assert!(text.get(range.clone()).is_some());
                prop_assert!(excerpt.range.start <= range.start && range.end <= excerpt.range.end);
            }
        }
    }
}
