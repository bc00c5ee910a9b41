//! Whom to reach: read, told of what is wrong, gathered from releases, shown, and never of what is withheld.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use crate::support::{Folder, NOW, Site, read, sample, site};
use kiosque::{
    bundle::{Need, Reader, layout::SET},
    ingest::{Kind, Loaded},
    publish::{Base, Options, Part},
};

/// A newsroom that says this of itself, with these items.
fn newsroom(said: &str, items: &str) -> Loaded {
    let said = if said.is_empty() { String::new() } else { format!(", {said}") };
    let feed = format!(
        "{{ \"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Port\", \"language\": \"fr\",\n\
         \"_newsroom\": {{ \"topics\": {{ \"energy\": {{ \"fr\": \"Énergie\" }} }}{said} }},\n\"items\": [{items}] }}"
    );
    Folder::new().load_file("newsroom.json", feed)
}

fn published(loaded: Loaded, without: &[Part]) -> Site {
    let options = Options {
        now: NOW,
        base: Base::new("https://example.org/").unwrap(),
        without: without.iter().copied().collect(),
        ..Options::default()
    };
    site(loaded, &Folder::with_viewer().viewer(), &options, &mut |_, _, _| {}).unwrap()
}

fn text<'a>(site: &'a Site, path: &str) -> &'a str {
    std::str::from_utf8(site.files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (said, place, kind, advice, kept) in [
        (
            r#""spokespeople": [{ "name": "Ana", "email": "a@b.example", "topics": ["Énergie"], "languages": ["fr"] }]"#,
            "",
            None,
            "",
            1,
        ),
        (
            r#""spokespeople": [{ "name": "Ana", "phone": "123456", "topics": ["energie", "Voirie"] }]"#,
            "/_newsroom/spokespeople/0/topics/1",
            Some(Kind::UnknownTopic),
            "declare it under _newsroom.topics",
            1,
        ),
        (
            r#""spokespeople": [{ "name": "Ana", "phone": "123456", "languages": ["klingonien !"] }]"#,
            "/_newsroom/spokespeople/0/languages/0",
            Some(Kind::BadLanguage),
            "write fr, en",
            1,
        ),
        (
            r#""porte_parole": [{ "role": "Directrice", "email": "a@b.example" }]"#,
            "/_newsroom/porte_parole/0",
            Some(Kind::BadContact),
            "give a name",
            0,
        ),
        (
            r#""spokespeople": [{ "name": "Ana" }]"#,
            "/_newsroom/spokespeople/0",
            Some(Kind::BadContact),
            "neither email nor phone",
            1,
        ),
        (
            r#""spokespeople": [{ "name": "Ana", "email": "ana" }]"#,
            "/_newsroom/spokespeople/0",
            Some(Kind::BadContact),
            "is not an e-mail address",
            1,
        ),
        (
            r#""spokespeople": [3]"#,
            "/_newsroom/spokespeople/0",
            Some(Kind::WrongType),
            "an object",
            0,
        ),
        (
            r#""spokespeople": [{}]"#,
            "/_newsroom/spokespeople/0",
            Some(Kind::BadContact),
            "says nothing",
            0,
        ),
    ] {
        let loaded = newsroom(said, "");
        assert_eq!(loaded.newsroom.spokespeople.len(), kept, "{said}");
        let told: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
        match kind {
            None => assert!(loaded.problems.is_empty(), "{told:?}"),
            Some(kind) => assert!(
                loaded.problems.iter().any(|problem| problem.kind == kind
                    && problem.to_string().contains(place)
                    && problem.message.contains(advice)),
                "{said}: {told:#?}"
            ),
        }
    }
}

const ITEMS: &str = r#"
  { "id": "a", "title": "Une borne", "content_text": "Un.", "date_published": "2024-05-02", "tags": ["Énergie"],
    "_release": { "slug": "une-borne", "contacts": [{ "name": "Luc Roy, dit \"le Bref\"", "email": "luc@b.example", "phone": "+33 1 99 00 12 34" }] } },
  { "id": "b", "title": "Un phare", "content_text": "Deux.", "date_published": "2024-05-01", "tags": ["Phare"],
    "_release": { "slug": "un-phare", "contacts": [{ "name": "LUC ROY, DIT \"LE BREF\"", "email": "LUC@b.example" }, { "name": "Zoé", "phone": "555 0199" }] } }"#;

#[test]
fn everyone_is_shown_once_and_has_a_card() {
    let said = r#""duty_phone": "+33 1 00 00 00 17", "spokespeople": [{ "name": "Ana Le Goff", "role": "Porte-parole",
        "email": "ana@b.example", "topics": ["Énergie"], "languages": ["fr", "en"] }]"#;
    let site = published(newsroom(said, ITEMS), &[]);
    let page = text(&site, "people/index.html");
    for words in [
        "tel:+33100000017",
        "Ana Le Goff",
        "href=\"topic/energy/\"",
        "Français, Anglais",
        "href=\"people/ana-le-goff.vcf\"",
        "2 communiqués",
        "href=\"people/zoe.vcf\"",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert_eq!(page.matches("href=\"mailto:luc@b.example\"").count(), 1, "{page}");
    let card = text(&site, "people/ana-le-goff.vcf");
    assert_eq!(
        card,
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Le Goff\r\nN:Ana Le Goff;;;;\r\nTITLE:Porte-parole\r\n\
         EMAIL;TYPE=INTERNET:ana@b.example\r\nCATEGORIES:Énergie\r\nURL:https://example.org/people/\r\nEND:VCARD\r\n"
    );
    assert!(
        text(&site, "people/luc-roy-dit-le-bref.vcf").contains("FN:Luc Roy\\, dit \"le Bref\"\r\n")
    );
    // A release names its own, and who speaks on its topics.
    let (of_topic, other) =
        (text(&site, "r/une-borne/index.html"), text(&site, "r/un-phare/index.html"));
    assert!(of_topic.contains("Ana Le Goff") && of_topic.contains("luc@b.example"), "{of_topic}");
    assert!(!other.contains("Ana Le Goff") && other.contains("Zoé"), "{other}");
    // Nobody waits for it who did not ask: not in the file that every page needs.
    assert!(!text(&site, SET).contains("Ana Le Goff"));
    let mut reader = Reader::open(&site.files[SET]).unwrap();
    let missing = reader.missing(&Need::People);
    let [kiosque::bundle::Missing::File(file)] = missing.as_slice() else { panic!("{missing:?}") };
    reader.take(file, &site.files[file]).unwrap();
    assert_eq!(reader.people().unwrap().contacts.len(), 2);
    let without = published(newsroom(said, ITEMS), &[Part::Cards]);
    assert!(!without.files.keys().any(|path| path.ends_with(".vcf")));
    assert!(!text(&without, "people/index.html").contains(".vcf"));
}

#[test]
fn that_nobody_is_named_is_said_or_there_is_no_page() {
    let nobody =
        published(newsroom("", r#"{ "id": "a", "title": "A", "content_text": "x" }"#), &[]);
    assert!(!nobody.files.keys().any(|path| path.starts_with("people/")));
    assert!(!text(&nobody, "index.html").contains("people/"));
    let some = published(newsroom(r#""contact": { "email": "presse@b.example" }"#, ""), &[]);
    let page = text(&some, "people/index.html");
    for words in ["presse@b.example", "ne nomme pas de porte-parole", "ne nomme de contact"] {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

/// Whom only a withheld release names is nowhere, nor is its topic with who speaks on it.
#[test]
fn whom_only_a_withheld_release_names_is_nowhere() {
    let item = |field: &str| {
        format!(
            "{{ \"id\": \"s\", \"title\": \"Zqsecret\", \"content_text\": \"x\", \"tags\": [\"Zqsecret\"], \"authors\": [{{\"name\": \"Zqsecret\"}}], \
             \"_release\": {{ {field}, \"contacts\": [{{ \"name\": \"Zqsecret Roy\", \"email\": \"zqsecret@b.example\" }}] }} }}"
        )
    };
    let said = r#""spokespeople": [{ "name": "Ana", "email": "ana@b.example", "topics": ["Zqsecret", "energy"] }]"#;
    for (field, waits) in [
        ("\"embargo_until\": \"2031-01-01T00:00:00Z\"", true),
        ("\"published\": \"2031-01-01\"", true),
        ("\"draft\": true", true),
        ("\"embargo_until\": \"bientôt\"", true),
        ("\"place\": \"Brest\"", false),
    ] {
        let site = published(newsroom(said, &item(field)), &[]);
        let says =
            |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains("zqsecret");
        let told: Vec<&String> = site
            .files
            .iter()
            .filter(|(path, bytes)| path.contains("zqsecret") || says(bytes))
            .map(|(path, _)| path)
            .collect();
        assert_eq!(told.is_empty(), waits, "{field}: {told:?}");
        for path in ["people/index.html", "llms.txt", "follow/index.html"] {
            assert_eq!(says(&site.files[path]), !waits, "{field}: {path}");
        }
    }
}

#[test]
fn the_sample_shows_who_speaks() {
    let site = published(read(&sample()), &[]);
    let page = text(&site, "people/index.html");
    assert!(page.contains("Permanence") && page.contains("topic/health/"), "{page}");
    assert!(site.files.keys().filter(|path| path.ends_with(".vcf")).count() > 20);
}
