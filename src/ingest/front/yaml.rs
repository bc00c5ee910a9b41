//! Front matter in YAML; what is broken goes to [`mend`](super::mend).

use super::{
    Header, escaped,
    mend::{by_name, named},
};
use crate::ingest::names;
use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// Reads YAML whose first line is line `first` of its file.
pub(super) fn read(text: &str, first: u32) -> Header {
    let mut header = match strict(text, first) {
        Ok(header) => header,
        Err(broken) if broken.whole => return Header::unread(broken.line, broken.why),
        Err(_) => by_name(text, first),
    };
    if header.fields.is_empty()
        && header.faults.is_empty()
        && !text.trim().is_empty()
        && !only_comments(text)
    {
        return Header::unread(first, "the header gives no name a value");
    }
    if header.fields.is_empty() && !header.faults.is_empty() {
        header.held = true;
        let line = header.faults.first().map_or(first, |(line, ..)| *line);
        let mut unread = Header::unread(line, "nothing of the header can be read");
        header.faults.append(&mut unread.faults);
    }
    keep_signs(text, first, &mut header);
    header
}

fn only_comments(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// More values and more bytes of values than any front matter has: aliases of aliases must not
/// fill the memory.
const MOST_VALUES: usize = 20_000;
const MOST_BYTES: usize = 1 << 20;

/// Why a text is no YAML that can be used.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) line: u32,
    pub(super) why: &'static str,
    /// Whether to read it piece by piece would be to evade a limit.
    pub(super) whole: bool,
}

enum Open {
    List(Vec<Value>),
    Object(Map<String, Value>, Option<String>),
}

struct Reader {
    open: Vec<(Open, usize, String)>,
    anchors: HashMap<usize, (Value, Size)>,
    lines: BTreeMap<String, u32>,
    size: Size,
    root: Option<Value>,
    /// Names that stand twice in one object, with their lines.
    twice: Vec<(u32, String)>,
}

/// How much a value takes up.
#[derive(Clone, Copy, Default)]
struct Size {
    values: usize,
    bytes: usize,
}

/// Reads it, if all of it is YAML.
pub(super) fn strict(text: &str, first: u32) -> Result<Header, Broken> {
    let mut reader = Reader {
        open: Vec::new(),
        anchors: HashMap::new(),
        lines: BTreeMap::new(),
        size: Size::default(),
        root: None,
        twice: Vec::new(),
    };
    let line_of = |line: usize| {
        first.saturating_add(u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX))
    };
    for event in Parser::new_from_str(text) {
        let broken = |line, why| Broken { line, why, whole: why == TOO_MUCH || why == TOO_DEEP };
        let (event, span) = event.map_err(|e| broken(line_of(e.marker().line()), "not YAML"))?;
        let line = line_of(span.start.line());
        reader.take(event, line).map_err(|why| broken(line, why))?;
    }
    match reader.root {
        Some(Value::Object(fields)) => {
            let mut header = Header { fields, lines: reader.lines, ..Header::default() };
            reader.twice.iter().for_each(|(line, name)| header.twice(*line, name));
            Ok(header)
        }
        None | Some(Value::Null) => Ok(Header::default()),
        Some(_) => Err(Broken {
            line: first,
            why: "expected a name and a value, such as title: …",
            whole: false,
        }),
    }
}

impl Reader {
    fn take(&mut self, event: Event<'_>, line: u32) -> Result<(), &'static str> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                if let Some((Open::Object(map, key @ None), _, _)) = self.open.last_mut() {
                    if map.contains_key(&*text) {
                        self.twice.push((line, text.to_string()));
                    }
                    *key = Some(text.into_owned());
                    return Ok(());
                }
                let is_null = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if is_null { Value::Null } else { Value::String(text.into_owned()) };
                let pointer = self.pointer();
                self.lines.insert(pointer, line);
                self.put(value, anchor)
            }
            Event::SequenceStart(_, anchor, _) => self.enter(Open::List(Vec::new()), anchor, line),
            Event::MappingStart(_, anchor, _) => {
                self.enter(Open::Object(Map::new(), None), anchor, line)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some((Open::List(list), anchor, _)) => self.put(Value::Array(list), anchor),
                Some((Open::Object(map, _), anchor, _)) => self.put(Value::Object(map), anchor),
                None => Ok(()),
            },
            Event::Alias(anchor) => {
                // Counted before it is copied.
                let size = self.anchors.get(&anchor).map(|(_, size)| *size).unwrap_or_default();
                self.count(size)?;
                let value =
                    self.anchors.get(&anchor).map_or(Value::Null, |(value, _)| value.clone());
                self.put(value, 0)
            }
            _ => Ok(()),
        }
    }

    fn enter(&mut self, open: Open, anchor: usize, line: u32) -> Result<(), &'static str> {
        if self.open.len() >= 32 {
            return Err(TOO_DEEP);
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
                format!("{pointer}/{}", escaped(key))
            }
        }
    }

    fn count(&mut self, size: Size) -> Result<(), &'static str> {
        self.size.values += size.values;
        self.size.bytes += size.bytes;
        let fits = self.size.values <= MOST_VALUES && self.size.bytes <= MOST_BYTES;
        if fits { Ok(()) } else { Err(TOO_MUCH) }
    }

    fn put(&mut self, value: Value, anchor: usize) -> Result<(), &'static str> {
        let own = Size { values: 1, bytes: value.as_str().map_or(0, str::len) };
        self.count(own)?;
        if anchor != 0 {
            let size = size_of(&value);
            self.count(size)?;
            self.anchors.insert(anchor, (value.clone(), size));
        }
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(value);
            }
            Some((Open::List(list), _, _)) => list.push(value),
            Some((Open::Object(map, key), _, _)) => {
                if let Some(key) = key.take() {
                    map.entry(key).or_insert(value);
                }
            }
        }
        Ok(())
    }
}

const TOO_MUCH: &str = "the header holds more than any header does";
const TOO_DEEP: &str = "the header is nested too deep";

fn size_of(value: &Value) -> Size {
    let inner: Vec<Size> = match value {
        Value::Array(list) => list.iter().map(size_of).collect(),
        Value::Object(map) => map.values().map(size_of).collect(),
        _ => Vec::new(),
    };
    let own = Size { values: 1, bytes: value.as_str().map_or(0, str::len) };
    inner.iter().fold(own, |sum, size| Size {
        values: sum.values + size.values,
        bytes: sum.bytes + size.bytes,
    })
}

/// YAML takes ` #` for the beginning of a comment, and `title: Le quai #3 rouvre` loses its end.
/// A comment has a space after its sign; what has none is text.
fn keep_signs(text: &str, first: u32, header: &mut Header) {
    for (line, number) in text.lines().zip(first..) {
        let Some((name, value)) = named(line).filter(|_| !line.starts_with([' ', '#', '-'])) else {
            continue;
        };
        let cut = value
            .match_indices(" #")
            .find(|(at, _)| value[at + 2..].starts_with(|c: char| !c.is_whitespace() && c != '#'));
        let Some((at, _)) =
            cut.filter(|_| !value.starts_with(['"', '\'', '[', '{', '|', '>', '&']))
        else {
            continue;
        };
        if let Some(Value::String(known)) = header.fields.get_mut(name)
            && *known == value[..at].trim_end()
        {
            value.clone_into(known);
            let advice = "the # is part of the text and was kept; put the value in quotes, else it begins a comment";
            header.mended(number, advice);
        }
    }
    // The names of other cases are one name: which of two values counts, nobody can tell.
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for name in header.fields.keys() {
        if let Some(other) = seen.insert(names::plain(name).into_owned(), name.clone()) {
            header.faults.push(header_twice(
                header.line(&format!("/{}", escaped(name))).unwrap_or(first),
                &other,
                name,
            ));
        }
    }
}

fn header_twice(line: u32, one: &str, other: &str) -> (u32, crate::ingest::Kind, String) {
    let advice = format!("{one} and {other} are one name; remove one of them");
    (line, crate::ingest::Kind::DuplicateKey, advice)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ingest::Kind;
    use serde_json::{Value, json};

    #[test]
    fn values_stay_what_was_typed() {
        let found = read(
            "title: Un titre\nlang: no\nphone: +33199001234\nn: 1.10\nempty:\nnull: ~\n\
             list: [a, \"b\"]\ncontacts:\n  - name: X\n    email: x@example.org\nd: 2024-01-02\n",
            2,
        );
        assert_eq!(
            Value::Object(found.fields.clone()),
            json!({"title": "Un titre", "lang": "no", "phone": "+33199001234", "n": "1.10",
                "empty": null, "null": null, "list": ["a", "b"],
                "contacts": [{"name": "X", "email": "x@example.org"}], "d": "2024-01-02"})
        );
        assert_eq!(found.line("/contacts/0/email"), Some(11));
        assert_eq!(found.line("/phone"), Some(4));
        assert_eq!(found.line("/list/1/x"), Some(8));
        assert_eq!(found.faults, []);
    }

    /// What is read of broken YAML, and of which kinds its faults are.
    #[track_caller]
    fn check(text: &str, expected: &Value, faults: &[(u32, Kind)], held: bool) {
        let found = read(text, 2);
        let kinds: Vec<(u32, Kind)> =
            found.faults.iter().map(|(line, kind, _)| (*line, *kind)).collect();
        assert_eq!(Value::Object(found.fields), *expected, "{text}");
        assert_eq!((kinds.as_slice(), found.held), (faults, held), "{text}\n{:?}", found.faults);
    }

    #[test]
    fn slips_are_read_as_they_were_meant() {
        use Kind::Repaired;
        for (line, name, value) in [
            ("title: Port : il rouvre", "title", json!("Port : il rouvre")),
            ("title: Port: il rouvre", "title", json!("Port: il rouvre")),
            ("title: 'L'été au port'", "title", json!("L'été au port")),
            ("title: \"Le quai\" rouvre", "title", json!("\"Le quai\" rouvre")),
            ("title: @kerlouarn ouvre", "title", json!("@kerlouarn ouvre")),
            ("title: *Le Quai* rouvre", "title", json!("*Le Quai* rouvre")),
            ("title: [Communiqué] Le port", "title", json!("[Communiqué] Le port")),
            ("title: %10 de hausse", "title", json!("%10 de hausse")),
            ("title:Sans espace", "title", json!("Sans espace")),
            ("title：Le quai", "title", json!("Le quai")),
            (
                "contacts:\n\t- name: Ana\n\t  email: a@b.org",
                "contacts",
                json!([{"name": "Ana", "email": "a@b.org"}]),
            ),
            ("contacts:\n  - name: Ana : presse", "contacts", json!([{"name": "Ana : presse"}])),
            ("tags:\n- a: b : c\n- d", "tags", json!([{"a": "b : c"}, "d"])),
            ("tags: [a, b", "tags", json!(["a", "b"])),
        ] {
            let mut expected = json!({"status": {"state": "withdrawn"}});
            expected[name] = value;
            check(
                &format!("{line}\nstatus:\n  state: withdrawn\n"),
                &expected,
                &[(2, Repaired)],
                false,
            );
        }
        check(
            "title: Le quai #3 rouvre\ndate: 2026-01-01 # relu\n",
            &json!({"title": "Le quai #3 rouvre", "date": "2026-01-01"}),
            &[(2, Repaired)],
            false,
        );
    }

    #[test]
    fn a_broken_line_costs_itself_and_never_an_embargo() {
        use Kind::{DuplicateKey, FrontMatter, UnreadHeader};
        check(
            "title: A\nune ligne de trop\nplace: B\n",
            &json!({"title": "A", "place": "B"}),
            &[(3, FrontMatter)],
            false,
        );
        check(
            "title: A\nsous embargo\nplace: B\n",
            &json!({"title": "A", "place": "B"}),
            &[(3, FrontMatter)],
            true,
        );
        check("title: A\nembargo_until 2030\n", &json!({"title": "A"}), &[(3, FrontMatter)], true);
        check(
            "title: A\ncontacts:\n  - name: B\n  }{\n",
            &json!({"title": "A", "contacts": [{"name": "B"}]}),
            &[(5, FrontMatter)],
            false,
        );
        check(
            "title: A\nstatus: {state: withdrawn\n note\n",
            &json!({"title": "A"}),
            &[(3, FrontMatter)],
            true,
        );
        check(
            "title: A\nstatus: {state: [\nplace: B\n",
            &json!({"title": "A", "place": "B"}),
            &[(3, FrontMatter)],
            true,
        );
        check("title: A\ntitle: B\n", &json!({"title": "A"}), &[(3, DuplicateKey)], false);
        check(
            "title: A\nTitle: B\n",
            &json!({"title": "A", "Title": "B"}),
            &[(2, DuplicateKey)],
            false,
        );
        check(
            "draft: false\ntitle: A\ndraft: true\n",
            &json!({"draft": "false", "title": "A"}),
            &[(4, DuplicateKey)],
            true,
        );
        check("rien du tout\n", &json!({}), &[(2, FrontMatter), (2, UnreadHeader)], true);
    }

    #[test]
    fn aliases_do_not_explode() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for n in 1..12 {
            let alias = format!("*a{}, ", n - 1).repeat(10);
            text.push_str(&format!("a{n}: &a{n} [{}]\n", alias.trim_end_matches(", ")));
        }
        assert!(read(&text, 1).held);
        // A few aliases of a long text: counted in bytes.
        let long = format!(
            "a: &a {}\nb: [{}]\n",
            "x".repeat(100_000),
            "*a, ".repeat(500).trim_end_matches(", ")
        );
        assert!(read(&long, 1).held);
        assert!(read(&"[".repeat(100_000), 1).held);
        assert!(!read("a: &a x\nb: *a\n", 1).held);
    }
}
