//! Writing JSON without spaces, by hand: what `serde` generates for the messages between a page and the worker that
//! searches for it is 9 KB of wasm on each side.

use super::Value;
use crate::model::{Language, Month};

/// A value that can be written as JSON.
pub trait ToJson {
    /// Appends the value.
    fn to_json(&self, out: &mut String);
}

/// Appends the members of an object, without those that are `None`.
macro_rules! put_member {
    (! $self:ident, $field:ident, $out:ident) => {
        $crate::model::json::put_name(stringify!($field), $out);
        $self.$field.to_json($out);
    };
    (? $self:ident, $field:ident, $out:ident) => {
        if let Some(value) = &$self.$field {
            $crate::model::json::put_name(stringify!($field), $out);
            value.to_json($out);
        }
    };
}

/// Values that are read and written as an object with a member for each field: `!` for those that have to be there, `?`
/// for those that may be absent.
macro_rules! message {
    ($($type:ident { $($field:ident $kind:tt),* $(,)? })*) => {$(
        $crate::model::json::from_object! { $type { $($field $kind),* } }
        impl $crate::model::json::ToJson for $type {
            fn to_json(&self, out: &mut String) {
                out.push('{');
                $($crate::model::json::put_member!($kind self, $field, out);)*
                out.push('}');
            }
        }
    )*};
}
pub(crate) use {message, put_member};

/// Appends what comes between one member of an object and the next, and the name of the next, which needs no escape.
pub(crate) fn put_name(name: &str, out: &mut String) {
    if !out.ends_with('{') {
        out.push(',');
    }
    out.push('"');
    out.push_str(name);
    out.push_str("\":");
}

/// Appends a variant that has content: an object with one member.
pub(crate) fn put_variant(name: &str, out: &mut String, content: impl FnOnce(&mut String)) {
    out.push('{');
    put_name(name, out);
    content(out);
    out.push('}');
}

/// Appends a text in quotation marks.
pub(crate) fn put_text(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\0'..='\u{1f}' => put_escape(character, out),
            character => out.push(character),
        }
    }
    out.push('"');
}

/// Appends a character as four hexadecimal digits; one that UTF-16 writes as a pair stays as it is.
fn put_escape(character: char, out: &mut String) {
    let Ok(unit) = u16::try_from(u32::from(character)) else {
        out.push(character);
        return;
    };
    out.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        let digit = u32::from(unit >> shift & 0xf);
        out.push(char::from_digit(digit, 16).unwrap_or_default());
    }
}

/// JSON text in which no character of a sort stands as it is: where one may stand at all, which is inside texts, it can be
/// written as its number. For JSON that stands in something else, where such a character would mean something.
#[must_use]
#[cfg(feature = "native")]
pub(crate) fn sparing(json: &str, refused: fn(char) -> bool) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if refused(character) {
            put_escape(character, &mut text);
        } else {
            text.push(character);
        }
    }
    text
}

/// Appends a list.
pub(crate) fn put_list<T>(items: &[T], out: &mut String, put: impl Fn(&T, &mut String)) {
    out.push('[');
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        put(item, out);
    }
    out.push(']');
}

impl ToJson for Value {
    fn to_json(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => value.to_json(out),
            Self::Number(number) => out.push_str(number),
            Self::String(text) => put_text(text, out),
            Self::Array(items) => put_list(items, out, Self::to_json),
            Self::Object(members) => {
                out.push('{');
                for (place, (name, value)) in members.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    put_text(name, out);
                    out.push(':');
                    value.to_json(out);
                }
                out.push('}');
            }
        }
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self, out: &mut String) {
        put_list(self, out, T::to_json);
    }
}

impl<A: ToJson, B: ToJson> ToJson for (A, B) {
    fn to_json(&self, out: &mut String) {
        out.push('[');
        self.0.to_json(out);
        out.push(',');
        self.1.to_json(out);
        out.push(']');
    }
}

impl ToJson for String {
    fn to_json(&self, out: &mut String) {
        put_text(self, out);
    }
}

impl ToJson for bool {
    fn to_json(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

impl ToJson for u32 {
    fn to_json(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl ToJson for u16 {
    fn to_json(&self, out: &mut String) {
        u32::from(*self).to_json(out);
    }
}

impl ToJson for Language {
    fn to_json(&self, out: &mut String) {
        put_text(self.as_str(), out);
    }
}

impl ToJson for Month {
    fn to_json(&self, out: &mut String) {
        // Without `Display`, whose padding is half a kilobyte of the search worker.
        out.push('"');
        for (number, above) in [(u32::from(self.year), 10_000), (u32::from(self.month), 100)] {
            let digits = (above + number).to_string();
            out.push_str(if above == 100 { "-" } else { "" });
            out.push_str(digits.get(1..).unwrap_or_default());
        }
        out.push('"');
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{ToJson, Value, sparing};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            let mut json = String::new();
            text.to_json(&mut json);
            prop_assert_eq!(&serde_json::from_str::<String>(&json).unwrap(), &text);
            let spared = sparing(&json, |c| !c.is_ascii_alphanumeric() && c != '"' && c != '\\');
            prop_assert_eq!(serde_json::from_str::<String>(&spared).unwrap(), text);
        }
    }

    #[test]
    fn what_would_mean_something_is_spared() {
        let spared = sparing(r#"["</script>","é😀"]"#, |c| c == '<' || !c.is_ascii());
        assert_eq!(spared, "[\"\\u003c/script>\",\"\\u00e9😀\"]");
    }

    #[test]
    fn a_tree_comes_back_as_it_was_written() {
        let text = r#"{"a\"":[null,true,-1.5e3,"\u0001é"],"b":{}}"#;
        assert_eq!(Value::parse(text.as_bytes()).unwrap().to_string(), text);
    }
}
