//! The part of an address that names one thing.

/// A name that is safe in an address and in a file name on every system:
/// 1 to 96 characters of `a–z`, `0–9` and `-`, with no `-` at either end.
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
        (inner && ends && (1..=Self::MAX).contains(&text.len())).then(|| Self(text.to_owned()))
    }
}

super::string_newtype!(Slug);

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn accepts_only_what_is_safe_in_an_address() {
        for good in ["a", "2024-03-port", "x9", &"a".repeat(96)] {
            assert!(Slug::new(good).is_some(), "{good}");
        }
        for bad in ["", "-a", "a-", "É", "a b", "a/b", "..", "A", &"a".repeat(97)] {
            assert!(Slug::new(bad).is_none(), "{bad}");
        }
    }
}
