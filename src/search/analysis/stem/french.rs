//! French stems, by Snowball as it was in 2018. <https://snowballstem.org/algorithms/french/stemmer.html>
//!
//! Words come folded, so that the only accents are those of the endings below.

use super::word::{Word, ending, is_vowel};

/// Folded endings and what they were, as far as that is beyond doubt or harmless; `E` is `é` or `è`.
const ACCENTED: &[(&str, &str)] = &[
    ("ees", "Ees"),
    ("ee", "Ee"),
    ("ieres", "iEres"),
    ("iere", "iEre"),
    ("ites", "itEs"),
    ("ite", "itE"),
];

/// The endings of verbs in -ir.
const IR: &str = "issaIent iraIent issantes issante issants issions issais issait issant issent isses issez issiez \
                  issons isse irions iriez irent irais irait irons iront iras irai irez ira ies ie ir is it i";

/// The endings of other verbs. Those that begin with `a` take an `e` before them along.
const VERBS: &str = "eraIent assions assiez assent erions eriez erais erait erons eront eras erai erez era asses asse \
                     antes ante ants ant aIent ais ait ai as iez ions Ees Ee Es E er ez a";

/// The stem of a folded word of at least three letters; some of its letters are capitals.
pub(super) fn stem(word: &str) -> String {
    let mut text = word.to_owned();
    let accented = ACCENTED.iter().find_map(|(end, full)| Some((word.strip_suffix(end)?, full)));
    if let Some((start, full)) = accented {
        text = [start, full].concat();
    }
    let text = with_consonants(&text);
    let rv = verb_part(&text);
    let mut word = Word::new(text, None);
    if take_suffix(&mut word, rv) || take_ir(&mut word, rv) || take_verb(&mut word, rv) {
        if word.text.ends_with('Y') {
            word.end(word.text.len() - 1, "i");
        }
    } else {
        take_rest(&mut word, rv);
    }
    if word.at("enn onn ett ell eill").is_some() {
        word.text.pop();
    }
    word.text
}

/// `u`, `i` and `y` as capitals where they are no vowels.
fn with_consonants(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    let mut rest = word.chars();
    while let Some(c) = rest.next() {
        let mut ahead = rest.clone();
        let (next, third) = (ahead.next(), ahead.next());
        let vowel = |c: Option<char>| c.is_some_and(is_vowel);
        let after_vowel = text.ends_with(is_vowel);
        let consonant = match c {
            'u' if text.ends_with('q') => true,
            'u' | 'i' => after_vowel && vowel(next),
            'y' if after_vowel => true,
            // Before a vowel that stays one.
            'y' => match next {
                Some('u' | 'i') => !vowel(third),
                _ => next != Some('y') && vowel(next),
            },
            _ => false,
        };
        text.push(if consonant { c.to_ascii_uppercase() } else { c });
    }
    text
}

/// Where the part begins in which endings of verbs are looked for.
fn verb_part(text: &str) -> usize {
    let mut letters = text.char_indices();
    let (first, second) = (letters.next(), letters.next());
    let vowel = |letter: Option<(usize, char)>| letter.is_some_and(|(_, c)| is_vowel(c));
    if vowel(first)
        && vowel(second)
        && let Some((at, c)) = letters.next()
    {
        return at + c.len_utf8();
    }
    if ["par", "col", "tap"].iter().any(|start| text.starts_with(start)) {
        return 3;
    }
    let vowel = text.char_indices().skip(1).find(|(_, c)| is_vowel(*c));
    vowel.map_or(text.len(), |(at, c)| at + c.len_utf8())
}

/// Takes an ending off that makes nouns, adjectives and adverbs. Whether that is all.
fn take_suffix(word: &mut Word, rv: usize) -> bool {
    let text = word.text.clone();
    let singular = text.strip_suffix('s').unwrap_or(&text);
    let is_singular = singular.len() == text.len();
    let at = |endings| ending(singular, endings).map(|(at, _)| at);
    if let Some(at) = at("issement") {
        let fits = at >= word.r1 && at > 0 && !word.is_vowel_before(at);
        if fits {
            word.end(at, "");
        }
        return fits;
    }
    if let Some(at) = at("ement") {
        if at < rv {
            return false;
        }
        word.end(at, "");
        if let Some(at) = word.at("eus") {
            if !word.drop("eus") && at >= word.r1 {
                word.end(at, "eux");
            }
        } else if word.drop("iv") {
            word.drop("at");
        } else {
            word.drop("abl iqU");
        }
        return true;
    }
    if let Some(at) = at("amment emment").filter(|_| is_singular) {
        if at >= rv {
            // An adverb of a participle: the verb is still to be found.
            word.end(text.len() - "mment".len(), "nt");
        }
        return false;
    }
    if let Some(at) = at("ment") {
        if word.is_vowel_before(at) && at > rv {
            word.end(at, "");
        }
        return false;
    }
    if let Some(at) = at("eaux").filter(|_| is_singular) {
        word.end(at, "eau");
        return true;
    }
    if let Some(at) = at("aux").filter(|_| is_singular) {
        let fits = at >= word.r1;
        if fits {
            word.end(at, "al");
        }
        return fits;
    }
    if let Some(at) = at("euse") {
        let end = if at >= word.r2 { "" } else { "eux" };
        if at >= word.r1 {
            word.end(at, end);
        }
        return at >= word.r1;
    }
    let inner = |endings| at(endings).filter(|at| *at >= word.r2);
    if let Some(at) = inner("atrice ateur ation") {
        word.end(at, "");
        drop_or(word, "ic", "iqU");
    } else if let Some(at) = inner("itE") {
        word.end(at, "");
        let _ = drop_or(word, "abil", "abl") || drop_or(word, "ic", "iqU") || word.drop("iv");
    } else if let Some(at) = inner("if ive") {
        word.end(at, "");
        if word.drop("at") {
            drop_or(word, "ic", "iqU");
        }
    } else if let Some(at) = inner("logie") {
        word.end(at, "log");
    } else if let Some(at) = inner("usion ution") {
        word.end(at, "u");
    } else if let Some(at) = inner("ence") {
        word.end(at, "ent");
    } else if let Some(at) = inner("ance iqUe isme able iste") {
        word.end(at, "");
    } else if let Some(at) = inner("eux").filter(|_| is_singular) {
        word.end(at, "");
    } else {
        return false;
    }
    true
}

/// Takes `ending` off if it begins in the inner part; else it becomes `other`. Whether the word has it.
fn drop_or(word: &mut Word, ending: &'static str, other: &str) -> bool {
    let at = word.at(ending);
    if let Some(at) = at {
        word.end(at, if at >= word.r2 { "" } else { other });
    }
    at.is_some()
}

/// The ending behind `rv`, with the letters of that part before it.
fn verb_ending<'a>(
    word: &'a Word,
    rv: usize,
    endings: &'static str,
) -> Option<(&'a str, &'static str)> {
    let part = word.text.get(rv..)?;
    let (at, ending) = ending(part, endings)?;
    Some((part.get(..at)?, ending))
}

/// Takes the ending of a verb in -ir off. Whether there was one.
fn take_ir(word: &mut Word, rv: usize) -> bool {
    let found = verb_ending(word, rv, IR);
    let found = found.filter(|(before, _)| before.ends_with(|c| !is_vowel(c)));
    let at = found.map(|(before, _)| rv + before.len());
    at.into_iter().for_each(|at| word.text.truncate(at));
    at.is_some()
}

/// Takes the ending of another verb off. Whether there was one.
fn take_verb(word: &mut Word, rv: usize) -> bool {
    let Some((before, ending)) = verb_ending(word, rv, VERBS) else { return false };
    let (at, e) = (rv + before.len(), ending.starts_with('a') && before.ends_with('e'));
    if ending == "ions" && at < word.r2 {
        return false;
    }
    word.text.truncate(at - usize::from(e));
    true
}

/// What is taken off where nothing else was.
fn take_rest(word: &mut Word, rv: usize) {
    let plural = word.text.strip_suffix('s');
    if plural.is_some_and(|word| word.ends_with(|c| !matches!(c, 'a' | 'i' | 'o' | 'u' | 's'))) {
        word.text.pop();
    }
    let Some((before, ending)) = verb_ending(word, rv, "iEre IEre ier Ier ion e") else { return };
    let at = rv + before.len();
    match ending {
        "e" => word.end(at, ""),
        "ion" if at >= word.r2 && before.ends_with(['s', 't']) => word.end(at, ""),
        "ion" => {}
        _ => word.end(at, "i"),
    }
}
