//! A publisher's files in, values of the [`model`](crate::model) and [`Problem`]s out.
//!
//! One file per source format: [`json_feed`], [`markdown`], [`wire`] and [`page`]; the table of them is
//! `load/format.rs`. Each is a pure function from text to drafts; [`load()`] alone touches the disk, and [`assemble`]
//! alone knows all drafts at once (topics, duplicate identifiers, slugs, missing languages).
//!
//! Ingest never stops at the first error, and one bad release never costs the others: what is
//! wrong becomes a [`Problem`] with its place and what to do, and the rest goes on. What a
//! source does not say stays absent. What could run code has no value to be put into.

mod again;
mod alias;
mod archive;
mod assemble;
#[cfg(feature = "native")]
pub mod completeness;
mod date;
mod decode;
mod details;
mod dialects;
mod email;
mod feed;
mod fields;
#[cfg(feature = "native")]
mod fix;
mod front;
mod hints;
mod html;
#[cfg(feature = "native")]
mod item;
mod items;
mod json;
mod json_feed;
#[cfg(test)]
mod keys;
mod language;
mod load;
mod look;
mod markdown;
pub mod name;
mod names;
mod newsml;
mod ninjs;
mod nitf;
mod office;
mod package;
mod page;
mod position;
mod problem;
mod reach;
mod release;
mod repair;
mod same;
mod shortcode;
pub mod slug;
mod speakers;
mod table;
mod templates;
mod topics;
mod typeface;
mod wire;
mod withhold;
mod xml;

use crate::model::{Date, Language, Newsroom, Path, Release, Slug};
pub(crate) use again::read_markdown;
#[cfg(feature = "native")]
pub(crate) use again::{in_field, is_plain_name};
#[cfg(test)]
pub(crate) use alias::OURS;
#[cfg(feature = "native")]
pub(crate) use alias::file as former_file;
#[cfg(feature = "native")]
pub use front::Outline;
#[cfg(feature = "native")]
pub(crate) use item::Items;
#[cfg(test)]
pub(crate) use load::PUBLISHED;
pub(crate) use load::contents;
#[cfg(feature = "native")]
pub(crate) use load::is_read;
pub use load::{Fate, Loaded, Options, Seen, load, load_given, locate};
#[cfg(feature = "native")]
pub use load::{Fixes, fix};
pub use look::{Corner, Font, Look, STACKS, Waymark};
pub(crate) use names::plain as plain_name;
#[cfg(feature = "native")]
pub(crate) use names::{
    known_as,
    part::{Part, part_of},
};
pub use position::Position;
pub use problem::{Kind, Place, Problem, Severity};
pub use reach::Reach;
#[cfg(feature = "native")]
pub(crate) use slug::with_hash as slug_with_hash;
pub(crate) use speakers::keep_topics;
use std::collections::{BTreeMap, BTreeSet};
pub use templates::Template;
pub use topics::TopicWish;
#[cfg(feature = "native")]
pub(crate) use withhold::is_held_state;

/// A release with where it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Sourced {
    /// The release.
    pub release: Release,
    /// Where it was found.
    pub origin: Origin,
    /// When it is to appear, if a field says so: the last of its dates of publication. A date to come
    /// waits, though an embargo is not spoken of.
    pub appears: Option<Date>,
    /// Its topics as its source writes them. Of one that must not be shown, nothing else says them.
    pub tags: Vec<String>,
}

impl Sourced {
    /// When it is to appear, if that is later than its date of publication.
    #[must_use]
    pub fn waits_longer(&self) -> Option<Date> {
        let published = self.release.published.as_ref().map(Date::unix_seconds);
        self.appears.filter(|appears| published.is_none_or(|day| appears.unix_seconds() > day))
    }
}

/// What a release says that is known to be written in no language that is known: no other is assumed for it.
pub const UNDETERMINED: &str = "und";

/// Where a release was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file, as the user named it, with `/` between its parts.
    pub source: String,
    /// Where in the file.
    pub place: Place,
}

/// What the sources ask for in matters of addresses, for whoever knows which were published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// By the identifiers of releases: of all, those that are not shown among them.
    pub releases: BTreeMap<String, Wish>,
    /// By the slugs that topics have for now.
    pub topics: BTreeMap<Slug, TopicWish>,
}

/// The addresses that a release asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The slug that it would have if it were alone.
    pub plain: Slug,
    /// Whether the source gave it that slug.
    pub explicit: bool,
    /// Former addresses, as files of the site (`r/old/index.html`), each with its place in the source.
    pub aliases: Vec<(String, Place)>,
    /// Where the release was found.
    pub origin: Origin,
}

/// What a format's reader has to know of the file it reads.
struct File<'a> {
    /// The file, as the user named it.
    source: &'a str,
    /// The file's name inside its source folder, without its ending: the identifier of a release
    /// that has no other.
    stem: &'a str,
    /// The language of what says none.
    language: Option<Language>,
    /// Finds a file beside this one.
    locate: &'a dyn Locate,
    /// Takes a file that was written into a text, or refuses it.
    make: &'a dyn Fn(&Path, Vec<u8>) -> bool,
    /// The template languages to be read.
    templates: &'a templates::Templates,
}

/// Finds files beside a source: [`load()`] does, and in tests any function does.
trait Locate {
    /// The file at a relative address as it is written in the source.
    fn find(&self, address: &str, role: Role) -> Found;
}

impl<F: Fn(&str) -> Option<Path>> Locate for F {
    fn find(&self, address: &str, _: Role) -> Found {
        self(address).map_or(Found::Missing, Found::File)
    }
}

/// What an address is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A picture or a file that the release shows or offers.
    File,
    /// A link, which may lead to a page as well.
    Link,
}

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    /// A file that may become public.
    File(Path),
    /// None, and why was said already.
    Told,
    /// None.
    Missing,
}

/// What a format's reader finds.
#[derive(Default)]
struct Parsed {
    /// What is said of the newsroom.
    newsroom: Newsroom,
    /// The topics that the newsroom declares.
    topics: Vec<topics::Declared>,
    /// The names of each issuer that it declares to be one, by language.
    issuers: Vec<Vec<(Language, String)>>,
    /// Who speaks for it.
    speakers: Vec<speakers::Speaker>,
    /// The release that it wants the front page to begin with.
    pinned: Option<(String, Origin)>,
    /// What it wants the site to look like.
    look: Look,
    /// What it asks for so that others show its releases or learn of them.
    reach: Reach,
    /// Its pages of its own, as drafts of releases are.
    pages: Vec<Draft>,
    /// The language of what says none, for the files beside this one.
    language: Option<Language>,
    drafts: Vec<Draft>,
    problems: Vec<Problem>,
    /// The address of the feed's next page.
    next: Option<String>,
    /// What the file holds that is not for those who get it as it is: comments, hidden text.
    unseen: BTreeSet<&'static str>,
}

/// A release that has yet to meet the others.
struct Draft {
    /// Its slug is settled by [`assemble`].
    release: Release,
    origin: Origin,
    /// The slug that the source asks for.
    slug: Option<Slug>,
    /// Its former addresses, as files of the site, each with its place.
    aliases: Vec<(String, Place)>,
    /// Its topics, by slug or label, each with its place.
    tags: Vec<(String, Place)>,
    /// When it is to appear: the last of its dates of publication.
    appears: Option<Date>,
    /// Whether it must not be shown, whatever the day: a draft, or one that may be under an embargo
    /// that was not understood. A problem says why.
    held: bool,
}
