//! What is said around a quotation of whose it is.

use super::{
    names::{Speaker, attribution, begins_with_name, subject},
    sentence::{Word, count_words, first_end, is_end, is_sentence, last_start, words},
    verbs::{PRONOUNS, is_english, is_in, verb},
};

/// Whose a quotation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    By(Speaker),
    /// He, she: who spoke last.
    Pronoun,
    /// Somebody who is not named.
    Somebody,
}

/// What is said before a quotation.
pub(super) struct Cue {
    pub(super) said: Said,
    /// Whether that is enough by itself for some words in quotation marks to be a quotation.
    pub(super) sure: bool,
}

const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\n'];
const DASHES: [char; 4] = ['—', '–', '-', '―'];

/// Words that go on with the sentence and begin no subject.
const ON: &str = "which that who and but or et ou mais qui que dont as to in for when while où par sur dans pour avec with from \
    is are was were est sont a";

fn by_or_somebody(speaker: Option<Speaker>) -> Said {
    speaker.map_or(Said::Somebody, Said::By)
}

/// He, she; they; or the one who tells it, and anybody, of whom nothing is quoted.
#[expect(clippy::option_option, reason = "a pronoun or none, and one who is quoted or not")]
fn pronoun(word: &str) -> Option<Option<Said>> {
    match word {
        "il" | "elle" | "he" | "she" => Some(Some(Said::Pronoun)),
        "ils" | "elles" | "they" => Some(Some(Said::Somebody)),
        _ if is_in(NOBODY, word) => Some(None),
        _ => None,
    }
}

/// Before a verb of saying: who tells it, or no one in particular.
const NOBODY: &str = "on je j’ nous vous tu we you i it to and et or ou qui who which that someone somebody anyone people users \
    question questions quelqu’un gens personnes title titre page sign sticker les des us me m’ might could can will should may be";

/// Who stands behind a dash, alone on a line or after a quotation: "— Zélie Hautbois-Farge, climatologue".
pub(super) fn dashed(text: &str) -> Option<Speaker> {
    let text = text.trim();
    let name = text.trim_start_matches(DASHES).trim_start_matches(SPACES);
    let good = name.len() < text.len() && begins_with_name(name) && count_words(name) <= 24;
    good.then(|| attribution(name)).flatten()
}

/// Who a line below a quotation names, with a dash or without: "Zélie Hautbois-Farge, climatologue".
pub(super) fn signed(line: &str) -> Option<Speaker> {
    let line = line.trim();
    let good = begins_with_name(line)
        && count_words(line) <= 20
        && !line.ends_with(['.', ':', ';', '?', '!', '»', '”', '"']);
    dashed(line).or_else(|| good.then(|| attribution(line)).flatten())
}

/// What is said after a quotation, in the same sentence.
pub(super) fn after(after: &str, inside: &str) -> Option<Said> {
    let rest = after.trim_start_matches(SPACES);
    if rest.starts_with(DASHES) {
        return dashed(rest.get(..first_end(rest))?).map(Said::By);
    }
    let comma = rest.starts_with(',');
    let rest = rest.trim_start_matches(',').trim_start_matches(SPACES);
    let sentence = rest.get(..first_end(rest))?.trim_end_matches(is_end);
    let all = words(sentence);
    let first = all.first()?.lower();
    let ended = comma || inside.ends_with([',', '!', '?', '…', '—', '–', '-']);
    let from =
        |at: usize| all.get(at).and_then(|word| sentence.get(word.start..)).unwrap_or_default();
    let second = all.get(1).map(Word::lower).unwrap_or_default();
    match (first.as_str(), second.as_str()) {
        ("selon", _) => return named_only(from(1)).filter(|_| begins_with_name(from(1))),
        ("d’", "après") | ("according", "to") => {
            return named_only(from(2)).filter(|_| begins_with_name(from(2)));
        }
        _ => {}
    }
    if let Some(verb) = verb(&all, 0).filter(|_| all.first().is_some_and(|word| !word.is_capital()))
    {
        if !(ended || inside.ends_with('.') || count_words(inside) >= 5) {
            return None;
        }
        if verb.pronoun {
            return Some(Said::Pronoun);
        }
        let mut at = verb.next;
        // "« Le Livre », écrit par X".
        if all.get(at).is_some_and(|word| matches!(word.text, "par" | "by")) {
            return None;
        }
        let next: Vec<String> = all.iter().skip(at).take(3).map(Word::lower).collect();
        match next.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["pour", "sa" | "leur", "part"]
            | ["de", "son" | "leur", "côté"]
            | ["quant", "à", _] => at += 3,
            [one, ..] if is_in(PRONOUNS, one) => return pronoun(one).flatten(),
            _ => {}
        }
        return Some(by_or_somebody(subject(from(at))));
    }
    // In French the speaker follows the verb.
    let place = (1..all.len().min(16)).find(|place| {
        all.get(*place).is_some_and(|word| is_english(word.text)) && verb(&all, *place).is_some()
    })?;
    let before = sentence.get(..all.get(place)?.start)?;
    let is_all = rest.get(..first_end(rest))?.ends_with(is_end)
        && verb(&all, place).is_some_and(|verb| verb.next >= all.len());
    if first == "as" {
        return named_only(before.get(2..)?);
    }
    if !(ended || is_all) || is_in(ON, &first) || before.contains([')', ';', ':']) {
        return None;
    }
    if let Some(said) = pronoun(&first) {
        return said.filter(|_| place <= 3);
    }
    match subject(before) {
        Some(speaker) => Some(Said::By(speaker)),
        None => is_in("the a an one un une le la l’ les des my our mon ma notre another", &first)
            .then_some(Said::Somebody),
    }
}

fn named_only(text: &str) -> Option<Said> {
    subject(text).map(Said::By)
}

/// Whether what stands between two quotations leaves the second to whoever said the first.
pub(super) fn goes_on(between: &str, inside: &str) -> bool {
    let between = between.trim();
    if between.trim_matches([',', '.', ' ']).is_empty() {
        return true;
    }
    if between.starts_with(['.', '!', '?', '…', ';']) {
        return false;
    }
    let between = between.trim_start_matches(',').trim_start();
    if first_end(between) < between.len() {
        return false;
    }
    let capital =
        inside.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“«\"‘[".contains(c));
    let last = words(between).last().map(Word::lower).unwrap_or_default();
    match between.chars().next_back() {
        Some('.' | '!' | '?' | '…') => capital,
        Some(',' | ':') => true,
        _ => count_words(inside) >= 4 && is_in("et and que qu’ that mais but puis then", &last),
    }
}

/// What is said before a quotation, in the sentence that it stands in.
pub(super) fn before(before: &str, inside: &str) -> Option<Cue> {
    let whole = is_sentence(inside);
    let start = last_start(before);
    let sentence = before.get(start..)?.trim();
    let sentence =
        sentence.trim_start_matches(['.', ',', ';', ')', '»', '”', '"', '!', '?']).trim_start();
    // After a translator's note.
    let sentence = sentence
        .strip_suffix(']')
        .and_then(|text| Some(text.rsplit_once('[')?.0))
        .unwrap_or(sentence)
        .trim_end();
    let all = words(sentence);
    let end = sentence.chars().next_back()?;
    let last = all.last()?.lower();
    let from =
        |at: usize| all.get(at).and_then(|word| sentence.get(word.start..)).unwrap_or_default();
    let is_that = end.is_alphabetic() || matches!(end, '\'' | '’');
    let is_that = is_that && matches!(last.as_str(), "que" | "qu’" | "that" | "how");
    let found = last_verb(&all);
    let near = match end {
        ':' => usize::MAX,
        ',' => 3,
        _ if is_that => 4,
        _ => 0,
    };
    let near = found.filter(|(_, next)| all.len() - (*next).min(all.len()) <= near);
    // "X writes “On Ports”" is a title.
    let title = !is_that
        && end.is_alphanumeric()
        && !inside.ends_with(['.', '!', '?', '…', ','])
        && inside.starts_with(char::is_uppercase)
        && count_words(inside) < 8;
    let near = near.filter(|_| !title);
    if let Some(said) = opening(&all, sentence, end) {
        return Some(Cue { said, sure: true });
    }
    // "Said Jane Joyce, a teacher at Moon Middle School,"
    if matches!(end, ',' | ':')
        && let Some(verb) =
            verb(&all, 0).filter(|_| is_english(&all.first().map(Word::lower).unwrap_or_default()))
        && begins_with_name(from(verb.next))
    {
        return subject(from(verb.next)).map(|speaker| Cue { said: Said::By(speaker), sure: true });
    }
    if let Some((at, next)) = near {
        let word = all.get(at)?;
        let prefix = sentence.get(..word.start)?;
        let sure = end != ',' || whole;
        let before = all.get(..at)?.iter().rev().map(Word::lower);
        let subject_word = before.clone().find(|word| !word.ends_with("ly")).unwrap_or_default();
        let subject_word = subject_word
            .split_once('’')
            .filter(|(_, rest)| !rest.is_empty())
            .map_or(subject_word.as_str(), |(word, _)| word)
            .to_owned();
        let inverted = verb(&all, at).is_some_and(|verb| verb.pronoun);
        if inverted {
            return Some(Cue { said: Said::Pronoun, sure: false });
        }
        let first = all.first()?.lower();
        let nobody = match pronoun(&subject_word) {
            Some(Some(said)) => return Some(Cue { said, sure: false }),
            // "My grandfather used to say,"
            Some(None) => !prefix.trim_end().ends_with("used to"),
            None => false,
        };
        // "X, who says:" and "X adds and explains:" are X; "we", "someone" are nobody.
        let linked = is_in("who qui et and", &subject_word);
        let named =
            prefix.strip_prefix("As ").or_else(|| prefix.strip_prefix("Comme ")).unwrap_or(prefix);
        if let Some(speaker) = subject(named).filter(|_| !nobody || linked) {
            return Some(Cue { said: Said::By(speaker), sure });
        }
        if matches!(first.as_str(), "comme" | "as" | "ainsi")
            && let Some(speaker) = subject(from(next))
        {
            return Some(Cue { said: Said::By(speaker), sure });
        }
        return (!nobody && at > 0).then_some(Cue { said: Said::Somebody, sure: false });
    }
    // "… dont celui de Gonzague Tallec-Ropars, ligneur à Kerlouarn :"
    if end == ':' && whole {
        let begins = || begins_with_name(sentence).then(|| subject(sentence)).flatten();
        let speaker = introduced(sentence).or_else(begins)?;
        return Some(Cue { said: Said::By(speaker), sure: true });
    }
    None
}

/// "Selon X,", "Pour X,", "According to X,", "As X put it,".
fn opening(all: &[Word<'_>], sentence: &str, end: char) -> Option<Said> {
    let word = |at: usize| all.get(at).map(Word::lower).unwrap_or_default();
    let rest =
        |at: usize| all.get(at).and_then(|word| sentence.get(word.start..)).unwrap_or_default();
    // In the middle of a sentence too: "Le fonds, selon X, «".
    let mut places = (0..all.len()).rev();
    let selon = places
        .find(|at| word(*at) == "selon" || (word(*at) == "according" && word(at + 1) == "to"));
    if end == ',' {
        if let Some(at) = selon {
            let skip = if word(at) == "selon" { 1 } else { 2 };
            return named_only(rest(at + skip));
        }
        let cited = |at: &usize| {
            matches!(
                (word(*at).as_str(), word(at + 1).as_str()),
                ("to", "quote") | ("pour", "citer")
            )
        };
        if let Some(at) = (0..all.len()).find(cited) {
            return named_only(rest(at + 2));
        }
        if word(0) == "d’" && word(1) == "après" {
            return named_only(rest(2));
        }
        if matches!(word(0).as_str(), "pour" | "for") {
            let speaker = subject(rest(1))?;
            return (speaker.name.contains(' ') && begins_with_name(rest(1)))
                .then_some(Said::By(speaker));
        }
        if matches!((word(0).as_str(), word(1).as_str(), word(2).as_str()), ("in", "the", "words"))
        {
            return named_only(rest(4));
        }
    }
    None
}

/// The last verb of saying, and the word after it.
fn last_verb(all: &[Word<'_>]) -> Option<(usize, usize)> {
    let mut found = None;
    let mut at = 0;
    while at < all.len() {
        match verb(all, at)
            .filter(|_| all.get(at).is_some_and(|word| at == 0 || !word.is_capital()))
        {
            Some(verb) => {
                found = Some((at, verb.next));
                at = verb.next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// The one who is named at the end of a sentence that introduces what they say.
fn introduced(sentence: &str) -> Option<Speaker> {
    let clause = sentence.trim_end_matches([':', ' ', '\u{a0}', '\u{202f}']);
    let mut chunks = clause.split(',').map(str::trim);
    let named = chunks.clone().filter(|chunk| !chunk.is_empty()).count();
    let with_name = chunks.clone().position(|chunk| ends_with_name(chunk).is_some())?;
    // Nothing but what the speaker is follows.
    if named - with_name > 2 {
        return None;
    }
    let chunk = chunks.nth(with_name)?;
    let name = ends_with_name(chunk)?;
    let alone = with_name == 0 && named == 1 && name.len() == chunk.len();
    let rest = chunks.next();
    let apposition = rest.is_some_and(|rest| rest.starts_with(char::is_lowercase));
    if !(alone || apposition) {
        return None;
    }
    subject(&[name, rest.unwrap_or_default()].join(", "))
}

/// The name of several words with which a text ends.
fn ends_with_name(text: &str) -> Option<&str> {
    let all = words(text);
    let starts = all.iter().filter(|word| word.is_capital()).map(|word| word.start);
    starts.filter_map(|start| text.get(start..)).find(|rest| {
        begins_with_name(rest)
            && subject(rest).is_some_and(|speaker| speaker.name.len() == rest.len())
    })
}

/// "Nous avons, explique X, …": what is said within a quotation, between commas.
pub(super) fn inside(inside: &str) -> Option<Said> {
    let (at, _) = insertion(inside)?;
    let sentence = inside.get(at..)?;
    let sentence = sentence.get(..first_end(sentence))?.trim_end_matches(is_end);
    let all = words(sentence);
    let verb = verb(&all, 0)?;
    let rest = sentence.get(all.get(verb.next)?.start..)?;
    let clause = rest.split(',').next()?;
    begins_with_name(clause).then(|| subject(clause)).flatten().map(Said::By)
}

/// Where a quotation that is never closed ends, if it is said within it whose it is.
pub(super) fn cut_unclosed(text: &str) -> Option<usize> {
    let (_, comma) = insertion(text)?;
    inside(text).is_some().then_some(comma)
}

/// A word of saying after a comma: where it begins, and the comma.
fn insertion(text: &str) -> Option<(usize, usize)> {
    text.match_indices(", ").map(|(comma, _)| (comma + 2, comma)).find(|(at, _)| {
        let rest = text.get(*at..).unwrap_or_default();
        let all = words(rest.get(..first_end(rest)).unwrap_or_default());
        let Some(verb) = verb(&all, 0) else { return false };
        let name = all.get(verb.next).and_then(|word| rest.get(word.start..));
        all.first().is_some_and(|word| !word.is_capital()) && name.is_some_and(begins_with_name)
    })
}
