//! Fields of JSON and of front matter, read one by one so that a bad one costs only itself.

use super::{
    date,
    html::one_line,
    problem::{Kind, Place, Problem, quoted},
    repair,
};
use crate::model::{Date, Language, Link};
use serde_json::{Map, Value};
use std::cell::RefCell;

/// Collects the problems of one file.
pub(super) struct Notes<'a> {
    source: &'a str,
    /// Turns a JSON pointer into the place to show.
    place: Box<dyn Fn(&str) -> Place + 'a>,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(source: &'a str, place: impl Fn(&str) -> Place + 'a) -> Self {
        Self { source, place: Box::new(place), problems: RefCell::default() }
    }

    pub(super) fn add(&self, pointer: &str, kind: Kind, message: impl Into<String>) {
        let problem = Problem::new(self.source, self.place(pointer), kind, message);
        self.problems.borrow_mut().push(problem);
    }

    pub(super) fn place(&self, pointer: &str) -> Place {
        (self.place)(pointer)
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}

/// An object and where it stands.
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    pub(super) pointer: String,
    pub(super) notes: &'a Notes<'a>,
}

/// A field's value and where it stands.
#[derive(Clone)]
pub(super) struct Field<'a> {
    pub(super) value: &'a Value,
    pub(super) pointer: String,
    notes: &'a Notes<'a>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(map: &'a Map<String, Value>, pointer: String, notes: &'a Notes<'a>) -> Self {
        Self { map, pointer, notes }
    }

    /// The first field of one of these names that holds something.
    pub(super) fn get(&self, names: &[&str]) -> Option<Field<'a>> {
        names.iter().find_map(|name| self.field(name))
    }

    /// Every field of one of these names that holds something.
    pub(super) fn all<'s>(&'s self, names: &'s [&str]) -> impl Iterator<Item = Field<'a>> + 's {
        names.iter().filter_map(|name| self.field(name))
    }

    /// Every field whose name begins so.
    pub(super) fn beginning<'s>(&'s self, start: &'s str) -> impl Iterator<Item = Field<'a>> + 's {
        let begins = move |name: &&String| name.to_lowercase().starts_with(start);
        self.map.keys().filter(begins).filter_map(|name| self.field(name))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'a String> {
        self.map.keys()
    }

    fn field(&self, name: &str) -> Option<Field<'a>> {
        let value = self.map.get(name).filter(|value| !value.is_null())?;
        // RFC 6901: ~ and / are written ~0 and ~1.
        let escaped = name.replace('~', "~0").replace('/', "~1");
        Some(Field { value, pointer: format!("{}/{escaped}", self.pointer), notes: self.notes })
    }

    /// A line of text.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        self.all(names).find_map(|field| field.text())
    }

    pub(super) fn date(&self, names: &[&str]) -> Option<Date> {
        self.all(names).find_map(|field| field.date())
    }

    pub(super) fn language(&self, names: &[&str]) -> Option<Language> {
        self.all(names).find_map(|field| field.language())
    }

    /// An address on the web.
    pub(super) fn link(&self, names: &[&str]) -> Option<Link> {
        self.all(names).find_map(|field| field.link())
    }

    pub(super) fn object(&self, name: &str) -> Option<Fields<'a>> {
        self.field(name)?.object()
    }

    pub(super) fn number(&self, names: &[&str]) -> Option<u64> {
        let field = self.get(names)?;
        let number = match field.value {
            Value::Number(number) => number.as_u64().or_else(|| number.as_f64().map(|n| n as u64)),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            field.wrong_type("a number");
        }
        number
    }
}

impl<'a> Field<'a> {
    pub(super) fn add(&self, kind: Kind, message: impl Into<String>) {
        self.notes.add(&self.pointer, kind, message);
    }

    pub(super) fn wrong_type(&self, expected: &str) {
        let found = match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        let message = format!("expected {expected}, found {found}; the field is ignored");
        self.add(Kind::WrongType, message);
    }

    /// Whether it is a text that says nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.value.as_str().is_some_and(|text| text.trim().is_empty())
    }

    /// Text as it stands, unless it is blank.
    pub(super) fn raw_text(&self) -> Option<&'a str> {
        match self.value {
            Value::String(text) => Some(text.as_str()).filter(|text| !text.trim().is_empty()),
            _ => {
                self.wrong_type("text");
                None
            }
        }
    }

    /// A line of text, read once more where programs left entities or tags in it.
    pub(super) fn text(&self) -> Option<String> {
        let (line, done) = repair::line(self.raw_text()?);
        if !done.is_empty() {
            let message = format!(
                "{} in a field that is plain text; read as {}; write it without",
                done.join(" and "),
                quoted(&one_line(&line))
            );
            self.add(Kind::Repaired, message);
        }
        Some(one_line(&line)).filter(|text| !text.is_empty())
    }

    /// A line as it stands: an address, an identifier, a date.
    pub(super) fn line(&self) -> Option<String> {
        let text = repair::controls(self.raw_text()?, ' ');
        Some(one_line(&text)).filter(|text| !text.is_empty())
    }

    /// Text, or a number as text: what JSON Feed 1.1 asks of identifiers.
    pub(super) fn identifier(&self) -> Option<String> {
        match self.value {
            Value::Number(number) => Some(number.to_string()),
            _ => self.line(),
        }
    }

    pub(super) fn date(&self) -> Option<Date> {
        let text = self.line()?;
        let date = date::lenient(&text);
        if date.is_none() {
            self.add(
                Kind::BadDate,
                format!(
                    "{} is not a date; write 2024-12-31 or 2024-12-31T14:30:00+01:00",
                    quoted(&text)
                ),
            );
        }
        date
    }

    pub(super) fn language(&self) -> Option<Language> {
        let text = self.line()?;
        let language = Language::new(&text);
        if language.is_none() {
            let message = format!("{} is not a language; write fr, en or pt-BR", quoted(&text));
            self.add(Kind::BadLanguage, message);
        }
        language
    }

    pub(super) fn link(&self) -> Option<Link> {
        let text = self.line()?;
        let link = Link::new(&text).filter(|link| link.host().is_some());
        if link.is_none() {
            let message =
                format!("{} is not a web address; write https://example.org/…", quoted(&text));
            self.add(Kind::BadUrl, message);
        }
        link
    }

    pub(super) fn object(&self) -> Option<Fields<'a>> {
        match self.value {
            Value::Object(map) => Some(Fields::new(map, self.pointer.clone(), self.notes)),
            _ => {
                self.wrong_type("an object");
                None
            }
        }
    }

    /// The values of a list; a value that is no list stands for a list of one.
    pub(super) fn each(&self) -> Vec<Field<'a>> {
        match self.value {
            Value::Array(values) => values
                .iter()
                .enumerate()
                .filter(|(_, value)| !value.is_null())
                .map(|(index, value)| {
                    let pointer = format!("{}/{index}", self.pointer);
                    Field { value, pointer, notes: self.notes }
                })
                .collect(),
            value => vec![Field { value, pointer: self.pointer.clone(), notes: self.notes }],
        }
    }

    /// The values of a list; anything else is of the wrong type.
    pub(super) fn list(&self) -> Vec<Field<'a>> {
        if self.value.is_array() {
            return self.each();
        }
        self.wrong_type("a list");
        Vec::new()
    }
}
