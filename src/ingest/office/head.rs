//! How a document begins: what kind of text it is, where and when, its title.

use super::{Piece, Role};
use crate::ingest::{
    File, date,
    html::one_line,
    items::Item,
    language, names,
    problem::{Kind, Place, Problem, quoted},
};

/// The title, and the kind of text that may stand above it. Neither is said again in the text.
pub(super) fn headline(
    item: &mut Item,
    pieces: &mut Vec<Piece>,
    file: &File<'_>,
    problems: &mut Vec<Problem>,
) {
    if let Some(at) = pieces.iter().take(8).position(|piece| is_kind(&piece.words)) {
        let piece = pieces.remove(at);
        item.set("kind", piece.words, 0);
    }
    let of_role = |fits: fn(Role) -> bool| {
        pieces.iter().position(|piece| fits(piece.role) && !piece.words.is_empty())
    };
    let styled =
        of_role(|role| role == Role::Title).or_else(|| of_role(|role| role == Role::Heading(1)));
    // A bold line above the first heading, which may be that of the contacts.
    let is_bold = |piece: &Piece| {
        let inner = piece
            .html
            .strip_prefix("<p><strong>")
            .and_then(|html| html.strip_suffix("</strong></p>"));
        piece.role == Role::Paragraph
            && inner.is_some_and(|inner| !inner.contains("<strong>"))
            && !is_date(&piece.words)
    };
    let has_title = pieces.iter().any(|piece| piece.role == Role::Title && !piece.words.is_empty());
    let bold = pieces.iter().take(8).position(is_bold);
    let styled = match (styled, bold) {
        (Some(heading), Some(bold)) if !has_title && bold < heading => None,
        (styled, _) => styled,
    };
    let first = || {
        pieces.iter().position(|piece| {
            piece.role == Role::Paragraph && !piece.words.is_empty() && !is_date(&piece.words)
        })
    };
    let taken = || if has_title { None } else { bold }.or_else(first);
    let Some(at) = styled.or_else(taken) else { return };
    if styled.is_none() {
        let words = pieces.get(at).map(|piece| piece.words.as_str()).unwrap_or_default();
        if words.chars().count() > 250 {
            return;
        }
        let message = format!(
            "no paragraph has the style of a title; {} is taken for it; give the title that style",
            quoted(words)
        );
        problems.push(Problem::new(file.source, Place::Whole, Kind::Repaired, message));
    }
    let title = pieces.remove(at);
    item.set("title", title.words, 0);
    if pieces.get(at).is_some_and(|next| next.role == Role::Subtitle) {
        let subtitle = pieces.remove(at);
        item.set("summary", subtitle.words, 0);
    }
}

/// How many pieces stand above the title and in its place, or where a stamp may stand: at least the first few.
pub(super) fn lines_above(pieces: &[Piece]) -> usize {
    const AROUND: usize = 4;
    let title = pieces.iter().position(|piece| piece.role == Role::Title);
    pieces.len().min(title.map_or(AROUND, |at| at + AROUND))
}

fn is_kind(words: &str) -> bool {
    let plain = names::plain(words);
    matches!(
        &*plain,
        "communique"
            | "communiquedepresse"
            | "pressrelease"
            | "dossierdepresse"
            | "newsrelease"
            | "mediarelease"
            | "mediaadvisory"
            | "invitationpresse"
            | "avisauxmedias"
            | "pourdiffusionimmediate"
            | "forimmediaterelease"
            | "pressestatement"
            | "pressstatement"
    )
}

/// A line at the beginning that is nothing but a place and a day: `Kerlouarn, le 12 mai 2024`.
pub(super) fn dateline(
    item: &mut Item,
    pieces: &[Piece],
    file: &File<'_>,
    problems: &mut Vec<Problem>,
) {
    for piece in pieces.iter().filter(|piece| !piece.words.is_empty()).take(5) {
        let Some((place, day)) = place_and_day(&piece.words, file) else { continue };
        item.set_some("place", place, 0);
        // The name was chosen for the day of publication; a line may be that of an event.
        if date::from_name(file.stem).is_some() {
            return;
        }
        let message = format!(
            "dated by the line {} alone; if that is not the day of publication, have the file's name begin with it (2024-05-12-…)",
            quoted(&piece.words)
        );
        problems.push(Problem::new(file.source, Place::Whole, Kind::UnsureDate, message));
        item.set("date_published", day, 0);
        return;
    }
}

fn is_date(words: &str) -> bool {
    date::read(words, None).date.is_some() && words.chars().count() < 40
}

fn place_and_day(words: &str, file: &File<'_>) -> Option<(Option<String>, String)> {
    const LONGEST: usize = 70;
    if words.chars().count() > LONGEST {
        return None;
    }
    let language = file.language.clone().or_else(|| language::language("fr"));
    let sure = |text: &str| {
        let reading = date::read(text, language.as_ref());
        reading.date.filter(|_| reading.is_sure()).map(|date| date.to_string())
    };
    // The comma after the place, not the one inside of a date.
    let parts =
        words.split_once([',', '–', '—']).map(|(place, rest)| (one_line(place), rest.trim()));
    if let Some((place, rest)) = parts
        && !place.is_empty()
        && place.split(' ').count() <= 5
        && !place.contains(|c: char| c.is_ascii_digit())
        && !date::is_weekday(&names::plain(&place))
        && let Some(day) = sure(rest)
    {
        return Some((Some(place), day));
    }
    sure(words).map(|day| (None, day))
}
