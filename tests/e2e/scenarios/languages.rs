//! The words of the interface are a file for each language: one comes with the page, another when the reader wants it.

use crate::browser::Engine;
use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Fault;

pub(crate) const TESTS: &[Test] = tests![
    waits_for_its_words,
    stays_in_the_language_it_has,
    asks_for_what_came_damaged_anew,
    ; elsewhere:
    changes_without_a_network,
    starts_in_the_language_that_is_there,
];

/// The file with the words of a language.
fn words(page: &Page, tag: &str) -> String {
    page.site.named(&format!("words-{tag}-"), ".txt")
}

async fn waits_for_its_words(page: &Page) {
    page.site.fail(&words(page, "en"), Fault::Held);
    page.open("?ui=fr&q=port").await;
    page.sees(".k-results__count", "communiqués").await;
    page.click_on(".k-languages a", "English").await;
    page.at("?q=port&ui=en").await;
    // It is asked for, and all the while the page reads and works as it did.
    page.click(".k-theme").await;
    page.until("document.documentElement.dataset.theme === 'light'").await;
    page.sees(".k-theme", "Clair").await;
    page.until("document.documentElement.lang === 'fr'").await;
    page.site.mend();
    page.sees(".k-results__count", "releases").await;
    page.sees(".k-theme", "Light").await;
    page.until("document.documentElement.lang === 'en'").await;
    page.back().await;
    page.sees(".k-results__count", "communiqués").await;
}

async fn stays_in_the_language_it_has(page: &Page) {
    page.expects_error("404");
    page.site.fail(&words(page, "en"), Fault::Missing);
    page.open("r/2025-02-nouveaux-tarifs-fr/?ui=fr").await;
    page.click_on(".k-languages a", "English").await;
    page.sees(".k-update", "Cette langue n’a pas pu être chargée").await;
    page.until("document.documentElement.lang === 'fr'").await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    page.expect_accessible().await;
    // Nothing is said once it is not wanted.
    page.click_on(".k-languages a", "Français").await;
    page.gone(".k-update button:not([hidden])").await;
    page.click_on(".k-languages a", "English").await;
    page.sees(".k-update", "Cette langue").await;
    page.site.mend();
    page.click_on(".k-update button", "Réessayer").await;
    page.until("document.documentElement.lang === 'en'").await;
    page.gone(".k-update button:not([hidden])").await;
}

async fn asks_for_what_came_damaged_anew(page: &Page) {
    let file = words(page, "fr");
    let bytes = std::fs::read(page.site.root().join(&file)).expect("words");
    page.site.fail(&file, Fault::Bytes(bytes[..bytes.len() / 2].to_vec()));
    page.open("?ui=fr").await;
    page.until("document.documentElement.lang === 'en'").await;
    page.sees(".k-update", "That language could not be loaded").await;
    page.site.mend();
    page.click_on(".k-update button", "Try again").await;
    page.until("document.documentElement.lang === 'fr'").await;
    page.sees(".k-results__count", "communiqués").await;
}

async fn changes_without_a_network(page: &Page) {
    // WebKitGTK's driver runs with workers of its own mind.
    if page.engine == Engine::WebKit {
        return;
    }
    page.open("?ui=fr").await;
    page.until("navigator.serviceWorker.controller").await;
    for words in ["ERR_CONNECTION_REFUSED", "ERR_FAILED", "NetworkError", "Failed to fetch"] {
        page.expects_error(words);
    }
    page.site.stop();
    page.click_on(".k-languages a", "English").await;
    page.sees(".k-results__count", "releases").await;
    page.until("document.documentElement.lang === 'en'").await;
    page.site.resume();
}

async fn starts_in_the_language_that_is_there(page: &Page) {
    page.expects_error("404");
    page.site.fail(&words(page, "en"), Fault::Missing);
    page.open("?ui=en&q=port").await;
    page.sees(".k-results__count", "communiqués").await;
    page.sees(".k-update", "Cette langue").await;
    page.site.mend();
    page.click_on(".k-update button", "Réessayer").await;
    page.sees(".k-results__count", "releases").await;
    // That of the page came with it, and no other before the page was awake.
    page.site.forget();
    page.open("?ui=fr").await;
    let asked = || page.site.seen().into_iter().map(|seen| seen.path);
    let first = asked().find(|path| path.contains("words-"));
    assert!(first.is_none_or(|path| path.contains("words-fr-")));
}
