//! What the viewer shows of answers that are written here, rendered natively.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use crate::support::{Bundle, Folder, NOW, bundle};
use kiosque::{
    app::{Reach, needs, still, view},
    bundle::{Feeds, Need, Reader, Reply, Searcher, layout::SET, searcher::complete},
    i18n::Interface,
    ingest::{Options, load},
    prerender::text,
    route::{Address, Route},
    search::{Answer, Facet, Form, FormKind, Hit, Part, Request, Understood, What},
};
use std::path::PathBuf;
use yew::Callback;

/// A newsroom, of which pages are shown.
pub(crate) struct Site(pub(crate) Bundle);

impl Site {
    pub(crate) fn sample() -> Self {
        Self::of(crate::support::sample())
    }

    pub(crate) fn of(folder: PathBuf) -> Self {
        Self(bundle(load(&[folder], &Options::default()), NOW).unwrap())
    }

    /// Saying which feeds there are.
    pub(crate) fn offering(self, feeds: Feeds) -> Self {
        Self(self.0.change(|bundle| bundle.offer(feeds).unwrap()))
    }

    /// The page at an address, where what is asked for finds `answer`: in French, and what was asked for.
    fn page(&self, address: &str, answer: Answer) -> (String, Request) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        self.shown(Address::parse(path, query), answer)
    }

    fn shown(&self, address: Address, answer: Answer) -> (String, Request) {
        let (reader, asked) = self.reader(&address, Interface::French, answer);
        (html(address, reader, Interface::French), asked.unwrap())
    }

    /// The set with all that the page at an address needs for a reader of the `interface`, where what is asked for finds
    /// `answer`; and that request.
    pub(crate) fn reader(
        &self,
        address: &Address,
        interface: Interface,
        answer: Answer,
    ) -> (Reader, Option<Request>) {
        let mut reader = Reader::open(&self.0.files[SET]).unwrap();
        let mut searcher = Searcher::new(reader.set().index_folder());
        let mut asked = None;
        for need in needs(&address.route, interface, Reach::ALL) {
            if let Need::List(request) = &need {
                asked = Some(request.clone());
                let understood = answer.understood();
                let answer = answer.clone().told(&request.query, understood);
                let request = request.clone();
                reader.learn(Reply { request, answer, failures: Vec::new() });
            }
            complete(&mut reader, &mut searcher, &need, |file| self.0.files.get(file).cloned());
        }
        (reader, asked)
    }
}

/// A page as text.
pub(crate) fn html(address: Address, reader: Reader, interface: Interface) -> String {
    let model = still(address, reader, interface, None);
    text(view(&model, &Callback::noop()).html)
}

/// An answer that lists the newest `listed` releases, of which `total` hold all the words.
fn answer(total: u32, more: u32, listed: u32) -> Answer {
    let hits = (0..listed).map(|document| Hit { document, score: 1.0 }).collect();
    Answer { total, more, hits, ..Answer::default() }
}

/// How often `pattern` stands in `page`, and whether that is `count` times.
#[track_caller]
fn has(page: &str, pattern: &str, count: usize) {
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
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
    // 18 texts, of which six are versions or a near-duplicate of others.
    assert_eq!(after.matches("<article").count(), 12);
    has(&page, "<h3 class=\"k-entry__title\"", 2);
    has(&page, "<h4 class=\"k-entry__title\"", 12);
    has(&page, "Afficher 12 de plus", 1);
    has(&page, "20 sur 32 affichés", 1);
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

#[test]
fn a_query_is_being_typed_until_it_is_not() {
    let site = Site::sample();
    let address = Address::parse("", "q=hydrol");
    let typed = address.clone().typed(true);
    let (page, asked) = site.shown(typed.clone(), answer(1, 1, 1));
    assert!(asked.typing);
    // The same to everyone else: it is the reader's history that knows.
    has(&page, "href=\"./?q=hydrol&amp;wide=1\"", 1);
    assert!(typed.is_typing() && typed.href() == address.href());
    let (_, asked) = site.shown(address, answer(1, 1, 1));
    assert!(!asked.typing);
    // Without a query there is nothing to type on.
    assert!(!Address::parse("topic/energy", "").typed(true).is_typing());
}

fn part(what: What) -> Part {
    Part { what, excluded: false, given_up: true }
}

fn word(word: &str, forms: &[(&str, FormKind)]) -> Part {
    let forms = forms.iter().map(|(form, kind)| Form { word: (*form).into(), kind: *kind });
    part(What::Word { word: word.into(), in_title: false, begins: false, forms: forms.collect() })
}

#[test]
fn what_was_given_up_is_named() {
    let site = Site::sample();
    let understood = |parts: Vec<Part>, suggestion: Option<&str>| Answer {
        suggestion: suggestion.map(str::to_owned),
        ..answer(1, 0, 1).told("", Understood { parts, ..Understood::default() })
    };
    let query = "?q=%22port+de+nuit%22+Cri%C3%A9e+xyzzy+titre:quai+sujet:%C3%A9nergie";
    let quai = What::Word {
        word: "quai".into(),
        in_title: true,
        begins: false,
        forms: vec![Form { word: "quai".into(), kind: FormKind::Exact }],
    };
    let phrase = ["port", "de", "nuit"].map(str::to_owned).to_vec();
    let parts = vec![
        part(What::Phrase { words: phrase, in_title: false }),
        Part { given_up: false, ..word("port", &[("port", FormKind::Exact)]) },
        word("criee", &[("criee", FormKind::Exact)]),
        word("xyzzy", &[]),
        part(quai),
    ];
    let (page, _) = site.page(query, understood(parts, None));
    for said in [
        "«\u{a0}port de nuit\u{a0}» n’est nulle part dans cet ordre\u{a0}: ses mots ont été cherchés",
        "dans aucun communiqué\u{a0}: «\u{a0}xyzzy\u{a0}»",
        "sans «\u{a0}Criée\u{a0}», «\u{a0}quai\u{a0}» dans le titre, qu’aucun communiqué n’a avec le reste",
    ] {
        has(&page, said, 1);
    }
    // A word that was given up was not corrected; another may have been meant all the same.
    let typo = word("hydrolinne", &[("hydrolienne", FormKind::Typo)]);
    let (page, _) = site.page("?q=hydrolinne", understood(vec![typo.clone()], Some("hydrolienne")));
    has(&page, "Vouliez-vous dire <a href=\"./?q=hydrolienne\">hydrolienne</a>\u{202f}?", 1);
    has(&page, "Voici les communiqués pour", 0);
    let typo = Part { given_up: false, ..typo };
    let (page, _) = site.page("?q=hydrolinne", understood(vec![typo], Some("hydrolienne")));
    has(&page, "Voici les communiqués pour", 1);
}

#[test]
fn where_nothing_is_found_no_zeros_are_shown() {
    let site = Site::sample();
    let none = |facet: Facet| (facet, vec![("fr".to_owned(), 0), ("energy".to_owned(), 0)]);
    let mut nothing = Answer {
        counts: [Facet::Topic, Facet::Issuer, Facet::Language, Facet::Place, Facet::With]
            .map(none)
            .into(),
        suggestion: Some("port".into()),
        ..Answer::default()
    };
    let (page, _) = site.page("?q=prot&page=2&wide=1", nothing.clone());
    has(&page, "class=\"k-facet__choice\"", 0);
    has(&page, "k-chip__count", 0);
    has(&page, "k-timeline\" aria-labelledby=\"timeline-title\" hidden", 1);
    has(&page, "aria-label=\"Filtres\" hidden", 1);
    // What may have been meant is said first, and is another list.
    let (before, _) = page.split_once("Vérifiez l’orthographe").unwrap();
    assert!(before.contains("Vouliez-vous dire <a href=\"./?q=port\">port</a>"), "{before}");
    // What is chosen can be given up, or be replaced by what has some.
    nothing.counts[0].1 = vec![("energy".to_owned(), 0), ("transport".to_owned(), 3)];
    let (page, _) = site.page("?q=prot&topic=energy&lang=fr", nothing.clone());
    has(&page, "class=\"k-facet__choice\"", 1);
    has(&page, "k-chip__count", 2);
    nothing.months = vec![("2024-03".parse().unwrap(), 1)];
    let (page, _) = site.page("?q=prot&year=2019", nothing);
    has(&page, "k-timeline\" aria-labelledby=\"timeline-title\" hidden", 0);
}

#[test]
fn estimates_are_said_to_be_some() {
    let site = Site::sample();
    let counted = [("culture", 0), ("energy", 1_200), ("transport", 3)];
    let counts = counted.map(|(key, count)| (key.to_owned(), count));
    let about =
        Answer { about: true, counts: vec![(Facet::Topic, counts.into())], ..answer(9, 0, 2) };
    let (page, _) = site.page("?q=a", about.clone());
    has(&page, "k-chip__count\">environ 1\u{202f}200<", 1);
    has(&page, "k-chip__count\">environ 3<", 1);
    // Of too few nothing is said, but they can be chosen: five of the seven that are shown.
    has(&page, "k-chip__count\"><", 5);
    has(&page, "id=\"topic-culture\"", 1);
    let (page, _) = site.page("?q=a", Answer { about: false, ..about });
    has(&page, "k-chip__count\">1\u{202f}200<", 1);
    has(&page, "k-chip__count\">0<", 0);
}

#[test]
fn texts_have_the_direction_of_their_letters() {
    let folder = Folder::new();
    let hebrew = "הנמל נפתח מחדש";
    let text = format!("{hebrew}\n\nLe port rouvre.\n\n- {hebrew}\n- {hebrew}\n\n> {hebrew}\n");
    for (name, head) in [("sans", ""), ("faux", "lang: fr\n"), ("juste", "lang: he\n")] {
        let header = format!("---\ntitle: \"{hebrew}\"\ndate: 2024-03-01\n{head}---\n");
        folder.write(format!("{name}.md"), format!("{header}{text}"));
    }
    let french = format!(
        "---\ntitle: Le port\nlang: fr\ndate: 2024-03-01\n---\n{text}\nLundi, à midi, le port rouvre, et la digue avec lui ; toute la ville y vient et l’on danse.\n"
    );
    folder.write("port.md", french);
    let site = Site::of(folder.path().to_owned());
    let (list, _) = site.page("", Answer::default());
    let titles: Vec<&str> = list.split("class=\"k-entry__title\"").skip(1).collect();
    assert_eq!(titles.len(), 4);
    for title in titles {
        let head = title.split('>').next().unwrap();
        let expected = if title.contains("Le port</a>") { "dir=\"ltr\"" } else { "dir=\"rtl\"" };
        assert!(head.contains(expected), "{head}");
    }
    for release in &site.0.releases {
        let address = Address::parse(&format!("r/{}/", release.slug), "");
        let (page, _) = site.shown(address, Answer::default());
        let prose = page.split("class=\"k-prose\"").nth(1).unwrap();
        let prose = prose.split("</div>").next().unwrap();
        let head = prose.split('>').next().unwrap();
        if release.title.as_deref() == Some("Le port") {
            assert!(head.contains("dir=\"ltr\""), "{head}");
            // The paragraph, the list and the quotation; what is inside them follows.
            assert_eq!(prose.matches("dir=\"rtl\"").count(), 3, "{prose}");
        } else {
            assert!(head.contains("dir=\"rtl\""), "{head}");
            assert_eq!(prose.matches("<p dir=\"ltr\">Le port rouvre.").count(), 1, "{prose}");
            assert_eq!(prose.matches("dir=").count(), 2, "{prose}");
        }
    }
}
