//! `sitemap.xml` (<https://www.sitemaps.org/protocol.html>), the map of news where one is asked for
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>) and `robots.txt`, for search engines.

use super::{
    edition::{Edition, address, changed, day_or_moment},
    xml::Markup,
};
use crate::model::{Language, Release};
use std::collections::BTreeMap;

/// The protocol's limits are 50,000 addresses and 50 MB in a file.
const IN_FILE: usize = 45_000;
const LARGEST: usize = 45_000_000;

/// Pages that say nothing of their own.
pub(super) const UNLISTED: [&str; 2] = ["saved/", "search/"];

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
    let places = pages
        .filter_map(|page| page.strip_suffix("index.html"))
        .filter(|place| !UNLISTED.contains(place));
    let files = files(places.map(|place| url(place, &releases, edition)), LARGEST);
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

/// What is said of pages, in files of which none is larger than `largest`, as long as no page needs more.
fn files(urls: impl Iterator<Item = String>, largest: usize) -> Vec<String> {
    let mut files: Vec<(usize, String)> = Vec::new();
    for url in urls {
        match files.last_mut() {
            Some((count, file)) if *count < IN_FILE && file.len() + url.len() < largest => {
                *count += 1;
                file.push_str(&url);
            }
            _ => files.push((1, url)),
        }
    }
    let mut head = Markup::document();
    let attributes = [
        ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
        ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
    ];
    head.open("urlset", &attributes);
    let head = head.finish();
    files.into_iter().map(|(_, urls)| format!("{head}{urls}\n</urlset>\n")).collect()
}

/// What is said of a page, on a line of its own.
fn url(place: &str, releases: &BTreeMap<String, &Release>, edition: &Edition<'_>) -> String {
    let mut xml = Markup::default();
    xml.line();
    xml.open("url", &[]);
    xml.leaf("loc", &[], &edition.base.address(place, 0));
    if let Some(release) = releases.get(place) {
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
    xml.finish()
}

/// The map of news.
pub(super) const NEWS: &str = "sitemap-news.xml";

/// What it may hold at most, and for how long something is news.
const MOST_NEWS: usize = 1_000;
const NEWS_SECONDS: i64 = 2 * 24 * 60 * 60;

/// The map of what was published in the two days before `now`; empty where nothing was. None where the site's address or the
/// newsroom's name is not known, for it is about both.
pub(super) fn news(edition: &Edition<'_>, now: i64) -> Option<String> {
    let name = edition.newsroom.title.as_deref().filter(|_| edition.base.is_known())?;
    let mut xml = Markup::document();
    let attributes = [
        ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
        ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
    ];
    xml.open("urlset", &attributes);
    let recent = edition.releases.iter().filter_map(|release| {
        let date = release.published.filter(|date| {
            // A day without a time may be over since its beginning; what is still to come is no news yet.
            (now - NEWS_SECONDS..=now).contains(&date.unix_seconds())
        })?;
        let language = release.language.as_ref().or(edition.language())?;
        let title = release.title.as_deref().filter(|_| !release.is_withdrawn())?;
        Some((release, date, language, title))
    });
    for (release, date, language, title) in recent.take(MOST_NEWS) {
        xml.line();
        xml.open("url", &[]);
        xml.leaf("loc", &[], &edition.base.address(&address(&release.slug), 0));
        xml.open("news:news", &[]);
        xml.open("news:publication", &[]);
        xml.leaf("news:name", &[], name);
        xml.leaf("news:language", &[], &news_language(language));
        xml.close("news:publication");
        xml.leaf("news:publication_date", &[], &day_or_moment(&date));
        xml.leaf("news:title", &[], title);
        xml.close("news:news");
        xml.close("url");
    }
    xml.line();
    xml.close("urlset");
    xml.line();
    Some(xml.finish())
}

/// Two or three letters, and of Chinese which.
fn news_language(language: &Language) -> String {
    let tag = language.as_str().to_ascii_lowercase();
    match language.primary() {
        "zh" if ["tw", "hk", "hant"].iter().any(|part| tag.split('-').any(|p| p == *part)) => {
            "zh-tw".to_owned()
        }
        "zh" => "zh-cn".to_owned(),
        primary => primary.to_owned(),
    }
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

/// Everything may be read by everyone. `maps` are those that there are.
pub(super) fn robots(edition: &Edition<'_>, maps: &[&str]) -> String {
    let maps = maps.iter().filter_map(|map| edition.base.absolute(map));
    maps.fold("User-agent: *\nDisallow:\n".to_owned(), |text, map| {
        format!("{text}Sitemap: {map}\n")
    })
}

#[cfg(test)]
mod tests {
    use super::{IN_FILE, files};

    #[test]
    fn a_map_is_in_as_many_files_as_it_takes() {
        // A letter that nothing around it has.
        let addresses = |count: usize, length: usize, largest: usize| -> Vec<usize> {
            let files = files((0..count).map(|_| "ж".repeat(length)), largest);
            files.iter().map(|file| file.matches('ж').count() / length).collect()
        };
        assert_eq!(addresses(0, 1, 100), [0; 0]);
        assert_eq!(addresses(IN_FILE + 1, 1, usize::MAX), [IN_FILE, 1]);
        assert_eq!(addresses(10, 15, 100), [3, 3, 3, 1]);
        assert_eq!(addresses(2, 300, 100), [1, 1]);
    }
}
