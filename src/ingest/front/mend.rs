//! Broken YAML, read name by name: a name with all that belongs to it is a piece.
//!
//! A piece is read as it was surely meant where there is only one way (`title: Le tram : mode
//! d'emploi`); else the line that is broken is lost, else the piece, and said.

use super::{
    Header,
    yaml::{Broken, strict},
};
use crate::ingest::withhold;

/// Broken YAML, a name with what belongs to it at a time.
pub(super) fn by_name(text: &str, first: u32) -> Header {
    let mut header = Header::default();
    for (piece, line) in pieces(text, first) {
        match strict(&piece, line).or_else(|_| mended(&piece, line)) {
            Ok(found) => header.take(found, line),
            Err(broken) => match without_a_line(&piece, line) {
                Some((found, lost, number)) => {
                    header.take(found, line);
                    header.lose(number, &lost, broken.why);
                }
                None => header.lose(line, &piece, broken.why),
            },
        }
    }
    header
}

impl Header {
    /// Adds what a piece says.
    fn take(&mut self, piece: Self, line: u32) {
        for (name, value) in piece.fields {
            if self.fields.contains_key(&name) {
                self.twice(line, &name);
            } else {
                self.fields.insert(name, value);
            }
        }
        for (pointer, line) in piece.lines {
            self.lines.entry(pointer).or_insert(line);
        }
        self.faults.extend(piece.faults);
        self.held |= piece.held;
    }
}

/// The text from each name at the margin up to the next, with the line it begins on.
fn pieces(text: &str, first: u32) -> Vec<(String, u32)> {
    let mut pieces: Vec<(String, u32)> = Vec::new();
    for (line, number) in text.lines().zip(first..) {
        let begins = line
            .starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '}' && c != ']')
            && !line.starts_with("- ")
            && line != "-";
        match pieces.last_mut() {
            Some((piece, _)) if !begins => {
                piece.push('\n');
                piece.push_str(line);
            }
            _ if line.trim().is_empty() || line.starts_with('#') => {}
            _ => pieces.push((line.to_owned(), number)),
        }
    }
    pieces
}

/// A piece with its slips undone, where that makes it YAML.
fn mended(piece: &str, line: u32) -> Result<Header, Broken> {
    let mut inside_block = None;
    let mut last = None;
    // Where a list ends that was not closed is a guess, and none to be made of an embargo.
    let guess = Some(Attempt::Close).filter(|_| !withhold::may_say_so(piece));
    for attempt in [Attempt::Spaces, Attempt::Quotes].into_iter().chain(guess) {
        let lines: Vec<String> = piece
            .lines()
            .map(|line| {
                let indent = line.len() - line.trim_start().len();
                // What follows `|` or `>` is text as it stands.
                if inside_block.is_some_and(|block| indent > block || line.trim().is_empty()) {
                    return line.to_owned();
                }
                let opens = line
                    .trim_end()
                    .rsplit(' ')
                    .next()
                    .is_some_and(|end| end.starts_with(['|', '>']) && end.len() < 4);
                inside_block = opens.then_some(indent);
                attempt.on(line)
            })
            .collect();
        inside_block = None;
        match strict(&lines.join("\n"), line) {
            Ok(mut header) => {
                header.mended(line, attempt.advice());
                return Ok(header);
            }
            Err(broken) => last = Some(broken),
        }
    }
    Err(last.unwrap_or(Broken { line, why: "not YAML", whole: false }))
}

/// The ways in which a slip is undone, the surest first.
#[derive(Clone, Copy)]
enum Attempt {
    /// Tabs and no-break spaces are spaces; a colon is followed by one.
    Spaces,
    /// The same, and values that YAML takes for something else are texts.
    Quotes,
    /// The same, and a list that was not closed ends with its line.
    Close,
}

impl Attempt {
    fn advice(self) -> &'static str {
        match self {
            Self::Spaces => {
                "read as it was surely meant; indent with spaces, and write a space after the colon"
            }
            Self::Quotes => {
                "read as text, as it was surely meant; put it in quotes: title: \"…: …\""
            }
            Self::Close => "read up to the end of its line; a bracket is missing",
        }
    }

    fn on(self, line: &str) -> String {
        let body = line.trim_start();
        let indent: String = line[..line.len() - body.len()]
            .chars()
            .map(|c| if c == '\t' { "  " } else { " " })
            .collect();
        let (dash, body) = match body.strip_prefix("- ") {
            Some(rest) => ("- ", rest.trim_start()),
            None => ("", body),
        };
        let Some((name, value)) = named(body) else {
            return match (self, dash) {
                (Self::Spaces, _) | (_, "") => format!("{indent}{dash}{body}"),
                _ => format!("{indent}{dash}{}", self.value(body)),
            };
        };
        let space = if value.is_empty() { "" } else { " " };
        let value = match self {
            Self::Spaces => value.to_owned(),
            _ => self.value(value),
        };
        format!("{indent}{dash}{name}:{space}{value}")
    }

    /// A value that is YAML by itself; else the text that it is.
    fn value(self, value: &str) -> String {
        let alone = |value: &str| {
            strict(&format!("x: {value}"), 1).is_ok_and(|found| found.fields.len() == 1)
        };
        if value.is_empty() || (alone(value) && !value.contains('\t')) {
            return value.to_owned();
        }
        let closed = match value.chars().next() {
            Some('[') => format!("{value}]"),
            Some('{') => format!("{value}}}"),
            _ => String::new(),
        };
        if matches!(self, Self::Close) && !closed.is_empty() && alone(&closed) {
            return closed;
        }
        // What opens a list and closes none is no text: it is closed, or lost.
        if value.starts_with(['[', '{']) && !value.contains([']', '}']) {
            return value.to_owned();
        }
        let inner = ['"', '\'']
            .into_iter()
            .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote))
            .unwrap_or(value);
        format!("'{}'", inner.replace('\'', "''"))
    }
}

/// The name and the value of a line; the colon may stand without a space, or be a full-width one.
pub(super) fn named(line: &str) -> Option<(&str, &str)> {
    let (at, colon) = line.char_indices().find(|(_, c)| matches!(c, ':' | '：' | '='))?;
    let name = line[..at].trim();
    let fits = |c: char| c.is_alphanumeric() || "_- ".contains(c);
    let value = &line[at + colon.len_utf8()..];
    // An address is no name with a value.
    let fits = !name.is_empty()
        && name.chars().count() <= 40
        && name.chars().all(fits)
        && !value.starts_with("//");
    let equals = colon != '=' || line[..at].ends_with(' ') && value.starts_with(' ');
    (fits && equals).then(|| (name, value.trim()))
}

/// A piece without the one line that keeps it from being read, and that line.
fn without_a_line(piece: &str, first: u32) -> Option<(Header, String, u32)> {
    const MOST: usize = 60;
    let lines: Vec<&str> = piece.lines().collect();
    if lines.len() > MOST {
        return None;
    }
    (1..lines.len()).find_map(|lost| {
        let rest: Vec<&str> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| if at == lost { "" } else { *line })
            .collect();
        let rest = rest.join("\n");
        let found = strict(&rest, first).or_else(|_| mended(&rest, first)).ok()?;
        let number = first.saturating_add(u32::try_from(lost).unwrap_or(0));
        Some((found, lines.get(lost)?.to_string(), number))
    })
}
