//! A word of a query: its postings in the index, read, and scored by the forms that stand for it.

use super::format::{Posting, each_posting, each_posting_of_beginning, frequency};
use super::index::Reading;
use super::query::{Alternative, FormKind};
use super::rank::Scores;
use super::weights::{self, Strength};

/// Set in the place of a word that stands in a title in another form only.
pub(super) const OTHER_FORM: u8 = 0x80;

/// What is known of a word in a document, over its forms.
#[derive(Clone, Copy, Default)]
struct Sum {
    x: f32,
    title: f32,
    place: u8,
}

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
    let strengths = weights.strengths(sentence);
    let mut best = Scores::none(documents);
    best.title.resize(documents as usize, 0);
    for group in [Group::Forms, Group::Beginnings, Group::Near] {
        let mut sums = Vec::new();
        let (mut found, mut longest) = (0_u32, 0);
        for list in lists.iter().filter(|list| group_of(list) == group) {
            sums.resize(documents as usize, Sum::default());
            longest = longest.max(length(list, reading));
            let in_titles = match list.kind {
                FormKind::Stem => weights.title_stem,
                _ => list.weight,
            };
            let strengths =
                strengths.map(|s| Strength { title: s.title * in_titles, x: s.x * list.weight });
            each(list, reading, &mut |posting| {
                let sum = sums.get_mut(posting.document as usize);
                let strength = strengths.get(usize::from(posting.level));
                if let (Some(sum), Some(strength)) = (sum, strength)
                    && (!in_title || posting.title > 0)
                {
                    found += u32::from(sum.x == 0.0 && sum.title == 0.0);
                    sum.x += strength.x.max(f32::MIN_POSITIVE);
                    if strength.title > sum.title || sum.place == 0 {
                        (sum.title, sum.place) = (strength.title, posting.title);
                        if sum.place > 0 && list.kind == FormKind::Stem {
                            sum.place |= OTHER_FORM;
                        }
                    }
                }
            });
        }
        if found == 0 {
            continue;
        }
        // While the rest of a list is on its way, its length is known all the same.
        let all = if in_title { found } else { found.max(longest) };
        let rarity = weights::rarity(documents, all);
        best.weight = best.weight.max(rarity);
        for ((sum, score), place) in sums.iter().zip(&mut best.of).zip(&mut best.title) {
            if sum.x == 0.0 {
                continue;
            }
            let value = rarity * Strength { title: sum.title, x: sum.x }.value();
            if value > *score {
                (*score, *place) = (value, sum.place);
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
    each(word, reading, &mut |posting| has |= posting.document == document);
    has
}

/// Hands over the postings of a list that are there.
pub(super) fn each(word: &Alternative, reading: &Reading, take: &mut dyn FnMut(Posting)) {
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
    each(word, reading, &mut |posting| postings.push(posting));
    postings
}
