//! A word on its way to its stem: its letters, and the parts of it that endings are taken off.

/// The folded letters of a word, with capitals for what a language tells apart: a `u` that is no vowel is `U`.
pub(super) struct Word {
    pub(super) text: String,
    /// Where the part behind the first consonant after a vowel begins.
    pub(super) r1: usize,
    /// The same inside that part.
    pub(super) r2: usize,
}

/// The vowels; `E` is a French `é`.
pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'E')
}

impl Word {
    /// A word whose first part begins where it usually does, or at `r1`.
    pub(super) fn new(text: String, r1: Option<usize>) -> Self {
        let r1 = r1.unwrap_or_else(|| past_syllable(&text, 0));
        Self { r2: past_syllable(&text, r1), r1, text }
    }

    /// Whether the letters before `at` end in a vowel.
    pub(super) fn is_vowel_before(&self, at: usize) -> bool {
        self.before(at).ends_with(is_vowel)
    }

    /// The letters before `at`.
    pub(super) fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }

    /// Puts `new` in the place of what stands from `at` on.
    pub(super) fn end(&mut self, at: usize, new: &str) {
        self.text.truncate(at);
        self.text.push_str(new);
    }

    /// Where the word ends in one of `endings`.
    pub(super) fn at(&self, endings: &'static str) -> Option<usize> {
        ending(&self.text, endings).map(|(at, _)| at)
    }

    /// Takes `ending` off if it begins in the inner part. Whether it did.
    pub(super) fn drop(&mut self, ending: &'static str) -> bool {
        let at = self.at(ending).filter(|at| *at >= self.r2);
        if let Some(at) = at {
            self.text.truncate(at);
        }
        at.is_some()
    }
}

/// The first of `endings`, parted by spaces, that `text` has, and where it begins. Of endings that end alike the longest
/// is to stand first.
pub(super) fn ending(text: &str, endings: &'static str) -> Option<(usize, &'static str)> {
    // By bytes: a word is compared with a hundred endings.
    let found = endings.as_bytes().split(|b| *b == b' ').find(|e| text.as_bytes().ends_with(e))?;
    let found = std::str::from_utf8(found).ok()?;
    Some((text.len() - found.len(), found))
}

/// The first of `pairs`, an ending and what is put in its place, that `text` has: where it begins, and both.
pub(super) fn pair(text: &str, pairs: &'static str) -> Option<(usize, &'static str, &'static str)> {
    let mut pairs = pairs.as_bytes().split(|b| *b == b'|');
    let (from, to) = pairs.find_map(|pair| {
        let (from, to) = pair.split_at_checked(pair.iter().position(|b| *b == b' ')?)?;
        text.as_bytes().ends_with(from).then_some((from, to.get(1..)?))
    })?;
    let (from, to) = (std::str::from_utf8(from).ok()?, std::str::from_utf8(to).ok()?);
    Some((text.len() - from.len(), from, to))
}

/// The place behind the first consonant that follows a vowel, from `from` on.
fn past_syllable(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let mut letters = rest.char_indices().skip_while(|(_, c)| !is_vowel(*c));
    let consonant = letters.find(|(_, c)| !is_vowel(*c));
    consonant.map_or(text.len(), |(at, c)| from + at + c.len_utf8())
}
