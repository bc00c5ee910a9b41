//! Any text is a query.
#![no_main]

thread_local! {
    static ENGINE: kiosque::search::Engine = kiosque::search::fuzzing::engine();
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use kiosque::search::Request;
    let query = String::from_utf8_lossy(bytes).into_owned();
    let request = Request { query, typing: bytes.len() % 2 == 0, counts: true, ..Request::default() };
    ENGINE.with(|engine| {
        let _ = (engine.missing(&request), engine.answer(&request));
    });
});
