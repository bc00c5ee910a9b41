//! Files that come with releases, and press kits that gather what several have: what is settled once it is known which releases
//! are shown.

use super::{
    hash::hash,
    layout::{Article, ArticlePack, FORMAT, Version},
    paths::FILES,
    pictures::Pictures,
    related::named,
    summary::Keys,
    writer::{BundleError, Written, at},
};
use crate::{
    ingest::{self, Sourced, name::file_name},
    model::{Contact, Language, Path, Release, Slug, Source},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

/// Where publishers find a file of the set again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whence {
    /// It is a file of theirs.
    File(String),
    /// It came with a document, a mail or an archive.
    Inside(String),
}

/// Which source each file came with that lay inside one.
pub(super) fn makers<'a>(
    releases: impl Iterator<Item = &'a mut Sourced>,
    made: &BTreeMap<Path, Vec<u8>>,
) -> BTreeMap<Path, BTreeSet<String>> {
    let mut makers: BTreeMap<Path, BTreeSet<String>> = BTreeMap::new();
    for Sourced { release, origin, .. } in releases {
        for source in release.sources_mut() {
            if let Source::Local(path) = source
                && made.contains_key(path)
            {
                makers.entry(path.clone()).or_default().insert(origin.source.clone());
            }
        }
    }
    makers
}

/// Copies the pictures and attachments that releases name into the set, and names the copies instead. Of what each copy is.
pub(super) fn take_files<'a>(
    sources: impl Iterator<Item = &'a mut Source>,
    files: &BTreeMap<Path, PathBuf>,
    made: &BTreeMap<Path, Vec<u8>>,
    makers: &BTreeMap<Path, BTreeSet<String>>,
    into: &mut Written,
) -> Result<BTreeMap<Path, BTreeSet<Whence>>, BundleError> {
    let mut moved: BTreeMap<Path, Option<Path>> = BTreeMap::new();
    for source in sources {
        let Source::Local(path) = source else { continue };
        if !moved.contains_key(path) {
            moved.insert(path.clone(), take_file(path, files, made, into)?);
        }
        if let Some(Some(copy)) = moved.get(path) {
            *path = copy.clone();
        }
    }
    let mut names: BTreeMap<Path, BTreeSet<Whence>> = BTreeMap::new();
    for (own, copy) in moved.into_iter().filter_map(|(own, copy)| Some((own, copy?))) {
        let of = names.entry(copy).or_default();
        match makers.get(&own) {
            Some(sources) => of.extend(sources.iter().cloned().map(Whence::Inside)),
            None => drop(of.insert(Whence::File(own.as_str().to_owned()))),
        }
    }
    Ok(names)
}

fn take_file(
    path: &Path,
    files: &BTreeMap<Path, PathBuf>,
    made: &BTreeMap<Path, Vec<u8>>,
    into: &mut Written,
) -> Result<Option<Path>, BundleError> {
    let bytes = match (made.get(path), files.get(path)) {
        (Some(bytes), _) => bytes.clone(),
        (None, Some(file)) => ingest::contents(file).map_err(at(file))?,
        (None, None) => return Ok(None),
    };
    let name = file_name(path.as_str().rsplit('/').next().unwrap_or_default());
    let copy = format!("{FILES}{}/{name}", hash(&[&bytes]));
    into.put(copy.clone(), bytes)?;
    Ok(Path::new(&copy))
}

/// Makes what press kits gather the slugs of releases that are shown and stand. Nothing is shown for what names no such release;
/// its publisher was told (`ingest/assemble.rs`), its readers are not: it may be one that must not be shown yet.
pub(super) fn settle(releases: &mut [Release]) {
    let find = |kit: &Release, name: &str| {
        let others =
            || releases.iter().filter(|other| other.slug != kit.slug && !other.is_withdrawn());
        let of_group = |language: Option<&Language>| {
            others().find(|other| {
                other.group.as_deref() == Some(name)
                    && (language.is_none() || other.language.as_ref() == language)
            })
        };
        let exact = others().find(|other| other.id == name || other.slug.as_str() == name);
        exact
            .or_else(|| of_group(Some(kit.language.as_ref()?)))
            .or_else(|| of_group(None))
            .map(|found| found.slug.to_string())
    };
    let settled: Vec<Vec<String>> = releases
        .iter()
        .map(|kit| {
            let mut slugs: Vec<String> = Vec::new();
            for slug in kit.gathers.iter().filter_map(|name| find(kit, name)) {
                if !slugs.contains(&slug) {
                    slugs.push(slug);
                }
            }
            slugs
        })
        .collect();
    for (release, slugs) in releases.iter_mut().zip(settled) {
        release.gathers = slugs;
    }
}

/// Which releases press kits gather, by their places.
pub(super) struct Gathered<'a> {
    places: BTreeMap<&'a str, usize>,
    /// Those that gather the release at a place.
    by: BTreeMap<usize, Vec<&'a Release>>,
}

impl<'a> Gathered<'a> {
    pub(super) fn of(releases: &'a [Release]) -> Self {
        let kits = || releases.iter().filter(|release| !release.gathers.is_empty());
        let wanted: BTreeSet<&str> =
            kits().flat_map(|kit| kit.gathers.iter().map(String::as_str)).collect();
        let slugs = releases.iter().map(|release| release.slug.as_str()).enumerate();
        let slugs = slugs.filter(|(_, slug)| wanted.contains(slug));
        let places = slugs.map(|(place, slug)| (slug, place)).collect();
        let mut gathered = Self { places, by: BTreeMap::new() };
        for kit in kits() {
            for place in gathered.places(kit).collect::<Vec<_>>() {
                gathered.by.entry(place).or_default().push(kit);
            }
        }
        gathered
    }

    fn places<'s>(&'s self, kit: &'s Release) -> impl Iterator<Item = usize> + 's {
        kit.gathers.iter().filter_map(|slug| self.places.get(slug.as_str()).copied())
    }

    /// Puts into the article of a press kit what the releases have that it gathers, and into theirs that they are gathered.
    pub(super) fn complete(
        &self,
        article: &mut Article,
        at: usize,
        releases: &[Release],
        pictures: &Pictures,
    ) {
        let kits = self.by.get(&at).into_iter().flatten();
        article.kits.extend(kits.map(|kit| named(kit)));
        let kit = releases.get(at).filter(|kit| !kit.gathers.is_empty());
        let places = kit.into_iter().flat_map(|kit| self.places(kit));
        for release in places.filter_map(|place| releases.get(place)) {
            for exhibit in pictures.exhibits(release) {
                let source = &exhibit.media.image.source;
                if !article.gallery.iter().any(|known| known.media.image.source == *source) {
                    article.gallery.push(exhibit);
                }
            }
            article.gathered.push(named(release));
            let own = &mut article.release;
            for contact in &release.contacts {
                if !own.contacts.iter().any(|known| is_same(known, contact)) {
                    own.contacts.push(contact.clone());
                }
            }
            for file in &release.attachments {
                if !own.attachments.iter().any(|known| known.source == file.source) {
                    own.attachments.push(file.clone());
                }
            }
        }
        let files = article.files();
        let bytes = files.iter().map(|source| pictures.bytes(source)).sum();
        article.together = (files.len() > 1).then_some(bytes);
    }
}

/// Whether two are one person to whoever calls: releases in several languages say the role in each.
fn is_same(a: &Contact, b: &Contact) -> bool {
    let way = |contact: &Contact| (contact.email.clone(), contact.phone.clone());
    way(a) == way(b) && a.name == b.name
}

/// What all releases have to show that stand, newest first; none if they have nothing.
pub(super) fn media_page(
    releases: &[Release],
    keys: &[Keys],
    pictures: &Pictures,
) -> Option<ArticlePack> {
    let mut stands: Vec<Article> = Vec::new();
    let mut versions: BTreeMap<&str, Vec<Version>> = BTreeMap::new();
    let mut seen: BTreeSet<(Option<&str>, Source)> = BTreeSet::new();
    for (release, keys) in releases.iter().zip(keys).filter(|(one, _)| !one.is_withdrawn()) {
        let mut exhibits = pictures.exhibits(release);
        exhibits.extend(pictures.documents(release));
        // A picture that several releases have is shown with the newest of each language.
        let language = release.language.as_ref().map(Language::as_str);
        exhibits.retain(|exhibit| seen.insert((language, exhibit.media.image.source.clone())));
        let kit = !release.gathers.is_empty();
        if exhibits.is_empty() && !kit {
            continue;
        }
        if let (Some(group), Some(language)) = (&release.group, &release.language) {
            let (slug, language) = (release.slug.clone(), Some(language.clone()));
            let version = Version { slug, language, title: None };
            versions.entry(group).or_default().push(version);
        }
        let mut shown = Release::new(String::new(), release.slug.clone());
        (shown.title, shown.language) = (release.title.clone(), release.language.clone());
        shown.topics = release.topics.clone();
        stands.push(Article {
            issuer_slugs: keys.issuers.clone(),
            related: vec![named(release)],
            gathered: kit.then(|| named(release)).into_iter().collect(),
            gallery: exhibits,
            ..Article::of(shown)
        });
    }
    let groups: BTreeMap<&Slug, &str> = releases
        .iter()
        .filter_map(|release| Some((&release.slug, release.group.as_deref()?)))
        .collect();
    for stand in &mut stands {
        let all = groups.get(&stand.release.slug).and_then(|group| versions.get(group));
        stand.versions = all.filter(|all| all.len() > 1).cloned().unwrap_or_default();
    }
    (!stands.is_empty()).then_some(ArticlePack { format: FORMAT, articles: stands })
}
