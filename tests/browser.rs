//! The core compiled to WebAssembly, run in a headless browser by `wasm-bindgen-test`: what differs from native (integer
//! sizes, no clock, no threads) is found here, before the end-to-end tests.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use kiosque::{
    bundle::{LoadError, Missing, Need, Reader, layout::sealed},
    i18n::Interface,
    model::{Date, Slug},
    route::{Address, Route},
    search::{Builder, Document, Engine, HEAD, Options, Request, highlight::Matcher},
};
use std::collections::BTreeMap;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn an_index_is_written_read_and_searched() {
    let mut builder = Builder::new(Options::default());
    for title in ["L’aéroport d’hiver rouvre", "Le port de pêche", "Rien à voir"] {
        builder.push(&Document { title: title.to_owned(), ..Document::default() });
    }
    let files: BTreeMap<String, Vec<u8>> = builder.finish().into_iter().collect();
    let mut engine = Engine::open(&files[HEAD]).unwrap();
    for (query, document) in [("aeroport", 0), ("l'aéroports", 0), ("pech", 1), ("aréoport", 0)] {
        let request = Request { query: query.to_owned(), typing: true, ..Request::default() };
        loop {
            let missing = engine.missing(&request);
            if missing.is_empty() {
                break;
            }
            for name in missing {
                engine.provide(&name, files.get(&name).map(Vec::as_slice));
            }
        }
        let answer = engine.answer(&request);
        assert_eq!(answer.hits.first().map(|hit| hit.document), Some(document), "{query}");
        assert!(!Matcher::new(&answer.understood()).ranges("L’aéroport et la pêche").is_empty());
    }
}

#[wasm_bindgen_test]
fn addresses_and_dates_are_as_on_the_other_side() {
    let address = Address::parse("r/2024-port/", "q=l%E2%80%99eau&ui=en");
    assert!(matches!(address.route, Route::Release { .. }));
    assert_eq!(address.href(), "r/2024-port/?q=l%E2%80%99eau&ui=en");
    let date: Date = "0000-03-01".parse().unwrap();
    assert_eq!(date.unix_seconds(), -62_162_035_200);
    assert_eq!(Interface::French.messages().number(u64::MAX).chars().count(), 26);
}

#[wasm_bindgen_test]
fn a_set_is_opened_or_refused() {
    let set = br#"{"format":2,"build":"b","newsroom":{"title":"N"},"documents":1,"dated":0,"topics":[],"issuers":[],
        "places":[],"languages":[["fr",1]],"months":[],"with":{"media":0,"contact":0,"attachment":0},
        "cards":{"files":1,"per_folder":1,"folders":["c"]},"cards_in_page":120,
        "articles":{"files":1,"per_folder":1,"folders":["a"]},"index":"i"}"#;
    assert!(matches!(Reader::open(set), Err(LoadError::Broken { .. })), "shown without its seal");
    let reader = Reader::open(&sealed(0, set)).unwrap();
    let need = Need::Article(Slug::new("x").unwrap());
    let file = |file: &str| Missing::File(file.to_owned());
    assert_eq!(reader.missing(&need), [file("set/articles/a/0.json")]);
    assert_eq!(reader.missing(&Need::List(Request::default())), [file("set/cards/c/0.json")]);
    assert!(matches!(Reader::open(b"{\"format\":9}"), Err(LoadError::OtherVersion { .. })));
}
