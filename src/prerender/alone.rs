//! The page of a release, made of what it shows and of nothing else. So it is the same whatever is published beside it, and where
//! all of that is as it was, it need not be painted again (`bundle/reuse.rs`).

use super::{Shell, Site, Wanted, paint::Painter};
use crate::{
    bundle::{
        Article, Bundle, BundleError, Content, Reader, Reuse, Set, articles, digest,
        layout::Family, made_or_found, paths::ARTICLES,
    },
    model::Slug,
};
use std::{collections::BTreeSet, rc::Rc};

/// What all pages of releases have in common.
pub(super) struct Alone<'a> {
    bundle: &'a Bundle,
    reuse: Option<&'a Reuse>,
    /// Those that have neighbours in the list of all, which their pages name.
    near: BTreeSet<Slug>,
    set: Set,
    /// A hash of it, of the viewer and of what all pages are made of.
    common: [u8; 32],
}

/// What one page is made of besides.
pub(super) struct Own<'a> {
    /// A hash of the release, and of all that is said of others beside it.
    pub(super) said: &'a [u8; 32],
    pub(super) wanted: &'a Wanted<'a>,
    /// What stands at the end of its head.
    pub(super) more: &'a str,
}

impl<'a> Alone<'a> {
    /// Of a set that can be read.
    pub(super) fn of(
        bundle: &'a Bundle,
        shell: &Shell,
        site: &Site,
        reuse: Option<&'a Reuse>,
    ) -> Result<Self, BundleError> {
        let near = Painter::new(bundle).near()?;
        let set = shown(&bundle.set);
        // As it is printed for who looks for mistakes, nothing is left out.
        let common = format!("{set:?} {shell:?} {:?}", site.viewer_build);
        let common = digest(&[common.as_bytes()]);
        Ok(Self { bundle, reuse, near, set, common })
    }

    /// Whether the page of a release shows it alone.
    pub(super) fn has(&self, slug: &Slug) -> bool {
        !self.near.contains(slug)
    }

    /// A page: as it was made of the same before, or painted by `paint`; none if that cannot.
    pub(super) fn page(
        &self,
        path: &str,
        own: &Own<'_>,
        paint: impl FnOnce() -> Result<Option<Vec<u8>>, BundleError>,
    ) -> Result<Option<Content>, BundleError> {
        let Own { said, wanted: Wanted { address, among, part, language, about, said: _ }, more } =
            own;
        let own = format!("{address:?} {among:?} {part:?} {language:?} {about:?}");
        let made_of: [&[u8]; 5] =
            [b"page of a release", &self.common, *said, own.as_bytes(), more.as_bytes()];
        made_or_found(self.reuse, path, &made_of, &self.bundle.spool, paint)
    }

    /// A painter that knows of a release alone.
    pub(super) fn painter(
        &self,
        slug: &Slug,
        read: &mut Read,
    ) -> Result<Option<Painter<'_>>, BundleError> {
        let pack = self.bundle.set.pack(slug);
        if read.0 != Some(pack) {
            let path = self.bundle.set.articles.path(ARTICLES, pack).unwrap_or_default();
            let Some(content) = self.bundle.files.get(&path) else { return Ok(None) };
            *read = Read(Some(pack), articles(&path, &content.read()?).unwrap_or_default());
        }
        let article = read.1.iter().find(|article| article.release.slug == *slug).cloned();
        let set = || Rc::new(self.set.clone());
        Ok(article
            .map(|article| Painter::alone(self.bundle, &self.set, Reader::alone(set(), article))))
    }
}

/// The pack that was read last.
#[derive(Default)]
pub(super) struct Read(Option<u32>, Vec<Article>);

/// What a set says that stands in pages of releases: nothing that changes with each new one.
fn shown(set: &Set) -> Set {
    let is_there = |file: &Option<String>| file.as_ref().map(|_| String::new());
    Set {
        format: set.format,
        newsroom: set.newsroom.clone(),
        feeds: set.feeds.clone(),
        people: is_there(&set.people),
        pages: is_there(&set.pages),
        media: is_there(&set.media),
        build: String::new(),
        documents: 0,
        stories: None,
        dated: 0,
        topics: Vec::new(),
        names: Default::default(),
        languages: Vec::new(),
        months: Vec::new(),
        with: Default::default(),
        lead: None,
        cards: Family::default(),
        cards_in_page: 0,
        articles: Family::default(),
        index: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Alone, Read};
    use crate::{
        bundle::bundle,
        ingest::{Options, load},
        prerender::{Files, Painter, Shell, Shells, Site, Wanted, groups, one},
        route::Route,
    };
    use std::{fmt::Write as _, fs, path::Path};

    const HTML: &str = "<html lang=\"fr\"><head><base href=\"./\"><title>t</title><meta name=\"description\" content=\"d\">\
        <meta name=\"theme-color\" content=\"c\"><meta name=\"kiosque-build\" content=\"b\">\
        <link rel=\"stylesheet\" href=\"./k.css\"><script src=\"./a.js\"></script>\
        </head><body>x</body></html>";

    /// The sample, which has some of everything, behind as many as a list begins with.
    #[test]
    fn a_page_is_the_same_whatever_is_published_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut items = String::new();
        for n in 0..40 {
            let comma = if n > 0 { "," } else { "" };
            write!(items, "{comma}{{\"id\":\"n{n}\",\"title\":\"Avis {n}\",\"content_html\":\"<p>Le bassin {n}.</p>\",\"date_published\":\"2026-11-20T10:{n:02}:00Z\"}}").unwrap();
        }
        let feed = folder.path().join("more.json");
        fs::write(&feed, format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"N\",\"items\":[{items}]}}")).unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/newsroom");
        let loaded = load(&[sample, feed], &Options::default());
        let bundle = bundle(loaded, 1_795_392_000).unwrap();
        let shell = Shell::parse(HTML).unwrap();
        let site = Site::of(&bundle, &Files::new());
        let shells = Shells { page: &shell, not_found: &shell, still: shell.clone().still() };
        let alone = Alone::of(&bundle, &shell, &site, None).unwrap();
        let (mut painter, mut read) = (Painter::new(&bundle), Read::default());
        let mut compared = 0;
        for wanted in groups(&bundle).into_iter().flatten() {
            let Wanted { address, .. } = &wanted;
            let Route::Release { slug, .. } = &address.route else { continue };
            if alone.has(slug) {
                let mut own = alone.painter(slug, &mut read).unwrap().unwrap();
                let page = |painter: &mut Painter<'_>| {
                    String::from_utf8(one(painter, &site, &shells, &wanted, "").unwrap()).unwrap()
                };
                assert_eq!(page(&mut own), page(&mut painter), "{slug}");
                compared += 1;
            }
        }
        assert!(compared > 30 && compared < bundle.releases.len(), "{compared}");
    }
}
