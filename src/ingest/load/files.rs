//! The files that releases name: found, and held to the one rule on what may become public.
//!
//! A file becomes public only if, whatever way its name is written and once all links are
//! followed, it lies inside the newsroom's folder, is not hidden, is no source, and is a regular
//! file that can be read. What is refused is said, with the reason.

use super::{
    names::{self, Listing},
    offered,
    open::{self, Identity},
    passed,
};
use crate::{
    ingest::{
        Found, Role,
        problem::{Kind, quoted},
    },
    model,
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

/// How many names on disk are held against names that are not there, in all: in a folder of thousands
/// each such look costs as much as reading a release.
const MOST_COMPARED: usize = 50_000;

/// The files that releases refer to, each under a path of its own in the newsroom.
#[derive(Default)]
pub(super) struct Files {
    /// The files that may become public, with their paths on disk, free of links.
    pub(super) by_path: BTreeMap<model::Path, PathBuf>,
    /// Pictures that were written into a text.
    pub(super) made: BTreeMap<model::Path, Vec<u8>>,
    /// What must not become public under whatever name: sources, and what is hidden.
    private: HashSet<Identity>,
    verdicts: HashMap<PathBuf, Result<PathBuf, Refusal>>,
    listings: HashMap<PathBuf, Listing>,
    /// How many names were held against names that are not there.
    compared: usize,
    /// Whether the order in which files are asked for made a difference.
    pub(super) contested: bool,
}

/// What is said of an address that a release gives.
pub(super) struct Told {
    pub(super) address: String,
    pub(super) kind: Kind,
    pub(super) message: String,
}

/// Where addresses are looked for.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The newsroom's folder, as the user named it.
    pub(super) root: &'a Path,
    /// The folder of the source, below the root.
    pub(super) folder: &'a Path,
}

#[derive(Clone, Debug)]
enum Refusal {
    Outside,
    Private(&'static str),
    Source,
    Withheld(String),
    Folder,
    Special,
    LeadsNowhere,
    Unreadable(String),
    Large,
    Name,
}

impl Files {
    /// Files of which `private` must not become public.
    pub(super) fn without(private: HashSet<Identity>) -> Self {
        Self { private, ..Self::default() }
    }

    /// Finds the file at `address`, relative to the source's folder, or to the root if it begins
    /// with `/`. What is to be said of it is added to `told`.
    pub(super) fn find(
        &mut self,
        address: &str,
        place: Place<'_>,
        role: Role,
        told: &mut Vec<Told>,
    ) -> Found {
        let mut tell = |kind, message: String| {
            let is_known = |told: &Told| told.address == address && told.kind == kind;
            if !told.iter().any(is_known) {
                told.push(Told { address: address.to_owned(), kind, message });
            }
            Found::Told
        };
        match self.resolve(address, place) {
            Some((inside, sure)) => match self.take(&inside, place.root) {
                Ok(path) => {
                    if !sure {
                        let message = format!(
                            "{} is not there; {} is taken, which differs only in capitals or in a kind \
                             of space, apostrophe or dash; write the name as the file has it",
                            quoted(address),
                            quoted(&inside)
                        );
                        tell(Kind::NearName, message);
                    }
                    Found::File(path)
                }
                Err(refusal) if role == Role::Link && refusal.is_plain(address) => Found::Missing,
                Err(refusal) => tell(Kind::NotPublic, refusal.message(address)),
            },
            None if leads_out(address, place) && !is_link_to_text(address, role) => {
                tell(Kind::NotPublic, Refusal::Outside.message(address))
            }
            None => match self.suggestion(address, place).filter(|_| role == Role::File) {
                Some(near) => {
                    let message = format!(
                        "{} is not there; {} is: if that is meant, write so",
                        quoted(address),
                        quoted(&near)
                    );
                    tell(Kind::MissingFile, message)
                }
                None => Found::Missing,
            },
        }
    }

    /// What lies at the address, as a path below the root, and whether that is its name to the
    /// letter.
    fn resolve(&mut self, address: &str, place: Place<'_>) -> Option<(String, bool)> {
        let mut paths: Vec<Vec<String>> = names::spellings(address)
            .iter()
            .filter_map(|spelling| names::inside(spelling, place.folder))
            .filter(|parts| !parts.is_empty())
            .collect();
        paths.dedup();
        let exact = paths.iter().map(|parts| parts.join("/"));
        for inside in exact {
            if fs::symlink_metadata(place.root.join(&inside)).is_ok() {
                return Some((inside, true));
            }
        }
        paths.iter().find_map(|parts| self.nearly(parts, place.root))
    }

    fn nearly(&mut self, parts: &[String], root: &Path) -> Option<(String, bool)> {
        let (mut inside, mut all_sure) = (Vec::new(), true);
        let mut folder = root.to_owned();
        for part in parts {
            let (name, sure) = self.listing(&folder).meant(part)?;
            let name = name.to_owned();
            folder.push(&name);
            inside.push(name);
            all_sure &= sure;
        }
        Some((inside.join("/"), all_sure))
    }

    /// The names in a folder; none if it is not there.
    fn listing(&mut self, folder: &Path) -> &Listing {
        self.listings.entry(folder.to_owned()).or_insert_with(|| {
            let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let entries = fs::read_dir(here).into_iter().flatten().flatten();
            Listing::new(entries.filter_map(|entry| entry.file_name().into_string().ok()).collect())
        })
    }

    /// A file in the same folder with a name near to that of the address. What begins with a
    /// slash was written for another site: nothing is said of it.
    fn suggestion(&mut self, address: &str, place: Place<'_>) -> Option<String> {
        if address.starts_with('/') {
            return None;
        }
        if self.compared >= MOST_COMPARED {
            self.contested = true;
            return None;
        }
        names::spellings(address).iter().rev().find_map(|spelling| {
            let mut parts = names::inside(spelling, place.folder)?;
            let wanted = parts.pop()?;
            let (folder, _) = match parts.is_empty() {
                true => (String::new(), true),
                false => self.nearly(&parts, place.root)?,
            };
            let on_disk = place.root.join(&folder);
            self.compared += self.listing(&on_disk).names.len();
            let may = self.listing(&on_disk).names.iter().map(String::as_str).filter(|name| {
                let inside = Path::new(&folder).join(name);
                passed::private(&inside).is_none() && !passed::is_source(&inside)
            });
            let near = names::nearest(&wanted, may)?;
            on_disk.join(near).is_file().then(|| near.to_owned())
        })
    }

    /// Offers the file to the public, if it may be.
    fn take(&mut self, inside: &str, root: &Path) -> Result<model::Path, Refusal> {
        let on_disk = root.join(inside);
        let verdict = match self.verdicts.get(&on_disk) {
            Some(verdict) => verdict.clone(),
            None => {
                let verdict = self.verdict(&on_disk, inside, root);
                self.verdicts.insert(on_disk, verdict.clone());
                verdict
            }
        };
        self.enter(inside, verdict?).ok_or(Refusal::Name)
    }

    /// The one rule.
    fn verdict(&self, on_disk: &Path, inside: &str, root: &Path) -> Result<PathBuf, Refusal> {
        let unreadable = |error: std::io::Error| Refusal::Unreadable(error.to_string());
        let top = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let top = fs::canonicalize(top).map_err(unreadable)?;
        let real = fs::canonicalize(on_disk).map_err(|_| Refusal::LeadsNowhere)?;
        let below = real.strip_prefix(&top).map_err(|_| Refusal::Outside)?;
        let metadata = fs::symlink_metadata(&real).map_err(unreadable)?;
        let private = passed::private(below).or_else(|| passed::private(Path::new(inside)));
        if let Some(why) = private {
            return Err(Refusal::Private(why.label()));
        }
        if metadata.is_dir() {
            return Err(Refusal::Folder);
        }
        if !metadata.is_file() {
            return Err(Refusal::Special);
        }
        if passed::is_source(below) || self.private.contains(&Identity::of(&real, &metadata)) {
            return Err(Refusal::Source);
        }
        let (_, metadata) = open::open(&real).map_err(unreadable)?;
        if metadata.len() > open::LARGEST {
            return Err(Refusal::Large);
        }
        if passed::may_hold_releases(inside) {
            let bytes = open::bytes(&real).map_err(unreadable)?;
            if let Some(why) = offered::refuses(&real, &bytes, false) {
                return Err(Refusal::Withheld(why));
            }
        }
        Ok(real)
    }

    fn enter(&mut self, inside: &str, real: PathBuf) -> Option<model::Path> {
        // Characters that mean something in an address are not wanted in one.
        let unwanted = |c: char| matches!(c, '\\' | ':' | '?' | '#' | '%') || c.is_control();
        let name = names::composed(inside).replace(unwanted, "-");
        for round in 1.. {
            let name = if round == 1 { name.clone() } else { format!("{round}/{name}") };
            let path = model::Path::new(&name)?;
            match self.by_path.get(&path) {
                Some(known) if *known != real => self.contested = true,
                Some(_) => return Some(path),
                None => {
                    self.by_path.insert(path.clone(), real);
                    return Some(path);
                }
            }
        }
        None
    }
}

/// Whether the address leads out of the newsroom's folder to a file that is there.
fn leads_out(address: &str, place: Place<'_>) -> bool {
    names::spellings(address).iter().any(|spelling| {
        let is_out = names::inside(spelling, place.folder).is_none();
        is_out && place.root.join(place.folder).join(spelling).is_file()
    })
}

/// A link that plainly leads to a text: to another release, or to a page of the site that the text
/// comes from. It wants to lead there, not to offer the file.
fn is_link_to_text(address: &str, role: Role) -> bool {
    let plain = address.split(['?', '#']).next().unwrap_or_default();
    role == Role::Link && passed::is_text(plain)
}

impl Refusal {
    /// Whether a link to such a thing has nothing to do with publishing it.
    fn is_plain(&self, address: &str) -> bool {
        match self {
            Self::Folder => true,
            Self::Private(_) | Self::Withheld(_) => false,
            _ => is_link_to_text(address, Role::Link),
        }
    }

    fn message(&self, address: &str) -> String {
        let what = match self {
            Self::Outside => {
                "lies outside the newsroom's folder; copy it into that, or name a folder that \
                 holds both as the source"
            }
            Self::Private(why) => {
                return format!(
                    "{} must not become public ({why}); left out; if it is meant to, put a copy \
                     with another name into media",
                    quoted(address)
                );
            }
            Self::Withheld(why) => {
                return format!(
                    "{} {why}; left out; take it out of the release, or put a copy of it as PDF there",
                    quoted(address)
                );
            }
            Self::Source => {
                "is a source, or a text beside the sources, and such are never published as they \
                 are; to offer a text for download, put a copy of it into media"
            }
            Self::Folder => "is a folder; name a file in it",
            Self::Special => "is no regular file, but a pipe, a socket or a device; name a file",
            Self::LeadsNowhere => "is a link that leads nowhere; put the file in its place",
            Self::Large => "is larger than 256 MB; put it elsewhere and link to it",
            Self::Name => "has a name that no address can hold; give it another",
            Self::Unreadable(error) => {
                return format!(
                    "{} cannot be read ({error}); left out; see who may read it",
                    quoted(address)
                );
            }
        };
        format!("{} {what}; left out", quoted(address))
    }
}
