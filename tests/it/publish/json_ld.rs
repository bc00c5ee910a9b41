//! What search engines read of a release, held against what schema.org defines for a `NewsArticle` and what Google asks for
//! (<https://developers.google.com/search/docs/appearance/structured-data/article>), and against the release itself.

use super::{options, text};
use crate::support::{Folder, NOW, Site, read, sample, shared, site};
use kiosque::{
    model::{Date, Release},
    publish::Part,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, path::Path};
use url::Url;

const HOME: &str = "https://example.org/news/";

/// Properties that schema.org's NewsArticle has, itself or from Article, CreativeWork and Thing.
const KNOWN: &str = "@context @type articleSection author contentLocation copyrightNotice correction creativeWorkStatus \
                     dateModified datePublished encoding genre headline identifier image inLanguage isBasedOn \
                     isPartOf provider publisher url";

/// Holds every release of a source against the rules; how many have each of the recommended properties.
fn check(source: &Path, without: BTreeSet<Part>) -> Counts {
    let folder = Folder::with_viewer();
    let loaded = read(source);
    let releases: Vec<Release> = loaded
        .releases
        .iter()
        .map(|sourced| sourced.release.clone())
        .filter(|release| !release.under_embargo(NOW))
        .collect();
    let name = loaded.newsroom.title.clone();
    let mut options = options(HOME);
    options.with = BTreeSet::from([Part::Forms]);
    options.without = without;
    let site = site(loaded, &folder.viewer(), &options, &mut |_, _, _| {}).unwrap();
    let mut counts = Counts::default();
    for release in &releases {
        let page = text(&site, &format!("r/{}/index.html", release.slug));
        let article = article(page);
        check_properties(&article, release, name.as_deref());
        check_dates(&article, release);
        check_addresses(&article, page, &site, release);
        counts.releases += 1;
        counts.images += usize::from(article["image"].is_array());
        counts.undated += usize::from(article.get("datePublished").is_none());
    }
    counts
}

#[derive(Debug, Default, PartialEq)]
struct Counts {
    releases: usize,
    images: usize,
    undated: usize,
}

fn article(page: &str) -> Value {
    let mut scripts = page.split("<script type=\"application/ld+json\">").skip(1);
    let script = scripts.next().unwrap().split("</script>").next().unwrap();
    assert!(scripts.next().is_none(), "one a page");
    serde_json::from_str(script).unwrap()
}

/// What is stated is said, and what is not is not.
fn check_properties(article: &Value, release: &Release, newsroom: Option<&str>) {
    let id = &release.id;
    for (property, value) in article.as_object().unwrap() {
        assert!(KNOWN.split_whitespace().any(|known| known == property), "{id}: {property}");
        let is_empty = value.is_null()
            || value.as_str().is_some_and(str::is_empty)
            || value.as_array().is_some_and(Vec::is_empty);
        assert!(!is_empty, "{id}: {property} is empty");
    }
    assert_eq!(article["@context"], "https://schema.org", "{id}");
    assert_eq!(article["@type"], "NewsArticle", "{id}");
    let language = release.language.as_ref().map(|language| language.as_str());
    for (property, stated) in [
        ("headline", release.title.as_deref()),
        ("inLanguage", language),
        ("copyrightNotice", release.rights.as_deref()),
    ] {
        assert_eq!(article[property].as_str(), stated, "{id}: {property}");
    }
    let authors = article["author"].as_array().map(Vec::as_slice).unwrap_or_default();
    assert_eq!(authors.len(), release.issuers.len(), "{id}");
    for (author, issuer) in authors.iter().zip(&release.issuers) {
        assert_eq!(author["@type"], "Organization", "{id}");
        assert_eq!(author["name"], issuer.name, "{id}");
        assert_eq!(author["url"].as_str(), issuer.url.as_ref().map(|url| url.as_str()), "{id}");
    }
    for property in ["publisher", "isPartOf"] {
        assert_eq!(article[property]["name"].as_str(), newsroom, "{id}: {property}");
    }
    assert_eq!(article["isPartOf"]["@type"], "WebSite", "{id}");
    assert_eq!(article["isPartOf"]["url"], HOME, "{id}");
}

/// Dates are days, or moments with their zone (ISO 8601), no day is made up, and nothing changed before it was sent.
fn check_dates(article: &Value, release: &Release) {
    let id = &release.id;
    let moment = |property: &str| {
        let text = article.get(property)?.as_str().unwrap();
        let day = text.get(..10).unwrap_or_else(|| panic!("{id}: {property}: {text}"));
        let day: jiff::civil::Date = day.parse().unwrap();
        if text.len() == 10 {
            return Some((day, None));
        }
        let moment: jiff::Timestamp =
            text.parse().unwrap_or_else(|error| panic!("{id}: {property}: {text}: {error}"));
        Some((day, Some(moment)))
    };
    let (published, modified) = (moment("datePublished"), moment("dateModified"));
    assert_eq!(published.is_some(), release.published.is_some(), "{id}");
    let stated = |date: Date| (i32::from(date.year), date.month, date.day);
    if let (Some((day, _)), Some(date)) = (published, release.published) {
        assert_eq!(
            (i32::from(day.year()), day.month() as u8, day.day() as u8),
            stated(date),
            "{id}"
        );
    }
    match (published, modified) {
        (Some((day, Some(sent))), Some((_, Some(changed)))) => {
            assert!(sent <= changed, "{id}: {day}")
        }
        (Some((day, _)), Some((changed, _))) => assert!(day <= changed, "{id}"),
        (Some(_), None) => panic!("{id}: sent, so last changed then or later"),
        (None, _) => {}
    }
}

/// Every address is whole, the page's own is the canonical one, and what is said of files is so.
fn check_addresses(article: &Value, page: &str, site: &Site, release: &Release) {
    let id = &release.id;
    let own = format!("{HOME}r/{}/", release.slug);
    assert_eq!(article["url"], own, "{id}");
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{own}\"/>")), "{id}");
    let list = |property: &str| article[property].as_array().cloned().unwrap_or_default();
    for image in list("image") {
        let address = image.as_str().unwrap();
        Url::parse(address).unwrap();
        if let Some(path) = address.strip_prefix(HOME) {
            assert!(site.files.contains_key(path), "{id}: {path}");
        }
    }
    for form in list("encoding") {
        let path = form["contentUrl"].as_str().unwrap().strip_prefix(HOME).unwrap();
        let hash: String =
            Sha256::digest(&site.files[path]).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(form["sha256"], hash, "{id}: {path}");
        assert_eq!(form["@type"], "MediaObject", "{id}");
        assert!(form["encodingFormat"].as_str().unwrap().contains('/'), "{id}");
    }
}

#[test]
fn every_release_is_a_news_article() {
    let counts = check(&sample(), BTreeSet::new());
    // The sample has one release without a date, and each has a picture: its own, or one of its title.
    assert_eq!(counts.releases, 69);
    assert!(counts.undated >= 1, "{counts:?}");
    assert!(counts.images >= 60, "{counts:?}");
}

#[needs::shared_data]
#[test]
fn every_release_of_debian_is_a_news_article() {
    let without = BTreeSet::from([Part::Images, Part::Feeds, Part::Forms]);
    assert_eq!(check(&shared("releases/debian"), without).releases, 1848);
}

/// The front page says what the newsroom is, each list what it is a list of, each page its own words.
#[test]
fn the_newsroom_and_its_lists_are_described() {
    let folder = Folder::with_viewer();
    let site = site(read(&sample()), &folder.viewer(), &options(HOME), &mut |_, _, _| {}).unwrap();
    let home = article(text(&site, "index.html"));
    let [website, organisation] = home["@graph"].as_array().unwrap().as_slice() else { panic!() };
    assert_eq!((&website["@type"], &website["url"]), (&"WebSite".into(), &HOME.into()));
    assert_eq!(
        website["potentialAction"]["target"]["urlTemplate"],
        format!("{HOME}?q={{search_term_string}}")
    );
    assert_eq!(organisation["@type"], "Organization");
    assert_eq!(organisation["name"], website["name"]);
    let mut descriptions = BTreeSet::new();
    // Not the further parts of them, of which their list says what they are.
    let lists = |path: &&String| {
        let of_one = ["topic/", "issuer/", "year/"].iter().any(|kind| path.starts_with(kind));
        of_one && path.matches('/').count() == 2
    };
    for path in site.files.keys().filter(lists) {
        let page = text(&site, path);
        let list = article(page);
        assert_eq!(list["@type"], "CollectionPage", "{path}");
        assert_eq!(list["url"], format!("{HOME}{}", path.trim_end_matches("index.html")));
        assert_eq!(list["isPartOf"]["url"], HOME, "{path}");
        assert!(page.contains("<meta property=\"og:type\" content=\"website\"/>"), "{path}");
        let start = "<meta name=\"description\" property=\"og:description\" content=\"";
        let (_, rest) = page.split_once(start).unwrap_or_else(|| panic!("{path}"));
        let (description, _) = rest.split_once('"').unwrap();
        assert!(!description.is_empty() && page.matches(description).count() < 2, "{path}");
        assert!(descriptions.insert(description.to_owned()), "{path}: as another");
    }
    assert!(descriptions.len() > 20);
    for page in ["about/index.html", "follow/index.html"] {
        assert!(text(&site, page).contains("<meta property=\"og:title\""), "{page}");
    }
    assert!(!text(&site, "saved/index.html").contains("og:"), "nothing of its own to say");
}
