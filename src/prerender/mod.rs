//! Addresses to pages: the front page, every release, topic, issuer and year has a file of its
//! own at its address, rendered by the app itself, so that it reads, links and prints at once,
//! without scripts, on any static host. The viewer wakes on top of it (`static/boot.js`).
//!
//! Pages refer to the newsroom's folder by a relative `<base>`, so that the same files work
//! under any path.

mod alone;
mod offline;
mod page;
mod paint;
mod parts;
mod shell;
mod unseen;

use crate::{
    app::{Among, selectors},
    bundle::{self, Bundle, BundleError, Content, Reuse, Set},
    i18n::Interface,
    model::{Language, Release},
    route::{Address, Route, Search},
    search::{Answer, Facet},
};
use alone::{Alone, Own, Read};
use offline::Site;
pub(crate) use offline::{LIST, WORKER};
use page::{Head, page};
use paint::Painter;
pub use paint::text;
use parts::Part;
use rayon::prelude::*;
pub use shell::{MissingSlot, Shell};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io, iter,
    path::Path,
};

/// Files by their paths, relative to the newsroom's folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The folders of pages whose number depends on the releases.
fn folders() -> impl Iterator<Item = &'static str> {
    let facets = Facet::ALL.into_iter().filter(|facet| facet.has_pages());
    ["r", "year", "page", parts::ALL].into_iter().chain(facets.map(Facet::as_str))
}

/// The pages of the site, and what a browser needs to keep them: a path and a file for each address
/// that has one, put by as soon as it is painted. `shells` are the viewer's `index.html`, and what the page for addresses that no
/// page has is made of; `viewer` its other files; `head` gives what stands at the end of a page's head. A file that the viewer has too is to be taken from here.
/// What `reuse` knows to be as it was is not painted again.
pub fn pages<'a>(
    bundle: &'a Bundle,
    shells: [&'a Shell; 2],
    viewer: &Files,
    head: &'a (dyn Fn(&Address, &Among) -> String + Sync),
    reuse: Option<&'a Reuse>,
) -> impl Iterator<Item = Result<(String, Content), BundleError>> + 'a {
    let site = Site::of(bundle, viewer);
    let kept = site.files(bundle, viewer).into_iter();
    let kept = kept.map(|(path, bytes)| Ok((path, bundle.spool.keep(bytes)?)));
    let [page, not_found] = shells;
    // What keeps it from being read keeps the first page from being painted, which says so.
    let alone = Alone::of(bundle, page, &site, reuse).ok();
    let shells = Shells { page, not_found, still: page.clone().still() };
    let mut groups = groups(bundle).into_iter();
    let pages = iter::from_fn(move || {
        let batch: Vec<Vec<Wanted<'_>>> = groups.by_ref().take(AT_ONCE).collect();
        let paint = |group: Vec<Wanted<'_>>| {
            let (mut painter, mut read) = (Painter::new(bundle), Read::default());
            let page = |wanted: Wanted<'_>| {
                let path = wanted.path();
                let more = head(&wanted.address, &wanted.among);
                let one = |painter: &mut Painter<'_>| one(painter, &site, &shells, &wanted, &more);
                let alone = match (&alone, wanted.said, &wanted.address.route) {
                    (Some(alone), Some(said), Route::Release { slug, .. }) if alone.has(slug) => {
                        let own = Own { said, wanted: &wanted, more: &more };
                        alone.page(&path, &own, || {
                            let painter = alone.painter(slug, &mut read)?;
                            painter.map(|mut painter| one(&mut painter)).transpose()
                        })?
                    }
                    _ => None,
                };
                let content = match alone {
                    Some(content) => content,
                    None => bundle.spool.keep(one(&mut painter)?)?,
                };
                Ok((path, content))
            };
            group.into_iter().map(page).collect::<Vec<_>>()
        };
        let is_over = batch.is_empty();
        let painted: Vec<_> = batch.into_par_iter().flat_map_iter(paint).collect();
        (!is_over).then_some(painted)
    });
    pages.flatten().chain(kept)
}

/// So many pages one painter paints: it keeps what it has read, and looks through that for each page.
const TOGETHER: usize = 32;

/// So many painters work before it is said how far they are.
const AT_ONCE: usize = 16;

/// A page that is to be painted.
struct Wanted<'a> {
    address: Address,
    among: Among,
    /// What stands on it, if it is but a part of a list.
    part: Option<Part>,
    /// The language of what stands on it.
    language: Option<&'a Language>,
    /// What it is about, unless the set says that.
    about: Option<String>,
    /// Of a release, a hash of what the set says of it.
    said: Option<&'a [u8; 32]>,
}

impl Wanted<'_> {
    fn path(&self) -> String {
        match &self.address.route {
            Route::NotFound => self.among.path.clone(),
            _ => format!("{}index.html", self.among.path),
        }
    }
}

/// What is painted together. Releases of one pack stand beside one another, so that each pack is read once.
fn groups<'a>(bundle: &'a Bundle) -> Vec<Vec<Wanted<'a>>> {
    let others = Painter::new(bundle).addresses().into_iter().flat_map(|(address, total)| {
        let among = parts::among(&address, total);
        let parts: Vec<Part> = match &address.route {
            Route::Home(search) => parts::parts(search, total).collect(),
            _ => Vec::new(),
        };
        let part = |part: Part| {
            let route = Route::Home(part.search.clone());
            let address = Address { route, interface: None };
            let (among, part) = (part.among(), Some(part));
            Wanted { address, among, part, language: None, about: None, said: None }
        };
        let page = Wanted { address, among, part: None, language: None, about: None, said: None };
        iter::once(page).chain(parts.into_iter().map(part))
    });
    let wanted = |route, release: &'a Release, said| {
        let address = Address { route, interface: None };
        let among = parts::among(&address, 0);
        let (language, about) = (release.language.as_ref(), Some(description(release)));
        Wanted { address, among, part: None, language, about, said }
    };
    let own = bundle.pages.iter().map(|page| wanted(Route::Own(page.slug.clone()), page, None));
    let mut releases: Vec<(&Release, &[u8; 32])> =
        bundle.releases.iter().zip(&bundle.said).collect();
    releases.sort_by_cached_key(|(release, _)| bundle.set.pack(&release.slug));
    let releases = releases.into_iter().map(|(release, said)| {
        let route = Route::Release { slug: release.slug.clone(), list: Search::default() };
        wanted(route, release, Some(said))
    });
    let mut groups: Vec<Vec<Wanted<'_>>> = Vec::new();
    for wanted in others.chain(own).chain(releases) {
        match groups.last_mut() {
            Some(group) if group.len() < TOGETHER => group.push(wanted),
            _ => groups.push(vec![wanted]),
        }
    }
    groups
}

fn one(
    painter: &mut Painter<'_>,
    site: &Site,
    shells: &Shells<'_>,
    Wanted { address, among, part, language, about, said: _ }: &Wanted<'_>,
    more: &str,
) -> Result<Vec<u8>, BundleError> {
    let (painted, shell) = match (part, &address.route) {
        (Some(part), _) => (painter.paint_part(address, part, among)?, &shells.still),
        (None, Route::NotFound) => (painter.paint(address, among, *language)?, shells.not_found),
        _ => (painter.paint(address, among, *language)?, shells.page),
    };
    // A part that is full stays as it is: it does not say how long its list is.
    let own = match part.is_some() {
        true => Some(painted.title.clone()),
        false => about_page(painter.set(), address, painted.language),
    };
    let newsroom = painter.newsroom();
    let description = about.as_deref().or(own.as_deref()).unwrap_or_default();
    // Not of what is nobody else's page, and not a title twice.
    let shared = !matches!(address.route, Route::Saved | Route::NotFound)
        && !painted.title.starts_with(description);
    let stated = Head {
        path: &among.path,
        language: painted.language.tag(),
        title: &painted.title,
        description,
        shared,
        colour: newsroom.accent.as_ref().map(|accent| accent.as_str()),
        asleep: [painted.language.messages().asleep, painted.language.messages().try_again],
        build: &site.viewer_build,
        wakes: part.is_none(),
    };
    Ok(page(shell, &stated, &painted.html, more, &painted.files).into_bytes())
}

/// What pages are made of.
struct Shells<'a> {
    page: &'a Shell,
    not_found: &'a Shell,
    /// Of pages that stay as they are.
    still: Shell,
}

/// Writes the pages of `bundle` beside the viewer in `dir`, in place of those that were there; what
/// is no page is left alone. How many files; none if there is no viewer in `dir`.
///
/// # Errors
///
/// If the folder cannot be read or written to.
pub fn write_pages(bundle: &Bundle, dir: &Path) -> Result<u32, BundleError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| BundleError::Io { path, source }
    };
    let shell = dir.join("index.html");
    if !shell.exists() {
        return Ok(0);
    }
    let text = fs::read_to_string(&shell).map_err(at(&shell))?;
    let parsed = Shell::parse(&text)
        .map_err(|missing| at(&shell)(io::Error::new(io::ErrorKind::InvalidData, missing)))?;
    let mut viewer = Files::new();
    for entry in fs::read_dir(dir).map_err(at(dir))? {
        let path = entry.map_err(at(dir))?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            let bytes = fs::read(&path).map_err(at(&path))?;
            viewer.insert(name.to_string_lossy().into_owned(), bytes);
        }
    }
    let mut files = BTreeSet::new();
    for page in pages(bundle, [&parsed; 2], &viewer, &|_, _| String::new(), None) {
        let (path, content) = page?;
        let file = dir.join(path);
        bundle::put(&file, &content.read()?)?;
        files.insert(file);
    }
    for folder in folders().map(|name| dir.join(name)) {
        for old in fs::read_dir(folder).into_iter().flatten().flatten() {
            let page = old.path().join("index.html");
            if old.file_type().is_ok_and(|kind| kind.is_dir())
                && page.is_file()
                && !files.contains(&page)
            {
                fs::remove_file(&page).map_err(at(&page))?;
                // One that is not empty cannot be removed.
                let _ = fs::remove_dir(old.path());
            }
        }
    }
    Ok(u32::try_from(files.len()).unwrap_or(u32::MAX))
}

/// What a page that is not a release's says that it is about: a list, what it is of and how long it is.
pub(crate) fn about_page(set: &Set, address: &Address, interface: Interface) -> Option<String> {
    let messages = interface.messages();
    let search = match &address.route {
        Route::Home(search) if *search != Search::default() => search,
        Route::Follow => return Some(messages.follow_intro.to_owned()),
        _ => return set.newsroom.description.clone(),
    };
    let count = match (search.selection.values(), search.selection.years()) {
        ([(facet, key)], _) => {
            let values = selectors::whole(set, *facet, interface);
            values.into_iter().find(|(other, ..)| other == key).map(|(.., count)| count)
        }
        (_, [year]) => {
            let years = selectors::years(set, &Answer::default(), search);
            years.into_iter().find(|choice| choice.key == year.to_string()).map(|c| c.count)
        }
        _ => None,
    };
    let title = selectors::list_title(set, search, interface);
    Some(match count {
        Some(count) => format!("{title} – {}", messages.results(count)),
        None => title,
    })
}

/// What a release's page says that it is about: never what the newsroom says of itself.
fn description(release: &Release) -> String {
    release.description().or_else(|| release.title.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_source_gives_away_the_folders_of_pages() {
        let own = super::folders().filter(|folder| *folder != "r");
        assert!(own.into_iter().all(|folder| crate::ingest::OURS.contains(&folder)));
    }
}
