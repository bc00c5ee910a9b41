//! Messages between the page and the worker.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use kiosque::bundle::{Question, Reply, searcher::from_message};
    let text = String::from_utf8_lossy(bytes);
    let _ = (from_message::<Question>(&text), from_message::<Reply>(&text));
});
