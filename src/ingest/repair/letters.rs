//! Letters: what cannot be seen, what was read in a wrong encoding, what is gone.

use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

/// What was found in a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Repairs {
    /// Control characters.
    pub(in crate::ingest) controls: usize,
    /// Marks that override the direction of text.
    pub(in crate::ingest) overrides: usize,
    /// Characters of Windows-1252 that were read as ISO-8859-1.
    pub(in crate::ingest) windows: usize,
    /// UTF-8 that was read as Windows-1252, and was put right.
    pub(in crate::ingest) misread: bool,
    /// The same, where it is not sure.
    pub(in crate::ingest) suspect: bool,
    /// Letters that are gone.
    pub(in crate::ingest) lost: usize,
}

/// Puts a text right where that is sure. `line_end` stands for what ends a line in Word and elsewhere:
/// a line end where one does no harm, else a space.
pub(in crate::ingest) fn characters(text: &str, line_end: char) -> (Cow<'_, str>, Repairs) {
    let mut repairs = Repairs::default();
    if text.bytes().all(|b| b >= b' ' && b != 0x7F || matches!(b, b'\n' | b'\r' | b'\t'))
        && text.is_ascii()
    {
        return (Cow::Borrowed(text), repairs);
    }
    repairs.lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    let mut text = Cow::Borrowed(text);
    // Some texts went through it twice.
    for _ in 0..2 {
        match reread(&text) {
            Reread::Plain => break,
            Reread::Unsure => {
                repairs.suspect = true;
                break;
            }
            Reread::Sure(better) => {
                repairs.misread = true;
                text = Cow::Owned(better);
            }
        }
    }
    let found = text.chars().filter(|c| windows(*c).is_some()).count();
    // A lone U+0085 is a line end in some systems.
    let sure = found > 0 && text.chars().any(windows_letter);
    if sure {
        repairs.windows = found;
        text = Cow::Owned(text.chars().map(|c| windows(c).unwrap_or(c)).collect());
    }
    let is_override = |c: &char| matches!(c, '\u{202d}' | '\u{202e}');
    repairs.overrides = text.chars().filter(is_override).count();
    repairs.controls = text.chars().filter(|c| is_control(*c)).count();
    if repairs.controls + repairs.overrides > 0 || text.contains(['\u{2028}', '\u{2029}']) {
        text = Cow::Owned(controls(&text, line_end).into_owned());
    }
    (text, repairs)
}

/// The character that Windows-1252 has in the place of a control character of ISO-8859-1.
fn windows(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok().filter(|byte| (0x80..=0x9F).contains(byte))?;
    let bytes = [byte];
    let (read, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
    read.chars().next().filter(|read| *read != c)
}

fn windows_letter(c: char) -> bool {
    c != '\u{85}' && windows(c).is_some()
}

/// Characters that nobody can see and that mean nothing in a text.
fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The text with a space for each control character, and without marks that turn text around.
pub(in crate::ingest) fn controls(text: &str, line_end: char) -> Cow<'_, str> {
    let odd =
        |c: char| is_control(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202d}' | '\u{202e}');
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // What sets colours on a terminal: ESC, a bracket, numbers, a letter.
            '\u{1b}' => {
                if chars.next_if_eq(&'[').is_some() {
                    let mut length = 0;
                    while length < 16
                        && chars.next_if(|c| matches!(c, '0'..='9' | ';' | '?')).is_some()
                    {
                        length += 1;
                    }
                    chars.next_if(char::is_ascii_alphabetic);
                } else {
                    out.push(' ');
                }
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => out.push(line_end),
            '\u{2029}' => out.extend([line_end, line_end]),
            '\u{202d}' | '\u{202e}' => {}
            // Inside a word nothing stood where these stand.
            c if is_control(c) => out.push(' '),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether a text was UTF-8 and was read as Windows-1252.
enum Reread {
    Plain,
    Unsure,
    Sure(String),
}

fn reread(text: &str) -> Reread {
    // The commonest of such pairs; no language has them inside words.
    let strong = |a: char, b: char| match a {
        'Ã' => {
            "©¨ª«§´¹¼®¯¢¶¤¥±\u{a0}\u{a9}\u{89}\u{a2}".contains(b)
                || ('\u{80}'..='\u{9f}').contains(&b)
        }
        'Â' => "°§\u{a0}«»".contains(b),
        'â' => matches!(b, '€' | '\u{80}'),
        _ => false,
    };
    let mut before = '\0';
    let mut found = 0;
    for c in text.chars() {
        found += usize::from(strong(before, c));
        before = c;
    }
    if found == 0 {
        return Reread::Plain;
    }
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<u8> = Vec::new();
    for c in text.chars().chain(['\0']) {
        if let Some(byte) = byte_of(c) {
            run.push(byte);
            continue;
        }
        if !run.is_empty() {
            // The no-break space of `Ã ` (à) is often a plain one by now.
            if run.ends_with(&[0xC3]) && c == ' ' {
                run.push(0xA0);
                match std::str::from_utf8(&run) {
                    Ok(read) if plausible(read) => out.push_str(read),
                    _ => return Reread::Unsure,
                }
                run.clear();
                out.push(' ');
                continue;
            }
            match std::str::from_utf8(&run) {
                Ok(read) if plausible(read) => out.push_str(read),
                _ => return Reread::Unsure,
            }
            run.clear();
        }
        out.push(c);
    }
    out.pop();
    Reread::Sure(out)
}

/// The byte above ASCII that Windows-1252, or ISO-8859-1, reads as this character.
fn byte_of(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ 0x80..=0xFF => u8::try_from(code).ok(),
        code if code > 0xFF => {
            let text = c.to_string();
            let (bytes, _, failed) = WINDOWS_1252.encode(&text);
            bytes.first().copied().filter(|_| !failed)
        }
        _ => None,
    }
}

/// Letters and signs of the languages that are written with Latin letters.
fn plausible(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, '\u{80}'..='\u{17f}' | '\u{2010}'..='\u{203a}' | '€' | '™' | '−' | '→' | 'ﬁ' | 'ﬂ')
    })
}

#[cfg(test)]
mod tests {
    use super::{Repairs, characters};

    #[test]
    fn letters_are_put_right_where_that_is_sure() {
        let none = Repairs::default;
        for (text, expected, repairs) in [
            ("plain text\n", "plain text\n", none()),
            ("« Été », œuvre à 3 €", "« Été », œuvre à 3 €", none()),
            ("a\u{b}b\u{1}c\u{7f}d", "a b c d", Repairs { controls: 3, ..none() }),
            ("a\u{1b}[0;31mb", "ab", Repairs { controls: 1, ..none() }),
            ("a\u{fffe}b", "a b", Repairs { controls: 1, ..none() }),
            ("a\u{2028}b", "a b", none()),
            ("prix \u{202e}fdp", "prix fdp", Repairs { overrides: 1, ..none() }),
            ("L\u{92}eau \u{96} 3 \u{80}", "L’eau – 3 €", Repairs { windows: 3, ..none() }),
            ("a\u{85}b", "a b", Repairs { controls: 1, ..none() }),
            ("dÃ©jÃ\u{a0} vu", "déjà vu", Repairs { misread: true, ..none() }),
            ("dÃ©jÃ  vu", "déjà  vu", Repairs { misread: true, ..none() }),
            ("lâ€™Ã©tÃ©", "l’été", Repairs { misread: true, ..none() }),
            ("l\u{e2}\u{80}\u{99}eau", "l’eau", Repairs { misread: true, ..none() }),
            ("lÃ¢â‚¬â„¢eau", "l’eau", Repairs { misread: true, ..none() }),
            ("20 Â°C", "20 °C", Repairs { misread: true, ..none() }),
            ("été et dÃ©jÃ  vu", "été et dÃ©jÃ  vu", Repairs { suspect: true, ..none() }),
            // None of these was misread.
            ("NÃO À MAÇÃ", "NÃO À MAÇÃ", none()),
            ("LIBERTÉ» et «ÉGALITÉ»", "LIBERTÉ» et «ÉGALITÉ»", none()),
            ("Tiếng Việt: Ã, Â, â", "Tiếng Việt: Ã, Â, â", none()),
            ("perdu \u{fffd}", "perdu \u{fffd}", Repairs { lost: 1, ..none() }),
        ] {
            assert_eq!(characters(text, ' '), (expected.into(), repairs), "{text:?}");
        }
    }
}
