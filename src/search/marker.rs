//! Finding words for a page that does not know what words are.
//!
//! The viewer has none of the analysis: what to look for comes with the answer, as a text that only this module reads
//! ([`Answer::sought`]). A browser brings a module of its own for it (`bin/marks.rs`).

use super::analysis::{fold, tokens};
use super::highlight::{Look, Matcher, Sought};
use super::order::Gather;
use super::{Answer, Part, Understood, What};
use nanoserde::{DeBin, SerBin};

/// Stands before and after what was found. No text that is shown has it.
pub const MARK: char = '\0';

/// Begins what is looked for as letters, wherever in a word they stand.
pub(crate) const LETTERS: char = '~';

/// The text, with a [`MARK`] before and after each place.
#[must_use]
pub fn mark(sought: &str, text: &str) -> String {
    let text = text.replace(MARK, "");
    let mut marked = String::with_capacity(text.len());
    let mut end = 0;
    for range in read(sought).ranges(&text) {
        for (piece, next) in [(end..range.start, range.start), (range.clone(), range.end)] {
            marked.push_str(text.get(piece).unwrap_or_default());
            marked.push(MARK);
            end = next;
        }
    }
    marked.push_str(text.get(end..).unwrap_or_default());
    marked
}

/// Whether the text has something of all that is sought.
#[must_use]
pub fn holds(sought: &str, text: &str) -> bool {
    match sought.strip_prefix(LETTERS) {
        Some(letters) => fold(text).contains(&fold(letters)),
        None => read(sought).all_in(text),
    }
}

/// The piece of the text of at most about so many characters that shows most of it; empty if it has nothing.
#[must_use]
pub fn excerpt(sought: &str, text: &str, most: usize) -> String {
    let excerpt = read(sought).excerpt(text, most);
    if excerpt.highlights.is_empty() {
        return String::new();
    }
    let piece = text.get(excerpt.range).unwrap_or_default();
    let before = if excerpt.cut_before { "…\u{a0}" } else { "" };
    let after = if excerpt.cut_after { "\u{a0}…" } else { "" };
    [before, piece, after].concat()
}

impl Answer {
    /// The same, with what a page has no analysis for: how the query was understood, and what is sought in texts.
    #[must_use]
    pub fn told(mut self, query: &str, mut understood: Understood) -> Self {
        self.sought = written(&understood.parts);
        let words = tokens(query).into_iter().filter(|token| !token.compound);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let typed = words.map(|t| (t.word, place(t.range.start), place(t.range.end)));
        understood.typed = typed.gather();
        for word in &mut self.unavailable {
            *word = understood.as_typed(query, std::slice::from_ref(word));
        }
        self.understood = understood.serialize_bin();
        self
    }

    /// How the query was understood.
    #[must_use]
    pub fn understood(&self) -> Understood {
        Understood::deserialize_bin(&self.understood).unwrap_or_default()
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

/// What is sought by the parts of a query, as a text: a line for each thing to look for, with a letter for the wish that it
/// fulfils; `*` before the beginning of a word, `"` before a phrase; last, how many wishes there are. Nothing if nothing is
/// sought.
pub(super) fn written(parts: &[Part]) -> String {
    let (mut text, mut wishes) = (String::new(), 0);
    write(parts, None, &mut wishes, &mut text);
    if !text.is_empty() {
        text.push(letter(wishes));
    }
    text
}

/// Adds `parts`: each a wish of its own, or all for the one wish `shared`.
fn write(parts: &[Part], shared: Option<u8>, wishes: &mut u8, text: &mut String) {
    for part in parts.iter().filter(|part| !part.excluded) {
        let wish = shared.unwrap_or(*wishes);
        let mut line = |before: &str, words: &mut dyn Iterator<Item = &String>| {
            text.push(letter(wish));
            text.push_str(before);
            for word in words {
                text.push(' ');
                text.push_str(word);
            }
        };
        match &part.what {
            // A word that is nowhere is no wish: no text could fulfil it.
            What::Word { forms, .. } if forms.is_empty() => continue,
            What::Word { word, begins, forms, .. } => {
                line("", &mut forms.iter().map(|form| &form.word).chain([word]));
                if *begins {
                    text.push_str(" *");
                    text.push_str(word);
                }
                text.push('\n');
            }
            // The words of a phrase that was given up follow it.
            What::Phrase { .. } if part.given_up => continue,
            What::Phrase { words, .. } => {
                line(" \"", &mut words.iter());
                text.push('\n');
            }
            What::Any(parts) => write(parts, Some(wish), wishes, text),
            What::Group(parts) => {
                write(parts, shared, wishes, text);
                continue;
            }
            What::Filter(_) => continue,
        }
        *wishes = (*wishes).max(wish.saturating_add(1));
    }
}

/// The letter for a number: a query has few parts.
fn letter(number: u8) -> char {
    char::from(b'0'.saturating_add(number))
}

/// What [`written`] says.
pub(super) fn read(sought: &str) -> Matcher {
    let mut matcher = Matcher::default();
    for line in sought.split('\n') {
        let number = usize::from(line.bytes().next().unwrap_or(b'0').saturating_sub(b'0'));
        let (mut words, mut beginning, mut phrase) = (Vec::new(), None, false);
        for word in line.split(' ').skip(1) {
            match word.strip_prefix('*') {
                Some(begins) => beginning = Some(begins.to_owned()),
                None if word == "\"" => phrase = true,
                None => words.push(word.to_owned()),
            }
        }
        match (words.is_empty(), phrase) {
            (true, _) => matcher.wishes = number,
            (_, true) => matcher.sought.push(Sought { wish: number, what: Look::Phrase(words) }),
            (..) => {
                let what = Look::Words(words, beginning);
                matcher.sought.push(Sought { wish: number, what });
            }
        }
    }
    matcher
}

#[cfg(test)]
mod tests {
    use super::{excerpt, holds, mark};
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
        Answer::default().told(query, understood)
    }

    #[test]
    fn what_is_sought_is_a_text_and_back() {
        let words = ["plan", "de", "relance"].map(str::to_owned).to_vec();
        let either = What::Any(vec![word("gare", false), word("port", false)]);
        let phrase = What::Phrase { words, in_title: false };
        let parts = vec![word("ville", true), part(either), part(phrase)];
        let sought = answer(parts, "").sought;
        assert_eq!(
            sought,
            "0 villes ville *ville\n1 gares gare\n1 ports port\n2 \" plan de relance\n3"
        );
        assert_eq!(
            mark(&sought, "Le plan de relance\0 des Gares et Villeurbanne").replace('\0', "|"),
            "Le |plan de relance| des |Gares| et |Villeurbanne|"
        );
        assert!(holds(&sought, "Plan de relance du port\n\nLa ville"));
        assert!(!holds(&sought, "Plan de relance du port"));
        assert_eq!(excerpt(&sought, "Rien du tout. La ville.", 10), "…\u{a0}ville.");
        assert_eq!(excerpt(&sought, "Rien du tout.", 10), "");
        assert_eq!(answer(Vec::new(), "").sought, "");
    }

    #[test]
    fn words_are_shown_as_typed() {
        let query = "l’Énergie « plan de  relance »";
        let understood = answer(Vec::new(), query).understood();
        for (words, expected) in [
            (&["energie"][..], "Énergie"),
            (&["plan", "de", "relance"], "plan de  relance"),
            (&["nulle", "part"], "nulle part"),
        ] {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(understood.as_typed(query, &words), expected);
        }
    }
}
