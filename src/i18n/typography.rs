//! Typography of the text as it is shown, never as it is stored.
//!
//! A [`Typesetter`] goes through the pieces of one block of text in order and remembers what
//! came before, so that quotation marks nest across links and emphasis. It replaces characters
//! and spaces that are there; it adds none but the spaces inside « ».
//!
//! Rules for French: Imprimerie nationale, *Lexique des règles typographiques* (no-break space
//! before `:` and inside « », narrow one before `;` `!` `?` and between groups of digits, “ ”
//! inside « »). What a text without spaces before `;` leaves out (as in Canada) is not added.

use crate::model::Language;
use std::borrow::Cow;

/// No-break space.
const NBSP: char = '\u{a0}';
/// Narrow no-break space.
const NARROW: char = '\u{202f}';

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Untouched.
    AsSent,
    /// « … “ … ” … », spaces before double punctuation.
    French,
    /// “ … ‘ … ’ … ”.
    English,
}

impl Style {
    /// The style of a language; text in a language without rules here stays as sent.
    #[must_use]
    pub fn of(language: Option<&Language>) -> Self {
        match language.map(Language::primary) {
            Some("fr") => Self::French,
            Some("en") => Self::English,
            _ => Self::AsSent,
        }
    }
}

/// Sets the pieces of one block of text, in order.
#[derive(Debug)]
pub struct Typesetter {
    style: Style,
    /// The last character before the next piece; `None` at the start of the block.
    previous: Option<char>,
    /// How many straight quotation marks are open.
    depth: usize,
    /// How many quotations the source opened with « itself.
    guillemets: usize,
}

impl Typesetter {
    /// A typesetter at the start of a block.
    #[must_use]
    pub fn new(style: Style) -> Self {
        Self { style, previous: None, depth: 0, guillemets: 0 }
    }

    /// Sets the next piece of the block.
    pub fn set<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        let touches = |c: char| matches!(c, '"' | '\'' | '.' | ' ' | NBSP | '«' | '»');
        if self.style == Style::AsSent || !text.contains(touches) {
            self.previous = text.chars().next_back().or(self.previous);
            return Cow::Borrowed(text);
        }
        let mut set = String::with_capacity(text.len() + 8);
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let after = rest.as_str();
            match c {
                '"' => self.quotation_mark(after, &mut set),
                '\'' => set.push(self.apostrophe(after)),
                '.' if self.previous != Some('.')
                    && after.starts_with("..")
                    && !after.starts_with("...") =>
                {
                    set.push('…');
                    rest.next();
                    rest.next();
                }
                ' ' | NBSP if self.style == Style::French => self.space(c, after, &mut set),
                '«' if self.style == Style::French => {
                    self.guillemets += 1;
                    set.push('«');
                    if !after.starts_with([' ', NBSP, NARROW]) {
                        set.push(NBSP);
                    }
                }
                '»' if self.style == Style::French => {
                    self.guillemets = self.guillemets.saturating_sub(1);
                    if !self.previous.is_some_and(|p| matches!(p, ' ' | NBSP | NARROW)) {
                        set.push(NBSP);
                    }
                    set.push('»');
                }
                other => set.push(other),
            }
            self.previous = Some(c);
        }
        Cow::Owned(set)
    }

    /// A straight quotation mark opens when it follows the start, a space or an opening sign,
    /// else it closes. A toggle would get nested ones wrong. One that closes nothing is an
    /// inch or a slip and stays.
    fn quotation_mark(&mut self, after: &str, set: &mut String) {
        let opens = match self.previous {
            None => true,
            Some('\'' | '’') => after.starts_with(char::is_alphanumeric),
            Some(p) => p.is_whitespace() || "([{«“‘\"—–-/".contains(p),
        } && after.chars().next().is_none_or(|c| !c.is_whitespace());
        let outer = self.depth + self.guillemets;
        if opens {
            self.depth += 1;
            match (self.style, outer) {
                (Style::French, 0) => set.extend(['«', NBSP]),
                (Style::French, _) | (_, 0) => set.push('“'),
                _ => set.push('‘'),
            }
        } else if self.depth > 0 {
            self.depth -= 1;
            match (self.style, outer - 1) {
                (Style::French, 0) => set.extend([NBSP, '»']),
                (Style::French, _) | (_, 0) => set.push('”'),
                _ => set.push('’'),
            }
        } else {
            set.push('"');
        }
    }

    fn apostrophe(&self, after: &str) -> char {
        let word_before = self.previous.is_some_and(char::is_alphanumeric);
        if word_before || after.starts_with(|c: char| c.is_ascii_digit()) { '’' } else { '\'' }
    }

    fn space(&self, space: char, after: &str, set: &mut String) {
        let next = after.chars().next();
        let alone = after.chars().nth(1).is_none_or(|c| !c.is_alphanumeric());
        let thousands = self.previous.is_some_and(|p| p.is_ascii_digit())
            && after.chars().take(3).filter(char::is_ascii_digit).count() == 3
            && !after.chars().nth(3).is_some_and(|c| c.is_ascii_digit());
        set.push(match next {
            Some(';' | '!' | '?') if alone => NARROW,
            Some(':' | '»' | '%' | '€') if alone => NBSP,
            _ if self.previous == Some('«') => NBSP,
            _ if thousands => NARROW,
            _ => space,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Style, Typesetter};

    /// Sets `pieces` as one block and shows the no-break spaces: `~` wide, `_` narrow.
    #[track_caller]
    fn check(style: Style, pieces: &[&str], expected: &str) {
        let mut typesetter = Typesetter::new(style);
        let set: String = pieces.iter().map(|piece| typesetter.set(piece)).collect();
        assert_eq!(set.replace('\u{a0}', "~").replace('\u{202f}', "_"), expected);
    }

    #[test]
    fn french() {
        let french = |pieces: &[&str], expected: &str| check(Style::French, pieces, expected);
        french(&["Il dit : \"Oui !\""], "Il dit~: «~Oui_!~»");
        french(&["\"Un \"deux\" trois\", dit-il"], "«~Un “deux” trois~», dit-il");
        french(
            &["\"de \"la Route\" au \"point\" d'alignement\""],
            "«~de “la Route” au “point” d’alignement~»",
        );
        french(&["« un \"deux\" »"], "«~un “deux”~»");
        french(&["«un»"], "«~un~»");
        french(&["\"Un ", "lien \"fort", "\" ici", "\"."], "«~Un lien “fort” ici~».");
        french(&["l'\"Initiative\" (\"deux\")"], "l’«~Initiative~» («~deux~»)");
        french(
            &["15 000 000 euros, 2 100 €, 12 %, en 2020 2021"],
            "15_000_000 euros, 2_100~€, 12~%, en 2020 2021",
        );
        french(&["un écran de 5\" et 10:30"], "un écran de 5\" et 10:30");
        french(&["Attendez... non....", " a ?b"], "Attendez… non.... a ?b");
        french(&["https://example.org/?a"], "https://example.org/?a");
        french(&[""], "");
    }

    #[test]
    fn english() {
        let english = |pieces: &[&str], expected: &str| check(Style::English, pieces, expected);
        english(
            &["\"One \"two\" three,\" it's said : '90s"],
            "“One ‘two’ three,” it’s said : ’90s",
        );
        english(&["5 000 « x »"], "5 000 « x »");
    }

    #[test]
    fn as_sent_is_untouched() {
        check(Style::AsSent, &["\"a\" ; l'été..."], "\"a\" ; l'été...");
    }
}
