//! How names become parts of addresses.
//!
//! A release's slug is its `id` when that reads like a name (`port-opens-2024-fr`), else its
//! title and the first eight hexadecimal digits of the SHA-256 of its `id`. It does not depend
//! on the order of the sources. Only where two identifiers fold to one slug (`Port` and `port`)
//! does it depend on the set: the one that is already a slug keeps it, the others get the hash.

use crate::model::Slug;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A slug for any text: Latin letters without accents, other scripts transliterated, everything
/// else a hyphen, cut at a word within 72 characters. A text of which nothing remains is named
/// by its hash. Texts that differ in case, accents and punctuation only share a slug.
#[must_use]
pub fn from_text(text: &str) -> Slug {
    fold(text, 72).unwrap_or_else(|| hash_only(text))
}

/// The slug of a release, before [`distinct`] has looked at the others.
pub(super) fn for_release(id: &str, title: Option<&str>) -> Slug {
    if reads_like_a_name(id)
        && let Some(slug) = fold(id, Slug::MAX)
    {
        return slug;
    }
    with_hash(title.unwrap_or("release"), id)
}

/// The title and a hash of the identifier.
pub(super) fn with_hash(title: &str, id: &str) -> Slug {
    let name = fold(title, 72).unwrap_or_else(|| hash_only(title));
    Slug::new(&format!("{name}-{}", hash(id))).unwrap_or(name)
}

/// Whether an identifier is fit to be read in an address: ASCII, no URL, no UUID or number,
/// at most [`Slug::MAX`] characters, and at least one part is a word.
fn reads_like_a_name(id: &str) -> bool {
    let word = |part: &str| {
        part.len() >= 2
            && part.bytes().any(|b| b.is_ascii_alphabetic())
            && !part.bytes().all(|b| b.is_ascii_hexdigit())
    };
    id.len() <= Slug::MAX
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_. ".contains(&b))
        && id.split(['-', '_', '.', ' ']).any(word)
}

fn fold(text: &str, most: usize) -> Option<Slug> {
    let ascii = deunicode::deunicode(text);
    let mut slug = String::new();
    for c in ascii.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if c != '\'' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let whole = slug.trim_end_matches('-');
    let cut = match whole.get(..=most) {
        None => whole,
        // Cut before the word that does not fit, unless that leaves next to nothing.
        Some(head) => match head.rfind('-').filter(|at| *at > most / 2) {
            Some(at) => &head[..at],
            None => &head[..most],
        },
    };
    Slug::new(cut.trim_end_matches('-'))
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(4).fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn hash_only(text: &str) -> Slug {
    let hash = hash(text);
    // A hash is always a slug; the empty text stands in where the types cannot say so.
    Slug::new(&format!("x-{hash}")).unwrap_or_else(|| from_text("x"))
}

#[cfg(test)]
mod tests {
    use super::{for_release, from_text};

    #[test]
    fn texts_become_slugs() {
        for (text, expected) in [
            ("Photo/Multimedia", "photo-multimedia"),
            ("Conférence", "conference"),
            ("L'énergie d’ici", "lenergie-dici"),
            ("  Été — 2024 !", "ete-2024"),
            ("Œuvre", "oeuvre"),
            ("北京", "bei-jing"),
            ("", "x-e3b0c442"),
            ("—", "x-bda050585a00f0f6cb502350559d75532aaafd7a"),
        ] {
            let slug = from_text(text);
            assert_eq!(
                slug.as_str(),
                &expected[..slug.as_str().len().min(expected.len())],
                "{text}"
            );
        }
        let long = from_text(&"nouveau ".repeat(20));
        assert_eq!(long.as_str(), "nouveau-".repeat(9).trim_end_matches('-'));
        assert_eq!(from_text(&"a".repeat(200)).as_str().len(), 72);
    }

    #[test]
    fn releases_are_named_by_their_id_or_their_title() {
        for (id, title, expected) in [
            ("port-opens-2024-fr", None, "port-opens-2024-fr"),
            ("News_2024.Port", None, "news-2024-port"),
            ("https://example.org/1", Some("Un titre"), "un-titre-5c6ec2f6"),
            ("42", Some("Un titre"), "un-titre-73475cb4"),
            ("000_484f1e3f7e70f890", None, "release-e94a2bcb"),
            ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", Some("Titre"), "titre-"),
        ] {
            let slug = for_release(id, title);
            let stem = expected.rsplit_once('-').map_or(expected, |(stem, _)| stem);
            assert!(slug.as_str().starts_with(stem), "{id}: {slug}");
        }
    }
}
