//! Who said what: the quotations in a text and whose they are, by the patterns in which French and English attribute them.
//!
//! Pure: blocks in, quotations out. [`lines`] makes lines of the blocks, [`marks`] finds what stands between quotation marks,
//! [`cue`] reads what is said before, inside and after it, [`names`] and [`verbs`] know a name and a word of saying when they
//! see one. Words in quotation marks that nobody is said to have said are none: titles, names, words held at a distance. A
//! speaker whom the text does not name is left open.

mod cue;
mod lines;
mod marks;
mod names;
mod sentence;
mod verbs;

use crate::model::Block;
use cue::{Cue, Said};
use lines::{Kind, Line};
use marks::Span;
use names::{Known, Speaker};
use std::ops::Range;

/// A quotation, with its place and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its bytes in the text of the body, its marks included: all text of paragraphs, code and the like, one after another as it
    /// is sent.
    pub range: Range<usize>,
    /// What is said, without its marks.
    pub text: String,
    /// Who says so; `None` where the text does not name them.
    pub speaker: Option<String>,
    /// What the speaker is, in the text's words.
    pub role: Option<String>,
}

/// The quotations in `blocks`, in their order.
#[must_use]
pub fn quotations(blocks: &[Block]) -> Vec<Quotation> {
    let lines = lines::lines(blocks);
    let known = Known::of(lines.iter().map(|line| line.text.as_str()));
    let mut found = Vec::new();
    let mut at = 0;
    let mut last: Option<Speaker> = None;
    while let Some(line) = lines.get(at) {
        let end = match line.kind {
            Kind::Quoted(group) => {
                lines.iter().skip(at).take_while(|l| l.kind.group() == Some(group)).count() + at
            }
            _ => at + 1,
        };
        let whole =
            matches!(line.kind, Kind::Quoted(_)).then(|| passage(&lines, at..end)).flatten();
        match whole {
            Some((range, speaker)) => {
                found.push(quotation(&lines, range, true, Some(&speaker), &known));
                at = end;
            }
            None => at = spans(&lines, at, &known, &mut last, &mut found),
        }
    }
    found
}

/// Any whole sentence.
const WHOLE: &str = "A.";

/// Where a quotation stands: line and byte of its beginning and of its end.
type Place = ((usize, usize), (usize, usize));

/// A block that is quoted as a whole and says, or whose neighbours say, from whom.
fn passage(lines: &[Line], group: Range<usize>) -> Option<(Place, Speaker)> {
    let content = lines.get(group.clone())?;
    let first = group.start;
    let attribution = content.iter().position(|line| matches!(line.kind, Kind::Attribution(_)));
    let whole = |end: usize| {
        let last = lines.get(end.checked_sub(1)?)?;
        (end > first).then_some(((first, 0), (end - 1, last.text.len())))
    };
    if let Some(place) = attribution {
        let speaker = names::attribution(&content.get(place)?.text)?;
        return Some((whole(first + place)?, speaker));
    }
    // The last line of it, or of its last paragraph.
    let last = content.last()?;
    let start = last.text.rfind('\n').map_or(0, |at| at + 1);
    let below = start > 0 || group.len() > 1;
    if let Some(speaker) = last.text.get(start..).filter(|_| below).and_then(cue::signed) {
        let end = (group.end - 1, last.text.get(..start)?.trim_end().len());
        let place = if start == 0 { whole(group.end - 1)? } else { ((first, 0), end) };
        return Some((place, speaker));
    }
    // The line after it.
    if let Some(speaker) = lines.get(group.end).and_then(|line| cue::dashed(&line.text)) {
        return Some((whole(group.end)?, speaker));
    }
    // The line before it.
    let before = lines.get(first.checked_sub(1)?).filter(|line| line.kind == Kind::Paragraph)?;
    match cue::before(&before.text, WHOLE) {
        Some(Cue { said: Said::By(speaker), .. }) if before.text.trim_end().ends_with(':') => {
            Some((whole(group.end)?, speaker))
        }
        _ => None,
    }
}

/// What stands between quotation marks in the line `at`; the next line to look at.
fn spans(
    lines: &[Line],
    at: usize,
    known: &Known,
    last: &mut Option<Speaker>,
    found: &mut Vec<Quotation>,
) -> usize {
    let Some(line) = lines.get(at).filter(|line| line.kind.has_quotations()) else { return at + 1 };
    let (spans, next) = marks::spans(lines, at);
    let mut said: Vec<Option<Said>> = Vec::new();
    for (place, span) in spans.iter().enumerate() {
        // What is no quotation is a part of the sentence.
        let earlier = said.iter().rposition(Option::is_some);
        let before = earlier.and_then(|place| said.get(place)?.as_ref());
        let earlier = earlier.and_then(|place| spans.get(place));
        let context = Context::of(lines, at, earlier, span, spans.get(place + 1));
        let cue = context.read(before, line, known);
        said.push(cue);
    }
    // Of several beside each other, the last may say whose they all are.
    for place in (1..spans.len()).rev() {
        let (Some(a), Some(b)) = (spans.get(place - 1), spans.get(place)) else { continue };
        let blank = a.last.0 == b.first.0
            && lines
                .get(b.first.0)
                .and_then(|line| line.text.get(a.last.1..b.first.1))
                .is_some_and(|between| between.trim().is_empty());
        let follower = said.get(place).cloned().flatten();
        if let Some(open @ (None | Some(Said::Somebody))) = said.get_mut(place - 1)
            && blank
            && follower.is_some()
        {
            *open = follower;
        }
    }
    for (span, said) in spans.iter().zip(said) {
        let Some(said) = said else { continue };
        let speaker = match said {
            Said::By(speaker) => {
                *last = Some(speaker.clone());
                Some(speaker)
            }
            Said::Pronoun => last.clone(),
            Said::Somebody => None,
        };
        found.push(quotation(lines, (span.first, span.last), span.closed, speaker.as_ref(), known));
    }
    // Who spoke is forgotten where somebody else is named, and after two lines.
    if spans.is_empty() && !line.text.trim().is_empty() {
        *last = None;
    }
    next
}

/// A span of quotation marks and what is around it.
struct Context<'a> {
    /// From the end of the span before it, or of the line's beginning.
    before: &'a str,
    inside: &'a str,
    /// To the beginning of the next span, or the line's end.
    after: &'a str,
    closed: bool,
    /// Whether it begins the line, and whether it ends its own.
    begins: bool,
    ends: bool,
    follows: bool,
    line_before: Option<&'a Line>,
    line_after: Option<&'a Line>,
}

impl<'a> Context<'a> {
    fn of(
        lines: &'a [Line],
        at: usize,
        earlier: Option<&Span>,
        span: &Span,
        later: Option<&Span>,
    ) -> Self {
        let text = |line: usize| lines.get(line).map_or("", |line| line.text.as_str());
        let (first, last) = (text(span.first.0), text(span.last.0));
        let from = earlier.filter(|e| e.last.0 == span.first.0).map_or(0, |e| e.last.1);
        let to = later.filter(|l| l.first.0 == span.last.0).map_or(last.len(), |l| l.first.1);
        let before = first.get(from..span.first.1).unwrap_or_default();
        let after = last.get(span.last.1..to).unwrap_or_default();
        let inside_end = if span.first.0 == span.last.0 { span.last.1 } else { first.len() };
        Self {
            before,
            inside: first.get(span.first.1..inside_end).unwrap_or_default(),
            after,
            closed: span.closed,
            begins: first.get(..span.first.1).is_some_and(|text| text.trim().is_empty()),
            ends: last
                .get(span.last.1..)
                .is_some_and(|text| text.trim_matches(sentence::is_end).trim().is_empty()),
            follows: earlier.is_some_and(|e| e.last.0 == span.first.0),
            line_before: span
                .first
                .0
                .checked_sub(1)
                .and_then(|line| lines.get(line))
                .filter(|_| span.first.0 >= at),
            line_after: lines.get(span.last.0 + 1),
        }
    }

    /// Whose it is; `None` if it is no quotation.
    fn read(&self, earlier: Option<&Said>, line: &Line, known: &Known) -> Option<Said> {
        let inside = sentence::without_marks(self.inside);
        let words = sentence::count_words(inside);
        let whole = sentence::is_sentence(inside);
        let enough = words >= 3 || (words >= 1 && inside.ends_with(['.', '!', '?', '…', ',']));
        if !enough {
            return None;
        }
        let after = cue::after(self.after, inside);
        if let Some(Said::By(_)) = after {
            return after;
        }
        let (said_after, mut open) = (after.is_some(), after);
        // What goes on after the words that say whose it is goes on being theirs.
        if self.follows && earlier.is_some() && cue::goes_on(self.before, inside) {
            return open.or_else(|| earlier.cloned());
        }
        // "Vic : «": a part in an interview.
        if let Some(speaker) = names::part(self.before).map(|name| known.whole(&name))
            && speaker.name.contains(' ')
        {
            return Some(Said::By(speaker));
        }
        let before = match self.begins {
            false => cue::before(self.before, inside),
            true => None,
        };
        match before {
            Some(Cue { said: said @ Said::By(_), .. }) => return Some(said),
            Some(Cue { said, sure }) if sure || whole || words >= 4 => {
                open = open.or(Some(said));
            }
            _ => {}
        }
        if let Some(said) = cue::inside(inside) {
            return Some(said);
        }
        if self.begins && self.ends && line.kind.is_running() {
            return self.alone(inside, words, open);
        }
        if !self.closed {
            return open.filter(|_| words >= 4);
        }
        open.filter(|_| said_after || words >= 4 || whole)
    }

    /// Whose a line is that is a quotation and nothing else.
    fn alone(&self, inside: &str, words: usize, open: Option<Said>) -> Option<Said> {
        let named = self.line_after.and_then(|line| cue::dashed(&line.text));
        if let Some(speaker) = named {
            return Some(Said::By(speaker));
        }
        let introduced = self.line_before.filter(|line| line.text.trim_end().ends_with(':'));
        if let Some(cue) = introduced.and_then(|line| cue::before(&line.text, WHOLE)) {
            return Some(cue.said);
        }
        open.or_else(|| (words >= 8 && sentence::is_sentence(inside)).then_some(Said::Somebody))
    }
}

fn quotation(
    lines: &[Line],
    (first, last): Place,
    closed: bool,
    speaker: Option<&Speaker>,
    known: &Known,
) -> Quotation {
    let mut text = String::new();
    for number in first.0..=last.0 {
        let Some(line) = lines.get(number) else { continue };
        let from = if number == first.0 { first.1 } else { 0 };
        let to = if number == last.0 { last.1 } else { line.text.len() };
        let part = line.text.get(from..to).unwrap_or_default().trim();
        if !text.is_empty() {
            text.push(' ');
        }
        let part = if number > first.0 { sentence::without_first_mark(part) } else { part };
        text.push_str(part);
    }
    let mut text = sentence::without_marks(&text).replace('\n', " ");
    let mut end = last.1;
    if !closed && let Some(cut) = cue::cut_unclosed(&text) {
        end -= text.len() - cut;
        text.truncate(cut);
    }
    let source = |(line, at): (usize, usize)| lines.get(line).map_or(0, |line| line.source(at));
    let speaker = speaker.map(|speaker| known.whole(speaker));
    Quotation {
        range: source(first)..source((last.0, end)),
        text,
        role: speaker.as_ref().and_then(|speaker| speaker.role.clone()),
        speaker: speaker.map(|speaker| speaker.name),
    }
}

#[cfg(test)]
mod tests;
