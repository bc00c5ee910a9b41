//! Ingest on our own small newsroom, on real collections and on hostile ones.

#![allow(clippy::unwrap_used, reason = "helpers of tests, too, may fail")]

use crate::hostile::{naughty, ours, theirs};
use crate::support::{Folder, read, shared};
use kiosque::{
    ingest::{Kind, Loaded, Options, Severity, Template, load},
    model::{Block, FromJson as _, Inline, blocks_text},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write as _, fs};

fn kinds(loaded: &Loaded) -> BTreeMap<Kind, usize> {
    let mut counts = BTreeMap::new();
    for problem in &loaded.problems {
        *counts.entry(problem.kind).or_default() += 1;
    }
    counts
}

#[test]
fn our_own_newsroom() {
    // Its texts are written with Hugo's shortcodes.
    let options = Options { templates: [Template::Hugo].into(), ..Options::default() };
    let loaded = load(&["tests/fixtures/ingest/newsroom".into()], &options);
    let mut text = String::new();
    for problem in &loaded.problems {
        writeln!(text, "{problem}").unwrap();
    }
    insta::assert_snapshot!("problems", text);
    let files: Vec<&str> = loaded.files.keys().map(|path| path.as_str()).collect();
    assert_eq!(files, ["media/quai.svg", "plan.pdf"]);
    insta::assert_snapshot!("newsroom", serde_json::to_string_pretty(&loaded.newsroom).unwrap());
    for sourced in &loaded.releases {
        let json = serde_json::to_string_pretty(&sourced.release).unwrap();
        insta::assert_snapshot!(format!("release-{}", sourced.release.slug), json);
    }
}

#[test]
fn slugs_do_not_depend_on_the_order() {
    let folder = Folder::new();
    let item = |id: &str| json!({"id": id, "title": format!("Titre {id}")});
    let ids = ["Port", "port", "PORT", "42", "https://example.org/a"];
    let slugs = |ids: &[&str]| -> BTreeMap<String, String> {
        let items: Vec<Value> = ids.iter().map(|id| item(id)).collect();
        let feed = json!({"version": "https://jsonfeed.org/version/1.1", "items": items});
        let loaded = folder.load_file("feed.json", feed.to_string());
        let releases = loaded.releases.into_iter();
        releases.map(|r| (r.release.id, r.release.slug.to_string())).collect()
    };
    let forward = slugs(&ids);
    let backward = slugs(&ids.iter().rev().copied().collect::<Vec<_>>());
    assert_eq!(forward, backward);
    assert_eq!(forward["port"], "port");
    assert_eq!(forward.values().collect::<std::collections::BTreeSet<_>>().len(), ids.len());
}

#[test]
fn an_embargo_never_leaks() {
    let folder = Folder::new();
    for (given, known) in [
        (json!("2030-01-01T08:00:00+01:00"), true),
        (json!("2030-01-01T08:00:00"), false),
        (json!("2030-01-01"), false),
        (json!("tomorrow"), false),
        (json!(1_893_456_000), false),
        (json!(true), false),
        (json!({}), false),
    ] {
        let feed = json!({"version": "https://jsonfeed.org/version/1.1", "items": [
            {"id": "a1", "title": "A", "_release": {"embargo_until": given}}]});
        let loaded = folder.load_file("feed.json", feed.to_string());
        let until = loaded.releases[0].release.embargo_until.unwrap();
        assert_eq!(until.year == 2030, known, "{given}");
        assert_eq!(loaded.problems.iter().any(|p| p.kind.severity() == Severity::Error), !known);
    }
    let front = "---\ntitle: A: b\nembargo_until: 2030-01-01\n---\nText";
    let loaded = folder.load_file("a.md", front);
    assert_eq!(loaded.releases[0].release.embargo_until.unwrap().year, 9999);
}

#[test]
fn sources_that_cannot_be_read() {
    let folder = Folder::new();
    for (name, bytes, kind) in [
        ("a.json", "{", Kind::Syntax),
        ("a.json", "{}", Kind::UnknownFormat),
        ("a.json", "[1]", Kind::UnknownFormat),
        ("a.json", "[{\"id\": \"a\", \"title\": \"A\"}]", Kind::NoFormatVersion),
        ("a.json", "{\"items\": []}", Kind::NoFormatVersion),
        ("a.pdf", "", Kind::UnknownFormat),
        ("a.txt", "", Kind::EmptyRelease),
        ("a.md", "", Kind::EmptyRelease),
        ("a.html", "", Kind::EmptyRelease),
        ("a.jsonl", "{}", Kind::UnknownFormat),
    ] {
        let loaded = folder.load_file(name, bytes);
        assert!(kinds(&loaded).contains_key(&kind), "{name}: {:?}", loaded.problems);
    }
    let absent = load(&[folder.join("absent.json")], &Options::default());
    assert!(kinds(&absent).contains_key(&Kind::Unreadable));
}

#[test]
fn files_stay_inside_and_apart() {
    let folder = Folder::new();
    for (name, text) in [("one", "1"), ("two", "2")] {
        fs::create_dir_all(folder.join(name)).unwrap();
        fs::write(folder.join(name).join("a b.svg"), text).unwrap();
        let release = "---\ntitle: T\nmedia:\n- {url: a%20b.svg, alt: A}\n---\n![s](../secret.svg)";
        fs::write(folder.join(name).join(format!("{name}.md")), release).unwrap();
    }
    fs::write(folder.join("secret.svg"), "s").unwrap();
    let loaded = load(&[folder.join("one"), folder.join("two")], &Options::default());
    let files: Vec<&str> = loaded.files.keys().map(|path| path.as_str()).collect();
    assert_eq!(files, ["2/a b.svg", "a b.svg"]);
    assert_eq!(kinds(&loaded), BTreeMap::from([(Kind::NotPublic, 2)]));
    assert!(loaded.releases.iter().all(|r| r.release.text() == "s"));
}

/// Files are read on all processors; who has a name first must not be a matter of luck.
#[test]
fn whoever_comes_first_has_the_name() {
    let folder = Folder::new();
    for number in 0..40 {
        // Both would have the same address.
        for (release, name) in [("a", "p%3F"), ("b", "p-")] {
            let file = format!("{}{number}.svg", name.replace("%3F", "?"));
            folder.write(&file, "<svg xmlns='http://www.w3.org/2000/svg'/>");
            let text = format!(
                "---\ntitle: T\nmedia:\n- {{url: {name}{number}.svg, alt: A}}\n---\nTexte."
            );
            folder.write(format!("{number:02}-{release}.md"), text);
        }
    }
    for _ in 0..5 {
        let files = folder.load().files;
        assert_eq!(files.len(), 80);
        for (path, file) in files.iter().filter(|(path, _)| !path.as_str().starts_with("2/")) {
            assert!(file.to_string_lossy().contains("p?"), "{path:?}: {file:?}");
        }
    }
}

#[test]
fn a_linked_file_is_an_attachment() {
    let folder = Folder::new();
    fs::write(folder.join("dossier.pdf"), "x").unwrap();
    fs::write(folder.join("other.md"), "x").unwrap();
    let loaded =
        folder.load_file("a.md", "# T\n\n[le dossier](dossier.pdf) [a](other.md) [b](no.pdf)");
    let release = &loaded.releases[0].release;
    assert_eq!(release.text(), "le dossier a b");
    assert_eq!(release.attachments.len(), 1);
    assert_eq!(loaded.files.len(), 1);
    assert_eq!(kinds(&loaded), BTreeMap::from([(Kind::RelativeLink, 1)]));
}

#[needs::shared_data]
#[test]
fn the_first_document() {
    let loaded = read(&shared("wire"));
    assert_eq!(loaded.problems, []);
    let release = &loaded.releases[0].release;
    assert_eq!(release.site.as_ref().unwrap().name, "Le Lézard");
    assert!(release.title.as_ref().unwrap().starts_with("Communiqué relatif"));
    let topics: Vec<&str> = release.topics.iter().map(|topic| topic.as_str()).collect();
    assert_eq!(topics, ["photo-multimedia", "conference", "event"]);
    assert_eq!(loaded.newsroom.topics[0].label("und").0, "Photo/Multimedia");
    assert_eq!(release.body.blocks().len(), 8);
    assert!(release.body.blocks().iter().all(|block| matches!(block, Block::Paragraph(_))));
    let text = release.text();
    assert!(text.contains("avancement de \"la Ceinture et la Route\" pourrait"));
    assert!(!text.contains("diffusé"));
    for (absent, what) in [
        (release.published.is_none(), "published"),
        (release.distributor.is_none(), "distributor"),
        (release.language.is_none(), "language"),
        (release.issuers.is_empty(), "issuers"),
        (release.place.is_none(), "place"),
        (release.contacts.is_empty(), "contacts"),
        (release.about.is_empty(), "about"),
        (release.media.is_empty(), "media"),
    ] {
        assert!(absent, "{what}");
    }
}

#[needs::shared_data]
#[test]
fn wire_text_in_any_encoding() {
    let file = fs::read_dir(shared("wire")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    let folder = Folder::new();
    let plain = folder.load_file("a.txt", &text).releases.remove(0).release;
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for (what, bytes) in [
        ("BOM", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("CRLF", text.replace('\n', "\r\n").into_bytes()),
        ("a final newline", format!("{text}\n").into_bytes()),
        ("no-break spaces", text.replace(" :", "\u{a0}:").into_bytes()),
        ("Windows-1252", windows),
    ] {
        let loaded = folder.load_file("a.txt", bytes);
        let mut release = loaded.releases[0].release.clone();
        if what == "no-break spaces" {
            release.body.clone_from(&plain.body);
        }
        assert_eq!(release, plain, "{what}");
        assert_eq!(loaded.problems.len(), usize::from(what == "Windows-1252"), "{what}");
    }
}

#[needs::shared_data]
#[test]
fn real_collections_keep_their_releases() {
    for (path, count, allowed, template) in [
        (
            "releases/debian",
            1848,
            &[
                Kind::DroppedMarkup,
                Kind::MissingFile,
                Kind::MissingAlt,
                Kind::RelativeLink,
                // Two links to www.php.net without their scheme.
                Kind::Repaired,
                Kind::TemplateLeftover,
            ][..],
            Some(Template::Wml),
        ),
        (
            "releases/cds-canada",
            326,
            &[Kind::MissingFile, Kind::RelativeLink, Kind::Repaired],
            None,
        ),
        (
            "releases/digitalgov",
            2078,
            &[
                Kind::DroppedMarkup,
                Kind::MissingAlt,
                Kind::RelativeLink,
                Kind::Repaired,
                Kind::TemplateLeftover,
            ],
            Some(Template::Hugo),
        ),
    ] {
        let path = shared(path);
        let options = Options { templates: template.into_iter().collect(), ..Options::default() };
        let loaded = load(std::slice::from_ref(&path), &options);
        let kinds = kinds(&loaded);
        println!("{}: {count}, {kinds:?}", path.display());
        assert_eq!(loaded.releases.len(), count, "{}", path.display());
        assert!(kinds.keys().all(|kind| allowed.contains(kind)), "{kinds:?}");
        // Some releases of digitalgov are a title and a link to elsewhere.
        let empty = loaded.releases.iter().filter(|r| r.release.body.is_empty()).count();
        assert!(empty <= if count == 2078 { 271 } else { 0 }, "{empty} in {}", path.display());
        let dated = loaded.releases.iter().filter(|r| r.release.published.is_some()).count();
        assert_eq!(dated, if count == 1848 { 1844 } else { count });
    }
}

/// Nothing but text and links that a page may lead to: a script has no value in the model, so
/// what is left to look at is where links lead, and whether text was taken for markup.
fn assert_harmless(loaded: &Loaded, payload: &str) {
    fn inlines(line: &[Inline], payload: &str) {
        for inline in line {
            let json = serde_json::to_value(inline).unwrap();
            if let Some(href) = json.pointer("/link/href").and_then(Value::as_str) {
                let good =
                    ["http:", "https:", "mailto:", "tel:"].iter().any(|s| href.starts_with(s));
                assert!(good, "{payload}: {href}");
            }
            let inner = json.as_object().and_then(|o| o.values().next().cloned());
            let inner = inner.map(|v| v.get("content").cloned().unwrap_or(v));
            let inner = inner.map(|v| kiosque::model::json::Value::parse(v.to_string().as_bytes()));
            if let Some(inner) = inner.and_then(|v| Vec::<Inline>::from_json(&v.unwrap())) {
                inlines(&inner, payload);
            }
        }
    }
    for sourced in &loaded.releases {
        for block in sourced.release.body.blocks().iter() {
            if let Block::Paragraph(line) | Block::Heading { content: line, .. } = block {
                inlines(line, payload);
            }
        }
    }
}

fn hostile(payloads: &[String]) {
    let folder = Folder::new();
    let version = "https://jsonfeed.org/version/1.1";
    for payload in payloads {
        let feed = json!({"version": version, "title": payload, "items": [{
            "id": "a", "title": payload, "summary": payload, "content_html": payload,
            "tags": [payload, "é"], "language": payload, "url": payload, "authors": [{"name": payload}],
            "date_published": payload, "image": payload,
            "_release": {"about": payload, "place": payload, "contacts": [{"name": payload, "email": payload}],
                "media": [{"url": payload, "alt": payload}], "status": payload, "group": payload}}]});
        let loaded = folder.load_file("a.json", feed.to_string());
        assert_harmless(&loaded, payload);
        if let Some(sourced) = loaded.releases.first() {
            let title = sourced.release.title.as_deref().unwrap_or_default();
            // Tags that only set a title are no part of it; that they were there is said.
            let told = loaded.problems.iter().any(|problem| problem.kind == Kind::Repaired);
            let letters =
                |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let seen = |text: &str| letters(text).replace(['\u{2028}', '\u{2029}'], "");
            assert!(told || letters(title) == seen(payload), "{payload}: {title}");
        }
        for name in ["a.md", "a.txt", "a.html", "a.json"] {
            assert_harmless(&folder.load_file(name, payload), payload);
        }
        assert_harmless(
            &folder.load_file("a.md", format!("---\ntitle: {payload}\n---\n{payload}")),
            payload,
        );
    }
}

#[test]
fn scripts_are_text() {
    hostile(&ours());
}

#[needs::shared_data]
#[test]
fn scripts_of_others_are_text() {
    hostile(&theirs());
}

#[needs::shared_data]
#[test]
fn naughty_strings_are_text() {
    hostile(&naughty());
}

#[needs::shared_data]
#[test]
fn json_is_parsed_to_the_letter() {
    let mut count = 0;
    for entry in fs::read_dir(shared("hostile/json/test_parsing")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // What the viewer reads the set with.
        let ours = kiosque::model::json::Value::parse(&fs::read(&path).unwrap());
        let loaded = load(&[path], &Options::default());
        let refused = kinds(&loaded).contains_key(&Kind::Syntax);
        match name.split('_').next() {
            Some("y") => {
                assert!(!refused, "{name}: {:?}", loaded.problems);
                assert!(ours.is_ok(), "{name}: {ours:?}");
            }
            Some("n") => assert!(refused && ours.is_err(), "{name}"),
            _ => {}
        }
        count += 1;
    }
    assert_eq!(count, 318);
}

#[needs::shared_data]
#[test]
fn broken_feeds_are_survived() {
    let folder = Folder::new();
    let mut count = 0;
    let mut stack = vec![shared("hostile/feeds-malformed")];
    while let Some(path) = stack.pop() {
        if path.is_dir() {
            stack.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        for name in ["a.json", "a.md", "a.txt", "a.html"] {
            let _ = folder.load_file(name, &bytes);
        }
        count += 1;
    }
    assert!(count >= 30);
}

#[test]
fn nesting_does_not_exhaust_the_stack() {
    let folder = Folder::new();
    for (name, text) in [
        ("a.json", "[".repeat(200_000)),
        ("a.md", "> ".repeat(5_000) + "deep"),
        ("a.md", "- ".repeat(2_000) + "deep"),
        ("a.md", format!("---\na: {}\n---\nb", "[".repeat(100_000))),
        ("a.html", "<div>".repeat(10_000) + "deep"),
        ("a.html", "<b><p>".repeat(1_000) + "deep"),
    ] {
        let loaded = folder.load_file(name, text);
        let all = loaded.releases.iter().chain(&loaded.held);
        let text: String = all.map(|r| blocks_text(&r.release.body.blocks())).collect();
        assert!(name == "a.json" || text.contains("deep") || text == "b", "{name}");
    }
}

#[test]
fn a_feed_in_a_country_s_french_adds_no_language() {
    let feed = |language: &str| {
        format!(
            r#"{{"version": "https://jsonfeed.org/version/1.1", "language": "{language}", "items": []}}"#
        )
    };
    let own = r#"{"version": "https://jsonfeed.org/version/1.1", "language": "fr",
        "_newsroom": {"languages": ["fr", "en"]}, "items": []}"#;
    for (other, expected) in [("fr-FR", "fr en"), ("en", "fr en"), ("de-CH", "fr en de-ch")] {
        let folder = Folder::with(&[("newsroom.json", own), ("old.json", &feed(other))]);
        let found: Vec<_> =
            folder.load().newsroom.languages.iter().map(|tag| tag.as_str().to_owned()).collect();
        assert_eq!(found.join(" "), expected, "{other}");
    }
}
