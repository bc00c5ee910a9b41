//! Releases in a JSON Feed, corrected on the page of `kiosque write`: each gets a file of its own, and nothing of it is lost.

use super::{Answer, Desk};
use crate::support::{NOW, kiosque, said};
use kiosque::{
    ingest::Sourced,
    model::{State, blocks_text},
};
use std::fs;

const QUAI: &str = "newsroom.json&item=quai-2026";
const OWN: &str = "2026-11-01-le-quai-nord-rouvre.md";

/// As programs write it on Windows, with what Kiosque does not know.
const WINDOWS: &str = "\u{feff}{\r\n  \"version\": \"https://jsonfeed.org/version/1.1\",\r\n\t\"title\" : \"Port\", \"language\": \"fr\",\r\n  \
    \"authors\": [{ \"name\": \"Port de Kerlouarn\" }], \"_build\": 1e5,\r\n  \"items\": [\r\n    \
    { \"id\": \"phare\", \"title\": \"Le phare\", \"content_text\": \"Il brille.\", \"date_published\": \"2026-10-01\" } ,\r\n    \
    { \"id\": \"quai-2026\", \"title\": \"Le quai nord rouvre\", \"content_html\": \"<p>Le quai <strong>rouvre</strong> lundi.</p>\",\r\n      \
    \"date_published\": \"2026-11-01T09:00:00+01:00\", \"tags\": [\"Travaux\", \"Port\"], \"_cms\": { \"n\": 5 }, \"desk\": \"A\",\r\n      \
    \"_release\": { \"group\": \"quai\", \"slug\": \"quai-nord\", \"aliases\": [\"/2019/quai.html\"], \"contacts\": [{ \"name\": \"Ana\", \
    \"email\": \"ana@example.org\", \"fax\": \"33\" }], \"media\": [{ \"url\": \"media/quai.svg\", \"alt\": \"Le quai\" }] } },\r\n    \
    { \"id\": \"bac\", \"title\": \"Le bac\", \"content_text\": \"Il part.\", \"date_published\": \"2026-09-01\" }\r\n  ]\r\n}\r\n";

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>";

fn desk(newsroom: &str) -> Desk {
    Desk::with(&[("newsroom.json", newsroom), ("media/quai.svg", DRAWING)])
}

/// A newsroom of these items.
fn of(items: &str) -> String {
    format!(
        "{{ \"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Port\", \"language\": \"fr\",\n  \"items\": [ {items} ] }}\n"
    )
}

fn found(desk: &Desk, id: &str) -> (Sourced, bool) {
    let loaded = desk.load();
    let held = loaded.held.iter().map(|one| (one, true));
    let all = loaded.releases.iter().map(|one| (one, false)).chain(held);
    let mut own = all.filter(|(one, _)| one.release.id == id);
    let (one, held) = own.next().unwrap();
    assert!(own.next().is_none());
    (one.clone(), held)
}

fn moved(answer: &Answer, to: &str) {
    let address = format!("/edit?file={to}&saved=yes");
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some(address.as_str())),
        "{}",
        answer.body
    );
}

#[test]
fn a_corrected_item_gets_a_file_of_its_own() {
    let desk = desk(WINDOWS);
    let (before, _) = found(&desk, "quai-2026");
    let page = desk.get(&format!("/edit?file={QUAI}"));
    for said in [
        "This release stands in newsroom.json.",
        OWN,
        "id=\"own-file\"",
        "aria-describedby=\"own-file\"",
        "This release is public",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let changes = [
        ("body", "Le quai **rouvre** mardi.\r\n"),
        ("change", "corrected"),
        ("note", "C’est mardi."),
    ];
    moved(&desk.change(QUAI, &changes), OWN);
    // Of the file that it stood in, every other byte is as it was.
    let start = WINDOWS.find("{ \"id\": \"quai-2026\"").unwrap();
    let end = WINDOWS.find("{ \"id\": \"bac\"").unwrap();
    assert_eq!(desk.text("newsroom.json"), format!("{}{}", &WINDOWS[..start], &WINDOWS[end..]));
    let text = desk.text(OWN);
    for line in [
        "id: quai-2026\n",
        "tags: [Travaux, Port]\n",
        "slug: quai-nord\n",
        "group: quai\n",
        "desk: A\n",
        "\"n\": 5\n",
        "fax: \"33\"\n",
        "  - name: Port de Kerlouarn\n",
        "\n---\n\nLe quai **rouvre** mardi.\n",
    ] {
        assert!(text.contains(line), "{line:?} in\n{text}");
    }
    let (after, held) = found(&desk, "quai-2026");
    assert!(!held && after.origin.source.ends_with(OWN));
    let status = after.release.status.clone().unwrap();
    assert_eq!((status.state, status.note.as_deref()), (State::Corrected, Some("C’est mardi.")));
    let earlier = &after.release.revisions[0];
    assert_eq!(blocks_text(&earlier.body), blocks_text(&before.release.body.blocks()));
    assert_eq!(earlier.date, before.release.published);
    // All that was not corrected is the same.
    let mut same = after.release.clone();
    same.body.clone_from(&before.release.body);
    (same.status, same.modified, same.revisions) = (None, None, Vec::new());
    assert_eq!((same, after.tags), (before.release, before.tags));
    let wish = &desk.load().wishes.releases["quai-2026"];
    assert!(wish.explicit && wish.aliases.len() == 1, "{wish:?}");
    // From now on it is a file like any other.
    assert_eq!(desk.change(OWN, &[("change", "slip"), ("place", "Brest")]).status, 303);
    assert!(desk.text(OWN).contains("place: Brest\n"));
    assert_eq!(desk.get(&format!("/edit?file={QUAI}")).status, 404);
    let list = desk.get("/");
    assert!(list.body.contains(&format!("/edit?file={OWN}")), "{}", list.body);
}

#[test]
fn what_was_published_keeps_its_address() {
    let long = "https://port.example/?p=12";
    let desk = desk(&of(&format!(
        "{{\"id\": \"{long}\", \"title\": \"Le quai rouvre\", \"content_text\": \"Lundi.\", \"date_published\": \"2026-11-01\"}}"
    )));
    let site = desk.folder.join("site");
    let publish = || {
        let now = NOW.to_string();
        let output = kiosque(&[
            &"publish",
            &desk.folder.join("news"),
            &"--out",
            &site,
            &"--viewer",
            &desk.folder.join("viewer"),
            &"--now",
            &now,
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let mut releases: Vec<String> = fs::read_dir(site.join("r"))
            .unwrap()
            .map(|one| one.unwrap().file_name().into_string().unwrap())
            .collect();
        releases.sort();
        releases
    };
    let first = publish();
    assert_eq!(first.len(), 1);
    let item: String = form_urlencoded::byte_serialize(long.as_bytes()).collect();
    let changes = [("title", "Le quai nord rouvre enfin"), ("change", "slip")];
    moved(
        &desk.change(&format!("newsroom.json&item={item}"), &changes),
        "2026-11-01-le-quai-rouvre.md",
    );
    assert_eq!(publish(), first);
    let page = fs::read_to_string(site.join("r").join(&first[0]).join("index.html")).unwrap();
    assert!(page.contains("Le quai nord rouvre enfin"));
}

#[test]
fn an_item_that_nobody_changed_stays_where_it_is() {
    let desk = desk(WINDOWS);
    for change in ["slip", "corrected"] {
        let answer = desk.change(QUAI, &[("change", change)]);
        let to = "/edit?file=newsroom.json&item=quai-2026&saved=yes";
        assert_eq!((answer.status, answer.header("location")), (303, Some(to)));
        assert!(desk.get(to).body.contains("Nothing was changed"));
    }
    assert_eq!(desk.text("newsroom.json"), WINDOWS);
    assert!(!desk.news(OWN).exists());
}

#[test]
fn the_last_item_leaves_a_newsroom() {
    let one = "{\"id\": \"a\", \"title\": \"Un\", \"content_text\": \"Texte.\", \"date_published\": \"2026-01-01\"}";
    let desk = desk(&of(one));
    moved(
        &desk.change("newsroom.json&item=a", &[("change", "slip"), ("title", "Deux")]),
        "2026-01-01-un.md",
    );
    assert_eq!(desk.text("newsroom.json"), of(one).replace(&format!("[ {one} ]"), "[]"));
    let loaded = desk.load();
    assert_eq!(loaded.newsroom.title.as_deref(), Some("Port"));
    assert_eq!(loaded.newsroom.languages.len(), 1);
    assert_eq!((loaded.releases.len(), loaded.problems.len()), (1, 0), "{:?}", loaded.problems);
}

#[test]
fn only_a_change_of_the_same_item_is_in_the_way() {
    let desk = desk(WINDOWS);
    let fields = desk.fields(QUAI, &[("change", "slip"), ("place", "Brest")]);
    let mut fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let theirs = WINDOWS.replace("Le quai nord rouvre", "Le quai sud rouvre");
    fs::write(desk.news("newsroom.json"), &theirs).unwrap();
    let answer = desk.post("/save", &fields);
    assert_eq!(answer.status, 409);
    assert!(
        answer.body.contains("Le quai sud rouvre") && answer.body.contains("Le quai nord rouvre"),
        "{}",
        answer.body
    );
    assert_eq!(desk.text("newsroom.json"), theirs);
    // An embargo that was written meanwhile stays, whoever wins.
    let held = WINDOWS.replace(
        "\"group\": \"quai\"",
        "\"group\": \"quai\", \"embargo_until\": \"2090-01-01T09:00:00+00:00\"",
    );
    fs::write(desk.news("newsroom.json"), &held).unwrap();
    fields.push(("over", "yes"));
    moved(&desk.post("/save", &fields), OWN);
    let (one, _) = found(&desk, "quai-2026");
    assert_eq!(one.release.place.as_deref(), Some("Brest"));
    assert_eq!(one.release.embargo_until.map(|until| until.year), Some(2090));
    // What changes beside an item is nobody's concern, and stays.
    let fields = desk.fields("newsroom.json&item=bac", &[("change", "slip"), ("place", "Brest")]);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let now = desk.text("newsroom.json").replace("Il brille.", "Il brille fort.");
    fs::write(desk.news("newsroom.json"), now).unwrap();
    moved(&desk.post("/save", &fields), "2026-09-01-le-bac.md");
    assert!(desk.text("newsroom.json").contains("Il brille fort."));
}

#[test]
fn what_withholds_an_item_withholds_its_file() {
    let text = "\"title\": \"Un\", \"content_text\": \"Texte.\"";
    let desk = desk(&of(&format!(
        "{{\"id\": \"a\", {text}, \"draft\": true}}, {{\"id\": \"b\", {text}, \"date_published\": \"2026-01-02\", \"embargo\": \"quand \
         le ministre aura parlé\"}}, {{\"id\": \"c\", {text}, \"embargo_until\": \"2090-01-01T09:00:00+01:00\"}}, \
         {{\"id\": \"d\", {text}, \"_release\": {{\"publish_at\": \"2090-01-01\"}}}}"
    )));
    let names = [
        ("a", "release-un.md"),
        ("b", "2026-01-02-un.md"),
        ("c", "release-un-2.md"),
        ("d", "release-un-3.md"),
    ];
    for (id, to) in names {
        let (before, held) = found(&desk, id);
        moved(&desk.change(&format!("newsroom.json&item={id}"), &[("place", "Brest")]), to);
        let (after, still) = found(&desk, id);
        assert_eq!(still, held, "{id}");
        assert_eq!(
            (after.release.embargo_until, after.appears, after.release.published),
            (before.release.embargo_until, before.appears, before.release.published),
            "{id}"
        );
        assert_eq!(after.release.place.as_deref(), Some("Brest"));
    }
    // The reason is still there, and to say that it is ready does not take it away.
    assert!(desk.text("2026-01-02-un.md").contains("embargo: quand le ministre aura parlé\n"));
    assert_eq!(desk.change("2026-01-02-un.md", &[("state", "ready")]).status, 303);
    assert_eq!(found(&desk, "b").0.release.embargo_until.map(|until| until.year), Some(9999));
    assert_eq!(desk.change("release-un.md", &[("state", "ready")]).status, 303);
    assert!(!found(&desk, "a").1);
}

#[test]
fn an_item_without_an_identifier_has_its_address_for_one() {
    let desk = desk(&of(
        "{\"url\": \"https://port.example/12\", \"title\": \"Un\", \"content_text\": \"Texte.\", \"date_published\": \"2026-01-01\"}",
    ));
    let item = "newsroom.json&item=https%3A%2F%2Fport.example%2F12";
    moved(&desk.change(item, &[("change", "slip"), ("place", "Brest")]), "2026-01-01-un.md");
    let (one, _) = found(&desk, "https://port.example/12");
    assert_eq!(one.release.url.as_ref().map(|url| url.as_str()), Some("https://port.example/12"));
}

/// Items of which something would be lost, or that cannot be told from others, with what is said of each.
const STAY: [(&str, &str); 6] = [
    (
        "{\"id\": \"a\", \"title\": \"Un\", \"content_html\": \"<p>x</p><iframe src='https://example.org'></iframe>\"}",
        "iframe",
    ),
    (
        "{\"id\": \"a\", \"title\": \"Un\", \"content_html\": \"<p>x <a href='../y'>y</a></p>\"}",
        "whole address",
    ),
    (
        "{\"id\": \"a\", \"title\": \"Un\", \"title\": \"Deux\", \"content_text\": \"x\"}",
        "not understood well enough",
    ),
    (
        "{\"id\": \"a\", \"title\": \"Un\", \"content_html\": \"<p>x\", \"content\": \"y\"}",
        "not understood well enough",
    ),
    (
        "{\"id\": \"a\", \"title\": \"Un\", \"content_text\": \"x\"}, {\"id\": \"a\", \"title\": \"Deux\", \"content_text\": \"y\"}",
        "same identifier",
    ),
    (
        "{\"id\": \"a\", \"title\": \"Un\", \"content_text\": \"x\", \"ours @x: y\": 1}",
        "not understood well enough",
    ),
];

#[test]
fn an_item_that_would_lose_something_stays_and_says_why() {
    for (items, why) in STAY {
        let newsroom = of(items);
        let desk = desk(&newsroom);
        let answer = desk.get("/edit?file=newsroom.json&item=a");
        assert_eq!(answer.status, 422, "{items}: {}", answer.body);
        for said in [
            why,
            "This release cannot be changed here",
            "It stands in newsroom.json, from line 2 on",
        ] {
            assert!(answer.body.contains(said), "{said}: {}", answer.body);
        }
        let sent = [("file", "newsroom.json"), ("item", "a"), ("title", "X"), ("over", "yes")];
        assert_eq!(desk.post("/save", &sent).status, 422);
        assert_eq!(desk.text("newsroom.json"), newsroom);
        assert_eq!(fs::read_dir(desk.folder.join("news")).unwrap().count(), 2, "{items}");
    }
}

#[test]
fn two_of_one_identifier_are_told_wherever_they_stand() {
    let desk = Desk::with(&[
        ("newsroom.json", WINDOWS),
        ("media/quai.svg", DRAWING),
        // As a run that was cut off leaves it.
        (OWN, "---\nid: quai-2026\ntitle: Le quai nord rouvre\ndate: 2026-11-01\n---\n\nMardi.\n"),
    ]);
    let answer = desk.get(&format!("/edit?file={QUAI}"));
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains("same identifier"), "{}", answer.body);
    assert!(answer.body.contains(OWN), "{}", answer.body);
}

#[test]
fn files_of_other_formats_and_places_stay_read_only() {
    let ninjs = "[{\"uri\": \"tag:a\", \"pubStatus\": \"usable\", \"headlines\": [{\"value\": \"En ninjs\"}], \"versionCreated\": \"2026-01-01T00:00:00Z\"}]";
    let desk = Desk::with(&[("fil.json", ninjs)]);
    desk.folder.write(
        "secret.json",
        of("{\"id\": \"s\", \"title\": \"Secret\", \"content_text\": \"x\"}"),
    );
    // Not UTF-8.
    let latin = of("{\"id\": \"l\", \"title\": \"Le quai ferm\u{e9}\", \"content_text\": \"x\"}");
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    fs::write(desk.news("latin.json"), &latin).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.folder.join("secret.json"), desk.news("link.json")).unwrap();
    let list = desk.get("/");
    for said in ["fil.json (read only)", "latin.json (read only)"] {
        assert!(list.body.contains(said), "{said}: {}", list.body);
    }
    assert!(!list.body.contains("Secret"));
    for (file, status) in [
        ("fil.json&item=tag:a", 422),
        ("latin.json&item=l", 422),
        ("newsroom.json&item=none", 404),
        ("none.json&item=a", 404),
        ("../secret.json&item=s", 403),
        ("link.json&item=s", 403),
        ("newsroom.json", 404),
    ] {
        let answer = desk.get(&format!("/edit?file={file}"));
        assert_eq!(answer.status, status, "{file}: {}", answer.body);
        assert!(!answer.body.contains("Secret"), "{file}");
    }
    let sent = [("file", "../secret.json"), ("item", "s"), ("title", "X"), ("over", "yes")];
    assert_eq!(desk.post("/save", &sent).status, 403);
    assert_eq!(fs::read(desk.news("latin.json")).unwrap(), latin);
}

#[test]
fn what_cannot_be_written_is_not_half_written() {
    let desk = desk(WINDOWS);
    let changes = [("change", "slip"), ("place", "Brest")];
    let undone = || {
        let answer = desk.change(QUAI, &changes);
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(
            answer.body.contains("Nothing was saved") && answer.body.contains("Brest"),
            "{}",
            answer.body
        );
        assert_eq!(desk.text("newsroom.json"), WINDOWS);
        assert!(!desk.news(OWN).exists());
    };
    // Where the new one would be written is something else.
    let beside = desk.news(&format!(".newsroom.json.{}.part", desk.process.id()));
    fs::create_dir(&beside).unwrap();
    undone();
    fs::remove_dir(&beside).unwrap();
    let mut permissions = fs::metadata(desk.news("newsroom.json")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(desk.news("newsroom.json"), permissions.clone()).unwrap();
    undone();
    #[allow(clippy::permissions_set_readonly_false, reason = "a file of this test's own")]
    permissions.set_readonly(false);
    fs::set_permissions(desk.news("newsroom.json"), permissions).unwrap();
    moved(&desk.change(QUAI, &changes), OWN);
}

#[test]
fn an_item_is_looked_into_and_kept_as_a_file_is() {
    let desk = desk(WINDOWS);
    let fields = desk.fields(QUAI, &[("title", "Le quai ouvert"), ("change", "slip")]);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let told: serde_json::Value = serde_json::from_str(&desk.post("/live", &fields).body).unwrap();
    assert_eq!((told["is"].as_str(), told["kept"].as_bool()), (Some("public"), Some(true)));
    let preview = desk.get(told["preview"].as_str().unwrap());
    assert!(preview.body.contains("Le quai ouvert"), "{}", preview.body);
    let list = desk.get("/");
    let link = "href=\"/edit?file=newsroom.json&amp;item=quai-2026\">Le quai ouvert</a>";
    assert!(list.body.contains(link), "{}", list.body);
    let page = desk.get(&format!("/edit?file={QUAI}"));
    assert!(page.body.contains("not saved yet is here again"), "{}", page.body);
    let sent =
        [("key", "newsroom.json#quai-2026"), ("file", "newsroom.json"), ("item", "quai-2026")];
    let thrown = desk.post("/discard", &sent);
    assert_eq!(thrown.header("location"), Some("/edit?file=newsroom.json&item=quai-2026"));
    assert!(!desk.get("/").body.contains("Le quai ouvert"));
    assert_eq!(desk.text("newsroom.json"), WINDOWS);
}
