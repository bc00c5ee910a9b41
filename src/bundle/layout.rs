//! What the files of a set are called and what stands in them.
//!
//! | file | what | cached |
//! |---|---|---|
//! | `set/set.json` | [`Set`]: what the app needs to start; nothing per release | asked for at every start |
//! | `set/cards/H/N.json` | [`CardPage`]: list entries | for ever |
//! | `set/articles/H/N.json` | [`ArticlePack`]: whole releases | for ever |
//! | `set/media/H/0.json` | [`ArticlePack`]: what all releases have to show | for ever |
//! | `set/index/H/NAME` | the search index (`search`) | for ever |
//! | `set/files/H/NAME` | pictures and attachments; whom to reach (`people.rs`) | for ever |
//! | `set/pictures/H/NAME` | smaller pictures made of those, as JPEG and as WebP | for ever |
//!
//! `H` is a hash of what stands in the folder, so a name never means two contents, a mixture
//! of two builds cannot be read as one, and everything but `set.json` may be cached for ever.
//! Every JSON file is sealed, so that damage is noticed and not shown: hosts and caches cut and mix files.
//! The sizes below are measured in uncompressed bytes.

use super::exhibits::Exhibit;
use super::feeds::Feeds;
pub use super::{paths::SET, with::With};
use crate::model::{
    Contact, Date, Language, Month, Newsroom, Release, Slug, Source, State, Topic, json::Value,
};
use crate::search::Facet;
use serde::Serialize;
use std::ops::Range;

/// The version of this layout. A reader refuses any other.
pub(crate) const FORMAT: u32 = 2;

/// Up to this many releases, all cards stand in one page.
#[cfg(feature = "tools")]
pub(crate) const SMALL: u32 = 32;

/// Cards in a page of a larger newsroom. A list by date needs three pages for a screenful; the ten best of a search lie
/// in ten, and each card beside them is paid for in vain: 14 KB for ten with 8 to a page, 27 with 16, 40 with 24.
#[cfg(feature = "tools")]
pub(crate) const CARDS_IN_PAGE: u32 = 8;

/// Packs of articles are split until they are about this large.
#[cfg(feature = "tools")]
pub(crate) const PACK_BYTES: usize = 48 * 1024;

/// `set.json`: the newsroom, what can be chosen, and where everything else is. Its size
/// depends on the number of topics, issuers, places and months, not of releases.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Set {
    /// [`FORMAT`] when it was written.
    pub format: u32,
    /// A hash of everything in the set.
    pub build: String,
    /// What is said of the newsroom as a whole, with every topic that is declared or used.
    pub newsroom: Newsroom,
    /// How many releases there are. They are numbered from 0, newest first, undated last.
    pub documents: u32,
    /// How many stories they are, where some tell the same: versions in other languages, near-duplicates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stories: Option<u32>,
    /// How many of them have a date.
    pub dated: u32,
    /// How many releases have each topic, in the order of `newsroom.topics`.
    pub topics: Vec<u32>,
    /// Who speaks, the places of datelines and the like.
    #[serde(flatten)]
    pub names: NamesOfSet,
    /// The languages that releases are in, most first.
    pub languages: Vec<(Language, u32)>,
    /// Every month that has a release, newest first, with its first document number.
    pub months: Vec<(Month, u32)>,
    /// How many releases have media, a contact, an attachment.
    pub with: With,
    /// The release that the front page begins with, if there is any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<u32>,
    /// Where the list entries are.
    pub cards: Family,
    /// Cards in a page.
    pub cards_in_page: u32,
    /// Where the articles are.
    pub articles: Family,
    /// The folder of the search index.
    pub index: String,
    /// Where it is said whom to reach, if there is anyone: [`People`](super::People).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<String>,
    /// Where its pages of its own are, if it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// The feeds beside the set, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feeds: Option<Feeds>,
    /// The folder of what all releases have to show; none if they have nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
}

/// Something that releases have in common, with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// In addresses.
    pub slug: Slug,
    /// As the releases spell it, most often.
    pub name: String,
    /// How many releases have it.
    pub count: u32,
    /// Its name in each language, where the newsroom declares that they are one's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<(Language, String)>,
}

impl Named {
    /// The name in a language, else the usual one.
    #[must_use]
    pub fn label(&self, language: &str) -> &str {
        let own = self.names.iter().find(|(tag, _)| tag.primary() == language);
        own.map_or(&self.name, |(_, name)| name)
    }
}

/// For each facet whose values are names, these, most releases first: `issuers`, `places`, a member of `set.json` each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesOfSet(pub(super) Vec<(Facet, Vec<Named>)>);

impl NamesOfSet {
    /// The names of a facet; none if its values are no names.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[Named] {
        let names = self.0.iter().find(|(other, _)| *other == facet);
        names.map(|(_, names)| names.as_slice()).unwrap_or_default()
    }
}

impl Serialize for NamesOfSet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let list = |facet| Facet::of_names().find(|(other, _)| *other == facet);
        let lists = self.0.iter().filter_map(|(facet, names)| Some((list(*facet)?.1, names)));
        serializer.collect_map(lists)
    }
}

/// A numbered series of files. Neighbours share a folder named after the hash of what is in
/// it, so that the list of names stays short however many files there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Family {
    /// How many files there are.
    pub files: u32,
    /// How many share a folder.
    pub per_folder: u32,
    /// The names of the folders.
    pub folders: Vec<String>,
}

impl Family {
    /// At most this many names are listed in `set.json` for a family.
    #[cfg(feature = "tools")]
    pub(crate) const MAX_FOLDERS: u32 = 256;

    /// The path of a file of a family that lies in `place` ([`paths`](super::paths)), relative to the newsroom's folder.
    #[must_use]
    pub fn path(&self, place: &str, number: u32) -> Option<String> {
        let folder =
            self.folders.get(usize::try_from(number.checked_div(self.per_folder)?).ok()?)?;
        (number < self.files).then(|| format!("{place}{folder}/{number}.json"))
    }
}

impl Set {
    /// The page of the card of a release, and its place in it.
    ///
    /// Pages are counted from the oldest release, so that a new one changes the newest page
    /// alone and readers keep the others.
    #[must_use]
    pub fn card(&self, document: u32) -> Option<(u32, usize)> {
        let age = self.documents.checked_sub(document + 1)?;
        let place = usize::try_from(age.checked_rem(self.cards_in_page)?).ok()?;
        Some((age / self.cards_in_page, place))
    }

    /// The pack that holds a release. Packs are chosen by the name alone, so that an address
    /// leads to its article in one step.
    #[must_use]
    pub fn pack(&self, slug: &Slug) -> u32 {
        bucket(slug, self.articles.files)
    }

    /// The documents of a month.
    #[must_use]
    pub fn month(&self, place: usize) -> Range<u32> {
        let start = self.months.get(place).map_or(self.dated, |(_, first)| *first);
        let end = self.months.get(place + 1).map_or(self.dated, |(_, first)| *first);
        start..end
    }

    /// A topic by its slug.
    #[must_use]
    pub fn topic(&self, slug: &str) -> Option<&Topic> {
        self.newsroom.topics.iter().find(|topic| topic.slug.as_str() == slug)
    }
}

/// The pack of a release, of so many.
pub(super) fn bucket(slug: &Slug, packs: u32) -> u32 {
    fnv1a(0, slug.as_str().as_bytes()) % packs.max(1)
}

/// The number in the name of a file of a family; 0 for `set.json`.
pub(super) fn number(file: &str) -> u32 {
    let name = file.rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".json").and_then(|stem| stem.parse().ok()).unwrap_or_default()
}

/// Seals the JSON object of the file with that number: its first member, `seal`, is a checksum of all that follows
/// the comma after it. That notices a file that was cut short, altered, or stands in the place of another.
#[must_use]
pub fn sealed(number: u32, json: &[u8]) -> Vec<u8> {
    let rest = json.strip_prefix(b"{").unwrap_or(json);
    let mut sealed = format!("{{\"seal\":{},", fnv1a(number, rest)).into_bytes();
    sealed.extend_from_slice(rest);
    sealed
}

/// Whether a file that was read as `json` is as it was sealed.
pub(super) fn is_sealed(number: u32, bytes: &[u8], json: &Value) -> bool {
    let comma = bytes.iter().position(|byte| *byte == b',');
    let rest = comma.and_then(|comma| bytes.get(comma + 1..)).unwrap_or_default();
    json.get("seal").and_then(Value::as_u64) == Some(fnv1a(number, rest).into())
}

/// FNV-1a, 32 bits (Fowler, Noll and Vo, draft-eastlake-fnv): spreads names over packs, and notices any one byte that
/// was changed.
fn fnv1a(seed: u32, bytes: &[u8]) -> u32 {
    let add = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(0x811c_9dc5 ^ seed, add)
}

/// A page of list entries, oldest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CardPage {
    /// [`FORMAT`] when it was written.
    pub format: u32,
    /// The entries.
    pub cards: Vec<Card>,
}

/// A release as it stands in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// Its place in the addresses of the app.
    pub slug: Slug,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The summary, else the beginning of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Who speaks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issuers: Vec<Slug>,
    /// The place of the dateline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Its subjects.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Slug>,
    /// Its versions in other languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
    /// What became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// The name of its story, where others are of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<Slug>,
    /// Those that say nearly the same, in the same language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub like: Vec<Related>,
    /// A small picture of the newsroom's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<Source>,
}

/// The same release in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Its place in the addresses of the app.
    pub slug: Slug,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Another release that has something to do with one, and what that is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// Its place in the addresses of the app.
    pub slug: Slug,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Who sent it out, or where it was printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// What both quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quoted: Option<String>,
    /// How much of their text is the same, in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alike: Option<u32>,
    /// An issuer of both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Slug>,
    /// A topic of both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Slug>,
    /// Words of both that few have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// A pack of whole releases, by slug.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticlePack {
    /// [`FORMAT`] when it was written.
    pub format: u32,
    /// The releases.
    pub articles: Vec<Article>,
}

/// A whole release, with what a reader of it alone needs to know of others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Article {
    /// The release, without its earlier texts.
    pub release: Release,
    /// Its issuers' places in addresses, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issuer_slugs: Vec<Slug>,
    /// Its versions in other languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
    /// Who speaks for the newsroom on its topics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spokespeople: Vec<Contact>,
    /// What changed since earlier texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// Those that say nearly the same, in the same language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub like: Vec<Related>,
    /// What to read next.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// What in its text can be linked.
    #[serde(flatten)]
    pub places: super::Places,
    /// What it has to show, and if it is a press kit, what the releases that it gathers have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gallery: Vec<Exhibit>,
    /// How many bytes its files are together, where it has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub together: Option<u64>,
    /// The releases that it gathers, if it is a press kit: whom to reach for them and their files are named in its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gathered: Vec<Related>,
    /// The press kits that gather it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kits: Vec<Related>,
}

/// What changed between an earlier text and the present one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// When the earlier text was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// The changed passages, with what was taken out and what was put in.
    pub passages: Vec<Vec<crate::model::Inline>>,
}

#[cfg(test)]
mod tests {
    use super::{Family, fnv1a, is_sealed, number, sealed};
    use crate::bundle::paths::CARDS;
    use crate::model::json::Value;

    #[test]
    fn fnv1a_agrees_with_its_published_vectors() {
        for (text, hash) in [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)] {
            assert_eq!(fnv1a(0, text.as_bytes()), hash);
        }
    }

    #[test]
    fn a_seal_notices_every_changed_byte() {
        let whole = |number: u32, bytes: &[u8]| {
            Value::parse(bytes).is_ok_and(|json| is_sealed(number, bytes, &json))
        };
        let bytes = sealed(7, br#"{"format":2,"cards":[{"title":"a,b"}]}"#);
        assert!(whole(7, &bytes), "{}", String::from_utf8_lossy(&bytes));
        assert!(!whole(8, &bytes), "in the place of another");
        for place in 0..bytes.len() {
            assert!(!whole(7, &bytes[..place]), "cut at {place}");
            for bit in 0..8 {
                let mut damaged = bytes.clone();
                damaged[place] ^= 1 << bit;
                assert!(!whole(7, &damaged), "{}", String::from_utf8_lossy(&damaged));
            }
        }
        for other in [&b""[..], b"{}", b"{\"seal\":1}", b"<!doctype html>", b"[1,2]", b"null"] {
            assert!(!whole(7, other));
        }
    }

    #[test]
    fn files_of_a_family_are_known_by_their_numbers() {
        for (file, expected) in [("set/cards/x/12.json", 12), ("set/set.json", 0), ("3.txt", 0)] {
            assert_eq!(number(file), expected, "{file}");
        }
    }

    #[test]
    fn files_share_folders() {
        let family =
            Family { files: 5, per_folder: 2, folders: ["x", "y", "z"].map(str::to_owned).into() };
        assert_eq!(family.path(CARDS, 3).as_deref(), Some("set/cards/y/3.json"));
        assert_eq!(family.path(CARDS, 5), None);
        assert_eq!(Family::default().path(CARDS, 0), None);
    }
}
