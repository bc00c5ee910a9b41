//! How many files a site has and how large they are: for hosts that count both, and readers who wait.

use super::{options, published, text};
use crate::support::{Folder, Site, sample};
use kiosque::publish::Part;
use std::collections::BTreeSet;

const HOME: &str = "https://example.org/";

/// What of a page is the same for all: 1 KB more is 10 MB at 10,000 releases.
const MOST_OF_HEAD: usize = 2_400;
const MOST_OF_PAGE: usize = 11_000;

fn content<'a>(page: &'a str, property: &str) -> Option<&'a str> {
    let start = format!("<meta property=\"{property}\" content=\"");
    Some(page.split_once(&start)?.1.split_once('"')?.0)
}

fn pictures(site: &Site) -> Vec<&str> {
    let paths = site.files.keys().map(String::as_str);
    paths.filter(|path| path.ends_with("share.png")).collect()
}

fn item(number: usize, more: &str) -> String {
    let day = 1 + number % 28;
    let words = ["quai", "phare", "grue", "écluse", "digue", "balise", "chenal"];
    let word = |n: usize| words[(number / 7_usize.pow(n as u32) + n) % 7];
    format!(
        r#"{{ "id": "n{number}", "title": "Le {} et {} {number}", "date_published": "2024-05-{day:02}T09:00:00Z",
          "content_text": "{} {} {}", "tags": ["{}"] {more} }}"#,
        word(0),
        word(1),
        word(2),
        word(3),
        word(1),
        word(0)
    )
}

fn newsroom(items: &[String]) -> String {
    format!(
        r#"{{ "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr", "items": [{}] }}"#,
        items.join(",")
    )
}

/// A page and a picture for each, and little else: 10,000 are to stay within what hosts take.
#[test]
fn a_release_is_two_files() {
    let folder = Folder::with_viewer();
    let count = 300;
    let items: Vec<String> = (0..count).map(|number| item(number, "")).collect();
    let source = folder.write("newsroom.json", newsroom(&items));
    let site = published(&source, &folder.viewer(), &options(HOME));
    let others: Vec<&String> = site.files.keys().filter(|path| !path.starts_with("r/")).collect();
    assert_eq!(site.files.len() - others.len(), 2 * count);
    assert!(others.len() <= 160, "{}: {others:#?}", others.len());
}

#[test]
fn nothing_is_said_twice_in_a_head() {
    let folder = Folder::with_viewer();
    let more =
        r#", "summary": "Une phrase que rien d’autre ne dit.", "authors": [{ "name": "Port" }]"#;
    let source = folder.write("newsroom.json", newsroom(&[item(1, more), item(2, "")]));
    let site = published(&source, &folder.viewer(), &options(HOME));
    for path in ["r/n1/index.html", "r/n2/index.html"] {
        let page = text(&site, path);
        let (head, _) = page.split_once("</head>").unwrap();
        assert!(head.len() <= MOST_OF_HEAD, "{} bytes: {head}", head.len());
        assert!(page.len() <= MOST_OF_PAGE, "{} bytes: {page}", page.len());
        let summary = usize::from(path.contains("n1/"));
        for (said, times) in [
            ("default-src", 1),
            ("name=\"description\"", 1),
            ("og:description", 1),
            ("\"description\":", 0),
            ("Une phrase que rien", summary),
        ] {
            assert_eq!(head.matches(said).count(), times, "{said}: {head}");
        }
    }
}

#[test]
fn a_picture_is_small_and_there_is_one_where_one_is_named() {
    let folder = Folder::with_viewer();
    let site = published(&sample(), &folder.viewer(), &options(HOME));
    let mut named = BTreeSet::new();
    for (path, bytes) in &site.files {
        if path.ends_with("share.png") {
            assert!(bytes.len() <= 8_000, "{path}: {}", bytes.len());
        }
        if path.starts_with("r/") && path.ends_with(".html") {
            let address = content(text(&site, path), "og:image").unwrap();
            named.extend(address.strip_prefix(HOME).filter(|path| path.ends_with("share.png")));
        }
    }
    assert_eq!(named, pictures(&site).into_iter().collect());
    assert_eq!(named.len(), 69);
}

#[test]
fn one_picture_for_each_issuer_if_asked_for() {
    let folder = Folder::with_viewer();
    let of = |name: &str| format!(r#", "authors": [{{ "name": "{name}" }}]"#);
    let items = [
        item(1, &of("Capitainerie")),
        item(2, &of("Capitainerie")),
        item(3, ""),
        item(4, &of("مرفأ")),
        // Its own picture is shown: none is drawn.
        item(5, r#", "image": "https://example.org/p.jpg""#),
    ];
    let source = folder.write("newsroom.json", newsroom(&items));
    let mut options = options(HOME);
    options.with = BTreeSet::from([Part::IssuerImages]);
    // Whose own can be drawn needs no other, and the name of the fourth cannot be.
    let site = published(&source, &folder.viewer(), &options);
    let own = ["r/n1/share.png", "r/n2/share.png", "r/n3/share.png"];
    assert_eq!(pictures(&site), own);
    options.without = BTreeSet::from([Part::Images]);
    let site = published(&source, &folder.viewer(), &options);
    assert_eq!(pictures(&site), ["issuer/capitainerie/share.png", "share.png"]);
    let page = |number: usize| text(&site, &format!("r/n{number}/index.html"));
    for (number, image, words) in [
        (1, Some("https://example.org/issuer/capitainerie/share.png"), Some("Capitainerie")),
        (2, Some("https://example.org/issuer/capitainerie/share.png"), Some("Capitainerie")),
        (3, Some("https://example.org/share.png"), Some("Port")),
        // It cannot be drawn, and nobody else's stands for it.
        (4, None, None),
        (5, Some("https://example.org/p.jpg"), None),
    ] {
        let page = page(number);
        assert_eq!(
            (content(page, "og:image"), content(page, "og:image:alt")),
            (image, words),
            "{page}"
        );
        assert_eq!(page.contains("\"image\":["), image.is_some(), "{page}");
    }
    options.with.clear();
    assert_eq!(pictures(&published(&source, &folder.viewer(), &options)), [""; 0]);
}
