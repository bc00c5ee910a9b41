//! English stems, by Snowball as it was in 2018. <https://snowballstem.org/algorithms/english/stemmer.html>

use super::word::{Word, ending, is_vowel, pair};

/// Words whose stem is no rule's, with their stems.
const IRREGULAR: &str = "skis ski|skies sky|dying die|lying lie|tying tie|idly idl|gently gentl|ugly ugli|early earli|\
                         only onli|singly singl|sky sky|news news|howe howe|atlas atlas|cosmos cosmos|bias bias|\
                         andes andes";

/// Words that lose nothing more than a plural's ending.
const WHOLE: &str = "inning outing canning herring earring proceed exceed succeed";

/// Endings and what takes their places, in this order.
const SECOND: &str = "ational ate|tional tion|enci ence|anci ance|abli able|entli ent|ization ize|izer ize|ation ate|\
                      ator ate|alism al|aliti al|alli al|fulness ful|ousli ous|ousness ous|iveness ive|iviti ive|\
                      biliti ble|bli ble|fulli ful|lessli less|ogi og|li ";
const THIRD: &str = "ational ate|tional tion|alize al|icate ic|iciti ic|ical ic|ful |ness |ative ";

/// Endings that are taken off the inner part.
const FOURTH: &str = "ement ment ent ance ence able ible ate ive ize iti al ism ion er ous ant ic";

/// The stem of a folded word of at least three letters; some of its letters are capitals.
pub(super) fn stem(word: &str) -> String {
    if let Some((0, _, stem)) = pair(word, IRREGULAR) {
        return stem.to_owned();
    }
    let text = with_consonants(word);
    let r1 = ["gener", "commun", "arsen"].iter().find(|start| text.starts_with(**start));
    let mut word = Word::new(text, r1.map(|start| start.len()));
    take_plural(&mut word);
    if word.at(WHOLE) == Some(0) {
        return word.text;
    }
    take_verb(&mut word);
    let last = word.text.len().saturating_sub(1);
    if word.text.ends_with(['y', 'Y']) && is_after_consonant(&word, last) {
        word.end(last, "i");
    }
    replace(&mut word, SECOND);
    replace(&mut word, THIRD);
    if let Some((at, ending)) = ending(&word.text, FOURTH)
        && at >= word.r2
        && (ending != "ion" || word.before(at).ends_with(['s', 't']))
    {
        word.end(at, "");
    }
    if let Some(at) = word.at("e") {
        if at >= word.r2 || (at >= word.r1 && !is_short(word.before(at))) {
            word.text.pop();
        }
    } else if word.text.ends_with("ll") && word.text.len() > word.r2 {
        word.text.pop();
    }
    word.text
}

/// `y` as a capital where it is no vowel.
fn with_consonants(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for c in word.chars() {
        let consonant = c == 'y' && (text.is_empty() || text.ends_with(is_vowel));
        text.push(if consonant { 'Y' } else { c });
    }
    text
}

/// Whether a consonant stands before `at` that is not the first letter.
fn is_after_consonant(word: &Word, at: usize) -> bool {
    let before = word.before(at);
    !before.ends_with(is_vowel) && before.chars().count() > 1
}

/// Whether `text` ends in a short syllable: `hop`, `at`.
fn is_short(text: &str) -> bool {
    let mut letters = text.chars().rev();
    let (last, vowel, before) = (letters.next(), letters.next(), letters.next());
    let consonant = |c: Option<char>| c.is_some_and(|c| !is_vowel(c));
    let short = consonant(last) && vowel.is_some_and(is_vowel);
    let closed = !matches!(last, Some('w' | 'x' | 'Y'));
    short && (before.is_none() || (consonant(before) && closed))
}

fn take_plural(word: &mut Word) {
    let Some((at, ending)) = ending(&word.text, "sses ied ies ss us s") else { return };
    match ending {
        "sses" => word.end(at, "ss"),
        "ied" | "ies" => {
            let long = word.before(at).chars().count() > 1;
            word.end(at, if long { "i" } else { "ie" });
        }
        "s" => {
            let mut letters = word.before(at).chars();
            letters.next_back();
            if letters.any(is_vowel) {
                word.end(at, "");
            }
        }
        _ => {}
    }
}

fn take_verb(word: &mut Word) {
    let found = ending(&word.text, "eedly eed ingly edly ing ed");
    let Some((at, ending)) = found else { return };
    if ending.starts_with("ee") {
        if at >= word.r1 {
            word.end(at, "ee");
        }
        return;
    }
    if !word.before(at).contains(is_vowel) {
        return;
    }
    word.end(at, "");
    if word.at("at bl iz").is_some() {
        word.text.push('e');
    } else if word.at("bb dd ff gg mm nn pp rr tt").is_some() {
        word.text.pop();
    } else if at == word.r1 && is_short(&word.text) {
        word.text.push('e');
    }
}

/// Puts another ending in the place of one of the outer part, by a list of pairs.
fn replace(word: &mut Word, endings: &'static str) {
    let Some((at, from, to)) = pair(&word.text, endings) else { return };
    let before = word.before(at);
    let fits = match from {
        "ogi" => before.ends_with('l'),
        "li" => before.ends_with(['c', 'd', 'e', 'g', 'h', 'k', 'm', 'n', 'r', 't']),
        "ative" => at >= word.r2,
        _ => true,
    };
    if fits && at >= word.r1 {
        word.end(at, to);
    }
}
