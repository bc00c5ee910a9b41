//! Front matter in TOML, past its errors: what is broken costs the lines that are.

use super::{Header, escaped};
use serde_json::{Map, Value};
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Reads TOML whose first line is line `first` of its file.
pub(super) fn read(text: &str, first: u32) -> Header {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut header = Header::default();
    let line_at = |at: usize| {
        let before = text.get(..at).unwrap_or(text);
        first.saturating_add(u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX))
    };
    header.fields = table_of(table.get_ref(), "", &line_at, &mut header.lines);
    let mut last = None;
    for error in errors {
        let Range { start, .. } = error.span().unwrap_or(0..0);
        let line = line_at(start);
        // One slip may be several errors to the parser.
        if last.replace(line) == Some(line) {
            continue;
        }
        let index = usize::try_from(line - first).unwrap_or(0);
        let piece = text.lines().nth(index).unwrap_or_default();
        if error.message().contains("duplicate") {
            let name = piece.split(['=', ']']).next().unwrap_or_default().trim_matches(['[', ' ']);
            header.twice(line, name);
        } else {
            header.lose(line, piece, error.message().lines().next().unwrap_or("not TOML"));
            // The parser goes on with a value of its own for the one it could not read.
            let Header { fields, lines, .. } = &mut header;
            fields.retain(|name, _| lines.get(&format!("/{}", escaped(name))) != Some(&line));
        }
    }
    // Nothing but errors: then it is no TOML at all.
    if header.fields.is_empty() && !header.faults.is_empty() {
        return Header::unread(first, "nothing between the lines of +++ is TOML");
    }
    header
}

type Lines = std::collections::BTreeMap<String, u32>;

fn table_of(
    table: &DeTable<'_>,
    pointer: &str,
    line_at: &dyn Fn(usize) -> u32,
    lines: &mut Lines,
) -> Map<String, Value> {
    let mut map = Map::new();
    for (name, value) in table {
        let name = name.get_ref().to_string();
        let pointer = format!("{pointer}/{}", escaped(&name));
        lines.insert(pointer.clone(), line_at(value.span().start));
        map.insert(name, value_of(value, &pointer, line_at, lines));
    }
    map
}

fn value_of(
    value: &Spanned<DeValue<'_>>,
    pointer: &str,
    line_at: &dyn Fn(usize) -> u32,
    lines: &mut Lines,
) -> Value {
    match value.get_ref() {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => Value::String(number.as_str().to_owned()),
        DeValue::Float(number) => Value::String(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::String(truth.to_string()),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(values) => {
            let each = values.iter().enumerate().map(|(index, value)| {
                let pointer = format!("{pointer}/{index}");
                lines.insert(pointer.clone(), line_at(value.span().start));
                value_of(value, &pointer, line_at, lines)
            });
            Value::Array(each.collect())
        }
        DeValue::Table(table) => Value::Object(table_of(table, pointer, line_at, lines)),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ingest::Kind;
    use serde_json::{Value, json};

    #[test]
    fn values_stay_what_was_typed() {
        let found = read(
            "title = \"Un titre\"\ndate = 2026-11-20T09:00:00+01:00\ndraft = false\ntags = [\"a\", \"b\"]\nn = 1.10\n\
             description = \"\"\"\ndeux\nlignes\"\"\"\n[params]\nplace = \"Kerlouarn\"\n[[contacts]]\nname = \"Ana\"\n",
            2,
        );
        assert_eq!(found.faults, []);
        assert_eq!(
            Value::Object(found.fields.clone()),
            json!({"title": "Un titre", "date": "2026-11-20T09:00:00+01:00", "draft": "false", "tags": ["a", "b"],
                "n": "1.10", "description": "deux\nlignes", "params": {"place": "Kerlouarn"},
                "contacts": [{"name": "Ana"}]})
        );
        assert_eq!(found.line("/params/place"), Some(11));
    }

    #[test]
    fn a_broken_line_costs_itself() {
        for (text, kept, kind, held) in [
            ("title = \"x\"\nplace = Kerlouarn\n", "title", Kind::FrontMatter, false),
            ("title = \"x\"\nembargo_until = demain\n", "title", Kind::FrontMatter, true),
            ("title = \"x\"\ndraft = oui\n", "title", Kind::FrontMatter, true),
            ("title = \"x\"\nstatus = retiré\n", "title", Kind::FrontMatter, true),
            ("title = \"x\"\ntitle = \"y\"\n", "title", Kind::DuplicateKey, false),
            ("title = \"x\"\ndraft = true\ndraft = false\n", "title", Kind::DuplicateKey, true),
        ] {
            let found = read(text, 2);
            assert!(found.fields.contains_key(kept), "{text}: {found:?}");
            assert_eq!(found.held, held, "{text}: {found:?}");
            assert_eq!(found.faults[0].1, kind, "{text}: {found:?}");
        }
        assert!(read("rien = de\ntout = cela\n", 2).held);
    }
}
