//! Typography of the text as it is shown, never as it is stored.
//!
//! A [`Typesetter`] goes through the pieces of one block of text in order and remembers what
//! came before, so that quotation marks nest across links and emphasis. It replaces characters
//! and spaces that are there; it adds none but the spaces inside « », and takes none away but
//! Canadian ones. Addresses are left alone.
//!
//! Rules for French: Imprimerie nationale, *Lexique des règles typographiques* (no-break space
//! before `:` and inside « », narrow one before `;` `!` `?` and between groups of digits, “ ”
//! inside « »). What a text without spaces before `;` leaves out is not added. In Switzerland,
//! the narrow space is the only one, and ‹ › stand inside « » (*Guide du typographe*); in Canada
//! there is none before `;` `!` `?` (Office québécois de la langue française).

use crate::model::Language;
use std::borrow::Cow;

/// No-break space.
const NBSP: char = '\u{a0}';
/// Narrow no-break space.
const NARROW: char = '\u{202f}';
/// Thin space, at which lines may end.
const THIN: char = '\u{2009}';

/// What belongs to the number before it.
const UNITS: &str = "% ‰ € $ £ ° °C °F CHF EUR USD CAD k€ M€ Md€ h min s ms km m cm mm g kg mg t ha l L cl ml W kW MW GW \
    kWh MWh GWh V Hz kHz MHz GHz dB Go Mo Ko GB MB KB m² m³ km² km/h";

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Untouched.
    AsSent,
    /// « … “ … ” … », spaces before double punctuation.
    French,
    /// « … ‹ … › … », all of them narrow.
    Swiss,
    /// « … “ … ” … », a space before `:` alone.
    Canadian,
    /// “ … ‘ … ’ … ”.
    English,
}

impl Style {
    /// The style of a language; text in a language without rules here stays as sent.
    #[must_use]
    pub fn of(language: Option<&Language>) -> Self {
        match (language.map(Language::primary), language.map(Language::as_str)) {
            (Some("fr"), Some("fr-ch")) => Self::Swiss,
            (Some("fr"), Some("fr-ca")) => Self::Canadian,
            (Some("fr"), _) => Self::French,
            (Some("en"), _) => Self::English,
            _ => Self::AsSent,
        }
    }

    fn is_french(self) -> bool {
        !matches!(self, Self::AsSent | Self::English)
    }

    /// The space inside « » and before `:`.
    fn wide(self) -> char {
        if self == Self::Swiss { NARROW } else { NBSP }
    }
}

/// Sets the pieces of one block of text, in order.
#[derive(Debug)]
pub struct Typesetter {
    style: Style,
    /// The last character before the next piece; `None` at the start of the block.
    previous: Option<char>,
    /// How many letters and digits there are just before, and whether they are digits only.
    word: usize,
    digits: bool,
    /// Whether what is before is an initial and its full stop.
    initial: bool,
    /// How many straight quotation marks are open.
    depth: usize,
    /// How many quotations the source opened with « itself.
    guillemets: usize,
    /// Whether a straight single mark is open.
    single: bool,
}

impl Typesetter {
    /// A typesetter at the start of a block.
    #[must_use]
    pub fn new(style: Style) -> Self {
        Self {
            style,
            previous: None,
            word: 0,
            digits: false,
            initial: false,
            depth: 0,
            guillemets: 0,
            single: false,
        }
    }

    /// Sets the next piece of the block.
    pub fn set<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        if self.style == Style::AsSent {
            return Cow::Borrowed(text);
        }
        let mut set = String::with_capacity(text.len() + 8);
        let mut rest = text.chars();
        loop {
            let here = rest.as_str();
            let address = if self.word == 0 { address(here) } else { 0 };
            if let Some((address, after)) = here.split_at_checked(address).filter(|_| address > 0) {
                set.push_str(address);
                address.chars().for_each(|c| self.pass(c));
                rest = after.chars();
                continue;
            }
            let Some(c) = rest.next() else { break };
            let after = rest.as_str();
            match c {
                '"' => self.quotation_mark(after, &mut set),
                '\'' => set.push(self.apostrophe(after)),
                '.' if !matches!(self.previous, Some('.' | '/'))
                    && after.starts_with("..")
                    && !after.starts_with("...")
                    && !after.starts_with("../") =>
                {
                    set.push('…');
                    rest.next();
                    rest.next();
                }
                ' ' | NBSP | THIN => set.extend(self.space(c, after)),
                '«' if self.style.is_french() => {
                    self.guillemets += 1;
                    set.push('«');
                    if !after.starts_with([' ', NBSP, NARROW, THIN]) {
                        set.push(self.style.wide());
                    }
                }
                '»' if self.style.is_french() => {
                    self.guillemets = self.guillemets.saturating_sub(1);
                    if !self.previous.is_some_and(|p| matches!(p, ' ' | NBSP | NARROW | THIN)) {
                        set.push(self.style.wide());
                    }
                    set.push('»');
                }
                other => set.push(other),
            }
            self.pass(c);
        }
        Cow::Owned(set)
    }

    /// Remembers a character.
    fn pass(&mut self, c: char) {
        let capital = self.word == 1 && matches!(self.previous, Some('A'..='Z' | 'À'..='Þ'));
        self.initial = c == '.' && capital;
        if c.is_alphanumeric() {
            self.digits = c.is_ascii_digit() && (self.word == 0 || self.digits);
            self.word += 1;
        } else {
            self.word = 0;
        }
        self.previous = Some(c);
    }

    /// A straight quotation mark opens when it follows the start, a space or an opening sign,
    /// else it closes. A toggle would get nested ones wrong. One that closes nothing is an
    /// inch or a slip and stays.
    fn quotation_mark(&mut self, after: &str, set: &mut String) {
        let opens = match self.previous {
            None => true,
            Some('\'' | '’') => after.starts_with(char::is_alphanumeric),
            Some(p) => {
                p.is_whitespace()
                    || matches!(p, '(' | '[' | '{' | '«' | '“' | '‘' | '"' | '—' | '–' | '-' | '/')
            }
        } && after.chars().next().is_none_or(|c| !c.is_whitespace());
        let outer = self.depth + self.guillemets;
        let (open, close) = match self.style {
            Style::Swiss => ('‹', '›'),
            Style::English => ('‘', '’'),
            _ => ('“', '”'),
        };
        if opens {
            self.depth += 1;
            match (self.style, outer) {
                (Style::English, 0) => set.push('“'),
                (_, 0) => set.extend(['«', self.style.wide()]),
                _ => set.push(open),
            }
        } else if self.depth > 0 {
            self.depth -= 1;
            match (self.style, outer - 1) {
                (Style::English, 0) => set.push('”'),
                (_, 0) => set.extend([self.style.wide(), '»']),
                _ => set.push(close),
            }
        } else {
            set.push('"');
        }
    }

    /// A straight apostrophe: one after a letter, or one of a pair of marks around words. One after a figure is a foot or
    /// a minute.
    fn apostrophe(&mut self, after: &str) -> char {
        let letter_after = after.starts_with(char::is_alphanumeric);
        if self.word > 0 {
            let foot = self.digits && !letter_after;
            if foot && !self.single {
                return '\'';
            }
            self.single &= letter_after;
            return '’';
        }
        if after.starts_with(|c: char| c.is_ascii_digit()) {
            return '’';
        }
        let closes = |end: usize| {
            let behind = after.get(end + 1..).and_then(|rest| rest.chars().next());
            behind.is_none_or(|c| !c.is_alphanumeric())
        };
        let mut ends = after.match_indices('\'');
        match letter_after && ends.any(|(end, _)| end > 1 && closes(end)) {
            true => {
                self.single = true;
                '‘'
            }
            // 'n' and the like.
            false if after.starts_with("n'") => '’',
            // After the full stop within them.
            false if self.single && !letter_after => {
                self.single = false;
                '’'
            }
            false => '\'',
        }
    }

    /// What takes the place of a space; nothing for one that Canada does without.
    fn space(&self, space: char, after: &str) -> Option<char> {
        let mut behind = after.chars();
        let (next, second) = (behind.next(), behind.next());
        let alone = second.is_none_or(|c| !c.is_alphanumeric());
        let number = self.digits && self.word > 0;
        let is_word = |c: char| {
            c.is_alphanumeric() || matches!(c, '%' | '‰' | '€' | '$' | '£' | '°' | '²' | '³' | '/')
        };
        let unit = after.split(|c| !is_word(c)).next().unwrap_or_default();
        if number && !unit.is_empty() && UNITS.split(' ').any(|known| known == unit) {
            return Some(NBSP);
        }
        if !self.style.is_french() {
            return Some(if self.initial && next.is_some_and(is_capital) { NBSP } else { space });
        }
        let digit = next.is_some_and(|c| c.is_ascii_digit());
        let figures = after.chars().take_while(char::is_ascii_digit).count();
        Some(match next {
            Some(';' | '!' | '?') if alone && self.style == Style::Canadian => return None,
            Some(';' | '!' | '?') if alone => NARROW,
            Some(':' | '»') if alone => self.style.wide(),
            Some('%' | '€') if alone => NBSP,
            _ if self.previous == Some('«') => self.style.wide(),
            _ if number && self.word <= 3 && figures == 3 => NARROW,
            // "n° 5", "9 h 30".
            _ if digit && self.previous == Some('°') => NBSP,
            _ if digit && self.word == 1 && self.previous == Some('h') => NBSP,
            _ if self.initial && next.is_some_and(is_capital) => NBSP,
            _ => space,
        })
    }
}

/// Of the letters that initials and names begin with: the tables of all capitals are some kilobytes.
fn is_capital(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'À'..='Þ')
}

/// How much of a text is an address of the web or of mail with which it begins.
fn address(text: &str) -> usize {
    let word = text.split([' ', '\n', NBSP, NARROW]).next().unwrap_or_default();
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '\'', ')', '»', '”']);
    let mut after = word.split(':').skip(1);
    let is_one = after.any(|rest| rest.starts_with("//"))
        || word.starts_with("www.")
        || word.bytes().any(|byte| byte == b'@');
    if is_one && word.starts_with(char::is_alphanumeric) { word.len() } else { 0 }
}

#[cfg(test)]
mod tests;
