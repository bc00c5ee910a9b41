//! Bytes to text, without guessing more than one has to.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Reads UTF-8, or UTF-16 if a byte order mark says so, else Windows-1252. The mark is dropped.
/// The second value is false if the bytes were neither, or not all of them, and letters may be
/// wrong.
pub(super) fn text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, malformed) = encoding.decode_without_bom_handling(&bytes[length..]);
        if !malformed {
            return (text, true);
        }
        if encoding != UTF_8 {
            return (text, false);
        }
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), true),
        Err(_) => {
            // A few bad bytes in UTF-8 are no reason to spoil every accent in it.
            let lossy = String::from_utf8_lossy(bytes);
            let bad = lossy.matches(char::REPLACEMENT_CHARACTER).count();
            let good = lossy.chars().filter(|c| !c.is_ascii()).count() - bad;
            match good > bad {
                true => (lossy, false),
                false => (WINDOWS_1252.decode_without_bom_handling(bytes).0, false),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn encodings() {
        for (bytes, expected, sure) in [
            (&b"abc"[..], "abc", true),
            (b"", "", true),
            ("à é".as_bytes(), "à é", true),
            (b"\xEF\xBB\xBF\xC3\xA0", "à", true),
            (b"\xFF\xFE\xE0\x00", "à", true),
            (b"\xFE\xFF\x00\xE0", "à", true),
            ("à é è \u{fffd}".as_bytes(), "à é è \u{fffd}", true),
            (b"\xC3\xA0\xC3\xA9 \xE0", "àé \u{fffd}", false),
            (b"\xE0 \x93quoted\x94 \x80", "à “quoted” €", false),
        ] {
            assert_eq!(text(bytes), (expected.into(), sure));
        }
    }
}
