//! How names become parts of addresses.
//!
//! A release's slug is its `id` when that reads like a name (`port-opens-2024-fr`), else its
//! title and the first eight hexadecimal digits of the SHA-256 of its `id`. It does not depend
//! on the order of the sources. Only where two want one slug (`Port` and `port`, the topics `Marche`
//! and `Marché`) does it depend on the others: see [`distinct`].

use crate::model::Slug;
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
};

/// A slug for any text: Latin letters without accents, other scripts transliterated, everything
/// else a hyphen, cut at a word within 72 characters. A text of which nothing remains is named
/// by its hash. Texts that differ in case, accents and punctuation only share a slug, as
/// do long ones that begin alike: [`distinct`] tells them apart.
#[must_use]
pub(crate) fn from_text(text: &str) -> Slug {
    fold(&super::name::nfc(text), 72).unwrap_or_else(|| hash_only(text))
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

/// What wants a slug of its own.
#[derive(Clone, Debug)]
pub struct Want {
    /// What tells it from all others: an `id`, or a name as [`identity`](super::name::identity) has it.
    pub key: String,
    /// The slug that it would have if it were alone.
    pub slug: Slug,
}

impl Want {
    /// How little its own name was changed to become the slug; the less, the better its claim.
    fn distance(&self) -> u8 {
        match self.slug.as_str() {
            slug if slug == self.key => 0,
            slug if slug == self.key.replace(' ', "-") => 1,
            _ => FOLDED,
        }
    }
}

const FOLDED: u8 = 2;

/// A slug for each, each once, whatever their order. Where several want one, the one whose name it
/// is already has it, and the others, or all if there is no such one, get a hash of their keys.
/// `taken` says which slugs are not to be had.
pub(crate) fn distinct(wants: &[Want], taken: &dyn Fn(&Want, &Slug) -> bool) -> Vec<Slug> {
    let mut claims: HashMap<&Slug, Vec<u8>> = HashMap::new();
    for want in wants {
        claims.entry(&want.slug).or_default().push(want.distance());
    }
    let is_settled = |want: &Want| {
        let (own, claims) = (want.distance(), &claims[&want.slug]);
        let as_good = claims.iter().filter(|other| **other <= own).count();
        let first = claims.len() == 1 || (own < FOLDED && as_good == 1);
        first && !taken(want, &want.slug)
    };
    // Those that nobody else wants are settled first, so that no other can take their place.
    let settled: Vec<bool> = wants.iter().map(is_settled).collect();
    let both = || wants.iter().zip(&settled);
    let mut used: HashSet<Slug> =
        both().filter(|(_, settled)| **settled).map(|(want, _)| want.slug.clone()).collect();
    let slugs = both().map(|(want, settled)| {
        if *settled {
            return want.slug.clone();
        }
        // Lengthened with itself until free: a hash hardly ever meets another.
        let mut salt = want.key.clone();
        loop {
            let unique = with_hash(want.slug.as_str(), &salt);
            if !taken(want, &unique) && used.insert(unique.clone()) {
                return unique;
            }
            salt.push('+');
        }
    });
    slugs.collect()
}

/// The title and a hash of the identifier.
pub(crate) fn with_hash(title: &str, id: &str) -> Slug {
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
    let cut = cut.trim_end_matches('-');
    // What no folder can be called on Windows is a slug with a number after it.
    Slug::new(cut).or_else(|| Slug::new(&format!("{cut}-1")).filter(|_| !cut.is_empty()))
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
    use super::{Want, distinct, for_release, from_text};
    use crate::ingest::name::identity;

    #[test]
    fn who_gets_a_slug_that_several_want() {
        let slugs = |names: &[&str]| -> Vec<String> {
            let want = |name: &&str| Want { key: identity(name), slug: from_text(name) };
            let wants: Vec<Want> = names.iter().map(want).collect();
            let reversed: Vec<Want> = wants.iter().rev().cloned().collect();
            let slugs = distinct(&wants, &|_, _| false);
            let mut back = distinct(&reversed, &|_, _| false);
            back.reverse();
            assert_eq!(slugs, back, "{names:?}: the order counts");
            slugs.into_iter().map(|slug| slug.to_string()).collect()
        };
        for (names, expected) in [
            (&["Marche", "Marché"][..], &["marche", "marche-"][..]),
            (&["Pêche", "Péché"], &["peche-", "peche-"]),
            (&["C++", "C#"], &["c-", "c-"]),
            (&["C", "C++", "C#"], &["c", "c-", "c-"]),
            (&["石油", "食油"], &["shi-you-", "shi-you-"]),
            (&["port-royal", "Port Royal"], &["port-royal", "port-royal-"]),
            (&["Port Royal", "Port, Royal"], &["port-royal", "port-royal-"]),
            (&["Cœur", "Coeur"], &["coeur-", "coeur"]),
            (&["con", "Con 1"], &["con-1-", "con-1"]),
        ] {
            let found = slugs(names);
            let fits = |(found, expected): (&String, &&str)| match expected.strip_suffix("-") {
                Some(_) => found.starts_with(expected),
                None => found == expected,
            };
            assert!(found.iter().zip(expected).all(fits), "{names:?}: {found:?}");
            let all: std::collections::HashSet<&String> = found.iter().collect();
            assert_eq!(all.len(), found.len(), "{found:?}");
        }
        let long = "Commission pour la mise en valeur des rives, des quais et des phares ";
        let found = slugs(&[&format!("{long}A du nord"), &format!("{long}A du sud")]);
        assert_ne!(found[0], found[1]);
    }

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
            ("Con", "con-1"),
            ("lpt1.", "lpt1-1"),
            ("e\u{301}te\u{301}", "ete"),
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
