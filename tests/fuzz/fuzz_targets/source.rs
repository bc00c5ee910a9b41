//! A file of any source format: the first byte says which ending it has.
#![no_main]

use kiosque::ingest::{Options, load_given};

const ENDINGS: [&str; 11] = ["json", "md", "txt", "html", "xml", "docx", "odt", "eml", "csv", "zip", ""];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let ending = ENDINGS[usize::from(*first) % ENDINGS.len()];
    let loaded = load_given(&[(format!("a.{ending}"), rest.to_vec())], &Options::default());
    for problem in &loaded.problems {
        assert!(!problem.message.is_empty());
    }
});
