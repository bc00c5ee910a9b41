//! Lists without scripts: in parts, of which none is long.

use super::{options, published, text};
use crate::support::{Folder, Site};
use std::{collections::BTreeSet, fmt::Write as _};

/// Releases of one topic and issuer, a day apart, from the oldest; the last `undated` have no date.
fn releases(count: usize, undated: usize) -> String {
    let mut items = String::new();
    for number in 0..count {
        let (year, month, day) = (2000 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        let date = format!(", \"date_published\": \"{year}-{month:02}-{day:02}\"");
        let date = if number + undated < count { date } else { String::new() };
        let comma = if number == 0 { "" } else { ",\n" };
        let language = ["fr", "en"][number % 2];
        write!(
            items,
            "{comma}{{ \"id\": \"n{number}\", \"title\": \"Avis {number}\", \"language\": \"{language}\", \"tags\": [\"Port\"],
              \"authors\": [{{ \"name\": \"Capitainerie\" }}], \"content_html\": \"<p>Texte {number}.</p>\"{date} }}"
        )
        .unwrap();
    }
    format!(
        "{{ \"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Port\", \"language\": \"fr\", \"items\": [{items}] }}"
    )
}

fn site(count: usize, undated: usize) -> Site {
    let folder = Folder::with_viewer();
    let source = folder.write("newsroom.json", releases(count, undated));
    published(&source, &folder.viewer(), &options("https://example.org/n/"))
}

/// The releases that a page links, as far as readers without scripts see them.
fn linked(page: &str) -> BTreeSet<String> {
    let links = page.split("href=\"r/").skip(1);
    links.filter_map(|rest| Some(rest.split_once('/')?.0.to_owned())).collect()
}

/// The addresses of the pages of a list, from its own on, by `rel=next`.
fn pages(site: &Site, list: &str) -> Vec<String> {
    let mut pages = vec![list.to_owned()];
    while let Some(path) = pages.last() {
        let page = text(site, &format!("{path}index.html"));
        let Some((before, _)) = page.split_once("\" rel=\"next\">") else { break };
        pages.push(before.rsplit("href=\"").next().unwrap_or_default().to_owned());
    }
    pages
}

#[test]
fn every_release_of_a_list_is_on_a_page_of_it() {
    let site = site(450, 130);
    let all: BTreeSet<String> = (0..450).map(|number| format!("n{number}")).collect();
    for list in ["", "topic/port/", "issuer/capitainerie/"] {
        let pages = pages(&site, list);
        assert_eq!(pages.len(), 6, "{list}: {pages:?}");
        let (mut seen, mut parts) = (BTreeSet::new(), BTreeSet::new());
        for (place, path) in pages.iter().enumerate() {
            let page = text(&site, &format!("{path}index.html"));
            assert!(page.len() < 100_000, "{path}: {} bytes", page.len());
            assert!(page.contains(&format!(
                "<link rel=\"canonical\" href=\"https://example.org/n/{path}\""
            )));
            // Each leads to the one that led to it, and no release stands on two; the list's own page also links what is alike.
            let back = pages.get(place.wrapping_sub(1)).map(|path| match path.as_str() {
                "" => "<a href=\"./\" rel=\"prev\">".to_owned(),
                path => format!("<a href=\"{path}\" rel=\"prev\">"),
            });
            assert!(back.is_none_or(|back| page.contains(&back)), "{path}");
            // Firefox fetches what a head calls next.
            assert!(!page.contains("<link rel=\"next\""), "{path}");
            let linked = linked(page);
            assert!(place < 2 || parts.is_disjoint(&linked), "{path}");
            if place > 0 {
                parts.extend(linked.clone());
            }
            seen.extend(linked);
            // Only the list's own page starts the viewer.
            assert_eq!(page.contains("type=\"module\""), place == 0, "{path}");
        }
        assert_eq!((seen.len(), parts.len()), (all.len(), 430), "{list}");
    }
    let map = text(&site, "sitemap.xml");
    for path in ["topic/port/2/", "topic/port/6/", "all/2/"] {
        assert!(map.contains(&format!("<loc>https://example.org/n/{path}</loc>")), "{path}");
    }
}

#[test]
fn what_is_in_a_part_can_be_read_in_its_language() {
    let site = site(121, 0);
    let page = text(&site, "topic/port/3/index.html");
    assert_eq!(linked(page), BTreeSet::from(["n100".to_owned()]));
    let page = text(&site, "topic/port/2/index.html");
    assert!(page.contains("<h1>Port</h1>"), "{page}");
    assert!(page.contains("1er janvier 2000 – 16 avril 2000"), "{page}");
    assert!(page.contains("<span lang=\"en\"><a href=\"r/n1/\">Avis 1</a></span>"), "{page}");
    assert!(page.contains("<a href=\"topic/port/3/\" rel=\"prev\">Communiqués plus récents</a>"));
    assert!(page.contains("<title>Port – Port (2)</title>"), "{page}");
}

#[test]
fn one_more_release_changes_few_pages_of_lists() {
    let (before, after) = (site(400, 0), site(401, 0));
    let changed = after.files.iter().filter(|(path, bytes)| {
        let is_page = path.ends_with(".html") && !path.starts_with("year/2001/");
        is_page && before.files.get(*path) != Some(bytes)
    });
    let changed: BTreeSet<&str> = changed.map(|(path, _)| path.as_str()).collect();
    let full = |path: &&str| ["/2/", "/3/"].iter().any(|part| path.contains(part));
    assert!(!changed.iter().any(full), "{changed:?}");
    assert!(changed.contains("topic/port/5/index.html"), "{changed:?}");
}

#[test]
fn no_page_is_a_burden() {
    let items = (0..400).map(|n| {
        let day = n % 28 + 1;
        format!(
            r#"{{ "id": "n{n}", "title": "Avis {n}", "language": "fr", "date_published": "2024-05-{day:02}", "content_html": "<p>Texte {n}.</p>",
              "tags": ["Un sujet du port, numéro {n}"], "authors": [{{ "name": "La capitainerie du bassin {n}" }}],
              "_release": {{ "contacts": [{{ "name": "Anne {n} Le Goff", "email": "anne{n}@example.org" }}] }} }}"#
        )
    });
    let items: Vec<String> = items.collect();
    let newsroom = format!(
        r#"{{ "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr", "items": [{}] }}"#,
        items.join(",")
    );
    let folder = Folder::with_viewer();
    let source = folder.write("newsroom.json", newsroom);
    let site = published(&source, &folder.viewer(), &options("https://example.org/n/"));
    let pages = site.files.iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, page) in pages {
        assert!(page.len() < 100_000, "{path}: {} bytes", page.len());
    }
    let people = text(&site, "people/index.html");
    assert!(people.matches("mailto:").count() >= 100, "{people}");
}
