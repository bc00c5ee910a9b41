//! Bytes to text, without guessing more than one has to.
//!
//! A byte order mark is obeyed, then what is UTF-8, then what a page declares of itself. What is left is
//! read as Windows-1252, or as what old Macintoshes wrote if that alone makes words of it, and it is said.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Why letters may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// No encoding was said, and it is not UTF-8.
    Guessed(&'static str),
    /// Some of it is not of the encoding that the rest is in.
    Mixed,
    /// It says one encoding and is in UTF-8.
    Misdeclared(&'static str),
}

impl Doubt {
    /// What was found and what to do.
    pub(super) fn advice(self) -> String {
        const DO: &str = "check accents and quotes, or save the file as UTF-8";
        match self {
            Self::Guessed(name) => {
                format!(
                    "not UTF-8, and no other encoding is declared, so letters may be wrong; read as {name}: {DO}"
                )
            }
            Self::Mixed => format!("not UTF-8 throughout, so letters may be wrong: {DO}"),
            Self::Misdeclared(name) => {
                format!("declares {name} and is UTF-8; read as UTF-8; correct the declaration")
            }
        }
    }
}

/// The text, and why it may not be quite what was written. `is_html` says that the file may declare its
/// encoding.
pub(super) fn text(bytes: &[u8], is_html: bool) -> (Cow<'_, str>, Option<Doubt>) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, malformed) = encoding.decode_without_bom_handling(&bytes[length..]);
        if !malformed {
            return (text, None);
        }
        if encoding != UTF_8 {
            return (text, Some(Doubt::Mixed));
        }
    }
    if let Some(encoding) = wide(bytes) {
        let (text, malformed) = encoding.decode_without_bom_handling(bytes);
        return (text, malformed.then_some(Doubt::Mixed));
    }
    let declared = if is_html { declared(bytes) } else { None };
    let utf8 = std::str::from_utf8(bytes);
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        // Where every letter takes one byte, nothing is UTF-8 by chance: whoever saved it forgot the
        // declaration.
        match utf8 {
            Ok(text) if !text.is_ascii() && encoding.is_single_byte() => {
                return (Cow::Borrowed(text), Some(Doubt::Misdeclared(encoding.name())));
            }
            Ok(text)
                if text.is_ascii()
                    && encoding.is_ascii_compatible()
                    && encoding.is_single_byte() => {}
            _ => {
                let (text, malformed) = encoding.decode_without_bom_handling(bytes);
                return (text, malformed.then_some(Doubt::Mixed));
            }
        }
    }
    if let Ok(text) = utf8 {
        return (Cow::Borrowed(text), None);
    }
    // A few bad bytes in UTF-8 are no reason to spoil every accent in it.
    let lossy = String::from_utf8_lossy(bytes);
    let bad = lossy.matches(char::REPLACEMENT_CHARACTER).count();
    let good = lossy.chars().filter(|c| !c.is_ascii()).count() - bad;
    if good > bad {
        return (lossy, Some(Doubt::Mixed));
    }
    let encoding = if is_macintosh(bytes) { MACINTOSH } else { WINDOWS_1252 };
    (encoding.decode_without_bom_handling(bytes).0, Some(Doubt::Guessed(encoding.name())))
}

/// UTF-16 without a mark: every other byte of what is mostly Latin is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2000) & !1];
    if head.len() < 4 {
        return None;
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 2 * 7 / 10;
    match (even > most && odd == 0, odd > most && even == 0) {
        (true, _) => Some(UTF_16BE),
        (_, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// What a page says in `<meta charset>`, in `<meta http-equiv>` or in an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let label = |tag: &str, name: &str| {
        let after =
            tag[tag.find(name)? + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let after = after.trim_start_matches(['"', '\'']);
        let end =
            after.find(|c: char| c.is_whitespace() || "\"';>/?".contains(c)).unwrap_or(after.len());
        Encoding::for_label(&after.as_bytes()[..end])
    };
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split('>').next());
    let xml = xml.and_then(|tag| label(tag, "encoding"));
    let mut rest = head.as_str();
    let mut meta = None;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end..]);
            continue;
        }
        if rest.starts_with("<meta") {
            let tag = rest.split('>').next().unwrap_or_default();
            meta = meta.or_else(|| label(tag, "charset"));
        }
        rest = &rest[1..];
    }
    // What is read as bytes cannot be UTF-16 (HTML, 13.2.3.2).
    let found = meta.or(xml)?;
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

/// Whether the bytes above ASCII make letters inside words only if an old Macintosh wrote them.
fn is_macintosh(bytes: &[u8]) -> bool {
    // Quotes and the like end words as Windows writes them.
    let letters = "àâäçéèêëîïôöùûüœæñáíóúÀÉÈÊÇ’”»…–—€™";
    let score = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let chars: Vec<char> = text.chars().collect();
        let inside =
            chars.windows(2).filter(|pair| !pair[1].is_ascii() && pair[0].is_ascii_lowercase());
        let (fits, all) = inside.fold((0_usize, 0_usize), |(fits, all), pair| {
            (fits + usize::from(letters.contains(pair[1])), all + 1)
        });
        (fits, all)
    };
    let (mac, all) = score(MACINTOSH);
    let (windows, _) = score(WINDOWS_1252);
    mac > 0 && mac == all && windows * 2 < mac
}

#[cfg(test)]
mod tests {
    use super::{Doubt, text};

    #[test]
    fn encodings() {
        let guessed = Some(Doubt::Guessed("windows-1252"));
        for (bytes, expected, doubt) in [
            (&b"abc"[..], "abc", None),
            (b"", "", None),
            ("à é".as_bytes(), "à é", None),
            (b"\xEF\xBB\xBF\xC3\xA0", "à", None),
            (b"\xFF\xFE\xE0\x00", "à", None),
            (b"\xFE\xFF\x00\xE0", "à", None),
            (b"P\0r\0i\0x\0 \0\xE0\0", "Prix à", None),
            (b"\0P\0r\0i\0x\0 \0\xE0", "Prix à", None),
            ("à é è \u{fffd}".as_bytes(), "à é è \u{fffd}", None),
            (b"\xC3\xA0\xC3\xA9 \xE0", "àé \u{fffd}", Some(Doubt::Mixed)),
            (b"\xE0 \x93quoted\x94 \x80", "à “quoted” €", guessed),
            (b"L\x92eau co\xFBte", "L’eau coûte", guessed),
            (b"co\x9Ete un caf\x8E", "coûte un café", Some(Doubt::Guessed("macintosh"))),
        ] {
            assert_eq!(text(bytes, false), (expected.into(), doubt));
        }
    }

    #[test]
    fn a_declared_encoding_is_obeyed() {
        for (bytes, expected, doubt) in [
            (&b"<meta charset=iso-8859-15>2 \xA4, c\xBDur"[..], "2 €, cœur", None),
            (b"<meta charset='latin1'>\x80", "€", None),
            (b"<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=windows-1251\">\xCF\xEE", "По", None),
            (b"<meta charset=\"iso-8859-2\">\xA3\xF3d\xBC", "Łódź", None),
            (b"<?xml version=\"1.0\" encoding=\"iso-8859-7\"?>\xE1", "α", None),
            (b"<meta charset=shift_jis>\x93\xFA", "日", None),
            (b"<!-- <meta charset=windows-1251> --><meta charset=utf-8>\xC3\xA0", "à", None),
            (b"<meta charset=utf-16>\xC3\xA0", "à", None),
            (b"<meta charset=iso-8859-1>\xC3\xA0", "à", Some(Doubt::Misdeclared("windows-1252"))),
            (b"<meta charset=utf-8>\xE0", "à", Some(Doubt::Guessed("windows-1252"))),
            (b"<meta charset=nonsense>\xC3\xA0", "à", None),
        ] {
            let (found, found_doubt) = text(bytes, true);
            assert_eq!((found.rsplit('>').next().unwrap(), found_doubt), (expected, doubt));
        }
    }
}
