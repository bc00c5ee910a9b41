//! Releases in other forms, read back; and what pages say that releases are about.

use super::{options, published, text};
use crate::hostile::{naughty, newsroom, ours, theirs};
use crate::support::{Folder, NOW, Site, read, sample, shared};
use kiosque::{
    bundle::{Reader, bundle, layout::SET},
    model::{Block, Release, Source, blocks_text},
    publish::{Part, taken_form},
};
use pulldown_cmark::{Event, Parser, Tag};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// How many releases came back in all their fields, and how many of them with their text to the last mark.
#[derive(Debug, Default, PartialEq)]
struct Counts {
    releases: usize,
    exact: usize,
}

/// The releases of a source as they are published, and the folder that they are published to.
fn made(source: &Path, folder: &Folder) -> (Vec<Release>, Site) {
    let releases = bundle(read(source), NOW).unwrap().releases;
    let mut options = options("");
    options.with = BTreeSet::from([Part::Forms]);
    options.without = BTreeSet::from([Part::Feeds, Part::Images]);
    let site = super::site(read(source), &folder.viewer(), &options, &mut |_, _, _| {}).unwrap();
    (releases, site)
}

/// Lays the forms of one kind where they lie in the site, with the files that they name, and reads them.
fn read_back(site: &Site, source: &Path, folder: &Folder, form: &str) -> BTreeMap<String, Release> {
    let again = folder.join(form);
    let forms = site.files.iter().filter(|(path, _)| path.ends_with(form));
    let files = site.files.iter().filter(|(path, _)| path.starts_with("set/files/"));
    for (path, bytes) in forms.chain(files) {
        let file = again.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    // What topics are called in other languages is the newsroom's to say; its releases are read from their forms.
    if let Ok(about) = fs::read_to_string(source.join("newsroom.json")) {
        let mut about: serde_json::Value = serde_json::from_str(&about).unwrap();
        about["items"] = serde_json::json!([]);
        fs::write(again.join("newsroom.json"), about.to_string()).unwrap();
    }
    let slug = |source: &str| source.rsplit('/').nth(1).unwrap_or_default().to_owned();
    let back = read(&again).releases.into_iter();
    back.map(|sourced| (slug(&sourced.origin.source), sourced.release)).collect()
}

/// Markdown, read again, is the same release in every field but its earlier texts, which are not in it; its text is word
/// for word the same.
fn check_markdown(source: &Path) -> Counts {
    let folder = Folder::with_viewer();
    let (releases, site) = made(source, &folder);
    let mut back = read_back(&site, source, &folder, "release.md");
    let mut counts = Counts::default();
    for mut release in releases {
        let slug = release.slug.to_string();
        let mut found = back.remove(&slug).unwrap_or_else(|| panic!("{slug} is not read"));
        release.revisions.clear();
        // Read from a folder outside `media`, a text is a source like the form itself, and none to be offered.
        let is_text = |source: &Source| matches!(source, Source::Local(path) if path.extension() == Some("txt"));
        release.attachments.retain(|attachment| !is_text(&attachment.source));
        for (found, own) in
            [(&*found.body.blocks(), &*release.body.blocks()), (&found.about, &release.about)]
        {
            // Pictures elsewhere are links, with the name of the host where nothing else is said of them.
            let (found, own) = (words(found), words(own));
            let mut all = found.iter();
            assert!(own.iter().all(|word| all.any(|w| w == word)), "{slug}: {own:?} in {found:?}");
        }
        counts.releases += 1;
        counts.exact += usize::from(found == release);
        (found.body, found.about) = (release.body.clone(), release.about.clone());
        assert_eq!(found, release);
    }
    counts
}

fn words(blocks: &[Block]) -> Vec<String> {
    blocks_text(blocks).split_whitespace().map(str::to_owned).collect()
}

#[test]
fn markdown_is_the_same_release_again() {
    let counts = check_markdown(&sample());
    assert_eq!(counts, Counts { releases: 69, exact: 32 });
}

#[needs::shared_data]
#[test]
fn markdown_of_canada_is_the_same_releases_again() {
    let counts = check_markdown(&shared("releases/cds-canada"));
    assert!(counts.releases == 326 && counts.exact > 100, "{counts:?}");
}

/// Whatever stands in a field: quotation marks, colons, line ends, `no`, numbers, marks of YAML and of Markdown.
#[test]
fn markdown_keeps_any_text() {
    let some = [
        "no",
        "~",
        "null",
        "1.10",
        "- a",
        "a: b",
        "# a",
        "'",
        "\"",
        "\\",
        "a\\\"b",
        "[a]",
        "{a}",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a`",
        "| a",
        "> a",
        "---",
        "...",
        "2024-05-01",
        "é\u{85}b",
        "a\u{2028}b",
        "\u{feff}a",
        "😀",
        "<b>",
        "&amp;",
        "a\u{7f}b",
    ];
    check_texts(some.map(str::to_owned).into_iter().chain(ours()).collect());
}

#[needs::shared_data]
#[test]
fn markdown_keeps_hostile_text() {
    check_texts(theirs().into_iter().chain(naughty()).collect());
}

fn check_texts(texts: Vec<String>) {
    let folder = Folder::new();
    folder.write("source/feed.json", newsroom(&texts).to_string());
    let counts = check_markdown(&folder.join("source"));
    // Some of them are no text.
    assert!(counts.releases * 10 > texts.len() * 9, "{counts:?} of {}", texts.len());
}

/// A reader of Markdown fetches no picture from elsewhere: not even where an exclamation mark comes before a link.
#[test]
fn markdown_fetches_nothing_from_elsewhere() {
    let folder = Folder::with_viewer();
    let link = "<a href=\"https://example.org/x.png\">ici</a>";
    let body = format!(
        "<p>Venez\\!{link} !{link} <b>Oui !</b>{link} !<em>{link}</em> !<span lang=\"en\">{link}</span></p>\
         <p>!<img src=\"https://example.org/a.png\" alt=\"a\"> <q>!</q>{link} &#33;{link} ! {link}</p>\
         <ul><li>!{link}</li></ul><table><tr><td>!{link}</td></tr></table><h2>!{link}</h2><pre>![a](https://e.org/)</pre>"
    );
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "F",
        "items": [{ "id": "quai", "title": "Quai !", "content_html": body, "date_published": "2024-05-01" }],
    });
    let source = folder.write("feed.json", feed.to_string());
    let (_, site) = made(&source, &folder);
    let path = site.files.keys().find(|path| path.ends_with("release.md")).unwrap();
    let markdown = text(&site, path);
    let (_, markdown) = markdown.split_once("\n---\n").unwrap();
    let mut links = 0;
    for event in Parser::new_ext(markdown, pulldown_cmark::Options::all()) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => panic!("{dest_url} in\n{markdown}"),
            Event::Start(Tag::Link { .. }) => links += 1,
            _ => {}
        }
    }
    assert!(links >= 10, "{links} links in\n{markdown}");
    let read: String = Parser::new(markdown)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect();
    assert!(read.contains("Oui !ici"), "{read}");
}

/// What a reader takes away is what would lie beside the page.
#[test]
fn what_is_taken_away_is_what_is_published() {
    let folder = Folder::with_viewer();
    let mut options = options("https://example.org/");
    options.with = BTreeSet::from([Part::Forms]);
    let site = published(&sample(), &folder.viewer(), &options);
    let set = Reader::open(&site.files[SET]).unwrap().set().clone();
    for release in bundle(read(&sample()), NOW).unwrap().releases {
        for (form, ending) in
            [("release.md", "md"), ("release.txt", "txt"), ("release.json", "json")]
        {
            let taken = taken_form(form, &release, &set, &options.base).unwrap();
            assert_eq!(taken.name, format!("{}.{ending}", release.slug));
            // Where it is alone, ninjs names no text beside the page: there is none.
            let text_beside = format!(
                ",{{\"contentType\":\"text/plain\",\"href\":\"https://example.org/r/{}/release.txt\",\"name\":\"text\"}}",
                release.slug
            );
            let published = text(&site, &format!("r/{}/{form}", release.slug));
            assert_eq!(published.contains(&text_beside), form == "release.json");
            assert_eq!(
                std::str::from_utf8(&taken.bytes).unwrap(),
                published.replace(&text_beside, "")
            );
        }
    }
    let release = bundle(read(&sample()), NOW).unwrap().releases.remove(0);
    assert!(taken_form("release.exe", &release, &set, &options.base).is_none());
}

/// Plain text, read again as wire text, has the same title, topics, date, distributor and site; its lines are among those
/// that are read.
#[test]
fn plain_text_is_wire_text() {
    let folder = Folder::with_viewer();
    let (releases, site) = made(&sample(), &folder);
    let mut back = read_back(&site, &sample(), &folder, "release.txt");
    for release in releases {
        let slug = release.slug.to_string();
        let found = back.remove(&slug).unwrap_or_else(|| panic!("{slug} is not read"));
        let text = text(&site, &format!("r/{slug}/release.txt"));
        let name = |party: &Option<kiosque::model::Party>| party.as_ref().map(|p| p.name.clone());
        assert_eq!(found.title, release.title, "{text}");
        assert_eq!(found.topics, release.topics, "{text}");
        assert_eq!(found.published, release.published, "{text}");
        assert_eq!(name(&found.distributor), name(&release.distributor), "{text}");
        assert_eq!(name(&found.site), name(&release.site), "{text}");
        let (all, own) = (words(&found.body.blocks()).join(" "), words(&release.body.blocks()));
        let mut rest = all.as_str();
        for word in own {
            let at = rest.find(&word).unwrap_or_else(|| panic!("{word} is lost in\n{text}"));
            rest = &rest[at + word.len()..];
        }
    }
}

/// A release is described by its own words: by its summary, else by the beginning of its text.
#[test]
fn a_page_is_described_by_its_release() {
    let folder = Folder::with_viewer();
    let source = read(&sample());
    let newsroom = source.newsroom.description.clone().unwrap();
    let releases: Vec<_> = source.releases.iter().map(|sourced| sourced.release.clone()).collect();
    let site = published(&sample(), &folder.viewer(), &options("https://example.org/"));
    let mut without_summary = 0;
    for release in releases.iter().filter(|release| !release.under_embargo(NOW)) {
        let page = text(&site, &format!("r/{}/index.html", release.slug));
        let content = |start: &str| {
            let (_, rest) = page.split_once(start)?;
            Some(rest.split_once('"')?.0.to_owned())
        };
        let shared = content("<meta name=\"description\" property=\"og:description\" content=\"");
        let described =
            shared.clone().or_else(|| content("<meta name=\"description\" content=\"")).unwrap();
        assert!(!described.is_empty() && !described.contains(&newsroom), "{}", release.slug);
        let own = release.description().or(release.title.clone()).unwrap();
        let own = own.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(described, own.replace('"', "&quot;"), "{}", release.slug);
        assert_eq!(shared.is_some(), release.description().is_some(), "{}", release.slug);
        assert!(shared.is_none_or(|shared| !shared.contains(&newsroom)), "{}", release.slug);
        without_summary += usize::from(release.summary.is_none());
    }
    assert!(without_summary > 20, "{without_summary}");
}
