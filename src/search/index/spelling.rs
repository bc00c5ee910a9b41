//! Words that are nearly another: for a word that stands nowhere, those that differ by one letter
//! (from 4 letters) or two (from 8), where exchanged neighbours count as one.
//!
//! Reading every word to find the near ones would mean fetching every word. One mistake leaves
//! either the first half of a word intact or the second, so it is enough to look at the words with
//! the same beginning, in a lexicon in alphabetical order, and at those with the same end, in
//! another that is written backwards (the pigeonhole principle; Wu, Manber, *Agrep*, 1992). Of two
//! mistakes, those that spoil both ends are not found.

use super::lexicon::Shard;

/// A word near another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::search) struct Near {
    /// How many mistakes apart.
    pub(in crate::search) distance: u8,
    /// Whether the first letter differs too: rarer than other mistakes.
    pub(in crate::search) other_start: bool,
    /// The word.
    pub(in crate::search) word: String,
}

/// How many mistakes a word of that many letters may have.
pub(in crate::search) fn tolerance(letters: usize) -> u8 {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The beginning and the end of `word` by which to look for words near it.
pub(in crate::search) fn anchors(word: &str) -> (String, String) {
    let letters: Vec<char> = word.chars().collect();
    let half = letters.len() / 2;
    // One letter less than half at the front: an exchange of the two middle letters spoils both
    // halves, and leaves this.
    let (front, back) = if tolerance(letters.len()) > 1 {
        (letters.len() / 3, letters.len() / 3)
    } else {
        (half.saturating_sub(1).max(1), letters.len() - half)
    };
    (letters.iter().take(front).collect(), letters.iter().rev().take(back).collect())
}

/// The words of `shard` that begin with `anchor` and are near `word`. With `mirrored`, both the
/// shard and the anchor are written backwards. With `prefix`, a word that begins nearly like `word`
/// will do.
pub(in crate::search) fn nearest(
    shard: &Shard,
    word: &str,
    anchor: &str,
    mirrored: bool,
    prefix: bool,
) -> Vec<Near> {
    let mut target: Vec<char> = word.chars().collect();
    let first = target.first().copied();
    let limit = tolerance(target.len());
    if mirrored {
        target.reverse();
    }
    let mut found = Vec::new();
    let mut table = Distances::new(&target, limit);
    for index in shard.completions(anchor) {
        let candidate = shard.word(index);
        let Some(distance) = table.advance(candidate, prefix && !mirrored) else { continue };
        if distance > 0 && distance <= limit {
            let word: String =
                if mirrored { candidate.chars().rev().collect() } else { candidate.to_owned() };
            let other_start = word.chars().next() != first;
            found.push(Near { distance, other_start, word });
        }
    }
    found
}

/// The table of optimal string alignment, kept from one word to the next: neighbours in a lexicon
/// share their first letters and so the first rows.
struct Distances<'a> {
    target: &'a [char],
    limit: u8,
    letters: Vec<char>,
    rows: Vec<Vec<u8>>,
}

impl<'a> Distances<'a> {
    fn new(target: &'a [char], limit: u8) -> Self {
        let first = (0..=target.len()).map(|n| n.min(100) as u8).collect();
        Self { target, limit, letters: Vec::new(), rows: vec![first] }
    }

    /// The distance of `candidate`, or of that beginning of it that is nearest; `None` if it is
    /// over the limit for certain.
    fn advance(&mut self, candidate: &str, prefix: bool) -> Option<u8> {
        let shared =
            self.letters.iter().zip(candidate.chars()).take_while(|(a, b)| **a == *b).count();
        self.letters.truncate(shared);
        self.rows.truncate(shared + 1);
        // A row that is over the limit throughout stays so.
        for letter in candidate.chars().skip(shared) {
            if self.rows.last().is_some_and(|row| row.iter().all(|n| *n > self.limit)) {
                break;
            }
            self.push(letter)?;
        }
        let at_end = |row: &Vec<u8>| row.last().copied();
        if prefix {
            return self.rows.iter().filter_map(at_end).min();
        }
        (self.letters.len() == candidate.chars().count())
            .then(|| self.rows.last().and_then(at_end))
            .flatten()
    }

    fn push(&mut self, letter: char) -> Option<()> {
        let last = self.rows.last()?;
        let mut row = Vec::with_capacity(last.len());
        row.push(last.first()?.saturating_add(1));
        let before_last = self.rows.len().checked_sub(2).and_then(|n| self.rows.get(n));
        let letter_before = self.letters.last();
        for (column, wanted) in self.target.iter().enumerate() {
            let replaced = last.get(column)?.saturating_add(u8::from(letter != *wanted));
            let deleted = last.get(column + 1)?.saturating_add(1);
            let inserted = row.get(column)?.saturating_add(1);
            let mut cost = replaced.min(deleted).min(inserted);
            if let (Some(left), Some(two_up)) = (column.checked_sub(1), before_last) {
                let exchanged =
                    self.target.get(left) == Some(&letter) && letter_before == Some(wanted);
                if exchanged {
                    cost = cost.min(two_up.get(left)?.saturating_add(1));
                }
            }
            row.push(cost);
        }
        self.rows.push(row);
        self.letters.push(letter);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::{Entry, write_shard};
    use super::{Shard, anchors, nearest};

    fn shard(words: &[&str]) -> Shard {
        let mut entries: Vec<Entry> =
            words.iter().map(|word| Entry::new((*word).to_owned(), Vec::new())).collect();
        entries.sort();
        Shard::read(&write_shard(&entries, false)).unwrap()
    }

    #[test]
    fn finds_one_mistake_from_four_letters_and_two_from_eight() {
        let words =
            ["port", "porte", "sport", "fort", "gouvernement", "gouverner", "pont", "prot", "or"];
        let lexicon = shard(&words);
        let near = |word: &str, prefix| {
            let mut found: Vec<String> =
                nearest(&lexicon, word, "", false, prefix).into_iter().map(|n| n.word).collect();
            found.sort();
            found.join(" ")
        };
        assert_eq!(near("port", false), "fort pont porte prot sport");
        assert_eq!(near("por", false), "");
        assert_eq!(near("gouvernemant", false), "gouvernement");
        assert_eq!(near("gvuernement", false), "gouvernement");
        assert_eq!(near("gouvernamant", false), "gouvernement");
        assert_eq!(near("gouxern", true), "gouvernement gouverner");
        assert_eq!(near("gouxern", false), "");
    }

    #[test]
    fn every_single_mistake_leaves_an_anchor() {
        for word in ["port", "porte", "sports", "bonjour"] {
            let letters: Vec<char> = word.chars().collect();
            for at in 0..letters.len() {
                let mut replaced = letters.clone();
                replaced[at] = 'x';
                let mut deleted = letters.clone();
                deleted.remove(at);
                let mut inserted = letters.clone();
                inserted.insert(at, 'x');
                let mut exchanged = letters.clone();
                if at + 1 < exchanged.len() {
                    exchanged.swap(at, at + 1);
                }
                for other in [replaced, deleted, inserted, exchanged] {
                    let (front, back) = anchors(word);
                    let forwards: String = other.iter().collect();
                    let backwards: String = other.iter().rev().collect();
                    assert!(
                        forwards.starts_with(&front) || backwards.starts_with(&back),
                        "{word} {forwards}"
                    );
                }
            }
        }
    }
}
