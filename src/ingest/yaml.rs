//! Front matter: the YAML at the head of a Markdown file.
//!
//! Every plain value is kept as the text that was typed. YAML would make a number of
//! `phone: +33199001234`, a truth value of `lang: no` and lose the zero of `version: 1.10`.

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// Values with the line that each stands on, by JSON pointer.
#[derive(Default)]
pub(super) struct FrontMatter {
    pub(super) fields: Map<String, Value>,
    lines: BTreeMap<String, u32>,
    /// The line and the words of the error, if it was read line by line because it is broken.
    pub(super) error: Option<(u32, String)>,
}

impl FrontMatter {
    /// The line of a value, or of the nearest value around it.
    pub(super) fn line(&self, pointer: &str) -> Option<u32> {
        let mut pointer = pointer;
        loop {
            if let Some(line) = self.lines.get(pointer) {
                return Some(*line);
            }
            pointer = pointer.rsplit_once('/')?.0;
        }
    }

    /// Reads YAML whose first line is line `first` of its file.
    pub(super) fn read(text: &str, first: u32) -> Self {
        match strict(text, first) {
            Ok(front_matter) => front_matter,
            Err(error) => Self { error: Some(error), ..simple(text, first) },
        }
    }
}

/// More values than any front matter has: aliases of aliases must not fill the memory.
const MOST_VALUES: usize = 20_000;

enum Open {
    List(Vec<Value>),
    Object(Map<String, Value>, Option<String>),
}

struct Reader {
    open: Vec<(Open, usize, String)>,
    anchors: HashMap<usize, (Value, usize)>,
    lines: BTreeMap<String, u32>,
    values: usize,
    root: Option<Value>,
}

fn strict(text: &str, first: u32) -> Result<FrontMatter, (u32, String)> {
    let mut reader = Reader {
        open: Vec::new(),
        anchors: HashMap::new(),
        lines: BTreeMap::new(),
        values: 0,
        root: None,
    };
    let line_of = |line: usize| {
        first.saturating_add(u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX))
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|e| (line_of(e.marker().line()), e.info()))?;
        let line = line_of(span.start.line());
        reader.take(event, line).map_err(|message| (line, message.to_owned()))?;
    }
    match reader.root {
        Some(Value::Object(fields)) => Ok(FrontMatter { fields, lines: reader.lines, error: None }),
        None | Some(Value::Null) => Ok(FrontMatter::default()),
        Some(_) => Err((first, "expected names and values, such as title: …".to_owned())),
    }
}

impl Reader {
    fn take(&mut self, event: Event<'_>, line: u32) -> Result<(), &'static str> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                if let Some((Open::Object(_, key @ None), _, _)) = self.open.last_mut() {
                    *key = Some(text.into_owned());
                    return Ok(());
                }
                let is_null = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if is_null { Value::Null } else { Value::String(text.into_owned()) };
                let pointer = self.pointer();
                self.lines.insert(pointer, line);
                self.put(value, anchor, 1)
            }
            Event::SequenceStart(_, anchor, _) => self.enter(Open::List(Vec::new()), anchor, line),
            Event::MappingStart(_, anchor, _) => {
                self.enter(Open::Object(Map::new(), None), anchor, line)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some((Open::List(list), anchor, _)) => {
                    let size = list.len();
                    self.put(Value::Array(list), anchor, size)
                }
                Some((Open::Object(map, _), anchor, _)) => {
                    let size = map.len();
                    self.put(Value::Object(map), anchor, size)
                }
                None => Ok(()),
            },
            Event::Alias(anchor) => {
                let (value, size) = self.anchors.get(&anchor).cloned().unwrap_or((Value::Null, 1));
                self.put(value, 0, size)
            }
            _ => Ok(()),
        }
    }

    fn enter(&mut self, open: Open, anchor: usize, line: u32) -> Result<(), &'static str> {
        if self.open.len() >= 32 {
            return Err("nested too deep");
        }
        if let Some((Open::Object(_, None), _, _)) = self.open.last() {
            return Err("a name must be one word or a text in quotes");
        }
        let pointer = self.pointer();
        self.lines.insert(pointer.clone(), line);
        self.open.push((open, anchor, pointer));
        Ok(())
    }

    /// Where the next value will stand.
    fn pointer(&self) -> String {
        match self.open.last() {
            None => String::new(),
            Some((Open::List(list), _, pointer)) => format!("{pointer}/{}", list.len()),
            Some((Open::Object(_, key), _, pointer)) => {
                let key = key.as_deref().unwrap_or_default();
                format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
            }
        }
    }

    fn put(&mut self, value: Value, anchor: usize, size: usize) -> Result<(), &'static str> {
        self.values += size.max(1);
        if self.values > MOST_VALUES {
            return Err("too many values");
        }
        if anchor != 0 {
            self.anchors.insert(anchor, (value.clone(), size_of(&value)));
        }
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(value);
            }
            Some((Open::List(list), _, _)) => list.push(value),
            Some((Open::Object(map, key), _, _)) => {
                if let Some(key) = key.take() {
                    map.insert(key, value);
                }
            }
        }
        Ok(())
    }
}

fn size_of(value: &Value) -> usize {
    match value {
        Value::Array(list) => 1 + list.iter().map(size_of).sum::<usize>(),
        Value::Object(map) => 1 + map.values().map(size_of).sum::<usize>(),
        _ => 1,
    }
}

/// Broken YAML line by line: `name: value` and lists of `- value`. A colon in an unquoted title,
/// the usual mistake, then costs nothing.
fn simple(text: &str, first: u32) -> FrontMatter {
    let mut found = FrontMatter::default();
    let mut last: Option<String> = None;
    for (line, number) in text.lines().zip(first..) {
        let item = line.trim_start().strip_prefix("- ");
        if let (Some(item), Some(name)) = (item, &last) {
            let value = found.fields.entry(name.clone()).or_insert(Value::Null);
            if value.is_null() {
                *value = Value::Array(Vec::new());
            }
            if let Value::Array(list) = value {
                list.push(Value::String(unquoted(item).to_owned()));
            }
            continue;
        }
        // TOML writes = for the colon.
        let (name, value) = line.split_once([':', '=']).unwrap_or((line, ""));
        let fits = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
        let mut name = name.trim_end();
        let mut value = value;
        if name.is_empty() || !name.chars().all(fits) || name == line.trim_end() {
            if !line.to_lowercase().contains("embargo") {
                continue;
            }
            // Whatever it says: an embargo that is not understood is one that does not end.
            (name, value) = ("embargo", line);
        }
        let value = match unquoted(value) {
            "" => Value::Null,
            value => Value::String(value.to_owned()),
        };
        found.fields.insert(name.to_owned(), value);
        found.lines.insert(format!("/{name}"), number);
        last = Some(name.to_owned());
    }
    found
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    ['"', '\'']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::FrontMatter;
    use serde_json::json;

    #[test]
    fn values_stay_what_was_typed() {
        let found = FrontMatter::read(
            "title: Un titre\nlang: no\nphone: +33199001234\nn: 1.10\nempty:\nnull: ~\n\
             list: [a, \"b\"]\ncontacts:\n  - name: X\n    email: x@example.org\nd: 2024-01-02\n",
            2,
        );
        assert_eq!(
            serde_json::Value::Object(found.fields.clone()),
            json!({"title": "Un titre", "lang": "no", "phone": "+33199001234", "n": "1.10",
                "empty": null, "null": null, "list": ["a", "b"],
                "contacts": [{"name": "X", "email": "x@example.org"}], "d": "2024-01-02"})
        );
        assert_eq!(found.line("/contacts/0/email"), Some(11));
        assert_eq!(found.line("/phone"), Some(4));
        assert_eq!(found.line("/list/1/x"), Some(8));
        assert!(found.error.is_none());
    }

    #[test]
    fn broken_yaml_keeps_its_simple_fields() {
        let found = FrontMatter::read("title: Port: it opens\ntags:\n- a\n- 'b'\nx: [\n", 2);
        assert_eq!(found.error.as_ref().map(|(line, _)| *line), Some(2));
        assert_eq!(
            serde_json::Value::Object(found.fields),
            json!({"title": "Port: it opens", "tags": ["a", "b"], "x": "["})
        );
    }

    #[test]
    fn an_embargo_in_broken_yaml_is_seen() {
        for line in
            ["embargo_until = \"2030-01-01T08:00:00Z\"", "embargo_until 2030", "  Embargo: x"]
        {
            let found = FrontMatter::read(&format!("x: [\n{line}\n"), 2);
            assert!(found.fields.keys().any(|name| name.starts_with("embargo")), "{line}");
        }
    }

    #[test]
    fn aliases_do_not_explode() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for n in 1..12 {
            let alias = format!("*a{}, ", n - 1).repeat(10);
            text.push_str(&format!("a{n}: &a{n} [{}]\n", alias.trim_end_matches(", ")));
        }
        assert!(FrontMatter::read(&text, 1).error.is_some());
        assert!(FrontMatter::read(&"[".repeat(100_000), 1).error.is_some());
    }
}
