//! What others show of a newsroom and learn of it: frames, hubs, the map of news. Nothing of it unasked.

use super::{kept_offline, options, published, text};
use crate::support::{Folder, NOW, Site, kiosque, said};
use kiosque::ingest::Kind;
use std::{collections::BTreeSet, fs};

/// A newsroom with these members of `_newsroom`; NOW is 2026-11-23T00:00:00Z.
pub(super) fn newsroom(extension: &str, more: &str) -> String {
    format!(
        r##"{{"version": "https://jsonfeed.org/version/1.1", "title": "Port & rade", "language": "fr",
        "_newsroom": {{"languages": ["fr", "en"], "accent": "#14606b"{extension}}},
        "items": [{more}
        {{"id": "quai", "title": "Le quai <rouvre>", "content_text": "Lundi.", "date_published": "2026-11-22T10:00:00+01:00",
          "tags": ["Travaux"], "authors": [{{"name": "Port"}}], "_release": {{"group": "q"}}}},
        {{"id": "quay", "title": "The quay", "language": "en", "content_text": "Monday.", "date_published": "2026-11-22T10:00:00+01:00",
          "_release": {{"group": "q"}}}},
        {{"id": "phare", "title": "Un phare", "content_text": "Mardi.", "date_published": "2026-11-20"}},
        {{"id": "sans", "title": "Sans date", "content_text": "Un jour."}},
        {{"id": "retire", "title": "zqretire", "content_text": "x", "date_published": "2026-11-22T11:00:00Z",
          "_release": {{"status": {{"state": "withdrawn", "date": "2026-11-22", "note": "x"}}}}}},
        {{"id": "secret", "title": "zqsecret", "content_text": "x", "date_published": "2026-11-22",
          "_release": {{"embargo_until": "2026-12-01T00:00:00Z"}}}},
        {{"id": "brouillon", "title": "zqsecret", "content_text": "x", "draft": true, "date_published": "2026-11-22"}},
        {{"id": "demain", "title": "zqsecret", "content_text": "x", "date_published": "2026-11-24"}}]}}"##
    )
}

fn site(extension: &str, base: &str) -> Site {
    let folder = Folder::with_viewer();
    let source = folder.write("newsroom.json", newsroom(extension, ""));
    published(&source, &folder.viewer(), &options(base))
}

const FRAMES: &str = r#", "frame_ancestors": ["https://www.example.org/", "'self'"]"#;

#[test]
fn nothing_of_it_is_there_unasked() {
    let site = site("", "https://example.org/news/");
    for path in site.files.keys() {
        assert!(!path.starts_with("embed/") && path != "sitemap-news.xml", "{path}");
    }
    assert!(!text(&site, "feeds/all.xml").contains("rel=\"hub\""));
    assert!(!text(&site, "feeds/all.json").contains("\"hubs\""));
    assert!(text(&site, "_headers").contains("; frame-ancestors 'self'\n"));
    assert!(!text(&site, "_headers").contains("X-Frame-Options"));
    assert!(site.embed.is_none());
}

#[test]
fn the_latest_are_shown_to_whom_the_publisher_lets() {
    for (base, own) in [("https://example.org/news/", "https://example.org/news/"), ("", "../")] {
        let site = site(FRAMES, base);
        let page = text(&site, "embed/index.html");
        for expected in [
            &format!(
                "<a href=\"{own}r/quai/\" target=\"_blank\" rel=\"noopener\" dir=\"auto\">Le quai &lt;rouvre&gt;</a>"
            ),
            "<meta name=\"robots\" content=\"noindex\"/>",
            "<time datetime=\"2026-11-22T10:00:00+01:00\">22 novembre 2026</time> · Port</p>",
            "href=\"../embed/embed.css\"",
            &format!(
                "default-src 'none'; style-src 'self'{}; base-uri",
                if base.is_empty() { "" } else { " https://example.org" }
            ),
            &format!(
                "<link rel=\"canonical\" href=\"{}\"/>",
                if base.is_empty() { "../" } else { base }
            ),
        ] {
            assert!(page.contains(expected), "{expected}: {page}");
        }
        // Each story once, in the language of the page; no script; nothing that was taken back.
        assert!(!page.contains("The quay") && !page.contains("<script"), "{page}");
        assert!(!page.contains("zqretire"), "{page}");
        let english = text(&site, "embed/lang/en/index.html");
        assert!(!english.contains("anglais"), "{english}");
        assert!(
            english.contains(">The quay</a>") && english.contains("<html lang=\"en\">"),
            "{english}"
        );
        assert!(english.contains("22 November 2026"), "{english}");
        let topic = text(&site, "embed/topic/travaux/index.html");
        let up = if base.is_empty() { "../../../" } else { base };
        assert!(topic.contains(&format!("href=\"{up}r/quai/\"")), "{topic}");
        assert!(topic.contains("href=\"../../../embed/embed.css\""), "{topic}");
        assert!(site.files.contains_key("embed/issuer/port/index.html"));
        assert!(text(&site, "embed/embed.css").starts_with(":root { --k-accent: #14606b; }"));
        assert_eq!(site.embed.is_some(), !base.is_empty());
        for (path, bytes) in &site.files {
            assert!(!String::from_utf8_lossy(bytes).contains("zqsecret"), "{path}");
        }
        // For frames alone: search engines and readers off line are not led there.
        assert!(!kept_offline(&site).contains("embed/"));
        for path in ["index.html", "follow/index.html"] {
            assert!(!text(&site, path).contains("embed/"), "{path}");
        }
    }
    let site = site(FRAMES, "https://example.org/news/");
    assert!(!text(&site, "sitemap.xml").contains("embed/"));
    let snippet = site.embed.clone().unwrap();
    assert!(
        snippet.starts_with(
            "<iframe src=\"https://example.org/news/embed/\" title=\"Port &amp; rade\""
        )
    );
}

#[test]
fn only_these_pages_may_be_framed_by_others() {
    let site = site(FRAMES, "https://example.org/a.b/");
    let others = "frame-ancestors https://www.example.org 'self'";
    let headers = text(&site, "_headers");
    let (all, rest) = headers.split_once("/embed/*\n").unwrap();
    // Joined with the policy of all, or in its place: the last word is this one's.
    assert!(rest.starts_with(&format!("  Content-Security-Policy: {others}\n/")), "{headers}");
    assert!(!all.contains("frame-ancestors"), "{all}");
    assert!(
        all.contains("  X-Frame-Options: SAMEORIGIN\n") && all.contains("default-src 'none'"),
        "{all}"
    );
    let apache = text(&site, ".htaccess");
    assert!(apache.contains("SetEnvIf Request_URI \"^/a\\.b/embed/\" KIOSQUE_EMBED\n"), "{apache}");
    assert!(apache.contains(&format!("{others}\" env=KIOSQUE_EMBED\n")), "{apache}");
    assert!(apache.contains("frame-ancestors 'self'\"\n"), "{apache}");
    let nginx = text(&site, "nginx.conf");
    assert!(nginx.contains("set $kiosque_frames \"'self'\";\n"), "{nginx}");
    assert!(
        nginx.contains(
            "if ($uri ~ \"^/a\\.b/embed/\") { set $kiosque_frames \"https://www.example.org 'self'\"; }\n"
        ),
        "{nginx}"
    );
    assert!(nginx.contains("; frame-ancestors $kiosque_frames\" always;"), "{nginx}");
}

#[test]
fn what_nobody_can_do_is_left_out_and_said() {
    for (extension, expected) in [
        (r#", "frame_ancestors": "example.org""#, "[bad-origin]"),
        (r#", "frame_ancestors": ["https://a.example; script-src *"]"#, "[bad-origin]"),
        (r#", "frame_ancestors": ["'none'", "https://a.example"]"#, "[bad-origin]"),
        (r#", "frame_ancestors": "*""#, "[any-origin]"),
        (r#", "hub": "hub.example.org""#, "[bad-url]"),
        (r#", "hub": "mailto:a@example.org""#, "[bad-url]"),
        (r#", "indexnow": "short""#, "[bad-key]"),
        (r#", "indexnow": "../../../../etc/passwd""#, "[bad-key]"),
        (r#", "news_sitemap": "yes""#, "[wrong-type]"),
        (r#", "frame_ancestor": "*""#, "is frame_ancestors meant?"),
    ] {
        let folder = Folder::with_viewer();
        let source = folder.write("newsroom.json", newsroom(extension, ""));
        let said = said(&kiosque(&[&"check", &source]));
        assert!(said.contains(expected), "{extension}: {said}");
        let site = published(&source, &folder.viewer(), &options("https://example.org/"));
        assert_eq!(
            site.files.contains_key("embed/index.html"),
            expected == "[any-origin]",
            "{extension}"
        );
        let plain = published(
            &folder.write("newsroom.json", newsroom("", "")),
            &folder.viewer(),
            &options("https://example.org/"),
        );
        let paths = |site: &Site| {
            site.files.keys().filter(|p| !p.starts_with("embed/")).cloned().collect::<BTreeSet<_>>()
        };
        assert_eq!(paths(&site), paths(&plain), "{extension}");
    }
    let asked = r#", "hub": "https://hub.example.org/", "indexnow": "0123456789abcdef", "news_sitemap": true"#;
    let site = site(asked, "");
    let told: Vec<&str> = site
        .problems
        .iter()
        .filter(|problem| problem.kind == Kind::OutOfReach)
        .map(|problem| problem.message.as_str())
        .collect();
    assert!(
        told.len() == 3 && told.iter().all(|message| message.contains("--base-url")),
        "{told:?}"
    );
    assert!(!text(&site, "feeds/all.xml").contains("rel=\"hub\""));
    assert!(!site.files.contains_key("0123456789abcdef.txt"));
}

#[test]
fn feeds_name_their_hubs() {
    let site = site(
        r#", "hub": ["https://hub.example.org/?a=1&b", "https://b.example.org"]"#,
        "https://example.org/",
    );
    for path in ["feeds/all.xml", "feeds/topic/travaux.xml", "feeds/lang/en.xml"] {
        let feed = feed_rs::parser::parse(text(&site, path).as_bytes()).unwrap();
        let of = |relation: &str| -> Vec<String> {
            let links = feed.links.iter().filter(|link| link.rel.as_deref() == Some(relation));
            links.map(|link| link.href.clone()).collect()
        };
        assert_eq!(of("hub"), ["https://hub.example.org/?a=1&b", "https://b.example.org/"]);
        assert_eq!(of("self"), [format!("https://example.org/{path}")]);
    }
    let feed: serde_json::Value = serde_json::from_str(text(&site, "feeds/all.json")).unwrap();
    assert_eq!(feed["hubs"][0]["type"], "WebSub");
    assert_eq!(feed["hubs"][0]["url"], "https://hub.example.org/?a=1&b");
    assert_eq!(feed["feed_url"], "https://example.org/feeds/all.json");
}

#[test]
fn the_map_of_news_has_two_days_and_nothing_that_waits() {
    let folder = Folder::with_viewer();
    let source = folder.write("newsroom.json", newsroom(r#", "news_sitemap": true"#, ""));
    let at = |now: i64, future: bool| {
        let options = kiosque::publish::Options { now, future, ..options("https://example.org/") };
        published(&source, &folder.viewer(), &options)
    };
    let site = at(NOW, false);
    let map = text(&site, "sitemap-news.xml");
    assert!(text(&site, "robots.txt").ends_with("Sitemap: https://example.org/sitemap-news.xml\n"));
    let expected = "<url><loc>https://example.org/r/quai/</loc><news:news><news:publication><news:name>Port &amp; rade</news:name>\
        <news:language>fr</news:language></news:publication><news:publication_date>2026-11-22T10:00:00+01:00</news:publication_date>\
        <news:title>Le quai &lt;rouvre&gt;</news:title></news:news></url>";
    assert!(map.contains(expected), "{map}");
    assert!(map.contains("<news:language>en</news:language>"), "{map}");
    assert_eq!(map.matches("<url>").count(), 2, "{map}");
    assert_eq!(map, text(&at(NOW, false), "sitemap-news.xml"), "the same for the same moment");
    // What is dated in the future is no news, though it be shown.
    let map = at(NOW, true);
    assert!(text(&map, "index.html").contains("zqsecret"));
    assert!(!text(&map, "sitemap-news.xml").contains("zqsecret"));
    // Two days after, to the second.
    let day = 24 * 60 * 60;
    let last = NOW - 15 * 60 * 60 + 2 * day;
    let count = |now: i64| text(&at(now, false), "sitemap-news.xml").matches("/r/qua").count();
    assert_eq!((count(last), count(last + 1)), (2, 0));
}

#[test]
fn a_thousand_news_and_no_more() {
    let folder = Folder::with_viewer();
    let many: String = (0..1_005)
        .map(|n| format!(r#"{{"id": "n{n}", "title": "N {n}", "content_text": "x", "date_published": "2026-11-22T12:00:00Z"}},"#))
        .collect();
    let source = folder.write("newsroom.json", newsroom(r#", "news_sitemap": true"#, &many));
    let without = kiosque::publish::Part::ALL.iter().copied().collect();
    let options = kiosque::publish::Options { without, ..options("https://example.org/") };
    let site = published(&source, &folder.viewer(), &options);
    assert_eq!(text(&site, "sitemap-news.xml").matches("<url>").count(), 1_000);
}

#[test]
fn publishing_says_what_to_paste() {
    let folder = Folder::with_viewer();
    let source = folder.write("in/newsroom.json", newsroom(FRAMES, ""));
    let output =
        folder.publishing(&source, &["--base-url", "https://example.org/"]).output().unwrap();
    assert!(
        said(&output).contains("other pages: <iframe src=\"https://example.org/embed/\""),
        "{}",
        said(&output)
    );
    assert!(
        fs::read_to_string(folder.out().join("manifest.sha256"))
            .unwrap()
            .contains("  embed/index.html\n")
    );
    assert_eq!(kiosque(&[&"verify", &folder.out()]).status.code(), Some(0));
}
