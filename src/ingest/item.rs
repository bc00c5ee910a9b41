//! Items in the text of a JSON Feed: what one says, as a Markdown header says it, and the file without it, to the byte.

use super::{
    UNDETERMINED, json,
    names::{self, plain},
    ninjs,
    problem::Place,
};
use crate::model::Release;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Value, json, value::RawValue};
use std::fmt;

/// The items of a feed, where they stand in its text.
pub(crate) struct Items<'a> {
    text: &'a str,
    /// The pointer of the list that they stand in.
    list: &'static str,
    raw: Vec<&'a RawValue>,
}

/// A feed around its items. One with two lists of them is none.
#[derive(Deserialize)]
struct Around<'a> {
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
}

impl<'a> Items<'a> {
    /// Of a JSON Feed, or of a list of items without one; of no other format.
    pub(crate) fn new(text: &'a str) -> Option<Self> {
        let bare = text.trim_start_matches('\u{feff}').trim();
        if bare.starts_with('{') {
            let Around { items: raw } = serde_json::from_str(bare).ok()?;
            return Some(Self { text, list: "/items", raw });
        }
        let raw: Vec<&RawValue> = serde_json::from_str(bare).ok()?;
        let is_ninjs =
            |raw: &&RawValue| serde_json::from_str(raw.get()).is_ok_and(|map| ninjs::is_one(&map));
        (!raw.iter().any(is_ninjs)).then_some(Self { text, list: "", raw })
    }

    fn number(&self, place: &Place) -> Option<usize> {
        let Place::Pointer(pointer) = place else { return None };
        pointer.strip_prefix(self.list)?.strip_prefix('/')?.parse().ok()
    }

    /// The bytes of an item.
    pub(crate) fn raw(&self, place: &Place) -> Option<&'a str> {
        Some(self.raw.get(self.number(place)?)?.get())
    }

    /// The line on which it begins.
    pub(crate) fn line(&self, place: &Place) -> Option<usize> {
        let before = self.text.get(..self.start(self.number(place)?)?)?;
        Some(before.matches('\n').count() + 1)
    }

    /// Where an item begins: it is a part of the text, at a distance from its beginning.
    fn start(&self, number: usize) -> Option<usize> {
        let raw = self.raw.get(number)?.get();
        (raw.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)
    }

    fn end(&self, number: usize) -> Option<usize> {
        Some(self.start(number)? + self.raw.get(number)?.get().len())
    }

    /// The text without an item and without the comma that it needed; every other byte stays.
    pub(crate) fn without(&self, place: &Place) -> Option<String> {
        let number = self.number(place)?;
        let (own, end) = (self.start(number)?, self.end(number)?);
        let (from, to) = match (number.checked_sub(1), self.start(number + 1)) {
            // The one after it takes its place.
            (_, Some(next)) => (own, next),
            (Some(before), None) => (self.end(before)?, end),
            // Around the only one there is nothing but the brackets.
            (None, None) => (
                self.text.get(..own)?.trim_end().len(),
                self.text.len() - self.text.get(end..)?.trim_start().len(),
            ),
        };
        Some(format!("{}{}", self.text.get(..from)?, self.text.get(to..)?))
    }

    /// What an item says but for its text, in the order in which it does, what is nested in it among the rest: as names and
    /// values of a header of `release` alone. With what the file around it says of it. `None` if a header cannot say it: a
    /// name stands twice, or there is a second text.
    pub(crate) fn header(&self, place: &Place, release: &Release) -> Option<Vec<(String, Value)>> {
        let mut fields: Vec<(String, Value)> = Vec::new();
        for (name, raw) in fields_of(self.raw(place)?)? {
            match is_in(&name, names::NESTED) && raw.get().starts_with('{') {
                true => {
                    for (name, raw) in fields_of(raw.get())? {
                        fields.push((name.clone(), value(&name, raw)?));
                    }
                }
                false => fields.push((name.clone(), value(&name, raw)?)),
            }
        }
        fields.retain(|(_, value)| !value.is_null());
        let mut known: Vec<_> = fields.iter().map(|(name, _)| plain(name)).collect();
        known.sort_unstable();
        if known.windows(2).any(|pair| matches!(pair, [one, other] if one == other)) {
            return None;
        }
        let sure = [names::MARKUP, names::MARKDOWN, names::TEXT].concat();
        let is_text = |name: &str| is_in(name, &sure) || is_in(name, names::CONTENT);
        let texts: Vec<_> = fields.iter().filter(|(name, _)| is_text(name)).collect();
        let is_other = texts.len() > 1 && texts.iter().any(|(name, _)| is_in(name, names::CONTENT));
        if is_other || texts.iter().any(|(_, value)| !value.is_string()) {
            return None;
        }
        fields.retain(|(name, _)| !is_text(name));
        let says = |list: &[&str]| {
            let blank = |value: &Value| value.as_str().is_some_and(|text| text.trim().is_empty());
            fields.iter().any(|(name, value)| is_in(name, list) && !blank(value))
        };
        let language = release.language.as_ref().map_or(UNDETERMINED, |tag| tag.as_str());
        let around = [
            (names::ID, "id", Some(json!(release.id))),
            (names::LANGUAGE, "language", Some(json!(language))),
            (names::GROUP, "group", release.group.as_ref().map(|group| json!(group))),
            (
                names::ISSUERS,
                "authors",
                (!release.issuers.is_empty()).then(|| json!(release.issuers)),
            ),
        ];
        let missing: Vec<(String, Value)> = around
            .into_iter()
            .filter(|(list, ..)| !says(list))
            .filter_map(|(_, name, value)| Some((name.to_owned(), value?)))
            .collect();
        // A name that says nothing makes place for the one that does.
        fields.retain(|(name, _)| !missing.iter().any(|(new, _)| plain(new) == plain(name)));
        fields.extend(missing);
        Some(fields)
    }
}

fn is_in(name: &str, list: &[&str]) -> bool {
    let own = plain(name);
    list.iter().any(|known| plain(known) == own)
}

/// The value of a field, if nothing in it stands twice. A long number keeps its digits as an identifier.
fn value(name: &str, raw: &RawValue) -> Option<Value> {
    let text = raw.get();
    if name == "id" && text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return Some(json!(text));
    }
    let (value, twice) = json::read(text).ok()?;
    twice.is_empty().then_some(value)
}

/// The fields of an object in their order.
fn fields_of(raw: &str) -> Option<Vec<(String, &RawValue)>> {
    serde_json::from_str(raw).ok().map(|Ordered(fields)| fields)
}

struct Ordered<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Ordered<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = access.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Fields).map(Ordered)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::Items;
    use crate::{
        ingest::Place,
        model::{Language, Party, Release, Slug},
    };
    use serde_json::json;

    fn at(list: &str, number: usize) -> Place {
        Place::Pointer(format!("{list}/{number}"))
    }

    #[test]
    fn an_item_is_taken_out_and_every_other_byte_stays() {
        let whole = "\u{feff}{\r\n  \"items\" : [\r\n    { \"id\": \"a,]\" } ,\r\n\t{\"id\":2},\r\n\r\n    {\"id\": \"c\"}\r\n  ],\r\n \"x\":  1e5}\r\n";
        let items = Items::new(whole).unwrap();
        for (number, expected) in [
            (0, whole.replace("{ \"id\": \"a,]\" } ,\r\n\t", "")),
            (1, whole.replace("{\"id\":2},\r\n\r\n    ", "")),
            (2, whole.replace(",\r\n\r\n    {\"id\": \"c\"}", "")),
        ] {
            assert_eq!(items.without(&at("/items", number)), Some(expected), "{number}");
        }
        assert_eq!(items.line(&at("/items", 2)), Some(6));
        for place in
            [at("/items", 3), at("", 0), at("/other", 0), Place::Whole, at("/items/0/x", 0)]
        {
            assert_eq!(items.without(&place), None, "{place:?}");
        }
        for (one, list, none) in [
            ("{\"items\": [ {\"id\": 1} ]}", "/items", "{\"items\": []}"),
            ("{\"items\":[\n{}\n]\n}\n", "/items", "{\"items\":[]\n}\n"),
            (" [ {} ] ", "", " [] "),
        ] {
            let items = Items::new(one).unwrap();
            assert_eq!(items.without(&at(list, 0)).as_deref(), Some(none), "{one}");
        }
    }

    #[test]
    fn what_is_no_list_of_items_has_none() {
        for text in [
            "",
            "{",
            "{\"version\": \"x\"}",
            "{\"items\": {}}",
            "{\"items\": [], \"items\": []}",
            "[{\"uri\": \"a\", \"pubStatus\": \"usable\"}]",
            "{\"items\": [{}]} x",
        ] {
            assert!(Items::new(text).is_none(), "{text}");
        }
    }

    fn header(item: &str) -> Option<Vec<(String, serde_json::Value)>> {
        let mut release = Release::new("a".to_owned(), Slug::new("a").unwrap());
        release.language = Language::new("fr");
        release.issuers = vec![Party { name: "Port".to_owned(), url: None }];
        let text = format!("{{\"items\": [{item}]}}");
        Items::new(&text).unwrap().header(&at("/items", 0), &release)
    }

    #[test]
    fn what_an_item_says_is_said_in_its_order() {
        let own = |name: &str, value| (name.to_owned(), value);
        assert_eq!(
            header(
                "{\"title\": \"A\", \"id\": 12345678901234567890123, \"content_html\": \"<p>x\", \"content_text\": \"x\", \
                 \"image\": null, \"_ours\": {\"b\": [1]}, \"_release\": {\"status\": {\"state\": \"corrected\"}, \"draft\": true}}"
            ),
            Some(vec![
                own("title", json!("A")),
                own("id", json!("12345678901234567890123")),
                own("_ours", json!({ "b": [1] })),
                own("status", json!({ "state": "corrected" })),
                own("draft", json!(true)),
                own("language", json!("fr")),
                own("authors", json!([{ "name": "Port" }])),
            ])
        );
        // What it says itself, under whatever name, is not said again.
        let said = "{\"Author\": {\"name\": \"B\"}, \"langue\": \"en\", \"uuid\": \"a\"}";
        assert_eq!(header(said).unwrap().len(), 3);
        assert_eq!(
            header("{\"id\": \" \", \"lang\": \"\", \"author\": \"B\"}").unwrap(),
            [
                own("lang", json!("")),
                own("author", json!("B")),
                own("id", json!("a")),
                own("language", json!("fr"))
            ]
        );
    }

    #[test]
    fn what_no_header_can_say_is_none() {
        for item in [
            "{\"title\": \"A\", \"title\": \"B\"}",
            "{\"title\": \"A\", \"Title\": \"B\"}",
            "{\"tags\": [\"a\"], \"_release\": {\"tags\": [\"b\"]}}",
            "{\"_ours\": {\"a\": 1, \"a\": 2}}",
            "{\"content_html\": \"a\", \"body\": \"b\"}",
            "{\"content_text\": [\"a\"]}",
            "{\"title\": \"\\ud83d\"}",
            "[]",
        ] {
            assert_eq!(header(item), None, "{item}");
        }
    }
}
