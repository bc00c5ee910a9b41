//! Wire text: a communiqué as a news site prints it.
//!
//! ```text
//! Le Lézard                                  the site, not the issuer
//! Sujets : Photo/Multimedia, Conference      a comma list; one label may hold a slash
//!
//! Communiqué relatif à …                     the title: the first line after the topics
//!
//!
//! …                                          paragraphs, parted by one blank line or more
//!
//! Communiqué envoyé le … et diffusé par : …  the footer; either value may be gone
//! ```
//!
//! There is no issuer, dateline, address, language, contact or boilerplate, and a date without a
//! year in the text is the event's: none of them is looked for.

use super::{
    Draft, File, Origin, Parsed, date,
    fields::Notes,
    html::{one_line, plain_text},
    problem::{Place, Problem},
    slug,
    withhold::{self, Verdict},
};
use crate::model::{Language, Party, Release};

/// Reads one communiqué.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    let mut parsed = Parsed::default();
    let at = |index: usize| Place::Line(u32::try_from(index + 1).unwrap_or(u32::MAX));
    // Settled once all releases are known.
    let mut release = Release::new(file.stem.to_owned(), slug::from_text("release"));
    release.language = file.language.clone();
    let mut tags = Vec::new();
    let mut body = 0..lines.len();

    let mut filled = filled_lines(&lines, 0);
    let first = filled.next();
    let second = filled.next();
    // Without a line of topics nothing tells the site from the title: then there is no site.
    let head = [first, second]
        .into_iter()
        .flatten()
        .find_map(|index| Some((index, topics(lines[index])?)));
    if let Some((index, labels)) = head {
        if let Some(site) = first.filter(|site| *site < index) {
            release.site = Some(Party { name: one_line(lines[site]), url: None });
        }
        let labels = labels.split(',').map(one_line).filter(|label| !label.is_empty());
        tags.extend(labels.map(|label| (label, at(index))));
        body.start = index + 1;
    }
    if let Some(last) = filled_lines(&lines, body.start).last()
        && let Some(footer) = Footer::read(lines[last])
    {
        body.end = last;
        release.distributor = footer.by.map(|by| Party { name: one_line(by), url: None });
        if let Some(on) = footer.on {
            let reading = date::read(on, Language::new(footer.language).as_ref());
            release.published = reading.tell(date::WIRE, |kind, message| {
                parsed.problems.push(Problem::new(file.source, at(last), kind, message));
            });
        }
    }
    let title = filled_lines(&lines, body.start).next().filter(|index| *index < body.end);
    if let Some(index) = title {
        release.title = Some(one_line(lines[index]));
        body.start = index + 1;
    }
    release.body = plain_text(&lines[body.start.min(body.end)..body.end].join("\n")).into();
    let place = at(title.or(first).unwrap_or_default());
    let notes = Notes::new(file.source, |_| place.clone());
    let mut verdict = withhold::Verdict::default();
    withhold::text(&[text], "", withhold::IN_WIRE_TEXT, &notes, &mut verdict);
    withhold::file_name(file.stem, &notes, &mut verdict);
    parsed.problems.extend(notes.into_problems());
    let origin = Origin { source: file.source.to_owned(), place };
    let Verdict { appears, held, .. } = verdict;
    let aliases = Vec::new();
    parsed.drafts.push(Draft { release, origin, slug: None, aliases, tags, appears, held });
    parsed
}

fn filled_lines<'a>(lines: &'a [&str], from: usize) -> impl Iterator<Item = usize> + 'a {
    (from..lines.len()).filter(|index| !lines[*index].trim().is_empty())
}

/// What follows `Sujets :`, if the line begins so.
fn topics(line: &str) -> Option<&str> {
    let (head, labels) = line.split_once(':')?;
    let head = head.trim();
    ["sujets", "sujet", "topics", "subjects"]
        .iter()
        .any(|word| head.eq_ignore_ascii_case(word))
        .then_some(labels)
}

/// The last line, if it is of the whole form: how a title begins is not enough to tell.
struct Footer<'a> {
    on: Option<&'a str>,
    by: Option<&'a str>,
    /// The language of its words: in French the day of `04/02/2022` comes first.
    language: &'static str,
}

impl<'a> Footer<'a> {
    fn read(line: &'a str) -> Option<Self> {
        // Letters and their accents may come apart (NFD) or the spaces be no-break ones, so
        // words are compared folded, and what stands between them is cut from the line itself.
        const FORMS: [(&str, [&[&str]; 3]); 2] = [
            ("fr", [&["communique", "envoye"], &["et", "diffuse", "par"], &["le"]]),
            ("en", [&["release", "sent"], &["and", "distributed", "by"], &["on"]]),
        ];
        let words: Vec<(usize, &str)> = words(line);
        let folded: Vec<String> =
            words.iter().map(|(_, word)| deunicode::deunicode(word).to_lowercase()).collect();
        FORMS.iter().find_map(|(language, [start, middle, preposition])| {
            let starts = folded.iter().zip(*start).all(|(word, form)| word == form);
            if !starts || folded.len() < start.len() {
                return None;
            }
            let at = (start.len()..folded.len()).find(|at| {
                folded[*at..].iter().zip(*middle).all(|(w, f)| w.trim_end_matches(':') == *f)
                    && folded.len() - at >= middle.len()
            })?;
            let after = at + middle.len();
            // The colon ends the last word of the form or stands alone after it.
            let attached = folded[after - 1].ends_with(':');
            let colon = if attached { after } else { after + 1 };
            (attached || folded.get(after).is_some_and(|word| word == ":")).then_some(())?;
            let mut from = start.len();
            if folded.get(from..from + preposition.len()).is_some_and(|w| w == *preposition) {
                from += preposition.len();
            }
            let slice = |from: usize, to: usize| {
                let start = words.get(from)?.0;
                let end = words.get(to.checked_sub(1)?).map(|(at, word)| at + word.len())?;
                line.get(start..end).filter(|text| !text.is_empty())
            };
            Some(Self { on: slice(from, at), by: slice(colon, words.len()), language })
        })
    }
}

/// The words of a line with where they begin.
fn words(line: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push((from, &line[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Footer;

    #[test]
    fn the_footer_is_known_by_its_whole_form() {
        let check = |line: &str, expected: Option<(Option<&str>, Option<&str>)>| {
            let found = Footer::read(line).map(|footer| (footer.on, footer.by));
            assert_eq!(found, expected, "{line}");
        };
        check("Communiqué envoyé le et diffusé par :", Some((None, None)));
        check("Communiqué envoyé le et diffusé par:", Some((None, None)));
        check("Communiqué envoyé et diffusé par : X", Some((None, Some("X"))));
        check(
            "Communiqué envoyé le 4 février 2022 à 09:30 et diffusé par : Agence X",
            Some((Some("4 février 2022 à 09:30"), Some("Agence X"))),
        );
        check(
            "Communique\u{301} envoye\u{301}\u{a0}le 4 mai 2022 et diffuse\u{301} par\u{a0}: A : B",
            Some((Some("4 mai 2022"), Some("A : B"))),
        );
        check(
            "Release sent on May 4, 2022 and distributed by: X",
            Some((Some("May 4, 2022"), Some("X"))),
        );
        check("Communiqué relatif à une proposition", None);
        check("Communiqué envoyé le 4 mai 2022", None);
        check("Communiqué envoyé le 4 mai et diffusé par tous", None);
        check("", None);
    }
}
