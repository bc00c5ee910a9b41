//! Numbers and telephone numbers that are written in groups: one word each, in every spelling.
//!
//! `1 000 000`, `1,000,000` and `1'000'000` are `1000000`. A telephone number is the number one
//! dials inside its country (E.164, with `0` for the trunk; North America has none): `+33 1 23 45
//! 67 89` and `01.23.45.67.89` are `0123456789`.

/// A number found at the beginning of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its digits.
    pub(super) word: String,
    /// How many bytes of the text they take up.
    pub(super) length: usize,
    /// Where the decimals are, if it has any.
    pub(super) decimals: Option<std::ops::Range<usize>>,
}

/// At most this many groups are read.
const MOST: usize = 12;

/// The countries of two digits, besides those of one (1 and 7); all others have three (E.164).
const TWO_DIGITS: &str = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 \
                          57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

/// The number in groups that `text` begins with: `+33 1…`, `(555) 123-4567`, `1 000`.
pub(super) fn number(text: &str) -> Option<Number> {
    // Nearly every number stands alone.
    let first = digits(text).len();
    let goes_on = first == 0
        || next_group(text, first).is_some()
        || text.get(first..).is_some_and(|rest| rest.starts_with('(') || rest.starts_with(" ("));
    if goes_on { telephone(text).or_else(|| grouped(text)) } else { None }
}

fn digits(text: &str) -> &str {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..end).unwrap_or_default()
}

/// A space inside a number, of whatever width.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2007}'..='\u{2009}')
}

/// Thousands: up to three digits, then groups of three with one kind of sign between them.
fn grouped(text: &str) -> Option<Number> {
    let first = digits(text);
    if first.starts_with('0') || !matches!(first.len(), 1..=3) {
        return None;
    }
    let mut word = first.to_owned();
    let mut end = first.len();
    let mut sign = None;
    while let Some((c, group)) = next_group(text, end) {
        let kind = super::as_joint(c).filter(|c| matches!(c, '.' | ',' | '\''));
        let kind = if is_space(c) { Some(' ') } else { kind };
        if kind.is_none() || group.len() != 3 || sign.is_some_and(|sign| Some(sign) != kind) {
            break;
        }
        sign = kind;
        word.push_str(group);
        end += c.len_utf8() + group.len();
        if word.len() > super::MAX_WORD / 2 {
            return None;
        }
    }
    let sign = sign?;
    let mut decimals = None;
    if let Some((c @ ('.' | ','), group)) = next_group(text, end) {
        // 1.234.5 is no number; nor is 1 000,5,2.
        let after = end + 1 + group.len();
        if c == sign
            || group.len() > 12
            || matches!(next_group(text, after), Some((d, _)) if d == c)
        {
            return None;
        }
        decimals = Some(end + 1..after);
        word.push('.');
        word.push_str(group);
        end = after;
    }
    Some(Number { word, length: end, decimals })
}

/// One sign at `at` with digits behind it.
fn next_group(text: &str, at: usize) -> Option<(char, &str)> {
    let rest = text.get(at..)?;
    let c = rest.chars().next()?;
    let group = digits(rest.get(c.len_utf8()..)?);
    (!group.is_empty()).then_some((c, group))
}

/// A telephone number: of any country with `+` or `00` before it, with the trunk's `0`, or in the
/// form of North America.
fn telephone(text: &str) -> Option<Number> {
    let plus = text.starts_with('+');
    let mut all = String::new();
    let mut sizes: Vec<usize> = Vec::new();
    // After each group: how many digits there are, and where it ends.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut signs = [false; 2];
    let mut at = usize::from(plus);
    while ends.len() < MOST {
        let rest = text.get(at..)?;
        if let (Some(after), false) = (rest.strip_prefix("(0)"), all.is_empty()) {
            at = text.len() - after.trim_start_matches(is_space).len();
            continue;
        }
        let open = usize::from(rest.starts_with('('));
        let group = digits(rest.get(open..)?);
        if group.is_empty() {
            break;
        }
        let mut end = at + open + group.len();
        if open == 1 {
            text.get(end..).filter(|rest| rest.starts_with(')'))?;
            end += 1;
        }
        all.push_str(group);
        sizes.push(group.len());
        ends.push((all.len(), end));
        let mut rest = text.get(end..)?.chars();
        at = end;
        match rest.next() {
            Some('(') => {}
            Some(c) if is_space(c) || super::as_joint(c) == Some('-') || c == '.' || c == '/' => {
                if let Some(sign) = signs.get_mut(usize::from(!is_space(c))) {
                    *sign = true;
                }
                at += c.len_utf8();
            }
            _ if open == 1 => {}
            _ => break,
        }
    }
    // What `all` holds up to the group where the digits are `count`.
    let cut = |count: usize| ends.iter().find(|end| end.0 == count).map(|end| end.1);
    let found = |word: String, length: usize| Some(Number { word, length, decimals: None });
    let abroad = if plus { Some(0) } else { all.starts_with("00").then_some(2) };
    if let Some(skipped) = abroad {
        let dialled = all.get(skipped..)?;
        let code = match dialled.as_bytes() {
            [b'1' | b'7', ..] => 1,
            [_, _, ..] if TWO_DIGITS.split(' ').any(|code| dialled.starts_with(code)) => 2,
            _ => 3,
        };
        let national = dialled.get(code..)?;
        let trunk = usize::from(national.starts_with('0'));
        let fixed = match dialled.get(..code)? {
            "1" => Some(10),
            "33" => Some(9),
            _ => None,
        };
        let before = skipped + code + trunk;
        let length = match fixed {
            Some(count) => before + count,
            None => all.len(),
        };
        let number = all.get(before..length)?;
        if !(7..=12).contains(&number.len()) || number.starts_with('0') {
            return None;
        }
        let trunk = if fixed == Some(10) { "" } else { "0" };
        return found([trunk, number].concat(), cut(length)?);
    }
    if all.starts_with('0') {
        let groups_of_two = sizes.starts_with(&[2; 5]);
        let length = if groups_of_two { 10 } else { all.len() };
        let bounded = sizes.iter().skip(1).all(|size| (2..=6).contains(size));
        let shape = !sizes.starts_with(&[1]) || sizes.starts_with(&[1, 3]);
        let groups = sizes.len() > 2 || (sizes.len() == 2 && signs == [true, false]);
        let number = (9..=11).contains(&length) && groups && signs != [true, true];
        if !(number && shape && (bounded || groups_of_two)) {
            return None;
        }
        return found(all.get(..length)?.to_owned(), cut(length)?);
    }
    let from = usize::from(sizes.first() == Some(&1) && all.starts_with('1'));
    let shape = sizes.get(from..).is_some_and(|sizes| sizes.starts_with(&[3, 3, 4]));
    let number = all.get(from..from + 10).filter(|number| shape && !number.starts_with(['0', '1']));
    found(number?.to_owned(), cut(from + 10)?)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_in_groups() {
        for (text, expected) in [
            ("1 000 000", "1000000"),
            ("1\u{202F}000\u{A0}000 d’euros", "1000000"),
            ("1.000.000.", "1000000"),
            ("1,000,000, soit", "1000000"),
            ("1'000’000", "1000000"),
            ("12\u{2009}500 m", "12500"),
            ("1 234,56", "1234.56"),
            ("1,234.56 $", "1234.56"),
            ("100 000 2024", "100000"),
            ("2024 100 personnes", ""),
            ("14,2", ""),
            ("0,125", ""),
            ("10.100.1.1", ""),
            ("12.03.2024", ""),
            ("1 00", ""),
            ("5, 100", ""),
            ("1 000,5,2", ""),
        ] {
            let word = number(text).map(|number| number.word);
            assert_eq!(word.as_deref().unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn telephones() {
        for (text, expected, rest) in [
            ("01 23 45 67 89", "0123456789", ""),
            ("01.23.45.67.89.", "0123456789", "."),
            ("01-23-45-67-89", "0123456789", ""),
            ("01\u{A0}23\u{A0}45\u{A0}67\u{A0}89 ou", "0123456789", " ou"),
            ("01 23 45 67 89 06 12 34 56 78", "0123456789", " 06 12 34 56 78"),
            ("+33 1 23 45 67 89", "0123456789", ""),
            ("+33 (0)1 23 45 67 89 (bureau)", "0123456789", " (bureau)"),
            ("+33(0)1.23.45.67.89", "0123456789", ""),
            ("+33123456789", "0123456789", ""),
            ("0033 1 23 45 67 89", "0123456789", ""),
            ("00 33 1 23 45 67 89", "0123456789", ""),
            ("0 800 123 456", "0800123456", ""),
            ("0800 12 34 56", "0800123456", ""),
            ("(555) 123-4567", "5551234567", ""),
            ("555-123-4567", "5551234567", ""),
            ("555.123.4567", "5551234567", ""),
            ("+1 555 123 4567", "5551234567", ""),
            ("+1 (555) 123-4567", "5551234567", ""),
            ("1-800-555-1234", "8005551234", ""),
            ("020 7946 0958", "02079460958", ""),
            ("+44 (0)20 7946 0958", "02079460958", ""),
            ("+44 20 7946 0958", "02079460958", ""),
            ("+32 2 123 45 67", "021234567", ""),
            ("02 123 45 67", "021234567", ""),
        ] {
            let found = number(text);
            let word = found.as_ref().map(|number| number.word.as_str());
            assert_eq!(word, Some(expected), "{text}");
            assert_eq!(&text[found.unwrap().length..], rest, "{text}");
        }
        for text in [
            "01.02.2024",
            "01 02 2024",
            "2024-03-05-12-30",
            "+10 000 000 d’euros",
            "+20 %",
            "0.123456789",
            "978-2-07-036822-8",
            "(2024) 12",
            "+",
        ] {
            let found = number(text).filter(|number| number.word.len() > 8);
            assert_eq!(found, None, "{text}");
        }
    }
}
