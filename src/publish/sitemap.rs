//! `sitemap.xml` (<https://www.sitemaps.org/protocol.html>) and `robots.txt`, for search engines.

use super::{
    edition::{Edition, address, changed, day_or_moment},
    xml::Markup,
};
use crate::model::{Language, Release};
use std::collections::BTreeMap;

/// The protocol's limit is 50,000 addresses in a file.
const IN_FILE: usize = 45_000;

/// Pages that say nothing of their own.
const UNLISTED: [&str; 2] = ["saved/", "search/"];

/// The files of the map of `pages`, by their paths; none where the site's address is not known,
/// since a map has absolute addresses only.
pub(super) fn sitemap<'a>(
    pages: impl Iterator<Item = &'a str>,
    edition: &Edition<'_>,
) -> Vec<(String, String)> {
    if !edition.base.is_known() {
        return Vec::new();
    }
    let releases: BTreeMap<String, &Release> =
        edition.releases.iter().map(|release| (address(&release.slug), release)).collect();
    let places: Vec<&str> = pages
        .filter_map(|page| page.strip_suffix("index.html"))
        .filter(|place| !UNLISTED.contains(place))
        .collect();
    let files: Vec<String> =
        places.chunks(IN_FILE).map(|places| urls(places, &releases, edition)).collect();
    if files.len() < 2 {
        return files.into_iter().map(|text| ("sitemap.xml".to_owned(), text)).collect();
    }
    let named: Vec<(String, String)> =
        (1..).zip(files).map(|(n, text)| (format!("sitemap-{n}.xml"), text)).collect();
    let mut xml = Markup::document();
    xml.open("sitemapindex", &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    for (name, _) in &named {
        xml.line();
        xml.open("sitemap", &[]);
        xml.leaf("loc", &[], &edition.base.address(name, 0));
        xml.close("sitemap");
    }
    xml.line();
    xml.close("sitemapindex");
    let index = ("sitemap.xml".to_owned(), xml.finish());
    named.into_iter().chain([index]).collect()
}

fn urls(places: &[&str], releases: &BTreeMap<String, &Release>, edition: &Edition<'_>) -> String {
    let mut xml = Markup::document();
    let attributes = [
        ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
        ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
    ];
    xml.open("urlset", &attributes);
    for place in places {
        xml.line();
        xml.open("url", &[]);
        xml.leaf("loc", &[], &edition.base.address(place, 0));
        if let Some(release) = releases.get(*place) {
            if let Some(date) = changed(release) {
                xml.leaf("lastmod", &[], &day_or_moment(&date));
            }
            for (language, address) in versions(release, edition) {
                let attributes =
                    [("rel", "alternate"), ("hreflang", language.as_str()), ("href", &address)];
                xml.empty("xhtml:link", &attributes);
            }
        }
        xml.close("url");
    }
    xml.line();
    xml.close("urlset");
    xml.line();
    xml.finish()
}

/// The language versions of a release, itself among them, with their addresses as seen from the
/// newsroom's folder. None if it has no others, or they do not say their languages.
pub(super) fn versions<'a>(
    release: &Release,
    edition: &Edition<'a>,
) -> Vec<(&'a Language, String)> {
    let versions = edition.versions(release).iter();
    versions
        .filter_map(|version| {
            let address = edition.base.address(&address(&version.slug), 0);
            Some((version.language.as_ref()?, address))
        })
        .collect()
}

/// Everything may be read by everyone.
pub(super) fn robots(edition: &Edition<'_>) -> String {
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    if let Some(map) = edition.base.absolute("sitemap.xml") {
        text.push_str(&format!("Sitemap: {map}\n"));
    }
    text
}
