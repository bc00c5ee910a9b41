//! Where sentences begin and end, and what words are in them.

/// A word, with its place in a text. An article or the like before an apostrophe is one by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Word<'_> {
    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    pub(super) fn lower(&self) -> String {
        self.text.to_lowercase().replace('\'', "’")
    }
}

/// What is written together with the word after it.
const ELIDED: [&str; 11] = ["l", "d", "s", "n", "c", "j", "m", "t", "qu", "jusqu", "lorsqu"];

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (place, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || (start.is_some() && (c == '-' || is_apostrophe(c)));
        match (inside, start) {
            (true, None) => start = Some(place),
            (true, Some(begin)) if is_apostrophe(c) && is_elided(text.get(begin..place)) => {
                words.extend(word(text, begin, place + c.len_utf8()));
                start = None;
            }
            (false, Some(begin)) => {
                words.extend(word(text, begin, place));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.and_then(|begin| word(text, begin, text.len())));
    words
}

fn is_elided(word: Option<&str>) -> bool {
    word.is_some_and(|word| ELIDED.contains(&word.to_lowercase().as_str()))
}

fn word(text: &str, start: usize, end: usize) -> Option<Word<'_>> {
    let whole = text.get(start..end)?;
    let elided = is_elided(whole.strip_suffix(is_apostrophe));
    let word = if elided { whole } else { whole.trim_end_matches(['-', '\'', '’']) };
    (!word.is_empty()).then_some(Word { text: word, start, end: start + word.len() })
}

pub(super) fn count_words(text: &str) -> usize {
    text.split(|c: char| c.is_whitespace() || is_apostrophe(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

pub(super) fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// Words whose full stop ends no sentence.
const SHORT: [&str; 18] = [
    "m", "mm", "mme", "mmes", "mlle", "dr", "pr", "mr", "mrs", "ms", "prof", "st", "ste", "no",
    "sen", "rep", "gov", "jr",
];

/// The byte after the end of the first sentence of a text; its length if that is all.
pub(super) fn first_end(text: &str) -> usize {
    ends(text).next().unwrap_or(text.len())
}

/// Where the last sentence of a text begins.
pub(super) fn last_start(text: &str) -> usize {
    let whole = text.trim_end().len();
    ends(text).filter(|end| *end < whole).last().unwrap_or(0)
}

/// The bytes after the ends of sentences.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let characters = text.char_indices().filter(|(_, c)| is_end(*c) || *c == '\n');
    characters.filter_map(move |(place, c)| {
        let end = place + c.len_utf8();
        let rest = text.get(end..).unwrap_or_default();
        if c == '\n' {
            return Some(end);
        }
        let rest = rest.trim_start_matches(['”', '»', '"', ')', '\u{a0}', '\u{202f}']);
        let next = rest
            .trim_start()
            .trim_start_matches(['«', '“', '"', '(', '\u{a0}', ' ', '—', '–', '-'])
            .chars()
            .next();
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let before = text.get(..place).unwrap_or_default();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let short = c == '.' && (initial || SHORT.contains(&word.to_lowercase().as_str()));
        let begins = next.is_none_or(|c| c.is_uppercase() || c.is_numeric());
        (spaced && begins && !short).then_some(end)
    })
}

/// Whether a text reads as a sentence of its own: it begins with a capital and is ended.
pub(super) fn is_sentence(text: &str) -> bool {
    text.starts_with(|c: char| {
        c.is_uppercase() || c == '“' || c == '«' || c == '‘' || c == '"' || c == '['
    }) && (text.ends_with(['.', '!', '?', '…', ',']) || count_words(text) >= 6)
}

const OPENING: [char; 4] = ['«', '“', '„', '"'];
const CLOSING: [char; 3] = ['»', '”', '"'];

/// A quotation without its marks and the spaces inside them.
pub(super) fn without_marks(text: &str) -> &str {
    let text = text.trim();
    let inner = without_first_mark(text);
    let opened = inner.len() < text.len();
    let end = inner.strip_suffix(CLOSING).filter(|_| opened);
    end.unwrap_or(inner).trim()
}

pub(super) fn without_first_mark(text: &str) -> &str {
    text.strip_prefix(OPENING).unwrap_or(text).trim_start()
}
