//! What a publisher chooses of the look: mark, icon, colour, links, pages of its own; what does not do is left out and said.

use super::{kept_offline, options, published, text};
use crate::support::{Folder, kiosque, said};
use kiosque::ingest::Kind;
use std::{fs, path::PathBuf};

const SVG: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h9"/></svg>"#;

/// A newsroom with these members of `_newsroom`, and these files.
fn newsroom(folder: &Folder, extension: &str, files: &[(&str, &str)]) -> PathBuf {
    let root = folder.join("in");
    let feed = format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr",
        "_newsroom": {{"languages": ["fr", "en"]{extension}}},
        "items": [{{"id": "quai", "title": "Le quai", "content_text": "Lundi.", "date_published": "2024-05-01"}}]}}"#
    );
    for (name, text) in files.iter().copied().chain([("newsroom.json", feed.as_str())]) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn file<'a>(site: &'a crate::support::Site, end: &str) -> Option<&'a str> {
    site.files.keys().find(|path| path.ends_with(end)).map(String::as_str)
}

#[test]
fn a_mark_an_icon_and_links_are_on_every_page() {
    let folder = Folder::with_viewer();
    let root = newsroom(
        &folder,
        r##", "accent": "#ffcc00", "logo": {"light": "m/a.svg", "dark": "m/b.svg", "alt": "Port", "with_name": false},
        "favicon": "m/icon.svg", "header_links": [{"url": "https://example.org/", "name": {"fr": "Le site", "en": "The site"}}],
        "footer_links": ["mailto:a@example.org"], "social": [{"url": "https://example.com/port", "name": "Port"}]"##,
        &[("m/a.svg", SVG), ("m/b.svg", SVG), ("m/icon.svg", &SVG.replace("120", "40"))],
    );
    let site = published(&root, &folder.viewer(), &options("https://example.org/"));
    let logo = file(&site, "/a.svg").unwrap();
    let icon = file(&site, "/icon.svg").unwrap();
    for page in ["index.html", "about/index.html", "404.html"] {
        let page = text(&site, page);
        assert!(page.contains(&format!("src=\"{logo}\"")), "{page}");
        assert!(page.contains("width=\"120\" height=\"40\""), "{page}");
        assert!(
            page.contains(&format!("rel=\"icon\" type=\"image/svg+xml\" href=\"{icon}\"")),
            "{page}"
        );
        assert!(page.contains("<a href=\"https://example.org/\">Le site</a>"), "{page}");
        assert!(page.contains("href=\"mailto:a@example.org\""), "{page}");
        assert!(page.contains("<link rel=\"me\" href=\"https://example.com/port\"/>"), "{page}");
        assert!(!page.contains("#ffcc00"), "the colour was made readable: {page}");
    }
    let told: Vec<Kind> = site.problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(told, [Kind::AccentShifted]);
}

#[test]
fn what_no_page_should_have_is_left_out_and_said() {
    for (extension, name, text, expected) in [
        (
            r#", "logo": {"light": "a.svg", "alt": ""}"#,
            "a.svg",
            "<svg viewBox='0 0 1 1'><script/></svg>",
            "a script",
        ),
        (r#", "logo": {"light": "a.svg", "alt": ""}"#, "a.svg", "<svg/>", "no picture whose size"),
        (r#", "favicon": "a.gif""#, "a.gif", "GIF", "no icon"),
        (
            r#", "logo": {"light": "https://example.org/a.svg", "alt": ""}"#,
            "b",
            "",
            "lies on another host",
        ),
        (r#", "social": ["nowhere"]"#, "b", "", "is no address"),
        (r#", "country": "France""#, "b", "", "is no country"),
        (r#", "logo": "a.svg""#, "a.svg", SVG, "no alt"),
    ] {
        let folder = Folder::with_viewer();
        let root = newsroom(&folder, extension, &[(name, text)]);
        let output = kiosque(&[&"check", &root]);
        assert!(said(&output).contains(expected), "{extension}: {}", said(&output));
        let site = published(&root, &folder.viewer(), &options(""));
        assert_eq!(text != SVG, file(&site, "/a.svg").is_none(), "{extension}");
    }
}

#[test]
fn pages_of_its_own_have_addresses_and_are_withheld_as_releases_are() {
    let folder = Folder::with_viewer();
    let root = newsroom(
        &folder,
        "",
        &[
            (
                "pages/mentions-legales.fr.md",
                "---\ntitle: Mentions légales\n---\n## Éditeur\n\n<b onclick=x>Le port</b>.",
            ),
            (
                "pages/mentions-legales.en.md",
                "---\ntitle: Legal notice\nslug: legal-notice\n---\nThe port.",
            ),
            ("pages/vie-privee.md", "# Vie privée\n\nRien."),
            ("pages/about.fr.md", "---\ntitle: zqsecret\ndraft: true\n---\nzqsecret"),
            ("pages/plan.fr.md", "---\ntitle: zqsecret\npublishDate: 2093-01-01\n---\nzqsecret"),
            ("pages/about.fr.txt", "zqsecret"),
        ],
    );
    let output = kiosque(&[&"check", &root]);
    for expected in [
        "read as a page of the newsroom's own",
        "this page is there in one language",
        "1 releases",
        "warning[draft]",
        "warning[future-date]",
    ] {
        assert!(said(&output).contains(expected), "{expected}: {}", said(&output));
    }
    let site = published(&root, &folder.viewer(), &options("https://example.org/"));
    let page = text(&site, "page/mentions-legales-fr/index.html");
    assert!(page.contains("<b>Le port</b>") || page.contains("<strong>Le port</strong>"), "{page}");
    assert!(
        page.contains("hreflang=\"en\" href=\"https://example.org/page/legal-notice/\""),
        "{page}"
    );
    let home = text(&site, "index.html");
    assert!(home.contains("href=\"page/mentions-legales-fr/\""), "{home}");
    assert!(home.contains("href=\"page/vie-privee/\""), "{home}");
    let map = text(&site, "sitemap.xml");
    assert!(map.contains("https://example.org/page/vie-privee/"), "{map}");
    // In no file of the site, and no release.
    for (path, bytes) in &site.files {
        assert!(!String::from_utf8_lossy(bytes).contains("zqsecret"), "{path}");
    }
    assert_eq!(site.report.releases, 1);
    assert!(!text(&site, "feeds/all.json").contains("Mentions"));
    let lists = kept_offline(&site);
    assert!(lists.contains("/pages.json"), "kept off line: {lists}");
}

#[test]
fn a_folder_without_a_newsroom_has_releases_in_pages() {
    let folder = Folder::with_viewer();
    folder.write("in/pages/quai.md", "# Le quai\n\nLundi.");
    let site = published(&folder.join("in"), &folder.viewer(), &options(""));
    assert_eq!(site.report.releases, 1);
}

#[test]
fn the_law_is_spoken_of_where_a_country_is_stated() {
    let check = |extension: &str, files: &[(&str, &str)], expected: &[&str], not: &[&str]| {
        let folder = Folder::with_viewer();
        let output = kiosque(&[&"check", &newsroom(&folder, extension, files)]);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(0), "advice is no error: {said}");
        for expected in expected {
            assert!(said.contains(expected), "{expected}: {said}");
        }
        for not in not {
            assert!(!said.contains(not), "{not}: {said}");
        }
    };
    check("", &[], &[], &["legal-advice"]);
    check(
        r#", "country": "fr""#,
        &[],
        &["legal notice", "privacy notice", "accessibility statement"],
        &[],
    );
    check(
        r#", "country": "FR""#,
        &[
            (
                "pages/mentions-legales.fr.md",
                "---\ntitle: Mentions légales\n---\nÉditeur : le port. Hébergé par la rade.",
            ),
            ("pages/accessibilite.fr.md", "# Accessibilité\n\nTotale."),
            ("pages/confidentialite.fr.md", "# Vie privée\n\nRien."),
        ],
        &["usually says more: the directeur"],
        &["no page of the newsroom's own", "hébergeur (", "éditeur ("],
    );
    check(r#", "country": "JP""#, &[], &[], &["legal-advice"]);
    for country in ["BE", "CH", "CA", "GB", "DE"] {
        check(&format!(r#", "country": "{country}""#), &[], &["legal-advice"], &[]);
    }
}

#[test]
fn a_release_among_the_pages_is_told() {
    let folder = Folder::with_viewer();
    let files = [
        (
            "pages/quai.fr.md",
            "---\nissuer: Port\ndate: 2026-01-02\n---\n# Le quai rouvre\n\nLundi.",
        ),
        ("pages/mentions-legales.fr.md", "# Mentions légales\n\nLe port."),
    ];
    let said = said(&kiosque(&[&"check", &newsroom(&folder, "", &files)]));
    let told = said.lines().filter(|line| line.contains("reads like a release"));
    let told: Vec<&str> = told.collect();
    assert!(told.len() == 1 && told[0].contains("quai.fr.md"), "{said}");
}

#[test]
fn the_sample_is_in_order() {
    let output = kiosque(&[&"check", &crate::support::sample()]);
    let said = said(&output);
    for kind in ["legal-advice", "bad-look", "accent-shifted"] {
        assert!(!said.contains(kind), "{said}");
    }
}

#[test]
fn type_fonts_and_a_sheet_of_its_own_come_last_and_from_the_folder() {
    let folder = Folder::with_viewer();
    let root = newsroom(
        &folder,
        r#", "fonts": [{"family": "Port Sans", "url": "m/p.woff2", "weight": "300 700", "preload": true},
            {"family": "Other", "url": "m/o.woff2"}],
          "type": {"reading": "old-style", "interface": "Port Sans"}, "style_sheet": "m/own.css""#,
        &[
            ("m/p.woff2", "wOF2 and the rest"),
            ("m/o.woff2", "OTTO"),
            (
                "m/own.css",
                "@import 'https://example.org/a.css'; .k-footer { color: red; background: url(https://example.org/b.png) }",
            ),
        ],
    );
    let site = published(&root, &folder.viewer(), &options("https://example.org/"));
    let (sheet, font) = (file(&site, "/look.css").unwrap(), file(&site, "/p.woff2").unwrap());
    let page = text(&site, "index.html");
    let [own, viewers] = [format!("href=\"{sheet}\""), "kiosque-0123456789abcdef.css".to_owned()];
    assert!(page.find(&viewers).unwrap() < page.find(&own).unwrap(), "last: {page}");
    assert!(
        page.contains(&format!("as=\"font\" type=\"font/woff2\" crossorigin=\"\" href=\"{font}\"")),
        "{page}"
    );
    let css = text(&site, sheet);
    let font_place = font.strip_prefix("set/files/").unwrap();
    for expected in [
        format!("src: url(\"../{font_place}\") format(\"woff2\"); font-weight: 300 700"),
        "font-display: swap".to_owned(),
        "--serif: \"Iowan Old Style\"".to_owned(),
        "--sans: \"Port Sans\", system-ui".to_owned(),
        ".k-footer { color: red; background: none }".to_owned(),
    ] {
        assert!(css.contains(&expected), "{expected}: {css}");
    }
    assert!(!css.contains("example.org"), "{css}");
    let told: Vec<&str> = site.problems.iter().map(|problem| problem.message.as_str()).collect();
    for expected in ["is no WOFF2", "@import", "url(https://example.org/b.png)"] {
        assert!(told.iter().any(|message| message.contains(expected)), "{expected}: {told:?}");
    }
    assert!(file(&site, "/o.woff2").is_none());
}

#[test]
fn a_typeface_that_nobody_knows_is_said() {
    let folder = Folder::with_viewer();
    let root = newsroom(
        &folder,
        r#", "type": {"reading": "Comic"}, "fonts": [{"family": "a;b", "url": "x"}]"#,
        &[],
    );
    let output = kiosque(&[&"check", &root]);
    for expected in ["is no typeface", "is no name of a family"] {
        assert!(said(&output).contains(expected), "{}", said(&output));
    }
}
