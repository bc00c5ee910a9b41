//! Addresses as people write them to names as they are on the disk.

use crate::ingest::name::{nfc, nfkc};
use std::{
    collections::HashMap,
    path::{Component, Path},
};

/// What an address may stand for, most literal first: as it is written, without what follows `?`
/// and `#`, with `%20` decoded, with `+` for a space and `\` for `/`. Decoded once only: what is
/// escaped twice names no file.
pub(super) fn spellings(address: &str) -> Vec<String> {
    let plain = address.split(['?', '#']).next().unwrap_or_default();
    let decoded = [plain, address].into_iter().filter_map(percent_decoded);
    let mut all: Vec<String> =
        [address, plain].into_iter().map(str::to_owned).chain(decoded).collect();
    for from in ['\\', '+'] {
        let to = if from == '+' { " " } else { "/" };
        let more: Vec<String> =
            all.iter().filter(|one| one.contains(from)).map(|one| one.replace(from, to)).collect();
        all.extend(more);
    }
    let mut known = Vec::new();
    all.retain(|one| {
        let is_new = !one.is_empty() && !known.contains(one);
        known.push(one.clone());
        is_new
    });
    all
}

/// The address as the parts of a path below the root, with `.` and `..` resolved. `None` if it
/// leads out of it.
pub(super) fn inside(address: &str, folder: &Path) -> Option<Vec<String>> {
    let from_root = address.starts_with('/');
    let mut parts: Vec<String> = Vec::new();
    if !from_root {
        let names = folder.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        });
        parts.extend(names);
    }
    for part in address.split(['/', std::path::MAIN_SEPARATOR]) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part.to_owned()),
        }
    }
    Some(parts)
}

/// `%20` and the like, if the result is text.
pub(super) fn percent_decoded(text: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8().ok()?;
    (decoded != text).then(|| decoded.into_owned())
}

/// The name as it is published: one spelling for each letter.
pub(super) fn composed(name: &str) -> String {
    nfc(name)
}

/// The names in a folder, to be found by what people write for them.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) names: Vec<String>,
    /// By their composed form, and by what is left without case and kinds of marks: nothing where
    /// several are alike.
    composed: HashMap<String, Option<usize>>,
    loose: HashMap<String, Option<usize>>,
}

impl Listing {
    pub(super) fn new(mut names: Vec<String>) -> Self {
        names.sort();
        let index = |key: fn(&str) -> String| {
            let mut by_key: HashMap<String, Option<usize>> = HashMap::new();
            for (at, name) in names.iter().enumerate() {
                by_key.entry(key(name)).and_modify(|at| *at = None).or_insert(Some(at));
            }
            by_key
        };
        let (composed, loose) = (index(composed), index(loose));
        Self { names, composed, loose }
    }

    /// Which name is meant by `wanted`, and whether it is surely the same name to a reader: equal
    /// but for how accents are stored. Else the only one that is equal but for case, kinds of
    /// apostrophe, of dash and of space.
    pub(super) fn meant(&self, wanted: &str) -> Option<(&str, bool)> {
        if let Ok(at) = self.names.binary_search_by(|name| name.as_str().cmp(wanted)) {
            return self.names.get(at).map(|name| (name.as_str(), true));
        }
        let found = |by_key: &HashMap<String, Option<usize>>, key: String, sure| {
            let name = self.names.get((*by_key.get(&key)?)?)?;
            Some((name.as_str(), sure))
        };
        found(&self.composed, composed(wanted), true)
            .or_else(|| found(&self.loose, loose(wanted), false))
    }
}

fn loose(name: &str) -> String {
    let alike = |c: char| match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    // Compatibility first: it takes an accent that stands alone apart.
    let name: String = name.chars().map(alike).collect();
    let name = nfkc(&name).to_lowercase();
    nfc(&name).trim().to_owned()
}

/// The name that is nearest to `wanted`, if one is near.
pub(super) fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    // Without accents and marks between words: those are what is forgotten first.
    let bare = |name: &str| -> String {
        let name = super::passed::fold(name).replace(".jpeg", ".jpg");
        name.chars().filter(|c| c.is_alphanumeric() || *c == '.').collect()
    };
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let wanted = bare(wanted);
    let most = (wanted.chars().count() / 5).clamp(1, 4);
    let far = |name: &str| {
        let name = bare(name);
        if stem(&name) == stem(&wanted) { 1 } else { strsim::osa_distance(&wanted, &name) }
    };
    let near = names.map(|name| (far(name), name)).filter(|(far, _)| *far <= most);
    near.min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{Listing, inside, nearest, percent_decoded, spellings};
    use std::path::Path;

    #[test]
    fn paths_stay_below_the_root() {
        for (address, folder, expected) in [
            ("a.svg", "", Some("a.svg")),
            ("media/./a.svg", "2024", Some("2024/media/a.svg")),
            ("./media//a.svg", "./2024", Some("2024/media/a.svg")),
            ("../a.svg", "2024", Some("a.svg")),
            ("/a.svg", "2024", Some("a.svg")),
            ("a.svg/.", "", Some("a.svg")),
            ("../../a.svg", "2024", None),
            ("", "", Some("")),
        ] {
            let found = inside(address, Path::new(folder)).map(|parts| parts.join("/"));
            assert_eq!(found.as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn percent_signs() {
        for (text, expected) in [
            ("a%20b", Some("a b")),
            ("%C3%A0", Some("à")),
            ("%252e", Some("%2e")),
            ("%", None),
            ("%zz", None),
            ("%+1", None),
            ("%ff", None),
        ] {
            assert_eq!(percent_decoded(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn ways_to_write_a_name() {
        for (address, expected) in [
            ("a.png", &["a.png"][..]),
            ("a%20b.png?x", &["a%20b.png?x", "a%20b.png", "a b.png", "a b.png?x"]),
            ("100%25 #1.png", &["100%25 #1.png", "100%25 ", "100% ", "100% #1.png"]),
            ("media\\a.png", &["media\\a.png", "media/a.png"]),
            ("a+b.png", &["a+b.png", "a b.png"]),
        ] {
            assert_eq!(spellings(address), expected, "{address}");
        }
    }

    #[test]
    fn names_that_are_meant() {
        let names = [
            "e\u{301}te\u{301}.png",
            "Photo.PNG",
            "Plan.pdf",
            "plan.PDF",
            "l\u{2019}e\u{301}cole.png",
            "Capture 10.30\u{202f}AM.png",
        ]
        .map(str::to_owned);
        let listing = Listing::new(names.to_vec());
        for (wanted, expected) in [
            ("été.png", Some((0, true))),
            ("Photo.PNG", Some((1, true))),
            ("photo.png", Some((1, false))),
            ("Plan.pdf", Some((2, true))),
            // Two that are equally near: nobody knows which.
            ("PLAN.PDF", None),
            ("l'école.png", Some((4, false))),
            ("capture 10.30 AM.png", Some((5, false))),
            ("ete.png", None),
        ] {
            let found = listing.meant(wanted);
            let expected = expected.map(|(at, sure): (usize, bool)| (names[at].as_str(), sure));
            assert_eq!(found, expected, "{wanted}");
        }
    }

    #[test]
    fn names_that_are_near() {
        let names = ["photo-du-quai.jpg", "plan.svg", "été.png"];
        for (wanted, expected) in [
            ("photo du quai.jpeg", Some("photo-du-quai.jpg")),
            ("photo-du-qai.jpg", Some("photo-du-quai.jpg")),
            ("plan.png", Some("plan.svg")),
            ("ete.png", Some("été.png")),
            ("autre.png", None),
        ] {
            assert_eq!(nearest(wanted, names.into_iter()), expected, "{wanted}");
        }
    }
}
