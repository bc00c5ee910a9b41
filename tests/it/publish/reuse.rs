//! What was made of the same before is not made again, and nothing stands in a site that would not stand in one made anew.

use crate::support::{Folder, said};
use kiosque::publish::verify;
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

const BASE: [&str; 2] = ["--base-url", "https://example.org/news"];

/// So many releases: those at the beginning of the list have pages that name their neighbours, and are painted each time.
const RELEASES: u32 = 60;

/// A newsroom with some of all that stands in a release's page and comes from elsewhere.
fn newsroom() -> Value {
    let item = |n: u32| {
        let other = (n * 7) % RELEASES;
        json!({
            "id": format!("n{n}"),
            "title": format!("Avis {n} du port"),
            "tags": [if n.is_multiple_of(2) { "port" } else { "culture" }],
            "language": if n.is_multiple_of(3) { "en" } else { "fr" },
            "authors": [{ "name": format!("Service {}", n % 4) }],
            "content_html": format!("<p>Le bassin numéro {n} rouvre, dit Anne Riou : « Le quai {other} attend ses bateaux depuis l’été ».</p>"),
            "date_published": format!("2026-{:02}-{:02}T10:00:00+01:00", 1 + n / 28, 1 + n % 28),
        })
    };
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Le port",
        "language": "fr",
        "items": (0..RELEASES).map(item).collect::<Vec<_>>(),
        "_newsroom": { "topics": { "port": { "fr": "Port" }, "culture": { "fr": "Culture" } } },
    })
}

struct Press(Folder);

impl Press {
    fn new() -> Self {
        Self(Folder::with_viewer())
    }

    fn list(&self) -> PathBuf {
        self.0.join(".site.kiosque-cache")
    }

    /// Publishes; how many pages and pictures were not made again, and what was said.
    fn publish(&self, newsroom: &Value, more: &[&str]) -> (usize, String) {
        let source = self.0.write("newsroom.json", newsroom.to_string());
        let output = self.0.publishing(&source, &[&BASE, more].concat()).output().unwrap();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(verify(&self.0.out()).unwrap().is_good());
        let told = said.lines().find_map(|line| {
            line.strip_prefix("as they were made before, of the same: ")?
                .split(' ')
                .next()?
                .parse()
                .ok()
        });
        (told.unwrap_or(0), said)
    }

    /// The site is what it would be if nothing had been known.
    #[track_caller]
    fn check_as_made_anew(&self, newsroom: &Value, more: &[&str], what: &str) {
        let (reused, said) = self.publish(newsroom, &[more, &["--no-cache"]].concat());
        assert_eq!(reused, 0);
        assert!(said.contains(" 0 written, ") && said.contains(" 0 removed"), "{what}: {said}");
    }
}

#[test]
fn what_is_the_same_is_not_made_again() {
    let press = Press::new();
    let mut newsroom = newsroom();
    assert_eq!(press.publish(&newsroom, &[]).0, 0);
    let (all, said) = press.publish(&newsroom, &[]);
    // Pages but for those with neighbours, and a picture for each.
    assert!(all > 90 && said.contains(" 0 written, "), "{all}: {said}");

    // One word of an old one: its page, and those that say what they have in common with it.
    newsroom["items"][5]["content_html"] = json!("<p>Le bassin numéro 5 ferme.</p>");
    let (others, said) = press.publish(&newsroom, &[]);
    assert!((all - 12..all).contains(&others), "{others} of {all}: {said}");
    let page = fs::read_dir(press.0.out().join("r")).unwrap().flatten().find_map(|entry| {
        let text = fs::read_to_string(entry.path().join("index.html")).ok()?;
        text.contains("numéro 5 ferme").then_some(text)
    });
    assert!(page.is_some());
    press.check_as_made_anew(&newsroom, &[], "a word");
    // Without a list nothing is put by, and nothing is taken from it either: that of the run before is still right.
    assert_eq!(press.publish(&newsroom, &[]).0, all);
}

#[test]
fn whatever_changes_the_site_is_as_if_made_anew() {
    let press = Press::new();
    let mut newsroom = newsroom();
    let with = |pointer: &str, value: Value| (pointer.to_owned(), value);
    let changes = [
        with("/title", json!("Le vieux port")),
        with("/description", json!("Tout sur le port")),
        with("/_newsroom/accent", json!("#7a1f5c")),
        with("/_newsroom/topics/port", json!({ "fr": "Les quais", "en": "Quays" })),
        with(
            "/_newsroom/header_links",
            json!([{ "url": "https://example.org/", "name": { "fr": "Mairie" } }]),
        ),
        with("/_newsroom/contact", json!({ "name": "Anne Riou", "email": "anne@example.org" })),
        with("/_newsroom/languages", json!(["en", "fr"])),
        with("/items/10/title", json!("Un autre titre, que d’autres pages citent")),
        with("/items/10/language", json!("de")),
        with("/items/11/authors", json!([{ "name": "Capitainerie" }])),
        with("/items/12/date_published", json!("2025-01-01T10:00:00+01:00")),
        with("/items/13/image", json!("https://example.org/13.jpg")),
        with("/items/14/tags", json!(["pêche"])),
        with(
            "/items/15/_release",
            json!({ "group": "g", "status": { "state": "withdrawn", "note": "Faux." } }),
        ),
        with(
            "/items/16/_release",
            json!({ "group": "g", "attachments": [{ "url": "https://example.org/a.pdf" }] }),
        ),
        with("/language", json!("en")),
    ];
    press.publish(&newsroom, &[]);
    for (pointer, value) in changes {
        let (above, name) = pointer.rsplit_once('/').unwrap();
        newsroom.pointer_mut(above).unwrap()[name] = value;
        press.publish(&newsroom, &[]);
        press.check_as_made_anew(&newsroom, &[], &pointer);
    }
    // One more, and one less.
    let mut more = newsroom["items"][20].clone();
    more["id"] = json!("another");
    newsroom["items"].as_array_mut().unwrap().insert(0, more);
    press.publish(&newsroom, &[]);
    press.check_as_made_anew(&newsroom, &[], "one more");
    newsroom["items"].as_array_mut().unwrap().remove(30);
    press.publish(&newsroom, &["--without", "feeds"]);
    press.check_as_made_anew(&newsroom, &["--without", "feeds"], "one less, and no feeds");
    press.publish(&newsroom, &["--with", "forms"]);
    press.check_as_made_anew(&newsroom, &["--with", "forms"], "forms");
}

#[test]
fn a_list_that_cannot_be_trusted_is_told_and_counts_for_nothing() {
    let press = Press::new();
    let newsroom = newsroom();
    press.publish(&newsroom, &[]);
    let whole = fs::read(press.list()).unwrap();
    let all = press.publish(&newsroom, &[]).0;
    let mut flipped = whole.clone();
    flipped[200] ^= 4;
    fs::write(press.list(), flipped).unwrap();
    let (reused, said) = press.publish(&newsroom, &[]);
    assert_eq!(reused, 0);
    assert!(said.contains(".site.kiosque-cache: not as it was written"), "{said}");
    assert_eq!(fs::read(press.list()).unwrap(), whole, "written anew");
    assert_eq!(press.publish(&newsroom, &[]).0, all);

    // Somebody was at work in the folder: what the list says is not there.
    let page = fs::read_dir(press.0.out().join("r")).unwrap().next().unwrap().unwrap().path();
    fs::write(page.join("index.html"), "<p>Je n’ai jamais dit cela.</p>").unwrap();
    press.publish(&newsroom, &[]);
    assert!(!fs::read_to_string(page.join("index.html")).unwrap().contains("jamais dit"));

    // A file of somebody's.
    let mine = press.0.write("notes.txt", "mine");
    let (reused, said) = press.publish(&newsroom, &["--cache", &mine.to_string_lossy()]);
    assert!(reused == 0 && said.contains("left as it is"), "{said}");
    assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
    let named = press.0.join("named");
    let named = ["--cache", &*named.to_string_lossy()];
    assert_eq!((press.publish(&newsroom, &named).0, press.publish(&newsroom, &named).0), (0, all));
}
