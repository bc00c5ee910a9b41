//! What knows words: a module of its own, that comes when somebody looks for some (`bin/marks.rs`). It finds them in texts and
//! says how a query was understood; natively, that is [`MARKER`]. Until it is there, nothing is marked and nothing is said.

use super::explain::explain;
use crate::search::{
    Answer,
    marker::{LETTERS, MARK, excerpt, holds, mark},
};
use std::rc::Rc;

/// What knows words.
#[derive(Clone, Copy, Debug)]
pub struct Marker {
    /// The text, with a [`MARK`] before and after each place.
    pub mark: fn(sought: &str, text: &str) -> String,
    /// Whether the text has something of all that is sought.
    pub holds: fn(sought: &str, text: &str) -> bool,
    /// The piece of the text of at most about so many characters that shows most of it; empty if it has nothing.
    pub excerpt: fn(sought: &str, text: &str, most: usize) -> String,
    /// See [`explain`].
    pub explain: fn(understood: &[u8], query: &str, language: &str) -> String,
}

/// The one that is there at once, where there is no browser.
pub const MARKER: Marker = Marker { mark, holds, excerpt, explain };

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
        marker.filter(|_| !answer.sought.is_empty()).map(|marker| Self { marker, answer })
    }

    /// See [`Marker::mark`].
    #[must_use]
    pub fn mark(&self, text: &str) -> String {
        (self.marker.mark)(&self.answer.sought, text)
    }

    /// Whether anything is found in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.mark(text).contains(MARK)
    }

    /// See [`Marker::holds`].
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        (self.marker.holds)(&self.answer.sought, text)
    }

    /// See [`Marker::excerpt`].
    #[must_use]
    pub fn excerpt(&self, text: &str, most: usize) -> String {
        (self.marker.excerpt)(&self.answer.sought, text, most)
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

#[cfg(test)]
mod tests {
    use super::{MARKER, has_letters};

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
