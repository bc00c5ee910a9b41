//! What the app makes of what happens: a state, a message, the effects expected.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use crate::viewer::Site;
use kiosque::{
    app::{
        Effect, Fetch, Flags, HistoryEntry, Model, Msg, PointerAction, Purpose, Said, SavedRelease,
        Settings, Takeover, WorkerMessage, init, marks::MARKER, update, view,
    },
    bundle::{Feeds, LoadError, Question, Reply, Searcher, layout::SET},
    i18n::Interface,
    model::Slug,
    prerender::text,
    route::Address,
    search::Request,
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

/// The app, and a host that has the site.
struct Play<'a> {
    site: &'a Site,
    model: Model,
    searcher: Searcher,
    /// What is on its way, and nobody has brought yet.
    waiting: Vec<Effect>,
}

impl<'a> Play<'a> {
    /// Opened at an address; a `hidden` one has a page in its place.
    fn opened(site: &'a Site, at: &str, hidden: bool) -> (Self, Vec<String>) {
        Self::with(site, flags(at, hidden))
    }

    fn with(site: &'a Site, flags: Flags) -> (Self, Vec<String>) {
        let (model, effects) = init(flags);
        let lines = effects.iter().map(line).collect();
        let reader = kiosque::bundle::Reader::open(&site.0.files[SET]).unwrap();
        let searcher = Searcher::new(reader.set().index_folder());
        (Self { site, model, searcher, waiting: effects }, lines)
    }

    /// Opened, all that was asked for has come, and the reader has paused.
    fn settled(site: &'a Site, at: &str) -> Self {
        let (mut play, _) = Self::opened(site, at, false);
        play.settle();
        play.says(Msg::Paused);
        play.settle();
        play
    }

    fn says(&mut self, message: Msg) -> Vec<String> {
        let effects = update(&mut self.model, message);
        let lines = effects.iter().map(line).collect();
        self.waiting.extend(effects);
        lines
    }

    /// Everything that is asked for comes, until nothing is; what happened on the way.
    fn settle(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        while !self.waiting.is_empty() {
            let message = match self.waiting.remove(0) {
                Effect::Fetch(fetch) => self.comes(fetch),
                Effect::Ask(question) => Msg::SearchReplied(Box::new(self.finds(question))),
                Effect::DrawMore => Msg::DrawMore,
                _ => continue,
            };
            lines.extend(self.says(message));
        }
        lines
    }

    /// The file that is on its way comes.
    fn comes(&self, fetch: Fetch) -> Msg {
        let bytes = self.site.0.files[&fetch.file].clone();
        Msg::FileArrived(fetch, Ok(bytes))
    }

    /// What the search finds.
    fn finds(&mut self, Question { request, .. }: Question) -> Reply {
        loop {
            let missing = self.searcher.missing(&request);
            if missing.is_empty() {
                return self.searcher.reply(request);
            }
            for file in missing {
                self.searcher.take(&file, &self.site.0.files[&file]).unwrap();
            }
        }
    }

    /// The next file that is on its way, but for the one that the host is asked for to compare builds.
    fn fetch(&mut self) -> Fetch {
        self.fetch_if(|purpose| purpose != Purpose::Compare)
    }

    fn fetch_if(&mut self, is_it: fn(Purpose) -> bool) -> Fetch {
        let is_it = |effect: &Effect| matches!(effect, Effect::Fetch(of) if is_it(of.purpose));
        let place = self.waiting.iter().position(is_it);
        let Effect::Fetch(fetch) = self.waiting.remove(place.unwrap()) else { panic!("no file") };
        fetch
    }

    /// The next file that is on its way does not come.
    fn fails(&mut self) -> Vec<String> {
        let fetch = self.fetch();
        let error = LoadError::PartMissing { file: fetch.file.clone() };
        self.says(Msg::FileArrived(fetch, Err(error)))
    }

    /// The host is asked for the latest build, and has this one.
    fn latest(&mut self, site: &Site) -> Vec<String> {
        let fetch = self.fetch_if(|purpose| purpose == Purpose::Compare);
        self.says(Msg::FileArrived(fetch, Ok(site.0.files[SET].clone())))
    }
}

/// Opened at an address, by a reader who has chosen and saved nothing.
pub(crate) fn flags(at: &str, hidden: bool) -> Flags {
    Flags {
        below: false,
        address: address(at),
        id: 0,
        hidden,
        settings: Settings::default(),
        preferred: None,
        spoken: Interface::ALL.to_vec(),
        words: Vec::new(),
        saved: Vec::new(),
        searches: Vec::new(),
        visits: Default::default(),
        now: None,
        trouble: None,
        saves_data: false,
        reloaded_for: None,
        marker: Some(MARKER),
    }
}

/// An effect in a few words; the names of files without the hashes in them.
fn line(effect: &Effect) -> String {
    let entry = |HistoryEntry { href, id, typing }: &HistoryEntry| {
        format!("{href} #{id}{}", if *typing { " typing" } else { "" })
    };
    match effect {
        Effect::Fetch(Fetch { file, purpose, before }) => {
            let name: Vec<&str> = file.split('/').take(2).collect();
            let again = if before.is_some() { " again" } else { "" };
            format!("fetch {} {purpose:?}{again}", name.join("/"))
        }
        Effect::Ask(Question { request, .. }) => {
            let Request { query, typing, limit, .. } = request;
            format!("ask {query:?}{} {limit}", if *typing { " typing" } else { "" })
        }
        Effect::Push(to) => format!("push {}", entry(to)),
        Effect::Replace(to) => format!("replace {}", entry(to)),
        Effect::Store(key, value) => format!("store {key}: {value}"),
        Effect::ApplySettings(settings) => format!("apply {}", settings.print()),
        other => format!("{other:?}"),
    }
}

/// One message after another, and the effects of each.
#[track_caller]
fn check(play: &mut Play, table: Vec<(Msg, &[&str])>) {
    for (message, expected) in table {
        let name = format!("{message:?}");
        assert_eq!(play.says(message), expected, "{name}");
    }
}

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn saved(name: &str) -> SavedRelease {
    SavedRelease { slug: slug(name), title: None, language: None, published: None }
}

#[test]
fn a_page_that_is_there_gives_way_once_all_is_drawn() {
    let site = site();
    let (mut play, first) = Play::opened(&site, "", true);
    assert_eq!(
        first,
        [
            "apply theme=auto&size=0&lines=usual&typography=on&marks=on&shortcuts=on",
            "fetch set/set.json Open",
            "replace ./ #0",
            "ShowSelected",
            "ListenTo(\"?\")",
        ]
    );
    let steps: [(Takeover, &[&str]); 7] = [
        (Takeover::Asleep, &["ListenTo(\"/jko?\")", "fetch set/cards Need"]),
        (
            Takeover::Steps(0),
            &["DrawMore", "Announce(\"5 communiqués, 6 avec versions et reprises\")"],
        ),
        (Takeover::Steps(1), &["DrawMore"]),
        (Takeover::Steps(2), &["DrawMore"]),
        (Takeover::Steps(3), &["DrawMore"]),
        (
            Takeover::Awake,
            &["Wake", "Arrive(First)", "SetTitle(\"Port de Brisemer\")", "SetLanguage(\"fr\")"],
        ),
        (Takeover::Awake, &[]),
    ];
    for (place, (takeover, expected)) in steps.into_iter().enumerate() {
        let message = match place {
            0 | 1 => {
                let fetch = play.fetch();
                play.comes(fetch)
            }
            _ => Msg::DrawMore,
        };
        assert_eq!(play.says(message), expected, "step {place}");
        assert_eq!(play.model.takeover, takeover, "step {place}");
    }
    // Other pages are short: they are drawn at once.
    let (mut play, _) = Play::opened(&site, "about/", true);
    let fetch = play.fetch();
    let message = play.comes(fetch);
    let effects = [
        "Wake",
        "Arrive(First)",
        "SetTitle(\"À propos – Port de Brisemer\")",
        "SetLanguage(\"fr\")",
    ];
    assert_eq!(play.says(message), effects);
}

/// What comes after them: how many hold the words, and what there is to choose.
#[test]
fn the_best_of_a_search_give_way_for_nothing() {
    let site = Site::sample();
    let (mut play, first) = Play::opened(&site, "?q=port", true);
    assert!(first.contains(&"StartSearch".to_owned()), "{first:?}");
    let fetch = play.fetch();
    let message = play.comes(fetch);
    assert!(play.says(message).contains(&"ask \"port\" 10".to_owned()));
    let asked = play.waiting.iter().find_map(|effect| match effect {
        Effect::Ask(question) => Some(question.request.clone()),
        _ => None,
    });
    let request = asked.unwrap();
    while let [first, _] = play.searcher.missing_in_turn(&request)
        && !first.is_empty()
    {
        for file in first {
            play.searcher.take(&file, &site.0.files[&file]).unwrap();
        }
    }
    play.waiting.retain(|effect| !matches!(effect, Effect::Ask(_)));
    let best = play.searcher.reply(request);
    assert!(best.answer.partial);
    play.says(Msg::SearchReplied(Box::new(best)));
    let woken = play.settle();
    assert!(woken.contains(&"Wake".to_owned()) && !play.model.ready, "{woken:?}");
    // Only now what marks words is worth its bytes, and nothing is announced that may change.
    assert!(!woken.iter().any(|line| line.starts_with("Announce")), "{woken:?}");
}

#[test]
fn what_a_reader_has_not_come_to_is_not_fetched() {
    let site = Site::sample();
    let mut play = Play::settled(&site, "?q=port");
    let texts = |play: &Play<'_>| (play.model.listed.texts, play.model.listed.answer.total > 20);
    assert_eq!(texts(&play), (10, true));
    let seen = play.model.listed.found.clone();
    let page = text(view(&play.model, &Callback::noop()).html);
    assert!(page.contains("Afficher 30 de plus"));
    assert_eq!(play.says(Msg::Came { below: true }), ["ask \"port\" 20"]);
    play.settle();
    assert_eq!(texts(&play), (20, true));
    assert_eq!(play.model.listed.found.get(..seen.len()), Some(&seen[..]));
    assert_eq!(play.says(Msg::Came { below: true }), Vec::<String>::new());
    let exact = |play: &Play<'_>| match play.waiting.last() {
        Some(Effect::Ask(question)) => Some(question.request.exact),
        _ => None,
    };
    assert_eq!(play.says(Msg::Came { below: false }), ["ask \"port\" 20"]);
    assert_eq!(exact(&play), Some(true));
    play.settle();
    assert_eq!(play.says(Msg::Came { below: false }), Vec::<String>::new());
    // Back to the list it is as long as it was; another search begins anew.
    play.says(Msg::Navigate(address("r/quai-jean-reveille-rouvre/?q=port")));
    play.settle();
    play.says(Msg::BackToList);
    assert_eq!(texts(&play), (20, true));
    play.says(Msg::QueryTyped("ports".into()));
    play.settle();
    assert_eq!(play.model.listed.texts.min(11), 10);
    play.says(Msg::PopState(address("?q=port"), Some(0)));
    play.settle();
    assert_eq!(texts(&play), (20, true));
    // Who was below when the page was loaded anew is there again.
    let (mut play, _) = Play::with(&site, Flags { below: true, ..flags("?q=port", false) });
    play.settle();
    assert_eq!(texts(&play), (20, true));
    // By date all stand together.
    assert_eq!(texts(&Play::settled(&site, "?q=port&sort=newest")).0, 20);
}

#[test]
fn a_page_that_can_be_read_is_better_than_one_that_failed() {
    let site = site();
    let (mut play, _) = Play::opened(&site, "", true);
    assert_eq!(play.fails(), ["fetch set/set.json Open again"]);
    assert_eq!(play.fails(), ["WakeOrStay"]);
    assert_eq!(play.model.takeover, Takeover::Steps(4));
    // It stays: nothing is told of a page that is not seen. Else it gives way.
    let told = ["Arrive(First)", "SetTitle(\"Cette page n’existe pas – Salle de presse\")"];
    assert_eq!(play.says(Msg::GaveWay)[..2], told);
    assert_eq!(play.model.takeover, Takeover::Awake);
    // What comes when it is asked for again is another arrival.
    assert_eq!(play.says(Msg::Retry)[..2], ["StopSearch", "fetch set/set.json Open"]);
    assert!(play.settle().contains(&"Arrive(First)".to_owned()));
    // So it is where a part of the page is all that lacks.
    let (mut play, _) = Play::opened(&site, "", true);
    let fetch = play.fetch();
    let message = play.comes(fetch);
    play.says(message);
    assert_eq!(play.fails(), ["fetch set/cards Need again"]);
    assert_eq!(play.fails(), ["fetch set/set.json Compare"]);
    assert_eq!(
        play.latest(&site),
        ["Announce(\"5 communiqués, 6 avec versions et reprises\")", "WakeOrStay"]
    );
}

#[test]
fn typing_searches_and_enter_ends_the_word() {
    let site = site();
    let mut play = Play::settled(&site, "");
    check(&mut play, vec![(Msg::SearchFocused, &["StartSearch", "ask \"\" 0"])]);
    play.settle();
    check(
        &mut play,
        vec![
            (Msg::SearchFocused, &[]),
            (
                Msg::QueryTyped("q".into()),
                &[
                    "replace ./?q=q #0 typing",
                    "ShowSelected",
                    "ask \"q\" typing 10",
                    "SetTitle(\"q – Port de Brisemer\")",
                ],
            ),
            (
                Msg::QueryTyped("quai".into()),
                &[
                    "replace ./?q=quai #0 typing",
                    "ShowSelected",
                    "ask \"quai\" typing 10",
                    "SetTitle(\"quai – Port de Brisemer\")",
                ],
            ),
        ],
    );
    // What is listed changes when the answer comes, and excerpts come once the reader pauses.
    play.waiting
        .retain(|effect| matches!(effect, Effect::Ask(asked) if asked.request.query == "quai"));
    assert_eq!(play.settle(), ["Debounce", "Announce(\"2 communiqués\")"]);
    check(
        &mut play,
        vec![
            (Msg::Paused, &["fetch set/articles Prefetch"]),
            (Msg::EndTyping, &["replace ./?q=quai #0", "ShowSelected", "ask \"quai\" 10"]),
            (Msg::EndTyping, &[]),
        ],
    );
    play.settle();
    check(
        &mut play,
        vec![(
            Msg::QueryCleared,
            &[
                "Focus(\"#search\", false)",
                "Debounce",
                "replace ./ #0",
                "ShowSelected",
                "Announce(\"5 communiqués, 6 avec versions et reprises\")",
                "SetTitle(\"Port de Brisemer\")",
            ],
        )],
    );
}

#[test]
fn nothing_is_prefetched_for_who_saves_data_nor_twice_in_vain() {
    let site = site();
    assert!(Play::settled(&site, "?q=quai").waiting.is_empty());
    let (mut play, first) = Play::opened(&site, "?q=quai", false);
    assert!(first.contains(&"StartSearch".to_owned()));
    play.settle();
    assert_eq!(play.says(Msg::Paused), ["fetch set/articles Prefetch"]);
    assert_eq!(play.fails(), ["fetch set/articles Prefetch again"]);
    assert_eq!(play.fails(), Vec::<String>::new());
    assert_eq!(play.says(Msg::Paused), Vec::<String>::new());
    // Who needs one asks again.
    let release = play.says(Msg::Navigate(address("r/quai-electrique-fr/?q=quai")));
    assert!(release.contains(&"fetch set/articles Need".to_owned()), "{release:?}");
    let (mut play, _) = Play::with(&site, Flags { saves_data: true, ..flags("?q=quai", false) });
    play.settle();
    assert_eq!(play.says(Msg::Paused), Vec::<String>::new());
}

#[test]
fn words_are_marked_once_what_finds_them_is_there() {
    let site = site();
    let bringing = |lines: &[String]| lines.iter().filter(|line| *line == "BringMarks").count();
    let alone = |at: &str| Play::with(&site, Flags { marker: None, ..flags(at, false) });
    let (mut play, first) = alone("?q=quai");
    // What was found is shown first.
    assert_eq!(bringing(&first), 0, "{first:?}");
    let later = play.settle();
    assert_eq!(bringing(&later), 1, "{later:?}");
    // Excerpts wait for it too.
    assert_eq!(play.says(Msg::Paused), Vec::<String>::new());
    let marks =
        |play: &Play| text(view(&play.model, &Callback::noop()).html).matches("<mark>").count();
    assert_eq!(marks(&play), 0);
    assert_eq!(play.says(Msg::MarksCame(MARKER)), ["fetch set/articles Prefetch"]);
    assert!(marks(&play) > 0);
    // A release that was opened before shows where the words are.
    let (mut play, first) = alone("");
    assert_eq!(bringing(&first), 0, "{first:?}");
    play.settle();
    assert_eq!(bringing(&play.says(Msg::SearchFocused)), 1);
    play.says(Msg::Navigate(address("r/maree/?q=quai")));
    assert_eq!(bringing(&play.settle()), 0);
    assert_eq!(play.says(Msg::MarksCame(MARKER)), ["ShowFound"]);
}

#[test]
fn what_came_with_show_more_is_said() {
    let site = site();
    let mut play = Play::settled(&site, "");
    let said = play.says(Msg::Navigate(address("?page=2")));
    assert!(said.contains(&"Announce(\"6 sur 6 affichés\")".to_owned()), "{said:?}");
}

#[test]
fn back_and_forward_lead_to_entries_of_the_history() {
    let site = site();
    let mut play = Play::settled(&site, "?q=quai");
    check(
        &mut play,
        vec![
            (
                Msg::Navigate(address("r/maree/?q=quai")),
                &[
                    "push r/maree/?q=quai #1",
                    "replace r/maree/?q=quai #1",
                    "ShowSelected",
                    "ListenTo(\"/ujksc?\")",
                    "Announce(\"\")",
                    "ask \"quai\" 23",
                    "Arrive(Moved)",
                    "SetTitle(\"Communiqué sur la marée – Port de Brisemer\")",
                ],
            ),
            // A link to a place within the page.
            (
                Msg::PopState(address("r/maree/?q=quai"), None),
                &["replace r/maree/?q=quai #1", "ShowSelected"],
            ),
            (Msg::Navigate(address("r/maree/?q=quai")), &[]),
            (
                Msg::PopState(address("?q=quai").typed(true), Some(0)),
                &[
                    "DrawMore",
                    "replace ./?q=quai #0 typing",
                    "ShowSelected",
                    "ListenTo(\"/jko?\")",
                    "Announce(\"2 communiqués\")",
                    "ask \"quai\" typing 20",
                    "SetTitle(\"quai – Port de Brisemer\")",
                ],
            ),
        ],
    );
    // The page is scrolled and focused when it is there.
    assert_eq!(play.settle().last().unwrap(), "Arrive(Returned)");
    // From one list to the next, nothing moves.
    check(
        &mut play,
        vec![(
            Msg::Navigate(address("")),
            &[
                "push ./ #1",
                "Debounce",
                "replace ./ #1",
                "ShowSelected",
                "Announce(\"5 communiqués, 6 avec versions et reprises\")",
                "Arrive(Stayed)",
                "SetTitle(\"Port de Brisemer\")",
            ],
        )],
    );
}

#[test]
fn what_does_not_come_is_asked_for_again_then_done_without() {
    let site = site();
    let mut play = Play::settled(&site, "");
    play.says(Msg::Navigate(address("r/maree/")));
    assert_eq!(play.fails(), ["fetch set/articles Need again"]);
    assert_eq!(play.fails(), ["fetch set/set.json Compare"]);
    // It is on its way until that is known.
    assert_eq!(play.says(Msg::Paused), Vec::<String>::new());
    let missing = ["SetTitle(\"Une partie manque – Port de Brisemer\")"];
    let told = play.latest(&site);
    assert_eq!(told.len(), missing.len() + 1, "{told:?}");
    assert_eq!(told[0], "Arrive(Moved)");
    let again = play.says(Msg::Retry);
    assert_eq!(again[..2], ["StopSearch", "fetch set/articles Need"]);
    assert_eq!(play.settle(), ["SetTitle(\"Communiqué sur la marée – Port de Brisemer\")"]);
    // What came and is damaged is asked for again, too.
    let (mut play, _) = Play::opened(&site, "", false);
    let fetch = play.fetch();
    let damaged = Msg::FileArrived(fetch, Ok(b"{}".to_vec()));
    assert_eq!(play.says(damaged), ["fetch set/set.json Open again"]);
}

#[test]
fn a_newer_build_is_shown_once() {
    let (site, other) = (site(), Site::sample());
    let mut play = Play::settled(&site, "");
    play.says(Msg::Navigate(address("r/maree/")));
    play.fails();
    play.fails();
    let reload = play.latest(&other);
    assert!(reload.len() == 1 && reload[0].starts_with("Reload("), "{reload:?}");
    // Where the browser cannot note that, what failed is done without.
    assert_eq!(play.says(Msg::NotReloaded)[0], "Arrive(Moved)");
    let build = play.model.loading.reloaded_for.clone();
    assert!(build.is_some());
    let (mut play, _) =
        Play::with(&site, Flags { reloaded_for: build, ..flags("r/maree/", false) });
    let fetch = play.fetch();
    let message = play.comes(fetch);
    play.says(message);
    // Both the release and what stands beside it in the list.
    for expected in ["again", "again", "Compare", ""] {
        let effects = play.fails();
        assert!(effects.first().is_none_or(|effect| effect.ends_with(expected)), "{effects:?}");
    }
    assert_eq!(play.latest(&other)[0], "WakeOrStay");
    assert!(play.model.loading.in_flight.is_empty());
}

#[test]
fn a_search_that_cannot_run_is_a_failure_and_can_be_retried() {
    let site = site();
    let mut play = Play::settled(&site, "");
    // Nobody asks anything: nothing is lost.
    assert_eq!(play.says(Msg::WorkerDied("search.js".into())), ["StopSearch"]);
    play.says(Msg::QueryTyped("quai".into()));
    play.waiting.clear();
    check(
        &mut play,
        vec![(Msg::WorkerDied("search.js".into()), &["StopSearch", "fetch set/set.json Compare"])],
    );
    assert_eq!(play.latest(&site), ["Debounce", "Announce(\"0 communiqué\")"]);
    assert_eq!(play.model.reader().unwrap().failure().unwrap().file(), "search.js");
    check(&mut play, vec![(Msg::Retry, &["StopSearch", "ask \"quai\" typing 10"])]);
    assert_eq!(play.settle(), ["Announce(\"2 communiqués\")"]);
}

#[test]
fn the_head_names_the_feeds_of_the_list() {
    let feeds = Feeds { opml: false, json_only: vec!["feeds/lang/en".to_owned()] };
    let site = site().offering(feeds);
    let mut play = Play::settled(&site, "");
    let named = |play: &mut Play, at: &str| {
        let mut named = Vec::new();
        play.waiting = update(&mut play.model, Msg::Navigate(address(at)));
        for effect in &play.waiting {
            if let Effect::NameFeeds(feeds) = effect {
                named.push(feeds.iter().map(|(.., path)| path.clone()).collect::<Vec<_>>());
            }
        }
        play.settle();
        named
    };
    for (at, expected) in [
        ("?lang=en", Some(&["feeds/lang/en.json"][..])),
        ("?lang=en&sort=oldest", None),
        ("topic/energy/", Some(&["feeds/topic/energy.xml", "feeds/topic/energy.json"])),
        ("about/", Some(&[])),
        ("follow/", None),
    ] {
        let expected: Vec<Vec<&str>> = expected.into_iter().map(<[_]>::to_vec).collect();
        assert_eq!(named(&mut play, at), expected, "{at}");
    }
}

#[test]
fn what_is_saved_is_kept_and_brought_back() {
    let site = site();
    let mut play = Play::settled(&site, "saved/");
    let (a, b) = ("{\"slug\":\"a\"}", "{\"slug\":\"b\"}");
    let store = |list: &[&str]| format!("store kiosque.saved: {{\"saved\":[{}]}}", list.join(","));
    let file = format!("{{\"saved\":[{a},{{\"slug\":\"c\"}}]}}");
    check(
        &mut play,
        vec![
            (Msg::ToggleSaved(saved("a")), &[&store(&[a])]),
            (Msg::ToggleSaved(saved("b")), &[&store(&[b, a])]),
            (Msg::ToggleSaved(saved("a")), &[&store(&[b])]),
            (
                Msg::SavedFileRead(Some(file)),
                &[&store(&[b, a, "{\"slug\":\"c\"}"]), "Say(\"brought\", \"\")"],
            ),
            // What cannot be read costs the others nothing, and is said.
            (
                Msg::SavedFileRead(Some(
                    "{\"saved\":[{\"slug\":\"../x\"},{\"slug\":\"d\"}]}".into(),
                )),
                &[
                    &store(&[b, a, "{\"slug\":\"c\"}", "{\"slug\":\"d\"}"]),
                    "Say(\"brought\", \"Une partie de cette liste ne peut pas être lue\\u{202f}; le reste est là.\")",
                ],
            ),
            (
                Msg::SavedFileRead(Some("{}".into())),
                &[
                    "Say(\"brought\", \"Ce fichier n’est pas une liste de communiqués et de recherches enregistrés.\")",
                ],
            ),
        ],
    );
}

#[test]
fn settings_are_kept_and_shown() {
    let site = site();
    let mut play = Play::settled(&site, "");
    let settings = Settings { text_size: 2, shortcuts: false, ..Settings::default() };
    let printed = settings.print();
    check(
        &mut play,
        vec![
            (
                Msg::SettingsChanged(settings),
                &[
                    &format!("store kiosque.settings: {printed}"),
                    &format!("apply {printed}"),
                    "ListenTo(\"\")",
                ],
            ),
            (Msg::KeyPressed('?'), &[]),
            (
                Msg::InterfaceChosen(Interface::English),
                &[
                    &format!("store kiosque.settings: interface=en&{printed}"),
                    &format!("apply interface=en&{printed}"),
                    "push ./?ui=en #1",
                    "replace ./?ui=en #1",
                    "ShowSelected",
                    "Announce(\"5 releases, 6 with versions and copies\")",
                    "Arrive(Stayed)",
                    "SetLanguage(\"en\")",
                ],
            ),
        ],
    );
}

/// A reader whose words came in French alone, while the page is there.
fn in_french<'a>(site: &'a Site, at: &str) -> Play<'a> {
    let words = vec![
        (Interface::French, "words-fr-1.txt".to_owned()),
        (Interface::English, "words-en-1.txt".to_owned()),
    ];
    let spoken = vec![Interface::French];
    let (mut play, _) = Play::with(site, Flags { spoken, words, ..flags(at, false) });
    play.waiting.retain(|effect| !line(effect).contains("words-"));
    play.settle();
    play.says(Msg::Paused);
    play.settle();
    play
}

#[test]
fn another_language_is_spoken_once_its_words_are_there() {
    let site = site();
    let mut play = in_french(&site, "");
    let settings = "interface=en&theme=auto&size=0&lines=usual&typography=on&marks=on&shortcuts=on";
    check(
        &mut play,
        vec![(
            Msg::InterfaceChosen(Interface::English),
            &[
                &format!("store kiosque.settings: {settings}"),
                &format!("apply {settings}"),
                "push ./?ui=en #1",
                "replace ./?ui=en #1",
                "ShowSelected",
                "fetch words-en-1.txt Words(English)",
                "Arrive(Stayed)",
            ],
        )],
    );
    assert_eq!(play.model.interface(), Interface::French);
    // Not twice.
    check(&mut play, vec![(Msg::Paused, &[])]);
    let fetch = play.fetch();
    check(
        &mut play,
        vec![
            (
                Msg::FileArrived(fetch, Ok(Vec::new())),
                &["Announce(\"5 releases, 6 with versions and copies\")", "SetLanguage(\"en\")"],
            ),
            (
                Msg::InterfaceChosen(Interface::French),
                &[
                    &format!("store kiosque.settings: {}", settings.replace("=en", "=fr")),
                    &format!("apply {}", settings.replace("=en", "=fr")),
                    "push ./?ui=fr #2",
                    "replace ./?ui=fr #2",
                    "ShowSelected",
                    "Announce(\"5 communiqués, 6 avec versions et reprises\")",
                    "Arrive(Stayed)",
                    "SetLanguage(\"fr\")",
                ],
            ),
        ],
    );
    assert!(play.model.loading.in_flight.is_empty());
}

#[test]
fn a_language_that_cannot_be_had_is_asked_for_when_it_is_chosen_again() {
    let site = site();
    let mut play = in_french(&site, "");
    play.says(Msg::InterfaceChosen(Interface::English));
    play.waiting.retain(|effect| matches!(effect, Effect::Fetch(_)));
    assert_eq!(play.fails(), ["fetch words-en-1.txt Words(English) again"]);
    // Perhaps the host has another build by now: it has not.
    assert_eq!(play.fails(), ["fetch set/set.json Compare"]);
    assert!(play.latest(&site).is_empty());
    let said = |play: &Play| text(view(&play.model, &Callback::noop()).html);
    let lost = "Cette langue n’a pas pu être chargée";
    assert!(said(&play).contains(lost) && said(&play).contains("Réessayer"));
    assert_eq!(play.model.interface(), Interface::French);
    assert_eq!(play.model.reader().unwrap().failure(), None);
    // Nor is it asked for by itself.
    check(&mut play, vec![(Msg::Paused, &[])]);
    let again = "fetch words-en-1.txt Words(English)".to_owned();
    assert!(play.says(Msg::Retry).contains(&again));
    play.fails();
    play.fails();
    play.latest(&site);
    // In French, nothing is wanting.
    play.says(Msg::InterfaceChosen(Interface::French));
    assert!(!said(&play).contains(lost));
    assert!(play.says(Msg::InterfaceChosen(Interface::English)).contains(&again));
    let fetch = play.fetch();
    play.says(Msg::FileArrived(fetch, Ok(Vec::new())));
    assert!(!said(&play).contains(lost) && said(&play).contains("Skip to"));
}

#[test]
fn the_address_has_its_language_fetched() {
    let site = site();
    let play = in_french(&site, "?ui=en");
    assert_eq!(play.model.interface(), Interface::French);
    assert!(play.model.loading.has("words-en-1.txt"));
    let play = in_french(&site, "?ui=fr");
    assert!(play.model.loading.in_flight.is_empty());
}

#[test]
fn keys_mean_what_the_page_makes_of_them() {
    let site = site();
    let home: &[(char, &str)] = &[
        ('/', "Focus(\"#search\", true)"),
        ('j', "FocusEntry(1)"),
        ('k', "FocusEntry(-1)"),
        ('o', "ClickFocused"),
        ('?', "ToggleDialog(\"shortcuts\")"),
        ('u', ""),
        ('s', ""),
    ];
    let release: &[(char, &str)] = &[
        ('/', "push ./?q=quai #1"),
        ('u', "push ./?q=quai #1"),
        ('j', "Click(\"[rel=next]\")"),
        ('k', "Click(\"[rel=prev]\")"),
        ('?', "ToggleDialog(\"shortcuts\")"),
        (
            's',
            "store kiosque.saved: {\"saved\":[{\"slug\":\"maree\",\"title\":\"Communiqué sur la marée\",\"language\":\"fr\",\"published\":\"2022-02-04T09:30:00\"}]}",
        ),
        ('o', ""),
    ];
    let about: &[(char, &str)] = &[('?', "ToggleDialog(\"shortcuts\")"), ('j', ""), ('/', "")];
    for (at, keys) in [("?q=quai", home), ("r/maree/?q=quai", release), ("about/", about)] {
        for (key, expected) in keys {
            let mut play = Play::settled(&site, at);
            let before = play.model.revision;
            let effects = play.says(Msg::KeyPressed(*key));
            let first = effects.first().map_or("", String::as_str);
            assert_eq!(first, *expected, "{key} at {at}");
            // What the browser does by itself draws nothing anew.
            let draws = first.starts_with("push") || first.starts_with("store");
            assert_eq!(play.model.revision != before, draws, "{key} at {at}");
        }
    }
}

#[test]
fn a_span_of_months_is_one_step_back() {
    let site = site();
    let mut play = Play::settled(&site, "?q=quai&page=2");
    let span = |from: &str, to: &str| Some((from.parse().unwrap(), to.parse().unwrap()));
    for (chosen, expected) in [
        (span("2022-01", "2022-03"), "push ./?q=quai&from=2022-01&to=2022-03 #1"),
        (span("2022-01", "2022-04"), "replace ./?q=quai&from=2022-01&to=2022-04 #1"),
        // The same again gives it up, as all of it does.
        (span("2022-01", "2022-04"), "push ./?q=quai #2"),
        (None, ""),
    ] {
        let effects = play.says(Msg::MonthsChosen(chosen));
        assert_eq!(effects.first().map_or("", String::as_str), expected, "{chosen:?}");
        play.settle();
    }
}

#[test]
fn a_span_is_dragged_over_the_timeline() {
    use PointerAction::{Lifted, Moved, Pressed};
    let site = site();
    let mut play = Play::settled(&site, "");
    // Whether it is drawn again, and what the browser hears of it first.
    for (action, x, draws, expected) in [
        (Moved, 999.0, true, ""),
        (Moved, 998.9, false, ""),
        (Pressed, 999.0, true, ""),
        (Moved, 1.0, true, ""),
        (Moved, 999.0, true, ""),
        (Lifted, 999.0, true, "push ./?from="),
        (Moved, 999.0, true, ""),
    ] {
        let before = play.model.revision;
        let effects = play.says(Msg::Pointed(action, x, 1000.0));
        let first = effects.first().map_or("", String::as_str);
        assert!(first.starts_with(expected) && first.is_empty() == expected.is_empty(), "{first}");
        assert_eq!(play.model.revision != before, draws, "{action:?} {x}");
        play.settle();
    }
    // What it was on is forgotten with the page.
    let address = play.model.visit.address.clone();
    play.says(Msg::Navigate(Address::parse("about/", "")));
    play.says(Msg::Navigate(address));
    play.settle();
    let before = play.model.revision;
    play.says(Msg::Pointed(Moved, 999.0, 1000.0));
    assert_ne!(play.model.revision, before);
}

#[test]
fn the_service_worker_is_heard() {
    let site = site();
    let mut play = Play::settled(&site, "about/");
    for (said, update) in [("keeping 3 12", false), ("update", true), ("kept 12", true)] {
        assert_eq!(
            play.says(Msg::OfflineSaid(WorkerMessage::parse(said).unwrap())),
            Vec::<String>::new()
        );
        assert_eq!(play.model.offline.update, update, "{said}");
    }
    let before = play.model.revision;
    assert_eq!(play.says(Msg::Perform(Effect::ShowUpdate)), ["ShowUpdate"]);
    assert_eq!(play.model.revision, before);
}

#[test]
fn who_comes_back_to_the_list_finds_the_place() {
    let site = site();
    let mut play = Play::settled(&site, "?q=quai");
    play.says(Msg::Navigate(address("r/maree/?q=quai")));
    play.settle();
    let effects = play.says(Msg::BackToList);
    assert_eq!(effects[0], "push ./?q=quai #2");
    let arrives = effects.iter().any(|effect| effect.starts_with("Arrive(CameBack("));
    assert!(arrives && effects.iter().any(|effect| effect.contains("maree")), "{effects:?}");
    // The list is drawn first, and what stands beside it a moment later.
    assert!(effects.contains(&"DrawMore".to_owned()) && !play.model.beside, "{effects:?}");
    play.settle();
    assert!(play.model.beside);
    // From elsewhere there is no way back.
    assert!(play.says(Msg::BackToList).is_empty());
}

#[test]
fn of_a_long_list_what_is_seen_is_drawn_first() {
    let site = Site::sample();
    let mut play = Play::settled(&site, "?page=4");
    let listed = |play: &Play<'_>, place: usize| {
        play.model.listed.found[place].card.as_ref().unwrap().slug.to_string()
    };
    let (all, far) = (play.model.listed.found.len(), listed(&play, 30));
    assert!(all > 31 && play.model.drawn() > all);
    play.says(Msg::Navigate(address(&format!("r/{far}/?page=4"))));
    play.settle();
    // To a list that was not seen yet: its beginning.
    play.says(Msg::Navigate(address("topic/transport/")));
    assert!(!play.model.beside && play.model.drawn() < 30);
    play.settle();
    assert!(play.model.drawn() > all);
    // Back: as far as where the reader was, and they arrive again once there is the rest.
    let mut play = Play::settled(&site, "?page=4");
    play.says(Msg::Navigate(address(&format!("r/{far}/?page=4"))));
    play.settle();
    play.says(Msg::BackToList);
    assert!((31..all + 30).contains(&play.model.drawn()), "{}", play.model.drawn());
    let effects = play.settle();
    assert!(effects.iter().any(|effect| effect.starts_with("Arrive(CameBack(")), "{effects:?}");
    assert!(play.model.drawn() > all);
}

#[test]
fn the_values_of_a_facet_unfold_and_are_looked_for() {
    let site = site();
    let mut play = Play::settled(&site, "?page=4");
    let first = "FocusDrawn(\"issuer-b\")";
    for (message, expected, unfolded) in [
        (Msg::FacetUnfolded("issuer", "issuer-b".into()), &[first][..], &["issuer"][..]),
        (Msg::FacetUnfolded("issuer", "issuer-b".into()), &[], &[]),
    ] {
        assert_eq!(play.says(message), expected);
        assert_eq!(play.model.unfolded, unfolded);
    }
    for text in ["m", "mu", ""] {
        assert!(play.says(Msg::FacetSought("issuer", text.into())).is_empty());
        assert_eq!(play.model.sought, [("issuer", text.to_owned())]);
    }
}

#[test]
fn what_is_opened_on_this_device_is_a_list_of_its_own() {
    let site = site();
    let mut play = Play::settled(&site, "?q=quai");
    let files = [("a.md", "# La digue\n\nElle tient."), ("b.md", "# Le phare\n\nIl luit.")];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let given = kiosque::publish::given(&files, None).unwrap();
    check(
        &mut play,
        vec![(
            Msg::ToolsSaid(Said::Opening),
            &[
                "push ./?device=1 #1",
                "Debounce",
                "replace ./?device=1 #1",
                "ShowSelected",
                "ListenTo(\"?\")",
                "Announce(\"\")",
                "Arrive(Stayed)",
                "SetTitle(\"Sur cet appareil seulement – Port de Brisemer\")",
            ],
        )],
    );
    let mut parts: Vec<_> =
        given.files.iter().filter(|(path, _)| !path.contains("/index/")).collect();
    parts.sort_by_key(|(path, _)| *path != SET);
    for (path, bytes) in parts {
        assert!(play.says(Msg::ToolsSaid(Said::File(path.clone(), bytes.clone()))).is_empty());
    }
    let opened = Said::Opened { kept: false, problems: "a.md: warning[x]: y".into() };
    play.says(Msg::ToolsSaid(opened));
    assert_eq!(play.model.listed.found.len(), 2);
    assert_eq!(
        play.model.set().unwrap().newsroom.title,
        play.model.site().unwrap().set().newsroom.title
    );
    // What is looked for is asked of the worker that has it, not of the newsroom's.
    let asked = play.says(Msg::QueryTyped("phare".into()));
    assert!(asked.iter().any(|effect| effect.starts_with("AskTools(\"ask\"")), "{asked:?}");
    let mut reader = kiosque::bundle::Reader::open(&given.files[SET]).unwrap();
    let mut searcher = Searcher::new(reader.set().index_folder());
    let request = play.model.tools.asked.clone().unwrap();
    let need = kiosque::bundle::Need::List(request.clone());
    let fetch = |file: &str| given.files.get(file).cloned();
    kiosque::bundle::searcher::complete(&mut reader, &mut searcher, &need, fetch);
    play.says(Msg::ToolsSaid(Said::Replied(Box::new(searcher.reply(request)))));
    assert_eq!(play.model.listed.found.len(), 1);
    assert!(play.model.tools.asked.is_none());
    // The newsroom's own list is its own again.
    play.says(Msg::Navigate(address("?q=quai")));
    play.settle();
    assert!(
        play.model
            .listed
            .found
            .iter()
            .all(|found| found.card.as_ref().unwrap().title.as_deref() != Some("Le phare"))
    );
    // Nothing that is saved or linked would lead there after this page.
    play.says(Msg::Navigate(address("?device=1&r=le-phare")));
    assert!(play.says(Msg::KeyPressed('s')).is_empty());
    // It is ended, and what it had opened with it.
    let stopped = play.says(Msg::AskTools("stop", Vec::new()));
    assert_eq!(stopped[0], "AskTools(\"stop\", [])");
    assert!(play.model.tools.reader.is_none() && !play.model.tools.busy);
}

#[test]
fn what_is_kept_on_this_device_is_opened_where_it_is_to_be_seen() {
    let site = site();
    let mut play = Play::settled(&site, "?device=1");
    assert!(play.model.tools.started && play.model.tools.busy && play.model.ready);
    play.says(Msg::ToolsSaid(Said::Done("JSON Feed, 16 MB".into())));
    assert_eq!(
        (play.model.tools.busy, play.model.tools.said.as_str()),
        (false, "JSON Feed, 16 MB")
    );
    let play = Play::settled(&site, "");
    assert!(!play.model.tools.started);
}
