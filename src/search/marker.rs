//! Finding words for a page that does not know what words are.
//!
//! The viewer has none of the analysis: what to look for comes with the answer, as a text that only this module reads
//! ([`Understood::sought`]), and a [`Marker`] finds it. Natively that is [`MARKER`]; a browser brings a module of its own for
//! it (`bin/marks.rs`), and until it is there nothing is marked.

use super::analysis::{fold, tokens};
use super::highlight::{Look, Matcher, Sought};
use super::order::Gather;
use super::{Answer, Understood};
use std::rc::Rc;

/// Stands before and after what was found. No text that is shown has it.
pub const MARK: char = '\0';

/// Begins what is looked for as letters, wherever in a word they stand.
const LETTERS: char = '~';

/// Finds in texts what is sought.
#[derive(Clone, Copy, Debug)]
pub struct Marker {
    /// The text, with a [`MARK`] before and after each place.
    pub mark: fn(sought: &str, text: &str) -> String,
    /// Whether the text has something of all that is sought.
    pub holds: fn(sought: &str, text: &str) -> bool,
    /// The piece of the text of at most about so many characters that shows most of it; empty if it has nothing.
    pub excerpt: fn(sought: &str, text: &str, most: usize) -> String,
}

/// The marker that has the analysis.
pub const MARKER: Marker = Marker { mark, holds, excerpt };

/// What an answer says is sought, and who finds it.
#[derive(Clone, Debug)]
pub struct Finder {
    marker: Marker,
    answer: Rc<Answer>,
}

impl Finder {
    /// Of an answer; `None` if it says of nothing that it is sought.
    #[must_use]
    pub fn new(marker: Option<Marker>, answer: &Rc<Answer>) -> Option<Self> {
        let answer = Rc::clone(answer);
        marker
            .filter(|_| !answer.understood.sought.is_empty())
            .map(|marker| Self { marker, answer })
    }

    /// See [`Marker::mark`].
    #[must_use]
    pub fn mark(&self, text: &str) -> String {
        (self.marker.mark)(&self.answer.understood.sought, text)
    }

    /// Whether anything is found in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.mark(text).contains(MARK)
    }

    /// See [`Marker::holds`].
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        (self.marker.holds)(&self.answer.understood.sought, text)
    }

    /// See [`Marker::excerpt`].
    #[must_use]
    pub fn excerpt(&self, text: &str, most: usize) -> String {
        (self.marker.excerpt)(&self.answer.understood.sought, text, most)
    }
}

/// Whether a name has these letters in it: all spellings of a letter are one. Until there is a marker, those that are typed.
#[must_use]
pub fn has_letters(marker: Option<Marker>, letters: &str, name: &str) -> bool {
    match marker {
        Some(marker) => {
            let mut sought = String::from(LETTERS);
            sought.push_str(letters);
            (marker.holds)(&sought, name)
        }
        None => {
            let same = |window: &[u8]| window.eq_ignore_ascii_case(letters.as_bytes());
            name.as_bytes().windows(letters.len().max(1)).any(same)
        }
    }
}

/// See [`Marker::mark`].
#[must_use]
pub fn mark(sought: &str, text: &str) -> String {
    let text = text.replace(MARK, "");
    let mut marked = String::with_capacity(text.len());
    let mut end = 0;
    for range in parse(sought).ranges(&text) {
        for (piece, next) in [(end..range.start, range.start), (range.clone(), range.end)] {
            marked.push_str(text.get(piece).unwrap_or_default());
            marked.push(MARK);
            end = next;
        }
    }
    marked.push_str(text.get(end..).unwrap_or_default());
    marked
}

/// See [`Marker::holds`].
#[must_use]
pub fn holds(sought: &str, text: &str) -> bool {
    match sought.strip_prefix(LETTERS) {
        Some(letters) => fold(text).contains(&fold(letters)),
        None => parse(sought).all_in(text),
    }
}

/// See [`Marker::excerpt`].
#[must_use]
pub fn excerpt(sought: &str, text: &str, most: usize) -> String {
    let excerpt = parse(sought).excerpt(text, most);
    if excerpt.highlights.is_empty() {
        return String::new();
    }
    let piece = text.get(excerpt.range).unwrap_or_default();
    let before = if excerpt.cut_before { "…\u{a0}" } else { "" };
    let after = if excerpt.cut_after { "\u{a0}…" } else { "" };
    [before, piece, after].concat()
}

impl Answer {
    /// The same, with what a page needs to show it and has no analysis for: what is sought in texts, and where the words of
    /// the query stand in it.
    #[must_use]
    pub fn told(mut self, query: &str) -> Self {
        self.understood.sought = print(&Matcher::new(&self.understood));
        let words = tokens(query).into_iter().filter(|token| !token.compound);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let typed = words.map(|t| (t.word, place(t.range.start), place(t.range.end)));
        self.understood.typed = typed.gather();
        self
    }
}

impl Understood {
    /// Folded `words` as they stand in the `query`, with their accents and capitals; as they are, where they do not.
    #[must_use]
    pub fn as_typed(&self, query: &str, words: &[String]) -> String {
        let same = |window: &&[(String, u32, u32)]| {
            window.iter().zip(words).all(|((typed, ..), word)| typed == word)
        };
        let found = match self.typed.windows(words.len().max(1)).find(same) {
            Some([(_, start, _), .., (_, _, end)] | [(_, start, end)]) => {
                query.get(*start as usize..*end as usize)
            }
            _ => None,
        };
        found.map_or_else(|| words.join(" "), str::to_owned)
    }
}

/// A wish, or how many there are, as a letter: a query has few (`MAX_WORDS`).
fn letter(number: usize) -> char {
    u8::try_from(number).ok().and_then(|n| b'0'.checked_add(n)).map_or('~', char::from)
}

/// What is sought as a text: how many wishes, then a line for each thing to look for, with its wish; `*` before the
/// beginning of a word, `"` before a phrase. Nothing if nothing is.
fn print(matcher: &Matcher) -> String {
    let mut text = String::new();
    if matcher.is_empty() {
        return text;
    }
    text.push(letter(matcher.wishes));
    for Sought { wish, what } in &matcher.sought {
        text.push('\n');
        text.push(letter(*wish));
        let (phrase, words, beginning) = match what {
            Look::Words(words, beginning) => (false, words, beginning.as_deref()),
            Look::Phrase(words) => (true, words, None),
        };
        if phrase {
            text.push_str(" \"");
        }
        for word in words {
            text.push(' ');
            text.push_str(word);
        }
        if let Some(beginning) = beginning {
            text.push_str(" *");
            text.push_str(beginning);
        }
    }
    text
}

fn parse(sought: &str) -> Matcher {
    let number = |line: &str| usize::from(line.bytes().next().unwrap_or(b'0').saturating_sub(b'0'));
    let mut lines = sought.split('\n');
    let mut matcher =
        Matcher { wishes: lines.next().map(number).unwrap_or_default(), ..Matcher::default() };
    for line in lines {
        let (mut words, mut beginning, mut phrase) = (Vec::new(), None, false);
        for word in line.split(' ').skip(1) {
            match word.strip_prefix('*') {
                Some(begins) => beginning = Some(begins.to_owned()),
                None if word == "\"" => phrase = true,
                None => words.push(word.to_owned()),
            }
        }
        let what = if phrase { Look::Phrase(words) } else { Look::Words(words, beginning) };
        matcher.sought.push(Sought { wish: number(line), what });
    }
    matcher
}

#[cfg(test)]
mod tests {
    use super::{MARKER, excerpt, has_letters, holds, mark, parse, print};
    use crate::search::{Answer, Form, FormKind, Part, Understood, What};

    fn part(what: What) -> Part {
        Part { what, excluded: false, given_up: false }
    }

    fn word(word: &str, begins: bool) -> Part {
        let forms = vec![Form { word: format!("{word}s"), kind: FormKind::Stem }];
        part(What::Word { word: word.to_owned(), in_title: false, begins, forms })
    }

    fn answer(parts: Vec<Part>, query: &str) -> Answer {
        let understood = Understood { parts, ..Understood::default() };
        Answer { understood, ..Answer::default() }.told(query)
    }

    #[test]
    fn what_is_sought_is_a_text_and_back() {
        let words = ["plan", "de", "relance"].map(str::to_owned).to_vec();
        let either = What::Any(vec![word("gare", false), word("port", false)]);
        let phrase = What::Phrase { words, in_title: false };
        let parts = vec![word("ville", true), part(either), part(phrase)];
        let sought = answer(parts, "").understood.sought;
        assert_eq!(
            sought,
            "3\n0 villes ville *ville\n1 gares gare\n1 ports port\n2 \" plan de relance"
        );
        assert_eq!(print(&parse(&sought)), sought);
        assert_eq!(
            mark(&sought, "Le plan de relance\0 des Gares et Villeurbanne").replace('\0', "|"),
            "Le |plan de relance| des |Gares| et |Villeurbanne|"
        );
        assert!(holds(&sought, "Plan de relance du port\n\nLa ville"));
        assert!(!holds(&sought, "Plan de relance du port"));
        assert_eq!(excerpt(&sought, "Rien du tout. La ville.", 10), "…\u{a0}La ville.");
        assert_eq!(excerpt(&sought, "Rien du tout.", 10), "");
        assert_eq!(answer(Vec::new(), "").understood.sought, "");
    }

    #[test]
    fn words_are_shown_as_typed() {
        let query = "l’Énergie « plan de  relance »";
        let understood = answer(Vec::new(), query).understood;
        for (words, expected) in [
            (&["energie"][..], "Énergie"),
            (&["plan", "de", "relance"], "plan de  relance"),
            (&["nulle", "part"], "nulle part"),
        ] {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(understood.as_typed(query, &words), expected);
        }
    }

    #[test]
    fn letters_are_found_in_names() {
        for (letters, name, found, found_alone) in [
            ("ENERG", "Énergie", true, false),
            ("nerg", "ÉNERGIE", true, true),
            ("eau", "Énergie", false, false),
        ] {
            assert_eq!(has_letters(Some(MARKER), letters, name), found, "{letters} {name}");
            assert_eq!(has_letters(None, letters, name), found_alone, "{letters} {name}");
        }
    }
}
