//! What stands between quotation marks: « », “ ” and straight ones, within each other, over several paragraphs, unclosed.

use super::lines::Line;

/// A quotation by its marks: line and byte of its first mark, and of the place after its last.
pub(super) struct Span {
    pub(super) first: (usize, usize),
    pub(super) last: (usize, usize),
    /// Whether its end is marked.
    pub(super) closed: bool,
}

/// So many paragraphs may belong to one quotation.
const PARAGRAPHS: usize = 12;

/// The outermost spans that begin in the line `at`, and the next line to look at: after the last of those that they
/// end in.
pub(super) fn spans(lines: &[Line], at: usize) -> (Vec<Span>, usize) {
    let mut spans = Vec::new();
    let (mut line, mut from) = (at, 0);
    while let Some(open) = find_open(lines, line, from) {
        let span = close(lines, (line, open.0), open.1);
        (line, from) = span.last;
        if !span.closed {
            // It may be that the next one was taken for one inside it.
            from = from.max(open.0 + open.1.len_utf8());
        }
        spans.push(span);
    }
    (spans, line + 1)
}

fn find_open(lines: &[Line], line: usize, from: usize) -> Option<(usize, char)> {
    let text = lines.get(line)?.text.as_str();
    let rest = text.get(from..)?;
    let mut found = rest.char_indices().map(|(place, c)| (from + place, c));
    found.find(|(place, c)| opens(text, *place, *c))
}

/// The span that is opened there.
fn close(lines: &[Line], (first, open): (usize, usize), mark: char) -> Span {
    let mut depth = vec![mark];
    let (mut number, mut from) = (first, open + mark.len_utf8());
    while let Some(line) = lines.get(number) {
        let text = line.text.as_str();
        for (place, c) in text.get(from..).unwrap_or_default().char_indices() {
            let place = from + place;
            if opens(text, place, c) {
                depth.push(c);
            } else if let Some(which) = closes(&depth, c) {
                depth.truncate(which);
            }
            if depth.is_empty() {
                return Span {
                    first: (first, open),
                    last: (number, place + c.len_utf8()),
                    closed: true,
                };
            }
        }
        // Each further paragraph of a quotation begins with a mark as well.
        let next =
            lines.get(number + 1).filter(|next| next.kind == line.kind && line.kind.is_running());
        let start = next.map_or(0, |next| next.text.len() - next.text.trim_start().len());
        let again = next
            .is_some_and(|next| next.text.get(start..).is_some_and(|text| text.starts_with(mark)));
        if !again || number + 1 - first >= PARAGRAPHS || depth.len() > 1 && mark == '"' {
            break;
        }
        number += 1;
        from = start + mark.len_utf8();
    }
    // Never closed: to the next of its kind, else to the end of its first paragraph.
    let text = lines.get(first).map_or("", |line| line.text.as_str());
    let inside = open + mark.len_utf8();
    let next = text.get(inside..).unwrap_or_default().char_indices();
    let next = next
        .map(|(place, c)| (inside + place, c))
        .find(|(place, c)| *c == mark && opens(text, *place, *c));
    Span {
        first: (first, open),
        last: (first, next.map_or(text.len(), |(place, _)| place)),
        closed: false,
    }
}

/// Whether a character begins a quotation. A straight mark does after a space or an opening sign.
fn opens(text: &str, place: usize, c: char) -> bool {
    let before = text.get(..place).unwrap_or_default().chars().next_back();
    let after = text.get(place + c.len_utf8()..).unwrap_or_default().chars().next();
    match c {
        '«' | '“' | '„' => true,
        '"' => {
            let at_start = match before {
                None => true,
                Some('\'' | '’') => after.is_some_and(char::is_alphanumeric),
                Some(p) => p.is_whitespace() || "([{«“‘\"—–-/".contains(p),
            };
            at_start && after.is_some_and(|c| !c.is_whitespace())
        }
        _ => false,
    }
}

/// Which of the open ones a character ends.
fn closes(depth: &[char], c: char) -> Option<usize> {
    let last = |marks: &[char]| depth.iter().rposition(|open| marks.contains(open));
    match c {
        '»' => last(&['«']),
        '”' => last(&['“', '„']).or_else(|| last(&['"'])),
        '"' => last(&['"']).or_else(|| last(&['“', '„'])),
        _ => None,
    }
}
