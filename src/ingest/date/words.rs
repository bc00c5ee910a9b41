//! What a date is written with: words, numbers and signs, and the names of months and days.

/// A word, a number or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Letters, without accents and in lower case; the dot of an abbreviation is gone.
    Word(String),
    /// ASCII digits, as many as were written.
    Number(String),
    Sign(char),
}

/// What is still to be read. Copied to try something out.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a [Token],
}

/// Cuts a text. Accents, the sort of a space or a dash, and case say nothing about a date.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let folded =
        deunicode::deunicode(text).to_ascii_lowercase().replace("apres-midi", "apres midi");
    let mut tokens = Vec::new();
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let run = |is: fn(&char) -> bool| rest.chars().take_while(is).count();
        let (token, taken) = if first.is_ascii_digit() {
            let end = run(char::is_ascii_digit);
            (Some(Token::Number(rest[..end].to_owned())), end)
        } else if first.is_ascii_alphabetic() {
            let (word, end) = word(rest);
            (Some(Token::Word(word)), end)
        } else {
            let says_nothing = first.is_ascii_whitespace() || first == '\'' || !first.is_ascii();
            ((!says_nothing).then_some(Token::Sign(first)), first.len_utf8())
        };
        tokens.extend(token);
        rest = rest.get(taken..).unwrap_or_default();
    }
    while matches!(tokens.last(), Some(Token::Sign('.' | ','))) {
        tokens.pop();
    }
    tokens
}

/// A word with its dots, and how long it is: `sept.`, and `p.m.` as `pm`.
fn word(text: &str) -> (String, usize) {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let (mut word, mut at) = (String::new(), 0);
    if !letter(1) {
        while letter(at) && !letter(at + 1) && bytes.get(at + 1) == Some(&b'.') {
            word.push(char::from(bytes[at]));
            at += 2;
        }
        // `p.m` without its last dot.
        if at > 0 && letter(at) && !letter(at + 1) {
            word.push(char::from(bytes[at]));
            at += 1;
        }
    }
    if at == 0 {
        at = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        text[..at].clone_into(&mut word);
        at += usize::from(bytes.get(at) == Some(&b'.'));
    }
    (word, at)
}

impl<'a> Cursor<'a> {
    pub(super) fn new(rest: &'a [Token]) -> Self {
        Self { rest }
    }

    pub(super) fn is_empty(self) -> bool {
        self.rest.is_empty()
    }

    /// The word that comes next, left where it is.
    pub(super) fn peek_word(self) -> Option<&'a str> {
        match self.rest.first()? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The number that comes next, left where it is.
    pub(super) fn peek_number(self) -> Option<&'a str> {
        match self.rest.first()? {
            Token::Number(digits) => Some(digits),
            _ => None,
        }
    }

    pub(super) fn skip(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    /// Takes the next word if it is one of these.
    pub(super) fn word(&mut self, known: &[&str]) -> Option<&'a str> {
        let word = self.peek_word().filter(|word| known.contains(word))?;
        self.skip();
        Some(word)
    }

    /// Takes these words, if they come next in this order.
    pub(super) fn phrase(&mut self, words: &str) -> bool {
        let mut ahead = *self;
        let all = words.split(' ').all(|word| ahead.word(&[word]).is_some());
        if all {
            *self = ahead;
        }
        all
    }

    /// Takes the next number, as it is written.
    pub(super) fn number(&mut self) -> Option<&'a str> {
        let digits = self.peek_number()?;
        self.skip();
        Some(digits)
    }

    /// Takes a number of one or two digits.
    pub(super) fn small(&mut self) -> Option<u8> {
        let value = small(self.peek_number()?)?;
        self.skip();
        Some(value)
    }

    /// Takes the next sign if it is one of these.
    pub(super) fn sign(&mut self, known: &[char]) -> Option<char> {
        match self.rest.first()? {
            Token::Sign(sign) if known.contains(sign) => {
                self.skip();
                Some(*sign)
            }
            _ => None,
        }
    }

    /// Takes words and signs of these for as long as there are any.
    pub(super) fn pass(&mut self, words: &[&str], signs: &[char]) {
        while self.word(words).is_some() || self.sign(signs).is_some() {}
    }
}

/// A number of one or two digits.
pub(super) fn small(digits: &str) -> Option<u8> {
    (digits.len() <= 2).then(|| digits.parse().ok())?
}

/// The month of a French or English name, or of its first letters.
pub(super) fn month_named(word: &str) -> Option<u8> {
    const NAMES: [[&str; 2]; 12] = [
        ["january", "janvier"],
        ["february", "fevrier"],
        ["march", "mars"],
        ["april", "avril"],
        ["may", "mai"],
        ["june", "juin"],
        ["july", "juillet"],
        ["august", "aout"],
        ["september", "septembre"],
        ["october", "octobre"],
        ["november", "novembre"],
        ["december", "decembre"],
    ];
    // Three letters tell the months apart, but for June and July in French.
    let stands_for =
        |name: &&str| *name == word || (word.len() >= 3 && name.starts_with(word) && word != "jui");
    let at = NAMES.iter().position(|names| names.iter().any(|name| stands_for(&name)))?;
    u8::try_from(at + 1).ok()
}

/// The day of the week of a French or English name or abbreviation: 0 for Monday to 6.
pub(super) fn weekday_named(word: &str) -> Option<u8> {
    const NAMES: [&[&str]; 7] = [
        &["lundi", "lun", "monday", "mon"],
        &["mardi", "mar", "tuesday", "tue", "tues"],
        &["mercredi", "mer", "wednesday", "wed", "weds"],
        &["jeudi", "jeu", "thursday", "thu", "thur", "thurs"],
        &["vendredi", "ven", "vend", "friday", "fri"],
        &["samedi", "sam", "saturday", "sat"],
        &["dimanche", "dim", "sunday", "sun"],
    ];
    let at = NAMES.iter().position(|names| names.contains(&word))?;
    u8::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn texts_are_cut() {
        let check = |text: &str, expected: &str| {
            let parts: Vec<String> = tokens(text)
                .into_iter()
                .map(|token| match token {
                    Token::Word(text) | Token::Number(text) => text,
                    Token::Sign(sign) => sign.to_string(),
                })
                .collect();
            assert_eq!(parts.join(" "), expected, "{text}");
        };
        check("Mer. 4 FE\u{301}VRIER 2022 à 14\u{202f}h\u{a0}30.", "mer 4 fevrier 2022 a 14 h 30");
        check("2:30 p.m. ET", "2 : 30 pm et");
        check("2:30 a.m", "2 : 30 am");
        check("2024-05-04T09:00Z", "2024 - 05 - 04 t 09 : 00 z");
        check("1er août, l’heure d’été", "1 er aout , l heure d ete");
        check("4.5.2024", "4 . 5 . 2024");
        check("", "");
        check("日本 é 😀", "Ri Ben  e grinning".to_lowercase().replace("  ", " ").as_str());
    }
}
