//! JSON text as a tree of values: RFC 8259, UTF-8 only.
//!
//! Ours rather than `serde_json`'s, which ingest and the command line use: the viewer only reads
//! what the tool wrote, and this costs its readers 11 KB less (brotli, of a first load of 150).
//! Tests hold it to `serde_json` and to the cases of JSONTestSuite.

use std::fmt::{self, Display, Formatter};

/// How deep values may lie in one another, so that no text can exhaust the stack.
const DEEPEST: u32 = 128;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// As it is written.
    Number(String),
    /// Unescaped.
    String(String),
    /// In order.
    Array(Vec<Value>),
    /// In the order in which they are written; of several of one name the last counts.
    Object(Vec<(String, Value)>),
}

/// Where text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The offset in bytes.
    pub at: usize,
}

impl Display for Malformed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("not JSON from byte ")?;
        Display::fmt(&self.at, f)
    }
}

/// As JSON text, without spaces.
impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.put(&mut text);
        f.write_str(&text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.to_string())
    }
}

impl Value {
    /// An object of these members.
    pub fn object<'a>(members: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let members = members.into_iter();
        Self::Object(members.map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Parses a whole text.
    ///
    /// # Errors
    ///
    /// If it is not one JSON value, or is nested more than 128 deep.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return Err(Malformed { at: error.valid_up_to() }),
        };
        let mut parser = Parser { text, at: 0 };
        if let Some(value) = parser.value(DEEPEST) {
            parser.space();
            if parser.at == text.len() {
                return Ok(value);
            }
        }
        Err(Malformed { at: parser.at })
    }

    /// A member of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The members of an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The items of an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// A number that is written as a whole one, without a sign.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// `true` or `false`.
    #[must_use]
    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }
}

/// A text and how far it has been read. What does not parse is `None`, with `at` near the place.
struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Passes over `byte` if it is next.
    fn takes(&mut self, byte: u8) -> bool {
        let next = self.peek() == Some(byte);
        self.at += usize::from(next);
        next
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: u32) -> Option<Value> {
        self.space();
        match self.peek()? {
            b'"' => self.string().map(Value::String),
            b'[' => {
                let mut items = Vec::new();
                self.series(b']', |parser| {
                    items.push(parser.value(depth.checked_sub(1)?)?);
                    Some(())
                })?;
                Some(Value::Array(items))
            }
            b'{' => {
                let mut members = Vec::new();
                self.series(b'}', |parser| {
                    let name = parser.string()?;
                    parser.space();
                    let value = if parser.takes(b':') {
                        parser.value(depth.checked_sub(1)?)?
                    } else {
                        None?
                    };
                    members.push((name, value));
                    Some(())
                })?;
                Some(Value::Object(members))
            }
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    /// Items with commas between them, up to `end`.
    fn series(&mut self, end: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.space();
        if self.takes(end) {
            return Some(());
        }
        loop {
            self.space();
            item(self)?;
            self.space();
            if self.takes(end) {
                return Some(());
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        if !self.text.get(self.at..)?.starts_with(word) {
            return None;
        }
        self.at += word.len();
        Some(value)
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        self.text.get(start..self.at).map(|text| Value::Number(text.to_owned()))
    }

    /// At least one.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn string(&mut self) -> Option<String> {
        if !self.takes(b'"') {
            return None;
        }
        let mut string = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            string.push_str(self.text.get(start..self.at)?);
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(string);
                }
                b'\\' => string.push(self.escape()?),
                // A control character.
                _ => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        self.at += 1;
        Some(match self.next()? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            sign @ (b'"' | b'\\' | b'/') => char::from(sign),
            _ => return None,
        })
    }

    /// Four hexadecimal digits, or two times four for what UTF-16 writes as a pair.
    fn unicode(&mut self) -> Option<char> {
        let unit = self.hexadecimal()?;
        if !(0xd800..0xdc00).contains(&unit) {
            return char::from_u32(unit);
        }
        if !(self.takes(b'\\') && self.takes(b'u')) {
            return None;
        }
        let low = self.hexadecimal()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + low)
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.next()?).to_digit(16)?;
        }
        Some(unit)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::Value;
    use proptest::prelude::*;

    /// The same tree as `serde_json` reads it.
    fn same(ours: &Value, theirs: &serde_json::Value) -> bool {
        use serde_json::Value as Theirs;
        match (ours, theirs) {
            (Value::Null, Theirs::Null) => true,
            (Value::Bool(a), Theirs::Bool(b)) => a == b,
            (Value::Number(a), Theirs::Number(b)) => {
                ours.as_u64() == b.as_u64() && a.parse::<f64>().ok() == b.as_f64()
            }
            (Value::String(a), Theirs::String(b)) => a == b,
            (Value::Array(a), Theirs::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Value::Object(a), Theirs::Object(b)) => {
                let known = |(name, _): &(String, Value)| b.contains_key(name);
                a.iter().all(known)
                    && b.iter().all(|(name, b)| ours.get(name).is_some_and(|a| same(a, b)))
            }
            _ => false,
        }
    }

    #[test]
    fn what_is_malformed_is_refused_at_its_place() {
        for (text, at) in [
            ("", 0),
            (" {\"a\":1,}", 8),
            ("[1 2]", 3),
            ("{\"a\" 1}", 5),
            ("\"a\nb\"", 2),
            ("\"\\ud800\"", 7),
            ("\"\\x\"", 3),
            ("01", 1),
            ("1.", 2),
            ("truth", 0),
            ("[1] x", 4),
            ("\u{feff}[]", 0),
        ] {
            assert_eq!(Value::parse(text.as_bytes()).unwrap_err().at, at, "{text}");
        }
        assert_eq!(Value::parse(b"\"\xff\"").unwrap_err().at, 1);
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Value::parse(deep(128).as_bytes()).is_ok());
        assert!(Value::parse(deep(100_000).as_bytes()).is_err());
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<u64>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            (-1e9..1e9_f64).prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn reads_what_serde_json_writes(json in json(), pretty: bool) {
            let text = if pretty { serde_json::to_string_pretty(&json) } else { serde_json::to_string(&json) };
            prop_assert!(same(&Value::parse(text.unwrap().as_bytes()).unwrap(), &json));
        }

        #[test]
        fn agrees_with_serde_json_on_any_text(text in "[\\[\\]{}:,\"\\\\0-9a-fu.eE+\\- \n]{0,24}") {
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            match (Value::parse(text.as_bytes()), theirs) {
                (Ok(ours), Ok(theirs)) => prop_assert!(same(&ours, &theirs), "{text}"),
                // Numbers beyond f64 are no business of the grammar.
                (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("out of range"), "{text}"),
                (Err(_), Ok(_)) => prop_assert!(false, "{text}"),
                (Err(_), Err(_)) => {}
            }
        }
    }
}
