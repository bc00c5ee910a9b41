//! A passage that the reader has selected: its letters as they were sent, and an address that leads to it. Pure.

use crate::search::Gather;

/// The part of `source` that says what is selected on a page that shows it. Typography changes marks and spaces and no
/// letter, so those are passed over. `None` if it says that nowhere.
pub fn as_sent<'a>(selected: &str, source: &'a str) -> Option<&'a str> {
    let sought: Vec<char> = letters(selected).map(|(_, c)| c).gather();
    if sought.is_empty() {
        return None;
    }
    let all: Vec<(usize, char)> = letters(source).gather();
    let says = |window: &&[(usize, char)]| window.iter().zip(&sought).all(|((_, a), b)| a == b);
    let found = all.windows(sought.len()).find(says)?;
    let ((start, _), (last, _)) = (found.first()?, found.last()?);
    let end = source.get(*last..)?.chars().next()?.len_utf8() + last;
    // Three full stops are one sign.
    let dots = source.get(end..)?.starts_with("..") && selected.trim_end().ends_with('…');
    source.get(*start..if dots { end + 2 } else { end })
}

/// What typography leaves alone, with its place; all quotation marks are one.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut dots = 0;
    text.char_indices().filter_map(move |(place, c)| {
        dots = if c == '.' { dots + 1 } else { 0 };
        match c {
            _ if c.is_whitespace() => None,
            '"' | '\'' | '«' | '»' | '“' | '”' | '‘' | '’' | '‹' | '›' => {
                Some((place, '"'))
            }
            '…' => Some((place, '.')),
            '.' if dots > 1 => None,
            c => Some((place, c)),
        }
    })
}

/// A passage up to so many bytes is named whole in an address.
const WHOLE: usize = 120;

/// So many words of a longer one are named, at its beginning and at its end.
const WORDS: usize = 5;

/// What makes the address of a page that of a passage on it: a text fragment (WICG, Scroll to Text Fragment).
pub fn fragment(selected: &str) -> Option<String> {
    let words: Vec<&str> = selected.split_whitespace().gather();
    let lines = selected.trim().bytes().any(|byte| byte == b'\n');
    let mut fragment = String::from("#:~:text=");
    if selected.len() <= WHOLE && !lines || words.len() <= 2 * WORDS {
        encode(words.get(..)?, &mut fragment);
    } else {
        encode(words.get(..WORDS)?, &mut fragment);
        fragment.push(',');
        encode(words.get(words.len() - WORDS..)?, &mut fragment);
    }
    (!words.is_empty()).then_some(fragment)
}

/// Percent-encodes all but letters and digits, as nothing else is safe there.
fn encode(words: &[&str], out: &mut String) {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for (place, word) in words.iter().enumerate() {
        out.push_str(if place > 0 { "%20" } else { "" });
        for byte in word.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte));
            } else {
                out.push('%');
                out.extend(
                    [byte >> 4, byte & 15]
                        .iter()
                        .filter_map(|digit| DIGITS.get(usize::from(*digit))),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{as_sent, fragment};
    use crate::i18n::typography::{Style, Typesetter};

    #[test]
    fn a_selection_is_found_as_it_was_sent() {
        let source = "Il dit : \"Oui, l'été...\" Puis\nrien ; \"un \"deux\" trois\" !";
        for (selected, expected) in [
            ("«\u{a0}Oui, l’été…\u{a0}»", Some("\"Oui, l'été...\"")),
            ("l’été…", Some("l'été...")),
            ("Puis\n\nrien\u{202f};", Some("Puis\nrien ;")),
            ("“deux”", Some("\"deux\"")),
            ("trois\u{a0}»\u{202f}!", Some("trois\" !")),
            ("quatre", None),
            ("", None),
        ] {
            assert_eq!(as_sent(selected, source), expected, "{selected}");
        }
        assert_eq!(as_sent("a", ""), None);
    }

    #[test]
    fn all_that_is_set_is_found_again() {
        let source = "\"Un \"deux\" trois\", dit-il : 15 000 m² ; l'eau... à 9 h 30 !";
        for style in [Style::French, Style::Swiss, Style::Canadian, Style::English] {
            let set = Typesetter::new(style).set(source).into_owned();
            assert_eq!(as_sent(&set, source), Some(source), "{set}");
        }
    }

    #[test]
    fn an_address_names_a_passage() {
        let long = "un deux trois quatre cinq six sept huit neuf dix onze douze ".repeat(3);
        for (selected, expected) in [
            ("l’été", Some("#:~:text=l%E2%80%99%C3%A9t%C3%A9")),
            (" a-b, c&d ", Some("#:~:text=a%2Db%2C%20c%26d")),
            ("a\u{a0}b", Some("#:~:text=a%20b")),
            (
                &long,
                Some("#:~:text=un%20deux%20trois%20quatre%20cinq,huit%20neuf%20dix%20onze%20douze"),
            ),
            ("a b c d e f\n\ng h i j k l", Some("#:~:text=a%20b%20c%20d%20e,h%20i%20j%20k%20l")),
            (" \n", None),
        ] {
            assert_eq!(fragment(selected).as_deref(), expected, "{selected}");
        }
    }
}
