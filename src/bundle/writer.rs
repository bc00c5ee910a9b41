//! Writing a set: releases in, files out. The same input gives the same bytes.

use super::{
    addresses::{self, Addresses, Outcome, Redirect},
    exhibits,
    hash::hash,
    kits,
    layout::{
        Article, ArticlePack, CARDS_IN_PAGE, Card, CardPage, FORMAT, Family, NamesOfSet,
        PACK_BYTES, SET, SMALL, Set, Version, bucket, sealed,
    },
    lead::lead,
    own,
    paths::{ARTICLES, CARDS, INDEX, UNCHANGING},
    people::speakers,
    pictures::Pictures,
    places::{Places, sections},
    related::{Kin, kin, stories_in, versions},
    revisions::difference,
    summary::{Keys, Summary, document},
    wait::{LeftOut, Waiting, leave_out},
};
use crate::{
    ingest::{self, Loaded, Problem},
    model::{Language, Logo, Newsroom, Path, Release, Slug, Source, Topic, json::sparing},
    search::{Builder, Earlier, Made},
};
use rayon::prelude::*;
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path as FsPath, PathBuf},
};

/// How many releases are handed to the index at a time.
const INDEXED: usize = 16_384;

/// A set in memory.
#[derive(Debug)]
pub struct Bundle {
    /// Its files, by their paths relative to the newsroom's folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is in it and what was left out.
    pub report: Report,
    /// The releases in it, in the order of their numbers: for the pages of the site.
    pub releases: Vec<Release>,
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
    bundle_knowing(loaded, waiting.into(), &Addresses::default(), None)
}

/// The same after another: which addresses were published before, and are whose; and its index, of which is kept what stays.
///
/// # Errors
///
/// If a picture or attachment cannot be read.
pub(crate) fn bundle_knowing(
    loaded: Loaded,
    waiting: Waiting,
    known: &Addresses,
    earlier: Option<&Earlier<'_>>,
) -> Result<Bundle, BundleError> {
    let Prepared { mut newsroom, mut releases, mut pages, outcome, left_out, files, made, makers } =
        prepare(loaded, &waiting, known);
    let Outcome { addresses, names: labels, redirects, mut problems } = outcome;
    let mut written = Written::default();
    let sources = releases.iter_mut().chain(&mut pages).flat_map(Release::sources_mut);
    let names = kits::take_files(sources, &files, &made, &makers, &mut written.files)?;
    kits::settle(&mut releases);
    let (pictures, told) = Pictures::of(&mut written.files, &names);
    releases.iter_mut().chain(&mut pages).for_each(|release| pictures.measure(release));
    // After the others: no smaller picture is made of it.
    let mark = newsroom.logo.iter_mut().flat_map(Logo::images_mut).map(|image| &mut image.source);
    kits::take_files(mark, &files, &made, &makers, &mut written.files)?;
    let set = written.set(newsroom, &releases, Summary::new(labels), &pictures, earlier);
    problems.extend(told);
    written.files.insert(SET.to_owned(), sealed(0, &json(&set)));
    let report = Report { releases: set.documents, left_out };
    let mut bundle = Bundle {
        files: written.files,
        report,
        releases,
        pages,
        set,
        addresses,
        redirects,
        problems,
    };
    bundle.add_pages();
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
struct Written {
    files: BTreeMap<String, Vec<u8>>,
}

impl Written {
    fn set(
        &mut self,
        newsroom: Newsroom,
        releases: &[Release],
        mut summary: Summary,
        pictures: &Pictures,
        earlier: Option<&Earlier<'_>>,
    ) -> Set {
        let keys = summary.add(releases);
        let kin = kin(releases, &keys);
        let versions = versions(releases, &kin);
        let mut index = Builder::new(summary.options(&newsroom));
        // In batches: all documents at once would hold every text twice.
        for (releases, keys) in releases.chunks(INDEXED).zip(keys.chunks(INDEXED)) {
            let pairs = releases.par_iter().zip(keys);
            let documents = pairs.map(|(release, keys)| document(release, keys, &newsroom));
            index.extend(&documents.collect::<Vec<_>>());
        }
        let stories = stories_in(&kin);
        let each = releases.par_iter().zip(&keys).zip(versions).zip(kin);
        let both = each.map(|(((release, keys), versions), kin)| {
            let card = card(release, keys, versions.clone(), &kin, pictures.picture(release));
            let spokespeople = speakers(release, &newsroom);
            let article = article(release, keys, versions, kin, pictures);
            (card, Article { spokespeople, ..article })
        });
        let (cards, mut articles): (Vec<Card>, Vec<Article>) = both.unzip();
        kits::gather(&mut articles, releases, pictures);
        let documents = u32::try_from(releases.len()).unwrap_or(u32::MAX);
        let cards_in_page = if documents <= SMALL { SMALL } else { CARDS_IN_PAGE };
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
            newsroom,
            cards: self.cards(cards, cards_in_page),
            cards_in_page,
            articles: self.articles(articles),
            index: self.index(index.finish_after(earlier)),
            feeds: None,
            people: None,
            pages: None,
            media: kits::media_page(releases, &keys, pictures).map(|page| self.media(&json(&page))),
        };
        set.languages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        set.build = hash(&[&json(&set)]);
        set
    }

    /// Pages of cards, counted from the oldest.
    fn cards(&mut self, mut cards: Vec<Card>, in_page: u32) -> Family {
        cards.reverse();
        let pages = cards.chunks(usize::try_from(in_page).unwrap_or(usize::MAX));
        // The front page brings some of them with it, between tags: without `<` they are the same there, byte for byte.
        let plain =
            |json: Vec<u8>| sparing(&String::from_utf8_lossy(&json), |c| c == '<').into_bytes();
        let page = |cards: &[Card]| json(&CardPage { format: FORMAT, cards: cards.to_vec() });
        let pages = pages.map(|cards| plain(page(cards)));
        self.family(CARDS, pages.collect())
    }

    /// Packs of articles, by their slugs.
    fn articles(&mut self, mut articles: Vec<Article>) -> Family {
        let bytes: usize = articles.par_iter().map(|article| json(article).len()).sum();
        let packs = bytes.div_ceil(PACK_BYTES).max(1).next_power_of_two();
        let files = u32::try_from(packs).unwrap_or(u32::MAX);
        let mut buckets: Vec<Vec<Article>> = vec![Vec::new(); packs];
        articles.sort_by(|a, b| a.release.slug.cmp(&b.release.slug));
        for article in articles {
            let bucket = bucket(&article.release.slug, files);
            if let Some(bucket) = usize::try_from(bucket).ok().and_then(|b| buckets.get_mut(b)) {
                bucket.push(article);
            }
        }
        let pack = |articles| json(&ArticlePack { format: FORMAT, articles });
        self.family(ARTICLES, buckets.into_par_iter().map(pack).collect())
    }

    /// Puts numbered files into folders that are named after what is in them.
    fn family(&mut self, place: &str, contents: Vec<Vec<u8>>) -> Family {
        let contents: Vec<Vec<u8>> =
            (0..).zip(contents).map(|(number, json)| sealed(number, &json)).collect();
        let files = u32::try_from(contents.len()).unwrap_or(u32::MAX);
        let per_folder = files.div_ceil(Family::MAX_FOLDERS).max(1);
        let chunk = usize::try_from(per_folder).unwrap_or(usize::MAX);
        let folders = contents
            .chunks(chunk)
            .map(|group| hash(&group.iter().map(Vec::as_slice).collect::<Vec<_>>()))
            .collect();
        let family = Family { files, per_folder, folders };
        for (number, bytes) in (0..).zip(contents) {
            if let Some(path) = family.path(place, number) {
                self.files.insert(path, bytes);
            }
        }
        family
    }

    /// What all releases have to show, in a folder that is named after what is in it.
    fn media(&mut self, page: &[u8]) -> String {
        let page = sealed(0, page);
        let folder = hash(&[&page]);
        self.files.insert(exhibits::file(&folder), page);
        folder
    }

    /// The search index, in a folder that is named after what is in it, and what of it lies in folders of earlier ones.
    fn index(&mut self, Made { folder, own, kept }: Made) -> String {
        let parts: Vec<&[u8]> =
            own.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()]).collect();
        let folder = folder.unwrap_or_else(|| hash(&parts));
        let own = own.into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), bytes));
        self.files.extend(own.chain(kept).map(|(name, bytes)| ([INDEX, &name].concat(), bytes)));
        folder
    }
}

/// A release's list entry.
fn card(
    release: &Release,
    keys: &Keys,
    versions: Vec<Version>,
    kin: &Kin,
    picture: Option<Source>,
) -> Card {
    Card {
        slug: release.slug.clone(),
        title: release.title.clone(),
        summary: release.description(),
        language: release.language.clone(),
        published: release.published,
        issuers: keys.issuers.clone(),
        place: release.place.clone(),
        topics: release.topics.clone(),
        versions,
        state: release.status.as_ref().map(|status| status.state),
        story: kin.story.clone(),
        like: kin.like.clone(),
        picture,
    }
}

/// A whole release, with what changed since earlier texts instead of those texts.
fn article(
    release: &Release,
    keys: &Keys,
    versions: Vec<Version>,
    kin: Kin,
    pictures: &Pictures,
) -> Article {
    let gallery = pictures.exhibits(release);
    let differences = release
        .revisions
        .iter()
        .map(|earlier| difference(earlier, &release.body))
        .filter(|difference| !difference.passages.is_empty())
        .collect();
    let release = Release { revisions: Vec::new(), ..release.clone() };
    let (issuer_slugs, Kin { like, related, .. }) = (keys.issuers.clone(), kin);
    let places = Places { quotations: keys.quotations.clone(), sections: sections(&release) };
    Article {
        issuer_slugs,
        versions,
        differences,
        like,
        related,
        places,
        gallery,
        ..Article::of(release)
    }
}

impl Bundle {
    /// Has the set say more: what lies beside it.
    pub(super) fn say(&mut self, more: impl FnOnce(&mut Set)) {
        let set = &mut self.set;
        more(set);
        set.build.clear();
        set.build = hash(&[&json(set)]);
        self.files.insert(SET.to_owned(), sealed(0, &json(set)));
    }

    /// Writes the set to `dir`, in place of the one that is there. What it names is there before
    /// `set.json` is, and what only the old one named goes after it: every moment is a set. What is
    /// no set's is left alone.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written to.
    pub fn write(&self, dir: &FsPath) -> Result<(), BundleError> {
        let (head, rest): (Vec<_>, Vec<_>) = self.files.iter().partition(|(path, _)| *path == SET);
        for (path, bytes) in rest.into_iter().chain(head) {
            put(&dir.join(path), bytes)?;
        }
        for place in UNCHANGING {
            let folders = fs::read_dir(dir.join(place)).into_iter().flatten().flatten();
            for folder in folders.filter(is_named_by_hash) {
                let files = fs::read_dir(folder.path()).map_err(at(&folder.path()))?.flatten();
                for file in files.filter(|file| file.file_type().is_ok_and(|kind| kind.is_file())) {
                    let name = file.file_name();
                    let parts =
                        [folder.file_name(), name].map(|p| p.to_string_lossy().into_owned());
                    let path = format!("{place}{}/{}", parts[0], parts[1]);
                    if !self.files.contains_key(&path) {
                        fs::remove_file(file.path()).map_err(at(&file.path()))?;
                    }
                }
                // One that is not empty cannot be removed.
                let _ = fs::remove_dir(folder.path());
            }
        }
        Ok(())
    }
}

/// Whether a folder is named as [`hash`] names them.
fn is_named_by_hash(folder: &fs::DirEntry) -> bool {
    let name = folder.file_name();
    let name = name.as_encoded_bytes();
    let is_folder = folder.file_type().is_ok_and(|kind| kind.is_dir());
    is_folder && name.len() == 8 && name.iter().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'))
}

/// Writes a file whole or not at all; one that is there already is left alone if it is the same.
///
/// # Errors
///
/// If it cannot be written.
pub(crate) fn put(file: &FsPath, bytes: &[u8]) -> Result<(), BundleError> {
    let is_file = |found: fs::Metadata| found.is_file();
    let is_there = file.symlink_metadata().is_ok_and(is_file);
    if is_there && fs::read(file).is_ok_and(|found| found == bytes) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(at(folder))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let half = file.with_file_name(format!(".{name}.kiosque-new"));
    let written = fs::write(&half, bytes).and_then(|()| fs::rename(&half, file));
    written.map_err(|error| {
        let _ = fs::remove_file(&half);
        at(file)(error)
    })
}

/// Values of the set have string keys and finite numbers only, which JSON can always hold.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
