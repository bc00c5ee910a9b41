//! The whole site: published, published again, verified, read back by others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod addresses;
mod feeds;
mod folder;
mod forms;
mod harm;
mod json_ld;
mod kept;
mod killed;
mod leaks;
mod lists;
mod look;
mod ping;
mod reach;
mod reuse;
mod running;
mod servers;
mod size;
mod spool;
mod store;

use crate::support::{Folder, NOW, Site, kiosque, read, said, sample, site};
use kiosque::publish::{Base, Options, Part, Viewer};
use std::{collections::BTreeSet, fs, path::Path};

fn options(base: &str) -> Options {
    let base = if base.is_empty() { Base::default() } else { Base::new(base).unwrap() };
    Options { base, now: NOW, ..Options::default() }
}

fn published(source: &Path, viewer: &Viewer, options: &Options) -> Site {
    site(read(source), viewer, options, &mut |_, _, _| {}).unwrap()
}

fn text<'a>(site: &'a Site, path: &str) -> &'a str {
    std::str::from_utf8(&site.files[path]).unwrap()
}

/// All lists of what a reader keeps for when there is no network.
fn kept_offline(site: &Site) -> String {
    let is_list = |path: &&String| {
        *path == "offline.json" || path.starts_with("set/lists/") && path.ends_with(".json")
    };
    site.files.keys().filter(is_list).map(|path| text(site, path)).collect()
}

#[test]
fn one_command_makes_the_whole_site() {
    let folder = Folder::with_viewer();
    let publish =
        |base: &str| folder.publishing(&sample(), &["--base-url", base]).output().unwrap();
    let output = publish("https://example.org/news");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("1 left out (1 under embargo); publish again after"));
    for path in [
        "index.html",
        "boot-0123456789abcdef.js",
        "about/index.html",
        "set/set.json",
        "feeds/all.json",
        "feeds/all.xml",
        "feeds/feeds.opml",
        "feeds/lang/fr.xml",
        "follow/index.html",
        "llms.txt",
        "sitemap.xml",
        "robots.txt",
        "_headers",
        ".htaccess",
        "nginx.conf",
        ".nojekyll",
        "manifest.sha256",
    ] {
        assert!(folder.out().join(path).is_file(), "{path}");
    }
    let again = publish("https://example.org/news/");
    assert!(said(&again).contains(": 0 written, "), "{}", said(&again));
    assert!(said(&again).contains(" 0 removed;"), "{}", said(&again));
}

#[test]
fn a_program_without_a_viewer_says_what_to_do() {
    let folder = Folder::with_viewer();
    let empty = folder.join("empty");
    fs::create_dir_all(&empty).unwrap();
    let output =
        kiosque(&[&"publish", &sample(), &"--out", &folder.join("site"), &"--viewer", &empty]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("index.html: not the viewer's"), "{}", said(&output));
    let inside = sample().join("site");
    let output = kiosque(&[&"publish", &sample(), &"--out", &inside, &"--viewer", &empty]);
    assert!(said(&output).contains("lies in a source"), "{}", said(&output));
    assert!(!inside.exists());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let viewer = Folder::with_viewer().viewer();
    let once = || published(&sample(), &viewer, &options("https://example.org/")).files;
    assert_eq!(once(), once());
}

const TWO: &str = r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr",
  "items": [
    { "id": "quai", "title": "Le quai rouvre", "content_html": "<p>Lundi.</p>", "date_published": "2024-05-01T09:00:00+02:00", "tags": ["Travaux"] },
    { "id": "phare", "title": "Un phare neuf", "content_html": "<p>Mardi.</p>", "date_published": "2024-05-02", "tags": ["Phare"] },
    { "id": "sans-date", "title": "Sans date", "content_html": "<p>Un jour.</p>" }
  ] }"#;

#[test]
fn one_changed_release_rewrites_only_what_must() {
    let folder = Folder::with_viewer();
    let viewer = folder.viewer();
    let out = folder.join("site");
    let options = options("https://example.org/");
    let write = |text: &str| {
        let source = folder.write("newsroom.json", text);
        published(&source, &viewer, &options).write(&out, &mut |_, _, _| {}).unwrap()
    };
    write(TWO);
    let changes = write(&TWO.replace("Lundi.", "Mercredi."));
    let in_set = |path: &String| path.starts_with("set/");
    let written: Vec<&String> = changes.written.iter().filter(|path| !in_set(path)).collect();
    // Not the pages of the other releases, not the page and feeds of another topic, not the map.
    assert_eq!(
        written,
        [
            "feeds/all.json",
            "feeds/all.xml",
            "feeds/lang/fr.json",
            "feeds/lang/fr.xml",
            "feeds/topic/travaux.json",
            "feeds/topic/travaux.xml",
            "index.html",
            "manifest.sha256",
            "offline.json",
            "r/quai/index.html",
            "topic/travaux/index.html",
            "year/2024/index.html",
        ]
    );
    assert!(changes.removed.iter().all(in_set), "{:?}", changes.removed);
    assert_eq!(write(&TWO.replace("Lundi.", "Mercredi.")).written, [""; 0]);
}

#[test]
fn a_new_release_leaves_the_pages_of_others_alone() {
    let folder = Folder::with_viewer();
    let (viewer, out) = (folder.viewer(), folder.join("site"));
    let write = |text: &str| {
        let source = folder.write("newsroom.json", text);
        published(&source, &viewer, &options("")).write(&out, &mut |_, _, _| {}).unwrap()
    };
    write(TWO);
    let new = r#"{ "id": "grue", "title": "Une grue", "date_published": "2024-05-03" },"#;
    let changes = write(&TWO.replace("\"items\": [", &format!("\"items\": [{new}")));
    let pages: Vec<&String> = changes
        .written
        .iter()
        .filter(|path| path.starts_with("r/") && path.ends_with("index.html"))
        .collect();
    // Its own, and that of the newest before it, which leads to it.
    assert_eq!(pages, ["r/grue/index.html", "r/phare/index.html"]);
}

/// What a list says of the newsroom changes with every release, if it says it.
#[test]
fn a_new_release_leaves_the_lists_of_others_alone() {
    let folder = Folder::with_viewer();
    let (viewer, out) = (folder.viewer(), folder.join("site"));
    let write = |items: &[String]| {
        let text = TWO.split_once("\"items\": [").unwrap().0.to_owned();
        let source =
            folder.write("newsroom.json", text + "\"items\": [" + &items.join(",") + "] }");
        published(&source, &viewer, &options("https://example.org/"))
            .write(&out, &mut |_, _, _| {})
            .unwrap()
    };
    let item = |n: usize, date: &str, topics: &[&str], [issuer, place]: [&str; 2]| {
        format!(
            "{{ \"id\": \"n{n}\", \"title\": \"Avis {n}\", \"date_published\": \"{date}\", \"tags\": {topics:?},
               \"authors\": [{{ \"name\": \"{issuer}\" }}], \"_release\": {{ \"place\": \"{place}\" }} }}"
        )
    };
    const PORT: [&str; 2] = ["Capitainerie", "Brest"];
    const CITY: [&str; 2] = ["Mairie", "Quimper"];
    let mut items: Vec<String> = Vec::new();
    for n in 0..24 {
        let date = format!("20{}-{:02}-15", 20 + n / 12, n % 12 + 1);
        let (topic, who) = if n % 3 > 0 { ("Quai", PORT) } else { ("Parc", CITY) };
        items.push(item(n, &date, &[topic, "Mer"], who));
    }
    write(&items);
    // Of a year and a place that were not there.
    items.push(item(24, "2023-01-02", &["Quai"], ["Capitainerie", "Ouessant"]));
    let changes = write(&items);
    let mut lists: Vec<&String> =
        changes.written.iter().filter(|path| path.ends_with("index.html")).collect();
    lists.retain(|path| !path.starts_with("r/"));
    assert_eq!(
        lists,
        [
            // It says how many there are.
            "about/index.html",
            "all/2/index.html",
            "index.html",
            "issuer/capitainerie/index.html",
            "topic/quai/index.html",
            // The page of a year shows beside which others it stands.
            "year/2020/index.html",
            "year/2021/index.html",
            "year/2023/index.html",
        ]
    );
    assert_eq!(changes.removed.iter().filter(|path| path.ends_with(".html")).count(), 0);
}

/// It is drawn by the viewer, and was 2 KB of each page.
#[test]
fn pages_are_without_what_nobody_can_see() {
    let folder = Folder::with_viewer();
    let site = published(&sample(), &folder.viewer(), &options("https://example.org/"));
    let pages = site.files.keys().filter(|path| path.ends_with(".html"));
    for path in pages {
        let page = text(&site, path);
        assert!(!page.contains("<dialog"), "{path}");
    }
}

/// A browser takes `null` for a mistake: what is not said has no member, and there is always a colour.
#[test]
fn the_manifest_says_what_there_is() {
    let folder = Folder::with_viewer();
    let manifest = |newsroom: &str| -> serde_json::Value {
        let text = TWO.replace("\"items\"", &format!("{newsroom} \"items\""));
        let site = published(&folder.write("newsroom.json", text), &folder.viewer(), &options(""));
        serde_json::from_slice(&site.files["manifest.webmanifest"]).unwrap()
    };
    let bare = manifest("");
    assert!(bare.as_object().unwrap().values().all(|value| !value.is_null()), "{bare}");
    assert_eq!((&bare["theme_color"], bare.get("description")), (&"#0b5563".into(), None));
    let full = manifest("\"description\": \"Du port\", \"_newsroom\": { \"accent\": \"#156\" },");
    assert_eq!(
        (&full["theme_color"], &full["description"]),
        (&"#115566".into(), &"Du port".into())
    );
}

#[test]
fn parts_can_be_left_out() {
    let folder = Folder::with_viewer();
    let mut options = options("https://example.org/");
    options.without = BTreeSet::from([Part::Feeds]);
    let site = published(&folder.write("newsroom.json", TWO), &folder.viewer(), &options);
    let some = |ending: &str| site.files.keys().filter(|path| path.ends_with(ending)).count();
    assert_eq!((some(".opml"), some("sitemap.xml")), (0, 1));
    let page = text(&site, "r/quai/index.html");
    assert!(!page.contains("feeds/"), "{page}");
    assert!(!page.contains("follow/") && !site.files.contains_key("follow/index.html"));
    let llms = text(&site, "llms.txt");
    assert!(!llms.contains("feeds/"), "{llms}");
}

/// Readers have them made; as files, with all that leads to them, they are there for who asks.
#[test]
fn forms_are_files_if_asked_for() {
    let folder = Folder::with_viewer();
    let source = folder.write("newsroom.json", TWO);
    let mut options = options("https://example.org/");
    for asked in [false, true] {
        if asked {
            options.with = BTreeSet::from([Part::Forms]);
        }
        let site = published(&source, &folder.viewer(), &options);
        let llms = text(&site, "llms.txt").contains("- `r/…/release.json`: ninjs\n");
        assert_eq!(llms, asked);
        let page = text(&site, "r/quai/index.html");
        for form in ["release.json", "release.txt", "release.md"] {
            assert_eq!(site.files.contains_key(&format!("r/quai/{form}")), asked, "{form}");
            // A link in the head, and its hash in what search engines read.
            let named = page.matches(&format!("https://example.org/r/quai/{form}")).count();
            assert_eq!(named, if asked { 2 } else { 0 }, "{form}: {page}");
        }
    }
    // Whoever asks for it may not decline it.
    let output =
        folder.publishing(&source, &["--with", "forms", "--without", "feeds,forms"]).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("forms: both --with and --without"), "{}", said(&output));
}

/// What was published keeps its address: also on a build server that has nothing of the site but its list.
#[test]
fn forms_that_were_published_stay_until_declined() {
    let folder = Folder::with_viewer();
    let source = folder.write("newsroom.json", TWO);
    let publish = |out: &str, more: &[&str]| {
        let output = folder.publishing_into(&folder.join(out), &[&source], more).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let there = folder.join(out).join("r/quai/release.txt").exists();
        (there, said(&output).contains("--without forms takes them away"))
    };
    assert_eq!(publish("site", &[]), (false, false));
    assert_eq!(publish("site", &["--with", "forms"]), (true, false));
    assert_eq!(publish("site", &[]), (true, true));
    let list = folder.join("site/addresses.json");
    let list = fs::read_to_string(list).unwrap();
    let addresses = folder.write("list.json", &list);
    let addresses = addresses.to_str().unwrap();
    assert_eq!(publish("elsewhere", &["--addresses", addresses]), (true, true));
    assert_eq!(publish("site", &["--without", "forms"]), (false, false));
    assert_eq!(publish("site", &[]), (false, false));
    // Versions before made them unless told otherwise, and their list said nothing of it.
    let before = list.replace("\"forms\": true,\n", "");
    assert_ne!(before, list);
    folder.write("list.json", &before);
    assert_eq!(publish("another", &["--addresses", addresses]), (true, true));
    // Of a site that is there its files are asked: this one has none.
    fs::write(folder.join("site/addresses.json"), &before).unwrap();
    assert_eq!(publish("site", &[]), (false, false));
}

#[test]
fn programs_are_told_what_the_newsroom_is() {
    let folder = Folder::with_viewer();
    let site = published(
        &folder.write("newsroom.json", TWO),
        &folder.viewer(),
        &options("https://example.org/"),
    );
    let llms = text(&site, "llms.txt");
    for line in [
        "# Port",
        "Communiqués: 3, 2024.",
        "- [Atom](https://example.org/feeds/all.xml): Tous les communiqués",
        "- `sitemap.xml`: toutes les pages",
        "## Citer",
        "- [Phare](https://example.org/topic/phare/): 1 communiqué",
    ] {
        assert!(llms.lines().any(|found| found == line), "{line}\n{llms}");
    }
}

#[test]
fn without_an_address_everything_is_relative() {
    let folder = Folder::with_viewer();
    let site = published(&folder.write("newsroom.json", TWO), &folder.viewer(), &options(""));
    assert!(!site.files.contains_key("sitemap.xml"));
    let page = text(&site, "r/quai/index.html");
    assert!(page.contains("<base href=\"../../\">") && page.contains("href=\"feeds/all.xml\""));
    assert!(!page.contains("canonical") && !page.contains("og:url"), "{page}");
    let feed = text(&site, "feeds/topic/travaux.xml");
    assert!(feed.contains("href=\"../../r/quai/\""), "{feed}");
}

#[test]
fn every_page_has_the_policy_before_any_address() {
    let folder = Folder::with_viewer();
    let site = published(&sample(), &folder.viewer(), &options(""));
    let policy = kiosque::publish::policy::POLICY;
    let mut pages = 0;
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let before = page.split("<base").next().unwrap();
        assert!(before.contains(policy), "{path}");
        pages += 1;
    }
    assert!(pages > 50);
    for path in ["_headers", ".htaccess", "nginx.conf"] {
        assert!(text(&site, path).contains(policy), "{path}");
    }
}

#[test]
fn verify_notices_what_was_tampered_with() {
    let folder = Folder::with_viewer();
    let out = folder.join("site");
    let source = folder.write("newsroom.json", TWO);
    published(&source, &folder.viewer(), &options("")).write(&out, &mut |_, _, _| {}).unwrap();
    let verify = |expected: i32| {
        let output = kiosque(&[&"verify", &out]);
        assert_eq!(output.status.code(), Some(expected), "{}", said(&output));
        said(&output)
    };
    assert!(verify(0).contains(" 0 missing, 0 changed, 0 extra"));
    let page = out.join("r/quai/index.html");
    let good = fs::read(&page).unwrap();
    fs::write(&page, "<p>Le quai ferme.</p>").unwrap();
    assert!(verify(1).contains("changed: r/quai/index.html"));
    fs::write(&page, good).unwrap();
    fs::write(out.join("r/quai/more.js"), "").unwrap();
    assert!(verify(1).contains("extra: r/quai/more.js"));
    fs::remove_file(out.join("r/quai/more.js")).unwrap();
    fs::remove_file(out.join("robots.txt")).unwrap();
    assert!(verify(1).contains("missing: robots.txt"));
    // Publishing again mends it.
    published(&source, &folder.viewer(), &options("")).write(&out, &mut |_, _, _| {}).unwrap();
    verify(0);
    fs::remove_file(out.join("manifest.sha256")).unwrap();
    assert!(verify(2).contains("only what `kiosque publish` wrote can be verified"));
}

#[test]
fn a_signature_is_of_one_list_and_one_key() {
    let folder = Folder::with_viewer();
    let out = folder.join("site");
    let source = folder.write("newsroom.json", TWO);
    let mut public = Vec::new();
    for name in ["ours", "others"] {
        let pair = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
        folder.write(format!("{name}.key"), pair.sk.to_box(None).unwrap().into_string());
        public.push(pair.pk.to_base64());
    }
    let publish = || {
        kiosque(&[
            &"publish",
            &source,
            &"--out",
            &out,
            &"--viewer",
            &folder.join("viewer"),
            &"--sign",
            &folder.join("ours.key"),
            &"--now",
            &"0",
        ])
    };
    assert_eq!(publish().status.code(), Some(0), "{}", said(&publish()));
    assert!(said(&publish()).contains(": 0 written"), "a signature holds no time");
    let verify = |key: &str| kiosque(&[&"verify", &out, &"--key", &key]);
    assert!(said(&verify(&public[0])).contains("signed with that key"));
    assert_eq!(verify(&public[1]).status.code(), Some(1));
    assert!(said(&verify(&public[1])).contains("was not signed with that key"));
    assert!(said(&kiosque(&[&"verify", &out])).contains("; signed, --key says"));
    // The public key is in the site, and in its list.
    let key = out.join("minisign.pub");
    assert!(said(&kiosque(&[&"verify", &out, &"--key", &key])).contains("signed with that key"));
    assert!(fs::read_to_string(out.join("manifest.sha256")).unwrap().contains("  minisign.pub\n"));
    // What is no key is a mistake of whoever asks, not of the site.
    assert_eq!(verify("nonsense").status.code(), Some(2));
    assert!(said(&verify("nonsense")).contains("neither a public key of minisign's nor a file"));
    // A list that was made to fit is not the one that was signed.
    fs::write(out.join("robots.txt"), "").unwrap();
    let list = fs::read_to_string(out.join("manifest.sha256")).unwrap();
    let forged: String = list
        .lines()
        .filter(|line| !line.ends_with("robots.txt"))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(out.join("manifest.sha256"), forged).unwrap();
    assert_eq!(verify(&public[0]).status.code(), Some(1));
    fs::remove_file(out.join("manifest.sha256.minisig")).unwrap();
    assert_eq!(verify(&public[0]).status.code(), Some(1));
    assert!(said(&verify(&public[0])).contains("`kiosque publish --sign KEYFILE` signs"));
    assert!(said(&kiosque(&[&"verify", &out])).contains("not signed: whoever changed files"));
    // What the list does not name is not the site's, and nothing is put over it.
    assert_eq!(publish().status.code(), Some(2));
    assert!(said(&publish()).contains("robots.txt: in the way"), "{}", said(&publish()));
    fs::remove_file(out.join("robots.txt")).unwrap();
    // Who signed once and then does not is told so.
    assert_eq!(publish().status.code(), Some(0));
    let viewer = folder.join("viewer");
    let output =
        kiosque(&[&"publish", &source, &"--out", &out, &"--viewer", &viewer, &"--now", &"0"]);
    assert!(said(&output).contains("no longer signed"), "{}", said(&output));
}

#[test]
fn the_page_for_lost_addresses_knows_where_the_site_is() {
    let folder = Folder::with_viewer();
    let source = folder.write("newsroom.json", TWO);
    for (base, expected, looks) in
        [("", "./", true), ("https://example.org/a/news", "/a/news/", false)]
    {
        let site = published(&source, &folder.viewer(), &options(base));
        let page = String::from_utf8_lossy(&site.files["404.html"]).into_owned();
        assert!(page.contains(&format!("<base href=\"{expected}\">")), "{page}");
        assert_eq!(page.contains("<template"), looks, "{page}");
    }
}
