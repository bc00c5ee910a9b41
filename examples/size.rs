//! What a reader downloads: `cargo run --example size -- dist` prints each file as it is, by gzip and by brotli, and the
//! sum of what the first page names. What it then asks for is measured in a browser by tests/e2e/size.rs.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};

fn main() -> io::Result<()> {
    let root = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "dist".to_owned()));
    let mut files: Vec<PathBuf> = Vec::new();
    walk(&root, &mut files)?;
    files.sort();
    let home = fs::read_to_string(root.join("index.html"))?;
    let mut sums = [("all", [0; 3]), ("named by index.html, and itself", [0; 3])];
    println!("{:>10} {:>10} {:>10}  file", "raw", "gzip", "brotli");
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file).display().to_string();
        let sizes = measure(&fs::read(file)?)?;
        // A newsroom has thousands of pages and packs; they are in the sum.
        if files.len() <= 60 || !name.contains('/') {
            line(sizes, &name);
        }
        let first = name == "index.html" || home.contains(&name);
        for ((_, sum), counts) in sums.iter_mut().zip([true, first]) {
            for (sum, size) in sum.iter_mut().zip(sizes).filter(|_| counts) {
                *sum += size;
            }
        }
    }
    for (what, sum) in sums {
        line(sum, what);
    }
    Ok(())
}

fn line([raw, gzip, brotli]: [usize; 3], what: &str) {
    println!("{raw:>10} {gzip:>10} {brotli:>10}  {what}");
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// The size as it is, by gzip at its best and by brotli at its best.
fn measure(bytes: &[u8]) -> io::Result<[usize; 3]> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &best)?;
    Ok([bytes.len(), gzip.finish()?.len(), brotli.len()])
}
