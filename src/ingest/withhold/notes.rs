//! Lines that people put above a text for one another: "DRAFT v2", "usage interne", "FOR RELEASE:
//! January 15, 2030".
//!
//! A note is a short line, or a piece of one between dashes or brackets, that says this and nothing
//! else. A sentence or a title that only holds the words is none.

use super::phrases::words;
use crate::ingest::date;

/// Pieces that say so alone, but for a number, a version or a day behind them.
const WHOLE: &[&str] = &[
    "version de travail",
    "version provisoire",
    "version non definitive",
    "version intermediaire",
    "version non validee",
    "version a valider",
    "version a relire",
    "version pour relecture",
    "version pour validation",
    "version confidentielle",
    "version interne",
    "working draft",
    "working version",
    "draft version",
    "first draft",
    "rough draft",
    "draft for review",
    "draft for approval",
    "draft for validation",
    "draft press release",
    "draft release",
    "press release draft",
    "document de travail",
    "texte de travail",
    "document provisoire",
    "document interne",
    "note interne",
    "internal document",
    "internal draft",
    "projet de communique",
    "projet de communique de presse",
    "proposition de communique",
    "communique a valider",
    "communique non valide",
    "texte non valide",
    "non valide",
    "a valider",
    "a relire",
    "pour validation",
    "pour relecture",
    "for review",
    "for approval",
    "not approved",
    "not yet approved",
    "not for distribution",
    "not for publication",
    "not for release",
    "do not distribute",
    "bon a tirer",
    "epreuve",
    "en cours de validation",
    "en cours de relecture",
    "en cours de redaction",
    "work in progress",
    "ne pas publier",
    "diffusion restreinte",
    "diffusion limitee",
    "diffusion interne",
    "internal only",
    "entwurf",
    "vertraulich",
    "bozza",
    "borrador",
    "riservato",
    "confidencial",
    "sousembargo",
    "underembargo",
];

/// Words that are such a piece where the whole line is one, or where they stand in brackets.
const ONE: &[&str] =
    &["draft", "brouillon", "ebauche", "confidentiel", "confidential", "wip", "provisoire"];

/// Pieces that begin so, with few words behind.
const BEGINNING: &[&str] = &[
    "en attente validation",
    "en attente de validation",
    "en attente de relecture",
    "en attente d accord",
    "en attente de l accord",
    "en attente du feu vert",
    "en attente du bon a tirer",
    "attente validation",
    "sous reserve de validation",
    "sous reserve de relecture",
    "sous reserve d accord",
    "sous reserve de l accord",
    "pending approval",
    "pending validation",
    "pending sign off",
    "awaiting approval",
    "awaiting validation",
    "awaiting sign off",
    "subject to approval",
    "for internal use",
    "internal use only",
    "usage interne",
    "a usage interne",
    "pour usage interne",
    "reserve a l usage interne",
    "ne pas transmettre",
    "ne pas communiquer",
    "ne pas partager",
    "ne pas faire suivre",
    "ne pas mettre en ligne",
    "ne pas envoyer",
    "do not share",
    "do not forward",
    "do not circulate",
    "nicht veroffentlichen",
    "nicht vor",
    "nicht zur veroffentlichung",
    "gesperrt bis",
    "sotto embargo",
    "unter embargo",
    "onder embargo",
    "bajo embargo",
    "embargado hasta",
    "non pubblicare",
    "no publicar",
    "no difundir",
    "niet publiceren",
    "verboden te publiceren",
];

/// Lines that begin so say from when on, if a day follows.
const DATED: &[&str] = &[
    "for release on",
    "for release at",
    "for release",
    "for publication on",
    "for publication",
    "for broadcast",
    "to be released on",
    "to be published on",
    "release date",
    "release on",
    "date of release",
    "publication date",
    "date de publication",
    "date de diffusion",
    "pour diffusion le",
    "pour diffusion a partir du",
    "pour diffusion",
    "pour publication le",
    "pour publication a partir du",
    "pour publication",
    "a diffuser le",
    "a publier le",
    "a ne publier qu a partir du",
    "a ne publier qu apres le",
    "a ne publier qu a compter du",
    "a ne diffuser qu a partir du",
    "a ne diffuser qu apres le",
    "a ne diffuser qu a compter du",
    "a publier a compter du",
    "a diffuser a compter du",
    "ne publier qu a partir du",
    "ne diffuser qu a partir du",
    "diffusion differee au",
    "diffusion differee",
    "publication differee au",
    "publication differee",
    "sperrfrist",
    "zur veroffentlichung am",
    "da pubblicare il",
    "para publicar el",
];

/// As long as a note can be; in letters.
const SHORT: usize = 80;

/// Whether a line is such a note.
pub(super) fn is_one(line: &str) -> bool {
    if line.chars().count() > SHORT {
        return false;
    }
    let whole = words(line);
    // Two letters of a trade are also a name, and a word.
    if line.split(|c: char| !c.is_alphanumeric()).any(|word| word == "BAT")
        && whole.strip_prefix("bat").is_some_and(is_tail)
    {
        return true;
    }
    if ONE.iter().any(|word| whole.strip_prefix(word).is_some_and(is_tail)) {
        return true;
    }
    let comma = line.contains(',');
    pieces(line).any(|(piece, in_brackets)| {
        let piece = words(piece);
        let tail = |phrase: &&str| piece.strip_prefix(*phrase).is_some_and(is_tail);
        let few = |phrase: &&str| {
            let rest = piece.strip_prefix(*phrase);
            rest.is_some_and(|rest| {
                (rest.is_empty() || rest.starts_with(' ')) && rest.split(' ').count() <= 6
            })
        };
        WHOLE.iter().any(tail)
            || in_brackets && (ONE.iter().any(tail) || piece == "projet")
            || !comma && BEGINNING.iter().any(few)
    })
}

/// What a line says of the day from which on the text may be shown: all that stands behind the
/// words for it, if that begins as a day does.
pub(super) fn day(line: &str) -> Option<&str> {
    if line.chars().count() > SHORT {
        return None;
    }
    // Words and where each ends.
    let starts = |at: usize| words(line.get(..at).unwrap_or_default());
    let whole = words(line);
    let phrase = DATED.iter().find(|phrase| {
        let rest = whole.strip_prefix(**phrase);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })?;
    let ends = line.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.into_iter().find(|at| starts(*at) == *phrase)?;
    let rest = line.get(end..)?.trim_matches(|c: char| !c.is_alphanumeric());
    let next = words(rest);
    let next =
        next.split(' ').find(|word| !matches!(*word, "le" | "the" | "on" | "at" | "am" | "du"))?;
    let begins = next.starts_with(|c: char| c.is_ascii_digit())
        || date::is_weekday(next)
        || date::is_month(next)
        || OTHER_DAYS.contains(&next);
    begins.then_some(rest)
}

/// What a day is called besides.
const OTHER_DAYS: &[&str] = &[
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "demain",
    "tomorrow",
    "tbc",
    "tbd",
    "tba",
];

/// What stands between dashes and brackets, and whether it stood in square ones or round.
fn pieces(line: &str) -> impl Iterator<Item = (&str, bool)> {
    let marks = |c: char| "–—|/•·:[](){}*_".contains(c);
    let brackets = line.contains('[') || line.contains('(');
    let cuts = line.split(" - ").flat_map(move |part| part.split(marks)).map(str::trim);
    cuts.filter(|piece| !piece.is_empty()).map(move |piece| {
        let within = |open: char, close: char| {
            line.split_once(piece).is_some_and(|(before, after)| {
                before.trim_end().ends_with(open) && after.trim_start().starts_with(close)
            })
        };
        (piece, brackets && (within('[', ']') || within('(', ')')))
    })
}

/// A number, a version, a day: what a note may end in. A year alone is of a title (`Draft 2026`).
fn is_tail(rest: &str) -> bool {
    if !rest.is_empty() && !rest.starts_with(' ') {
        return false;
    }
    let rest = rest.trim();
    let is_year = rest.len() == 4 && rest.bytes().all(|b| b.is_ascii_digit());
    let fits = |word: &str| {
        let number = word.strip_prefix(['v', 'n', 'r']).unwrap_or(word);
        number.bytes().all(|b| b.is_ascii_digit())
            || [
                "version", "rev", "revision", "no", "ndeg", "du", "of", "only", "copy", "er", "st",
                "nd", "rd", "th",
            ]
            .contains(&word)
            || date::is_month(word)
    };
    !is_year && rest.split(' ').all(fits)
}

#[cfg(test)]
mod tests {
    use super::{day, is_one};

    #[test]
    fn notes() {
        for line in [
            "DRAFT v2",
            "Draft 3",
            "Brouillon n° 2 du 12 novembre 2026",
            "[DRAFT v2]",
            "Résultats annuels [brouillon v3]",
            "Version de travail – ne pas transmettre",
            "VERSION PROVISOIRE",
            "[PROJET DE COMMUNIQUÉ]",
            "V3 – en attente validation cabinet",
            "Sous réserve de validation du Préfet",
            "Information réservée – usage interne",
            "For internal use only",
            "Pending approval",
            "Sotto embargo fino al 15 gennaio",
            "Embargado hasta el 15 de enero",
            "ENTWURF",
            "BAT",
            "BAT v2",
            "Bon à tirer",
            "À valider",
            "NOT FOR DISTRIBUTION",
        ] {
            assert!(is_one(line), "{line}");
        }
        for line in [
            "Draft 2026",
            "Draft for public comment",
            "Document de travail sur la pêche côtière",
            "Version provisoire du rapport annuel",
            "British American Tobacco (BAT)",
            "Bat conservation",
            "The bat",
            "Confidentiel : un film",
            "Sous réserve de validation du Préfet, les travaux reprendront lundi.",
            "Not for distribution in the United States",
            "NOT FOR RELEASE, PUBLICATION OR DISTRIBUTION",
            "Projet de communiqué commun des deux rives",
            "Work in progress at the quay",
            "Un projet (projet pilote)",
            "Le quai rouvre",
            "Usage internet",
            "",
        ] {
            assert!(!is_one(line), "{line}");
        }
    }

    #[test]
    fn days() {
        for (line, expected) in [
            ("FOR RELEASE: January 15, 2030, 9:00 AM ET", Some("January 15, 2030, 9:00 AM ET")),
            ("FOR RELEASE 15 January 2030", Some("15 January 2030")),
            ("Release date: 15 January 2030", Some("15 January 2030")),
            ("Pour diffusion le 15 janvier 2030", Some("15 janvier 2030")),
            ("À ne publier qu’à partir du 15 janvier 2030", Some("15 janvier 2030")),
            ("Diffusion différée au 15 janvier 2030", Some("15 janvier 2030")),
            ("Sperrfrist: 15. Januar 2030, 8 Uhr", Some("15. Januar 2030, 8 Uhr")),
            ("FOR RELEASE: Tuesday, 9 AM", Some("Tuesday, 9 AM")),
            ("Release date: TBC", Some("TBC")),
            ("FOR IMMEDIATE RELEASE", None),
            ("FOR RELEASE: Immediately", None),
            ("For release to the media", None),
            ("Pour diffusion immédiate", None),
            ("Sperrfrist für Düngung verlängert", None),
            ("Le quai rouvre", None),
        ] {
            assert_eq!(day(line), expected, "{line}");
        }
    }
}
