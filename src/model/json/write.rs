//! Writing JSON without spaces, by hand.

use super::Value;

/// Appends a text in quotation marks.
fn put_text(text: &str, out: &mut String) {
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
#[cfg(feature = "tools")]
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

impl Value {
    /// Appends it, without spaces.
    pub(super) fn put(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => out.push_str(number),
            Self::String(text) => put_text(text, out),
            Self::Array(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    item.put(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (place, (name, value)) in members.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    put_text(name, out);
                    out.push(':');
                    value.put(out);
                }
                out.push('}');
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Value, put_text, sparing};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            let mut json = String::new();
            put_text(&text, &mut json);
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
