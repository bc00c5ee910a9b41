//! What all pages share: the language of the interface, the theme, sizes, accessibility, and what is downloaded.

use crate::page::Page;
use crate::runner::{Test, tests};
use serde_json::json;

pub(crate) const TESTS: &[Test] = tests![
    is_accessible,
    fits_every_width,
    changes_language,
    keeps_the_theme,
    is_small,
    ; elsewhere:
    stays_in_its_folder,
];

/// A page of each kind: list, results, nothing found, releases with everything and with gaps, media, a press
/// kit, about.
/// A part of a list, on which the viewer does not wake.
const STILL: &str = "topic/photo-multimedia/2/";

const PAGES: [&str; 11] = [
    "?ui=fr",
    "?ui=en&q=port&topic=energy",
    "?ui=fr&q=xyzzyxyzzy",
    "r/2025-02-nouveaux-tarifs-fr/?ui=fr",
    "r/2022-10-rappel-lot-carotte-fr/?ui=en",
    "r/2022-03-nuit-poesie-deux-rives-fr/?ui=fr",
    "r/forum-chine-asie-centrale/?ui=fr",
    "r/prix-du-premier-chapitre-reglement-fr/?ui=fr",
    "media/?ui=fr",
    "r/2024-03-kit-port-sans-fumee-fr/?ui=en",
    "about/?ui=en",
];

async fn is_accessible(page: &Page) {
    for address in PAGES {
        page.open(address).await;
        page.sees("h1", "").await;
        page.quiet().await;
        for dark in [false, true] {
            page.dark(dark).await;
            page.expect_accessible().await;
        }
    }
    page.open_asleep(STILL).await;
    for dark in [false, true] {
        page.dark(dark).await;
        page.expect_accessible().await;
    }
}

async fn stays_in_its_folder(page: &Page) {
    for address in PAGES {
        page.open(address).await;
        page.sees("h1", "").await;
        page.quiet().await;
    }
    let failed: Vec<_> = page.site.seen().into_iter().filter(|seen| seen.status >= 400).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

async fn fits_every_width(page: &Page) {
    for width in [320, 360, 768, 1280] {
        page.viewport(width, 740).await;
        for address in PAGES {
            page.open(address).await;
            page.sees("h1", "").await;
            page.until("document.documentElement.scrollWidth <= innerWidth").await;
        }
        page.open_asleep(STILL).await;
        page.until("document.documentElement.scrollWidth <= innerWidth").await;
    }
}

async fn changes_language(page: &Page) {
    page.open("?ui=fr&q=port").await;
    page.sees(".k-results__count", "communiqués").await;
    page.click_on(".k-languages a", "English").await;
    page.sees(".k-results__count", "releases").await;
    page.at("?q=port&ui=en").await;
    page.until("document.documentElement.lang === 'en'").await;
    // The choice is kept for addresses that name no language.
    page.open("").await;
    page.sees(".k-results__count", "releases").await;
    page.back().await;
    page.sees(".k-results__count", "releases").await;
}

async fn keeps_the_theme(page: &Page) {
    page.open("").await;
    page.click(".k-theme").await;
    page.until("document.documentElement.dataset.theme === 'light'").await;
    page.click(".k-theme").await;
    page.until("document.documentElement.dataset.theme === 'dark'").await;
    page.reload().await;
    page.sees("h1", "").await;
    page.until("document.documentElement.dataset.theme === 'dark'").await;
    page.js("localStorage.clear()", json!([])).await;
}

/// The gate: what the front page asks for, images aside, is at most 170 KB by brotli.
async fn is_small(page: &Page) {
    page.expect_small_first_load().await;
}
