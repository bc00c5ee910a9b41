//! What the viewer shows of answers that are written here, rendered natively.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use kiosque::{
    app::{App, AppProps, Held, needs},
    bundle::{Bundle, Need, Reader, Reply, Searcher, bundle, layout::SET, searcher::complete},
    i18n::Interface,
    ingest::{Options, load},
    route::{Address, Route},
    search::{Answer, Hit, Request},
};
use std::{
    path::PathBuf,
    pin::pin,
    task::{Context, Poll, Waker},
};

/// 2026-11-23T00:00:00Z: before the sample's embargo ends.
const NOW: i64 = 1_795_392_000;

/// The sample newsroom, of which pages are shown.
struct Site(Bundle);

impl Site {
    fn sample() -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("static/newsroom");
        Self(bundle(load(&[folder], &Options::default()), NOW).unwrap())
    }

    /// The page at an address, where what is asked for finds `answer`: in French, and what was asked for.
    fn page(&self, address: &str, answer: Answer) -> (String, Request) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        self.shown(Address::parse(path, query), answer)
    }

    fn shown(&self, address: Address, answer: Answer) -> (String, Request) {
        let mut reader = Reader::open(&self.0.files[SET]).unwrap();
        let mut searcher = Searcher::new(reader.set().index_folder());
        let mut asked = None;
        for need in needs(&address.route) {
            if let Need::List(request) = &need {
                asked = Some(request.clone());
                let (request, answer) = (request.clone(), answer.clone());
                reader.learn(Reply { request, answer, failures: Vec::new() });
            }
            complete(&mut reader, &mut searcher, &need, |file| self.0.files.get(file).cloned());
        }
        let held = Held::ready(address, reader, Interface::French, Vec::new());
        let props = AppProps { held };
        let renderer = yew::LocalServerRenderer::<App>::with_props(props).hydratable(false);
        (at_once(renderer.render()), asked.unwrap())
    }
}

fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
            return result;
        }
    }
}

/// An answer that lists the newest `listed` releases, of which `total` hold all the words.
fn answer(total: u32, more: u32, listed: u32) -> Answer {
    let hits = (0..listed).map(|document| Hit { document, score: 1.0 }).collect();
    Answer { total, more, hits, ..Answer::default() }
}

/// How often `pattern` stands in `page`, and whether that is `count` times.
#[track_caller]
fn has(page: &str, pattern: &str, count: usize) {
    let main = page.split("<main").nth(1).unwrap();
    assert_eq!(main.matches(pattern).count(), count, "{pattern} in {main}");
}

#[test]
fn the_way_to_what_holds_some_of_the_words_is_at_the_end_of_the_list() {
    let site = Site::sample();
    let (page, asked) = site.page("?q=a+b", answer(2, 12, 2));
    assert!(!asked.wide);
    has(&page, "2 communiqués</h2>", 1);
    has(&page, "href=\"./?q=a+b&amp;wide=1\"", 1);
    has(&page, "12 autres n’ont qu’une partie des mots", 1);
    has(&page, "k-partly", 0);
    // Not while there is more of the list itself, nor where the words are all of what there is.
    let (page, _) = site.page("?q=a+b", answer(30, 12, 20));
    has(&page, "wide=1", 0);
    let (page, _) = site.page("?q=a+b", answer(2, 0, 2));
    has(&page, "wide=1", 0);
    // It leads to a page on which some of them can be seen.
    let (page, _) = site.page("?q=a+b&page=2", answer(40, 12, 40));
    has(&page, "href=\"./?q=a+b&amp;wide=1&amp;page=3\"", 1);
    let (page, _) = site.page("?q=a+b&topic=energy", answer(0, 1, 0));
    has(&page, "k-nothing", 1);
    has(&page, "href=\"./?q=a+b&amp;topic=energy&amp;wide=1\"", 1);
    has(&page, "1 autre n’a qu’une partie des mots", 1);
}

#[test]
fn what_holds_some_of_the_words_follows_under_a_heading() {
    let site = Site::sample();
    let (page, asked) = site.page("?q=a+b&wide=1", answer(2, 30, 20));
    assert!(asked.wide && asked.limit == 20);
    has(&page, "2 communiqués</h2>", 1);
    let heading = "Une partie des mots seulement</h3>";
    let (before, after) = page.split_once(heading).unwrap();
    assert_eq!(before.matches("<article").count(), 2);
    assert_eq!(after.matches("<article").count(), 18);
    has(&page, "<h3 class=\"k-entry__title\"", 2);
    has(&page, "<h4 class=\"k-entry__title\"", 18);
    has(&page, "Afficher 12 de plus", 1);
    has(&page, "20 affichés sur 32", 1);
    has(&page, "qu’une partie des mots</a>", 0);
    // By date, the first part alone stands under its months.
    let (page, _) = site.page("?q=a+b&wide=1&sort=newest", answer(2, 3, 5));
    let (before, after) = page.split_once(heading).unwrap();
    assert!(before.contains("class=\"k-month\"") && !after.contains("class=\"k-month\""));
    assert_eq!(after.matches("<article").count(), 3);
    // Nothing holds all of them.
    let (page, _) = site.page("?q=a+b&wide=1", answer(0, 3, 3));
    has(&page, "k-nothing", 0);
    has(&page, "<article", 3);
}

#[test]
fn a_release_keeps_the_list_it_was_opened_from() {
    let slug = Site::sample().0.releases[0].slug.clone();
    let (path, query) = (format!("r/{slug}/"), "q=a+b&wide=1");
    let address = Address::parse(&path, query);
    let Route::Release { list, .. } = &address.route else { panic!("{address:?}") };
    assert!(list.wide);
    let (page, asked) = Site::sample().shown(address, answer(0, 3, 3));
    assert!(asked.wide);
    has(&page, "href=\"./?q=a+b&amp;wide=1\"", 1);
}
