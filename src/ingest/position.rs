//! The line and the column at which a value stands in a JSON text, for those who have to look for it there.

use super::{Place, Problem, decode};
use serde::Serialize;
use serde_json::value::RawValue;
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

/// Larger files are not read a second time to say where in them something stands.
const LARGEST: usize = 64 << 20;

/// A place in a text, counted from 1; columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Adds to each problem that has a place in a JSON text its line and column, where `read` still finds that text.
pub(super) fn locate(problems: &mut [Problem], read: impl Fn(&str) -> Option<Vec<u8>>) {
    let mut sources: BTreeMap<String, Vec<&mut Problem>> = BTreeMap::new();
    for problem in problems {
        if problem.position.is_none() && matches!(problem.place, Place::Pointer(_)) {
            sources.entry(problem.source.clone()).or_default().push(problem);
        }
    }
    for (source, problems) in sources {
        let Some(bytes) = read(&source).filter(|bytes| bytes.len() <= LARGEST) else { continue };
        let (text, _) = decode::text(&bytes, false);
        let mut positions = Positions::new(&text);
        for problem in problems {
            if let Place::Pointer(pointer) = &problem.place {
                problem.position = positions.of(pointer);
            }
        }
    }
}

/// What stands where in a text. What was looked into once is kept: many problems are of one list.
pub(super) struct Positions<'a> {
    text: &'a str,
    /// Where lines begin.
    lines: Vec<usize>,
    known: HashMap<String, Option<Inside<'a>>>,
}

/// What a value consists of.
enum Inside<'a> {
    Object(HashMap<Cow<'a, str>, &'a RawValue>),
    Array(Vec<&'a RawValue>),
}

impl<'a> Positions<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { text, lines, known: HashMap::new() }
    }

    /// Where the value at a pointer (RFC 6901) begins; where there is none, what it would stand in.
    fn of(&mut self, pointer: &str) -> Option<Position> {
        let at = self.byte(pointer)?;
        let line = self.lines.partition_point(|start| *start <= at);
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let column = self.text.get(start..at)?.chars().count() + 1;
        Some(Position { line, column })
    }

    /// The same in bytes from the beginning of the text.
    pub(super) fn byte(&mut self, pointer: &str) -> Option<usize> {
        let mut raw: &'a str = self.text.trim_start_matches('\u{feff}').trim();
        let mut path = String::new();
        for token in pointer.split('/').skip(1) {
            let inside = self.known.entry(path.clone()).or_insert_with(|| Inside::of(raw));
            let Some(child) = inside.as_ref().and_then(|inside| inside.get(token)) else { break };
            raw = child.get();
            path.push('/');
            path.push_str(token);
        }
        // It is a part of the text, at a distance from its beginning.
        (raw.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)
    }
}

impl<'a> Inside<'a> {
    fn of(raw: &'a str) -> Option<Self> {
        match raw.as_bytes().first()? {
            b'{' => serde_json::from_str(raw).ok().map(Self::Object),
            b'[' => serde_json::from_str(raw).ok().map(Self::Array),
            _ => None,
        }
    }

    fn get(&self, token: &str) -> Option<&'a RawValue> {
        match self {
            Self::Object(values) => {
                values.get(token.replace("~1", "/").replace("~0", "~").as_str()).copied()
            }
            Self::Array(values) => values.get(token.parse::<usize>().ok()?).copied(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Position, Positions};

    #[test]
    fn where_a_value_stands() {
        let text = "\u{feff}{\n  \"items\": [\n    { \"é\": 1, \"a/b\": {\"x~\": true} },\n\t[2, 3]\n  ]\n}\n";
        let mut positions = Positions::new(text);
        for (pointer, line, column) in [
            ("", 1, 2),
            ("/items", 2, 12),
            ("/items/0", 3, 5),
            ("/items/0/é", 3, 12),
            ("/items/0/a~1b/x~0", 3, 29),
            ("/items/1/1", 4, 6),
            // What is missing stands in what is there.
            ("/items/0/title", 3, 5),
            ("/items/7", 2, 12),
        ] {
            let found = positions.of(pointer);
            assert_eq!(found, Some(Position { line, column }), "{pointer}");
        }
    }

    #[test]
    fn what_is_no_json_has_no_places_but_its_beginning() {
        for text in ["", "{", "[1,", "{\"a\": \\", "nul"] {
            assert!(Positions::new(text).of("/a/0").is_none_or(|found| found.line == 1), "{text}");
        }
    }
}
