//! Releases of other formats, put into the words of a JSON Feed and read as one's items are.
//!
//! So every format has the same names for the same things, the same dates, and above all the same rules for what is withheld.
//! A reader says what stands on which line; what it finds and has no word for it hands over under the name that it had, to be
//! told as lost or obeyed as an embargo.

use super::{
    File, Parsed,
    fields::Notes,
    json_feed,
    problem::{Kind, Place, Problem},
    repair, withhold,
    xml::{Document, Element, Fault, Node},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// Fields, with the places where they stand.
pub(super) struct Item {
    fields: Map<String, Value>,
    place: Place,
    places: HashMap<String, Place>,
}

/// A name that stands for why a release is withheld, in the reader's own words.
pub(super) const HELD: &str = "_held_because";
/// One for why it may have to be.
pub(super) const UNCLEAR: &str = "_unclear_because";
/// The words of a release where its text is more than these: for what they say of an embargo.
pub(super) const WORDS: &str = "_words";
/// What addresses in a release are relative to, where that is not its own.
pub(super) const BASE: &str = "_base";

impl Item {
    pub(super) fn on(place: impl Into<Place>) -> Self {
        Self { fields: Map::new(), place: place.into(), places: HashMap::new() }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }

    /// Says a field, unless it is said already.
    pub(super) fn set(&mut self, name: &str, value: impl Into<Value>, place: impl Into<Place>) {
        if !self.has(name) {
            self.fields.insert(name.to_owned(), value.into());
            self.places.insert(name.to_owned(), place.into());
        }
    }

    /// Says it if there is anything to say.
    pub(super) fn set_some(
        &mut self,
        name: &str,
        value: Option<impl Into<Value>>,
        place: impl Into<Place>,
    ) {
        if let Some(value) = value {
            self.set(name, value, place);
        }
    }

    /// Takes a field back.
    pub(super) fn remove(&mut self, name: &str) {
        self.fields.remove(name);
        self.places.remove(name);
    }

    /// Adds to a list.
    pub(super) fn add(&mut self, name: &str, value: impl Into<Value>, place: impl Into<Place>) {
        let value = value.into();
        self.places.entry(name.to_owned()).or_insert(place.into());
        match self.fields.get_mut(name) {
            Some(Value::Array(list)) if list.contains(&value) => {}
            Some(Value::Array(list)) => list.push(value),
            Some(one) => *one = Value::Array(vec![one.take(), value]),
            None => {
                self.fields.insert(name.to_owned(), Value::Array(vec![value]));
            }
        }
    }

    /// Adds to a text that is there, or begins it.
    pub(super) fn extend_text(&mut self, name: &str, more: &str) {
        match self.fields.get_mut(name) {
            Some(Value::String(text)) => text.push_str(more),
            _ => self.set(name, more, 0),
        }
    }

    /// Withholds the release, and says why.
    pub(super) fn hold(&mut self, why: impl Into<String>, place: impl Into<Place>) {
        self.set(HELD, why.into(), place);
    }

    /// Withholds the release because something is not understood.
    pub(super) fn doubt(&mut self, why: impl Into<String>, place: impl Into<Place>) {
        self.set(UNCLEAR, why.into(), place);
    }

    /// Hands over an element that has no word of its own.
    pub(super) fn unread(&mut self, element: &Element) {
        let value = unread_value(element, 0);
        let blank = value.as_str().is_some_and(|text| text.trim().is_empty());
        if blank {
            return;
        }
        // What may withhold is known by its own name, whatever the prefix.
        let local = element.local();
        let name = if withhold::may_say_so(local) { local } else { &*element.name };
        if self.has(name) {
            return self.add(name, value, element.line);
        }
        self.set(name, value, element.line);
    }
}

fn unread_value(element: &Element, depth: usize) -> Value {
    let has_elements = element.nodes.iter().any(|node| matches!(node, Node::Element(_)));
    if (!has_elements && element.attributes.is_empty()) || depth > 3 {
        return element.text().trim().into();
    }
    let mut map = Map::new();
    for (name, value) in &element.attributes {
        map.insert(name.to_string(), value.as_str().into());
    }
    for child in element.children() {
        map.entry(child.local()).or_insert_with(|| unread_value(child, depth + 1));
    }
    if !has_elements && let Some(text) = element.line_text() {
        map.insert("value".to_owned(), text.into());
    }
    Value::Object(map)
}

impl Default for Item {
    fn default() -> Self {
        Self::on(Place::Whole)
    }
}

impl From<u32> for Place {
    /// A line, counted from 1; else the whole file.
    fn from(line: u32) -> Self {
        if line == 0 { Self::Whole } else { Self::Line(line) }
    }
}

/// What a reader makes of a file.
#[derive(Default)]
pub(super) struct Translated {
    /// What is said of the newsroom, and of all items.
    pub(super) feed: Item,
    pub(super) items: Vec<Item>,
    pub(super) problems: Vec<Problem>,
}

impl Translated {
    /// The releases.
    pub(super) fn read(self, file: &File<'_>) -> Parsed {
        let Self { feed, items, mut problems } = self;
        let (own, of_feed) = (feed.place, feed.places);
        let (maps, places): (Vec<Value>, Vec<_>) = items
            .into_iter()
            .map(|item| (Value::Object(item.fields), (item.place, item.places)))
            .unzip();
        let place = |pointer: &str| {
            let mut parts = pointer.split('/').skip(1);
            let first = parts.next().unwrap_or_default();
            let number = parts.next().and_then(|number| number.parse().ok());
            match number.and_then(|number: usize| places.get(number)) {
                Some((place, places)) if first == "items" => {
                    let field = parts.next().unwrap_or_default();
                    places.get(&field.replace("~1", "/")).unwrap_or(place).clone()
                }
                _ => of_feed.get(first).unwrap_or(&own).clone(),
            }
        };
        let notes = Notes::new(file.source, place);
        let mut map = feed.fields;
        map.insert("version".to_owned(), "https://jsonfeed.org/version/1.1".into());
        map.insert("items".to_owned(), Value::Array(maps));
        let mut value = Value::Object(map);
        repair::values(&mut value, "", &notes);
        let mut parsed = match &value {
            Value::Object(map) => json_feed::of_feed(map, file, &notes),
            _ => Parsed::default(),
        };
        problems.extend(notes.into_problems());
        if places.is_empty() && problems.is_empty() {
            let message = "no release in it; look whether it is the file that you mean";
            problems.push(Problem::new(file.source, Place::Whole, Kind::PassedOver, message));
        }
        parsed.problems = problems;
        parsed
    }
}

/// The problem of a file that is no XML at all.
pub(super) fn no_xml((line, why): (u32, String), file: &File<'_>) -> Parsed {
    let message = format!("not XML: {why}; get the file anew from the program that wrote it");
    let problem = Problem::new(file.source, Place::Line(line), Kind::Syntax, message);
    Parsed { problems: vec![problem], ..Parsed::default() }
}

/// What is wrong with a file that is read all the same.
pub(super) fn faults(document: &Document, file: &File<'_>) -> Vec<Problem> {
    let told: BTreeMap<Fault, (Kind, &str)> = BTreeMap::from([
        (
            Fault::Cut,
            (
                Kind::Syntax,
                "the file ends here, in the middle: what it cuts is left out, and what may have followed is missing; get it \
                 whole from where it comes",
            ),
        ),
        (
            Fault::TooMuch,
            (
                Kind::TooLarge,
                "more elements than can be read of one file; what follows is not read; split it into several",
            ),
        ),
        (
            Fault::TooDeep,
            (
                Kind::TooDeep,
                "nested deeper than can be read; the text there is kept without it; simplify it",
            ),
        ),
        (
            Fault::Unclosed,
            (
                Kind::Repaired,
                "an element that is not closed, or closed and not opened, which no XML has; read as ending with what is around \
                 it; mend it where it comes from",
            ),
        ),
        (
            Fault::Entity,
            (
                Kind::DroppedMarkup,
                "an entity that the file declares for itself; such are not expanded, and stand as they are written; write the \
                 text in its place",
            ),
        ),
    ]);
    let faults = document.faults.iter().filter_map(|(fault, line)| {
        let (kind, message) = told.get(fault)?;
        Some(Problem::new(file.source, Place::Line(*line), *kind, *message))
    });
    faults.collect()
}
