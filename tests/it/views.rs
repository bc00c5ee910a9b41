//! The pages of the viewer as text, one state after another: what stands where, and with which attributes.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use crate::{
    update::flags,
    viewer::{Site, html},
};
use kiosque::{
    app::{
        Fetch, Model, Msg, Purpose, SavedRelease, Settings, Takeover, WorkerMessage, init, still,
        update, view,
    },
    bundle::{Feeds, LoadError, layout::SET},
    i18n::Interface::{self, English, French},
    prerender::text,
    route::Address,
    search::{Answer, Dropped, Facet, Form, FormKind, Hit, Part, Relax, Understood, What},
};
use std::path::PathBuf;
use yew::Callback;

fn site() -> Site {
    Site::of(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest/newsroom"))
}

fn address(text: &str) -> Address {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    Address::parse(path, query)
}

/// Without end tags, a line for each element or text, each inside the one that is less far to the right.
fn outline(html: &str) -> String {
    const EMPTY: &[&str] = &["br", "hr", "img", "input"];
    let (mut text, mut depth) = (String::new(), 0);
    let mut line = |depth: usize, of: &str| {
        if !of.trim().is_empty() {
            text.push_str(&"  ".repeat(depth));
            text.push_str(of.trim());
            text.push('\n');
        }
    };
    for piece in html.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap();
        if tag.starts_with('/') {
            depth -= 1;
        } else {
            line(depth, tag);
            depth += usize::from(!EMPTY.contains(&tag.split(' ').next().unwrap()));
        }
        line(depth, &after.lines().map(|line| format!("“{line}”")).collect::<Vec<_>>().join(" "));
    }
    text
}

fn main_of(page: &str) -> &str {
    between(page, "<main", "</main>").unwrap()
}

fn between<'a>(page: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let page = &page[page.find(start)?..];
    Some(&page[..page.find(end)? + end.len()])
}

/// What is the same in every list, and tested once: the help for the search, and the timeline as a table.
const COMMON: [(&str, &str, &str); 2] =
    [("search-help", "<dialog", "</dialog>"), ("timeline-table", "<table", "</table>")];

/// The page without what is around it, nor what lists have in common.
fn own(page: &str) -> String {
    let mut main = main_of(page).to_owned();
    for (_, start, end) in COMMON.iter().filter(|_| page.contains("k-home")) {
        main = main.replace(between(&main, start, end).unwrap_or_default(), "");
    }
    outline(&main)
}

fn answer(total: u32, more: u32, listed: u32) -> Answer {
    let hits = (0..listed).map(|document| Hit { document, score: 1.0 }).collect();
    let form = Form { word: "quai".into(), kind: FormKind::Exact };
    let what =
        What::Word { word: "quai".into(), in_title: false, begins: false, forms: vec![form] };
    let parts = vec![Part { what, excluded: false, given_up: false }];
    let understood = Understood { parts, ..Understood::default() };
    Answer { total, more, hits, ..Answer::default().told("", understood) }
}

fn counted() -> Answer {
    let counts = |facet: Facet, key: &str| (facet, vec![(key.to_owned(), 1)]);
    Answer {
        counts: vec![counts(Facet::Language, "fr"), counts(Facet::Topic, "transports")],
        months: vec![("2022-02".parse().unwrap(), 1)],
        ..answer(2, 3, 4)
    }
}

fn nothing() -> Answer {
    let relax = Relax { drop: Dropped::Facet(Facet::Language), range: None, total: 2 };
    Answer { suggestion: Some("quai".into()), relax: vec![relax], ..answer(0, 0, 0) }
}

#[test]
fn pages_look_as_before() {
    let site = site();
    let cases: &[(&str, Interface, &str, Answer)] = &[
        ("home", French, "", Answer::default()),
        ("home-english", English, "?sort=oldest", Answer::default()),
        ("results", French, "?q=quai&lang=fr&year=2022&from=2022-01&to=2022-03", counted()),
        ("results-partly", English, "?q=quai&wide=1", answer(1, 2, 3)),
        ("results-more", French, "?q=quai", answer(40, 2, 4)),
        ("results-partial", French, "?q=quai", Answer { partial: true, ..answer(9, 0, 3) }),
        ("nothing", French, "?q=qaui&lang=fr", nothing()),
        ("nothing-english", English, "?q=qaui&lang=fr", nothing()),
        ("saved", French, "saved/", Answer::default()),
        ("saved-english", English, "saved/", Answer::default()),
        ("about", French, "about/", Answer::default()),
        ("about-english", English, "about/", Answer::default()),
        ("not-found", French, "x/y/z", Answer::default()),
        ("not-found-english", English, "x/y/z", Answer::default()),
        ("no-such-release", French, "r/none/", Answer::default()),
    ];
    for (name, interface, at, answer) in cases {
        let address = address(at);
        let (reader, _) = site.reader(&address, *interface, answer.clone());
        let page = html(address, reader, *interface);
        insta::assert_snapshot!(*name, own(&page));
    }
}

#[test]
fn feeds_are_offered() {
    let json_only = vec![Feeds::path(Some((Facet::Language, "en")))];
    let site = site().offering(Feeds { opml: true, json_only });
    for (name, interface, at) in
        [("follow", French, "follow/"), ("follow-english", English, "follow/")]
    {
        let address = address(at);
        let (reader, _) = site.reader(&address, interface, Answer::default());
        insta::assert_snapshot!(name, own(&html(address, reader, interface)));
    }
    for (name, at) in [("feeds", "?sort=oldest"), ("feeds-own", "?topic=energy&lang=en&lang=xx")] {
        let address = address(at);
        let (reader, _) = site.reader(&address, French, Answer::default());
        let page = html(address, reader, French);
        let feeds = between(&page, "<p class=\"k-feeds\"", "</p>").unwrap();
        insta::assert_snapshot!(name, outline(feeds));
    }
}

#[test]
fn releases_look_as_before() {
    let site = site();
    for release in &site.0.releases {
        let address = address(&format!("r/{}/?q=quai", release.slug));
        let (reader, _) = site.reader(&address, French, answer(4, 0, 4));
        let page = html(address, reader, French);
        insta::assert_snapshot!(format!("release-{}", release.slug), own(&page));
    }
}

#[test]
fn what_is_around_a_page_looks_as_before() {
    let site = site();
    for (name, interface, at) in
        [("around", French, ""), ("around-english", English, "about/?ui=en")]
    {
        let address = address(at);
        let (reader, _) = site.reader(&address, interface, Answer::default());
        let page = html(address, reader, interface);
        insta::assert_snapshot!(name, outline(&page.replace(main_of(&page), "")));
        for (name, start, end) in COMMON {
            if let Some(common) = between(main_of(&page), start, end) {
                insta::assert_snapshot!(name, outline(common));
            }
        }
    }
}

#[test]
fn failures_look_as_before() {
    let site = site();
    let part = LoadError::PartMissing { file: "set/cards/x/1.json".into() };
    for (name, interface, at) in
        [("partial-failure", French, ""), ("partial-failure-english", English, "?q=quai")]
    {
        let address = address(at);
        let (mut reader, _) = site.reader(&address, interface, answer(1, 0, 1));
        reader.lacks(part.clone());
        let page = html(address, reader, interface);
        insta::assert_snapshot!(name, own(&page));
    }
    let address = address("r/none/");
    let (mut reader, _) = site.reader(&address, French, Answer::default());
    reader.lacks(part);
    insta::assert_snapshot!("failure", own(&html(address, reader, French)));
}

/// What stands on the page of a model.
fn page_of(model: &Model) -> String {
    text(view(model, &Callback::noop()).html)
}

#[test]
fn what_is_on_its_way_or_cannot_be_had_is_said() {
    let (model, _) = init(flags("?q=quai", false));
    insta::assert_snapshot!("loading", own(&page_of(&model)));
    let file = SET.to_owned();
    for (name, error) in [
        ("set-missing", LoadError::Missing { file: file.clone() }),
        ("set-broken", LoadError::Broken { file: file.clone(), reason: "not JSON".into() }),
        ("set-of-another-version", LoadError::OtherVersion { file: file.clone(), found: 99 }),
    ] {
        let (mut model, _) = init(flags("", false));
        for before in [None, Some(error.clone())] {
            let fetch = Fetch { file: file.clone(), purpose: Purpose::Open, before };
            let _ = update(&mut model, Msg::FileArrived(fetch, Err(error.clone())));
        }
        insta::assert_snapshot!(name, own(&page_of(&model)));
    }
}

#[test]
fn what_was_chosen_and_saved_is_shown() {
    let site = site();
    let still_at = |at: &str| {
        let address = address(at);
        let (reader, _) = site.reader(&address, French, Answer::default());
        still(address, reader, French, None)
    };
    let release = &site.0.releases[0];
    let mut model = still_at("saved/");
    let _ = update(&mut model, Msg::ToggleSaved(SavedRelease::of(release)));
    insta::assert_snapshot!("saved-one", own(&page_of(&model)));
    let mut model = still_at(&format!("r/{}/", release.slug));
    let _ = update(&mut model, Msg::ToggleSaved(SavedRelease::of(release)));
    let settings = Settings { text_size: 4, wide_lines: true, ..Settings::default() };
    let _ = update(&mut model, Msg::SettingsChanged(settings));
    let page = page_of(&model);
    let tools = between(&page, "<section class=\"k-tools\"", "</section>").unwrap();
    insta::assert_snapshot!("tools", outline(tools));
    let mut model = still_at("about/");
    for (name, said) in [
        ("offline-not", "ready 1200"),
        ("offline-keeping", "keeping 300 1200"),
        ("offline-all", "kept 1200"),
    ] {
        let _ = update(&mut model, Msg::OfflineSaid(WorkerMessage::parse(said).unwrap()));
        let page = page_of(&model);
        let section = between(&page, "<section class=\"k-offline\"", "</section>").unwrap();
        insta::assert_snapshot!(name, outline(section));
    }
    let _ = update(&mut model, Msg::OfflineSaid(WorkerMessage::Update));
    let page = page_of(&model);
    let update = between(&page, "<div class=\"k-update\"", "</div>").unwrap();
    insta::assert_snapshot!("update", outline(update));
}

#[test]
fn a_page_that_is_not_seen_yet_is_drawn_in_steps() {
    let site = site();
    let address = address("");
    let (reader, _) = site.reader(&address, French, Answer::default());
    let mut model = still(address, reader, French, None);
    let parts = ["k-masthead", "k-search\"", "k-results\"", "id=\"filters\"", "k-timeline\""];
    for (takeover, drawn) in [
        (Takeover::Asleep, 0),
        (Takeover::Steps(0), 0),
        (Takeover::Steps(1), 2),
        (Takeover::Steps(2), 3),
        (Takeover::Steps(3), 4),
        (Takeover::Steps(4), 5),
        (Takeover::Awake, 5),
    ] {
        model.takeover = takeover;
        let page = page_of(&model);
        let there: Vec<_> = parts.iter().filter(|part| page.contains(**part)).collect();
        assert_eq!(there, parts[..drawn].iter().collect::<Vec<_>>(), "{takeover:?}");
    }
}
