//! Names in a text: who is meant by the words before or after a word of saying.

use super::{
    sentence::{Word, words},
    verbs::is_in,
};

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    pub(super) name: String,
    pub(super) role: Option<String>,
}

/// Words that begin with a capital where a sentence does, and are no names.
const COMMON: &str = "le la les l’ un une des du de d’ en dans pour par sur avec sans selon comme mais et ou où or donc car ce cet \
    cette ces c’ s’ son sa ses leur leurs notre nos votre vos mon ma mes il elle ils elles on je j’ nous vous tu qui que qu’ quand \
    lorsque lorsqu’ lors si après avant depuis pendant hier aujourd’hui demain ainsi aussi alors enfin puis interrogé interrogée à \
    au aux chez dès quant n’ oui non bien même tout toute tous toutes chaque plusieurs certains beaucoup y the a an this that these \
    those it its he she they we you i my our your his her their in on at by for from with without to of as and but or so yet if \
    when while after before since during until because according also however then now today yesterday there here what who why \
    how where which some many most all each every another one two three yes no not just m mm mme mmes mlle dr pr mr mrs ms prof sir \
    me docteur docteure professeur professeure president president’s director senator congressman congresswoman secretary \
    administrator ceo cto cio traduction translation january february march april june july august september october november \
    december monday tuesday wednesday thursday friday saturday sunday i’m i’ve i’d it’s we’re we’ve they’re you’re let’s don’t";

const TITLES: &str = "m mm mme mmes mlle dr pr mr mrs ms prof sir me";

/// Small words inside names.
const PARTICLES: &str =
    "de du des d’ la le les l’ van von der den di da del della al bin ibn el ter";

/// After these a name is not who speaks.
const PREPOSITIONS: &str = "à au aux de du des d’ par avec sans chez contre vers sur dans en pour of by with to from in at for \
    on about against into via between entre selon";

const ARTICLES: &str = "le la les l’ un une the a an its their our son sa leur notre";

/// Words with which no role begins.
const NO_ROLE: &str = "hier lundi mardi mercredi jeudi vendredi samedi dimanche lors dans en à au aux sur on in at during when after \
    avant après quand lorsque mais et and but as comme if si then while dont où which that ce cela this avec with pour for il elle \
    he she they ils elles per via depuis since today adding ajoutant";

/// What leads to a name and is written with a capital: what is after it is the name.
const OFFICES: &str = "leader director manager secretary administrator officer executive president minister deputy general \
    chair developer coordinator commissioner ambassador professor senator governor mayor chief representative release fellow \
    maintainer directeur directrice ministre présidente";

/// Capitals one after another, with the small words between them.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: usize,
    end: usize,
    /// The first of its words.
    first: usize,
    /// How many of its words have a capital.
    capitals: usize,
}

fn is_name(word: &Word<'_>) -> bool {
    let possessive = word.text.ends_with("’s") || word.text.ends_with("'s");
    word.is_capital() && !possessive && !is_in(COMMON, &word.lower())
}

fn is_acronym(word: &Word<'_>) -> bool {
    word.text.chars().count() > 1 && !word.text.chars().any(char::is_lowercase)
}

/// Whether only what may stand within a name is between two words.
fn is_joined(text: &str, a: &Word<'_>, b: &Word<'_>) -> bool {
    let gap = text.get(a.end..b.start).unwrap_or("?");
    let initial = a.text.chars().count() == 1 && a.is_capital();
    gap.is_empty()
        || gap.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
        || initial && gap == ". "
}

fn runs(text: &str, words: &[Word<'_>]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if !is_name(word) {
            at += 1;
            continue;
        }
        let mut run = Run { start: word.start, end: word.end, first: at, capitals: 1 };
        let mut last = word;
        at += 1;
        while let Some((next, place)) = next_of_name(text, words, last, at) {
            run.end = next.end;
            run.capitals += 1;
            (last, at) = (next, place + 1);
        }
        runs.push(run);
    }
    runs
}

/// The next capital of a name, perhaps after one or two small words.
fn next_of_name<'a>(
    text: &str,
    words: &'a [Word<'a>],
    last: &Word<'_>,
    at: usize,
) -> Option<(&'a Word<'a>, usize)> {
    let mut before = *last;
    for place in at..at + 3 {
        let word = words.get(place).filter(|word| is_joined(text, &before, word))?;
        if is_name(word) {
            return (place == at || !is_acronym(word)).then_some((word, place));
        }
        if !is_in(PARTICLES, &word.lower()) {
            return None;
        }
        before = *word;
    }
    None
}

/// The speaker that words before or after a word of saying mean; `None` if they name nobody, or more than one.
pub(super) fn subject(text: &str) -> Option<Speaker> {
    let chunks: Vec<&str> =
        text.split([',', ';', '(', ')', '–', '—', ':', '\n']).map(str::trim).collect();
    let first = *chunks.first()?;
    // "Interestingly, Ann Lee says".
    let leads = |chunk: &&&str| begins_with_name(chunk);
    if let Some(speaker) = alone(first).filter(|_| chunks.get(1).filter(leads).is_none()) {
        let role = chunks.get(1).and_then(|chunk| role(chunk));
        return Some(Speaker { role, ..speaker });
    }
    let mut before: Option<&str> = None;
    for (place, chunk) in chunks.iter().take(4).enumerate() {
        if let Some((name, prefix)) = in_chunk(chunk, place == 0)? {
            let after = chunks.get(place + 1).and_then(|chunk| role(chunk));
            let prefix = title(prefix).or_else(|| before.and_then(title));
            return Some(Speaker { name, role: after.or(prefix) });
        }
        before = Some(chunk);
    }
    organisation(first)
}

/// A single name that is all of a chunk: "Laura", "Mme Talbot-Lescure".
fn alone(chunk: &str) -> Option<Speaker> {
    let all = words(chunk);
    let named: Vec<&Word<'_>> = all.iter().filter(|word| !is_in(TITLES, &word.lower())).collect();
    match named.as_slice() {
        [word] if is_name(word) && !word.text.ends_with("ly") => {
            Some(Speaker { name: word.text.to_owned(), role: None })
        }
        _ => None,
    }
}

/// The single name before a colon that is all there is: "Vic :".
pub(super) fn part(text: &str) -> Option<Speaker> {
    alone(text.trim().strip_suffix(':')?)
}

/// The one name of several words in a chunk, and what is before it. `None` if there are two, of which none can be told to be
/// it.
#[expect(clippy::option_option, reason = "two kinds of nothing: none, and not to be told")]
fn in_chunk(chunk: &str, is_first: bool) -> Option<Option<(String, &str)>> {
    let words = words(chunk);
    let before = |run: &Run| {
        let word =
            |back: usize| run.first.checked_sub(back).and_then(|at| words.get(at)).map(Word::lower);
        match word(1) {
            Some(one) if is_in("l’ la le les the", &one) => word(2),
            one => one,
        }
    };
    let relative =
        words.first().is_some_and(|word| is_in("who qui which que dont whose", &word.lower()));
    let runs: Vec<Run> = runs(chunk, &words)
        .into_iter()
        .filter(|run| run.capitals >= 2 && !relative)
        .filter(|run| before(run).is_none_or(|word| !is_in(PREPOSITIONS, &word)))
        // Later chunks are about the name if they do not begin with another.
        .filter(|run| is_first || run.first <= 4)
        .collect();
    let joined = |a: &Run, b: &Run| {
        chunk.get(a.end..b.start).is_some_and(|gap| matches!(gap.trim(), "et" | "and" | "&"))
    };
    if runs.windows(2).any(|pair| matches!(pair, [a, b] if joined(a, b))) {
        return None;
    }
    let named = runs.last().and_then(|run| {
        let inside = words.iter().filter(|word| word.start >= run.start && word.end <= run.end);
        let inside: Vec<&Word<'_>> = inside.collect();
        let office = inside.iter().rposition(|word| is_in(OFFICES, &word.lower()));
        let after = office.filter(|at| inside.len() - at > 2).and_then(|at| inside.get(at + 1));
        let start = after.map_or(run.start, |word| word.start);
        Some((clean(chunk.get(start..run.end)?), chunk.get(..start)?))
    });
    Some(named)
}

/// "l’Institut météorologique du Ponant": an article, a capital and what belongs to it.
fn organisation(chunk: &str) -> Option<Speaker> {
    let words = words(chunk);
    let (article, noun) = (words.first()?, words.get(1)?);
    let is_one = is_in("le la les l’ the", &article.lower()) && is_name(noun) && words.len() <= 8;
    let name = chunk.get(noun.start..words.last()?.end)?;
    is_one.then(|| Speaker { name: clean(name), role: None })
}

/// Who an attribution names: "Zélie Hautbois-Farge, climatologue".
pub(super) fn attribution(text: &str) -> Option<Speaker> {
    let text = text.trim().trim_start_matches(['—', '–', '-', '―', ' ', '\u{a0}', '\u{202f}']);
    let text = text.trim_end_matches('.');
    subject(text).or_else(|| {
        let first = text.split([',', '(', '\n']).next()?.trim();
        let words = words(first);
        (words.len() <= 8 && words.first()?.is_capital())
            .then(|| Speaker { name: clean(first), role: None })
    })
}

/// Whether a text begins with a name of several words, after an article or a title perhaps.
pub(super) fn begins_with_name(text: &str) -> bool {
    let all = words(text);
    let runs = runs(text, &all);
    runs.first().is_some_and(|run| run.capitals >= 2 && run.first <= 1)
}

/// What is said of a name after it, if that may be a role.
fn role(chunk: &str) -> Option<String> {
    let chunk = chunk.trim().trim_end_matches(['.', '!', '?', '…']);
    let first = words(chunk).first().map(Word::lower)?;
    let good =
        !is_in(NO_ROLE, &first) && chunk.chars().count() <= 120 && !chunk.contains(['«', '“', '"']);
    good.then(|| clean(chunk))
}

/// What stands before a name, if it says what somebody is: "la docteure", "press officer".
fn title(prefix: &str) -> Option<String> {
    let mut rest = prefix.trim();
    // "sleep specialist Dr".
    if let Some((before, last)) = rest.rsplit_once(' ')
        && is_in(TITLES, &last.trim_end_matches('.').to_lowercase())
    {
        rest = before.trim();
    }
    let words = words(rest);
    let first = words.first()?;
    if is_in(ARTICLES, &first.lower()) {
        rest = rest.get(first.end..)?.trim();
    } else if first.is_capital() && !is_name(first) {
        return None;
    }
    let good = rest.chars().count() >= 3 && rest.chars().count() <= 80;
    good.then(|| clean(rest))
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of several words in a whole text, so that who is named by one of them alone is known.
pub(super) struct Known(Vec<String>);

impl Known {
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<String> = Vec::new();
        for line in lines {
            let all = words(line);
            for run in runs(line, &all).iter().filter(|run| (2..=4).contains(&run.capitals)) {
                let name = line.get(run.start..run.end).map(clean).unwrap_or_default();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        Self(names)
    }

    /// The same speaker by their whole name, if only one has that.
    pub(super) fn whole(&self, speaker: &Speaker) -> Speaker {
        let known = |name: &&String| {
            let mut parts = name.split(' ');
            parts.next() == Some(&speaker.name) || parts.next_back() == Some(&speaker.name)
        };
        let mut whole = self.0.iter().filter(known);
        match (speaker.name.contains(' '), whole.next(), whole.next()) {
            (false, Some(name), None) => Speaker { name: name.clone(), role: speaker.role.clone() },
            _ => speaker.clone(),
        }
    }
}
