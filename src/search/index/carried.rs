//! An index that was made before, and what of it a new one keeps.

use super::parts::{Parts, Place};
use super::{File, HEAD, Head, parallel};
use crate::model::Kept;
use crate::search::format::seal;

/// How many bytes of the head say where parts lie, at most, or half a byte for each part if that is more: every first search pays
/// for them. Beyond that the folders of which the least is kept are given up, and what was kept of them is written anew.
const MOST: usize = 4_000;

/// An index that was made before.
pub struct Earlier<'a> {
    /// The name of its folder.
    folder: &'a str,
    head: Head,
    find: Find<'a>,
}

/// Where files with these very bytes lie: their folders and names, as `folder/name`.
pub type Find<'a> = Box<dyn Fn(&[u8]) -> Vec<String> + Sync + 'a>;

impl<'a> Earlier<'a> {
    /// The index in `folder` with the head `head`; `find` knows its files and those that it kept itself. `None` if another
    /// version wrote it, or it is damaged.
    #[must_use]
    pub fn open(folder: &'a str, head: &[u8], find: Find<'a>) -> Option<Self> {
        Some(Self { folder, head: Head::read(head).ok()?, find })
    }
}

/// The files of an index.
#[derive(Debug, Default)]
pub struct Made {
    /// The folder of the earlier index, if this one is the same.
    pub folder: Option<String>,
    /// Names in the folder of this index, with bytes.
    pub own: Vec<(String, Sealed)>,
    /// What is kept in folders of earlier indexes: `folder/name`, with bytes.
    pub kept: Vec<(String, Sealed)>,
}

/// A file of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// By what it is sealed, unless it is already.
    build: Option<u32>,
    bytes: Kept,
}

impl Sealed {
    /// What is in it.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let bytes = self.bytes.bytes().into_owned();
        match self.build {
            Some(build) => seal(build, bytes),
            None => bytes,
        }
    }
}

/// Makes an index of a head and the contents of its other files.
pub(super) fn make(head: Head, files: Vec<(File, Kept)>, earlier: Option<&Earlier<'_>>) -> Made {
    let Some(earlier) = earlier else {
        let none = vec![None; files.len()];
        return written(head, Parts::default(), files, none);
    };
    let mut folders = vec![(earlier.folder.to_owned(), earlier.head.build)];
    folders.extend_from_slice(earlier.head.parts.folders());
    let mut places = parallel::map(files.iter().collect(), |(file, bytes)| {
        let ((kind, number), bytes) = (file.kind(), bytes.bytes());
        (1..).zip(&folders).find_map(|(place, (folder, build))| {
            let paths = (earlier.find)(&seal(*build, bytes.to_vec()));
            let names =
                paths.iter().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
            let there = names.filter_map(|name| Some(File::named(name)?.kind()));
            let numbers = there.filter(|(other, _)| *other == kind).map(|(_, number)| number);
            // Some say the same: then the one that stands where it stood.
            let nearest = numbers.min_by_key(|other| other.abs_diff(number));
            nearest.map(|number| (place, number))
        })
    });
    if let Some(same) = unchanged(&head, &files, &places, earlier) {
        return same;
    }
    loop {
        let mut kept = vec![0_usize; folders.len() + 1];
        for (folder, _) in places.iter().flatten() {
            if let Some(count) = kept.get_mut(*folder as usize) {
                *count += 1;
            }
        }
        // Without those of which nothing is kept.
        let mut numbers = vec![0_u32; folders.len() + 1];
        let mut named = Vec::new();
        for ((number, count), folder) in numbers.iter_mut().zip(&kept).skip(1).zip(&folders) {
            if *count > 0 {
                named.push(folder.clone());
                *number = named.len() as u32;
            }
        }
        let number = |folder: u32| numbers.get(folder as usize).copied().unwrap_or_default();
        let moved = |place: &Option<Place>| place.map(|(folder, there)| (number(folder), there));
        let settled: Vec<Option<Place>> = places.iter().map(moved).collect();
        let parts = Parts::new(named, &in_order(&files, &settled));
        let mut bytes = Vec::new();
        parts.write(&mut bytes);
        let least = (1..).zip(kept.iter().skip(1)).filter(|(_, count)| **count > 0);
        match least.min_by_key(|(_, count)| **count) {
            Some((folder, _)) if bytes.len() > MOST.max(files.len() / 2) => {
                let given_up =
                    |place: &Option<Place>| place.is_some_and(|(other, _)| other == folder);
                places.iter_mut().filter(|place| given_up(place)).for_each(|place| *place = None);
            }
            _ => return written(head, parts, files, settled),
        }
    }
}

/// The earlier index, if that is what is to be made: nothing is to be had by another folder.
fn unchanged(
    head: &Head,
    files: &[(File, Kept)],
    places: &[Option<Place>],
    earlier: &Earlier<'_>,
) -> Option<Made> {
    // Its own folder is not among those that its head names.
    let there: Vec<Option<Place>> =
        places.iter().map(|place| place.map(|(folder, number)| (folder - 1, number))).collect();
    if there.contains(&None) {
        return None;
    }
    let parts = Parts::new(earlier.head.parts.folders().to_vec(), &in_order(files, &there));
    let same = Head { build: earlier.head.build, parts, ..head.clone() };
    (same.write() == earlier.head.write())
        .then(|| Made { folder: Some(earlier.folder.to_owned()), ..sealed(same, files.to_vec()) })
}

/// The places of all parts, by their kinds and numbers.
fn in_order(files: &[(File, Kept)], places: &[Option<Place>]) -> [Vec<Place>; File::KINDS] {
    let mut all: [Vec<Place>; File::KINDS] = Default::default();
    let mut sorted: Vec<_> = files.iter().map(|(file, _)| file.kind()).zip(places).collect();
    sorted.sort_unstable();
    for ((kind, number), place) in sorted {
        if let Some(of_kind) = all.get_mut(kind) {
            // A facet without values has no file.
            of_kind.extend((of_kind.len() as u32..number).map(|number| (0, number)));
            of_kind.push(place.unwrap_or((0, number)));
        }
    }
    all
}

fn written(head: Head, parts: Parts, files: Vec<(File, Kept)>, places: Vec<Option<Place>>) -> Made {
    let own = files.iter().zip(places).filter(|(_, place)| place.is_none());
    let build = own.fold(head.documents, |sum, ((_, bytes), _)| {
        bytes
            .bytes()
            .iter()
            .fold(sum, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
    });
    sealed(Head { build, parts, ..head }, files)
}

fn sealed(head: Head, files: Vec<(File, Kept)>) -> Made {
    let first = Sealed { build: None, bytes: Kept::new(head.write(), None) };
    let mut made = Made { own: vec![(HEAD.to_owned(), first)], ..Made::default() };
    for (file, bytes) in files {
        let name = head.parts.name(file);
        let part = Sealed { build: Some(head.parts.build(file, head.build)), bytes };
        if name.contains('/') { &mut made.kept } else { &mut made.own }.push((name, part));
    }
    made
}

#[cfg(test)]
mod tests {
    use super::{Earlier, Made};
    use crate::search::index::Builder;
    use crate::search::{Document, Engine, HEAD, Options, Request};
    use std::collections::BTreeMap;

    /// What lies in the folders of all indexes.
    type Site = BTreeMap<String, Vec<u8>>;

    /// A text of words that some have in common: `number` seeds it.
    fn document(number: u32) -> Document {
        let mut state = number.wrapping_mul(2_654_435_761).wrapping_add(1);
        let mut word = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // Few words often, many seldom.
            let n = (state >> 8 & 0xFFFF) % (4 << (state >> 29 << 1));
            let syllables = ["la", "ba", "cu", "di", "fo", "ge", "ri", "so"];
            (0..5).map(|at| syllables[n as usize >> (3 * at) & 7]).collect::<String>()
        };
        let mut text = |count| (0..count).map(|_| word()).collect::<Vec<_>>().join(" ");
        Document { title: text(5), body: text(80), ..Document::default() }
    }

    /// An index of these, oldest first, in the place of the one that is there; what it no longer names is gone.
    fn publish(documents: &[Document], folder: &mut String, site: &mut Site) -> Made {
        let mut builder = Builder::new(Options::default());
        documents.iter().rev().for_each(|document| builder.push(document));
        let find = |bytes: &[u8]| {
            let same = site.iter().filter(|(_, found)| *found == bytes);
            same.map(|(path, _)| path.clone()).collect()
        };
        let head = site.get(&format!("{folder}/{HEAD}")).cloned().unwrap_or_default();
        let earlier = Earlier::open(folder, &head, Box::new(find));
        let made = builder.finish_after(earlier.as_ref());
        drop(earlier);
        // Any other name would do as well.
        *folder = made.folder.clone().unwrap_or(format!("{folder}x"));
        let own = made.own.iter().map(|(name, part)| (format!("{folder}/{name}"), part.bytes()));
        let kept = made.kept.iter().map(|(path, part)| (path.clone(), part.bytes()));
        *site = own.chain(kept).collect();
        made
    }

    /// What is found, with scores, in an index with its parts where they lie.
    fn found(site: &Site, folder: &str, query: &str) -> Vec<(u32, f32)> {
        let mut engine = Engine::open(&site[&format!("{folder}/{HEAD}")]).unwrap();
        let request = Request { query: query.into(), limit: 1_000, ..Request::default() };
        loop {
            let missing = engine.missing(&request);
            if missing.is_empty() {
                break;
            }
            for name in missing {
                let path =
                    if name.contains('/') { name.clone() } else { format!("{folder}/{name}") };
                assert!(engine.take(&name, &site[&path]), "{path}");
            }
        }
        engine.answer(&request).hits.iter().map(|hit| (hit.document, hit.score)).collect()
    }

    const QUERIES: [&str; 5] =
        ["balalalala", "lacula", "\"lalalalala balalalala\"", "baculalq", "la ba"];

    #[track_caller]
    fn answers_like_a_new_one(documents: &[Document], folder: &str, site: &Site) {
        let (mut fresh, mut other) = (Site::new(), String::new());
        publish(documents, &mut other, &mut fresh);
        for query in QUERIES {
            assert_eq!(found(site, folder, query), found(&fresh, &other, query), "{query}");
        }
        assert!(!found(site, folder, QUERIES[0]).is_empty());
    }

    #[test]
    fn the_same_again_is_the_same() {
        let documents: Vec<Document> = (0..300).map(document).collect();
        let (mut folder, mut site) = (String::new(), Site::new());
        publish(&documents, &mut folder, &mut site);
        let (first, before) = (folder.clone(), site.clone());
        let again = publish(&documents, &mut folder, &mut site);
        assert_eq!((again.folder, again.kept.len()), (Some(first), 0));
        assert_eq!(site, before);
    }

    #[test]
    fn what_a_change_does_not_touch_stays() {
        let mut documents: Vec<Document> = (0..600).map(document).collect();
        let (mut folder, mut site) = (String::new(), Site::new());
        publish(&documents, &mut folder, &mut site);
        let all = site.len();
        documents[100].body = documents[100].body.replacen(' ', " nouveau ", 1);
        let made = publish(&documents, &mut folder, &mut site);
        assert!(made.kept.len() * 4 > all, "{} of {all} are kept", made.kept.len());
        assert_eq!(found(&site, &folder, "nouveau").len(), 1);
        answers_like_a_new_one(&documents, &folder, &site);
        // And once more the same.
        let before = site.clone();
        assert!(publish(&documents, &mut folder, &mut site).folder.is_some());
        assert_eq!(site, before);
    }

    #[test]
    fn heads_stay_small_however_often_something_changes() {
        let mut documents: Vec<Document> = (0..200).map(document).collect();
        let (mut folder, mut site) = (String::new(), Site::new());
        let mut bytes = Vec::new();
        for number in 200..260 {
            documents.push(document(number));
            publish(&documents, &mut folder, &mut site);
            bytes.push(site[&format!("{folder}/{HEAD}")].len());
        }
        answers_like_a_new_one(&documents, &folder, &site);
        let least = bytes.iter().min().unwrap();
        assert!(bytes.iter().all(|one| *one < least + super::MOST + 500), "{bytes:?}");
    }

    #[test]
    fn what_was_damaged_is_made_anew() {
        let documents: Vec<Document> = (0..300).map(document).collect();
        let (mut folder, mut site) = (String::new(), Site::new());
        publish(&documents, &mut folder, &mut site);
        for (path, bytes) in &mut site {
            if path.contains("terms") {
                bytes[3] ^= 4;
            }
        }
        let made = publish(&documents, &mut folder, &mut site);
        assert!(made.own.iter().any(|(name, _)| name.starts_with("terms")));
        assert!(made.kept.iter().all(|(path, _)| !path.contains("terms")));
        answers_like_a_new_one(&documents, &folder, &site);
    }
}
