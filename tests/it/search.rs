//! The search engine from outside: documents in, files, requests, answers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop at what they did not expect")]

use kiosque::model::{Language, Month};
use kiosque::search::{
    Answer, Builder, Document, Dropped, Engine, Facet, HEAD, Options, Request, Sort, What,
};
use std::collections::BTreeMap;

/// Builds an index and keeps its files, as a server would.
pub(crate) struct Site {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) engine: Engine,
    /// The names of the files that were fetched.
    pub(crate) fetched: Vec<String>,
}

impl Site {
    pub(crate) fn new(options: Options, documents: &[Document]) -> Self {
        let mut builder = Builder::new(options);
        documents.iter().for_each(|document| builder.push(document));
        let files: BTreeMap<String, Vec<u8>> = builder.finish().into_iter().collect();
        let engine = Engine::open(&files[HEAD]).unwrap();
        Self { files, engine, fetched: vec![HEAD.to_owned()] }
    }

    pub(crate) fn answer(&mut self, request: &Request) -> Answer {
        for round in 0.. {
            assert!(round < 5, "{request:?} keeps asking for files");
            let missing = self.engine.missing(request);
            if missing.is_empty() {
                break;
            }
            for name in missing {
                self.engine.provide(&name, self.files.get(&name).map(Vec::as_slice));
                self.fetched.push(name);
            }
        }
        self.engine.answer(request)
    }

    pub(crate) fn search(&mut self, query: &str) -> Answer {
        self.answer(&Request { query: query.into(), ..Request::default() })
    }

    pub(crate) fn found(&mut self, query: &str) -> Vec<u32> {
        self.search(query).hits.iter().map(|hit| hit.document).collect()
    }
}

fn month(text: &str) -> Option<Month> {
    text.parse().ok()
}

fn release(
    title: &str,
    body: &str,
    facets: &[(Facet, &str)],
    date: &str,
    language: &str,
) -> Document {
    Document {
        language: Language::new(language),
        title: title.into(),
        summary: String::new(),
        body: body.into(),
        extra: String::new(),
        facets: facets.iter().map(|(facet, key)| (*facet, (*key).to_owned())).collect(),
        month: month(date),
    }
}

fn newsroom() -> Site {
    use Facet::{Issuer, Language, Place, Topic};
    let documents = [
        release(
            "Un plan pour l’emploi des jeunes",
            "Le gouvernement annonce un plan de relance. Les chevaux n’y sont pour rien.",
            &[(Topic, "emploi"), (Issuer, "etat"), (Language, "fr"), (Place, "paris")],
            "2024-06",
            "fr",
        ),
        release(
            "A plan for youth employment",
            "The government announced funding for children.",
            &[(Topic, "emploi"), (Issuer, "etat"), (Language, "en")],
            "2024-06",
            "en",
        ),
        release(
            "Le budget de la santé",
            "Relance du plan hospitalier : l’hôpital de Lyon reçoit 14,2 millions. Porte-monnaie.",
            &[(Topic, "sante"), (Issuer, "ville"), (Language, "fr"), (Place, "lyon")],
            "2023-01",
            "fr",
        ),
        release("Sans date", "Un cheval au galop.", &[(Language, "fr")], "", "fr"),
    ];
    let labels =
        [((Topic, "sante".to_owned()), vec!["Santé publique".to_owned(), "Health".to_owned()])];
    Site::new(Options { labels: labels.into(), ..Options::default() }, &documents)
}

#[test]
fn finds_words_in_every_form() {
    let mut site = newsroom();
    for (query, expected) in [
        ("emploi", &[0][..]),
        ("EMPLOIS", &[0]),
        ("cheval", &[3, 0]),
        ("chevaux", &[0, 3]),
        ("hopital", &[2]),
        ("l'hôpital", &[2]),
        ("gouvernemant", &[0]),
        ("ouvernement", &[0]),
        ("announce", &[1]),
        ("funds", &[1]),
        ("portemonnaie", &[2]),
        ("porte-monnaie", &[2]),
        ("14,2", &[2]),
        ("lycée OR galop", &[3]),
        ("plan -budget -youth", &[0]),
        ("\"plan de relance\"", &[0]),
        ("\"relance du plan\"", &[2]),
        ("\"relance plan\"", &[0, 2]),
        ("\"emplois\"", &[0]),
        ("title:plan", &[0, 1]),
        ("title:relance", &[]),
        ("topic:santé", &[2]),
        ("topic:HEALTH", &[2]),
        ("-topic:emploi plan", &[2]),
        ("lang:en plan", &[1]),
        ("date:2023", &[2]),
        ("after:2024 plan", &[0, 1]),
        ("before:2024", &[2]),
        ("place:mars", &[]),
        ("-plan", &[3]),
        ("(budget OR youth) -hospitalier", &[1]),
        ("xyzzy", &[]),
    ] {
        assert_eq!(site.found(query), expected, "{query}");
    }
}

/// What keeps everything out is the filter then, and no word is said to be given up.
#[test]
fn words_are_not_given_up_for_a_filter() {
    let mut site = newsroom();
    let mut given_up = |query: &str| {
        let answer = site.search(query);
        let parts = answer.understood().parts;
        (answer.total, parts.into_iter().map(|part| part.given_up).collect::<Vec<_>>())
    };
    assert_eq!(given_up("emploi date:2018"), (0, vec![false, false]));
    assert_eq!(given_up("emploi jeunes date:2018"), (0, vec![false, false, false]));
    assert_eq!(given_up("emploi xyzzyx date:2024"), (1, vec![false, true, false]));
    assert_eq!(given_up("emploi galop"), (1, vec![false, true]));
}

#[test]
fn the_last_word_is_a_beginning_while_typing() {
    let mut site = newsroom();
    let mut typed = |query: &str| {
        let request = Request { query: query.into(), typing: true, ..Request::default() };
        site.answer(&request).hits.iter().map(|hit| hit.document).collect::<Vec<_>>()
    };
    assert_eq!(typed("gouv"), [0]);
    assert_eq!(typed("hosp"), [2]);
    assert_eq!(typed("budget yo"), [1]);
    assert_eq!(typed("gouvx"), [0]);
}

#[test]
fn counts_are_disjunctive() {
    let mut site = newsroom();
    let mut request = Request { query: "plan".into(), counts: true, ..Request::default() };
    request.selection.toggle(Facet::Topic, "sante");
    request.selection.toggle_year(2023);
    let answer = site.answer(&request);
    assert_eq!(answer.total, 1);
    let topic = |key| answer.count(Facet::Topic, key);
    // Without the topic, but with the year.
    assert_eq!((topic("sante"), topic("emploi"), topic("nowhere")), (Some(1), Some(0), Some(0)));
    assert_eq!(answer.count(Facet::Place, "paris"), Some(0));
    assert_eq!((answer.months.len(), answer.in_year(2023)), (1, 1));
    request.selection.toggle_year(2023);
    let answer = site.answer(&request);
    assert_eq!(answer.count(Facet::Topic, "emploi"), Some(2));
    request.selection.clear(Facet::Topic);
    assert_eq!(
        site.answer(&request).months,
        [(month("2024-06").unwrap(), 2), (month("2023-01").unwrap(), 1)]
    );
}

#[test]
fn of_many_documents_a_sample_is_counted_until_all_are_to_be() {
    let document = |number: u32| {
        let topics = [("tiers", number.is_multiple_of(3)), ("rare", number < 3)];
        let topics = topics.iter().filter(|(_, has)| *has).map(|(key, _)| (Facet::Topic, *key));
        release("plan", "", &topics.collect::<Vec<_>>(), "2024-06", "fr")
    };
    let request =
        |exact| Request { query: "plan".into(), counts: true, exact, ..Request::default() };
    let facets = |site: &Site| {
        let names = site.fetched.iter().filter(|name| name.starts_with("facet"));
        names.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    let topics = |answer: &Answer| ["tiers", "rare"].map(|key| answer.count(Facet::Topic, key));

    let mut site = Site::new(Options::default(), &(0..300).map(document).collect::<Vec<_>>());
    for exact in [false, true] {
        let answer = site.answer(&request(exact));
        assert_eq!((answer.about, topics(&answer)), (false, [Some(100), Some(3)]));
        assert_eq!(facets(&site), "facets-0");
    }

    let mut site = Site::new(Options::default(), &(0..9_000).map(document).collect::<Vec<_>>());
    let answer = site.answer(&request(false));
    let [Some(third), Some(0)] = topics(&answer) else { panic!("{:?}", topics(&answer)) };
    assert!(answer.about && (2_700..=3_300).contains(&third), "{third}");
    assert_eq!(facets(&site), "facets-0");
    let answer = site.answer(&request(true));
    assert_eq!((answer.about, topics(&answer)), (false, [Some(3_000), Some(3)]));
    assert_eq!(facets(&site), "facets-0 facet-topic");
    // Without them, nothing is counted, and all else is answered.
    let mut site = Site::new(Options::default(), &(0..300).map(document).collect::<Vec<_>>());
    site.files.remove("facets-0");
    let answer = site.answer(&request(false));
    assert_eq!((answer.total, topics(&answer)), (300, [None, None]));
}

#[test]
fn without_a_query_the_head_is_enough() {
    let site = newsroom();
    let request = Request { counts: true, ..Request::default() };
    assert!(site.engine.missing(&request).is_empty());
    let answer = site.engine.answer(&request);
    assert_eq!(answer.total, 4);
    assert_eq!(answer.count(Facet::Topic, "emploi"), Some(2));
    let order = |sort| {
        let request = Request { sort, ..Request::default() };
        site.engine.answer(&request).hits.iter().map(|hit| hit.document).collect::<Vec<_>>()
    };
    assert_eq!(order(Sort::Newest), [0, 1, 2, 3]);
    assert_eq!(order(Sort::Relevance), [0, 1, 2, 3]);
    assert_eq!(order(Sort::Oldest), [2, 1, 0, 3]);
    let request = Request { offset: 1, limit: 2, ..Request::default() };
    let page: Vec<u32> = site.engine.answer(&request).hits.iter().map(|hit| hit.document).collect();
    assert_eq!(page, [1, 2]);
}

#[test]
fn says_what_it_understood_and_what_to_give_up() {
    let mut site = newsroom();
    let answer = site.search("gouvernemant");
    assert_eq!(answer.suggestion.as_deref(), Some("gouvernement"));
    let What::Word { forms, .. } = &answer.understood().parts[0].what else { panic!() };
    assert_eq!(forms[0].word, "gouvernement");

    let answer = site.search("galop date:2023");
    assert_eq!(answer.total, 0);
    assert_eq!((answer.relax[0].drop.clone(), answer.relax[0].total), (Dropped::Part(1), 1));

    let mut request = Request { query: "galop".into(), ..Request::default() };
    request.selection.toggle(Facet::Topic, "sante");
    let answer = site.answer(&request);
    assert_eq!(
        (answer.relax[0].drop.clone(), answer.relax[0].total),
        (Dropped::Facet(Facet::Topic), 1)
    );
}

#[test]
fn a_missing_file_costs_its_words_and_nothing_else() {
    let mut site = newsroom();
    let request = Request { query: "plan topic:sante".into(), counts: true, ..Request::default() };
    for name in site.engine.missing(&request) {
        let bytes = if name.contains("terms") { None } else { site.files.get(&name) };
        site.engine.provide(&name, bytes.map(Vec::as_slice));
    }
    let answer = site.engine.answer(&request);
    assert_eq!(answer.unavailable, ["plan"]);
    assert_eq!(answer.total, 0);
    assert!(site.engine.missing(&request).is_empty());
}

#[test]
fn damaged_files_never_do_harm() {
    let site = newsroom();
    let requests: Vec<Request> =
        ["plan", "\"plan de relance\"", "gouvernemant", "title:plan topic:sante"]
            .map(|query| Request {
                query: query.into(),
                counts: true,
                typing: query == "plan",
                ..Request::default()
            })
            .into();
    for (name, bytes) in &site.files {
        for cut in (0..bytes.len()).step_by(7) {
            for flip in [false, true] {
                let mut damaged = if flip { bytes.clone() } else { bytes[..cut].to_vec() };
                if flip {
                    damaged[cut] ^= 0x55;
                }
                if name == HEAD {
                    assert!(Engine::open(&damaged).is_err());
                    continue;
                }
                let mut engine = Engine::open(&site.files[HEAD]).unwrap();
                for request in &requests {
                    for _ in 0..4 {
                        for missing in engine.missing(request) {
                            let bytes =
                                if missing == *name { &damaged } else { &site.files[&missing] };
                            engine.provide(&missing, Some(bytes));
                        }
                    }
                    assert!(engine.missing(request).is_empty());
                    let _ = engine.answer(request);
                }
            }
        }
    }
}

#[test]
fn an_index_of_nothing_answers() {
    let mut site = Site::new(Options::default(), &[]);
    for query in ["", "a", "\"a b\"", "topic:x", "gouvernement"] {
        let request =
            Request { query: query.into(), typing: true, counts: true, ..Request::default() };
        assert_eq!(site.answer(&request).total, 0);
    }
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    assert_eq!(newsroom().files, newsroom().files);
}

#[test]
fn the_language_of_the_reader_comes_first() {
    // The same release in both languages, and one that says the word twice.
    let document = |language: &str, body: &str| Document {
        language: Language::new(language),
        title: "Port Tramway 2024".into(),
        body: body.into(),
        facets: vec![(Facet::Language, language.into())],
        ..Document::default()
    };
    let other = |language: &str| Document { title: "Autre".into(), ..document(language, "") };
    let documents = [
        document("fr", "Tramway. Un texte."),
        document("en-gb", "Tramway. A text."),
        other("fr"),
        other("en-gb"),
    ];
    let mut site = Site::new(Options::default(), &documents);
    let mut found = |query: &str, language: Option<&str>, counts| {
        let language = language.and_then(Language::new);
        let request = Request { query: query.into(), language, counts, ..Request::default() };
        let answer = site.answer(&request);
        answer.hits.iter().map(|hit| hit.document).collect::<Vec<u32>>()
    };
    for query in ["tramway", "tramway 2024", "\"port tramway\"", "tramw"] {
        // With counts and without: a release has the neighbours that it had in the list.
        for counts in [true, false] {
            assert_eq!(found(query, Some("fr"), counts), [0, 1], "{query}");
            assert_eq!(found(query, Some("en"), counts), [1, 0], "{query}");
            assert_eq!(found(query, Some("de"), counts), found(query, None, counts), "{query}");
        }
    }
    // An order by date is by date.
    let newest = |language: &str| {
        let language = Language::new(language);
        let sort = Sort::Newest;
        let request = Request { query: "tramway".into(), language, sort, ..Request::default() };
        let answer = site.answer(&request);
        answer.hits.iter().map(|hit| hit.document).collect::<Vec<u32>>()
    };
    assert_eq!(["fr", "en"].map(newest), [[0, 1], [0, 1]]);
}
