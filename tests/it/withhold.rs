//! Releases that must not be shown, or not yet: in whatever words, wherever they stand. What is not
//! understood withholds, and is said.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use crate::support::Folder;
use kiosque::{
    bundle::{LeftOut, Waiting, leave_out},
    ingest::Kind,
    publish::{self, Base, Viewer},
};
use proptest::prelude::*;
use serde_json::json;
use std::sync::OnceLock;

/// 2026-11-25T12:00:00Z.
const NOW: i64 = 1_795_608_000;
/// What no file of a site may hold.
const SECRET: &str = "zqsecret";

/// What a folder shows at [`NOW`], by title, and what was left out of it.
fn shown(folder: &Folder) -> (Vec<String>, LeftOut, Vec<Kind>) {
    let mut loaded = folder.load();
    let left = leave_out(&mut loaded, &Waiting::from(NOW));
    let kinds = loaded.problems.iter().chain(&left.problems).map(|problem| problem.kind).collect();
    let title = |release: &kiosque::model::Release| release.title.clone().unwrap_or_default();
    (loaded.releases.iter().map(|sourced| title(&sourced.release)).collect(), left, kinds)
}

/// One Markdown file: whether it is shown, and the kinds of problem it must have.
#[track_caller]
fn check(text: &str, is_shown: bool, expected: &[Kind]) {
    let folder = Folder::with(&[("a.md", text)]);
    let (titles, _, kinds) = shown(&folder);
    assert_eq!(!titles.is_empty(), is_shown, "{text}\n{kinds:?}");
    for kind in expected {
        assert!(kinds.contains(kind), "{text}\nno {kind} in {kinds:?}");
    }
    assert!(
        is_shown || kinds.iter().any(|_| true) || text.contains("embargo"),
        "{text}: nothing was said"
    );
}

#[test]
fn drafts_in_every_word() {
    for line in [
        "draft: yes",
        "draft: on",
        "draft: 1",
        "draft: TRUE",
        "draft: \"true\"",
        "Draft: true",
        "published: no",
        "published: off",
        "published: non",
        "publié: non",
        "status: draft",
        "statut: brouillon",
        "Status: Pending",
        "visibility: private",
        "visibilité: privée",
        "brouillon: oui",
        "private: true",
        "confidentiel: oui",
        "unpublished: 1",
        "wip: true",
        "hidden: yes",
        "password: azerty",
        "post_status: future",
        "workflow: à valider",
        "ne_pas_publier: oui",
        "params:\n  draft: true",
        "_release:\n  draft: yes",
        "extra:\n  brouillon: oui",
        "meta:\n  status: draft",
    ] {
        check(&format!("---\ntitle: A\n{line}\n---\nTexte."), false, &[Kind::Draft]);
    }
    for line in [
        "draft: maybe",
        "draft: 2030-01-01",
        "dratf: true",
        "draft : peut-être",
        "statsu: published",
        "status: qui sait",
        "brouilon: oui",
        "pubilshed: no",
        "confidental: yes",
    ] {
        let text = format!("---\ntitle: A\n{line}\n---\nTexte.");
        check(&text, false, &[]);
    }
    for line in [
        "draft: no",
        "draft: false",
        "draft:",
        "published: true",
        "published: 2026-01-01",
        "status: published",
        "statut: publié",
        "visibility: public",
        "brouillon: non",
        "public: oui",
        "status: withdrawn",
        "statut: corrigé",
        "secret: ingrédient",
        "interne: 12 34",
        "publisher: Port",
        "craft_beers: 3",
    ] {
        check(&format!("---\ntitle: A\n{line}\n---\nTexte."), true, &[]);
    }
}

/// Ways to write when an embargo ends, and whether the end is understood.
const EMBARGOES: &[(&str, bool)] = &[
    ("embargo_until: 2030-01-15T08:00:00+01:00", true),
    ("Embargo: 2030-01-15T08:00:00+01:00", true),
    ("embargoUntil: 2030-01-15T08:00:00Z", true),
    ("embargoed: 2030-01-15T08:00:00+01:00", true),
    ("sous_embargo_jusqu_au: 2030-01-15T08:00:00+01:00", true),
    ("date_embargo: 2030-01-15T08:00:00+01:00", true),
    ("under-embargo: 2030-01-15T08:00:00+01:00", true),
    ("not_before: 2030-01-15T08:00:00+01:00", true),
    ("ne pas publier avant: 2030-01-15T08:00:00+01:00", true),
    ("publishDate: 2030-01-15T08:00:00+01:00", true),
    ("publish_on: 2030-01-15", true),
    ("mise_en_ligne: 2030-01-15", true),
    ("embargo:\n  until: 2030-01-15T08:00:00+01:00\n  reason: x", true),
    ("_release:\n  embargo_until: 2030-01-15T08:00:00+01:00", true),
    ("release:\n  embargo: 2030-01-15T08:00:00+01:00", true),
    ("params:\n  a:\n    embargo: 2030-01-15T08:00:00+01:00", true),
    (
        "media:\n  - url: https://example.org/a.jpg\n    alt: x\n    embargo: 2030-01-15T08:00:00+01:00",
        true,
    ),
    ("embargo_until: 2030-01-15", false),
    ("embargo_until: 2030-01-15T08:00", false),
    ("embargo_until: lundi", false),
    ("embargo: true", false),
    ("embargo: oui", false),
    ("embargo: [2030]", false),
    ("embargo: {}", false),
    ("embrago_until: 2030-01-15T08:00:00+01:00", false),
    ("enbargo: 2030-01-15T08:00:00+01:00", false),
    ("embargo_until 2030-01-15", false),
    ("embargo_until:2030-01-15", false),
    ("embargo_until = 2030-01-15", false),
    ("\tembargo_until: 2030-01-15T08:00:00+01:00", false),
    ("embargo_until: [", false),
    ("publish_at: bientôt", false),
];

#[test]
fn embargoes_in_every_word() {
    for (lines, _) in EMBARGOES {
        let text = format!("---\ntitle: A\n{lines}\n---\nTexte.");
        let folder = Folder::with(&[("a.md", &text)]);
        let (titles, left, kinds) = shown(&folder);
        assert_eq!((titles.len(), left.total()), (0, 1), "{lines}: {kinds:?}");
    }
    for lines in [
        "embargo: none",
        "embargo: non",
        "embargo: levé",
        "embargo_until:",
        "embargo: 2020-01-15T08:00:00+01:00",
    ] {
        check(&format!("---\ntitle: A\n{lines}\n---\nTexte."), true, &[]);
    }
}

#[test]
fn what_the_text_says_withholds_until_a_field_says_otherwise() {
    for said in [
        "SOUS EMBARGO JUSQU'AU 15 JANVIER 2030 À 8 H",
        "**EMBARGOED UNTIL 15 January 2030, 8 am**",
        "NOT FOR RELEASE BEFORE MONDAY",
        "À ne pas diffuser avant lundi",
        "<!-- sous embargo -->",
    ] {
        check(&format!("---\ntitle: A\n---\n{said}\n\nTexte."), false, &[Kind::EmbargoInText]);
        check(&format!("---\ntitle: A\nembargo: none\n---\n{said}\n\nTexte."), true, &[]);
        check(
            &format!("---\ntitle: A\nembargo_until: 2020-01-01T00:00:00Z\n---\n{said}\n\nTexte."),
            true,
            &[],
        );
        check(
            &format!("---\ntitle: \"{}\"\n---\nTexte.", said.replace('*', "")),
            false,
            &[Kind::EmbargoInText],
        );
    }
    check("---\ntitle: A\n---\nL’embargo sur le poisson est levé.", true, &[]);
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "a1", "title": "A", "content_html": "<p><b>SOUS EMBARGO</b> jusqu'au 3 mai</p><p>x</p>"},
        {"id": "b1", "title": "B", "content_text": "Embargoed until Monday\n\nx"},
        {"id": "c1", "title": "C", "content_html": "<p>x</p>", "summary": "Sous embargo jusqu'à lundi"},
        {"id": "d1", "title": "D", "content_html": "<p>x</p>"},
    ]});
    let folder = Folder::with(&[("newsroom.json", &feed.to_string())]);
    assert_eq!(shown(&folder).0, ["D"]);
}

#[test]
fn names_of_files_withhold() {
    for (name, is_shown) in [
        ("rachat-SOUS-EMBARGO.md", false),
        ("brouillon-budget.md", false),
        ("quai-a-valider.md", false),
        ("quai.md", true),
    ] {
        let folder = Folder::with(&[(name, "---\ntitle: A\n---\nTexte.")]);
        assert_eq!(!shown(&folder).0.is_empty(), is_shown, "{name}");
    }
    let folder =
        Folder::with(&[("brouillon-budget.md", "---\ntitle: A\ndraft: false\n---\nTexte.")]);
    assert_eq!(shown(&folder).0, ["A"]);
}

#[test]
fn dates_to_come_wait() {
    for (line, is_shown) in [
        ("date: 2028-03-01T09:00:00+01:00", false),
        ("date: 2028-03-01", false),
        ("date: 2026-11-20\npublishDate: 2027-06-01T06:00:00+02:00", false),
        ("date: 2027-06-01\npublishDate: 2026-11-20", false),
        ("date: 2026-11-20", true),
        ("date: 2026-11-20\nlastmod: 2028-01-01", true),
    ] {
        let text = format!("---\ntitle: A\n{line}\n---\nTexte.");
        check(&text, is_shown, if is_shown { &[] } else { &[Kind::FutureDate] });
        let folder = Folder::with(&[("a.md", &text)]);
        let mut loaded = folder.load();
        let left = leave_out(&mut loaded, &Waiting { now: NOW, future: true, apart: false });
        assert_eq!((loaded.releases.len(), left.total()), (1, 0), "{line}");
    }
    let folder =
        Folder::with(&[("a.md", "---\ntitle: A\ndate: 2028-03-01T09:00:00+01:00\n---\nx")]);
    assert_eq!(shown(&folder).1.again.unwrap().to_string(), "2028-03-01T09:00:00+01:00");
}

#[test]
fn versions_wait_for_one_another() {
    for held in [
        "embargo_until: 2030-01-15T08:00:00+01:00",
        "draft: true",
        "date: 2030-01-01",
        "embrago: 2030",
        "status: qui sait",
    ] {
        let folder = Folder::with(&[
            ("rachat.fr.md", &format!("---\ntitle: F\n{held}\n---\nTexte.")),
            ("rachat.en.md", "---\ntitle: E\n---\nText."),
            ("autre.md", "---\ntitle: O\n---\nAutre."),
        ]);
        let (titles, left, kinds) = shown(&folder);
        assert_eq!((titles, left.with_others), (vec!["O".to_owned()], 1), "{held}");
        assert!(kinds.contains(&Kind::GroupWaits), "{held}: {kinds:?}");
        let mut loaded = folder.load();
        let left = leave_out(&mut loaded, &Waiting { now: NOW, future: false, apart: true });
        assert_eq!((loaded.releases.len(), left.with_others), (2, 0), "{held}");
        assert!(left.problems.iter().any(|problem| problem.kind == Kind::GroupWaits), "{held}");
    }
}

#[test]
fn a_feed_that_waits_holds_its_items() {
    let feed = |more: &str| {
        format!(
            r#"{{"version": "https://jsonfeed.org/version/1.1", {more} "items": [{{"id": "a1", "title": "A"}}]}}"#
        )
    };
    for (more, is_shown) in [
        ("", true),
        (r#""embargo_until": "2030-01-15T08:00:00+01:00","#, false),
        (r#""_newsroom": {"draft": true},"#, false),
        (r#""status": "draft","#, false),
        (r#""publishDate": "2030-01-15T08:00:00+01:00","#, false),
    ] {
        let folder = Folder::with(&[("newsroom.json", &feed(more))]);
        assert_eq!(!shown(&folder).0.is_empty(), is_shown, "{more}");
    }
    for item in [
        r#""draft": true, "draft": false"#,
        r#""release": {"embargo_until": "2030-01-15T08:00:00+01:00"}"#,
        r#""embargoed": "2030-01-15T08:00:00+01:00""#,
        r#""_release": {"status": {"state": "perdu"}}"#,
        r#""_release": {"embargo_until": 1893456000}"#,
    ] {
        let text = feed("").replace(r#""title": "A""#, &format!(r#""title": "A", {item}"#));
        assert_eq!(shown(&Folder::with(&[("newsroom.json", &text)])).0, [""; 0], "{item}");
    }
}

#[test]
fn what_is_withdrawn_or_corrected_is_never_lost() {
    for header in [
        "title: Mobilité : le tram\nsummary: >\n  La ligne B ouvre\n  le 4 janvier.\nstatus:\n  state: withdrawn\n  date: 2026-11-22\n  note: Caduc.",
        "title: A\nstatus: withdrawn",
        "title: A\nstatut: retiré",
        "title: A\nwithdrawn: true",
        "title: A\nretrait: 2026-11-22",
        "title: A\nStatus: {state: Withdrawn, date: 2026-11-22, note: x}",
        "title: A\ncontacts:\n\t- name: Ana\nstatus: withdrawn",
    ] {
        let folder = Folder::with(&[("a.md", &format!("---\n{header}\n---\nTexte."))]);
        let loaded = folder.load();
        let status = loaded.releases[0]
            .release
            .status
            .as_ref()
            .unwrap_or_else(|| panic!("{header}: {:?}", loaded.problems));
        assert_eq!(status.state.as_str(), "withdrawn", "{header}");
    }
    let folder = Folder::with(&[("a.md", "---\ntitle: A\nstatus: corrected\n---\nx")]);
    assert!(folder.load().problems.iter().any(|problem| problem.kind == Kind::IncompleteStatus));
}

#[test]
fn nothing_is_dropped_without_a_word() {
    let loaded = Folder::with(&[(
        "a.md",
        "---\nTitre: Un quai\nDate: 2026-11-20\nLangue: fr\nSujets: [Port, Travaux]\nAuteur: Port\nLieu: Kerlouarn\nRésumé: Court.\n\
         contact: Ana Le Goff <presse@example.org>\nlegal: Libre\ntitel: x\ncontacts:\n  - nom: Yann\n    courriel: y@example.org\n    tél: 02 99 00 12 34\n    fonctoin: x\n---\nTexte.",
    )])
    .load();
    let release = &loaded.releases[0].release;
    let value = serde_json::to_value(release).unwrap();
    for (pointer, expected) in [
        ("/title", json!("Un quai")),
        ("/published", json!("2026-11-20")),
        ("/language", json!("fr")),
        ("/topics", json!(["port", "travaux"])),
        ("/issuers/0/name", json!("Port")),
        ("/place", json!("Kerlouarn")),
        ("/summary", json!("Court.")),
        ("/rights", json!("Libre")),
        ("/contacts/0/name", json!("Yann")),
        ("/contacts/0/phone", json!("02 99 00 12 34")),
        ("/contacts/1/name", json!("Ana Le Goff")),
        ("/contacts/1/email", json!("presse@example.org")),
    ] {
        assert_eq!(value.pointer(pointer), Some(&expected), "{pointer} in {value}");
    }
    let unknown: Vec<&str> = loaded
        .problems
        .iter()
        .filter(|problem| problem.kind == Kind::UnknownKey)
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(unknown.len(), 2, "{:?}", loaded.problems);
    assert!(
        unknown.iter().any(|message| message.contains("titel") && message.contains("title")),
        "{unknown:?}"
    );
    assert!(
        unknown.iter().any(|message| message.contains("fonctoin") && message.contains("fonction")),
        "{unknown:?}"
    );
}

#[test]
fn json_as_programs_write_it() {
    let text = r#"{"version": "https://jsonfeed.org/version/1.1", "next_url": "https://example.org/2", "items": [
        {"id": 12345678901234567890123, "Title": "A", "html": "<p>Un</p>"},
        {"id": 12345678901234567890124, "titre": "B", "body": "Deux"},
        {"id": "c", "title": "C\ud83d", "content_text": "Trois", "content_text": "Quatre"}]}"#;
    let loaded = Folder::with(&[("newsroom.json", text)]).load();
    let texts: Vec<(String, String)> = loaded
        .releases
        .iter()
        .map(|s| (s.release.title.clone().unwrap(), s.release.text()))
        .collect();
    let expected = [("A", "Un"), ("B", "Deux"), ("C\u{fffd}", "Trois")];
    assert_eq!(texts, expected.map(|(title, text)| (title.to_owned(), text.to_owned())));
    let kinds: Vec<Kind> = loaded.problems.iter().map(|problem| problem.kind).collect();
    for kind in [Kind::NextPage, Kind::DamagedText, Kind::DuplicateKey] {
        assert!(kinds.contains(&kind), "{kind} in {:?}", loaded.problems);
    }
}

/// Names and values that withhold, each by itself, wherever they stand.
const SPELLINGS: &[(&str, &str)] = &[
    ("embargo_until", "2030-01-15T08:00:00+01:00"),
    ("embargoUntil", "2030-01-15T08:00:00Z"),
    ("Embargo", "15 janvier 2030 à 8 h"),
    ("embargoed", "yes"),
    ("sous_embargo", "oui"),
    ("sous embargo jusqu'au", "2030-01-15"),
    ("embrago_until", "2030-01-15T08:00:00+01:00"),
    ("emabrgo", "2030"),
    ("not_before", "2030-01-15T08:00:00+01:00"),
    ("ne pas publier avant", "lundi"),
    ("hold_until", "2030-01-15T08:00:00+01:00"),
    ("publishDate", "2030-01-15T08:00:00+01:00"),
    ("mise_en_ligne", "2030-01-15"),
    ("draft", "true"),
    ("Draft", "1"),
    ("dratf", "true"),
    ("brouillon", "oui"),
    ("published", "no"),
    ("status", "draft"),
    ("statut", "à valider"),
    ("visibility", "private"),
    ("confidentiel", "x"),
    ("password", "azerty"),
    ("workflow", "who knows"),
];

/// The kinds of place that a name and its value may stand in.
const PLACES: usize = 12;

/// A release of which every word is secret, with the name and the value in one of [`PLACES`].
fn written(place: usize, name: &str, value: &str, before: &str) -> (&'static str, String) {
    let quoted = serde_json::to_string(value).unwrap();
    let key = serde_json::to_string(name).unwrap();
    let (title, body) = (format!("{SECRET} title"), format!("{SECRET} body"));
    let yaml = |header: String| {
        format!(
            "{before}---\ntitle: {title}\ndate: 2026-11-20\ntags: [{SECRET}topic]\nissuer: {SECRET} issuer\ncontacts: [\"{SECRET}@example.org\"]\n{header}\n---\n\n{body}\n"
        )
    };
    let feed = |around: String, item: String| {
        format!(
            "{{\"version\": \"https://jsonfeed.org/version/1.1\", {around} \"items\": [{{\"id\": \"{SECRET}\", \"title\": \"{title}\", \
             {item} \"authors\": [{{\"name\": \"{SECRET}\"}}], \"content_html\": \"<p>{body}</p>\", \"tags\": [\"{SECRET}topic\"]}}]}}"
        )
    };
    match place {
        0 => ("x.md", yaml(format!("{key}: {quoted}"))),
        1 => ("x.md", yaml(format!("{key}: {quoted}")).replace('\n', "\r\n")),
        2 => ("x.md", yaml(format!("{key}: {quoted}")).replace("---", "———")),
        3 => ("x.md", yaml(format!("_release:\n  place: P\n  {key}: {quoted}"))),
        4 => ("x.md", yaml(format!("params:\n  press:\n    {key}: {quoted}"))),
        // One more line that cannot be read.
        5 => ("x.md", yaml(format!("place: [\n{key}: {quoted}\nune ligne de trop"))),
        6 => {
            ("x.md", format!("{before}+++\ntitle = \"{title}\"\n{key} = {quoted}\n+++\n\n{body}\n"))
        }
        7 => ("x.md", format!("{before}{{\"title\": \"{title}\", {key}: {quoted}}}\n\n{body}\n")),
        8 => ("x.json", feed(String::new(), format!("{key}: {quoted},"))),
        9 => ("x.json", feed(String::new(), format!("\"_release\": {{{key}: {quoted}}},"))),
        10 => ("x.json", feed(format!("{key}: {quoted},"), String::new())),
        _ => {
            let content = value.replace('"', "&quot;");
            let head =
                format!("<title>{title}</title><meta name=\"{name}\" content=\"{content}\">");
            (
                "x.html",
                format!(
                    "<html lang=\"fr\"><head>{head}</head><body><main><h1>{title}</h1><p>{body}</p></main></body></html>"
                ),
            )
        }
    }
}

fn viewer() -> &'static Viewer {
    static VIEWER: OnceLock<Viewer> = OnceLock::new();
    VIEWER.get_or_init(|| Folder::with_viewer().viewer())
}

/// Someone who speaks on what is not to be known.
const SPEAKER: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "_newsroom": {
    "spokespeople": [{"name": "Ana", "email": "ana@example.org", "topics": ["zqsecrettopic"]}]}}"#;

/// Every file of the site in which the secret stands.
fn betrays(folder: &Folder) -> Vec<String> {
    let options = publish::Options {
        now: NOW,
        base: Base::new("https://example.org/").unwrap(),
        ..publish::Options::default()
    };
    let site = crate::support::site(folder.load(), viewer(), &options, &mut |_, _, _| {}).unwrap();
    let says = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains(SECRET);
    let told = site.files.iter().filter(|(path, bytes)| path.contains(SECRET) || says(bytes));
    told.map(|(path, _)| path.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Spelt and placed in any of these ways, no file of the site holds a word of the text.
    #[test]
    fn what_waits_never_leaks(
        spelling in 0..SPELLINGS.len(),
        place in 0..PLACES,
        before in prop::sample::select(vec!["", "\u{feff}", "\n\n", "<!-- relu -->\n", "\u{feff}\n<!-- a\nb -->\n \n", "[//]: # (x)\n"]),
    ) {
        let (name, value) = SPELLINGS[spelling];
        let (file, text) = written(place, name, value, before);
        let folder = Folder::with(&[(file, &text), ("other.md", "---\ntitle: Autre\n---\nTexte."), ("who.json", SPEAKER)]);
        prop_assert_eq!(betrays(&folder), Vec::<String>::new(), "{}", text);
    }

    /// So it is with one more slip of the finger in the name.
    #[test]
    fn a_slip_in_the_name_never_leaks(letter in 0..13_usize, slip in 0..3_usize) {
        let mut name = "embargo_until".to_owned();
        match slip {
            0 => { name.remove(letter); }
            1 => name.insert(letter, 'e'),
            _ => {
                let c = name.remove(letter);
                name.insert((letter + 1).min(name.len()), c);
            }
        }
        let (file, text) = written(0, &name, "2030-01-15T08:00:00+01:00", "");
        prop_assert_eq!(betrays(&Folder::with(&[(file, &text)])), Vec::<String>::new(), "{}", text);
    }
}

#[test]
fn the_property_can_fail() {
    for place in 0..PLACES {
        // A line that cannot be read costs itself; what it says of is not the secret.
        let (file, text) = written(place, "place", "Kerlouarn", "");
        let folder = Folder::with(&[(file, &text)]);
        assert!(!betrays(&folder).is_empty(), "{text}");
    }
}

#[test]
fn pages_and_wire_text_withhold() {
    let page = |head: &str, text: &str| {
        format!(
            "<html lang=\"fr\"><head><title>A</title>{head}</head><body><main><h1>A</h1>{text}<p>Texte.</p></main></body></html>"
        )
    };
    for (head, text, is_shown) in [
        ("", "", true),
        (
            "<meta name=\"description\" content=\"x\"><meta name=\"robots\" content=\"index\">",
            "",
            true,
        ),
        ("<meta name=\"embargo\" content=\"2030-01-15T08:00:00+01:00\">", "", false),
        ("<meta name=\"embargo\" content=\"2020-01-15T08:00:00+01:00\">", "", true),
        ("<meta property=\"release:embargo_until\" content=\"lundi\">", "", false),
        ("<meta name=\"status\" content=\"draft\">", "", false),
        ("<meta name=\"brouillon\" content=\"oui\">", "", false),
        ("<meta name=\"embrago\" content=\"2030\">", "", false),
        (
            "<meta property=\"article:published_time\" content=\"2030-01-15T08:00:00+01:00\">",
            "",
            false,
        ),
        ("", "<p><strong>SOUS EMBARGO jusqu'au 15 janvier 2030, 8 h</strong></p>", false),
        (
            "<meta name=\"embargo\" content=\"none\">",
            "<p>SOUS EMBARGO jusqu'au 15 janvier</p>",
            true,
        ),
    ] {
        let folder = Folder::with(&[("a.html", &page(head, text))]);
        assert_eq!(!shown(&folder).0.is_empty(), is_shown, "{head} {text}");
    }
    for (text, is_shown) in [
        ("Portail\nSujets : Port\n\nLe quai rouvre\n\n\nLundi.\n", true),
        (
            "Portail\nSujets : Port\n\nSOUS EMBARGO JUSQU'AU 15 JANVIER 2030 À 8 H\n\nLe quai\n\n\nLundi.\n",
            false,
        ),
        (
            "Portail\nSujets : Port\n\nLe quai\n\n\nLundi.\n\nCommuniqué envoyé le 4 mai 2030 à 09:30 et diffusé par : X\n",
            false,
        ),
    ] {
        let folder = Folder::with(&[("a.txt", text)]);
        assert_eq!(!shown(&folder).0.is_empty(), is_shown, "{text}");
    }
}
