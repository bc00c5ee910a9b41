//! A file of a source format: `ENDING` says which (`make fuzz DECODER=source ENDING=xml SEEDS=folder`), else the first byte.
//!
//! Of a Word or OpenDocument file the bytes are the text of the document in it: those of the archive would hardly ever be one.
#![no_main]

use kiosque::{
    ingest::{Options, load_given},
    zip,
};
use std::sync::LazyLock;

const ENDINGS: [&str; 11] = ["json", "md", "txt", "html", "xml", "docx", "odt", "eml", "csv", "zip", ""];
static ENDING: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("ENDING").ok().filter(|ending| !ending.is_empty()));

fn packed(ending: &str, text: &[u8]) -> Vec<u8> {
    let files: &[(&str, &[u8])] = match ending {
        "docx" => &[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", text), ("word/styles.xml", text), ("word/footnotes.xml", text)],
        "odt" => &[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", text), ("styles.xml", text)],
        _ => return text.to_vec(),
    };
    zip::zip(files).expect("an archive of three files")
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (ending, bytes) = match &*ENDING {
        Some(ending) => (ending.as_str(), packed(ending, bytes)),
        None => {
            let Some((first, rest)) = bytes.split_first() else { return };
            (ENDINGS[usize::from(*first) % ENDINGS.len()], rest.to_vec())
        }
    };
    let loaded = load_given(&[(format!("a.{ending}"), bytes)], &Options::default());
    for problem in &loaded.problems {
        assert!(!problem.message.is_empty());
    }
});
