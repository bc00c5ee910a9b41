//! The fields that a query can name, and the dates it can give.

use super::Dates;
use crate::model::Month;
use crate::search::Facet;
use crate::search::analysis::fold;

/// What stands before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Facet(Facet),
    Date,
    After,
    Before,
}

impl Field {
    /// The field of that name, in English or French.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match fold(name).as_str() {
            "title" | "titre" => Self::Title,
            "date" => Self::Date,
            "after" | "apres" | "depuis" => Self::After,
            "before" | "avant" => Self::Before,
            word => Self::Facet(Facet::asked(word)?),
        })
    }

    /// The span of months that `value` means for a field of dates.
    pub(super) fn dates(self, value: &str) -> Option<Dates> {
        match self {
            Self::Date => {
                let (from, to) = match value.split_once('.') {
                    Some((from, to)) => (from, to.strip_prefix('.')?),
                    None => (value, value),
                };
                let from = if from.is_empty() { None } else { Some(span(from)?.0) };
                let to = if to.is_empty() { None } else { Some(span(to)?.1) };
                (from.is_some() || to.is_some()).then_some(Dates { from, to })
            }
            Self::After => Some(Dates { from: Some(span(value)?.0), to: None }),
            Self::Before => {
                let to = Month::from_index(span(value)?.0.index().checked_sub(1)?)?;
                Some(Dates { from: None, to: Some(to) })
            }
            Self::Title | Self::Facet(_) => None,
        }
    }
}

/// The first and the last month of a year, a month or a day. Documents are known by month, so a
/// day stands for its month.
fn span(text: &str) -> Option<(Month, Month)> {
    let mut numbers = text.split(['-', '/']).map(|part| {
        let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u16>().ok()).flatten()
    });
    let year = numbers.next()?.filter(|year| (1000..=9999).contains(year))?;
    let Some(month) = numbers.next() else {
        return Some((Month { year, month: 1 }, Month { year, month: 12 }));
    };
    let month = u8::try_from(month?).ok().filter(|month| (1..=12).contains(month))?;
    if let Some(day) = numbers.next() {
        day.filter(|day| (1..=31).contains(day))?;
    }
    numbers.next().is_none().then_some((Month { year, month }, Month { year, month }))
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn dates_are_spans_of_months() {
        let print = |field: Field, value: &str| {
            field.dates(value).map(|dates| {
                let month = |month: Option<crate::model::Month>| {
                    month.map_or(String::new(), |m| m.to_string())
                };
                format!("{}..{}", month(dates.from), month(dates.to))
            })
        };
        for (field, value, expected) in [
            (Field::Date, "2024", Some("2024-01..2024-12")),
            (Field::Date, "2024-03", Some("2024-03..2024-03")),
            (Field::Date, "2024-03-09", Some("2024-03..2024-03")),
            (Field::Date, "2024-03..2024-06", Some("2024-03..2024-06")),
            (Field::Date, "2024..", Some("2024-01..")),
            (Field::Date, "..2024", Some("..2024-12")),
            (Field::After, "2024", Some("2024-01..")),
            (Field::Before, "2024", Some("..2023-12")),
            (Field::Before, "2024-03", Some("..2024-02")),
            (Field::Date, "..", None),
            (Field::Date, "hier", None),
            (Field::Date, "2024-13", None),
            (Field::Date, "2024-1-1-1", None),
            (Field::Date, "24", None),
            (Field::Title, "2024", None),
        ] {
            assert_eq!(print(field, value).as_deref(), expected, "{value}");
        }
    }
}
