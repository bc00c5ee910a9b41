//! The part of an address that names one thing.

/// A name that is safe in an address and in a file name on every system:
/// 1 to 96 characters of `a–z`, `0–9` and `-`, with no `-` at either end. What Windows keeps for its
/// devices (`con`, `lpt1`) is none: a folder of that name could not be unpacked there.
///
/// How a title becomes a slug is the business of `ingest`; this type only says what one is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// The greatest length of a slug, in bytes (and characters: slugs are ASCII).
    pub const MAX: usize = 96;

    /// Accepts `text` if it is a slug as it stands.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let inner = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let ends = !text.starts_with('-') && !text.ends_with('-');
        let fits = inner && ends && (1..=Self::MAX).contains(&text.len());
        (fits && !is_device(text)).then(|| Self(text.to_owned()))
    }
}

/// Whether Windows takes a file of that name, in lower case and without an ending, for a device.
pub(crate) fn is_device(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || ["com", "lpt"]
            .iter()
            .filter_map(|device| name.strip_prefix(device))
            .any(|rest| rest.chars().count() == 1 && rest.contains(DEVICE_NUMBERS))
}

/// Those raised as in m² count too.
const DEVICE_NUMBERS: [char; 13] =
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '\u{b9}', '\u{b2}', '\u{b3}'];

super::string_newtype!(Slug);

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn accepts_only_what_is_safe_in_an_address() {
        for good in ["a", "2024-03-port", "x9", "console", "com", "com10", "con-1", &"a".repeat(96)]
        {
            assert!(Slug::new(good).is_some(), "{good}");
        }
        for bad in ["", "-a", "a-", "É", "a b", "a/b", "..", "A", &"a".repeat(97)] {
            assert!(Slug::new(bad).is_none(), "{bad}");
        }
        for bad in ["con", "prn", "aux", "nul", "com0", "com9", "lpt1"] {
            assert!(Slug::new(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn devices_of_windows() {
        for (name, expected) in [("nul", true), ("lpt²", true), ("lpt", false), ("null", false)] {
            assert_eq!(super::is_device(name), expected, "{name}");
        }
    }
}
