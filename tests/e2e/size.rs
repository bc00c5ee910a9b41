//! What a reader downloads before the first list is there, counted by what the host was asked for.

use std::collections::BTreeSet;

use crate::page::Page;

/// At most this, by brotli, without images: a second on a poor connection (1.2 Mbit/s). What has to come before the list can be
/// read is a tenth of it: the page, its style and one short script. The engine comes when somebody searches.
const LIMIT: usize = 150_000;

impl Page {
    /// Opens home, waits until it asks for nothing more, prints each file and fails above the limit.
    pub(crate) async fn expect_small_first_load(&self) {
        self.open("").await;
        self.sees("h1", "").await;
        self.quiet().await;
        let files: BTreeSet<_> =
            self.site.seen().into_iter().filter_map(|seen| seen.file).collect();
        let (mut total, mut lines) = (0, Vec::new());
        for file in files {
            let bytes = std::fs::read(&file).expect("a file that was served");
            let size = brotli_size(&bytes);
            let image = file.extension().is_some_and(|kind| kind == "svg" || kind == "png");
            let name = file.file_name().unwrap_or_default().display();
            lines.push(format!("{size:>8}  {name}{}", if image { " (not counted)" } else { "" }));
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
