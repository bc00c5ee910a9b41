//! Dates in the names of files: `2024-05-04-le-quai-rouvre`, as Jekyll asks for them.

use crate::model::Date;

/// The day that a file's name begins with, or that the folders around it are: `2024-05-04-port`,
/// `2024_05_04 port`, `20240504-port`, `2024/05/04/port`, `2024/05/04-port`, and
/// `2024-05-04-port/index`. `name` is the file's path inside its source, without its ending.
///
/// A day elsewhere in a name may well be that of what the text is about: it is not taken.
pub(in crate::ingest) fn from_name(name: &str) -> Option<Date> {
    let mut parts = name.rsplit('/');
    let file = parts.next()?;
    let above = parts.next().unwrap_or_default();
    // Only the order of the numbers matters then: `2024/05/04/port` begins with a day as
    // `2024-05-04-port` does.
    let folders: Vec<&str> = name.split('/').collect();
    let joined =
        |from_end: usize| folders.len().checked_sub(from_end).map(|from| folders[from..].join("-"));
    let is_index = matches!(file.split('.').next(), Some("index" | "_index"));
    beginning(file)
        .or_else(|| beginning(above).filter(|_| is_index))
        .or_else(|| beginning(&joined(4)?))
        .or_else(|| beginning(&joined(3)?))
}

fn beginning(text: &str) -> Option<Date> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u16>().ok())?
    };
    let separator = |at: usize| text.get(at..at + 1).filter(|sign| ["-", "_", "."].contains(sign));
    let (month, day, end) = match separator(4) {
        Some(first) if separator(7) == Some(first) => (number(5, 7)?, number(8, 10)?, 10),
        Some(_) => return None,
        None => (number(4, 6)?, number(6, 8)?, 8),
    };
    let ends = text.get(end..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
    // A number of eight digits can be anything: only a day of our times is taken for one.
    let year = number(0, 4).filter(|year| ends && (1900..=2100).contains(year))?;
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?, None)
}

#[cfg(test)]
mod tests {
    use super::from_name;

    #[test]
    fn names_that_begin_with_a_day() {
        for (name, expected) in [
            ("2024-05-04-le-quai-rouvre", Some("2024-05-04")),
            ("presse/2024-05-04-le-quai", Some("2024-05-04")),
            ("2024-05-04", Some("2024-05-04")),
            ("2024-05-04.fr", Some("2024-05-04")),
            ("2024_05_04_quai", Some("2024-05-04")),
            ("2024-05-04 Le quai", Some("2024-05-04")),
            ("2024.05.04 – Le quai", Some("2024-05-04")),
            ("20240504-quai", Some("2024-05-04")),
            ("20240504", Some("2024-05-04")),
            ("2024/05/04/quai", Some("2024-05-04")),
            ("presse/2024/05/04/quai", Some("2024-05-04")),
            ("2024/05/04-quai", Some("2024-05-04")),
            ("2024-05-04-quai/index", Some("2024-05-04")),
            ("2024-05-04-quai/index.fr", Some("2024-05-04")),
            ("2024-05-04-quai/annexe", None),
            ("2024/05/quai", None),
            ("2024-05-quai", None),
            ("2023-02-29-quai", None),
            ("2024-13-01-quai", None),
            ("04-05-2024-quai", None),
            ("202405041-quai", None),
            ("20240504quai", None),
            ("12345678-quai", None),
            ("0202-05-04-quai", None),
            ("programme-du-2024-05-04", None),
            ("quai", None),
            ("é", None),
            ("", None),
        ] {
            let found = from_name(name).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{name}");
        }
    }
}
