//! A word of a query: its postings in the index, read, and scored by the forms that stand for it.

use super::format::{Posting, Take, each_posting, each_posting_of_beginning, frequency};
use super::index::Reading;
use super::query::{Alternative, FormKind};
use super::rank::Scores;
use super::weights::{self, Strength};

/// Set in the place of a word that stands in a title in another form only.
pub(super) const OTHER_FORM: u8 = 0x80;

/// A word by all that stands for it. Forms of the word count as one word; words that merely begin
/// with it are another, rarer or more frequent by itself, and so are words near one that is there; the better counts.
/// With `in_title`, only titles count.
pub(super) fn score_word(
    lists: &[Alternative],
    in_title: bool,
    sentence: bool,
    reading: &Reading,
) -> Scores {
    let documents = reading.head().documents;
    let weights = reading.weights();
    let mut best = Scores::none(documents);
    best.title = vec![0; documents as usize];
    for group in [Group::Forms, Group::Beginnings, Group::Near] {
        // How much each document says the word; for those with it in the title, how much that says, and its place there.
        let mut x = Vec::new();
        let mut titles = Vec::new();
        let (mut found, mut longest) = (0_u32, 0);
        for list in lists.iter().filter(|list| group_of(list) == group) {
            if x.is_empty() {
                x = vec![0.0; documents as usize];
                titles = vec![(0.0, 0); documents as usize];
            }
            longest = longest.max(length(list, reading));
            let (in_titles, other) = match list.kind {
                FormKind::Stem => (weights.title_stem, OTHER_FORM),
                _ => (list.weight, 0),
            };
            let strengths = weights.strengths(sentence);
            each(list, reading, &mut |Posting { document, level, title }| {
                if in_title && title == 0 {
                    return Some(());
                }
                let document = document as usize;
                let strength = strengths.get(usize::from(level))?;
                let x = x.get_mut(document)?;
                found += u32::from(*x == 0.0);
                *x += strength.x * list.weight;
                if title > 0 {
                    let (best, place) = titles.get_mut(document)?;
                    let value = strength.title * in_titles;
                    if value > *best || *place == 0 {
                        (*best, *place) = (value, title | other);
                    }
                }
                Some(())
            });
        }
        // While the rest of a list is on its way, its length is known all the same.
        let all = if in_title { found } else { found.max(longest) };
        let rarity = weights::rarity(documents, all);
        if found > 0 {
            best.weight = best.weight.max(rarity);
        }
        for (document, x) in x.into_iter().enumerate().filter(|(_, x)| *x > 0.0) {
            let (title, place) = titles.get(document).copied().unwrap_or_default();
            let value = rarity * Strength { title, x }.value();
            let score = best.of.get_mut(document);
            if let (Some(score), Some(there)) = (score, best.title.get_mut(document))
                && value > *score
            {
                (*score, *there) = (value, place);
            }
        }
    }
    best
}

/// What counts as one word.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    Forms,
    Beginnings,
    Near,
}

fn group_of(list: &Alternative) -> Group {
    match list.kind {
        FormKind::Prefix => Group::Beginnings,
        FormKind::Near => Group::Near,
        _ => Group::Forms,
    }
}

/// In how many documents the word of a list stands.
pub(super) fn length(word: &Alternative, reading: &Reading) -> u32 {
    let shard = reading.shard(word.file, "");
    shard.and_then(|shard| frequency(shard.list(word.index))).unwrap_or(0)
}

/// Whether a list has a document.
pub(super) fn has(word: &Alternative, document: u32, reading: &Reading) -> bool {
    let mut has = false;
    each(word, reading, &mut |posting| {
        has = posting.document == document;
        (!has).then_some(())
    });
    has
}

/// Hands over the postings of a list that are there.
pub(super) fn each(word: &Alternative, reading: &Reading, take: Take) {
    let documents = reading.head().documents;
    let Some(shard) = reading.shard(word.file, "") else { return };
    let list = shard.list(word.index);
    let _ = match word.rest {
        None => each_posting(documents, list, take),
        Some(_) if word.brief => each_posting_of_beginning(documents, list, take),
        Some(number) => each_posting_of_beginning(documents, list, take)
            .and_then(|()| each_posting(documents, reading.rest(number, "", false)?, take)),
    };
}

pub(super) fn postings(word: &Alternative, reading: &Reading) -> Vec<Posting> {
    let mut postings = Vec::new();
    each(word, reading, &mut |posting| {
        postings.push(posting);
        Some(())
    });
    postings
}
