//! Where the words of a query stand in a text: for cards, and for the article.
//!
//! Works on plain text and byte ranges, so it knows nothing of pages: whoever shows the text cuts
//! it at the ranges. Words are recognised as in the index, by the same analysis.

use super::Understood;
use super::analysis::{Token, tokens};
use super::marker::{read, written};
use super::order::{Gather, sort};
use std::ops::Range;

/// The words to look for in a text.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    pub(super) sought: Vec<Sought>,
    /// How many different things are sought.
    pub(super) wishes: usize,
}

/// Something to look for. Alternatives share the wish that any of them fulfils.
#[derive(Clone, Debug)]
pub(super) struct Sought {
    pub(super) wish: usize,
    pub(super) what: Look,
}

#[derive(Clone, Debug)]
pub(super) enum Look {
    /// Any of these words, or one that begins like this.
    Words(Vec<String>, Option<String>),
    /// These words in this order.
    Phrase(Vec<String>),
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
        read(&written(&understood.parts))
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sought.is_empty()
    }

    /// Whether a text has something of all that is sought.
    #[must_use]
    pub(crate) fn all_in(&self, text: &str) -> bool {
        let mut seen = vec![false; self.wishes];
        for (_, wish) in self.found(&tokens(text)) {
            if let Some(seen) = seen.get_mut(wish) {
                *seen = true;
            }
        }
        seen.into_iter().all(|seen| seen)
    }

    /// The byte ranges of `text` to highlight: in order, apart from each other. Neighbouring words
    /// of a phrase are one range.
    #[must_use]
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        merge(self.found(&tokens(text)).into_iter().map(|(range, _)| range).gather())
    }

    /// The ranges found, each with the wish that it fulfils; in the order of the text but for
    /// phrases, which come last.
    fn found(&self, tokens: &[Token]) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        for token in tokens {
            for sought in &self.sought {
                let Look::Words(words, beginning) = &sought.what else { continue };
                let begins = |beginning: &String| token.word.starts_with(beginning.as_str());
                if words.contains(&token.word) || beginning.as_ref().is_some_and(begins) {
                    found.push((token.range.clone(), sought.wish));
                }
            }
        }
        let parts: Vec<&Token> = tokens.iter().filter(|token| !token.compound).gather();
        for sought in &self.sought {
            let Look::Phrase(phrase) = &sought.what else { continue };
            for at in 0..parts.len() {
                let rest = parts.get(at..).unwrap_or_default();
                if let (Some(last), [first, ..]) = (stands(phrase, rest), rest) {
                    found.push((first.range.start..last.range.end, sought.wish));
                }
            }
        }
        found
    }

    /// The piece of `text` of at most about `max_chars` characters that shows most of the query:
    /// as many different wishes of it as possible, then as many words, then the earliest. Begins and ends between words.
    #[must_use]
    pub(crate) fn excerpt(&self, text: &str, max_chars: usize) -> Excerpt {
        let tokens = tokens(text);
        let found = self.found(&tokens);
        let start = self.best_start(text, &found, max_chars);
        let end = end_of(text, start, max_chars);
        let inside = |range: &Range<usize>| start <= range.start && range.end <= end;
        let ranges = found.into_iter().map(|(range, _)| range).filter(inside).gather();
        Excerpt {
            range: start..end,
            highlights: merge(ranges),
            cut_before: !text.get(..start).unwrap_or_default().trim().is_empty(),
            cut_after: !text.get(end..).unwrap_or_default().trim().is_empty(),
        }
    }

    /// Where the best piece begins.
    fn best_start(&self, text: &str, found: &[(Range<usize>, usize)], max_chars: usize) -> usize {
        let trimmed = text.len() - text.trim_start().len();
        // If all is in the first piece, that is how the text itself begins.
        let mut best = (0, 0, trimmed);
        let first_end = end_of(text, trimmed, max_chars);
        let mut starts: Vec<usize> =
            found.iter().map(|(range, _)| lead_in(text, range.start, max_chars / 4)).gather();
        starts.insert(0, trimmed);
        sort(&mut starts, usize::cmp);
        starts.dedup();
        for start in starts {
            let end = if start == trimmed { first_end } else { end_of(text, start, max_chars) };
            let inside = found.iter().filter(|(range, _)| start <= range.start && range.end <= end);
            let wishes: Vec<usize> = inside.map(|(_, wish)| *wish).gather();
            let first = |(at, wish): &(usize, &usize)| !wishes.iter().take(*at).any(|w| w == *wish);
            let worth = (wishes.iter().enumerate().filter(first).count(), wishes.len());
            if worth > (best.0, best.1) {
                best = (worth.0, worth.1, start);
            }
        }
        best.2
    }
}

/// The last word of `phrase` if `tokens` begin with it, however its compounds are written: letters
/// are compared, so that `start-up`, `startup` and `start up` are the same.
fn stands<'a>(phrase: &[String], tokens: &[&'a Token]) -> Option<&'a Token> {
    let mut sought = phrase.iter().flat_map(|word| word.bytes());
    let mut place = None;
    for token in tokens {
        let follows = place.is_none_or(|place| place + 1 == token.position);
        if !follows || token.word.bytes().any(|b| sought.next() != Some(b)) {
            return None;
        }
        place = Some(token.position);
        if sought.clone().next().is_none() {
            return Some(token);
        }
    }
    None
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
        let parts = parts.map(|what| Part { what, excluded: false, given_up: false }).collect();
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

    #[test]
    fn a_text_has_all_or_not() {
        let sought = matcher(&["budget", "sante"], &["aug"], &[&["de", "la"]]);
        assert!(sought.all_in("Les budgets de la santé\n\nune augmentation"));
        assert!(!sought.all_in("Les budgets de la santé"));
        assert!(!sought.all_in("") && matcher(&[], &[], &[]).all_in(""));
        let word = |word: &str, forms: &[&str]| Part {
            what: What::Word {
                word: word.to_owned(),
                in_title: false,
                begins: false,
                forms: (forms.iter())
                    .map(|word| Form { word: (*word).to_owned(), kind: FormKind::Exact })
                    .collect(),
            },
            excluded: false,
            given_up: false,
        };
        let either = What::Any(vec![word("gare", &["gare"]), word("port", &["port"])]);
        let parts =
            vec![Part { what: either, excluded: false, given_up: false }, word("nulle", &[])];
        let sought = Matcher::new(&Understood { parts, ..Understood::default() });
        assert!(sought.all_in("le port") && !sought.all_in("le quai"));
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
