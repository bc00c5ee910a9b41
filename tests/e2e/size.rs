//! What a reader downloads before the first list is there, counted by what the host was asked for; and what the search engine
//! weighs in its worker.

use std::collections::BTreeSet;
use std::path::Path;

use kiosque_measure::size;

use crate::page::Page;

/// At most this, by brotli, without images: until the viewer is awake there are 170 KB to spend. The engine comes when somebody
/// searches.
const LIMIT: usize = 170_000;

/// At most this, by brotli, before a page can be read: the page itself, its style and one short script.
const READING_LIMIT: usize = 20_000;

/// At most this much of the search worker may be the engine, by gzip.
const ENGINE_LIMIT: u64 = 56_000;

/// Prints what the engine adds to the search worker of a site.
///
/// # Errors
///
/// If that is more than the limit.
pub(crate) fn engine_is_small(dist: &Path) -> Result<(), String> {
    // Only what lies beside the front page, not the whole site, which takes a minute to compress.
    let files = std::fs::read_dir(dist).map_err(|error| error.to_string())?.flatten();
    let name = |file: &std::fs::DirEntry| file.file_name().to_string_lossy().into_owned();
    let wasm = files.filter(|file| name(file).ends_with(".wasm"));
    let sizes: Vec<size::Size> = wasm
        .filter_map(|file| Some(size::size(&name(&file), &std::fs::read(file.path()).ok()?)))
        .collect();
    let engine = size::engine(&sizes).ok_or("no search worker in the site")?;
    println!("\n{engine:>8}  the search engine by gzip, of {ENGINE_LIMIT}");
    if engine > ENGINE_LIMIT {
        return Err(format!("the search engine has {engine} bytes by gzip, of {ENGINE_LIMIT}"));
    }
    Ok(())
}

/// Prints what has to come before the front page can be read, file by file.
///
/// # Errors
///
/// If that is more than the limit.
pub(crate) fn reading_is_small(dist: &Path) -> Result<(), String> {
    let files = std::fs::read_dir(dist).map_err(|error| error.to_string())?.flatten();
    let is_first =
        |name: &str| name == "index.html" || name.ends_with(".css") || name.starts_with("early-");
    let mut sizes = Vec::new();
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        if is_first(&name) {
            let bytes = std::fs::read(file.path()).map_err(|error| error.to_string())?;
            sizes.push((brotli_size(&bytes), name));
        }
    }
    sizes.iter().for_each(|(size, name)| println!("{size:>8}  {name}"));
    let total: usize = sizes.iter().map(|(size, _)| size).sum();
    println!("{total:>8}  before the front page can be read, by brotli, of {READING_LIMIT}");
    if sizes.len() != 3 {
        return Err(format!("a page, a style and a script are wanted: {sizes:?}"));
    }
    if total > READING_LIMIT {
        return Err(format!("{total} bytes come before a page can be read, of {READING_LIMIT}"));
    }
    Ok(())
}

impl Page {
    /// Opens home, waits until it asks for nothing more, prints each file that came until the viewer was awake and fails
    /// above the limit. What comes then, the service worker asks for, and is itself the first of it (boot.js).
    pub(crate) async fn expect_small_first_load(&self) {
        self.open("").await;
        self.sees("h1", "").await;
        self.quiet().await;
        let seen = self.site.seen();
        let name = |file: &Path| file.file_name().unwrap_or_default().display().to_string();
        let worker = seen.iter().position(|seen| seen.path.ends_with("sw.js"));
        let before = seen.iter().take(worker.expect("a service worker"));
        let files: BTreeSet<_> = before.filter_map(|seen| seen.file.clone()).collect();
        let words = files.iter().filter(|file| name(file).starts_with("words-")).count();
        assert_eq!(words, 1, "the words of one language are enough");
        let (mut total, mut lines) = (0, Vec::new());
        for file in files {
            let bytes = std::fs::read(&file).expect("a file that was served");
            let size = brotli_size(&bytes);
            let image = file.extension().is_some_and(|kind| kind == "svg" || kind == "png");
            lines.push(format!(
                "{size:>8}  {}{}",
                name(&file),
                if image { " (not counted)" } else { "" }
            ));
            total += if image { 0 } else { size };
        }
        let table = format!("{}\n{total:>8}  first load by brotli, of {LIMIT}", lines.join("\n"));
        println!("\n{table}");
        assert!(total <= LIMIT, "too much:\n{table}");
    }
}

fn brotli_size(bytes: &[u8]) -> usize {
    let best = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &best).expect("compressed in memory");
    out.len()
}
