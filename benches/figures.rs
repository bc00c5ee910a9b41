//! The search engine in figures, on generated newsrooms: `cargo bench --bench figures [SIZES…]`.
//!
//! Prints a Markdown table: how fast an index is built, how large it is, and for each query what it
//! costs cold (bytes and files from nothing, and of those the bytes that the first hits wait for) and warm (time per keystroke). Times are native; the
//! browser's are measured by the side-by-side runs.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench stops at what it did not expect")]

#[path = "generate/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod generate;
#[path = "keystrokes/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the other bench")]
mod keystrokes;

use flate2::{Compression, write::GzEncoder};
use kiosque::model::{Language, Month};
use kiosque::search::{Builder, Document, Engine, Facet, HEAD, Options, Request};
use std::collections::BTreeMap;
use std::io::Write;
use std::time::{Duration, Instant};

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

fn document(release: generate::Generated) -> Document {
    let topics = release.topics.into_iter().map(|key| (Facet::Topic, key));
    let place = release.place.map(|key| (Facet::Place, key));
    Document {
        language: Language::new("fr"),
        title: release.title,
        summary: release.summary,
        body: release.body,
        extra: String::new(),
        facets: topics.chain([(Facet::Issuer, release.issuer)]).chain(place).collect(),
        month: Some(Month { year: release.month.0, month: release.month.1 }),
    }
}

/// What had to be fetched.
#[derive(Default)]
struct Fetched {
    files: usize,
    rounds: usize,
    bytes: usize,
    /// With gzip at level 6.
    zipped: usize,
    /// Of those, what there had to be for the first hits.
    first: usize,
}

/// Fetches as a page would: what the first hits need, then the rest.
fn fetch(engine: &mut Engine, files: &BTreeMap<String, Vec<u8>>, request: &Request) -> Fetched {
    let mut fetched = Fetched::default();
    loop {
        let [mut missing, later] = engine.missing_in_turn(request);
        let at_first = !missing.is_empty();
        if !at_first {
            missing = later;
        }
        if missing.is_empty() {
            return fetched;
        }
        fetched.rounds += 1;
        for name in missing {
            let file = &files[&name];
            engine.provide(&name, Some(file));
            let zipped = gzip(file);
            fetched.files += 1;
            fetched.bytes += file.len();
            fetched.zipped += zipped;
            fetched.first += if at_first { zipped } else { 0 };
        }
    }
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    for size in if sizes.is_empty() { vec![1_000, 10_000] } else { sizes } {
        measure(size);
    }
}

fn measure(size: usize) {
    let documents: Vec<Document> = generate::newsroom(size, 7).map(document).collect();
    let start = Instant::now();
    let mut builder = Builder::new(Options::default());
    builder.extend(&documents);
    let pushed = start.elapsed();
    let files: BTreeMap<String, Vec<u8>> = builder.finish().into_iter().collect();
    let built = start.elapsed();
    println!("\n## {size} releases\n");
    let rate = size as f64 / built.as_secs_f64();
    println!(
        "built in {built:.2?} (reading {pushed:.2?}): {rate:.0} releases a second on {} cores\n",
        std::thread::available_parallelism().unwrap()
    );
    println!("| files | count | bytes | gzip | largest |\n|---|---|---|---|---|");
    let mut kinds: BTreeMap<String, (usize, usize, usize, usize)> = BTreeMap::new();
    for (name, bytes) in &files {
        let kind = if name.contains("facet") { name } else { name.split('-').next().unwrap() };
        let sum = kinds.entry(kind.to_owned()).or_default();
        *sum = (sum.0 + 1, sum.1 + bytes.len(), sum.2 + gzip(bytes), sum.3.max(bytes.len()));
    }
    for (kind, (count, bytes, zipped, largest)) in kinds {
        println!("| {kind} | {count} | {bytes} | {zipped} | {largest} |");
    }
    println!(
        "\n| query | files | rounds | bytes | gzip | first hits | with counts | hits | p50 | p95 | with counts p95 |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    let texts = || documents.iter().map(|document| document.body.as_str());
    for (_, query) in keystrokes::queries("fr", &documents[size / 2].body, texts) {
        let mut engine = Engine::open(&files[HEAD]).unwrap();
        let request = Request { query: query.clone(), typing: true, ..Request::default() };
        let Fetched { files: count, rounds, bytes, zipped, first } =
            fetch(&mut engine, &files, &request);
        let head = &files[HEAD];
        let head_zipped = gzip(head);
        let total = engine.answer(&request).total;
        let times = time(&engine, &request);
        let counting = Request { counts: true, ..request };
        let more = fetch(&mut engine, &files, &counting).zipped;
        let with_counts = time(&engine, &counting);
        println!(
            "| {query} | {} | {rounds} | {} | {} | {} | +{more} | {total} | {:.2?} | {:.2?} | {:.2?} |",
            count + 1,
            bytes + head.len(),
            zipped + head_zipped,
            first + head_zipped,
            times.0,
            times.1,
            with_counts.1,
        );
    }
}

/// The median and the 95th percentile of a keystroke: what is missing, and the answer.
fn time(engine: &Engine, request: &Request) -> (Duration, Duration) {
    let mut times: Vec<Duration> = (0..40)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box((engine.missing(request), engine.answer(request)));
            start.elapsed()
        })
        .collect();
    times.sort();
    (times[20], times[38])
}
