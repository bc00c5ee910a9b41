//! Fields of JSON and of front matter, read one by one so that a bad one costs only itself.
//!
//! Names are found whatever their case and accents ([`names::plain`]). Which names were asked for
//! is kept, so that those that nobody reads can be told in the end.

use super::{
    date,
    html::one_line,
    language::language,
    names,
    problem::{Kind, Place, Problem, quoted},
    repair,
};
use crate::model::{Date, Language, Link};
use serde_json::{Map, Value};
use std::{
    borrow::Cow,
    cell::RefCell,
    collections::{BTreeSet, HashMap},
};

/// Collects the problems of one file.
pub(super) struct Notes<'a> {
    source: &'a str,
    /// Turns a JSON pointer into the place to show.
    place: Box<dyn Fn(&str) -> Place + 'a>,
    problems: RefCell<Vec<Problem>>,
    /// The names asked for in each object, by its pointer.
    asked: RefCell<HashMap<String, BTreeSet<String>>>,
    /// The language of the release that is being read: `04/02/2022` means one day in French and
    /// nothing sure in English.
    language: RefCell<Option<Language>>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(source: &'a str, place: impl Fn(&str) -> Place + 'a) -> Self {
        Self {
            source,
            place: Box::new(place),
            problems: RefCell::default(),
            asked: RefCell::default(),
            language: RefCell::default(),
        }
    }

    /// Says that a name in the object at `pointer` is read.
    pub(super) fn asked(&self, pointer: &str, name: &str) {
        let mut asked = self.asked.borrow_mut();
        if let Some(names) = asked.get_mut(pointer) {
            if !names.contains(name) {
                names.insert(name.to_owned());
            }
            return;
        }
        asked.insert(pointer.to_owned(), BTreeSet::from([name.to_owned()]));
    }

    /// Tells the names in an object, and in the objects inside it that were looked into, that
    /// nobody asked for.
    pub(super) fn tell_unread(&self, object: &Map<String, Value>, pointer: &str) {
        let asked = self.asked.borrow().get(pointer).cloned().unwrap_or_default();
        let plain: BTreeSet<Cow<'_, str>> = asked.iter().map(|name| names::plain(name)).collect();
        for (name, value) in object.iter().filter(|(_, value)| !value.is_null()) {
            let own = names::plain(name);
            let inner = format!("{pointer}/{}", escaped(name));
            if plain.contains(&own) {
                match value {
                    Value::Object(object) if self.was_opened(&inner) => {
                        self.tell_unread(object, &inner);
                    }
                    Value::Array(list) => {
                        for (index, value) in list.iter().enumerate() {
                            let inner = format!("{inner}/{index}");
                            if let Value::Object(object) = value
                                && self.was_opened(&inner)
                            {
                                self.tell_unread(object, &inner);
                            }
                        }
                    }
                    _ => {}
                }
                continue;
            }
            if names::is_of_others(&own) {
                continue;
            }
            let nearest = names::nearest(name, asked.iter().map(String::as_str));
            // What begins with an underscore is another program's own: JSON Feed 1.1, "Extensions".
            if nearest.is_none() && name.starts_with('_') {
                continue;
            }
            let advice = match nearest {
                Some(nearest) => format!("is {nearest} meant?"),
                None => "remove it, or say it in the text".to_owned(),
            };
            self.add(
                &inner,
                Kind::UnknownKey,
                format!("{} is read by nobody; {advice}", quoted(name)),
            );
        }
    }

    fn was_opened(&self, pointer: &str) -> bool {
        self.asked.borrow().contains_key(pointer)
    }

    /// From here on, what is read is written in this language.
    pub(super) fn speak(&self, language: Option<&Language>) {
        *self.language.borrow_mut() = language.cloned();
    }

    pub(super) fn add(&self, pointer: &str, kind: Kind, message: impl Into<String>) {
        let problem = Problem::new(self.source, self.place(pointer), kind, message);
        self.problems.borrow_mut().push(problem);
    }

    /// Adds a problem that was found by somebody else.
    pub(super) fn keep(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    pub(super) fn place(&self, pointer: &str) -> Place {
        (self.place)(pointer)
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}

/// A name as a part of a JSON pointer (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// An object and where it stands.
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    /// Its names as they are compared, beside as they are written.
    plain: Vec<(Cow<'a, str>, &'a str)>,
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
        let plain = map.keys().map(|name| (names::plain(name), name.as_str())).collect();
        Self { map, plain, pointer, notes }
    }

    /// The first field of one of these names that holds something.
    pub(super) fn get(&self, names: &[&str]) -> Option<Field<'a>> {
        self.all(names).next()
    }

    /// Every field of one of these names that holds something.
    pub(super) fn all(&self, names: &[&str]) -> impl Iterator<Item = Field<'a>> + use<'a> {
        #[cfg(test)]
        super::keys::heard(&self.pointer, names);
        let found: Vec<Field<'a>> = names
            .iter()
            .flat_map(|name| {
                self.notes.asked(&self.pointer, name);
                let wanted = names::plain(name);
                let same = self.plain.iter().filter(move |(plain, _)| *plain == wanted);
                same.filter_map(|(_, name)| self.exactly(name)).collect::<Vec<_>>()
            })
            .collect();
        found.into_iter()
    }

    /// Every field, by its name as it is written.
    pub(super) fn each(&self) -> impl Iterator<Item = (&'a str, Field<'a>)> + use<'a> {
        let found: Vec<(&'a str, Field<'a>)> = self
            .map
            .keys()
            .filter_map(|name| {
                self.notes.asked(&self.pointer, name);
                Some((name.as_str(), self.exactly(name)?))
            })
            .collect();
        found.into_iter()
    }

    fn exactly(&self, name: &str) -> Option<Field<'a>> {
        let value = self.map.get(name).filter(|value| !value.is_null())?;
        let pointer = format!("{}/{}", self.pointer, escaped(name));
        Some(Field { value, pointer, notes: self.notes })
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
        self.get(&[name])?.object()
    }

    /// The objects of these names; what has such a name and is no object is left to others.
    pub(super) fn nested(&self, names: &[&str]) -> Vec<Fields<'a>> {
        #[cfg(test)]
        super::keys::heard(&self.pointer, names);
        let found = names.iter().flat_map(|name| {
            let wanted = names::plain(name);
            let same = self.plain.iter().filter(move |(plain, _)| *plain == wanted);
            same.filter_map(|(_, name)| self.exactly(name)).collect::<Vec<_>>()
        });
        let mut objects: Vec<Fields<'a>> = Vec::new();
        for field in found.filter(|field| field.value.is_object()) {
            self.notes.asked(&self.pointer, field.pointer.rsplit('/').next().unwrap_or_default());
            let known = objects.iter().any(|known| known.pointer == field.pointer);
            objects.extend(field.object().filter(|_| !known));
        }
        objects
    }

    /// The object itself.
    pub(super) fn map(&self) -> &'a Map<String, Value> {
        self.map
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
    /// A value at a place.
    pub(super) fn at(value: &'a Value, pointer: String, notes: &'a Notes<'a>) -> Self {
        Self { value, pointer, notes }
    }

    /// The date, if it is one, without a word if it is none.
    pub(super) fn quiet_date(&self) -> Option<Date> {
        let before = self.notes.problems.borrow().len();
        let date = self.date();
        self.notes.problems.borrow_mut().truncate(before);
        date
    }

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

    /// What it says as a date, with every doubt about it; nothing is told yet.
    pub(super) fn reading(&self) -> Option<date::Reading> {
        let text = match self.value {
            // A program's seconds, and the days of YAML that are written without dashes.
            Value::Number(number) => number.to_string(),
            _ => self.line()?,
        };
        Some(date::read(&text, self.notes.language.borrow().as_ref()))
    }

    pub(super) fn date(&self) -> Option<Date> {
        self.reading()?.tell(date::FIELD, |kind, message| self.add(kind, message))
    }

    /// When an embargo ends: only a moment of which every part is sure. Another one withholds the
    /// release, and is told.
    pub(super) fn sure_date(&self) -> Option<Date> {
        let reading = self.reading()?;
        let date = reading.tell(date::FIELD, |kind, message| self.add(kind, message));
        if date.is_some() && !reading.is_sure() {
            let message = "when the embargo ends is not sure, so the release is withheld; write \
                           2024-12-31T14:30:00+01:00";
            self.add(Kind::UnclearHold, message);
        }
        date.filter(|_| reading.is_sure())
    }

    pub(super) fn language(&self) -> Option<Language> {
        let text = self.line()?;
        let found = language(&text);
        if found.is_none() {
            let message = format!("{} is not a language; write fr, en or pt-BR", quoted(&text));
            self.add(Kind::BadLanguage, message);
        }
        found
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
