//! JSON as publishers' programs write it: names that stand twice are told, long numbers keep their
//! digits, and half a character costs itself and not the file.

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, value::RawValue};
use std::{
    cell::{Cell, RefCell},
    fmt,
};

/// What a text says, and the JSON pointers of names that stand twice in their object; the first
/// value of such a name is kept.
///
/// # Errors
///
/// The parser's own words. What is nested deeper than 128 levels is refused, so no input exhausts
/// the stack.
pub(super) fn read(text: &str) -> Result<(Value, Vec<String>), serde_json::Error> {
    let mut parser = serde_json::Deserializer::from_str(text);
    let twice = RefCell::default();
    let (pointer, count) = (String::new(), Cell::new(0));
    let value = Seed { pointer, twice: &twice, count: &count }.deserialize(&mut parser)?;
    parser.end()?;
    Ok((value, twice.into_inner()))
}

/// The JSON at the beginning of a text, with the names that stand twice, and how many bytes of
/// the text it takes up.
pub(super) fn first(text: &str) -> Option<(Value, Vec<String>, usize)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let raw = values.next()?.ok()?.get();
    let (value, twice) = read(raw).ok()?;
    let names =
        twice.iter().map(|pointer| pointer.rsplit('/').next().unwrap_or_default().to_owned());
    Some((value, names.collect(), values.byte_offset()))
}

/// The text with U+FFFD for each half of a character that is written without its other half
/// (`\ud83d`), and how many there were. serde_json refuses the whole file for one.
pub(super) fn without_half_characters(text: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut halves) = (text, 0);
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let unit = |text: &str| {
            let digits = text.strip_prefix("\\u")?.get(..4)?;
            u16::from_str_radix(digits, 16).ok()
        };
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                halves += 1;
                out.push_str("\\ufffd");
                rest = &escape[6..];
                continue;
            }
            // An escaped backslash begins no escape.
            _ => 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
        out.push_str(&escape[..length]);
        rest = &escape[length..];
    }
    out.push_str(rest);
    (out, halves)
}

struct Seed<'a> {
    pointer: String,
    twice: &'a RefCell<Vec<String>>,
    /// How many values were read.
    count: &'a Cell<usize>,
}

/// So many values are read of one file. Each takes some hundred bytes.
const MOST: usize = if cfg!(test) { 200_000 } else { 4_000_000 };
/// What is said of a file that has more.
pub(super) const TOO_MANY: &str = "more values than can be read of one file";

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.count.set(self.count.get() + 1);
        if self.count.get() > MOST {
            return Err(D::Error::custom(TOO_MANY));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        let seed = |index: usize| Seed {
            pointer: format!("{}/{index}", self.pointer),
            twice: self.twice,
            count: self.count,
        };
        while let Some(value) = access.next_element_seed(seed(list.len()))? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(name) = access.next_key::<String>()? {
            let pointer =
                format!("{}/{}", self.pointer, name.replace('~', "~0").replace('/', "~1"));
            // A number with more digits than a double holds would make one id of two.
            let value = if name == "id" {
                identifier(access.next_value()?).map_err(A::Error::custom)?
            } else {
                access.next_value_seed(Seed {
                    pointer: pointer.clone(),
                    twice: self.twice,
                    count: self.count,
                })?
            };
            if map.contains_key(&name) {
                self.twice.borrow_mut().push(pointer);
            } else {
                map.insert(name, value);
            }
        }
        Ok(Value::Object(map))
    }
}

fn identifier(raw: &RawValue) -> Result<Value, serde_json::Error> {
    let is_number = raw.get().starts_with(|c: char| c == '-' || c.is_ascii_digit());
    if is_number {
        Ok(Value::String(raw.get().to_owned()))
    } else {
        serde_json::from_str(raw.get())
    }
}

#[cfg(test)]
mod tests {
    use super::{first, read, without_half_characters};
    use serde_json::json;

    #[test]
    fn names_that_stand_twice_are_told() {
        let (value, twice) = read(
            r#"{"a": 1, "a": 2, "b": [{"c/d": 1, "c/d": null}], "id": 12345678901234567890123}"#,
        )
        .unwrap();
        assert_eq!(value, json!({"a": 1, "b": [{"c/d": 1}], "id": "12345678901234567890123"}));
        assert_eq!(twice, ["/a", "/b/0/c~1d"]);
        for text in ["{", "[1,]", "{\"a\": 1,}", "1 2", ""] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read(&"[".repeat(100_000)).is_err());
        let many = format!("[{}0]", "0,".repeat(super::MOST));
        assert!(read(&many).unwrap_err().to_string().starts_with(super::TOO_MANY));
    }

    #[test]
    fn json_at_the_beginning_of_a_text() {
        let (value, _, length) = first("{\"a\": 1}\n\nText").unwrap();
        assert_eq!((value, length), (json!({"a": 1}), 8));
        assert!(first("{\"a\": 1,}\nText").is_none());
    }

    #[test]
    fn half_a_character_costs_itself() {
        for (text, expected, halves) in [
            (r#""a\ud83d""#, r#""a\ufffd""#, 1),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#, 0),
            (r#""\ude00\ud83dx""#, r#""\ufffd\ufffdx""#, 2),
            (r#""\\ud83d""#, r#""\\ud83d""#, 0),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#, 1),
            (r#""\"é\n""#, r#""\"é\n""#, 0),
            (r#""\u12"#, r#""\u12"#, 0),
            ("\\", "\\", 0),
        ] {
            assert_eq!(without_half_characters(text), (expected.to_owned(), halves), "{text}");
        }
    }
}
