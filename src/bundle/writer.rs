//! Writing a set: releases in, files out. The same input gives the same bytes.

use super::{
    addresses::{self, Addresses, Outcome, Redirect},
    content::{Content, Contents, Spool},
    each::Each,
    exhibits,
    hash::{digest, hash},
    kits::{self, Gathered},
    layout::{
        ArticlePack, CARDS_IN_PAGE, CardPage, FORMAT, Family, NamesOfSet, PACK_BYTES, SET, SMALL,
        Set, bucket, sealed,
    },
    lead::lead,
    own,
    paths::{ARTICLES, CARDS, INDEX},
    pictures::Pictures,
    related::{kin, stories_in, versions},
    summary::{Summary, document},
    wait::{LeftOut, Waiting, leave_out},
};
use crate::{
    ingest::{self, Loaded, Problem},
    model::{Language, Logo, Newsroom, Path, Release, Slug, Topic, json::sparing},
    search::{Builder, Earlier, Made, Options},
};
use rayon::prelude::*;
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path as FsPath, PathBuf},
};

/// How many releases are handed to the index at a time.
const INDEXED: usize = 4_096;

/// A set that is not written yet.
#[derive(Debug)]
pub struct Bundle {
    /// Its files, by their paths relative to the newsroom's folder.
    pub files: Contents,
    /// Where what is in them is put by.
    pub spool: Spool,
    /// What is in it and what was left out.
    pub report: Report,
    /// The releases in it, in the order of their numbers: for the pages of the site.
    pub releases: Vec<Release>,
    /// Of each of them, a hash of what the set says of it alone.
    pub(crate) said: Vec<[u8; 32]>,
    /// Its pages of its own, in the order in which they are listed.
    pub pages: Vec<Release>,
    /// What the set says of itself: what is in its first file.
    pub set: Set,
    /// Which addresses are whose from now on.
    pub addresses: Addresses,
    /// Former addresses, and where they lead.
    pub redirects: Vec<Redirect>,
    /// What was wrong with the addresses that were asked for, and with pictures.
    pub problems: Vec<Problem>,
}

/// What is in a set and what was left out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Releases in the set.
    pub releases: u32,
    /// Releases left out, because they must not be shown or not yet.
    pub left_out: LeftOut,
}

/// A file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The system's own words, with the file.
    #[error("{path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What was made could not be put by until it is written, or not be read there again.
    #[error(
        "{folder}: cannot {what} what is made of the site, which waits there until all is; free space there, or name another \
         folder in TMPDIR; what was published before stays as it is"
    )]
    Spool {
        /// The folder in which they are, in a file without a name.
        folder: PathBuf,
        /// What failed.
        what: &'static str,
        /// Why.
        source: io::Error,
    },
}

pub(super) fn at(path: &FsPath) -> impl FnOnce(io::Error) -> BundleError {
    move |source| BundleError::Io { path: path.to_owned(), source }
}

/// Makes a set of what was loaded, as of a moment: what must not be shown then is left out, to the
/// last word ([`leave_out`]). Which addresses were published before is not known: everything has the
/// address that its sources give it.
///
/// # Errors
///
/// If a picture or attachment cannot be read.
pub fn bundle(loaded: Loaded, waiting: impl Into<Waiting>) -> Result<Bundle, BundleError> {
    bundle_knowing(loaded, waiting.into(), &Addresses::default(), None, Spool::default())
}

/// The same after another, with files put by in `spool`: which addresses were published before, and are whose; and its index, of
/// which is kept what stays.
///
/// # Errors
///
/// If a picture or attachment cannot be read, or there is no room for what is made.
pub(crate) fn bundle_knowing(
    loaded: Loaded,
    waiting: Waiting,
    known: &Addresses,
    earlier: Option<&Earlier<'_>>,
    spool: Spool,
) -> Result<Bundle, BundleError> {
    let Prepared { mut newsroom, mut releases, mut pages, outcome, left_out, files, made, makers } =
        prepare(loaded, &waiting, known);
    let Outcome { addresses, names: labels, redirects, mut problems } = outcome;
    let mut written = Written { files: Contents::new(), spool, said: Vec::new() };
    let sources = releases.iter_mut().chain(&mut pages).flat_map(Release::sources_mut);
    let names = kits::take_files(sources, &files, &made, &makers, &mut written)?;
    kits::settle(&mut releases);
    let (pictures, told) = Pictures::of(&mut written, &names)?;
    releases.iter_mut().chain(&mut pages).for_each(|release| pictures.measure(release));
    // After the others: no smaller picture is made of it.
    let mark = newsroom.logo.iter_mut().flat_map(Logo::images_mut).map(|image| &mut image.source);
    kits::take_files(mark, &files, &made, &makers, &mut written)?;
    let set = written.set(newsroom, &releases, Summary::new(labels), &pictures, earlier)?;
    problems.extend(told);
    written.put(SET.to_owned(), sealed(0, &json(&set)))?;
    let report = Report { releases: set.documents, left_out };
    let mut bundle = Bundle {
        files: written.files,
        spool: written.spool,
        report,
        releases,
        said: written.said,
        pages,
        set,
        addresses,
        redirects,
        problems,
    };
    bundle.add_pages()?;
    bundle.spool.intact()?;
    Ok(bundle)
}

/// What was loaded, as it is shown.
pub(super) struct Prepared {
    pub(super) newsroom: Newsroom,
    /// In the order of their numbers.
    pub(super) releases: Vec<Release>,
    pages: Vec<Release>,
    pub(super) outcome: Outcome,
    pub(super) left_out: LeftOut,
    pub(super) files: BTreeMap<Path, PathBuf>,
    pub(super) made: BTreeMap<Path, Vec<u8>>,
    /// Which sources those came with.
    pub(super) makers: BTreeMap<Path, BTreeSet<String>>,
}

/// Leaves out what must not be shown, gives everything its address, and puts releases in their order.
pub(super) fn prepare(mut loaded: Loaded, waiting: &Waiting, known: &Addresses) -> Prepared {
    let all: Vec<&Release> = loaded.releases.iter().map(|sourced| &sourced.release).collect();
    let all_topics: BTreeSet<Slug> = topics(all);
    let left_out = leave_out(&mut loaded, waiting);
    let makers = kits::makers(loaded.releases.iter_mut().chain(&mut loaded.pages), &loaded.made);
    let Loaded { mut newsroom, issuers, releases, pages, files, made, wishes, .. } = loaded;
    let pages = own::pages(pages);
    let mut releases: Vec<Release> = releases.into_iter().map(|sourced| sourced.release).collect();
    // A topic that only embargoed releases have would give away what they are about.
    let shown = topics(&releases);
    newsroom
        .topics
        .retain(|topic| shown.contains(&topic.slug) || !all_topics.contains(&topic.slug));
    ingest::keep_topics(&mut newsroom);
    let outcome = addresses::settle(&mut newsroom, &issuers, &mut releases, &wishes, known);
    releases.sort_by_cached_key(order);
    Prepared { newsroom, releases, pages, outcome, left_out, files, made, makers }
}

fn topics<'a>(releases: impl IntoIterator<Item = &'a Release>) -> BTreeSet<Slug> {
    releases.into_iter().flat_map(|release| &release.topics).cloned().collect()
}

/// Newest first, undated last; versions of one release beside one another.
pub(super) fn order(release: &Release) -> (bool, i64, Option<String>, Option<Language>, Slug) {
    let date = release.published.map(|date| -date.unix_seconds());
    let group = release.group.clone();
    (date.is_none(), date.unwrap_or(0), group, release.language.clone(), release.slug.clone())
}

/// The files written so far.
#[derive(Default)]
pub(super) struct Written {
    pub(super) files: Contents,
    pub(super) spool: Spool,
    /// Of each release, a hash of what its pack says of it.
    said: Vec<[u8; 32]>,
}

impl Written {
    pub(super) fn put(&mut self, path: String, bytes: Vec<u8>) -> Result<(), BundleError> {
        self.files.insert(path, self.spool.keep(bytes)?);
        Ok(())
    }

    fn set(
        &mut self,
        newsroom: Newsroom,
        releases: &[Release],
        mut summary: Summary,
        pictures: &Pictures,
        earlier: Option<&Earlier<'_>>,
    ) -> Result<Set, BundleError> {
        let shelf = self.spool.shelf();
        let (keys, mut facets) = summary.add(releases, shelf.as_ref());
        // Before the index is gathered: both are large.
        let kin = kin(releases, &keys);
        let options = Options { shelf, ..summary.options(&newsroom) };
        let mut index = Builder::new(options);
        // In batches: all documents at once would hold every text twice.
        for (releases, facets) in releases.chunks(INDEXED).zip(facets.chunks_mut(INDEXED)) {
            let pairs = releases.par_iter().zip(facets);
            let documents =
                pairs.map(|(release, facets)| document(release, std::mem::take(facets), &newsroom));
            index.extend(&documents.collect::<Vec<_>>());
        }
        let index = self.index(index.finish_after(earlier))?;
        let versions = versions(releases, &kin);
        let documents = u32::try_from(releases.len()).unwrap_or(u32::MAX);
        let cards_in_page = if documents <= SMALL { SMALL } else { CARDS_IN_PAGE };
        let each = Each { releases, keys: &keys, kin: &kin, versions: &versions, pictures };
        let stories = stories_in(&kin);
        let count = |topic: &Topic| summary.topics.get(&topic.slug).copied().unwrap_or(0);
        let mut set = Set {
            format: FORMAT,
            build: String::new(),
            documents,
            stories: Some(stories).filter(|stories| *stories < documents),
            dated: summary.dated,
            topics: newsroom.topics.iter().map(count).collect(),
            names: NamesOfSet(
                summary.names.iter().map(|(facet, names)| (*facet, names.list())).collect(),
            ),
            languages: summary.languages.into_iter().collect(),
            months: summary.months,
            with: summary.with,
            lead: lead(newsroom.pinned.as_deref(), releases),
            cards: self.cards(&each, cards_in_page)?,
            cards_in_page,
            articles: self.articles(&each, &newsroom)?,
            newsroom,
            index,
            feeds: None,
            people: None,
            pages: None,
            media: match kits::media_page(releases, &keys, pictures) {
                Some(page) => Some(self.media(&json(&page))?),
                None => None,
            },
        };
        set.languages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        set.build = hash(&[&json(&set)]);
        Ok(set)
    }

    /// Pages of cards, counted from the oldest.
    fn cards(&mut self, each: &Each<'_>, in_page: u32) -> Result<Family, BundleError> {
        // The front page brings some of them with it, between tags: without `<` they are the same there, byte for byte.
        let plain =
            |json: Vec<u8>| sparing(&String::from_utf8_lossy(&json), |c| c == '<').into_bytes();
        let oldest_first: Vec<usize> = (0..each.releases.len()).rev().collect();
        let pages: Vec<&[usize]> =
            oldest_first.chunks(usize::try_from(in_page).unwrap_or(usize::MAX)).collect();
        self.family(CARDS, &pages, |places: &&[usize]| {
            let cards = places.iter().filter_map(|at| each.card(*at)).collect();
            plain(json(&CardPage { format: FORMAT, cards }))
        })
    }

    /// Packs of articles, by their slugs.
    fn articles(&mut self, each: &Each<'_>, newsroom: &Newsroom) -> Result<Family, BundleError> {
        let gathered = Gathered::of(each.releases);
        let article = |at: &usize| each.article(*at, newsroom, &gathered);
        let mut places: Vec<usize> = (0..each.releases.len()).collect();
        // Made twice rather than held: all of them are several times the site's texts.
        let said = |at| {
            let json = article(at).map(|article| json(&article)).unwrap_or_default();
            (json.len(), digest(&[&json]))
        };
        let (lengths, said): (Vec<usize>, Vec<[u8; 32]>) = places.par_iter().map(said).unzip();
        let bytes: usize = lengths.into_iter().sum();
        self.said = said;
        let packs = bytes.div_ceil(PACK_BYTES).max(1).next_power_of_two();
        let files = u32::try_from(packs).unwrap_or(u32::MAX);
        let slug = |at: &usize| each.releases.get(*at).map(|release| &release.slug);
        places.sort_by(|a, b| slug(a).cmp(&slug(b)));
        let mut buckets: Vec<Vec<usize>> = vec![Vec::new(); packs];
        for at in places {
            let bucket = slug(&at).and_then(|slug| usize::try_from(bucket(slug, files)).ok());
            if let Some(bucket) = bucket.and_then(|bucket| buckets.get_mut(bucket)) {
                bucket.push(at);
            }
        }
        self.family(ARTICLES, &buckets, |places: &Vec<usize>| {
            let articles = places.iter().filter_map(article).collect();
            json(&ArticlePack { format: FORMAT, articles })
        })
    }

    /// Puts numbered files into folders that are named after what is in them: `make` makes one of what `of` says for it.
    fn family<T: Sync>(
        &mut self,
        place: &str,
        of: &[T],
        make: impl Fn(&T) -> Vec<u8> + Sync,
    ) -> Result<Family, BundleError> {
        let files = u32::try_from(of.len()).unwrap_or(u32::MAX);
        let per_folder = files.div_ceil(Family::MAX_FOLDERS).max(1);
        let numbered: Vec<(u32, &T)> = (0..).zip(of).collect();
        let spool = &self.spool;
        let folder = |numbered: &[(u32, &T)]| {
            let files = numbered.par_iter().map(|(number, of)| sealed(*number, &make(of)));
            let files: Vec<Vec<u8>> = files.collect();
            let name = hash(&files.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let kept = files.into_iter().map(|bytes| spool.keep(bytes));
            Ok((name, kept.collect::<Result<Vec<Content>, BundleError>>()?))
        };
        let folders = numbered.par_chunks(usize::try_from(per_folder).unwrap_or(usize::MAX));
        let folders = folders.map(folder).collect::<Result<Vec<_>, BundleError>>()?;
        let (folders, contents): (Vec<String>, Vec<Vec<Content>>) = folders.into_iter().unzip();
        let family = Family { files, per_folder, folders };
        for (number, content) in (0..).zip(contents.into_iter().flatten()) {
            if let Some(path) = family.path(place, number) {
                self.files.insert(path, content);
            }
        }
        Ok(family)
    }

    /// What all releases have to show, in a folder that is named after what is in it.
    fn media(&mut self, page: &[u8]) -> Result<String, BundleError> {
        let page = sealed(0, page);
        let folder = hash(&[&page]);
        self.put(exhibits::file(&folder), page)?;
        Ok(folder)
    }

    /// The search index, in a folder that is named after what is in it, and what of it lies in folders of earlier ones.
    fn index(&mut self, made: Made) -> Result<String, BundleError> {
        let Made { folder, own, kept } = made;
        let parts = own.iter().flat_map(|(name, part)| [name.as_bytes().to_vec(), part.bytes()]);
        let folder = folder.unwrap_or_else(|| hash(parts));
        let own = own.into_iter().map(|(name, part)| (format!("{folder}/{name}"), part));
        for (name, part) in own.chain(kept) {
            self.put([INDEX, &name].concat(), part.bytes())?;
        }
        Ok(folder)
    }
}

impl Bundle {
    /// Has the set say more: what lies beside it.
    pub(super) fn say(&mut self, more: impl FnOnce(&mut Set)) -> Result<(), BundleError> {
        let set = &mut self.set;
        more(set);
        set.build.clear();
        set.build = hash(&[&json(set)]);
        self.files.insert(SET.to_owned(), self.spool.keep(sealed(0, &json(set)))?);
        Ok(())
    }
}

/// Values of the set have string keys and finite numbers only, which JSON can always hold.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
