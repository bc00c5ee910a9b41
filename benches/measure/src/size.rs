//! How many bytes a folder costs those who read it: as it lies, and as hosts send it.

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use serde::Serialize;
use std::{fs, io::Write, path::Path};

/// The size of a file in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Size {
    /// The file, relative to the folder, with `/` between its parts.
    pub file: String,
    /// As it lies.
    pub raw: u64,
    /// With gzip at level 9.
    pub gzip: u64,
    /// With brotli at quality 11.
    pub brotli: u64,
}

/// What a worker weighs that searches nothing, in bytes by gzip: the runtime of Rust and wasm-bindgen,
/// messages, `fetch`, futures, and JSON in both directions. Measured: `bin/search.rs` that reads a
/// value, fetches the file of that name and prints it, built and optimised like the worker, is 11,259;
/// with names shortened as they are in a site, a little less.
pub(crate) const EMPTY_WORKER: u64 = 11_000;

/// What the search engine adds to its worker, in bytes by gzip: the worker's wasm, `search-….wasm`,
/// without [`EMPTY_WORKER`]. `None` if that file is not among `sizes`.
#[must_use]
pub fn engine(sizes: &[Size]) -> Option<u64> {
    let is_worker = |file: &str| file.starts_with("search-") && file.ends_with(".wasm");
    let worker = sizes.iter().find(|size| is_worker(&size.file))?;
    Some(worker.gzip.saturating_sub(EMPTY_WORKER))
}

/// The size of a file's contents.
#[must_use]
pub fn size(file: &str, bytes: &[u8]) -> Size {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let _ = gzip.write_all(bytes);
    let gzip = gzip.finish().unwrap_or_default();
    let mut brotli = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    let _ = brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &params);
    let length = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Size { file: file.to_owned(), raw: length(bytes), gzip: length(&gzip), brotli: length(&brotli) }
}

/// The sizes of all files in a folder, by name.
///
/// # Errors
///
/// If a file cannot be read.
pub fn sizes(dir: &Path) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path();
            let bytes = fs::read(path).with_context(|| path.display().to_string())?;
            let file = path.strip_prefix(dir).unwrap_or(path);
            sizes.push(size(&file.to_string_lossy().replace('\\', "/"), &bytes));
        }
    }
    Ok(sizes)
}
