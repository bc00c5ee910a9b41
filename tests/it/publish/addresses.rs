//! An address that was published stays, leads on, or leads nowhere: never to another release. And
//! what is told apart by its name is told apart by its address.

use super::options;
use crate::support::{Folder, Site, kiosque, read, said, site};
use kiosque::{
    bundle::{Need, Reader, layout::SET},
    publish::{Ledger, Options},
    search::{Facet, Request},
};
use std::{collections::BTreeMap, fs, path::PathBuf};

/// A newsroom of Markdown files that is published again and again.
struct Press(Folder);

impl Press {
    fn new() -> Self {
        let press = Self(Folder::with_viewer());
        fs::create_dir_all(press.source()).unwrap();
        press
    }

    fn source(&self) -> PathBuf {
        self.0.join("in")
    }

    fn out(&self) -> PathBuf {
        self.0.out()
    }

    fn write(&self, file: &str, text: &str) -> &Self {
        let path = self.source().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// A release whose front matter is `front`, with `;` between its lines.
    fn release(&self, file: &str, front: &str) -> &Self {
        self.write(file, &format!("---\n{}\n---\n\nTexte.\n", front.replace("; ", "\n")))
    }

    fn remove(&self, file: &str) -> &Self {
        fs::remove_file(self.source().join(file)).unwrap();
        self
    }

    fn rename(&self, from: &str, to: &str) -> &Self {
        let to = self.source().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.source().join(from), to).unwrap();
        self
    }

    fn publish_with(&self, change: impl FnOnce(&mut Options)) -> Site {
        let mut options = Options { ledger: Ledger::read(&self.out()).unwrap(), ..options("") };
        assert_eq!(options.ledger.warnings, [""; 0]);
        change(&mut options);
        let loaded = read(&self.source());
        let site = site(loaded, &self.0.viewer(), &options, &mut |_, _, _| {}).unwrap();
        site.write(&self.out(), &mut |_, _, _| {}).unwrap();
        site
    }

    fn publish(&self) -> Site {
        self.publish_with(|_| {})
    }

    /// The pages in a folder of the site: `slug`, or `slug > slug` where one leads to another.
    fn pages(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.out().join(folder)) else { return Vec::new() };
        let page = |entry: std::io::Result<fs::DirEntry>| {
            let entry = entry.unwrap();
            let html = fs::read_to_string(entry.path().join("index.html")).unwrap();
            let name = entry.file_name().into_string().unwrap();
            match html.split_once("0; url=../../") {
                Some((_, rest)) => {
                    let to = rest.split('"').next().unwrap();
                    format!("{name} > {}", to.trim_start_matches(folder).trim_matches('/'))
                }
                None => name,
            }
        };
        let mut pages: Vec<String> = entries.map(page).collect();
        pages.sort();
        pages
    }

    fn file(&self, path: &str) -> String {
        fs::read_to_string(self.out().join(path)).unwrap_or_default()
    }
}

fn kinds(site: &Site) -> Vec<&'static str> {
    site.problems.iter().map(|problem| problem.kind.code()).collect()
}

fn without_hash(page: &str) -> String {
    let one = |slug: &str| match slug.rsplit_once('-') {
        Some((stem, hash)) if hash.len() == 8 && !stem.is_empty() => format!("{stem}-#"),
        _ => slug.to_owned(),
    };
    page.split(" > ").map(one).collect::<Vec<_>>().join(" > ")
}

#[test]
fn a_corrected_title_keeps_its_address() {
    let press = Press::new();
    press.release("2026/12.md", "title: Le quai nord roouvre lundi; date: 2026-11-20").publish();
    let before = press.pages("r");
    assert!(before[0].starts_with("le-quai-nord-roouvre-lundi-"), "{before:?}");
    press.release("2026/12.md", "title: Le quai nord rouvre lundi; date: 2026-11-20");
    let site = press.publish();
    assert_eq!(press.pages("r"), before);
    assert_eq!(kinds(&site), [""; 0]);
    // Neither does anything change that need not.
    let again = press.publish().write(&press.out(), &mut |_, _, _| {}).unwrap();
    assert_eq!(again.written, [""; 0]);
}

#[test]
fn who_was_published_first_keeps_a_slug() {
    let press = Press::new();
    press.release("2025.md", "id: cp-2025; title: Vœux 2025; slug: voeux-du-maire").publish();
    assert_eq!(press.pages("r"), ["voeux-du-maire"]);
    press.release("2026.md", "id: cp-2026; title: Vœux 2026; slug: voeux-du-maire");
    let site = press.publish();
    let pages: Vec<String> = press.pages("r").iter().map(|page| without_hash(page)).collect();
    assert_eq!(pages, ["voeux-du-maire", "voeux-du-maire-#"]);
    assert!(press.file("r/voeux-du-maire/index.html").contains("Vœux 2025"));
    assert_eq!(kinds(&site), ["address-taken"]);
    assert!(site.problems[0].source.ends_with("2026.md"), "{}", site.problems[0]);
    // The old one gives it up: it still leads there, and the new one still cannot have it.
    press.release("2025.md", "id: cp-2025; title: Vœux 2025; slug: voeux-2025").publish();
    let pages: Vec<String> = press.pages("r").iter().map(|page| without_hash(page)).collect();
    assert_eq!(pages, ["voeux-2025", "voeux-du-maire > voeux-2025", "voeux-du-maire-#"]);
    // It goes: its addresses lead nowhere, and are not free.
    press.remove("2025.md").publish();
    let pages: Vec<String> = press.pages("r").iter().map(|page| without_hash(page)).collect();
    assert_eq!(pages, ["voeux-du-maire-#"]);
    assert!(!press.file("addresses.json").contains("voeux-2025"));
    // It comes back to where it was, though its source no longer says where.
    press.release("2025.md", "id: cp-2025; title: Les vœux de 2025").publish();
    let pages: Vec<String> = press.pages("r").iter().map(|page| without_hash(page)).collect();
    assert_eq!(pages, ["voeux-2025", "voeux-du-maire > voeux-2025", "voeux-du-maire-#"]);
}

#[test]
fn a_renamed_folder_changes_no_address() {
    let press = Press::new();
    for (file, title) in [("quai", "Le quai rouvre"), ("phare", "Un phare neuf")] {
        press.release(&format!("2026/{file}.md"), &format!("title: {title}; date: 2026-11-20"));
    }
    press.publish();
    let before = press.pages("r");
    press.rename("2026", "archive/2026");
    let site = press.publish();
    assert_eq!(press.pages("r"), before);
    assert_eq!(kinds(&site), ["address-kept"; 2]);
    assert_eq!(kinds(&press.publish()), [""; 0]);
    // A copy is another release.
    let text = fs::read(press.source().join("archive/2026/quai.md")).unwrap();
    fs::write(press.source().join("copie.md"), text).unwrap();
    press.publish();
    assert_eq!(press.pages("r").len(), 3);
}

#[test]
fn former_addresses_lead_on() {
    let press = Press::new();
    let aliases = "title: Quai; language: fr; aliases: [/2019/quai.html, /r/ancien/, vieux, /a/b/]";
    press.release("quai.md", &format!("{aliases}; redirect_from: /blog/quai/"));
    press.write(
        "feed.json",
        r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr", "items": [
          { "id": "ferry", "title": "Le bac", "language": "en", "content_text": "x", "_release": { "aliases": ["/bac.html", 4711] } } ] }"#,
    );
    let site = press.publish();
    assert_eq!(kinds(&site), [""; 0]);
    assert_eq!(
        press.pages("r"),
        ["4711 > ferry", "ancien > quai", "ferry", "quai", "vieux > quai"]
    );
    for (file, expected) in [
        ("2019/quai.html", "0; url=../r/quai/\""),
        ("a/b/index.html", "0; url=../../r/quai/\""),
        (
            "blog/quai/index.html",
            "Cette page se trouve maintenant ici : <a href=\"../../r/quai/\" lang=\"fr\">Quai</a>",
        ),
        ("bac.html", "<html lang=\"en\">"),
        ("bac.html", "0; url=r/ferry/\""),
        ("_redirects", "/2019/quai.html /r/quai/ 301\n"),
        (".htaccess", "RedirectMatch 301 \"^(.*/)2019/quai\\.html$\" \"$1r/quai/\"\n"),
        ("nginx.conf", "location = \"/2019/quai.html\" { return 301 /r/quai/; }\n"),
        ("manifest.sha256", "  2019/quai.html\n"),
        ("manifest.sha256", "  addresses.json\n"),
    ] {
        assert!(press.file(file).contains(expected), "{file}: {}", press.file(file));
    }
    let lists = fs::read_dir(press.out().join("set/lists")).unwrap().flatten();
    let lists = lists.map(|list| fs::read_to_string(list.path()).unwrap()).collect::<String>();
    assert!(lists.contains("set/articles/") && !lists.contains("2019"), "{lists}");
    // They are in no map.
    let site =
        press.publish_with(|options| options.base = super::options("https://example.org/n/").base);
    let map = String::from_utf8_lossy(&site.files["sitemap.xml"]).into_owned();
    assert!(map.contains("/n/r/quai/") && !map.contains("2019") && !map.contains("vieux"), "{map}");
    let page = press.file("2019/quai.html");
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://example.org/n/r/quai/\"/>"),
        "{page}"
    );
    assert!(press.file("_redirects").contains("/n/bac.html /n/r/ferry/ 301"));
    // Taken out of the source, they lead on as before.
    press.release("quai.md", "title: Quai").publish();
    assert_eq!(
        press.pages("r"),
        ["4711 > ferry", "ancien > quai", "ferry", "quai", "vieux > quai"]
    );
    assert!(press.file("2019/quai.html").contains("0; url=../r/quai/"));
}

#[test]
fn aliases_that_cannot_be() {
    let check = |front: &str, expected: &[&str], published: &[&str]| {
        let press = Press::new();
        press.release("quai.md", front).release("phare.md", "title: Phare; aliases: [/phare.html]");
        let loaded = read(&press.source());
        let said: Vec<&str> = loaded.problems.iter().map(|problem| problem.kind.code()).collect();
        assert_eq!(said, expected, "{front}: {:?}", loaded.problems);
        let site = press.publish();
        assert_eq!(kinds(&site), published, "{front}");
        assert!(press.file("r/phare/index.html").contains("<base"), "{front}");
        assert!(
            press.file("phare.html").contains(if front.to_lowercase().contains("/phare.html") {
                ""
            } else {
                "r/phare/"
            })
        );
        for outside in ["x", "x/index.html", "../x"] {
            assert!(!press.out().join(outside).exists(), "{front}: {outside}");
        }
    };
    for (front, expected, published) in [
        ("title: Quai; aliases: [/r/phare/]", &[][..], &["bad-alias"][..]),
        ("title: Quai; aliases: [/phare.html]", &[], &["bad-alias", "bad-alias"]),
        ("title: Quai; aliases: [/PHARE.html]", &[], &["bad-alias", "bad-alias"]),
        ("title: Quai; aliases: [quai, /r/quai/]", &[], &[]),
        ("title: Quai; aliases: [/kiosque-0123456789abcdef.css/]", &[], &["bad-alias"]),
        ("title: Quai; aliases: [../x]", &["bad-alias"], &[]),
        ("title: Quai; aliases: [/%2e%2e/x]", &["bad-alias"], &[]),
        ("title: Quai; aliases: ['https://example.org/x']", &["bad-alias"], &[]),
        ("title: Quai; aliases: ['/?p=12']", &["bad-alias"], &[]),
        ("title: Quai; aliases: [/set/x, /topic/x/, /feeds/x.html]", &["bad-alias"; 3], &[]),
        ("title: Quai; aliases: [/]", &["bad-alias"], &[]),
        ("title: Quai; aliases: [/.git/x]", &["bad-alias"], &[]),
        ("title: Quai; aliases: {a: b}", &["wrong-type"], &[]),
    ] {
        check(front, expected, published);
    }
}

#[test]
fn what_waits_has_no_address_yet() {
    let press = Press::new();
    let front = "id: rachat; title: Rachat; slug: rachat-secret; aliases: [/rachat-secret.html]; tags: [Fusion secrète]";
    press.release("a.md", &format!("{front}; embargo_until: 2031-01-01T00:00:00Z"));
    press.release("b.md", "title: Autre; slug: autre");
    let site = press.publish();
    for (path, bytes) in &site.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("secr") && !path.contains("secret"), "{path}");
    }
    // Shown, then under embargo again: no word of it, and its address is still its own.
    press.publish_with(|options| options.now = 2_000_000_000);
    assert_eq!(press.pages("r"), ["autre", "rachat-secret"]);
    press.release("b.md", "title: Autre; slug: rachat-secret");
    let site = press.publish();
    for (path, bytes) in site.files.iter().filter(|(path, _)| *path != "r/autre/index.html") {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("secr") && !path.contains("secret"), "{path}");
    }
    assert_eq!(press.pages("r"), ["autre"]);
    press.publish_with(|options| options.now = 2_000_000_000);
    assert_eq!(press.pages("r"), ["autre", "rachat-secret"]);
    assert!(press.file("r/rachat-secret/index.html").contains("Rachat"));
}

#[test]
fn a_site_of_a_version_before_has_addresses_too() {
    let press = Press::new();
    press.release("1.md", "title: Le quai; date: 2026-11-20; tags: [Pêche]; author: Groupe Coté");
    press.publish();
    let before = (press.pages("r"), press.pages("topic"), press.pages("issuer"));
    fs::remove_file(press.out().join("addresses.json")).unwrap();
    let list = press.out().join("manifest.sha256");
    let lines = fs::read_to_string(&list).unwrap();
    let lines: Vec<&str> = lines.lines().filter(|line| !line.ends_with("addresses.json")).collect();
    fs::write(&list, lines.join("\n")).unwrap();
    press.release(
        "1.md",
        "title: Le quai nord; date: 2026-11-20; tags: [Pêche]; author: Groupe Coté",
    );
    press.release("0.md", "title: Autre; tags: [Péché]; author: Groupe Côte");
    press.publish();
    let now = (press.pages("r"), press.pages("topic"), press.pages("issuer"));
    assert_eq!((now.0.len(), now.1.len(), now.2.len()), (2, 2, 2));
    for (before, now) in [(&before.0, &now.0), (&before.1, &now.1), (&before.2, &now.2)] {
        assert!(now.contains(&before[0]), "{before:?} {now:?}");
    }
    assert!(press.file("topic/peche/index.html").contains("Pêche"));
}

#[test]
fn a_list_that_is_broken_stops_the_command() {
    let press = Press::new();
    press.release("quai.md", "title: Quai; aliases: [vieux]").publish();
    let list = press.out().join("addresses.json");
    let good = fs::read_to_string(&list).unwrap();
    let run = || press.0.publishing(&press.source(), &[]).output().unwrap();
    for (text, expected) in [
        (good.replace("\"version\": 1", "\"version\": 9"), "version 9, and this kiosque knows 1"),
        (good.replace("\"releases\"", ",\"releases\""), "not JSON"),
    ] {
        fs::write(&list, &text).unwrap();
        let output = run();
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(expected), "{}", said(&output));
        assert_eq!(fs::read_to_string(&list).unwrap(), text, "the old site stays");
        assert_eq!(press.pages("r"), ["quai", "vieux > quai"]);
    }
    // Without it, what is there stays; that former addresses are forgotten is said.
    fs::remove_file(&list).unwrap();
    press.release("quai.md", "title: Quai; slug: quai-nord");
    let output = run();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("it was there once"), "{}", said(&output));
    assert_eq!(press.pages("r"), ["quai > quai-nord", "quai-nord"]);
    // A line that was edited badly costs itself.
    fs::write(&list, good.replace("r/vieux/index.html", "../../vieux.html")).unwrap();
    let output = run();
    assert!(said(&output).contains("vieux.html cannot lead there"), "{}", said(&output));
}

#[test]
fn a_build_server_brings_the_list_along() {
    let press = Press::new();
    press.release("quai.md", "title: Quai; slug: ancien").publish();
    fs::copy(press.out().join("addresses.json"), press.0.join("before.json")).unwrap();
    fs::remove_dir_all(press.out()).unwrap();
    press.release("quai.md", "title: Quai; slug: neuf");
    let list = press.0.join("before.json").display().to_string();
    let output = press.0.publishing(&press.source(), &["--addresses", &list]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(press.pages("r"), ["ancien > neuf", "neuf"]);
}

type Names = Vec<(String, String, u32)>;

/// Name, slug and count of each topic and of each issuer.
fn named(site: &Site) -> (Names, Names) {
    let set = Reader::open(&site.files[SET]).unwrap().set().clone();
    let topics = set.newsroom.topics.iter().zip(&set.topics);
    let topics = topics
        .map(|(topic, count)| (topic.label("fr").0.to_owned(), topic.slug.to_string(), *count));
    let issuers = set.names.of(Facet::Issuer).iter();
    let issuers = issuers.map(|named| (named.name.clone(), named.slug.to_string(), named.count));
    (topics.collect(), issuers.collect())
}

#[test]
fn an_issuer_is_called_as_in_the_newsroom_s_own_language() {
    let press = Press::new();
    let newsroom = r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr", "items": [],
        "_newsroom": { "issuers": { "port": { "en": "Port Authority", "fr": "Port autonome" } } } }"#;
    fs::write(press.source().join("newsroom.json"), newsroom).unwrap();
    press.release("a.md", "title: A; language: en; author: Port Authority");
    let (_, issuers) = named(&press.publish());
    assert_eq!(issuers, [("Port autonome".to_owned(), "port-autonome".to_owned(), 1)]);
}

#[test]
fn topics_and_issuers_are_their_names() {
    let press = Press::new();
    let names = [
        ("Marche", "Lumière"),
        ("Marché", "Lumiere+"),
        ("Pêche", "Groupe Côté"),
        ("Péché", "Groupe Coté"),
        ("C++", "LUMIÈRE"),
        ("C#", "Lumie\u{300}re"),
        ("石油", "Saint\u{2011}Malo"),
        ("食油", "Saint-Malo"),
        ("🌊🌊", "con"),
        ("❤", "ΟΔΟΣ"),
        ("Sport", "οδος"),
        ("SPORT", "İzmir"),
        ("Pe\u{302}che", "İZMİR"),
        ("con", "nul"),
    ];
    let write = |press: &Press, names: &[(&str, &str)]| {
        for (number, (topic, issuer)) in names.iter().enumerate() {
            let front = format!(
                "title: \"N {number}\"; language: fr; tags: [\"{topic}\"]; author: \"{issuer}\"; place: \"{issuer}\""
            );
            press.release(&format!("n-{number}.md"), &front);
        }
    };
    write(&press, &names);
    let site = press.publish();
    let (topics, issuers) = named(&site);
    let counts = |list: &[(String, String, u32)]| -> BTreeMap<String, u32> {
        list.iter().map(|(name, _, count)| (name.clone(), *count)).collect()
    };
    let topic_counts = counts(&topics);
    assert_eq!(topic_counts.len(), 12, "{topic_counts:?}");
    for (name, count) in [
        ("Marche", 1),
        ("Marché", 1),
        ("Pêche", 2),
        ("Péché", 1),
        ("C++", 1),
        ("C#", 1),
        ("Sport", 2),
    ] {
        assert_eq!(topic_counts.get(name), Some(&count), "{name}");
    }
    let issuer_counts = counts(&issuers);
    assert_eq!(issuer_counts.len(), 9, "{issuer_counts:?}");
    assert_eq!(issuer_counts.values().sum::<u32>(), 14);
    // Each has a page of its own with its releases and no other's.
    for (folder, list) in [("topic", &topics), ("issuer", &issuers)] {
        for (name, slug, count) in list {
            let page = press.file(&format!("{folder}/{slug}/index.html"));
            assert!(page.contains(name.as_str()), "{folder}/{slug}: {name}");
            let links: std::collections::BTreeSet<&str> = page
                .split("href=\"r/")
                .skip(1)
                .map(|rest| rest.split(['/', '?']).next().unwrap())
                .collect();
            assert_eq!(u32::try_from(links.len()).unwrap(), *count, "{folder}/{slug}: {links:?}");
        }
        let slugs: std::collections::BTreeSet<&String> =
            list.iter().map(|(_, slug, _)| slug).collect();
        assert_eq!(slugs.len(), list.len());
        assert!(!slugs.iter().any(|slug| ["con", "nul"].contains(&slug.as_str())), "{slugs:?}");
    }
    // The order of the sources does not count, and a filter by address finds one topic.
    let reversed = Press::new();
    let back: Vec<(&str, &str)> = names.iter().rev().copied().collect();
    write(&reversed, &back);
    let slugs = |list: Vec<(String, String, u32)>| -> BTreeMap<String, String> {
        list.into_iter().map(|(name, slug, _)| (name.to_uppercase(), slug)).collect()
    };
    assert_eq!(slugs(topics.clone()), slugs(named(&reversed.publish()).0));
    // A query by name folds as all queries do, and finds both; by slug, the one.
    let search = |query: &str| {
        let output = kiosque(&[&"search", &press.out(), &query, &"--json"]);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        value["total"].as_u64().unwrap()
    };
    let slug = |name: &str| topics.iter().find(|(own, _, _)| own == name).unwrap().1.clone();
    assert_eq!(search("topic:marché"), 2);
    assert_eq!(search(&format!("topic:{}", slug("Marché"))), 1);
    assert_eq!(search(&format!("topic:{}", slug("C#"))), 1);
    let mut request = Request::default();
    request.selection.toggle(Facet::Topic, &slug("Marche"));
    let mut folder = kiosque::bundle::folder::Folder::open(&press.out()).unwrap();
    assert_eq!(folder.read(&Need::List(request.clone())).answer(&request).total, 1);
}

#[test]
fn a_second_topic_takes_no_address() {
    let press = Press::new();
    press.release("a.md", "title: A; tags: [Pêche]; author: Groupe Côté; place: Évian").publish();
    assert_eq!(
        (press.pages("topic"), press.pages("issuer")),
        (vec!["peche".to_owned()], vec!["groupe-cote".to_owned()])
    );
    press
        .release("0.md", "title: Z; tags: [peche, Péché]; author: Groupe Coté; place: Evian")
        .publish();
    assert_eq!(press.pages("topic").len(), 3);
    assert!(press.file("topic/peche/index.html").contains("Pêche"));
    assert!(press.file("issuer/groupe-cote/index.html").contains("Groupe Côté"));
    // A topic that the newsroom declares elsewhere leads there from where it was.
    press.write(
        "newsroom.json",
        r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr",
          "_newsroom": { "topics": { "la-peche": { "fr": "Pêche" }, "Péché": { "fr": "Péché" } } }, "items": [] }"#,
    );
    assert_eq!(kinds(&press.publish()), [""; 0]);
    assert!(
        press.pages("topic").contains(&"peche > la-peche".to_owned()),
        "{:?}",
        press.pages("topic")
    );
}

#[test]
fn a_declared_topic_takes_no_address_of_anothers() {
    let press = Press::new();
    press.release("a.md", "title: A; tags: [Marché]").publish();
    press.write(
        "newsroom.json",
        r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr",
          "_newsroom": { "topics": { "marche": { "fr": "Marche" }, "marches": { "fr": "Marché" } } }, "items": [] }"#,
    );
    press.release("b.md", "title: B; tags: [Marche]");
    let site = press.publish();
    let pages: Vec<String> = press.pages("topic").iter().map(|page| without_hash(page)).collect();
    assert_eq!(pages, ["marche > marches", "marche-#", "marches"]);
    assert_eq!(kinds(&site), ["address-taken"]);
    let problem = site.problems[0].to_string();
    assert!(problem.contains("newsroom.json#/_newsroom/topics/marche: "), "{problem}");
}

#[test]
fn declared_topics_that_fold_alike_are_two() {
    let press = Press::new();
    press.write(
        "newsroom.json",
        r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr",
          "_newsroom": { "topics": { "marche": { "fr": "Marche" }, "Marché": { "fr": "Marché" }, "eco": { "fr": "Économie" } } }, "items": [
          { "id": "a", "title": "A", "content_text": "a", "language": "fr", "tags": ["Marche"], "_release": { "group": "g" } },
          { "id": "b", "title": "B", "content_text": "b", "language": "fr", "tags": ["Marché", "economie"], "_release": { "group": "g" } },
          { "id": "c", "title": "C", "content_text": "c", "language": "en", "tags": ["MARCHÉ"], "_release": { "group": "g" } } ] }"#,
    );
    let site = press.publish();
    let (topics, _) = named(&site);
    let counts: Vec<(&str, u32)> =
        topics.iter().map(|(name, _, count)| (name.as_str(), *count)).collect();
    assert_eq!(counts, [("Marché", 2), ("Économie", 1), ("Marche", 1)]);
    assert_eq!(topics[2].1, "marche");
    let loaded = read(&press.source());
    let said: Vec<&str> = loaded.problems.iter().map(|problem| problem.kind.code()).collect();
    assert_eq!(said, ["duplicate-version", "unknown-topic"], "{:?}", loaded.problems);
    assert!(loaded.problems[1].message.contains("it is taken for \"Économie\""));
}

#[test]
fn files_have_names_that_every_system_has() {
    let press = Press::new();
    press.write("media/con.txt", "x");
    press.release("a.md", "title: A; attachments: [media/con.txt]").publish();
    let files: Vec<PathBuf> = walkdir::WalkDir::new(press.out().join("set/files"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .collect();
    assert_eq!(files.len(), 1);
    assert!(files[0].ends_with("con-1.txt"), "{files:?}");
}
