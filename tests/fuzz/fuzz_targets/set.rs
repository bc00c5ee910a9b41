//! set.json and the files that it names.
#![no_main]

const SMALLEST: &[u8] = br#"{"format":1,"build":"b","newsroom":{},"documents":0,"dated":0,"topics":[],"issuers":[],
    "places":[],"languages":[],"months":[],"with":{"media":0,"contact":0,"attachment":0},
    "cards":{"files":1,"per_folder":1,"folders":["h"]},"cards_in_page":8,
    "articles":{"files":1,"per_folder":1,"folders":["h"]},"index":"i"}"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use kiosque::bundle::Reader;
    let _ = Reader::open(bytes);
    let mut reader = Reader::open(SMALLEST).expect("a set");
    for file in ["set/cards/h/0.json", "set/articles/h/0.json"] {
        reader.provide(file, Some(bytes));
    }
});
