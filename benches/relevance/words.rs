//! What readers do to a word before they type it: slips, and singular for plural.

use super::chance::Chance;

/// A word with one letter wrong: two changed places, one left out, one put in, one for another.
pub fn slip(word: &str, chance: &mut Chance) -> String {
    let letters: Vec<char> = word.chars().collect();
    loop {
        let mut wrong = letters.clone();
        let at = chance.below(letters.len());
        let other = char::from(b'a' + chance.below(26) as u8);
        match chance.below(4) {
            0 if at > 0 => wrong.swap(at, at - 1),
            1 => drop(wrong.remove(at)),
            2 => wrong.insert(at, other),
            _ => wrong[at] = other,
        }
        if wrong != letters {
            return wrong.into_iter().collect();
        }
    }
}

/// The plural of a singular and the other way round, by the rules of French or English; `None` for what is
/// neither as far as its ending tells.
pub fn other_number(word: &str, french: bool) -> Option<String> {
    if word.chars().count() < 4 {
        return None;
    }
    if french { french_number(word) } else { english_number(word) }
}

fn french_number(word: &str) -> Option<String> {
    // Not plurals, or not for certain: succès, avis, cas, repos, campus, express.
    const NOT: [&str; 8] = ["ss", "us", "is", "as", "os", "ès", "ers", "eux"];
    let stem = |ending: &str| word.strip_suffix(ending);
    if let Some(stem) = stem("eaux") {
        return Some(format!("{stem}eau"));
    }
    if let Some(stem) = stem("aux") {
        return Some(format!("{stem}al"));
    }
    if NOT.iter().any(|ending| word.ends_with(ending)) || word.ends_with(['x', 'z']) {
        return None;
    }
    if let Some(singular) = stem("s") {
        return Some(singular.to_owned());
    }
    if let Some(stem) = stem("al") {
        return Some(format!("{stem}aux"));
    }
    let ending = if word.ends_with("eau") || word.ends_with("eu") { "x" } else { "s" };
    Some(format!("{word}{ending}"))
}

fn english_number(word: &str) -> Option<String> {
    const NOT: [&str; 4] = ["ss", "us", "is", "as"];
    const HISSING: [&str; 5] = ["s", "x", "z", "ch", "sh"];
    let consonant = |stem: &str| !stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    if NOT.iter().any(|ending| word.ends_with(ending)) {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("es")
        && ["ss", "x", "ch", "sh"].iter().any(|ending| stem.ends_with(ending))
    {
        return Some(stem.to_owned());
    }
    if let Some(singular) = word.strip_suffix('s') {
        return Some(singular.to_owned());
    }
    if let Some(stem) = word.strip_suffix('y').filter(|stem| consonant(stem)) {
        return Some(format!("{stem}ies"));
    }
    let ending = if HISSING.iter().any(|ending| word.ends_with(ending)) { "es" } else { "s" };
    Some(format!("{word}{ending}"))
}
