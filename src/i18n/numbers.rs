//! Numbers, sizes and offsets as the languages of the interface write them.

/// Groups the digits of `number` by threes.
pub(super) fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A size in bytes, kilobytes or megabytes (powers of 1,000), with at most one decimal.
/// `units` are the names of the three.
#[must_use]
pub(crate) fn file_size(bytes: u64, point: char, units: [&str; 3]) -> String {
    let tenths = |unit: u64| (bytes * 10 + unit / 2) / unit;
    let (tenths, unit) = match bytes {
        0..1_000 => return format!("{bytes}\u{a0}{}", units[0]),
        1_000..1_000_000 => (tenths(1_000), units[1]),
        _ => (tenths(1_000_000), units[2]),
    };
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole}\u{a0}{unit}"),
        (whole, _) if whole >= 100 => format!("{whole}\u{a0}{unit}"),
        (whole, tenth) => format!("{whole}{point}{tenth}\u{a0}{unit}"),
    }
}

/// An offset from UTC.
pub(super) fn utc_offset(minutes: i16) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{file_size, grouped};

    #[test]
    fn groups_by_threes() {
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number, ','), expected);
        }
    }

    #[test]
    fn sizes() {
        for (bytes, expected) in [
            (0, "0\u{a0}B"),
            (999, "999\u{a0}B"),
            (1_000, "1\u{a0}kB"),
            (1_549, "1.5\u{a0}kB"),
            (245_300, "245\u{a0}kB"),
            (12_000_000, "12\u{a0}MB"),
        ] {
            assert_eq!(file_size(bytes, '.', ["B", "kB", "MB"]), expected);
        }
    }
}
