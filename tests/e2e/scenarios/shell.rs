//! The page that holds everything: it starts, at any address, and keeps to its folder.

use crate::page::Page;
use crate::runner::{Test, tests};

pub(crate) const TESTS: &[Test] =
    tests![starts, is_accessible, stays_in_its_folder, fits_a_telephone, loads_little];

async fn starts(page: &Page) {
    page.open("").await;
    page.sees("h1", "").await;
    assert!(page.title().await.contains("Kiosque"), "{}", page.title().await);
}

async fn is_accessible(page: &Page) {
    page.open("").await;
    page.sees("h1", "").await;
    for dark in [false, true] {
        page.dark(dark).await;
        page.expect_accessible().await;
    }
}

async fn stays_in_its_folder(page: &Page) {
    page.open("").await;
    page.sees("h1", "").await;
    page.quiet().await;
    let failed: Vec<_> = page.site.seen().into_iter().filter(|seen| seen.status >= 400).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

async fn fits_a_telephone(page: &Page) {
    page.viewport(360, 740).await;
    page.open("").await;
    page.sees("h1", "").await;
    page.until("document.documentElement.scrollWidth <= innerWidth").await;
}

async fn loads_little(page: &Page) {
    page.expect_small_first_load().await;
}
