//! What a text says of itself in its first lines: "SOUS EMBARGO JUSQU'AU…", "EMBARGOED UNTIL…".

use super::notes;
use crate::ingest::date;

/// How much of a text is looked at: the lines above and around its title.
const FIRST_LINES: usize = 10;
const FIRST_LETTERS: usize = 1500;
/// And of what was not written to be published, where a letterhead or a greeting stands above: lines as short as a heading.
const MORE_LINES: usize = 200;

/// A line that begins so announces an embargo.
const BEGINNINGS: &[&str] = &[
    "embargo",
    "embargoed",
    "sous embargo",
    "under embargo",
    "strict embargo",
    "strictly embargoed",
    "embargo strict",
    "information sous embargo",
    "communique sous embargo",
    "document sous embargo",
    "texte sous embargo",
    "press release under embargo",
    "hold for release",
    "hold until",
    "not for release before",
    "not for release until",
    "not for publication before",
    "not for publication until",
    "not for broadcast before",
    "not to be published before",
    "not to be released before",
    "do not publish before",
    "do not publish until",
    "do not release before",
    "do not release until",
    "do not publish",
    "do not release",
    "do not distribute before",
    "no publication before",
    "for release after",
    "for publication after",
    "ne pas publier",
    "ne pas diffuser",
    "a ne pas publier",
    "a ne pas diffuser",
    "non diffusable avant",
    "non publiable avant",
    "diffusion interdite avant",
    "publication interdite avant",
    "interdit de publication avant",
    "interdit de diffusion avant",
    "pas de publication avant",
    "pas de diffusion avant",
    "publication autorisee a partir",
    "diffusion autorisee a partir",
    "a publier a partir du",
    "a diffuser a partir du",
    "diffusable a partir",
    "publiable a partir",
    "brouillon",
    "draft only",
    "draft do not",
    "document de travail ne pas",
    "texte de travail ne pas",
    "confidentiel",
    "confidential",
    "draft",
    "strictement confidentiel",
    "strictly confidential",
    "confidentiel ne pas",
    "confidential do not",
];

/// A line that holds one of these does so wherever they stand in it.
const ANYWHERE: &[&str] = &[
    "sous embargo jusqu",
    "embargo jusqu",
    "embargoed until",
    "embargo until",
    "under embargo until",
    "embargoed for",
    "embargo lifts",
    "embargo leve le",
    "not for release before",
    "not for publication before",
    "not for release until",
    "ne pas publier avant",
    "ne pas diffuser avant",
    "ne pas diffuser ni publier",
    "do not publish before",
    "do not release before",
    "do not publish until",
    "hold for release until",
    "fin de l embargo",
    "levee de l embargo",
];

/// The first line that announces an embargo, if one does.
pub(super) fn embargo(text: &str) -> Option<String> {
    first_lines(text, says_it)
}

/// The first line that names the day from which on the text may be shown, and what it says of it.
pub(super) fn day(text: &str) -> Option<(String, String)> {
    let line = first_lines(text, |line| notes::day(line).is_some())?;
    let day = notes::day(&line)?.to_owned();
    Some((line, day))
}

/// The first of the lines at the head of a text of which `fits` is true.
fn first_lines(text: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    // The first letters are enough, with the marks that may stand between them.
    let head: String = text.chars().take(FIRST_LETTERS * 2).collect();
    // What is bold may end within a word. Where nothing is, both are the same.
    let joined = head.contains(['<', '*', '_']);
    let joined = joined.then(|| without_tags(&head, "").replace(['*', '_'], ""));
    [Some(without_tags(&head, " ")), joined].into_iter().flatten().find_map(|head| {
        let mut letters = 0;
        let lines = head.lines().map(str::trim).filter(|line| !line.is_empty()).take(FIRST_LINES);
        let near = lines.take_while(|line| {
            let is_near = letters <= FIRST_LETTERS;
            letters += line.chars().count();
            is_near
        });
        near.filter(|line| fits(line)).map(str::to_owned).next()
    })
}

fn says_it(line: &str) -> bool {
    let words = words(line);
    let begins = || {
        BEGINNINGS
            .iter()
            .any(|phrase| starts_with_words(&words, phrase) && announces(&words, phrase))
    };
    bracketed(line)
        || line.chars().count() <= SHORT && says_so(&words)
        || notes::is_one(line)
        || begins()
        || holds(&words, ANYWHERE, false)
}

/// Whether some words hold one of `phrases`, from the beginning of a word on; `whole` if to the end of one.
fn holds(words: &str, phrases: &[&str], whole: bool) -> bool {
    let ends = |rest: &str| !whole || rest.is_empty() || rest.starts_with(' ');
    let is_there = |rest: &str| phrases.iter().any(|p| rest.strip_prefix(p).is_some_and(ends));
    is_there(words) || words.match_indices(' ').any(|(at, _)| is_there(&words[at + 1..]))
}

/// The first short line of a document or a mail that announces an embargo, further down too.
pub(super) fn embargo_below(text: &str) -> Option<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MORE_LINES);
    lines.filter(|line| line.chars().count() <= SHORT).find_map(embargo)
}

/// A line as short as a title or a heading.
const SHORT: usize = 120;

/// "Résultats annuels (sous embargo)": in a title or heading it need not come first.
fn says_so(words: &str) -> bool {
    const PHRASES: &[&str] =
        &["sous embargo", "under embargo", "embargoed", "ne pas diffuser", "do not publish"];
    holds(words, PHRASES, true)
}

/// "[EMBARGO] Résultats", "Résultats (embargo)".
fn bracketed(line: &str) -> bool {
    let line = line.to_lowercase();
    [
        "[embargo",
        "(embargo",
        "[draft]",
        "(draft)",
        "[brouillon]",
        "(brouillon)",
        "[confidentiel]",
        "(confidentiel)",
    ]
    .iter()
    .any(|mark| line.contains(mark))
}

/// "Embargo sur les armes : …" and "Brouillon de culture" are titles, "EMBARGO : 8 h" is not. A
/// phrase of one word must be all that the line says, but for a date or a time.
fn announces(words: &str, phrase: &str) -> bool {
    if phrase.contains(' ') {
        return true;
    }
    let rest = words[phrase.len()..].trim();
    // "Draft for comment" is a title as well.
    if phrase != "embargo" && phrase != "embargoed" {
        return rest.is_empty();
    }
    let next = rest.split(' ').next().unwrap_or_default();
    let of_time = ["", "jusqu", "until", "till", "au", "le", "a", "for", "to", "date", "time"];
    rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.contains(" ans")
        || (of_time.contains(&next) || date::is_weekday(next)) && rest.len() < 60
}

fn starts_with_words(words: &str, phrase: &str) -> bool {
    words
        .strip_prefix(phrase)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || phrase.ends_with("jusqu"))
}

/// The words of a line, without case, accents and punctuation, one space between them. Letters that
/// stand apart (`E M B A R G O`) are a word.
pub(super) fn words(line: &str) -> String {
    let unseen =
        |c: &char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    let line: String = line.chars().filter(|c| !unseen(c)).collect();
    let ascii = deunicode::deunicode(&line).to_ascii_lowercase();
    let found = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let found: Vec<&str> = found.collect();
    let is_letter = |word: &str| word.len() == 1 && !word.bytes().all(|b| b.is_ascii_digit());
    let runs = found.chunk_by(|one, two| is_letter(one) && is_letter(two));
    let joined = runs.map(|run| run.join(if run.len() > 4 { "" } else { " " }));
    joined.collect::<Vec<_>>().join(" ")
}

/// Markup as line ends, so that what a page shows on a line of its own is one here; `within` for
/// what stands within one.
fn without_tags(text: &str, within: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let marks = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c));
        match tag.find('>').filter(|_| marks) {
            Some(end) => {
                let name = tag[1..end].trim_start_matches('/');
                let inline = ["b", "i", "em", "strong", "span", "u", "a", "font", "small", "mark"];
                let name =
                    name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
                out.push_str(if inline.contains(&name.to_ascii_lowercase().as_str()) {
                    within
                } else {
                    "\n"
                });
                // What a comment says was written by somebody, too.
                if let Some(comment) = tag[..end].strip_prefix("<!--") {
                    out.push_str(comment);
                    out.push('\n');
                }
                rest = &tag[end + 1..];
            }
            None => {
                out.push('<');
                rest = &tag[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Whether a line, of which the text itself is no part, says that a document is not for everybody or not finished.
pub(super) fn reserved(line: &str) -> bool {
    const ANYWHERE: &[&str] = &[
        "embargo",
        "embargoed",
        "brouillon",
        "ebauche",
        "draft",
        "confidentiel",
        "confidentielle",
        "confidentiels",
        "confidential",
        "strictement interne",
        "strictly internal",
        "interne uniquement",
        "document interne",
        "note interne",
        "usage interne",
        "diffusion interne",
        "internal use",
        "internal only",
        "internal document",
        "diffusion restreinte",
        "diffusion limitee",
        "restricted",
        "ne pas diffuser",
        "ne pas publier",
        "ne pas communiquer",
        "ne pas transmettre",
        "ne pas citer",
        "do not distribute",
        "do not circulate",
        "do not publish",
        "not for release",
        "not for publication",
        "not for distribution",
        "hold for release",
        "avant validation",
        "pour validation",
        "en cours de validation",
        "en attente de validation",
        "sous reserve de validation",
        "pour relecture",
        "avant relecture",
        "pending approval",
        "document de travail",
        "version de travail",
        "version provisoire",
        "document provisoire",
        "a valider",
        "a relire",
        "non valide",
        "for review",
    ];
    /// A header may name the whole house before it says so.
    const LONGEST: usize = 400;
    const ALONE: &[&str] =
        &["projet", "secret", "interne", "internal", "wip", "specimen", "provisoire"];
    let all = words(line);
    // "V3 – projet – …"
    let parts = || line.split(['–', '—', '|', '·', '•', '/', ':', '(', ')', '[', ']']);
    line.chars().count() <= LONGEST
        && (holds(&all, ANYWHERE, true)
            || parts()
                .flat_map(|part| part.split(" - "))
                .any(|part| ALONE.contains(&&*words(part))))
}

/// The same of a line of the text itself, above its title or around it: as short as a stamp.
pub(super) fn stamped(line: &str) -> bool {
    const STAMP: usize = 60;
    line.chars().count() <= STAMP && reserved(line)
}

/// Whether a file's name begins or ends with words that withhold.
pub(super) fn file_name(name: &str) -> bool {
    const AT_EITHER_END: &[&str] = &[
        "embargo",
        "sous embargo",
        "brouillon",
        "ebauche",
        "wip",
        "confidentiel",
        "confidential",
        "ne pas publier",
        "ne pas diffuser",
        "do not publish",
        "provisoire",
        "a valider",
        "a relire",
    ];
    // `rachat-sous-embargo.fr`: the language is not the end of the name.
    let name =
        name.rsplit_once('.').filter(|(_, end)| end.len() == 2).map_or(name, |(name, _)| name);
    let words = words(name);
    let at_end = |phrase: &&str| {
        words.strip_suffix(*phrase).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    AT_EITHER_END.iter().any(|phrase| starts_with_words(&words, phrase) || at_end(phrase))
        || ["draft", "drafts"]
            .iter()
            .any(|phrase| words.ends_with(&format!(" {phrase}")) || words == *phrase)
}

/// A comment or a change of one editor for another, as CriticMarkup writes them: `{>>why?<<}`, `{--out--}`, `{++in++}`,
/// `{~~one~>other~~}`.
pub(in crate::ingest) fn edited(text: &str) -> Option<&str> {
    const MARKS: [(&str, &str); 4] =
        [("{>>", "<<}"), ("{--", "--}"), ("{++", "++}"), ("{~~", "~~}")];
    MARKS.iter().find_map(|(open, close)| {
        let from = text.get(text.find(open)?..)?;
        from.get(..from.find(close)? + close.len())
    })
}

#[cfg(test)]
mod tests;
